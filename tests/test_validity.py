"""What was in force on a day: by the dates of documents, registers and the law, and nothing made up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftalegraf.errors import UsageError
from aftalegraf.namespaces import AFT
from aftalegraf.projection import Link, links
from aftalegraf.search_names import ids
from aftalegraf.transitions import changes
from aftalegraf.validity import (
    IN_FORCE,
    NOT_IN_FULL,
    NOT_YET,
    OVER,
    PLANNED,
    UNDECIDED,
    Dates,
    as_of,
    dates,
    day_before,
    day_of,
    on_day,
    standings,
)
from aftalegraf.world import World
from tests.made_links import thing, world_of


@pytest.fixture(scope="module")
def known(world: World) -> Dates:
    """Every date of the project's data."""
    return dates(world, changes(world))


@pytest.fixture(scope="module")
def every(world: World) -> tuple[Link, ...]:
    """Every link of the project's data."""
    return links(world)


def state(world: World, known: Dates, name: str, day: str, ground: str = "redaktionel") -> str:
    """How a thing stands."""
    iri = ids(world)[name]
    return next(each.state for each in standings(known.bounds, day, ground) if each.thing == iri)


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("agr-midt-2019-2023", "2019-06-30", NOT_YET),  # ikraft 1 July 2019
        ("agr-midt-2019-2023", "2019-07-01", IN_FORCE),
        ("agr-midt-2019-2023", "2023-01-02", UNDECIDED),  # 000 L195 has only the year 2023
        ("agr-midt-2019-2023", "2024-01-01", OVER),
        ("agr-syd-2024-2027", "2024-06-01", UNDECIDED),  # 002 L13 has only the years
        ("agr-syd-2024-2027", "2026-12-31", IN_FORCE),
        ("agr-syd-2024-2027", "2027-01-01", OVER),  # L 214; the day is the editors' addition
        ("randersklyngen", "2022-06-30", NOT_YET),
        ("randersklyngen", "2026-12-31", IN_FORCE),
        ("randersklyngen", "2027-01-01", OVER),
        ("for-ssu-syd", "2026-12-31", UNDECIDED),  # no source tells when it began
        ("for-ssu-syd", "2027-01-01", OVER),
        ("region-oestdanmark", "2026-12-31", NOT_YET),
        ("region-oestdanmark", "2027-01-01", IN_FORCE),
        ("sundhedsraad-aarhus", "2026-12-31", NOT_IN_FULL),  # it met in January 2026
        ("sundhedsraad-aarhus", "2027-01-01", IN_FORCE),
        ("doc-implementeringsplan-2026-2027", "2025-12-31", PLANNED),
        ("doc-implementeringsplan-2026-2027", "2027-01-01", PLANNED),  # 002 L211 tells only that it is to be made
        ("doc-implementeringsplan-2026-2027", "2028-01-01", OVER),
        ("doc-implementeringsplan-2024-2025", "2026-01-01", OVER),  # 002 L227: enclosed
        ("agr-hovedstaden-tidligere", "2020-01-01", UNDECIDED),  # the page is undated
    ],
)
def test_a_thing_stands_by_its_own_dates(world: World, known: Dates, name: str, day: str, expected: str) -> None:
    """A year without its day cannot decide within it; that a kind is introduced tells not that a thing had begun."""
    assert state(world, known, name, day) == expected


def test_a_date_of_a_weaker_ground_does_not_decide_but_is_told_beside(world: World, known: Dates) -> None:
    """The day of the abolition is the editors' addition: by what is read the agreement is in force until then."""
    iri = ids(world)["agr-syd-2024-2027"]
    (found,) = [each for each in standings(known.bounds, "2027-01-01", "udledt") if each.thing == iri]
    assert found.state == IN_FORCE
    assert [(bound.value, bound.ground) for bound in found.beside] == [("2027-01-01", "redaktionel")]
    assert found.beside[0].reason.startswith("almindelig viden: ikrafttrædelsesbestemmelsen")


def test_a_year_that_is_stated_is_not_hidden_by_a_day_that_the_editors_added(world: World, known: Dates) -> None:
    """Region Sjælland's agreement names the years 2019-2023; 31 December 2023 is our own."""
    assert state(world, known, "agr-sjaelland-2019-2023", "2024-01-01", "fremgaar") == OVER
    assert state(world, known, "agr-sjaelland-2019-2023", "2023-06-01", "fremgaar") == UNDECIDED
    assert state(world, known, "agr-sjaelland-2019-2023", "2023-06-01", "redaktionel") == IN_FORCE


