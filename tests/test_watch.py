"""Every answer has an id, every error says it, and what was answered is told."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from aftalegraf.exchange import App, Receive, Scope, Send
from aftalegraf.formats import JSON
from aftalegraf.inquiry import current
from aftalegraf.watch import GONE, Told, Watch
from tests.asking import BROWSER, Client
from tests.test_file_service import made, serving


@pytest.mark.parametrize("given", ["a", "b2e0.A-b_c", "x" * 64])
def test_a_sane_id_is_taken_over(client: Client, given: str) -> None:
    """So that a proxy and this server speak of the same request."""
    assert client.get("/health", x_request_id=given).headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", "a\u00e5", '"}', "a;b"])
def test_another_id_is_made_anew(client: Client, given: str) -> None:
    """Nothing of a client's comes into headers and logs unread."""
    found = [client.get("/health", x_request_id=given).headers["x-request-id"] for _ in range(2)]
    assert found[0] != found[1]
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in found)


def test_every_kind_of_answer_has_an_id_and_every_error_says_it(client: Client) -> None:
    """Pages, files, interfaces, redirects, what is not there and what cannot be."""
    for path in (
        "/",
        "/en/maal",
        "/api/v1/questions",
        "/ns",
        "/static/x",
        "/nowhere",
        "/api/v1/questions/x",
        "/health",
    ):
        answer = client.get(path, x_request_id="mine")
        assert answer.headers["x-request-id"] == "mine"
        if answer.headers["content-type"] == "application/problem+json":
            assert answer.json()["request_id"] == "mine"
    assert client.get("/nowhere", JSON, x_request_id="mine").json()["request_id"] == "mine"
    assert client.get("/nowhere", accept=BROWSER, method="HEAD").headers["x-request-id"]


def test_over_http_errors_of_queries_say_their_id(tmp_path: Path) -> None:
    """Those of a file's service, its endpoint and its graphs; the cached answer has the id of who asks."""
    with serving(made(tmp_path, "a.trig")) as client:
        for path in ("/sparql?query=ASK", "/data?graph=urn:x", "/nowhere", "/sparql?query=ASK%7B%7D&format=x"):
            answer = client.get(path, headers={"x-request-id": "mine"})
            assert (answer.headers["x-request-id"], answer.json()["request_id"]) == ("mine", "mine")
        for name in ("one", "two"):
            answer = client.get("/sparql?query=ASK%7B%7D", headers={"x-request-id": name})
            assert (answer.status_code, answer.headers["x-request-id"]) == (200, name)
        assert "aftalegraf_cache_hits_total 1.0" in client.get("/metrics").text


async def _answering(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 (as apps have it)
    current().query = "ASK {}"
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _failing(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 (as apps have it)
    raise ConnectionError


@pytest.mark.parametrize(("app", "status"), [(_answering, 204), (_failing, GONE)])
def test_each_request_is_told_once(app: App, status: int) -> None:
    """With its method, path, status and query; what fails is told too."""
    told: list[Told] = []
    watch = Watch(told.append)

    async def go() -> httpx.Response:
        async def watched(scope: Any, receive: Any, send: Any) -> None:
            await watch(app, scope, receive, send)

        async with httpx.AsyncClient(transport=httpx.ASGITransport(watched), base_url="http://test") as client:
            return await client.post("/a?b=c", headers={"x-request-id": "i"})

    if app is _failing:
        with pytest.raises(ConnectionError):
            asyncio.run(go())
    else:
        assert asyncio.run(go()).headers["x-request-id"] == "i"
    (one,) = told
    assert (one.inquiry.id, one.method, one.path, one.address, one.status) == ("i", "POST", "/a", b"b=c", status)
    assert one.inquiry.query == ("ASK {}" if app is _answering else "")
    assert one.seconds > 0
    assert current().id == ""
