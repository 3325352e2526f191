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
        (("2024-01-01", "1850-01-01"), "1850-01-01 lies outside every validity in the graph"),
        ((OLD, NEW, "--format", "csv"), "unknown format 'csv'"),
        ((OLD, NEW, "--grundlag", "alt"), "unknown ground 'alt'"),
        ((OLD, str(CASES / "dcat-stub.ttl")), "the two versions have nothing in common"),
    ],
)
def test_diff_refuses_with_one_message(words: tuple[str, ...], message: str) -> None:
    """It ends with 2 and shows no stack."""
    assert message in refused(run("diff", *words))
