"""The commands about change, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import CASES
from tests.test_cli import refused, run

OLD, NEW = (str(CASES / "diff" / name) for name in ("udkast.ttl", "vedtaget.ttl"))


def test_diff_comes_as_text_as_a_page_and_as_data(tmp_path: Path) -> None:
    """The same thing in each; a file may take it."""
    text, page, data = (run("diff", OLD, NEW, "--format", form).stdout for form in ("text", "html", "json"))
    clause = "har fået indikator «andel, der trives» (ny)"
    assert f"  - {clause}\n" in text
    assert f"<li>{clause}</li>" in page
    assert clause in [each for thing in json.loads(data)["things"] for each in thing["clauses"]]
    path = tmp_path / "ud.txt"
    assert run("diff", OLD, NEW, "-o", str(path)).stdout == ""
    assert path.read_text(encoding="utf-8") == text


def test_diff_speaks_english() -> None:
    """What stands in the files stays Danish."""
    assert "has gained indicator “andel, der trives” (new)" in run("diff", OLD, NEW, "--lang", "en").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((OLD, "nix.ttl"), "nix.ttl: no such file; check the path"),
        ((OLD, "nix"), "unknown version 'nix'"),
        (("2024-01-01", "1850-01-01"), "nothing in the collection is in force on 1850-01-01"),
        ((OLD, NEW, "--format", "csv"), "unknown format 'csv'"),
        ((OLD, NEW, "--grundlag", "alt"), "unknown ground 'alt'"),
        ((OLD, str(CASES / "dcat-stub.ttl")), "the two versions have nothing in common"),
    ],
)
def test_diff_refuses_with_one_message(words: tuple[str, ...], message: str) -> None:
    """It ends with 2 and shows no stack."""
    assert message in refused(run("diff", *words))


def test_suspects_are_told_in_four_formats(kilder: Path) -> None:
    """Nothing has changed in the documents that were read."""
    given = ("trace", "suspects", "--kilder", str(kilder))
    assert "Alle prøvede steder er, som de blev læst." in run(*given).stdout
    assert json.loads(run(*given, "--format", "json").stdout)["references"] == []
    assert len(run(*given, "--format", "csv").stdout.splitlines()) == 1
    assert run(*given, "--format", "sign-off").stdout == "subject,predicate,object,passage,sha256,role,seen\n"


def test_suspects_refuse_with_one_message(tmp_path: Path) -> None:
    """A folder that is not there, and a format that is none."""
    missing = refused(run("trace", "suspects", "--kilder", str(tmp_path / "nix")))
    assert "no such folder; give the one that holds the documents" in missing
    assert "unknown format 'xlsx'" in refused(run("trace", "suspects", "--kilder", str(tmp_path), "--format", "xlsx"))
