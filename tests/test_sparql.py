"""The endpoint speaks the SPARQL 1.1 Protocol, and says plainly what it does not do."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

import httpx
import pytest
import rdflib

from aftalegraf.allowance import BRIEF, Allowance
from aftalegraf.errors import AftalegrafError, BrokenError, DeadlineError, EngineError
from aftalegraf.formats import CSV, HTML, JSON, JSON_LD, N_TRIPLES, RDF_TYPES, RDF_XML, RESULT_TYPES, TSV, TURTLE, XML
from aftalegraf.rdf import Literal, NamedNode, Quad
from aftalegraf.result_cache import ResultCache
from aftalegraf.sparql import Endpoint
from aftalegraf.spool import tag_of
from aftalegraf.store import Answer, Store
from aftalegraf.workers import Workers
from tests.test_allowance import Clock
from tests.test_workers import CRASHING, ENDLESS, becomes, busy, children, state, working
from tests.test_workers import store as thousand

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
ROWS: Final = "SELECT ?o { <urn:s> <urn:p> ?o }"
TRIPLES: Final = "CONSTRUCT WHERE { <urn:s> <urn:p> ?o }"
Asgi = Callable[[Any, Any, Any], Awaitable[None]]
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
TEXT: Final = 'Blåbærgrød, "æøå" €'


def store() -> Store:
    """One triple in the default graph and one in each of two named graphs."""
    said, subject = NamedNode("urn:p"), NamedNode("urn:s")
    return Store(
        [
            Quad(subject, said, Literal(TEXT, language="da")),
            Quad(NamedNode("urn:s1"), said, Literal(1), NamedNode("urn:g1")),
            Quad(NamedNode("urn:s2"), said, Literal(2), NamedNode("urn:g2")),
        ]
    )


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """An endpoint over a small store."""
    workers = Workers(store())
    workers.start()
    yield Endpoint(workers)
    workers.stop()


def send(
    app: Asgi, method: str = "GET", url: str = "/", *, body: bytes | None = None, **headers: str
) -> httpx.Response:
    """One request to the app, without a server between; `_` in a header's name stands for `-`."""

    async def go() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return await client.request(method, url, content=body, headers=named)

    return asyncio.run(go())


def get(app: Endpoint, query: str, accept: str = "*/*", **parameters: str) -> httpx.Response:
    """A query by GET."""
    return send(app, url="/?" + urlencode({"query": query, **parameters}), accept=accept)


def problem(response: httpx.Response, status: int, kind: str) -> dict[str, Any]:
    """The members of an error, checked for what every error has."""
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    members: dict[str, Any] = response.json()
    assert (members["status"], members["type"]) == (status, f"https://w3id.org/aftalegraf/fejl/{kind}")
    assert all(members[name] for name in ("title", "detail", "detail_en"))
    assert "Traceback" not in response.text
    return members


# How the query comes


