"""Duties counted by who has them and how much is said of them, and what has a time in the order of time."""

from __future__ import annotations

import pytest

from aftalegraf.answers import slug
from aftalegraf.deadlines import Deadline, Rule
from aftalegraf.duties import ADDRESSED, Duty
from aftalegraf.duty_overview import (
    ACTORS,
    ADDRESSEES,
    CONTESTED,
    FORUMS,
    MAY,
    READ,
    SHOULD,
    STATED,
    TOLD,
    UNNAMED,
    agenda,
    bases,
    by_weight,
    named_alike,
    owners,
    weight,
)
from aftalegraf.duty_sources import Value
from aftalegraf.namespaces import AFT, ID
from aftalegraf.projection import Link
from aftalegraf.tracing import Tracing
from aftalegraf.world import World

RULE = Rule(f"{ID}frist/x", 24, 0, "fremgaar", ("sted",))


@pytest.fixture(scope="module")
def told(world: World) -> tuple[Duty, ...]:
    """All duties at our reading."""
    return Tracing(world).duties("", "", "udledt").found.told


@pytest.mark.parametrize(
    ("modality", "ground", "expected"),
    [
        ("skal", "fremgaar", STATED),
        ("skal", "udledt", READ),
        ("skal", "redaktionel", READ),
        ("boer", "fremgaar", SHOULD),
        ("anbefales", "udledt", SHOULD),
        ("kan", "fremgaar", MAY),
        ("", "fremgaar", TOLD),
    ],
)
def test_a_must_is_told_apart_from_what_we_read_as_one(modality: str, ground: str, expected: str) -> None:
    """The source's own must is one only where it also says who."""
    assert weight(Duty("x", ADDRESSED, "y", ground, (), modality=modality)) == expected
    assert weight(Duty("", ADDRESSED, "y", ground, (), modality=modality)) == {STATED: UNNAMED}.get(expected, expected)


def test_a_contested_duty_is_counted_as_that() -> None:
    """However much its source says; an option is one all the same."""
    for modality, expected in (("skal", CONTESTED), ("", CONTESTED), ("kan", MAY)):
        assert weight(Duty("x", ADDRESSED, "y", "fremgaar", (), modality=modality, against=("z",))) == expected


def test_every_duty_is_counted_once_by_its_owner(world: World, told: tuple[Duty, ...]) -> None:
    """Forums, actors and addressees; what nobody has is in none of them."""
    found = owners(world, told)
    assert {kind: len(some) for kind, some in found.items()} == {FORUMS: 21, ACTORS: 7, ADDRESSEES: 24}
    assert sum(each.owed for some in found.values() for each in some) == 381
    assert [slug(each.iri) for each in found[ADDRESSEES]][:2] == ["adr-ssu", "adr-parter"]
    (committee,) = [each for each in found[ADDRESSEES] if slug(each.iri) == "adr-ssu"]
    assert (committee.owed, dict(committee.counts)) == (63, {STATED: 13, READ: 42, SHOULD: 8, MAY: 7})
    assert {weight: len(some) for weight, some in by_weight(world, told).items()} == {
        STATED: 48, READ: 167, SHOULD: 44, TOLD: 130, CONTESTED: 1, MAY: 45,
    }  # fmt: skip


def test_what_rests_on_law_is_told_apart_from_the_draft(world: World, told: tuple[Duty, ...]) -> None:
    """Nine on law and nineteen on the order; 156 on the draft alone."""
    found = {each.iri: each.owed for each in bases(world, (duty for duty in told if duty.owed))}
    codes = [found[AFT + name] for name in ("lov", "bekendtgoerelse", "vejledningUdkast")]
    assert codes == [9, 19, 156]


def test_names_that_are_alike_lead_to_one_another(world: World) -> None:
    """The forum of Syddanmark and the addressee of the supplement are not put together."""
    bodies = Tracing(world).bodies
    forum, addressee = f"{ID}forum/for-koordination-syd", f"{ID}adressat/adr-syd-koordinationsgruppe"
    assert named_alike(world, forum, bodies) == (addressee,)
    assert named_alike(world, addressee, bodies) == (forum,)
    assert named_alike(world, f"{ID}forum/for-kosu", bodies) == ()


def duty(what: str, owner: str = "x", **more: object) -> Duty:
    """A duty of somebody."""
    return Duty(owner, ADDRESSED, what, "fremgaar", (), **more)  # type: ignore[arg-type]


def test_a_time_is_over_when_both_ways_of_counting_are() -> None:
    """On the last day by the wider count it is still to come; a year is over when all of it is."""
    deadline = Deadline(RULE, "2024", ("2025-12-31", "2026-01-01"), assumed=True)
    counted = duty("status", deadlines=(deadline,))
    year = duty("plan", dates=(Value("plan", "p", "2026", "fremgaar", ()),))
    last = agenda([counted, year], "2026-01-01")
    assert ([each.what for each in last.coming], last.past) == (["status", "plan"], ())
    after = agenda([counted, year], "2026-01-02")
    assert ([each.what for each in after.coming], [each.what for each in after.past]) == (["plan"], ["status"])
    assert [each.what for each in agenda([counted, year], "2027-01-01").past] == ["plan", "status"]
    assert (after.past[0].ground, after.past[0].places) == ("fremgaar", ("sted",))


def test_a_time_stands_once_with_all_who_have_a_part() -> None:
    """How often comes back; a step, and a deadline that cannot be counted, have no day."""
    often = Link("p", "møde", "ofte", "udledt", places=("her",))
    step = Value("sag", "p", "inden indsendelsen", "fremgaar", ())
    open_end = Deadline(RULE, "", (), assumed=False)
    made = [
        duty("møde", "a", often=(often,)), duty("møde", "b", often=(often,)), duty("sag", dates=(step,)),
        duty("status", deadlines=(open_end,)), duty("uden tid"),
    ]  # fmt: skip
    found = agenda(made, "2026-11-23")
    assert [(each.what, [one.owner for one in each.duties]) for each in found.returning] == [("møde", ["a", "b"])]
    assert [(each.what, each.told) for each in found.tied] == [("sag", step), ("status", open_end)]
    assert (found.returning[0].ground, found.returning[0].places) == ("udledt", ("her",))
    assert (found.coming, found.past) == ((), ())
