"""Run SHACL shapes over a graph: the door to pySHACL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from aftalegraf.errors import EngineError
from aftalegraf.namespaces import SH
from aftalegraf.rdf import Triple, write

if TYPE_CHECKING:  # pySHACL and rdflib are slow to import and large: they come with the first review
    from rdflib import Graph


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
    found = (
        Finding(
            result.get("resultSeverity", "").removeprefix(SH),
            result.get("sourceConstraint") or result.get("sourceShape", ""),
            *(result.get(name, "") for name in ("focusNode", "resultPath", "value", "resultMessage")),
        )
        for result in _results(data, shapes, nested=False)
    )
    return tuple(sorted(found, key=astuple))


def failures(data: Iterable[Triple], shapes: Iterable[Triple]) -> Mapping[Failure, tuple[str, ...]]:
    """What the shapes find wrong in the data, by shape and by constraint, with the values that are wrong, in order.

    Nothing is inferred and nothing is fetched. Raises EngineError when a shape cannot be used.
    """
    found: dict[Failure, set[str]] = {}
    for result in _results(data, shapes, nested=True):
        for source in ("sourceShape", "sourceConstraint"):
            if source in result:
                values = found.setdefault(Failure(result[source], result["focusNode"]), set())
                values |= {result["value"]} if "value" in result else set()
    return {failure: tuple(sorted(values)) for failure, values in found.items()}


def _results(data: Iterable[Triple], shapes: Iterable[Triple], *, nested: bool) -> list[Mapping[str, str]]:
    """Each validation result, `nested` also what led to it: its properties by their names in SHACL, one value each."""
    import pyshacl  # noqa: PLC0415
    from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError  # noqa: PLC0415
    from rdflib import Graph, URIRef  # noqa: PLC0415
    from rdflib.namespace import RDF  # noqa: PLC0415

    try:
        _, found, text = pyshacl.validate(_graph(data), shacl_graph=_graph(shapes), inference="none", advanced=False)
    except (ShapeLoadError, ConstraintLoadError, ReportableRuntimeError) as error:
        raise EngineError(f"the shapes cannot be used: {error}") from None
    if not isinstance(found, Graph):
        raise EngineError(f"the shapes cannot be used: {text}")
    everyone = found.subjects(RDF.type, URIRef(f"{SH}ValidationResult"))
    results: list[Mapping[str, str]] = []
    for node in everyone if nested else found.objects(None, URIRef(f"{SH}result")):
        pairs = sorted(((str(p), str(o)) for p, o in found.predicate_objects(node)), reverse=True)
        results.append({predicate.removeprefix(SH): value for predicate, value in pairs})
    return results


def _graph(triples: Iterable[Triple]) -> Graph:
    from rdflib import Graph  # noqa: PLC0415

    graph = Graph()
    graph.parse(data=write(triples, "application/n-triples"), format="nt")
    return graph
