"""Tell what we read: the documents at hand, the places in them, and what is referred to but not at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from aftalegraf.cells import Cell
from aftalegraf.namespaces import AFT
from aftalegraf.resources import Resting
from aftalegraf.world import World

AT_HAND: Final = "samling"  # the text was read line by line
ON_THE_WEB: Final = "net"  # a page that statements rest on, without its text


@dataclass(frozen=True, slots=True)
class Document:
    """A document with what is known of it; "" and () where nobody tells it.

    `status` and `senders` are IRIs; `fingerprint` is the sha256 of the text that was read; `passages` counts the places
    that are referred to, `statements` the statements that rest on them; `replaced` tells that a document at hand
    replaces it.
    """

    iri: str
    title: str
    short: str
    publisher: str
    senders: tuple[str, ...]
    status: str
    dated: str
    version: str
    fingerprint: str
    address: str
    passages: int
    statements: int
    replaced: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a document. `first` and `last` are lines, 0 where the document is not at hand.

    `statements` counts what rests on it, is supported by it or is contradicted by it.
    """

    iri: str
    heading: str
    first: int
    last: int
    quote: str
    statements: int


@dataclass(frozen=True, slots=True)
class Mention:
    """That a document not at hand is referred to: the statement by which, and the passage where."""

    subject: str
    property_iri: str
    object: Cell
    ground: str
    passage: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document could have answered: the properties that are not told without it, and why, in words."""

    about: str
    properties: tuple[str, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Missing:
    """What is referred to but not at hand: who refers to it, by which statements and where, and what it would answer.

    `kind` is the class it was entered as, `referred_from` the documents that mention it.
    """

    iri: str
    kind: str
    referred_from: tuple[str, ...]
    mentions: tuple[Mention, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """A legal source: its address on the web, how many provisions cite it or a part of it, how many parts we know."""

    iri: str
    address: str
    cited_by: int
    parts: int
    ground: str


def document(world: World, iri: str) -> Document | None:
    """One document of the collection or page on the web; None for what is only referred to."""
    found = (d for group in (AT_HAND, ON_THE_WEB) for d in documents(world, group) if d.iri == iri)
    return next(found, None)


def documents(world: World, group: str) -> tuple[Document, ...]:
    """The documents whose text was read (AT_HAND), or the pages that were only looked at (ON_THE_WEB), by their id."""
    held = "true" if group == AT_HAND else "false"
    rows = world.store.select(
        f"""SELECT ?d ?title ?short ?by ?print ?at ?replaced WHERE {{ GRAPH graf:kilder {{
          ?d a aft:Dokument ; skos:prefLabel ?title ; skos:altLabel ?short ; dct:publisher ?by ; aft:iSamlingen {held} .
          OPTIONAL {{ ?d aft:fingeraftryk ?print }} OPTIONAL {{ ?d rdfs:seeAlso ?at }} }}
          BIND (EXISTS {{ ?later dct:replaces ?d ; aft:iSamlingen true }} AS ?replaced) }} ORDER BY ?d"""
    ).rows
    passages = _counts(world, "SELECT ?d (COUNT(?k) AS ?n) WHERE { ?k aft:iDokument ?d } GROUP BY ?d")
    statements = _counts(
        world,
        "SELECT ?d (COUNT(DISTINCT ?u) AS ?n) WHERE { ?u aft:kildehenvisning ?k . ?k aft:iDokument ?d } GROUP BY ?d",
    )
    return tuple(
        Document(
            d.value,
            _text(title),
            _text(short),
            _text(by),
            _told(world, d.value, "afsender"),
            "".join(_told(world, d.value, "dokumentstatus")[:1]),
            "".join(_told(world, d.value, "dateret")[:1]),
            "".join(_told(world, d.value, "versionsnummer")[:1]),
            _text(print_),
            _text(at),
            passages.get(d.value, 0),
            statements.get(d.value, 0),
            _text(replaced) == "true",
        )
        for d, title, short, by, print_, at, replaced in rows
        if d
    )


def passages(world: World, document: str) -> tuple[tuple[str, tuple[Passage, ...]], ...]:
    """The places that are referred to in a document, each heading once, in the order of the text."""
    rows = world.store.select(
        f"""SELECT ?k ?h ?f ?l ?q (COUNT(DISTINCT ?u) AS ?n) WHERE {{ ?k aft:iDokument <{document}> .
          OPTIONAL {{ ?k aft:overskrift ?h }} OPTIONAL {{ ?k aft:foersteLinje ?f ; aft:sidsteLinje ?l ; oa:exact ?q }}
          OPTIONAL {{ ?u aft:kildehenvisning|aft:stoettesAf|aft:modsigesAf ?k }} }}
        GROUP BY ?k ?h ?f ?l ?q ORDER BY ?f ?l ?k"""
    ).rows
    found = [
        Passage(k.value, _text(h), int(_text(f) or 0), int(_text(last) or 0), _text(q), int(_text(n)))
        for k, h, f, last, q, n in rows
        if k
    ]
    by_heading: dict[str, list[Passage]] = {}
    for passage in found:
        by_heading.setdefault(passage.heading, []).append(passage)
    return tuple((heading, tuple(items)) for heading, items in by_heading.items())


def missing(world: World) -> tuple[Missing, ...]:
    """What documents refer to and the collection lacks, by how much is said of it."""
    rows = world.store.select(
        """SELECT DISTINCT ?x WHERE { GRAPH graf:alt { ?x aft:iSamlingen false } }
        ORDER BY ?x"""
    ).rows
    found = [_missing(world, x.value) for (x,) in rows if x]
    return tuple(sorted(found, key=lambda m: (-len(m.readings), -len(m.mentions), m.iri)))


def laws(world: World) -> tuple[Law, ...]:
    """The acts and orders that are cited; their paragraphs count with them."""
    rows = world.store.select(
        """SELECT ?law (SAMPLE(?see) AS ?at) (COUNT(DISTINCT ?citing) AS ?n) (COUNT(DISTINCT ?part) - 1 AS ?parts)
        (SAMPLE(?g) AS ?ground) WHERE {
          ?u rdf:predicate rdf:type ; rdf:object eli:LegalResource ; rdf:subject ?law ; aft:grundlag ?g
          FILTER NOT EXISTS { ?law dct:isPartOf ?whole }
          OPTIONAL { GRAPH graf:alt { ?law rdfs:seeAlso ?see } }
          ?part dct:isPartOf* ?law . OPTIONAL { ?citing a aft:Bestemmelse ; aft:hjemmel ?part }
        } GROUP BY ?law ORDER BY DESC(?n) ?law"""
    ).rows
    return tuple(
        Law(law.value, _text(at), int(_text(n)), int(_text(parts)), _text(ground).removeprefix(AFT))
        for law, at, n, parts, ground in rows
        if law
    )


def resting_on_each(world: World, places: Iterable[str]) -> dict[str, tuple[Resting, ...]]:
    """The statements that rest on some passages, without names and classes; by the passage's IRI."""
    rows = world.store.select(
        f"""SELECT ?k ?s ?p ?o ?g WHERE {{ VALUES ?k {{ {" ".join(f"<{place}>" for place in places)} }}
          ?u aft:kildehenvisning ?k ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; aft:grundlag ?g
          FILTER (?p NOT IN (skos:prefLabel, rdf:type)) }} ORDER BY ?k ?s ?p STR(?o)"""
    ).rows
    found: dict[str, list[Resting]] = {}
    for k, s, p, o, g in rows:
        if k and s and p and o and g:
            resting = Resting(s.value, p.value, o, g.value.removeprefix(AFT), f"{AFT}kildehenvisning")
            found.setdefault(k.value, []).append(resting)
    return {iri: tuple(items) for iri, items in found.items()}


