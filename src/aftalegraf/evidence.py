"""Find what each row of an answer rests on: the statements that the question asked for, with ground and source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from aftalegraf.asked import Answered
from aftalegraf.cells import Cell
from aftalegraf.namespaces import AFT, ID, expand
from aftalegraf.statements import GROUNDS
from aftalegraf.world import World

_SELECT: Final = re.compile(r"SELECT\b(?P<columns>[^{]*?)(?=\bFROM\b|\bWHERE\b|\{)")
_NOT_ALL: Final = re.compile(r"\b(GROUP BY|LIMIT|OFFSET)\b")


@dataclass(frozen=True, slots=True, order=True)
class Support:
    """One statement that a row rests on: its ground, its source reference ("" where there is none) and its IRI."""

    ground: str
    place: str
    statement: str


Row: TypeAlias = tuple[Cell | None, ...]
Found: TypeAlias = dict[str, dict[str, list[tuple[str, Support]]]]  # by subject and object: each property and support


@dataclass(frozen=True, slots=True)
class _Ends:
    """What a row is made of: in its cells and chosen, bound but not shown, and the properties that its cells name."""

    shown: tuple[str, ...]
    hidden: tuple[str, ...]
    named: frozenset[str]

    def things(self) -> list[str]:
        return [end for end in (*self.shown, *self.hidden) if end.startswith(ID)]

    def alone(self) -> str:
        """The only thing that is shown, if all else is values and the property it names; or nothing."""
        terms = [end for end in self.shown if "://" in end and end not in self.named]
        return terms[0] if len(terms) == 1 and terms[0].startswith(ID) else ""

    def asked(self, predicate: str, value: str) -> bool:
        """Whether a statement is one that the row asks for: one that names a property has that and its values."""
        return not self.named or predicate in self.named or ("://" not in value and value in self.shown)


def evidence(world: World, answered: Answered) -> tuple[tuple[Support, ...], ...]:
    """For each row the statements between the things it is made of, by the properties of the question.

    A row is made of its cells, the values chosen, and what the query binds without showing it, such as the node
    between two cells. An observation carries its ground and source itself. A row that names a property is given what
    is said with that one. A thing that stands alone, since the query reaches it by a path, is given all that is said
    of it with these properties. Rows that name their source references themselves are given none.
    """
    properties = _properties(world, answered.question.text)
    hidden = _hidden(world, answered)
    chosen = tuple(choice.iri for choice in answered.values.values())
    rows = [_ends(row, chosen, hidden.get(row, ()), properties) for row in answered.rows.rows]
    allowed = frozenset(GROUNDS[: GROUNDS.index(answered.ground) + 1])
    found = _said(world, {thing for ends in rows for thing in ends.things()}, properties, allowed)
    given = [tuple(dict.fromkeys(_between(ends, found))) for ends in rows]
    alone = {n: ends.alone() for n, ends in enumerate(rows) if not given[n] and ends.alone()}
    around = _around(world, set(alone.values()), properties, allowed) if alone else {}
    for n, thing in alone.items():
        given[n] = tuple(dict.fromkeys(_about(rows[n], thing, around)))
    return tuple(given)


def _ends(row: Row, chosen: tuple[str, ...], hidden: Iterable[str], properties: Iterable[str]) -> _Ends:
    """What a row is made of; nothing where it holds its sources itself."""
    cells = [cell.value for cell in row if cell]
    if not cells or any(value.startswith(f"{ID}kildehenvisning/") for value in cells):
        return _Ends((), (), frozenset())
    shown = tuple(dict.fromkeys((*cells, *chosen)))
    return _Ends(shown, tuple(end for end in hidden if end not in shown), frozenset(cells).intersection(properties))


def _between(ends: _Ends, found: Found) -> Iterator[Support]:
    """The statements whose two ends are in a row."""
    every = (*ends.shown, *ends.hidden)
    for thing in ends.things():
        said = found.get(thing, {})
        for value in every:
            for predicate, support in said.get(value, ()) if said else ():
                if not predicate or ends.asked(predicate, value):
                    yield support


def _about(ends: _Ends, thing: str, found: Found) -> Iterator[Support]:
    """The statements that have a thing at one end."""
    for subject, said in sorted(found.items()):
        for value, supports in sorted(said.items()):
            for predicate, support in supports:
                if thing in (subject, value) and ends.asked(predicate, value):
                    yield support


def _hidden(world: World, answered: Answered) -> dict[Row, list[str]]:
    """For each row what the query binds without showing it; nothing where the query counts or cuts."""
    select = _SELECT.search(answered.sparql)
    if select is None or "(" in select["columns"] or _NOT_ALL.search(answered.sparql):
        return {}
    every = world.store.select(f"{answered.sparql[: select.start()]}SELECT * {answered.sparql[select.end() :]}")
    if not set(answered.rows.columns) <= set(every.columns):
        return {}
    places = [every.columns.index(name) for name in answered.rows.columns]
    ours = (f"{ID}kildehenvisning/", f"{ID}udsagn/")
    found: dict[Row, dict[str, None]] = {}
    for row in every.rows:
        bound = found.setdefault(tuple(row[n] for n in places), {})
        bound.update((cell.value, None) for cell in row if cell and not cell.value.startswith(ours))
    return {row: list(bound) for row, bound in found.items()}


def _properties(world: World, query: str) -> tuple[str, ...]:
    """The properties that a query names and some statement has; its classes and codes are not among them."""
    names = {expand(name) for name in re.findall(r"\b[a-z]+:\w+", query)}
    wanted = _iris(iri for iri in names if iri)
    rows = world.store.select(
        f"SELECT ?p WHERE {{ VALUES ?p {{ {wanted} }} FILTER EXISTS {{ ?u rdf:predicate ?p }} }} ORDER BY ?p"
    ).rows
    return tuple(p.value for (p,) in rows if p)


def _said(world: World, things: Iterable[str], properties: Iterable[str], allowed: frozenset[str]) -> Found:
    """The uncontested statements of things with some properties, and what the things carry themselves, as to ""."""
    wanted = _iris(things)
    return _found(
        world,
        allowed,
        f"VALUES ?a {{ {wanted} }} ?u rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b {_only(properties)}",
        f"VALUES ?u {{ {wanted} }} BIND(?u AS ?a) BIND(?u AS ?b)",
    )


def _around(world: World, things: Iterable[str], properties: Iterable[str], allowed: frozenset[str]) -> Found:
    """The uncontested statements of things and about them, with some properties."""
    wanted, only = _iris(things), _only(properties)
    return _found(
        world,
        allowed,
        f"VALUES ?a {{ {wanted} }} ?u rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b {only}",
        f"VALUES ?b {{ {wanted} }} ?u rdf:object ?b ; rdf:predicate ?p ; rdf:subject ?a {only}",
    )


def _only(properties: Iterable[str]) -> str:
    """A filter on ?p: several times as fast as VALUES, which the engine joins row by row."""
    return f"FILTER (?p IN ({', '.join(f'<{iri}>' for iri in properties)}))"


def _found(world: World, allowed: frozenset[str], *patterns: str) -> Found:
    """The statements ?u of some patterns, by ?a and ?b, that are uncontested and of a ground allowed."""
    # The same end in each branch: outside the UNION the engine would walk through every statement there is.
    end = """?u aft:grundlag ?ground . OPTIONAL { ?u aft:kildehenvisning ?place }
      FILTER NOT EXISTS { ?u aft:modsigesAf ?other }"""
    branches = " UNION ".join(f"{{ {pattern} {end} }}" for pattern in patterns)
    rows = world.store.select(f"SELECT ?a ?p ?b ?ground ?place ?u WHERE {{ {branches} }}")
    found: Found = {}
    for a, p, b, ground, place, statement in rows.rows:
        if a and b and ground and statement and ground.value.removeprefix(AFT) in allowed:
            support = Support(ground.value.removeprefix(AFT), place.value if place else "", statement.value)
            found.setdefault(a.value, {}).setdefault(b.value, []).append((p.value if p else "", support))
    return {subject: {value: sorted(said[value]) for value in said} for subject, said in found.items()}


def _iris(found: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in sorted(found))
