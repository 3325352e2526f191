"""Find the readings that concern what was asked: how far the sources were read, and for which things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf.asked import Choice
from aftalegraf.namespaces import AFT, SKOS, graph
from aftalegraf.questions import Question
from aftalegraf.world import World

COMPLETE: Final = f"{AFT}fuldstaendig"
_AGREEMENT: Final = f"{AFT}Sundhedsaftale"
_DOCUMENT: Final = f"{AFT}dokumenteretI"
# What an agreement refers to and others share: the document of one agreement does not cover it.
_SHARED: Final = (
    f"{AFT}foelgerIndikatorsamling",
    f"{AFT}harAftalepart",
    f"{AFT}harBidragyder",
    f"{AFT}harRamme",
    f"{SKOS}member",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the sources were read for a property of a thing; `places` are the labels of the source references."""

    thing: str
    property_iri: str
    outcome: str
    why: str
    places: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether the document of a whole agreement is not at hand."""
        return self.property_iri == _DOCUMENT


def readings(world: World, question: Question, values: Mapping[str, Choice]) -> tuple[Reading, ...]:
    """The readings that concern what was asked, by thing.

    Without a value: all on the properties that the question rests on, and the documents that are not at hand when the
    question is about agreements. With a value: only those about the thing, about what it belongs to or holds, and
    about the documents it is read in. That the document of an agreement is not at hand concerns its parts too.
    """
    found = _readings(world, question.rests_on)
    if not found:
        return ()
    if not values:
        whole = any(parameter.class_iri == _AGREEMENT for parameter in question.parameters)
        return tuple(r for r in found if whole or not r.whole)
    chosen = [choice.iri for choice in values.values()]
    near, covering = _near(world, chosen), _covering(world, chosen, question.rests_on)
    return tuple(r for r in found if r.thing in (covering if r.whole else near))


def _readings(world: World, properties: Iterable[str]) -> tuple[Reading, ...]:
    """All readings on some properties, and all of documents that are not at hand."""
    asked = "".join(f"?p = <{iri}> || " for iri in properties)
    rows = world.store.select(
        f"""SELECT DISTINCT ?thing ?p ?outcome ?why ?place WHERE {{
          ?l aft:omEgenskab ?p ; aft:laesningAf ?thing ; aft:laesningsresultat ?outcome ; aft:forklaring ?why .
          FILTER ({asked}(?p = <{_DOCUMENT}> && ?outcome = aft:ikkeISamlingen))
          OPTIONAL {{ ?u rdf:subject ?l ; rdf:predicate aft:forklaring ; aft:kildehenvisning ?place }}
        }} ORDER BY ?thing ?p ?why ?place"""
    )
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for thing, p, outcome, why, place in rows.rows:
        if thing and p and outcome and why:
            places = found.setdefault((thing.value, p.value, outcome.value, why.value), [])
            places += [world.show(place)] if place else []
    return tuple(Reading(*key, tuple(places)) for key, places in found.items())


def _near(world: World, chosen: Sequence[str]) -> frozenset[str]:
    """The chosen things, what they belong to, what belongs to them, and the documents these are read in.

    A thing that belongs to no agreement is near to those whose documents it is read in.
    """
    links = "|".join(f"<{iri}>" for iri in sorted({*_parts(world), *_SHARED}))
    start = f"VALUES ?v {{ {_iris(chosen)} }}"
    ways = (f"{{ <{iri}> ({links})* ?x }} UNION {{ ?x ({links})* <{iri}> }}" for iri in chosen)
    around = " UNION ".join(ways)  # from each thing by name: not every engine follows links from VALUES
    found = _things(world, f"GRAPH <{graph('alt')}> {{ {around} }}") | frozenset(chosen)
    agreements = found & _things(world, f"?x a <{_AGREEMENT}>")
    read_in = _things(
        world,
        f"""{{ VALUES ?a {{ {_iris(agreements)} }} ?a <{_DOCUMENT}> ?x }} UNION {{ {start}
          ?u rdf:subject ?v ; rdf:predicate rdf:type ; aft:kildehenvisning/aft:iDokument ?x }}""",
    )
    if not agreements:
        found |= _things(world, f"VALUES ?d {{ {_iris(read_in)} }} ?x <{_DOCUMENT}> ?d")
    return found | read_in


def _covering(world: World, chosen: Sequence[str], rests_on: Iterable[str]) -> frozenset[str]:
    """The agreements that the chosen things are parts of; those of a region when the question is about agreements."""
    parts = "|".join(f"<{iri}>" for iri in _parts(world))
    start = f"VALUES ?v {{ {_iris(chosen)} }}"
    wholes = " UNION ".join(f"{{ ?x ({parts})* <{iri}> . ?x a <{_AGREEMENT}> }}" for iri in chosen)
    return _things(
        world,
        f"""{{ GRAPH <{graph("alt")}> {{ {wholes} }} }} UNION {{ {start}
          VALUES ?p {{ {_iris(rests_on)} }} ?p rdfs:domain <{_AGREEMENT}> . ?x aft:gaelderRegion ?v }}""",
    )


def _parts(world: World) -> list[str]:
    """The properties by which a thing holds its own parts: those named «har…» that are not shared."""
    found = _things(
        world,
        f"""?x a owl:ObjectProperty FILTER (STRSTARTS(STR(?x), "{AFT}har"))
          FILTER NOT EXISTS {{ ?x rdfs:range <{_AGREEMENT}> }}""",
    )
    return sorted(found.difference(_SHARED))


def _things(world: World, pattern: str) -> frozenset[str]:
    """What ?x is in a pattern."""
    rows = world.store.select(f"SELECT DISTINCT ?x WHERE {{ {pattern} }}").rows
    return frozenset(x.value for (x,) in rows if x)


def _iris(found: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in sorted(found))
