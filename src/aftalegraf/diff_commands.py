"""Type the command about change: what is another in a new version of the data."""

from __future__ import annotations

from functools import cache
from typing import Annotated

import typer

from aftalegraf.answers import DEFAULT_GROUND
from aftalegraf.commands import Files, Ground, Language, Output, known_options, open_files, tell
from aftalegraf.world import World

_EITHER = "A folder with the project's files, an RDF file or a filled form, a git revision, or a day."


def diff(
    old: Annotated[str, typer.Argument(help=_EITHER)],
    new: Annotated[str, typer.Argument(help="The same for the newer one.")],
    form: Annotated[str, typer.Option("--format", help="text, html or json.")] = "text",
    ground: Ground = DEFAULT_GROUND,
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
) -> None:
    """Show what has changed from one version of the data to another, by thing and in sentences."""
    from aftalegraf import tellings  # noqa: PLC0415 (only this command compares)
    from aftalegraf.differences import differences  # noqa: PLC0415
    from aftalegraf.versions import version  # noqa: PLC0415

    known_options(form, lang, ground, ("text", "html", "json"))

    @cache
    def world() -> World:
        return open_files(files)

    versions = (version(old, files, world, lang, ground), version(new, files, world, lang, ground))
    found = differences(versions[0].triples, versions[1].triples)
    tell(tellings.diff(world(), found, versions, lang), form, output, lang)
