"""What attacks a SPARQL service does not harm this one: over HTTP, against `aftalegraf serve --data` as it stands.

docs/abuse.md has the rows; the tests that stand elsewhere are named there.
"""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest

from aftalegraf.errors import SourceError
from aftalegraf.formats import CSV, N_TRIPLES
from aftalegraf.store import Store
from tests.test_file_service import serving
from tests.test_sparql import FORM, QUERY, problem

PAGE: Final = Path(__file__).parents[1] / "docs" / "abuse.md"
DEADLINE: Final = 1.5
THREE: Final = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
# Each is more than any machine does within the deadline, or more than the memory that a query may take.
HEAVY: Final = {
    "cartesian product": f"SELECT (COUNT(*) AS ?n) {{ {THREE} }}",
    "rows without end": f"SELECT * {{ {THREE} }}",
    "triples without end": f"CONSTRUCT {{ ?a ?e ?i }} WHERE {{ {THREE} }}",
    "order of everything": f"SELECT * {{ {THREE} }} ORDER BY ?i ?f",
    "all apart": f"SELECT DISTINCT * {{ {THREE} }}",
    "one huge text": f"SELECT (GROUP_CONCAT(CONCAT(?c, ?f)) AS ?x) {{ {THREE} }}",
    "paths crossed": "SELECT (COUNT(*) AS ?n) { ?a (<urn:p>|^<urn:p>)* ?b . ?c (<urn:p>|^<urn:p>)* ?d . ?e ?f ?g }",
    "regex on everything": f"SELECT (COUNT(*) AS ?n) {{ {THREE} FILTER(REGEX(CONCAT(?c, ?f, ?i), '(1*)*(2*)*x')) }}",
    "nothing of everything": f"ASK {{ ?s ?p ?o FILTER NOT EXISTS {{ {THREE} FILTER(?c = ?i && ?f = 'x') }} }}",
    "a text doubled": "SELECT (STRLEN(?x31) AS ?n) { BIND('0123456789' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(31))
    + "}",
}
DEEP: Final = {
    "braces": "ASK " + "{" * 60_000 + "}" * 60_000,
    "parentheses": "ASK { FILTER" + "(" * 60_000 + "1" + ")" * 60_000 + "}",
    "calls": "ASK { FILTER(" + "STR(" * 20_000 + "'a'" + ")" * 20_000 + ") }",
    "optional": "ASK {" + "OPTIONAL {" * 10_000 + "}" * 10_000 + "}",
    "many patterns": "ASK {" + "?s ?p ?o . " * 200 + "}",
    "many optional": "ASK {" + "OPTIONAL { ?s ?p ?o } " * 200 + "}",
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server of 2,000 triples with a short deadline; all in a test file are one client to it."""
    path = tmp_path_factory.mktemp("abuse") / "ring.nt"
    lines = (f'<urn:s{n}> <urn:p> <urn:s{n * 7 % 1000}> .\n<urn:s{n}> <urn:n> "{n}" .\n' for n in range(1000))
    path.write_text("".join(lines), encoding="utf-8")
    with serving(path, "--deadline", str(DEADLINE), "--query-time", "1000") as found:
        yield found


@pytest.fixture
def lives(client: httpx.Client) -> Iterator[None]:
    """After the test the server answers a light query at once."""
    yield
    began = time.monotonic()
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
    assert time.monotonic() - began < 4.0


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of another server, which must not be asked."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x.ttl"
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.usefixtures("lives")
@pytest.mark.parametrize("query", HEAVY.values(), ids=HEAVY)
def test_a_heavy_query_ends_with_503_and_no_part_of_an_answer(client: httpx.Client, query: str) -> None:
    """At the deadline, or when its memory is full; never 200 with what was there by then."""
    began = time.monotonic()
    response = client.post("/sparql", content=query.encode(), headers={"content-type": QUERY})
    assert time.monotonic() - began < DEADLINE + 3.0
    assert response.json()["type"].rpartition("/")[2] in ("deadline", "engine")
    problem(response, 503, response.json()["type"].rpartition("/")[2])


@pytest.mark.usefixtures("lives")
@pytest.mark.parametrize("query", DEEP.values(), ids=DEEP)
def test_what_would_break_the_engine_never_reaches_it(client: httpx.Client, query: str) -> None:
    """400 with the place."""
    response = client.post("/sparql", content=query.encode(), headers={"content-type": QUERY})
    assert response.json()["type"].rpartition("/")[2] in ("depth", "patterns")
    assert {"line", "column"} <= set(problem(response, 400, response.json()["type"].rpartition("/")[2]))


@pytest.mark.usefixtures("lives")
def test_nothing_is_fetched_from_elsewhere(client: httpx.Client, elsewhere: str) -> None:
    """By no query, no parameter and no graph."""
    for query in (
        f"SELECT * {{ SERVICE <{elsewhere}> {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{elsewhere}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{elsewhere}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"LOAD <{elsewhere}>",
        f"CLEAR ALL ; LOAD <{elsewhere}> INTO GRAPH <urn:g>",
    ):
        assert client.get("/sparql", params={"query": query}).status_code in (400, 403)
    for name in ("default-graph-uri", "named-graph-uri", "using-graph-uri"):
        answer = client.get("/sparql", params={"query": "SELECT * { GRAPH ?g { ?s ?p ?o } }", name: elsewhere})
        assert answer.json()["results"]["bindings"] == []
    assert client.get("/data", params={"graph": elsewhere}).status_code == 404


@pytest.mark.usefixtures("lives")
def test_no_file_of_the_server_is_read(client: httpx.Client) -> None:
    """As graphs by name, and by addresses that climb."""
    here = Path(__file__).as_uri()
    assert client.get("/sparql", params={"query": f"SELECT * FROM <{here}> {{ ?s ?p ?o }}"}).status_code == 400
    answer = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }", "default-graph-uri": here})
    assert answer.json()["boolean"] is False
    assert client.get("/data", params={"graph": here}).status_code == 404
    for path in ("/../../etc/passwd", "/data/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/data/../../etc"):
        problem(client.get(path), 404, "not-found")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.jsonld", '{{"@context": "{0}", "@id": "urn:a", "p": 1}}'),
        ("x.rdf", '<!DOCTYPE r [<!ENTITY e SYSTEM "{0}">]><r xmlns="urn:x">&e;</r>'),
    ],
)
def test_a_file_that_names_another_place_is_refused(tmp_path: Path, elsewhere: str, name: str, text: str) -> None:
    """A context or an entity from the network is not fetched when a file is served."""
    path = tmp_path / name
    path.write_text(text.format(elsewhere), encoding="utf-8")
    with pytest.raises(SourceError):
        Store.of_file(path)


@pytest.mark.usefixtures("lives")
def test_a_body_too_large_is_refused_before_it_comes(client: httpx.Client) -> None:
    """A gigabyte that is only promised gets 413 at once; a packed one is not unpacked."""
    url = httpx.URL(str(client.base_url))
    with socket.create_connection((url.host, url.port or 0), timeout=5) as raw:
        head = f"POST /sparql HTTP/1.1\r\nhost: a\r\ncontent-type: {FORM}\r\ncontent-length: {1 << 30}\r\n\r\n"
        raw.sendall(head.encode())
        assert raw.recv(1000).startswith(b"HTTP/1.1 413 ")
    packed = {"content-type": QUERY, "content-encoding": "gzip"}
    problem(client.post("/sparql", content=b"x", headers=packed), 415, "content-type")


@pytest.mark.usefixtures("lives")
def test_nothing_writes(client: httpx.Client) -> None:
    """No method, no header that names one, no form of another site's; the data are as they were."""
    before = client.get("/data").content
    insert = "INSERT DATA { <urn:a> <urn:b> 1 }"
    tries = [
        *(
            client.request(method, "/data?default", content=b"<urn:a> <urn:b> 1 .")
            for method in ("PUT", "POST", "DELETE")
        ),
        *(client.request(method, "/sparql?query=ASK%7B%7D") for method in ("PUT", "PATCH", "DELETE", "TRACE")),
        client.get("/sparql", params={"update": insert}, headers={"x-http-method-override": "POST"}),
        client.post("/sparql", data={"update": insert}, headers={"origin": "http://evil.example"}),
        client.post("/sparql", content=insert.encode(), headers={"content-type": QUERY}),
        client.post("/sparql?_method=PUT", data={"query": insert}),
    ]
    assert {response.status_code for response in tries} <= {400, 403, 405}
    assert client.get("/data").content == before


@pytest.mark.usefixtures("lives")
def test_what_is_asked_comes_back_exactly_and_only_as_data(client: httpx.Client) -> None:
    """The protocol's CSV is not altered for spreadsheets, and no browser reads an answer or error as a page."""
    text = "=1+1<script>alert(1)</script>"
    rows = client.get("/sparql", params={"query": f"SELECT ('{text}' AS ?x) {{}}"}, headers={"accept": CSV})
    assert rows.text.splitlines() == ["x", text]
    mistake = client.get("/sparql", params={"query": f"SELECT {text}"})
    triples = client.get("/sparql", params={"query": f"CONSTRUCT {{ <urn:a> <urn:b> '{text}' }} {{}}"})
    for response in (rows, mistake, triples, client.get("/", params={"x": text})):
        assert response.headers["x-content-type-options"] == "nosniff"
    assert mistake.headers["content-type"] == "application/problem+json"
    assert "<script>" not in client.get("/", params={"x": text}).text


@pytest.mark.usefixtures("lives")
@pytest.mark.parametrize(
    "sent",
    [
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nhost: " + b"a" * 100_000,
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nhost: a\r\n\r\n",
        b"\x00\xff\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ids=["endless header", "endless address", "noise", "negative length", "two lengths"],
)
def test_what_is_no_request_is_refused(client: httpx.Client, sent: bytes) -> None:
    """4xx, or the connection ends; what comes after is answered."""
    url = httpx.URL(str(client.base_url))
    with socket.create_connection((url.host, url.port or 0), timeout=20) as raw:
        raw.sendall(sent)
        assert re.match(rb"HTTP/1.1 4\d\d |$", raw.recv(1000))


def test_blank_nodes_are_as_open_as_the_rest(client: httpx.Client) -> None:
    """Nothing is hidden behind a blank node: what the store holds can be read whole."""
    assert len(client.get("/data?default", headers={"accept": N_TRIPLES}).text.splitlines()) == 2000


def test_every_test_that_the_page_names_is_there() -> None:
    """A row without a test that stands somewhere is no promise."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and "`" in line]
    named = [found for row in rows for found in re.findall(r"`(test_\w+)::(test_\w+)`", row)]
    assert len(rows) == 21
    assert all("`test_" in row or "make check" in row for row in rows)
    for module, test in named:
        text = (Path(__file__).parent / f"{module}.py").read_text(encoding="utf-8")
        assert f"def {test}(" in text, f"{module}::{test}"
