"""A dataset of ours on a server: it answers as the one in this process, and says what is wrong with the server."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from aftalegraf.access import Access
from aftalegraf.cells import Cell
from aftalegraf.errors import LackingError, QueryError, RefusedError, RemoteError
from aftalegraf.holder import Holder
from aftalegraf.loading import load
from aftalegraf.namespaces import AFT, ID, graph
from aftalegraf.rdf import NamedNode, Quad, Triple
from aftalegraf.remote import AT_ONCE, STANDARD, RemoteStore
from aftalegraf.sparql_server import LONGEST_ADDRESS
from aftalegraf.store import Store
from tests.small_engine import ROWS, SmallEngine, small_engine

TREE = "application/n-quads"
LINES = f"""<{ID}a> <{AFT}harIndikator> <{ID}b> .
<{ID}a> <{AFT}titel> "mål"@da .
<{ID}b> <{AFT}maal> "0.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<{ID}a> <{AFT}harIndikator> <{ID}b> <{graph("alt")}> .
<{ID}a> <{AFT}harIndikator> <{ID}c> <{graph("alt")}> .
_:x <{AFT}harIndikator> _:y <{graph("regler")}> .
_:y <{AFT}harIndikator> <{ID}c> <{graph("regler")}> .
"""


@pytest.fixture
def here() -> Store:
    """A small dataset in this process."""
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415

    return Store(parse(LINES.encode(), format=RdfFormat.N_QUADS))


@pytest.fixture
def engine() -> Iterator[SmallEngine]:
    """A server of the test's own."""
    with small_engine() as engine:
        yield engine


@pytest.fixture
def there(engine: SmallEngine, here: Store) -> RemoteStore:
    """The same dataset on that server, beside a graph of somebody else."""
    engine.store.add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"), NamedNode("urn:others")))
    load(here, "v1", Access(engine.query), Access(engine.graphs), lambda _: None, replace=False)
    return RemoteStore(Access(engine.query))


def test_a_server_answers_as_the_store_in_this_process(here: Store, there: RemoteStore) -> None:
    """Sizes, graphs, links, rows, truth and triples are the same, and the others' graph is not seen."""
    assert len(there) == len(here)
    assert there.names() == here.names() == (graph("alt"), graph("regler"))
    assert there.graph(None) == here.graph(None)
    assert there.graph(graph("alt")) == here.graph(graph("alt"))
    assert there.graph(graph("alt"), f"{AFT}titel") == ()
    named = "GRAPH ?g { ?s aft:harIndikator ?o FILTER ISIRI(?s) }"
    rows = f"SELECT ?g ?s ?o {{ {{ ?s aft:harIndikator ?o }} UNION {{ {named} }} }} ORDER BY ?g ?s ?o"
    assert there.select(rows) == here.select(rows)
    assert there.ask("ASK { ?s aft:titel 'mål'@da }") is True
    assert there.ask("ASK { GRAPH <urn:others> { ?s ?p ?o } }") is False
    query = "CONSTRUCT { ?o aft:af ?s } { ?s aft:harIndikator ?o }"
    assert there.triples(query) == here.triples(query)


def test_from_in_a_query_goes_before_the_whole_dataset(here: Store, there: RemoteStore) -> None:
    """A query that says which graphs it means is left as it is."""
    query = f"SELECT ?o FROM <{graph('alt')}> {{ ?s aft:harIndikator ?o }} ORDER BY ?o"
    assert there.select(query) == here.select(query)
    assert len(there.select(query).rows) == 2


def test_blank_nodes_keep_together_within_a_graph(here: Store, there: RemoteStore) -> None:
    """Their names are of no server: they are named by what is said of them."""
    found = there.graph(graph("regler"))
    assert len(found) == 2
    assert found == there.graph(graph("regler"))
    first, second = sorted(found, key=lambda t: isinstance(t.object, NamedNode))
    assert first.object == second.subject
    assert len(here.graph(graph("regler"))) == 2


def test_the_names_that_virtuoso_gives_blank_nodes_are_read(engine: SmallEngine, there: RemoteStore) -> None:
    """They look like addresses, and are labels."""
    body = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{ "type": "bnode", "value": "nodeID://b1" }}]}}'
    engine.spoil = lambda _, __: (200, ROWS, body)
    assert there.select("SELECT ?x { ?x ?p ?o }").rows == ((Cell("bnode", "b1"),),)


def test_many_things_are_asked_of_in_few_requests(engine: SmallEngine, here: Store, there: RemoteStore) -> None:
    """One request for AT_ONCE things in a graph, by POST where the query is long."""
    things = [NamedNode(f"{ID}a"), *(NamedNode(f"{ID}n{number}") for number in range(AT_ONCE))]
    engine.seen.clear()
    assert set(there.said(things, (None, graph("alt")))) == set(here.said(things, (None, graph("alt"))))
    assert [method for method, *_ in engine.seen] == ["POST", "GET", "POST", "GET"]
    leading = set(there.leading([NamedNode(f"{ID}b")], (None,), f"{AFT}harIndikator"))
    assert leading == {Triple(NamedNode(f"{ID}a"), NamedNode(f"{AFT}harIndikator"), NamedNode(f"{ID}b"))}


