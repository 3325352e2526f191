"""Choose who holds data against shapes: the fast engine where it takes a shape, the reference for all others.

Nothing falls between the two: a shape that the fast engine refuses, when it is read or when it meets the data, goes to
the reference with the part of the data that it looks at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from aftalegraf import validation
from aftalegraf.affected import NONE, Change
from aftalegraf.errors import ShapeRefusedError
from aftalegraf.fast import Compiled, Subclasses, compiled, results, subclasses
from aftalegraf.holder import Holder
from aftalegraf.incremental import Held, Since, Tell, hold, unheard
from aftalegraf.namespaces import OWL, RDF, RDFS, SH, XSD
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Quad, Triple
from aftalegraf.shape_model import TARGETS, Term, shapes_of
from aftalegraf.store import Store
from aftalegraf.validation import Failure, Finding, failures_of, findings_of

AUTO: Final = "auto"
FAST: Final = "fast"
REFERENCE: Final = "reference"
ENGINES: Final = (AUTO, FAST, REFERENCE)
DEFAULT: Final = AUTO

_TARGETS: Final = frozenset(f"{SH}{name}" for name in TARGETS)
_CLASSES: Final = frozenset({NamedNode(f"{RDFS}Class"), NamedNode(f"{OWL}Class")})
_REPORT: Final = BlankNode("fast-report")


@dataclass(frozen=True, slots=True)
class Plan:
    """Which shapes the fast engine takes, and why it does not take the others, by their nodes."""

    taken: Mapping[Term, Compiled]
    refused: Mapping[Term, ShapeRefusedError]

    @property
    def looks(self) -> frozenset[str] | None:
        """The properties that all the shapes look at, None where that may be any."""
        seen = [one.looks for one in self.taken.values()]
        return None if self.refused or None in seen else frozenset(iri for one in seen if one for iri in one)


@lru_cache(maxsize=16)
def plan(shapes: tuple[Triple, ...], classes: Subclasses = frozenset()) -> Plan:
    """Who serves which shape, where the data have these subclasses."""
    known, refused = shapes_of(shapes, _respelt(shapes))
    taken: dict[Term, Compiled] = {}
    for node, shape in known.items():
        try:
            taken[node] = compiled(shape, classes)
        except ShapeRefusedError as error:
            refused[node] = error
    return Plan(taken, refused)


def _respelt(shapes: Iterable[Triple]) -> AbstractSet[Term]:
    """The literals of the shapes that a store keeps in another spelling."""
    told = {t.object for t in shapes if isinstance(t.object, Literal) and t.object.datatype.value != f"{XSD}string"}
    kept = Store(Quad(NamedNode(f"{XSD}s"), NamedNode(f"{XSD}p"), one) for one in told).graph(None)
    return told - {t.object for t in kept}


def served(store: Holder, shapes: Iterable[Triple]) -> Mapping[str, str]:
    """The engine that `auto` gives each shape with a target, as things are now, by the shape's IRI."""
    known = plan(tuple(shapes), subclasses(store))
    return {_iri(node): FAST for node in known.taken} | {_iri(node): REFERENCE for node in known.refused}


def failures(
    store: Holder, shapes: Iterable[Triple], engine: str = DEFAULT, tell: Tell = unheard
) -> Mapping[Failure, tuple[str, ...]]:
    """What shapes find wrong in the default graph of a store, as `validation.failures` has it.

    Raises EngineError when a shape cannot be used, and ShapeRefusedError when the fast engine alone is asked for one
    that it does not take.
    """
    return failures_of(report(store, tuple(shapes), engine, tell))


def findings(store: Holder, shapes: Iterable[Triple], engine: str = DEFAULT) -> tuple[Finding, ...]:
    """The same as findings, in order."""
    return findings_of(report(store, tuple(shapes), engine))


def report(store: Holder, shapes: Sequence[Triple], engine: str = DEFAULT, tell: Tell = unheard) -> tuple[Triple, ...]:
    """The validation report of the default graph of a store, as SHACL has it."""
    if engine == REFERENCE:
        tell(0, sum(1 for t in shapes if t.predicate.value in _TARGETS), "")
        return validation.report_of(store.graph(None), shapes)
    return joined(store, shapes, held(store, tuple(shapes), tell=tell), engine, tell)


