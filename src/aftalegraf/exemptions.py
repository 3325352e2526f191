"""Excuse findings for a time: read reasoned exemptions, hold them against a review, and see which have expired."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from aftalegraf.errors import SourceError, SourceErrors, nearest
from aftalegraf.profiles import is_day
from aftalegraf.results import MET, Exemption, Report, Result
from aftalegraf.rules import Rule, rules
from aftalegraf.sources import Row, read_table
from aftalegraf.world import World

HEADINGS: Final = ("rule", "thing", "reason", "role", "expires")
LINK_HEADINGS: Final = HEADINGS[1:]  # where the exemption is from being linked, not from a rule
_ADDRESS: Final = re.compile(r"[@\d]")
_STATED: Final = """SELECT ?e ?rule ?thing ?reason ?role ?until WHERE {{
  ?e a aft:BegrundetUndtagelse ; aft:undtagelseFor ?thing ; aft:undtagelsesgrund ?reason ;
    aft:undtagelsesrolle ?role ; aft:gyldigTil ?until . {which} }} ORDER BY ?e"""


def exempted(world: World, reports: Sequence[Report], path: Path | None, today: str) -> tuple[Report, ...]:
    """The reviews with the exemptions of the graph and, where given, of a file, on a day. Raises as read_exemptions."""
    of_file = read_exemptions(path, rules(world), reports) if path else ()
    return excuse(reports, (*stated(world), *of_file), today)


def today() -> str:
    """The day it is where the program runs, as 2026-11-23; nothing else asks the clock."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()


def stated(world: World) -> tuple[Exemption, ...]:
    """The exemptions from a rule in the graph: what is stated and our reading, not what the editors added."""
    return _read(world, "?e aft:undtagelseFra/skos:notation ?rule")


def stated_links(world: World) -> Mapping[str, Exemption]:
    """The exemptions from being linked in the graph, by the IRI of the thing: those that are from no provision.

    Of several for one thing the one that lasts longest.
    """
    found = _read(world, "FILTER NOT EXISTS { ?e aft:undtagelseFra ?provision }")
    return {said.thing: said for said in sorted(found, key=lambda said: (said.until, said.origin))}


def _read(world: World, which: str) -> tuple[Exemption, ...]:
    found = []
    for e, *cells in world.store.select(_STATED.format(which=which)).rows:
        rule, thing, reason, role, until = (cell.value if cell else "" for cell in cells)
        found.append(Exemption(rule, thing, reason, role, until, e.value if e else ""))
    return tuple(found)


def read_exemptions(path: Path, known: Sequence[Rule], reports: Iterable[Report]) -> tuple[Exemption, ...]:
    """The exemptions of a CSV file. Raises SourceErrors with every row that does not hold, each with its cure.

    A thing is an IRI, its last part, or a label, of something that the rule was held against. A day that has passed is
    no error: the finding comes back, and the report says why.
    """
    if not path.is_file():
        raise SourceError(str(path), None, "no such file; check the path")
    rows = read_table(path, str(path), HEADINGS)
    things = _things(reports)
    errors: list[SourceError] = []
    found: dict[tuple[str, str], Exemption] = {}
    for row in rows:
        problems, exemption = _exemption(row, known, things)
        key = (exemption.rule, exemption.thing)
        if not problems and key in found:
            problems = [f"there is an exemption for {row['rule']} and '{row['thing']}' already; keep one"]
        errors += [row.error(problem) for problem in problems]
        if not problems:
            found[key] = exemption
    if errors:
        raise SourceErrors(errors)
    return tuple(found.values())


def read_link_exemptions(path: Path, things: Mapping[str, str]) -> Mapping[str, Exemption]:
    """The exemptions from being linked in a CSV file, by the IRI of the thing; `things` maps each name to an IRI.

    Raises SourceErrors with every row that does not hold, each with its cure.
    """
    if not path.is_file():
        raise SourceError(str(path), None, "no such file; check the path")
    errors: list[SourceError] = []
    found: dict[str, Exemption] = {}
    for row in read_table(path, str(path), LINK_HEADINGS):
        problems, iri = _unsound(row), things.get(row["thing"], "")
        if not iri:
            problems.append(f"unknown thing '{row['thing']}'; write its id, IRI or name{_hint(row['thing'], things)}")
        elif iri in found:
            problems.append(f"there is an exemption for '{row['thing']}' already; keep one")
        errors += [row.error(problem) for problem in problems]
        if not problems:
            found[iri] = Exemption("", iri, row["reason"], row["role"], row["expires"], f"{row.path}:{row.line}")
    if errors:
        raise SourceErrors(errors)
    return found


def excuse(reports: Iterable[Report], exemptions: Iterable[Exemption], today: str) -> tuple[Report, ...]:
    """The reviews with each finding's exemption; it covers the finding to the end of its last day."""
    by_key = {(said.rule, said.thing): said for said in exemptions}
    if not by_key:
        return tuple(reports)
    return tuple(
        replace(report, results=tuple(_excused(result, by_key, today) for result in report.results))
        for report in reports
    )


def _excused(result: Result, by_key: Mapping[tuple[str, str], Exemption], today: str) -> Result:
    if result.outcome == MET:
        return result
    ids = (result.rule.id, *result.rule.also)
    said = next((by_key[rule, result.focus] for rule in ids if (rule, result.focus) in by_key), None)
    return replace(result, exemption=said, expired=today > said.until) if said else result


def _things(reports: Iterable[Report]) -> Mapping[str, Mapping[str, str]]:
    """What each rule was held against, by its id: the IRIs by label, by last part and by themselves."""
    found: dict[str, dict[str, str]] = {}
    for result in (result for report in reports for result in report.results):
        for rule in (result.rule.id, *result.rule.also):
            names = found.setdefault(rule, {})
            for name in (result.label, re.split(r"[/#]", result.focus)[-1], result.focus):
                names[name] = result.focus
    return found


def _exemption(row: Row, known: Sequence[Rule], things: Mapping[str, Mapping[str, str]]) -> tuple[list[str], Exemption]:
    """A row as an exemption, and what is wrong with it."""
    ids = [name for rule in known for name in (rule.id, *rule.also)]
    names = things.get(row["rule"], {})
    problems = []
    if row["rule"] not in ids:
        problems.append(f"no rule tests a provision '{row['rule']}'; write its id{_hint(row['rule'], ids)}")
    elif row["thing"] not in names:
        problems.append(
            f"{row['rule']} was held against no '{row['thing']}'; write its id, IRI or name{_hint(row['thing'], names)}"
        )
    problems += _unsound(row)
    focus = names.get(row["thing"], row["thing"])
    return problems, Exemption(row["rule"], focus, row["reason"], row["role"], row["expires"], f"{row.path}:{row.line}")


def _unsound(row: Row) -> list[str]:
    """What is wrong with the reason, the role and the last day of an exemption."""
    problems = []
    if not row["reason"]:
        problems.append("the reason is empty; write why the finding stands for now")
    if not row["role"]:
        problems.append("the role is empty; write who answers for it, as a role and not a name")
    elif _ADDRESS.search(row["role"]):
        problems.append(f"the role '{row['role']}' holds a digit or an address; write a role, not a person or a number")
    if not is_day(row["expires"]):
        problems.append(f"'{row['expires']}' is no day; write the last day of the exemption like 2024-01-31")
    return problems


def _hint(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f" (nearest: {', '.join(near)})" if near else ""
