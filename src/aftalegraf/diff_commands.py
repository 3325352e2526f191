"""Type a command about change: what is another in a new version, and which statements rest on a changed source."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from aftalegraf.commands import Files, Language, give, one_of, open_files
from aftalegraf.statements import GROUNDS
from aftalegraf.world import LANGUAGES, World

Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write here instead of to the screen.")]
_EITHER = "A folder with the project's files, an RDF file or a filled form, a git revision, or a day."


def diff(
    old: Annotated[str, typer.Argument(help=_EITHER)],
    new: Annotated[str, typer.Argument(help="The same for the newer one.")],
    form: Annotated[str, typer.Option("--format", help="text, html or json.")] = "text",
    ground: Annotated[
        str, typer.Option("--grundlag", help="fremgaar, udledt or redaktionel; each takes in the ones before.")
    ] = "udledt",
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
) -> None:
    """Show what has changed from one version of the data to another, by thing and in sentences."""
    from aftalegraf.difference_data import as_data  # noqa: PLC0415 (only this command compares)
    from aftalegraf.difference_story import story  # noqa: PLC0415
    from aftalegraf.difference_text import as_html, as_text  # noqa: PLC0415
    from aftalegraf.differences import differences  # noqa: PLC0415
    from aftalegraf.versions import version  # noqa: PLC0415

    one_of("format", form, ("text", "html", "json"))
    one_of("ground", ground, GROUNDS)
    one_of("language", lang, LANGUAGES)

    @cache
    def world() -> World:
        return open_files(files)

    versions = (version(old, files, world, lang, ground), version(new, files, world, lang, ground))
    found = differences(versions[0].triples, versions[1].triples)
    if form == "json":
        told = json.dumps(as_data(world(), found, versions, lang), ensure_ascii=False, indent=2) + "\n"
    else:
        told = (as_html if form == "html" else as_text)(story(world(), found, versions, lang))
    give(told.encode(), output)


def suspects(
    folder: Annotated[Path, typer.Option("--kilder", help="The folder that holds the documents.")],
    form: Annotated[
        str, typer.Option("--format", help="text, json, csv, or sign-off: rows to confirm the statements with.")
    ] = "text",
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
) -> None:
    """Show which references no longer match the documents, and every statement that rests on them."""
    from aftalegraf import suspect_text as told  # noqa: PLC0415 (only this command tells of it)
    from aftalegraf.suspects import suspects as found_in  # noqa: PLC0415

    one_of("format", form, ("text", "json", "csv", "sign-off"))
    one_of("language", lang, LANGUAGES)
    world = open_files(files)
    found = found_in(world, folder)
    if form == "json":
        text = json.dumps(told.as_data(world, found, lang), ensure_ascii=False, indent=2) + "\n"
    elif form == "sign-off":
        text = told.as_rows(found)
    else:
        text = (told.as_csv if form == "csv" else told.as_text)(world, found, lang)
    give(text.encode(), output)
