"""Where a query looks, and by which path its node leads there."""

from __future__ import annotations

import pytest

from aftalegraf.compiled import Check, Scope, checks
from aftalegraf.errors import QueryError
from aftalegraf.groups import Path, read
from aftalegraf.reach import Look, narrowed, reach, reach_of
from aftalegraf.shape_model import shapes_of
from tests.test_shape_engines import triples


def path(of: Path) -> str:
    """A path as SPARQL writes it, with . for where it stays."""
    if of.kind == "step":
        return of.iri.removeprefix("urn:") or "any"
    inner = [path(part) for part in of.parts]
    if of.kind == "back":
        return f"^({inner[0]})"
    if of.kind == "repeat":
        return f"({inner[0]})*"
    return "(" + ("|" if of.kind == "ways" else "/").join(inner) + ")" if inner else "."


def shown(looks: frozenset[Look]) -> list[str]:
    """Looks as `path > property` or `path < property`, with * for any node."""
    return sorted(
        f"{path(look.path) if look.path else '*'} {'<' if look.back else '>'} {look.iri.removeprefix('urn:') or 'any'}"
        for look in looks
    )


@pytest.mark.parametrize(
    ("where", "looks"),
    [
        ("?this <urn:p> ?x . ?x <urn:q> 1", [". > p", "p > q"]),
        ("?x <urn:q> ?y . ?this <urn:p> ?x", [". > p", "p > q"]),
        ("?x <urn:p> ?this", [". < p"]),
        ("?this <urn:p>/^<urn:q> ?x", [". > p", "p < q"]),
        ("?this (<urn:p>/<urn:q>)* ?x", ["(((p/q))*/p) > q", "((p/q))* > p"]),
        ("?x (<urn:p>/<urn:q>)* ?this", ["((^((p/q)))*/^(q)) < p", "(^((p/q)))* < q"]),
        ("?this <urn:p>|<urn:q>? ?x", [". > p", ". > q"]),
        ("?this ?p ?x . ?x <urn:q> ?y", [". > any", "any > q"]),
        ("?x <urn:p> ?y", ["* > p"]),
        ("<urn:a> <urn:p> ?y . ?y <urn:q> ?z", ["* > p", "* > q"]),
        ("?x <urn:p>* ?y", ["* > any", "* > p"]),
        ("?this <urn:p> [ <urn:q> ?x ] , 'a;b}'@da ; <urn:r> -1", [". > p", ". > r", "p > q"]),
        ("?this <urn:p> ?x OPTIONAL { ?x <urn:q> ?y } ?y <urn:r> ?z", ["* > r", ". > p", "p > q"]),
        ("?this <urn:p> ?x OPTIONAL { ?x <urn:q> ?y } OPTIONAL { ?y <urn:r> ?z }", ["* > r", ". > p", "p > q"]),
        ("{ ?this <urn:p> ?x } UNION { ?this <urn:q> ?x } ?x <urn:r> ?z", ["(p|q) > r", ". > p", ". > q"]),
        ("{ ?this <urn:p> ?x } UNION { ?this <urn:q> ?y } ?x <urn:r> ?z", ["* > r", ". > p", ". > q"]),
        ("?this <urn:p> ?x . { ?y <urn:q> ?z FILTER EXISTS { ?x <urn:r> ?z } }", ["* > q", "* > r", ". > p"]),
        ("?this <urn:p> ?x FILTER EXISTS { { ?x <urn:q> ?y } UNION { ?y <urn:r> ?x } }", [". > p", "p < r", "p > q"]),
        ("?this <urn:p> ?x BIND (EXISTS { ?x <urn:q> ?y } AS ?z) ?z <urn:r> ?y", ["* > r", ". > p", "p > q"]),
        ("VALUES ?x { <urn:a> UNDEF } ?x <urn:p> ?y", ["* > p"]),
        ("?this <urn:p> ?x { SELECT ?x { ?x <urn:q> ?y } }", [". > p", "p > q"]),
        ("?this <urn:p> ?x { SELECT ?x { ?x <urn:q> ?y } LIMIT 1 }", ["* > q", ". > p"]),
        ("?this <urn:p> ?x { SELECT ?y { ?x <urn:q> ?y } }", ["* > q", ". > p"]),
        ("?this <urn:p> ?x { SELECT ?x (COUNT(?y) AS ?n) { ?x <urn:q> ?y } GROUP BY ?x }", [". > p", "p > q"]),
        ("?this <urn:p> ?x { SELECT (COUNT(?x) AS ?n) { ?x <urn:q> ?y } HAVING (?n > 1) }", ["* > q", ". > p"]),
    ],
)  # fmt: skip
def test_each_look_has_the_path_that_leads_to_it(where: str, looks: list[str]) -> None:
    """What no certain path leads to may be anywhere: what may be left out, and what a subquery keeps to itself."""
    assert shown(reach(f"SELECT ?this WHERE {{ {where} }}", "?this").looks) == looks


