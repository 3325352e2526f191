"""All provisions stand by chapter with their status, and can be searched, chosen and taken home."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from aftalegraf import provision_list
from aftalegraf.coverage import provisions
from aftalegraf.errors import UnknownNameError
from aftalegraf.provision_list import (
    Chapter,
    Wanted,
    as_csv,
    as_workbook,
    by_document,
    chapters,
    chosen,
    compared,
    counted,
    wanted,
)  # fmt: skip
from aftalegraf.results import Report
from aftalegraf.world import World


@pytest.fixture(scope="module")
def reports(reviewed: tuple[Report, ...]) -> tuple[Report, ...]:
    """The reviews of agreements whose text is at hand."""
    return compared(reviewed)


@pytest.fixture(scope="module")
def found(world: World, reports: tuple[Report, ...]) -> tuple[Chapter, ...]:
    """All provisions."""
    return chapters(world, reports)


def test_every_provision_stands_once(found: tuple[Chapter, ...]) -> None:
    """370 of them: the guidance first, then the commitments of each agreement; every chapter has its own place."""
    ids = [row.provision.id for chapter in found for row in chapter.rows]
    assert len(ids) == len(set(ids)) == 370
    assert [name[0] for name in dict.fromkeys(name[0] for name in ids)] == ["V", "M", "S"]
    assert len({chapter.anchor for chapter in found}) == len(found) == 73
    assert [(name[-7:], len(several)) for name, several in by_document(found).items()] == [
        ("doc-003", 42), ("doc-000", 12), ("doc-002", 19),
    ]  # fmt: skip


def test_the_commitments_of_another_agreement_have_their_place(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever letter they begin with, after the guidance."""
    known = provisions(world)
    another = replace(next(one for one in known if one.id.startswith("S")), id="N1-1")
    monkeypatch.setattr(provision_list, "provisions", lambda *_: (another, *known))
    letters = [row.provision.id[0] for chapter in chapters(world, ()) for row in chapter.rows]
    assert list(dict.fromkeys(letters)) == ["V", "M", "N", "S"]


def test_a_chapter_has_the_documents_own_heading(found: tuple[Chapter, ...]) -> None:
    """Without the number that stands beside it; capitals are made small, for they are hard to read."""
    by_anchor = {chapter.anchor: chapter for chapter in found}
    one = by_anchor["kapitel-2-1-7"]
    assert (one.number, one.heading, one.depth, len(one.rows)) == ("2.1.7", "Deltagere", 3, 16)
    assert "3. It, data og telemedicin på tværs" in {chapter.heading for chapter in found}
    assert "Organisering: Sundhedsklyngerne" in {chapter.heading for chapter in found}


def test_each_status_is_counted(found: tuple[Chapter, ...]) -> None:
    """As the command counts them."""
    assert counted(found) == {
        "proeves": 141, "proevesMed": 17, "kunTjekliste": 59, "kunOplysning": 80, "kunKompetence": 37,
        "sundhedsstyrelsensOpgave": 14, "udenForGrafen": 22,
    }  # fmt: skip


def test_what_each_review_says_stands_beside(found: tuple[Chapter, ...], reports: tuple[Report, ...]) -> None:
    """In the order of the reviews; nothing where nothing is tested or the commitment is another's."""
    assert [report.label for report in reports] == [
        "Sundhedsaftalen 2019-2023, Region Midtjylland", "Sundhedsaftalen 2024-2027, Region Syddanmark",
    ]  # fmt: skip
    said = {row.provision.id: row.outcomes for chapter in found for row in chapter.rows}
    assert said["V5.1-6b"] == ("mangler", "kanIkkeAfgoeres")
    assert said["V1-1"] == ("", "")
    assert said["V1.1-9"] == said["V3.2-1"] == ("opfyldt", "kanIkkeAfgoeres")
    own = [outcomes for name, outcomes in said.items() if name[0] == "M" and any(outcomes)]
    assert own
    assert all(second == "" for _, second in own)


@pytest.mark.parametrize(
    ("names", "number"),
    [
        ({}, 370),
        ({"words": "valgperioden fremgår"}, 1),
        ({"words": "V5.1-6B"}, 1),
        ({"words": "xyzzy"}, 0),
        ({"status": "kunTjekliste"}, 59),
        ({"chapter": "kapitel-5-1"}, 11),
        ({"chapter": "kapitel-5-1", "modality": "skal", "force": "vejledningUdkast"}, 8),
    ],
)
def test_provisions_are_chosen_by_words_chapter_and_weight(
    found: tuple[Chapter, ...], names: dict[str, str], number: int
) -> None:
    """All choices hold together, and a chapter without any is left out."""
    kept = chosen(found, wanted(found, **names))
    assert sum(len(chapter.rows) for chapter in kept) == number
    assert all(chapter.rows for chapter in kept)
    assert Wanted(**names).narrows == bool(names)


@pytest.mark.parametrize("name", ["chapter", "status", "modality", "force"])
def test_an_unknown_choice_is_refused(found: tuple[Chapter, ...], name: str) -> None:
    """With the nearest."""
    with pytest.raises(UnknownNameError):
        wanted(found, **{name: "findes-ikke"})


def test_the_list_is_taken_home(world: World, found: tuple[Chapter, ...], reports: tuple[Report, ...]) -> None:
    """As CSV and as Excel, with the same cells, in either language."""
    kept = chosen(found, wanted(found, chapter="kapitel-5-1"))
    rows = list(csv.reader(io.StringIO(as_csv(world, kept, reports).removeprefix("\ufeff"))))
    assert len(rows) == 12
    row = dict(zip(rows[0], next(row for row in rows if row[0] == "V5.1-6b"), strict=True))
    assert row["bestemmelse"] == "valgperioden fremgår"
    assert row["status"] == "prøves"
    assert row["Sundhedsaftalen 2019-2023, Region Midtjylland"] == "Mangel (intet brud påvist)"
    book = load_workbook(io.BytesIO(as_workbook(world, kept, reports)))
    assert [[cell or "" for cell in cells] for cells in book["Bestemmelser"].iter_rows(values_only=True)] == rows
    english = as_csv(world, kept, reports, "en").splitlines()[0]
    assert english.removeprefix("\ufeff").startswith("id,chapter,heading,provision,modality,legal force")
