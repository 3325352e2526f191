"""Bring an answer into a form in which those of different servers are equal: a multiset of its rows or triples."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from aftalegraf.namespaces import XSD
from aftalegraf.rdf import decode

ACCEPT_ROWS: Final = "application/sparql-results+json"
ACCEPT_TRIPLES: Final = "application/n-triples"
_EXACT: Final = Decimal("0.000001")  # a mean has more digits at some than at others
_NUMBERS: Final = {XSD + name for name in ("integer", "decimal", "double", "int")}


def content(body: bytes, accept: str) -> Counter[Any]:
    """What an answer says."""
    if accept == ACCEPT_TRIPLES:
        return Counter(quad.triple for quad in decode(body, ".nt", "an answer"))
    rows = json.loads(body)["results"]["bindings"]
    return Counter(tuple(sorted((name, *_term(cell)) for name, cell in row.items())) for row in rows)


def _term(cell: dict[str, str]) -> tuple[str, ...]:
    """A term; a number by its value, a text with its language in small letters."""
    value, datatype = cell["value"], cell.get("datatype", "").replace(f"{XSD}string", "")
    if datatype in _NUMBERS:
        try:
            return "number", str(Decimal(value).quantize(_EXACT))
        except InvalidOperation:
            pass
    return cell["type"].removeprefix("typed-"), value, cell.get("xml:lang", "").lower(), datatype
