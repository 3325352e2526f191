"""Gather what everything is called: the names that a search looks through."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.graph import ALL, MEASURED, ONTOLOGY, SHAPES, SOURCES
from aftalegraf.namespaces import AFT, DCT, ID, RDFS, SKOS
from aftalegraf.rdf import Literal, NamedNode
from aftalegraf.world import World

TERM: Final = f"{SKOS}Concept"
QUESTION: Final = "spoergsmaal"
NAME: Final = "navn"
OTHER: Final = "andet navn"
SPELLING: Final = "skrivemåde"
TITLE: Final = "titel"
RULE: Final = "regel"
NUMBER: Final = "nummer"
SORT: Final = "slags"
KEY: Final = "nøgle"
_PROPERTIES: Final = {
    f"{SKOS}prefLabel": NAME,
    f"{RDFS}label": NAME,
    f"{SKOS}altLabel": OTHER,
    f"{SKOS}hiddenLabel": SPELLING,
    f"{DCT}title": TITLE,
    f"{SKOS}notation": NUMBER,
}
# What only ties other things together is found at those things; a source reference has no words of its own.
_TIES: Final = ("Kildehenvisning", "Laesning", "Indplacering", "Sammenfald", "Datakildeanvendelse")
# Kinds few enough to list: whoever searches for the kind finds all of it.
_SORTS: Final = tuple(
    f"{AFT}{name}"
    for name in (
        "Sundhedsaftale", "Vision", "Indsatsomraade", "Maalsaetning", "Indikator", "Maalepunkt", "NationaltMaal",
        "NationalIndikator", "Forum", "Sundhedsklynge", "Sundhedsraad", "Region", "Datakilde", "Princip", "Maaltal",
        "Samarbejdsaftale", "Hospital",
    )
)  # fmt: skip
_LETTERS: Final = (("aa", "a"), ("å", "a"), ("ae", "a"), ("æ", "a"), ("oe", "o"), ("ø", "o"))
_APART: Final = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called, in a language; `role` is one of the words above."""

    text: str
    language: str
    role: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. `kind` is the IRI of its class, TERM or QUESTION; `id` the end of its IRI.

    The IRI of a question is its id.
    """

    iri: str
    id: str
    kind: str
    names: tuple[Name, ...]


def fold(text: str) -> str:
    """A text as it is compared: small letters, æ/ae and å/aa as a, ø/oe as o, no accents, one space between words."""
    small = text.casefold()
    for written, plain in _LETTERS:
        small = small.replace(written, plain)
    bare = "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
    return _APART.sub(" ", bare).strip()


def entries(world: World) -> tuple[Entry, ...]:
    """Everything of ours that has a name, and the questions, by IRI."""
    names, sorts = _names(world), kinds(world)
    ties = {f"{AFT}{tie}" for tie in _TIES}
    found = []
    for iri in sorted(names):
        kind = TERM if iri.startswith(AFT) else sorts.get(iri, "")
        if kind and kind not in ties:
            sort = [
                Name(text, language, SORT) for language, text in world.labels.get(kind, {}).items() if kind in _SORTS
            ]
            found.append(Entry(iri, end(iri), kind, tuple(dict.fromkeys((*names[iri], *sort)))))
    return (*found, *_questions(world))


def ids(world: World) -> Mapping[str, str]:
    """Each thing and term of ours by the end of its IRI in small letters, also those that no search of names finds."""
    return {end(iri).casefold(): iri for iri in sorted(world.labels, reverse=True) if iri.startswith((ID, AFT))}


def _names(world: World) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    for graph in (ONTOLOGY, SOURCES, ALL, MEASURED):
        for predicate, role in _PROPERTIES.items():
            for subject, text, language in _texts(world, graph, predicate):
                if subject.startswith((ID, AFT)) and (role != NUMBER or text != end(subject)):
                    found.setdefault(subject, []).append(Name(text, language, role))
    titles: dict[str, list[Name]] = {}
    for shape, text, language in _texts(world, SHAPES, f"{SKOS}prefLabel"):
        titles.setdefault(shape, []).append(Name(text, language, RULE))
    for t in world.store.graph(SHAPES, f"{AFT}haandhaever"):
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            found.setdefault(t.object.value, []).extend(titles.get(t.subject.value, ()))
    return found


def _texts(world: World, graph: str, predicate: str) -> Iterator[tuple[str, str, str]]:
    """What a property says in a graph: of what, the text and its language."""
    for t in world.store.graph(graph, predicate):
        if isinstance(t.subject, NamedNode) and isinstance(t.object, Literal):
            yield t.subject.value, t.object.value, t.object.language or ""


def kinds(world: World) -> dict[str, str]:
    """The class of each thing: of those it was entered as, the one with fewest members, which is the narrowest."""
    rows = world.store.select(
        f"""SELECT DISTINCT ?x ?c WHERE {{
          {{ ?u rdf:subject ?x ; rdf:predicate rdf:type ; rdf:object ?c }} UNION {{ GRAPH <{SOURCES}> {{ ?x a ?c }} }}
          FILTER (STRSTARTS(STR(?c), "{AFT}") && STRSTARTS(STR(?x), "{ID}")) }}"""
    ).rows
    pairs = [(x.value, c.value) for x, c in rows if x and c]
    size = Counter(c for _, c in pairs)
    found: dict[str, str] = {}
    for iri, kind in sorted(pairs, key=lambda pair: (size[pair[1]], pair[1])):
        found.setdefault(iri, kind)
    return found


def _questions(world: World) -> Iterable[Entry]:
    for key in sorted(world.questions):
        question = world.questions[key]
        titles = (
            Name(question.title_da, "da", NAME),
            Name(question.title_en, "en", NAME),
            Name(question.id.replace("-", " "), "da", KEY),
        )
        yield Entry(question.id, question.id, QUESTION, titles)


def end(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
