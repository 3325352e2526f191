"""The made-up nation that the benchmark measures: the same each time, in the form that the build gives the graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.nation import default_graph, iri, world

from aftalegraf.chains import chains
from aftalegraf.coupling import STATUSES, coupling
from aftalegraf.coverage import provisions
from aftalegraf.crosstab import NAMES, OF_AGREEMENTS, crosstab, sources
from aftalegraf.differences import CHANGED, differences
from aftalegraf.trace import agreements
from aftalegraf.world import World

TRIPLES = 60_000


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, int]:
    """A small nation, and how many triples its lines have."""
    return world(TRIPLES, tmp_path_factory.mktemp("nation"))


def number(world: World, pattern: str) -> int:
    """How many answers a pattern has."""
    (row,) = world.store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}").rows
    return int(row[0].value) if row[0] else 0


def test_it_is_as_large_as_asked_and_the_same_each_time(nation: tuple[World, int], tmp_path: Path) -> None:
    """It ends with the agreement that fills it; a second one is equal, quad by quad."""
    found, size = nation
    assert TRIPLES <= size < TRIPLES + 15_000
    again, _ = world(TRIPLES, tmp_path)
    assert set(again.store.quads()) == set(found.store.quads())
    assert set(default_graph(TRIPLES)) == set(found.store.graph(None))


def test_each_statement_stands_in_the_graphs_that_the_build_puts_it_in(nation: tuple[World, int]) -> None:
    """Once in the default graph, but for what is contested or only added; the added in graf:alt."""
    found, _ = nation
    said = "?u rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; aft:grundlag"
    plain = "FILTER NOT EXISTS { ?u aft:modsigesAf ?k }"
    for ground in ("fremgaar", "udledt", "redaktionel"):
        stated = number(found, f"{said} aft:{ground} {plain}")
        assert stated > 100
        assert stated == number(found, f"{said} aft:{ground} {plain} GRAPH graf:alt {{ ?s ?p ?o }}")
    assert number(found, f"{said} aft:redaktionel {plain} FILTER NOT EXISTS {{ ?s ?p ?o }}") > 100
    assert number(found, "?u aft:modsigesAf ?k") > 10


def test_every_status_a_chain_can_have_and_every_table_has_something_to_tell(nation: tuple[World, int]) -> None:
    """Without a day and exemptions five statuses; no table is empty."""
    found, _ = nation
    known, every = sources(found, provisions(found)), [node.iri for node in agreements(found)]
    statuses = {item.status for one in every for item in coupling(chains(found), one, "udledt").items}
    assert statuses == {STATUSES[n] for n in (0, 1, 2, 3, 7)}
    for name in NAMES:
        table = crosstab(known, name, every if name in OF_AGREEMENTS else (), "redaktionel")
        assert min(len(table.rows), len(table.columns), len(table.cells)) > 5, name


def test_the_second_version_has_one_statement_of_a_hundred_changed(nation: tuple[World, int]) -> None:
    """Some changed, some gone, some new; all the rest is the same."""
    found, _ = nation
    told = differences(default_graph(TRIPLES), default_graph(TRIPLES, 100))
    statements = number(found, "?u a aft:Udsagn")
    assert statements / 400 < len(told.things) < statements / 50
    assert {each.state for each in told.things} == {CHANGED}
    assert any(change.before and not change.after for each in told.things for change in each.changes)
    assert any(change.after and not change.before for each in told.things for change in each.changes)


def test_an_agreement_has_about_as_many_things_as_a_real_one(nation: tuple[World, int]) -> None:
    """Midtjylland's chain has 36 things, Syddanmark's 21; the made-up ones some more, for they are whole."""
    found, _ = nation
    sizes = [len(coupling(chains(found), iri("Sundhedsaftale", n), "udledt").items) for n in range(2)]
    assert all(30 < size < 150 for size in sizes)
