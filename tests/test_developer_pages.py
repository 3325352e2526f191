"""The pages for developers: SPARQL without script, terms to complete with, shapes and where they are."""

from __future__ import annotations

import asyncio
import json
import threading
from urllib.parse import quote

import httpx
import pytest

from aftalegraf import sparql_pages
from aftalegraf.api import create_app
from aftalegraf.sparql import Endpoint
from aftalegraf.world import World
from tests.asking import BROWSER, Client, Here


@pytest.fixture
def client(world: World) -> Client:
    """A browser on an app with the SPARQL endpoint."""
    return Client(create_app(world, Endpoint(Here(world))))


def test_a_query_in_the_address_is_answered(client: Client) -> None:
    """With names that lead to the things, and files to fetch."""
    query = "SELECT ?x WHERE { ?x a aft:Sundhedsaftale } ORDER BY ?x"
    page = client.get(f"/udviklere/sparql?query={quote(query)}").text
    assert 'href="/id/sundhedsaftale/agr-midt-2019-2023"' in page
    assert "10 rækker på 0," in page
    assert f'href="/sparql?query={quote(query).replace("%20", "+")}&amp;format=csv" download="svar.csv"' in page
    english = client.get(f"/en/udviklere/sparql?query={quote(query)}").text
    assert 'href="/en/id/sundhedsaftale/agr-midt-2019-2023"' in english
    assert "10 rows in 0." in english


def test_a_query_is_posted_by_the_form(client: Client) -> None:
    """As it is without script; one too long for an address has its files by post."""

    async def post(query: str) -> httpx.Response:
        transport = httpx.ASGITransport(client.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://aftalegraf.test") as sender:
            return await sender.post("/udviklere/sparql", data={"query": query}, headers={"accept": BROWSER})

    answer = asyncio.run(post("ASK { ?x a aft:Forum }"))
    assert "<strong>Ja.</strong>" in answer.text
    long = asyncio.run(post(f"ASK {{ ?x a aft:Forum }} # {'x' * 5000}"))
    assert '<form class="downloads" method="post" action="/sparql">' in long.text


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT ?x WHERE {\n  ?x a aft:Indikator \n  ?y }", 400, "Linje 3, tegn 7:"),
        ("DROP ALL", 400, "Tjenesten kan kun læses"),
        ("SELECT ?x WHERE { SERVICE aft:a { ?x a ?y } }", 403, "SERVICE er ikke tilladt"),
    ],
)
def test_a_mistake_has_its_status_and_words(client: Client, query: str, status: int, words: str) -> None:
    """The query stays in the field."""
    answer = client.get(f"/udviklere/sparql?query={quote(query)}")
    assert answer.status_code == status
    assert words in answer.text
    assert query.splitlines()[0] in answer.text


def test_no_query_shows_one_to_begin_from(client: Client) -> None:
    """And an example is filled in by the name of its question; the server's own deadline is told."""
    page = client.get("/udviklere/sparql").text
    assert "Hvilke indikatorer hører til hvilke målsætninger?" in page
    assert "En forespørgsel må vare 30 sekunder" in page
    example = client.get("/udviklere/sparql?eksempel=nationale-maal").text
    assert "aft:harRamme" in example
    assert '<option value="nationale-maal" lang="da" selected>' in example
    assert client.get("/udviklere/sparql?eksempel=nationale-mal").status_code == 404


def test_an_example_is_made_beside_the_event_loop(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """It asks the store, and others are answered meanwhile."""
    threads: list[threading.Thread] = []

    def noting(*_: object) -> str:
        threads.append(threading.current_thread())
        return "ASK {}"

    monkeypatch.setattr(sparql_pages, "example", noting)
    assert client.get("/udviklere/sparql?eksempel=nationale-maal").status_code == 200
    assert threads
    assert threading.main_thread() not in threads


def test_a_server_without_sparql_says_so(world: World) -> None:
    """The page is there all the same."""
    answer = Client(create_app(world)).get("/udviklere/sparql")
    assert answer.status_code == 200
    assert "Denne server kører uden SPARQL." in answer.text


def test_the_terms_are_given_as_data(client: Client) -> None:
    """In the language of the page."""
    found = json.loads(client.get("/en/udviklere/termer.json").text)
    assert ["aft:harIndikator", "har indikator", "has indicator", "property"] in found


def test_the_shapes_are_a_page_a_graph_and_files(client: Client) -> None:
    """As the ontology is."""
    page = client.get("/shapes")
    assert 'href="/data/shapes/kapitel-5.ttl"' in page.text
    assert client.get("/shapes", accept="text/turtle").headers["content-type"] == "text/turtle; charset=utf-8"
    assert "shapes:V5.1-6b" in client.get("/shapes.ttl").text
    file = client.get("/data/shapes/kapitel-5.ttl")
    assert file.text.startswith("PREFIX aft:")
    assert client.get("/data/shapes/nope.ttl").status_code == 404
    assert client.get("/shapes.pdf").status_code == 404


def test_all_is_found_from_the_page_for_developers(client: Client) -> None:
    """In both languages, and every link answers."""
    for language in ("", "/en"):
        page = client.get(f"{language}/udviklere").text
        for path in ("/udviklere/sparql", "/docs", "/ns", "/shapes", "/.well-known/void"):
            assert f'href="{language}{path}"' in page
