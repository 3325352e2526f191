"""Every statement on a passage that changed is suspect until a role has seen it; one that moved is not."""

from __future__ import annotations

import csv
import io
import shutil
import time
from pathlib import Path

import pytest

from aftalegraf.namespaces import AFT, ID
from aftalegraf.suspect_text import as_csv, as_data, as_rows, as_text
from aftalegraf.suspects import Confirmation, suspects
from aftalegraf.world import World, open_world

PLACE = f"{ID}kildehenvisning/000-l5"


@pytest.fixture
def changed(kilder: Path, tmp_path: Path) -> Path:
    """The documents, the draft with one word changed on line 5 and one line more before line 100."""
    folder = tmp_path / "kilder"
    folder.mkdir()
    for path in kilder.glob("*.txt"):
        shutil.copy(path, folder)
    (draft,) = folder.glob("000_*")
    lines = draft.read_text(encoding="utf-8").split("\n")
    lines[4] = lines[4].replace("HØRINGSVERSION", "VEDTAGET")
    draft.write_text("\n".join([*lines[:99], "En linje mere", *lines[99:]]), encoding="utf-8")
    return folder


def resting(world: World) -> int:
    """The statements on line 5, asked by SPARQL: they rest on it, are supported or contradicted by it."""
    pattern = f"?u aft:kildehenvisning|aft:stoettesAf|aft:modsigesAf <{PLACE}> ; rdf:subject ?s"
    return len(world.store.select(f"SELECT DISTINCT ?u WHERE {{ {pattern} }}").rows)


def test_nothing_is_suspect_in_the_documents_that_were_read(world: World, kilder: Path) -> None:
    """All places at hand are proved; those on the web cannot be."""
    found = suspects(world, kilder)
    assert (found.found, found.open, found.missing) == ((), 0, ())
    assert (found.proved, found.elsewhere) == (1253, 60)
    assert "Alle prøvede steder er, som de blev læst." in as_text(world, found)


def test_what_rests_on_a_changed_place_is_suspect(world: World, changed: Path) -> None:
    """Line 5 has another text: all 30 statements on it. What only moved on keeps its statements unsuspected."""
    found = suspects(world, changed)
    (one,) = [each for each in found.found if not each.reread.moved]
    assert (one.place, one.reread.words) == (PLACE, "VEDTAGET")
    assert len(one.statements) == resting(world) == found.open == 30
    assert all(each.suspect for each in one.statements)
    status = [each for each in one.statements if each.property_iri == f"{AFT}dokumentstatus"]
    assert [(each.subject, each.ground, each.how) for each in status] == [
        (f"{ID}dokument/doc-000", "fremgaar", f"{AFT}kildehenvisning")
    ]
    moved = [each for each in found.found if each.reread.moved]
    assert all(each.reread.found == ((each.reread.first + 1, each.reread.last + 1),) for each in moved)
    assert not any(said.suspect for each in moved for said in each.statements)
    assert found.changed == 1
    assert len(moved) > 200


def test_the_texts_tell_the_same(world: World, changed: Path) -> None:
    """In words of both languages, as data, as a table and as rows to sign off with."""
    found = suspects(world, changed)
    danish, english = (" ".join(as_text(world, found, language).split()) for language in ("da", "en"))
    assert "linje 5 står der nu: «VEDTAGET»" in danish
    assert "dokumentstatus «høringsudkast» [hviler på stedet; fremgår af kilden; kilden er ændret]" in danish
    assert "document status “consultation draft” [rests on the place; stated in the source; the source has" in english
    assert "linje 100: står nu på linje 101" in danish
    data = as_data(world, found, "en")
    assert (data["changed"], data["open"], data["elsewhere"]) == (1, 30, 60)
    assert sum(len(one["statements"]) for one in data["references"]) == len(as_csv(world, found).splitlines()) - 1
    rows = list(csv.DictReader(io.StringIO(as_rows(found))))
    assert len(rows) == 30
    assert {row["passage"] for row in rows} == {"000-l5"}


def test_a_statement_that_is_signed_off_is_suspect_no_longer(changed: Path, files: Path) -> None:
    """Until the text changes again. The rows that the command writes are those that the tables take."""
    before = suspects(open_world(files), changed)
    rows = as_rows(before).splitlines()
    signed = [f"{row.removesuffix(',,')},sekretariatet,2026-11-23" for row in rows[1:]]
    path = files / "data/bekraeftelser/confirmed.csv"
    path.write_text("\n".join((rows[0], *signed[1:])) + "\n", encoding="utf-8")
    world = open_world(files)
    found = suspects(world, changed)
    (one,) = [each for each in found.found if not each.reread.moved]
    assert found.open == 1
    known = [each.confirmation for each in one.statements if each.confirmation]
    assert {(each.role, each.day) for each in known} == {("sekretariatet", "2026-11-23")}
    assert isinstance(known[0], Confirmation)
    assert "bekræftet 23. november 2026 af sekretariatet" in " ".join(as_text(world, found).split())
    assert len(as_rows(found).splitlines()) == 2
    (draft,) = changed.glob("000_*")
    draft.write_text(draft.read_text(encoding="utf-8").replace("VEDTAGET", "OPHÆVET", 1), encoding="utf-8")
    assert suspects(world, changed).open == 30


def test_a_document_that_is_not_in_the_folder_is_one_finding(world: World, tmp_path: Path) -> None:
    """It cannot be decided, and says so once for each document."""
    found = suspects(world, tmp_path)
    assert (found.found, len(found.missing), found.unread) == ((), 5, 1253)
    assert " ".join(as_text(world, found).split()).count("filen er ikke i mappen") == 5


def test_it_takes_a_moment(world: World, kilder: Path) -> None:
    """Reading five documents again is no long work."""
    start = time.process_time()
    suspects(world, kilder)
    assert time.process_time() - start < 2
