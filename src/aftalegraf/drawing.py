"""Draw den røde tråd: an agreement's chain in five columns, an arrow only where a link exists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf.layout import ordered, placed
from aftalegraf.measure import width, wrap
from aftalegraf.svg import (
    ACCENT,
    GREY,
    INK,
    PALE,
    QUIET,
    WARM,
    block,
    element,
    foot,
    height_of,
    linked,
    picture,
    text,
    title,
)
from aftalegraf.trace import Link, Node, Thread

_NAMES: Final = {
    "Indsatsomraade": "Indsatsområde",
    "Vision": "Vision",
    "Maalsaetning": "Målsætning",
    "Indikator": "Indikator",
    "Maalepunkt": "Målepunkt",
    "NationalIndikator": "National indikator",
    "NationaltMaal": "Nationalt mål",
}
GROUND_WORDS: Final = {
    "fremgaar": "fremgår af kilden",
    "udledt": "vores læsning",
    "redaktionel": "tilføjet af redaktionen",
}
LINES: Final = {"fremgaar": (ACCENT, None), "udledt": (ACCENT, "8 5"), "redaktionel": (WARM, "1.5 5")}
TOTAL: Final = 1332.0

_WIDTHS: Final = (160.0, 236.0, 256.0, 232.0, 192.0)
_GUTTER: Final = (TOTAL - sum(_WIDTHS)) / (len(_WIDTHS) - 1)
_LEFTS: Final = tuple(sum(_WIDTHS[:number]) + number * _GUTTER for number in range(len(_WIDTHS)))
_OWN: Final = 3  # the first columns are the agreement's own and keep the document's order
_SIZE: Final = 14.0
_PAD: Final = 9.0
_GAP: Final = 11.0


@dataclass(frozen=True, slots=True)
class Box:
    """A thing with its place in the picture and its label in lines."""

    node: Node
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


def slug(iri: str) -> str:
    """The last part of an IRI: the name of a thing in the picture."""
    return iri.rsplit("/", 1)[-1]


def imprint(agreement: str, source: str) -> str:
    """The last line of every picture: that it is unofficial, what it shows and what it was drawn after."""
    return " · ".join(("Uofficielt værktøj", agreement, *((f"efter {source}",) if source else ())))


def thread_svg(
    thread: Thread,
    subtitle: str = "",
    note: str = "",
    source: str = "",
    href: Callable[[str], str] = str,
) -> str:
    """The thread as SVG.

    `subtitle` stands below the agreement's name, `note` and `source` (what it is drawn after) below the picture; `href`
    gives the address that a box links to. Each box carries `data-id` and in `data-path` the ids of all that lies on a
    path through it.
    """
    header = _header(thread.agreement.label, subtitle)
    band, below = _band(thread, 62, href)
    boxes = _boxes(thread, below + 40)
    bottom = max((box.y + box.height for box in boxes.values()), default=below + 40)
    last, room = foot((note, imprint(thread.agreement.label, source)), TOTAL, bottom + 22)
    links = [link for link in thread.links if link.source in boxes and link.target in boxes]
    return picture(
        TOTAL,
        bottom + 22 + room,
        f"Den røde tråd: {thread.agreement.label}",
        _summary(thread, links),
        element("defs", _hatching()),
        header,
        band,
        *_headings(thread, below + 26),
        element("g", *_arrows(links, boxes), class_="links", fill="none", stroke_width=1.8, aria_hidden="true"),
        element("g", *(_box(box, thread, href) for box in boxes.values()), class_="boxes"),
        last,
    )


def headings(thread: Thread) -> tuple[str, ...]:
    """What each column is called."""
    return tuple(_NAMES[kind.rpartition("#")[2]] for kind in thread.kinds)


def _summary(thread: Thread, links: Sequence[Link]) -> str:
    counts = ", ".join(
        f"{len(column)} i kolonnen {name}" for name, column in zip(headings(thread), thread.columns, strict=True)
    )
    visions = "1 vision" if len(thread.visions) == 1 else f"{len(thread.visions)} visioner"
    return f"{visions} over fem kolonner: {counts}. {len(links)} led forbinder dem."


def _header(label: str, subtitle: str) -> str:
    parts = [text(0, 20, label, font_size=20, font_weight=600), text(0, 42, subtitle, fill=QUIET)]
    right = TOTAL
    samples = [*((GROUND_WORDS[ground], _sample(ground)) for ground in LINES), ("næste led mangler", _stub(0, 0))]
    for words, sample in reversed(samples):
        right -= width(words, 13) + 4
        parts.append(text(right, 20, words, font_size=13))
        right -= 44
        parts.append(element("g", sample, transform=f"translate({round(right, 1)} 15.5)"))
        right -= 18
    return element("g", *parts, class_="header")


def _sample(ground: str) -> str:
    return element("g", *_arrow(0, 0, 36, 0, ground), fill="none", stroke_width=1.8)


def _band(thread: Thread, top: float, href: Callable[[str], str]) -> tuple[str, float]:
    """The visions over the whole width, in rows of four."""
    if not thread.visions:
        return "", top
    words, across = "Visioner for hele aftalen" if len(thread.visions) > 1 else "Vision for hele aftalen", 4
    each = (TOTAL - 24 - (across - 1) * 12) / across
    parts: list[str] = []
    y = top + 30
    for start in range(0, len(thread.visions), across):
        row = [(node, wrap(node.label, each - 2 * _PAD, _SIZE)) for node in thread.visions[start : start + across]]
        high = max(height_of(lines, _SIZE) for _, lines in row) + 2 * _PAD - 4
        for number, (node, lines) in enumerate(row):
            parts.append(_box(Box(node, lines, 12 + number * (each + 12), y, each, high), thread, href, "Vision"))
        y += high + 10
    ground = element("rect", x=0, y=top, width=TOTAL, height=y + 2 - top, rx=4, fill=PALE)
    return element("g", ground, text(12, top + 20, words, font_size=13, font_weight=600), *parts), y + 2


def _headings(thread: Thread, y: float) -> list[str]:
    return [
        text(left, y, f"{name} ({len(column)})", font_weight=600)
        for name, left, column in zip(headings(thread), _LEFTS, thread.columns, strict=True)
    ]


def _boxes(thread: Thread, top: float) -> dict[str, Box]:
    nodes = {node.iri: node for column in thread.columns for node in column}
    pairs = [(link.source, link.target) for link in thread.links]
    columns = ordered([[node.iri for node in column] for column in thread.columns], pairs, _OWN)
    lines = {
        iri: wrap(nodes[iri].label, wide - 2 * _PAD, _SIZE)
        for wide, column in zip(_WIDTHS, columns, strict=True)
        for iri in column
    }
    heights = {iri: height_of(found, _SIZE) + 2 * _PAD - 4 for iri, found in lines.items()}
    tops = placed(columns, heights, pairs, _GAP)
    return {
        iri: Box(nodes[iri], lines[iri], left, top + tops[iri], wide, heights[iri])
        for left, wide, column in zip(_LEFTS, _WIDTHS, columns, strict=True)
        for iri in column
    }


def _box(box: Box, thread: Thread, href: Callable[[str], str], kind: str = "") -> str:
    national = box.x >= _LEFTS[_OWN] and not kind
    missing = thread.missing.get(box.node.iri, "")
    kind = kind or headings(thread)[_LEFTS.index(box.x)]
    rect = element(
        "rect",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        rx=3,
        fill=GREY if national else "#ffffff",
        stroke=QUIET if national else ACCENT,
        stroke_width=1.2,
    )
    gap = element("g", title(missing), _stub(box.x + box.width, box.y + box.height / 2), class_="stub")
    return linked(
        href(box.node.iri),
        rect,
        block(box.x + _PAD, box.y + _PAD - 2, box.lines, _SIZE),
        gap if missing else "",
        class_="box",
        tabindex=0,
        data_id=slug(box.node.iri),
        data_path=" ".join(sorted(slug(iri) for iri in thread.paths.get(box.node.iri, {box.node.iri}))),
        aria_label=f"{kind}: {box.node.label}{f' ({missing})' if missing else ''}",
    )


def _arrows(links: Sequence[Link], boxes: dict[str, Box]) -> list[str]:
    leaving = _ports([(link.source, link.target) for link in links], boxes)
    coming = _ports([(link.target, link.source) for link in links], boxes)
    drawn: list[str] = []
    for link in links:
        source, target = boxes[link.source], boxes[link.target]
        note = f": {link.note}" if link.note else ""
        said = f"{source.node.label} → {target.node.label} ({GROUND_WORDS[link.ground]}{note})"
        arrow = _arrow(
            source.x + source.width,
            leaving[link.source, link.target],
            target.x,
            coming[link.target, link.source],
            link.ground,
        )
        drawn.append(
            element(
                "g",
                title(said),
                *arrow,
                class_=f"link {link.ground}",
                data_from=slug(link.source),
                data_to=slug(link.target),
            )
        )
    return drawn


def _ports(ends: Sequence[tuple[str, str]], boxes: dict[str, Box]) -> dict[tuple[str, str], float]:
    """Where on the side of a box each link meets it: beside each other, in the order of the other ends."""
    found: dict[tuple[str, str], float] = {}
    for here in dict.fromkeys(here for here, _ in ends):
        box = boxes[here]
        others = sorted((there for at, there in ends if at == here), key=lambda there: (boxes[there].y, there))
        step = min(9.0, (box.height - 12) / len(others))
        for number, there in enumerate(others):
            found[here, there] = box.y + box.height / 2 + (number - (len(others) - 1) / 2) * step
    return found


def _arrow(x1: float, y1: float, x2: float, y2: float, ground: str) -> tuple[str, str]:
    colour, dashes = LINES[ground]
    end, bend = x2 - 6, (x2 - x1) / 2
    path = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {end - bend:.1f} {y2:.1f} {end:.1f} {y2:.1f}"
    line = element("path", d=path, stroke=colour, stroke_dasharray=dashes, stroke_linecap="round" if dashes else None)
    return line, element("path", d=f"M{x2 - 8:.1f} {y2 - 4:.1f}l8 4l-8 4z", fill=colour, stroke="none")


def _stub(x: float, y: float) -> str:
    line = element("path", d=f"M{x:.1f} {y:.1f}h9", stroke=QUIET, stroke_width=1.2)
    place: dict[str, float] = {"x": x + 9, "y": y - 6, "width": 24, "height": 12}
    white = element("rect", fill="#ffffff", **place)
    return line + white + element("rect", fill="url(#skravering)", stroke=QUIET, stroke_width=0.8, **place)


def _hatching() -> str:
    stroke = element("path", d="M-1 1l2 -2M0 6l6 -6M5 7l2 -2", stroke=INK, stroke_width=1)
    return element("pattern", stroke, id="skravering", width=6, height=6, patternUnits="userSpaceOnUse")
