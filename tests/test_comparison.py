"""Two reviews compared: what is new, gone, changed and the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aftalegraf.comparison import EXCUSED, GONE, as_data, as_text, compare, earlier_review, read_report
from aftalegraf.errors import SourceError, UsageError
from aftalegraf.exemptions import excuse
from aftalegraf.profiles import profile
from aftalegraf.report_data import as_data as review_data
from aftalegraf.results import MET, NOT_MET, UNDECIDED
from aftalegraf.review import Report, review
from aftalegraf.world import World
from tests.test_exemptions import until
from tests.test_review import FOLDER, changed


def reviewed(world: World, case: str = "") -> list[dict[str, Any]]:
    """The review of the good agreement, or of a case, as JSON has it."""
    data = changed(FOLDER / f"{case}.ru" if case else None)
    told: list[dict[str, Any]] = json.loads(json.dumps(review_data(world, review(world, data))))
    return told


def test_identical_reviews_have_nothing_new_and_nothing_gone(world: World, reviewed: tuple[Report, ...]) -> None:
    """Every finding is the same one, and the real agreements have many."""
    real = json.loads(json.dumps(review_data(world, reviewed)))
    found = compare(real, real)
    findings = sum(result["outcome"] != MET for report in real for result in report["results"])
    assert (found.new, found.gone, found.changed, found.profiles) == ((), (), (), ())
    assert len(found.same) == findings > 10


def test_a_broken_rule_is_new_and_a_mended_one_gone(world: World) -> None:
    """The good agreement against itself without binding objectives, both ways."""
    good, broken = reviewed(world), reviewed(world, "V3.2-1")
    found, back = compare(good, broken), compare(broken, good)
    assert [(d.rule, d.before, d.after) for d in found.new] == [("V3.2-1", MET, NOT_MET)]
    assert [(d.rule, d.before, d.after) for d in back.gone] == [("V3.2-1", NOT_MET, MET)]
    assert (found.gone, found.changed, found.same, back.new, back.changed, back.same) == ((), (), (), (), (), ())


def test_an_outcome_that_has_changed_kind_is_told(world: World) -> None:
    """What was not met cannot be decided any more: neither new nor gone."""
    broken = reviewed(world, "V3.2-1")
    unread = json.loads(json.dumps(broken))
    (result,) = [r for r in unread[0]["results"] if r["rule"] == "V3.2-1"]
    result["outcome"] = UNDECIDED
    found = compare(broken, unread)
    assert [(d.rule, d.before, d.after) for d in found.changed] == [("V3.2-1", NOT_MET, UNDECIDED)]
    assert (found.new, found.gone, found.same) == ((), (), ())
    assert "[før ikke opfyldt, nu kan ikke afgøres]" in " ".join(as_text(found).split())


@pytest.mark.parametrize(("today", "after"), [("2024-06-30", EXCUSED), ("2024-07-01", NOT_MET)])
def test_an_exemption_changes_the_kind_until_it_expires(world: World, today: str, after: str) -> None:
    """Excused on its last day, back on the day after."""
    broken = review(world, changed(FOLDER / "V3.2-1.ru"))
    excused = review_data(world, excuse(broken, [until("2024-06-30")], today))
    found = compare(review_data(world, broken), excused)
    told = (*found.changed, *found.same)
    assert [(d.rule, d.before, d.after) for d in told] == [("V3.2-1", NOT_MET, after)]


def test_what_is_tested_in_one_review_only_is_told_as_such(world: World) -> None:
    """A rule that the other review did not have."""
    broken = reviewed(world, "V3.2-1")
    without = json.loads(json.dumps(broken))
    without[0]["results"] = [r for r in without[0]["results"] if r["rule"] != "V3.2-1"]
    assert [(d.rule, d.before, d.after) for d in compare(without, broken).new] == [("V3.2-1", GONE, NOT_MET)]
    assert [(d.rule, d.before, d.after) for d in compare(broken, without).gone] == [("V3.2-1", NOT_MET, GONE)]


def test_reviews_against_other_rules_are_told_apart(world: World) -> None:
    """Another day is no other agreement: the reader is told."""
    data = changed(None)
    later = review_data(world, review(world, data, profile=profile(day="2025-01-01")))
    found = compare(review_data(world, review(world, data)), later)
    assert found.profiles == ("Fiktiv sundhedsaftale, Region Eksempel",)
    assert "holder aftalen op mod forskellige regler eller dage" in as_text(found)


def test_a_comparison_reads_as_text_and_as_data(world: World) -> None:
    """Each part with its number, in both languages; an empty part says so."""
    found = compare(reviewed(world), reviewed(world, "V3.2-1"))
    assert as_text(found).splitlines() == [
        "Sammenlignet med den forrige gennemgang",
        "=======================================",
        "",
        "Nye bemærkninger (1)",
        "  V3.2-1 fælles, forpligtende målsætninger: Fiktiv sundhedsaftale, Region Eksempel [før opfyldt, nu",
        "    ikke opfyldt]",
        "",
        "Bemærkninger, der er væk (0)",
        "  ingen",
        "",
        "Bemærkninger, der er blevet andet (0)",
        "  ingen",
        "",
        "De samme bemærkninger (0)",
        "  ingen",
    ]
    assert "New findings (1)" in as_text(found, "en")
    (new,) = as_data(found)["new"]
    assert (new["rule"], new["focus"], new["after"]) == ("V3.2-1", "https://example.org/fiktion/aftale", NOT_MET)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("{}", "holds no review"),
        ("[]", "holds no review"),
        ('[{"agreement": {"id": "x"}}]', "holds no review"),
        ('[{"agreement": {"id": "x"}, "results": [{"rule": "V1-1"}]}]', "holds no review"),
        ('[{"agreement": {"id": "x"}, "results": [{"rule": "V1", "outcome": "fint", "focus": {}}]}]', "no review"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_review_is_refused_with_advice(tmp_path: Path, text: str, message: str) -> None:
    """Where, what, and which command writes one."""
    path = tmp_path / "forrige.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as raised:
        read_report(path)
    assert message in str(raised.value)
    assert "aftalegraf validate --format json" in str(raised.value)


def test_a_comparison_is_text_or_json(tmp_path: Path) -> None:
    """Another format is refused before anything is read."""
    with pytest.raises(UsageError, match="--compare writes text or json, not csv"):
        earlier_review(tmp_path / "nix.json", "csv")
    with pytest.raises(SourceError, match="cannot be read"):
        earlier_review(tmp_path / "nix.json", "json")
