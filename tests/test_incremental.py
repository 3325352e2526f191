"""What is held after a change is what a full run finds, whatever the data, the change and the shapes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, product
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftalegraf.affected import Change
from aftalegraf.carried import packed, unpacked
from aftalegraf.engines import held, plan
from aftalegraf.fast import subclasses
from aftalegraf.graph import SHAPES
from aftalegraf.incremental import Held
from aftalegraf.rdf import Triple
from aftalegraf.world import World
from tests.made_shapes import AIMS, GRAPHS, SPARQL, TOPS
from tests.mutations import mutations
from tests.test_shape_engines import EXAMPLES, LONG, good, stored, triples

PRE = 'ex:pre sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .\n'
# What makes it hard to tell where a query looks.
HARD = (
    "{ $this ex:p ?x } UNION { $this ex:q ?y } ?x ex:r ?value",
    "{ $this ex:p ?x } UNION { ?x ex:q $this } ?x ex:r ?value",
    "$this ex:p ?value { ?value ex:q ?y } UNION { ?z ex:r ?value . ?z ex:p ?w }",
    "?value ex:q ?y . ?y ex:r ?z . $this ex:p ?z",
    "$this a ?c . ?value a ex:D FILTER NOT EXISTS { ?value ex:p ?y . ?y ex:q $this }",
    "$this ex:p/ex:q* ?value FILTER NOT EXISTS { ?value (ex:r|^ex:r)+ $this }",
    "$this ?p ?value . ?value ?q ?y FILTER (?p = ?q)",
    "$this ex:p ?value FILTER EXISTS { ?value ex:q ?y FILTER NOT EXISTS { ?y ex:r ?value } }",
    "$this ex:p ?x BIND (IF(EXISTS { ?x ex:q ?y }, 1, 2) AS ?value) FILTER (?value = 1)",
    "BIND (ex:a AS ?value) ?value ex:p ?x . $this ex:q ?y",
    "$this ex:p/(ex:q/ex:p)* ?value . ?value a ex:D",
    "$this ex:p ?x . ?x ex:q ?value ; ex:r ?y OPTIONAL { ?value ex:p ?z FILTER EXISTS { ?z ex:q $this } }",
    "$this ex:p ?x { SELECT $this ?x (COUNT(?y) AS ?value) { ?x ex:q ?y } GROUP BY $this ?x HAVING (COUNT(?y) > 0) }",
)
# What the fast engine does not take, so that there is nothing to follow: the reference has the whole of it each time.
REFUSED = (
    "$this ex:p ?x OPTIONAL { ?x ex:q ?y } OPTIONAL { ?y ex:r ?value }",
    "$this ex:p ?x OPTIONAL { ?x ex:q ?y } ?y ex:r ?value",
    "{ ?y ex:q ?value OPTIONAL { ?x ex:r ?value } } $this ex:p ?x",
    "$this ex:p [ ex:q ?value ; ex:r ?y ] OPTIONAL { ?value ex:p ?z FILTER EXISTS { ?z ex:q $this } }",
    "$this ex:p ?x { SELECT $this ?x (COUNT(?y) AS ?value) { ?x ex:q ?y . $this a ?c } GROUP BY $this ?x }",
    "$this ex:p ?value { SELECT $this ?value { $this a ?c OPTIONAL { ?value ex:q ?y } FILTER (BOUND(?y)) } }",
)
COUNTS = (
    "SELECT $this (COUNT(?y) AS ?value) WHERE { $this a ?c OPTIONAL { $this ex:p ?x . ?x ex:q ?y } } GROUP BY $this"
)
QUERIES = st.builds(
    'sh:sparql [ sh:message "{{?value}}" ; sh:prefixes ex:pre ; sh:select "{}" ]'.format,
    st.sampled_from([*(f"SELECT $this ?value WHERE {{ {where} }}" for where in HARD), COUNTS]),
)
AIM = st.one_of(AIMS, st.just("sh:targetClass ex:C , ex:D ; sh:targetSubjectsOf ex:q"))
KINDS = (TOPS, SPARQL, QUERIES, st.builds("sh:property [ sh:path ex:r ; {} ]".format, QUERIES))


@st.composite
def asks(draw: st.DrawFn) -> str:
    """What a shape asks, of one of four kinds."""
    found: str = draw(KINDS[draw(st.integers(0, 3))])
    return found


def flat(one: Held) -> Counter[str]:
    """What was found, in no order."""
    said = packed(one)
    return Counter(
        json.dumps([node, number, found], sort_keys=True)
        for node, checks in said["found"].items()
        for number, rooted in enumerate(checks)
        for found in rooted
    )


def followed(before: Sequence[Triple], after: Sequence[Triple], shapes: tuple[Triple, ...]) -> Held:
    """What is held after a change, carried over as plain data: the same as a full run finds."""
    old, new = stored(before), stored(after)
    change = Change(
        frozenset(old.graph(None)) - set(new.graph(None)), frozenset(new.graph(None)) - set(old.graph(None))
    )
    first = held(old, shapes)
    carried = unpacked(json.loads(json.dumps(packed(first))), plan(shapes, subclasses(old)).taken)
    assert flat(carried) == flat(first)
    found, full = held(new, shapes, carried, change), held(new, shapes)
    assert flat(found) == flat(full)
    assert {iri: {*told} for iri, told in found.unlike.of.items()} == {
        iri: {*told} for iri, told in full.unlike.of.items()
    }
    assert found.refused.keys() == full.refused.keys()
    return found


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")  # of the length of its own messages
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=not LONG)
@given(GRAPHS, GRAPHS, st.sets(st.integers(0, 29), max_size=4), st.integers(0, 3), AIM, asks())
def test_chance_finds_no_change_that_is_missed(
    graph: list[str], more: list[str], gone: set[int], come: int, aim: str, asked: str
) -> None:
    """Any small graph, some of it taken away and something added, against any shape."""
    shapes = triples(f"{PRE} ex:S a sh:NodeShape ; {aim} ; {asked} .")
    after = [line for number, line in enumerate(graph) if number not in gone] + more[:come]
    followed(triples("\n".join(graph)), triples("\n".join(after)), shapes)


EVERY = tuple(
    f"ex:{one} {said} ."
    for one, said in product("abc", [f"ex:{p} ex:{two}" for p, two in product("pqr", "abc")] + ["a ex:C", "a ex:D"])
)


@pytest.mark.parametrize("where", HARD)
def test_each_single_change_of_a_small_graph_is_seen(where: str) -> None:
    """One triple more or less, each of 33 in turn, where it is hard to tell where a query looks."""
    asked = f'sh:sparql [ sh:prefixes ex:pre ; sh:select "SELECT $this ?value WHERE {{ {where} }}" ]'
    shapes = triples(f"{PRE} ex:S a sh:NodeShape ; sh:targetClass ex:C ; {asked} .")
    chance, found = Random(where), 0  # noqa: S311 (examples, not secrets)
    for size in range(6, 18, 1 if LONG else 3):
        graph = set(chance.sample(EVERY, size))
        old = stored(triples("\n".join(graph)))
        first = held(old, shapes)
        for line in EVERY:
            changed = frozenset(triples(line))
            change = Change(changed, frozenset()) if line in graph else Change(frozenset(), changed)
            new = stored(triples("\n".join(graph ^ {line})))
            after = flat(held(new, shapes))
            assert flat(held(new, shapes, first, change)) == after
            found += after != flat(first)
    assert found > 5


@pytest.mark.parametrize("where", REFUSED)
def test_what_is_not_taken_is_not_followed(where: str) -> None:
    """It is refused when it is read, whatever the data."""
    asked = f'sh:sparql [ sh:prefixes ex:pre ; sh:select "SELECT $this ?value WHERE {{ {where} }}" ]'
    shapes = triples(f"{PRE} ex:S a sh:NodeShape ; sh:targetClass ex:C ; {asked} .")
    told = plan(shapes, subclasses(stored(())))
    assert (len(told.taken), [str(shape) for shape in told.refused]) == (0, ["<https://example.org/S>"])


@pytest.mark.parametrize("number", range(0, len(mutations(good())), 20 if LONG else 200))
def test_a_changed_line_of_an_agreement_is_held_as_by_a_full_run(world: World, number: int) -> None:
    """Lines of the table of mutations, by all shapes of the project."""
    mutation = mutations(good())[number]
    after = {*good()} - {mutation.triple}
    if mutation.becomes:
        after.add(Triple(mutation.triple.subject, mutation.triple.predicate, mutation.becomes))
    followed(good(), sorted(after, key=str), world.store.graph(SHAPES))


@pytest.mark.parametrize("seed", range(40 if LONG else 2))
def test_changed_rows_of_the_real_graph_are_held_as_by_a_full_run(world: World, seed: int) -> None:
    """All that is said of some things is taken away and what is said of others is another; then it is undone."""
    chance = Random(seed)  # noqa: S311 (examples, not secrets)
    before = world.store.graph(None)
    spoilt = chance.sample(before, 6)
    gone = {t for t in before if t.subject in {one.subject for one in spoilt[:3]}}
    come = {Triple(t.subject, t.predicate, other.object) for t, other in pairwise(spoilt[3:])}
    after = sorted({*before} - gone - {*spoilt[3:]} | come, key=str)
    shapes = world.store.graph(SHAPES)
    found = followed(before, after, shapes)
    back = Change(frozenset(after) - {*before}, frozenset(before) - {*after})
    assert flat(held(world.store, shapes, found, back)) == flat(held(world.store, shapes))
