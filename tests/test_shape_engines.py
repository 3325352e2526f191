"""The fast engine and the reference find the same, on the rules' own cases and on whatever chance makes up."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings

from aftalegraf import validation
from aftalegraf.access import Access
from aftalegraf.engines import AUTO, DEFAULT, FAST, REFERENCE, failures, plan, report, served
from aftalegraf.errors import EngineError, ShapeRefusedError
from aftalegraf.graph import SHAPES
from aftalegraf.loading import load
from aftalegraf.namespaces import SH
from aftalegraf.rdf import BlankNode, Quad, Triple, decode
from aftalegraf.remote import RemoteStore
from aftalegraf.review import enforcing, review
from aftalegraf.store import Store
from aftalegraf.world import World
from tests.made_shapes import cases
from tests.mutations import mutations
from tests.small_engine import small_engine
from tests.test_review import FOLDER, changed

LONG = bool(os.environ.get("AFTALEGRAF_LONG"))
STEP = 1 if LONG else 12
EXAMPLES = 10_000 if LONG else 200
CASES = sorted(FOLDER.glob("*.ru"))
ASKED = 'sh:sparql [ sh:select "SELECT $this {{ $this <https://example.org/p> ?x FILTER ({}) }}" ]'
HEAD = """PREFIX ex: <https://example.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


def triples(text: str) -> tuple[Triple, ...]:
    """The triples of a piece of Turtle."""
    return tuple(quad.triple for quad in decode((HEAD + text).encode(), ".ttl", "test"))


def stored(data: Iterable[Triple]) -> Store:
    """A store with some triples."""
    return Store(Quad(t.subject, t.predicate, t.object) for t in data)


def told(said: Sequence[Triple], *, texts: bool = True) -> Counter[tuple[str, ...]]:
    """The results of a report, those that led to others too; without texts where only one engine makes them up."""
    wanted = {"focusNode", "value", "resultPath", "resultSeverity", "sourceShape", "sourceConstraint"}
    wanted |= {"sourceConstraintComponent"} | ({"resultMessage"} if texts else set())
    nodes: dict[object, list[str]] = {}
    for t in said:
        nodes.setdefault(t.subject, [])
        name = t.predicate.value.removeprefix(SH)
        if name in wanted:
            a_path = name == "resultPath" and isinstance(t.object, BlankNode)
            nodes[t.subject].append(f"{name} {'a path' if a_path else t.object}")
    return Counter(tuple(sorted(lines)) for lines in nodes.values() if any(line.startswith("focus") for line in lines))


@cache
def good() -> tuple[Triple, ...]:
    """The agreement that meets every rule."""
    return changed(None)


def same(data: Sequence[Triple], shapes: Sequence[Triple]) -> Counter[tuple[str, ...]]:
    """What the fast engine finds, which is what the reference finds."""
    store = stored(data)
    found = told(report(store, shapes, FAST))
    assert found == told(validation.report_of(data, shapes))
    return found


@pytest.fixture(scope="module")
def rules(world: World) -> tuple[Triple, ...]:
    """The shapes that enforce a provision."""
    return enforcing(world.store.graph(SHAPES))


@pytest.mark.parametrize("case", CASES[::STEP], ids=lambda case: case.stem)
def test_the_failing_case_of_a_rule_gives_the_same_findings(case: object, rules: tuple[Triple, ...]) -> None:
    """One rule in twelve, all of them in `make long`: result by result, with texts and values."""
    assert same(changed(case), rules)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", range(0, len(mutations(good())), 10 if LONG else 60))
def test_a_change_of_the_good_agreement_gives_the_same_findings(number: int, rules: tuple[Triple, ...]) -> None:
    """Lines of the table of mutations."""
    mutation = mutations(good())[number]
    spoilt = {*good()} - {mutation.triple}
    if mutation.becomes:
        spoilt.add(Triple(mutation.triple.subject, mutation.triple.predicate, mutation.becomes))
    same(sorted(spoilt, key=str), rules)


def test_the_real_graph_gives_the_same_findings(world: World, rules: tuple[Triple, ...]) -> None:
    """All rules on all agreements, with what only led to a finding."""
    assert failures(world.store, rules, FAST) == failures(world.store, rules, REFERENCE)
    assert [one.results for one in review(world, engine=FAST)] == [
        one.results for one in review(world, engine=REFERENCE)
    ]
    assert DEFAULT == AUTO


