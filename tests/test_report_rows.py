"""The review as rows opens in a spreadsheet, with every text as text."""

from __future__ import annotations

import csv
import io

from openpyxl import load_workbook

from aftalegraf.report_rows import as_csv, as_workbook
from aftalegraf.review import UNDECIDED, Report
from aftalegraf.workbook import MOST
from aftalegraf.world import World
from tests.made_reviews import AGREEMENT, HOSTILE, hostile, report, result, rule, several


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV as a spreadsheet reads them."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_row_holds_one_result(world: World) -> None:
    """With the thing, the rule, what was found, the cure and the source, under Danish headings."""
    place = "https://w3id.org/aftalegraf/id/kildehenvisning/000-l193"
    one = rule(also=("V2-3",), basis=("sundhedsloven § 205",), approximate=True)
    (row,) = rows(as_csv(world, [report(result(one, UNDECIDED, found=("regionen",), places=(place,)))]))
    wanted = {
        "aftale": "Fiktiv sundhedsaftale", "bestemmelse": "V9-1", "titel": "parterne fremgår",
        "gælder": "Fiktiv sundhedsaftale", "udfald": "Kan ikke afgøres", "om": "Aftalen selv", "niveau": "Skal",
        "modalitet": "skal", "retskraft": "lov", "fundet": "regionen", "hvorfor": "Dokumentet er ikke i samlingen.",
        "gør": "Se efter i kilden, eller skaf dokumentet, og skriv det ind. Skriv parterne.",
        "kilde": "høringsversionen af Sundhedsaftalen 2019-2023, linje 193", "hjemmel": "sundhedsloven § 205",
        "siger det samme": "V2-3", "prøven": "tilnærmelse", "aftale (id)": AGREEMENT, "kilde (id)": place,
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert "ingen godkendelse" in row["om gennemgangen"]


def test_every_result_has_its_row_and_english_its_headings(world: World, reviewed: tuple[Report, ...]) -> None:
    """As many as the review has."""
    reports = reviewed
    found = rows(as_csv(world, reports, "en"))
    assert len(found) == sum(len(report.results) for report in reports) > 100
    assert list(found[0])[:5] == ["agreement", "provision", "title", "concerns", "outcome"]


def test_a_csv_holds_no_formula(world: World) -> None:
    """A cell that a spreadsheet would calculate gets an apostrophe; other text, and a negative number, is as it was."""
    found = rows(as_csv(world, [hostile()]))
    risky = [cell for row in found for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert set(risky) <= {"-1"}
    assert {row["gælder"].removeprefix("'") for row in found} == set(HOSTILE)


def test_the_workbook_has_the_results_the_sentences_and_the_counts(world: World) -> None:
    """Three sheets, each with a heading that stays, columns wide enough to read."""
    found = report(*several("skal", "lov", met=2, missing=1), *several("boer", "vejledningUdkast", undecided=1))
    book = load_workbook(io.BytesIO(as_workbook(world, [found])))
    assert book.sheetnames == ["Gennemgang", "Kort sagt", "Antal"]
    short = [tuple(row) for row in book["Kort sagt"].iter_rows(values_only=True)]
    assert short[0] == ("aftale", "om", "sætning")
    assert short[1][1:] == (
        "Læs først",
        "Uofficielt værktøj. Gennemgangen er ingen godkendelse; den viser kun, hvad der står i kilderne.",
    )
    assert short[-2:] == [
        ("Fiktiv sundhedsaftale", "Aftalen selv", "1 krav i lov og bekendtgørelse er ikke opfyldt (2 opfyldt)."),
        ("Fiktiv sundhedsaftale", "Aftalen selv", "Den ene anbefaling i vejledningsudkastet kan ikke afgøres."),
    ]
    counts = [tuple(row) for row in book["Antal"].iter_rows(values_only=True)]
    assert counts[1] == ("Fiktiv sundhedsaftale", "Aftalen selv", "Skal", "lov", 3, 2, 1, 0, 0)
    assert book["Gennemgang"].max_row == 5
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert all(dimension.width >= 12 for dimension in sheet.column_dimensions.values())


def test_the_workbook_holds_no_formula(world: World) -> None:
    """What begins with = + - or @ is a text; what a workbook cannot hold is left out."""
    book = load_workbook(io.BytesIO(as_workbook(world, [hostile()])))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert {cell.value for cell in cells} >= {name.replace("\x07", "") for name in HOSTILE}


def test_the_workbook_is_the_same_every_time_and_holds_long_texts(world: World) -> None:
    """The same bytes; a text longer than a cell is cut there."""
    long = report(result(rule(), label="å" * 40_000))
    first = as_workbook(world, [long], "en")
    assert first == as_workbook(world, [long], "en")
    book = load_workbook(io.BytesIO(first))
    assert book.sheetnames == ["Review", "In short", "Counts"]
    assert book["Review"]["D2"].value == "å" * MOST
