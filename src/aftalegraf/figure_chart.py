"""Draw the figures of a table as SVG: lines over time, or marks for a single period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from aftalegraf.figure_files import period_words
from aftalegraf.figure_marks import SIZE, SYMBOLS, Surface, apart, label, rules, spaced, span, symbol, ticks
from aftalegraf.figure_table import OWN, View
from aftalegraf.figures import Figure, Target
from aftalegraf.languages import decimal
from aftalegraf.measure import width as text_width
from aftalegraf.svg import FONTS, INK, QUIET, WARM, element, text
from aftalegraf.world import World

_NAMED: Final = 12  # more lines than this are not told apart by colour and form
_ROWS: Final = 30  # more marks than this of one period have no row each
_PALE: Final = "#a3abb2"
_COLOURS: Final = ("#0b4f82", "#a83232", "#1f6f43", "#6b3fa0", "#8a4b00", "#00707a", "#8f2d6e", "#4d5a00")
_DASHES: Final = (None, "7 3", "2 3", "9 3 2 3")
_ABOVE, _BELOW, _STEP, _STEPS = -11, 21, 17, 20  # where a name may stand: its baseline from the figure, and further
_LINES, _STRIP, _ROW = 460, 150, 27
_WORDS: Final = {
    "da": {"break": "databrud", "target": "Måltal {} i {}", "name": "{}: {} områder, {}"},
    "en": {"break": "break in series", "target": "Target {} in {}", "name": "{}: {} areas, {}"},
}


@dataclass(frozen=True, slots=True)
class _Line:
    """An area's figures with the look they are told apart by; without a symbol it is grey and has no name."""

    name: str
    figures: tuple[tuple[Figure, int], ...]
    larger: bool
    colour: str
    dash: str | None
    symbol: str

    @property
    def last(self) -> Figure:
        return max((figure for figure, _ in self.figures), key=lambda f: f.period)


def mode(view: View) -> str:
    """How a view is drawn.

    `lines` over time with a name at each, `many` lines of which few are named, `dots` for one period with a row for
    each area, `strip` for one period and many areas.
    """
    if len(view.periods) > 1:
        return "many" if sum(len(g.rows) for g in view.groups if g.kind != OWN) > _NAMED else "lines"
    return "strip" if sum(len(g.rows) for g in view.groups) > _ROWS else "dots"


def chart(world: World, view: View, language: str, width: int) -> str:
    """The figures of a view as SVG, `width` pixels wide; empty where it has none. The table holds what it shows."""
    if not view.figures:
        return ""
    lines = _lines(world, view)
    draw = _over_time if len(view.periods) > 1 else _in_rows if mode(view) == "dots" else _on_a_strip
    inside, height = draw(world, view, language, lines, width)
    span_of_time = " – ".join(dict.fromkeys(period_words(p, language) for p in (view.periods[0], view.periods[-1])))
    said = _WORDS[language]["name"].format(world.label(view.measure.iri, language), len(lines), span_of_time)
    return element(
        "svg",
        element("rect", width=width, height=height, fill="#ffffff"),
        inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        font_family=FONTS,
        font_size=SIZE,
        fill=INK,
        role="img",
        aria_label=said,
    )


def _lines(world: World, view: View) -> tuple[_Line, ...]:
    """The rows of the table as lines; the smallest and the largest keep their names where there are many."""
    many = mode(view) == "many"
    found: list[_Line] = []
    counts = {True: 0, False: 0}
    ends = {f.area for g in view.groups if g.extremes for f in (*g.extremes.low, *g.extremes.high)}
    for group in view.groups:
        for row in group.rows:
            larger = group.kind == OWN
            figures = tuple((cell.figure, cell.run) for cells in row.cells for cell in cells)
            name = world.label(row.area).removesuffix(" Kommune")
            if many and not larger and row.area not in ends:
                found.append(_Line(name, figures, larger, _PALE, None, ""))
                continue
            n, counts[larger] = counts[larger], counts[larger] + 1
            colour, dash = (INK, None) if larger else (_COLOURS[n % len(_COLOURS)], _DASHES[n % len(_DASHES)])
            found.append(_Line(name, figures, larger, colour, dash, SYMBOLS[(n + larger) % len(SYMBOLS)]))
    return tuple(found)


