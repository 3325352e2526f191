"""Give a review as plain data, for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from aftalegraf.conformance import Tally, summary, tallies
from aftalegraf.outline import notices
from aftalegraf.phrases import Phrases
from aftalegraf.review import UNDECIDED, Report, Result
from aftalegraf.world import World


def as_data(world: World, reports: Iterable[Report], language: str = "da") -> list[dict[str, Any]]:
    """The reviews as plain data: one object an agreement with its notes, summary, counts, reasons and results."""
    phrases = Phrases(world, language)
    return [
        {
            "agreement": {"id": report.agreement, "label": report.label},
            "dated": report.dated,
            "profile": {**asdict(report.profile), "ends": report.ends},
            "notes": list(notices(report, language)),
            "summary": list(summary(report, language)),
            "conformance": [_tally_data(tally) for tally in tallies(report)],
            "open": [_open_data(phrases, group) for group in report.open],
            "results": [_result_data(phrases, result) for result in report.results],
        }
        for report in reports
    ]


def _tally_data(tally: Tally) -> dict[str, Any]:
    return {**asdict(tally), "total": tally.total}


def _open_data(phrases: Phrases, group: Sequence[Result]) -> dict[str, Any]:
    first = group[0]
    return {
        "reasons": list(first.reasons),
        "obtain": phrases.obtain(first),
        "sources": [{"id": place, "label": phrases.label(place)} for place in first.places],
        "rules": list(dict.fromkeys(result.rule.id for result in group)),
    }


def _exemption_data(result: Result) -> dict[str, Any] | None:
    said = result.exemption
    if said is None:
        return None
    told = {"reason": said.reason, "role": said.role, "until": said.until, "origin": said.origin}
    return {**told, "expired": result.expired}


def _result_data(phrases: Phrases, result: Result) -> dict[str, Any]:
    rule, language = result.rule, phrases.language
    return {
        "rule": rule.id,
        "also": list(rule.also),
        "title": rule.title[language],
        "modality": rule.modality,
        "level": rule.level,
        "severity": rule.severity,
        "force": rule.force,
        "about": rule.about,
        "chapter": rule.chapter,
        "basis": list(rule.basis),
        "focus": {"id": result.focus, "label": result.label},
        "outcome": result.outcome,
        "standing": result.standing,
        "heading": phrases.heading(result),
        "departs": result.departs,
        "breach": result.breach,
        "exemption": _exemption_data(result),
        "approximate": rule.approximate,
        "found": list(result.found),
        "reasons": list(result.reasons),
        "sources": [{"id": place, "label": phrases.label(place)} for place in result.places],
        "message": rule.message[language],
        "advice": rule.advice[language],
        "obtain": phrases.obtain(result) if result.outcome == UNDECIDED else "",
        "why": rule.why[language],
        "meets": rule.meets.get(language, ""),
        "fails": rule.fails.get(language, ""),
        "guidance": {"id": rule.source, "label": phrases.label(rule.source)},
        "provision": {"id": rule.iri, "label": phrases.label(rule.iri)},
        "shape": rule.shape,
    }
