"""Find what each row of an answer rests on: the statements between its things, with ground and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final, TypeAlias

from aftalegraf.namespaces import AFT, ID
from aftalegraf.statements import GROUNDS
from aftalegraf.store import Cell, Rows
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


Pair: TypeAlias = frozenset[str]
Found: TypeAlias = dict[Pair, set[Support]]


def evidence(world: World, rows: Rows, ground: str) -> tuple[tuple[Support, ...], ...]:
    """For each row the support of the links between its things; for a thing that stands alone, of its name.

    Rows that name their source references themselves, and rows about terms, are given none.
    """
    things = [_things(row) for row in rows.rows]
    links = _links(world, {iri for row in things for iri in row})
    named = _named(world, {row[0] for row in things if len(row) == 1})
    allowed = GROUNDS[: GROUNDS.index(ground) + 1]
    return tuple(_row(row, links, named, allowed) for row in things)


def _row(
    things: list[str], links: Mapping[Pair, set[Support]], named: Mapping[str, set[Support]], allowed: Iterable[str]
) -> tuple[Support, ...]:
    pairs = (frozenset(pair) for pair in combinations(things, 2))
    found = [support for pair in pairs for support in sorted(links.get(pair, ()))]
    if len(things) == 1:
        found = sorted(named.get(things[0], ()))
    return tuple(dict.fromkeys(support for support in found if support.ground in allowed))


def _things(row: Iterable[Cell | None]) -> list[str]:
    """The things and terms of a row; none where it holds its sources itself or only terms."""
    iris = [cell.value for cell in row if cell and cell.kind == "iri"]
    has_sources = any("/kildehenvisning/" in iri for iri in iris)
    return list(dict.fromkeys(iris)) if not has_sources and any(iri.startswith(ID) for iri in iris) else []


def _links(world: World, things: set[str]) -> Found:
    """The uncontested statements between things, directly and over a node between them."""
    wanted = " ".join(f"<{iri}>" for iri in sorted(things) if iri.startswith(ID))
    between = " ".join(f"(<{near}> <{far}>)" for near, far in BETWEEN)
    # The same end in both branches: outside the UNION the engine would walk through every statement there is.
    end = (
        "?u aft:grundlag ?ground . OPTIONAL { ?u aft:kildehenvisning ?place } "
        "FILTER NOT EXISTS { ?u aft:modsigesAf ?other } FILTER (ISIRI(?b))"
    )
    rows = world.store.select(
        f"""SELECT ?a ?b ?ground ?place WHERE {{
          {{ VALUES ?a {{ {wanted} }} ?u rdf:subject ?a ; rdf:object ?b . {end} }}
          UNION
          {{ VALUES (?near ?far) {{ {between} }} VALUES ?a {{ {wanted} }}
            ?v rdf:predicate ?near ; rdf:object ?a ; rdf:subject ?n .
            ?u rdf:subject ?n ; rdf:predicate ?far ; rdf:object ?b . {end} }}
        }}"""
    )
    found: Found = {}
    for a, b, ground, place in rows.rows:
        if a and b and ground and b.value in things:
            support = Support(ground.value.removeprefix(AFT), place.value if place else "")
            found.setdefault(frozenset((a.value, b.value)), set()).add(support)
    return found


def _named(world: World, things: Iterable[str]) -> dict[str, set[Support]]:
    """Where each thing is named."""
    wanted = " ".join(f"<{iri}>" for iri in sorted(things))
    rows = world.store.select(
        f"""SELECT ?a ?ground ?place WHERE {{ VALUES ?a {{ {wanted} }}
          ?u rdf:subject ?a ; rdf:predicate skos:prefLabel ; aft:grundlag ?ground .
          OPTIONAL {{ ?u aft:kildehenvisning ?place }} }}"""
    )
    found: dict[str, set[Support]] = {}
    for a, ground, place in rows.rows:
        if a and ground:
            found.setdefault(a.value, set()).add(Support(ground.value.removeprefix(AFT), place.value if place else ""))
    return found
