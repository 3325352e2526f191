"""What depends on what: on the real data, on graphs at random, and against SPARQL."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftalegraf.dependence import Dependence, circles, dependence, dependents
from aftalegraf.graph import ONTOLOGY
from aftalegraf.namespaces import AFT
from aftalegraf.projection import KINDS, Link, at, links
from aftalegraf.rdf import NamedNode
from aftalegraf.search_names import ids
from aftalegraf.world import World
from tests.made_links import thing, world_of

SMALL = settings(max_examples=50, derandomize=True, deadline=None)
NAMES = st.sampled_from("abcdefg")
TOUCHING = ("harRamme", "harDatakilde", "udpegetAf")  # what it leads to touches the thing, and it goes on
PARTS = ("harMaalsaetning", "harIndikator")
GRAPHS = st.lists(st.tuples(NAMES, st.sampled_from((*TOUCHING, *PARTS, "hjemmel", "leverer")), NAMES), max_size=16)


@pytest.fixture(scope="module")
def every(world: World) -> tuple[Link, ...]:
    """Every link of the project's data."""
    return links(world)


def told(world: World, on: Dependence, *names: str) -> dict[str, list[str]]:
    """The ids of what is lost and touched when some things are gone."""
    known = ids(world)
    found = dependents(on, [known[name] for name in names])
    slugs: dict[str, list[str]] = {"lost": [], "touched": []}
    for each in found:
        slugs["lost" if each.lost else "touched"].append(each.iri.rsplit("/", 1)[-1])
    return {key: sorted(each) for key, each in slugs.items()}


def test_a_late_data_source_touches_its_objectives_and_what_is_above(world: World, every: tuple[Link, ...]) -> None:
    """002 L251 and L279-281 list Sundhedsprofilen for four objectives, L287 for the vision; nothing is lost by it."""
    assert told(world, dependence(at(every, "fremgaar")), "ds-sundhedsprofil") == {
        "lost": [],
        "touched": [
            "agr-syd-2024-2027", "obj-syd-aktiv", "obj-syd-alkohol", "obj-syd-tobak", "obj-syd-trivsel-forebyg",
            "vis-syd-leveaar", "vis-syd-trivsel",
        ],
    }  # fmt: skip


def test_an_indicator_takes_its_objective_with_it_only_by_a_touch(world: World, every: tuple[Link, ...]) -> None:
    """000 L143, L261: the indicator, its objective, the focus area and the agreement; each with the way to it."""
    known = ids(world)
    found = dependents(dependence(at(every, "udledt")), [known["ind-midt-genindl-psyk"]])
    assert [(each.iri.rsplit("/", 1)[-1], each.lost, len(each.way)) for each in found] == [
        ("obj-midt-svaer-psyk", False, 1), ("foc-midt-psykiatri", False, 2), ("agr-midt-2019-2023", False, 3),
    ]  # fmt: skip
    assert [place.rsplit("/", 1)[-1] for place in found[0].way[0].places] == ["000-l261"]


def test_a_set_of_goals_takes_those_that_stand_in_no_other(world: World, every: tuple[Link, ...]) -> None:
    """000 L205-233 has eight goals; two of them are read in a later set too, and so are only touched."""
    found = told(world, dependence(at(every, "udledt")), "nationale-maal-2016")
    assert found["lost"] == [
        "ng-effektivt", "ng-forloeb", "ng-hurtig", "ng-inddragelse", "ng-kronikere", "ng-overlevelse",
    ]  # fmt: skip
    assert {"ng-kvalitet", "ng-leveaar", "foc-midt-aeldre"} <= set(found["touched"])


def test_what_has_several_carriers_is_lost_with_the_last(world: World, every: tuple[Link, ...]) -> None:
    """003: provision V1-1 stands on §§ 203-205 and on BEK 1248; without one it is touched, without both lost."""
    on = dependence(at(every, "udledt"))
    assert "V1-1" in told(world, on, "law-bek-1248")["touched"]
    assert "V1-1" in told(world, on, "law-203-205", "law-bek-1248")["lost"]


def test_a_forum_leaves_its_tasks_without_anybody(world: World, every: tuple[Link, ...]) -> None:
    """002 L73, L82, L100-105: eight tasks; L92: four parts of its composition. The agreement it answers for stays."""
    found = told(world, dependence(at(every, "udledt")), "for-ssu-syd")
    tasks = [f"tsk-ssu-{number}" for number in range(1, 9)]
    assert found["lost"] == sorted((*tasks, "mem-ssu-1", "mem-ssu-2", "mem-ssu-3", "mem-ssu-4"))
    assert {"agr-syd-2024-2027", "doc-implementeringsplan-2024-2025"} <= set(found["touched"])


def test_cooperation_agreements_are_not_said_to_end_with_their_agreement(world: World, every: tuple[Link, ...]) -> None:
    """No document tells whether they live on (000 L29 carries earlier ones on): they are touched."""
    found = told(world, dependence(at(every, "udledt")), "agr-midt-2019-2023")
    assert {"sam-midt", "sam-midt-nye"} <= set(found["touched"])
    assert "M0-1" in found["lost"]


