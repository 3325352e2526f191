"""Answer the SPARQL 1.1 Protocol over HTTP, for queries only: a raw ASGI app."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from aftalegraf.allowance import Allowance
from aftalegraf.errors import AftalegrafError, BrokenError, DeadlineError
from aftalegraf.exchange import (
    ClientGoneError,
    Parameters,
    Receive,
    Response,
    Scope,
    Send,
    address_of,
    body_of,
    data,
    decode,
    exchange,
    headers_of,
    preflight,
    while_there,
)
from aftalegraf.faults import Fault, FaultError
from aftalegraf.formats import HTML, JSON, RDF_TYPES, RESULT_TYPES, TURTLE, chosen
from aftalegraf.guard import MOST_BYTES
from aftalegraf.inquiry import current
from aftalegraf.problems import problem, problem_of
from aftalegraf.rdf import write
from aftalegraf.service import SIZES, description, sizes_of
from aftalegraf.store import Answer
from aftalegraf.workers import Fetch, Request, Workers

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
METHODS: Final = "GET, HEAD, POST, OPTIONS"


class Endpoint:
    """The endpoint as an ASGI app, to be mounted or routed to as it is.

    `allowance` is what each client may take, `base_url` where the public finds the server, and `page` the address of
    the page for people who come without a query. `outcomes` counts what came of queries, and `under_way` those asked.
    """

    def __init__(
        self,
        workers: Workers,
        allowance: Allowance | None = None,
        base_url: str = "",
        page: str = "/udviklere/sparql",
    ) -> None:
        self._workers, self._allowance = workers, allowance or Allowance()
        self._base_url, self._page = base_url.rstrip("/"), page
        self._sizes: dict[str, int] = {}
        self._counting = asyncio.Lock()
        self.outcomes: Counter[str] = Counter()
        self.under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await exchange(self._respond, scope, receive, send)

    @property
    def deadline(self) -> float:
        """The seconds that a query may take."""
        return self._workers.deadline

    async def ask(self, scope: Scope, receive: Receive, request: Request | Fetch) -> Answer:
        """The answer to what a client asks, its time taken from what the client has."""
        client = (scope.get("client") or ("",))[0]
        current().query = request.query if isinstance(request, Request) else ""
        outcome = "gone"
        self.under_way += 1
        try:
            answer = await self._ask(client, request, receive)
            outcome = "answered"
        except AftalegrafError as error:
            outcome = "broken" if isinstance(error, BrokenError) else problem_of(error).kind
            raise
        else:
            return answer
        finally:
            self.under_way -= 1
            self.outcomes[outcome] += 1

    async def _ask(self, client: str, request: Request | Fetch, receive: Receive) -> Answer:
        began = time.monotonic()
        with self._allowance.charge(client) as seconds:
            try:
                asked = replace(request, seconds=seconds) if seconds else request
                return await while_there(self._workers.answer(asked), receive)
            except (BrokenError, DeadlineError):
                if seconds and time.monotonic() - began >= seconds:  # before that, something else ended it
                    raise self._allowance.refusal(client) from None
                raise

    def alive(self) -> bool:
        """Whether queries can be answered."""
        return self._workers.alive()

    async def show(self, scope: Scope, receive: Receive) -> tuple[str, Answer | Fault | None]:
        """The query that a request for a page brings, and what comes of it: JSON for rows, Turtle, or a fault.

        Nothing comes of no query, nor where the reader has gone away.
        """
        query = ""
        try:
            parameters = await _parameters(scope, headers_of(scope), receive)
            query = next((value for name, value in parameters if name == "query" and value.strip()), "")
            if not query:
                return "", None
            request = Request(query=query, results=RESULT_TYPES[0], triples=RDF_TYPES[0])
            return query, await self.ask(scope, receive, request)
        except AftalegrafError as error:
            return query, problem_of(error)
        except ClientGoneError:
            return query, None

    async def description(self, scope: Scope, receive: Receive, kind: str) -> Response:
        """What the endpoint is and which graphs it has, in a media type for triples."""
        async with self._counting:  # once for all, and at nobody's expense
            if not self._sizes:
                answer = await while_there(self._workers.answer(Request(SIZES, JSON, TURTLE)), receive)
                self._sizes = sizes_of(answer.start(answer.size))
        here = self._base_url or address_of(scope)
        return data(write(description(f"{here}/sparql", f"{here}/data", self._sizes), kind), kind)

    async def _respond(self, scope: Scope, receive: Receive) -> Response:
        if scope["method"] == "OPTIONS":
            return preflight(METHODS)
        headers = headers_of(scope)
        parameters = await _parameters(scope, headers, receive)
        if scope["method"] in ("GET", "HEAD") and all(name == "format" for name, _ in parameters):
            return await self._describe(scope, receive, [value for _, value in parameters])
        request, wanted = _request(parameters, headers.get("accept"))
        answer = await self.ask(scope, receive, request)
        if answer.media_type not in wanted:
            raise _no_format()
        return data(answer.body, answer.media_type, answer.spooled)

    async def _describe(self, scope: Scope, receive: Receive, names: Sequence[str]) -> Response:
        """The answer to those who come without a query: a description, or for people the way to a page."""
        kind = chosen(names, headers_of(scope).get("accept"), (*RDF_TYPES, HTML))
        if kind is None:
            raise FaultError(problem("format", "the description is offered as triples", {"offered": RDF_TYPES}))
        if kind == HTML:
            return Response(303, {"location": self._page})
        return await self.description(scope, receive, kind)


async def _parameters(scope: Scope, headers: Mapping[str, str], receive: Receive) -> Parameters:
    """The parameters of a request from its address and body; a body that is a query counts as `query`."""
    parameters = decode(scope["query_string"])
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
    body = await body_of(headers, receive, MOST_BYTES)
    return [*parameters, *(decode(body) if kind == FORM else [("query", _text(body))])]


def _request(parameters: Parameters, accept: str | None) -> tuple[Request, tuple[str | None, str | None]]:
    """The request to ask, and the media types that its client takes for rows and for triples."""
    told: dict[str, list[str]] = {}
    for name, value in parameters:
        told.setdefault(name, []).append(value)
    if "update" in told:
        raise _read_only()
    queries = told.get("query", ())
    if len(queries) != 1 or not queries[0].strip():
        raise FaultError(problem("parameters", f"send one query in the parameter 'query', not {len(queries)}"))
    results, triples = wanted = _formats(told.get("format", ()), accept)
    if results is None and triples is None:
        raise _no_format()
    request = Request(
        query=queries[0],
        results=results or RESULT_TYPES[0],
        triples=triples or RDF_TYPES[0],
        default_graphs=tuple(told.get("default-graph-uri", ())),
        named_graphs=tuple(told.get("named-graph-uri", ())),
    )
    return request, wanted


def _formats(names: Sequence[str], accept: str | None) -> tuple[str | None, str | None]:
    """What rows and what triples are answered as; `?format=` goes before the Accept header."""
    return chosen(names, accept, RESULT_TYPES), chosen(names, accept, RDF_TYPES)


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
