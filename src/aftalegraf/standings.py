"""Hold reviews that are made against the rules of another day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from aftalegraf.profiles import Profile, chosen, standing
from aftalegraf.results import Report
from aftalegraf.rules import rules
from aftalegraf.world import World


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