def test_a_node_that_every_group_has_is_known_in_every_group() -> None:
    """As SHACL binds $this: also where a group inside stands by itself."""
    text = "SELECT $this WHERE { { ?x <urn:p> ?y OPTIONAL { $this <urn:q> ?y } } }"
    assert shown(reach(text, "?this").looks) == ["* > p", "* > q"]
    assert shown(reach(text, "?this", everywhere=True).looks) == ["* > p", ". > q"]
    assert shown(reach(text, "?this", Path("step", "urn:r"), everywhere=True).looks) == ["* > p", "r > q"]


def test_a_query_that_does_not_give_its_node_may_look_from_anywhere() -> None:
    """Nothing tells which of its answers is of which node."""
    found = reach("SELECT (COUNT(?this) AS ?n) WHERE { ?this <urn:p> ?x }", "?this")
    assert shown(found.looks) == ["* > p"]
    assert found.starts == ()


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?this <urn:p> ?x }",
        "SELECT ?this WHERE { ?this <urn:p> ?x MINUS { ?this <urn:q> ?x } }",
        "SELECT ?this WHERE { GRAPH ?g { ?this <urn:p> ?x } }",
        "SELECT ?this (EXISTS { ?this <urn:p> ?x } AS ?y) WHERE { ?this <urn:p> ?x }",
        "SELECT ?this WHERE { ?this <urn:p> ( 1 2 ) }",
        "SELECT ?this WHERE { ?this !<urn:p> ?x }",
        "SELECT ?this WHERE { ?this <urn:p> ?x } VALUES ?x { 1 }",
        "SELECT ?this WHERE { ?this <urn:p> ?x",
        "SELECT ?this WHERE { ?this none:p ?x }",
        "SELECT ?this WHERE { } }",
    ],
)
def test_what_is_not_known_is_refused(text: str) -> None:
    """So the check is asked in full, and nothing is passed over."""
    with pytest.raises(QueryError):
        read(text)


def checked(text: str) -> tuple[Check, ...]:
    """The checks of a shape."""
    (shape,) = shapes_of(triples(f"ex:S a sh:NodeShape ; {text} ."))[0].values()
    return checks(shape, lambda iri: (iri,))


def test_a_check_looks_at_its_target_and_along_its_path() -> None:
    """Backwards from the value to the node that the shape is held against."""
    (check,) = checked("sh:targetClass ex:C ; sh:property [ sh:path ( ex:p ex:q ) ; sh:class ex:D ]")
    told = [look.replace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "").replace("https://example.org/", "")
            for look in shown(reach_of(check))]  # fmt: skip
    assert told == ["(p/q) > type", ". > type", ". > p", "p > q"]


def test_a_check_of_some_nodes_is_narrowed_where_they_are_looked_for() -> None:
    """Also inside the subquery that makes each target one."""
    (check,) = checked("sh:targetClass ex:C ; sh:targetSubjectsOf ex:p ; sh:nodeKind sh:IRI")
    query = narrowed(check, ("<urn:a>", "<urn:b>")).query or ""
    assert query.count("VALUES ?sh_0 { <urn:a> <urn:b> }") == query.count("SELECT") == 2
    sparql = 'sh:targetClass ex:C ; sh:sparql [ sh:select "SELECT $this WHERE { $this <urn:p> 1 }" ]'
    (check,) = checked(sparql)
    assert narrowed(check, ("<urn:a>",)).scope == Scope(
        " VALUES ?sh_0 { <urn:a> }  ?sh_0 a <https://example.org/C> . ", "?sh_0", ("?sh_0",)
    )
