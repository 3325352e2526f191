"""Files that are too large, empty or dangerous are refused before they are read, each with advice."""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path

import pytest

from aftalegraf import bounds
from aftalegraf.bounds import MOST_BYTES, check_turtle, check_workbook, check_xml, content
from aftalegraf.errors import SourceError
from aftalegraf.rdf import decode
from aftalegraf.workbook import Page, read, write

BOOK = write([Page("Ark", ("A", "B"), (("a", 1), ("b", 2)))])
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def repacked(**parts: bytes) -> bytes:
    """A workbook with some of its parts exchanged, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is asked first, and nothing of it is read."""
    path = tmp_path / "large.ttl"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES)
    monkeypatch.setattr(bounds, "_bounded", lambda _: pytest.fail("it was read"))
    with pytest.raises(SourceError, match="is too large: 100 MB or more; give the agreement alone"):
        content(path)


def test_a_stream_that_hides_its_size_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A device tells the size 0 and never ends; it is read up to the bound."""
    monkeypatch.setattr(bounds, "MOST_BYTES", 3_000_000)
    endless = tmp_path / "endless.ttl"
    endless.symlink_to("/dev/zero")
    with pytest.raises(SourceError, match="is too large"):
        content(endless)


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_an_empty_file_is_refused(tmp_path: Path, text: str) -> None:
    """Also one with blanks only."""
    path = tmp_path / "x.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="is empty; fill it in"):
        content(path)


def test_what_is_no_file_is_told_apart(tmp_path: Path) -> None:
    """An address, a folder, nothing, and a file that may not be read."""
    for path, message in (
        (Path("https://example.org/shapes.ttl"), "nothing is fetched"),
        (Path("file:/etc/hosts"), "nothing is fetched"),
        (tmp_path, "is a folder"),
        (tmp_path / "nix.ttl", "no such file"),
    ):
        with pytest.raises(SourceError, match=message):
            content(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    """With what the system says."""
    path = tmp_path / "x.ttl"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(SourceError, match="cannot be read"):
        content(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("head", [BOMB, '<!DOCTYPE x SYSTEM "file:///etc/hosts">', "<!DOCTYPE x>"])
def test_a_document_type_is_refused_in_every_encoding(head: str, encoding: str) -> None:
    """Entities that grow and entities from outside: the document type itself is enough."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>{head}<x>&b;</x>'
    with pytest.raises(SourceError, match="DOCTYPE"):
        check_xml(text.encode(encoding), "x.rdf")


def test_the_word_doctype_in_a_text_is_none() -> None:
    """Only the parser knows what a document type is."""
    check_xml(b"<x><!-- <!DOCTYPE x> --><![CDATA[<!DOCTYPE y>]]></x>", "x.rdf")


def test_xml_that_does_not_hold_is_told_with_its_line() -> None:
    """And elements a thousand deep are refused: a parser can take long over them."""
    with pytest.raises(SourceError, match=r"^x\.rdf:3: is not well-formed XML"):
        check_xml(b"<x>\n<y>\n</x>", "x.rdf")
    with pytest.raises(SourceError, match="100 deep"):
        check_xml(b"<x>" * 1000 + b"</x>" * 1000, "x.rdf")


def test_triples_inside_triples_cannot_take_the_process_down() -> None:
    """100,000 deep the parser overflows its stack; a few are let through to it."""
    few = b"<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> ."
    check_turtle(few, "x.ttl")
    assert len(decode(few, ".ttl", "x.ttl")) == 1
    with pytest.raises(SourceError, match="triples inside triples"):
        check_turtle(b"<urn:a> <urn:b> " + b"<<( <urn:a> <urn:b> " * 1000, "x.ttl")


def test_a_workbook_with_a_password_is_refused() -> None:
    """Excel packs it in a compound file, as it did old .xls files."""
    with pytest.raises(SourceError, match=r"has a password, or is an old \.xls file; save it as \.xlsx without"):
        check_workbook(bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 512, "x.xlsx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    """40 MB of blanks in 40 kB, and many small parts."""
    bomb = repacked(**{"xl/media/x.bin": b" " * 40_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(SourceError, match="unpacks to more than 32 MB"):
        check_workbook(bomb, "x.xlsx")
    with pytest.raises(SourceError, match="unpacks to more than"):
        check_workbook(repacked(**{f"xl/{n}.bin": b"" for n in range(1001)}), "x.xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_document_type_inside_a_workbook_is_refused(part: str) -> None:
    """In every part that is XML."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as packed:
        text = packed.read(part).decode()
    spoiled = text.replace("?>", f"?>{BOMB}", 1) if text.startswith("<?xml") else BOMB + text
    with pytest.raises(SourceError, match="DOCTYPE"):
        check_workbook(repacked(**{part: spoiled.encode()}), "x.xlsx")


def test_what_is_no_workbook_is_refused() -> None:
    """Text, half a workbook, a zip of something else."""
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("letter.txt", "hello")
    for found in (b"Navn;Region\n", BOOK[: len(BOOK) // 2], other.getvalue()):
        with pytest.raises(SourceError, match=r"save it again as \.xlsx"):
            read(found, "x.xlsx")


def test_a_damaged_workbook_is_read_or_refused_but_never_breaks() -> None:
    """300 workbooks with bytes turned over, by a fixed die; most are refused."""
    die = random.Random(4)  # noqa: S311 (a test repeats itself)
    refused = 0
    for _ in range(300):
        spoiled = bytearray(BOOK)
        for _ in range(die.randint(1, 8)):
            spoiled[die.randrange(len(spoiled))] = die.randrange(256)
        try:
            read(bytes(spoiled), "x.xlsx")
        except SourceError:
            refused += 1
    assert refused > 100


def test_parts_that_lie_are_read_or_refused_but_never_break() -> None:
    """Every part of a workbook in turn: empty, cut short, another element, gone."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as packed:
        names = packed.namelist()
        parts = {name: packed.read(name) for name in names}
    for name in names:
        for other in (b"", parts[name][: len(parts[name]) // 2], b"<x/>", b'<sst count="-1" x="nan"><si/></sst>'):
            try:
                read(repacked(**{name: other}), "x.xlsx")
            except SourceError as error:
                assert "x.xlsx" in str(error)  # noqa: PT017 (either outcome is right)
