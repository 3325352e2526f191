"""Refuse a file that is too large, empty or dangerous before it is read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import IO, Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from aftalegraf.errors import SourceError

MOST_BYTES: Final = 100_000_000
MOST_UNPACKED: Final = 32_000_000
MOST_PARTS: Final = 1000
MOST_DEPTH: Final = 100
_PIECE: Final = 1 << 20
_LOCKED: Final = bytes.fromhex("D0CF11E0A1B11AE1")  # a compound file: an old Excel file, or one with a password


def content(path: Path) -> bytes:
    """What a file holds. Raises SourceError for one that is missing, empty, or of 100 MB or more."""
    name = str(path)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", name):
        raise SourceError(
            name, None, "is an address; nothing is fetched from the network. Save it as a file and give that"
        )
    if path.is_dir():
        raise SourceError(name, None, "is a folder; give the files in it")
    if not path.exists():
        raise SourceError(name, None, "no such file; check the path")
    try:
        with path.open("rb") as stream:
            found = b"" if path.stat().st_size >= MOST_BYTES else _bounded(stream)
    except OSError as error:
        raise SourceError(name, None, f"cannot be read: {error.strerror}; check who may read it") from None
    check_size(found, name, path.stat().st_size)
    return found


def check_size(found: bytes, shown_as: str, size: int = 0) -> None:
    """Raises SourceError for a file that is empty, or of 100 MB or more; `size` is what it is told to be."""
    if max(len(found), size) >= MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise SourceError(
            shown_as, None, f"is too large: {most} MB or more; give the agreement alone, or in several files"
        )
    if not found.strip():
        raise SourceError(shown_as, None, "is empty; fill it in, or leave it out")


def _bounded(stream: IO[bytes]) -> bytes:
    """All of a stream, or a little more than is allowed: a size that is told need not be true."""
    found = bytearray()
    while len(found) < MOST_BYTES and (piece := stream.read(_PIECE)):
        found += piece
    return bytes(found)


def check_xml(found: bytes, shown_as: str) -> None:
    """Raises SourceError for XML with a document type, which can name other files and grow without end, or too deep."""
    depth = 0
    try:
        for event, element in iterparse(io.BytesIO(found), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > MOST_DEPTH:
                raise SourceError(shown_as, None, f"has elements more than {MOST_DEPTH} deep in each other; flatten it")
            if event == "end":
                element.clear()
    except DefusedXmlException:
        raise SourceError(shown_as, None, "has a document type (DOCTYPE), which is not read; remove it") from None
    except ParseError as error:
        line, _ = error.position
        raise SourceError(shown_as, line, f"is not well-formed XML: {error}; mend it there") from None


def check_turtle(found: bytes, shown_as: str) -> None:
    """Raises SourceError for triples inside triples, many deep: the parser would take the process down."""
    if len(re.findall(rb"<<\s*\(", found)) > MOST_DEPTH:
        raise SourceError(shown_as, None, "has many triples inside triples, which are not read; leave them out")


def check_workbook(found: bytes, shown_as: str) -> None:
    """Raises SourceError for a workbook that is locked, no workbook, or would unpack to more than it should."""
    if found.startswith(_LOCKED):
        raise SourceError(shown_as, None, "has a password, or is an old .xls file; save it as .xlsx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(found)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                most = MOST_UNPACKED // 1_000_000
                raise SourceError(
                    shown_as, None, f"unpacks to more than {most} MB; copy the rows into a fresh form (template)"
                )
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    check_xml(packed.read(part), shown_as)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zlib.error):
        raise SourceError(shown_as, None, "is no .xlsx file, or is damaged; save it again as .xlsx") from None
