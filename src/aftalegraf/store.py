"""Answer SPARQL from memory or from disk: the door to pyoxigraph's engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Protocol, TypeAlias, cast

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

from aftalegraf.cells import Coded, Rows, cell, coded
from aftalegraf.errors import AftalegrafError, EngineError, QueryError, RefusedError, nearest
from aftalegraf.formats import XML
from aftalegraf.namespaces import BASE, PREFIXES
from aftalegraf.rdf import DefaultGraph, Literal, NamedNode, Quad, Triple, form_of, unread, write, xml
from aftalegraf.spool import Spooled

FEW_GRAPHS: Final = 1000  # among more, the one that was meant is not looked for
_MARKED: Final = tuple((f"{prefix}:", prefix, iri) for prefix, iri in PREFIXES.items())
_Pattern: TypeAlias = tuple[NamedNode | None, NamedNode | None, NamedNode | Literal | None]
ENGINE: Final = f"pyoxigraph {pyoxigraph.__version__}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A serialised answer and its media type; a large one has no body but stands in a file."""

    body: bytes
    media_type: str
    spooled: Spooled | None = None

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.spooled.size if self.spooled else len(self.body)

    def start(self, size: int) -> bytes:
        """Its first bytes, all of them where they are no more than `size`."""
        return self.spooled.piece(0, size) if self.spooled else self.body[:size]


class Into(Protocol):
    """What an answer is written to, piece by piece."""

    def write(self, piece: bytes, /) -> int:
        """Take the next bytes."""

    def flush(self) -> None:
        """Hold nothing back."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A dataset as two files of N-Quads: lines with blank nodes stand in their own.

    The engine gives blank nodes new names when it loads a file, so those few are given to it one by one.
    """

    named: Path
    blank: Path

    def write(self, lines: Iterable[str]) -> None:
        """Write lines to the file they belong in."""
        with self.named.open("w", encoding="utf-8") as named, self.blank.open("w", encoding="utf-8") as blank:
            for line in lines:
                (blank if "_:" in line else named).write(line)

    def blank_quads(self) -> Iterator[Quad]:
        """The quads with blank nodes."""
        return pyoxigraph.parse(path=self.blank, format=RdfFormat.N_QUADS)