def test_municipalities_change_region_with_the_day(world: World, known: Dates, every: tuple[Link, ...]) -> None:
    """29 and 17 municipalities until the end of 2026, then 46 in one: the same as by SPARQL over the statements."""
    names = ids(world)
    for day, counts in (("2026-12-31", (29, 17, 0)), ("2027-01-01", (0, 0, 46))):
        then = as_of(known, every, day, "redaktionel")
        for name, count in zip(("region-1084", "region-1085", "region-oestdanmark"), counts, strict=True):
            found = {
                each.source
                for each in then.links
                if (each.kind, each.target) == (f"{AFT}iRegion", names[name]) and "/kommune/" in each.source
            }
            rows = world.store.select(
                f"""SELECT DISTINCT ?k WHERE {{ GRAPH graf:alt {{ ?k a aft:Kommune }}
                  ?u rdf:subject ?k ; rdf:predicate aft:iRegion ; rdf:object <{names[name]}>
                  OPTIONAL {{ ?u aft:gyldigFra ?from }} OPTIONAL {{ ?u aft:gyldigTil ?to }}
                  FILTER (COALESCE(STR(?from), "") <= "{day}" && COALESCE(STR(?to), "9") >= "{day}") }}"""
            ).rows
            assert found == {k.value for (k,) in rows if k}
            assert len(found) == count


def test_what_is_lost_with_an_agreement_is_not_there(world: World, known: Dates, every: tuple[Link, ...]) -> None:
    """In 2025 nothing of the agreement of Midtjylland 2019-2023 is in force; its objectives have no other carrier."""
    then = as_of(known, every, "2025-06-01", "redaktionel")
    names = ids(world)
    assert {names["agr-midt-2019-2023"], names["obj-midt-akut"], names["ind-midt-overdoed"]} <= then.absent
    assert names["obj-syd-aktiv"] not in then.absent
    assert not any(then.absent & {link.source, link.target} for link in then.links)


def test_a_date_outside_every_validity_is_told(known: Dates, every: tuple[Link, ...]) -> None:
    """Before the first date nothing is in force; the message tells from when to when dates run."""
    with pytest.raises(UsageError, match=r"^nothing .* is in force on 1999-12-31; .* from 2007-01-01 to 2028-01-01$"):
        as_of(known, every, "1999-12-31", "redaktionel")
    with pytest.raises(UsageError, match="is no day; write it like 2024-01-31"):
        day_of("2027-02-30")


def test_what_has_full_effect_later_is_there_before(known: Dates, every: tuple[Link, ...]) -> None:
    """17 health councils met in January 2026; that they have full effect from 2027 is no beginning."""
    then = as_of(known, every, "2026-12-31", "redaktionel")
    councils = [each for each in then.standings if each.state == NOT_IN_FULL]
    assert len(councils) == 17
    assert all(bound.full and not bound.ends for each in councils for bound in each.told_by)
    assert not then.absent & {each.thing for each in councils}


def test_a_bill_is_never_in_force(world: World, known: Dates) -> None:
    """Bill L 191 tells from which day it would hold; a bill holds on no day."""
    assert ids(world)["law-l-191-20211"] not in {bound.thing for bound in known.bounds}


def test_the_last_and_the_first_of_all_days_have_an_answer() -> None:
    """What never ends is in force on the last day that can be written; before the first there is none."""
    told = dates(world_of([("a", "gyldigFra", "2020-01-01"), ("b", "gyldigTil", "9999-12-31")]), ())
    assert [each.state for each in on_day(told, (), "9999-12-31", "fremgaar").standings] == [IN_FORCE, UNDECIDED]
    assert day_before("2027-01-01") == "2026-12-31"
    with pytest.raises(UsageError, match="no day comes before 0001-01-01; give a later one"):
        day_before("0001-01-01")


def test_a_link_without_an_end_holds_on_the_last_day(world: World, known: Dates, every: tuple[Link, ...]) -> None:
    """The 46 municipalities of Region Østdanmark are in it for as long as nothing tells otherwise."""
    east = ids(world)["region-oestdanmark"]
    then = as_of(known, every, "9999-12-31", "redaktionel")
    assert sum((link.kind, link.target) == (f"{AFT}iRegion", east) for link in then.links) >= 46


DAYS = st.dates().map(str)


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(("gyldigFra", "gyldigTil")), DAYS), max_size=6), DAYS)
def test_states_are_those_of_the_days(bounds: list[tuple[str, str, str]], day: str) -> None:
    """A thing is over after the first of its ends, not yet there before the last of its beginnings, else in force."""
    known = dates(world_of(bounds), ())
    for each in on_day(known, (), day, "fremgaar").standings:
        begins = [value for name, p, value in bounds if thing(name) == each.thing and p == "gyldigFra"]
        ends = [value for name, p, value in bounds if thing(name) == each.thing and p == "gyldigTil"]
        over, early = any(day > end for end in ends), any(day < begin for begin in begins)
        assert each.state == (OVER if over else NOT_YET if early else IN_FORCE if begins else UNDECIDED)