def test_a_graph_on_a_server_is_fetched_once_and_reviewed_here(world: World) -> None:
    """The fast engine asks the store that holds it here and finds the same; the second asks the server nothing."""
    with small_engine() as engine:
        load(world.store, "v1", Access(engine.query), Access(engine.graphs), lambda _: None, replace=False)
        there = replace(world, store=RemoteStore(Access(engine.query)), held_at=engine.query)
        assert served(there.store, there.store.graph(SHAPES)) == served(world.store, world.store.graph(SHAPES))
        assert review(there, engine=FAST) == review(world, engine=FAST)
        asked = len(engine.seen)
        review(there, engine=FAST)
        assert len(engine.seen) == asked


def test_every_shape_of_ours_is_taken_by_the_fast_engine(world: World) -> None:
    """Rules and the shapes of our own data: none is left to the reference."""
    known = served(world.store, world.store.graph(SHAPES))
    assert [iri for iri, engine in known.items() if engine != FAST] == []
    assert len(known) == 211


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")  # what it found is shown at length
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=not LONG)
@given(cases())
def test_chance_finds_no_difference(case: tuple[str, str]) -> None:
    """Any small graph against any shape: equal result by result, or refused by name."""
    pre = 'ex:pre sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .\n'
    graph, shape = case
    shapes = triples(f"{pre} ex:S a sh:NodeShape ; {shape} .")
    data = stored(triples(graph)).graph(None)
    try:
        found = told(report(stored(data), shapes, FAST), texts=False)
    except ShapeRefusedError:
        return
    try:
        expected = told(validation.report_of(data, shapes), texts=False)
    except EngineError:
        return  # the reference cannot say
    assert found == expected


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ("sh:node ex:S", "it refers to itself"),
        ("sh:property [ sh:path [ sh:zeroOrMorePath [ sh:oneOrMorePath ex:p ] ] ]", "repeats"),
        ("sh:property [ sh:path ( ex:p ) , ex:q ]", "sh:path more than once"),
        ("sh:unheardOf 1", "it uses sh:unheardOf"),
        ('sh:sparql [ sh:select "SELECT $this WHERE { $this <urn:p> ?x MINUS { $this <urn:q> ?x } }" ]', "MINUS"),
        ('sh:sparql [ sh:select "SELECT ?x WHERE { ?x <urn:p> ?y }" ]', "a SELECT of $this"),
        ('sh:sparql [ sh:select "SELECT $this WHERE { $this <urn:p> }" ]', "cannot"),
        ('sh:pattern "(?=x)"', "pattern"),
        ("sh:property [ sh:path ex:p ; sh:minCount 1.5 ]", "no number"),
        ("sh:hasValue 1.50", "spells"),
        ("sh:in ( 01 )", "spells"),
        ("sh:property [ sh:path [ sh:inversePath ( ex:p ex:q ) ] ; sh:minCount 1 ]", "turns a path"),
    ],
)
def test_what_is_not_known_is_refused_by_name(shape: str, why: str) -> None:
    """Never passed over: the fast engine alone says which shape and why; auto gives it to the reference."""
    shapes = triples(f"ex:S a sh:NodeShape ; sh:targetClass ex:C ; {shape} .")
    with pytest.raises(ShapeRefusedError, match=r"https://example\.org/S") as refused:
        report(stored(triples("ex:a a ex:C .")), shapes, FAST)
    assert why in str(refused.value)
    if plan(shapes).refused:
        assert served(stored(()), shapes) == {"https://example.org/S": REFERENCE}


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ("FILTER (<urn:f>(?x))", "urn:f is not known"),
        ("FILTER (REGEX(STR(?x), STR($this)))", "the pattern of REGEX"),
        ("FILTER (SUBSTR(STR(?x), 0) = 'a')", "SUBSTR"),
        ("FILTER (?x = 'a'^^xsd:string)", "leave the datatype out"),
        ("FILTER (?x = 007)", "007 is not spelt"),
        (". ?x <urn:q>* ?y", "may stay"),
        (". ?x <urn:q> 1.5", "1.5"),
    ],
)
def test_a_query_that_may_be_answered_in_two_ways_is_refused_by_name(part: str, why: str) -> None:
    """Functions of others, patterns made of data, spellings that the store does not keep, paths that may stay."""
    query = f'sh:sparql [ sh:select "SELECT $this WHERE {{ $this <urn:p> ?x {part} }}" ]'
    with pytest.raises(ShapeRefusedError, match=r"https://example\.org/S") as refused:
        report(stored(()), triples(f"ex:S a sh:NodeShape ; sh:targetClass ex:C ; {query} ."), FAST)
    assert why in str(refused.value)


