"""The last day of a deadline, by both ways of counting."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftalegraf.deadlines import Rule, abolished, deadlines, last_days, months, rules_for
from aftalegraf.namespaces import AFT
from aftalegraf.world import World

AFTER = Rule("http://test/efter", 24, 0, "fremgaar", ())
BEFORE = Rule("http://test/foer", 0, 6, "udledt", ())


def test_the_draft_sets_two_deadlines_that_are_counted_from_the_term(world: World) -> None:
    """003 L464: at the latest two years in; L466: at the latest half a year before the end. L351 counts otherwise."""
    found = {
        kind.removeprefix(AFT): [(r.after, r.before, r.ground) for r in r_] for kind, r_ in rules_for(world).items()
    }
    assert found == {"Midtvejsstatus": [(24, 0, "fremgaar")], "Slutstatus": [(0, 6, "fremgaar")]}
    held = {(one.iri, one.ground) for rules in rules_for(world).values() for rule in rules for one in rule.responsible}
    assert held == {(f"{AFT}Sundhedssamarbejdsudvalg", "fremgaar")}


def test_the_days_are_those_that_the_checked_reading_has() -> None:
    """For an agreement from 2024-01-01 to 2027-12-31, both days counted; and the other way of counting."""
    assert last_days(dt.date(2024, 1, 1), 24, 0) == ("2025-12-31", "2026-01-01")
    assert last_days(dt.date(2027, 12, 31), 0, 6) == ("2027-06-30", "2027-07-01")


def test_a_year_is_taken_whole_and_that_is_told() -> None:
    """A day is no assumption; a text that is neither, and none at all, cannot be counted from."""
    (first,), (second,) = (deadlines([AFTER], begins, "", "fremgaar") for begins in ("2024", "2024-01-01"))
    assert (first.days, first.assumed) == (second.days, True)
    assert not second.assumed
    assert [d.days for told in ("", "snart", "2024-13-01") for d in deadlines([BEFORE], "", told, "udledt")] == [()] * 3


def test_a_ground_decides_which_deadlines_there_are() -> None:
    """What we read is no deadline where only the sources count."""
    assert [d.rule for d in deadlines([AFTER, BEFORE], "2024", "2027", "fremgaar")] == [AFTER]


@pytest.mark.parametrize(
    ("span", "number"), [("P2Y", 24), ("P6M", 6), ("P1Y6M", 18), ("P", 0), ("", 0), ("2 år", 0), ("P-1M", 0)]
)
def test_a_span_is_so_many_months(span: str, number: int) -> None:
    """What is no span of years and months is none."""
    assert months(span) == number


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 120))
@settings(max_examples=50, derandomize=True, deadline=None)
def test_the_two_ways_of_counting_are_at_most_a_day_apart(day: dt.date, number: int) -> None:
    """The stricter comes first; after two spans in a row nobody is back later than he began, and at most 3 days off."""
    for after, before in ((number, 0), (0, number)):
        first, second = map(dt.date.fromisoformat, last_days(day, after, before))
        assert dt.timedelta(0) <= second - first <= dt.timedelta(days=1)
    there = dt.date.fromisoformat(last_days(day, number, 0)[1])
    back = dt.date.fromisoformat(last_days(there, 0, number)[0])
    assert dt.timedelta(0) <= day - back <= dt.timedelta(days=3)


def test_the_day_of_the_reform_is_the_editors(world: World) -> None:
    """No document of the collection tells it."""
    assert abolished(world) == ("2027-01-01", "redaktionel")
