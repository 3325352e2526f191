"""The interface for programs: described, answered in JSON and CSV, and with one body for every error."""

from __future__ import annotations

import gzip
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import pytest
from fastapi import FastAPI

from aftalegraf.api import create_app
from aftalegraf.errors import QueryError
from aftalegraf.namespaces import PREFIXES
from aftalegraf.review import Report, review
from aftalegraf.sparql import Endpoint
from aftalegraf.world import World
from tests.asking import BROWSER, Client, Here

ANSWER = "/api/v1/questions/indikatorer-for-nationalt-maal/answer"


@pytest.fixture
def client(app: FastAPI) -> Client:
    """A program that asks for JSON."""
    return Client(app, accept="application/json")


def test_the_questions_are_listed(client: Client, world: World) -> None:
    """All of them, with id, title, theme and parameters."""
    found = client.get("/api/v1/questions").json()
    assert {item["id"] for item in found} == set(world.questions)
    assert all({"id", "title", "title_en", "theme", "parameters"} <= set(item) for item in found)


def test_a_question_is_described(client: Client) -> None:
    """With the values of its parameter and its SPARQL."""
    found = client.get("/api/v1/questions/indikatorer-for-nationalt-maal").json()
    assert len(found["parameters"][0]["choices"]) == 8
    assert "ORDER BY" in found["sparql"]


def test_an_answer_is_given_as_json(client: Client) -> None:
    """Three rows with the editors' placements, each with its evidence; none without."""
    found = client.get(f"{ANSWER}?maal=ng-forloeb&grundlag=redaktionel").json()
    assert len(found["rows"]) == 3
    assert [len(supports) for supports in found["evidence"]] == [8, 8, 8]
    empty = client.get(f"{ANSWER}?maal=ng-forloeb").json()
    assert empty["rows"] == []
    assert empty["reasons"][0]["text"].startswith("Kan ikke afgøres")
    assert [reason["kind"] for reason in empty["reasons"]] == ["tabt", "grundlag"]


def test_an_answer_is_given_in_english(client: Client) -> None:
    """Title, ground and reasons."""
    found = client.get(f"{ANSWER}?maal=ng-forloeb&language=en").json()
    assert found["title"] == "Which indicators support a given national goal?"
    assert found["grundlag_label"] == "what is stated and our reading"
    assert found["note"] == "Unofficial tool"


def test_an_answer_is_given_as_csv(client: Client) -> None:
    """As a file, with the separator asked for."""
    answer = client.get(f"{ANSWER}?maal=ng-forloeb&grundlag=redaktionel&format=csv&separator=semikolon")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    name = "aftalegraf-indikatorer-for-nationalt-maal-redaktionel.csv"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("nationalt mål;nationalt mål (id);")
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        (ANSWER, 400, "Spørgsmålet kræver maal (nationalt mål)."),
        (f"{ANSWER}?maal=ng-forlob", 400, "«ng-forlob» er ikke blandt de værdier, man kan vælge."),
        (f"{ANSWER}?mal=ng-forloeb", 400, "Spørgsmålet kræver maal"),
        (f"{ANSWER}?maal=ng-forloeb&farve=blaa", 400, "Spørgsmålet har ingen parameter, der hedder «farve»."),
        (f"{ANSWER}?maal=ng-forloeb&grundlag=alt", 400, "Forespørgslen kan ikke bruges"),
        (f"{ANSWER}?maal=ng-forloeb&format=xml", 400, "Forespørgslen kan ikke bruges"),
        ("/api/v1/questions/nationale-mal", 404, "Der er intet spørgsmål, der hedder «nationale-mal»."),
        ("/api/v1/resources/forum/for-ssg", 404, "Vi kender ikke noget med navnet «forum/for-ssg»."),
        ("/api/v1/resources/forum/x%3E", 404, "Vi kender ikke noget"),
        ("/api/v1/nope", 404, "Adressen fører ikke til noget her."),
    ],
)
def test_every_error_has_the_same_body(client: Client, path: str, status: int, said: str) -> None:
    """RFC 9457, also where a browser asks."""
    for accept in ("application/json", BROWSER):
        answer = client.get(path, accept=accept)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        body = answer.json()
        assert body["status"] == status
        assert body["detail"].startswith(said)
        assert {"type", "title", "detail_en"} <= set(body)


