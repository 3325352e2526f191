"""Tell what a graph holds on a day, by the days, months and years that its statements and things carry."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final

from aftalegraf.errors import UsageError
from aftalegraf.namespaces import AFT, RDF
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Triple

_BEGINS: Final = frozenset(NamedNode(AFT + name) for name in ("gyldigFra", "ikrafttraedelsesdato"))
_ENDS: Final = frozenset(NamedNode(AFT + name) for name in ("gyldigTil", "udloebsdato"))
_PARTS: Final = tuple(NamedNode(RDF + name) for name in ("subject", "predicate", "object"))

_Term = NamedNode | BlankNode | Literal | Triple


def on_day(triples: Collection[Triple], day: str) -> tuple[Triple, ...]:
    """The triples that hold on a day, written as 2026-11-23.

    A thing or a statement holds from its earliest beginning to the end of its latest end; what has no such date holds
    always. With a thing goes all that is said of it and all that leads to it; a triple goes with the last of its
    statements. Raises UsageError for a day on which nothing that has a date holds.
    """
    begins, ends = _dates(triples, _BEGINS, min), _dates(triples, _ENDS, max)
    dated = begins.keys() | ends.keys()
    over = {
        thing
        for thing in dated
        if not _begun(begins.get(thing, day), day) or day[: len(ends.get(thing, day))] > ends.get(thing, day)
    }
    if dated and over == dated:
        known = sorted((*begins.values(), *ends.values()))
        raise UsageError(
            f"{day} lies outside every validity in the graph: its dates run from {known[0]} to {known[-1]}; "
            "choose a day between"
        )
    unsaid = _unsaid(triples, over)
    return tuple(
        t
        for t in triples
        if t.subject not in over and t.object not in over and (t.subject, t.predicate, t.object) not in unsaid
    )


def _dates(
    triples: Iterable[Triple], properties: frozenset[NamedNode], choose: Callable[[list[str]], str]
) -> dict[_Term, str]:
    """The date of each thing with one of some properties, chosen where there are several."""
    found: dict[_Term, list[str]] = {}
    for t in triples:
        if t.predicate in properties and isinstance(t.object, Literal):
            found.setdefault(t.subject, []).append(t.object.value)
    return {thing: choose(dates) for thing, dates in found.items()}


def _begun(begin: str, day: str) -> bool:
    """A month or a year has begun on its first day."""
    return day[: len(begin)] >= begin


def _unsaid(triples: Iterable[Triple], over: Collection[_Term]) -> set[tuple[_Term, ...]]:
    """The triples that have statements, none of which holds."""
    parts: dict[_Term, dict[NamedNode, _Term]] = {}
    for t in triples:
        if t.predicate in _PARTS:
            parts.setdefault(t.subject, {})[t.predicate] = t.object
    gone: set[tuple[_Term, ...]] = set()
    kept: set[tuple[_Term, ...]] = set()
    for statement, said in parts.items():
        key = tuple(said[part] for part in _PARTS if part in said)
        (gone if statement in over else kept).add(key)
    return gone - kept
