"""What a loss means: what rests on a document, what reaches a national goal before and after, what cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftalegraf.errors import EndedError, UnknownNameError, UsageError
from aftalegraf.impact import Coupling, Impact, Network, couplings, impact, network
from aftalegraf.named import thing_named
from aftalegraf.namespaces import ID
from aftalegraf.trace import coverage
from aftalegraf.world import World

GROUNDS = ("fremgaar", "udledt", "redaktionel")


@pytest.fixture(scope="module")
def networks(world: World) -> dict[str, Network]:
    """The links at each ground."""
    return {ground: network(world, ground) for ground in GROUNDS}


def of(world: World, known: Network, *names: str) -> Impact:
    """What it means that some things end or change."""
    return impact(known, [thing_named(world, name) for name in names])


def pairs(found: tuple[Coupling, ...], *, left: bool) -> list[tuple[str, str]]:
    """The ids of what reaches which goal: that are left, or that are not."""
    return [(end(each.item), end(each.goal)) for each in found if bool(each.after) == left]


def end(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def test_the_link_to_national_goals_before_and_after_a_national_indicator_ends(
    world: World, networks: dict[str, Network]
) -> None:
    """000 L251, L261, L294-296: two indicators coincide with genindlæggelser; one objective has another way left."""
    found = of(world, networks["redaktionel"], "ni-genindl").couplings
    assert pairs(found, left=False) == [
        ("ind-midt-genindl-psyk", "ng-forloeb"), ("ind-midt-genindl-somatik", "ng-forloeb"),
        ("obj-midt-akut", "ng-forloeb"),
    ]  # fmt: skip
    assert pairs(found, left=True) == [("obj-midt-svaer-psyk", "ng-forloeb"), ("obj-midt-svaer-psyk", "ng-leveaar")]
    other = found[3]
    assert [end(link.target) for link in other.after] == ["ind-midt-faerdigbeh", "ni-faerdigbeh", "ng-forloeb"]


def test_several_things_end_at_once(world: World, networks: dict[str, Network]) -> None:
    """Without both indicators that lead to ng-forloeb the objective does not reach it; either one alone would do."""
    names = ("ind-midt-genindl-psyk", "ind-midt-faerdigbeh")
    for name in names:
        found = of(world, networks["redaktionel"], name).couplings
        assert ("obj-midt-svaer-psyk", "ng-forloeb") in pairs(found, left=True)
    both = of(world, networks["redaktionel"], *names).couplings
    assert ("obj-midt-svaer-psyk", "ng-forloeb") in pairs(both, left=False)


def test_no_document_ties_an_objective_to_a_goal(world: World, networks: dict[str, Network]) -> None:
    """000 L193: the picture is lost. Nothing is coupled at our reading, and why is told."""
    found = of(world, networks["udledt"], "nationale-maal-2016")
    assert found.couplings == ()
    reasons = {one.reason: one.things for one in found.unread}
    (lost,) = [things for why, things in reasons.items() if why.startswith("overbliksbilledet mangler")]
    assert [end(iri) for iri in lost] == ["agr-midt-2019-2023"]


def test_couplings_are_those_of_the_table(world: World, networks: dict[str, Network]) -> None:
    """When every national goal ends, each cell of the coverage of each agreement is lost, and no other pair."""
    for ground in GROUNDS:
        known = networks[ground]
        found = {(each.item, each.goal) for each in couplings(known, known.goals)}
        cells = {
            cell
            for name in ("agr-midt-2019-2023", "agr-syd-2024-2027")
            for cell in coverage(world, thing_named(world, name), ground).cells
        }
        assert {pair for pair in found if "/maalsaetning/" in pair[0]} == cells
        assert not any(each.after for each in couplings(known, known.goals))
    assert len(cells) == 3


def test_what_rests_on_a_document_is_what_sparql_finds(world: World, networks: dict[str, Network]) -> None:
    """Every thing with a statement that refers to it, and how many of its statements do; for each document."""
    for document in ("doc-000", "doc-001", "doc-002", "doc-003", "doc-004"):
        found = of(world, networks["redaktionel"], document)
        rows = world.store.select(
            f"""SELECT ?s (COUNT(DISTINCT ?u) AS ?n) WHERE {{ ?k aft:iDokument <{ID}dokument/{document}> .
              ?u aft:kildehenvisning ?k ; rdf:subject ?s }} GROUP BY ?s"""
        ).rows
        assert {each.iri: len(each.statements) for each in found.resting} == {
            s.value: int(n.value) for s, n in rows if s and n
        }
        assert not any(each.lost for each in found.dependents)


def test_a_new_version_of_a_document_asks_for_a_new_reading(world: World, networks: dict[str, Network]) -> None:
    """000: 211 things rest on it, 171 on nothing else; the seven couplings all pass through it."""
    found = of(world, networks["redaktionel"], "doc-000")
    assert (len(found.resting), sum(each.only for each in found.resting)) == (211, 171)
    assert len(found.couplings) == len(pairs(found.couplings, left=False)) == 7
    assert found.gone == ()


def test_a_place_in_a_document_is_no_more_than_itself(world: World, networks: dict[str, Network]) -> None:
    """000 L261 names one indicator; the link of its objective rests on the line, so the objective is to be read."""
    found = of(world, networks["udledt"], "000-l261")
    assert {end(each.iri) for each in found.resting} == {"ind-midt-genindl-psyk", "obj-midt-svaer-psyk"}


def test_a_thing_that_is_not_in_force_on_the_day_has_nothing_depending_on_it(world: World) -> None:
    """The agreement of Syddanmark is abolished on 1 January 2027, by a day that the editors added."""
    found = of(world, network(world, "redaktionel", "2027-01-01"), "agr-syd-2024-2027")
    assert [end(iri) for iri in found.absent] == ["agr-syd-2024-2027"]
    assert found.dependents == ()
    assert of(world, network(world, "redaktionel", "2026-12-31"), "agr-syd-2024-2027").absent == ()


@pytest.mark.parametrize("text", ["ds-lup", "DS-LUP", f"{ID}datakilde/ds-lup", "datakilde/ds-lup", " lup "])
def test_a_thing_is_named_by_id_iri_or_label(world: World, text: str) -> None:
    """Whatever the case."""
    assert thing_named(world, text) == f"{ID}datakilde/ds-lup"


def test_a_name_that_nothing_or_several_things_have_is_told(world: World) -> None:
    """With the nearest ids; what was there once says what became of it."""
    with pytest.raises(UnknownNameError, match=r"unknown thing 'ds-sundhedsprofl'\. Nearest: ds-sundhedsprofil"):
        thing_named(world, "ds-sundhedsprofl")
    with pytest.raises(UsageError, match=r"names 2 things; write the id of one: "):
        thing_named(world, "Patientinddragelsesudvalget")
    gone = next(iter(world.ended))
    with pytest.raises(EndedError):
        thing_named(world, end(gone))


@settings(max_examples=50, derandomize=True, deadline=None)
@given(data=st.data())
def test_what_is_left_stands_by_a_way_around_what_is_gone(networks: dict[str, Network], data: st.DataObject) -> None:
    """For any things that end at once: a way that is left passes none of them, and is no shorter than before."""
    known = networks["redaktionel"]
    gone = data.draw(st.sets(st.sampled_from(sorted({iri for pair in known.steps for iri in pair})), max_size=4))
    for each in couplings(known, gone):
        assert (each.before[0].source, each.before[-1].target) == (each.item, each.goal)
        assert not gone & {iri for link in each.after for iri in (link.source, link.target)}
        assert not each.after or len(each.after) >= len(each.before)
