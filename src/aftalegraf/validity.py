"""Tell what was in force on a day: things and links by the dates that documents, registers and the law give them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from aftalegraf.dated import month
from aftalegraf.dependence import Dependent, dependence, dependents
from aftalegraf.errors import UsageError
from aftalegraf.namespaces import AFT
from aftalegraf.profiles import is_day
from aftalegraf.projection import KINDS, Link, at
from aftalegraf.rdf import NamedNode
from aftalegraf.resources import Said
from aftalegraf.statements import GROUNDS
from aftalegraf.transitions import Change
from aftalegraf.world import World

IN_FORCE: Final = "gaelder"
NOT_YET: Final = "endnuIkke"
NOT_IN_FULL: Final = "endnuIkkeFuldVirkning"
PLANNED: Final = "planlagt"
OVER: Final = "ophoert"
UNDECIDED: Final = "kanIkkeAfgoeres"
_BETWEEN: Final = frozenset(kind.name for kind in KINDS if kind.begins)
# What ties two things: it goes with either.
TYING: Final = frozenset(NamedNode(name) for kind in KINDS if kind.begins for name in (kind.begins, kind.ends))
_NEVER: Final = "~"  # after every day
STATES: Final = (IN_FORCE, NOT_YET, NOT_IN_FULL, OVER, PLANNED, UNDECIDED)

_BEGINS: Final = tuple(AFT + name for name in ("gyldigFra", "ikrafttraedelsesdato"))
FULL: Final = f"{AFT}fuldVirkningFra"  # what has full effect from a day may have been there before
_ENDS: Final = tuple(AFT + name for name in ("gyldigTil", "udloebsdato"))
_FIRST, _LAST = f"{AFT}aftaleperiodeFra", f"{AFT}aftaleperiodeTil"  # years in the name of an agreement, no days
# Which provisions hold when is told by profiles, how long an exemption lasts by exemptions; a bill is no law.
_BOUNDS: Final = f"""SELECT ?x ?p ?o ?ground ?place ?why WHERE {{
  VALUES ?p {{ {" ".join(f"<{p}>" for p in (*_BEGINS, FULL, *_ENDS, _FIRST, _LAST))} }}
  ?u rdf:predicate ?p ; rdf:subject ?x ; rdf:object ?o ; aft:grundlag ?ground
  OPTIONAL {{ ?u aft:kildehenvisning ?place }} OPTIONAL {{ ?u aft:begrundelseForLaesning ?why }}
  FILTER NOT EXISTS {{ ?u aft:modsigesAf ?other }}
  FILTER NOT EXISTS {{ VALUES ?c {{ aft:Bestemmelse aft:Undtagelse }} ?x a ?c }}
  FILTER NOT EXISTS {{ ?x a eli:LegalResource ; dct:title ?title FILTER (STRSTARTS(?title, "Forslag til lov")) }}
}} ORDER BY ?x ?p ?o ?place"""
# A plan that no document holds is only told of as to be made.
_TO_BE_MADE: Final = """SELECT DISTINCT ?x WHERE { GRAPH graf:alt { ?x a aft:Implementeringsplan }
  FILTER NOT EXISTS { GRAPH graf:alt { ?x dct:isPartOf ?document } } } ORDER BY ?x"""
# A kind that the guidance makes a part of another ends with it.
_OF_KIND: Final = """SELECT DISTINCT ?kind ?x WHERE {{
  {{ VALUES ?kind {{ {kinds} }} GRAPH graf:alt {{ ?x a ?kind }} }} UNION {{ VALUES ?kind {{ {kinds} }}
    ?f aft:foreskrevetEgenskab org:subOrganizationOf ; aft:foreskrevetVaerdi ?kind ; aft:foreskriftFor ?part .
    GRAPH graf:alt {{ ?x a ?part }} }} }} ORDER BY ?kind ?x"""
# A figure of a year stands as what it was that year; that something has full effect is so from its day.
_SPANS: Final = """SELECT DISTINCT ?u ?from ?to WHERE { { ?u aft:gyldigFra ?any } UNION { ?u aft:gyldigTil ?any }
  UNION { ?u rdf:predicate aft:fuldVirkningFra ; rdf:object ?from }
  ?u rdf:predicate ?p ; rdf:object ?o FILTER (!isNumeric(?o))
  OPTIONAL { ?u aft:gyldigFra ?from } OPTIONAL { ?u aft:gyldigTil ?to } } ORDER BY ?u"""


@dataclass(frozen=True, slots=True)
class Bound:
    """That a thing begins, or ends, by a date: a day, a month or a year as it is written.

    `first` and `last` are the earliest and latest day that it can mean: the first day on which the thing is in force,
    or is no longer. `change` is the IRI of the change that ends or introduces the thing or its kind, or "". `full`
    tells that the thing has full effect from then on, not that it begins; `planned` that the thing is to be made.
    """

    thing: str
    ends: bool
    property_iri: str
    value: str
    first: str
    last: str
    ground: str
    places: tuple[str, ...]
    reason: str
    change: str = ""
    full: bool = False
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a thing stands on a day: one of STATES, and the dates that tell. `beside` tells otherwise at a weaker ground.

    UNDECIDED: only a year is written, or nothing tells that it had begun. PLANNED: nothing tells that it was made, and
    its time is not over. NOT_IN_FULL: it has full effect later; from when it is there, nothing tells.
    """

    thing: str
    state: str
    told_by: tuple[Bound, ...]
    beside: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """All dates of the graph: when things begin and end, and from which day to which statements hold, by their IRI."""

    bounds: tuple[Bound, ...]
    spans: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class AsOf:
    """The graph as of a day: how what has dates stands, what is lost with it, and the links that were in force.

    `absent` holds what is not in force that day, by its own dates or because nothing carries it.
    """

    day: str
    standings: tuple[Standing, ...]
    lost: tuple[Dependent, ...]
    absent: frozenset[str]
    links: tuple[Link, ...]


