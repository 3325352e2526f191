"""Write reviews in any of the formats, told by name or by the ending of a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.report import as_markdown, as_text
from aftalegraf.report_data import as_data
from aftalegraf.report_html import as_html
from aftalegraf.report_rows import as_csv, as_workbook
from aftalegraf.report_shacl import as_turtle
from aftalegraf.report_tools import as_junit, as_sarif
from aftalegraf.review import Report
from aftalegraf.world import World


def _json(world: World, reports: Sequence[Report], language: str) -> str:
    return json.dumps(as_data(world, reports, language), ensure_ascii=False, indent=2) + "\n"


_WRITERS: Final[Mapping[str, Callable[[World, Sequence[Report], str], str]]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
    "csv": as_csv,
    "json": _json,
    "turtle": as_turtle,
    "sarif": as_sarif,
    "junit": as_junit,
}
FORMATS: Final = (*list(_WRITERS)[:4], "xlsx", *list(_WRITERS)[4:])
_ENDINGS: Final = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".json": "json",
    ".ttl": "turtle",
    ".sarif": "sarif",
    ".sarif.json": "sarif",
    ".xml": "junit",
}


def form_of(form: str | None, output: Path | None) -> str:
    """The format that is asked for by name, else by the ending of the file, else text.

    Raises UnknownNameError for a name that is no format, and UsageError for an ending that tells none.
    """
    if form is not None:
        if form not in FORMATS:
            raise UnknownNameError("format", form, FORMATS)
        return form
    if output is None:
        return "text"
    name = output.name.lower()
    fits = [ending for ending in _ENDINGS if name.endswith(ending)]
    if not fits:
        known = " ".join(_ENDINGS)
        raise UsageError(
            f"{output}: the ending tells no format; choose one with --format, or end the name with {known}"
        )
    return _ENDINGS[max(fits, key=len)]


def written(world: World, reports: Sequence[Report], form: str, language: str = "da") -> bytes:
    """The reviews in a format of FORMATS."""
    if form == "xlsx":
        return as_workbook(world, reports, language)
    return _WRITERS[form](world, reports, language).encode()
