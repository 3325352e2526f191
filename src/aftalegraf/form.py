"""Know the form for an agreement: its sheets and columns, as the two tables in forms/ have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from aftalegraf.namespaces import expand
from aftalegraf.sources import Row, read_table

AGREEMENT: Final = "Aftale"
DECLARED: Final = "Oplyst"
EXAMPLE: Final = "Eksempel:"
YES_NO: Final = {"ja": "true", "nej": "false"}

_FOLDER: Final = Path(__file__).parent / "forms"
_SHEETS: Final = ("sheet", "sheet_en", "class", "link", "unless", "help_da", "help_en")
_COLUMNS: Final = (
    "sheet", "heading", "heading_en", "property", "kind", "choices", "many", "required", "help_da", "help_en",
    "example",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet and what its cells say.

    property: the IRI of what links the row to the value, "" in the sheet of what is declared; `inward` where the
    value is the subject. kind: name, text, date, whole number, times, yes or no, yes to agreement, thing, class or
    sheet. choices: where the values of a thing or class come from, as the table has it.
    """

    heading: str
    heading_en: str
    property: str
    inward: bool
    kind: str
    choices: tuple[str, ...]
    many: bool
    required: bool
    help: Mapping[str, str]
    example: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of things of a class.

    link: the property from the agreement to each row, `link_inward` where it leads from the row to the agreement;
    `unless` is the heading of the column that takes its place where it is filled in.
    """

    name: str
    name_en: str
    class_iri: str
    link: str
    link_inward: bool
    unless: str
    help: Mapping[str, str]
    columns: tuple[Column, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in their order."""
        return tuple(column.heading for column in self.columns)


@cache
def form() -> tuple[Sheet, ...]:
    """The sheets of the form, in order."""
    columns = read_table(_FOLDER / "columns.csv", "forms/columns.csv", _COLUMNS)
    sheets = read_table(_FOLDER / "sheets.csv", "forms/sheets.csv", _SHEETS)
    return tuple(_sheet(row, [column for column in columns if column["sheet"] == row["sheet"]]) for row in sheets)


def _sheet(row: Row, columns: list[Row]) -> Sheet:
    return Sheet(
        name=row["sheet"],
        name_en=row["sheet_en"],
        class_iri=expand(row["class"]) or "",
        link=expand(row["link"].removeprefix("^")) or "",
        link_inward=row["link"].startswith("^"),
        unless=row["unless"],
        help={"da": row["help_da"], "en": row["help_en"]},
        columns=tuple(_column(column) for column in columns),
    )


def _column(row: Row) -> Column:
    between = " " if row["kind"] == "class" else "|"
    return Column(
        heading=row["heading"],
        heading_en=row["heading_en"],
        property=expand(row["property"].removeprefix("^")) or "",
        inward=row["property"].startswith("^"),
        kind=row["kind"],
        choices=tuple(row["choices"].split(between)) if row["choices"] else (),
        many=row["many"] == "ja",
        required=row["required"] == "ja",
        help={"da": row["help_da"], "en": row["help_en"]},
        example=row["example"],
    )
