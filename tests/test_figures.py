"""The figures of the cube, each with what it rests on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from aftalegraf.figures import Period, all_targets, cube, newest
from aftalegraf.namespaces import ID
from aftalegraf.world import World

SMOKING = f"{ID}maaleindikator/maa-ryger-dagligt"
MIDT = f"{ID}region/act-region-midt"


def test_every_figure_of_the_graph_is_there_once(world: World) -> None:
    """2,097 figures for 21 measured indicators, as the table of observations has them."""
    found = cube(world)
    asked = "SELECT (COUNT(?o) AS ?n) (COUNT(DISTINCT ?i) AS ?m) { ?o aft:maaltIndikator ?i }"
    (row,) = world.store.select(asked).rows
    assert [cell.value for cell in row if cell] == ["2097", "21"]
    assert (sum(len(measure.figures) for measure in found.values()), len(found)) == (2097, 21)


def test_a_figure_after_a_break_is_joined_with_none(world: World) -> None:
    """Only the region's own figure of 2010 carries the caveat of a break."""
    figures = [figure for measure in cube(world).values() for figure in measure.figures]
    assert [(f.area, f.period.years, f.value) for f in figures if not f.joins] == [(MIDT, (2010, 2010), Decimal(22))]


def test_a_source_tells_how_many_decimals_it_writes(world: World) -> None:
    """A share of 20.0 keeps its decimal, 16 gets none."""
    digits = {source.iri.rsplit("/", 1)[-1]: source.digits for source in cube(world)[SMOKING].sources}
    assert digits["maal-historik"] == 1
    assert digits["maal-defactum-2022"] == 0


def test_a_target_is_tied_to_its_measure_and_to_its_region(world: World) -> None:
    """The agreement of 2019 is to reach 13 per cent from 19 in Region Syddanmark; two targets have no figures."""
    (smoking,) = cube(world)[SMOKING].targets
    assert (smoking.start, smoking.value, smoking.year, smoking.ground) == (Decimal(19), Decimal(13), 2023, "fremgaar")
    assert smoking.area == f"{ID}region/act-region-syd"
    assert [target.iri.rsplit("-", 2)[-2:] for target in all_targets(world) if not target.measure] == [
        ["fysisk", "sygdom"],
        ["psykisk", "sygdom"],
    ]


def test_the_newest_figure_of_an_area_is_the_one_that_ends_last(world: World) -> None:
    """Region Midtjylland was last measured in 2021."""
    latest = newest(cube(world)[SMOKING].figures)
    assert (latest[MIDT].period.years, latest[MIDT].value) == ((2021, 2021), Decimal(13))


@pytest.mark.parametrize(
    ("first", "last", "at"),
    [("2021-01-01", "2021-12-31", 2021), ("2013-01-01", "2015-12-31", 2014), ("2018-07-01", "2019-06-30", 2018.5)],
)
def test_a_period_lies_in_its_middle(first: str, last: str, at: float) -> None:
    """A year lies on its own number, so that it meets the mark of the axis."""
    assert Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last), "").at == at
