"""Hold what is read once and asked often: the graph, its store, the questions and the labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from aftalegraf.assets import Assets, assets
from aftalegraf.graph import Graph, build
from aftalegraf.namespaces import RDFS, SKOS, shorten
from aftalegraf.questions import Question, read_questions
from aftalegraf.rdf import Literal, NamedNode, Triple
from aftalegraf.store import Cell, Store

LANGUAGES = ("da", "en")


@dataclass(frozen=True, slots=True)
class World:
    """One version of the data, ready to answer. `labels` maps an IRI to its label by language."""

    assets: Assets
    graph: Graph
    store: Store
    questions: Mapping[str, Question]
    labels: Mapping[str, Mapping[str, str]]

    def label(self, iri: str, language: str = "da") -> str:
        """The label of a thing in the language, else in the other, else its short IRI."""
        known = self.labels.get(iri, {})
        return known.get(language) or known.get("da") or known.get("en") or shorten(iri)

    def show(self, cell: Cell | None, language: str = "da") -> str:
        """A cell as a reader sees it: a label, a value or nothing."""
        if cell is None:
            return ""
        if cell.kind == "iri":
            return self.label(cell.value, language)
        if cell.is_boolean:
            yes, no = ("ja", "nej") if language == "da" else ("yes", "no")
            return yes if cell.value == "true" else no
        return cell.value


def open_world(root: Path | None = None) -> World:
    """Build the graph from the files and open it. Raises SourceErrors when the files do not hold."""
    found = assets(root)
    graph = build(found)
    labels = _labels((*graph.ontology, *graph.sources, *graph.everything, *graph.observations))
    questions = {question.id: question for question in read_questions(found)}
    return World(found, graph, Store(graph.quads()), questions, labels)


def _labels(triples: Iterable[Triple]) -> dict[str, dict[str, str]]:
    wanted = {f"{SKOS}prefLabel", f"{RDFS}label"}
    found: dict[str, dict[str, str]] = {}
    for t in triples:
        if t.predicate.value in wanted and isinstance(t.object, Literal) and isinstance(t.subject, NamedNode):
            found.setdefault(t.subject.value, {}).setdefault(t.object.language or "da", t.object.value)
    return found
