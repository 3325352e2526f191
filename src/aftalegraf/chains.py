"""Read the chains of all agreements once, to be asked often: links by where they begin, things, how far was read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import Final

from aftalegraf.namespaces import AFT, SKOS
from aftalegraf.projection import CHAIN, Kind, Link, Thing, links, things
from aftalegraf.statements import GROUNDS
from aftalegraf.unread import DOCUMENT, Extent, extents
from aftalegraf.ways import linked, rounds, shortest, turned
from aftalegraf.world import World

AREA: Final = (f"{AFT}Indsatsomraade", f"{AFT}Vision")  # what an agreement may gather its objectives under
AGREEMENT: Final = f"{AFT}Sundhedsaftale"
OBJECTIVE: Final = f"{AFT}Maalsaetning"
MEASURE: Final = (f"{AFT}Indikator", f"{AFT}Maalepunkt")
NATIONAL: Final = f"{AFT}NationalIndikator"
GOAL: Final = f"{AFT}NationaltMaal"
HAS_AREA: Final = (f"{AFT}harIndsatsomraade", f"{AFT}harVision")
HAS_OBJECTIVE: Final = f"{AFT}harMaalsaetning"
HAS_MEASURE: Final = (f"{AFT}harIndikator", f"{AFT}harMaalepunkt")
# What an objective is followed by besides: the end of its branch, and no indicator.
HAS_OTHER: Final = tuple(AFT + name for name in ("harOpfoelgning", "harPrimaerOpfoelgning", "harUdviklingsomraade"))
SUPPORTS: Final = f"{AFT}understoetterNationaltMaal"
COINCIDES: Final = f"{AFT}sammenfaldMed"
PLACED: Final = f"{AFT}indplaceretUnder"
PLACING: Final = (PLACED, f"{AFT}sikkerhed")
STEPS: Final = frozenset({HAS_OBJECTIVE, *HAS_MEASURE, SUPPORTS, COINCIDES, PLACED})
_ABOVE: Final = frozenset({HAS_OBJECTIVE, *HAS_MEASURE})  # what leads to an objective, or to what is measured
_BELOW: Final = frozenset({OBJECTIVE, *MEASURE})
FRAMES: Final = frozenset({f"{AFT}harRamme", f"{AFT}knyttetTilNationaltMaal"})
_FOLLOWS, _MEMBER = f"{AFT}foelgerIndikatorsamling", f"{SKOS}member"
_SUPPLEMENTS: Final = f"{AFT}tillaegTil"
_MORE: Final = tuple(Kind(name, forward=True) for name in (_FOLLOWS, _MEMBER, DOCUMENT, _SUPPLEMENTS))
_ENDS: Final = """SELECT ?x ?p ?day ?ground WHERE { VALUES ?p { aft:gyldigTil aft:udloebsdato aft:aftaleperiodeTil }
  ?u rdf:predicate ?p ; rdf:subject ?x ; rdf:object ?day ; aft:grundlag ?ground
  FILTER NOT EXISTS { ?u aft:modsigesAf ?other } FILTER NOT EXISTS { ?x a aft:Udsagn } } ORDER BY ?x DESC(?p) ?day"""

_MARKS: Final = (
    "?x aft:harAsterisk true", "?x aft:maalesVedNationalIndikator ?i", "?x aft:dokumentstatus aft:hoeringsudkast",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marks:
    """What is said of an indicator besides its links: with an asterisk, measured by a national one without a name.

    `drafts` are the documents that are only a consultation draft.
    """

    starred: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()
    drafts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Chains:
    """The chains of all agreements, and what is read of them once, at first need.

    `ahead` and `behind` hold the links that begin and end at a thing; `lines` the document and first line of each
    source reference; `named` the objectives and indicators that each document names; `ends` when a thing is over: a
    day or a year, with the ground that says so.
    """

    ahead: Mapping[str, tuple[Link, ...]]
    behind: Mapping[str, tuple[Link, ...]]
    things: Mapping[str, Thing]
    extents: tuple[Extent, ...]
    marks: Marks
    lines: Mapping[str, tuple[str, int]]
    named: Mapping[str, tuple[str, ...]]
    ends: Mapping[str, tuple[tuple[str, str], ...]]

    def at(self, ground: str) -> Level:
        """What there is at a ground: fremgaar, udledt or redaktionel, each with the ones before."""
        if ground not in self._levels:
            self._levels[ground] = Level(self, ground)
        return self._levels[ground]

    def about(self, *things: str) -> tuple[Extent, ...]:
        """How far some things were read, in the order of `extents`."""
        return tuple(self.extents[n] for n in sorted({n for iri in things for n in self._readings.get(iri, ())}))

    @cached_property
    def unread_placings(self) -> tuple[Extent, ...]:
        """Why it cannot be told of national indicators where they are placed."""
        return tuple(one for one in self.extents if not one.whole and one.property_iri in PLACING)

    @cached_property
    def order(self) -> Mapping[str, tuple[str, int, str]]:
        """Where the documents name each thing first; ("", 0) for one without a place."""
        return {
            iri: (*min((self.lines[at] for at in thing.places if at in self.lines), default=("", 0)), iri)
            for iri, thing in self.things.items()
        }

    @cached_property
    def _levels(self) -> dict[str, Level]:
        return {}

    @cached_property
    def _readings(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for n, one in enumerate(self.extents):
            found.setdefault(one.thing, []).append(n)
        return found


class Level:
    """What there is at one ground, for all agreements.

    `ahead` holds the links that begin at a thing, `steps` those of them that lead on to a national goal.
    """

    def __init__(self, known: Chains, ground: str) -> None:
        self.ground, self._known = ground, known
        self._allowed = GROUNDS[: GROUNDS.index(ground) + 1]
        self.ahead = _kept(known.ahead, lambda one: one.ground in self._allowed)
        self.steps = _kept(self.ahead, lambda one: one.kind in STEPS)

    def leading(self, iri: str, kinds: Collection[str]) -> tuple[Link, ...]:
        """The links of some kinds that begin at a thing."""
        return tuple(one for one in self.ahead.get(iri, ()) if one.kind in kinds)

    def reached(self, starts: Iterable[str]) -> list[str]:
        """Some things and all that they lead to by steps, the nearest first."""
        queue = list(dict.fromkeys(starts))
        seen = set(queue)
        for iri in queue:
            for one in self.steps.get(iri, ()):
                if one.target not in seen:
                    seen.add(one.target)
                    queue.append(one.target)
        return queue

    @property
    def nearest(self) -> Mapping[str, tuple[Link, ...]]:
        """The nearest way from each thing to a national goal; of ways as short the first that an agreement has."""
        return self._followed[0]

    @property
    def rounds(self) -> Mapping[str, tuple[str, ...]]:
        """The ways that go round, each by the thing that it begins and ends with."""
        return self._followed[1]

    @cached_property
    def alone(self) -> frozenset[str]:
        """The objectives and what is measured with nothing above them."""
        return frozenset(
            iri
            for iri, thing in self._known.things.items()
            if thing.kind in _BELOW and thing.ground in self._allowed
            and not any(one.kind in _ABOVE and one.ground in self._allowed for one in self._known.behind.get(iri, ()))
        )  # fmt: skip

    @cached_property
    def _followed(self) -> tuple[Mapping[str, tuple[Link, ...]], Mapping[str, tuple[str, ...]]]:
        known, things = self._known, self._known.things
        own = (
            one for iri in things if kind_of(known, iri) == AGREEMENT for one in chain(known, iri, self.ground).steps
        )
        rest = (one for each in self.steps.values() for one in each)
        steps = {(one.source, one.target): one for one in (*own, *rest)}
        links = linked(steps)
        ways = shortest(turned(links), [iri for iri in links if kind_of(known, iri) == GOAL])
        nearest = {iri: tuple(steps[pair] for pair in pairwise(way[::-1])) for iri, way in ways.items()}
        return nearest, {way[0]: way for way in rounds(links)}


def _kept(links: Mapping[str, tuple[Link, ...]], wanted: Callable[[Link], bool]) -> dict[str, tuple[Link, ...]]:
    kept = ((iri, tuple(filter(wanted, each))) for iri, each in links.items())
    return {iri: each for iri, each in kept if each}


@dataclass(frozen=True, slots=True)
class Chain:
    """What belongs to one agreement at a ground: its columns, each in the order of the documents, and its steps."""

    kinds: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    steps: tuple[Link, ...]


def chains(world: World) -> Chains:
    """The chains as the world has them."""
    ends: dict[str, list[tuple[str, str]]] = {}
    for x, _, day, ground in world.store.select(_ENDS).rows:
        if x and day and ground:
            ends.setdefault(x.value, []).append((day.value, ground.value.removeprefix(AFT)))
    marks = Marks(*map(partial(_subjects, world), _MARKS))
    found = links(world, dict.fromkeys((*CHAIN, *_MORE)))
    over = {iri: tuple(days) for iri, days in ends.items()}
    return chained(found, things(world), extents(world), marks, world.places, over)


def chained(
    found: Iterable[Link],
    known: Mapping[str, Thing],
    read: tuple[Extent, ...] = (),
    marks: Marks | None = None,
    lines: Mapping[str, tuple[str, int]] | None = None,
    ends: Mapping[str, tuple[tuple[str, str], ...]] | None = None,
) -> Chains:
    """Chains of some links and things."""
    ahead: dict[str, list[Link]] = {}
    behind: dict[str, list[Link]] = {}
    for link in found:
        ahead.setdefault(link.source, []).append(link)
        behind.setdefault(link.target, []).append(link)
    named: dict[str, list[str]] = {}
    for iri, thing in known.items():
        if thing.kind in (OBJECTIVE, *MEASURE):
            for document in {lines[at][0] for at in thing.places if lines and at in lines}:
                named.setdefault(document, []).append(iri)
    return Chains(
        {iri: tuple(each) for iri, each in ahead.items()},
        {iri: tuple(each) for iri, each in behind.items()},
        known, read, marks or Marks(), lines or {}, {d: tuple(each) for d, each in named.items()}, ends or {},
    )  # fmt: skip


def holds(ground: str, weakest: str) -> bool:
    """Whether what has a ground is there when grounds down to the weakest are asked for."""
    return GROUNDS.index(ground) <= GROUNDS.index(weakest)


def chain(known: Chains, agreement: str, ground: str) -> Chain:
    """The chain of one agreement: its own part down to what it measures, then the national indicators and goals.

    Visions of the whole agreement, developments and qualitative follow-up are no part of it: nothing is to follow them.
    """
    area, starts, framed = starts_of(known, agreement, ground)
    level = known.at(ground)
    own = level.reached(starts)
    reached = dict.fromkeys((*own, *level.reached(framed)))
    columns: dict[str, list[str]] = {area: [], OBJECTIVE: [], **{kind: [] for kind in MEASURE}, NATIONAL: [], GOAL: []}
    for iri in dict.fromkeys((*own, *framed)):
        columns.get(kind_of(known, iri), []).append(iri)
    measure = next((kind for kind in MEASURE if columns[kind]), MEASURE[0])
    measured = [iri for kind in MEASURE for iri in columns[kind]]
    each = (columns[area], columns[OBJECTIVE], measured, columns[NATIONAL], columns[GOAL])
    kinds = (area, OBJECTIVE, measure, NATIONAL, GOAL)
    steps = tuple(one for iri in reached for one in level.steps.get(iri, ()))
    return Chain(kinds, tuple(in_order(known, column) for column in each), steps)


def starts_of(known: Chains, agreement: str, ground: str) -> tuple[str, list[str], list[str]]:
    """What the chain of an agreement begins with: the class of its areas, its areas and objectives, what it follows."""
    level = known.at(ground)
    area, gathers = _gathered(level, agreement)
    starts = [one.target for one in level.leading(agreement, (gathers, HAS_OBJECTIVE))]
    collected = [one.target for one in level.leading(agreement, (_FOLLOWS,))]
    framed = [one.target for iri in collected for one in level.leading(iri, (_MEMBER,))]
    return area, starts, [*framed, *(one.target for one in level.leading(agreement, FRAMES))]


def kind_of(known: Chains, iri: str) -> str:
    """The class of a thing, "" for one that nobody names."""
    return known.things[iri].kind if iri in known.things else ""


def documents(known: Chains, agreement: str) -> frozenset[str]:
    """The documents that an agreement, or what supplements it, is read in."""
    works = (agreement, *(one.source for one in known.behind.get(agreement, ()) if one.kind == _SUPPLEMENTS))
    return frozenset(one.target for work in works for one in known.ahead.get(work, ()) if one.kind == DOCUMENT)


def in_order(known: Chains, iris: Iterable[str]) -> tuple[str, ...]:
    """Things in the order of the documents that name them; those without a place first."""
    order = known.order
    return tuple(sorted(iris, key=lambda iri: order.get(iri, ("", 0, iri))))


def _gathered(level: Level, agreement: str) -> tuple[str, str]:
    """The class that the agreement gathers its objectives under, and what leads to those."""
    for area, gathers in zip(AREA, HAS_AREA, strict=True):
        if any(level.leading(one.target, (HAS_OBJECTIVE,)) for one in level.leading(agreement, (gathers,))):
            return area, gathers
    return AREA[0], HAS_AREA[0]


def _subjects(world: World, pattern: str) -> frozenset[str]:
    rows = world.store.select(f"SELECT DISTINCT ?x WHERE {{ {pattern} }}").rows
    return frozenset(x.value for (x,) in rows if x)
