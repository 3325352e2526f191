"""Answer the SPARQL 1.1 Protocol over HTTP, for queries only: a raw ASGI app."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl

from aftalegraf.errors import AftalegrafError
from aftalegraf.faults import MEDIA_TYPE, Fault, FaultError
from aftalegraf.formats import RDF_TYPES, RESULT_TYPES, content_type, media_type, negotiate
from aftalegraf.guard import MOST_BYTES
from aftalegraf.problems import problem, problem_of
from aftalegraf.store import Answer
from aftalegraf.workers import Request, Workers

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Parameters = Sequence[tuple[str, str]]

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
METHODS: Final = "GET, HEAD, POST, OPTIONS"
MOST_PARAMETERS: Final = 100

# Any page may ask, and none with a user's credentials.
_ALWAYS: Final = {"access-control-allow-origin": "*", "vary": "Accept", "x-content-type-options": "nosniff"}
_PREFLIGHT: Final = {
    "allow": METHODS,
    "access-control-allow-methods": METHODS,
    "access-control-allow-headers": "Accept, Content-Type",
    "access-control-max-age": "86400",
}


@dataclass(frozen=True, slots=True)
class Response:
    """A whole HTTP response."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Endpoint:
    """The endpoint as an ASGI app, to be mounted or routed to as it is."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        try:
            response = await self._respond(scope, receive)
        except AftalegrafError as error:
            response = _failure(problem_of(error))
        except ClientGoneError:
            return
        headers = {**_ALWAYS, **response.headers}
        if response.status != 204:  # noqa: PLR2004 - no content
            headers["content-length"] = str(len(response.body))
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": response.status, "headers": raw})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else response.body})

    @property
    def deadline(self) -> float:
        """The seconds that a query may take."""
        return self._workers.deadline

    async def show(self, scope: Scope, receive: Receive) -> tuple[str, Answer | Fault | None]:
        """The query that a request for a page brings, and what comes of it: JSON for rows, Turtle, or a fault.

        Nothing comes of no query, nor where the reader has gone away.
        """
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        query = ""
        try:
            parameters = await _parameters(scope, headers, receive)
            query = next((value for name, value in parameters if name == "query" and value.strip()), "")
            if not query:
                return "", None
            request = Request(query=query, results=RESULT_TYPES[0], triples=RDF_TYPES[0])
            return query, await _while_there(self._workers.answer(request), receive)
        except AftalegrafError as error:
            return query, problem_of(error)
        except ClientGoneError:
            return query, None

    async def _respond(self, scope: Scope, receive: Receive) -> Response:
        if scope["method"] == "OPTIONS":
            return Response(204, _PREFLIGHT)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        parameters = await _parameters(scope, headers, receive)
        request, wanted = _request(parameters, headers.get("accept"))
        answer = await _while_there(self._workers.answer(request), receive)
        if answer.media_type not in wanted:
            raise _no_format()
        return Response(200, {"content-type": content_type(answer.media_type)}, answer.body)


class ClientGoneError(Exception):
    """The client hung up before its answer."""


async def _parameters(scope: Scope, headers: Mapping[str, str], receive: Receive) -> Parameters:
    """The parameters of a request from its address and body; a body that is a query counts as `query`."""
    parameters = _decode(scope["query_string"])
    if scope["method"] in ("GET", "HEAD"):
        return parameters
    if scope["method"] != "POST":
        raise FaultError(problem("method", f"{scope['method']} is not used here", headers={"allow": METHODS}))
    kind, _, charset = headers.get("content-type", "").lower().partition(";")
    kind = kind.strip()
    if kind == UPDATE:
        raise _read_only()
    if kind not in (FORM, QUERY) or not _is_utf8(charset) or headers.get("content-encoding", "identity") != "identity":
        raise FaultError(problem("content-type", f"send {FORM} or {QUERY} in UTF-8 without Content-Encoding"))
    body = await _body(headers, receive)
    return [*parameters, *(_decode(body) if kind == FORM else [("query", _text(body))])]


def _request(parameters: Parameters, accept: str | None) -> tuple[Request, tuple[str | None, str | None]]:
    """The request to ask, and the media types that its client takes for rows and for triples."""
    if any(name == "update" for name, _ in parameters):
        raise _read_only()
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) != 1 or not queries[0].strip():
        raise FaultError(problem("parameters", f"send one query in the parameter 'query', not {len(queries)}"))
    results, triples = wanted = _formats([value for name, value in parameters if name == "format"], accept)
    if results is None and triples is None:
        raise _no_format()
    request = Request(
        query=queries[0],
        results=results or RESULT_TYPES[0],
        triples=triples or RDF_TYPES[0],
        default_graphs=tuple(value for name, value in parameters if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in parameters if name == "named-graph-uri"),
    )
    return request, wanted


def _formats(names: Sequence[str], accept: str | None) -> tuple[str | None, str | None]:
    """What rows and what triples are answered as; `?format=` goes before the Accept header."""
    if not names:
        return negotiate(accept, RESULT_TYPES), negotiate(accept, RDF_TYPES)
    kind = media_type(names[0])
    return kind if kind in RESULT_TYPES else None, kind if kind in RDF_TYPES else None


async def _body(headers: Mapping[str, str], receive: Receive) -> bytes:
    """The body, or FaultError as soon as it is known to be too large."""
    length = headers.get("content-length", "0")
    body = b""
    more = True
    while more:
        if len(body) > MOST_BYTES or (length.isdecimal() and int(length) > MOST_BYTES):
            raise FaultError(problem("size", f"the body is larger than {MOST_BYTES // 1024} kB"))
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def _while_there(work: Awaitable[Answer], receive: Receive) -> Answer:
    """What `work` gives, unless the client goes away; then the work is cancelled."""
    answer = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait((answer, gone), return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            raise ClientGoneError
        return answer.result()
    finally:
        answer.cancel()
        gone.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _decode(encoded: bytes) -> Parameters:
    try:
        return parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except ValueError:
        message = f"parameters are UTF-8, percent-encoded, and no more than {MOST_PARAMETERS}"
        raise FaultError(problem("parameters", message)) from None


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise FaultError(problem("parameters", "the query is not UTF-8")) from None


def _is_utf8(parameters: str) -> bool:
    """Whether the parameters of a content type leave UTF-8 as its character set."""
    value = parameters.partition("charset=")[2]
    return not value or value.split(";")[0].strip(' "') in ("utf-8", "utf8")


def _read_only() -> FaultError:
    return FaultError(problem("read-only", "this service is read only; updates are not taken"))


def _no_format() -> FaultError:
    offered = {"results": RESULT_TYPES, "triples": RDF_TYPES}
    return FaultError(
        problem("format", "the answer is not offered in the format asked for; see 'offered'", {"offered": offered})
    )


def _failure(fault: Fault) -> Response:
    headers = {"content-type": MEDIA_TYPE, "cache-control": "no-store", **fault.headers}
    return Response(fault.status, headers, fault.body())
