"""Agreements side by side: shared is what is the same thing or linked, and what we cannot know is not said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftalegraf import projection
from aftalegraf.answers import slug
from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.namespaces import AFT, ID
from aftalegraf.projection import Link
from aftalegraf.side_by_side import KINDS, ONLY, PARTS, SHARED, TIED, SideBySide, agreement_named, side_by_side
from aftalegraf.statements import GROUNDS
from aftalegraf.world import World
from tests.small_world import small

MIDT, SYD = "agr-midt-2019-2023", "agr-syd-2024-2027"


@pytest.fixture(scope="module")
def links(world: World) -> tuple[Link, ...]:
    """The links that agreements are compared by."""
    return projection.links(world, KINDS)


def held(world: World, links: tuple[Link, ...], *names: str, ground: str = "udledt") -> SideBySide:
    """Some agreements side by side."""
    return side_by_side(world, links, [agreement_named(world, name) for name in names], ground)


def counts(found: SideBySide) -> dict[str, list[int]]:
    """How many things each agreement has in each part that any has."""
    every = {part: [len(side.of(part)) for side in found.sides] for part in PARTS}
    return {part: numbers for part, numbers in every.items() if any(numbers)}


def test_the_two_agreements_that_were_read_share_one_data_source(world: World, links: tuple[Link, ...]) -> None:
    """000 L245 and 002 L266: LUP. Smoking, the mentally ill and the old are in both, under names that nobody links."""
    found = held(world, links, MIDT, SYD)
    assert [(one.part, slug(one.iri), len(one.agreements)) for one in found.shared] == [("sources", "ds-lup", 2)]
    assert found.ties == ()
    assert counts(found) == {
        "groups": [3, 3], "areas": [12, 5], "objectives": [4, 8], "measures": [11, 9], "followups": [4, 7],
        "sources": [4, 13], "figures": [0, 3], "national": [19, 0],
    }  # fmt: skip


def test_what_an_agreement_has_comes_with_its_ground_and_place(world: World, links: tuple[Link, ...]) -> None:
    """A measuring point leads to a figure by our reading; the data source is in the table of 002 L266."""
    _, syd = held(world, links, MIDT, SYD).sides
    grounds = {slug(item.iri): item.ground for item in syd.of("figures")}
    assert grounds == dict.fromkeys(("maa-drikker-over-10", "maa-svaer-overvaegt", "maa-ryger-dagligt"), "udledt")
    (lup,) = [item for item in syd.of("sources") if slug(item.iri) == "ds-lup"]
    assert {world.places[place] for link in lup.links for place in link.places} == {(f"{ID}dokument/doc-002", 266)}
    assert (lup.ground, lup.standing) == ("fremgaar", SHARED)


def test_a_ground_takes_away_what_rests_on_less(world: World, links: tuple[Link, ...]) -> None:
    """Without our reading, Syddanmark has no figure to measure by."""
    assert counts(held(world, links, MIDT, SYD, ground="fremgaar")).get("figures") is None


def test_links_to_the_same_third_thing_are_told(world: World, links: tuple[Link, ...]) -> None:
    """The target of 2019 and the measuring point of 2024 can be measured by one figure: our reading, twice."""
    found = held(world, links, "agr-syd-2019-2023", SYD)
    assert [(one.part, slug(one.iri)) for one in found.shared] == [("figures", "maa-ryger-dagligt")]


def test_goals_that_two_pages_name_are_shared(world: World, links: tuple[Link, ...]) -> None:
    """Region Sjælland's page names three of the eight goals that frame the agreement of Midtjylland."""
    found = held(world, links, MIDT, "agr-sjaelland-2019-2023")
    assert {slug(one.iri) for one in found.shared} == {"ng-forloeb", "ng-kronikere", "ng-leveaar"}


def test_a_text_that_is_not_at_hand_is_one_finding(world: World, links: tuple[Link, ...]) -> None:
    """The agreement of Syddanmark is known by its supplement; of Nordjylland's only a page was read."""
    midt, syd, nord = held(world, links, MIDT, SYD, "agr-nord-2024-2027").sides
    assert (midt.whole, midt.lacking, [slug(d) for d in midt.documents]) == (True, "", ["doc-000"])
    assert (syd.whole, [slug(d) for d in syd.documents]) == (False, ["doc-002"])
    assert syd.lacking.startswith("selve Sundhedsaftalen 2024-2027 for Region Syddanmark er ikke i samlingen")
    assert (nord.whole, nord.documents, [item.part for item in nord.items]) == (False, (), ["areas"])
    assert "er ikke i samlingen" in nord.lacking


def test_how_far_the_text_was_read_is_told(world: World, links: tuple[Link, ...]) -> None:
    """000: visions, areas, objectives, indicators and follow-up to the end; L193 is lost. 002: visions, goals."""
    midt, syd = held(world, links, MIDT, SYD).sides
    assert (set(midt.complete), set(syd.complete)) == (
        {"areas", "objectives", "measures", "followups"}, {"areas", "national"},
    )  # fmt: skip
    assert midt.gaps["national"].startswith("overbliksbilledet mangler i tekstudtrækket")
    assert midt.complete["areas"] == "alle tre indsatsområder er læst; alle fire visioner er læst"
    assert (midt.knows("targets"), midt.knows("national"), syd.knows("national")) == (True, False, False)
    assert (midt.draft, syd.draft) == (True, False)
    assert {world.places[place][0] for place in syd.read_at["national"]} == {f"{ID}dokument/doc-002"}


