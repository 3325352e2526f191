"""Read and write RDF, and hold its terms: the door to pyoxigraph's data model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Dataset, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from aftalegraf.errors import SourceError
from aftalegraf.namespaces import PREFIXES

__all__ = ["BlankNode", "DefaultGraph", "Literal", "NamedNode", "Quad", "Triple", "read", "same", "write"]

FORMATS: Final[dict[str, RdfFormat]] = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}


def read(path: Path, shown_as: str | None = None, base: str | None = None) -> tuple[Quad, ...]:
    """The quads of one RDF file, told by its ending (.ttl .trig .nt .nq .jsonld .rdf).

    Raises SourceError with the line where the file does not parse.
    """
    name = shown_as or str(path)
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise SourceError(name, None, f"unknown ending '{path.suffix}'; use one of {' '.join(FORMATS)}")
    if not path.is_file():
        raise SourceError(name, None, "no such file; check the path")
    try:
        return tuple(parse(path.read_bytes(), format=form, base_iri=base))
    except (SyntaxError, ValueError) as error:
        raise SourceError(name, _line(error), f"does not parse: {_reason(error)}") from None


def write(statements: Iterable[Triple] | Iterable[Quad], media_type: str) -> bytes:
    """RDF in one of the formats of `formats.RDF_TYPES`, sorted so that the same triples give the same bytes."""
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise ValueError(f"no RDF format for {media_type}")
    ordered = sorted(statements, key=str)
    return serialize(ordered, format=form, prefixes=PREFIXES if form in (RdfFormat.TURTLE, RdfFormat.TRIG) else None) or b""


def same(one: Iterable[Triple], other: Iterable[Triple]) -> bool:
    """Whether two graphs hold the same triples, whatever their blank nodes are called."""
    graphs = [Dataset(Quad(t.subject, t.predicate, t.object) for t in triples) for triples in (one, other)]
    return graphs[0] == graphs[1]


def _line(error: Exception) -> int | None:
    line = getattr(error, "lineno", None)
    if line is None:
        match = re.search(r"line (\d+)", str(error))
        line = int(match[1]) if match else None
    return line


def _reason(error: Exception) -> str:
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{message}; mend the text there"
