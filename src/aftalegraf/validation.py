"""Run SHACL shapes over a graph: the door to pySHACL.

pySHACL asks a SPARQL text again for every focus node, and the parsing is most of the time. So the graph it asks keeps
what it has parsed, and refuses there what would leave the machine.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from aftalegraf import guard
from aftalegraf.errors import EngineError, QueryError
from aftalegraf.namespaces import OWL, PREFIXES, RDF, SH, XSD, shorten
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Triple
from aftalegraf.recursion import check_rounds
from aftalegraf.store import Store

if TYPE_CHECKING:  # pySHACL and rdflib are slow to import and large: they come with the first review
    from rdflib import Graph
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node, URIRef


@dataclass(frozen=True, slots=True)
class Failure:
    """One validation result: the shape that found it and the node it is about, as IRIs."""

    shape: str
    focus: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One validation result in full. `value` is what is wrong there, "" where nothing is named; severity is a name."""

    severity: str
    shape: str
    focus: str
    path: str
    value: str
    message: str


def findings(data: Iterable[Triple], shapes: Iterable[Triple]) -> tuple[Finding, ...]:
    """Everything that the shapes say of the data, in order. Nothing is inferred and nothing is fetched.

    Raises EngineError when a shape cannot be used.
    """
    return findings_of(_run(data, shapes))


def failures(data: Iterable[Triple], shapes: Iterable[Triple]) -> Mapping[Failure, tuple[str, ...]]:
    """What the shapes find wrong in the data, by shape and by constraint, with the values that are wrong, in order.

    Nothing is inferred and nothing is fetched. Raises EngineError when a shape cannot be used.
    """
    return failures_of(_run(data, shapes))


def failures_of(said: Iterable[Triple]) -> Mapping[Failure, tuple[str, ...]]:
    """The same of a validation report, those that only led to another included."""
    found: dict[Failure, set[str]] = {}
    for result in _results(said, nested=True):
        for source in ("sourceShape", "sourceConstraint"):
            if source in result:
                values = found.setdefault(Failure(result[source], result["focusNode"]), set())
                values |= {result["value"]} if "value" in result else set()
    return {failure: tuple(sorted(values)) for failure, values in found.items()}


def report(data: Iterable[Triple], shapes: Iterable[Triple]) -> tuple[Triple, ...]:
    """The validation report as SHACL has it. Nothing is inferred and nothing is fetched.

    Raises EngineError when a shape cannot be used or is not well formed.
    """
    known = tuple(shapes)
    check_shapes(known)
    return _run(data, known)


def report_of(data: Iterable[Triple], shapes: Iterable[Triple]) -> tuple[Triple, ...]:
    """The validation report by shapes of our own, which are known to be well formed."""
    return _run(data, shapes)


def check_shapes(shapes: Iterable[Triple]) -> None:
    """Hold shapes against SHACL's own. Raises EngineError when they cannot be used or are not well formed."""
    told = tuple(shapes)
    check_rounds(told)
    with _usable():
        known = _shapes(told)
        _well_formed(known)
        _readable(known)


