"""Know a thing again in two versions: by its IRI, by class and name, by all that is said of it, perhaps by likeness."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, TypeAlias

from aftalegraf.namespaces import RDF, RDFS, SKOS
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Triple

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Triples: TypeAlias = frozenset[Triple]

UNNAMED: Final = "urn:sha256:"  # before what stands for the IRI of a thing that has none
A: Final = NamedNode(f"{RDF}type")
NAMES: Final = frozenset((NamedNode(f"{SKOS}prefLabel"), NamedNode(f"{RDFS}label")))
_MANY: Final = 2500  # pairs of names that are compared
_ALIKE: Final = 0.6  # of two names, from 0 to 1
_DEPTH: Final = 4  # how far into each other things without an IRI are told apart


@dataclass(frozen=True, slots=True)
class Parted:
    """Two versions by what only the first has, only the second, and both.

    `earlier` is the IRI that the first has for a thing which has another in the second, by that.
    """

    lost: Triples
    come: Triples
    both: Triples
    earlier: Mapping[str, str]


def parted(old: Collection[Triple], new: Collection[Triple]) -> Parted:
    """Both versions, each thing under one name.

    A thing without an IRI is known by all that is said of it. A thing whose IRI stands in one version only is the one
    of the other that has the same classes and the same name, where neither has a second like it.
    """
    first, second = frozenset(old), frozenset(new)
    lost, come, both = _split(first, second)
    if any(isinstance(end, BlankNode) for t in (*lost, *come) for end in (t.subject, t.object)):
        first, second = _identified(first), _identified(second)
        lost, come, both = _split(first, second)
    return divided(lost, come, both)


def divided(lost: Triples, come: Triples, both: Triples) -> Parted:
    """The same of what only the first version has, only the second, and both; what has no IRI is not known again."""
    pairs = _pairs(lost, come, both)
    if not pairs:
        return Parted(lost, come, both, {})
    first, second = lost | both, come | both
    moved = frozenset((*lost, *(t for t in both if t.object in pairs)))  # its subject stands in one version only
    earlier = {iri.value: str(other)[1:-1] for other, iri in pairs.items() if UNNAMED not in str(other)}
    return Parted(*_split((first - moved).union(_with(t, pairs) for t in moved), second), earlier)


def _split(first: Triples, second: Triples) -> tuple[Triples, Triples, Triples]:
    """What only the first has, only the second, and both: triples are slow to compare, so all are compared once."""
    differing = first ^ second
    lost = first & differing
    return lost, second & differing, first - lost


def _pairs(lost: Triples, come: Triples, both: Triples) -> dict[Term, NamedNode]:
    """The things that the second version has under another IRI, by that of the first."""
    gone, new = _described(lost), _described(come)
    found: dict[Term, NamedNode] = {gone[key]: new[key] for key in gone.keys() & new.keys()}
    ends = {*found, *found.values()}
    kept = {t.subject for t in both if t.subject in ends} if ends else set()
    return {old: iri for old, iri in found.items() if old not in kept and iri not in kept}


def alike(gone: Collection[str], new: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The names that are gone with the new ones most like them, each the other's nearest; none of a great many."""
    if len(gone) * len(new) > _MANY:
        return ()
    pairs = ((name, _nearest(name, new)) for name in gone)
    return tuple(sorted((name, other) for name, other in pairs if other and _nearest(other, gone) == name))


def _nearest(name: str, others: Collection[str]) -> str:
    by_fold = {other.casefold(): other for other in others}
    found = get_close_matches(name.casefold(), by_fold, n=1, cutoff=_ALIKE)
    return by_fold[found[0]] if found else ""


def _with(t: Triple, names: Mapping[Term, NamedNode]) -> Triple:
    subject, value = t.subject, t.object
    if subject not in names and value not in names:
        return t
    return Triple(names.get(subject, subject), t.predicate, names.get(value, value))


def _described(triples: Iterable[Triple]) -> dict[tuple[frozenset[Term], frozenset[Term]], NamedNode]:
    """The things that have a class and a name, by these; those that share both are left out."""
    names: dict[NamedNode, set[Term]] = {}
    classes: dict[NamedNode, set[Term]] = {}
    for t in triples:
        if isinstance(t.subject, NamedNode):
            if t.predicate == A:
                classes.setdefault(t.subject, set()).add(t.object)
            elif t.predicate in NAMES:
                names.setdefault(t.subject, set()).add(t.object)
    found: dict[tuple[frozenset[Term], frozenset[Term]], list[NamedNode]] = {}
    for thing in names.keys() & classes.keys():
        found.setdefault((frozenset(names[thing]), frozenset(classes[thing])), []).append(thing)
    return {key: several[0] for key, several in found.items() if len(several) == 1}


def _identified(triples: Collection[Triple]) -> Triples:
    """The triples with an IRI for each thing that has none, made of all that is said of it."""
    said: dict[BlankNode, list[Triple]] = {}
    for t in triples:
        if isinstance(t.subject, BlankNode):
            said.setdefault(t.subject, []).append(t)
        if isinstance(t.object, BlankNode):
            said.setdefault(t.object, [])
    if not said:
        return frozenset(triples)
    marks = dict.fromkeys(said, "")
    for _ in range(_DEPTH):
        marks = {node: _mark(of, marks) for node, of in said.items()}
    names: dict[Term, NamedNode] = {node: NamedNode(UNNAMED + mark) for node, mark in marks.items()}
    return frozenset(_with(t, names) for t in triples)


def _mark(said: Iterable[Triple], marks: Mapping[BlankNode, str]) -> str:
    ends = (f"{t.predicate} {marks[t.object] if isinstance(t.object, BlankNode) else t.object}" for t in said)
    return hashlib.sha256("\n".join(sorted(ends)).encode()).hexdigest()[:32]
