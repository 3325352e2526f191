"""Shape an answer into what its page shows: headings to sort by, rows of one page, links to keep."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from aftalegraf.asked import Answered
from aftalegraf.cells import Cell, Rows
from aftalegraf.evidence import Support, evidence
from aftalegraf.languages import decimal
from aftalegraf.namespaces import ID
from aftalegraf.ordering import DOWN, ordered
from aftalegraf.statements import GROUNDS
from aftalegraf.wording import capital
from aftalegraf.world import World

ROWS_A_PAGE: Final = 100
PAGE: Final = "side"
SORT: Final = "sorter"
_NUMBERS: Final = ("#integer", "#decimal", "#double")
_LONG: Final = 10_000  # whole numbers from here on are set apart by thousands; years are not
_DURATION: Final = re.compile(r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?")
_UNITS: Final = {
    "da": {"years": ("år", "år"), "months": ("måned", "måneder"), "days": ("dag", "dage")},
    "en": {"years": ("year", "years"), "months": ("month", "months"), "days": ("day", "days")},
}


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a column: its text, the query that sorts by it, and how the rows are sorted by it now."""

    name: str
    text: str
    query: str
    direction: str  # ascending, descending or nothing
    numeric: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its cells, each with its text where it is a number or a length of time, and what it rests on."""

    cells: tuple[tuple[Cell | None, str], ...]
    supports: tuple[Support, ...]

    @property
    def grounds(self) -> tuple[str, ...]:
        """The grounds that it rests on, the strongest first."""
        return tuple(ground for ground in GROUNDS if any(support.ground == ground for support in self.supports))

    @property
    def sourced(self) -> bool:
        """Whether it says where it comes from, by statements or by a source of its own."""
        sources = f"{ID}kildehenvisning/"
        return bool(self.supports) or any(cell.value.startswith(sources) for cell, _ in self.cells if cell)


@dataclass(frozen=True, slots=True)
class View:
    """One page of an answer: `first` is the number of its first row, `sort` the column that the rows are sorted by."""

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    page: int
    pages: int
    first: int
    total: int
    sort: str
    values: Mapping[str, str]

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.lines) - 1

    @property
    def supported(self) -> bool:
        """Whether any row has something that it rests on."""
        return any(line.supports for line in self.lines)

    @property
    def sourced(self) -> bool:
        """Whether all rows say where they come from."""
        return all(line.sourced for line in self.lines)

    @property
    def query(self) -> str:
        """The values of the answer and its order, as a part of an address."""
        return urlencode({**self.values, **({SORT: self.sort} if self.sort else {})})

    def page_query(self, page: int) -> str:
        """The same for another page."""
        return f"{self.query}&{PAGE}={page}"


def view(
    world: World, answered: Answered, values: Mapping[str, str], language: str, sort: str = "", page: str = ""
) -> View:
    """A page of an answer in an order. A page or a column that is not there is the first, or none."""
    sort = sort if sort.removeprefix(DOWN) in answered.rows.columns else ""
    whole = ordered(world, answered, sort, language) if sort else answered
    total = len(whole.rows.rows)
    pages = max(1, -(-total // ROWS_A_PAGE))
    number = int(page) if page in map(str, range(1, pages + 1)) else 1
    start = (number - 1) * ROWS_A_PAGE
    part = dataclasses.replace(whole, rows=Rows(whole.rows.columns, whole.rows.rows[start : start + ROWS_A_PAGE]))
    shown = [n for n, name in enumerate(answered.rows.columns) if name not in answered.values]
    lines = tuple(
        Line(tuple((row[n], text_of(row[n], language)) for n in shown), supports)
        for row, supports in zip(part.rows.rows, evidence(world, part), strict=True)
    )
    heads = tuple(_head(answered, n, values, sort, language) for n in shown)
    return View(heads, lines, number, pages, start + 1, total, sort, values)


def text_of(cell: Cell | None, language: str) -> str:
    """A number or a length of time as the language writes it; nothing for other cells."""
    if cell is None:
        return ""
    if cell.datatype.endswith(_NUMBERS):
        number = Decimal(cell.value)
        plain = number == int(number) and abs(number) < _LONG
        return f"{int(number)}" if plain else decimal(number, language)
    if cell.datatype.endswith("Duration") and (found := _DURATION.fullmatch(cell.value)):
        named = [(int(text), _UNITS[language][unit]) for unit, text in found.groupdict().items() if text]
        return " ".join(f"{number} {words[number != 1]}" for number, words in named)
    return ""


def _head(answered: Answered, at: int, values: Mapping[str, str], sort: str, language: str) -> Head:
    name = answered.rows.columns[at]
    direction = {name: "ascending", f"{DOWN}{name}": "descending"}.get(sort, "")
    wanted = f"{DOWN}{name}" if direction == "ascending" else name
    cells = [row[at] for row in answered.rows.rows if row[at]]
    numeric = bool(cells) and all(cell.datatype.endswith(_NUMBERS) for cell in cells if cell)
    text = capital(answered.question.column(name, language))
    return Head(name, text, urlencode({**values, SORT: wanted}), direction, numeric)