def test_a_value_of_the_wrong_kind_is_not_passed_over() -> None:
    """A date that is none would fall out of a filter: the fast engine refuses, the reference tells."""
    shapes = triples(
        'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [ sh:select "SELECT $this WHERE { $this '
        "<https://example.org/p> ?x FILTER (?x > '2020-01-01'^^<http://www.w3.org/2001/XMLSchema#date>) }\" ] ."
    )
    data = triples('ex:a a ex:C ; ex:p "2024-13-01"^^xsd:date .')
    with pytest.raises(ShapeRefusedError, match=r"the value 2024-13-01 of"):
        report(stored(data), shapes, FAST)
    right = triples('ex:a a ex:C ; ex:p "2024-12-01"^^xsd:date .')
    assert told(report(stored(right), shapes, AUTO)) == told(report(stored(right), shapes, FAST))
    assert sum(told(report(stored(right), shapes, FAST)).values()) == 1


@pytest.mark.parametrize(
    ("shape", "value", "why"),
    [
        ("sh:property [ sh:path ex:p ; sh:maxExclusive 2 ]", '"2024-01-01"^^xsd:date', "2024-01-01"),
        ("sh:not [ sh:property [ sh:path ex:p ; sh:lessThan ex:q ] ]", '"x"@da ; ex:q "y"@da', "text in a language"),
        ("sh:property [ sh:path ex:p ; sh:lessThan ex:q ]", '"2024"^^xsd:gYear ; ex:q "2024-01-01"^^xsd:date', "gYear"),
        (ASKED.format("?x > 1"), '"text"', "the value text of"),
        (ASKED.format("?x - 1 > 0"), "2.5", "the value 2.5 of"),
        (ASKED.format("?x != 'a'"), '"a"@da', "the value a of"),
    ],
)
def test_values_of_kinds_that_are_taken_differently_are_left_to_the_reference(shape: str, value: str, why: str) -> None:
    """The two are known to differ there: fast alone says which value, auto finds what the reference finds."""
    shapes = triples(f"ex:S a sh:NodeShape ; sh:targetClass ex:C ; {shape} .")
    store = stored(triples(f"ex:a a ex:C ; ex:p {value} ."))
    with pytest.raises(ShapeRefusedError, match=why):
        report(store, shapes, FAST)
    assert told(report(store, shapes, AUTO)) == told(report(store, shapes, REFERENCE))


@pytest.mark.parametrize(("name", "added"), [("d", "2024-02-01"), ("last", None)])
def test_the_store_does_not_always_add_a_duration_but_subtracts_its_negative(name: str, added: str | None) -> None:
    """The name of the variable decides. When the engine mends this, shapes and questions may add again."""
    day = f'BIND("2024-01-31"^^xsd:date AS ?{name})'
    for pair in (f'?{name} + "P1D"^^xsd:dayTimeDuration', f'"P1D"^^xsd:dayTimeDuration + ?{name}'):
        ((cell,),) = stored(()).select(f"SELECT ({pair} AS ?x) {{ {day} }}").rows
        assert (cell.value if cell else None) == added
    ((cell,),) = stored(()).select(f'SELECT (?{name} - "-P1D"^^xsd:dayTimeDuration AS ?x) {{ {day} }}').rows
    assert cell
    assert cell.value == "2024-02-01"


def test_what_each_engine_finds_is_one_report() -> None:
    """A shape for the one and a shape for the other: both findings, one report, not conforming."""
    shapes = triples(
        'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:pattern "(?=z)" . '
        "ex:T a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount 1 ] ."
    )
    said = report(stored(triples("ex:a a ex:C .")), shapes, AUTO)
    assert len([t for t in said if t.predicate.value == f"{SH}result"]) == 2
    assert [t.object.value for t in said if t.predicate.value == f"{SH}conforms"] == ["false"]  # type: ignore[union-attr]
    assert told(said, texts=False) == told(report(stored(triples("ex:a a ex:C .")), shapes, REFERENCE), texts=False)