def test_a_part_with_a_gap_is_not_read_to_the_end(world: World) -> None:
    """Two readings of one part: what is lost counts, and every reason is told."""
    made = small(world, [*_reading("1", "harVision", "fuldstaendig", "visioner læst"),
                         *_reading("2", "harIndsatsomraade", "tabtIUdtraek", "et billede er tabt"),
                         *_reading("3", "harFoersteFokus", "ikkeAngivet", "intet fokus")])  # fmt: skip
    side, _ = side_by_side(made, (), [A, B], "udledt").sides
    assert (side.complete, side.gaps) == ({}, {"areas": "intet fokus; et billede er tabt"})


def _reading(name: str, of: str, outcome: str, why: str) -> list[tuple[str, str, str, str]]:
    told = {"laesningAf": A, "omEgenskab": AFT + of, "laesningsresultat": AFT + outcome, "forklaring": why}
    return [(f"http://test/laes-{name}", AFT + key, value, "udledt") for key, value in told.items()]


@pytest.mark.parametrize("names", [(MIDT,), (MIDT, MIDT), (), (MIDT, SYD, MIDT)])
def test_an_agreement_is_not_held_against_itself(
    world: World, links: tuple[Link, ...], names: tuple[str, ...]
) -> None:  # fmt: skip
    """Two or more, each once."""
    with pytest.raises(UsageError, match="two agreements or more"):
        held(world, links, *names)


@pytest.mark.parametrize("text", [MIDT, f"{ID}sundhedsaftale/{MIDT}", "sundhedsaftalen 2019-2023, region midtjylland"])
def test_an_agreement_is_known_by_id_iri_and_name(world: World, text: str) -> None:
    """Case is not looked at in a name."""
    assert slug(agreement_named(world, text)) == MIDT


def test_an_agreement_that_only_the_editors_know_is_known(world: World) -> None:
    """And one that nobody knows is not; the nearest are told."""
    assert agreement_named(world, "agr-midt-2024-2027").endswith("agr-midt-2024-2027")
    with pytest.raises(UnknownNameError, match="agr-midt-2019-2023"):
        agreement_named(world, "agr-midt-2019")


A, B, X, Y = (f"http://test/{name}" for name in "abxy")
HAS = f"{AFT}harMaalsaetning"


def test_names_that_are_alike_are_not_shared_and_a_stated_link_ties(world: World) -> None:
    """Two objectives of the same name; then somebody says that one may be the other."""
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    alike = [
        (A, HAS, X, "fremgaar"),
        (B, HAS, Y, "fremgaar"),
        *((o, label, "Færre rygere", "fremgaar") for o in (X, Y)),
    ]
    made = small(world, alike)
    found = side_by_side(made, projection.links(made, KINDS), [A, B], "udledt")
    assert (found.shared, found.ties) == ((), ())
    made = small(world, [*alike, (Y, f"{AFT}muligvisSammeSom", X, "udledt")])
    found = side_by_side(made, projection.links(made, KINDS), [A, B], "udledt")
    assert [(tie.link.source, tie.source, tie.link.target, tie.target) for tie in found.ties] == [(Y, B, X, A)]
    assert [item.standing for side in found.sides for item in side.items] == [TIED, TIED]
    found = side_by_side(made, projection.links(made, KINDS), [A, B], "fremgaar")
    assert [item.standing for side in found.sides for item in side.items] == [ONLY, ONLY]


THINGS = st.sampled_from([A, B, X, Y, *(f"http://test/{name}" for name in "cde")])
PROPERTIES = [name for names in PARTS.values() for name in names if "har" in name]
LINKS = st.tuples(THINGS, st.sampled_from(PROPERTIES), THINGS, st.sampled_from(GROUNDS))


@given(st.lists(LINKS, max_size=25), st.sampled_from(GROUNDS[:2]))
@settings(max_examples=50, derandomize=True, deadline=None)
def test_on_any_graph_sparql_has_the_same(world: World, made: list[tuple[str, str, str, str]], ground: str) -> None:
    """What two agreements share is what paths from both lead to, in each part; also where the links go in a circle."""
    here = small(world, made)
    found = side_by_side(here, projection.links(here, KINDS), [A, B], ground)
    told = {(part, iri) for part in PARTS for iri in _both(here, part, ground)}
    assert {(one.part, one.iri) for one in found.shared} == told
    assert {(i.part, i.iri) for side in found.sides for i in side.items if i.standing == SHARED} == told


def _both(world: World, part: str, ground: str) -> set[str]:
    steps = "|".join(f"<{name}>" for name in PROPERTIES)
    last = "|".join(f"<{name}>" for name in PARTS[part] if name in PROPERTIES)
    if not last:
        return set()
    where = f"<{A}> ({steps})*/({last}) ?x . <{B}> ({steps})*/({last}) ?x"
    scope = f"GRAPH graf:fremgaar {{ {where} }}" if ground == "fremgaar" else where
    return {x.value for (x,) in world.store.select(f"SELECT DISTINCT ?x WHERE {{ {scope} }}").rows if x}
