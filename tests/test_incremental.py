"""What is held after a change is what a full run finds, whatever the data, the change and the shapes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import product
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftalegraf.affected import Change
from aftalegraf.carried import packed, unpacked
from aftalegraf.engines import AUTO, held, joined, plan, report
from aftalegraf.errors import EngineError
from aftalegraf.fast import subclasses
from aftalegraf.graph import SHAPES
from aftalegraf.incremental import Held
from aftalegraf.rdf import Triple
from aftalegraf.world import World
from tests.test_shape_engines import AIMS, EXAMPLES, GRAPHS, LONG, SPARQL, TOPS, stored, told, triples

PRE = 'ex:pre sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .\n'
# What makes it hard to tell where a query looks.
HARD = (
    "SELECT $this ?value WHERE { $this ex:p ?x OPTIONAL { ?x ex:q ?y } OPTIONAL { ?y ex:r ?value } }",
    "SELECT $this ?value WHERE { $this ex:p ?x OPTIONAL { ?x ex:q ?y } ?y ex:r ?value }",
    "SELECT $this ?value WHERE { { ?y ex:q ?value OPTIONAL { ?x ex:r ?value } } $this ex:p ?x }",
    "SELECT $this ?value WHERE { { $this ex:p ?x } UNION { $this ex:q ?y } ?x ex:r ?value }",
    "SELECT $this ?value WHERE { { $this ex:p ?x } UNION { ?x ex:q $this } ?x ex:r ?value }",
    "SELECT $this ?value WHERE { $this ex:p ?value { ?value ex:q ?y } UNION { ?z ex:r ?value . ?z ex:p ?w } }",
    "SELECT $this ?value WHERE { ?value ex:q ?y . ?y ex:r ?z . $this ex:p ?z }",
    "SELECT $this ?value WHERE { $this a ?c . ?value a ex:D FILTER NOT EXISTS { ?value ex:p ?y . ?y ex:q $this } }",
    "SELECT $this ?value WHERE { $this ex:p/ex:q* ?value FILTER NOT EXISTS { ?value (ex:r|^ex:r)+ $this } }",
    "SELECT $this ?p WHERE { $this ?p ?x . ?x ?q ?y FILTER (?p = ?q) }",
    "SELECT $this ?value WHERE { $this ex:p ?x FILTER EXISTS { ?x ex:q ?y FILTER NOT EXISTS { ?y ex:r ?x } } BIND (?x AS ?value) }",
    "SELECT $this ?value WHERE { $this ex:p ?x BIND (IF(EXISTS { ?x ex:q ?y }, 1, 2) AS ?value) FILTER (?value = 1) }",
    "SELECT $this ?value WHERE { BIND (ex:a AS ?value) ?value ex:p ?x . $this ex:q ?y }",
    "SELECT $this ?value WHERE { $this ex:p [ ex:q ?value ; ex:r ?y ] OPTIONAL { ?value ex:p ?z FILTER EXISTS { ?z ex:q $this } } }",
    "SELECT $this ?n WHERE { $this ex:p ?x { SELECT $this ?x (COUNT(?y) AS ?n) WHERE { ?x ex:q ?y . $this a ?c } GROUP BY $this ?x } }",
    "SELECT $this ?value WHERE { $this ex:p/(ex:q/ex:p)* ?value . ?value a ex:D }",
    "SELECT $this ?x WHERE { $this ex:p ?x { SELECT $this ?x WHERE { $this a ?c OPTIONAL { ?x ex:q ?y } FILTER (BOUND(?y)) } } }",
    "SELECT $this (SUM(?m) AS ?value) WHERE { $this a ?c OPTIONAL { $this ex:p ?x . ?x ex:q ?n } BIND (COALESCE(?n, 0) AS ?m) } GROUP BY $this",
)  # fmt: skip
QUERIES = st.builds(
    'sh:sparql [ sh:message "{{?value}}" ; sh:prefixes ex:pre ; sh:select "{}" ]'.format, st.sampled_from(HARD)
)
AIM = st.one_of(AIMS, st.just("sh:targetClass ex:C , ex:D ; sh:targetSubjectsOf ex:q"))
ASKED = st.one_of(TOPS, SPARQL, QUERIES, st.builds("sh:property [ sh:path ex:r ; {} ]".format, QUERIES))


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
    change = Change(frozenset(old.graph(None)) - set(new.graph(None)), frozenset(new.graph(None)) - set(old.graph(None)))
    first = held(old, shapes)
    carried = unpacked(json.loads(json.dumps(packed(first))), plan(shapes, subclasses(old)).taken)
    assert flat(carried) == flat(first)
    found, full = held(new, shapes, carried, change), held(new, shapes)
    assert flat(found) == flat(full)
    for told, whole in ((found.unlike.ill, full.unlike.ill), (found.unlike.truth, full.unlike.truth)):
        assert told.keys() == whole.keys()
    assert found.refused.keys() == full.refused.keys()
    return found


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=not LONG)
@given(GRAPHS, GRAPHS, st.sets(st.integers(0, 29), max_size=4), st.integers(0, 3), AIM, ASKED)
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


@pytest.mark.parametrize("query", HARD)
def test_each_single_change_of_a_small_graph_is_seen(query: str) -> None:
    """One triple more or less, each of 33 in turn, where it is hard to tell where a query looks."""
    shapes = triples(f'{PRE} ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [ sh:prefixes ex:pre ; sh:select "{query}" ] .')
    chance, found = Random(query), 0
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
    assert found > 5  # noqa: PLR2004 (the change is seen in some)
