"""Count what the dataset holds, and give it whole as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.dataset import dataset
from aftalegraf.formats import N_QUADS, TRIG, TURTLE
from aftalegraf.graph import ABOUT
from aftalegraf.namespaces import BASE, DCT, ID, ONTOLOGY
from aftalegraf.rdf import Literal, NamedNode
from aftalegraf.reuse import namespace
from aftalegraf.world import World

_CC0: Final = "http://creativecommons.org/publicdomain/zero/1.0/"
_SIZES: Final = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
_LINKS: Final = f"""SELECT ?p ?o WHERE {{ VALUES ?p {{ skos:closeMatch skos:broadMatch }} ?s ?p ?o
  FILTER (!STRSTARTS(STR(?o), "{BASE}")) }} ORDER BY ?p ?o"""
_YEARS: Final = """SELECT (MIN(STR(?a)) AS ?first) (MAX(STR(?b)) AS ?last) WHERE {
  ?x aft:aftaleperiodeFra ?a ; aft:aftaleperiodeTil ?b }"""
_FIRST: Final = "SELECT ?x WHERE {{ ?x a {} }} ORDER BY ?x LIMIT 1"
_EXAMPLES: Final = ("aft:Sundhedsaftale", "aft:Maalsaetning", "aft:Indikator", "aft:NationaltMaal")


@dataclass(frozen=True, slots=True)
class Dump:
    """A file of the dataset: form, ending, media type, name in the EU's list of file types and what it holds."""

    form: str
    ending: str
    media_type: str
    file_type: str
    feature: str
    title_da: str
    title_en: str

    @property
    def path(self) -> str:
        """Where on this server it is."""
        return f"/data/aftalegraf.{self.ending}"


DUMPS: Final = (
    Dump("nquads", "nq", N_QUADS, "RDF_N_QUADS", "N-Quads", "N-Quads med alle grafer", "N-Quads with every graph"),
    Dump("trig", "trig", TRIG, "RDF_TRIG", "TriG", "TriG med alle grafer", "TriG with every graph"),
    Dump("turtle", "ttl", TURTLE, "RDF_TURTLE", "Turtle", "Turtle med standardgrafen", "Turtle with the default graph"),
)


@dataclass(frozen=True, slots=True)
class Subset:
    """One named graph: its size, what it is in Danish and English, and whether CC0 covers it."""

    iri: str
    triples: int
    description: Mapping[str, str]
    free: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """What is in the store. The first four count the default graph; `links` maps (property, vocabulary) to its links.

    `first` and `last` are the years of the terms of the agreements; `issued` and `modified` dates from the data.
    """

    triples: int
    subjects: int
    objects: int
    entities: int
    documents: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    subsets: tuple[Subset, ...]
    examples: tuple[str, ...]
    links: Mapping[tuple[str, str], int]
    first: str
    last: str
    issued: str
    modified: str


def dump(world: World, found: Dump) -> bytes:
    """The bytes of one file of the dataset."""
    return dataset(world.store, found.form)


def counts(world: World) -> Counts:
    """Count what the store holds."""

    def table(query: str) -> list[tuple[str, ...]]:
        return [tuple(cell.value if cell else "" for cell in row) for row in world.store.select(query).rows]

    def number(pattern: str, what: str = "*") -> int:
        return int(table(f"SELECT (COUNT({what}) AS ?n) WHERE {{ {pattern} }}")[0][0])

    years = table(_YEARS)
    issued, changed = table(f"SELECT ?i ?m WHERE {{ <{ONTOLOGY}> dct:issued ?i ; dct:modified ?m }}")[0]
    entered = table("SELECT (MAX(STR(?d)) AS ?m) WHERE { ?u aft:indfoertDato ?d }")[0][0]
    return Counts(
        triples=number("?s ?p ?o"),
        subjects=number("?s ?p ?o", "DISTINCT ?s"),
        objects=number("?s ?p ?o", "DISTINCT ?o"),
        entities=number(f'?s ?p ?o FILTER (STRSTARTS(STR(?s), "{ID}"))', "DISTINCT ?s"),
        documents=number("?k aft:iDokument ?d . ?d aft:iSamlingen true", "DISTINCT ?d"),
        classes=_numbers(table("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c ORDER BY ?c")),
        properties=_numbers(table("SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY ?p")),
        subsets=tuple(_subset(world, name, int(size)) for name, size in table(_SIZES)),
        examples=tuple(
            row[0] for kind in _EXAMPLES for row in table(f"SELECT ?x {{ ?x a {kind} }} ORDER BY ?x LIMIT 1")
        ),
        links=_links(table(_LINKS)),
        first=years[0][0],
        last=years[0][1],
        issued=issued,
        modified=max(changed, entered),
    )


def _numbers(rows: Iterable[tuple[str, ...]]) -> dict[str, int]:
    return {name: int(count) for name, count in rows}


def _links(rows: Iterable[tuple[str, ...]]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for predicate, target in rows:
        key = (predicate, namespace(target))
        found[key] = found.get(key, 0) + 1
    return found


def _subset(world: World, iri: str, size: int) -> Subset:
    about = [t for t in world.store.graph(ABOUT) if t.subject == NamedNode(iri)]
    texts = {
        t.object.language or "da": t.object.value
        for t in about
        if t.predicate.value == f"{DCT}description" and isinstance(t.object, Literal)
    }
    return Subset(iri, size, texts, any(t.object == NamedNode(_CC0) for t in about))
