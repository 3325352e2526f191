"""Any RDF file is served as our own graph is: `aftalegraf serve --data FILE`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import rdflib
from rdflib.compare import isomorphic

from aftalegraf.errors import SourceError
from aftalegraf.file_service import FileService
from aftalegraf.formats import CSV, N_QUADS, TURTLE
from aftalegraf.sparql import Endpoint
from aftalegraf.store import Store
from tests.test_sparql import problem, send
from tests.test_workers import becomes, children

TTL = '@prefix e: <http://example.org/> . e:a e:p "grød"@da , 1 .'
FILES = {
    "a.ttl": TTL,
    "a.nt": '<http://example.org/a> <http://example.org/p> "grød"@da , 1 .'.replace(" , 1", ""),
    "a.trig": f"{TTL} <urn:g> {{ <urn:a> <urn:b> 2 }}",
    "a.nq": '<http://example.org/a> <http://example.org/p> "grød"@da .\n<urn:a> <urn:b> <urn:c> <urn:g> .',
    "a.jsonld": '{"@id": "http://example.org/a", "http://example.org/p": {"@value": "grød", "@language": "da"}}',
    "a.rdf": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">'
        '<rdf:Description rdf:about="http://example.org/a"><e:p xml:lang="da">grød</e:p></rdf:Description></rdf:RDF>'
    ),
}


def made(folder: Path, name: str) -> Path:
    """One of the files in a folder."""
    path = folder / name
    path.write_text(FILES[name], encoding="utf-8")
    return path


@contextmanager
def serving(path: Path, *options: str) -> Iterator[httpx.Client]:
    """The command with a file, and a client to it."""
    command = [sys.executable, "-m", "aftalegraf", "serve", "--port", "0", "--data", str(path), *options]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stderr
            address = server.stderr.readline().split()[3]
            with httpx.Client(base_url=address, timeout=30.0) as client:
                yield client
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client to a server of one file with two graphs."""
    with serving(made(tmp_path_factory.mktemp("file"), "a.trig")) as found:
        yield found


@pytest.mark.parametrize("name", FILES)
def test_a_file_in_each_format_becomes_a_store(tmp_path: Path, name: str) -> None:
    """Told by its ending; what it says comes out again."""
    found = Store.of_file(made(tmp_path, name))
    assert found.ask('ASK { <http://example.org/a> <http://example.org/p> "grød"@da }')
    assert found.names() == (("urn:g",) if name in ("a.trig", "a.nq") else ())


def test_a_file_that_is_no_rdf_is_told_with_its_line(tmp_path: Path) -> None:
    """The same words as for the project's own files."""
    path = tmp_path / "wrong.ttl"
    path.write_text("<urn:a> <urn:b> 1 .\n<urn:a> <urn:b> .\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"wrong.ttl:2: does not parse"):
        Store.of_file(path)
    with pytest.raises(SourceError, match="unknown ending"):
        Store.of_file(tmp_path / "x.txt")
    with pytest.raises(SourceError, match="no such file"):
        Store.of_file(tmp_path / "x.ttl")


def test_the_file_is_asked_by_sparql(client: httpx.Client) -> None:
    """The protocol with all that belongs to it."""
    answer = client.get("/sparql", params={"query": "SELECT ?o { ?s ?p ?o } ORDER BY ?o"}, headers={"accept": CSV})
    assert answer.text.splitlines() == ["o", "1", "grød"]
    again = client.get(answer.url, headers={"accept": CSV, "if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    problem(client.get("/sparql", params={"query": "ASK {"}), 400, "syntax")


def test_the_file_is_had_graph_by_graph(client: httpx.Client) -> None:
    """The Graph Store Protocol, and the whole."""
    assert len(client.get("/data").text.splitlines()) == 3
    assert client.get("/data?graph=urn:g", headers={"accept": TURTLE}).text.strip().endswith("<urn:a> <urn:b> 2 .")
    assert client.get("/data", headers={"accept": N_QUADS}).status_code == 200


def test_it_describes_itself(client: httpx.Client) -> None:
    """At the endpoint and at the well-known place."""
    at_endpoint, well_known = (
        rdflib.Graph().parse(data=client.get(path, headers={"accept": TURTLE}).text, format="turtle")
        for path in ("/sparql", "/.well-known/void")
    )
    assert isomorphic(at_endpoint, well_known)
    sizes = at_endpoint.objects(None, rdflib.URIRef("http://rdfs.org/ns/void#triples"))
    assert sorted(str(size) for size in sizes) == ["1", "2"]


def test_a_server_whose_engine_is_killed_answers_again(tmp_path: Path) -> None:
    """Without the process that holds the store nothing can be answered, so another serves in its place."""
    with serving(made(tmp_path, "a.nt")) as client:
        server = max(pid for pid in children(os.getpid()) if children(pid))
        (generation,) = children(server)
        os.kill(children(generation)[0], signal.SIGKILL)
        assert becomes(lambda: generation not in children(server), 20.0)
        assert becomes(lambda: bool(children(server)), 20.0)
        assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def own_memory(path: Path) -> int:
    """The kB that the process which answers for a file has for itself once it is ready."""
    with serving(path) as client:
        assert client.get("/ready").status_code == 200
        server = max(pid for pid in children(os.getpid()) if children(pid))
        (generation,) = children(server)
        lines = Path(f"/proc/{generation}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty:"))


def test_what_is_served_is_in_memory_once(tmp_path: Path) -> None:
    """The store is shared with the processes that answer queries, also when it has been counted: 80,000 triples."""
    path = tmp_path / "many.nt"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f'<urn:s{number}> <urn:p{number % 9}> "{number}" .\n' for number in range(80_000))
    assert own_memory(path) - own_memory(made(tmp_path, "a.nt")) < 10_000


@pytest.mark.parametrize(("alive", "status"), [(True, 200), (False, 503)])
def test_a_service_whose_engine_is_gone_lives_but_is_not_ready(alive: bool, status: int) -> None:  # noqa: FBT001
    """503 with what to do on /ready, 200 on /health."""

    class Engine:
        def alive(self) -> bool:
            return alive

    app = FileService(Endpoint(Engine()), "a.nt")  # type: ignore[arg-type]
    assert send(app, url="/ready").status_code == status
    assert send(app, url="/health").json() == {"status": "alive"}


def test_people_are_told_what_is_served(client: httpx.Client) -> None:
    """The file by its name, no page about health agreements, and no address that is not there."""
    page = client.get("/").text
    assert "<h1>a.trig</h1>" in page
    assert "ikke en del af aftalegraf" in page
    assert client.get("/sparql", headers={"accept": "text/html"}).headers["location"] == "/"
    assert client.get("/health").json() == {"status": "alive"}
    assert client.get("/ready").json() == {"status": "ready"}
    problem(client.get("/maal"), 404, "not-found")
    problem(client.post("/"), 405, "method")


def test_a_name_cannot_become_a_script(tmp_path: Path) -> None:
    """A file may be called anything."""
    path = tmp_path / "<script>.nt"
    path.write_text("", encoding="utf-8")
    with serving(path) as hostile:
        assert "<script>" not in hostile.get("/").text
        assert hostile.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is False
