"""Readers see every term of the ontology once."""

from __future__ import annotations

from aftalegraf.namespaces import AFT, OWL, RDF, SKOS
from aftalegraf.rdf import NamedNode
from aftalegraf.terms import vocabulary
from aftalegraf.world import World


def declared(world: World, *kinds: str) -> set[str]:
    """The terms of ours that the ontology declares as one of the kinds."""
    return {
        t.subject.value
        for t in world.graph.ontology
        if t.predicate.value == f"{RDF}type"
        and isinstance(t.object, NamedNode)
        and t.object.value in kinds
        and isinstance(t.subject, NamedNode)
        and t.subject.value.startswith(AFT)
    }


def test_every_term_is_listed_once(world: World) -> None:
    """Classes, properties, code lists and the codes in them."""
    found = vocabulary(world.graph.ontology)
    assert {term.iri for term in found.classes} == declared(world, f"{OWL}Class")
    assert {term.iri for term in found.properties} == declared(world, f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty")
    codes = [term.iri for terms in found.codes.values() for term in terms]
    assert set(codes) == declared(world, f"{SKOS}Concept")
    assert len(codes) == len(set(codes)) == 38
    assert len(found.lists) == 11


def test_every_term_has_a_label_and_a_definition_in_both_languages(world: World) -> None:
    """No term is shown without."""
    for term in vocabulary(world.graph.ontology).all():
        assert set(term.label) >= {"da", "en"}, term.name
        assert set(term.definition) >= {"da", "en"}, term.name