def _missing(world: World, iri: str) -> Missing:
    mentions = tuple(_mentions(world, iri))
    told = world.store.select(
        f"""SELECT DISTINCT ?d WHERE {{ {{ ?u rdf:subject <{iri}> }} UNION {{ ?u rdf:object <{iri}> }}
          ?u aft:kildehenvisning/aft:iDokument ?d }} ORDER BY ?d"""
    ).rows
    kinds = world.store.select(
        f"SELECT ?c WHERE {{ ?u rdf:subject <{iri}> ; rdf:predicate rdf:type ; rdf:object ?c }} ORDER BY ?c"
    ).rows
    kind = next((c.value for (c,) in kinds if c), "")
    return Missing(iri, kind, tuple(d.value for (d,) in told if d), mentions, tuple(_readings(world, iri)))


def _mentions(world: World, iri: str) -> Iterator[Mention]:
    """What documents say of something, and what they say that leads to it."""
    rows = world.store.select(
        f"""SELECT DISTINCT ?s ?p ?o ?g ?k WHERE {{
          {{ ?u rdf:object <{iri}> BIND (<{iri}> AS ?o) ?u rdf:subject ?s }}
          UNION {{ ?u rdf:subject <{iri}> BIND (<{iri}> AS ?s) ?u rdf:object ?o }}
          ?u rdf:predicate ?p ; aft:grundlag ?g . OPTIONAL {{ ?u aft:kildehenvisning ?k }}
          FILTER (?p NOT IN (rdf:type, skos:prefLabel, aft:iSamlingen, aft:laesningAf)) }} ORDER BY ?s ?p STR(?o) ?k"""
    ).rows
    for s, p, o, g, k in rows:
        if s and p and o and g:
            yield Mention(s.value, p.value, o, g.value.removeprefix(AFT), _text(k))


def _readings(world: World, iri: str) -> Iterator[Reading]:
    rows = world.store.select(
        f"""SELECT ?x ?why ?p WHERE {{ ?x aft:laesningAf <{iri}> ; aft:laesningsresultat aft:ikkeISamlingen ;
          aft:forklaring ?why ; aft:omEgenskab ?p }} ORDER BY ?x ?p"""
    ).rows
    told = [(x.value, why.value, p.value) for x, why, p in rows if x and why and p]
    for (_, why), items in groupby(told, key=lambda row: row[:2]):
        yield Reading(iri, tuple(p for _, _, p in items), why)


def _told(world: World, iri: str, name: str) -> tuple[str, ...]:
    rows = world.store.select(f"SELECT DISTINCT ?o WHERE {{ <{iri}> aft:{name} ?o }} ORDER BY STR(?o)").rows
    return tuple(o.value for (o,) in rows if o)


def _counts(world: World, query: str) -> dict[str, int]:
    return {d.value: int(n.value) for d, n in world.store.select(query).rows if d and n}


def _text(cell: Cell | None) -> str:
    return cell.value if cell else ""
