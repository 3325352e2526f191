"""Type a command about who has to do what, and about agreements side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from aftalegraf.answers import DEFAULT_GROUND
from aftalegraf.commands import Files, Language, give, one_of, open_files, width
from aftalegraf.statements import GROUNDS
from aftalegraf.world import LANGUAGES

Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write here instead of to the screen.")]
Ground = Annotated[str, typer.Option("--grundlag", help=f"What it may rest on: {', '.join(GROUNDS)}.")]
Form = Annotated[str, typer.Option("--format", help="text, json or csv.")]
_FORMS = ("text", "json", "csv")


def duties(
    actor: Annotated[str, typer.Option("--aktoer", help="Only what one body owes and gets: id, IRI or name.")] = "",
    agreement: Annotated[
        str, typer.Option("--aftale", help="Only what stands in one agreement: id, IRI or name.")
    ] = "",
    ground: Ground = DEFAULT_GROUND,
    form: Form = "text",
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
    *,
    unowned: Annotated[bool, typer.Option("--uden-ejer", help="Only what no source gives to anybody.")] = False,
) -> None:
    """Show who owes what to whom, how often or by when, and on what basis."""
    from aftalegraf import duty_list  # noqa: PLC0415 (a command imports what it shows, and no more)
    from aftalegraf.duty_choice import choose  # noqa: PLC0415
    from aftalegraf.side_by_side import agreement_named  # noqa: PLC0415

    one_of("format", form, _FORMS)
    one_of("language", lang, LANGUAGES)
    one_of("ground", ground, GROUNDS)
    world = open_files(files)
    named = agreement_named(world, agreement) if agreement else ""
    shown = choose(world, ground, actor, named, unowned=unowned)
    if form == "json":
        told = json.dumps(duty_list.as_data(world, shown, lang), ensure_ascii=False, indent=2) + "\n"
    elif form == "csv":
        told = duty_list.as_csv(world, shown, lang)
    else:
        told = duty_list.as_text(world, shown, lang, width())
    give(told.encode(), output)


def compare(
    agreements: Annotated[list[str], typer.Argument(metavar="AFTALE AFTALE…", help="Ids, IRIs or names, two or more.")],
    ground: Ground = DEFAULT_GROUND,
    form: Form = "text",
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
) -> None:
    """Hold agreements side by side: what is shared by a stated link, and what stands in one only."""
    from aftalegraf import projection, side_by_side_list  # noqa: PLC0415 (a command imports what it shows)
    from aftalegraf.side_by_side import KINDS, agreement_named, side_by_side  # noqa: PLC0415

    one_of("format", form, _FORMS)
    one_of("language", lang, LANGUAGES)
    one_of("ground", ground, GROUNDS)
    world = open_files(files)
    named = [agreement_named(world, text) for text in agreements]
    found = side_by_side(world, projection.links(world, KINDS), named, ground)
    if form == "json":
        data = side_by_side_list.as_data(world, found, ground, lang)
        told = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    elif form == "csv":
        told = side_by_side_list.as_csv(world, found, lang)
    else:
        told = side_by_side_list.as_text(world, found, ground, lang, width())
    give(told.encode(), output)
