"""Write a review for the tools of developers: SARIF 2.1.0 and JUnit XML."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, Final

from aftalegraf import __version__
from aftalegraf.card import card, card_text
from aftalegraf.conformance import summary
from aftalegraf.outline import notices
from aftalegraf.phrases import Phrases
from aftalegraf.review import MET, UNDECIDED, Report, Result
from aftalegraf.rules import Rule
from aftalegraf.world import World

SARIF_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"skal": "error", "boer": "warning", "kan": "note"}
_KINDS: Final = {MET: "pass", UNDECIDED: "open"}
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML 1.0 cannot hold


def as_sarif(world: World, reports: Sequence[Report], language: str = "da") -> str:
    """The reviews as SARIF: one run, a rule for each provision, a result for each outcome.

    What is not met has kind fail and a level after its weight; what cannot be decided is open, what is met pass, and a
    lawful departure informational.
    """
    phrases = Phrases(world, language)
    rules = {result.rule.id: result.rule for report in reports for result in report.results}
    places = {name: number for number, name in enumerate(rules)}
    told = [_sarif_rule(world, rule, language) for rule in rules.values()]
    driver = {"name": "aftalegraf", "version": __version__, "semanticVersion": __version__, "rules": told}
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": [_sarif(phrases, report, r, places[r.rule.id]) for report in reports for r in report.results],
        "properties": {"agreements": [_sarif_agreement(report, language) for report in reports]},
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _sarif_agreement(report: Report, language: str) -> dict[str, Any]:
    return {
        "id": report.agreement,
        "label": report.label,
        "notes": list(notices(report, language)),
        "summary": list(summary(report, language)),
    }


def _sarif_rule(world: World, rule: Rule, language: str) -> dict[str, Any]:
    told = card(world, rule, language)
    lines = "\n".join(f"- **{name}:** {_marked(text)}" for name, text in told.lines)
    return {
        "id": rule.id,
        "name": rule.title[language],
        "shortDescription": {"text": rule.title[language]},
        "fullDescription": {"text": rule.why[language]},
        "help": {"text": card_text(told), "markdown": f"**{_marked(told.title)}**\n\n{lines}\n"},
        "helpUri": rule.iri,
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [rule.modality, rule.force], "also": list(rule.also), "approximate": rule.approximate},
    }


def _sarif(phrases: Phrases, report: Report, result: Result, place: int) -> dict[str, Any]:
    kind = "informational" if result.departs else _KINDS.get(result.outcome, "fail")
    parts = (result.rule.id, result.focus, report.agreement)
    return {
        "ruleId": result.rule.id,
        "ruleIndex": place,
        "kind": kind,
        "level": _LEVELS[result.rule.level] if kind == "fail" else "none",
        "message": {"text": _message(phrases, result)},
        "locations": [{"logicalLocations": [_located(result.label, result.focus)]}],
        "relatedLocations": [_source(phrases, iri) for iri in result.places],
        **_suppressed(phrases, result),
        "partialFingerprints": {"aftalegraf/v1": hashlib.sha256("\x1f".join(parts).encode()).hexdigest()},
        "properties": {
            "agreement": report.agreement,
            "outcome": result.outcome,
            "standing": result.standing,
            "force": result.rule.force,
            "found": list(result.found),
            "cure": "" if result.outcome == MET else phrases.cure(result),
            "source": phrases.sources(result),
        },
    }


def _suppressed(phrases: Phrases, result: Result) -> dict[str, Any]:
    """How SARIF tells that somebody has accepted a finding for a time."""
    if not result.excused:
        return {}
    return {
        "suppressions": [{"kind": "external", "status": "accepted", "justification": phrases.exemption(result)}],
    }


def _source(phrases: Phrases, iri: str) -> dict[str, Any]:
    label = phrases.label(iri)
    return {"message": {"text": label}, "logicalLocations": [_located(label, iri)]}


def _located(label: str, iri: str) -> dict[str, str]:
    return {"name": label, "fullyQualifiedName": iri, "kind": "resource"}


def _marked(text: str) -> str:
    """A text in which nothing is Markdown or HTML."""
    return re.sub(r"([\\`*_{}\[\]<>#|!&])", r"\\\1", " ".join(text.split()))


def _message(phrases: Phrases, result: Result) -> str:
    """The finding in a few lines: what it is, of what, what was found, why, the cure and the source."""
    texts = phrases.texts
    told = [f"{phrases.heading(result)}: {phrases.title(result.rule)} [{', '.join(phrases.marks(result.rule))}]"]
    lines = (
        ("where", result.label),
        ("found", "; ".join(result.found)),
        ("why", phrases.why(result)),
        ("do", "" if result.outcome == MET else phrases.cure(result)),
        ("source", phrases.sources(result)),
    )
    return "\n".join(told + [f"{texts[key]}: {text}" for key, text in lines if text])


def as_junit(world: World, reports: Sequence[Report], language: str = "da") -> str:
    """The reviews as JUnit XML: a suite an agreement; what is not met is a failure, what cannot be decided skipped."""
    phrases = Phrases(world, language)
    suites = "".join(_suite(phrases, report) for report in reports)
    results = [result for report in reports for result in report.results]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites{_counts("aftalegraf", results)}>\n{suites}</testsuites>\n'
    )


def _suite(phrases: Phrases, report: Report) -> str:
    said = (*notices(report, phrases.language), *summary(report, phrases.language))
    properties = "".join(f'<property name="{number}" value="{_xml(text)}"/>\n' for number, text in enumerate(said, 1))
    cases = "".join(_case(phrases, report, result) for result in report.results)
    counts = _counts(report.label, report.results)
    return f"<testsuite{counts}>\n<properties>\n{properties}</properties>\n{cases}</testsuite>\n"


def _counts(name: str, results: Iterable[Result]) -> str:
    told = [_told(result) for result in results]
    return (
        f' name="{_xml(name)}" tests="{len(told)}" failures="{told.count("failure")}" errors="0"'
        f' skipped="{told.count("skipped")}" time="0"'
    )


def _told(result: Result) -> str:
    """How JUnit has an outcome: as a failure, as skipped, or as passed with or without a remark."""
    if result.excused:
        return "skipped"
    if result.departs:
        return "system-out"
    return {MET: "", UNDECIDED: "skipped"}.get(result.outcome, "failure")


def _case(phrases: Phrases, report: Report, result: Result) -> str:
    rule, told = result.rule, _told(result)
    name = f"{phrases.title(rule)}: {result.label}"
    start = f'<testcase name="{_xml(name)}" classname="{_xml(f"{report.label}.{rule.level}.{rule.force}")}" time="0"'
    if not told:
        return f"{start}/>\n"
    text = _xml(_message(phrases, result))
    about = f' message="{_xml(f"{phrases.heading(result)}. {phrases.why(result)}")}"' if told != "system-out" else ""
    kind = f' type="{_xml(f"{rule.level}.{rule.force}")}"' if told == "failure" else ""
    return f"{start}>\n<{told}{about}{kind}>{text}</{told}>\n</testcase>\n"


def _xml(text: str) -> str:
    """A text for an attribute or an element, with line breaks kept."""
    return escape(_FORBIDDEN.sub("", text)).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
