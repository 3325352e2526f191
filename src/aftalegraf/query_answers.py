"""Turn the serialised answer of a SPARQL query into what a page shows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from aftalegraf.cells import Cell
from aftalegraf.formats import JSON
from aftalegraf.namespaces import RDF, XSD
from aftalegraf.store import Answer

MOST_ROWS: Final = 500
MOST_BYTES: Final = 8 * 1024 * 1024
MOST_LETTERS: Final = 200_000
_LETTER: Final = 4  # bytes that a letter takes at most


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer on a page. `kind` is rows, truth, graph (a text in Turtle) or large (too much for a page).

    `rows` holds at most MOST_ROWS of the `total`; `text` at most MOST_LETTERS, and `cut` tells when it held more.
    `size` is the whole answer in bytes.
    """

    kind: str
    size: int
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    total: int = 0
    truth: bool = False
    text: str = ""
    cut: bool = False


def shown(answer: Answer) -> Shown:
    """What a page shows of an answer in SPARQL-JSON or Turtle."""
    size = answer.size
    if answer.media_type != JSON:
        text = answer.start(MOST_LETTERS * _LETTER).decode(errors="ignore")
        return Shown("graph", size, text=text[:MOST_LETTERS], cut=len(text) > MOST_LETTERS)
    if size > MOST_BYTES:
        return Shown("large", size)
    found = json.loads(answer.start(size))
    if "boolean" in found:
        return Shown("truth", size, truth=bool(found["boolean"]))
    columns = tuple(found["head"].get("vars", ()))
    bindings = found["results"]["bindings"]
    rows = tuple(tuple(_cell(row.get(name)) for name in columns) for row in bindings[:MOST_ROWS])
    return Shown("rows", size, columns, rows, total=len(bindings))


def _cell(term: dict[str, Any] | None) -> Cell | None:
    if term is None:
        return None
    if term["type"] in ("uri", "bnode"):
        return Cell("iri" if term["type"] == "uri" else "bnode", term["value"])
    language = term.get("xml:lang", "")
    plain = f"{RDF}langString" if language else f"{XSD}string"
    return Cell("literal", str(term["value"]), term.get("datatype", plain), language)
