"""Type a command about loss and time: what depends on a thing, and what follows what on a day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from aftalegraf.answers import DEFAULT_GROUND
from aftalegraf.commands import Files, Language, give, one_of, open_files, width
from aftalegraf.statements import GROUNDS
from aftalegraf.world import LANGUAGES

_FORMATS = ("text", "json", "csv")
Form = Annotated[str, typer.Option("--format", help="text, json or csv.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write here instead of to the screen.")]


def impact(
    things: Annotated[
        list[str], typer.Argument(help="What ends or changes: ids, IRIs or names of things, documents or places.")
    ],
    ground: Annotated[
        str, typer.Option("--grundlag", help="fremgaar, udledt or redaktionel; each includes the ones before.")
    ] = DEFAULT_GROUND,
    day: Annotated[str, typer.Option("--date", help="Of the graph as of this day, like 2027-01-01.")] = "",
    form: Form = "text",
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
) -> None:
    """Show all that depends on things that end, or on documents that change, with the way to each.

    Several things are gone at once. With it stands which objectives, indicators and measuring points reach which
    national goal before and after.
    """
    from aftalegraf import impact_text  # noqa: PLC0415
    from aftalegraf.impact import impact as what_it_means  # noqa: PLC0415
    from aftalegraf.impact import network  # noqa: PLC0415
    from aftalegraf.named import thing_named  # noqa: PLC0415
    from aftalegraf.validity import day_of  # noqa: PLC0415

    _known(form, lang)
    one_of("grundlag", ground, GROUNDS)
    day = day_of(day) if day else ""
    world = open_files(files)
    found = what_it_means(network(world, ground, day), [thing_named(world, text) for text in things])
    if form == "json":
        told = json.dumps(impact_text.as_data(world, found, lang), ensure_ascii=False, indent=2) + "\n"
    elif form == "csv":
        told = impact_text.as_csv(world, found, lang)
    else:
        told = impact_text.as_text(world, found, lang, width())
    give(told.encode(), output)


def succession(
    day: Annotated[
        str, typer.Option("--date", help="What happens on this day; without it on that of the reform.")
    ] = "",
    form: Form = "text",
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
) -> None:
    """Show what falls and what begins on a day, on what basis, and what takes its place task by task, or «unknown».

    Everything is told at every ground, and each line says its own. json and csv also tell how all stands that day.
    """
    from aftalegraf import succession_data, succession_text  # noqa: PLC0415
    from aftalegraf.projection import links  # noqa: PLC0415
    from aftalegraf.succession import succession as what_follows  # noqa: PLC0415
    from aftalegraf.validity import day_of  # noqa: PLC0415

    _known(form, lang)
    day = day_of(day) if day else ""
    world = open_files(files)
    found = what_follows(world, links(world), day)
    if form == "json":
        told = json.dumps(succession_data.as_data(world, found, lang), ensure_ascii=False, indent=2) + "\n"
    elif form == "csv":
        told = succession_data.as_csv(world, found, lang)
    else:
        told = succession_text.as_text(world, found, lang, width())
    give(told.encode(), output)


def _known(form: str, lang: str) -> None:
    one_of("format", form, _FORMATS)
    one_of("language", lang, LANGUAGES)
