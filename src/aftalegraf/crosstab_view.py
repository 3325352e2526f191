"""Show a table of what is linked to what in a terminal, with its counts, and give it as plain data."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from aftalegraf.answers import GROUND_LABELS, slug
from aftalegraf.coupling_rows import extent_data, link_data
from aftalegraf.coupling_view import reason, rests
from aftalegraf.coverage import status_label
from aftalegraf.crosstab import DATA, DUTIES, GOALS, MEASURES, RULES, SHAPE, TASKS, Cell, Table
from aftalegraf.exports import NOTES
from aftalegraf.projection import Link, noted
from aftalegraf.rules import of_guidance
from aftalegraf.terminal import table as laid_out
from aftalegraf.world import World

TITLES: Final = {
    "da": {
        GOALS: "Kobling til nationale mål: målsætninger og nationale mål",
        MEASURES: "Indikatorer og målsætninger",
        DATA: "Datakilder og det, der måles eller følges",
        TASKS: "Fora og opgaver",
        DUTIES: "Aktører og pligter",
        RULES: "Bestemmelser og regler",
    },
    "en": {
        GOALS: "Links to national goals: objectives and national goals",
        MEASURES: "Indicators and objectives",
        DATA: "Data sources and what is measured or followed",
        TASKS: "Forums and tasks",
        DUTIES: "Actors and duties",
        RULES: "Provisions and rules",
    },
}
PARTS: Final = {  # what a cell in brackets tells
    "da": {
        DATA: "angivet for målsætningen eller visionen; at den gælder målepunktet, er vores læsning",
        RULES: "reglen prøver kun en del",
    },
    "en": {
        DATA: "stated for the objective or the vision; that it is for the measuring point is our reading",
        RULES: "the rule tests only a part",
    },
}
_APART: Final = {
    "da": {
        DATA: "For {} af de {} ting, der måles eller følges, er datakilden angivet for målsætningen eller visionen. "
        "At den gælder hver enkelt, er vores læsning.",
        DUTIES: "For {} af {} pligter siger kilden ikke, hvem der har dem.",
    },
    "en": {
        DATA: "For {} of the {} things that are measured or followed, the data source is stated for the objective or "
        "the vision. That it is for each of them is our reading.",
        DUTIES: "For {} of {} duties the source does not say whose they are.",
    },
}
_SAID: Final = {
    "da": {
        "counts": "{} rækker, {} kolonner, {} par med mindst én vej.",
        "total": "i alt",
        "marks": "Tallet er antallet af veje, · ingen kobling i samlingen, ? kan ikke afgøres.",
        "part": "(n): {}; det gælder {} par.",
        "contested": "! omstridt: én kilde siger det, en anden siger imod; det gælder {} par og tælles ikke med.",
        "against": "omstridt; siges imod af {}",
        "none": "ingen kobling i samlingen",
        "undecided": "kan ikke afgøres",
        "least": "mindst {}",
        "empty": "ingen vej fra {} til {} på dette grundlag",
        "wide": "Tabellen er for bred til skærmen; hver række står for sig. --format csv eller xlsx giver den hel.",
        DUTIES: "Pligter er de bestemmelser, vi læser som skal, også hvor kilden skriver pligten uden ordet.",
        "draft": "Vejledningen er et udateret udkast.",
        "columns": "Kolonner uden kobling: {}",
        "area": "Kun det, der hører under «{}»",
    },
    "en": {
        "counts": "{} rows, {} columns, {} pairs with at least one way.",
        "total": "total",
        "marks": "The number is that of the ways, · no link in the collection, ? cannot be decided.",
        "part": "(n): {}; so it is with {} pairs.",
        "contested": "! contested: one source says so, another contradicts it; so it is with {} pairs, not counted.",
        "against": "contested; contradicted by {}",
        "none": "no link in the collection",
        "undecided": "cannot be decided",
        "least": "at least {}",
        "empty": "no way from {} to {} at this ground",
        "wide": "The table is too wide for the screen; each row stands alone. --format csv or xlsx gives it whole.",
        DUTIES: "Duties are the provisions that we read as skal, also where the source writes no such word.",
        "draft": "The guidance is an undated draft.",
        "columns": "Columns without a link: {}",
        "area": "Only what belongs under “{}”",
    },
}
MOST: Final = 13  # columns that a screen has room for


def crosstab_text(world: World, table: Table, language: str = "da", width: int = 120) -> str:
    """A table with its counts: as a grid, or row by row where it is too wide."""
    said = _SAID[language]
    lines = [*_head(world, table, language), ""]
    if len(table.columns) <= MOST:
        lines += _grid(world, table, language, width)
    else:
        lines += [said["wide"], "", *_rows(world, table, language)]
    reasons = dict.fromkeys(reason(world, one, language) for each in table.unread.values() for one in each)
    lines += [f"? {text}" for text in reasons]
    return "\n".join(part for line in lines for part in _indented(line, width)) + "\n"


def _head(world: World, table: Table, language: str) -> Iterator[str]:
    said = _SAID[language]
    yield TITLES[language][table.name]
    yield f"{'Grundlag' if language == 'da' else 'Ground'}: {GROUND_LABELS[table.ground][language]}. {NOTES[language]}."
    if table.area:
        yield f"{of_area(world, table, language)}."
    yield said["counts"].format(len(table.rows), len(table.columns), len(table.cells))
    yield said["marks"]
    if part := sum(not cell.whole for cell in table.cells.values()):
        yield said["part"].format(PARTS[language][table.name], part)
    if table.contested:
        yield said["contested"].format(len(table.contested))
    if told := apart(table, language):
        yield told
    if table.name in said:
        yield said[table.name]
    if of_guidance((*table.rows, *table.columns)):
        yield said["draft"]


def of_area(world: World, table: Table, language: str) -> str:
    """What the table is narrowed to, in words; "" for all of it."""
    return _SAID[language]["area"].format(world.label(table.area, language)) if table.area else ""


def apart(table: Table, language: str) -> str:
    """What the sources tell of some columns instead of a pair, in a sentence; "" where they do not."""
    if not table.apart:
        return ""
    return _APART[language][table.name].format(len(table.apart), len(table.columns))


def _grid(world: World, table: Table, language: str, width: int) -> list[str]:
    said = _SAID[language]
    legend = [f"{number}. {name(world, iri, language)}" for number, iri in enumerate(table.columns, 1)]
    sums = totals(table, language)
    rows = [
        [name(world, row, language), *(mark(table, row, column) for column in table.columns), sums.by_row[row]]
        for row in table.rows
    ]
    rows.append([said["total"], *(sums.by_column[column] for column in table.columns), sums.every])
    heads = ["", *(str(number) for number in range(1, len(table.columns) + 1)), said["total"]]
    return [*legend, "", laid_out(heads, rows, width)]


def _rows(world: World, table: Table, language: str) -> Iterator[str]:
    by_row: dict[str, list[str]] = {}
    for (row, column), _ in behind(table):
        by_row.setdefault(row, []).append(column)
    sums = totals(table, language)
    for row in table.rows:
        found = by_row.get(row, [])
        yield f"{name(world, row, language)}: {sums.by_row[row]}" + (
            "" if found else f" · {why(world, table, row, language)}"
        )
        for column in found:
            cell = table.cells.get((row, column)) or table.contested[row, column]
            part = "" if cell.whole else f" ({PARTS[language][table.name]})"
            last = cell.ways[0][-1]
            told = rests(world, cell.ground, last.places, language)
            yield f"  - {name(world, column, language)}{part} · {told}{_against(world, last, language)}"
    if empty := alone(table):
        yield _SAID[language]["columns"].format(", ".join(map(slug, empty)))


def alone(table: Table) -> tuple[str, ...]:
    """The columns that no row is linked to, and none is said to be by a source that another contradicts."""
    linked = {column for (_, column), _ in behind(table)}
    return tuple(column for column in table.columns if column not in linked)


def _against(world: World, link: Link, language: str) -> str:
    """Who says otherwise, in words; "" for a link that nobody contradicts."""
    if not link.against:
        return ""
    places = "; ".join(world.label(place, language) for place in link.against)
    return f" · {_SAID[language]['against'].format(places)}"


def _of(world: World, link: Link, language: str) -> str:
    return rests(world, link.ground, link.places, language)


def name(world: World, iri: str, language: str) -> str:
    """A thing by its label and id; a rule by its id alone."""
    if iri.startswith(SHAPE):
        return iri.removeprefix(SHAPE)
    return f"{world.label(iri, language)} [{slug(iri)}]"


def mark(table: Table, row: str, column: str) -> str:
    """What stands in a cell: the number of ways, in brackets for a part; ! contested; · for none; ? for unknown."""
    cell = table.cells.get((row, column))
    if (row, column) in table.contested:
        return "!"
    if cell is None:
        return "?" if table.unread.get(row) else "·"
    return str(len(cell.ways)) if cell.whole else f"({len(cell.ways)})"


@dataclass(frozen=True, slots=True)
class Totals:
    """What stands as the sums of a table: a number, ? where none is known, or the least that it is."""

    by_row: Mapping[str, str]
    by_column: Mapping[str, str]
    every: str


def totals(table: Table, language: str) -> Totals:
    """The sums in words: what cannot be decided is no 0, and what is known of it is the least there is."""

    def told(number: int, *, undecided: bool) -> str:
        return _SAID[language]["least"].format(number) if undecided and number else "?" if undecided else str(number)

    some = any(table.unread.get(row) for row in table.rows)
    return Totals(
        {row: told(number, undecided=bool(table.unread.get(row))) for row, number in table.by_row.items()},
        {column: told(number, undecided=some) for column, number in table.by_column.items()},
        told(len(table.cells), undecided=some),
    )


def why(world: World, table: Table, row: str, language: str) -> str:
    """Why a row has an empty cell, in words."""
    if row in table.codes:
        return status_label(world, table.codes[row], language)
    told = "; ".join(reason(world, one, language) for one in table.unread.get(row, ()))
    said = _SAID[language]
    return f"{said['undecided']}: {told}" if told else said["none"]


def ways_text(world: World, table: Table, row: str, column: str, language: str = "da", width: int = 120) -> str:
    """What is behind the cells of a row, a column or one cell: each way, link by link, with ground and place."""
    lines = [TITLES[language][table.name], ""]
    chosen = list(behind(table, row, column))
    for (start, end), cell in chosen:
        lines.append(f"{name(world, start, language)} – {name(world, end, language)}")
        if not cell.whole:
            lines.append(f"  {PARTS[language][table.name]}")
        for number, way in enumerate(cell.ways, 1):
            lines += [f"  {number}. {step_text(world, way[0], language)}"]
            lines += [f"     {step_text(world, link, language)}" for link in way[1:]]
        lines.append("")
    if not chosen:
        ends = (name(world, row, language) if row else "…", name(world, column, language) if column else "…")
        lines.append(f"{_SAID[language]['empty'].format(*ends)}: {why(world, table, row, language)}")
    return "\n".join(part for line in lines for part in _indented(line, width)) + "\n"


def step_text(world: World, link: Link, language: str) -> str:
    """One link in words: from what to what, ground, place, and what more is said of it."""
    ends = f"{world.label(link.source, language)} → {name(world, link.target, language)}"
    more = "; ".join(filter(None, (noted(world, link, language), link.reason)))
    told = f"{world.label(link.kind, language)}{f' ({more})' if more else ''}"
    return f"{ends} · {told} · {_of(world, link, language)}{_against(world, link, language)}"


def _indented(line: str, width: int) -> Sequence[str]:
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.wrap(line, width, subsequent_indent=indent) if line and "\n" not in line else [line]


def behind(table: Table, row: str = "", column: str = "") -> Iterable[tuple[tuple[str, str], Cell]]:
    """The cells of a row, of a column, or one; all without either. Those that are contested come last."""
    every = (*table.cells.items(), *table.contested.items())
    return [(at, cell) for at, cell in every if row in ("", at[0]) and column in ("", at[1])]


def crosstab_data(world: World, table: Table, language: str = "da", row: str = "", column: str = "") -> dict[str, Any]:
    """A table as plain data, or what is behind the cells of a row, a column or one cell."""
    by_row, by_column = table.by_row, table.by_column
    return {
        "table": table.name,
        "title": TITLES[language][table.name],
        "grundlag": table.ground,
        "area": table.area,
        "rows": [
            {
                **_end(world, table, iri, language),
                "linked": by_row[iri],
                "why": why(world, table, iri, language) if not by_row[iri] else "",
                "unread": [extent_data(world, one, language) for one in table.unread.get(iri, ())],
            }
            for iri in table.rows
        ],
        "columns": [{**_end(world, table, iri, language), "linked": by_column[iri]} for iri in table.columns],
        "cells": [
            {
                "row": start,
                "column": end,
                "grundlag": cell.ground,
                "whole": cell.whole,
                "contested": (start, end) in table.contested,
                "ways": [[link_data(world, link, language) for link in way] for way in cell.ways],
            }
            for (start, end), cell in behind(table, row, column)
        ],
        "note": NOTES[language],
    }


def _end(world: World, table: Table, iri: str, language: str) -> dict[str, Any]:
    """A row or a column: a thing with its ground and places, or a rule by its id."""
    label = iri.removeprefix(SHAPE) if iri.startswith(SHAPE) else world.label(iri, language)
    told = table.things.get(iri)
    places = [{"id": place, "label": world.label(place, language)} for place in told.places] if told else []
    return {"id": iri, "label": label, "grundlag": told.ground if told else "", "sources": places}
