"""Which rules hold on which day, and that a younger rule never becomes a breach."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.profiles import (
    ASSUMED,
    CARRIED_OVER,
    CHANGED,
    DRAFT,
    EARLIER,
    ENDED,
    IN_FORCE,
    LATER,
    NEW,
    NOT_SAID,
    OWN,
    STANDARD,
    UNKNOWN,
    Profile,
    changes,
    chosen,
    ends,
    profile,
    standing,
)
from aftalegraf.results import NOT_MET, Report, Result
from aftalegraf.review import review
from aftalegraf.rules import Rule, rules
from aftalegraf.world import World
from tests.test_review import FOLDER, changed

END = "2027-01-01"


def rule(world: World, name: str) -> Rule:
    """The rule of a provision."""
    (found,) = [rule for rule in rules(world) if rule.id == name]
    return found


def found(report: Report, name: str) -> Result:
    """The one result of a rule."""
    (result,) = [result for result in report.results if result.rule.id == name]
    return result


@pytest.mark.parametrize(
    ("dated", "expected"),
    [
        ("2022-09-04", LATER),
        ("2022-09-05", IN_FORCE),
        ("2022-09-06", IN_FORCE),
        ("2022-08", LATER),
        ("2022-09", UNKNOWN),
        ("2022-10", IN_FORCE),
        ("2021", LATER),
        ("2022", UNKNOWN),
        ("2023", IN_FORCE),
        ("", UNKNOWN),
    ],
)
def test_an_order_binds_from_its_day(world: World, dated: str, expected: str) -> None:
    """V3.2-1 is dated 5 September 2022; a month or a year that holds the day is too coarse to tell."""
    assert standing(rule(world, "V3.2-1"), dated, STANDARD, END) == expected


@pytest.mark.parametrize(("dated", "expected"), [("2022-06", LATER), ("2022-07", IN_FORCE), ("2022-07-01", IN_FORCE)])
def test_a_law_from_the_first_of_a_month_binds_that_month(world: World, dated: str, expected: str) -> None:
    """V5.1-1 is dated 1 July 2022: the whole of July comes after."""
    assert standing(rule(world, "V5.1-1"), dated, STANDARD, END) == expected


@pytest.mark.parametrize(
    ("dated", "assumed", "expected"),
    [
        ("2024-01-01", "", DRAFT),
        ("2024-01-01", "2023-12-31", ASSUMED),
        ("2024-01-01", "2024-01-01", ASSUMED),
        ("2024-01-01", "2024-01-02", DRAFT),
        ("", "2024-01-01", UNKNOWN),
    ],
)
def test_the_draft_applies_only_from_an_assumed_day(world: World, dated: str, assumed: str, expected: str) -> None:
    """Before it, it is a draft still; without a date of the agreement it is unknown."""
    assert standing(rule(world, "V5.1-6c"), dated, Profile(assumed=assumed), END) == expected


@pytest.mark.parametrize(
    ("dated", "day", "expected"),
    [
        ("2019-01", "2024-01-01", LATER),
        ("2024-01-01", "2022-01-01", LATER),
        ("2024-01-01", "2024-06-01", IN_FORCE),
        ("", "2022-09-04", LATER),
        ("", "2022-09-05", IN_FORCE),
        ("2024-01-01", "2026-12-31", IN_FORCE),
        ("2024-01-01", "2027-01-01", ENDED),
        ("2019-01", "2027-01-01", LATER),
    ],
)
def test_a_day_tells_which_rules_held_and_never_ages_an_agreement(
    world: World, dated: str, day: str, expected: str
) -> None:
    """A rule younger than the agreement stays so; where the agreement has no date, the day decides."""
    assert standing(rule(world, "V3.2-1"), dated, Profile(day=day), END) == expected


def test_a_commitment_stands_for_itself(world: World) -> None:
    """What the parties promise needs no law, and is no breach of one."""
    own = Profile(day="2030-01-01")
    promise = replace(rule(world, "V3.2-1"), force="administrativtTillaeg")
    assert standing(promise, "", own, END) == OWN


def test_the_day_on_which_agreements_are_abolished_is_in_the_data(world: World) -> None:
    """L 214; the editors have added the day."""
    assert ends(world) == END


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        (("vejledning-2019", "", ""), UnknownNameError, "unknown profile 'vejledning-2019'. Nearest: vejledning-201"),
        (("vejledning-2023", "1. juli", ""), UsageError, "--date 1. juli: that is no day; write it like 2024-01-31"),
        (("vejledning-2023", "2023-02-29", ""), UsageError, "--date 2023-02-29: that is no day"),
        (("vejledning-2023", "20240101", ""), UsageError, "--date 20240101: that is no day"),
        (("vejledning-2023", "", "2024"), UsageError, "--antag-ikraft 2024: that is no day"),
        (("vejledning-2018", "", "2024-01-01"), UsageError, "--antag-ikraft concerns the draft guidance of 2023"),
    ],
)
def test_what_is_no_profile_is_refused_with_advice(
    given: tuple[str, str, str], error: type[Exception], message: str
) -> None:
    """An unknown name, what is no day, and an assumption that does not fit."""
    with pytest.raises(error) as raised:
        profile(*given)
    assert message in str(raised.value)


def test_the_profile_of_2018_is_what_chapter_1_1_says_was_carried_over(world: World) -> None:
    """As guidance of 4 June 2018, without the law of 2022; the draft's other rules are not in it."""
    kept = chosen(world, rules(world), profile("vejledning-2018"))
    assert {"V3.2-1", "V3.2-2"} <= {one.id for one in kept} <= {"V3.2-1", "V3.2-2", "V4.1-3", "V6-1"}
    assert {(one.force, one.basis, one.valid_from) for one in kept} == {("vejledning", (), "2018-06-04")}
    assert chosen(world, rules(world), STANDARD) == rules(world)


