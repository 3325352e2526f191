"""Draw den røde tråd: an agreement's chain in five columns, an arrow only where a link exists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf.answers import slug
from aftalegraf.chain_words import GROUND_WORDS, column_count, counted, kind_name, listed, word
from aftalegraf.chain_words import links as links_in_words
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

LINES: Final = {"fremgaar": (ACCENT, None), "udledt": (ACCENT, "8 5"), "redaktionel": (WARM, "1.5 5")}
TOTAL: Final = 1332.0

_WIDTHS: Final = (160.0, 236.0, 256.0, 232.0, 192.0)
_GUTTER: Final = (TOTAL - sum(_WIDTHS)) / (len(_WIDTHS) - 1)
_LEFTS: Final = tuple(sum(_WIDTHS[:number]) + number * _GUTTER for number in range(len(_WIDTHS)))
_OWN: Final = 3  # the first columns are the agreement's own and keep the document's order
_SIZE: Final = 14.0
_PAD: Final = 9.0
_GAP: Final = 11.0
_EMPTY: Final = 64.0  # how high the place of an empty column is


@dataclass(frozen=True, slots=True)
class Box:
    """A thing with its place in the picture and its label in lines."""

    node: Node
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


def capital(label: str) -> str:
    """A label with a capital first."""
    return label[:1].upper() + label[1:]


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is drawn: its language, and the address that each thing links to."""

    language: str = "da"
    href: Callable[[str], str] = str

    @property
    def quoted(self) -> str | None:
        """The language of what the documents say, where it is not that of the picture."""
        return None if self.language == "da" else "da"


def imprint(agreement: str, source: str, reason: str, look: Look) -> tuple[tuple[str, str | None], ...]:
    """The last lines of every picture: what cannot be decided, that it is unofficial, and what it was drawn after."""
    undecided = capital(word("undecided", look.language))
    after = (word("after", look.language, source),) if source else ()
    last = (" · ".join((word("unofficial", look.language), agreement, *after)), None)
    if not reason:
        return (last,)
    if look.quoted is None:
        return (f"{undecided}: {reason}.", None), last
    return (f"{undecided}:", None), (f"{capital(reason)}.", look.quoted), last


def thread_svg(thread: Thread, subtitle: str = "", reason: str = "", source: str = "", look: Look | None = None) -> str:
    """The thread as SVG.

    `subtitle` stands below the agreement's name; `reason` (why links to national goals cannot be decided) and `source`
    (what it is drawn after) below the picture. Each box carries `data-id` and in `data-path` the ids of all that lies
    on a path through it.
    """
    look = look or Look()
    header, top = _header(thread.agreement.label, subtitle, look)
    band, below = _band(thread, top, look)
    boxes = _boxes(thread, below + 40)
    bottom = max((box.y + box.height for box in boxes.values()), default=below + 40 + _EMPTY)
    last, room = foot(imprint(thread.agreement.label, source, reason, look), TOTAL, bottom + 22)
    links = [link for link in thread.links if link.source in boxes and link.target in boxes]
    return picture(
        TOTAL,
        bottom + 22 + room,
        word("thread", look.language, thread.agreement.label),
        _summary(thread, links, look.language),
        element("defs", _hatching()),
        header,
        band,
        *_headings(thread, below + 26, look.language),
        *_empties(thread, below + 40, look.language),
        element(
            "g",
            *_arrows(links, boxes, look.language),
            class_="links",
            fill="none",
            stroke_width=1.8,
            aria_hidden="true",
        ),
        element("g", *(_box(box, thread, look) for box in boxes.values()), class_="boxes"),
        last,
        language=look.language,
    )


def headings(thread: Thread, language: str = "da") -> tuple[str, ...]:
    """What each column is called."""
    return tuple(kind_name(kind, language) for kind in thread.kinds)


def _summary(thread: Thread, links: Sequence[Link], language: str) -> str:
    counts = [counted(kind, len(column), language) for kind, column in zip(thread.kinds, thread.columns, strict=True)]
    return word("columns", language, listed(counts, language), links_in_words(len(links), language))


def _header(label: str, subtitle: str, look: Look) -> tuple[str, float]:
    """The agreement's name and the legend above each other, and where the picture goes on."""
    name, below = wrap(label, TOTAL, 20, bold=True), wrap(subtitle, TOTAL, _SIZE)
    y = height_of(name, 20)
    parts = [block(0, 0, name, 20, font_weight=600, lang=look.quoted), block(0, y + 2, below, _SIZE, fill=QUIET)]
    y += height_of(below, _SIZE) + 20
    words = [*(GROUND_WORDS[look.language][ground] for ground in LINES), word("missing", look.language)]
    left = 0.0
    for said, sample in zip(words, [*map(_sample, LINES), _stub(8, 0)], strict=True):
        parts.append(element("g", sample, transform=f"translate({round(left, 1)} {round(y - 4.5, 1)})"))
        parts.append(text(left + 44, y, said, font_size=13))
        left += 44 + width(said, 13) + 26
    return element("g", *parts, class_="header"), y + 14


