"""The review as SARIF and as JUnit holds what those formats ask for."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from aftalegraf.report_tools import as_junit, as_sarif
from aftalegraf.review import MET, NOT_MET, UNDECIDED, Report, review
from aftalegraf.world import World
from tests.made_reviews import HOSTILE, hostile, report, result, rule, several

ALL = (
    result(rule("V9-1", "skal"), NOT_MET),
    result(rule("V9-2", "boer"), NOT_MET),
    result(rule("V9-3", "kan"), NOT_MET),
    result(rule("V9-4", "kan", defeasible=True), NOT_MET, found=("7 medlemmer",)),
    result(rule("V9-5"), UNDECIDED),
    result(rule("V9-6"), MET),
)


def sarif(text: str) -> dict[str, Any]:
    """The one run of a log, after a look at what every log must have."""
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    found: dict[str, Any] = run
    return found


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_sarif_log_has_the_required_structure(world: World, language: str) -> None:
    """Tool and rules with texts; each result with its message and a rule that is there, by id and by place."""
    reports = review(world, language=language)
    run = sarif(as_sarif(world, reports, language))
    driver = run["tool"]["driver"]
    assert (driver["name"], run["language"]) == ("aftalegraf", language)
    for one in driver["rules"]:
        for part in ("shortDescription", "fullDescription", "help"):
            assert one[part]["text"]
        assert one["help"]["markdown"]
        assert one["helpUri"].startswith("https://w3id.org/aftalegraf/id/bestemmelse/")
        assert one["defaultConfiguration"]["level"] in ("error", "warning", "note")
    assert len(run["results"]) == sum(len(report.results) for report in reports)
    for found in run["results"]:
        assert driver["rules"][found["ruleIndex"]]["id"] == found["ruleId"]
        assert found["message"]["text"]
        ((place,),) = [location["logicalLocations"] for location in found["locations"]]
        assert set(place) == {"name", "fullyQualifiedName", "kind"}
    prints = [found["partialFingerprints"]["aftalegraf/v1"] for found in run["results"]]
    assert len(set(prints)) == len(prints)


KNOWN = {
    "log": {"$schema", "version", "runs"},
    "run": {"tool", "language", "columnKind", "results", "properties"},
    "driver": {"name", "version", "semanticVersion", "rules"},
    "rule": {
        "id", "name", "shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration", "properties",
    },
    "result": {
        "ruleId", "ruleIndex", "kind", "level", "message", "locations", "relatedLocations", "partialFingerprints",
        "properties",
    },
    "location": {"id", "message", "logicalLocations"},
}  # fmt: skip


def test_a_sarif_log_has_no_property_that_the_schema_forbids(world: World, reviewed: tuple[Report, ...]) -> None:
    """The schema closes every object but property bags."""
    log = json.loads(as_sarif(world, [*reviewed, report(*ALL)]))
    (run,) = log["runs"]
    assert set(log) == KNOWN["log"]
    assert set(run) == KNOWN["run"]
    assert set(run["tool"]) == {"driver"}
    assert set(run["tool"]["driver"]) == KNOWN["driver"]
    assert {name for one in run["tool"]["driver"]["rules"] for name in one} == KNOWN["rule"]
    assert {name for found in run["results"] for name in found} == KNOWN["result"]
    for found in run["results"]:
        for location in (*found["locations"], *found["relatedLocations"]):
            assert set(location) <= KNOWN["location"]


def test_kind_and_level_are_those_of_the_standard(world: World) -> None:
    """Section 3.27.10: where the kind is not fail, the level is none."""
    found = sarif(as_sarif(world, [report(*ALL)]))["results"]
    assert {r["ruleId"]: (r["kind"], r["level"]) for r in found} == {
        "V9-1": ("fail", "error"),
        "V9-2": ("fail", "warning"),
        "V9-3": ("fail", "note"),
        "V9-4": ("informational", "none"),
        "V9-5": ("open", "none"),
        "V9-6": ("pass", "none"),
    }


def test_a_sarif_message_is_a_whole_finding(world: World) -> None:
    """The outcome, the rule, the thing, why and the cure."""
    found = sarif(as_sarif(world, [report(*ALL)]))["results"][0]
    assert found["message"]["text"] == (
        "Ikke opfyldt: V9-1 parterne fremgår [skal, lov, kapitel 9]\n"
        "Gælder: Fiktiv sundhedsaftale\nHvorfor: Parterne fremgår ikke.\nGør: Skriv parterne."
    )


def test_names_in_sarif_stay_text(world: World) -> None:
    """Also in the rules' help, which may be shown as Markdown."""
    run = sarif(as_sarif(world, [hostile()]))
    assert {r["locations"][0]["logicalLocations"][0]["name"] for r in run["results"]} == set(HOSTILE)
    nasty = rule(why={"da": "<img src=x> [en](http://x)", "en": "x"})
    (told,) = sarif(as_sarif(world, [report(result(nasty))]))["tool"]["driver"]["rules"]
    assert "<img" not in told["help"]["markdown"].replace("\\<img", "")
    assert "\\[en\\](http://x)" in told["help"]["markdown"]


def junit(text: str) -> ET.Element:
    """The suites, read by the parser of Python."""
    return ET.fromstring(text)  # noqa: S314 (we wrote it)


def test_a_suite_is_an_agreement_and_its_counts_are_true(world: World) -> None:
    """What is not met is a failure, what cannot be decided skipped, a departure a remark."""
    root = junit(as_junit(world, [report(*ALL), report(*several("skal", "lov", met=2))]))
    assert [suite.get("name") for suite in root] == ["Fiktiv sundhedsaftale"] * 2
    first = root[0]
    assert {name: first.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "6", "failures": "3", "errors": "0", "skipped": "1",
    }  # fmt: skip
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("8", "3", "1")
    inside = Counter(child.tag for case in first.iter("testcase") for child in case)
    assert inside == {"failure": 3, "skipped": 1, "system-out": 1}


def test_a_failure_says_what_to_do_and_a_skipped_test_says_why(world: World) -> None:
    """Message, type and text."""
    root = junit(as_junit(world, [report(*ALL)]))
    failure = root.find(".//failure")
    assert failure is not None
    assert (failure.get("message"), failure.get("type")) == ("Ikke opfyldt. Parterne fremgår ikke.", "skal.lov")
    assert (failure.text or "").endswith("Gør: Skriv parterne.")
    skipped = root.find(".//skipped")
    assert skipped is not None
    assert skipped.get("message") == "Kan ikke afgøres. Dokumentet er ikke i samlingen."


def test_names_in_junit_stay_text(world: World) -> None:
    """Markup, ]]> and line breaks come back; what XML cannot hold is left out."""
    root = junit(as_junit(world, [hostile()]))
    names = {(case.get("name") or "").partition(": ")[2] for case in root.iter("testcase")}
    assert names == {re.sub("\x07", "", name) for name in HOSTILE}


def test_junit_of_the_real_reviews_is_read(world: World, reviewed: tuple[Report, ...]) -> None:
    """As many cases as there are results."""
    reports = reviewed
    root = junit(as_junit(world, reports, "en"))
    assert len(list(root.iter("testcase"))) == sum(len(report.results) for report in reports) > 100
    (value,) = {p.get("value") for p in root.iter("property") if "Unofficial" in (p.get("value") or "")}
    assert value == "Unofficial tool. The review is no approval; it only tells what stands in the sources."
