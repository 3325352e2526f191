"""Hold the rows of an answer as plain data: cells, row by row or as columns of codes."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aftalegraf.rdf import BlankNode, Literal, NamedNode, Triple


@dataclass(frozen=True, slots=True)
class Cell:
    """One RDF term as plain data. `kind` is iri, literal or bnode."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""

    @property
    def is_boolean(self) -> bool:
        """Whether this is a truth value."""
        return self.datatype.endswith("XMLSchema#boolean")


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: its columns and rows; None where a variable is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """The answer of a SELECT as columns of codes by name, and the terms that the codes stand for; 0 for unbound."""

    columns: Mapping[str, array[int]]
    terms: tuple[Cell | None, ...]


def cell(term: NamedNode | Literal | BlankNode | Triple | None) -> Cell | None:
    """An RDF term as plain data."""
    if isinstance(term, NamedNode):
        return Cell("iri", term.value)
    if isinstance(term, Literal):
        return Cell("literal", term.value, term.datatype.value, term.language or "")
    if isinstance(term, BlankNode):
        return Cell("bnode", term.value)
    return None


def coded(names: Iterable[str], rows: Iterable[Iterable[NamedNode | Literal | BlankNode | Triple | None]]) -> Coded:
    """Rows of terms as columns of codes: a fraction of the memory where there are many with the same terms."""
    columns = {name: array("I") for name in names}
    codes: dict[NamedNode | Literal | BlankNode | Triple | None, int] = {None: 0}
    for row in rows:
        for column, term in zip(columns.values(), row, strict=True):
            column.append(codes.setdefault(term, len(codes)))
    return Coded(columns, tuple(cell(term) for term in codes))