@pytest.mark.parametrize("accept", ["*/*", JSON])
def test_a_query_comes_by_get_form_or_body(endpoint: Endpoint, accept: str) -> None:
    """The three ways of the protocol give the same answer."""
    form = urlencode({"query": ROWS}).encode()
    answers = [
        get(endpoint, ROWS, accept),
        send(endpoint, "POST", body=form, content_type=FORM, accept=accept),
        send(endpoint, "POST", body=ROWS.encode(), content_type=f"{QUERY}; charset=UTF-8", accept=accept),
        send(endpoint, "POST", body=ROWS.encode(), content_type="Application/SPARQL-Query", accept=accept),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    value = {"type": "literal", "value": TEXT, "xml:lang": "da"}
    assert answers[0].json()["results"]["bindings"] == [{"o": value}]


def test_a_query_that_is_not_there_or_there_twice_is_400(endpoint: Endpoint) -> None:
    """The protocol wants exactly one."""
    for url in ("/?query=", "/?query=%20", "/?query=ASK%7B%7D&query=ASK%7B%7D", "/?other=1"):
        problem(send(endpoint, url=url), 400, "parameters")
    problem(send(endpoint, "POST", body=b"", content_type=FORM), 400, "parameters")
    twice = send(endpoint, "POST", "/?query=ASK%7B%7D", body=b"ASK {}", content_type=QUERY)
    assert "not 2" in problem(twice, 400, "parameters")["detail_en"]


def test_a_browser_without_a_query_is_shown_the_page(endpoint: Endpoint) -> None:
    """People write their query on a page; a query that is there but empty is still a mistake."""
    response = send(endpoint, accept=HTML)
    assert (response.status_code, response.headers["location"]) == (303, "/udviklere/sparql")
    problem(send(endpoint, url="/?query=", accept=HTML), 400, "parameters")


@pytest.mark.parametrize("kind", RDF_TYPES)
def test_without_a_query_the_endpoint_describes_itself(endpoint: Endpoint, kind: str) -> None:
    """By the vocabulary of the W3C: where it is, what it speaks, and each graph with its size."""
    response = send(endpoint, accept=kind)
    assert response.headers["content-type"].partition(";")[0] == kind
    graph = rdflib.Graph().parse(data=response.text, format={RDF_XML: "xml", N_TRIPLES: "nt"}.get(kind, kind))
    sd, void = rdflib.Namespace(SD), rdflib.Namespace("http://rdfs.org/ns/void#")
    (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
    assert list(graph.objects(service, sd.endpoint)) == [rdflib.URIRef("http://test/sparql")]
    assert list(graph.objects(service, sd.supportedLanguage)) == [sd.SPARQL11Query]
    assert len(list(graph.objects(service, sd.resultFormat))) == len(RESULT_TYPES) + len(RDF_TYPES)
    (default,) = graph.objects(graph.value(service, sd.defaultDataset), sd.defaultGraph)
    named = {str(graph.value(one, sd.name)): graph.value(one, sd.graph) for one in graph.objects(None, sd.namedGraph)}
    assert {name: int(str(graph.value(one, void.triples))) for name, one in [*named.items(), ("", default)]} == {
        "urn:g1": 1,
        "urn:g2": 1,
        "": 1,
    }


def test_the_description_stands_where_the_public_finds_the_server(endpoint: Endpoint) -> None:
    """The Host header is believed only where it is one."""
    assert b"<https://w3id.org/aftalegraf/sparql#service>" in send(endpoint, host="<script>", accept=TURTLE).content
    workers = Workers(store())
    workers.start()
    try:
        public = send(Endpoint(workers, base_url="https://aftaler.example.dk/"), accept=TURTLE).text
    finally:
        workers.stop()
    assert "<https://aftaler.example.dk/sparql#service>" in public
    assert "//test/" not in public


def test_text_that_is_not_utf_8_is_400(endpoint: Endpoint) -> None:
    """In the address, in a form and in a body."""
    problem(send(endpoint, url="/?query=ASK%20%FF"), 400, "parameters")
    problem(send(endpoint, "POST", body=b"query=%FF", content_type=FORM), 400, "parameters")
    problem(send(endpoint, "POST", body=b"ASK { ?s ?p '\xff' }", content_type=QUERY), 400, "parameters")
    problem(send(endpoint, url="/?query=ASK%7B%7D&" + "&".join(["a=1"] * 200)), 400, "parameters")


@pytest.mark.parametrize(
    "headers",
    [
        {"content_type": "text/plain"},
        {"content_type": f"{QUERY}; charset=utf-16"},
        {"content_type": "application/json"},
        {},
        {"content_type": QUERY, "content_encoding": "gzip"},
    ],
)
def test_another_content_type_is_415(endpoint: Endpoint, headers: dict[str, str]) -> None:
    """Nothing is guessed and nothing is unpacked."""
    problem(send(endpoint, "POST", body=b"ASK {}", **headers), 415, "content-type")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_another_method_is_405(endpoint: Endpoint, method: str) -> None:
    """The answer names the methods that are used."""
    response = send(endpoint, method, "/?query=ASK%7B%7D")
    problem(response, 405, "method")
    assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_head_has_the_headers_of_get_and_no_body(endpoint: Endpoint) -> None:
    """The length is that of the answer not sent."""
    whole, head = get(endpoint, ROWS), send(endpoint, "HEAD", "/?" + urlencode({"query": ROWS}))
    assert (head.status_code, head.content, head.headers) == (200, b"", whole.headers)
    assert head.headers["content-length"] == str(len(whole.content))


def test_a_body_over_256_kb_is_413_before_it_is_read(endpoint: Endpoint) -> None:
    """By its stated length, or as soon as the pieces are too many."""
    taken = 0

    async def pieces() -> dict[str, Any]:
        nonlocal taken
        taken += 1
        return {"type": "http.request", "body": b" " * 65_536, "more_body": True}

    async def status(headers: list[tuple[bytes, bytes]]) -> int:
        sent: list[Any] = []

        async def keep(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "query_string": b"", "headers": headers}
        await endpoint(scope, pieces, keep)
        return int(sent[0]["status"])

    kind = (b"content-type", QUERY.encode())
    assert asyncio.run(status([kind, (b"content-length", b"262145")])) == 413
    assert taken == 0
    assert asyncio.run(status([kind])) == 413
    assert taken == 5


# What is answered


@pytest.mark.parametrize("kind", RESULT_TYPES)
def test_rows_can_be_read_back_from_every_format(endpoint: Endpoint, kind: str) -> None:
    """The text comes back letter for letter."""
    response = get(endpoint, ROWS, kind)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == kind
    assert _values(response.text, kind) == [TEXT]


def _values(text: str, kind: str) -> list[str]:
    """The values of the first column, by a reader of each format's own."""
    if kind == JSON:
        return [row["o"]["value"] for row in json.loads(text)["results"]["bindings"]]
    if kind == XML:
        namespace = {"s": "http://www.w3.org/2005/sparql-results#"}
        return [node.text or "" for node in ET.fromstring(text).findall(".//s:literal", namespace)]  # noqa: S314 - our own
    if kind == CSV:
        return [row[0] for row in csv.reader(io.StringIO(text))][1:]
    return [str(rdflib.util.from_n3(line)) for line in text.splitlines()[1:]]


@pytest.mark.parametrize(
    ("kind", "true"), [(JSON, b'"boolean":true'), (XML, b"<boolean>true</boolean>"), (CSV, b"true")]
)
def test_a_truth_value_comes_in_the_formats_of_rows(endpoint: Endpoint, kind: str, true: bytes) -> None:
    """ASK is negotiated as SELECT is."""
    assert true in get(endpoint, "ASK { <urn:s> ?p ?o }", kind).content


@pytest.mark.parametrize("kind", RDF_TYPES)
def test_triples_can_be_read_back_from_every_format(endpoint: Endpoint, kind: str) -> None:
    """Another library reads the same graph."""
    response = get(endpoint, TRIPLES, kind)
    assert response.headers["content-type"].partition(";")[0] == kind
    graph = rdflib.Graph().parse(data=response.text, format={RDF_XML: "xml", N_TRIPLES: "nt"}.get(kind, kind))
    assert list(graph) == [(rdflib.URIRef("urn:s"), rdflib.URIRef("urn:p"), rdflib.Literal(TEXT, lang="da"))]


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (ROWS, "*/*", JSON),
        (TRIPLES, "*/*", TURTLE),
        (ROWS, f"{XML};q=0.1, {JSON};q=0.9", JSON),
        (ROWS, f"{JSON};q=0, */*;q=0.1", XML),
        (ROWS, f"{TURTLE}, {TSV};q=0.1", TSV),
        (TRIPLES, f"{JSON}, {JSON_LD};q=0.1", JSON_LD),
        (ROWS, "application/json", JSON),
    ],
)
def test_the_accept_header_decides(endpoint: Endpoint, query: str, accept: str, kind: str) -> None:
    """Rows and triples are each negotiated among their own formats."""
    response = get(endpoint, query, accept)
    assert response.headers["content-type"].partition(";")[0] == kind


