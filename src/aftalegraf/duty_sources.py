"""Read once what duties are made of: who holds which task, what follows up, what provisions say, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf import projection
from aftalegraf.deadlines import Rule, rules_for
from aftalegraf.namespaces import AFT, ORG
from aftalegraf.projection import Kind, Link
from aftalegraf.statements import GROUNDS
from aftalegraf.world import World

TASK: Final = f"{AFT}harOpgave"
MAY: Final = f"{AFT}kanUdfoere"
# By which property a body has something to do; the last is no duty but an option.
HOLDS: Final = (
    TASK,
    *(
        AFT + name
        for name in ("udarbejder", "udfoerer", "ansvarligFor", "implementerer", "foelgerOpPaa", "adspoergesOm")
    ),
    MAY,
)
_SAID: Final = (
    "sendesTil", "forelaeggesFor", "foelgesMedFrekvens", "modalitet", "retskraft", "adressat", "hjemmel", "gentager",
    "binder", "harOpfoelgning", "tillaegTil", "dokumenteretI", "foreskrevetVaerdi", "overdragetOpgave",
)  # fmt: skip
PART: Final = f"{ORG}hasMember"
KINDS: Final = tuple(Kind(name, forward=True) for name in (*HOLDS, *(AFT + name for name in _SAID), PART))
_THINGS: Final = """SELECT ?x ?top ?c ?ground ?place WHERE {
  VALUES ?top { aft:Opgave aft:Opfoelgning aft:Bestemmelse aft:Forum aft:Sundhedsklynge aft:Sundhedsaftale
    aft:Laboratorium }
  ?c rdfs:subClassOf* ?top .
  ?u rdf:object ?c ; rdf:predicate rdf:type ; rdf:subject ?x ; aft:grundlag ?ground
  OPTIONAL { ?u aft:kildehenvisning ?place } FILTER NOT EXISTS { ?u aft:modsigesAf ?other } } ORDER BY ?x ?c ?place"""
_VALUES: Final = """SELECT ?x ?p ?value ?ground ?place WHERE {
  VALUES ?p { aft:opgoerelsesdato aft:indsendelsesdato aft:modalitetsord aft:ikrafttraedelsesdato aft:udloebsdato
    aft:aftaleperiodeFra aft:aftaleperiodeTil aft:tjeklistefrist aft:hjemmelForbehold }
  ?u rdf:predicate ?p ; rdf:subject ?x ; rdf:object ?value ; aft:grundlag ?ground
  OPTIONAL { ?u aft:kildehenvisning ?place } FILTER NOT EXISTS { ?u aft:modsigesAf ?other } } ORDER BY ?x ?p ?value"""


@dataclass(frozen=True, slots=True)
class Value:
    """A date, a year or a word that is told of a thing, by which property."""

    thing: str
    property_iri: str
    text: str
    ground: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A task, a follow-up, a provision, a forum or an agreement, and where it is named.

    `kind` is the IRI of the class it was entered as, `top` of the one of these that it is.
    """

    iri: str
    top: str
    kind: str
    ground: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All that duties are made of, at every ground: links by kind, things, values, and deadlines by class.

    `documents` maps a source reference to the document that it is in; `contested` are the links by which a body has
    something to do, where a source says otherwise.
    """

    links: Mapping[str, tuple[Link, ...]]
    things: tuple[Thing, ...]
    values: tuple[Value, ...]
    rules: Mapping[str, tuple[Rule, ...]]
    documents: Mapping[str, str]
    contested: tuple[Link, ...] = ()


def told(world: World) -> Told:
    """Read what duties are made of. What a source contradicts is left out, but for who has what to do."""
    links: dict[str, list[Link]] = {kind.name: [] for kind in KINDS}
    for link in projection.links(world, KINDS):
        links[link.kind].append(link)
    return Told(
        {kind: tuple(found) for kind, found in links.items()},
        tuple(Thing(*key, *said) for key, said in _stated(world, _THINGS).items()),
        tuple(Value(*key, *said) for key, said in _stated(world, _VALUES).items()),
        rules_for(world),
        {place: document for place, (document, _) in world.places.items()},
        projection.contested(world, (kind for kind in KINDS if kind.name in HOLDS)),
    )


def _stated(world: World, query: str) -> dict[tuple[str, str, str], tuple[str, tuple[str, ...]]]:
    """The first three columns of a query, each with the best ground that states it and the places at that ground."""
    found: dict[tuple[str, str, str], tuple[str, tuple[str, ...]]] = {}
    for *parts, ground, place in world.store.select(query).rows:
        if all(parts) and ground:
            first, second, third = (cell.value for cell in parts if cell)
            stated, here = ground.value.removeprefix(AFT), (place.value,) if place else ()
            known, places = found.get((first, second, third), (stated, ()))
            if GROUNDS.index(stated) <= GROUNDS.index(known):
                found[first, second, third] = stated, _each((*(places if stated == known else ()), *here))
    return found


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