class Store:
    """A read-only dataset, in memory or on disk."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._store = pyoxigraph.Store()
        self._store.bulk_extend(quads)

    @classmethod
    def load(cls, lines: Lines) -> Store:
        """A store in memory with what files hold. Raises EngineError when they cannot be read."""
        try:
            store = cls(lines.blank_quads())
            store._store.load(path=lines.named, format=RdfFormat.N_QUADS, lenient=True)
        except (SyntaxError, ValueError, RuntimeError, OSError, MemoryError) as error:
            raise _failure(error) from None
        return store

    @classmethod
    def open(cls, folder: Path) -> Store:
        """The store that a folder holds. Raises EngineError when there is none, or it is damaged."""
        store = cls(())
        try:
            store._store = pyoxigraph.Store.read_only(str(folder))
        except (ValueError, RuntimeError, OSError) as error:
            raise _failure(error) from None
        return store

    @classmethod
    def of_file(cls, path: Path) -> Store:
        """A store in memory with an RDF file of anyone's, told by its ending. Raises SourceError where it is none."""
        form = form_of(path, str(path))
        store = cls(())
        try:
            store._store.load(path=path, format=form, base_iri=path.absolute().as_uri())
        except (SyntaxError, ValueError, OSError) as error:
            raise unread(error, str(path)) from None
        return store

    def __len__(self) -> int:
        return len(self._store)

    def names(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""
        with _told():
            return tuple(sorted(name.value for name in self._store.named_graphs()))

    def holds(self, name: str) -> bool:
        """Whether there is a named graph of that IRI. Raises QueryError where it is no absolute IRI."""
        with _told():
            return self._store.contains_named_graph(*_names((name,)))

    def missing(self, name: str) -> str:
        """That there is no graph of an IRI, with the nearest that there are, in words."""
        return no_graph(name, self.names())

    def dump(self, graph: str | None, media_type: str, into: Into) -> None:
        """A graph as a file: that of an IRI, "" the default graph, None all graphs, in a format that knows graphs.

        Raises RefusedError (`no-graph`) where there is none of that name.
        """
        if graph and not self.holds(graph):
            raise RefusedError("no-graph", self.missing(graph))
        source = None if graph is None else NamedNode(graph) if graph else DefaultGraph()
        form = RdfFormat.from_media_type(media_type)
        prefixes = PREFIXES if form in (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML) else None
        with _told():
            self._store.dump(cast("IO[bytes]", into), format=form, from_graph=source, prefixes=prefixes)

    def graph(self, name: str | None, predicate: str | None = None) -> tuple[Triple, ...]:
        """The triples of a named graph, or of the default one, sorted; with a predicate only those that have it."""
        which = NamedNode(predicate) if predicate else None
        place = NamedNode(name) if name else DefaultGraph()
        with _told():
            found = [quad.triple for quad in self._store.quads_for_pattern(None, which, None, place)]
        return tuple(sorted(found, key=str))

    def said(self, of: Iterable[NamedNode], names: Sequence[str | None], predicate: str = "") -> Iterator[Triple]:
        """What graphs (None for the default one) say of some things, in no order; what has the predicate, if any."""
        which = NamedNode(predicate) if predicate else None
        yield from self._found(names, ((one, which, None) for one in of))

    def leading(
        self, to: Iterable[NamedNode | Literal], names: Sequence[str | None], predicate: str = ""
    ) -> Iterator[Triple]:
        """What in graphs leads to some things, in no order; with a predicate only what has it."""
        which = NamedNode(predicate) if predicate else None
        yield from self._found(names, ((None, which, one) for one in to))

    def quads(self) -> Iterator[Quad]:
        """Every quad, in no order."""
        with _told():
            yield from self._store

    def select(self, query: str) -> Rows:
        """The rows of a SELECT query. Raises QueryError when it does not parse or is no SELECT."""
        found = self._evaluate(query, (), ())
        if not isinstance(found, QuerySolutions):
            raise QueryError("this is not a SELECT query")
        columns = tuple(variable.value for variable in found.variables)
        with _told():
            return Rows(columns, tuple(tuple(cell(solution[name]) for name in columns) for solution in found))

    def columns(self, query: str) -> Coded:
        """The rows of a SELECT query as columns: a fraction of the memory where there are many with the same terms."""
        found = self._evaluate(query, (), ())
        if not isinstance(found, QuerySolutions):
            raise QueryError("this is not a SELECT query")
        with _told():
            return coded([variable.value for variable in found.variables], found)

    def ask(self, query: str) -> bool:
        """The answer of an ASK query. Raises QueryError when it does not parse or is no ASK."""
        found = self._evaluate(query, (), ())
        if not isinstance(found, QueryBoolean):
            raise QueryError("this is not an ASK query")
        return bool(found)

    def triples(self, query: str) -> tuple[Triple, ...]:
        """The triples of a CONSTRUCT or DESCRIBE query."""
        found = self._evaluate(query, (), ())
        if not isinstance(found, QueryTriples):
            raise QueryError("this is not a CONSTRUCT or DESCRIBE query")
        with _told():
            return tuple(found)

    def answer(
        self,
        query: str,
        results: str,
        triples: str,
        into: Into,
        default_graphs: Iterable[str] = (),
        named_graphs: Iterable[str] = (),
    ) -> str:
        """Write the answer to any query, and give its media type.

        `results` is the media type wanted for rows and truth values, `triples` the one for triples. The graphs are
        those of the SPARQL protocol: when any is given, they replace the dataset of the query.
        """
        found = self._evaluate(query, tuple(default_graphs), tuple(named_graphs))
        form = QueryResultsFormat.from_media_type(results)
        if form is None:
            raise ValueError(f"no result format for {results}")
        with _told():
            if isinstance(found, QueryTriples):
                into.write(write(found, triples))
                return triples
            if results == XML:
                into.write(xml(found.serialize(format=form) or b""))
            else:
                found.serialize(cast("IO[bytes]", into), format=form)
            return results

    def _found(self, names: Sequence[str | None], patterns: Iterable[_Pattern]) -> Iterator[Triple]:
        places = [NamedNode(name) if name else DefaultGraph() for name in names]
        with _told():
            for subject, predicate, value in patterns:
                for place in places:
                    for quad in self._store.quads_for_pattern(subject, predicate, value, place):
                        yield quad.triple

    def _evaluate(
        self, query: str, default_graphs: tuple[str, ...], named_graphs: tuple[str, ...]
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        chosen = bool(default_graphs or named_graphs)
        default, named = _names(default_graphs), _names(named_graphs)
        try:
            return self._store.query(
                query,
                base_iri=BASE,
                prefixes=_prefixes(query),
                default_graph=[*default] if chosen else None,
                named_graphs=[*named] if chosen else None,
            )
        except SyntaxError as error:
            raise syntax_error(str(error)) from None
        except (ValueError, RuntimeError, OSError) as error:
            raise _failure(error) from None


def _prefixes(query: str) -> dict[str, str]:
    """Our prefixes that a query may use: the engine reads each one that it is given, query for query."""
    return {prefix: iri for mark, prefix, iri in _MARKED if mark in query}


def no_graph(name: str, names: Sequence[str]) -> str:
    """That there is no graph of an IRI among some, with the nearest that there are, in words."""
    near = nearest(name, names) if len(names) <= FEW_GRAPHS else ()
    return f"there is no graph <{name}> here" + (f"; nearest: {' '.join(f'<{iri}>' for iri in near)}" if near else "")


def write_store(folder: Path, lines: Lines) -> None:
    """Make the folder of a store that holds what files hold. Raises EngineError when it cannot be written."""
    try:
        store = pyoxigraph.Store(str(folder))
        store.bulk_load(path=lines.named, format=RdfFormat.N_QUADS, lenient=True)
        store.bulk_extend(lines.blank_quads())
        store.flush()
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise _failure(error) from None


def syntax_error(message: str) -> QueryError:
    """A parser's message with its place taken out of the text."""
    match = re.search(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not match:
        return QueryError(message)
    return QueryError(f"the query does not parse: {match[3].strip()}", int(match[1]), int(match[2]))


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong on the way through an answer, as an error of ours."""
    try:
        yield
    except (RuntimeError, OSError) as error:
        raise _failure(error) from None


def _failure(error: Exception) -> AftalegrafError:
    """The engine tells by a RuntimeError what it cannot do, such as a function of somebody else's, and of damage."""
    if str(error).startswith("Corruption"):
        return EngineError(f"the kept graph is damaged; remove its folder and it is built again: {error}")
    if isinstance(error, RuntimeError):
        return RefusedError("unsupported", f"the query asks for what the engine cannot do: {error}")
    return EngineError(f"the engine gave up: {error}")


def _names(iris: Iterable[str]) -> list[NamedNode]:
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"a graph has no absolute IRI: {error}") from None
