"""Say what the rooms above need of a dataset, whichever engine holds it and wherever that runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from aftalegraf.cells import Coded, Rows
from aftalegraf.rdf import Literal, NamedNode, Quad, Triple
from aftalegraf.store import Into


class Holder(Protocol):
    """A dataset that can be asked. What each promises stands at Store, which is in this process."""

    def __len__(self) -> int: ...

    def names(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""

    def holds(self, name: str) -> bool:
        """Whether there is a named graph of that IRI."""

    def missing(self, name: str) -> str:
        """That there is no graph of an IRI, in words."""

    def dump(self, graph: str | None, media_type: str, into: Into) -> None:
        """Write a graph as a file."""

    def graph(self, name: str | None, predicate: str | None = None) -> tuple[Triple, ...]:
        """The triples of a graph, sorted."""

    def said(self, of: Iterable[NamedNode], names: Sequence[str | None], predicate: str = "") -> Iterator[Triple]:
        """What graphs say of some things."""

    def leading(
        self, to: Iterable[NamedNode | Literal], names: Sequence[str | None], predicate: str = ""
    ) -> Iterator[Triple]:
        """What in graphs leads to some things."""

    def quads(self) -> Iterator[Quad]:
        """Every quad, in no order."""

    def select(self, query: str) -> Rows:
        """The rows of a SELECT query."""

    def columns(self, query: str) -> Coded:
        """The rows of a SELECT query as columns."""

    def ask(self, query: str) -> bool:
        """The answer of an ASK query."""

    def triples(self, query: str) -> tuple[Triple, ...]:
        """The triples of a CONSTRUCT or DESCRIBE query."""

    def answer(
        self,
        query: str,
        results: str,
        triples: str,
        into: Into,
        default_graphs: Iterable[str] = (),
        named_graphs: Iterable[str] = (),
    ) -> str:
        """Write the answer to any query, and give its media type."""