def _over_time(world: World, view: View, language: str, lines: Sequence[_Line], width: int) -> tuple[str, int]:
    values = [*(float(f.value) for f in view.figures), *(float(t.value) for t in view.targets)]
    times = [*(f.period.at for f in view.figures), *(float(t.year) for t in view.targets)]
    named = [line for line in lines if line.symbol]
    at_end = [line for line in named if line.last.period.at == max(times)]
    room = max([24.0, *(text_width(line.name, SIZE, bold=line.larger) + 28 for line in at_end)])
    surface = Surface(50, width - min(room, width * 0.42), 34, _LINES - 34, (min(times), max(times)), span(values))
    axis = spaced([(p.at, period_words(p, language)) for p in view.periods], surface)
    parts = [
        rules(surface, ticks(surface.up), lambda v: _amount(world, view, v, language)),
        *(text(surface.x(at), _LINES - 10, said, fill=QUIET, text_anchor="middle") for at, said in axis),
        *(_strokes(line, surface) for line in lines if not line.symbol),
        *(_target_across(world, target, language, surface) for target in view.targets),
        *(_break(line, figure, language, surface) for line in lines for figure, _ in line.figures if not figure.joins),
        *(_strokes(line, surface) for line in named),
        *(_symbols(line, surface) for line in named),
        _beside(world, view, language, named, [line for line in named if line not in at_end], surface),
        _at_the_end(at_end, surface, width),
    ]
    return "".join(parts), _LINES


def _strokes(line: _Line, surface: Surface) -> str:
    """A stroke for each run of figures that may be joined; a single figure has none."""
    ordered = sorted(line.figures, key=lambda pair: (pair[1], pair[0].period))
    runs = [[figure for figure, _ in of] for _, of in groupby(ordered, key=lambda pair: pair[1])]
    return "".join(
        element(
            "polyline",
            points=" ".join(f"{surface.x(f.period.at):.1f},{surface.y(float(f.value)):.1f}" for f in run),
            fill="none",
            stroke=line.colour,
            stroke_width=2.4 if line.larger else 1.8 if line.symbol else 0.7,
            stroke_dasharray=line.dash,
        )
        for run in runs
        if len(run) > 1
    )


def _symbols(line: _Line, surface: Surface) -> str:
    return "".join(
        symbol(line.symbol, surface.x(f.period.at), surface.y(float(f.value)), line.colour, hollow=line.larger)
        for f, _ in line.figures
    )


def _beside(
    world: World, view: View, language: str, named: Sequence[_Line], early: Sequence[_Line], on: Surface
) -> str:
    """The names of the lines that end early, by their last figure or tied to it, clear of names, marks and targets."""
    taken = [(on.x(f.period.at), on.y(float(f.value)) + 4, 6.0) for line in named for f, _ in line.figures]
    for target in view.targets:
        half = text_width(_said(world, target, language, on.right - on.left - 12), SIZE, bold=True) / 2
        taken.append((on.left + 6 + half, on.y(float(target.value)) + 17, half))
    parts = []
    for line in early:
        x, y = on.x(line.last.period.at), on.y(float(line.last.value))
        half = text_width(line.name, SIZE, bold=True) / 2
        middle = min(max(x, on.left + half), on.right - half)
        steps = (step for n in range(_STEPS) for step in (_ABOVE - n * _STEP, _BELOW + n * _STEP))
        free = (
            y + step
            for step in steps
            if on.top + SIZE < y + step < on.bottom
            and all(abs(y + step - other) >= SIZE + 1 or abs(middle - at) >= half + wide for at, other, wide in taken)
        )
        place = next(free, y + _ABOVE)
        taken.append((middle, place, half))
        if not _ABOVE <= place - y <= _BELOW:
            edge = place + 4 if place < y else place - SIZE + 2
            parts.append(element("line", x1=x, y1=y, x2=middle, y2=edge, stroke=line.colour, stroke_width=1))
        parts.append(label(middle, place, line.name, fill=line.colour, font_weight=600, text_anchor="middle"))
    return "".join(parts)


def _at_the_end(lines: Sequence[_Line], surface: Surface, width: float) -> str:
    """The names of the lines that reach the last period, one below the other."""
    ordered = sorted(lines, key=lambda line: surface.y(float(line.last.value)))
    places = apart([surface.y(float(line.last.value)) for line in ordered], 16, surface.top, surface.bottom)
    parts = []
    for line, y in zip(ordered, places, strict=True):
        own = surface.y(float(line.last.value))
        parts.append(
            element("line", x1=surface.right + 7, y1=own, x2=surface.right + 18, y2=y, stroke=line.colour)
            + label(surface.right + 22, y + 4, _cut(line.name, width - surface.right - 24), fill=line.colour)
        )
    return "".join(parts)


def _cut(name: str, room: float) -> str:
    """A name that fits: the table beside has it whole."""
    while len(name) > 4 and text_width(name, SIZE) > room:  # noqa: PLR2004 (a few letters are left)
        name = f"{name.rstrip('…')[:-1].rstrip()}…"
    return name


def _target_across(world: World, target: Target, language: str, surface: Surface) -> str:
    """A dashed line at the target, with a stroke at its year."""
    y, x = surface.y(float(target.value)), surface.x(target.year)
    words = _said(world, target, language, surface.right - surface.left - 12)
    return (
        _dashed(surface.left, surface.right, y, y)
        + element("line", x1=x, x2=x, y1=y - 8, y2=y + 8, stroke=INK, stroke_width=3)
        + label(surface.left + 6, y + 17, words, font_weight=600)
    )


