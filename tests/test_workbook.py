"""Excel workbooks: what is written is read again, and nothing in them is run."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from aftalegraf import workbook
from aftalegraf.errors import SourceError
from aftalegraf.workbook import Cell, Page, read, write


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_is_written_is_read() -> None:
    """Text, numbers and dates, each at its row and column."""
    page = Page("Ark", ("A", "B"), (("x", 3), ("", 0.25), (dt.date(2024, 1, 31), "æøå")), dates=frozenset({1}))
    (sheet,) = read(write([page]), "x.xlsx")
    assert sheet.rows == {
        1: {1: Cell("A"), 2: Cell("B")},
        2: {1: Cell("x"), 2: Cell("3", "number")},
        3: {2: Cell("0.25", "number")},
        4: {1: Cell("2024-01-31", "date"), 2: Cell("æøå")},
    }


@pytest.mark.parametrize("text", ["=1+1", "+45 12", "-nej", "@a", '=HYPERLINK("http://x")'])
def test_text_is_never_written_as_a_formula(text: str) -> None:
    """A spreadsheet shows it, and does not run it."""
    made = write([Page("Ark", ("A",), ((text,),))])
    cell = load_workbook(io.BytesIO(made))["Ark"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert read(made, "x.xlsx")[0].rows[2][1] == Cell(text)


def test_a_formula_is_told_and_not_counted_out() -> None:
    """Also one that was counted out before it was saved, and an error."""
    book = Workbook()
    page = book.worksheets[0]
    page["A1"], page["A2"], page["A3"] = "=1+1", "#REF!", True
    (sheet,) = read(saved(book), "x.xlsx")
    assert [cell.kind for row in sheet.rows.values() for cell in row.values()] == ["formula", "error", "text"]
    assert sheet.rows[3][1].text == "ja"


def test_a_sheet_may_not_go_on_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell far down is one too many; a row of blanks is none."""
    monkeypatch.setattr(workbook, "MOST_ROWS", 5)
    book = Workbook()
    page = book.worksheets[0]
    page["A1"] = "x"
    page.cell(6, 1).number_format = "0.00"
    assert list(read(saved(book), "x.xlsx")[0].rows) == [1]
    page["A6"] = "y"
    with pytest.raises(SourceError, match="has more than 5 rows"):
        read(saved(book), "x.xlsx")


def test_whole_numbers_and_hours_are_kept_as_they_are() -> None:
    """A large number is written out; a date with an hour is no date alone."""
    book = Workbook()
    page = book.worksheets[0]
    page["A1"], page["A2"] = 12345678, dt.datetime(2024, 1, 31, 12, 30)  # noqa: DTZ001 (Excel knows no zones)
    rows = read(saved(book), "x.xlsx")[0].rows
    assert (rows[1][1].text, rows[2][1].text) == ("12345678", "2024-01-31 12:30:00")


def test_what_excel_adds_of_its_own_is_left_out_without_a_word(recwarn: pytest.WarningsRecorder) -> None:
    """Excel keeps some value lists in an extension that openpyxl warns of."""
    added = b'<extLst><ext uri="{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write([Page("Ark", ("A",), (("x",),))]))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</worksheet>", added))
    assert read(out.getvalue(), "x.xlsx")[0].rows[2][1].text == "x"
    assert not recwarn.list
