"""Check the registries' tables: municipality codes, and validity that begins before it ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from aftalegraf.errors import SourceError, SourceErrors
from aftalegraf.sources import Row, Tables

_CODE: Final = re.compile(r"0[1-8]\d\d")


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
