"""Put rows and names in the order that a Danish reader expects."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from typing import Final

from aftalegraf.asked import Answered
from aftalegraf.cells import Cell, Rows
from aftalegraf.errors import UnknownNameError
from aftalegraf.world import World

DOWN: Final = "-"  # before the name of a column: the greatest first
_LAST: Final = str.maketrans({"æ": "{", "ø": "|", "å": "}", "ä": "{", "ö": "|"})
_NUMBERS: Final = ("#integer", "#decimal", "#double", "#gYear")
_DIGITS: Final = re.compile(r"(\d+)")

Key = tuple[tuple[int, int, str], ...]


def danish(text: str) -> Key:
    """A key to sort by: æ, ø and å last, aa as the å that it is in names, 2 before 10, capitals as small letters."""
    pieces = _DIGITS.split(text.casefold().replace("aa", "å").translate(_LAST))
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces if piece)


def ordered(world: World, answered: Answered, by: str, language: str = "da") -> Answered:
    """The answer with its rows by a column, `-` before its name for the greatest first; what is empty comes last.

    Rows that are alike keep their order. Raises UnknownNameError for a column that the answer has not.
    """
    name = by.removeprefix(DOWN)
    columns = answered.rows.columns
    if name not in columns:
        raise UnknownNameError("column", name, columns)
    at = columns.index(name)
    full = [row for row in answered.rows.rows if row[at] is not None]
    empty = [row for row in answered.rows.rows if row[at] is None]
    full.sort(key=lambda row: _key(world, row[at], language), reverse=by.startswith(DOWN))
    return dataclasses.replace(answered, rows=Rows(columns, (*full, *empty)))


def _key(world: World, cell: Cell | None, language: str) -> tuple[int, Decimal, Key]:
    """Numbers by size before words by letter; dates are words that sort by time."""
    if cell and cell.datatype.endswith(_NUMBERS):
        return 0, Decimal(cell.value), ()
    return 1, Decimal(0), danish(world.show(cell, language))
