"""Tell why a link that is not there may be there after all: how far the documents could be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from aftalegraf.namespaces import AFT
from aftalegraf.world import World

DOCUMENT: Final = f"{AFT}dokumenteretI"  # a reading of this property is about the whole text of a thing
NOT_STATED: Final = f"{AFT}ikkeAngivet"  # the document is at hand, and leaves it open
_COMPLETE: Final = f"{AFT}fuldstaendig"
_READINGS: Final = """SELECT ?l ?thing ?p ?r ?why ?place WHERE {
  ?l aft:laesningAf ?thing ; aft:omEgenskab ?p ; aft:laesningsresultat ?r ; aft:forklaring ?why
  OPTIONAL { ?u rdf:subject ?l ; rdf:predicate aft:forklaring ; aft:kildehenvisning ?place }
} ORDER BY ?l ?thing ?p ?place"""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a property of a thing was read, with the reason in the words of the data.

    `iri` is the reading that says so, `outcome` its aft:laesningsresultat, `places` the IRIs of the source references
    that it rests on.
    """

    iri: str
    thing: str
    property_iri: str
    outcome: str
    reason: str
    places: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether all of it was read."""
        return self.outcome == _COMPLETE


def extents(world: World) -> tuple[Extent, ...]:
    """How far everything was read that a reading tells of."""
    found: dict[tuple[str, str, str, str, str], list[str]] = {}
    for reading, thing, prop, outcome, why, place in world.store.select(_READINGS).rows:
        if reading and thing and prop and outcome and why:
            key = (reading.value, thing.value, prop.value, outcome.value, why.value)
            found.setdefault(key, []).extend([place.value] if place else [])
    return tuple(Extent(*key, tuple(dict.fromkeys(places))) for key, places in found.items())


def unread(found: Iterable[Extent], things: Collection[str], properties: Collection[str]) -> tuple[Extent, ...]:
    """What could not be read of some properties of some things, or of their whole text; each reason once."""
    wanted = {*properties, DOCUMENT}
    told: dict[str, Extent] = {}
    for one in found:
        if not one.whole and one.thing in things and one.property_iri in wanted:
            told.setdefault(one.reason, one)
    return tuple(told.values())
