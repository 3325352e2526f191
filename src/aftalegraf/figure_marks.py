"""Place figures on a surface: scales, ticks, symbols and labels that keep clear of each other."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf.measure import width as text_width
from aftalegraf.svg import QUIET, element, text

SIZE: Final = 13.0
GRID: Final = "#dcdfe2"
_STEPS: Final = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
_MOST_TICKS: Final = 7
_NEAR_ZERO: Final = 0.5  # figures that all lie above this part of the highest are not drawn from 0


@dataclass(frozen=True, slots=True)
class Surface:
    """Where figures are drawn, in pixels, and the spans of values that it shows."""

    left: float
    right: float
    top: float
    bottom: float
    across: tuple[float, float]
    up: tuple[float, float]

    def x(self, value: float) -> float:
        """The place of a value on the axis across."""
        first, last = self.across
        return self.left + (value - first) / ((last - first) or 1) * (self.right - self.left)

    def y(self, value: float) -> float:
        """The place of a value on the axis up."""
        first, last = self.up
        return self.bottom - (value - first) / ((last - first) or 1) * (self.bottom - self.top)


def span(values: Iterable[float]) -> tuple[float, float]:
    """The span that an axis shows: from 0, unless all values lie far from it; its ends are ticks."""
    found = tuple(values)
    low, high = min(found), max(found)
    low = low if low < 0 or low > high * _NEAR_ZERO else 0.0
    step = next((s for s in _STEPS if (high - low) / s < _MOST_TICKS - 1), _STEPS[-1])
    first, last = math.floor(low / step) * step, math.ceil(high / step) * step
    return (first, last) if first < last else (first - step, last + step)


def ticks(shown: tuple[float, float]) -> tuple[float, ...]:
    """The values that an axis is marked at."""
    first, last = shown
    step = next((s for s in _STEPS if (last - first) / s <= _MOST_TICKS), _STEPS[-1])
    return tuple(first + n * step for n in range(round((last - first) / step) + 1))


def spaced(marks: Sequence[tuple[float, str]], surface: Surface) -> tuple[tuple[float, str], ...]:
    """The marks of an axis that have room for their words, the last one first."""
    kept: list[tuple[float, str]] = []
    for at, words in reversed(marks):
        half = text_width(words, SIZE) / 2 + 4
        if all(abs(surface.x(at) - surface.x(x)) > half + text_width(w, SIZE) / 2 for x, w in kept):
            kept.append((at, words))
    return tuple(reversed(kept))


def apart(wanted: Sequence[float], gap: float, top: float, bottom: float) -> tuple[float, ...]:
    """Places for labels one below the other, each as near to the one wanted as there is room; sorted downwards."""
    placed = sorted(wanted)
    for n in range(1, len(placed)):
        placed[n] = max(placed[n], placed[n - 1] + gap)
    if placed and placed[-1] > bottom:
        placed[-1] = bottom
        for n in range(len(placed) - 2, -1, -1):
            placed[n] = min(placed[n], placed[n + 1] - gap)
    return tuple(max(place, top) for place in placed)


def label(x: float, y: float, words: str, **attributes: str | float | None) -> str:
    """Words with a white rim, so that they are read across lines."""
    rim: dict[str, str | float | None] = {
        "paint_order": "stroke",
        "stroke": "#ffffff",
        "stroke_width": 4,
        "stroke_linejoin": "round",
    }
    given: dict[str, str | float | None] = {"font_size": SIZE, **rim, **attributes}
    return text(x, y, words, **given)


def symbol(kind: str, x: float, y: float, colour: str, *, hollow: bool = False) -> str:
    """A mark at a figure: circle, square, triangle, diamond, cross or plus."""
    if kind in _STROKED:
        return element("path", d=_STROKED[kind](x, y), stroke=colour, stroke_width=2.4, fill="none")
    return element("path", d=_SHAPES[kind](x, y), fill="#ffffff" if hollow else colour, stroke=colour, stroke_width=1.8)


def rules(surface: Surface, values: Iterable[float], words: Callable[[float], str]) -> str:
    """Lines across at values of the axis up, with their words to the left."""
    return "".join(
        element("line", x1=surface.left, x2=surface.right, y1=surface.y(v), y2=surface.y(v), stroke=GRID)
        + text(surface.left - 8, surface.y(v) + 4, words(v), font_size=SIZE, fill=QUIET, text_anchor="end")
        for v in values
    )


def _round(x: float, y: float) -> str:
    return f"M{x - 4:.1f} {y:.1f}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"


_SHAPES: Final[Mapping[str, Callable[[float, float], str]]] = {
    "circle": _round,
    "square": lambda x, y: f"M{x - 3.8:.1f} {y - 3.8:.1f}h7.6v7.6h-7.6Z",
    "triangle": lambda x, y: f"M{x:.1f} {y - 5.2:.1f}l4.8 8.4h-9.6Z",
    "diamond": lambda x, y: f"M{x:.1f} {y - 5.4:.1f}l5.4 5.4l-5.4 5.4l-5.4 -5.4Z",
}
_STROKED: Final[Mapping[str, Callable[[float, float], str]]] = {
    "cross": lambda x, y: f"M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8",
    "plus": lambda x, y: f"M{x - 5:.1f} {y:.1f}h10m-5 -5v10",
}
SYMBOLS: Final = (*_SHAPES, *_STROKED)
