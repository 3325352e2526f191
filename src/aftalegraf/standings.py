"""Hold reviews that are made against the rules of another day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from aftalegraf.profiles import GUIDANCE_2018, GUIDANCE_2023, NAMES, STANDARD, Profile, chosen, is_day, standing
from aftalegraf.results import Report
from aftalegraf.rules import rules
from aftalegraf.world import World


def asked(name: str = "", day: str = "", assumed: str = "") -> tuple[Profile, tuple[str, ...]]:
    """The profile asked for, and what of it cannot be used: name, day, assumed, or that they do not fit (unfit).

    Where anything cannot be used, it is the standard profile.
    """
    wrong = [
        problem
        for problem, found in (
            ("name", bool(name) and name not in NAMES),
            ("day", bool(day) and not is_day(day)),
            ("assumed", bool(assumed) and not is_day(assumed)),
            ("unfit", bool(assumed) and name == GUIDANCE_2018),
        )
        if found
    ]
    return STANDARD if wrong else Profile(name or GUIDANCE_2023, day, assumed), tuple(wrong)


def as_of(world: World, reports: Iterable[Report], held: Profile) -> tuple[Report, ...]:
    """The reviews as they are by another profile: what was found is the same, but not which rules hold, and how.

    `reports` are made by the standard profile, which holds all rules.
    """
    known = {rule.id: rule for rule in chosen(world, rules(world), held)}
    return tuple(
        replace(
            report,
            profile=held,
            results=tuple(
                replace(result, rule=rule, standing=standing(rule, report.dated, held, report.ends))
                for result in report.results
                if (rule := known.get(result.rule.id))
            ),
        )
        for report in reports
    )