def test_an_error_names_the_nearest(client: Client) -> None:
    """So that a program's author can mend it."""
    assert "nationale-maal" in client.get("/api/v1/questions/nationale-mal").json()["nearest"]
    assert client.get(f"{ANSWER}?maal=ng-forlob").json()["nearest"][0] == "ng-forloeb"


def test_a_method_that_is_not_used_is_refused(client: Client) -> None:
    """The interface is for reading."""
    answer = client.get("/api/v1/questions", method="DELETE")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_thing_is_given_with_what_points_to_it(client: Client) -> None:
    """Label, class and statements in both directions."""
    found = client.get("/api/v1/resources/forum/for-ssg-midt").json()
    assert (found["label"], found["class"]) == ("Sundhedsstyregruppen", "forum")
    assert "bringer sager til" in {said["property"]["label"] for said in found["pointed_to_by"]}


def test_the_review_is_given_as_json(client: Client) -> None:
    """One object an agreement with its results."""
    reports = client.get("/api/v1/validation").json()
    (found,) = [report for report in reports if report["agreement"]["id"].endswith("/agr-midt-2019-2023")]
    assert found["agreement"]["label"] == "Sundhedsaftalen 2019-2023, Region Midtjylland"
    assert {result["outcome"] for result in found["results"]} == {"opfyldt", "ikkeOpfyldt", "kanIkkeAfgoeres"}


def test_the_review_is_made_once_and_only_when_it_is_needed(world: World) -> None:
    """It takes a while, and the world does not change."""
    asked: list[World] = []

    def counting(given: World, language: str) -> tuple[Report, ...]:
        asked.append(given)
        return review(given, None, language)

    client = Client(create_app(world, review=counting))
    client.get("/om")
    assert asked == []
    for path in ("/gennemgang", "/", "/api/v1/validation"):
        client.get(path)
    assert asked == [world]


def test_the_server_says_that_it_lives_and_is_ready(client: Client, world: World) -> None:
    """With the number of triples that are loaded."""
    assert client.get("/health").json() == {"status": "alive"}
    assert client.get("/ready").json() == {"status": "ready", "triples": len(world.store)}


def test_every_route_for_programs_is_described(client: Client) -> None:
    """In OpenAPI, with a summary in Danish, and on the page that is made from it."""
    paths = client.get("/openapi.json").json()["paths"]
    assert set(paths) == {
        "/api/v1/questions", "/api/v1/questions/{question_id}", "/api/v1/questions/{question_id}/answer",
        "/api/v1/resources/{kind}/{slug}", "/api/v1/search", "/api/v1/validation", "/health", "/ready",
        "/api/v1/trace/status", "/api/v1/trace/gaps", "/api/v1/trace/matrix/{table}", "/api/v1/trace/why",
        "/api/v1/trace/impact", "/api/v1/trace/succession", "/api/v1/trace/compare", "/api/v1/trace/duties",
        "/api/v1/trace/diff",
    }  # fmt: skip
    page = client.get("/docs", accept=BROWSER).text
    for path, methods in paths.items():
        assert f"GET {path}" in page
        assert methods["get"]["summary"] in page


def test_the_description_names_the_public_address(world: World) -> None:
    """Where the server has one."""
    found = Client(create_app(world, base_url="https://aftaler.example.dk")).get("/openapi.json").json()
    assert found["servers"] == [{"url": "https://aftaler.example.dk"}]


