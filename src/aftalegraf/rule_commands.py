"""Type a command about the rules: the list, a card, what changed, the checklist before an agreement is sent in."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from aftalegraf import exports
from aftalegraf.commands import Files, Language, Output, StoreUrl, give, one_of, open_files, width
from aftalegraf.coverage import STATUSES, provisions
from aftalegraf.graph import SHAPES
from aftalegraf.world import LANGUAGES

rules_app = typer.Typer(help="The provisions of the guidance, and how they are tested.")


@rules_app.callback(invoke_without_command=True)
def listing(
    context: typer.Context,
    form: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    status: Annotated[str, typer.Option(help=f"Only those with this status: {', '.join(STATUSES)}.")] = "",
    lang: Language = "da",
    files: Files = None,
    store: StoreUrl = "",
) -> None:
    """List every provision with its id, weight, force, status, the shape that tests it and the engine that holds it."""
    if context.invoked_subcommand:
        return
    one_of("format", form, ("table", "csv", "json"))
    one_of("language", lang, LANGUAGES)
    if status:
        one_of("status", status, STATUSES)
    from aftalegraf.engines import served  # noqa: PLC0415 (slow to import)

    world = open_files(files, store)
    chosen = [one for one in provisions(world, lang) if status in ("", one.status)]
    engines = {iri.rpartition("#")[2]: name for iri, name in served(world.store, world.store.graph(SHAPES)).items()}
    if form == "json":
        typer.echo(json.dumps(exports.provisions_json(world, chosen, lang, engines), ensure_ascii=False, indent=2))
    elif form == "csv":
        typer.echo(exports.provisions_csv(world, chosen, lang), nl=False)
    else:
        from aftalegraf.terminal import provisions_text  # noqa: PLC0415 (a server has no use for it)

        typer.echo(provisions_text(world, chosen, engines, lang, width()), nl=False)


@rules_app.command("show")
def show_rule(
    rule_id: Annotated[str, typer.Argument(help="The id of a provision, for instance V5.1-6b.", metavar="ID")],
    lang: Language = "da",
    files: Files = None,
    store: StoreUrl = "",
) -> None:
    """Show what a rule asks, why, and how to meet it."""
    from aftalegraf.card import card, card_text, rule_named  # noqa: PLC0415

    one_of("language", lang, LANGUAGES)
    world = open_files(files, store)
    typer.echo(card_text(card(world, rule_named(world, rule_id), lang)), nl=False)


@rules_app.command("diff")
def diff(
    form: Annotated[str, typer.Option("--format", help="table, json or csv.")] = "table",
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
    store: StoreUrl = "",
) -> None:
    """Show what changed from the guidance of 2018 to the draft of 2023, and what is unknown."""
    from aftalegraf.changes import as_csv, as_data, as_text  # noqa: PLC0415

    one_of("format", form, ("table", "json", "csv"))
    one_of("language", lang, LANGUAGES)
    world = open_files(files, store)
    if form == "json":
        told = json.dumps(as_data(world, lang), ensure_ascii=False, indent=2) + "\n"
    else:
        told = (as_csv if form == "csv" else as_text)(world, lang)
    give(told.encode(), output, lang)
