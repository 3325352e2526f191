"""Every reference is proved against the documents, where they are at hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from aftalegraf.assets import assets
from aftalegraf.errors import SourceError
from aftalegraf.sources import Verification, fingerprint, fold, read_tables, verify


def test_every_fingerprint_and_quotation_holds(kilder: Path) -> None:
    """Three documents and all their passages are the ones that were read."""
    tables = read_tables(assets())
    assert len(tables.passages) > 200
    assert verify(tables, kilder) == Verification(3, len(tables.passages), (), ())


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
    assert (found.documents, found.passages, len(found.missing)) == (0, 0, 3)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    """The message names the folder."""
    with pytest.raises(SourceError, match="no such folder"):
        verify(read_tables(assets()), tmp_path / "nix")


def test_white_space_does_not_change_a_fingerprint() -> None:
    """A line break in the extraction is no change of the passage."""
    assert fold(" de  19\nkommuner ") == "de 19 kommuner"
    assert fingerprint("de  19\nkommuner") == fingerprint("de 19 kommuner")
    assert fingerprint("de 18 kommuner") != fingerprint("de 19 kommuner")
