"""Read the chains of all agreements once, to be asked often: links by where they begin, things, how far was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.namespaces import AFT, SKOS
from aftalegraf.projection import CHAIN, Kind, Link, Thing, links, things
from aftalegraf.statements import GROUNDS
from aftalegraf.unread import DOCUMENT, Extent, extents
from aftalegraf.world import World

AREA: Final = (f"{AFT}Indsatsomraade", f"{AFT}Vision")  # what an agreement may gather its objectives under
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
STEPS: Final = frozenset({HAS_OBJECTIVE, *HAS_MEASURE, SUPPORTS, COINCIDES, PLACED})
FRAMES: Final = frozenset({f"{AFT}harRamme", f"{AFT}knyttetTilNationaltMaal"})
_FOLLOWS, _MEMBER = f"{AFT}foelgerIndikatorsamling", f"{SKOS}member"
_SUPPLEMENTS: Final = f"{AFT}tillaegTil"
_MORE: Final = tuple(Kind(name, forward=True) for name in (_FOLLOWS, _MEMBER, DOCUMENT, _SUPPLEMENTS))
_ENDS: Final = """SELECT ?x ?p ?day ?ground WHERE { VALUES ?p { aft:gyldigTil aft:udloebsdato aft:aftaleperiodeTil }
  ?u rdf:predicate ?p ; rdf:subject ?x ; rdf:object ?day ; aft:grundlag ?ground
  FILTER NOT EXISTS { ?u aft:modsigesAf ?other } FILTER NOT EXISTS { ?x a aft:Udsagn } } ORDER BY ?x DESC(?p) ?day"""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is said of an indicator besides its links: with an asterisk, measured by a national one without a name."""

    starred: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Chains:
    """The chains of all agreements.

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
    marks = Marks(_subjects(world, "?x aft:harAsterisk true"), _subjects(world, "?x aft:maalesVedNationalIndikator ?i"))
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


def leading(known: Chains, iri: str, kinds: Iterable[str], ground: str) -> tuple[Link, ...]:
    """The links of some kinds that begin at a thing, at a ground."""
    wanted = frozenset(kinds)
    return tuple(one for one in known.ahead.get(iri, ()) if one.kind in wanted and holds(one.ground, ground))


def chain(known: Chains, agreement: str, ground: str) -> Chain:
    """The chain of one agreement: its own part down to what it measures, then the national indicators and goals.

    Visions of the whole agreement, developments and qualitative follow-up are no part of it: nothing is to follow them.
    """
    area, gathers = _gathered(known, agreement, ground)
    starts = [one.target for one in leading(known, agreement, (gathers, HAS_OBJECTIVE), ground)]
    collected = [one.target for one in leading(known, agreement, (_FOLLOWS,), ground)]
    framed = [one.target for iri in collected for one in leading(known, iri, (_MEMBER,), ground)]
    framed += [one.target for one in leading(known, agreement, FRAMES, ground)]
    own = steps_from(known, starts, ground)
    found = {*starts, *(one.target for one in own), *framed}
    classes = (frozenset({area}), frozenset({OBJECTIVE}), frozenset(MEASURE), frozenset({NATIONAL}), frozenset({GOAL}))
    columns = tuple(in_order(known, (iri for iri in found if kind_of(known, iri) in column)) for column in classes)
    measure = next((kind for kind in MEASURE if any(kind_of(known, iri) == kind for iri in columns[2])), MEASURE[0])
    steps = dict.fromkeys((*own, *steps_from(known, framed, ground)))
    return Chain((area, OBJECTIVE, measure, NATIONAL, GOAL), columns, tuple(steps))


def kind_of(known: Chains, iri: str) -> str:
    """The class of a thing, "" for one that nobody names."""
    return known.things[iri].kind if iri in known.things else ""


def documents(known: Chains, agreement: str) -> frozenset[str]:
    """The documents that an agreement, or what supplements it, is read in."""
    works = (agreement, *(one.source for one in known.behind.get(agreement, ()) if one.kind == _SUPPLEMENTS))
    return frozenset(one.target for work in works for one in known.ahead.get(work, ()) if one.kind == DOCUMENT)


def in_order(known: Chains, iris: Iterable[str]) -> tuple[str, ...]:
    """Things in the order of the documents that name them; those without a place first."""

    def place(iri: str) -> tuple[str, int, str]:
        thing = known.things.get(iri)
        first = (
            min((known.lines[at] for at in thing.places if at in known.lines), default=("", 0)) if thing else ("", 0)
        )
        return *first, iri

    return tuple(sorted(iris, key=place))


def _gathered(known: Chains, agreement: str, ground: str) -> tuple[str, str]:
    """The class that the agreement gathers its objectives under, and what leads to those."""
    for area, gathers in zip(AREA, HAS_AREA, strict=True):
        if any(
            leading(known, one.target, (HAS_OBJECTIVE,), ground)
            for one in leading(known, agreement, (gathers,), ground)
        ):
            return area, gathers
    return AREA[0], HAS_AREA[0]


def steps_from(known: Chains, starts: Iterable[str], ground: str) -> tuple[Link, ...]:
    """The steps that are reached from some things, each once, the nearest first."""
    found: list[Link] = []
    seen, queue = set(starts), list(dict.fromkeys(starts))
    for iri in queue:
        for one in leading(known, iri, STEPS, ground):
            found.append(one)
            if one.target not in seen:
                seen.add(one.target)
                queue.append(one.target)
    return tuple(found)


def _subjects(world: World, pattern: str) -> frozenset[str]:
    rows = world.store.select(f"SELECT DISTINCT ?x WHERE {{ {pattern} }}").rows
    return frozenset(x.value for (x,) in rows if x)
