"""Lay figures out as areas by periods: what the sources have for the places chosen, and what may be joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf.figure_choice import Choice
from aftalegraf.figures import Caveat, Figure, Measure, Period, Source, Target, newest
from aftalegraf.geography import COUNTRY, MUNICIPALITY, REGION, Place, regions_of
from aftalegraf.namespaces import mint
from aftalegraf.ordering import danish
from aftalegraf.world import World

OWN: Final = "own"
PLACE: Final = "place"
CHOSEN: Final = "chosen"
ALL: Final = "all"
_COUNTRY, _REGION, _MUNICIPALITY = (mint(kind, "") for kind in (COUNTRY, REGION, MUNICIPALITY))
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in its place. Figures of a row with the same `run` may be joined by a line.

    `caveats` are numbers of the notes below the table that are not said once for the whole column already.
    """

    figure: Figure
    run: int
    letter: str
    caveats: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An area with its figures by period: none, one, or one from each source."""

    area: str
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Extremes:
    """The lowest and the highest figure of a group in a period, with all areas that have it."""

    period: Period
    low: tuple[Figure, ...]
    high: tuple[Figure, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together: what the source itself gives for larger areas, or the municipalities of a place."""

    kind: str
    place: Place | None
    rows: tuple[Row, ...]
    extremes: Extremes | None


