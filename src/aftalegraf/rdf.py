"""Read and write RDF, and hold its terms: the door to pyoxigraph's data model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from aftalegraf.errors import RefusedError, SourceError
from aftalegraf.namespaces import PREFIXES, XSD

__all__ = [
    "BlankNode", "DefaultGraph", "Literal", "NamedNode", "Quad", "Results", "Triple", "canonical", "decode", "form_of",
    "read", "read_results", "read_triples", "rewrite_results", "unread", "write", "write_graphs", "write_quads", "xml",
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


Term: TypeAlias = NamedNode | Literal | BlankNode | Triple


@dataclass(frozen=True, slots=True)
class Results:
    """The rows of an answer as terms; None where a variable is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def triples(self) -> Iterator[Triple]:
        """The rows of three terms that can be a triple, as such."""
        for s, p, o in self.rows:
            if isinstance(s, NamedNode | BlankNode | Triple) and isinstance(p, NamedNode) and o is not None:
                yield Triple(s, p, o)


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


def read_results(content: bytes, media_type: str) -> Results | bool:
    """The rows or the truth value that an answer in a media type holds. Raises SourceError where it is none."""
    form = QueryResultsFormat.from_media_type(media_type)
    if form is None:
        raise SourceError("the answer", None, "is in no format of SPARQL results")
    try:
        found = parse_query_results(content, format=form)
        if isinstance(found, QueryBoolean):
            return bool(found)
        if not isinstance(found, QuerySolutions):
            raise SourceError("the answer", None, "holds neither rows nor a truth value")
        columns = tuple(variable.value for variable in found.variables)
        return Results(columns, tuple(tuple(_mended(row[name]) for name in columns) for row in found))
    except (SyntaxError, ValueError) as error:
        raise unread(error, "the answer") from None


def _mended(term: Term | None) -> Term | None:
    """The same value as its type writes it: some engines keep a truth value as 1, a duration as its months."""
    if isinstance(term, Literal) and term.value.isdigit():
        if term.datatype.value == f"{XSD}boolean":
            return Literal("true" if int(term.value) else "false", datatype=term.datatype)
        if term.datatype.value == f"{XSD}yearMonthDuration":
            years, months = divmod(int(term.value), 12)
            text = f"{years}Y" * bool(years) + f"{months}M" * bool(months or not years)
            return Literal(f"P{text}", datatype=term.datatype)
    return term


def rewrite_results(content: bytes, media_type: str, wanted: str) -> bytes:
    """The rows or the truth value that an answer holds, in another media type. Raises SourceError where it is none."""
    form, into = QueryResultsFormat.from_media_type(media_type), QueryResultsFormat.from_media_type(wanted)
    if form is None or into is None:
        raise SourceError("the answer", None, "is in no format of SPARQL results")
    try:
        return parse_query_results(content, format=form).serialize(format=into) or b""
    except (SyntaxError, ValueError) as error:
        raise unread(error, "the answer") from None


def read_triples(content: bytes, media_type: str) -> tuple[Triple, ...]:
    """The triples that an answer in a media type holds. Raises SourceError where it is none."""
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise SourceError("the answer", None, "is in no format of triples")
    try:
        return tuple(quad.triple for quad in parse(content, format=form))
    except (SyntaxError, ValueError) as error:
        raise unread(error, "the answer") from None


def unread(error: Exception, shown_as: str) -> SourceError:
    """What a parser says of a file, with its line."""
    return SourceError(shown_as, _line(error), f"does not parse: {_reason(error)}")


def write(triples: Iterable[Triple], media_type: str) -> bytes:
    """One graph in the format of a media type, sorted so that the same triples give the same bytes."""
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise ValueError(f"no RDF format for {media_type}")
    if form == RdfFormat.N_TRIPLES:
        return b"".join(sorted((serialize(triples, format=form) or b"").splitlines(keepends=True)))
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
