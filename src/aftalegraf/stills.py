"""Draw the tree of an agreement and its coverage of the national goals as still pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from aftalegraf.drawing import GROUND_WORDS, imprint, slug
from aftalegraf.measure import wrap
from aftalegraf.statements import GROUNDS
from aftalegraf.svg import ACCENT, GREY, PALE, QUIET, block, element, foot, height_of, linked, picture, text
from aftalegraf.trace import Branch, Coverage, Link, Node

TREE_WIDTH: Final = 960.0
TABLE_WIDTH: Final = 1332.0
UNDECIDED: Final = "kan ikke afgøres"

_STEP: Final = 26.0
_RELATION: Final = 128.0
_SIZE: Final = 14.0
_PAD: Final = 7.0
_FIRST: Final = 212.0
_HEAD: Final = 13.0


@dataclass(frozen=True, slots=True)
class _Row:
    """A thing in the tree with its depth and the row it hangs under."""

    branch: Branch
    depth: int
    parent: int
    lines: tuple[str, ...]


def tree_svg(branch: Branch, subtitle: str = "", source: str = "", href: Callable[[str], str] = str) -> str:
    """The tree as SVG, one thing a line, each with the relation that leads to it; `source` is named in the foot."""
    rows = list(_rows(branch, 0, -1, count()))
    tops: list[float] = []
    y = 62.0
    for row in rows:
        tops.append(y)
        y += height_of(row.lines, _SIZE) + 10
    last, room = foot((imprint(branch.node.label, source),), TREE_WIDTH, y + 16)
    return picture(
        TREE_WIDTH,
        y + 16 + room,
        f"Mål og indikatorer: {branch.node.label}",
        f"Et træ med {len(rows)} ting under aftalen.",
        text(0, 20, branch.node.label, font_size=20, font_weight=600),
        text(0, 42, subtitle, fill=QUIET),
        element("g", *_elbows(rows, tops), fill="none", stroke="#9aa5ad", stroke_width=1.2),
        *(_thing(row, top, href) for row, top in zip(rows, tops, strict=True)),
        last,
    )


def coverage_svg(
    coverage: Coverage, agreement: str, subtitle: str = "", source: str = "", href: Callable[[str], str] = str
) -> str:
    """The table of objectives against national goals as SVG; an empty cell says if the sources cannot tell.

    `agreement` is the agreement's name.
    """
    wide = (TABLE_WIDTH - _FIRST) / max(1, len(coverage.goals))
    heads = [wrap(node.label, wide - 2 * _PAD, _HEAD, bold=True) for node in coverage.goals]
    top, high = 62.0, max((height_of(lines, _HEAD) for lines in heads), default=0.0) + 2 * _PAD
    parts = [
        _cell(node, heads[number], _FIRST + number * wide, top, wide, high, href)
        for number, node in enumerate(coverage.goals)
    ]
    body, bottom = _body(coverage, top + high, wide, href)
    reason = f"{UNDECIDED.capitalize()}: {coverage.reason}." if coverage.reason else ""
    last, room = foot((reason, imprint(agreement, source)), TABLE_WIDTH, bottom + 16)
    return picture(
        TABLE_WIDTH,
        bottom + 16 + room,
        f"Kobling til nationale mål: {agreement}",
        f"{len(coverage.objectives)} målsætninger mod {len(coverage.goals)} nationale mål; "
        f"{len(coverage.cells)} par er koblet.",
        text(0, 20, agreement, font_size=20, font_weight=600),
        text(0, 42, subtitle, fill=QUIET),
        *parts,
        *body,
        last,
    )


def _body(coverage: Coverage, y: float, wide: float, href: Callable[[str], str]) -> tuple[list[str], float]:
    """The rows of the table from `y` on, and where they end."""
    parts: list[str] = []
    for objective in coverage.objectives:
        lines = wrap(objective.label, _FIRST - 2 * _PAD, _HEAD, bold=True)
        tall = height_of(lines, _HEAD) + 2 * _PAD
        parts.append(_cell(objective, lines, 0, y, _FIRST, tall, href))
        for number, goal in enumerate(coverage.goals):
            links = coverage.cells.get((objective.iri, goal.iri), ())
            parts.append(_crossing(links, coverage.reason, _FIRST + number * wide, y, wide, tall))
        y += tall
    return parts, y


def _rows(branch: Branch, depth: int, parent: int, numbers: Iterator[int]) -> Iterator[_Row]:
    for child in branch.children:
        room = TREE_WIDTH - depth * _STEP - _RELATION - 20
        yield _Row(child, depth, parent, wrap(_capital(child.node.label), room, _SIZE, bold=bool(child.children)))
        yield from _rows(child, depth + 1, next(numbers), numbers)


def _elbows(rows: Sequence[_Row], tops: Sequence[float]) -> Iterator[str]:
    for row, top in zip(rows, tops, strict=True):
        if row.parent >= 0:
            x, start = rows[row.parent].depth * _STEP + 5, tops[row.parent] + 16
            yield element("path", d=f"M{x:.1f} {start:.1f}V{top + 9:.1f}h{_STEP - 9:.1f}")


def _thing(row: _Row, top: float, href: Callable[[str], str]) -> str:
    x = row.depth * _STEP
    relation = _capital(row.branch.relation.removeprefix("har "))
    fill = "#ffffff" if row.branch.children else PALE
    dot = element("rect", x=x, y=top + 4, width=10, height=10, rx=2, fill=fill, stroke=ACCENT)
    words = text(x + 18, top + 13.5, relation, font_size=12.5, fill=QUIET)
    weight = 600 if row.branch.children else None
    label = block(x + 18 + _RELATION, top, row.lines, _SIZE, font_weight=weight)
    return linked(href(row.branch.node.iri), dot, words, " ", label, class_="box", data_id=slug(row.branch.node.iri))


def _cell(
    node: Node, lines: Sequence[str], x: float, y: float, width: float, height: float, href: Callable[[str], str]
) -> str:
    rect = element("rect", x=x, y=y, width=width, height=height, fill=GREY, stroke="#c3c9cd")
    words = block(x + _PAD, y + _PAD, lines, _HEAD, font_weight=600)
    return linked(href(node.iri), rect, words, class_="box", data_id=slug(node.iri))


def _crossing(links: Sequence[Link], reason: str, x: float, y: float, width: float, height: float) -> str:
    rect = element("rect", x=x, y=y, width=width, height=height, fill=PALE if links else "#ffffff", stroke="#c3c9cd")
    if not links:
        words = UNDECIDED if reason else "ikke koblet"
        lines = wrap(words, width - 2 * _PAD, 12)
        return rect + block(x + _PAD, y + _PAD, lines, 12, fill=QUIET)
    weakest = max((link.ground for link in links), key=GROUNDS.index)
    number = text(x + _PAD, y + _PAD + 14, "1 vej" if len(links) == 1 else f"{len(links)} veje", font_weight=600)
    words = block(x + _PAD, y + _PAD + 20, wrap(GROUND_WORDS[weakest], width - 2 * _PAD, 12), 12)
    return rect + number + words


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
