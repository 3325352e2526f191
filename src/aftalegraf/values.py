"""Read the values in the cells of a form: dates, numbers, yes and no."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from aftalegraf.form import YES_NO
from aftalegraf.namespaces import XSD
from aftalegraf.rdf import Literal, NamedNode

_DATES: Final = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y")
_FIRST_YEAR: Final = 1900


def literal(kind: str, text: str) -> Literal | None:
    """The value of a cell of this kind (text, date, whole number, yes or no), or None for one that is none."""
    if kind == "date":
        day = _day(text)
        return typed(day, "date") if day else None
    if kind == "whole number":
        return typed(str(int(text)), "integer") if re.fullmatch(r"\d{1,9}", text) else None
    if kind == "yes or no":
        said = truth(text)
        return typed(said, "boolean") if said else None
    return Literal(text)


def truth(text: str) -> str:
    """`true` or `false` for ja or nej, else nothing."""
    return YES_NO.get(text.casefold(), "")


def times(text: str) -> str:
    """How many times a year, as a decimal number, or nothing."""
    number = text.replace(",", ".")
    return f"{float(number):g}" if re.fullmatch(r"\d{1,3}(\.\d{1,4})?", number) and float(number) else ""


def typed(text: str, kind: str) -> Literal:
    """A value of a type of XML Schema."""
    return Literal(text, datatype=NamedNode(XSD + kind))


def _day(text: str) -> str | None:
    for form in _DATES:
        try:
            day = dt.datetime.strptime(text, form).date()  # noqa: DTZ007 (a date has no zone)
        except ValueError:
            continue
        return day.isoformat() if day.year >= _FIRST_YEAR else None
    return None
