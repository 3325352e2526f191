"""The tree shows what hangs under an agreement, at the ground that was asked for."""

from __future__ import annotations

from pathlib import Path

from aftalegraf.answers import slug
from aftalegraf.branches import Branch, deepest, size, tree, under
from aftalegraf.namespaces import ID
from aftalegraf.trace import agreements
from aftalegraf.world import World, open_world
from tests.made_up import add


def relations(branch: Branch) -> set[str]:
    """What the things of a tree are to those above them."""
    return {child.relation for child in branch.children}.union(*(relations(child) for child in branch.children))


def test_each_thing_says_what_it_is_to_the_one_above(world: World) -> None:
    """In a word or two, in both languages."""
    iri = f"{ID}sundhedsaftale/agr-syd-2024-2027"
    assert relations(tree(world, iri)) == {"overordnet vision", "vision", "målsætning", "målepunkt", "målgruppe"}
    assert relations(tree(world, iri, language="en")) == {
        "overall vision", "vision", "objective", "measuring point", "target group",
    }  # fmt: skip


def test_one_area_is_shown_alone(world: World) -> None:
    """Older citizens: two levels, seven things under it."""
    whole = tree(world, agreements(world)[0].iri)
    found = under(whole, f"{ID}indsatsomraade/foc-midt-aeldre")
    assert [slug(child.node.iri) for child in found.children] == ["foc-midt-aeldre"]
    assert (size(found), deepest(found), size(whole), deepest(whole)) == (8, 3, 37, 3)


def test_a_ground_decides_what_hangs_in_the_tree(files: Path) -> None:
    """What the editors added is there only when it is asked for, and is marked."""
    made = add(
        files, "obj-x aft:Maalsaetning et mål", "foc-midt-aeldre aft:harMaalsaetning obj-x", ground="redaktionel"
    )
    world = open_world(made)
    iri = agreements(world)[0].iri
    assert [size(tree(world, iri, ground)) for ground in ("fremgaar", "udledt", "redaktionel")] == [37, 37, 38]

    def grounds(branch: Branch) -> dict[str, str]:
        found = {slug(branch.node.iri): branch.ground}
        for child in branch.children:
            found |= grounds(child)
        return found

    found = grounds(tree(world, iri, "redaktionel"))
    assert found["obj-x"] == "redaktionel"
    assert set(found.values()) == {"", "fremgaar", "redaktionel"}


def test_a_circle_in_the_data_ends(files: Path) -> None:
    """A thing that hangs under itself is left out there."""
    made = add(
        files,
        "obj-x aft:Maalsaetning et mål",
        "foc-midt-aeldre aft:harMaalsaetning obj-x\nobj-x aft:harIndsatsomraade foc-midt-aeldre",
    )
    world = open_world(made)
    assert size(tree(world, agreements(world)[0].iri)) == 38
