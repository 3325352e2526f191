"""Draw the tree of an agreement and its coverage of the national goals as still pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from aftalegraf.answers import slug
from aftalegraf.branches import Branch
from aftalegraf.chain_words import GROUND_WORDS, ways, word
from aftalegraf.drawing import LINES, Look, capital, imprint
from aftalegraf.measure import wrap
from aftalegraf.statements import GROUNDS
from aftalegraf.svg import GREY, PALE, QUIET, block, element, foot, height_of, linked, picture, text
from aftalegraf.trace import Coverage, Link, Node

TREE_WIDTH: Final = 960.0
TABLE_WIDTH: Final = 1332.0

_STEP: Final = 26.0
_RELATION: Final = 128.0
_SIZE: Final = 14.0
_PAD: Final = 7.0
_FIRST: Final = 188.0
_HEAD: Final = 12.5
_LEAST: Final = 54.0  # what a cell with ways holds: a number and its ground in two lines


@dataclass(frozen=True, slots=True)
class _Row:
    """A thing in the tree with its depth and the row it hangs under."""

    branch: Branch
    depth: int
    parent: int
    lines: tuple[str, ...]


def tree_svg(branch: Branch, subtitle: str = "", source: str = "", look: Look | None = None) -> str:
    """The tree as SVG, one thing a line, each with the relation that leads to it; `source` is named in the foot."""
    look = look or Look()
    rows = list(_rows(branch, 0, -1, count(), look.language))
    header, y = _header(branch.node.label, subtitle, TREE_WIDTH, look)
    tops: list[float] = []
    for row in rows:
        tops.append(y)
        y += height_of(row.lines, _SIZE) + 10
    last, room = foot(imprint(branch.node.label, source, "", look), TREE_WIDTH, y + 16)
    return picture(
        TREE_WIDTH,
        y + 16 + room,
        word("tree", look.language, branch.node.label),
        word("things", look.language, len(rows)),
        header,
        element("g", *_elbows(rows, tops), fill="none", stroke="#9aa5ad", stroke_width=1.2),
        *(_thing(row, top, look) for row, top in zip(rows, tops, strict=True)),
        last,
        language=look.language,
    )


def coverage_svg(
    coverage: Coverage, agreement: str, subtitle: str = "", source: str = "", look: Look | None = None
) -> str:
    """The table of objectives against national goals as SVG; an empty cell says if the sources cannot tell.

    `agreement` is the agreement's name.
    """
    look = look or Look()
    wide = (TABLE_WIDTH - _FIRST) / max(1, len(coverage.goals))
    header, top = _header(agreement, subtitle, TABLE_WIDTH, look)
    heads = [wrap(node.label, wide - 2 * _PAD, _HEAD, bold=True) for node in coverage.goals]
    high = max((height_of(lines, _HEAD) for lines in heads), default=0.0) + 2 * _PAD
    parts = [
        _cell(node, heads[number], _FIRST + number * wide, top, wide, high, look)
        for number, node in enumerate(coverage.goals)
    ]
    body, bottom = _body(coverage, top + high, wide, look)
    last, room = foot(imprint(agreement, source, coverage.reason, look), TABLE_WIDTH, bottom + 16)
    return picture(
        TABLE_WIDTH,
        bottom + 16 + room,
        word("coverage", look.language, agreement),
        word("pairs", look.language, len(coverage.objectives), len(coverage.goals), len(coverage.cells)),
        header,
        *parts,
        *body,
        last,
        language=look.language,
    )


def _header(label: str, subtitle: str, wide: float, look: Look) -> tuple[str, float]:
    """The agreement's name with what the picture rests on below it, and where the picture goes on."""
    name, below = wrap(label, wide, 20, bold=True), wrap(subtitle, wide, _SIZE)
    first = height_of(name, 20)
    head = block(0, 0, name, 20, font_weight=600, lang=look.quoted)
    return head + block(0, first + 2, below, _SIZE, fill=QUIET), first + height_of(below, _SIZE) + 18