def day_of(text: str) -> str:
    """A day as it is written, like 2027-01-01. Raises UsageError for what is none."""
    if not is_day(text):
        raise UsageError(
            f"'{text}' is no day; write it like 2024-01-31", f"«{text}» er ikke en dato. Skriv den som 2024-01-31."
        )
    return text


def day_before(day: str) -> str:
    """The day before a day. Raises UsageError for what is no day, and for the first of all days."""
    if day_of(day) == str(dt.date.min):
        raise UsageError(f"no day comes before {day}; give a later one", "Den dag er for tidlig. Vælg en senere dag.")
    return str(dt.date.fromisoformat(day) - dt.timedelta(days=1))


def dates(world: World, known: Iterable[Change]) -> Dates:
    """Every date by which a thing begins or ends, by thing, given the changes known; and the validity of statements."""
    found = tuple(_told_as(world, [*_written(world), *_changed(world, known)]))
    spans = {
        u.value: (_first(start.value) if start else "", _after(end.value) if end else _NEVER)
        for u, start, end in world.store.select(_SPANS).rows
        if u
    }
    ordered = sorted(found, key=lambda bound: (bound.thing, bound.ends, bound.first, bound.property_iri))
    return Dates(tuple(ordered), spans)


def _told_as(world: World, found: Sequence[Bound]) -> Iterator[Bound]:
    """The dates, with those that tell of full effect or of what is only planned marked."""
    full = {(bound.thing, bound.value) for bound in found if bound.property_iri == FULL}
    planned = {x.value for (x,) in world.store.select(_TO_BE_MADE).rows if x}
    for bound in found:
        effect = bool(bound.property_iri == FULL or bound.change) and (bound.thing, bound.value) in full
        yield replace(bound, full=effect and not bound.ends, planned=bound.thing in planned)


def standings(found: Iterable[Bound], day: str, ground: str) -> tuple[Standing, ...]:
    """How each thing with dates stands on a day, by the dates at a ground."""
    by_thing: dict[str, list[Bound]] = {}
    for bound in found:
        by_thing.setdefault(bound.thing, []).append(bound)
    return tuple(_standing(thing, each, day, ground) for thing, each in by_thing.items())


def as_of(known: Dates, links: Iterable[Link], day: str, ground: str) -> AsOf:
    """The graph as of a day, of the links and dates at a ground.

    Raises UsageError where nothing is in force that day.
    """
    found = on_day(known, links, day, ground)
    if not any(each.state == IN_FORCE for each in found.standings):
        days = sorted({bound.first for bound in known.bounds} | {bound.last for bound in known.bounds} - {_NEVER})
        span = f"the dates run from {days[0]} to {days[-1]}" if days else "nothing in it has a date"
        period = f"Datoerne går fra {month(days[0])} til {month(days[-1])}." if days else "Intet i den har en dato."
        raise UsageError(
            f"nothing in the collection is in force on {day}; {span}",
            f"Intet i samlingen gælder den {month(day)}. {period}",
        )
    return found


def on_day(known: Dates, links: Iterable[Link], day: str, ground: str) -> AsOf:
    """The same, also where nothing is in force."""
    standing = standings(known.bounds, day, ground)
    there = tuple(link for link in at(links, ground) if _holds(link, known.spans, day))
    own = {each.thing for each in standing if each.state in (NOT_YET, OVER)}
    lost = tuple(each for each in dependents(dependence(there), own) if each.lost)
    absent = frozenset(own).union(each.iri for each in lost)
    kept = tuple(link for link in there if link.source not in absent and link.target not in absent)
    return AsOf(day, standing, lost, absent, kept)


def _standing(thing: str, known: Iterable[Bound], day: str, ground: str) -> Standing:
    every = tuple(known)
    told = _sharpest(bound for bound in every if GROUNDS.index(bound.ground) <= GROUNDS.index(ground))
    every = _sharpest(every)
    state = _state(told, day)
    others = tuple(bound for bound in every if bound not in told) if _state(every, day) != state else ()
    return Standing(thing, state, told, others)


