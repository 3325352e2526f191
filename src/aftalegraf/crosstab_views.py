"""Shape a table for its page: a grid where it fits, else row by row, with what is not linked in one line a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from aftalegraf.coverage import status_label
from aftalegraf.crosstab import DATA, DUTIES, GOALS, MEASURES, RULES, TASKS, Cell, Table
from aftalegraf.crosstab_view import MOST, PARTS, TITLES, Totals, alone, apart, behind, mark, totals
from aftalegraf.unread import Extent
from aftalegraf.world import World

ROWS: Final = 60  # rows of a table with many columns that a page shows
FEW: Final = 12  # pairs whose ways are shown without being asked for
ENDS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {  # what the rows and the columns are, several
    "da": {
        GOALS: ("målsætninger", "nationale mål"),
        MEASURES: ("indikatorer og målepunkter", "målsætninger"),
        DATA: ("datakilder", "indikatorer, målepunkter og andet"),
        TASKS: ("fora", "opgaver"),
        DUTIES: ("aktører", "pligter"),
        RULES: ("bestemmelser", "regler"),
    },
    "en": {
        GOALS: ("objectives", "national goals"),
        MEASURES: ("indicators and measuring points", "objectives"),
        DATA: ("data sources", "indicators, measuring points and others"),
        TASKS: ("forums", "tasks"),
        DUTIES: ("actors", "duties"),
        RULES: ("provisions", "rules"),
    },
}


@dataclass(frozen=True, slots=True)
class Unlinked:
    """Rows that are linked to nothing for one reason: what could not be read, or in words why there is no rule."""

    unread: tuple[Extent, ...]
    why: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a page shows it; `ends` says what its rows and columns are.

    `apart` is a sentence of what the sources tell instead of a pair.
    `linked` are the rows with a link, also one that is contested, each with its columns; `unlinked` the others; `lone`
    the columns without a row,
    `shared` those with several; `row` and `column` the IRIs of what is looked into, "" for nothing, `ways` what is
    behind the chosen cells, and `page` counts from 1.
    """

    table: Table
    title: str
    ends: tuple[str, str]
    part: str
    apart: str
    totals: Totals
    linked: Mapping[str, tuple[str, ...]]
    unlinked: tuple[Unlinked, ...]
    lone: tuple[str, ...]
    shared: tuple[str, ...]
    row: str = ""
    column: str = ""
    ways: tuple[tuple[tuple[str, str], Cell], ...] = ()
    page: int = 1

    def mark(self, row: str, column: str) -> str:
        """What stands in a cell."""
        return mark(self.table, row, column)

    @property
    def wide(self) -> bool:
        """Whether it has more columns than a page has room for."""
        return len(self.table.columns) > MOST

    @property
    def pages(self) -> int:
        """How many pages the rows with a link take, row by row."""
        return max(1, -(-len(self.linked) // ROWS))

    @property
    def part_shown(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The rows of this page, each with its columns."""
        return tuple(self.linked.items())[(self.page - 1) * ROWS : self.page * ROWS]

    @property
    def columns(self) -> int:
        """How many columns have a link."""
        return sum(bool(number) for number in self.table.by_column.values())

    @property
    def rows(self) -> int:
        """How many rows have a link."""
        return sum(bool(number) for number in self.table.by_row.values())

    @property
    def undecided(self) -> int:
        """How many rows without a link cannot be decided."""
        return sum(len(each.rows) for each in self.unlinked if each.unread)

    @property
    def parts(self) -> int:
        """How many pairs are linked in part only."""
        return sum(not cell.whole for cell in self.table.cells.values())


def grid(world: World, table: Table, language: str, row: str = "", column: str = "", page: str = "") -> Grid:
    """A table with what is behind a row, a column or one cell of it, by their IRIs. A page not there is the first."""
    linked: dict[str, list[str]] = {iri: [] for iri in table.rows}
    for (start, end), _ in behind(table):
        linked[start].append(end)
    without: dict[tuple[tuple[Extent, ...], str], list[str]] = {}
    for iri in table.rows:
        if not linked[iri]:
            why = status_label(world, table.codes[iri], language) if iri in table.codes else ""
            without.setdefault((table.unread.get(iri, ()), why), []).append(iri)
    by_column = table.by_column
    made = Grid(
        table,
        TITLES[language][table.name],
        ENDS[language][table.name],
        PARTS[language].get(table.name, ""),
        apart(table, language),
        totals(table, language),
        {iri: tuple(each) for iri, each in linked.items() if each},
        tuple(Unlinked(*key, tuple(rows)) for key, rows in without.items()),
        alone(table),
        tuple(iri for iri in table.columns if by_column[iri] > 1),
        row,
        column,
        tuple(behind(table, row, column)) if row or column or len(table.cells) <= FEW else (),
    )
    return replace(made, page=int(page)) if page in map(str, range(1, made.pages + 1)) else made
