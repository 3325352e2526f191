"""A review by the rules of another day is the same whether it is made anew or held up against them."""

from __future__ import annotations

import pytest

from aftalegraf.profiles import STANDARD, Profile, profile
from aftalegraf.review import Report, review
from aftalegraf.standings import as_of
from aftalegraf.world import World


def test_what_was_found_does_not_hang_on_the_day(world: World, reviewed: tuple[Report, ...]) -> None:
    """Only which rules hold, and how: so a review by other dates needs no new review."""
    found = reviewed
    for held in (
        profile(day="2026-06-01"),
        profile(day="2027-02-01", assumed="2023-01-01"),
        profile(assumed="2019-01-01"),
        profile("vejledning-2018"),
    ):
        assert as_of(world, found, held) == review(world, profile=held)
    assert as_of(world, found, STANDARD) == found


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (Profile(), {"senere": 19, "udkast": 77, "egen": 28}),
        (Profile(day="2026-06-01"), {"senere": 19, "udkast": 77, "egen": 28}),
    ],
)
def test_a_rule_younger_than_the_agreement_stays_so_whatever_the_day(
    world: World, held: Profile, expected: dict[str, int]
) -> None:
    """Midtjylland's agreement is of 2019: no day makes a law of 2022 bind it, and nothing is a breach."""
    report = next(one for one in as_of(world, review(world), held) if one.agreement.endswith("agr-midt-2019-2023"))
    standings = [result.standing for result in report.results]
    assert {name: standings.count(name) for name in dict.fromkeys(standings)} == expected
    assert not any(result.breach for result in report.results)
