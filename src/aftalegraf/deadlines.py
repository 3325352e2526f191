"""Count the day of a deadline that the draft guidance sets for a kind of follow-up, by both ways of counting."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.namespaces import AFT
from aftalegraf.statements import GROUNDS
from aftalegraf.world import World

_YEAR: Final = re.compile(r"\d{4}")
_SPAN: Final = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?")
_DEADLINES: Final = """SELECT ?kind ?d ?after ?before ?ground ?place WHERE {
  ?f aft:foreskrevetEgenskab aft:harFrist ; aft:foreskriftFor ?kind .
  ?u rdf:subject ?f ; rdf:predicate aft:foreskrevetVaerdi ; rdf:object ?d ; aft:grundlag ?ground
  OPTIONAL { ?u aft:kildehenvisning ?place }
  OPTIONAL { ?d aft:fristEfter ?after } OPTIONAL { ?d aft:fristFoer ?before } } ORDER BY ?kind ?d ?place"""

_RESPONSIBLE: Final = """SELECT ?kind ?who ?ground ?place WHERE {
  ?f aft:foreskrevetEgenskab aft:ansvarligFor ; aft:foreskriftFor ?who .
  ?u rdf:subject ?f ; rdf:predicate aft:foreskrevetVaerdi ; rdf:object ?kind ; aft:grundlag ?ground
  OPTIONAL { ?u aft:kildehenvisning ?place } } ORDER BY ?kind ?who ?place"""
_ENDS: Final = """SELECT ?day ?ground WHERE { GRAPH graf:alt { ?change aft:ophaever aft:Sundhedsaftale }
  ?u rdf:subject ?change ; rdf:predicate aft:skerDen ; rdf:object ?day ; aft:grundlag ?ground } ORDER BY ?day"""


@dataclass(frozen=True, slots=True)
class Responsible:
    """A kind of body (IRI of a class) that the guidance makes responsible for a kind of follow-up."""

    iri: str
    ground: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A deadline (IRI) for a kind of thing: how long after the agreement begins, or before it ends, as months.

    The one that is not told is 0; `ground` and `places` are those of the statement that sets it. `responsible`
    are those whom the guidance makes responsible for the thing; not always who draws it up.
    """

    iri: str
    after: int
    before: int
    ground: str
    places: tuple[str, ...]
    responsible: tuple[Responsible, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline of one agreement.

    `counted_from` is the first or last day of the agreement as the data have it, "" where they have none; `days` are
    the last day to be in time when that day is counted with, and when it is not: () where it cannot be counted.
    `assumed` tells that only the year is known, and that the whole year is taken for it.
    """

    rule: Rule
    counted_from: str
    days: tuple[str, ...]
    assumed: bool


def rules_for(world: World) -> Mapping[str, tuple[Rule, ...]]:
    """The deadlines that are counted from the term of an agreement, by the class (IRI) that they are set for."""
    found: dict[str, dict[str, Rule]] = {}
    responsible = _responsible(world)
    for kind, d, after, before, ground, place in world.store.select(_DEADLINES).rows:
        if kind and d and ground and (after or before):
            known = found.setdefault(kind.value, {})
            places = known[d.value].places if d.value in known else ()
            spans = months(after.value if after else ""), months(before.value if before else "")
            stated = ground.value.removeprefix(AFT)
            known[d.value] = Rule(d.value, *spans, stated, (*places, place.value) if place else places,
                                 responsible.get(kind.value, ()))  # fmt: skip
    return {kind: tuple(rules.values()) for kind, rules in found.items()}


def _responsible(world: World) -> dict[str, tuple[Responsible, ...]]:
    """Who is responsible, by the class (IRI) of what for."""
    found: dict[str, dict[tuple[str, str], list[str]]] = {}
    for kind, who, ground, place in world.store.select(_RESPONSIBLE).rows:
        if kind and who and ground:
            known = found.setdefault(kind.value, {}).setdefault((who.value, ground.value.removeprefix(AFT)), [])
            known += [place.value] if place else []
    return {kind: tuple(Responsible(*key, tuple(at)) for key, at in every.items()) for kind, every in found.items()}


def abolished(world: World) -> tuple[str, ...]:
    """The day on which health agreements are abolished and the ground that it is known by; () where nobody tells."""
    rows = world.store.select(_ENDS).rows
    return next(((day.value, ground.value.removeprefix(AFT)) for day, ground in rows if day and ground), ())


def deadlines(rules: Iterable[Rule], begins: str, ends: str, ground: str) -> tuple[Deadline, ...]:
    """The deadlines of an agreement that begins and ends on a day, in a year, or "" where nobody tells it."""
    held = (rule for rule in rules if GROUNDS.index(rule.ground) <= GROUNDS.index(ground))
    return tuple(_deadline(rule, begins if rule.after else ends) for rule in held)


def _deadline(rule: Rule, told: str) -> Deadline:
    day, year = _day(told, last=not rule.after), bool(_YEAR.fullmatch(told))
    return Deadline(rule, told, last_days(day, rule.after, rule.before) if day else (), bool(day) and year)


def last_days(day: dt.date, after: int, before: int) -> tuple[str, str]:
    """The last day to be in time: months after a first day, or before a last day; with that day counted and without.

    Two years after 2024-01-01 end on 2025-12-31, or on 2026-01-01; half a year before 2027-12-31 on 2027-06-30, or,
    counted back from the first day after it, on 2027-07-01.
    """
    one = dt.timedelta(days=1)
    if after:
        found = _moved(day, after)
        return (found - one).isoformat(), found.isoformat()
    return _moved(day, -before).isoformat(), _moved(day + one, -before).isoformat()


def months(span: str) -> int:
    """A span of years and months, written as P2Y or P6M, in months; 0 for anything else."""
    found = _SPAN.fullmatch(span)
    return 12 * int(found[1] or 0) + int(found[2] or 0) if found else 0


def _moved(day: dt.date, number: int) -> dt.date:
    """A day some months later or earlier; a day that the month lacks becomes its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _day(told: str, *, last: bool) -> dt.date | None:
    """A day as the data have it, or the first or last of a year; nothing for what is neither."""
    text = f"{told}-12-31" if last else f"{told}-01-01"
    try:
        return dt.date.fromisoformat(text if _YEAR.fullmatch(told) else told)
    except ValueError:
        return None
