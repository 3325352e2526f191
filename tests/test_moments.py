"""When things happen in an agreement: each date with its ground, and nothing that a source contradicts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aftalegraf.moments import Moment, moments, over
from aftalegraf.namespaces import ID
from aftalegraf.world import World, open_world

MIDT = f"{ID}sundhedsaftale/agr-midt-2019-2023"
SYD = f"{ID}sundhedsaftale/agr-syd-2024-2027"


def told(world: World, agreement: str) -> list[tuple[str, str, str, str]]:
    """When, what, which date of it, and the ground."""
    return [
        (m.when, m.thing.rsplit("/", 1)[-1], m.property_iri.rsplit("#", 1)[-1], m.ground)
        for m in moments(world, agreement)
    ]


def test_the_dates_of_midtjylland_stand_in_their_order(world: World) -> None:
    """A year comes after its days; what has no date comes last, what comes back before it."""
    assert told(world, MIDT) == [
        ("2019-04-30", "trin-midt-2019-sku", "skerDen", "fremgaar"),
        ("2019-07-01", "agr-midt-2019-2023", "ikrafttraedelsesdato", "redaktionel"),
        ("2021-07-01", "fu-midt-midtvejs", "opgoerelsesdato", "fremgaar"),
        ("2023-01-01", "fu-midt-slut", "opgoerelsesdato", "fremgaar"),
        ("2023", "agr-midt-2019-2023", "aftaleperiodeTil", "fremgaar"),
        ("2027-01-01", "aendring-sundhedsaftaler", "skerDen", "redaktionel"),
        ("", "fu-sku", "harOpfoelgning", "fremgaar"),
        ("", "fu-halvaar", "harOpfoelgning", "fremgaar"),
    ]


def test_syddanmark_has_reports_without_a_date(world: World) -> None:
    """The supplement tells that they are made, not when; one comes back each year."""
    found = {m.thing.rsplit("/", 1)[-1]: m for m in moments(world, SYD)}
    assert found["fu-syd-midtvejs"].when == found["fu-syd-slut"].when == ""
    assert found["fu-syd-aarlig"].often == f"{ID}frekvens/frq-1"
    assert found["doc-implementeringsplan-2026-2027"].when == "2027"


def test_what_is_stated_has_its_place_and_what_the_editors_added_has_none(world: World) -> None:
    """So that a reader can look it up, or knows that it cannot be looked up."""
    for agreement in (MIDT, SYD):
        for moment in moments(world, agreement):
            assert bool(moment.places) == (moment.ground != "redaktionel"), moment


def test_what_a_source_contradicts_is_not_told(world: World) -> None:
    """One page says that the period ends in 2022, the agreement says 2023."""
    assert [when for when, _, name, _ in told(world, MIDT) if name == "aftaleperiodeTil"] == ["2023"]


def test_the_year_is_left_out_where_the_day_is_known(world: World) -> None:
    """An expiry on 31 December 2027 says more than 2027."""
    names = [name for _, _, name, _ in told(world, f"{ID}sundhedsaftale/agr-sjaelland-2024-2027")]
    assert "udloebsdato" in names
    assert "aftaleperiodeTil" not in names


@pytest.mark.parametrize(
    ("when", "today", "past"),
    [
        ("2027-01-01", "2026-12-31", False),
        ("2027-01-01", "2027-01-01", False),
        ("2027-01-01", "2027-01-02", True),
        ("2026-01", "2026-01-31", False),
        ("2026-01", "2026-02-01", True),
        ("2023", "2023-12-31", False),
        ("2023", "2024-01-01", True),
        ("", "2099-01-01", False),
    ],
)
def test_a_date_is_past_when_all_of_it_is(when: str, today: str, *, past: bool) -> None:
    """A day, a month, a year; what has no date is never past."""
    assert Moment(when, "x", "p", "", "fremgaar", ()).past(today) is past


def test_the_term_of_an_agreement_is_over_when_the_last_of_it_is(world: World) -> None:
    """That of Midtjylland with 2023, on the word of the draft; the end of another thing ends no agreement."""
    found = moments(world, MIDT)
    assert over(found, MIDT, "2023-12-31") is None
    ended = over(found, MIDT, "2024-01-01")
    assert ended is not None
    assert (ended.when, ended.ground, ended.thing) == ("2023", "fremgaar", MIDT)
    assert over(found, SYD, "2099-01-01") is None


def test_a_changed_date_is_told(edit: Callable[[str, str, str], Path]) -> None:
    """What is told comes from the files."""
    root = edit(
        "data/midtjylland-2019-2023/statements.csv", "aft:opgoerelsesdato,2021-07-01", "aft:opgoerelsesdato,2021-08-01"
    )
    assert ("2021-08-01", "fu-midt-midtvejs", "opgoerelsesdato", "fremgaar") in told(open_world(root), MIDT)
