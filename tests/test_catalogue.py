"""The description of the dataset: true to the store, and in the form that Danish catalogues ask for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from aftalegraf.catalogue import PROJECT, catalogue
from aftalegraf.contents import DUMPS, Counts, counts, dump
from aftalegraf.namespaces import AFT, DCAT, DCAT_DK, DCT, FOAF, ID, RDF, VOID, described
from aftalegraf.rdf import Literal, NamedNode, Triple, read
from aftalegraf.validation import Finding, findings
from aftalegraf.world import World, open_world
from tests.conftest import CASES, SHARED

BASE = "https://aftaler.example.dk"
DATASET = described("dataset")
SHAPES = ("dcat-ap-dk_2.0.2_shacl_shapes.ttl", "dcat-ap-dk_2.0.2_shacl_shapes-strict.ttl")


@pytest.fixture
def found(world: World) -> Counts:
    """What the project's own data hold."""
    return counts(world)


@pytest.fixture
def about(found: Counts) -> tuple[Triple, ...]:
    """The description of the project's own data."""
    return catalogue(found, BASE)


def values(triples: Iterable[Triple], subject: str, predicate: str) -> list[str]:
    """The values of a property as text."""
    me, property_ = NamedNode(subject), NamedNode(predicate)
    found = [t.object for t in triples if (t.subject, t.predicate) == (me, property_)]
    return sorted(o.value for o in found if isinstance(o, NamedNode | Literal))


def judged(triples: Iterable[Triple], name: str) -> tuple[Finding, ...]:
    """What the shapes of Digitaliseringsstyrelsen say of a description, with the terms of others typed."""
    path = SHARED / "standards" / name
    if not path.is_file():
        pytest.skip(
            f"the shapes of DCAT-AP-DK are not beside the checkout (../shared/standards/{name}); nothing was proved"
        )
    shapes = [quad.triple for quad in read(path)]
    assert len(shapes) > 1500
    stub = [quad.triple for quad in read(CASES / "dcat-stub.ttl")]
    return findings([*triples, *stub], shapes)


@pytest.mark.parametrize("name", SHAPES)
def test_the_description_conforms_to_dcat_ap_dk(about: tuple[Triple, ...], name: str) -> None:
    """No finding of any severity by the shapes of version 2.0.2, lenient and strict."""
    assert judged(about, name) == ()


@pytest.mark.parametrize(
    ("subject", "predicate"),
    [
        (described("catalog"), f"{DCT}title"),
        (described("catalog"), f"{DCT}description"),
        (described("catalog"), f"{DCAT}dataset"),
        (described("catalog"), f"{DCT}publisher"),
        (described("record"), f"{FOAF}primaryTopic"),
        (described("record"), f"{DCT}modified"),
        (DATASET, f"{DCT}title"),
        (DATASET, f"{DCT}description"),
        (described("ttl"), f"{DCAT}accessURL"),
        (described("sparql"), f"{DCAT}endpointURL"),
        (described("sparql"), f"{DCT}title"),
        (PROJECT, f"{FOAF}name"),
    ],
)
def test_a_mandatory_property_that_is_missing_is_found(about: tuple[Triple, ...], subject: str, predicate: str) -> None:
    """Each that DCAT-AP-DK asks for, taken out of the description; the shapes must be able to say no."""
    assert values(about, subject, predicate)
    lacking = [t for t in about if (t.subject, t.predicate) != (NamedNode(subject), NamedNode(predicate))]
    said = judged(lacking, SHAPES[0])
    assert {(f.severity, f.focus, f.path) for f in said} >= {("Violation", subject, predicate)}


def test_a_wrong_value_is_found(about: tuple[Triple, ...]) -> None:
    """A date that is a text, a language that is no code of the EU."""
    spoiled = [
        *(t for t in about if t.predicate.value != f"{DCT}language"),
        Triple(NamedNode(described("ttl")), NamedNode(f"{DCT}language"), NamedNode("https://example.dk/dansk")),
        Triple(NamedNode(described("ttl")), NamedNode(f"{DCT}issued"), Literal("i går")),
    ]
    paths = {finding.path for finding in judged(spoiled, SHAPES[0])}
    assert paths == {f"{DCT}language", f"{DCT}issued"}


def test_the_numbers_are_those_of_the_store(world: World, about: tuple[Triple, ...]) -> None:
    """Triples, classes and properties of the default graph, and the triples of each named graph."""
    default = set(world.store.graph(None))
    assert values(about, DATASET, f"{VOID}triples") == [str(len(default))]
    assert values(about, DATASET, f"{VOID}properties") == [str(len({t.predicate for t in default}))]
    assert values(about, DATASET, f"{VOID}distinctSubjects") == [str(len({t.subject for t in default}))]
    assert values(about, DATASET, f"{VOID}distinctObjects") == [str(len({t.object for t in default}))]
    typed = {t.object for t in default if t.predicate.value == f"{RDF}type"}
    assert values(about, DATASET, f"{VOID}classes") == [str(len(typed))]
    for name in world.store.names():
        assert values(about, name, f"{VOID}triples") == [str(len(world.store.graph(name)))]


