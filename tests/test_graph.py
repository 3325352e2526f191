"""How a ground is written, and that the same files give the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from aftalegraf.assets import Assets, assets
from aftalegraf.graph import ALL, ONTOLOGY, STATED, build
from aftalegraf.namespaces import AFT, ID, RDF
from aftalegraf.rdf import write, write_quads
from aftalegraf.store import Store
from aftalegraf.world import World

ALMEN_PRAKSIS = f"<{ID}aktoer/act-almen-praksis>"
AGREEMENT = f"<{ID}sundhedsaftale/agr-midt-2019-2023>"


def count(world: World, query: str) -> int:
    """The single number that a query answers."""
    (row,) = world.store.select(query).rows
    assert row[0] is not None
    return int(row[0].value)


def test_a_triple_with_two_sources_counts_one(world: World) -> None:
    """The 19 municipalities are counted twice in 000 and once on the slides: three statements, one triple."""
    number = f"<{ID}kommunegruppe/act-kommuner-midt> aft:antalMedlemmer 19"
    assert count(world, f"SELECT (COUNT(*) AS ?n) {{ {number} }}") == 1
    assert count(world, f"SELECT (COUNT(*) AS ?n) FROM <{STATED}> {{ {number} }}") == 1
    assert count(world, f"SELECT (COUNT(*) AS ?n) FROM <{ALL}> {{ {number} }}") == 1
    subject = f"rdf:subject <{ID}kommunegruppe/act-kommuner-midt> ; rdf:predicate aft:antalMedlemmer"
    assert count(world, f"SELECT (COUNT(?u) AS ?n) {{ ?u {subject} }}") == 3


def test_a_plain_select_finds_what_is_stated_and_what_is_read(world: World) -> None:
    """Ten indicators are stated; eight parts of objectives are our reading."""
    assert count(world, "SELECT (COUNT(*) AS ?n) { ?x a aft:Indikator }") == 10
    assert count(world, "SELECT (COUNT(*) AS ?n) { ?x a aft:MaalsaetningsLed }") == 8


def test_from_switches_the_ground(world: World) -> None:
    """FROM graf:fremgaar leaves our reading out; FROM graf:alt takes in the placements that are not verified."""
    part, placed = "?x a aft:MaalsaetningsLed", "?x a aft:Indplacering"
    assert count(world, f"SELECT (COUNT(*) AS ?n) FROM <{STATED}> {{ {part} }}") == 0
    assert count(world, f"SELECT (COUNT(*) AS ?n) {{ {placed} }}") == 4
    assert count(world, f"SELECT (COUNT(*) AS ?n) FROM <{ALL}> {{ {part} }}") == 8
    assert count(world, f"SELECT (COUNT(*) AS ?n) FROM <{ALL}> {{ {placed} }}") == 39


def test_a_contested_claim_is_never_plain(world: World) -> None:
    """001 says that almen praksis is a party; 000 and 003 say otherwise, so it exists only as a statement."""
    claim = f"{AGREEMENT} aft:harAftalepart {ALMEN_PRAKSIS}"
    assert not world.store.ask(f"ASK {{ {claim} }}")
    assert not world.store.ask(f"ASK FROM <{STATED}> FROM <{ALL}> {{ {claim} }}")
    assert (
        count(
            world,
            f"SELECT (COUNT(?c) AS ?n) {{ ?u rdf:subject {AGREEMENT} ; rdf:predicate aft:harAftalepart ; "
            f"rdf:object {ALMEN_PRAKSIS} ; aft:modsigesAf ?c }}",
        )
        == 2
    )


def test_every_plain_triple_rests_on_a_statement() -> None:
    """Only superclasses are added by the build; all else has an aft:Udsagn."""
    graph = build(assets())
    said = set(
        Store(graph.quads()).triples(
            "CONSTRUCT { ?s ?p ?o } WHERE { ?u rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"
        )
    )
    supers = {t.object for t in graph.ontology if t.predicate.value.endswith("subClassOf")}
    unsaid = [t for t in graph.everything if t not in said]
    assert unsaid
    assert all(t.predicate.value == f"{RDF}type" and t.object in supers for t in unsaid)


def test_the_parts_of_the_default_graph_do_not_overlap() -> None:
    """Oxigraph does not merge FROM graphs: a triple in two of them would count twice."""
    graph = build(assets())
    shown = (graph.everything, graph.observations, graph.evidence, graph.sources, graph.ontology, graph.about)
    parts = [set(part) for part in shown]
    assert sum(len(part) for part in parts) == len(set().union(*parts))


def test_every_graph_states_its_rights(world: World) -> None:
    """Each named graph has a licence of ours or names the documents whose rights hold."""
    graphs = set(world.store.names())
    rows = world.store.select(
        "SELECT DISTINCT ?g { { ?g dct:license ?l } UNION { ?g dct:source/dct:rights ?r } "
        "FILTER(STRSTARTS(STR(?g), STR(graf:))) }"
    )
    assert {row[0].value for row in rows.rows if row[0]} == graphs


def test_the_same_files_give_the_same_bytes_in_any_process_and_order() -> None:
    """Two processes with other hash seeds, one reading the files backwards, write the same N-Quads."""
    code = (
        "import sys; from aftalegraf import assets as a; from aftalegraf.graph import build\n"
        "from aftalegraf.rdf import write_quads\n"
        "old = a.Assets.files\n"
        "if sys.argv[1] == 'back': a.Assets.files = lambda self, f, p: tuple(reversed(old(self, f, p)))\n"
        "sys.stdout.buffer.write(write_quads(build(a.assets()).quads()))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, way],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for way, seed in (("on", "0"), ("back", "1"))
    ]
    assert len(runs[0]) > 100_000
    assert runs[0] == runs[1] == write_quads(build(assets()).quads())


@pytest.mark.parametrize("part", ["everything", "observations", "evidence", "sources", "ontology", "shapes", "about"])
def test_each_part_loads_in_rdflib(part: str) -> None:
    """What pyoxigraph writes, rdflib reads, triple for triple."""
    triples = getattr(build(assets()), part)
    loaded = rdflib.Graph().parse(data=write(triples, "text/turtle"), format="turtle")
    assert len(loaded) == len(triples) > 0


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A folder that is not the project's is refused with its path."""
    with pytest.raises(Exception, match="ontology: the folder is missing"):
        assets(tmp_path)


def test_all_spoiled_turtle_files_are_reported_together(files: Path) -> None:
    """Each file that does not parse is named with its line, and nothing is built."""
    for name in ("ontology/core.ttl", "shapes/kapitel-5.ttl"):
        path = files / name
        path.write_text(path.read_text(encoding="utf-8") + "\nthis is no turtle\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"ontology/core.ttl:\d+: does not parse"):
        build(Assets(files))


def test_terms_used_in_data_are_declared(world: World) -> None:
    """Every aft: property in the data is a term of the ontology."""
    declared = {t.subject.value for t in world.store.graph(ONTOLOGY) if hasattr(t.subject, "value")}
    used = {t.predicate.value for t in world.store.graph(ALL) if t.predicate.value.startswith(AFT)}
    assert used <= declared
