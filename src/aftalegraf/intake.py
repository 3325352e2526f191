"""Take in files of one's own, RDF or the filled form, as triples with the places where their things stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aftalegraf.bounds import check_turtle, check_xml, content
from aftalegraf.choices import Choices
from aftalegraf.entry import Entered, Entry, entered
from aftalegraf.errors import CellError, FormErrors, SourceError, SourceErrors, nearest
from aftalegraf.form import Sheet, form
from aftalegraf.namespaces import shorten
from aftalegraf.rdf import FORMATS, BlankNode, Literal, Quad, Triple, decode
from aftalegraf.validation import ill_typed
from aftalegraf.workbook import MOST_ROWS, Cell, letter, read
from aftalegraf.world import World

HELP: Final = "Hjælp"
LISTS: Final = "Lister"
FORMS: Final = (".xlsx", ".csv")
_OLD: Final = (".xls", ".xlsm", ".xlsb", ".ods")
_SAYS: Final = {
    "sheet": (
        "ukendt ark; formularens ark er {}{}",
        "unknown sheet; those of the form are {}{}",
    ),
    "lacking": (
        "overskriften «{}» mangler; brug formularens overskrifter (aftalegraf template)",
        "the heading “{}” is missing; use the headings of the form (aftalegraf template)",
    ),
    "other": (
        "overskriften «{}» er ikke formularens; ret den{}, eller slet kolonnen",
        "the heading “{}” is not of the form; mend it{}, or delete the column",
    ),
    "table": (
        "overskrifterne passer ikke til noget ark i formularen; brug dem fra aftalegraf template (nærmest: {})",
        "the headings fit no sheet of the form; use those of aftalegraf template (nearest: {})",
    ),
    "nearest": (" (nærmest: {})", " (nearest: {})"),
    "beside": ("cellen står uden overskrift; slet den", "the cell stands without a heading; delete it"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """What files say. places: for the things of a form, where each stands, by IRI."""

    triples: tuple[Triple, ...]
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was read: its name to people, its ending, its content, and what its IRIs are relative to."""

    name: str
    ending: str
    content: bytes
    base: str


@dataclass(frozen=True, slots=True)
class _Table:
    """One sheet of a file, still as cells. `lines` tells places by line, else they are told by sheet and cell."""

    path: str
    title: str
    rows: Mapping[int, Mapping[int, Cell]]
    lines: bool


def take_in(world: Callable[[], World], paths: Sequence[Path], language: str = "da", *, typed: bool = True) -> Taken:
    """What the files say together; the graph is opened only for a form. Nothing is kept, and nothing is fetched.

    Raises SourceError for a file that cannot be read, FormErrors with all that is wrong in a form; where values are
    to be `typed`, also for one that is not of the kind it says.
    """
    return put_together(world, [given(path) for path in paths], language, typed=typed)


def put_together(
    world: Callable[[], World], files: Sequence[Given], language: str = "da", *, typed: bool = True
) -> Taken:
    """What files that were read say together.

    Raises SourceError for the one that cannot be used, SourceErrors for several, FormErrors as take_in.
    """
    triples: list[Triple] = []
    tables: list[_Table] = []
    errors: list[SourceError] = []
    for number, file in enumerate(files, 1):
        try:
            if file.ending in FORMS:
                tables += _tables(file)
            else:
                said_here = _triples(file, f"f{number}")
                errors += _no_values(file.name, said_here) if typed else ()
                triples += said_here
        except SourceError as error:
            errors.append(error)
    said, wrong = _of_form(world, tables, language) if tables else (Entered((), {}), ())
    if errors:
        raise errors[0] if len(errors) + len(wrong) == 1 else SourceErrors([*errors, *wrong])
    if wrong:
        raise FormErrors(wrong, language)
    return Taken(tuple(dict.fromkeys((*triples, *said.triples))), said.places)


def _of_form(
    world: Callable[[], World], tables: Sequence[_Table], language: str
) -> tuple[Entered, tuple[CellError, ...]]:
    """What the tables of a form say, and all that is wrong in them."""
    filled = _Filled(language)
    entries = [entry for table in tables for entry in filled.entries(table)]
    if filled.errors:
        return Entered((), {}), tuple(filled.errors)
    try:
        return entered(entries, Choices(world()), tables[0].path, language), ()
    except FormErrors as error:
        return Entered((), {}), tuple(e for e in error.errors if isinstance(e, CellError))


def rdf(path: Path, mark: str = "f") -> tuple[Triple, ...]:
    """The triples of one RDF file; its blank nodes are named anew, so that those of two files are two."""
    return _triples(given(path), mark)


def check_ending(name: str) -> str:
    """The ending of a file's name in small letters. Raises SourceError for a kind that is not read."""
    ending = Path(name).suffix.lower()
    if ending not in FORMATS and ending not in FORMS:
        known = " ".join((*FORMATS, *FORMS))
        advice = "save it as .xlsx" if ending in _OLD else f"use one of {known}"
        raise SourceError(name, None, f"unknown ending '{Path(name).suffix}'; {advice}")
    return ending


def given(path: Path, base: str = "") -> Given:
    """A file that was read; its relative IRIs belong to `base`, else to itself. Raises SourceError as `content`."""
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", str(path)):
        check_ending(str(path))
    return Given(str(path), path.suffix.lower(), content(path), base or path.absolute().as_uri())


def _triples(file: Given, mark: str) -> tuple[Triple, ...]:
    if file.ending == ".rdf":
        check_xml(file.content, file.name)
    else:
        check_turtle(file.content, file.name)
    quads = decode(file.content, file.ending, file.name, file.base)
    if not quads:
        raise SourceError(file.name, None, "says nothing; fill it in, or leave it out")
    return tuple(_renamed(quads, mark))


