"""Any answer of the endpoint becomes what a page can show, and never more than it can carry."""

from __future__ import annotations

import io
import json

from aftalegraf.cells import Cell
from aftalegraf.formats import JSON, TURTLE
from aftalegraf.query_answers import MOST_BYTES, MOST_LETTERS, MOST_ROWS, shown
from aftalegraf.store import Answer
from aftalegraf.world import World


def answered(world: World, query: str) -> Answer:
    """The answer to a query as the page asks for it."""
    into = io.BytesIO()
    media_type = world.store.answer(query, JSON, TURTLE, into)
    return Answer(into.getvalue(), media_type)


TEXT = "http://www.w3.org/2001/XMLSchema#string"


def test_rows_keep_their_terms(world: World) -> None:
    """IRIs, texts with a language, numbers with a type, and places without a value."""
    query = 'SELECT ?a ?b ?c ?d ?e { VALUES (?a ?b ?c ?d ?e) { (aft:Forum "mål"@da 4 UNDEF "x") } }'
    found = shown(answered(world, query))
    assert (found.kind, found.columns, found.total) == ("rows", ("a", "b", "c", "d", "e"), 1)
    assert found.rows == (
        (
            Cell("iri", "https://w3id.org/aftalegraf/ns#Forum"),
            Cell("literal", "mål", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "da"),
            Cell("literal", "4", "http://www.w3.org/2001/XMLSchema#integer"),
            None,
            Cell("literal", "x", TEXT),
        ),
    )


def test_a_page_shows_the_first_rows_and_counts_all() -> None:
    """A table of thousands of rows is no page; the files hold them all."""
    rows = [{"n": {"type": "literal", "value": str(n)}} for n in range(MOST_ROWS + 1)]
    body = json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": rows}}).encode()
    found = shown(Answer(body, JSON))
    assert (len(found.rows), found.total) == (MOST_ROWS, MOST_ROWS + 1)
    assert found.rows[0] == (Cell("literal", "0", TEXT),)


def test_a_truth_value_is_no_table(world: World) -> None:
    """ASK answers with yes or no."""
    assert shown(answered(world, "ASK { ?x a aft:Forum }")).truth is True
    assert shown(answered(world, "ASK { ?x a aft:Ukendt }")).truth is False


def test_triples_are_a_text_cut_where_it_grows_too_long(world: World) -> None:
    """CONSTRUCT is shown as Turtle."""
    whole = shown(answered(world, "CONSTRUCT { aft:a aft:b aft:c } WHERE {}"))
    assert (whole.kind, whole.cut) == ("graph", False)
    assert "aft:a aft:b aft:c" in whole.text
    long = shown(Answer(b"#" * (MOST_LETTERS + 1), TURTLE))
    assert (len(long.text), long.cut, long.size) == (MOST_LETTERS, True, MOST_LETTERS + 1)


def test_an_answer_too_large_for_a_page_is_not_read() -> None:
    """It would hold up everybody else; the files are still there."""
    assert shown(Answer(b"{" * (MOST_BYTES + 1), JSON)).kind == "large"
