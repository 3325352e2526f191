"""Know the form for an agreement: its sheets and columns, as the two tables in forms/ have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from aftalegraf.namespaces import RDF, SKOS, expand
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

    predicate: the IRI of what links the row to the value, "" in the sheet of what is declared; `inward` where the
    value is the subject; `via` leads to the thing that has the value, where it is not the row's own. kind: name, text,
    date, whole number, times, yes or no, yes to agreement, thing, class or sheet. choices: where the values of a thing
    or class come from, as the table has it.
    """

    heading: str
    heading_en: str
    predicate: str
    inward: bool
    via: str
    kind: str
    choices: tuple[str, ...]
    many: bool
    required: bool
    help: Mapping[str, str]
    example: str

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes that a column of kinds offers."""
        return tuple(expand(choice) or "" for choice in self.choices) if self.kind == "class" else ()


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


def told_by() -> Mapping[str, tuple[str, ...]]:
    """The properties and classes of the form, each with the sheets that must be complete before the agreement's are.

    Where rows are linked to something by a property, those sheets tell of it; else all that have it in a column.
    """
    linked: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for sheet in form()[:-1]:
        classes = (sheet.class_iri, *(iri for column in sheet.columns for iri in column.classes))
        inward = (column.predicate for column in sheet.columns if column.inward or sheet.name == AGREEMENT)
        for name in dict.fromkeys((sheet.link, *classes, *inward)):
            linked.setdefault(name, []).append(sheet.name)
        for name in dict.fromkeys(column.predicate for column in sheet.columns):
            others.setdefault(name, []).append(sheet.name)
    known = {**others, **linked}
    return {name: tuple(known[name]) for name in known if name not in ("", f"{RDF}type", f"{SKOS}prefLabel")}


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
    via, _, last = row["property"].removeprefix("^").rpartition("/")
    between = " " if row["kind"] == "class" else "|"
    return Column(
        heading=row["heading"],
        heading_en=row["heading_en"],
        predicate=expand(last) or "",
        inward=row["property"].startswith("^"),
        via=expand(via) or "",
        kind=row["kind"],
        choices=tuple(row["choices"].split(between)) if row["choices"] else (),
        many=row["many"] == "ja",
        required=row["required"] == "ja",
        help={"da": row["help_da"], "en": row["help_en"]},
        example=row["example"],
    )
