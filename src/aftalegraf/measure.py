"""Estimate how wide a text is and break it into lines, without a font at hand."""

from __future__ import annotations

import re
from typing import Final

# Widths of Arial in thousandths of the size: it is wider than Source Sans Pro, so what fits here fits in both.
_WIDTHS: Final = {
    char: width
    for width, chars in {
        191: "'",
        222: "ijl",
        278: "ft I.,:;/\\![]",
        333: "r()-`",
        355: '"«»',
        500: "cksvxyzJ",
        556: "abdeghnopquåL0123456789?_$§–",
        584: "+=<>~",
        611: "FTZø",
        667: "ABEKPSVXYÅ&",
        722: "CDHNRUw",
        778: "GOQØ",
        833: "mM",
        889: "æ%",
        944: "W",
        1000: "Æ—→…@",
    }.items()
    for char in chars
}
_WIDEST: Final = 1000
_SLACK: Final = 1.03
_BOLD: Final = 1.08


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