def _state(known: Iterable[Bound], day: str) -> str:
    every = tuple(known)
    begins, ends = [b for b in every if not b.ends], [b for b in every if b.ends]
    if any(bound.last <= day for bound in ends):
        return OVER
    if any(bound.planned for bound in every):
        return PLANNED
    if any(bound.first > day and not bound.full for bound in begins):
        return NOT_YET
    if any(bound.first > day for bound in begins):
        return NOT_IN_FULL
    own = [bound for bound in begins if not bound.change]  # that its kind was introduced tells not that it was there
    return UNDECIDED if not own or any(b.first <= day < b.last for b in (*begins, *ends)) else IN_FORCE


def _sharpest(known: Iterable[Bound]) -> tuple[Bound, ...]:
    """The dates of a thing, without the years of its period where the day itself is known."""
    every = tuple(known)
    days = {(b.ends, b.full) for b in every if not b.change and b.first == b.last}
    return tuple(b for b in every if b.change or b.first == b.last or (b.ends, b.full) not in days)


def _holds(link: Link, spans: Mapping[str, tuple[str, str]], day: str) -> bool:
    """Whether something that states a link holds on a day; for a link that is a thing of its own, all of it."""
    each = [spans[u][0] <= day < spans[u][1] if u in spans else True for u in link.statements]
    return all(each) if link.kind in _BETWEEN else any(each)


def _written(world: World) -> Iterator[Bound]:
    """The dates that are written of a thing, each with all that says so at its best ground."""
    merged: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}
    for x, p, o, ground, place, why in world.store.select(_BOUNDS).rows:
        if x and p and o and ground:
            said = ground.value.removeprefix(AFT), place.value if place else "", why.value if why else ""
            merged.setdefault((x.value, p.value, o.value), []).append(said)
    for (thing, prop, value), each in merged.items():
        best = min((ground for ground, _, _ in each), key=GROUNDS.index)
        places = tuple(dict.fromkeys(place for ground, place, _ in each if place and ground == best))
        reason = next((why for ground, _, why in each if why and ground == best), "")
        ends = prop in (*_ENDS, _LAST)
        first, last = _days(value, ends=ends, vague=prop in (_FIRST, _LAST))
        yield Bound(thing, ends, prop, value, first, last, best, places, reason)


def _changed(world: World, known: Iterable[Change]) -> Iterator[Bound]:
    """The dates by which a change ends or introduces a thing, or all that is of a kind."""
    dated = [(change, change.day) for change in known if change.day]
    named = {said.other for change, _ in dated for said in (*change.ends, *change.begins)}
    kinds = sorted(cell.value for cell in named if cell.kind == "iri")
    of_kind: dict[str, list[str]] = {}
    query = _OF_KIND.format(kinds=" ".join(f"<{kind}>" for kind in kinds))
    for kind, x in world.store.select(query).rows if kinds else ():
        if kind and x:
            of_kind.setdefault(kind.value, []).append(x.value)
    for change, day in dated:
        for said in (*change.ends, *change.begins):
            iri = said.other.value
            for thing in of_kind.get(iri, [iri] if said.other.kind == "iri" and not iri.startswith(AFT) else []):
                yield _of_change(thing, change.iri, day, said, ends=said in change.ends)


def _of_change(thing: str, change: str, day: Said, said: Said, *, ends: bool) -> Bound:
    evidence = [e for each in (day, said) for e in each.evidence]
    weakest = max((e.ground for e in evidence), key=GROUNDS.index)
    places = tuple(dict.fromkeys(place for e in evidence for place in e.sources))
    reason = "; ".join(dict.fromkeys(e.reason for e in evidence if e.reason))
    value = day.other.value
    return Bound(thing, ends, said.property_iri, value, _first(value), _last(value), weakest, places, reason, change)


def _days(value: str, *, ends: bool, vague: bool) -> tuple[str, str]:
    """The earliest and latest day that a bound can mean; what ends is out of force from the day after its last."""
    if ends:
        return (_after(_first(value)) if vague else _after(value)), _after(value)
    return _first(value), _last(value) if vague else _first(value)


def _first(value: str) -> str:
    """The first day of a day, a month or a year."""
    return value + "-01" * ((10 - len(value)) // 3)


def _last(value: str) -> str:
    """The last day of a day, a month or a year."""
    after = _after(value)
    return (dt.date.fromisoformat(after) - dt.timedelta(days=1)).isoformat() if after != _NEVER else str(dt.date.max)


def _after(value: str) -> str:
    """The day after a day, a month or a year."""
    start = dt.date.fromisoformat(_first(value))
    if start.year == dt.MAXYEAR:
        return _NEVER
    if len(value) == len("2027"):
        return start.replace(year=start.year + 1).isoformat()
    if len(value) == len("2027-01"):
        return (start + dt.timedelta(days=31)).replace(day=1).isoformat()
    return (start + dt.timedelta(days=1)).isoformat()
