"""Tell which municipalities a region, a sundhedsråd or a cluster consists of, since when, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from aftalegraf.namespaces import AFT
from aftalegraf.ordering import danish
from aftalegraf.statements import GROUNDS
from aftalegraf.world import World

COUNTRY: Final = f"{AFT}Omraade"
REGION: Final = f"{AFT}Region"
COUNCIL: Final = f"{AFT}Sundhedsraad"
CLUSTER: Final = f"{AFT}Sundhedsklynge"
MUNICIPALITY: Final = f"{AFT}Kommune"
KINDS: Final = (REGION, COUNCIL, CLUSTER)

# Clusters and the old regions are known only by what the editors added: all statements count, each with its ground.
_MEMBERS: Final = """SELECT ?g ?k ?ground ?place {
  { ?u rdf:predicate aft:omfatterKommune ; rdf:subject ?g ; rdf:object ?k }
  UNION { ?u rdf:predicate aft:iRegion ; rdf:object ?g ; rdf:subject ?k . ?k a aft:Kommune }
  ?u aft:grundlag ?ground . OPTIONAL { ?u aft:kildehenvisning ?place }
  FILTER NOT EXISTS { ?u aft:modsigesAf ?other }
} ORDER BY ?g ?k ?ground"""
_PLACES: Final = """SELECT ?g ?kind ?region ?since ?until {
  VALUES ?kind { aft:Region aft:Sundhedsraad aft:Sundhedsklynge }
  GRAPH graf:alt { ?g a ?kind . OPTIONAL { ?g aft:iRegion ?region } OPTIONAL { ?g aft:gyldigTil ?until }
    OPTIONAL { ?g aft:gyldigFra ?from } OPTIONAL { ?g aft:fuldVirkningFra ?full }
    BIND (COALESCE(?full, ?from) AS ?since) } } ORDER BY ?g"""


@dataclass(frozen=True, slots=True)
class Place:
    """A region, sundhedsråd or cluster with its municipalities, as IRIs in alphabetical order.

    `ground` is the weakest that its membership rests on, `sources` the references; `since` and `until` are dates as
    text, empty where the sources do not say. `region` is empty for a region.
    """

    iri: str
    kind: str
    label: str
    region: str
    municipalities: tuple[str, ...]
    ground: str
    sources: tuple[str, ...]
    since: str
    until: str

    @property
    def id(self) -> str:
        """The last part of its IRI."""
        return self.iri.rsplit("/", 1)[-1]


def places(world: World) -> tuple[Place, ...]:
    """All places that consist of municipalities: regions, then sundhedsråd, then clusters, each by name."""
    members: dict[str, list[tuple[str, ...]]] = {}
    for iri, *rest in _rows(world, _MEMBERS):
        members.setdefault(iri, []).append(tuple(rest))
    made = [_place(world, facts, members[facts[0]]) for facts in _rows(world, _PLACES) if facts[0] in members]
    return tuple(sorted(made, key=lambda place: (KINDS.index(place.kind), danish(place.label))))


def municipalities(world: World) -> tuple[str, ...]:
    """The municipalities, by name."""
    rows = world.store.select("SELECT DISTINCT ?k { ?k a aft:Kommune ; skos:notation ?n } ORDER BY ?k").rows
    return by_name(world, (row[0].value for row in rows if row[0]))


def regions_of(found: Iterable[Place], municipality: str) -> tuple[str, ...]:
    """The regions that a municipality lies in, in time."""
    return tuple(place.iri for place in found if place.kind == REGION and municipality in place.municipalities)


def by_name(world: World, iris: Iterable[str]) -> tuple[str, ...]:
    """Things in the alphabetical order of their labels."""
    return tuple(sorted(iris, key=lambda iri: (danish(world.label(iri)), iri)))


def _place(world: World, facts: tuple[str, ...], members: list[tuple[str, ...]]) -> Place:
    iri, kind, region, since, until = facts
    found = by_name(world, dict.fromkeys(row[0] for row in members))
    weakest = max((row[1].removeprefix(AFT) for row in members), key=GROUNDS.index)
    sources = tuple(dict.fromkeys(row[2] for row in members if row[2]))
    return Place(iri, kind, world.label(iri), region, found, weakest, sources, since, until)


def _rows(world: World, query: str) -> Iterable[tuple[str, ...]]:
    """The rows of a query as texts; nothing where a variable is unbound."""
    return (tuple(cell.value if cell else "" for cell in row) for row in world.store.select(query).rows)