def test_a_short_name_goes_before_the_accept_header(endpoint: Endpoint) -> None:
    """A link can name its format."""
    assert get(endpoint, ROWS, JSON, format="csv").headers["content-type"] == "text/csv; charset=utf-8"
    assert get(endpoint, TRIPLES, JSON, format="ntriples").headers["content-type"] == N_TRIPLES
    problem(get(endpoint, ROWS, JSON, format="pdf"), 406, "format")
    problem(get(endpoint, TRIPLES, format="csv"), 406, "format")


@pytest.mark.parametrize(
    ("query", "accept"), [(ROWS, "image/png"), (ROWS, TURTLE), (TRIPLES, CSV), (ROWS, f"{JSON};q=0")]
)
def test_406_lists_what_is_offered(endpoint: Endpoint, query: str, accept: str) -> None:
    """Nothing is sent that was not asked for."""
    members = problem(get(endpoint, query, accept), 406, "format")
    assert members["offered"] == {"results": list(RESULT_TYPES), "triples": list(RDF_TYPES)}


def test_an_answer_that_the_client_has_is_not_sent_again(endpoint: Endpoint) -> None:
    """304 for the same bytes, by GET and HEAD; another answer has another tag; a POST has none."""
    first = get(endpoint, ROWS)
    tag = first.headers["etag"]
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = send(endpoint, url="/?" + urlencode({"query": ROWS}), if_none_match=known)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    head = send(endpoint, "HEAD", "/?" + urlencode({"query": ROWS}), if_none_match=tag)
    assert head.status_code == 304
    assert send(endpoint, url="/?" + urlencode({"query": ROWS}), if_none_match='"other"').status_code == 200
    assert get(endpoint, ROWS, CSV).headers["etag"] != tag
    assert "etag" not in send(endpoint, "POST", body=ROWS.encode(), content_type=QUERY).headers
    assert "etag" not in send(endpoint, url="/?query=", if_none_match=tag).headers


