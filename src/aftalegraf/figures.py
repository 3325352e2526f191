"""Read the figures of the data cube: what is measured, where and when, and what each figure rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from aftalegraf.cells import Cell
from aftalegraf.namespaces import AFT
from aftalegraf.world import World

BREAK: Final = f"{AFT}brudISerien"
_SIGNS: Final = {f"{AFT}procent": "%", f"{AFT}procentAendring": "%", "procent": "%"}

_FIGURES: Final = """SELECT ?o ?i ?a ?p ?from ?to ?v ?unit ?low ?high ?set ?ground ?place {
  ?o aft:maaltIndikator ?i ; aft:maaltOmraade ?a ; aft:maaltPeriode ?p ; aft:maalingsvaerdi ?v ; aft:enhed ?unit ;
    qb:dataSet ?set ; aft:grundlag ?ground ; aft:kildehenvisning ?place .
  ?p dcat:startDate ?from ; dcat:endDate ?to .
  OPTIONAL { ?o aft:nedreGraense ?low } OPTIONAL { ?o aft:oevreGraense ?high }
} ORDER BY ?i ?a ?from ?set"""
_CAVEATS: Final = """SELECT ?c ?kind ?text ?ground ?place {
  ?c a aft:Forbehold ; aft:forbeholdsart ?kind ; aft:forbeholdstekst ?text .
  ?u rdf:subject ?c ; rdf:predicate aft:forbeholdstekst ; aft:grundlag ?ground ; aft:kildehenvisning ?place
} ORDER BY ?c"""
_SOURCES: Final = """SELECT ?d ?origin ?document ?original ?population {
  ?d a qb:DataSet . OPTIONAL { ?d aft:herkomst ?origin } OPTIONAL { ?d prov:wasDerivedFrom ?document }
  OPTIONAL { ?d prov:hadPrimarySource ?original } OPTIONAL { ?d aft:population ?population }
} ORDER BY ?d"""
_TARGETS: Final = """SELECT ?t ?i ?agreement ?area ?start ?value ?year ?unit ?ground ?place {
  ?agreement aft:harMaaltal ?t . ?t aft:maalvaerdi ?value ; aft:maalaar ?year ; aft:maaltalOmraade ?area .
  ?u rdf:subject ?t ; rdf:predicate aft:maalvaerdi ; aft:grundlag ?ground ; aft:kildehenvisning ?place .
  OPTIONAL { ?t aft:kanMaalesVed ?i } OPTIONAL { ?t aft:udgangsvaerdi ?start } OPTIONAL { ?t aft:maaltalsenhed ?unit }
} ORDER BY ?t"""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span that a figure holds for, from its first to its last day."""

    first: dt.date
    last: dt.date
    iri: str

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year."""
        return self.first.year, self.last.year

    @property
    def is_whole_years(self) -> bool:
        """Whether it begins and ends with a year."""
        return (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)

    @property
    def at(self) -> float:
        """Where its middle lies on an axis of years; a whole year lies on its own number."""
        middle = (self.first.toordinal() + self.last.toordinal() + 1) / 2
        start = dt.date.fromordinal(int(middle)).replace(month=1, day=1)
        year = (middle - start.toordinal()) / (start.replace(year=start.year + 1).toordinal() - start.toordinal())
        return round(start.year + year - 0.5, 2)


@dataclass(frozen=True, slots=True)
class Figure:
    """One observation. `low` and `high` are the limits of its 95 % interval where the source gives them.

    Things are IRIs; `ground` is the name of one. `joins` is false where a caveat says that the series breaks here.
    """

    iri: str
    area: str
    period: Period
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    source: str
    caveats: tuple[str, ...]
    ground: str
    place: str
    joins: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A data set: where its figures were taken from, and how near that is to those who made them.

    `digits` is how many decimals the source writes for this measure.
    """

    iri: str
    origin: str
    document: str
    original: str
    population: str
    ground: str
    place: str
    number: int
    digits: int


