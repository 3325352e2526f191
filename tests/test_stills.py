"""The tree and the coverage as still pictures hold what the pages hold."""

from __future__ import annotations

from collections import Counter

from aftalegraf.branches import Branch, tree
from aftalegraf.stills import coverage_svg, tree_svg
from aftalegraf.trace import agreements, coverage
from aftalegraf.world import World
from tests.test_drawing import SVG, drawn, parse


def size(branch: Branch) -> int:
    """How many things hang under a branch."""
    return sum(1 + size(child) for child in branch.children)


def words(svg: str) -> Counter[str]:
    """The texts of a picture."""
    return Counter("".join(e.itertext()) for e in parse(svg).iter(f"{SVG}text"))


def test_the_tree_has_a_line_for_each_thing(world: World) -> None:
    """4 visions, 3 focus areas and what hangs under them, 7 principles."""
    branch = tree(world, agreements(world)[0].iri)
    svg = tree_svg(branch)
    assert len(drawn(svg, "box")) == size(branch) == 37
    assert words(svg)["Vision"] == 4
    assert words(svg)["Første fokus"] == 4
    assert words(svg)["Udviklingsområde"] == 1


def test_the_coverage_says_of_every_empty_cell_that_it_cannot_be_decided(world: World) -> None:
    """Four objectives by eight goals, and no blame."""
    iri = agreements(world)[0].iri
    found = words(coverage_svg(coverage(world, iri, "udledt"), "Aftalen"))
    assert found["kan ikke afgøres"] == 32
    assert any(text.startswith("Kan ikke afgøres: overbliksbilledet mangler") for text in found)


def test_the_coverage_marks_what_the_editors_added(world: World) -> None:
    """Three cells with four ways, each marked."""
    iri = agreements(world)[0].iri
    found = words(coverage_svg(coverage(world, iri, "redaktionel"), "Aftalen"))
    assert (found["1 vej"], found["2 veje"], found["tilføjet af redaktionen"]) == (2, 1, 3)
    assert found["kan ikke afgøres"] == 29


def test_still_pictures_say_that_they_are_unofficial(world: World) -> None:
    """In the foot."""
    iri = agreements(world)[0].iri
    for svg in (tree_svg(tree(world, iri)), coverage_svg(coverage(world, iri, "udledt"), "Aftalen")):
        assert any("Uofficielt værktøj" in text for text in words(svg))