def test_each_class_and_property_has_its_partition(world: World, about: tuple[Triple, ...]) -> None:
    """With the count that a question would give."""
    cell = world.store.select("SELECT (COUNT(*) AS ?n) WHERE { ?x a aft:Vision }").rows[0][0]
    part = described("class-aft-Vision")
    assert part in values(about, DATASET, f"{VOID}classPartition")
    assert values(about, part, f"{VOID}class") == [f"{AFT}Vision"]
    assert values(about, part, f"{VOID}entities") == [cell.value if cell else ""]
    part = described("property-aft-harVision")
    assert part in values(about, DATASET, f"{VOID}propertyPartition")
    cell = world.store.select("SELECT (COUNT(*) AS ?n) WHERE { ?a aft:harVision ?x }").rows[0][0]
    assert values(about, part, f"{VOID}triples") == [cell.value if cell else ""]


def test_another_store_gives_other_numbers(files: Path, found: Counts) -> None:
    """One more vision is one more entity; nothing is written down by hand."""
    path = files / "data/midtjylland-2019-2023/things.csv"
    row = "vis-ny,aft:Vision,Ny vision,fremgaar,000-l5,,,,\n"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    more = counts(open_world(files))
    assert more.classes[f"{AFT}Vision"] == found.classes[f"{AFT}Vision"] + 1
    assert more.triples > found.triples


def test_the_dates_come_from_the_data(files: Path, found: Counts) -> None:
    """The latest addition of the editors, or the ontology's own date; the years of the agreements."""
    assert (found.issued, found.modified) == ("2026-11-22", "2026-11-22")
    assert found.first <= "2019"
    assert found.last >= "2023"
    path = files / "data/midtjylland-2019-2023/statements.csv"
    row = "vis-midt-lighed,skos:editorialNote,ny,redaktionel,,prøve,,,,2027-01-02,,\n"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    assert counts(open_world(files)).modified == "2027-01-02"


def test_the_description_says_what_a_reader_must_know(about: tuple[Triple, ...]) -> None:
    """Unofficial, undated draft, no person, no e-mail; free, about Denmark and about health."""
    text = " ".join(values(about, DATASET, f"{DCT}description"))
    for words in ("Uofficielt værktøj", "ingen myndighed", "udateret udkast", "Unofficial tool", "undated draft"):
        assert words in text
    assert values(about, DATASET, f"{DCAT_DK}paymentImposedContents") == ["false"]
    assert values(about, DATASET, f"{DCT}spatial")[0].endswith("/DNK")
    assert values(about, DATASET, f"{DCAT}theme")[0].endswith("/HEAL")
    assert not [t for t in about if "mailto:" in str(t.object) or "Person" in str(t.object)]


def test_addresses_are_the_hosts_own_and_names_are_lasting(found: Counts) -> None:
    """Two hosts describe the same things, each with its own files and endpoint."""
    here, there = set(catalogue(found, BASE)), set(catalogue(found, "http://127.0.0.1:8000"))
    assert {t.subject for t in here if BASE not in str(t.subject)} == {
        t.subject for t in there if "127.0.0.1" not in str(t.subject)
    }
    assert values(here, DATASET, f"{VOID}sparqlEndpoint") == [f"{BASE}/sparql"]
    assert values(there, DATASET, f"{VOID}dataDump") == [
        f"http://127.0.0.1:8000/data/aftalegraf.{ending}" for ending in ("nq", "trig", "ttl")
    ]


def test_a_server_without_sparql_does_not_offer_it(found: Counts) -> None:
    """Neither in VoID nor in DCAT."""
    text = str(catalogue(found, BASE, sparql=False))
    assert "sparqlEndpoint" not in text
    assert "DataService" not in text


def test_the_examples_are_things_of_the_graph(world: World, found: Counts) -> None:
    """An agreement, an objective, an indicator and a national goal."""
    assert len(found.examples) == 4
    assert all(iri.startswith(ID) and iri in world.labels for iri in found.examples)


def test_every_named_graph_is_described_in_two_languages(found: Counts) -> None:
    """In data/graphs.ttl."""
    assert len(found.subsets) >= 7
    assert [subset.iri for subset in found.subsets if set(subset.description) != {"da", "en"}] == []


@pytest.mark.parametrize("wanted", DUMPS, ids=lambda wanted: wanted.ending)
def test_a_file_holds_the_whole_dataset(world: World, tmp_path: Path, wanted: object) -> None:
    """N-Quads every graph, the others the default graph; the same bytes twice."""
    assert wanted in DUMPS
    one = next(d for d in DUMPS if d is wanted)
    path = tmp_path / f"all.{one.ending}"
    path.write_bytes(dump(world, one))
    quads = set(read(path))
    every = set(world.store.quads())
    if one.ending in ("nq", "trig"):
        assert quads == every
    else:
        assert {q.triple for q in quads} == {q.triple for q in every if str(q.graph_name) == "DEFAULT"}
    assert dump(world, one) == path.read_bytes()
