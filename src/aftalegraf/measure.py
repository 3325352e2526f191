"""Estimate how wide a text is and break it into lines, without a font at hand."""

from __future__ import annotations

import re
from typing import Final

# For each letter the widest of Arial, IBM Plex Sans and Source Sans Pro, in thousandths of the size: pages are shown in
# the reader's font, pictures drawn in ours, and what fits here fits in all three.
_WIDTHS: Final = {
    char: width
    for width, chars in {
        260: "ij",
        280: "' ,.l’",
        300: "!:;",
        320: "[]|",
        340: "()f·",
        360: "t{}",
        380: "r",
        400: "-/I\\",
        460: "*",
        500: '"“”svyz',
        520: "Jcx«»",
        540: "käå",
        560: "?Laegoéö",
        580: "_bdhnpquü",
        600: "$+0123456789<=>^`~§É–",
        620: "FTZø",
        680: "ABEKPSVXYÅ",
        700: "&",
        720: "#",
        740: "CDHNRU",
        780: "GOQwØ",
        840: "M",
        880: "m½",
        900: "æ",
        940: "%",
        960: "W",
        1000: "Æ—→…@",
    }.items()
    for char in chars
}
_WIDEST: Final = 1000
_SLACK: Final = 1.02
_BOLD: Final = 1.12


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how many units wide `text` is at a font size; never less than it is."""
    thousandths = sum(_WIDTHS.get(char, _WIDEST) for char in text)
    return thousandths / 1000 * size * _SLACK * (_BOLD if bold else 1)


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """`text` in lines that fit `room`: broken at spaces, then after a slash or hyphen, then inside a word."""
    lines: list[str] = []
    line = ""
    for piece, glued in _pieces(text):
        longer = f"{line}{'' if glued or not line else ' '}{piece}"
        if width(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _cut(piece, room, size, bold=bold)
        lines += full
    return (*lines, line) if line or not lines else tuple(lines)


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The smallest parts of a text that are kept whole, each with whether it belongs to the one before."""
    return [
        (piece, number > 0)
        for word in text.split()
        for number, piece in enumerate(re.findall(r"[^/-]+[/-]*|[/-]+", word))
    ]


def _cut(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    parts: list[str] = []
    while width(word, size, bold=bold) > room and len(word) > 1:
        end = len(word) - 1
        while end > 1 and width(f"{word[:end]}-", size, bold=bold) > room:
            end -= 1
        parts.append(f"{word[:end]}-")
        word = word[end:]
    return [*parts, word]
