"""What takes the place of what: per task, with its day and basis, and nothing made up where nobody tells it."""

from __future__ import annotations

from aftalegraf.namespaces import AFT, ID
from aftalegraf.transitions import Fate, changes, fate, passings, reform
from aftalegraf.views import classes
from aftalegraf.world import World


def fate_of(world: World, thing: str) -> Fate:
    """The fate of a thing by kind and slug."""
    iri = f"{ID}{thing}"
    return fate(world, iri, classes(world, iri), changes(world))


def test_eight_changes_fall_on_the_first_of_january_2027(world: World) -> None:
    """Each with its basis; the day of what is abolished is the editors' addition, that of Østdanmark is stated."""
    assert reform(changes(world)) == "2027-01-01"
    found = [change for change in changes(world) if change.when == "2027-01-01"]
    assert len(found) == 8
    assert all(change.bases for change in found)
    grounds = {change.iri.rsplit("/", 1)[-1]: change.day.evidence[0].ground for change in found if change.day}
    assert grounds.pop("aendring-oestdanmark") == "fremgaar"
    assert grounds.pop("aendring-sundhedsraad") == "fremgaar"
    assert set(grounds.values()) == {"redaktionel"}


def test_changes_stand_in_the_order_of_time(world: World) -> None:
    """A month stands before the days that come after it."""
    days = [change.when for change in changes(world)]
    assert days == sorted(days)
    assert days[0] == "2022-07-01"


def test_succession_is_per_task(world: World) -> None:
    """Five tasks went from the coordination committees to the cooperation committees; the practice plan did not."""
    found = [(p.source.removeprefix(AFT), p.target.removeprefix(AFT)) for p in passings(world)]
    assert found.count(("Sundhedskoordinationsudvalg", "Sundhedssamarbejdsudvalg")) == 5
    assert found.count(("Praksisplanudvalg", "Regionsraad")) == 1
    assert len(found) == 6
    assert all(e.ground == "fremgaar" for p in passings(world) for e in p.evidence)


def test_a_level_of_a_cluster_falls_with_the_clusters(world: World) -> None:
    """It is part of them by the guidance (003 L114)."""
    found = fate_of(world, "klyngepolitiskniveau/for-klynge-syd-pol")
    assert found.change
    assert (found.change.iri.rsplit("/", 1)[-1], found.kind) == ("aendring-sundhedsklynger", f"{AFT}Sundhedsklynge")


def test_a_committee_of_2019_is_replaced_by_its_kind(world: World) -> None:
    """003: the cooperation committee replaces the coordination committee; of 2027 nothing is told for it."""
    found = fate_of(world, "sundhedskoordinationsudvalg/for-sku-midt")
    assert found.kind_replaced_by == (f"{AFT}Sundhedssamarbejdsudvalg",)
    assert found.change is None


def test_a_group_that_was_abolished_names_what_replaced_it(world: World) -> None:
    """001 L60: KOSU is extended and the DKS abolished; that the one replaces the other is our reading."""
    found = fate_of(world, "forum/for-dks")
    assert found.ended
    assert [said.other.value for said in found.replaced_by] == [f"{ID}forum/for-kosu"]
    assert len(found.abolished) == 1


def test_what_nobody_tells_of_is_not_told(world: World) -> None:
    """Of the municipal steering group no document tells an end: not 2027, and no successor."""
    assert not fate_of(world, "forum/for-kosu").told
