"""Narrow a table to what an agreement gathers under one focus area or vision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from aftalegraf.chains import Chains, chain
from aftalegraf.crosstab import Table
from aftalegraf.ways import linked, reach


def areas_of(known: Chains, agreements: Iterable[str], ground: str) -> Mapping[str, frozenset[str]]:
    """What agreements gather their objectives under, a focus area or a vision each, with all that it leads to."""
    found: dict[str, frozenset[str]] = {}
    for agreement in agreements:
        own = chain(known, agreement, ground)
        ahead = linked((one.source, one.target) for one in own.steps)
        found |= {iri: reach(ahead, [iri]) for iri in own.columns[0] if iri in ahead}
    return found


def of_area(table: Table, area: str, areas: Mapping[str, frozenset[str]]) -> Table:
    """The part of a table whose rows an area leads to; all columns stay, so that the holes are seen."""
    held = areas[area]
    cells, contested = ({at: c for at, c in each.items() if at[0] in held} for each in (table.cells, table.contested))
    rows = tuple(row for row in table.rows if row in held)
    return replace(table, rows=rows, cells=cells, contested=contested, area=area)
