"""Give the graphs as files by the SPARQL 1.1 Graph Store Protocol, for reading only: a raw ASGI app."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aftalegraf.exchange import (
    Parameters,
    Receive,
    Response,
    Scope,
    Send,
    data,
    decode,
    exchange,
    headers_of,
    preflight,
)
from aftalegraf.faults import FaultError
from aftalegraf.formats import GRAPHS_TYPES, RDF_TYPES, chosen
from aftalegraf.problems import problem
from aftalegraf.sparql import Endpoint
from aftalegraf.workers import Fetch

METHODS: Final = "GET, HEAD, OPTIONS"


class GraphStore:
    """The graphs behind an endpoint: ?default, ?graph= and an IRI, or all of them."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await exchange(self._respond, scope, receive, send)

    async def _respond(self, scope: Scope, receive: Receive) -> Response:
        if scope["method"] == "OPTIONS":
            return preflight(METHODS)
        if scope["method"] not in ("GET", "HEAD"):
            said = f"{scope['method']} is not used here; the graphs are for reading"
            raise FaultError(problem("method", said, headers={"allow": METHODS}))
        parameters = decode(scope["query_string"])
        graph = _graph(parameters)
        offered: Sequence[str] = GRAPHS_TYPES if graph is None else RDF_TYPES
        names = [value for name, value in parameters if name == "format"]
        kind = chosen(names, headers_of(scope).get("accept"), offered)
        if kind is None:
            said = "the graphs are not offered in the format asked for; see 'offered'"
            raise FaultError(problem("format", said, {"offered": offered}))
        answer = await self._endpoint.ask(scope, receive, Fetch(graph, kind))
        return data(answer.body, answer.media_type, answer.spooled)


def _graph(parameters: Parameters) -> str | None:
    """The graph asked for as Fetch has it."""
    named = [value for name, value in parameters if name == "graph"]
    defaults = [value for name, value in parameters if name == "default"]
    if len(named) + len(defaults) > 1 or not all(named) or any(defaults):
        said = "send ?default, or one ?graph= with the IRI of a graph, or neither for all graphs"
        raise FaultError(problem("graph-choice", said))
    return named[0] if named else "" if defaults else None