@dataclass(frozen=True, slots=True)
class View:
    """A table of a measure. `notes` and `sources` are in the order of their numbers and letters.

    `column_notes` holds for each period the numbers of caveats that all its figures share. `without` are chosen places
    that the collection has no figures for at all.
    """

    measure: Measure
    choice: Choice
    periods: tuple[Period, ...]
    groups: tuple[Group, ...]
    sources: tuple[Source, ...]
    notes: tuple[Caveat, ...]
    column_notes: tuple[tuple[int, ...], ...]
    targets: tuple[Target, ...]
    without: tuple[str, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures shown, by row."""
        return tuple(cell.figure for g in self.groups for row in g.rows for cells in row.cells for cell in cells)

    def letter(self, source: str) -> str:
        """The letter of a data set."""
        return _letter([s.iri for s in self.sources].index(source))

    def digits(self, figure: Figure) -> int:
        """How many decimals the source of a figure writes."""
        return self.measure.source(figure.source).digits


def view(world: World, measure: Measure, known: Sequence[Place], choice: Choice) -> View:
    """The table of a measure for a choice."""
    parts = tuple(_parts(measure, known, choice))
    shown = [f for part in parts for f in measure.of(part[2]) if _within(f.period, choice)]
    periods = tuple(sorted({figure.period for figure in shown}))
    notes = _notes(measure, shown)
    columns = tuple(_shared([f for f in shown if f.period == period]) for period in periods)
    sources = tuple(s for s in measure.sources if any(f.source == s.iri for f in shown))
    lay = _Layout(world, periods, sources, {caveat.iri: n for n, caveat in enumerate(notes, 1)}, columns, choice.order)
    groups = tuple(
        Group(kind, place, rows, _extremes(rows, kind))
        for kind, place, areas in parts
        if (rows := lay.rows([f for f in shown if f.area in areas]))
    )
    has = {figure.area for figure in measure.figures}
    without = (
        *(p.iri for p in choice.places if not has & {p.iri, *p.municipalities}),
        *(iri for iri in choice.municipalities if iri not in has),
    )
    numbered = tuple(tuple(lay.numbers[iri] for iri in shared) for shared in columns)
    return View(measure, choice, periods, groups, sources, notes, numbered, _targets(measure, known, choice), without)


def is_municipality(iri: str) -> bool:
    """Whether an area is a municipality."""
    return iri.startswith(_MUNICIPALITY)


def _parts(
    measure: Measure, known: Sequence[Place], choice: Choice
) -> Iterable[tuple[str, Place | None, frozenset[str]]]:
    """The groups of the table: what they are, and their areas."""
    areas = frozenset(figure.area for figure in measure.figures)
    larger = frozenset(area for area in areas if not is_municipality(area))
    if choice.everywhere:
        yield OWN, None, larger
        yield ALL, None, areas - larger
        return
    around = {place.iri for place in choice.places} | {place.region for place in choice.places}
    for area in (*choice.municipalities, *(m for place in choice.places for m in place.municipalities)):
        around.update(regions_of(known, area))
    country = {area for area in larger if area.startswith(_COUNTRY)}
    yield OWN, None, larger & (around | country)
    for place in choice.places:
        yield PLACE, place, frozenset(place.municipalities) & areas
    yield CHOSEN, None, frozenset(choice.municipalities) & areas


def _targets(measure: Measure, known: Sequence[Place], choice: Choice) -> tuple[Target, ...]:
    """The targets for the regions that the choice lies in; all of them where there is no choice."""
    if choice.everywhere:
        return measure.targets
    regions = {place.region or place.iri for place in choice.places}
    for area in (*choice.municipalities, *(m for place in choice.places for m in place.municipalities)):
        regions.update(regions_of(known, area))
    return tuple(target for target in measure.targets if target.area in regions)


def _within(period: Period, choice: Choice) -> bool:
    first, last = period.years
    return (choice.first is None or last >= choice.first) and (choice.last is None or first <= choice.last)


def _shared(figures: Sequence[Figure]) -> tuple[str, ...]:
    """The caveats that all figures of a column have, if there are several figures."""
    if len(figures) < 2:  # noqa: PLR2004 (one figure carries its own notes)
        return ()
    return tuple(iri for iri in figures[0].caveats if all(iri in figure.caveats for figure in figures))


def _notes(measure: Measure, shown: Iterable[Figure]) -> tuple[Caveat, ...]:
    used = {iri for figure in shown for iri in figure.caveats}
    return tuple(caveat for caveat in measure.caveats if caveat.iri in used)


def _extremes(rows: Sequence[Row], kind: str) -> Extremes | None:
    """The lowest and highest of the newest period among the newest figures of the rows; none for larger areas."""
    latest = newest(cell.figure for row in rows for cells in row.cells for cell in cells)
    period = max((figure.period for figure in latest.values()), default=None)
    found = [figure for figure in latest.values() if figure.period == period]
    if kind == OWN or period is None or len(found) < 2:  # noqa: PLR2004 (two make a span)
        return None
    low, high = min(f.value for f in found), max(f.value for f in found)
    return Extremes(
        period, tuple(f for f in found if f.value == low), tuple(f for f in found if f.value == high), len(found)
    )


@dataclass(frozen=True, slots=True)
class _Layout:
    """How rows are made: the columns, the letters and numbers, and the order."""

    world: World
    periods: tuple[Period, ...]
    sources: tuple[Source, ...]
    numbers: Mapping[str, int]
    shared: tuple[tuple[str, ...], ...]
    order: str

    def rows(self, figures: Iterable[Figure]) -> tuple[Row, ...]:
        by_area: dict[str, list[Figure]] = {}
        for figure in figures:
            by_area.setdefault(figure.area, []).append(figure)
        rows = [self.row(area, of) for area, of in by_area.items()]
        rows.sort(key=lambda row: (_rank(row.area), danish(self.world.label(row.area))))
        name = self.order.removeprefix("-")
        column = next((n for n, p in enumerate(self.periods) if p.iri.rsplit("/", 1)[-1] == name), None)
        if column is not None:
            falling = self.order.startswith("-")
            have = [row for row in rows if row.cells[column]]
            have.sort(key=lambda row: row.cells[column][0].figure.value, reverse=falling)
            rows = have + [row for row in rows if not row.cells[column]]
        return tuple(rows)

    def row(self, area: str, figures: Sequence[Figure]) -> Row:
        runs = _runs(figures)
        cells = tuple(
            tuple(
                Cell(figure, runs[figure.iri], self.letter(figure.source), self.own(figure, n))
                for figure in figures
                if figure.period == period
            )
            for n, period in enumerate(self.periods)
        )
        return Row(area, cells)

    def letter(self, source: str) -> str:
        return _letter([s.iri for s in self.sources].index(source))

    def own(self, figure: Figure, column: int) -> tuple[int, ...]:
        return tuple(sorted(self.numbers[iri] for iri in figure.caveats if iri not in self.shared[column]))


def _rank(area: str) -> int:
    """The country first, then regions, then clusters and municipalities."""
    return 0 if area.startswith(_COUNTRY) else 1 if area.startswith(_REGION) else 2


def _runs(figures: Sequence[Figure]) -> dict[str, int]:
    """A number for each figure: those of one data set without a break between them have the same."""
    runs: dict[str, int] = {}
    last: dict[str, int] = {}
    for number, figure in enumerate(sorted(figures, key=lambda f: f.period), 1):
        run = last.get(figure.source, number) if figure.joins else number
        runs[figure.iri] = run
        if figure.joins:
            last[figure.source] = run
        else:
            last.pop(figure.source, None)
    return runs


def _letter(number: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    more, last = divmod(number, len(_LETTERS))
    return (_letter(more - 1) if more else "") + _LETTERS[last]
