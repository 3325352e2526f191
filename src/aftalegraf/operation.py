"""Watch over a server while it runs: write of its requests, count them, and show the counts to those who may see."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol

from aftalegraf.exchange import App, Receive, Response, Scope, Send, exchange, failure
from aftalegraf.faults import NOT_FOUND
from aftalegraf.journal import Journal
from aftalegraf.metrics import MEDIA_TYPE, Metrics, State
from aftalegraf.result_cache import ResultCache
from aftalegraf.settings import Settings
from aftalegraf.sparql import Endpoint
from aftalegraf.watch import Watch

PATH: Final = "/metrics"


class Service(Protocol):
    """What is watched: an app with a place for a watch, one for apps at addresses of their own, and a cache."""

    watch: Watch
    directly: dict[str, App]
    cache: ResultCache | None


@contextmanager
def operated(app: Service, endpoint: Endpoint, settings: Settings, quads: int, version: str) -> Iterator[None]:
    """Watch over an app until what is done inside ends; `quads` and `version` are those of its data."""

    def state() -> State:
        cache, outcomes = app.cache, tuple(sorted(endpoint.outcomes.items()))
        hits, size = (cache.hits, cache.size) if cache else (0, 0)
        return State(outcomes, endpoint.under_way, hits, size, endpoint.alive(), quads, version)

    metrics = Metrics(state)
    journal = Journal(settings.slow, only_slow=settings.log == "slow") if settings.log != "none" else None
    app.watch = Watch(*([journal] if journal else []), metrics)
    if settings.metrics != "none":
        app.directly[PATH] = Shown(metrics, everybody=settings.metrics == "all")
    try:
        yield
    finally:
        if journal:
            journal.close()


class Shown:
    """The counts at an address, for this machine or for everybody; others are told that nothing is there."""

    def __init__(self, metrics: Metrics, *, everybody: bool) -> None:
        self._metrics, self._everybody = metrics, everybody

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await exchange(self._respond, scope, receive, send)

    async def _respond(self, scope: Scope, _: Receive) -> Response:
        if not (self._everybody or _is_here(scope)) or scope["method"] not in ("GET", "HEAD"):
            return failure(NOT_FOUND)
        return Response(200, {"content-type": MEDIA_TYPE, "cache-control": "no-store"}, self._metrics.text())


def _is_here(scope: Scope) -> bool:
    """Whether a client is on this machine and asks for itself: a proxy says for whom it asks."""
    headers = {name for name, _ in scope["headers"]}
    if headers & {b"x-forwarded-for", b"forwarded", b"x-real-ip", b"via"}:
        return False
    try:
        return ipaddress.ip_address((scope.get("client") or ("",))[0]).is_loopback
    except ValueError:
        return False
