"""Send queries to any SPARQL 1.1 server and read what it answers: the door to SPARQLWrapper."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from email.message import Message
from functools import lru_cache
from http.client import HTTPException
from typing import Final, TypeAlias, TypeVar
from urllib.error import HTTPError, URLError

from SPARQLWrapper import DIGEST, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import (
    EndPointInternalError,
    EndPointNotFound,
    QueryBadFormed,
    SPARQLWrapperException,
    Unauthorized,
    URITooLong,
)

from aftalegraf.access import Access
from aftalegraf.errors import RefusedError, SourceError
from aftalegraf.namespaces import BASE, PREFIXES
from aftalegraf.rdf import Literal, Results, Triple, read_results, read_triples
from aftalegraf.scanner import tokens

LONGEST_ADDRESS: Final = 1500  # a longer query is sent by POST
AGENT: Final = "aftalegraf"
ROWS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples, text/turtle;q=0.9"

Dataset: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]  # the graphs of the default graph, and the named ones
_T = TypeVar("_T")
_NODE: Final = re.compile(rb'("type": *"bnode", *"value": *")nodeID://')  # as Virtuoso names blank nodes
_CODES: Final[Mapping[type[SPARQLWrapperException], int]] = {
    EndPointInternalError: 500,
    EndPointNotFound: 404,
    Unauthorized: 401,
    URITooLong: 414,
}


class Server:
    """A server that is asked of some of its graphs. `access` says where and by whom."""

    def __init__(self, access: Access) -> None:
        self.access = access

    def count(self, graph: str) -> int:
        """How many triples a graph has, as the server counts them."""
        found = self.results("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", ((graph,), ()))
        counts = () if isinstance(found, bool) else (value for row in found.rows for value in row)
        return sum(int(value.value) for value in counts if isinstance(value, Literal))

    def results(self, query: str, dataset: Dataset, *, chosen: bool = False) -> Results | bool:
        """The rows or the truth value that a query has in a dataset, as `asked` takes it."""
        found = self.read(read_results, *self.asked(query, ROWS, dataset, chosen=chosen))
        if form(query) == "ASK" and not isinstance(found, bool):
            return bool(found.rows)  # Virtuoso answers with a row, or with none
        return found

    def triples(self, query: str, dataset: Dataset, *, chosen: bool = False) -> tuple[Triple, ...]:
        """The triples that a query makes in a dataset, as `asked` takes it."""
        return self.read(read_triples, *self.asked(query, TRIPLES, dataset, chosen=chosen))

    def read(self, reader: Callable[[bytes, str], _T], body: bytes, kind: str) -> _T:
        """What an answer holds. Raises RemoteError for what no SPARQL server answers, such as a page."""
        try:
            return reader(body, kind)
        except SourceError as error:
            raise self.access.failure(
                f"does not answer as a SPARQL server but with {kind or 'no media type'} ({error.message}); "
                "give the address that queries are sent to"
            ) from None

    def asked(self, query: str, accept: str, dataset: Dataset, *, chosen: bool = False) -> tuple[bytes, str]:
        """The body and the media type of an answer.

        What a query says by FROM goes before the dataset, unless the dataset was chosen by who asks.
        """
        text, own_dataset = _portable(query)
        default, named = ((), ()) if own_dataset and not chosen else dataset
        request = self._request(text, accept)
        for parameter, graphs in (("default-graph-uri", default), ("named-graph-uri", named)):
            for name in graphs:
                request.addParameter(parameter, name)
        try:
            response = request.query().response
            return _NODE.sub(rb"\1", response.read()), self._whole(response.headers)
        except QueryBadFormed as error:
            raise RefusedError("unsupported", f"the server refuses the query: {_said(error)}") from None
        except SPARQLWrapperException as error:
            raise self.access.refused(_CODES.get(type(error), 500), _said(error)) from None
        except HTTPError as error:
            raise self.access.refused(error.code, error.read(1000).decode(errors="replace")) from None
        except URLError as error:
            raise self.access.unreached(error.reason) from None
        except (OSError, HTTPException) as error:
            raise self.access.unreached(error) from None

    def _request(self, text: str, accept: str) -> SPARQLWrapper:
        access = self.access
        request = SPARQLWrapper(access.url, agent=AGENT)
        request.setOnlyConneg(True)
        request.setTimeout(max(1, round(access.seconds)))
        request.setQuery(text)
        request.addCustomHttpHeader("Accept", accept)
        if len(text) > LONGEST_ADDRESS:
            request.setMethod(POST)
        if access.digest:
            request.setHTTPAuth(DIGEST)
        if access.user:
            request.setCredentials(access.user, access.password)
        if access.token:
            request.addCustomHttpHeader("Authorization", f"Bearer {access.token}")
        return request

    def _whole(self, headers: Message) -> str:
        """The media type of an answer that was not cut off: Virtuoso tells in a header that it was."""
        if most := headers.get("X-SPARQL-MaxRows"):
            raise self.access.failure(f"gives at most {most} rows and had more; raise ResultSetMaxRows there")
        return headers.get("Content-Type", "").partition(";")[0].strip().lower()


@lru_cache(maxsize=512)
def _portable(query: str) -> tuple[str, bool]:
    """A query with the prefixes that it needs, and whether it says itself which graphs it means."""
    found = tuple(tokens(query))
    used = {token.text.partition(":")[0] for token in found if token.kind == "name"}
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if name in used)
    own = any(token.depth == 0 and token.kind == "word" and token.text.upper() == "FROM" for token in found)
    return f"BASE <{BASE}>\n{head}{query}", own


def form(query: str) -> str:
    """The word that says what a query asks for."""
    words = (token.text.upper() for token in tokens(query) if token.kind == "word")
    return next((word for word in words if word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")), "")


def _said(error: SPARQLWrapperException) -> str:
    """What the server said: the library gives it as the text of a bytes object."""
    text = str(error).partition("Response:\n")[2]
    return re.sub(r"(\\[nrt]|\s)+", " ", text[2:-1])[:300]
