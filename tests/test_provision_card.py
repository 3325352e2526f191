"""The card of a provision tells its passage, how to meet it, and what the review of each agreement says."""

from __future__ import annotations

import pytest

from aftalegraf.errors import UnknownNameError
from aftalegraf.namespaces import AFT
from aftalegraf.provision_card import ProvisionCard, provision_card
from aftalegraf.provision_list import Chapter, chapters
from aftalegraf.results import Report
from aftalegraf.world import World


@pytest.fixture(scope="module")
def made(world: World, reviewed: tuple[Report, ...]) -> tuple[tuple[Chapter, ...], tuple[Report, ...]]:
    """All provisions and all reviews."""
    reports = reviewed
    return chapters(world, reports), reports


@pytest.fixture
def told(world: World, made: tuple[tuple[Chapter, ...], tuple[Report, ...]]) -> dict[str, ProvisionCard]:
    """The cards that the tests look at."""
    return {name: provision_card(world, *made, name) for name in ("V1-1", "V1.1-9", "V5.1-6b")}


def test_a_card_has_its_place_and_what_it_rests_on(told: dict[str, ProvisionCard]) -> None:
    """The chapter, the passage of its words, and its weight with ground and source."""
    card = told["V5.1-6b"]
    assert (card.provision.label, card.chapter.number) == ("valgperioden fremgår", "5.1")
    assert [source.rpartition("/")[2] for e in card.words for source in e.sources] == ["003-l419"]
    facts = {fact.property_iri.removeprefix(AFT): fact.said for fact in card.facts}
    assert list(facts) == ["modalitet", "retskraft", "adressat", "gaelderFor"]
    assert facts["modalitet"][0].other.value == f"{AFT}skal"
    assert all(each.evidence for said in facts.values() for each in said)
    assert (card.before, card.after) == ("V5.1-6a", "V5.1-6c")


def test_a_card_says_what_each_review_says(told: dict[str, ProvisionCard]) -> None:
    """In full where the agreement's text is at hand; the others are counted."""
    card = told["V5.1-6b"]
    assert [(f.report.label, f.outcome) for f in card.findings] == [
        ("Sundhedsaftalen 2019-2023, Region Midtjylland", "mangler"),
        ("Sundhedsaftalen 2024-2027, Region Syddanmark", "kanIkkeAfgoeres"),
    ]
    assert "Valgperioden fremgår ikke." in card.findings[0].items[0].results[0].reasons
    assert len(card.silent) == 8


def test_a_provision_without_a_test_says_why(told: dict[str, ProvisionCard]) -> None:
    """And no review is told to have looked at it."""
    card = told["V1-1"]
    assert card.rule is None
    assert card.provision.explanation
    assert (card.silent, card.before) == ((), "")


def test_one_that_says_the_same_has_the_card_of_the_other(told: dict[str, ProvisionCard]) -> None:
    """V1.1-9 repeats V3.2-1."""
    rule = told["V1.1-9"].rule
    assert rule is not None
    assert rule.rule.id == "V3.2-1"


def test_a_commitment_does_not_concern_the_other_agreement(
    world: World, made: tuple[tuple[Chapter, ...], tuple[Report, ...]]
) -> None:
    """It binds its own only."""
    found, reports = made
    name = next(row.provision.id for c in found for row in c.rows if row.provision.id[0] == "S" and row.provision.shape)
    assert [bool(f.outcome) for f in provision_card(world, found, reports, name).findings] == [False, True]


def test_an_unknown_provision_is_answered_with_the_nearest(
    world: World, made: tuple[tuple[Chapter, ...], tuple[Report, ...]]
) -> None:
    """By id."""
    with pytest.raises(UnknownNameError) as error:
        provision_card(world, *made, "V5.1-6z")
    assert error.value.nearest[0].startswith("V5.1-6")