def ill_typed(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples whose value is not of the kind it says, such as the date 2024-13-01, in their order."""
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    for triple in triples:
        if isinstance(triple.object, Literal) and triple.object.datatype.value.startswith(XSD):
            with warnings.catch_warnings(action="ignore"):
                if getattr(_foreign(triple.object), "ill_typed", False):
                    yield triple


def findings_of(said: Iterable[Triple]) -> tuple[Finding, ...]:
    """The results of a validation report, in order, without those that only led to another."""
    found = (
        Finding(
            result.get("resultSeverity", "").removeprefix(SH),
            result.get("sourceConstraint") or result.get("sourceShape", ""),
            *(result.get(name, "") for name in ("focusNode", "resultPath", "value", "resultMessage")),
        )
        for result in _results(said, nested=False)
    )
    return tuple(sorted(found, key=astuple))


def _results(said: Iterable[Triple], *, nested: bool) -> list[Mapping[str, str]]:
    """Each validation result, `nested` also what led to it: its properties by their names in SHACL, one value each."""
    nodes: dict[str, dict[str, str]] = {}
    chosen: list[str] = []
    for t in sorted(said, key=str, reverse=True):
        subject, predicate, value = _text(t.subject), t.predicate.value.removeprefix(SH), _text(t.object)
        nodes.setdefault(subject, {})[predicate] = value
        if nested and predicate == f"{RDF}type" and value == f"{SH}ValidationResult":
            chosen.append(subject)
        elif predicate == "result" and not nested:
            chosen.append(value)
    return [nodes[node] for node in chosen]


def _text(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return str(term) if isinstance(term, Triple) else term.value


def _run(data: Iterable[Triple], shapes: Iterable[Triple]) -> tuple[Triple, ...]:
    """The triples of pySHACL's report."""
    import pyshacl  # noqa: PLC0415
    from rdflib import Graph  # noqa: PLC0415

    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # an ill-typed value is for the shapes to find
    with _usable():
        known = _shapes(tuple(shapes))
        _, found, text = pyshacl.validate(
            _graph(data), shacl_graph=known, inference="none", advanced=False, js=False, do_owl_imports=False
        )
    if not isinstance(found, Graph):
        raise EngineError(f"the shapes cannot be used: {text}; mend them there")
    return tuple(Triple(_native(s), _native(p), _native(o)) for s, p, o in found)


@contextmanager
def _usable() -> Iterator[None]:
    """What pySHACL says of shapes that it cannot use, as an error of ours."""
    from pyshacl.errors import ReportableRuntimeError  # noqa: PLC0415

    try:
        yield
    except (ReportableRuntimeError, NotImplementedError) as error:
        raise EngineError(f"the shapes cannot be used: {error}; mend them there") from None
    except RecursionError:
        raise EngineError("the shapes cannot be used: they stand too deep in each other; flatten them") from None


def _shapes(triples: tuple[Triple, ...]) -> Graph:
    """The graph of shapes, where "1" is no truth value, with the prefixes that a set of them takes over from another.

    Sets of prefixes refer to others by owl:imports; only those that are at hand are looked at.
    """
    from pyshacl import monkey  # noqa: PLC0415

    strict: Callable[[], None] = monkey.rdflib_bool_patch
    usual: Callable[[], None] = monkey.rdflib_bool_unpatch
    declared = {t.subject for t in triples if t.predicate.value == f"{SH}declare"}
    taken = [t for t in triples if t.predicate.value == f"{OWL}imports" and t.object in declared]
    strict()
    try:
        graph = _graph(triples)
    finally:
        usual()
    for t in taken:
        for prefix in list(graph.objects(_foreign(t.object), _iri(f"{SH}declare"))):
            graph.add((_foreign(t.subject), _iri(f"{SH}declare"), prefix))
    return graph


def _well_formed(shapes: Graph) -> None:
    """Raises EngineError with the first things that SHACL's own shapes find wrong in these."""
    from pyshacl.entrypoints import meta_validate  # noqa: PLC0415
    from rdflib.namespace import RDF  # noqa: PLC0415

    looked_at = shapes + shapes
    for step in set(shapes.subjects(RDF.first)):  # a list is that path, whatever else is said of it (W3C's own tests)
        looked_at.remove((step, _iri(f"{SH}inversePath"), None))
    conforms, found, _ = meta_validate(looked_at, inference="none")
    if not conforms:
        wrong = findings_of(Triple(_native(s), _native(p), _native(o)) for s, p, o in found)
        shown = "\n".join(f"  {f.focus}: {f.message} ({f.path.removeprefix(SH)} {f.value})" for f in wrong[:5])
        raise EngineError(f"the shapes are not well formed ({len(wrong)} places); mend them:\n{shown}")


def _readable(shapes: Graph) -> None:
    """Raises EngineError for a query that cannot be read or is not allowed, also where no data would call it up."""
    declared = [
        f"PREFIX {shapes.value(node, _iri(f'{SH}prefix'))}: <{shapes.value(node, _iri(f'{SH}namespace'))}>\n"
        for node in sorted(set(shapes.objects(None, _iri(f"{SH}declare"))), key=str)
    ]
    for kind in ("select", "ask"):
        for node, text in sorted(shapes.subject_objects(_iri(SH + kind)), key=str):
            shape = shapes.value(None, _iri(f"{SH}sparql"), node)
            try:
                _parsed("".join(declared) + str(text).replace("$PATH", "<urn:path>"))
            except EngineError as error:
                raise EngineError(f"the shape {shorten(str(shape or node))} cannot be used: {error}") from None


def _graph(triples: Iterable[Triple]) -> Graph:
    graph = _remembering()()
    for t in triples:
        graph.add((_foreign(t.subject), _foreign(t.predicate), _foreign(t.object)))
    return graph


def _foreign(term: NamedNode | BlankNode | Literal | Triple) -> Node:
    """A term of ours as rdflib has it, with the spelling kept."""
    import rdflib  # noqa: PLC0415

    if isinstance(term, NamedNode):
        return _iri(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Triple):
        raise EngineError("the data have a triple inside a triple, which SHACL does not know; leave it out")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    kind = term.datatype.value  # rdflib takes "a" and "a"^^xsd:string for two values
    return rdflib.Literal(term.value, datatype=None if kind == f"{XSD}string" else _iri(kind), normalize=False)


@cache
def _iri(value: str) -> URIRef:
    from rdflib import URIRef  # noqa: PLC0415

    return URIRef(value)


def _native(node: Any) -> Any:
    """A term of rdflib as ours."""
    from rdflib import BNode, URIRef  # noqa: PLC0415
    from rdflib import Literal as Foreign  # noqa: PLC0415

    if isinstance(node, URIRef):
        return NamedNode(node)
    if isinstance(node, BNode):
        return BlankNode(node)
    if isinstance(node, Foreign) and node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(node.datatype)) if node.datatype else Literal(str(node))


