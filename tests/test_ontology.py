"""The ontology: labelled, defined, sourced, used; and the house-style shapes say no."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aftalegraf.assets import Assets, assets
from aftalegraf.graph import Graph, build
from aftalegraf.namespaces import AFT, BASE, SH
from aftalegraf.rdf import NamedNode, Triple
from aftalegraf.validation import failures, findings


def own_terms(graph: Graph) -> set[str]:
    """The terms that are ours."""
    return {
        t.subject.value for t in graph.ontology if isinstance(t.subject, NamedNode) and t.subject.value.startswith(AFT)
    }


def test_the_ontology_follows_the_house_style() -> None:
    """Labels and definitions in both languages, source, example and ontology, by the shapes in shapes/ontologi.ttl."""
    graph = build(assets())
    assert len(own_terms(graph)) > 150
    found = findings(graph.ontology, graph.shapes)
    assert [finding for finding in found if finding.severity == "Violation"] == []


@pytest.mark.parametrize(
    ("old", "new", "shape"),
    [
        ('"vision"@da ,\n', '"Vision"@da ,\n', "term-label-da"),
        ('"vision"@en', '"vision"@de', "term-label-en"),
        (
            '"fælles langsigtet retning, som en sundhedsaftale bygger på"@da',
            '"fælles retning."@da',
            "term-definition-da",
        ),
        ('"shared long-term direction on which a health agreement is built"@en', '"x."@en', "term-definition-en"),
        ('skos:example "mere lighed i sundhed"@da ;', "", "term-example"),
    ],
)
def test_a_term_out_of_style_is_found(edit: Callable[[str, str, str], Path], old: str, new: str, shape: str) -> None:
    """Each part of the style has a case that breaks it."""
    graph = build(Assets(edit("ontology/goals.ttl", old, new)))
    found = {failure.shape.removeprefix(f"{BASE}shapes#") for failure in failures(graph.ontology, graph.shapes)}
    assert shape in found


@pytest.mark.parametrize(
    ("line", "shape"),
    [
        ("    dct:source <https://w3id.org/aftalegraf/id/dokument/doc-000> ;\n", "term-source"),
        ("    rdfs:isDefinedBy <https://w3id.org/aftalegraf/ns> ;\n", "term-ontology"),
    ],
)
def test_a_term_without_source_or_ontology_is_found(files: Path, line: str, shape: str) -> None:
    """The lines taken out of the first term of goals.ttl are missed."""
    path = files / "ontology/goals.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(line, "", 1), encoding="utf-8")
    graph = build(Assets(files))
    found = {failure.shape.removeprefix(f"{BASE}shapes#") for failure in failures(graph.ontology, graph.shapes)}
    assert shape in found


def test_no_term_is_without_use() -> None:
    """Each of our terms stands in the data, the evidence, the sources, the shapes or a question.

    A list of codes is used by its codes, a part of the cube by the structure.
    """
    graph = build(assets())
    used: set[str] = set()
    for t in (*graph.everything, *graph.observations, *graph.evidence, *graph.sources, *graph.shapes):
        used |= {term.value for term in (t.predicate, t.object) if isinstance(term, NamedNode)}
    schemes = {
        t.object.value
        for t in graph.ontology
        if t.predicate.value.endswith(("inScheme", "cube#component")) and isinstance(t.object, NamedNode)
    }
    text = "".join(path.read_text(encoding="utf-8") for path in assets().files("queries", "*.rq"))
    idle = {iri for iri in own_terms(graph) - used - schemes if f"aft:{iri.removeprefix(AFT)}" not in text}
    assert idle == set()


def test_every_statement_and_reference_is_whole() -> None:
    """The shapes in shapes/data.ttl find nothing wrong in the evidence."""
    graph = build(assets())
    assert failures((*graph.evidence, *graph.sources), graph.shapes) == {}


def _some(graph: Graph) -> list[Triple]:
    """A part of the evidence that is whole in itself: a hundred statements, among them additions, and their places."""
    added = [t.subject for t in graph.evidence if t.predicate.value == f"{AFT}indfoertAf"][:20]
    chosen = {*added, *(t.subject for t in graph.evidence[:2000:25])}
    places = {t.object for t in graph.evidence if t.subject in chosen}
    evidence = [t for t in graph.evidence if t.subject in chosen]
    return [*evidence, *(t for t in graph.sources if t.subject in places)]


def test_the_part_of_the_evidence_is_whole() -> None:
    """What the next test takes something out of has nothing wrong by itself."""
    graph = build(assets())
    assert len(_some(graph)) > 500
    assert failures(_some(graph), graph.shapes) == {}


@pytest.mark.parametrize(
    ("predicate", "shape"),
    [
        ("grundlag", "udsagn-grundlag"), ("kildehenvisning", "udsagn"), ("iDokument", "kildehenvisning-dokument"),
        ("fingeraftryk", "kildehenvisning-fingeraftryk"), ("indfoertAf", "udsagn"),
    ],
)  # fmt: skip
def test_evidence_with_a_part_taken_out_is_found(predicate: str, shape: str) -> None:
    """A statement without ground or source, an addition without role, a reference without document or fingerprint."""
    graph = build(assets())
    kept = [t for t in _some(graph) if t.predicate.value != AFT + predicate]
    found = {failure.shape.removeprefix(f"{BASE}shapes#") for failure in failures(kept, graph.shapes)}
    assert shape in found


def test_every_shape_has_an_iri_a_severity_and_two_languages() -> None:
    """Texts are looked up by shape IRI, so each named shape of a rule must carry them."""
    graph = build(assets())
    shapes = {
        t.subject.value
        for t in graph.shapes
        if isinstance(t.subject, NamedNode) and t.predicate.value.endswith("#type")
    }
    assert len(shapes) > 40
    constraints = {
        t.subject.value
        for t in graph.shapes
        if isinstance(t.subject, NamedNode) and t.object == NamedNode(f"{SH}SPARQLConstraint")
    }
    for name in ("severity", "message"):
        having = {
            t.subject.value
            for t in graph.shapes
            if t.predicate.value.endswith(f"shacl#{name}") and isinstance(t.subject, NamedNode)
        }
        assert shapes - having <= (constraints if name == "severity" else set()), name
    languages: dict[str, set[str]] = {}
    for t in graph.shapes:
        if t.predicate.value.endswith("shacl#message") and isinstance(t.subject, NamedNode):
            languages.setdefault(t.subject.value, set()).add(getattr(t.object, "language", ""))
    assert all(found == {"da", "en"} for found in languages.values())
