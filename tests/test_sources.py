"""Every reference is proved against the documents, where they are at hand."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from aftalegraf.assets import assets
from aftalegraf.errors import SourceError
from aftalegraf.sources import Row, Tables, Verification, fingerprint, fold, read_tables, verify


def test_every_fingerprint_and_quotation_holds(kilder: Path) -> None:
    """All five documents and all their passages are the ones that were read; pages on the web are counted apart."""
    tables = read_tables(assets())
    held = {row["id"] for row in tables.documents if row["file"]}
    there = sum(row["document"] in held for row in tables.passages)
    assert there > 500
    assert verify(tables, kilder) == Verification(5, there, len(tables.passages) - there, (), ())


def test_a_changed_passage_is_found(kilder: Path, tmp_path: Path) -> None:
    """One changed word makes the document and its passages fail, and nothing else."""
    for path in kilder.glob("*.txt"):
        shutil.copy(path, tmp_path)
    target = next(tmp_path.glob("000_*"))
    target.write_text(target.read_text(encoding="utf-8").replace("HØRINGSVERSION", "VEDTAGET", 1), encoding="utf-8")
    found = verify(read_tables(assets()), tmp_path)
    assert any("is another text than the one that was read" in problem for problem in found.problems)
    assert any(problem.startswith("doc-000 lines 5-5 ") for problem in found.problems)
    assert all(problem.startswith("doc-000") for problem in found.problems)


def test_a_document_that_is_not_there_is_said(tmp_path: Path) -> None:
    """An empty folder proves nothing, and says so for each document."""
    found = verify(read_tables(assets()), tmp_path)
    assert (found.documents, found.passages, len(found.missing)) == (0, 0, 5)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    """The message names the folder."""
    with pytest.raises(SourceError, match="no such folder"):
        verify(read_tables(assets()), tmp_path / "nix")


def test_white_space_does_not_change_a_fingerprint() -> None:
    """A line break in the extraction is no change of the passage."""
    assert fold(" de  19\nkommuner ") == "de 19 kommuner"
    assert fingerprint("de  19\nkommuner") == fingerprint("de 19 kommuner")
    assert fingerprint("de 18 kommuner") != fingerprint("de 19 kommuner")


def small(folder: Path, quote: str) -> Tables:
    """A document of three lines with one passage, and the tables that describe them."""
    text = "Forord\nRegion og kommuner\ner aftaleparter\n"
    (folder / "x.txt").write_text(text, encoding="utf-8")
    passage = {"id": "x-l2-3", "document": "doc-x", "heading": "Forord", "first_line": "2", "last_line": "3"}
    passage |= {"quote": quote, "sha256": fingerprint("Region og kommuner er aftaleparter")}
    document = {"id": "doc-x", "file": "x.txt", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    return Tables((), (), (Row(passage, "doc-x.csv", 2),), (Row(document, "documents.csv", 2),))


def test_a_quotation_may_run_over_a_line_break(tmp_path: Path) -> None:
    """The passage is folded before the quotation is looked for."""
    assert verify(small(tmp_path, "kommuner er aftaleparter"), tmp_path) == Verification(1, 1, 0, (), ())


def test_a_quotation_that_is_not_in_its_passage_is_found(tmp_path: Path) -> None:
    """A right fingerprint does not excuse a made-up quotation."""
    found = verify(small(tmp_path, "PLO er aftalepart"), tmp_path)
    assert found.problems == ("doc-x lines 2-3 (doc-x.csv:2): the quotation is not in the passage",)
    assert (found.documents, found.passages) == (1, 0)
