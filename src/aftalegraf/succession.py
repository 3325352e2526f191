"""Tell what falls and what begins on a day, on what basis, and what takes its place task by task, or «unknown»."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from aftalegraf.dependence import Dependent, dependence, dependents
from aftalegraf.errors import UsageError
from aftalegraf.namespaces import AFT, DCT
from aftalegraf.profiles import is_day
from aftalegraf.projection import Kind, Link, links
from aftalegraf.statements import GROUNDS
from aftalegraf.transitions import Change, Passing, changes, passings, reform
from aftalegraf.validity import (
    IN_FORCE,
    NOT_IN_FULL,
    NOT_YET,
    OVER,
    UNDECIDED,
    AsOf,
    Bound,
    Dates,
    as_of,
    dates,
    day_before,
    on_day,
)
from aftalegraf.world import World

_REPLACES: Final = Kind(f"{DCT}replaces", forward=True)
_THERE: Final = (IN_FORCE, NOT_IN_FULL, UNDECIDED)
_TASK: Final = f"{AFT}harOpgave"
# Whose end somebody has to think of: forums, agreements and the plans beside them; with all their classes.
_WATCHED: Final = """SELECT DISTINCT ?x ?c WHERE {
  VALUES ?kind { aft:Forum aft:Sundhedsklynge aft:Sundhedsaftale aft:AdministrativtTillaeg aft:Samarbejdsaftale
    aft:Praksisplan aft:Implementeringsplan aft:Forloebsprogram aft:Naersundhedsplan }
  GRAPH graf:alt { ?x a ?kind ; a ?c } } ORDER BY ?x ?c"""
_COLLECTIVES: Final = """SELECT DISTINCT ?x ?m WHERE { GRAPH graf:alt { ?x a aft:Forum ; org:hasMember ?m } }
  ORDER BY ?x ?m"""
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
    """That a thing ends, begins or gets full effect on the day, by some dates.

    `sure` tells that it was in force the day before.
    """

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

    `full` is what gets full effect. `tasks` are those of what ends, and of the collectives all of whose members end;
    `kind_tasks` those that the guidance gives to the kinds of forum that end. `passings` and `replaced` tell what
    passed on and what took the place of what, on whatever day; the kinds among them are classes. `undecided` is what
    cannot be told of that. `unknown` are the things whose end nobody tells of. Everything is told at every ground, and
    carries its own. `then` is the graph as of the day.
    """

    day: str
    changes: tuple[Change, ...]
    ends: tuple[Turn, ...]
    lost: tuple[Dependent, ...]
    begins: tuple[Turn, ...]
    full: tuple[Turn, ...]
    tasks: tuple[Task, ...]
    kind_tasks: tuple[Task, ...]
    passings: tuple[Passing, ...]
    replaced: tuple[Link, ...]
    undecided: tuple[Undecided, ...]
    unknown: tuple[str, ...]
    then: AsOf


def succession(world: World, found: Iterable[Link], day: str = "", told: Dates | None = None) -> Succession:
    """What happens on a day, written like 2027-01-01, given the links of the graph; without one on that of the reform.

    `told` are the dates of the graph, where they are read already. Raises UsageError where nothing is in force that
    day, or no day is known.
    """
    known, every, widest = changes(world), tuple(found), GROUNDS[-1]
    day = day or reform(known)
    if not is_day(day):
        raise UsageError(
            "no change in the data has a day on which most ends; name one, like 2027-01-01",
            "Ingen ændring i samlingen har en dag, hvor noget ophører. Vælg en dag.",
        )
    told, passed = told or dates(world, known), passings(world)
    then, before = as_of(told, every, day, widest), on_day(told, every, day_before(day), widest)
    ends = _turns(before, then)
    gone = {turn.thing for turn in ends}
    lost = tuple(each for each in dependents(dependence(before.links), gone) if each.lost)
    of_kinds = _of_kinds(world)
    happens = tuple(change for change in known if change.when == day)
    over = {*gone, *(each.iri for each in lost)}
    together = _together(world, over)
    abolished = {said.other.value for change in happens for said in change.ends}
    replaced = (*links(world, (_REPLACES,)), *(link for link in of_kinds if link.kind == _REPLACES.name))
    return Succession(
        day,
        happens,
        ends,
        lost,
        _starts(before, then, NOT_YET),
        _starts(before, then, NOT_IN_FULL),
        _tasks(before.links, over | together, passed),
        _tasks(of_kinds, abolished, passed),
        passed,
        replaced,
        _undecided(world),
        _unknown(world, told, then.absent | together, replaced),
        then,
    )


def _turns(before: AsOf, then: AsOf) -> tuple[Turn, ...]:
    """What is over on the day and was not the day before."""
    was = {each.thing: each.state for each in before.standings}
    ended = (each for each in then.standings if each.state == OVER != was[each.thing])
    return tuple(
        Turn(each.thing, _telling(each.told_by, then.day, ends=True), was[each.thing] == IN_FORCE) for each in ended
    )


def _starts(before: AsOf, then: AsOf, left: str) -> tuple[Turn, ...]:
    """What has left a state and is there: what begins, and what gets full effect."""
    was = {each.thing for each in before.standings if each.state == left}
    full = left == NOT_IN_FULL
    return tuple(
        Turn(each.thing, _telling((b for b in each.told_by if b.full == full), then.day, ends=False), sure=False)
        for each in then.standings
        if each.thing in was and each.state != left and each.state in _THERE
    )


def _telling(several: Iterable[Bound], day: str, *, ends: bool) -> tuple[Bound, ...]:
    """The dates that tell of a day, else all of them."""
    own = tuple(bound for bound in several if bound.ends == ends)
    return tuple(bound for bound in own if day in (bound.first, bound.last)) or own


def _tasks(found: Iterable[Link], carriers: Collection[str], passed: Iterable[Passing]) -> tuple[Task, ...]:
    """The tasks of some carriers, forums or kinds of them."""
    return tuple(
        Task(link.target, link, tuple(p for p in passed if (p.task, p.source) == (link.target, link.source)))
        for link in found
        if link.kind == _TASK and link.source in carriers
    )


def _together(world: World, over: Collection[str]) -> set[str]:
    """The collectives all of whose members are over, where these are forums."""
    members: dict[str, set[str]] = {}
    for x, m in world.store.select(_COLLECTIVES).rows:
        if x and m:
            members.setdefault(x.value, set()).add(m.value)
    forums = {x.value for x, _ in world.store.select(_WATCHED).rows if x}
    return {iri for iri, each in members.items() if each <= forums and each.issubset(over)}


def _unknown(world: World, told: Dates, gone: Collection[str], replaced: Iterable[Link]) -> tuple[str, ...]:
    """The forums, agreements and plans that are there, and of whose end nobody tells."""
    classes: dict[str, set[str]] = {}
    for x, c in world.store.select(_WATCHED).rows:
        if x and c:
            classes.setdefault(x.value, set()).add(c.value)
    ending = {bound.thing for bound in told.bounds if bound.ends}
    closed = {x.value for (x,) in world.store.select(_CLOSED).rows if x}
    away = {link.target for link in replaced} | closed | ending | {*gone}
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
