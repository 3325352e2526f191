"""What the pages of the goals show is worked out from the chain, with nothing left out."""

from __future__ import annotations

import pytest

from aftalegraf.branches import tree
from aftalegraf.goal_views import Step, View, nodes_of, open_to, spoken, tallied, view, within
from aftalegraf.namespaces import ID
from aftalegraf.world import World

MIDT = f"{ID}sundhedsaftale/agr-midt-2019-2023"


def shown(world: World, ground: str = "redaktionel", area: str = "", language: str = "da") -> View:
    """A view of the first agreement."""
    whole = view(world, MIDT, ground, language)
    return within(whole, area) if area else whole


def links(steps: tuple[Step, ...]) -> set[tuple[str, str]]:
    """The links that words tell of."""
    found = {(step.link.source, step.link.target) for step in steps if step.link}
    return found.union(*(links(step.children) for step in steps))


@pytest.mark.parametrize("area", ["", "foc-midt-aeldre"])
def test_the_words_tell_every_link_of_the_picture(world: World, area: str) -> None:
    """And no other; national indicators beside the agreement stand by themselves."""
    found = shown(world, area=area)
    said = spoken(found)
    assert links((*said.own, *said.beside)) == {(link.source, link.target) for link in found.thread.links}


def test_the_goals_that_nothing_leads_to_are_named(world: World) -> None:
    """Six of eight with the editors' placements, all eight without."""
    assert len(spoken(shown(world)).unreached) == 6
    assert len(spoken(shown(world, "udledt")).unreached) == 8


def test_an_address_holds_the_choice_and_no_more(world: World) -> None:
    """What goes without saying is left out; a file has its language in the query."""
    assert shown(world, "udledt").query() == "aftale=agr-midt-2019-2023"
    found = shown(world, area="foc-midt-aeldre", language="en")
    assert found.query(maal="ng-leveaar") == (
        "aftale=agr-midt-2019-2023&grundlag=redaktionel&omraade=foc-midt-aeldre&maal=ng-leveaar"
    )
    assert found.file_query().endswith("&language=en")


def test_an_area_of_another_agreement_is_passed_over(world: World) -> None:
    """The whole is shown, and the page can say so."""
    found = shown(world, area="vis-syd-trivsel")
    assert (found.ignored, found.thread.within) == ("vis-syd-trivsel", None)


def test_what_stands_above_a_thing_is_open(world: World) -> None:
    """The agreement, the area and the objective, and no other branch."""
    branch = tree(world, MIDT)
    assert {iri.rsplit("/", 1)[-1] for iri in open_to(branch, "ind-midt-buc")} == {
        "agr-midt-2019-2023", "foc-midt-psykiatri", "obj-midt-boern",
    }  # fmt: skip
    assert open_to(branch, "nope") == frozenset()


def test_the_tree_is_counted_by_kind(world: World) -> None:
    """In the order of the chain."""
    assert list(tallied(tree(world, MIDT), "en").values()) == [
        "4 visions", "3 focus areas", "4 objectives", "10 indicators",
    ]  # fmt: skip
    assert len(nodes_of(tree(world, MIDT))) == 38


def test_the_overall_vision_is_not_one_of_the_visions(world: World) -> None:
    """The tree, the thread and the front page tell of four visions in Syddanmark."""
    syd = MIDT.replace("agr-midt-2019-2023", "agr-syd-2024-2027")
    assert list(tallied(tree(world, syd), "da").values()) == [
        "1 overordnet vision", "4 visioner", "8 målsætninger", "9 målepunkter",
    ]  # fmt: skip
