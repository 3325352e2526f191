"""Read the places of the documents again, and tell which have another text than the one that was read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aftalegraf.assets import Assets
from aftalegraf.errors import SourceError
from aftalegraf.sources import (
    DOCUMENTS,
    PASSAGES,
    QUOTE_WORDS,
    Row,
    fingerprint,
    fold,
    passage_text,
    read_table,
)


@dataclass(frozen=True, slots=True)
class Reread:
    """A passage whose lines now hold another text. `passage` and `document` are ids.

    `now` is the fingerprint of what stands there, "" where the document ends before; `words` are its first twelve words
    at most. `found` holds the lines, first and last, where the text that was read stands now.
    """

    passage: str
    document: str
    first: int
    last: int
    now: str
    words: str
    found: tuple[tuple[int, int], ...]

    @property
    def moved(self) -> bool:
        """Whether the very text stands in one other place of the document: only the lines are to be mended."""
        return len(self.found) == 1


@dataclass(frozen=True, slots=True)
class Rereading:
    """What reading again has shown: the passages that changed, and how many did not.

    `missing` are the ids of documents that should be in the folder and are not; `unread` counts their passages, and
    `elsewhere` those of pages on the web: nothing is known of these.
    """

    changed: tuple[Reread, ...]
    proved: int
    missing: tuple[str, ...]
    unread: int
    elsewhere: int


def reread(assets: Assets, folder: Path) -> Rereading:
    """Read every passage again in a folder that holds the documents. Raises SourceError where it cannot be read."""
    if not folder.is_dir():
        raise SourceError(str(folder), None, "no such folder; give the one that holds the documents")
    documents = {row["id"]: row for row in _rows(assets, "documents.csv", DOCUMENTS)}
    by_document: dict[str, list[Row]] = {}
    for row in _rows(assets, "doc-*.csv", PASSAGES):
        by_document.setdefault(row["document"], []).append(row)
    changed: list[Reread] = []
    missing: list[str] = []
    proved = unread = elsewhere = 0
    for name, rows in sorted(by_document.items()):
        if not documents[name]["file"]:
            elsewhere += len(rows)
        elif not (folder / documents[name]["file"]).is_file():
            missing.append(name)
            unread += len(rows)
        else:
            other = list(_changed(rows, _lines(folder / documents[name]["file"])))
            changed += other
            proved += len(rows) - len(other)
    return Rereading(tuple(changed), proved, tuple(missing), unread, elsewhere)


def _rows(assets: Assets, pattern: str, headings: tuple[str, ...]) -> Iterator[Row]:
    for path in assets.files("data", pattern):
        yield from read_table(path, assets.name(path), headings)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_bytes().decode("utf-8", errors="replace").split("\n")
    except OSError as error:
        raise SourceError(str(path), None, f"cannot be read: {error.strerror}; check who may read it") from None


def _changed(rows: Iterable[Row], lines: Sequence[str]) -> Iterator[Reread]:
    """The passages with another text, in the order of the document."""
    places: dict[int, dict[str, list[int]]] = {}
    folded: list[str] = []
    for row in sorted(rows, key=lambda row: (int(row["first_line"]), int(row["last_line"]), row["id"])):
        text = passage_text(row, lines)
        if fingerprint(text) == row["sha256"]:
            continue
        first, last = int(row["first_line"]), int(row["last_line"])
        length = last - first + 1
        folded = folded or [fold(line) for line in lines]
        if length not in places:
            places[length] = _places(folded, length)
        found = tuple((start, start + length - 1) for start in places[length].get(row["sha256"], ()))
        words = text.split()
        short = " ".join(words[:QUOTE_WORDS]) + (" …" if len(words) > QUOTE_WORDS else "")
        yield Reread(row["id"], row["document"], first, last, fingerprint(text) if text else "", short, found)


def _places(lines: Sequence[str], length: int) -> dict[str, list[int]]:
    """Where each run of so many lines begins, by its fingerprint; the lines are folded, and count from 1."""
    found: dict[str, list[int]] = {}
    for start in range(len(lines) - length + 1):
        text = " ".join(line for line in lines[start : start + length] if line)
        found.setdefault(hashlib.sha256(text.encode()).hexdigest(), []).append(start + 1)
    return found
