"""Write SVG: elements, blocks of text and the frame of a picture, every text escaped."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Sequence
from typing import Final

from aftalegraf.measure import wrap

# Shown in the page by the reader's fonts, in a PNG by the first; measured by the widest.
FONTS: Final = "Source Sans Pro, Source Sans 3, Arial, Liberation Sans, Helvetica, sans-serif"
INK: Final = "#1b1b1b"
QUIET: Final = "#4d5560"
ACCENT: Final = "#0b4f82"
WARM: Final = "#8a4b00"
PALE: Final = "#eaf2f8"
GREY: Final = "#f4f4f2"
LEADING: Final = 1.28

_ILLEGAL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINKS: Final = ("/", "#", "http://", "https://", "mailto:")


def escape(text: str) -> str:
    """Text for the inside of an element or attribute; what XML cannot hold is left out."""
    return html.escape(_ILLEGAL.sub("", text), quote=True)


def is_link(address: str) -> bool:
    """Whether an address may be followed: a place of ours, the web or a mail address, never a script."""
    return address.casefold().startswith(_LINKS) and not address.startswith("//")


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """An element with children that are SVG already. `font_size` becomes font-size; None leaves an attribute out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(children)
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


def linked(address: str, *children: str, **attributes: str | float | None) -> str:
    """A link around `children`, or a plain group where the address may not be followed."""
    if is_link(address):
        return element("a", *children, href=address, **attributes)
    return element("g", *children, **attributes)


def text(x: float, y: float, words: str, **attributes: str | float | None) -> str:
    """One line of text; `y` is its baseline."""
    return element("text", escape(words), x=x, y=y, **attributes)


def block(x: float, top: float, lines: Sequence[str], size: float, **attributes: str | float | None) -> str:
    """Lines of text below each other, the first with its upper edge at `top`."""
    first = top + size * 0.98
    spans = " ".join(
        element("tspan", escape(line), x=x, y=first + number * size * LEADING) for number, line in enumerate(lines)
    )
    return element("text", spans, font_size=size, **attributes)


def height_of(lines: Sequence[str], size: float) -> float:
    """How high a block of lines is."""
    return len(lines) * size * LEADING


def title(words: str) -> str:
    """What a pointer at rest or a screen reader is told."""
    return element("title", escape(words))


def foot(words: Sequence[tuple[str, str | None]], width: float, top: float) -> tuple[str, float]:
    """The sentences below a picture, each with its language where that is another, and how much room they take."""
    drawn, y = [], top
    for sentence, language in words:
        lines = wrap(sentence, width, 13)
        drawn.append(block(0, y, lines, 13, fill=QUIET, lang=language))
        y += height_of(lines, 13)
    return "".join(drawn), y - top


def picture(width: float, height: float, name: str, description: str, *children: str, language: str = "da") -> str:
    """A whole picture with a white ground and a margin that lines do not touch."""
    margin, height = 4, math.ceil(height)
    box = f"{-margin} {-margin} {_value(width + 2 * margin)} {_value(height + 2 * margin)}"
    return element(
        "svg",
        element("title", escape(name), id="billedets-navn"),
        element("desc", escape(description), id="billedets-indhold"),
        element("rect", x=-margin, y=-margin, width=width + 2 * margin, height=height + 2 * margin, fill="#ffffff"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        lang=language,
        viewBox=box,
        width=width + 2 * margin,
        height=height + 2 * margin,
        font_family=FONTS,
        font_size=14,
        fill=INK,
        role="group",
        aria_labelledby="billedets-navn",
        aria_describedby="billedets-indhold",
    )


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{round(value, 1):g}"
