"""Tell when something happens in an agreement: its dates, what comes back, and what has no date in the collection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from aftalegraf.namespaces import AFT
from aftalegraf.statements import GROUNDS
from aftalegraf.world import World

_ENDS: Final = (f"{AFT}udloebsdato", f"{AFT}aftaleperiodeTil")
# What has dates: the agreement, how it is followed up, the steps to it, its plans, and what abolishes agreements.
_DATED: Final = """SELECT DISTINCT ?x ?p ?value ?ground ?place WHERE {{
  {{ VALUES ?x {{ <{0}> }} VALUES ?p {{ aft:ikrafttraedelsesdato aft:udloebsdato aft:aftaleperiodeTil }} }}
  UNION {{ <{0}> aft:harOpfoelgning ?x VALUES ?p {{ aft:opgoerelsesdato aft:indsendelsesdato }} }}
  UNION {{ ?x aft:trinI <{0}> VALUES ?p {{ aft:skerDen aft:skerIMaaned aft:slutterDen aft:slutterIMaaned }} }}
  UNION {{ ?x a aft:Implementeringsplan ; aft:vedroerer <{0}> VALUES ?p {{ aft:aftaleperiodeTil }} }}
  UNION {{ GRAPH graf:alt {{ ?x aft:ophaever aft:Sundhedsaftale }} VALUES ?p {{ aft:skerDen }} }}
  ?u rdf:subject ?x ; rdf:predicate ?p ; rdf:object ?value ; aft:grundlag ?ground .
  OPTIONAL {{ ?u aft:kildehenvisning ?place }}
  FILTER NOT EXISTS {{ ?u aft:modsigesAf ?other }}
}} ORDER BY ?x ?p ?value ?place"""
_FOLLOWED: Final = """SELECT ?x ?often ?ground ?place WHERE {{
  <{0}> aft:harOpfoelgning ?x
  FILTER NOT EXISTS {{ ?x aft:opgoerelsesdato|aft:indsendelsesdato ?date }}
  OPTIONAL {{ ?x aft:foelgesMedFrekvens ?often }}
  BIND (IF(BOUND(?often), aft:foelgesMedFrekvens, aft:harOpfoelgning) AS ?p)
  BIND (IF(BOUND(?often), ?x, <{0}>) AS ?s) BIND (IF(BOUND(?often), ?often, ?x) AS ?o)
  ?u rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; aft:grundlag ?ground .
  OPTIONAL {{ ?u aft:kildehenvisning ?place }}
}} ORDER BY ?x ?place"""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens to a thing.

    `when` is a date, a month or a year, or "" where the collection gives none; `property_iri` tells what the date is;
    `often` is the IRI of how often it comes back, or "". `ground` is the best that says so, `places` the IRIs of the
    source references.
    """

    when: str
    thing: str
    property_iri: str
    often: str
    ground: str
    places: tuple[str, ...]

    def past(self, today: str) -> bool:
        """Whether it is over on a day, written as 2026-11-23: a month or a year is over when all of it is."""
        return bool(self.when) and self.when < today[: len(self.when)]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Moments as of a day: what is to come, what has no date or comes back, and what is over."""

    coming: tuple[Moment, ...]
    undated: tuple[Moment, ...]
    past: tuple[Moment, ...]


def calendar(found: Iterable[Moment], today: str) -> Calendar:
    """The moments as of a day, written as 2026-11-23, each part in the order given."""
    every = tuple(found)
    return Calendar(
        coming=tuple(m for m in every if m.when and not m.past(today)),
        undated=tuple(m for m in every if not m.when),
        past=tuple(m for m in every if m.past(today)),
    )


def over(found: Iterable[Moment], agreement: str, today: str) -> Moment | None:
    """What tells that the term of an agreement has ended on a day, written as 2026-11-23, among its moments."""
    ends = (m for m in found if m.thing == agreement and m.property_iri in _ENDS)
    return next((m for m in ends if m.past(today)), None)


def moments(world: World, agreement: str) -> tuple[Moment, ...]:
    """The dates of an agreement in their order, then what comes back, then what has no date.

    Where the day of its expiry is known, the year in which its period ends is left out. What a source contradicts is
    not told.
    """
    dated = [
        (value.value, x.value, p.value, "", ground.value, place.value if place else "")
        for x, p, value, ground, place in world.store.select(_DATED.format(agreement)).rows
        if x and p and value and ground
    ]
    followed = [
        ("", x.value, f"{AFT}harOpfoelgning", often.value if often else "", ground.value, place.value if place else "")
        for x, often, ground, place in world.store.select(_FOLLOWED.format(agreement)).rows
        if x and ground
    ]
    found = _together((*dated, *followed))
    ended = {moment.thing for moment in found if moment.property_iri == f"{AFT}udloebsdato"}
    kept = [m for m in found if m.property_iri != f"{AFT}aftaleperiodeTil" or m.thing not in ended]
    return tuple(sorted(kept, key=_order))


def _together(rows: Iterable[tuple[str, str, str, str, str, str]]) -> list[Moment]:
    """One moment for each date of a thing, with all its places and the best ground that says so."""
    found: dict[tuple[str, str, str, str], tuple[list[str], list[str]]] = {}
    for when, thing, prop, often, ground, place in rows:
        grounds, places = found.setdefault((when, thing, prop, often), ([], []))
        grounds.append(ground.removeprefix(AFT))
        if place and place not in places:
            places.append(place)
    return [
        Moment(*key, ground=min(grounds, key=GROUNDS.index), places=tuple(places))
        for key, (grounds, places) in found.items()
    ]


def _order(moment: Moment) -> tuple[bool, bool, str, str]:
    """By date, a month after its days and a year after its months; what has none last, what comes back before it."""
    when = moment.when + "-99" * ((10 - len(moment.when)) // 3) if moment.when else ""
    return not when, not moment.often, when, moment.thing