def _sample(ground: str) -> str:
    return element("g", *_arrow(0, 0, 36, 0, ground), fill="none", stroke_width=1.8)


def _band(thread: Thread, top: float, look: Look) -> tuple[str, float]:
    """The visions over the whole width, in rows of four."""
    if not thread.visions:
        return "", top
    words, across = word("bands" if len(thread.visions) > 1 else "band", look.language), 4
    each = (TOTAL - 24 - (across - 1) * 12) / across
    parts: list[str] = []
    y = top + 30
    for start in range(0, len(thread.visions), across):
        row = [
            (node, wrap(capital(node.label), each - 2 * _PAD, _SIZE)) for node in thread.visions[start : start + across]
        ]
        high = max(height_of(lines, _SIZE) for _, lines in row) + 2 * _PAD - 4
        for number, (node, lines) in enumerate(row):
            box = Box(node, lines, 12 + number * (each + 12), y, each, high)
            parts.append(_box(box, thread, look, word("vision", look.language)))
        y += high + 10
    ground = element("rect", x=0, y=top, width=TOTAL, height=y + 2 - top, rx=4, fill=PALE)
    return element("g", ground, text(12, top + 20, words, font_size=13, font_weight=600), *parts), y + 2


def _headings(thread: Thread, y: float, language: str) -> list[str]:
    return [
        text(left, y, f"{name} ({column_count(thread, number, language)})", font_weight=600)
        for number, (name, left) in enumerate(zip(headings(thread, language), _LEFTS, strict=True))
    ]


def _empties(thread: Thread, top: float, language: str) -> list[str]:
    """A hatched place in each column that has nothing, which says so."""
    drawn: list[str] = []
    for number, (left, wide) in enumerate(zip(_LEFTS, _WIDTHS, strict=True)):
        if not thread.columns[number]:
            known = thread.totals[number] if thread.totals else 0
            lines = wrap(word("unreached" if known else "empty", language), wide - 2 * _PAD - 24, _SIZE)
            place = element(
                "rect", x=left, y=top, width=wide, height=_EMPTY, rx=3, fill="url(#skravering)", stroke=QUIET,
                stroke_dasharray="3 3",
            )  # fmt: skip
            high = height_of(lines, _SIZE)
            under = {"x": left + 12, "y": top + (_EMPTY - high) / 2 - 4, "width": wide - 24, "height": high + 8}
            white = element("rect", fill="#ffffff", **under)
            words = block(left + 12 + _PAD, top + (_EMPTY - high) / 2, lines, _SIZE, fill=QUIET)
            drawn.append(element("g", place, white, words, class_="empty"))
    return drawn


def _boxes(thread: Thread, top: float) -> dict[str, Box]:
    nodes = {node.iri: node for column in thread.columns for node in column}
    pairs = [(link.source, link.target) for link in thread.links]
    columns = ordered([[node.iri for node in column] for column in thread.columns], pairs, _OWN)
    lines = {
        iri: wrap(capital(nodes[iri].label), wide - 2 * _PAD, _SIZE)
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


def _box(box: Box, thread: Thread, look: Look, kind: str = "") -> str:
    national = box.x >= _LEFTS[_OWN] and not kind
    missing = thread.missing.get(box.node.iri, "")
    kind = kind or headings(thread, look.language)[_LEFTS.index(box.x)]
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
        look.href(box.node.iri),
        rect,
        block(box.x + _PAD, box.y + _PAD - 2, box.lines, _SIZE, lang=look.quoted),
        gap if missing else "",
        class_="box",
        tabindex=0,
        data_id=slug(box.node.iri),
        data_path=" ".join(sorted(slug(iri) for iri in thread.paths.get(box.node.iri, {box.node.iri}))),
        aria_label=f"{kind}: {box.node.label}{f' ({missing})' if missing else ''}",
    )


def _arrows(links: Sequence[Link], boxes: dict[str, Box], language: str) -> list[str]:
    leaving = _ports([(link.source, link.target) for link in links], boxes)
    coming = _ports([(link.target, link.source) for link in links], boxes)
    drawn: list[str] = []
    for link in links:
        source, target = boxes[link.source], boxes[link.target]
        note = f": {link.note}" if link.note else ""
        said = f"{source.node.label} → {target.node.label} ({GROUND_WORDS[language][link.ground]}{note})"
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
    line = element("path", d=f"M{x:.1f} {y:.1f}h6", stroke=QUIET, stroke_width=1.2)
    place: dict[str, float] = {"x": x + 6, "y": y - 6, "width": 18, "height": 12}
    white = element("rect", fill="#ffffff", **place)
    return line + white + element("rect", fill="url(#skravering)", stroke=QUIET, stroke_width=0.8, **place)


def _hatching() -> str:
    stroke = element("path", d="M-1 1l2 -2M0 6l6 -6M5 7l2 -2", stroke=INK, stroke_width=1)
    return element("pattern", stroke, id="skravering", width=6, height=6, patternUnits="userSpaceOnUse")
