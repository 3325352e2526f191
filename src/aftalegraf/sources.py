"""Read the tables in data/: every row keeps its file and line."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from aftalegraf.assets import Assets
from aftalegraf.errors import SourceError, SourceErrors

THINGS = ("id", "class", "label", "ground", "passage", "reason", "corrects", "supported_by", "entered")
STATEMENTS = (
    "subject", "predicate", "object", "ground", "passage", "reason", "corrects", "supported_by",
    "contested_by", "entered", "valid_from", "valid_to",
)  # fmt: skip
PASSAGES = ("id", "document", "heading", "first_line", "last_line", "quote", "sha256")
DOCUMENTS = ("id", "title", "short", "publisher", "url", "file", "sha256", "rights_da", "rights_en")
OBSERVATIONS = (
    "indicator", "area", "period_from", "period_to", "value", "unit", "ci_low", "ci_high", "dataset", "caveats",
)  # fmt: skip
ENDED = ("id", "class", "label", "replaced_by", "same", "why_da", "why_en", "ended")
CONFIRMED = ("subject", "predicate", "object", "passage", "sha256", "role", "seen")
QUOTE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by heading, and where it stands."""

    cells: Mapping[str, str]
    path: str
    line: int

    def __getitem__(self, heading: str) -> str:
        return self.cells[heading]

    def error(self, message: str) -> SourceError:
        """A problem with this row."""
        return SourceError(self.path, self.line, message)


@dataclass(frozen=True, slots=True)
class Tables:
    """All rows of data/, by kind of table."""

    things: tuple[Row, ...]
    statements: tuple[Row, ...]
    passages: tuple[Row, ...]
    documents: tuple[Row, ...]
    observations: tuple[Row, ...] = ()
    ended: tuple[Row, ...] = ()
    confirmed: tuple[Row, ...] = ()


def read_tables(assets: Assets) -> Tables:
    """Every table below data/. Raises SourceErrors with all that cannot be read."""
    errors: list[SourceError] = []

    def rows(pattern: str, headings: tuple[str, ...]) -> tuple[Row, ...]:
        found: list[Row] = []
        for path in assets.files("data", pattern):
            try:
                found += read_table(path, assets.name(path), headings)
            except SourceError as error:
                errors.append(error)
        return tuple(found)

    tables = Tables(
        rows("things.csv", THINGS),
        rows("statements.csv", STATEMENTS),
        rows("doc-*.csv", PASSAGES),
        rows("documents.csv", DOCUMENTS),
        rows("observations.csv", OBSERVATIONS),
        rows("ended.csv", ENDED),
        rows("confirmed.csv", CONFIRMED),
    )
    if errors:
        raise SourceErrors(errors)
    return tables


def read_ended(assets: Assets) -> tuple[Row, ...]:
    """What the data had once and have no longer. Raises SourceError for a table that cannot be read."""
    paths = assets.files("data", "ended.csv")
    return tuple(row for path in paths for row in read_table(path, assets.name(path), ENDED))


def read_table(path: Path, shown_as: str, headings: tuple[str, ...]) -> list[Row]:
    """The rows of one CSV file in UTF-8. Raises SourceError for other headings or a row of another length."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(shown_as, None, f"is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        first = tuple(next(reader, ()))
        if first != headings:
            raise SourceError(shown_as, 1, f"the headings are {','.join(first)}; they must be {','.join(headings)}")
        start = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(headings):
                raise SourceError(
                    shown_as, start, f"has {len(cells)} cells, the headings are {len(headings)}; check the commas"
                )
            rows.append(Row(dict(zip(headings, (cell.strip() for cell in cells), strict=True)), shown_as, start))
            start = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(shown_as, reader.line_num, f"is not CSV: {error}; check the quotation marks") from None
    return rows


def fingerprint(text: str) -> str:
    """The sha256 of a passage after its white space is folded, as hexadecimal digits."""
    return hashlib.sha256(fold(text).encode()).hexdigest()


def fold(text: str) -> str:
    """The text with every run of white space as one blank."""
    return re.sub(r"\s+", " ", text).strip()


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` found: how many documents and passages were proved, and what failed or was not there.

    `elsewhere` counts the references to documents that stand on the web and are not at hand: they cannot be proved.
    """

    documents: int
    passages: int
    elsewhere: int
    problems: tuple[str, ...]
    missing: tuple[str, ...]


def verify(tables: Tables, folder: Path) -> Verification:
    """Prove every fingerprint in data/ against a folder that holds the documents.

    Raises SourceError when the folder does not exist.
    """
    if not folder.is_dir():
        raise SourceError(str(folder), None, "no such folder; give the one that holds the documents")
    problems: list[str] = []
    missing: list[str] = []
    proved = documents = 0
    held = [row for row in tables.documents if row["file"]]
    for document in held:
        path = folder / document["file"]
        if not path.is_file():
            missing.append(f"{document['id']}: {document['file']} is not in the folder; its passages were not checked")
            continue
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == document["sha256"]:
            documents += 1
        else:
            problems.append(f"{document['id']}: {document['file']} is another text than the one that was read")
        lines = content.decode("utf-8", errors="replace").split("\n")
        passages = [row for row in tables.passages if row["document"] == document["id"]]
        bad = list(_mismatches(passages, lines))
        problems += bad
        proved += len(passages) - len(bad)
    names = {row["id"] for row in held}
    elsewhere = sum(row["document"] not in names for row in tables.passages)
    return Verification(documents, proved, elsewhere, tuple(problems), tuple(missing))


def passage_text(row: Row, lines: Sequence[str]) -> str:
    """The text that now stands in the lines of a passage, its white space folded."""
    return fold("\n".join(lines[int(row["first_line"]) - 1 : int(row["last_line"])]))


def _mismatches(passages: Iterable[Row], lines: list[str]) -> Iterable[str]:
    for row in passages:
        text = passage_text(row, lines)
        where = f"{row['document']} lines {row['first_line']}-{row['last_line']} ({row.path}:{row.line})"
        if fingerprint(text) != row["sha256"]:
            yield f"{where}: the passage is not the one that was read"
        elif row["quote"] not in text:
            yield f"{where}: the quotation is not in the passage"
