"""Type a command about the rules: list them with how each is tested."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from aftalegraf import exports
from aftalegraf.commands import Files, Language, one_of, open_files, width
from aftalegraf.coverage import STATUSES, provisions
from aftalegraf.world import LANGUAGES

rules_app = typer.Typer(help="The provisions and how each is tested.", rich_markup_mode=None)


@rules_app.callback(invoke_without_command=True)
def listing(
    context: typer.Context,
    form: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    status: Annotated[str, typer.Option(help=f"Only those with this status: {', '.join(STATUSES)}.")] = "",
    lang: Language = "da",
    files: Files = None,
) -> None:
    """List every provision with its id, weight, force, status and the shape that tests it."""
    if context.invoked_subcommand:
        return
    one_of("format", form, ("table", "csv", "json"))
    one_of("language", lang, LANGUAGES)
    if status:
        one_of("status", status, STATUSES)
    world = open_files(files)
    chosen = [one for one in provisions(world, lang) if status in ("", one.status)]
    if form == "json":
        typer.echo(json.dumps(exports.provisions_json(world, chosen, lang), ensure_ascii=False, indent=2))
    elif form == "csv":
        typer.echo(exports.provisions_csv(world, chosen, lang), nl=False)
    else:
        from aftalegraf.terminal import provisions_text  # noqa: PLC0415 (a server has no use for it)

        typer.echo(provisions_text(world, chosen, lang, width()), nl=False)


@rules_app.command()
def show(
    rule_id: Annotated[str, typer.Argument(help="The id of a provision, for instance V5.1-6b.", metavar="ID")],
    lang: Language = "da",
    files: Files = None,
) -> None:
    """Show what a rule asks, why, and how to meet it."""
    from aftalegraf.card import card, card_text, rule_named  # noqa: PLC0415 (the listing has no use for it)

    one_of("language", lang, LANGUAGES)
    world = open_files(files)
    typer.echo(card_text(card(world, rule_named(world, rule_id), lang)), nl=False)
