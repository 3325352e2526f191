"""Write a day or a month as people do."""

from __future__ import annotations

import re
from typing import Final

_DATED: Final = re.compile("([0-9]{4})-(0[1-9]|1[0-2])(?:-([0-9]{2}))?")
_MONTHS: Final = {
    "da": [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": (
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
    ),
}


def month(dated: str, language: str = "da") -> str:
    """A date or month as people write it, for instance januar 2019; anything else as it stands."""
    found = _DATED.fullmatch(dated)
    if not found:
        return dated
    year, number, day = found.groups()
    name = _MONTHS[language][int(number) - 1]
    if not day:
        return f"{name} {year}"
    return f"{int(day)}. {name} {year}" if language == "da" else f"{int(day)} {name} {year}"
