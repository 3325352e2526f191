"""What is read once of all chains: at each ground the links, the nearest ways to a goal, what has nothing above it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from aftalegraf import chains as module
from aftalegraf.chains import COINCIDES, GOAL, Chains, chain, chains, in_order, kind_of
from aftalegraf.coupling import LINKED, coupling
from aftalegraf.namespaces import ID
from aftalegraf.trace import agreements
from aftalegraf.ways import Links, linked, ways
from aftalegraf.world import World
from tests.chain_worlds import AGREEMENT, GROUNDS, Triple, chain_worlds, world_of

MIDT, SYD = (f"{ID}sundhedsaftale/agr-{name}" for name in ("midt-2019-2023", "syd-2024-2027"))


@pytest.fixture(scope="module")
def known(world: World) -> Chains:
    """The chains of the project's own data."""
    return chains(world)


def test_a_ground_has_the_links_of_those_before_it(known: Chains) -> None:
    """Each level holds all of the one before; three coincidences with a national indicator are our reading."""
    pairs = [{(one.source, one.target, one.kind) for each in known.at(ground).ahead.values() for one in each}
             for ground in GROUNDS]  # fmt: skip
    assert pairs[0] < pairs[1] < pairs[2]
    assert sum(one.kind == COINCIDES for each in known.at("udledt").steps.values() for one in each) == 4


def test_things_stand_in_the_order_of_the_documents(known: Chains) -> None:
    """000 before 002, and each by its line; what has no place comes first."""
    found = in_order(
        known, [*chain(known, SYD, "udledt").columns[1], *chain(known, MIDT, "udledt").columns[1], "urn:x"]
    )
    places = [known.order[iri][:2] for iri in found[1:]]
    assert (found[0], places) == ("urn:x", sorted(places))
    assert len(places) == 12


def test_the_network_is_made_once_for_a_ground_and_not_for_each_agreement(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten agreements at two grounds: two networks."""
    made: list[int] = []

    def counted(pairs: dict[tuple[str, str], object]) -> Links:
        made.append(len(pairs))
        return linked(pairs)

    monkeypatch.setattr(module, "linked", counted)
    read, every = chains(world), [node.iri for node in agreements(world)]
    found = [coupling(read, iri, ground) for ground in GROUNDS[1:] for iri in every]
    assert (len(every), len(found), len(made)) == (10, 20, 2)


@settings(max_examples=50, derandomize=True, deadline=None)
@given(chain_worlds())
def test_the_nearest_way_is_as_short_as_the_shortest_of_all(said: list[tuple[Triple, str]]) -> None:
    """On random chains, at every ground: of each thing, against all the ways that there are from it to any goal."""
    read = chains(world_of(said))
    for ground in GROUNDS:
        level = read.at(ground)
        links = linked((one.source, one.target) for each in level.steps.values() for one in each)
        goals = [iri for iri in links if kind_of(read, iri) == GOAL]
        lengths = {
            iri: min((len(way) - 1 for goal in goals for way in ways(links, iri, goal)), default=0)
            for iri in links if iri not in goals
        }  # fmt: skip
        assert {iri: len(way) for iri, way in level.nearest.items()} == {iri: n for iri, n in lengths.items() if n}
        for iri, way in level.nearest.items():
            assert [iri, *(one.target for one in way[:-1])] == [one.source for one in way]
            assert kind_of(read, way[-1].target) == GOAL


@settings(max_examples=50, derandomize=True, deadline=None)
@given(chain_worlds())
def test_what_has_nothing_above_it_is_what_sparql_finds(said: list[tuple[Triple, str]]) -> None:
    """Objectives and indicators that no area or objective has; of these none stands in a chain but by itself."""
    world = world_of([(triple, "fremgaar") for triple, _ in said])
    read = chains(world)
    rows = world.store.select("""SELECT DISTINCT ?x WHERE { VALUES ?c { aft:Maalsaetning aft:Indikator } ?x a ?c
        FILTER NOT EXISTS { ?y aft:harMaalsaetning|aft:harIndikator ?x } }""").rows
    assert read.at("fremgaar").alone == {x.value for (x,) in rows if x}


@settings(max_examples=50, derandomize=True, deadline=None)
@given(chain_worlds())
def test_a_second_agreement_changes_nothing_of_the_first(said: list[tuple[Triple, str]]) -> None:
    """One that shares its national indicators and goals, but no thing of its own: each thing keeps status and ways."""
    own = ("sundhedsaftale", "indsatsomraade", "maalsaetning", "indikator")

    def twin(iri: str) -> str:
        kind, _, name = iri.removeprefix(ID).partition("/")
        return f"{ID}{kind}/{name}-2" if kind in own else iri

    second = [((twin(s), p, twin(o)), ground) for (s, p, o), ground in said if twin(s) != s]
    alone, among = chains(world_of(said)), chains(world_of([*said, *second]))
    for ground in GROUNDS:
        first, both = (coupling(read, AGREEMENT, ground) for read in (alone, among))
        assert [(i.iri, i.status, i.near.status, len(i.deep.links)) for i in first.items] == [
            (i.iri, i.status, i.near.status, len(i.deep.links)) for i in both.items
        ]
        assert first.rounds == both.rounds
        assert [i.deep.stops for i in first.items] == [i.deep.stops for i in both.items]
        twins = coupling(among, f"{AGREEMENT}-2", ground).items
        assert sum(i.deep.status == LINKED for i in twins) == sum(i.deep.status == LINKED for i in first.items)
