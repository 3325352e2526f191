"""The chain of the agreement: exactly the links that the sources, or the editors, have."""

from __future__ import annotations

from aftalegraf.answers import slug
from aftalegraf.branches import Branch, tree
from aftalegraf.trace import agreements, coverage, thread
from aftalegraf.world import World

UNREAD = ("agr-sjaelland-2019-2023", "agr-hovedstaden-2024-2027")


def first(world: World) -> str:
    """The agreement that is read in the draft of 2019."""
    (agreement,) = [node for node in agreements(world) if slug(node.iri) == "agr-midt-2019-2023"]
    return agreement.iri


def test_the_columns_hold_what_the_agreement_has(world: World) -> None:
    """3 focus areas, 4 objectives, 10 indicators, 11 national indicators, 8 national goals, under 4 visions."""
    chain = thread(world, first(world), "udledt")
    assert [len(column) for column in chain.columns] == [3, 4, 10, 11, 8]
    assert [slug(node.iri) for node in chain.visions] == [
        "vis-midt-lighed", "vis-midt-praemisser", "vis-midt-taet-paa", "vis-midt-mere-sundhed",
    ]  # fmt: skip


def test_a_ground_decides_which_links_there_are(world: World) -> None:
    """16 links are stated, 3 are our reading of the asterisks, 10 were added by the editors."""
    counts = {
        ground: len(thread(world, first(world), ground).links) for ground in ("fremgaar", "udledt", "redaktionel")
    }
    assert counts == {"fremgaar": 16, "udledt": 19, "redaktionel": 29}


def test_one_placement_alone_leads_to_a_national_goal_by_default(world: World) -> None:
    """The picture that showed them is lost; a status report of 2023 places one of the eleven national indicators."""
    chain = thread(world, first(world), "udledt")
    goals = {node.iri for node in chain.columns[4]}
    found = [(slug(link.source), slug(link.target)) for link in chain.links if link.target in goals]
    assert found == [("ni-uddannelse", "ng-leveaar")]


def test_what_hangs_in_the_air_is_named(world: World) -> None:
    """Two asterisks without a counterpart and ten national indicators without a goal."""
    chain = thread(world, first(world), "udledt")
    assert {slug(iri) for iri, why in chain.missing.items() if why.startswith("har asterisk")} == {
        "ind-midt-dagligrygere", "ind-midt-forebyg-indl",
    }  # fmt: skip
    assert sum(why == "er ikke koblet til et nationalt mål" for why in chain.missing.values()) == 10
    assert len(chain.missing) == 12


def test_a_path_reaches_both_ways(world: World) -> None:
    """From the one indicator that is the same as a national one, up to its focus area and on to the goal."""
    chain = thread(world, first(world), "redaktionel")
    (iri,) = [node.iri for node in chain.columns[2] if node.iri.endswith("ind-midt-overdoed")]
    assert {slug(other) for other in chain.paths[iri]} == {
        "foc-midt-psykiatri", "obj-midt-svaer-psyk", "ind-midt-overdoed", "ni-overdoed", "ng-leveaar",
    }  # fmt: skip


def test_coverage_is_empty_by_default_and_says_why(world: World) -> None:
    """Four objectives by eight goals, no cell filled."""
    table = coverage(world, first(world), "udledt")
    assert (len(table.objectives), len(table.goals), table.cells) == (4, 8, {})
    assert table.reason.startswith("overbliksbilledet mangler")


def test_coverage_with_the_editors_placements_has_three_cells(world: World) -> None:
    """Two objectives reach goal 1, one of them also goal 7; every path is marked as the editors'."""
    table = coverage(world, first(world), "redaktionel")
    cells = {(slug(a), slug(b)): len(links) for (a, b), links in table.cells.items()}
    assert cells == {
        ("obj-midt-akut", "ng-forloeb"): 1,
        ("obj-midt-svaer-psyk", "ng-forloeb"): 2,
        ("obj-midt-svaer-psyk", "ng-leveaar"): 1,
    }
    assert {link.ground for links in table.cells.values() for link in links} == {"redaktionel"}


def test_the_tree_follows_the_document(world: World) -> None:
    """Focus areas and objectives come in the order of the text; the development area is no indicator."""

    def lines(branch: Branch, depth: int = 0) -> list[str]:
        return [
            f"{'  ' * depth}{slug(branch.node.iri)}",
            *(line for child in branch.children for line in lines(child, depth + 1)),
        ]

    found = lines(tree(world, first(world)))
    assert found[0] == "agr-midt-2019-2023"
    assert [line.strip() for line in found if line.strip().startswith(("foc", "obj", "dev"))] == [
        "foc-midt-forebyggelse", "obj-midt-rygning", "foc-midt-aeldre", "obj-midt-akut", "foc-midt-psykiatri",
        "obj-midt-boern", "dev-midt-trivselsdata", "obj-midt-svaer-psyk",
    ]  # fmt: skip


def test_an_agreement_that_is_read_comes_before_those_that_are_not(world: World) -> None:
    """The pages open with an agreement at hand, whatever the ids of the others."""
    found = [node.iri.rsplit("/", 1)[-1] for node in agreements(world)]
    assert found[0] == "agr-midt-2019-2023"
    assert found.index("agr-hovedstaden-2024-2027") > 0
    assert len(found) == len(set(found)) >= 8


def test_goals_that_a_page_names_for_a_whole_agreement_frame_it(world: World) -> None:
    """Region Sjælland's page ties its agreement to three goals: no pair is known, one reason is told, once."""
    (agreement,) = [node.iri for node in agreements(world) if slug(node.iri) == "agr-sjaelland-2019-2023"]
    table = coverage(world, agreement, "udledt")
    assert [slug(goal.iri) for goal in table.goals] == ["ng-forloeb", "ng-kronikere", "ng-leveaar"]
    assert (len(table.objectives), table.cells) == (4, {})
    assert table.reason.count("er ikke i samlingen") == 1


def test_what_is_not_in_the_collection_is_not_said_to_be_missing_in_the_agreement(world: World) -> None:
    """The texts of these agreements are not at hand; an objective without an indicator says nothing about them."""
    unread = [node.iri for node in agreements(world) if slug(node.iri) in UNREAD]
    told = {why for iri in unread for why in thread(world, iri, "udledt").missing.values()}
    assert told == {"har ingen målsætning i samlingen", "har ingen indikator i samlingen"}