@pytest.mark.parametrize(
    ("accepted", "packed"), [("gzip", True), ("br, *", True), ("gzip;q=0", False), ("identity", False), ("", False)]
)
def test_a_long_answer_is_packed_for_those_who_take_it(endpoint: Endpoint, accepted: str, packed: bool) -> None:  # noqa: FBT001
    """The answer is the same, and so is its tag; a short one is sent as it is."""
    query = "SELECT ?x { VALUES ?x { " + " ".join(f"'{n}'" for n in range(200)) + " } }"
    url = "/?" + urlencode({"query": query})
    plain, other = (
        send(endpoint, url=url, accept_encoding="identity"),
        send(endpoint, url=url, accept_encoding=accepted),
    )
    assert ("content-encoding" in other.headers) is packed
    assert (int(other.headers["content-length"]) < len(plain.content)) is packed
    assert (other.content, other.headers["etag"]) == (plain.content, plain.headers["etag"])
    short = send(endpoint, url="/?query=ASK%7B%7D", accept_encoding="gzip")
    assert "content-encoding" not in short.headers


LARGE: Final = (
    "SELECT ?x ?y { VALUES ?x { "
    + " ".join(map(str, range(400)))
    + " } VALUES ?y { "
    + " ".join(map(str, range(400)))
    + " } }"
)


