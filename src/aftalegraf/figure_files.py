"""Give the figures of a view as a table for spreadsheets: one row a figure, with all it rests on."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from aftalegraf.dated import month
from aftalegraf.exports import NOTES, table_csv
from aftalegraf.figure_table import Cell, View
from aftalegraf.figures import Figure, Period, Target
from aftalegraf.geography import Place
from aftalegraf.namespaces import AFT
from aftalegraf.workbook import Page, Value, write
from aftalegraf.world import World

_WORDS: Final = {
    "da": {
        "figures": "Tal",
        "wide": "Kommuner og år",
        "targets": "Måltal",
        "about": "Om",
        "head": (
            "sted", "område", "periode", "første dag", "sidste dag", "værdi", "95 % fra", "95 % til", "enhed",
            "forbehold", "herkomst", "taget fra", "oprindelig kilde", "grundlag", "kildehenvisning", "adresse",
        ),
        "target": ("måltal", "aftale", "gælder", "udgangsværdi", "mål", "år", "enhed", "grundlag", "kildehenvisning"),
        "notes": ("måleindikator", "uofficielt værktøj", "gennemsnit"),
        "unofficial": "Uofficielt værktøj. Det er kilderne selv, der gælder.",
        "averages": "Ingen tal er lagt sammen eller gjort til gennemsnit. Tal for regioner og land er kildernes egne.",
        "span": "{} til {}",
    },
    "en": {
        "figures": "Figures",
        "wide": "Areas by years",
        "targets": "Targets",
        "about": "About",
        "head": (
            "place", "area", "period", "first day", "last day", "value", "95 % from", "95 % to", "unit",
            "caveats", "origin", "taken from", "original source", "ground", "source reference", "address",
        ),
        "target": ("target", "agreement", "holds for", "baseline", "value", "year", "unit", "ground", "reference"),
        "notes": ("measured indicator", "unofficial tool", "averages"),
        "unofficial": "Unofficial tool. It is the sources themselves that count.",
        "averages": "No figures are summed or averaged. Figures of regions and the country are the sources' own.",
        "span": "{} to {}",
    },
}  # fmt: skip


def period_words(period: Period, language: str = "da") -> str:
    """A period as people write it: a year, two years, or two days."""
    first, last = period.years
    if not period.is_whole_years:
        return str(_WORDS[language]["span"]).format(
            month(str(period.first), language), month(str(period.last), language)
        )
    return str(first) if first == last else f"{first}–{last}"


def as_csv(world: World, view: View, language: str = "da", separator: str = ",") -> str:
    """The figures as CSV, numbers with a point; with the semicolon that a Danish Excel wants, with a comma."""
    point = "," if separator == ";" else "."

    def text(value: Value | Decimal) -> str:
        return str(value).replace(".", point) if isinstance(value, Decimal) else str(value)

    rows = [[text(value) for value in row] for row in _rows(world, view, language)]
    head = [*_WORDS[language]["head"], NOTES[language].lower()]
    return table_csv(head, [[*row, ""] for row in rows], separator)


def as_workbook(world: World, view: View, language: str = "da") -> bytes:
    """The figures as a workbook with real numbers: areas by years, each figure with its source, the targets."""
    words = _WORDS[language]
    wide = tuple(
        (world.label(row.area, language), *(_first(cells) for cells in row.cells))
        for group in view.groups
        for row in group.rows
    )
    periods = tuple(period_words(period, language) for period in view.periods)
    targets = tuple(_target(world, target, language) for target in view.targets)
    about = (
        (words["notes"][0], world.label(view.measure.iri, language)),
        (words["notes"][1], str(words["unofficial"])),
        (words["notes"][2], str(words["averages"])),
    )
    pages = [
        Page(str(words["wide"]), (words["head"][1], *periods), wide),
        Page(str(words["figures"]), tuple(words["head"]), tuple(_plain(row) for row in _rows(world, view, language))),
        *([Page(str(words["targets"]), tuple(words["target"]), targets)] if targets else []),
        Page(str(words["about"]), ("aftalegraf", ""), about),
    ]
    return write(pages)


def _rows(world: World, view: View, language: str) -> tuple[tuple[Value | Decimal, ...], ...]:
    return tuple(
        _row(world, view, group.place, cell.figure, language)
        for group in view.groups
        for row in group.rows
        for cells in row.cells
        for cell in cells
    )


def _row(world: World, view: View, place: Place | None, figure: Figure, language: str) -> tuple[Value | Decimal, ...]:
    source = view.measure.source(figure.source)

    def label(iri: str) -> str:
        return world.label(iri, language) if iri else ""

    return (
        place.label if place else "",
        label(figure.area),
        period_words(figure.period, language),
        figure.period.first.isoformat(),
        figure.period.last.isoformat(),
        *(_exact(number, source.digits) for number in (figure.value, figure.low, figure.high)),
        label(view.measure.unit),
        "; ".join(label(iri) for iri in figure.caveats),
        label(source.origin),
        label(source.document),
        label(source.original),
        label(AFT + figure.ground),
        label(figure.place),
        figure.iri,
    )


def _exact(number: Decimal | None, digits: int) -> Decimal | str:
    """A number with the decimals that its source writes; nothing is rounded, since no source has fewer than it has."""
    return "" if number is None else number.quantize(Decimal(1).scaleb(-digits))


def _plain(row: tuple[Value | Decimal, ...]) -> tuple[Value, ...]:
    return tuple(float(value) if isinstance(value, Decimal) else value for value in row)


def _first(cells: tuple[Cell, ...]) -> Value:
    return float(cells[0].figure.value) if cells else ""


def _target(world: World, target: Target, language: str) -> tuple[Value, ...]:
    return (
        world.label(target.iri, language),
        world.label(target.agreement, language),
        world.label(target.area, language),
        float(target.start) if target.start is not None else "",
        float(target.value),
        target.year,
        target.unit,
        world.label(AFT + target.ground, language),
        world.label(target.place, language),
    )