@pytest.mark.parametrize(
    ("dated", "expected"), [("2018-06-03", LATER), ("2018-06-04", EARLIER), ("2019-01", EARLIER), ("", UNKNOWN)]
)
def test_a_rule_of_2018_is_no_breach(world: World, dated: str, expected: str) -> None:
    """Its wording is not known: from the day it was issued it is told as a shortcoming of its own kind."""
    held = profile("vejledning-2018")
    (one,) = [one for one in chosen(world, rules(world), held) if one.id == "V3.2-1"]
    assert standing(one, dated, held, END) == expected


def test_chapter_1_1_is_read_line_by_line(world: World) -> None:
    """What was carried over, changed and new; of all the rest it says nothing."""
    relations: dict[str, list[str]] = {}
    for change in changes(world):
        relations.setdefault(change.relation, []).append(change.id)
    assert relations[CARRIED_OVER] == [
        "V1.1-8", "V1.1-9", "V1.1-10", "V1.1-11", "V1.1-12", "V1.1-13", "V3.2-1", "V3.2-2", "V4.1-3", "V6-1",
    ]  # fmt: skip
    assert relations[CHANGED] == [
        "V1.1-1", "V1.1-2", "V1.1-3", "V1.1-4", "V1.1-5", "V2.2.1-1", "V3-3", "V3.3-3", "V7-1",
    ]  # fmt: skip
    assert relations[NEW] == [
        "V1-2", "V1.1-6", "V2.1-1", "V2.1.1-1", "V2.1.7-1", "V2.1.7-2", "V2.1.7-3", "V2.1.7-4", "V2.1.7-11",
        "V2.1.7-12", "V2.1.7-13", "V2.1.7-14", "V3.6-3", "V3.6-4", "V5.1-4",
    ]  # fmt: skip
    assert len(relations[NOT_SAID]) == len(changes(world)) - 34 == 255


def test_what_another_provision_says_is_our_reading(world: World) -> None:
    """V3.2-1 is carried over because V1.1-9 says the same; of V1.1-9 the chapter says so itself."""
    by_id = {change.id: change for change in changes(world)}
    assert (by_id["V3.2-1"].through, by_id["V3.2-1"].ground) == ("V1.1-9", "udledt")
    assert (by_id["V1.1-9"].through, by_id["V1.1-9"].ground) == ("", "fremgaar")
    assert by_id["V1.1-9"].place.endswith("/003-l90.fortsat")


def test_an_assumed_day_turns_a_shortcoming_into_what_is_not_met(world: World) -> None:
    """The good agreement without its version number, in force from 1 January 2024."""
    data = changed(FOLDER / "V5.1-6c.ru")
    (before,) = review(world, data, profile=profile(assumed="2024-01-01"))
    (after,) = review(world, data, profile=profile(assumed="2024-01-02"))
    one, other = found(before, "V5.1-6c"), found(after, "V5.1-6c")
    assert (one.outcome, one.standing, one.breach, one.younger) == (NOT_MET, ASSUMED, True, False)
    assert (other.outcome, other.standing, other.breach, other.younger) == (NOT_MET, DRAFT, False, True)


def test_on_the_day_of_the_abolition_nothing_is_a_breach(world: World) -> None:
    """The same finding the day before is one."""
    data = changed(FOLDER / "V3.2-1.ru")
    (last,) = review(world, data, profile=profile(day="2026-12-31"))
    (after,) = review(world, data, profile=profile(day=END))
    assert (found(last, "V3.2-1").breach, last.ended) == (True, False)
    assert (found(after, "V3.2-1").breach, after.ended, found(after, "V3.2-1").outcome) == (False, True, NOT_MET)


def test_the_review_of_2018_holds_the_carried_over_only(world: World) -> None:
    """A missing objective is told as a shortcoming with regard to 2018, no breach."""
    (report,) = review(world, changed(FOLDER / "V3.2-1.ru"), profile=profile("vejledning-2018"))
    assert {result.rule.id for result in report.results} <= {"V3.2-1", "V3.2-2", "V4.1-3", "V6-1"}
    assert (found(report, "V3.2-1").standing, found(report, "V3.2-1").breach) == (EARLIER, False)
