"""Ask a dataset of ours that a SPARQL 1.1 server holds, as Store asks the one in this process.

Many engines take all graphs together for the default graph, so ours has a name there, STANDARD, and every query says
which graphs it means, by the parameters of the SPARQL protocol.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from aftalegraf.access import Access
from aftalegraf.cells import Coded, Rows, cell, coded
from aftalegraf.errors import LackingError, QueryError, RefusedError
from aftalegraf.namespaces import OWL, VOID, described, graph
from aftalegraf.rdf import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Triple,
    canonical,
    rewrite_results,
    write,
)
from aftalegraf.sparql_server import ROWS, Dataset, Server, form
from aftalegraf.store import Into, Store, no_graph

STANDARD: Final = graph("standard")  # stands for the default graph
EDITION: Final = graph("udgave")  # the version and the sizes of all graphs, written when they all are there
NOWHERE: Final = graph("ingen")  # a graph that there is not
DATASET: Final = described("dataset")
AT_ONCE: Final = 500  # things asked of in one query

_EDITION: Final = f"""SELECT ?g ?n ?v {{ GRAPH <{EDITION}> {{
  <{DATASET}> <{OWL}versionInfo> ?v . ?g <{VOID}triples> ?n }} }} ORDER BY ?g"""


class RemoteStore:
    """A dataset of ours on a server, as Store has it here. `version` names the files that it was made of.

    Raises RemoteError where the server does not answer, LackingError where it does not hold a whole dataset.
    """

    def __init__(self, access: Access) -> None:
        self._server = Server(access)
        self._dataset: Dataset = (STANDARD,), (STANDARD, EDITION)
        rows = self.select(_EDITION).rows
        if not rows:
            raise LackingError(str(access.failure(self._lacking())))
        self.url = access.url
        self.version = next(v.value for _, _, v in rows if v)
        self._sizes = {g.value: int(n.value) for g, n, _ in rows if g and n}
        self._dataset = (STANDARD,), tuple(name for name in self._sizes if name != STANDARD)

    @classmethod
    def found(cls, access: Access) -> RemoteStore | None:
        """The dataset that a server holds, None where it holds nothing of ours or a part only."""
        try:
            return cls(access)
        except LackingError:
            return None

    def __len__(self) -> int:
        return sum(self._sizes.values())

    def names(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""
        return tuple(sorted(self._dataset[1]))

    def holds(self, name: str) -> bool:
        """Whether there is a named graph of that IRI."""
        return name in self._dataset[1]

    def missing(self, name: str) -> str:
        """That there is no graph of an IRI, with the nearest that there are, in words."""
        return no_graph(name, self.names())

    def dump(self, graph: str | None, media_type: str, into: Into) -> None:
        """Write a graph as a file: that of an IRI, "" the default graph, None all, in a format that knows graphs."""
        if graph and not self.holds(graph):
            raise RefusedError("no-graph", self.missing(graph))
        names = (None, *self.names()) if graph is None else (graph or None,)
        Store(self._quads(names)).dump(graph, media_type, into)

    def graph(self, name: str | None, predicate: str | None = None) -> tuple[Triple, ...]:
        """The triples of a named graph, or of the default one, sorted; with a predicate only those that have it.

        Blank nodes are named by what is said of them: a server gives them other names each time.
        """
        found = self._spo(f"SELECT ?s ?p ?o {{ {_bound(predicate)}?s ?p ?o }}", name)
        size = self._sizes.get(name or STANDARD, 0)
        if not predicate and len(found) != size:
            raise self._server.access.failure(
                f"gave {len(found)} of the {size} triples of <{name or STANDARD}>; raise the most rows that it gives "
                "in an answer, or fill it again with `aftalegraf load --replace`"
            )
        if any(isinstance(term, BlankNode) for t in found for term in (t.subject, t.object)):
            found = canonical(found)
        return tuple(sorted(found, key=str))

    def said(self, of: Iterable[NamedNode], names: Sequence[str | None], predicate: str = "") -> Iterator[Triple]:
        """What graphs (None for the default one) say of some things, in no order; what has the predicate, if any."""
        yield from self._about("s", of, names, predicate)

    def leading(
        self, to: Iterable[NamedNode | Literal], names: Sequence[str | None], predicate: str = ""
    ) -> Iterator[Triple]:
        """What in graphs leads to some things, in no order; with a predicate only what has it."""
        yield from self._about("o", to, names, predicate)

    def quads(self) -> Iterator[Quad]:
        """Every quad, a graph at a time."""
        yield from self._quads((None, *self.names()))

    def select(self, query: str) -> Rows:
        """The rows of a SELECT query. Raises QueryError when it does not parse or is no SELECT."""
        found = self._server.results(query, self._dataset)
        if isinstance(found, bool):
            raise QueryError("this is not a SELECT query")
        return Rows(found.columns, tuple(tuple(cell(term) for term in row) for row in found.rows))

    def columns(self, query: str) -> Coded:
        """The rows of a SELECT query as columns. Raises QueryError when it does not parse or is no SELECT."""
        found = self._server.results(query, self._dataset)
        if isinstance(found, bool):
            raise QueryError("this is not a SELECT query")
        return coded(found.columns, found.rows)

    def ask(self, query: str) -> bool:
        """The answer of an ASK query. Raises QueryError when it does not parse or is no ASK."""
        found = self._server.results(query, self._dataset)
        if not isinstance(found, bool):
            raise QueryError("this is not an ASK query")
        return found

    def triples(self, query: str) -> tuple[Triple, ...]:
        """The triples of a CONSTRUCT or DESCRIBE query."""
        return self._server.triples(query, self._dataset)

    def answer(
        self,
        query: str,
        results: str,
        triples: str,
        into: Into,
        default_graphs: Iterable[str] = (),
        named_graphs: Iterable[str] = (),
    ) -> str:
        """Write the answer to any query, and give its media type, as Store does.

        Graphs of others that the server holds too are not among ours.
        """
        default, named = (
            tuple(name if self.holds(name) else NOWHERE for name in names) for names in (default_graphs, named_graphs)
        )
        chosen = bool(default or named)
        dataset = (default or (NOWHERE,), named or (NOWHERE,)) if chosen else self._dataset
        kind = form(query)
        if kind in ("CONSTRUCT", "DESCRIBE"):
            into.write(write(self._server.triples(query, dataset, chosen=chosen), triples))
            return triples
        if kind == "ASK":
            truth = self._server.results(query, dataset, chosen=chosen)
            body, media_type = json.dumps({"head": {}, "boolean": truth}).encode(), ROWS
        else:
            body, media_type = self._server.asked(query, ROWS, dataset, chosen=chosen)
        into.write(self._server.read(lambda b, k: rewrite_results(b, k, results), body, media_type))
        return results

    def _quads(self, names: Iterable[str | None]) -> Iterator[Quad]:
        for name in names:
            place = NamedNode(name) if name else DefaultGraph()
            yield from (Quad(t.subject, t.predicate, t.object, place) for t in self.graph(name))

    def _about(
        self, place: str, things: Iterable[NamedNode | Literal], names: Sequence[str | None], predicate: str
    ) -> Iterator[Triple]:
        every = [str(thing) for thing in things]
        for name in names:
            for start in range(0, len(every), AT_ONCE):
                some = " ".join(every[start : start + AT_ONCE])
                yield from self._spo(
                    f"SELECT ?s ?p ?o {{ VALUES ?{place} {{ {some} }} {_bound(predicate)}?s ?p ?o }}", name
                )

    def _spo(self, query: str, name: str | None) -> tuple[Triple, ...]:
        """The triples of one graph that a query asks for as rows."""
        found = self._server.results(query, ((name or STANDARD,), ()))
        return () if isinstance(found, bool) else tuple(found.triples())

    def _lacking(self) -> str:
        advice = "fill it with `aftalegraf load --store URL --graph-store URL`"
        if not self.ask("ASK { ?s ?p ?o }"):
            return f"holds no graph of ours; {advice}"
        return f"was not filled to the end: <{EDITION}> is missing; {advice} --replace"


def _bound(predicate: str | None) -> str:
    return f"VALUES ?p {{ <{predicate}> }} " if predicate else ""
