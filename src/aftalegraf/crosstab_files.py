"""Give a table of what is linked to what as CSV or as an Excel file, with the ways behind its cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aftalegraf.answers import GROUND_LABELS
from aftalegraf.chain_words import GROUND_WORDS
from aftalegraf.crosstab import Table
from aftalegraf.crosstab_view import PARTS, TITLES, behind, mark, name, of_area, totals, why
from aftalegraf.exports import NOTES, table_csv
from aftalegraf.projection import noted
from aftalegraf.tables import Table as Sheet
from aftalegraf.tables import about, as_workbook
from aftalegraf.workbook import Value
from aftalegraf.world import World

_WAYS: Final = {
    "da": (
        "række", "kolonne", "vej", "trin", "fra", "til", "egenskab", "grundlag", "bemærkning", "begrundelse",
        "kilder", "række (id)", "kolonne (id)", "siges imod af",
    ),
    "en": (
        "row", "column", "path", "step", "from", "to", "property", "ground", "note", "reason", "sources", "row (id)",
        "column (id)", "contradicted by",
    ),
}  # fmt: skip
_SAID: Final = {
    "da": {
        "total": "i alt", "why": "hvorfor ikke", "table": "Tabel", "ways": "Veje", "ground": "Grundlag",
        "part": "(n)", "about": "om tabellen", "area": "Udsnit", "contested": "omstridt; tælles ikke med",
    },
    "en": {
        "total": "total", "why": "why not", "table": "Table", "ways": "Paths", "ground": "Ground",
        "part": "(n)", "about": "about the table", "area": "Part", "contested": "contested; not counted",
    },
}  # fmt: skip


def crosstab_csv(world: World, table: Table, language: str = "da", separator: str = ",") -> str:
    """The grid with its counts, and why a row has none."""
    said = _SAID[language]
    note = ". ".join(
        filter(None, (NOTES[language], GROUND_LABELS[table.ground][language], of_area(world, table, language)))
    )
    heads, *rows = ([str(cell) for cell in row] for row in _grid(world, table, language))
    return table_csv([*heads, said["about"]], ([*row, note] for row in rows), separator)


def ways_csv(
    world: World, table: Table, language: str = "da", row: str = "", column: str = "", separator: str = ","
) -> str:
    """What is behind the cells of a row, a column or one cell, a row for each link."""
    found = ([str(cell) for cell in line] for line in _ways(world, table, language, row, column))
    return table_csv(_WAYS[language], found, separator)


def crosstab_workbook(world: World, table: Table, language: str = "da") -> bytes:
    """The grid, the ways behind its cells and what the file says of itself, as sheets."""
    said = _SAID[language]
    heads, *rows = _grid(world, table, language)
    lines = [
        (said["table"], TITLES[language][table.name]),
        (said["ground"], GROUND_LABELS[table.ground][language]),
        (said["area"], of_area(world, table, language)),
        (said["part"], PARTS[language].get(table.name, "")),
        *([("!", said["contested"])] if table.contested else []),
    ]
    grid = Sheet(said["table"], tuple(str(head) for head in heads), tuple(tuple(row) for row in rows))
    ways = Sheet(said["ways"], _WAYS[language], tuple(tuple(line) for line in _ways(world, table, language)))
    return as_workbook([grid, ways, about(lines, language)])


def _grid(world: World, table: Table, language: str) -> Iterator[list[Value]]:
    said, sums = _SAID[language], totals(table, language)
    yield ["", *(name(world, column, language) for column in table.columns), said["total"], said["why"]]
    linked = {row for (row, _), _ in behind(table)}
    for row in table.rows:
        reason = "" if row in linked else why(world, table, row, language)
        cells = (mark(table, row, column) for column in table.columns)
        yield [
            name(world, row, language),
            *map(_value, cells),
            _value(sums.by_row[row]),
            reason,
        ]
    yield [said["total"], *(_value(sums.by_column[column]) for column in table.columns), _value(sums.every), ""]


def _value(told: str) -> Value:
    return int(told) if told.isdigit() else told


def _ways(world: World, table: Table, language: str, row: str = "", column: str = "") -> Iterator[list[Value]]:
    for (start, end), cell in behind(table, row, column):
        for number, way in enumerate(cell.ways, 1):
            for step, link in enumerate(way, 1):
                ends = (name(world, link.source, language), name(world, link.target, language))
                ground = GROUND_WORDS[language][link.ground]
                places, against = (
                    "; ".join(world.label(place, language) for place in each) for each in (link.places, link.against)
                )
                told = (world.label(link.kind, language), ground, noted(world, link, language), link.reason, places)
                yield [name(world, start, language), name(world, end, language), number, step, *ends, *told, start, end,
                       against]  # fmt: skip
