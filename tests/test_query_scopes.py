"""What rdflib sees in the groups of a query and SPARQL does not is refused; all else is taken."""

from __future__ import annotations

import pytest

from aftalegraf.constraint_query import read
from aftalegraf.errors import QueryError
from aftalegraf.prebound import parts
from aftalegraf.query_scopes import check_scopes, has_value, sure

KIND = "urn:C"


def seen(where: str, after: str = "", given: str = "$this ?value") -> str:
    """Why a query is refused, "" where it is not."""
    tree = read(parts(f"SELECT {given} WHERE {{ {where} }} {after}", "").tokens)
    try:
        check_scopes(tree, KIND)
    except QueryError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("$this <urn:p> ?value . { $this <urn:q> ?y FILTER (?y != ?value) }", "value"),
        ("$this <urn:p> ?value . { $this <urn:q> ?y BIND (STR(?value) AS ?z) }", "value"),
        ("$this <urn:p> ?value . { $this <urn:q> ?y FILTER NOT EXISTS { ?y <urn:q> ?value } }", "value"),
        ("$this <urn:p> ?x . { ?y <urn:q> ?z OPTIONAL { ?z <urn:r> ?x } }", "x"),
        ("$this <urn:p> ?x OPTIONAL { $this <urn:q> ?y } OPTIONAL { $this <urn:r> ?y }", "y"),
        ("$this <urn:p> ?x OPTIONAL { ?x <urn:q> ?y BIND (?x AS ?z) { ?y <urn:r> ?w FILTER (?w = ?x) } }", "x"),
        ("$this <urn:p> ?x { SELECT $this (COUNT(?x) AS ?n) { $this ?p ?x } GROUP BY $this HAVING (COUNT(?x) > 0) }",
         "x"),
    ],
)  # fmt: skip
def test_what_is_known_outside_is_not_seen_inside(where: str, name: str) -> None:
    """A group, a UNION, an OPTIONAL and a subquery are joined when they are done; the name that is shared is told."""
    assert f"?{name} in a group" in seen(where)


@pytest.mark.parametrize(
    "where",
    [
        "{ $this <urn:p> ?value . ?value <urn:p> ?led } UNION { $this <urn:q> ?value . ?led <urn:q> ?value }",
        "$this <urn:p> ?value OPTIONAL { $this <urn:q> ?y } OPTIONAL { $this <urn:r> ?z FILTER (?z != ?y) }",
        "$this <urn:p> ?value FILTER NOT EXISTS { ?value <urn:q> ?x . ?x <urn:p> ?y FILTER (?y = ?value) }",
        "$this <urn:p> ?x OPTIONAL { $this <urn:q> ?m } BIND (COALESCE(?m, 0) AS ?value)",
        "{ $this <urn:p> ?value . ?value <urn:q> ?y FILTER (?y = ?value) }",
    ],
)
def test_what_each_engine_sees_alike_is_taken(where: str) -> None:
    """A filter of an OPTIONAL sees what is before it, EXISTS all that is around it."""
    assert seen(where) == ""


@pytest.mark.parametrize(
    ("where", "having", "why"),
    [
        ("$this <urn:p> ?x", "", "nothing to group"),
        ("$this <urn:p> ?x", "HAVING (SUM(?x) != 1)", "nothing to group"),
        ("$this <urn:p> ?x", "HAVING (COUNT(?x) >= 0)", "nothing to group"),
        ("$this <urn:p> ?x", "HAVING (COUNT(?x) < 3)", "nothing to group"),
        ("$this <urn:p> ?x", "HAVING (COUNT(?x) > 0 && SUM(?x) != 1)", ""),
        ("$this <urn:p> ?x", "HAVING (COUNT(?x) = 2)", ""),
        ("$this a <urn:C> OPTIONAL { $this <urn:p> ?x }", "", ""),
        ("$this a <urn:D> OPTIONAL { $this <urn:p> ?x }", "", "nothing to group"),
        ("$this a <urn:C> FILTER (BOUND(?x))", "", "nothing to group"),
    ],
)
def test_a_query_that_groups_has_something_to_group(where: str, having: str, why: str) -> None:
    """Rdflib makes a row of nothing: HAVING throws it away, or the pattern is met by each node of the target."""
    assert why in seen(where, f"GROUP BY $this {having}", "$this (COUNT(?x) AS ?value)")
    assert bool(why) == bool(seen(where, f"GROUP BY $this {having}", "$this (COUNT(?x) AS ?value)"))


def test_what_has_a_value_in_each_solution_is_known() -> None:
    """Patterns, what all ways bind and what is made of that; not what is optional or bound on one way only."""
    tree = read(
        parts(
            "SELECT $this WHERE { $this <urn:p> ?a { ?a <urn:q> ?b . ?b <urn:q> ?c } UNION { ?a <urn:r> ?b } "
            "OPTIONAL { ?a <urn:p> ?d } BIND (?b AS ?e) BIND (?d AS ?f) BIND (COALESCE(?d, 0) AS ?g) }",
            "",
        ).tokens
    )
    assert sure(tree.where) == {"this", "a", "b", "e", "g"}
    assert [has_value(expression, sure(tree.where)) for _, expression in tree.where.binds] == [True, False, True]
