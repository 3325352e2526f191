"""An answer as an Excel workbook: exact cells, real numbers and dates, no formula, the same bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from aftalegraf.answer_sheets import answer_workbook, value
from aftalegraf.answers import Answered, answer
from aftalegraf.cells import Cell, Rows
from aftalegraf.world import World

XSD = "http://www.w3.org/2001/XMLSchema#"


def opened(
    world: World, answered: Answered, language: str = "da", address: str = ""
) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet, as Excel would have them."""
    book = load_workbook(io.BytesIO(answer_workbook(world, answered, language, address)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_three_sheets_hold_the_answer_its_evidence_and_what_it_is(world: World) -> None:
    """Exactly, for a small answer."""
    given = {"sundhedsraad": "Sundhedsråd Aarhus"}
    sheets = opened(world, answer(world, "kommuner-i-sundhedsraad", given), address="https://x.test/spoergsmaal")
    assert list(sheets) == ["Svar", "Belæg", "Om"]
    assert [row[:4] for row in sheets["Svar"]] == [
        ("Nr.", "Region", "Sundhedsråd", "Kommune"),
        (1, "Region Midtjylland", "Sundhedsråd Aarhus", "Aarhus Kommune"),
        (2, "Region Midtjylland", "Sundhedsråd Aarhus", "Samsø Kommune"),
    ]
    assert sheets["Svar"][0][4:] == ("Grundlag", "Kilder")
    assert sheets["Belæg"][0] == ("Række nr.", "Grundlag", "Kilde", "Kildens adresse", "Udsagnets adresse")
    assert {row[0] for row in sheets["Belæg"][1:]} == {1, 2}
    assert all(row[4].startswith("https://w3id.org/aftalegraf/id/udsagn/") for row in sheets["Belæg"][1:])
    about = dict(sheets["Om"][1:])
    assert about["Spørgsmål"] == "Hvilke kommuner hører til et sundhedsråd?"
    assert about["Sundhedsråd"] == "Sundhedsråd Aarhus"
    assert about["Antal rækker"] == 2
    assert about["Grundlag"] == "det, der fremgår, og vores læsning"
    assert about["Data, version"] == world.version[:8]
    assert about["Status"] == "Uofficielt værktøj. Det er dokumenterne selv, der gælder."
    assert about["Svarets adresse"] == "https://x.test/spoergsmaal"
    assert about["Forespørgsel (SPARQL)"].startswith("SELECT ?region ?sundhedsraad ?kommune")


def test_numbers_are_numbers_and_dates_are_dates(world: World) -> None:
    """So that a spreadsheet can count with them."""
    sheets = opened(world, answer(world, "kommuner-i-region", {"grundlag": "redaktionel"}), "en")
    heads = sheets["Answer"][0]
    rows = [dict(zip(heads, row, strict=True)) for row in sheets["Answer"][1:]]
    copenhagen = next(row for row in rows if row["Municipality"] == "Københavns Kommune" and row["To"])
    assert copenhagen["Population 2026"] == 671714
    assert copenhagen["Code"] == "0101"
    assert copenhagen["To"] == dt.datetime(2026, 12, 31)  # noqa: DTZ001 (a spreadsheet has no time zones)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell("literal", "12.5", f"{XSD}decimal"), 12.5),
        (Cell("literal", "7", f"{XSD}integer"), 7),
        (Cell("literal", "2027", f"{XSD}gYear"), 2027),
        (Cell("literal", "2019-01", f"{XSD}gYearMonth"), "2019-01"),
        (Cell("literal", "2027-01-01", f"{XSD}date"), dt.date(2027, 1, 1)),
        (Cell("literal", "1850-01-01", f"{XSD}date"), "1850-01-01"),
        (Cell("literal", "true", f"{XSD}boolean"), "ja"),
        (Cell("literal", "12345678901234567890", f"{XSD}integer"), "12345678901234567890"),
        (Cell("literal", "a\x00b\x1f", f"{XSD}string"), "ab"),
        (None, ""),
    ],
)
def test_a_cell_keeps_its_type(world: World, cell: Cell | None, expected: object) -> None:
    """What a spreadsheet would get wrong stays text; what a workbook may not hold is left out."""
    found = value(world, cell)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://evil.test")', "+1", "-1", "@SUM(A1)", "\t=1"])
def test_text_is_never_a_formula(world: World, text: str) -> None:
    """Whatever it begins with: the cell is text, exactly as it stands."""
    answered = answer(world, "visioner-i-aftale", {"aftale": "agr-midt-2019-2023"})
    hostile = dataclasses.replace(answered, rows=Rows(("vision",), ((Cell("literal", text, f"{XSD}string"),),)))
    book = load_workbook(io.BytesIO(answer_workbook(world, hostile)))
    cell = book["Svar"]["B2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert [c.data_type for sheet in book for row in sheet.iter_rows() for c in row].count("f") == 0


def test_an_empty_answer_says_why(world: World) -> None:
    """In the sheet about it."""
    sheets = opened(world, answer(world, "indikatorer-for-nationalt-maal", {"maal": "ng-forloeb"}))
    assert len(sheets["Svar"]) == 1
    why = [text for name, text in sheets["Om"] if name == "Hvorfor er der intet svar?"]
    assert why[0].startswith("Kan ikke afgøres: overbliksbilledet mangler")
    assert len(why) == 2


def test_the_draft_status_is_told_where_the_guidance_is_used(world: World) -> None:
    """And only there."""
    status = "Vejledningen i samlingen er et udateret udkast."
    assert status in dict(opened(world, answer(world, "fravigelige-standarder", {}))["Om"][1:]).values()
    assert status not in [text for _, text in opened(world, answer(world, "nationale-maal", {}))["Om"]]


def test_the_same_answer_gives_the_same_bytes(world: World) -> None:
    """No clock in the file."""
    answered = answer(world, "nationale-maal", {})
    assert answer_workbook(world, answered) == answer_workbook(world, answered)
