"""Run SHACL shapes over a graph: the door to pySHACL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass

import pyshacl
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from aftalegraf.errors import EngineError
from aftalegraf.rdf import Triple, write


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
    found = _report(data, shapes)

    def text(result: Node, *predicates: URIRef) -> str:
        return next((str(said) for p in predicates for said in sorted(found.objects(result, p), key=str)), "")

    return tuple(
        sorted(
            (
                Finding(
                    text(result, SH.resultSeverity).removeprefix(str(SH)),
                    text(result, SH.sourceConstraint, SH.sourceShape),
                    text(result, SH.focusNode),
                    text(result, SH.resultPath),
                    text(result, SH.value),
                    text(result, SH.resultMessage),
                )
                for result in found.objects(None, SH.result)
            ),
            key=astuple,
        )
    )


def failures(data: Iterable[Triple], shapes: Iterable[Triple]) -> frozenset[Failure]:
    """What the shapes find wrong in the data. Nothing is inferred and nothing is fetched.

    Raises EngineError when a shape cannot be used.
    """
    found = _report(data, shapes)
    results = found.subjects(RDF.type, SH.ValidationResult)
    return frozenset(
        Failure(str(found.value(result, SH.sourceShape)), str(found.value(result, SH.focusNode))) for result in results
    ) | frozenset(
        Failure(str(found.value(result, SH.sourceConstraint)), str(found.value(result, SH.focusNode)))
        for result in found.subjects(SH.sourceConstraint)
    )


def _report(data: Iterable[Triple], shapes: Iterable[Triple]) -> Graph:
    """The report of pySHACL as a graph."""
    try:
        _, found, text = pyshacl.validate(_graph(data), shacl_graph=_graph(shapes), inference="none", advanced=False)
    except (ShapeLoadError, ConstraintLoadError, ReportableRuntimeError) as error:
        raise EngineError(f"the shapes cannot be used: {error}") from None
    if not isinstance(found, Graph):
        raise EngineError(f"the shapes cannot be used: {text}")
    return found


def _graph(triples: Iterable[Triple]) -> Graph:
    graph = Graph()
    graph.parse(data=write(triples, "application/n-triples"), format="nt")
    return graph
