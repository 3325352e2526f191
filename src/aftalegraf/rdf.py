"""Read and write RDF, and hold its terms: the door to pyoxigraph's data model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from aftalegraf.errors import RefusedError, SourceError
from aftalegraf.namespaces import PREFIXES

__all__ = [
    "BlankNode", "DefaultGraph", "Literal", "NamedNode", "Quad", "Triple", "canonical", "decode", "form_of", "read",
    "unread", "write", "write_graphs", "write_quads", "xml",
]  # fmt: skip

FORMATS: Final[dict[str, RdfFormat]] = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}
_NOT_IN_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


def read(path: Path, shown_as: str | None = None, base: str | None = None) -> tuple[Quad, ...]:
    """The quads of one RDF file, told by its ending (.ttl .trig .nt .nq .jsonld .rdf).

    Raises SourceError with the line where the file does not parse.
    """
    name = shown_as or str(path)
    form_of(path, name)
    return decode(path.read_bytes(), path.suffix, name, base)


def form_of(path: Path, shown_as: str) -> RdfFormat:
    """The format of an RDF file, by its ending. Raises SourceError where the ending or the file is unknown."""
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise SourceError(shown_as, None, f"unknown ending '{path.suffix}'; use one of {' '.join(FORMATS)}")
    if not path.is_file():
        raise SourceError(shown_as, None, "no such file; check the path")
    return form


def decode(content: bytes, ending: str, shown_as: str, base: str | None = None) -> tuple[Quad, ...]:
    """The quads in the content of a file with one of the endings of FORMATS, as `read` has it."""
    try:
        return tuple(parse(content, format=FORMATS[ending.lower()], base_iri=base))
    except (SyntaxError, ValueError) as error:
        raise unread(error, shown_as) from None


def unread(error: Exception, shown_as: str) -> SourceError:
    """What a parser says of a file, with its line."""
    return SourceError(shown_as, _line(error), f"does not parse: {_reason(error)}")


def write(triples: Iterable[Triple], media_type: str) -> bytes:
    """One graph in the format of a media type, sorted so that the same triples give the same bytes."""
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise ValueError(f"no RDF format for {media_type}")
    prefixes = PREFIXES if form in (RdfFormat.TURTLE, RdfFormat.RDF_XML) else None
    body = serialize(sorted(triples, key=str), format=form, prefixes=prefixes) or b""
    return xml(body) if form == RdfFormat.RDF_XML else body


def xml(body: bytes) -> bytes:
    """A document as its readers find the texts in it again: they take a bare carriage return for the end of a line.

    Raises RefusedError for a character that XML has not.
    """
    if found := _NOT_IN_XML.search(body):
        raise RefusedError("characters", f"XML cannot carry the character U+{ord(found[0].decode()):04X}")
    return body.replace(b"\r", b"&#13;")


def write_quads(quads: Iterable[Quad]) -> bytes:
    """A dataset as N-Quads, sorted."""
    return "".join(sorted(f"{quad} .\n" for quad in quads)).encode()


def write_graphs(graphs: Iterable[tuple[str | None, Iterable[Triple]]]) -> bytes:
    """Graphs by name, None for the default graph, as TriG in the order given."""
    quads = (
        Quad(t.subject, t.predicate, t.object, NamedNode(name) if name else DefaultGraph())
        for name, triples in graphs
        for t in triples
    )
    return serialize(quads, format=RdfFormat.TRIG, prefixes=PREFIXES) or b""


def canonical(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """The same graph with blank nodes named by RDFC-1.0, so that every process names them alike."""
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(quad.triple for quad in dataset)


def _line(error: Exception) -> int | None:
    line = getattr(error, "lineno", None)
    if line is None:
        match = re.search(r"line (\d+)", str(error))
        line = int(match[1]) if match else None
    return line


def _reason(error: Exception) -> str:
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{message}; mend the text there"
