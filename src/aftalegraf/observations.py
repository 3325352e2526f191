"""Turn the rows of observations.csv into observations of a data cube, each with its ground and source."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Final

from aftalegraf.errors import SourceError, SourceErrors, nearest
from aftalegraf.namespaces import AFT, DCT, PREFIXES, QB, RDF, SKOS, XSD, expand, mint
from aftalegraf.rdf import Literal, NamedNode, Triple
from aftalegraf.sources import Row, Tables
from aftalegraf.statements import Schema, passage_iri, point_in_time

AREAS: Final = tuple(f"aft:{name}" for name in ("Kommune", "Region", "Sundhedsklynge", "Omraade"))
INDICATORS: Final = ("aft:Maaleindikator",)
DATASETS: Final = ("qb:DataSet",)
CAVEATS: Final = ("aft:Forbehold",)
OBSERVATION: Final = f"{QB}Observation"
SHARE: Final = "aft:procent"
UNITS: Final = (SHARE, "aft:procentAendring")

_A = NamedNode(f"{RDF}type")
_IS_OBSERVATION = (_A, NamedNode(OBSERVATION))
_STRUCTURE = NamedNode(f"{AFT}Maalestruktur")
_DECIMAL = NamedNode(f"{XSD}decimal")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_WHOLE: Final = 100


def observations(tables: Tables, schema: Schema) -> tuple[Triple, ...]:
    """The triples of all observations, their periods and the structure of their data sets.

    Raises SourceErrors with every row that does not hold, each with its cure.
    """
    return _Reading(tables, schema).run()


class _Reading:
    """One pass over the table, collecting triples and errors."""

    def __init__(self, tables: Tables, schema: Schema) -> None:
        self.rows = sorted(tables.observations, key=lambda row: (row.path, row.line))
        self.things: Mapping[str, Row] = {row["id"]: row for row in tables.things}
        self.units = frozenset(unit for unit in UNITS if expand(unit) in schema.codes)
        self.nodes: dict[str, NamedNode] = {}
        self.periods: dict[tuple[str, str], NamedNode | None] = {}
        self.seen: dict[tuple[str, ...], Row] = {}
        self.errors: list[SourceError] = []

    def run(self) -> tuple[Triple, ...]:
        found: list[Triple] = []
        for row in self.rows:
            found += self.observation(row)
        if self.errors:
            raise SourceErrors(self.errors)
        for (begin, end), period in self.periods.items():
            if period:
                found += _period(period, begin, end)
        datasets = dict.fromkeys(row["dataset"] for row in self.rows)
        found += (Triple(self.node(name), _P["structure"], _STRUCTURE) for name in datasets)
        return tuple(found)

    def observation(self, row: Row) -> Iterator[Triple]:
        before = len(self.errors)
        self.check(row)
        period = self.period(row)
        if len(self.errors) > before or period is None:
            return
        source = self.things[row["dataset"]]
        me = NamedNode(f"{_ID}{_slug(row)}")
        yield Triple(me, *_IS_OBSERVATION)
        yield Triple(me, _P["dataSet"], self.node(row["dataset"]))
        yield Triple(me, _P["maaltIndikator"], self.node(row["indicator"]))
        yield Triple(me, _P["maaltOmraade"], self.node(row["area"]))
        yield Triple(me, _P["maaltPeriode"], period)
        yield Triple(me, _P["maalingsvaerdi"], Literal(row["value"], datatype=_DECIMAL))
        yield Triple(me, _P["enhed"], self.shared(expand(row["unit"]) or ""))
        yield Triple(me, _P["grundlag"], self.shared(AFT + source["ground"]))
        yield Triple(me, _P["kildehenvisning"], self.shared(passage_iri(source["passage"])))
        for heading, name in (("ci_low", "nedreGraense"), ("ci_high", "oevreGraense")):
            if row[heading]:
                yield Triple(me, _P[name], Literal(row[heading], datatype=_DECIMAL))
        for caveat in row["caveats"].split():
            yield Triple(me, _P["forbehold"], self.node(caveat))

    def check(self, row: Row) -> None:
        self.known(row, row["indicator"], INDICATORS, "indicator")
        self.known(row, row["area"], AREAS, "area")
        self.known(row, row["dataset"], DATASETS, "data set")
        for caveat in row["caveats"].split():
            self.known(row, caveat, CAVEATS, "caveat")
        source = self.things.get(row["dataset"])
        if source and (source["ground"] not in ("fremgaar", "udledt") or not source["passage"]):
            self.report(row, f"the data set '{row['dataset']}' has no source; give its row in things.csv a passage")
        if row["unit"] not in self.units:
            self.report(row, f"unknown unit '{row['unit']}'; use {' or '.join(UNITS)}")
        self.numbers(row)
        key = tuple(row[name] for name in ("indicator", "area", "period_from", "period_to", "dataset"))
        if first := self.seen.get(key):
            self.report(row, f"the same was measured in line {first.line}; remove one of the two")
        self.seen.setdefault(key, row)

    def known(self, row: Row, slug: str, classes: tuple[str, ...], what: str) -> None:
        thing = self.things.get(slug)
        if thing is None or thing["class"] not in classes:
            near = nearest(slug, (name for name, other in self.things.items() if other["class"] in classes))
            hint = f" (nearest: {', '.join(near)})" if near else ""
            self.report(row, f"unknown {what} '{slug}'; add it to things.csv as {' or '.join(classes)}{hint}")

    def numbers(self, row: Row) -> None:
        cells = [row[name] for name in ("ci_low", "value", "ci_high") if row[name]]
        for text in (row["value"], *cells):
            if not _NUMBER.fullmatch(text):
                self.report(row, f"'{text}' is no decimal number; write it like 13.8")
                return
        numbers = [float(text) for text in cells]
        if row["unit"] == SHARE and not all(0 <= number <= _WHOLE for number in numbers):
            self.report(row, f"a share of {row['value']} per cent is not between 0 and 100; mend value or unit")
        if bool(row["ci_low"]) != bool(row["ci_high"]):
            self.report(row, "a confidence interval has both limits; fill in ci_low and ci_high or neither")
        elif numbers != sorted(numbers):
            self.report(row, f"the value {row['value']} is not between its limits; mend ci_low or ci_high")

    def period(self, row: Row) -> NamedNode | None:
        begin, end = row["period_from"], row["period_to"]
        if (begin, end) not in self.periods:
            self.periods[begin, end] = None
            if all(point_in_time(text) for text in (begin, end)) and _first(begin) <= _last(end):
                self.periods[begin, end] = NamedNode(mint(f"{AFT}Periode", _span(begin, end)))
        if self.periods[begin, end] is None:
            self.report(row, f"'{begin}' to '{end}' is no period; write years, months or days, the earlier first")
        return self.periods[begin, end]

    def node(self, slug: str) -> NamedNode:
        """The thing with this id: what the row says it is was checked."""
        if slug not in self.nodes:
            self.nodes[slug] = NamedNode(mint(expand(self.things[slug]["class"]) or "", slug))
        return self.nodes[slug]

    def shared(self, iri: str) -> NamedNode:
        if iri not in self.nodes:
            self.nodes[iri] = NamedNode(iri)
        return self.nodes[iri]

    def report(self, row: Row, message: str) -> None:
        self.errors.append(row.error(message))


_OWN: Final = (
    "maaltIndikator", "maaltOmraade", "maaltPeriode", "maalingsvaerdi", "enhed", "grundlag", "kildehenvisning",
    "nedreGraense", "oevreGraense", "forbehold",
)  # fmt: skip
_P: Final = {name: NamedNode(AFT + name) for name in _OWN} | {
    name: NamedNode(QB + name) for name in ("dataSet", "structure")
}
_ID: Final = mint(OBSERVATION, "")


def _slug(row: Row) -> str:
    return ".".join((row["indicator"], row["area"], _span(row["period_from"], row["period_to"]), row["dataset"]))


def _span(begin: str, end: str) -> str:
    return begin if begin == end else f"{begin}--{end}"


def _period(me: NamedNode, begin: str, end: str) -> Iterator[Triple]:
    label = begin if begin == end else f"{begin} til {end}"
    yield Triple(me, _A, NamedNode(f"{AFT}Periode"))
    yield Triple(me, _A, NamedNode(f"{DCT}PeriodOfTime"))
    yield Triple(me, NamedNode(f"{SKOS}prefLabel"), Literal(label, language="da"))
    for name, day in (("startDate", _first(begin)), ("endDate", _last(end))):
        date = Literal(day.isoformat(), datatype=NamedNode(f"{XSD}date"))
        yield Triple(me, NamedNode(PREFIXES["dcat"] + name), date)


def _first(text: str) -> dt.date:
    """The first day of a year or a month, or the day itself."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def _last(text: str) -> dt.date:
    """The last day of a year or a month, or the day itself."""
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]  # noqa: PLR2004 (year, month, day)
    return dt.date(year, month, day)
