"""Carry reviews between processes as plain data: what comes back from a process is never more than texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from aftalegraf.profiles import Profile, chosen
from aftalegraf.results import Exemption, Report, Result
from aftalegraf.rules import rules
from aftalegraf.world import World


def packed(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """The reviews as JSON takes them, each rule by its id."""
    return [
        {
            "agreement": report.agreement,
            "label": report.label,
            "dated": report.dated,
            "profile": asdict(report.profile),
            "ends": report.ends,
            "term": report.term,
            "moved": report.moved,
            "results": [_packed(result) for result in report.results],
        }
        for report in reports
    ]


def unpacked(world: World, told: Sequence[Mapping[str, Any]]) -> tuple[Report, ...]:
    """The reviews again, with the rules of a world."""
    known = rules(world)
    found = []
    for one in told:
        held = Profile(**one["profile"])
        by_id = {rule.id: rule for rule in chosen(world, known, held)}
        results = tuple(
            Result(
                by_id[each["rule"]],
                each["focus"],
                each["label"],
                each["outcome"],
                each["standing"],
                tuple(each["found"]),
                tuple(each["reasons"]),
                tuple(each["places"]),
                Exemption(**each["exemption"]) if each["exemption"] else None,
                each["expired"],
            )
            for each in one["results"]
        )
        texts = (one["ends"], one["term"], one["moved"])
        found.append(Report(one["agreement"], one["label"], one["dated"], results, held, *texts))
    return tuple(found)


def _packed(result: Result) -> dict[str, Any]:
    return {
        "rule": result.rule.id,
        "focus": result.focus,
        "label": result.label,
        "outcome": result.outcome,
        "standing": result.standing,
        "found": result.found,
        "reasons": result.reasons,
        "places": result.places,
        "exemption": asdict(result.exemption) if result.exemption else None,
        "expired": result.expired,
    }
