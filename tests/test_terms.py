"""Readers see every term of the ontology once."""

from __future__ import annotations

from aftalegraf.assets import assets
from aftalegraf.graph import ONTOLOGY, files_of_terms
from aftalegraf.namespaces import AFT, OWL, PREFIXES, RDF, SKOS
from aftalegraf.rdf import NamedNode
from aftalegraf.terms import SUBJECTS, Term, Vocabulary, uses, vocabulary
from aftalegraf.world import World


def declared(world: World, *kinds: str) -> set[str]:
    """The terms of ours that the ontology declares as one of the kinds."""
    return {
        t.subject.value
        for t in world.store.graph(ONTOLOGY)
        if t.predicate.value == f"{RDF}type"
        and isinstance(t.object, NamedNode)
        and t.object.value in kinds
        and isinstance(t.subject, NamedNode)
        and t.subject.value.startswith(AFT)
    }


def test_every_term_is_listed_once(world: World) -> None:
    """Classes, properties, code lists and the codes in them."""
    found = vocabulary(world.store.graph(ONTOLOGY))
    assert {term.iri for term in found.classes} == declared(world, f"{OWL}Class")
    assert {term.iri for term in found.properties} == declared(world, f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty")
    codes = [term.iri for terms in found.codes.values() for term in terms]
    assert set(codes) == declared(world, f"{SKOS}Concept")
    assert len(codes) == len(set(codes)) >= 20
    assert len(found.lists) >= 8
    assert [term.name for term in found.structures if not term.name.startswith("komponent")] == ["Maalestruktur"]
    assert len(found.structures) == 13


def test_every_term_has_a_label_and_a_definition_in_both_languages(world: World) -> None:
    """No term is shown without."""
    for term in vocabulary(world.store.graph(ONTOLOGY)).all():
        assert set(term.label) >= {"da", "en"}, term.name
        assert set(term.definition) >= {"da", "en"}, term.name


def whole(world: World) -> Vocabulary:
    """The vocabulary with the files and the use of each term."""
    return vocabulary(world.store.graph(ONTOLOGY), files_of_terms(world.assets), uses(world.store))


def term(world: World, name: str) -> Term:
    """One term by the last part of its IRI."""
    return next(term for term in whole(world).all() if term.name == name)


def test_every_term_stands_under_one_subject(world: World) -> None:
    """The subjects are the files of the ontology, in reading order, and each has a Danish title."""
    found = whole(world)
    listed = [t.iri for s in found.subjects for t in (*s.classes, *s.properties, *s.lists, *s.structures)]
    assert sorted(listed) == sorted(t.iri for t in (*found.classes, *found.properties, *found.lists, *found.structures))
    keys = [subject.key for subject in found.subjects]
    assert keys == [key for key in SUBJECTS if key in keys], "give the new file a title in SUBJECTS"
    assert keys[:2] == ["core", "goals"]
    assert files_of_terms(assets())[f"{AFT}Udsagn"] == "core"


def test_a_term_knows_its_neighbours_and_its_law(world: World) -> None:
    """Above, below, and the section before the act."""
    assert term(world, "Midtvejsstatus").above == (f"{AFT}Opfoelgning",)
    assert {f"{AFT}Midtvejsstatus", f"{AFT}Slutstatus"} <= set(term(world, "Opfoelgning").below)
    assert term(world, "Sundhedsaftale").law == (
        "https://w3id.org/aftalegraf/id/retskilde/law-203-205",
        "https://www.retsinformation.dk/eli/lta/2025/275",
    )


def test_the_use_of_a_term_is_counted_in_the_graph(world: World) -> None:
    """Things of a class, statements with a property, things with a code: as SPARQL counts them."""

    def count(pattern: str) -> int:
        cell = world.store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH graf:alt {{ {pattern} }} }}").rows[0][0]
        return int(cell.value) if cell else 0

    assert term(world, "Vision").used == count("?x a aft:Vision") > 0
    assert term(world, "harIndikator").used == count("?x aft:harIndikator ?y") > 0
    assert term(world, "eksakt").used == count("?x ?p aft:eksakt") > 0
    assert term(world, "haandhaever").used > 0, "the shapes use it"


def test_the_head_of_the_ontology_is_read(world: World) -> None:
    """Version and licence stand on top of the page."""
    head = whole(world).head
    assert head[f"{OWL}versionInfo"] == ("0.1.0",)
    assert head[f"{PREFIXES['vann']}preferredNamespacePrefix"] == ("aft",)
