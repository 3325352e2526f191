"""A thread narrowed to one focus area is that part of it and no other."""

from __future__ import annotations

import pytest

from aftalegraf.answers import slug
from aftalegraf.narrow import areas, covering, narrowed, used
from aftalegraf.trace import Thread, agreements, thread
from aftalegraf.world import World

PSYCHIATRY = "foc-midt-psykiatri"


def chain(world: World, ground: str = "redaktionel", agreement: str = "agr-midt-2019-2023") -> Thread:
    """The thread of one agreement."""
    (iri,) = [node.iri for node in agreements(world) if slug(node.iri) == agreement]
    return thread(world, iri, ground)


def part(found: Thread, area: str = PSYCHIATRY) -> Thread:
    """The thread narrowed to an area by its id."""
    return narrowed(found, next(node.iri for node in areas(found) if slug(node.iri) == area))


def test_what_can_be_chosen_is_what_gathers_objectives(world: World) -> None:
    """Three focus areas in Midtjylland, four visions in Syddanmark, none where the text is not at hand."""
    assert [slug(node.iri) for node in areas(chain(world))] == [
        "foc-midt-forebyggelse", "foc-midt-aeldre", PSYCHIATRY,
    ]  # fmt: skip
    assert len(areas(chain(world, agreement="agr-syd-2024-2027"))) == 4
    assert areas(chain(world, agreement="agr-hovedstaden-2024-2027")) == ()


def test_a_narrowed_thread_holds_what_the_area_leads_to(world: World) -> None:
    """Psychiatry: 2 objectives, 5 indicators, 3 national indicators, 2 national goals, of 4, 10, 11 and 8."""
    whole = chain(world)
    found = part(whole)
    assert [len(column) for column in found.columns] == [1, 2, 5, 3, 2]
    assert found.totals == (3, 4, 10, 11, 8)
    assert found.within is not None
    assert slug(found.within.iri) == PSYCHIATRY
    kept = {node.iri for column in found.columns for node in column}
    assert {link.source for link in found.links} | {link.target for link in found.links} == kept
    assert all(path <= kept for path in found.paths.values())
    assert set(found.missing) <= kept
    assert found.visions == whole.visions


def test_the_parts_together_are_the_whole_of_the_agreements_own(world: World) -> None:
    """No objective or indicator falls between the areas."""
    whole = chain(world, "udledt")
    parts = [part(whole, slug(node.iri)) for node in areas(whole)]
    for number in (0, 1, 2):
        assert {node for found in parts for node in found.columns[number]} == set(whole.columns[number])


def test_the_table_of_a_part_keeps_all_goals(world: World) -> None:
    """Holes are seen: two objectives by eight goals, three ways."""
    whole = chain(world)
    table = covering(part(whole), whole, "")
    assert (len(table.objectives), len(table.goals), len(table.cells)) == (2, 8, 2)


@pytest.mark.parametrize(("ground", "number"), [("fremgaar", 0), ("udledt", 0), ("redaktionel", 2)])
def test_a_goal_counts_only_when_the_agreements_own_leads_there(world: World, ground: str, number: int) -> None:
    """A national indicator that is only followed beside it does not make the thread reach a goal."""
    assert len(used(chain(world, ground))) == number
