"""The report reads as the file of expected output has it, in Danish and English."""

from __future__ import annotations

import json

import pytest

from aftalegraf.report import as_data, as_text, month
from aftalegraf.review import review
from aftalegraf.world import World
from tests.conftest import CASES


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_report_is_the_expected_one(world: World, language: str) -> None:
    """Every line, as it was read against the documents."""
    expected = (CASES / f"report.{language}.txt").read_text(encoding="utf-8")
    assert as_text(world, review(world, language=language), language) == expected


def test_the_data_say_what_the_text_says(world: World) -> None:
    """JSON carries each result with its rule, outcome, standing and sources."""
    reports = json.loads(json.dumps(as_data(world, review(world))))
    (report,) = [report for report in reports if report["agreement"]["id"].endswith("/agr-midt-2019-2023")]
    outcomes = [result["outcome"] for result in report["results"]]
    assert {name: outcomes.count(name) for name in set(outcomes)} == {
        "opfyldt": 16,
        "ikkeOpfyldt": 3,
        "kanIkkeAfgoeres": 4,
    }
    (goals,) = [result for result in report["results"] if result["rule"] == "V3.2-3"]
    assert [source["label"] for source in goals["sources"]] == [
        "høringsversionen af Sundhedsaftalen 2019-2023, linje 193"
    ]


@pytest.mark.parametrize(
    ("dated", "danish", "english"),
    [
        ("2019-01", "januar 2019", "January 2019"),
        ("2024-01-31", "31. januar 2024", "31 January 2024"),
        ("2019", "2019", "2019"),
    ],
)
def test_a_date_is_written_as_people_write_it(dated: str, danish: str, english: str) -> None:
    """A month, a day or a year."""
    assert (month(dated), month(dated, "en")) == (danish, english)
