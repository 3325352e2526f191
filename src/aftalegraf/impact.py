"""Tell what a loss means: what depends on things that end and documents that change, and which goals are reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from aftalegraf.dependence import Dependence, Dependent, circles, dependence, dependents
from aftalegraf.namespaces import AFT, ID
from aftalegraf.projection import CHAIN, Link, at, links
from aftalegraf.statements import GROUNDS
from aftalegraf.trace import STEPS
from aftalegraf.transitions import changes
from aftalegraf.unread import DOCUMENT
from aftalegraf.validity import AsOf, Dates, Standing, as_of, dates
from aftalegraf.ways import Links, linked, reach, shortest, turned, within, without
from aftalegraf.world import World

_ITEMS: Final = ("Maalsaetning", "Indikator", "Maalepunkt")
_GOAL: Final = "NationaltMaal"
_CLASSES: Final = f"""SELECT DISTINCT ?x ?c WHERE {{ VALUES ?c {{ {" ".join(f"aft:{n}" for n in (*_ITEMS, _GOAL))} }}
  GRAPH graf:alt {{ ?x a ?c }} }} ORDER BY ?x"""
# What could not be read, where it may hide a link of the chain or to a data source, or a whole agreement.
_HIDING: Final = (*(kind.name for kind in CHAIN), f"{AFT}harDatakilde", DOCUMENT)
_UNREAD: Final = f"""SELECT DISTINCT ?x ?p ?why WHERE {{ VALUES ?p {{ {" ".join(f"<{p}>" for p in _HIDING)} }}
  ?l aft:laesningAf ?x ; aft:omEgenskab ?p ; aft:laesningsresultat ?r ; aft:forklaring ?why
  FILTER (?r != aft:fuldstaendig) }} ORDER BY ?why ?x ?p"""
_PLACES: Final = "SELECT ?d ?k WHERE { ?k aft:iDokument ?d } ORDER BY ?d ?k"
_SAID: Final = """SELECT ?s ?u ?ground ?k WHERE { ?u rdf:subject ?s ; aft:grundlag ?ground
  OPTIONAL { ?u aft:kildehenvisning ?k } } ORDER BY ?s ?u ?k"""


@dataclass(frozen=True, slots=True)
class Statements:
    """What statements rest on: by place each statement with its thing and ground; the places of each document.

    `totals` counts the statements of each thing.
    """

    at: Mapping[str, tuple[tuple[str, str, str], ...]]
    places: Mapping[str, tuple[str, ...]]
    totals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Network:
    """The links at a ground, and on a day if one is given, ready to be asked what a loss means.

    `said` is what statements rest on, `unread` what could not be read of a thing, and why. `ahead` are the steps of the
    chain to the national goals, `steps` the links that they are; `items` what may reach a goal. `then` tells how things
    stand on the day.
    """

    ground: str
    links: tuple[Link, ...]
    dependence: Dependence
    said: Statements
    unread: Mapping[str, tuple[tuple[str, str], ...]]
    ahead: Links
    steps: Mapping[tuple[str, str], tuple[Link, ...]]
    items: frozenset[str]
    goals: frozenset[str]
    then: AsOf | None


@dataclass(frozen=True, slots=True)
class Resting:
    """A thing that documents are quoted for: the statements of it that rest on them, by which places.

    `total` counts all its statements at the ground. `ground` is the best of those that rest on the documents.
    """

    iri: str
    statements: tuple[str, ...]
    places: tuple[str, ...]
    ground: str
    total: int

    @property
    def only(self) -> bool:
        """Whether no statement of it rests on anything else."""
        return len(self.statements) == self.total


@dataclass(frozen=True, slots=True)
class Coupling:
    """That an objective, an indicator or a measuring point reaches a national goal: the nearest way before and after.

    `after` is () where no way is left.
    """

    item: str
    goal: str
    before: tuple[Link, ...]
    after: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """What cannot be told of some things, and why, in words; the properties by which links may be missing, if known."""

    things: tuple[str, ...]
    properties: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Impact:
    """What it means that some things end (`gone`) and some documents or places in them change (`changed`).

    `resting` is what rests on the documents, `dependents` what depends on all that. `circles` are ways around among
    these; `unread` what the sources cannot tell of them. `absent` is what was asked for and not in force on the day,
    `standings` how what was asked for stands then by its dates.
    """

    ground: str
    day: str
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    absent: tuple[str, ...]
    standings: tuple[Standing, ...]
    resting: tuple[Resting, ...]
    dependents: tuple[Dependent, ...]
    couplings: tuple[Coupling, ...]
    circles: tuple[tuple[str, ...], ...]
    unread: tuple[Unread, ...]


def network(world: World, ground: str, day: str = "") -> Network:
    """The links at a ground, and on a day written like 2027-01-01. Raises UsageError where nothing is in force then."""
    classes: dict[str, set[str]] = {}
    for x, c in world.store.select(_CLASSES).rows:
        if x and c:
            classes.setdefault(c.value.removeprefix(AFT), set()).add(x.value)
    items = frozenset[str]().union(*(classes.get(name, set()) for name in _ITEMS))
    goals = frozenset(classes.get(_GOAL, ()))
    found, said = at(links(world), ground), _said(world, ground)
    every = Network(ground, (), dependence(()), said, _not_read(world), linked(()), {}, items, goals, None)
    whole = _linked(every, found)
    return on_day(whole, dates(world, changes(world)), day) if day else whole


def on_day(known: Network, told: Dates, day: str) -> Network:
    """A network as of a day, given the dates of the graph. Raises UsageError where nothing is in force then."""
    then = as_of(told, known.links, day, known.ground)
    return replace(_linked(known, then.links), then=then)


def _linked(known: Network, found: tuple[Link, ...]) -> Network:
    """A network with these links instead of its own."""
    steps: dict[tuple[str, str], tuple[Link, ...]] = {}
    for link in found:
        if link.kind in STEPS:
            steps[link.source, link.target] = (*steps.get((link.source, link.target), ()), link)
    return replace(known, links=found, dependence=dependence(found), ahead=linked(steps), steps=steps)


def impact(known: Network, things: Iterable[str]) -> Impact:
    """What it means that some things end; a document or a place in one has changed, and what rests on it is touched."""
    asked = tuple(dict.fromkeys(things))
    changed = tuple(iri for iri in asked if iri.startswith((f"{ID}dokument/", f"{ID}kildehenvisning/")))
    gone = tuple(iri for iri in asked if iri not in changed)
    places = tuple(place for iri in changed for place in known.said.places.get(iri, (iri,)))
    rest = resting(known.said, places)
    touched = [each.iri for each in rest]
    found = dependents(known.dependence, gone, (*changed, *touched), asked)
    lost = {*gone, *(each.iri for each in found if each.lost)}
    reached = {*asked, *touched, *(each.iri for each in found)}
    return Impact(
        known.ground,
        known.then.day if known.then else "",
        gone,
        changed,
        tuple(iri for iri in asked if known.then and iri in known.then.absent),
        tuple(each for each in known.then.standings if each.thing in asked) if known.then else (),
        rest,
        found,
        couplings(known, lost, places),
        circles(known.dependence, reached),
        _unread(known, reached),
    )


def couplings(known: Network, lost: Iterable[str], places: Iterable[str] = ()) -> tuple[Coupling, ...]:
    """What reaches a national goal by way of things that are lost, or links that rest on some places only."""
    away, read_again = set(lost), set(places)
    cut = [pair for pair, several in known.steps.items() if _rests_on(several, read_again)] if read_again else []
    items = reach(turned(known.ahead), [*away, *(source for source, _ in cut)]) & known.items
    near = reach(known.ahead, items)
    behind = turned(within(known.ahead, near))
    left = without(behind, away, ((target, source) for source, target in cut))
    found = []
    for goal in sorted(known.goals & near):
        before, after = shortest(behind, [goal]), shortest(left, [goal])
        for item in sorted(items & before.keys()):
            ways = (_steps(known, before[item]), _steps(known, after.get(item, ())))
            found.append(Coupling(item, goal, *ways))
    return tuple(sorted(found, key=lambda each: (bool(each.after), each.item, each.goal)))


def _rests_on(several: Iterable[Link], places: set[str]) -> bool:
    """Whether links rest on some places, and on nothing else."""
    return all(link.places and places.issuperset(link.places) for link in several)


def resting(said: Statements, places: Iterable[str]) -> tuple[Resting, ...]:
    """The things whose statements rest on some places."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for place in places:
        for u, thing, ground in said.at.get(place, ()):
            found.setdefault(thing, []).append((u, place, ground))
    return tuple(
        Resting(
            iri,
            tuple(dict.fromkeys(u for u, _, _ in found[iri])),
            tuple(dict.fromkeys(place for _, place, _ in found[iri])),
            min((ground for _, _, ground in found[iri]), key=GROUNDS.index),
            said.totals[iri],
        )
        for iri in sorted(found)
    )


