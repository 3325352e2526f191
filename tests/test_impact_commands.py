"""The commands about loss and time, as a user types them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.test_cli import refused, run


def said(*arguments: str) -> str:
    """What a command says, without its line breaks."""
    return " ".join(run("trace", *arguments).stdout.split())


def test_what_depends_on_a_thing_comes_as_text_data_and_rows(tmp_path: Path) -> None:
    """The same things in each; the way to a thing carries ground and places."""
    told = said("impact", "ds-lup")
    assert told.startswith("Hvad afhænger af LUP? Uofficielt værktøj.")
    assert "7 ting afhænger af det: 0 mister alt det, de ifølge samlingen bygger på; 7 berøres." in told
    assert (
        "↑ har datakilde (kan supplere; fremgår af kilden; administrativt tillæg, Syddanmark 2024, linje 266)" in told
    )
    data = json.loads(run("trace", "impact", "ds-lup", "--format", "json").stdout)
    assert [each["slug"] for each in data["dependents"]][:2] == ["ind-midt-lup", "obj-syd-overgange"]
    assert data["dependents"][0]["way"][0]["sources"][0]["id"].endswith("/000-l245.3")
    path = tmp_path / "lup.csv"
    assert run("trace", "impact", "ds-lup", "--format", "csv", "-o", str(path)).returncode == 0
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == len(data["dependents"]) == 7
    assert all(row["grundlag"] and row["kilder (id)"] for row in rows)


def test_a_document_and_several_things_can_be_asked_for_at_once() -> None:
    """In English, with what rests on the document and what the others take with them."""
    told = said("impact", "doc-004", "for-ssu-syd", "--lang", "en")
    assert "Rests on the document (" in told
    assert "12 lose everything they rest on, as far as the collection shows" in told


def test_the_link_to_national_goals_is_told_before_and_after() -> None:
    """With the ways, each step with its ground."""
    told = said("impact", "ni-genindl", "--grundlag", "redaktionel")
    assert "Kobling til nationale mål: 5 før, 2 efter" in told
    assert "→ Bedre sammenhængende patientforløb: bortfalder" in told
    assert "tilføjet af redaktionen" in told


def test_what_is_not_in_force_that_day_is_told() -> None:
    """With the dates that tell it."""
    told = said("impact", "agr-syd-2024-2027", "--date", "2027-01-01", "--grundlag", "redaktionel")
    assert "gælder ikke den dag, så intet i grafen afhænger af det: sundhedsaftalerne" in told


def test_a_day_that_only_the_editors_know_is_told_beside() -> None:
    """By what is read the agreement of Syddanmark is in force in 2027; what the editors added says otherwise."""
    told = said("impact", "agr-syd-2024-2027", "--date", "2027-01-01")
    assert "Med det, redaktionen har tilføjet, er det anderledes for Sundhedsaftalen 2024-2027" in told
    assert "tillæg til (fremgår af kilden" in told
    assert "Om Sundhedssamarbejdsudvalget, Region Syddanmark gælder den dag, kan ikke afgøres" in said(
        "impact", "for-ssu-syd", "--date", "2025-01-01"
    )


def test_what_the_documents_cannot_tell_is_not_denied() -> None:
    """000 L193: the picture is lost, so that nothing is linked to a national goal is not known."""
    told = said("impact", "ind-midt-overdoed")
    assert "koblet til et nationalt mål, kan ikke afgøres ud fra dokumenterne." in told
    assert "Ingen af de ting" not in told


def test_a_council_without_full_effect_says_so() -> None:
    """It has its links that day."""
    told = said("impact", "sundhedsraad-fyn", "--date", "2026-12-31")
    assert "Sundhedsråd Fyn har endnu ikke fuld virkning den dag: fuld virkning fra 1. januar 2027" in told


def test_what_follows_what_comes_as_text_and_data() -> None:
    """The day of the reform without being asked, another day when asked."""
    assert "Hvad sker der den 1. januar 2027?" in said("succession")
    data = json.loads(run("trace", "succession", "--date", "2024-01-01", "--format", "json").stdout)
    assert len(data["ends"]) == 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["impact", "ds-sundhedsprofl"], "unknown thing 'ds-sundhedsprofl'. Nearest: ds-sundhedsprofil"),
        (["impact", "ds-lup", "--grundlag", "alt"], "unknown ground 'alt'. Nearest: udledt, fremgaar, redaktionel."),
        (["impact", "ds-lup", "--format", "xml"], "unknown format 'xml'. Use one of: text, json, csv."),
        (["impact", "ds-lup", "--date", "i dag"], "'i dag' is no day; write it like 2024-01-31"),
        (["impact", "ds-lup", "--date", "1999-01-01"], "nothing in the collection is in force on 1999-01-01"),
        (["impact", *(f"x{n}" for n in range(21))], "21 things are too many; give at most 20"),
        (["impact", "Patientinddragelsesudvalget"], "names 2 things"),
        (["succession", "--date", "2027"], "'2027' is no day"),
        (["succession", "--date", "1066-10-14"], "the dates run from 2007-01-01 to 2028-01-01"),
        (["succession", "--lang", "sv"], "unknown language 'sv'"),
    ],
)  # fmt: skip
def test_a_mistake_gets_one_clear_message(arguments: list[str], message: str) -> None:
    """Exit code 2, no trace, nothing on standard output."""
    assert message in refused(run("trace", *arguments))