def test_sparql_is_handed_to_its_own_app(world: World) -> None:
    """As it came, past the framework; the page for programs names it."""
    seen: list[str] = []

    async def endpoint(
        scope: MutableMapping[str, Any],
        receive: Callable[[], Awaitable[MutableMapping[str, Any]]],  # noqa: ARG001 (ASGI hands it over)
        send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
    ) -> None:
        seen.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"rows"})

    client = Client(create_app(world, endpoint))
    assert client.get("/sparql?query=ASK%20%7B%7D", method="POST").text == "rows"
    assert seen == ["/sparql"]
    assert "<code>/sparql</code>" in client.get("/udviklere").text


def test_a_server_that_keeps_no_answers_answers_all_the_same(world: World) -> None:
    """`serve --cache 0`: the endpoint itself is asked, each time."""
    app = create_app(world, Endpoint(Here(world)), cache=0)
    assert app.cache is None
    answers = [Client(app).get("/sparql?query=ASK%20%7B%7D", accept="application/sparql-results+json") for _ in "ab"]
    assert [answer.json()["boolean"] for answer in answers] == [True, True]


def test_a_query_may_use_each_of_our_prefixes_without_saying_so(world: World) -> None:
    """And one that is not ours is its own to say."""
    for prefix, iri in PREFIXES.items():
        (row,) = world.store.select(f"SELECT ?x {{ BIND ({prefix}:x AS ?x) }}").rows
        assert [cell.value for cell in row if cell] == [f"{iri}x"]
    with pytest.raises(QueryError):
        world.store.select("SELECT ?x { BIND (nix:x AS ?x) }")


def test_a_server_whose_engine_is_gone_lives_but_is_not_ready(world: World) -> None:
    """503 with what to do: who starts it must start it again."""

    class Gone(Here):
        def alive(self) -> bool:
            return False

    client = Client(create_app(world, Endpoint(Gone(world))))
    assert client.get("/health").json() == {"status": "alive"}
    answer = client.get("/ready")
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (503, "not-ready")
    assert answer.json()["detail_en"] == "the process that answers queries is not running; start the server again"


def test_without_an_endpoint_there_is_no_sparql(client: Client) -> None:
    """And the page for programs does not promise it."""
    assert client.get("/sparql", accept=BROWSER).status_code == 404
    assert "<code>/sparql</code>" not in client.get("/udviklere", accept=BROWSER).text


def test_a_fault_of_ours_shows_nothing_of_the_inside(world: World) -> None:
    """One body, no trace; the trace is for the log."""

    def failing(_: World, __: str) -> tuple[Report, ...]:
        raise RuntimeError("secret path")

    client = Client(create_app(world, review=failing))
    for path, accept in (("/gennemgang", BROWSER), ("/api/v1/validation", "application/json")):
        answer = client.get(path, accept=accept)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Noget gik galt hos os" in answer.text


def test_head_gives_the_headers_alone(client: Client) -> None:
    """For pages and for data."""
    for path in ("/", "/api/v1/questions", "/id/forum/for-ssg-midt.ttl"):
        answer = client.get(path, method="HEAD")
        assert answer.status_code == 200
        assert answer.content == b""
        assert answer.headers["content-type"] == client.get(path).headers["content-type"]


def test_answers_are_compressed(client: Client) -> None:
    """The longest page is well under the limit of 150 kB."""
    answer = client.get("/ns", accept=BROWSER)
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 60_000


def test_the_stylesheet_and_scripts_of_a_page_are_light(client: Client) -> None:
    """As they travel: dkfds is 30 kB of it. What is built is kept by a browser: its address changes with it."""
    files = set(re.findall(r"/static/[\w.]+\?v=\w+", client.get("/roed-traad", accept=BROWSER).text))
    assert len(files) == 4
    answers = [client.get(path) for path in files]
    assert sum(len(gzip.compress(answer.content)) for answer in answers) < 50_000
    assert {answer.headers["cache-control"] for answer in answers} == {"public, max-age=31536000, immutable"}
