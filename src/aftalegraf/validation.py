"""Run SHACL shapes over a graph: the door to pySHACL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftalegraf.errors import EngineError
from aftalegraf.rdf import Triple, write

if TYPE_CHECKING:  # pySHACL and rdflib are slow to import and large: they come with the first review
    from rdflib import Graph


@dataclass(frozen=True, slots=True)
class Failure:
    """One validation result: the shape that found it and the node it is about, as IRIs."""

    shape: str
    focus: str


def failures(data: Iterable[Triple], shapes: Iterable[Triple]) -> frozenset[Failure]:
    """What the shapes find wrong in the data. Nothing is inferred and nothing is fetched.

    Raises EngineError when a shape cannot be used.
    """
    import pyshacl  # noqa: PLC0415
    from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError  # noqa: PLC0415
    from rdflib import Graph  # noqa: PLC0415
    from rdflib.namespace import RDF, SH  # noqa: PLC0415

    try:
        _, found, text = pyshacl.validate(_graph(data), shacl_graph=_graph(shapes), inference="none", advanced=False)
    except (ShapeLoadError, ConstraintLoadError, ReportableRuntimeError) as error:
        raise EngineError(f"the shapes cannot be used: {error}") from None
    if not isinstance(found, Graph):
        raise EngineError(f"the shapes cannot be used: {text}")
    results = found.subjects(RDF.type, SH.ValidationResult)
    return frozenset(
        Failure(str(found.value(result, SH.sourceShape)), str(found.value(result, SH.focusNode))) for result in results
    ) | frozenset(
        Failure(str(found.value(result, SH.sourceConstraint)), str(found.value(result, SH.focusNode)))
        for result in found.subjects(SH.sourceConstraint)
    )


def _graph(triples: Iterable[Triple]) -> Graph:
    from rdflib import Graph  # noqa: PLC0415

    graph = Graph()
    graph.parse(data=write(triples, "application/n-triples"), format="nt")
    return graph
