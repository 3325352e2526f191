"""Find what each row of an answer rests on: the statements that the question asked for, with ground and source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations
from typing import Final, TypeAlias

from aftalegraf.answers import Answered
from aftalegraf.namespaces import AFT, ID, expand
from aftalegraf.statements import GROUNDS
from aftalegraf.store import Cell
from aftalegraf.world import World

# Links with attributes of their own: a node stands between the two ends.
BETWEEN: Final = (
    (f"{AFT}sammenfaldFor", f"{AFT}sammenfaldMed"),
    (f"{AFT}sammenfaldFor", f"{AFT}sammenfaldsgrad"),
    (f"{AFT}indplaceringAf", f"{AFT}indplaceretUnder"),
    (f"{AFT}laesningAf", f"{AFT}omEgenskab"),
)


@dataclass(frozen=True, slots=True, order=True)
class Support:
    """One statement that a row rests on: its ground and its source reference, "" where there is none."""

    ground: str
    place: str


Pair: TypeAlias = tuple[str, str]
Found: TypeAlias = dict[Pair, set[tuple[str, Support]]]  # the property, and what its statement rests on


def evidence(world: World, answered: Answered) -> tuple[tuple[Support, ...], ...]:
    """For each row the statements between its cells, and to the values chosen, by the properties of the question.

    A thing that stands alone is given all that is said with these properties; a row that names a property is given
    what is said with that one. Rows that name their source references themselves, and rows about terms only, are given
    none.
    """
    rows = [_cells(row) for row in answered.rows.rows]
    chosen = [choice.iri for choice in answered.values.values()]
    things = {value for row in rows for value in row if value.startswith(ID)}
    properties = _properties(answered.question.text)
    found = _said(world, things, properties) if things else {}
    allowed = GROUNDS[: GROUNDS.index(answered.ground) + 1]
    return tuple(_row(row, chosen, set(row) & set(properties), found, allowed) for row in rows)


def _row(
    cells: list[str], chosen: list[str], named: set[str], found: Found, allowed: Iterable[str]
) -> tuple[Support, ...]:
    ends = list(dict.fromkeys((*cells, *chosen))) if cells else []
    pairs = list(permutations(ends, 2))
    things = [end for end in ends if end.startswith(ID)]
    if len(things) == 1 and len([end for end in ends if "://" in end]) == 1 + len(named):
        pairs = [pair for pair in found if things[0] in pair]
    values = {cell for cell in cells if "://" not in cell}
    said = (
        (predicate, support)
        for pair in pairs
        for predicate, support in sorted(found.get(pair, ()))
        if not named or predicate in named or pair[1] in values
    )
    return tuple(dict.fromkeys(support for _, support in said if support.ground in allowed))


def _cells(row: Iterable[Cell | None]) -> list[str]:
    """The values of a row; none where it holds its sources itself or no thing."""
    values = [cell.value for cell in row if cell]
    has_sources = any(value.startswith(f"{ID}kildehenvisning/") for value in values)
    return values if not has_sources and any(value.startswith(ID) for value in values) else []


def _properties(query: str) -> tuple[str, ...]:
    """The properties and terms that a query names."""
    names = (expand(name) for name in re.findall(r"\b[a-z]+:\w+", query))
    return tuple(sorted({iri for iri in names if iri}))


def _said(world: World, things: Iterable[str], properties: Iterable[str]) -> Found:
    """The uncontested statements about things, directly and over a node between, by their two ends."""
    wanted = " ".join(f"<{iri}>" for iri in sorted(things))
    named = " ".join(f"<{iri}>" for iri in properties)
    between = " ".join(f"(<{near}> <{far}>)" for near, far in BETWEEN)
    # The same end in all branches: outside the UNION the engine would walk through every statement there is.
    end = (
        f"VALUES ?p {{ {named} }} ?u aft:grundlag ?ground . OPTIONAL {{ ?u aft:kildehenvisning ?place }} "
        "FILTER NOT EXISTS { ?u aft:modsigesAf ?other }"
    )
    rows = world.store.select(
        f"""SELECT ?a ?p ?b ?ground ?place WHERE {{
          {{ VALUES ?a {{ {wanted} }} ?u rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b . {end} }}
          UNION
          {{ VALUES ?b {{ {wanted} }} ?u rdf:object ?b ; rdf:predicate ?p ; rdf:subject ?a . {end} }}
          UNION
          {{ VALUES (?near ?p) {{ {between} }} VALUES ?a {{ {wanted} }}
            ?v rdf:predicate ?near ; rdf:object ?a ; rdf:subject ?n .
            ?u rdf:subject ?n ; rdf:predicate ?p ; rdf:object ?b . {end} }}
        }}"""
    )
    found: Found = {}
    for a, p, b, ground, place in rows.rows:
        if a and p and b and ground:
            support = Support(ground.value.removeprefix(AFT), place.value if place else "")
            found.setdefault((a.value, b.value), set()).add((p.value, support))
    return found