def _said(world: World, ground: str) -> Statements:
    """What the statements at a ground rest on."""
    allowed = {AFT + name: name for name in GROUNDS[: GROUNDS.index(ground) + 1]}
    at_place: dict[str, list[tuple[str, str, str]]] = {}
    of_thing: dict[str, set[str]] = {}
    for s, u, told, k in world.store.select(_SAID).rows:
        if s and u and told and told.value in allowed:
            of_thing.setdefault(s.value, set()).add(u.value)
            if k:
                at_place.setdefault(k.value, []).append((u.value, s.value, allowed[told.value]))
    places: dict[str, list[str]] = {}
    for d, k in world.store.select(_PLACES).rows:
        if d and k:
            places.setdefault(d.value, []).append(k.value)
    return Statements(
        {place: tuple(each) for place, each in at_place.items()},
        {document: tuple(each) for document, each in places.items()},
        {thing: len(each) for thing, each in of_thing.items()},
    )


def _unread(known: Network, things: Iterable[str]) -> tuple[Unread, ...]:
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for thing in sorted(things):
        for name, why in known.unread.get(thing, ()):
            of, properties = found.setdefault(why, ({}, {}))
            of[thing] = None
            properties |= {name: None} if name != DOCUMENT else {}
    return tuple(Unread(tuple(of), tuple(found[why][1]), why) for why, (of, _) in sorted(found.items()))


def _not_read(world: World) -> dict[str, tuple[tuple[str, str], ...]]:
    """What could not be read of each thing: the properties, and why."""
    found: dict[str, list[tuple[str, str]]] = {}
    for x, p, why in world.store.select(_UNREAD).rows:
        if x and p and why:
            found.setdefault(x.value, []).append((p.value, why.value))
    return {thing: tuple(each) for thing, each in found.items()}


def _steps(known: Network, way: tuple[str, ...]) -> tuple[Link, ...]:
    """The links of a way that was found from its end."""
    return tuple(known.steps[pair][0] for pair in pairwise(reversed(way)))
