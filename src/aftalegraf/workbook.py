"""Write and read Excel workbooks: the door to openpyxl."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from aftalegraf.bounds import check_workbook
from aftalegraf.errors import SourceError

if TYPE_CHECKING:  # openpyxl is slow to import, and only those who write or read a workbook need it
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST: Final = 32_767  # the characters that Excel takes in a cell
_UNFIT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what a workbook cannot hold
MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 100
_LISTS: Final = "Lister"
_WIDTHS: Final = (12, 60)
_FILLED_ROWS: Final = 500  # how far down a sheet its value lists reach
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file can tell: the same bytes every time
_DAY: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
Value = str | int | float | dt.date


@dataclass(frozen=True, slots=True)
class Choice:
    """The values offered in a column: a list of its own, or a column of another sheet. `strict` takes no others."""

    values: tuple[str, ...] = ()
    sheet: str = ""
    column: int = 1
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet to write.

    notes: a remark on each heading; choices, dates: by the number of the column, from 1; examples: how many of the
    rows are only there to show how.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = ()
    notes: tuple[str, ...] = ()
    choices: Mapping[int, Choice] = field(default_factory=dict)
    dates: frozenset[int] = frozenset()
    examples: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty. kind: text, date, number, formula or error."""

    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet that was read: its rows by number, each with its cells by column; both from 1."""

    title: str
    rows: Mapping[int, Mapping[int, Cell]]


def write(pages: Sequence[Page]) -> bytes:
    """A workbook of the pages, the same bytes every time. Text is never taken for a formula."""
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        _fill(book.create_sheet(page.title), page)
    _offer(book, pages)
    book.properties.created = book.properties.modified = _DAY.replace(tzinfo=None)
    made = io.BytesIO()
    book.save(made)
    return _settled(made.getvalue())


def fitting(text: str) -> str:
    """A text as a cell can hold it: without control characters, and no longer than a cell."""
    return _UNFIT.sub("", text)[:MOST]


def letter(column: int) -> str:
    """The letters of a column, from 1: 3 is C."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    return get_column_letter(column)


def _fill(sheet: Worksheet, page: Page) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415

    for number, row in enumerate([page.headings, *page.rows], 1):
        for column, value in enumerate(row, 1):
            _put(sheet, number, column, value, page)
    for column, note in enumerate(page.notes, 1):
        if note:
            sheet.cell(1, column).comment = Comment(note, "aftalegraf", height=120, width=320)
    for column, heading in enumerate(page.headings, 1):
        longest = max(len(str(text)) for text in (heading, *(row[column - 1] for row in page.rows)))
        sheet.column_dimensions[letter(column)].width = min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1])
    for column in page.dates:
        for number in range(2, _FILLED_ROWS + 2):
            sheet.cell(number, column).number_format = "yyyy-mm-dd"
    sheet.freeze_panes = "A2"


def _put(sheet: Worksheet, number: int, column: int, value: Value, page: Page) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    cell = sheet.cell(number, column, value if value != "" else None)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str) and value:
        cell.data_type = "s"  # also where it begins with =
    if number == 1:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DCE6EE")
    elif number <= 1 + page.examples:
        cell.font = Font(italic=True, color="666666")


def _offer(book: Workbook, pages: Sequence[Page]) -> None:
    """Give the columns their value lists, which stand in a hidden sheet of their own."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    lists: dict[tuple[str, ...], str] = {}
    hidden = book.create_sheet(_LISTS)
    hidden.sheet_state = "hidden"
    for page in pages:
        for column, choice in page.choices.items():
            if choice.values and choice.values not in lists:
                at = letter(len(lists) + 1)
                for number, value in enumerate(choice.values, 1):
                    hidden[f"{at}{number}"] = value
                lists[choice.values] = f"{_LISTS}!${at}$1:${at}${len(choice.values)}"
            other = letter(choice.column)
            source = lists.get(choice.values) or f"'{choice.sheet}'!${other}$2:${other}${_FILLED_ROWS + 1}"
            rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=choice.strict)
            rule.add(f"{letter(column)}{2 + page.examples}:{letter(column)}{_FILLED_ROWS + 1}")
            book[page.title].add_data_validation(rule)
    if not lists:
        book.remove(hidden)


def _settled(made: bytes) -> bytes:
    """The same workbook without the hour it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = _without_hour(content)
            new.writestr(zipfile.ZipInfo(part.filename, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _without_hour(core: bytes) -> bytes:
    before, mark, rest = core.partition(b"<dcterms:modified")
    start, end = rest.find(b">") + 1, rest.find(b"<")
    return before + mark + rest[:start] + _DAY.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + rest[end:] if mark else core


def read(content: bytes, shown_as: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook, hidden ones too. Raises SourceError for one that cannot be read or is too large."""
    check_workbook(content, shown_as)
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of what it leaves out, such as Excel's own value lists
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            return tuple(Sheet(sheet.title, dict(_rows(sheet, shown_as))) for sheet in book.worksheets)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError, EOFError) as error:
        raise SourceError(shown_as, None, f"is a damaged workbook ({error}); save it again as .xlsx") from None


def _rows(sheet: Any, shown_as: str) -> Iterator[tuple[int, Mapping[int, Cell]]]:
    sheet.reset_dimensions()  # what a sheet says of its own size need not be true
    found: Iterable[Any] = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
    for number, row in enumerate(found, 1):
        cells = {column: cell for column, each in enumerate(row, 1) if (cell := _cell(each))}
        if cells and number > MOST_ROWS:
            raise SourceError(
                shown_as, None, f"the sheet {sheet.title} has more than {MOST_ROWS} rows; use several forms"
            )
        if cells:
            yield number, cells


def _cell(cell: Any) -> Cell | None:
    value = cell.value
    if cell.data_type == "f":
        return Cell(str(value), "formula")
    if cell.data_type == "e":
        return Cell(str(value), "error")
    if isinstance(value, dt.datetime):
        whole = value.time() == dt.time()
        return Cell(value.date().isoformat() if whole else value.isoformat(" "), "date")
    if isinstance(value, bool):
        return Cell("ja" if value else "nej")
    if isinstance(value, int | float):
        return Cell(str(int(value)) if float(value).is_integer() else repr(value), "number")
    text = "" if value is None else str(value).strip()
    return Cell(text) if text else None