def test_the_graphs_of_others_are_not_handed_out(there: RemoteStore) -> None:
    """A graph that the protocol's parameters name and that is not ours is as one that there is not."""
    query = "SELECT ?s { ?s ?p ?o }"
    told = io.BytesIO()
    there.answer(query, ROWS, "text/turtle", told, ("urn:others",))
    assert b'"bindings":[]' in told.getvalue()
    with pytest.raises(RefusedError, match="there is no graph <urn:others> here"):
        there.dump("urn:others", "text/turtle", told)


def test_an_answer_is_given_in_the_media_type_wanted(here: Store, there: RemoteStore) -> None:
    """Rows, truth values, triples and whole graphs are written as the store in this process writes them."""
    for query in (
        "SELECT ?s ?p { ?s ?p 'mål'@da }",
        "ASK { ?s ?p 'x' }",
        "CONSTRUCT { ?s aft:af ?o } { ?s aft:maal ?o }",
    ):
        for kind in ("application/sparql-results+xml", "text/tab-separated-values"):
            ours, theirs = io.BytesIO(), io.BytesIO()
            assert there.answer(query, kind, "text/turtle", theirs) == here.answer(query, kind, "text/turtle", ours)
            assert theirs.getvalue().split() == ours.getvalue().split()
    lines = [sorted(_dumped(store, graph("alt"), "application/n-triples")) for store in (here, there)]
    assert lines[0] == lines[1]
    assert len(_dumped(there, None, TREE)) == len(here)


def _dumped(store: Holder, name: str | None, media_type: str) -> list[bytes]:
    """The lines of a graph written as a file."""
    into = io.BytesIO()
    store.dump(name, media_type, into)
    return into.getvalue().splitlines()


def test_a_long_query_is_sent_by_post(engine: SmallEngine, there: RemoteStore) -> None:
    """Servers take no address without end."""
    engine.seen.clear()
    there.ask("ASK { ?s ?p 'x' }")
    there.ask(f"ASK {{ ?s ?p '{'x' * LONGEST_ADDRESS}' }}")
    assert [method for method, *_ in engine.seen] == ["GET", "POST"]


def test_what_is_no_select_is_refused(there: RemoteStore) -> None:
    """As the store in this process does."""
    with pytest.raises(QueryError, match="not a SELECT"):
        there.select("ASK { }")
    with pytest.raises(QueryError, match="not an ASK"):
        there.ask("SELECT * { }")
    with pytest.raises(RefusedError, match="refuses the query"):
        there.select("SELECT ?x { ?x aft:titel }")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ((401, "text/plain", b""), "does not let us in"),
        ((404, "text/html", b"<html>"), "check the address"),
        ((500, "text/plain", b"kaput"), "answered 500: kaput"),
        ((503, "text/plain", b"busy"), "answered 503: busy"),
        ((200, "text/html", b"<html>hello"), "does not answer as a SPARQL server but with text/html"),
        ((200, ROWS, b"{"), "does not answer as a SPARQL server"),
    ],
)
def test_a_server_that_does_not_answer_as_it_should_is_told_of(
    engine: SmallEngine, there: RemoteStore, reply: tuple[int, str, bytes], said: str
) -> None:
    """The address, what is wrong and what to do."""
    engine.spoil = lambda _, __: reply
    with pytest.raises(RemoteError, match=said) as caught:
        there.select("SELECT ?s { ?s ?p ?o }")
    assert str(caught.value).startswith(engine.query)


def test_a_server_that_is_not_there_is_told_of() -> None:
    """Nothing listens on the port."""
    with pytest.raises(RemoteError, match=r"127\.0\.0\.1:9/sparql cannot be reached"):
        RemoteStore(Access("http://127.0.0.1:9/sparql"))


def test_a_server_without_our_data_says_how_to_fill_it(engine: SmallEngine) -> None:
    """An empty one, and one that was not filled to the end."""
    with pytest.raises(LackingError, match="holds no graph of ours; fill it with `aftalegraf load"):
        RemoteStore(Access(engine.query))
    engine.store.add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"), NamedNode(STANDARD)))
    with pytest.raises(LackingError, match="was not filled to the end"):
        RemoteStore(Access(engine.query))


def test_an_answer_that_was_cut_off_is_no_answer(engine: SmallEngine, there: RemoteStore) -> None:
    """A graph must come with as many triples as it was written with."""
    engine.store.add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"), NamedNode(graph("alt"))))
    with pytest.raises(RemoteError, match="gave 3 of the 2 triples"):
        there.graph(graph("alt"))


def test_a_user_is_told_to_the_server_and_to_nobody_else(engine: SmallEngine, there: RemoteStore) -> None:
    """Basic for a user with a password, Bearer for a token."""
    del there
    engine.seen.clear()
    RemoteStore(Access(engine.query, user="anna", password="hemmelig"))  # noqa: S106
    RemoteStore(Access(engine.query, token="t0ken"))  # noqa: S106
    assert [headers["authorization"] for _, _, headers, _ in engine.seen] == [
        "Basic YW5uYTpoZW1tZWxpZw==",
        "Bearer t0ken",
    ]