def test_a_circle_is_shown_and_not_followed_for_ever(world: World, every: tuple[Link, ...]) -> None:
    """000 L29, L310: the old cooperation agreements, the new ones that supplement them, the agreement of both."""
    on, known = dependence(at(every, "udledt")), ids(world)
    things = [known["sam-midt"], *(each.iri for each in dependents(on, [known["sam-midt"]]))]
    found = [[iri.rsplit("/", 1)[-1] for iri in circle] for circle in circles(on, things)]
    assert found == [["sam-midt", "sam-midt-nye", "agr-midt-2019-2023", "sam-midt"]]


def test_every_kind_is_a_property_of_the_ontology_and_used(world: World, every: tuple[Link, ...]) -> None:
    """A kind that is misspelt would never be found. Each name stands once."""
    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names))
    declared = {t.subject.value for t in world.store.graph(ONTOLOGY) if isinstance(t.subject, NamedNode)}
    ours = {name for kind in KINDS for name in (kind.name, kind.begins, kind.ends, *kind.notes) if name.startswith(AFT)}
    assert ours - declared == set()
    unused = {name.removeprefix(AFT) for name in names} - {link.kind.removeprefix(AFT) for link in every}
    assert unused == {"understoetterNationaltMaal"}  # no document tells it: 000 had a picture, and it is lost


@SMALL
@given(GRAPHS, st.sets(NAMES, min_size=1, max_size=3))
def test_what_is_lost_and_touched_is_a_fixpoint(graph: list[tuple[str, str, str]], gone: set[str]) -> None:
    """The same as by going through all links again and again until nothing is added."""
    found = dependents(dependence(links(world_of(graph))), map(thing, gone))
    lost, touched = _by_hand(set(graph), gone)
    assert {each.iri for each in found if each.lost} == {thing(name) for name in lost - gone}
    assert {each.iri for each in found if not each.lost} == {thing(name) for name in touched - lost}


@SMALL
@given(GRAPHS, NAMES)
def test_every_way_leads_from_what_is_gone_to_the_thing(graph: list[tuple[str, str, str]], gone: str) -> None:
    """Each link of a way hangs on the one before, and the nearest things come first."""
    found = dependents(dependence(links(world_of(graph))), [thing(gone)])
    assert [len(each.way) for each in found] == sorted(len(each.way) for each in found)
    for each in found:
        here = thing(gone)
        for link in each.way:
            assert here in (link.source, link.target)
            here = link.target if link.source == here else link.source
        assert here == each.iri


@SMALL
@given(st.lists(st.tuples(NAMES, st.sampled_from(TOUCHING), NAMES), max_size=16), NAMES)
def test_what_is_touched_is_what_sparql_reaches(graph: list[tuple[str, str, str]], gone: str) -> None:
    """Where links only touch, a property path finds the same things, circles or not."""
    made = world_of(graph)
    path = "|".join(f"aft:{name}" for name in TOUCHING)
    rows = made.store.select(f"SELECT DISTINCT ?x WHERE {{ ?x ({path})+ <{thing(gone)}> }}").rows
    found = {each.iri for each in dependents(dependence(links(made)), [thing(gone)])}
    assert found == {x.value for (x,) in rows if x} - {thing(gone)}


def test_the_real_chain_is_what_sparql_reaches(world: World, every: tuple[Link, ...]) -> None:
    """For each data source: all that it touches over data sources, objectives and visions, at the default ground."""
    path = "aft:harDatakilde|aft:harMaalsaetning|aft:harIndikator|aft:harVision|aft:harIndsatsomraade"
    kinds = {AFT + name.removeprefix("aft:") for name in path.split("|")}
    on = dependence(link for link in at(every, "udledt") if link.kind in kinds)
    sources = [x.value for (x,) in world.store.select("SELECT DISTINCT ?x { ?y aft:harDatakilde ?x }").rows if x]
    assert len(sources) > 10
    for source in sources:
        rows = world.store.select(f"SELECT DISTINCT ?x WHERE {{ ?x ({path})+ <{source}> }}").rows
        assert {each.iri for each in dependents(on, [source])} == {x.value for (x,) in rows if x}


def _by_hand(graph: set[tuple[str, str, str]], gone: set[str]) -> tuple[set[str], set[str]]:
    """What is lost and touched, by the plain words of the rule."""
    lost, touched = set(gone), set[str]()
    while True:
        before = len(lost), len(touched)
        for name in {end for s, _, o in graph for end in (s, o)}:
            holders = {s for s, p, o in graph if o == name and p in PARTS}
            laws = {o for s, p, o in graph if s == name and p == "hjemmel"}
            if any(several and several <= lost for several in (holders, laws)):
                lost.add(name)
            resting = {o for s, p, o in graph if s == name and p in (*TOUCHING, *PARTS)}
            resting |= {s for s, p, o in graph if o == name and p == "leverer"}
            if (resting & (lost | touched)) or (holders | laws) & lost:
                touched.add(name)
        if (len(lost), len(touched)) == before:
            return lost, touched - gone
