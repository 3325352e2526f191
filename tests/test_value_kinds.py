"""Values are told apart by kind in Python as in the store, and only kinds that the engines take alike are compared."""

from __future__ import annotations

import pytest

from aftalegraf.namespaces import XSD
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Quad
from aftalegraf.store import Store
from aftalegraf.value_kinds import Demand, Kinds, Source, alike, always, kind_of, kinds

P = "https://example.org/p"
KINDS = [
    ("12", "integer", "integer"), ("1234567890123456", "integer", f"other {XSD}integer"),
    ("1.5", "decimal", "decimal"), ("2", "double", "double"), ("NaN", "double", f"other {XSD}double"),
    ("1.5", "float", f"other {XSD}float"), ("true", "boolean", "boolean"), ("2024-01-31", "date", "date"),
    ("2024-02-30", "date", f"other {XSD}date"), ("2024-01-01Z", "date", f"other {XSD}date"),
    ("12024-01-01", "date", f"other {XSD}date"), ("2024-01-31T10:00:00", "dateTime", "dateTime"),
    ("2024-01-31T10:00:00Z", "dateTime", "dateTime with a zone"), ("2024", "gYear", "gYear"),
    ("2024-02", "gYearMonth", "gYearMonth"), ("P1D", "duration", f"other {XSD}duration"),
    ("x", "string", "string"), ("x\n", "string", "text with a last line end"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "datatype", "kind"), KINDS)
def test_a_literal_has_the_same_kind_here_and_in_the_store(text: str, datatype: str, kind: str) -> None:
    """One table, read by Python for what shapes say and by SPARQL for what data say."""
    literal = Literal(text, datatype=NamedNode(XSD + datatype))
    store = Store([Quad(NamedNode(P), NamedNode(P), literal)])
    assert kind_of(literal) == kind
    assert list(kinds(store, [P]).of[P]) == [kind]


def test_a_node_and_a_text_in_a_language_have_kinds_of_their_own() -> None:
    """What is not asked about is not looked at."""
    objects = (NamedNode(P), BlankNode("b"), Literal("x", language="da"))
    store = Store(Quad(NamedNode(P), NamedNode(P), one) for one in objects)
    assert set(kinds(store, [P]).of[P]) == {"IRI", "blank", "text in a language"} == {kind_of(one) for one in objects}
    assert kinds(store, []).of == {}


@pytest.mark.parametrize(
    ("what", "one", "two", "same"),
    [
        ("order", "integer", "decimal", True), ("order", "decimal", "double", False), ("order", "date", "date", True),
        ("order", "date", "integer", False), ("order", "string", "integer", False),
        ("order", "dateTime", "dateTime with a zone", False), ("order", "boolean", "boolean", False),
        ("equal", "IRI", "string", True), ("equal", "string", "text in a language", False),
        ("equal", "boolean", "boolean", True), ("among", "decimal", "decimal", False),
        ("bound", "string", "integer", True), ("bound", "date", "integer", False),
        ("bound", "boolean", "integer", False),
        ("lessThan", "IRI", "IRI", False), ("lessThan", "IRI", "date", True), ("lessThan", "gYear", "gYear", True),
        ("lessThanOrEquals", "gYear", "gYear", False), ("lessThan", "gYear", "date", False),
    ],
)  # fmt: skip
def test_kinds_are_compared_only_where_the_engines_agree(what: str, one: str, two: str, *, same: bool) -> None:
    """A bound takes no text in either engine; a day is less than 2 in one of them."""
    assert alike(what, one, two) is same


def test_a_demand_is_broken_by_a_value_and_says_which() -> None:
    """Both values are told; `only` passes over those of other datatypes; what no data can break is met always."""
    known = Kinds({P: {"date": "2024-01-01", "integer": "3"}})
    values, number = Source(properties=frozenset({P})), Source(frozenset({"integer"}))
    told = known.broken(Demand("order", values, number))
    assert told == f"the value 2024-01-01 of {P} (date) is compared with a value of the shape (integer)"
    assert known.broken(Demand("order", Source(values.kinds, values.properties, f"{XSD}integer"), number)) == ""
    assert always(Demand("equal", values, Source(frozenset({"IRI"}))))
    assert not always(Demand("order", values, number))