@pytest.mark.parametrize("kept", [False, True], ids=["asked", "behind the cache"])
def test_a_large_answer_comes_in_pieces_and_is_the_same(endpoint: Endpoint, kept: bool) -> None:  # noqa: FBT001
    """Whole, with a tag and a length or packed; who has it gets 304, and the head has no body."""
    app = ResultCache(endpoint) if kept else endpoint
    url = "/?" + urlencode({"query": LARGE, "format": "csv"})
    plain = send(app, url=url, accept_encoding="identity")
    lines = plain.text.splitlines()
    assert (plain.status_code, len(lines), len(set(lines))) == (200, 160_001, 160_001)
    assert plain.headers["content-length"] == str(len(plain.content))
    assert plain.headers["etag"] == f'W/"{tag_of(plain.content)}"'
    assert plain.headers["access-control-allow-origin"] == "*"
    packed = send(app, url=url, accept_encoding="gzip")
    assert (packed.headers["content-encoding"], packed.content) == ("gzip", plain.content)
    assert packed.headers["etag"] == plain.headers["etag"]
    assert "content-length" not in packed.headers
    again = send(app, url=url, if_none_match=plain.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert "content-length" not in again.headers
    head = send(app, "HEAD", url, accept_encoding="identity")
    assert (head.status_code, head.content, head.headers) == (200, b"", plain.headers)
    posted = send(app, "POST", "/?format=csv", body=LARGE.encode(), content_type=QUERY, accept_encoding="identity")
    assert (posted.content, "etag" in posted.headers) == (plain.content, False)


def test_a_graph_that_is_not_there_is_not_asked(endpoint: Endpoint) -> None:
    """FROM with an unknown graph is told with its place and the nearest name; nothing is fetched."""
    members = problem(get(endpoint, "ASK\nFROM <urn:g3> {}"), 400, "graph")
    assert (members["line"], members["column"]) == (2, 6)
    assert "nearest: <urn:g2> <urn:g1>" in members["detail_en"]
    problem(get(endpoint, "ASK FROM NAMED <http://127.0.0.1:9/> {}"), 400, "graph")
    assert get(endpoint, "PREFIX u: <urn:> ASK FROM u:g1 FROM NAMED u:g2 { ?s ?p 1 }").json()["boolean"] is True


def spent() -> Allowance:
    """An allowance whose clock stands still, and of which the client of `send` has had its time."""
    clock = Clock()
    found = Allowance(60.0, clock=clock)
    with found.charge("127.0.0.1"):
        clock.now += 60.0
    return found


def test_a_client_that_has_had_its_time_gets_only_light_answers() -> None:
    """429 with Retry-After for what takes more than a moment of the processor, long before the deadline."""
    workers = Workers(thousand(), deadline=60.0)
    workers.start()
    try:
        strict = Endpoint(workers, spent())
        assert get(strict, "ASK {}").status_code == 200
        began = time.monotonic()
        response = get(strict, ENDLESS)
        assert time.monotonic() - began < 30.0
    finally:
        workers.stop()
    problem(response, 429, "client")
    assert 60 <= int(response.headers["retry-after"]) <= 65


@pytest.mark.parametrize(
    ("error", "after", "status"),
    [
        (EngineError("the answer is larger than 64 MB"), 0.0, 503),
        (EngineError("the answer is larger than 64 MB"), BRIEF, 503),
        (BrokenError("the engine broke down"), 0.0, 503),
        (BrokenError("the engine broke down"), BRIEF, 429),
        (DeadlineError(10.0), BRIEF, 429),
    ],
)
def test_a_client_that_has_had_its_time_is_told_what_really_was_wrong(
    error: AftalegrafError, after: float, status: int
) -> None:
    """429 is for what took longer than it may; where the engine gives up for another reason it is 503."""

    class Failing:
        async def answer(self, _: object) -> Answer:
            await asyncio.sleep(after)
            raise error

    assert get(Endpoint(Failing(), spent()), "ASK {}").status_code == status  # type: ignore[arg-type]


def test_describing_the_service_takes_nobodys_time(endpoint: Endpoint) -> None:
    """Counting the graphs is done once, and not charged to the one who happens to come first."""
    workers = endpoint._workers  # noqa: SLF001 (the fixture's)
    allowance = Allowance(60.0, places=0)
    strict = Endpoint(workers, allowance)
    with allowance.charge("127.0.0.1"):
        problem(get(strict, "ASK {}"), 429, "client")
        assert send(strict, accept=TURTLE).status_code == 200


def test_graphs_given_by_the_protocol_are_the_dataset(endpoint: Endpoint) -> None:
    """They go before FROM; an unknown graph is empty and nothing is fetched."""

    def true(query: str, *graphs: tuple[str, str]) -> bool:
        response = send(endpoint, url="/?" + urlencode([("query", query), *graphs]))
        return bool(response.json()["boolean"])

    g1, g2 = "urn:g1", "urn:g2"
    assert true("ASK { <urn:s1> ?p 1 }", ("default-graph-uri", g1))
    assert true("ASK { <urn:s1> ?p 1 . <urn:s2> ?p 2 }", ("default-graph-uri", g1), ("default-graph-uri", g2))
    assert not true("ASK { <urn:s2> ?p 2 }", ("default-graph-uri", g1))
    assert true("ASK { GRAPH <urn:g1> { ?s ?p 1 } }", ("named-graph-uri", g1))
    assert not true("ASK { GRAPH <urn:g2> { ?s ?p 2 } }", ("named-graph-uri", g1))
    assert not true("ASK { ?s ?p ?o }", ("named-graph-uri", g1))
    assert true("ASK FROM <urn:g2> { <urn:s1> ?p 1 }", ("default-graph-uri", g1))
    assert not true("ASK { ?s ?p ?o }", ("default-graph-uri", "http://127.0.0.1:9/nowhere"))


def test_every_answer_may_be_read_by_any_page_and_says_what_it_varies_by(endpoint: Endpoint) -> None:
    """CORS without credentials, on answers and errors alike."""
    for response in (get(endpoint, ROWS), get(endpoint, "ASK"), send(endpoint, "OPTIONS", origin="http://a.example")):
        assert response.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in response.headers
        assert response.headers["vary"] == "Accept, Accept-Encoding"
        assert response.headers["x-content-type-options"] == "nosniff"


def test_options_says_what_a_page_may_send(endpoint: Endpoint) -> None:
    """The answer to a browser's question before a POST."""
    response = send(endpoint, "OPTIONS", origin="http://a.example", access_control_request_method="POST")
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert response.headers["access-control-allow-headers"] == "Accept, Content-Type"


# What is refused


def test_a_query_that_does_not_parse_is_400_with_its_place(endpoint: Endpoint) -> None:
    """Editors can point at it."""
    members = problem(get(endpoint, "SELECT ?x WHERE {\n ?x } "), 400, "syntax")
    assert (members["line"], members["column"], members["title"]) == (2, 7, "Forespørgslen kan ikke læses")


@pytest.mark.parametrize(
    ("query", "status", "kind"),
    [
        ("ASK {\n SERVICE <http://127.0.0.1:9/> {} }", 403, "service"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", 400, "update"),
        ("LOAD <http://127.0.0.1:9/>", 400, "update"),
        ("ASK " + "{" * 20_000, 400, "depth"),
        ("ASK {" + "?s ?p ?o ." * 101 + "}", 400, "patterns"),
    ],
)
def test_what_the_guard_refuses_says_where_and_why(endpoint: Endpoint, query: str, status: int, kind: str) -> None:
    """The engine never sees it."""
    members = problem(send(endpoint, "POST", body=query.encode(), content_type=QUERY), status, kind)
    assert {"line", "column"} <= set(members)


def test_a_function_that_the_engine_does_not_have_is_the_askers_to_remove(endpoint: Endpoint) -> None:
    """400, and the function is named."""
    members = problem(get(endpoint, "SELECT (<urn:f>(1) AS ?x) {}"), 400, "unsupported")
    assert members["detail_en"].endswith("The custom function <urn:f> is not supported")


def test_updates_are_forbidden(endpoint: Endpoint) -> None:
    """By content type, in a form and in the address: 403, and it says that the service is read only."""
    update = "DROP ALL"
    responses = [
        send(endpoint, "POST", body=update.encode(), content_type="application/sparql-update"),
        send(endpoint, "POST", body=f"update={quote(update)}".encode(), content_type=FORM),
        send(endpoint, url=f"/?update={quote(update)}"),
        send(endpoint, url=f"/?query=ASK%7B%7D&update={quote(update)}"),
    ]
    for response in responses:
        members = problem(response, 403, "read-only")
        assert members["title"] == "Tjenesten kan kun læses"
        assert "read only" in members["detail_en"]
    assert len(get(endpoint, ROWS).json()["results"]["bindings"]) == 1


def test_a_query_that_crashes_the_engine_is_503_in_plain_words() -> None:
    """And the next is answered."""
    with working(deadline=60.0) as workers:
        endpoint = Endpoint(workers)
        problem(send(endpoint, "POST", body=CRASHING.encode(), content_type=QUERY), 503, "engine")
        assert get(endpoint, "ASK {}").json()["boolean"] is True


def test_a_busy_service_says_when_to_try_again() -> None:
    """503 with Retry-After, and nothing is begun."""
    workers = Workers(store(), deadline=2.5, most=0, queue=0)
    workers.start()
    try:
        response = get(Endpoint(workers), "ASK {}")
    finally:
        workers.stop()
    problem(response, 503, "busy")
    assert response.headers["retry-after"] == "3"


# With a server and a client apart

SERVER: Final = """
import socket, sys, uvicorn
from aftalegraf.allowance import Allowance
from aftalegraf.sparql import Endpoint
from aftalegraf.workers import Workers
from tests.test_workers import store
workers = Workers(store(), deadline=float(sys.argv[1]))
workers.start()
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
app = Endpoint(workers, Allowance(1000.0))
uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="warning")).run([listener])
workers.stop()
"""


@contextmanager
def serving(deadline: float) -> Iterator[tuple[httpx.Client, int]]:
    """A server in a process of its own: a client to it, and the process that holds its store."""
    root = Path(__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    command = [sys.executable, "-c", SERVER, str(deadline)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as server:
        try:
            assert server.stdout
            address = f"http://127.0.0.1:{int(server.stdout.readline())}"
            (holder,) = children(server.pid)
            with httpx.Client(base_url=address, timeout=30.0) as client:
                yield client, holder
        finally:
            server.terminate()
    assert becomes(lambda: state(holder) in "Z-")


def test_over_http_an_endless_query_is_503_while_others_are_answered() -> None:
    """The light query does not wait, and no process is left."""
    with serving(deadline=1.0) as (client, holder), ThreadPoolExecutor() as pool:
        began = time.monotonic()
        heavy = pool.submit(client.get, "/", params={"query": ENDLESS})
        time.sleep(0.2)
        assert client.get("/", params={"query": "ASK {}"}).json()["boolean"] is True
        assert becomes(lambda: len(busy(holder)) == 1)
        assert not heavy.done()
        response = heavy.result()
        assert 1.0 <= time.monotonic() - began < 2.0
        members = problem(response, 503, "deadline")
        assert members["detail_en"].startswith("the query was stopped after 1 s")
        assert response.headers["retry-after"] == "1"
        assert becomes(lambda: busy(holder) == [])


def test_over_http_deep_nesting_is_refused_and_the_server_lives() -> None:
    """Two hundred thousand brackets end no process."""
    with serving(deadline=5.0) as (client, holder):
        deep = client.post("/", content=b"ASK " + b"{" * 200_000, headers={"content-type": QUERY})
        problem(deep, 400, "depth")
        assert client.get("/", params={"query": "ASK {}"}).json()["boolean"] is True
        assert becomes(lambda: busy(holder) == [])


def test_over_http_a_query_ends_when_its_client_hangs_up() -> None:
    """The processor is free again at once, not at the deadline."""
    with serving(deadline=60.0) as (client, holder):
        with socket.create_connection((str(client.base_url.host), client.base_url.port or 0)) as raw:
            raw.sendall(f"GET /?query={quote(ENDLESS)} HTTP/1.1\r\nhost: a\r\n\r\n".encode())
            assert becomes(lambda: len(busy(holder)) == 1)
        assert becomes(lambda: busy(holder) == [])


def test_over_http_forty_heavy_queries_do_not_starve_a_light_one() -> None:
    """Forty endless queries at once: all end with 503 at the deadline, and each light one meanwhile is answered."""
    with serving(deadline=8.0) as (client, holder), ThreadPoolExecutor(40) as pool:
        heavy = [
            pool.submit(httpx.get, str(client.base_url), params={"query": ENDLESS}, timeout=30.0) for _ in range(40)
        ]
        assert becomes(lambda: len(busy(holder)) == 40, 7.0)
        waits = []
        for _ in range(10):
            began = time.monotonic()
            assert client.get("/", params={"query": "ASK {}"}).status_code == 200
            waits.append(time.monotonic() - began)
        assert sorted(waits)[-2] < 0.5
        assert max(waits) < 2.0
        assert [task.result().status_code for task in heavy] == [503] * 40
        assert becomes(lambda: busy(holder) == [])
