"""Show one thing: all that is said of it and all that points to it, with ground and source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.cells import Cell
from aftalegraf.errors import UnknownNameError
from aftalegraf.namespaces import AFT, ID, RDF, RDFS, graph
from aftalegraf.rdf import Triple
from aftalegraf.world import World

_NO_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a statement is there: its ground and where it comes from.

    `sources`, `supported_by` and `contested_by` are IRIs of source references; `corrects` is the source's own word.
    """

    ground: str
    sources: tuple[str, ...]
    reason: str
    corrects: str
    supported_by: tuple[str, ...]
    contested_by: tuple[str, ...]
    entered: str


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: the other end of it (`other`), its property and its evidence; `inward` when it points here."""

    property_iri: str
    other: Cell
    inward: bool
    evidence: tuple[Evidence, ...]

    @property
    def contested(self) -> bool:
        """Whether every source that says it is contradicted by another."""
        return bool(self.evidence) and all(e.contested_by for e in self.evidence)


@dataclass(frozen=True, slots=True)
class Resource:
    """All that the graph knows of one IRI."""

    iri: str
    label: str
    class_label: str
    said: tuple[Said, ...]


def resource(world: World, iri: str, language: str = "da") -> Resource:
    """The resource behind an IRI.

    Raises EndedError for what was there once, UnknownNameError with the nearest things for what never was.
    """
    _check(iri)
    said = (*_said(world, iri, inward=False), *_said(world, iri, inward=True))
    if not said and iri not in world.labels:
        if iri in world.ended:
            raise world.ended[iri].error()
        slugs = {known.rsplit("/", 1)[-1] for known in world.labels if known.startswith(ID)}
        raise UnknownNameError("thing", iri.removeprefix(ID), slugs)
    return Resource(iri, world.label(iri, language), _class_label(world, iri, language), said)


@dataclass(frozen=True, slots=True)
class Resting:
    """A statement that rests on a source reference: its parts and ground; `how` is the property that leads there."""

    subject: str
    property_iri: str
    object: Cell
    ground: str
    how: str


def resting_on(world: World, reference: str) -> tuple[Resting, ...]:
    """The statements that rest on a source reference, are supported by it or are contradicted by it."""
    _check(reference)
    rows = world.store.select(
        f"""SELECT ?s ?p ?o ?g ?how WHERE {{
          VALUES ?how {{ aft:kildehenvisning aft:stoettesAf aft:modsigesAf }}
          ?u ?how <{reference}> ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; aft:grundlag ?g .
        }} ORDER BY ?s ?p STR(?o) ?how"""
    )
    return tuple(
        Resting(s.value, p.value, o, g.value.removeprefix(AFT), how.value)
        for s, p, o, g, how in rows.rows
        if s and p and o and g and how
    )


def describe(world: World, iri: str) -> tuple[Triple, ...]:
    """The triples with this IRI as subject, what points to it, and the statements about it, for machines."""
    _check(iri)
    return world.store.triples(
        f"""CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> . ?u ?up ?uo }} WHERE {{
          {{ <{iri}> ?p ?o }} UNION {{ ?s ?q <{iri}> FILTER NOT EXISTS {{ ?s a aft:Udsagn }} }}
          UNION {{ ?u rdf:subject <{iri}> ; ?up ?uo }} }}"""
    )


def measured_by(world: World, iri: str) -> tuple[str, ...]:
    """What there are figures of: the thing itself where observations measure it, else what may measure it."""
    _check(iri)
    rows = world.store.select(
        f"""SELECT DISTINCT ?x WHERE {{ {{ BIND(<{iri}> AS ?x) }} UNION {{ <{iri}> aft:kanMaalesVed ?x }}
          FILTER EXISTS {{ ?o aft:maaltIndikator ?x }} }} ORDER BY ?x"""
    ).rows
    return tuple(x.value for (x,) in rows if x)


def ontology(world: World) -> tuple[Triple, ...]:
    """The triples of the ontology."""
    return world.store.graph(graph("ontologi"))


def _check(iri: str) -> None:
    """Refuse what is no IRI: it would end the place in a query that is made for it."""
    if _NO_IRI.search(iri):
        raise UnknownNameError("thing", iri.removeprefix(ID), ())


def _class_label(world: World, iri: str, language: str) -> str:
    rows = world.store.select(
        f"SELECT ?c WHERE {{ {{ ?u rdf:subject <{iri}> ; rdf:predicate rdf:type ; rdf:object ?c }}"
        f" UNION {{ <{iri}> a ?c FILTER NOT EXISTS {{ ?u rdf:subject <{iri}> ; rdf:predicate rdf:type }} }} }}"
        " ORDER BY ?c"
    )
    names = [c.value for (c,) in rows.rows if c]
    ours = [name for name in names if name.startswith(AFT)] or names
    return world.label(ours[0], language) if ours else ""


def said_of(world: World, iris: Iterable[str]) -> Mapping[str, tuple[Said, ...]]:
    """All that is stated of some things, by their IRI, with its evidence."""
    return {iri: tuple(said) for iri, said in _stated(world, iris, inward=False).items()}


def _said(world: World, iri: str, *, inward: bool) -> Iterable[Said]:
    yield from _stated(world, (iri,), inward=inward).get(iri, ())
    yield from _unsourced(world, iri, inward=inward)


def _stated(world: World, iris: Iterable[str], *, inward: bool) -> dict[str, list[Said]]:
    mine, other = ("object", "subject") if inward else ("subject", "object")
    rows = world.store.select(
        f"""SELECT ?me ?p ?x ?ground ?why ?corrects ?entered
          (GROUP_CONCAT(DISTINCT STR(?k); separator=" ") AS ?ks)
          (GROUP_CONCAT(DISTINCT STR(?s); separator=" ") AS ?ss)
          (GROUP_CONCAT(DISTINCT STR(?c); separator=" ") AS ?cs)
        WHERE {{
          VALUES ?me {{ {" ".join(f"<{iri}>" for iri in iris)} }}
          ?u rdf:{mine} ?me ; rdf:predicate ?p ; rdf:{other} ?x ; aft:grundlag ?ground .
          OPTIONAL {{ ?u aft:kildehenvisning ?k }} OPTIONAL {{ ?u aft:begrundelseForLaesning ?why }}
          OPTIONAL {{ ?u aft:retter ?corrects }} OPTIONAL {{ ?u aft:indfoertDato ?entered }}
          OPTIONAL {{ ?u aft:stoettesAf ?s }} OPTIONAL {{ ?u aft:modsigesAf ?c }}
        }} GROUP BY ?me ?u ?p ?x ?ground ?why ?corrects ?entered ORDER BY ?me ?p STR(?x) ?ground ?ks"""
    )
    found: dict[tuple[str, str, Cell], list[Evidence]] = {}
    for me, p, x, ground, why, corrects, entered, ks, ss, cs in rows.rows:
        if me and p and x and ground and p.value != f"{RDF}type":
            evidence = Evidence(
                ground.value.removeprefix(AFT),
                _split(ks),
                _text(why),
                _text(corrects),
                _split(ss),
                _split(cs),
                _text(entered),
            )
            found.setdefault((me.value, p.value, x), []).append(evidence)
    said: dict[str, list[Said]] = {}
    for (iri, p_iri, cell), evidence_list in found.items():
        said.setdefault(iri, []).append(Said(p_iri, cell, inward, tuple(evidence_list)))
    return said


def _unsourced(world: World, iri: str, *, inward: bool) -> Iterable[Said]:
    """What has no aft:Udsagn: sources, terms, the graphs themselves, and what a measurement says.

    A measurement points to what was measured; what was measured does not list its measurements, which may be hundreds.
    """
    pattern = f"?x ?p <{iri}>" if inward else f"<{iri}> ?p ?x"
    names = ("kilder", "ontologi", "om") if inward else ("kilder", "ontologi", "om", "observationer")
    graphs = " ".join(f"<{graph(name)}>" for name in names)
    rows = world.store.select(
        f"SELECT DISTINCT ?p ?x WHERE {{ VALUES ?g {{ {graphs} }} GRAPH ?g {{ {pattern} }} }} ORDER BY ?p STR(?x)"
    )
    for p, x in rows.rows:
        if p and x and p.value not in (f"{RDF}type", f"{RDFS}isDefinedBy"):
            yield Said(p.value, x, inward, ())


def _split(cell: Cell | None) -> tuple[str, ...]:
    return tuple(sorted(cell.value.split())) if cell else ()


def _text(cell: Cell | None) -> str:
    return cell.value if cell else ""
