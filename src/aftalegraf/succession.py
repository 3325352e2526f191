"""Tell what falls and what begins on a day, on what basis, and what takes its place task by task, or «unknown»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from aftalegraf.dependence import Dependent, dependence, dependents
from aftalegraf.errors import UsageError
from aftalegraf.namespaces import AFT, DCT
from aftalegraf.profiles import is_day
from aftalegraf.projection import Kind, Link, links
from aftalegraf.statements import GROUNDS
from aftalegraf.transitions import Change, Passing, changes, passings, reform
from aftalegraf.validity import IN_FORCE, NOT_YET, OVER, AsOf, Bound, Dates, as_of, dates, on_day
from aftalegraf.world import World

_REPLACES: Final = Kind(f"{DCT}replaces", forward=True)
_TASK: Final = f"{AFT}harOpgave"
# Whose end somebody has to think of: forums, agreements and the plans beside them; with all their classes.
_WATCHED: Final = """SELECT DISTINCT ?x ?c WHERE {
  VALUES ?kind { aft:Forum aft:Sundhedsklynge aft:Sundhedsaftale aft:AdministrativtTillaeg aft:Samarbejdsaftale
    aft:Praksisplan aft:Implementeringsplan aft:Forloebsprogram aft:Naersundhedsplan }
  GRAPH graf:alt { ?x a ?kind ; a ?c } } ORDER BY ?x ?c"""
_CLOSED: Final = "SELECT DISTINCT ?x WHERE { ?x aft:nedlagt true } ORDER BY ?x"
_OF_KINDS: Final = """SELECT ?kind ?p ?other ?ground ?place ?u WHERE {
  VALUES ?p { aft:harOpgave dct:replaces }
  ?f aft:foreskrevetEgenskab ?p ; aft:foreskriftFor ?kind ; aft:foreskrevetVaerdi ?other .
  ?u rdf:subject ?f ; rdf:predicate aft:foreskrevetVaerdi ; rdf:object ?other ; aft:grundlag ?ground
  OPTIONAL { ?u aft:kildehenvisning ?place } } ORDER BY ?kind ?p ?other ?place"""


# What could not be read of whose tasks a kind takes over, or what it replaces.
_UNREAD: Final = """SELECT DISTINCT ?kind ?why ?place WHERE {
  ?l aft:laesningAf ?f ; aft:laesningsresultat ?r ; aft:forklaring ?why FILTER (?r != aft:fuldstaendig)
  VALUES ?p { aft:harOpgave dct:replaces } ?f aft:foreskriftFor ?kind ; aft:foreskrevetEgenskab ?p .
  OPTIONAL { ?u rdf:subject ?f ; rdf:predicate aft:foreskriftFor ; aft:kildehenvisning ?place }
  } ORDER BY ?kind ?why ?place"""


@dataclass(frozen=True, slots=True)
class Turn:
    """That a thing ends or begins on the day, by some dates. `sure` tells that it was in force the day before."""

    thing: str
    told_by: tuple[Bound, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Task:
    """A task whose carrier, a forum or a kind of it, ends on the day; `passes` tells to whom, () is unknown."""

    task: str
    link: Link
    passes: tuple[Passing, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """What cannot be told of the tasks of a kind of forum or of what it replaces: why, in words, and where."""

    kind: str
    reason: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Succession:
    """What happens on a day: the changes by law, what ends, what loses all that it rests on by that, what begins.

    `tasks` are those of what ends. `passings` and `replaced` tell what passed on and what took the place of what, on
    whatever day; the kinds among them are classes. `undecided` is what cannot be told of that. `unknown` are the things
    whose end nobody tells of. Everything is told at every ground, and carries its own. `then` is the graph as of the
    day.
    """

    day: str
    changes: tuple[Change, ...]
    ends: tuple[Turn, ...]
    lost: tuple[Dependent, ...]
    begins: tuple[Turn, ...]
    tasks: tuple[Task, ...]
    passings: tuple[Passing, ...]
    replaced: tuple[Link, ...]
    undecided: tuple[Undecided, ...]
    unknown: tuple[str, ...]
    then: AsOf


def succession(world: World, found: Iterable[Link], day: str = "") -> Succession:
    """What happens on a day, written like 2027-01-01, given the links of the graph; without one on that of the reform.

    Raises UsageError where nothing is in force that day, or no day is known.
    """
    known, every, widest = changes(world), tuple(found), GROUNDS[-1]
    day = day or reform(known)
    if not is_day(day):
        raise UsageError("no change in the data has a day on which most ends; name one with --date, like 2027-01-01")
    told, passed = dates(world, known), passings(world)
    then, before = as_of(told, every, day, widest), on_day(told, every, _day_before(day), widest)
    ends, begins = _turns(before, then, ended=True), _turns(before, then, ended=False)
    gone = {turn.thing for turn in ends}
    lost = tuple(each for each in dependents(dependence(before.links), gone) if each.lost)
    of_kinds = _of_kinds(world)
    happens = tuple(change for change in known if change.when == day)
    replaced = (*links(world, (_REPLACES,)), *(link for link in of_kinds if link.kind == _REPLACES.name))
    return Succession(
        day,
        happens,
        ends,
        lost,
        begins,
        _tasks((*before.links, *of_kinds), happens, {*gone, *(each.iri for each in lost)}, passed),
        passed,
        replaced,
        _undecided(world),
        _unknown(world, told, then, replaced),
        then,
    )


def _turns(before: AsOf, then: AsOf, *, ended: bool) -> tuple[Turn, ...]:
    was = {each.thing: each.state for each in before.standings}
    left = OVER if ended else NOT_YET
    found = []
    for each in then.standings:
        changed = (each.state == OVER) != (was[each.thing] == OVER) if ended else was[each.thing] == NOT_YET
        if changed and (ended or each.state != left):
            own = tuple(bound for bound in each.told_by if bound.ends == ended)
            by = tuple(bound for bound in own if then.day in (bound.first, bound.last))
            found.append(Turn(each.thing, by or own, was[each.thing] == IN_FORCE))
    return tuple(found)


def _tasks(
    found: Iterable[Link], happens: Iterable[Change], gone: set[str], passed: Iterable[Passing]
) -> tuple[Task, ...]:
    """The tasks of the forums that end, and those that the guidance gives to the kinds that are abolished."""
    carriers = gone.union(said.other.value for change in happens for said in change.ends)
    return tuple(
        Task(link.target, link, tuple(p for p in passed if (p.task, p.source) == (link.target, link.source)))
        for link in found
        if link.kind == _TASK and link.source in carriers
    )


def _unknown(world: World, told: Dates, then: AsOf, replaced: Iterable[Link]) -> tuple[str, ...]:
    """The forums, agreements and plans that are there, and of whose end nobody tells."""
    classes: dict[str, set[str]] = {}
    for x, c in world.store.select(_WATCHED).rows:
        if x and c:
            classes.setdefault(x.value, set()).add(c.value)
    ending = {bound.thing for bound in told.bounds if bound.ends}
    closed = {x.value for (x,) in world.store.select(_CLOSED).rows if x}
    away = {link.target for link in replaced} | closed | then.absent | ending
    return tuple(iri for iri, kinds in classes.items() if iri not in away and not kinds & away)


def _undecided(world: World) -> tuple[Undecided, ...]:
    found: dict[tuple[str, str], list[str]] = {}
    for kind, why, place in world.store.select(_UNREAD).rows:
        if kind and why:
            found.setdefault((kind.value, why.value), []).extend([place.value] if place else [])
    return tuple(Undecided(kind, why, tuple(places)) for (kind, why), places in found.items())


def _of_kinds(world: World) -> tuple[Link, ...]:
    """The tasks that the guidance gives to kinds of forum, and which kind replaces which."""
    merged: dict[tuple[str, str, str], Link] = {}
    for kind, p, other, ground, place, u in world.store.select(_OF_KINDS).rows:
        if kind and p and other and ground and u:
            key = p.value, kind.value, other.value
            known = merged.get(key)
            places = (*(known.places if known else ()), *((place.value,) if place else ()))
            merged[key] = Link(*key, ground.value.removeprefix(AFT), (u.value,), tuple(dict.fromkeys(places)))
    return tuple(merged.values())


def _day_before(day: str) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
