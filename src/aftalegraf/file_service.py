"""Serve the graphs of any RDF file by SPARQL, as the project's own are served: a raw ASGI app without pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from html import escape
from typing import Final

from aftalegraf.exchange import App, Receive, Response, Scope, Send, data, exchange, failure, headers_of
from aftalegraf.faults import NOT_FOUND, FaultError
from aftalegraf.formats import HTML, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, negotiate
from aftalegraf.graph_store import GraphStore
from aftalegraf.problems import problem, ready
from aftalegraf.result_cache import MOST, ResultCache
from aftalegraf.sparql import Endpoint
from aftalegraf.watch import Watch

TRIPLES: Final = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
_PAGE: Final = """<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><title>{name} – aftalegraf</title></head>
<body><h1>{name}</h1>
<p>Her kan filen {name} læses med SPARQL. Den er ikke en del af aftalegraf, og der er ingen sider om den.</p>
<ul>
<li><code>/sparql</code> svarer på forespørgsler; <a href="/sparql?format=turtle">beskrivelsen</a> nævner graferne</li>
<li><a href="/data"><code>/data</code></a> er alle grafer som N-Quads; <code>/data?default</code> og
<code>/data?graph=…</code> er én af dem</li>
<li><a href="/.well-known/void"><code>/.well-known/void</code></a> beskriver datasættet</li>
</ul></body></html>
"""


class FileService:
    """The app for one file, shown by its name: /sparql, /data, a description, and a page that says what there is.

    `cache` is how many bytes of answers are kept, 0 for none.
    """

    def __init__(self, endpoint: Endpoint, name: str, cache: int = MOST) -> None:
        self._endpoint, self._name = endpoint, name
        self.watch = Watch()
        self.cache = ResultCache(endpoint, cache) if cache else None
        self.directly: dict[str, App] = {"/sparql": self.cache or endpoint, "/data": GraphStore(endpoint)}
        self._answers: dict[str, Callable[[Scope, Receive], Awaitable[Response]]] = {
            "/": self._page,
            "/.well-known/void": self._void,
            "/health": self._alive,
            "/ready": self._ready,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            await self.watch(self._answer, scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].rstrip("/") or "/"
        app = self.directly.get(path)
        if app:
            await app(scope, receive, send)
        else:
            await exchange(self._answers.get(path, _nothing), scope, receive, send)

    async def _page(self, scope: Scope, _: Receive) -> Response:
        _reading(scope)
        policy = {"content-security-policy": "default-src 'none'; frame-ancestors 'none'"}
        found = data(_PAGE.format(name=escape(self._name)).encode(), HTML)
        return Response(found.status, {**found.headers, **policy}, found.body)

    async def _void(self, scope: Scope, receive: Receive) -> Response:
        _reading(scope)
        kind = negotiate(headers_of(scope).get("accept"), TRIPLES) or TURTLE
        return await self._endpoint.description(scope, receive, kind)

    async def _alive(self, scope: Scope, _: Receive) -> Response:
        _reading(scope)
        return data(b'{"status":"alive"}', "application/json")

    async def _ready(self, scope: Scope, _: Receive) -> Response:
        _reading(scope)
        ready(alive=self._endpoint.alive())
        return data(b'{"status":"ready"}', "application/json")


async def _nothing(scope: Scope, receive: Receive) -> Response:  # noqa: ARG001 (as the others have it)
    return failure(NOT_FOUND)


def _reading(scope: Scope) -> None:
    """Raises FaultError for a method that does not read."""
    if scope["method"] not in ("GET", "HEAD"):
        raise FaultError(problem("method", f"{scope['method']} is not used here", headers={"allow": "GET, HEAD"}))
