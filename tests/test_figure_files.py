"""The figures as files."""

from __future__ import annotations

import csv
import io

import pytest

from aftalegraf.figure_files import as_csv, as_workbook, period_words
from aftalegraf.workbook import read
from aftalegraf.world import World
from tests.test_figure_table import shown


@pytest.mark.parametrize(("separator", "value"), [(",", "20.0"), (";", "20,0")])
def test_csv_has_a_row_for_each_figure_with_its_decimals_and_source(world: World, separator: str, value: str) -> None:
    """The source writes 20.0, and so do we; a Danish Excel gets a comma."""
    text = as_csv(world, shown(world, "maa-ryger-dagligt", "sundhedsraad-hovedstaden"), "da", separator)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=separator))
    assert len(rows) == 16
    found = next(row for row in rows if row["område"] == "Københavns Kommune" and row["periode"] == "2010")
    assert (found["værdi"], found["enhed"], found["herkomst"]) == (value, "procent", "tredjepartsudtræk")
    assert found["grundlag"] == "fremgår af kilden"


def test_a_change_below_zero_stays_a_number(world: World) -> None:
    """It is no formula, so nothing is put before it."""
    assert ",-7," in as_csv(world, shown(world, "maa-hjertedoed-aendring"))


def test_a_workbook_has_real_numbers_the_targets_and_what_it_is(world: World) -> None:
    """Areas by years on the first sheet, then every figure with its source."""
    sheets = {
        sheet.title: sheet for sheet in read(as_workbook(world, shown(world, "maa-ryger-dagligt", "mun-odense")), "x")
    }
    assert list(sheets) == ["Kommuner og år", "Tal", "Måltal", "Om"]
    wide = sheets["Kommuner og år"].rows
    assert [cell.text for cell in wide[1].values()][:3] == ["område", "2010", "2013"]
    odense = next(row for row in wide.values() if row[1].text == "Odense Kommune")
    assert (odense[2].text, odense[2].kind) == ("21.5", "number")
    assert sheets["Måltal"].rows[2][5].text == "13"
    assert "Uofficielt" in sheets["Om"].rows[3][2].text


def test_periods_are_written_as_people_do(world: World) -> None:
    """A year, two years, two days."""
    assert [period_words(p) for p in shown(world, "maa-kraeft-5-aar").periods] == ["2013–2015", "2016–2018"]
    days = shown(world, "maa-ak-opfoelgning").periods[0]
    assert period_words(days) == "1. juli 2018 til 30. juni 2019"
    assert period_words(days, "en") == "1 July 2018 to 30 June 2019"
