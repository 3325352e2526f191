"""Answers from columns: the same as those of SPARQL, to the last digit and in the same order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product, zip_longest
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftalegraf.answers import choices
from aftalegraf.cells import Rows
from aftalegraf.columns import Columns
from aftalegraf.graph import MEASURED, STATED
from aftalegraf.holder import Holder
from aftalegraf.namespaces import AFT, ID, PREFIXES, QB, RDF, SKOS, XSD
from aftalegraf.questions import Question
from aftalegraf.rdf import DefaultGraph, Literal, NamedNode, Quad
from aftalegraf.reckoned import reckoned
from aftalegraf.statements import GROUNDS
from aftalegraf.store import Store
from aftalegraf.world import World, open_world

DECLARED = (
    "brud-i-serier", "gennemsnit-i-klynger", "kilder-til-maalinger", "maalinger-der-kan-bruges-til-maalepunkt",
    "maalinger-for-kommune", "udvikling-i-omraade",
)  # fmt: skip
MEAN = "gennemsnit-i-klynger"
LONG = os.environ.get("AFTALEGRAF_LONG")
PLACE = f"{ID}kildehenvisning/her"


@pytest.fixture(scope="module")
def memory(kept: Path) -> World:
    """The world of the project's own files as a server has it."""
    return open_world(keep=kept, in_memory=True)


def same(store: Holder, question: Question, values: Mapping[str, str], ground: str, *, fits: bool = True) -> bool:
    """Whether columns give what SPARQL gives; that they are there at all is asked for where the data fit."""
    assert question.reckoned
    columns = Columns(store)
    table = columns.read(question, question.reckoned, ground)
    assert (table is not None) == fits
    said = store.select(question.sparql(values, ground))
    columns.rows(question, values, ground)
    return columns.rows(question, values, ground) == said


def test_the_questions_over_many_observations_declare_it(world: World) -> None:
    """A question that loses its line is answered slowly, and nobody would notice."""
    assert tuple(key for key, question in sorted(world.questions.items()) if question.reckoned) == DECLARED


def combinations(world: World, question: Question) -> Iterator[Mapping[str, str]]:
    """Values for the parameters: each value of each at least once, or in the long run every combination there is."""
    known = [[*[""] * (not p.required), *(c.iri for c in choices(world, p))] for p in question.parameters]
    alone = zip_longest(*known)
    every = product(*known) if LONG else (tuple(v or known[n][-1] for n, v in enumerate(row)) for row in alone)
    for row in every:
        yield {p.name: value for p, value in zip(question.parameters, row, strict=True) if value}


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", DECLARED)
def test_the_answers_are_those_of_sparql_for_every_value(memory: World, name: str, ground: str) -> None:
    """On the project's own data, each value of each parameter."""
    question, columns = memory.questions[name], Columns(memory.store)
    columns.rows(question, {}, ground)
    asked = list(combinations(memory, question)) or [{}]
    for values in asked:
        assert columns.rows(question, values, ground) == memory.store.select(question.sparql(values, ground)), values
    assert len(asked) >= max((len(choices(memory, p)) for p in question.parameters), default=1)


def test_a_value_that_nothing_has_gives_no_rows(world: World) -> None:
    """Also one that the store has never heard of."""
    for iri in (f"{AFT}Kommune", "http://nowhere.test/x"):
        assert same(world.store, world.questions[MEAN], {"klynge": iri}, "udledt")