@dataclass(frozen=True, slots=True)
class Caveat:
    """What a reader must know to use a figure: its kind (a code) and its words, which are Danish."""

    iri: str
    kind: str
    text: str
    ground: str
    place: str


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that an agreement is to reach in an area by a year; `start` is where it began, if that is told.

    `unit` is the agreement's own word.
    """

    iri: str
    measure: str
    agreement: str
    area: str
    start: Decimal | None
    value: Decimal
    year: int
    unit: str
    ground: str
    place: str

    @property
    def sign(self) -> str:
        """What its unit is written as after a number."""
        return _SIGNS.get(self.unit, self.unit)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured indicator with all its figures, by area and time, and what they need to be read."""

    iri: str
    unit: str
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    caveats: tuple[Caveat, ...]
    targets: tuple[Target, ...]

    @property
    def sign(self) -> str:
        """The sign of its unit, "" where that is written by its name."""
        return _SIGNS.get(self.unit, "")

    def source(self, iri: str) -> Source:
        """The data set of this IRI."""
        return next(source for source in self.sources if source.iri == iri)

    def of(self, areas: Iterable[str]) -> tuple[Figure, ...]:
        """The figures of some areas."""
        wanted = frozenset(areas)
        return tuple(figure for figure in self.figures if figure.area in wanted)


def cube(world: World) -> Mapping[str, Measure]:
    """Every measured indicator by IRI, with its figures, sources, caveats and targets."""
    caveats = _caveats(world)
    breaks = {iri for iri, caveat in caveats.items() if caveat.kind == BREAK}
    at_figure: dict[str, list[str]] = {}
    for observation, caveat in _rows(world, "SELECT ?o ?c { ?o aft:forbehold ?c } ORDER BY ?o ?c"):
        at_figure.setdefault(observation, []).append(caveat)
    found: dict[str, list[Figure]] = {}
    units: dict[str, str] = {}
    for iri, measure, area, period, first, last, value, unit, low, high, source, ground, place in _rows(
        world, _FIGURES
    ):
        noted = tuple(at_figure.get(iri, ()))
        span = Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last), period)
        figure = Figure(
            iri, area, span, Decimal(value), _number(low), _number(high), source, noted,
            ground.removeprefix(AFT), place, breaks.isdisjoint(noted),
        )  # fmt: skip
        found.setdefault(measure, []).append(figure)
        units[measure] = unit
    targets, described = all_targets(world), _sources(world)
    return {
        measure: Measure(
            measure,
            units[measure],
            tuple(figures),
            _used(figures, described),
            tuple(caveats[iri] for iri in dict.fromkeys(iri for figure in figures for iri in figure.caveats)),
            tuple(target for target in targets if target.measure == measure),
        )
        for measure, figures in found.items()
    }


def all_targets(world: World) -> tuple[Target, ...]:
    """Every target, also those that no figures are at hand for: their `measure` is empty."""
    return tuple(
        Target(
            iri, measure, agreement, area, _number(start), Decimal(value), int(year), unit,
            ground.removeprefix(AFT), place,
        )
        for iri, measure, agreement, area, start, value, year, unit, ground, place in _rows(world, _TARGETS)
    )  # fmt: skip


def newest(figures: Iterable[Figure]) -> Mapping[str, Figure]:
    """The newest figure of each area."""
    return {figure.area: figure for figure in sorted(figures, key=lambda f: (f.period.last, f.period.first, f.source))}


def _used(figures: Iterable[Figure], described: Mapping[str, tuple[str, str, str, str]]) -> tuple[Source, ...]:
    """The data sets that figures stand in, the largest first."""
    by_source: dict[str, list[Figure]] = {}
    for figure in figures:
        by_source.setdefault(figure.source, []).append(figure)
    found = [
        Source(iri, *described[iri], of[0].ground, of[0].place, len(of), max(_digits(f) for f in of))
        for iri, of in by_source.items()
    ]
    return tuple(sorted(found, key=lambda source: (-source.number, source.iri)))


def _digits(figure: Figure) -> int:
    numbers = (figure.value, figure.low, figure.high)
    return max(-int(number.as_tuple().exponent) for number in numbers if number is not None)


def _caveats(world: World) -> dict[str, Caveat]:
    return {
        iri: Caveat(iri, kind, text, ground.removeprefix(AFT), place)
        for iri, kind, text, ground, place in _rows(world, _CAVEATS)
    }


def _sources(world: World) -> dict[str, tuple[str, str, str, str]]:
    return {
        iri: (origin, document, original, people) for iri, origin, document, original, people in _rows(world, _SOURCES)
    }


def _rows(world: World, query: str) -> Iterable[tuple[str, ...]]:
    """The rows of a query as texts; nothing where a variable is unbound."""
    return (tuple(map(_text, row)) for row in world.store.select(query).rows)


def _text(cell: Cell | None) -> str:
    return cell.value if cell else ""


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
