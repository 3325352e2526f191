"""The review as plain data says what the text says."""

from __future__ import annotations

import json

from aftalegraf.report_data import as_data
from aftalegraf.review import NOT_MET, UNDECIDED, Report
from aftalegraf.world import World
from tests.made_reviews import HOSTILE, hostile, report, result, rule, several


def test_the_data_say_what_the_text_says(world: World, reviewed: tuple[Report, ...]) -> None:
    """JSON carries each result with its rule, outcome, standing and sources."""
    reports = json.loads(json.dumps(as_data(world, reviewed)))
    (found,) = [report for report in reports if report["agreement"]["id"].endswith("/agr-midt-2019-2023")]
    missing = {result["rule"] for result in found["results"] if result["outcome"] == NOT_MET}
    assert missing >= {"V5.1-6b", "V5.1-6c", "V5.1-6d"}
    (goals,) = [result for result in found["results"] if result["rule"] == "V3.2-3"]
    assert [source["label"] for source in goals["sources"]] == [
        "høringsversionen af Sundhedsaftalen 2019-2023, linje 193"
    ]
    assert goals["obtain"] == "Se efter i det oprindelige dokument: det gik tabt, da teksten blev trukket ud."


def test_the_counts_and_the_reasons_are_given_for_programs(world: World) -> None:
    """By subject, level and force; and each reason once, with the rules that wait for it."""
    (found,) = as_data(world, [report(*several("skal", "lov", met=2, undecided=2, missing=1))])
    assert found["conformance"] == [
        {
            "about": "omAftalen", "level": "skal", "force": "lov", "met": 2, "missing": 1, "undecided": 2,
            "departing": 0, "partly": 0, "later": 0, "unknown": 0, "excused": 0, "total": 5,
        }
    ]  # fmt: skip
    assert [(group["reasons"], group["rules"]) for group in found["open"]] == [
        (["Dokumentet er ikke i samlingen."], ["V9-skal-lov-undecided-0", "V9-skal-lov-undecided-1"])
    ]
    assert found["summary"] == ["1 krav i lov og bekendtgørelse er ikke opfyldt (2 opfyldt, 2 kan ikke afgøres)."]


def test_a_result_carries_all_that_a_finding_says(world: World) -> None:
    """In the language asked for; what cannot be decided also has its next step."""
    one = rule(level="kan", defeasible=True, also=("V2-3",), about="omForummet")
    (found,) = as_data(world, [report(result(one, NOT_MET), result(rule("V9-2"), UNDECIDED))], "en")
    first, second = found["results"]
    told = {name: first[name] for name in ("title", "also", "heading", "departs", "breach", "about", "severity")}
    assert told == {
        "title": "the parties are stated", "also": ["V2-3"], "heading": "Departure from the starting point (lawful)",
        "departs": True, "breach": False, "about": "omForummet", "severity": "Info",
    }  # fmt: skip
    assert (first["obtain"], second["obtain"]) == ("", "Look in the source, or obtain the document, and enter it.")
    assert (first["meets"], first["fails"]) == ("Region and municipalities are named.", "Only the region is named.")


def test_names_come_through_as_they_are(world: World) -> None:
    """Text is text."""
    (found,) = json.loads(json.dumps(as_data(world, [hostile()])))
    assert {result["focus"]["label"] for result in found["results"]} == set(HOSTILE)
