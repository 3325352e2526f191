"""Check the registries' tables: municipality codes, and validity that begins before it ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from aftalegraf.errors import SourceError, SourceErrors
from aftalegraf.sources import Row, Tables

_CODE: Final = re.compile(r"0[1-8]\d\d")
# Danmarks Statistik: the codes of the 98 municipalities since 2007.
_EXISTING: Final = """
0101 0147 0151 0153 0155 0157 0159 0161 0163 0165 0167 0169 0173 0175 0183 0185 0187 0190 0201 0210 0217 0219
0223 0230 0240 0250 0253 0259 0260 0265 0269 0270 0306 0316 0320 0326 0329 0330 0336 0340 0350 0360 0370 0376
0390 0400 0410 0420 0430 0440 0450 0461 0479 0480 0482 0492 0510 0530 0540 0550 0561 0563 0573 0575 0580 0607
0615 0621 0630 0657 0661 0665 0671 0706 0707 0710 0727 0730 0740 0741 0746 0751 0756 0760 0766 0773 0779 0787
0791 0810 0813 0820 0825 0840 0846 0849 0851 0860
"""
_CODES: Final = frozenset(_EXISTING.split())


def check_registers(tables: Tables) -> None:
    """Raises SourceErrors with every code and every validity that cannot be right, each with its cure."""
    kommuner = {row["id"] for row in tables.things if row["class"] == "aft:Kommune"}
    codes = [r for r in tables.statements if r["predicate"] == "skos:notation" and r["subject"] in kommuner]
    errors = [*_bad_codes(codes), *_bad_intervals(tables.statements)]
    if errors:
        raise SourceErrors(errors)


def _bad_codes(rows: Iterable[Row]) -> Iterator[SourceError]:
    owners: dict[str, str] = {}
    for row in rows:
        code, kommune = row["object"], row["subject"]
        if re.fullmatch(r"\d{3}", code) and _CODE.fullmatch(f"0{code}"):
            yield row.error(f"the code '{code}' has lost its first zero; write it 0{code}, and the column as text")
        elif not _CODE.fullmatch(code):
            yield row.error(f"no municipality has the code '{code}'; write four digits from 0100 to 0899, like 0751")
        elif code not in _CODES:
            yield row.error(f"no municipality has the code '{code}'; look it up in the list of Danmarks Statistik")
        elif owners.setdefault(code, kommune) != kommune:
            yield row.error(f"the code {code} is that of '{owners[code]}' already; look both up and mend one")


def _bad_intervals(rows: Iterable[Row]) -> Iterator[SourceError]:
    begins: dict[str, str] = {}
    ends: list[Row] = []
    for row in rows:
        if row["predicate"] == "aft:gyldigFra":
            begins[row["subject"]] = row["object"]
        elif row["predicate"] == "aft:gyldigTil":
            ends.append(row)
    for row in ends:
        begin = begins.get(row["subject"], "")
        if row["object"] < begin:
            yield row.error(f"'{row['subject']}' is valid to {row['object']}, before it begins {begin}; swap them")
