"""Write Excel workbooks: the door to openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # openpyxl is slow to import, and only those who write a workbook need it
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS: Final = (12, 60)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file can tell: the same bytes every time
_DATED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
Value = str | int


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet to write."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = ()


def write(pages: Iterable[Page]) -> bytes:
    """A workbook of the pages, the same bytes every time. Text is never taken for a formula."""
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        _fill(book.create_sheet(page.title), page)
    made = io.BytesIO()
    book.save(made)
    return _settled(made.getvalue())


def _fill(sheet: Worksheet, page: Page) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for number, row in enumerate([page.headings, *page.rows], 1):
        for column, value in enumerate(row, 1):
            _put(sheet, number, column, value)
    for column, heading in enumerate(page.headings, 1):
        longest = max(len(str(text)) for text in (heading, *(row[column - 1] for row in page.rows)))
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1])
    sheet.freeze_panes = "A2"


def _put(sheet: Worksheet, number: int, column: int, value: Value) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    cell = sheet.cell(number, column, value if value != "" else None)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str) and value:
        cell.data_type = "s"  # also where it begins with =
    if number == 1:
        cell.font = Font(bold=True)


def _settled(made: bytes) -> bytes:
    """The same workbook without the hour it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = _DATED.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