@cache
def _remembering() -> type[Graph]:
    """The kind of rdflib graph that parses each query once. A class of its own keeps the import of rdflib late."""
    from rdflib import Graph  # noqa: PLC0415

    class Remembering(Graph):
        def query(self, query_object: Any, *arguments: Any, **named: Any) -> Any:
            if isinstance(query_object, str):
                query_object = _parsed(query_object)
            found = super().query(query_object, *arguments, **named)
            try:
                list(found)  # answered here: a duration added to a date that is none never ends in rdflib
            except (AttributeError, RecursionError):
                raise EngineError(
                    "a query of the shapes cannot be answered on these data; perhaps a value is not of the kind "
                    "it says, such as a date 2024-13-01: mend it there"
                ) from None
            return found

    return Remembering


@lru_cache(maxsize=1000)
def _parsed(text: str) -> Query:
    """A query that may be asked, parsed. Raises EngineError for one that cannot be read or would leave the machine."""
    from rdflib.plugins.sparql import prepareQuery  # noqa: PLC0415

    try:
        guard.check(text)
        Store(()).answer(text, "application/sparql-results+json", "application/n-triples", io.BytesIO())
    except QueryError as error:
        raise EngineError(f"the SPARQL of a shape cannot be used: {error}; the query is:\n{text.strip()}") from None
    query = prepareQuery(text, initNs=PREFIXES)
    elsewhere = {"ServiceGraphPattern", "Graph", "GraphGraphPattern"}.intersection(_kinds(query.algebra))
    if query.algebra.datasetClause or elsewhere:
        raise EngineError(
            "the SPARQL of a shape asks other graphs than the data (FROM, GRAPH or SERVICE), which is not done; "
            f"remove it. The query is:\n{text.strip()}"
        )
    return query


def _kinds(part: Any) -> Iterator[str]:
    """The kinds of the parts of a parsed query, at any depth."""
    if isinstance(part, dict):
        yield str(getattr(part, "name", ""))
        for inner in part.values():
            yield from _kinds(inner)
    elif isinstance(part, list | tuple | set):
        for inner in part:
            yield from _kinds(inner)