def test_columns_are_read_when_a_question_is_asked_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once is cheaper by SPARQL; from the second time on the engine is not asked."""
    asked: list[str] = []
    select, columns = Store.select, Columns(world.store)

    def counted(store: Store, query: str) -> Rows:
        asked.append(query)
        return select(store, query)

    monkeypatch.setattr(Store, "select", counted)
    answers = [columns.rows(world.questions[MEAN], {}, "udledt") for _ in range(4)]
    assert len(asked) == 1
    assert answers == [answers[0]] * 4
    assert answers[0].rows


@dataclass(frozen=True)
class Observed:
    """A made-up observation: numbers of its area, indicator, period, unit, data set, caveats, and its value if any."""

    area: int
    measure: int
    period: int
    unit: int
    source: int
    caveats: frozenset[int]
    value: str
    ground: str


OBSERVED = st.builds(
    Observed,
    st.integers(0, 3), st.integers(0, 2), st.integers(0, 2), st.integers(0, 1), st.integers(0, 2),
    st.frozensets(st.integers(0, 2)),
    st.one_of(
        st.just(""),
        st.decimals(-1000, 1000, places=1).map(str),
        st.decimals(-10, 10, places=2).map(str),
        st.decimals(-1, 1, places=18).map(lambda number: f"{number:f}"),
        st.sampled_from(("0.05", "-0.05", "0.15", "-0.25", "-0.0", "007.10")),
    ),
    st.sampled_from(GROUNDS[:2]),
)  # fmt: skip


@st.composite
def stores(draw: st.DrawFn) -> Store:
    """Observations in clusters that overlap, some of data sets that are only read or not described at all."""
    rows = draw(st.lists(OBSERVED, max_size=25))
    quads = [*_described(draw(st.sets(st.tuples(st.integers(0, 1), st.integers(0, 3)))))]
    for number, row in enumerate(rows):
        quads += _observation(number, row)
    return Store(quads)


def _said(subject: str, predicate: str, value: NamedNode | Literal, *graphs: str | None) -> Iterator[Quad]:
    for graph in graphs:
        place = NamedNode(graph) if graph else DefaultGraph()
        yield Quad(NamedNode(subject), NamedNode(predicate), value, place)


def _described(members: set[tuple[int, int]]) -> Iterator[Quad]:
    """Clusters with their members, data sets of two grounds and one without, periods, caveats, measuring points."""
    stated = (None, STATED)
    for cluster in range(2):
        yield from _said(_iri("klynge", cluster), f"{RDF}type", NamedNode(f"{AFT}Sundhedsklynge"), *stated)
    for cluster, area in members:
        yield from _said(_iri("klynge", cluster), f"{AFT}omfatterKommune", NamedNode(_iri("omraade", area)), *stated)
    for source, graphs in enumerate((stated, (None,))):
        yield from _said(_iri("datasaet", source), f"{RDF}type", NamedNode(f"{QB}DataSet"), *graphs)
        made_of = f"{PREFIXES['prov']}wasDerivedFrom"
        yield from _said(_iri("datasaet", source), made_of, NamedNode(_iri("dokument", 0)), *graphs)
    for period in range(2):  # the third has no day
        day = Literal(f"20{10 - period}-01-01", datatype=NamedNode(f"{XSD}date"))
        yield from _said(_iri("periode", period), f"{PREFIXES['dcat']}startDate", day, None, MEASURED)
    for caveat in range(3):
        iri = _iri("forbehold", caveat)
        yield from _said(iri, f"{SKOS}prefLabel", Literal(f"forbehold {caveat % 2}", language="da"), *stated)
        yield from _said(iri, f"{AFT}forbeholdsart", NamedNode(f"{AFT}brudISerien"), *stated)
        yield from _said(iri, f"{AFT}forbeholdstekst", Literal(f"tekst {caveat}", language="da"), *stated)
    for measure in range(2):
        point, kind = _iri("maalepunkt", measure), NamedNode(f"{AFT}Maalepunkt")
        yield from _said(point, f"{RDF}type", kind, *stated)
        yield from _said(point, f"{AFT}kanMaalesVed", NamedNode(_iri("indikator", measure)), *stated)
        yield from _said(point, f"{AFT}kanMaalesVed", NamedNode(_iri("indikator", 2)), *stated)


def _observation(number: int, row: Observed) -> Iterator[Quad]:
    links = {
        "maaltIndikator": ("indikator", row.measure), "maaltOmraade": ("omraade", row.area),
        "maaltPeriode": ("periode", row.period), "enhed": ("enhed", row.unit),
    }  # fmt: skip
    values: list[tuple[str, NamedNode | Literal]] = [
        (f"{AFT}{name}", NamedNode(_iri(*thing))) for name, thing in links.items()
    ]
    values += ((f"{AFT}forbehold", NamedNode(_iri("forbehold", caveat))) for caveat in sorted(row.caveats))
    values.append((f"{QB}dataSet", NamedNode(_iri("datasaet", row.source))))
    values.append((f"{AFT}grundlag", NamedNode(AFT + row.ground)))
    values.append((f"{AFT}kildehenvisning", NamedNode(PLACE)))
    if row.value:
        values.append((f"{AFT}maalingsvaerdi", Literal(row.value, datatype=NamedNode(f"{XSD}decimal"))))
    for predicate, value in values:
        yield from _said(_iri("maaling", number), predicate, value, None, MEASURED)


def _iri(kind: str, number: int) -> str:
    return f"{ID}{kind}/{number}"


MADE = {
    "klynge": "klynge", "kommune": "omraade", "omraade": "omraade", "maaleindikator": "indikator",
    "maalepunkt": "maalepunkt",
}  # fmt: skip


@pytest.mark.parametrize("name", DECLARED)
@settings(max_examples=60, deadline=None)
@given(
    store=stores(), ground=st.sampled_from(GROUNDS[:2]), numbers=st.lists(st.integers(-1, 3), min_size=2, max_size=2)
)
def test_made_up_observations_give_what_sparql_gives(
    world: World, name: str, store: Store, ground: str, numbers: list[int]
) -> None:
    """Missing values and days, duplicates, several units, grounds and caveats, overlapping clusters, long decimals."""
    question = world.questions[name]
    given = {
        p.name: _iri(MADE[p.name], number)
        for p, number in zip(question.parameters, numbers, strict=False)
        if number >= 0
    }
    assert same(store, question, given, ground)


@pytest.mark.parametrize(
    ("values", "datatype", "fits"),
    [
        (("1.5", "12.5"), "decimal", True),
        (("1.5", "12.5"), "double", False),
        (("1", "12"), "integer", False),
        (("1.5", "0.0000000000000000001"), "decimal", False),
        (("90000000000000000000", "90000000000000000000"), "decimal", False),
        (("1.5", "mange"), "string", False),
    ],
)
def test_values_that_columns_do_not_hold_are_left_to_sparql(
    world: World, values: tuple[str, str], datatype: str, *, fits: bool
) -> None:
    """A number of another kind, with more digits or so large that a sum overflows: the answer is the engine's."""
    quads = [*_described({(0, 0)})]
    for number, value in enumerate(values):
        quads += _observation(number, Observed(0, 0, 0, 0, 0, frozenset(), "", "udledt"))
        told = Literal(value, datatype=NamedNode(XSD + datatype))
        quads += _said(_iri("maaling", number), f"{AFT}maalingsvaerdi", told, None, MEASURED)
    assert same(Store(quads), world.questions[MEAN], {}, "udledt", fits=fits)