def held(
    store: Holder, shapes: tuple[Triple, ...], before: Held | None = None, change: Change = NONE, tell: Tell = unheard
) -> Held:
    """What the fast engine finds; with what it found before a change, only what that can affect is asked again.

    Another set of subclasses than before is another set of targets: then all is asked.
    """
    classes = subclasses(store)
    if before and before.classes == classes:
        return _since(shapes, classes).hold(store, before, change, tell)
    return hold(store, plan(shapes, classes).taken, tell)


def joined(
    store: Holder, shapes: Sequence[Triple], found: Held, engine: str, tell: Tell = unheard
) -> tuple[Triple, ...]:
    """The report of what the fast engine found, with what the reference finds by the shapes that were refused."""
    known = plan(tuple(shapes), found.classes)
    refused = {**known.refused, **found.refused}
    if refused and engine == FAST:
        raise next(iter(refused.values()))
    others: tuple[Triple, ...] = ()
    if refused:
        tell(0, len(refused), "")
        left = _without(shapes, known.taken.keys() - refused.keys())
        others = validation.report_of(_part(store, plan(left, found.classes)), left)
    told = (one for checks in found.found.values() for rooted in checks for _, one in rooted)
    return tuple(_joined(tuple(results(told, shapes)), others))


@lru_cache(maxsize=4)
def _since(shapes: tuple[Triple, ...], classes: Subclasses) -> Since:
    return Since(plan(shapes, classes).taken)


def report_on(
    data: Iterable[Triple], shapes: Sequence[Triple], engine: str = DEFAULT, tell: Tell = unheard
) -> tuple[Triple, ...]:
    """The validation report of data of anyone's, by shapes of anyone's, which are first held against SHACL's own.

    Values that the store would spell in another way, such as 01 for 1, are left to the reference.
    """
    said = tuple(data)
    if engine != REFERENCE:
        validation.check_shapes(shapes)
        store = Store(Quad(t.subject, t.predicate, t.object) for t in said)
        if set(store.graph(None)) == set(said):
            return report(store, shapes, engine, tell)
        if engine == FAST:
            raise ShapeRefusedError("of the file", "the data spell a number or date in a way that is not kept")
    tell(0, sum(1 for t in shapes if t.predicate.value in _TARGETS), "")
    return validation.report(said, shapes)


def _iri(node: Term) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def _part(store: Holder, known: Plan) -> tuple[Triple, ...]:
    """What the shapes look at in a store: all of it where that cannot be told."""
    if known.looks is None:
        return store.graph(None)
    properties = " ".join(f"<{iri}>" for iri in sorted(known.looks))
    return store.triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?p {{ {properties} }} ?s ?p ?o }}")


def _without(shapes: Iterable[Triple], served: AbstractSet[Term]) -> tuple[Triple, ...]:
    """The shapes without the targets of those that are served already."""

    def aims(t: Triple) -> bool:
        return t.predicate.value in _TARGETS or (t.predicate.value == f"{RDF}type" and t.object in _CLASSES)

    return tuple(t for t in shapes if t.subject not in served or not aims(t))


def _joined(found: Sequence[Triple], others: Sequence[Triple]) -> Iterator[Triple]:
    """One report of the results of both engines."""
    kind, result = NamedNode(f"{RDF}type"), NamedNode(f"{SH}result")
    reports = {t.subject for t in others if t.object == NamedNode(f"{SH}ValidationReport")}
    nested = {t.object for t in found if t.predicate.value == f"{SH}detail"}
    own = [t.subject for t in found if t.object == NamedNode(f"{SH}ValidationResult") and t.subject not in nested]
    theirs = [t.object for t in others if t.subject in reports and t.predicate == result]
    conforms = "false" if own or theirs else "true"
    yield Triple(_REPORT, kind, NamedNode(f"{SH}ValidationReport"))
    yield Triple(_REPORT, NamedNode(f"{SH}conforms"), Literal(conforms, datatype=NamedNode(f"{XSD}boolean")))
    yield from (Triple(_REPORT, result, one) for one in (*own, *theirs))
    yield from found
    yield from (t for t in others if t.subject not in reports)
