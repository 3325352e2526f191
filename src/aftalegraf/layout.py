"""Place boxes in columns so that the lines between them cross little."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import Final, TypeAlias

Columns: TypeAlias = tuple[tuple[str, ...], ...]
Pairs: TypeAlias = Collection[tuple[str, str]]

SWEEPS: Final = 6


def ordered(columns: Sequence[Sequence[str]], links: Pairs, kept: int) -> Columns:
    """The columns with their boxes in the order to draw them.

    Boxes stand in the order of what they are linked to on the left, those without a link where they stood before. From
    the column `kept` on they also move after what is on the right, as long as that lessens the crossings.
    """
    order = [list(column) for column in columns]
    for number in range(1, len(order)):
        _sort(order, number, links, (number - 1,))
    best, fewest = [list(column) for column in order], crossings(order, links)
    for _ in range(SWEEPS):
        for number in (*range(len(order) - 2, kept - 1, -1), *range(kept, len(order))):
            _sort(order, number, links, range(len(order)))
        found = crossings(order, links)
        if found < fewest:
            best, fewest = [list(column) for column in order], found
    return tuple(tuple(column) for column in _swapped(best, links, kept))


def crossings(columns: Sequence[Sequence[str]], links: Pairs) -> int:
    """How many pairs of links between the same two columns cross."""
    places = {box: (number, row) for number, column in enumerate(columns) for row, box in enumerate(column)}
    ends = [(places[a], places[b]) for a, b in links if a in places and b in places]
    return sum(
        (a[1] - c[1]) * (b[1] - d[1]) < 0 for (a, b), (c, d) in combinations(ends, 2) if a[0] == c[0] and b[0] == d[0]
    )


def placed(columns: Columns, heights: Mapping[str, float], links: Pairs, gap: float) -> dict[str, float]:
    """The upper edge of each box: the highest column is stacked, the others stand level with what they link to."""
    stacks = [sum(heights[box] + gap for box in column) - gap for column in columns]
    base = stacks.index(max(stacks))
    tops: dict[str, float] = {}
    for number in (base, *range(base - 1, -1, -1), *range(base + 1, len(columns))):
        column = columns[number]
        wanted = [None if number == base else _level(box, links, tops, heights) for box in column]
        tops |= dict(zip(column, _spread([heights[box] for box in column], wanted, gap, stacks[base]), strict=True))
    return tops


def _swapped(order: list[list[str]], links: Pairs, kept: int) -> list[list[str]]:
    """The order with neighbours exchanged wherever that lessens the crossings, until none does."""
    fewest, before = crossings(order, links), -1
    while fewest != before:
        before = fewest
        for column in order[kept:]:
            for row in range(len(column) - 1):
                column[row : row + 2] = reversed(column[row : row + 2])
                found = crossings(order, links)
                if found < fewest:
                    fewest = found
                else:
                    column[row : row + 2] = reversed(column[row : row + 2])
    return order


def _sort(order: list[list[str]], number: int, links: Pairs, others: Collection[int]) -> None:
    places = {
        box: (row + 0.5) / len(order[other])
        for other in others
        if other != number
        for row, box in enumerate(order[other])
    }
    wishes: dict[str, float] = {}
    for row, box in enumerate(order[number]):
        mean = _mean([places[end] for end in _ends(box, links) if end in places])
        wishes[box] = (row + 0.5) / len(order[number]) if mean is None else mean
    order[number].sort(key=wishes.__getitem__)


def _level(box: str, links: Pairs, tops: Mapping[str, float], heights: Mapping[str, float]) -> float | None:
    middle = _mean([tops[end] + heights[end] / 2 for end in _ends(box, links) if end in tops])
    return None if middle is None else middle - heights[box] / 2


def _spread(heights: Sequence[float], wanted: Sequence[float | None], gap: float, room: float) -> list[float]:
    tops: list[float] = []
    free = 0.0
    for height, wish in zip(heights, wanted, strict=True):
        tops.append(max(free, wish or 0))
        free = tops[-1] + height + gap
    limit = room
    for row in range(len(tops) - 1, -1, -1):
        tops[row] = min(tops[row], limit - heights[row])
        limit = tops[row] - gap
    return tops


def _ends(box: str, links: Pairs) -> list[str]:
    return [b if box == a else a for a, b in links if box in (a, b)]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
