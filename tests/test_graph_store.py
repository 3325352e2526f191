"""The graphs are to be had as files by the Graph Store Protocol, for reading only."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
import rdflib

from aftalegraf.formats import GRAPHS_TYPES, JSON_LD, N_QUADS, N_TRIPLES, RDF_TYPES, RDF_XML, TRIG, TURTLE
from aftalegraf.graph_store import GraphStore
from aftalegraf.sparql import Endpoint
from aftalegraf.workers import Workers
from tests.test_sparql import TEXT, problem, send, store

PARSERS = {RDF_XML: "xml", N_TRIPLES: "nt", N_QUADS: "nquads", TRIG: "trig", JSON_LD: "json-ld", TURTLE: "turtle"}


@pytest.fixture
def graphs() -> Iterator[GraphStore]:
    """The graphs of a small store."""
    workers = Workers(store(), deadline=5.0)
    workers.start()
    yield GraphStore(Endpoint(workers))
    workers.stop()


def get(graphs: GraphStore, query: str = "", accept: str = "*/*", method: str = "GET") -> httpx.Response:
    """One request for graphs."""
    return send(graphs, method, f"/data{query}", accept=accept)


def quads(response: httpx.Response, kind: str) -> set[tuple[str, str, str]]:
    """What an answer holds, read by another library: graph, subject, value."""
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, kind)
    found = rdflib.Dataset()
    found.parse(data=response.text, format=PARSERS[kind])
    default = (None, rdflib.graph.DATASET_DEFAULT_GRAPH_ID)
    rows = found.quads((None, None, None, None))
    return {("" if graph in default else str(graph), str(subject), str(value)) for subject, _, value, graph in rows}


@pytest.mark.parametrize("kind", GRAPHS_TYPES)
def test_all_graphs_come_in_the_formats_that_know_graphs(graphs: GraphStore, kind: str) -> None:
    """Nothing is left out, and nothing changes its graph."""
    expected = {("", "urn:s", TEXT), ("urn:g1", "urn:s1", "1"), ("urn:g2", "urn:s2", "2")}
    assert quads(get(graphs, accept=kind), kind) == expected


@pytest.mark.parametrize("kind", RDF_TYPES)
def test_one_graph_comes_in_every_format_of_triples(graphs: GraphStore, kind: str) -> None:
    """The default graph or a named one."""
    assert quads(get(graphs, "?default", kind), kind) == {("", "urn:s", TEXT)}
    assert quads(get(graphs, f"?graph={quote('urn:g2')}", kind), kind) == {("", "urn:s2", "2")}


def test_the_formats_are_negotiated_and_named(graphs: GraphStore) -> None:
    """A short name goes before the header; what is not offered is 406 with what is."""
    assert get(graphs).headers["content-type"] == N_QUADS
    assert get(graphs, "?default").headers["content-type"] == f"{TURTLE}; charset=utf-8"
    assert get(graphs, "?format=trig", N_QUADS).headers["content-type"] == TRIG
    assert get(graphs, "?graph=urn:g1&format=nt").headers["content-type"] == N_TRIPLES
    assert problem(get(graphs, "", TURTLE), 406, "format")["offered"] == list(GRAPHS_TYPES)
    assert problem(get(graphs, "?default", TRIG), 406, "format")["offered"] == list(RDF_TYPES)


def test_a_graph_that_is_not_there_is_404(graphs: GraphStore) -> None:
    """With the nearest names; HEAD says the same without a body."""
    members = problem(get(graphs, "?graph=urn:g3"), 404, "no-graph")
    assert "nearest: <urn:g2> <urn:g1>" in members["detail_en"]
    head = get(graphs, "?graph=urn:g3", method="HEAD")
    assert (head.status_code, head.content) == (404, b"")


@pytest.mark.parametrize("query", ["?default&graph=urn:g1", "?graph=urn:g1&graph=urn:g2", "?graph=", "?default=yes"])
def test_one_graph_is_chosen_at_a_time(graphs: GraphStore, query: str) -> None:
    """Anything else is told as a mistake."""
    problem(get(graphs, query), 400, "graph-choice")


def test_a_graph_without_an_absolute_iri_is_a_mistake(graphs: GraphStore) -> None:
    """400, not a fault of ours."""
    assert get(graphs, "?graph=relative").status_code == 400


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_graphs_are_for_reading(graphs: GraphStore, method: str) -> None:
    """405 with the methods there are; the graph is as it was."""
    response = send(graphs, method, "/data?graph=urn:g1", body=b"<urn:a> <urn:b> 1 .", content_type=TURTLE)
    problem(response, 405, "method")
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert quads(get(graphs, "?graph=urn:g1", N_TRIPLES), N_TRIPLES) == {("", "urn:s1", "1")}


def test_head_and_a_known_tag_send_no_body(graphs: GraphStore) -> None:
    """As with any answer."""
    whole, head = get(graphs), get(graphs, method="HEAD")
    assert (head.content, head.headers) == (b"", whole.headers)
    again = send(graphs, url="/data", if_none_match=whole.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