def _body(coverage: Coverage, y: float, wide: float, look: Look) -> tuple[list[str], float]:
    """The rows of the table from `y` on, and where they end."""
    parts: list[str] = []
    for objective in coverage.objectives:
        lines = wrap(objective.label, _FIRST - 2 * _PAD, _HEAD, bold=True)
        tall = max(height_of(lines, _HEAD), _LEAST) + 2 * _PAD
        parts.append(_cell(objective, lines, 0, y, _FIRST, tall, look))
        for number, goal in enumerate(coverage.goals):
            links = coverage.cells.get((objective.iri, goal.iri), ())
            parts.append(_crossing(links, coverage.reason, (_FIRST + number * wide, y, wide, tall), look.language))
        y += tall
    return parts, y


def _rows(branch: Branch, depth: int, parent: int, numbers: Iterator[int], language: str) -> Iterator[_Row]:
    for child in branch.children:
        room = TREE_WIDTH - depth * _STEP - _RELATION - 20
        ground = "" if child.ground in ("", "fremgaar") else f" ({GROUND_WORDS[language][child.ground]})"
        lines = wrap(f"{capital(child.node.label)}{ground}", room, _SIZE, bold=bool(child.children))
        yield _Row(child, depth, parent, lines)
        yield from _rows(child, depth + 1, next(numbers), numbers, language)


def _elbows(rows: Sequence[_Row], tops: Sequence[float]) -> Iterator[str]:
    for row, top in zip(rows, tops, strict=True):
        if row.parent >= 0:
            x, start = rows[row.parent].depth * _STEP + 5, tops[row.parent] + 16
            yield element("path", d=f"M{x:.1f} {start:.1f}V{top + 9:.1f}h{_STEP - 9:.1f}")


def _thing(row: _Row, top: float, look: Look) -> str:
    x = row.depth * _STEP
    relation = capital(row.branch.relation)
    fill = "#ffffff" if row.branch.children else PALE
    colour, dashes = LINES.get(row.branch.ground, LINES["fremgaar"])
    dot = element("rect", x=x, y=top + 4, width=10, height=10, rx=2, fill=fill, stroke=colour, stroke_dasharray=dashes)
    words = text(x + 18, top + 13.5, relation, font_size=12.5, fill=QUIET)
    weight = 600 if row.branch.children else None
    label = block(x + 18 + _RELATION, top, row.lines, _SIZE, font_weight=weight, lang=look.quoted)
    return linked(
        look.href(row.branch.node.iri), dot, words, " ", label, class_="box", data_id=slug(row.branch.node.iri)
    )


def _cell(node: Node, lines: Sequence[str], x: float, y: float, width: float, height: float, look: Look) -> str:
    rect = element("rect", x=x, y=y, width=width, height=height, fill=GREY, stroke="#c3c9cd")
    words = block(x + _PAD, y + _PAD, lines, _HEAD, font_weight=600, lang=look.quoted)
    return linked(look.href(node.iri), rect, words, class_="box", data_id=slug(node.iri))


def _crossing(links: Sequence[Link], reason: str, place: tuple[float, float, float, float], language: str) -> str:
    x, y, width, height = place
    rect = element("rect", x=x, y=y, width=width, height=height, fill=PALE if links else "#ffffff", stroke="#c3c9cd")
    if not links:
        words = word("undecided" if reason else "unlinked", language)
        return rect + block(x + _PAD, y + _PAD, wrap(words, width - 2 * _PAD, 12), 12, fill=QUIET)
    weakest = max((link.ground for link in links), key=GROUNDS.index)
    number = text(x + _PAD, y + _PAD + 14, ways(len(links), language), font_weight=600)
    below = wrap(GROUND_WORDS[language][weakest], width - 2 * _PAD, 12)
    return rect + number + block(x + _PAD, y + _PAD + 20, below, 12)
