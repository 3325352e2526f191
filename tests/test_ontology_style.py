"""The house style of the ontology: one small ontology keeps every rule, and one changed line breaks one rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftalegraf import __version__
from aftalegraf.assets import assets
from aftalegraf.graph import build
from aftalegraf.namespaces import BASE, DCT, ID, ONTOLOGY, OWL, RDF
from aftalegraf.rdf import Literal, NamedNode, Triple, read
from aftalegraf.validation import Finding, findings
from tests.conftest import CASES

STYLE = "shapes/ontologi.ttl"
PLAN = "aft:Plan a owl:Class ;"
HAS_PART = "aft:harDel a owl:ObjectProperty ;"
DEFINED = "  rdfs:isDefinedBy <https://w3id.org/aftalegraf/ns> ;\n"
DEFINITION_DA = '"dokument, der siger, hvad der skal ske"@da'
DEFINITION_EN = '"document that tells what is to happen"@en'
CASES_OF_STYLE: list[tuple[str, str, str]] = [
    ("ontologi-titel", '"ontology"@en', '"ontology"@de'),
    ("ontologi-titel", '"ontologi"@da , ', ""),
    ("ontologi-beskrivelse", ', "words on trial"@en', ""),
    ("ontologi-ansvarlig", "dct:creator <https://w3id.org/aftalegraf/id/agent/aftalegraf>", 'dct:creator "nogen"'),
    ("ontologi-udgiver", "  dct:publisher <https://w3id.org/aftalegraf/id/agent/aftalegraf> ;\n", ""),
    ("ontologi-licens", "publicdomain/zero/1.0/", "licenses/by/4.0/"),
    ("ontologi-udgivet", '"2026-11-22"^^xsd:date', '"22. november"'),
    ("ontologi-aendret", '  dct:modified "2026-11-23"^^xsd:date ;\n', ""),
    ("ontologi-version", "ns/0.1.0>", "ns/ny>"),
    ("ontologi-versionsnummer", 'owl:versionInfo "0.1.0"', 'owl:versionInfo "ny"'),
    ("ontologi-praefiks", 'Prefix "aft"', 'Prefix "afg"'),
    ("ontologi-navnerum", '"https://w3id.org/aftalegraf/ns#"', '"https://w3id.org/aftalegraf/ns"'),
    ("ontologi-status", "status/UnderDevelopment", "status/Nice"),
    ("ontologi-godkendelse", "voag:hasApprovalStatus", "voag:isApprovedBy"),
    ("ontologi-emne", "  dcat:theme <http://publications.europa.eu/resource/authority/data-theme/HEAL> ;\n", ""),
    ("ontologi-sprog", "lang:DAN , lang:ENG", "lang:DAN"),
    ("term", "aft:roed a", "<http://w3id.org/aftalegraf/ns#roed> a"),
    ("term", "aft:roed a", "<https://w3id.org/aftalegraf/ns#rød> a"),
    ("term", "aft:roed a", "<https://w3id.org/aftalegraf/ns#roed_farve> a"),
    ("term-belongs", "aft:roed a skos:Concept ;\n" + DEFINED, "aft:roed a skos:Concept ;\n"),
    ("term-ontology", PLAN + "\n" + DEFINED, PLAN + "\n"),
    ("term-source", "  dct:source <https://w3id.org/aftalegraf/id/dokument/doc-000> ;\n", ""),
    ("term-source", "dct:source <https://w3id.org/aftalegraf/id/dokument/doc-000>", 'dct:source "høringsudkastet"'),
    ("term-example", '  skos:example "praksisplanen"@da ;\n', ""),
    ("term-label", '"plan"@da ,', '"plan"@da , "planen"@da ,'),
    ("term-label-da", '"plan"@da', '"Plan"@da'),
    ("term-label-en", '"red"@en', '"Red"@en'),
    ("term-label-words", '"har del"@da', '"har_del"@da'),
    ("term-label-words", '"has part"@en', '"hasPart"@en'),
    ("term-definition-da", DEFINITION_DA, '"dokument, der siger, hvad der skal ske."@da'),
    ("term-definition-da", '"ser ud som blod"@da , ', ""),
    ("term-definition-en", DEFINITION_EN, '"Document that tells what is to happen"@en'),
    ("term-definition-words", DEFINITION_DA, '"dokument, der typisk siger, hvad der skal ske"@da'),
    ("term-definition-words", DEFINITION_DA, '"tekst om mål, tidsfrister osv"@da'),
    ("term-definition-words", DEFINITION_EN, '"document that normally tells what is to happen"@en'),
    ("term-definition-words", DEFINITION_EN, '"not a wish but a decision"@en'),
    ("term-definition-sentence", DEFINITION_DA, '"dokument om fremtiden. Det siger, hvad der skal ske"@da'),
    ("term-circular", DEFINITION_DA, '"plan, der siger, hvad der skal ske"@da'),
    ("term-circular", DEFINITION_EN, '"a plan of action that is written down"@en'),
    ("term-known", "rdfs:range aft:Plan", "rdfs:range aft:Planen"),
    ("term-known", "rdfs:domain aft:Plan", "rdfs:domain aft:FarveKode"),
    ("term-once", '"har del"@da , "has part"@en .', '"har del"@da , "has part"@en . aft:del a owl:ObjectProperty ; skos:prefLabel "har del"@da .'),  # noqa: E501
    ("class", PLAN, "aft:Plan a skos:ConceptScheme . aft:plan a owl:Class ;"),
    ("class-singular", '"plan of action"@en', '"plans of action"@en'),
    ("class-singular", '"plan"@da', '"planerne"@da'),
    ("property", HAS_PART, "aft:HarDel a owl:ObjectProperty ;"),
    ("property-domain", "rdfs:domain aft:Plan", "rdfs:domain aft:Plan , skos:Concept"),
    ("property-range", "rdfs:range aft:Plan", "rdfs:range aft:Plan , skos:Concept"),
    ("property-any-range", "  rdfs:range aft:Plan ;\n", ""),
    ("property-any-range", "rdfs:range aft:Plan", 'skos:editorialNote "uden værdimængde: alt kan være en del"@da'),
    ("code-scheme", "  skos:inScheme aft:FarveKode ;\n", ""),
    ("code-scheme", "skos:inScheme aft:FarveKode", "skos:inScheme aft:FarveKode , aft:Plan"),
    ("code-scheme", "skos:inScheme aft:FarveKode", "skos:inScheme aft:Plan"),
]  # fmt: skip
WARNINGS = [("class-law", "  mdl:legalSource <https://www.retsinformation.dk/eli/lta/2025/275> ;\n", "")]


def style() -> tuple[Triple, ...]:
    """The shapes of the house style."""
    return tuple(quad.triple for quad in read(assets().root / STYLE))


def found(text: str, folder: Path) -> tuple[Finding, ...]:
    """What the house style says of an ontology."""
    path = folder / "ontology.ttl"
    path.write_text(text, encoding="utf-8")
    return findings((quad.triple for quad in read(path)), style())


def names(said: tuple[Finding, ...], severity: str = "Violation") -> set[str]:
    """The shapes that found something, by the ends of their IRIs."""
    return {finding.shape.removeprefix(f"{BASE}shapes#") for finding in said if finding.severity == severity}


def good() -> str:
    """The small ontology that keeps every rule."""
    return (CASES / "ontology.ttl").read_text(encoding="utf-8")


def test_the_small_ontology_keeps_every_rule(tmp_path: Path) -> None:
    """Neither a violation nor a warning: what the cases below find is their own doing."""
    assert found(good(), tmp_path) == ()


@pytest.mark.parametrize(("shape", "old", "new"), CASES_OF_STYLE)
def test_one_broken_rule_is_found(tmp_path: Path, shape: str, old: str, new: str) -> None:
    """Each rule of the house style has a line that breaks it."""
    assert good().count(old) == 1, old
    assert shape in names(found(good().replace(old, new), tmp_path))


@pytest.mark.parametrize(("shape", "old", "new"), WARNINGS)
def test_a_missing_legal_source_is_a_warning(tmp_path: Path, shape: str, old: str, new: str) -> None:
    """A concept of the guidance without a legal source is worth a look, and no breach of the style."""
    said = found(good().replace(old, new), tmp_path)
    assert names(said, "Warning") == {shape}
    assert names(said) == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "  rdfs:range aft:Plan ;\n",
            '  skos:editorialNote "alt kan være en del"@da , "anything may be a part"@en ;\n',
        ),
        ('"plan of action"@en', '"basis of decisions"@en'),
        (DEFINITION_DA, '"dokument om en plan, talt fra 1 og højst 2 pr. år"@da'),
        (DEFINITION_DA, '"planmæssig beskrivelse af, hvad der ofte skal ske"@da'),
    ],
)
def test_what_the_style_allows_is_let_pass(tmp_path: Path, old: str, new: str) -> None:
    """A reason instead of a range, a singular that ends in s, an abbreviation, a word that begins like the term."""
    assert good().count(old) == 1
    assert found(good().replace(old, new), tmp_path) == ()


def test_every_rule_of_the_style_has_a_case() -> None:
    """Each shape that can find something is broken by a case, here or in test_ontology.py."""
    shapes = {
        t.subject.value.removeprefix(f"{BASE}shapes#")
        for t in style()
        if isinstance(t.subject, NamedNode) and t.predicate.value == f"{RDF}type"
    }
    groups = {"ontologi", "exemplified"}
    assert len(shapes) > 35
    assert shapes - groups == {shape for shape, _, _ in (*CASES_OF_STYLE, *WARNINGS)}


def test_the_ontology_has_no_violation_and_only_warnings_of_missing_legal_sources() -> None:
    """The guidance cites no law for some of its concepts; whoever adds one looks."""
    graph = build(assets())
    said = findings(graph.ontology, graph.shapes)
    assert names(said) == set()
    assert names(said, "Warning") <= {"class-law"}
    assert {finding.severity for finding in said} <= {"Warning"}


def test_the_version_of_the_ontology_is_that_of_the_package() -> None:
    """One number: in the code, in owl:versionInfo and at the end of the version IRI."""
    about = {(t.predicate.value, _text(t)) for t in build(assets()).ontology if _is(t, ONTOLOGY)}
    assert (f"{OWL}versionInfo", __version__) in about
    assert (f"{OWL}versionIRI", f"{ONTOLOGY}/{__version__}") in about
    dates = {name: text for name, text in about if name in (f"{DCT}issued", f"{DCT}modified")}
    assert dates[f"{DCT}issued"] <= dates[f"{DCT}modified"]


def test_a_legal_source_of_a_term_is_a_law_with_its_place() -> None:
    """An ELI address of the act goes with the section as a node of ours, and each such node is known to the graph."""
    graph = build(assets())
    acts = {t.subject: _text(t) for t in graph.ontology if t.predicate.value.endswith("modelling#legalSource")}
    places = {t.subject: _text(t) for t in graph.ontology if t.predicate.value.endswith("m8g/hasLegalResource")}
    ours = {subject for subject in acts if not _is_node(subject, ONTOLOGY)}
    assert len(ours) >= 8
    assert ours == set(places)
    assert {act.rpartition("/")[0] for act in acts.values()} <= {
        f"https://www.retsinformation.dk/eli/lta/{year}" for year in (2022, 2025)
    }
    known = {t.subject.value for t in (*graph.ontology, *graph.everything) if isinstance(t.subject, NamedNode)}
    assert {place for place in places.values() if place.startswith(ID)} == set(places.values()) <= known


def _is(triple: Triple, iri: str) -> bool:
    return _is_node(triple.subject, iri)


def _is_node(node: object, iri: str) -> bool:
    return isinstance(node, NamedNode) and node.value == iri


def _text(triple: Triple) -> str:
    return triple.object.value if isinstance(triple.object, NamedNode | Literal) else ""
