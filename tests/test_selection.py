"""The results of a review are chosen by outcome, level, force and subject, and a shortcoming is told from a breach."""

from __future__ import annotations

import pytest

from aftalegraf.errors import UnknownNameError
from aftalegraf.profiles import ASSUMED, DRAFT, ENDED, IN_FORCE, LATER, OWN, UNKNOWN
from aftalegraf.results import MET, NOT_MET, UNDECIDED, Exemption
from aftalegraf.selection import LACKS, SLUGS, Selection, Tab, abouts, forces, kind, select, selection, tabs, worst
from tests.made_reviews import report, result, rule

LAW = rule("V9-1")
DRAFT_RULE = rule("V9-2", "boer", "vejledningUdkast", about="omForummet")
DEFAULT = rule("V9-3", "kan", defeasible=True)
EXCUSE = Exemption("V9-4", "x", "fordi", "rolle", "2027-01-01", "her")
REVIEW = report(
    result(LAW, NOT_MET),
    result(LAW, MET, focus="https://example.org/b"),
    result(DRAFT_RULE, NOT_MET),
    result(DEFAULT, NOT_MET),
    result(rule("V9-4"), NOT_MET, exemption=EXCUSE),
    result(rule("V9-5"), UNDECIDED),
)


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (IN_FORCE, NOT_MET), (ASSUMED, NOT_MET), (OWN, NOT_MET), (LATER, LACKS), (DRAFT, LACKS), (UNKNOWN, LACKS),
        (ENDED, LACKS),
    ],
)  # fmt: skip
def test_what_did_not_bind_the_agreement_is_no_breach(standing: str, expected: str) -> None:
    """Only a rule that holds for it, or its own promise, can be not met."""
    assert kind(result(LAW, NOT_MET, standing=standing)) == expected
    assert kind(result(LAW, MET, standing=standing)) == MET


def test_each_outcome_is_a_tab_with_its_provisions() -> None:
    """A provision that is tested on two things may stand in two; all are counted once in the first."""
    assert tabs(REVIEW, Selection()) == (
        Tab("", "", "Alle", 5),
        Tab("ikke-opfyldt", NOT_MET, "Ikke opfyldt", 1),
        Tab("mangel", LACKS, "Mangel (intet brud påvist)", 1),
        Tab("undtagelse", "excused", "Begrundet undtagelse", 1),
        Tab("afvigelse", "departs", "Lovlig afvigelse", 1),
        Tab("kan-ikke-afgoeres", UNDECIDED, "Kan ikke afgøres", 1),
        Tab("opfyldt", MET, "Opfyldt", 1),
    )
    assert [(tab.words, tab.number) for tab in tabs(REVIEW, selection(level="boer"), "en")] == [
        ("All", 1), ("Not met", 0), ("Shortcoming (no breach shown)", 1), ("Reasoned exemption", 0),
        ("Lawful departure", 0), ("Cannot be decided", 0), ("Met", 0),
    ]  # fmt: skip


def test_outcomes_that_a_review_does_not_have_are_left_out() -> None:
    """But met, undecided and not met are told also where there are none."""
    assert [tab.slug for tab in tabs(report(result(LAW, MET)), Selection())] == [
        "", "ikke-opfyldt", "kan-ikke-afgoeres", "opfyldt",
    ]  # fmt: skip
    assert [tab.slug for tab in tabs(report(result(DRAFT_RULE, NOT_MET)), Selection())] == [
        "", "mangel", "kan-ikke-afgoeres", "opfyldt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        ({}, ["V9-1", "V9-1", "V9-2", "V9-3", "V9-4", "V9-5"]),
        ({"outcome": "ikke-opfyldt"}, ["V9-1"]),
        ({"outcome": "mangel"}, ["V9-2"]),
        ({"outcome": "afvigelse"}, ["V9-3"]),
        ({"level": "kan"}, ["V9-3"]),
        ({"force": "vejledningUdkast"}, ["V9-2"]),
        ({"about": "omForummet"}, ["V9-2"]),
        ({"outcome": "opfyldt", "level": "boer"}, []),
    ],
)
def test_what_is_chosen_is_what_is_shown(names: dict[str, str], ids: list[str]) -> None:
    """All choices hold together."""
    assert [one.rule.id for one in select(REVIEW, selection(**names))] == ids


@pytest.mark.parametrize("names", [{"outcome": "x"}, {"level": "maa"}, {"force": "xyz"}, {"about": "alt"}])
def test_an_unknown_choice_is_refused(names: dict[str, str]) -> None:
    """With the nearest."""
    with pytest.raises(UnknownNameError):
        selection(**names)


def test_the_worst_of_many_is_told() -> None:
    """And nothing of nothing."""
    assert worst(REVIEW.results) == NOT_MET
    assert worst(REVIEW.results[1:3]) == LACKS
    assert worst(()) == ""


def test_only_what_is_there_can_be_chosen() -> None:
    """Forces and subjects, in their order; every outcome has an address."""
    assert forces(REVIEW) == ("lov", "vejledningUdkast")
    assert abouts(REVIEW) == ("omAftalen", "omForummet")
    assert len(set(SLUGS.values())) == len(SLUGS) == 6
