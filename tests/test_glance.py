"""Each agreement at a glance: the same numbers as the pages they lead to."""

from __future__ import annotations

from aftalegraf.answers import answer
from aftalegraf.glance import Glance, glances, unread
from aftalegraf.namespaces import ID
from aftalegraf.trace import thread
from aftalegraf.world import World

MIDT = f"{ID}sundhedsaftale/agr-midt-2019-2023"
SYD = f"{ID}sundhedsaftale/agr-syd-2024-2027"


def of(world: World, agreement: str) -> Glance:
    """The glance of one agreement."""
    (found,) = [glance for glance in glances(world) if glance.agreement == agreement]
    return found


def test_only_agreements_that_are_read_have_a_glance(world: World) -> None:
    """Midtjylland in its consultation draft, Syddanmark in the supplement only."""
    found = glances(world)
    assert [(g.agreement, g.in_full, [d.rsplit("/", 1)[-1] for d in g.documents]) for g in found] == [
        (MIDT, True, ["doc-000"]),
        (SYD, False, ["doc-002"]),
    ]


def test_every_other_agreement_is_listed_as_unread(world: World) -> None:
    """With the ground it is known by, also the one that only the editors know of."""
    found = dict(unread(world))
    known = world.store.select("SELECT DISTINCT ?x WHERE { GRAPH graf:alt { ?x a aft:Sundhedsaftale } }").rows
    assert set(found) | {MIDT, SYD} == {cell.value for (cell,) in known if cell}
    assert found[f"{ID}sundhedsaftale/agr-midt-2024-2027"] == "redaktionel"
    assert found[f"{ID}sundhedsaftale/agr-nord-2024-2027"] == "fremgaar"


def test_the_chain_of_midtjylland(world: World) -> None:
    """Its own columns, the visions of the whole agreement first."""
    steps = of(world, MIDT).steps
    assert [(step.number, step.words()) for step in steps] == [
        (4, "visioner"),
        (3, "indsatsområder"),
        (4, "målsætninger"),
        (10, "indikatorer"),
        (11, "nationale indikatorer"),
        (8, "nationale mål"),
    ]


def test_the_chain_of_syddanmark_has_no_focus_areas(world: World) -> None:
    """Vision, objective, measuring point; no national indicator is named."""
    steps = of(world, SYD).steps
    assert [(step.number, step.words("en")) for step in steps] == [
        (4, "visions"),
        (8, "objectives"),
        (9, "measuring points"),
        (0, "national indicators"),
        (0, "national goals"),
    ]


def test_what_is_not_linked_is_counted_as_its_page_lists_it(world: World) -> None:
    """The number stands beside a link to a page with as many."""
    assert [(one.key, one.number) for one in of(world, MIDT).loose] == [("goals", 4), ("starred", 2), ("unplaced", 10)]
    assert [(one.key, one.number) for one in of(world, SYD).loose] == [("goals", 8), ("Maalepunkt", 2), ("unnamed", 3)]
    for agreement in (MIDT, SYD):
        first = of(world, agreement).loose[0]
        question, _, given = first.address.removeprefix("/spoergsmaal/").partition("?aftale=")
        rows = answer(world, question, {"aftale": given}).rows
        place = rows.columns.index("maalsaetning")
        assert len({row[place] for row in rows.rows}) == first.number


def test_what_the_thread_says_is_missing_is_what_is_loose(world: World) -> None:
    """The front page and the red thread tell the same."""
    for agreement in (MIDT, SYD):
        missing = set(thread(world, agreement, "udledt").missing)
        counted = {one.key: one.number for one in of(world, agreement).loose if one.key != "goals"}
        assert len(missing) == sum(counted.values())


def test_what_cannot_be_decided_says_why(world: World) -> None:
    """A picture is lost, or the agreement is not at hand: that is no fault of the parties."""
    assert of(world, MIDT).loose[0].why.startswith("overbliksbilledet mangler i tekstudtrækket")
    assert of(world, SYD).loose[0].why.startswith("selve Sundhedsaftalen 2024-2027 for Region Syddanmark er ikke")


def test_words_of_loose_ends_are_sentences_in_both_languages(world: World) -> None:
    """As a planner would say them."""
    assert of(world, MIDT).loose[0].words() == "4 af 4 målsætninger ikke koblet til et bestemt nationalt mål"
    assert (
        of(world, SYD).loose[1].words("en")
        == "2 of 8 objectives without a measuring point (2 followed up qualitatively)"
    )