def _dashed(x1: float, x2: float, y1: float, y2: float) -> str:
    return element("line", x1=x1, x2=x2, y1=y1, y2=y2, stroke=INK, stroke_width=1.6, stroke_dasharray="8 5")


def _said(world: World, target: Target, language: str, room: float) -> str:
    """A target in words, with its area where there is room."""
    area = world.label(target.area, language)
    value = f"{decimal(target.value, language)} {target.sign}".rstrip()
    words = _WORDS[language]["target"].format(value, target.year)
    return next((said for said in (f"{words}, {area}", words) if text_width(said, SIZE, bold=True) < room), words)


def _amount(world: World, view: View, value: Decimal | float, language: str, digits: int | None = None) -> str:
    """A number with the unit of what is measured."""
    return f"{decimal(value, language, digits)} {view.measure.sign or world.label(view.measure.unit, language)}"


def _break(line: _Line, figure: Figure, language: str, surface: Surface) -> str:
    x = surface.x(figure.period.at)
    words = f"{_WORDS[language]['break']}: {line.name}"
    half = text_width(words, SIZE) / 2
    middle = min(max(x, half + 4), surface.right - half)
    return element(
        "line", x1=x, x2=x, y1=surface.top - 8, y2=surface.bottom, stroke=WARM, stroke_width=1.5, stroke_dasharray="2 3"
    ) + label(middle, surface.top - 16, words, fill=WARM, text_anchor="middle")


def _in_rows(world: World, view: View, language: str, lines: Sequence[_Line], width: int) -> tuple[str, int]:
    height = 74 + _ROW * len(lines)
    room = min(max(text_width(line.name, SIZE) for line in lines) + 16, width * 0.45)
    surface = _lying(view, room, width - 62, 40, height - 34)
    parts = [_standing(world, view, language, surface)]
    for n, line in enumerate(lines):
        y = surface.top + _ROW * (n + 0.5)
        parts.append(text(room - 10, y + 4, _cut(line.name, room - 10), text_anchor="end"))
        for figure, _ in line.figures:
            x = surface.x(float(figure.value))
            if figure.low is not None and figure.high is not None:
                ends = {"x1": surface.x(float(figure.low)), "x2": surface.x(float(figure.high))}
                parts.append(element("line", **ends, y1=y, y2=y, stroke=_COLOURS[0], stroke_width=2))
            parts.append(symbol("square" if line.larger else "circle", x, y, _COLOURS[0]))
            right = x if figure.high is None else surface.x(float(figure.high))
            parts.append(label(right + 9, y + 4, _amount(world, view, figure.value, language, view.digits(figure))))
    return "".join(parts), height


def _on_a_strip(world: World, view: View, language: str, lines: Sequence[_Line], width: int) -> tuple[str, int]:
    surface = _lying(view, 20, width - 20, 62, _STRIP - 34)
    parts = [_standing(world, view, language, surface)]
    ordered = sorted((float(figure.value), line.name, figure) for line in lines for figure, _ in line.figures)
    for value, _, _ in ordered:
        x = surface.x(value)
        parts.append(
            element("line", x1=x, x2=x, y1=surface.top, y2=surface.bottom - 6, stroke=_COLOURS[0], stroke_opacity=0.7)
        )
    for (value, name, figure), anchor in ((ordered[0], "start"), (ordered[-1], "end")):
        words = f"{name} {_amount(world, view, figure.value, language, view.digits(figure))}"
        parts.append(label(surface.x(value), surface.top - 8, words, text_anchor=anchor))
    return "".join(parts), _STRIP


def _lying(view: View, left: float, right: float, top: float, bottom: float) -> Surface:
    """A surface with the figures across."""
    limits = (n for f in view.figures for n in (f.value, f.low, f.high) if n is not None)
    return Surface(
        left, right, top, bottom, span([*map(float, limits), *(float(t.value) for t in view.targets)]), (0, 1)
    )


def _standing(world: World, view: View, language: str, surface: Surface) -> str:
    """The grid of a surface with the figures across, and the targets on it."""
    marks = spaced([(v, _amount(world, view, v, language)) for v in ticks(surface.across)], surface)
    parts = [
        element("line", x1=surface.x(v), x2=surface.x(v), y1=surface.top, y2=surface.bottom, stroke="#dcdfe2")
        + text(surface.x(v), surface.bottom + 20, said, fill=QUIET, text_anchor="middle")
        for v, said in marks
    ]
    for target in view.targets:
        x, said = surface.x(float(target.value)), _said(world, target, language, surface.right)
        half = text_width(said, SIZE, bold=True) / 2
        middle = min(max(x, half + 4), surface.right - half)
        parts.append(
            _dashed(x, x, surface.top - 8, surface.bottom)
            + label(middle, 16, said, font_weight=600, text_anchor="middle")
        )
    return "".join(parts)
