"""The commands about what is linked, as a user types them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.test_cli import refused, run

MIDT = ("--aftale", "agr-midt-2019-2023")


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_status_of_everything_in_an_agreement_comes_as_text_json_and_csv() -> None:
    """36 things in the chain of Midtjylland, in planners' words; what cannot be decided has its reason once."""
    text = run("trace", "status", *MIDT).stdout
    assert "36 ting i kæden: 1 koblet og 35 kan ikke afgøres" in text
    assert text.count("overbliksbilledet mangler") == 1
    (data,) = json.loads(run("trace", "status", *MIDT, "--format", "json").stdout)
    assert data["counts"] == {"kanIkkeAfgoeres": 35, "koblet": 1}
    assert all(item["grundlag"] and item["sources"] for item in data["items"])
    table = rows(run("trace", "status", *MIDT, "--format", "csv").stdout)
    assert [row["status"] for row in table].count("kan ikke afgøres") == 35


def test_the_monday_list_names_each_missing_link() -> None:
    """Of both agreements at hand; four indicators without an asterisk first, in both languages."""
    text = " ".join(run("trace", "gaps").stdout.split())
    assert "1. Næste led (national indikator): ikke koblet: har ingen asterisk: høringsversionen siger ikke" in text
    assert "Læst: tillægget er læst fra ende til anden" in text
    found = json.loads(run("trace", "gaps", "--format", "json", "--lang", "en").stdout)
    assert [len(one["findings"]) for one in found] == [4, 4]
    assert found[0]["findings"][0]["text"].startswith("Next link (national indicator): not linked: has no asterisk")
    assert len(rows(run("trace", "gaps", *MIDT, "--format", "csv").stdout)) == 4 + 2 + 25 + 10


def test_an_agreement_without_a_text_has_one_finding() -> None:
    """Region Hovedstaden's text is not in the collection: one finding, and no list of what it lacks."""
    text = run("trace", "gaps", "--aftale", "agr-hovedstaden-2024-2027").stdout
    assert text.count("kan ikke afgøres") == 1
    assert "Gælder 3 indsatsområder." in text
    assert "foc-hovedstaden" not in text
    empty = run("trace", "status", "--aftale", "agr-nord-2019-2023", "--format", "csv").stdout
    assert "Nordjyllands aftale fra 2019 er ikke fundet" in empty


def test_the_provisions_are_told_by_their_rules() -> None:
    """370 provisions: tested, tested in part, or not tested with the reason."""
    text = run("trace", "status", "--chain", "bestemmelser").stdout
    assert "370 bestemmelser: 143 koblet, 15 delvist koblet og 212 ikke koblet." in text
    found = json.loads(run("trace", "gaps", "--chain", "bestemmelser", "--format", "json").stdout)
    assert len(found["provisions"]) == 15 + 212
    assert all(one["told"] and one["sources"] for one in found["provisions"])
    bound = rows(run("trace", "gaps", "--chain", "bestemmelser", *MIDT, "--format", "csv").stdout)
    assert bound
    assert all(row["id"].startswith("M") for row in bound)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--aftale", "agr-midt-2019"), "Nearest: agr-midt-2019-2023"),
        (("--grundlag", "udled"), "unknown ground 'udled'. Nearest: udledt"),
        (("--chain", "mål"), "unknown chain"),
        (("--format", "xml"), "unknown format"),
        (("--date", "2026"), "write it like 2024-01-31"),
        (("--undtagelser", "nowhere.csv"), "no such file"),
        (("--chain", "bestemmelser", "--date", "2026-11-23"), "validate has the first two"),
    ],
)
def test_a_mistake_is_told_in_one_message(asked: tuple[str, ...], told: str) -> None:
    """Exit 2, and what to write instead."""
    assert told in refused(run("trace", "status", *asked))


def test_an_exemption_without_a_reason_is_refused(tmp_path: Path) -> None:
    """Each row that does not hold, with its line; a whole one is told with its role and its last day."""
    file = tmp_path / "undtagelser.csv"
    head = "thing,reason,role,expires\n"
    rejected = "ind-midt-lup,,sekretariatet,2099-01-01\nind-midt-bux,fordi,sekretariatet,x\n"
    file.write_text(head + rejected, encoding="utf-8")
    said = refused(run("trace", "gaps", *MIDT, "--undtagelser", str(file)))
    assert ":2: the reason is empty" in said
    assert ":3: unknown thing 'ind-midt-bux'" in said
    assert "nearest: ind-midt-buc" in said
    file.write_text(f"{head}ind-midt-lup,følges som den er,sekretariatet,2099-01-01\n", encoding="utf-8")
    text = " ".join(run("trace", "status", *MIDT, "--undtagelser", str(file)).stdout.split())
    assert "35 kan ikke afgøres" not in text
    assert "1 begrundet undtagelse" in text


def test_what_has_another_source_now_is_told(kilder: Path, tmp_path: Path) -> None:
    """One word of the draft is another: the indicator and its objective rest on it, and nothing else in the chain."""
    for path in kilder.glob("*.txt"):
        shutil.copy(path, tmp_path)
    (draft,) = tmp_path.glob("000_*")
    text = draft.read_text(encoding="utf-8")
    draft.write_text(
        text.replace("Akutte somatiske genindlæggelser* blandt ældre", "Genindlæggelser* blandt ældre"), "utf-8"
    )
    asked = ("trace", "gaps", "--aftale", "agr-midt-2019-2023", "--format", "json", "--kilder")
    (told,) = json.loads(run(*asked, str(tmp_path)).stdout)
    changed = {item["id"].rsplit("/", 1)[1] for one in told["findings"] for item in one["items"]
               if one["status"] == "kildenErAendret"}  # fmt: skip
    assert changed == {"ind-midt-genindl-somatik", "obj-midt-akut"}
    (told,) = json.loads(run(*asked, str(kilder)).stdout)
    assert "kildenErAendret" not in {one["status"] for one in told["findings"]}