def _no_values(name: str, triples: Iterable[Triple]) -> Iterator[SourceError]:
    """What says that it is a date or a number, and is none: no rule can be held against it."""
    for triple in ill_typed(triples):
        if isinstance(triple.object, Literal):
            said, kind = shorten(triple.predicate.value), shorten(triple.object.datatype.value)
            yield SourceError(name, None, f"'{triple.object.value}' ({said}) is no {kind}; mend it")


def _renamed(quads: Iterable[Quad], mark: str) -> Iterator[Triple]:
    names: dict[BlankNode, BlankNode] = {}
    for quad in quads:
        subject, value = quad.subject, quad.object
        if isinstance(subject, BlankNode):
            subject = names.setdefault(subject, BlankNode(f"{mark}b{len(names) + 1}"))
        if isinstance(value, BlankNode):
            value = names.setdefault(value, BlankNode(f"{mark}b{len(names) + 1}"))
        yield Triple(subject, quad.predicate, value)


def _tables(file: Given) -> list[_Table]:
    if file.ending == ".csv":
        return [_Table(file.name, Path(file.name).stem, dict(_csv(file.content, file.name)), lines=True)]
    return [_Table(file.name, sheet.title, sheet.rows, lines=False) for sheet in read(file.content, file.name)]


def _csv(found: bytes, name: str) -> Iterator[tuple[int, Mapping[int, Cell]]]:
    try:
        text = found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(name, None, f"is not UTF-8 (byte {error.start}); save it as CSV UTF-8") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=";" if ";" in first else ",")
    start = 1
    try:
        for row in reader:
            if start > MOST_ROWS:
                raise SourceError(name, None, f"has more than {MOST_ROWS} lines; use several forms")
            cells = ((column, each.strip()) for column, each in enumerate(row, 1))
            kept = {column: Cell(each, "formula" if each.startswith("=") else "text") for column, each in cells if each}
            if kept:
                yield start, kept
            start = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(name, reader.line_num, f"is not CSV: {error}; check the quotation marks") from None


class _Filled:
    """The tables of one form, held against its sheets and headings."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.errors: list[CellError] = []

    def say(self, key: str, *values: str) -> str:
        return _SAYS[key][self.language == "en"].format(*values)

    def near(self, name: str, known: Iterable[str]) -> str:
        found = nearest(name, known)
        return self.say("nearest", ", ".join(found)) if found else ""

    def report(self, table: _Table, place: str, message: str) -> None:
        self.errors.append(CellError(table.path, place, message))

    def entries(self, table: _Table) -> Iterator[Entry]:
        if not table.rows or (not table.lines and table.title in (HELP, LISTS)):
            return
        first = min(table.rows)
        headings = {column: cell.text for column, cell in table.rows[first].items()}
        sheet = self.sheet(table, headings)
        if sheet is None or not self.same(table, sheet, first, headings):
            return
        for number, cells in sorted(table.rows.items()):
            if number > first:
                yield self.entry(table, sheet, number, cells, headings)

    def sheet(self, table: _Table, headings: Mapping[int, str]) -> Sheet | None:
        """A sheet is known by its name, a table of lines by its headings."""
        if not table.lines:
            found = next((sheet for sheet in form() if sheet.name.casefold() == table.title.casefold()), None)
            if not found:
                names = [sheet.name for sheet in form()]
                self.report(
                    table, self.row(table, 0), self.say("sheet", ", ".join(names), self.near(table.title, names))
                )
            return found
        shared = {sheet.name: len(set(sheet.headings) & set(headings.values())) for sheet in form()}
        best = max(form(), key=lambda sheet: shared[sheet.name] / len(set(sheet.headings) | set(headings.values())))
        if 2 * shared[best.name] < len(best.headings):
            self.report(table, self.row(table, 1), self.say("table", f"{best.name}: {', '.join(best.headings)}"))
            return None
        return best

    def same(self, table: _Table, sheet: Sheet, first: int, headings: Mapping[int, str]) -> bool:
        before = len(self.errors)
        for heading in sheet.headings:
            if heading not in headings.values():
                self.report(table, self.row(table, first), self.say("lacking", heading))
        seen: set[str] = set()
        for column, heading in headings.items():
            if heading not in sheet.headings or heading in seen:
                near = self.near(heading, [name for name in sheet.headings if name not in headings.values()])
                self.report(table, self.spot(table, first, column, heading), self.say("other", heading, near))
            seen.add(heading)
        return len(self.errors) == before

    def entry(
        self, table: _Table, sheet: Sheet, number: int, cells: Mapping[int, Cell], headings: Mapping[int, str]
    ) -> Entry:
        for column in cells:
            if column not in headings:
                self.report(table, self.spot(table, number, column, ""), self.say("beside"))
        spots = {heading: self.spot(table, number, column, heading) for column, heading in headings.items()}
        filled = {headings[column]: (cell.text, cell.kind) for column, cell in cells.items() if column in headings}
        return Entry(sheet, table.path, self.row(table, number), filled, spots)

    def row(self, table: _Table, number: int) -> str:
        """Where a row is: its line, or its sheet and number."""
        danish = self.language != "en"
        if table.lines:
            return f"{'linje' if danish else 'line'} {number}"
        sheet = f"{'ark' if danish else 'sheet'} {table.title}"
        return f"{sheet}, {'række' if danish else 'row'} {number}" if number else sheet

    def spot(self, table: _Table, number: int, column: int, heading: str) -> str:
        danish = self.language != "en"
        if table.lines:
            return f"{self.row(table, number)}, {'kolonne' if danish else 'column'} {heading or column}"
        return f"{self.row(table, 0)}, {'celle' if danish else 'cell'} {letter(column)}{number}"
