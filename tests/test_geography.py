"""Which municipalities a place consists of."""

from __future__ import annotations

from collections import Counter

from aftalegraf.geography import CLUSTER, COUNCIL, REGION, municipalities, places, regions_of
from aftalegraf.namespaces import ID
from aftalegraf.world import World


def test_every_municipality_lies_in_one_health_council_and_one_cluster(world: World) -> None:
    """17 councils and 22 clusters hold the 98 municipalities once each; Christiansø is none."""
    found = places(world)
    assert Counter(place.kind for place in found) == {REGION: 6, COUNCIL: 17, CLUSTER: 22}
    for kind in (COUNCIL, CLUSTER):
        members = [iri for place in found if place.kind == kind for iri in place.municipalities]
        assert sorted(members) == sorted(municipalities(world))
    assert len(municipalities(world)) == 98


def test_a_place_tells_how_sure_its_members_are(world: World) -> None:
    """The councils stand in a source, Sundhedsklynge Fyn is what the editors added."""
    found = {place.id: place for place in places(world)}
    assert (found["sundhedsraad-fyn"].ground, found["sundhedsraad-fyn"].since) == ("fremgaar", "2027-01-01")
    assert (found["clu-fyn"].ground, found["clu-fyn"].until) == ("redaktionel", "2026-12-31")
    names = [world.label(iri).split(" ", 1)[0] for iri in found["sundhedsraad-fyn"].municipalities]
    assert names == [
        "Assens", "Faaborg-Midtfyn", "Kerteminde", "Langeland", "Middelfart", "Nordfyns", "Nyborg", "Odense",
        "Svendborg", "Ærø",
    ]  # fmt: skip


def test_a_municipality_in_the_east_changes_region(world: World) -> None:
    """Region Hovedstaden until 2026, Region Østdanmark from 2027."""
    regions = regions_of(places(world), f"{ID}kommune/mun-koebenhavn")
    assert [world.label(iri) for iri in regions] == ["Region Hovedstaden", "Region Østdanmark"]