@pytest.mark.parametrize(
    ("values", "mean"),
    [
        (("0.05", "0.05"), "0.1"),
        (("-0.05", "-0.05"), "0"),
        (("-0.15", "-0.15"), "-0.1"),
        (("-0.15", "-0.16"), "-0.2"),
        (("-0.05", "-0.05", "-0.050000000000000001"), "0"),
        (("0.1", "0.2", "0.3"), "0.2"),
        (("10", "12.00"), "11"),
        (("0.04", "0.05", "0.059999999999999999"), "0"),
    ],
)
def test_a_mean_is_exact_and_halves_go_upwards(world: World, values: tuple[str, ...], mean: str) -> None:
    """No number drifts as a float does; what is beyond 18 decimals is cut off, as the engine does it."""
    quads = [*_described({(0, 0)})]
    for number, value in enumerate(values):
        quads += _observation(number, Observed(0, 0, 0, 0, 0, frozenset(), value, "udledt"))
    assert same(Store(quads), world.questions[MEAN], {}, "udledt")
    (row,) = Store(quads).select(world.questions[MEAN].sparql({}, "udledt")).rows
    assert [cell.value for cell in row[3:] if cell] == [mean, "1", "1", str(len(values))]


def test_what_is_unbound_is_not_counted(world: World) -> None:
    """An observation without a caveat counts for nothing among the caveats."""
    text = """SELECT ?unit (COUNT(?caveat) AS ?n) (COUNT(DISTINCT ?caveat) AS ?m)
#GRUNDLAG
WHERE {
  ?maaling aft:enhed ?unit .
  OPTIONAL { ?maaling aft:forbehold ?caveat }
}
GROUP BY ?unit
ORDER BY ?unit
"""
    question = replace(world.questions["brud-i-serier"], text=text, reckoned=reckoned(text, []))
    quads = [*_described(set())]
    for number, caveats in enumerate((frozenset[int](), frozenset({0, 1}), frozenset({1}))):
        quads += _observation(number, Observed(0, 0, 0, 0, 0, caveats, "1.5", "udledt"))
    assert same(Store(quads), question, {}, "udledt")
    (row,) = Store(quads).select(question.sparql({}, "udledt")).rows
    assert [cell.value for cell in row[1:] if cell] == ["3", "2"]


def test_a_parameter_that_is_not_always_bound_is_left_to_sparql(world: World) -> None:
    """There a value is no filter: SPARQL binds it where the pattern left it open."""
    mean = world.questions[MEAN]
    text = mean.text.replace("aft:maaltIndikator ?maaleindikator ;", "aft:kildehenvisning ?kilde ;")
    text = text.replace("\n}\n", "\n  OPTIONAL { ?maaling aft:nedreGraense ?maaleindikator }\n}\n")
    loose = replace(mean, text=text, reckoned=reckoned(text, ["maaleindikator", "klynge"]))
    quads = [*_described({(0, 0)}), *_observation(0, Observed(0, 0, 0, 0, 0, frozenset(), "1.5", "udledt"))]
    store, values = Store(quads), {"maaleindikator": _iri("indikator", 0)}
    assert same(store, loose, values, "udledt", fits=False)
    assert len(store.select(loose.sparql(values, "udledt")).rows) == 1
