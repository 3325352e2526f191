"""Fill a store on another machine graph by graph, by the SPARQL 1.1 Graph Store Protocol.

The edition, which tells the version and the sizes of all graphs, goes first and comes last: a store that has it is
whole.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
    urlopen,
)

from aftalegraf.access import Access
from aftalegraf.errors import RemoteError, UsageError
from aftalegraf.formats import TURTLE
from aftalegraf.holder import Holder
from aftalegraf.namespaces import OWL, VOID, XSD
from aftalegraf.rdf import Literal, NamedNode, Triple
from aftalegraf.remote import DATASET, EDITION, STANDARD, RemoteStore
from aftalegraf.sparql_server import AGENT, Server

PIECE: Final = 1 << 20  # bytes in one request, when triples with blank nodes are not more
_NOT_THERE: Final = 404


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a store was filled with: its version, and how many triples each graph has; `before` if it was there."""

    version: str
    sizes: tuple[tuple[str, int], ...]
    before: bool = False


def load(
    holder: Holder, version: str, access: Access, graph_store: Access, say: Callable[[str], None], *, replace: bool
) -> Loaded:
    """Fill a store with the graphs of another, and prove that it has them. `say` is told how far it is.

    What is there of the same version is left as it is, unless it is to be replaced. Raises UsageError where there is
    another version, RemoteError with what was written where it does not go to the end.
    """
    there = None if replace else RemoteStore.found(access)
    if there and there.version == version:
        return Loaded(version, tuple((name, 0) for name in there.names()), before=True)
    if there:
        raise UsageError(f"{access.url} holds the version {there.version[:8]}; give --replace to put ours in its place")
    writer = _Writer(graph_store)
    sizes: list[tuple[str, int]] = []
    names: tuple[str | None, ...] = (None, *holder.names())
    try:
        writer.delete(EDITION)
        for number, name in enumerate(names, 1):
            triples = holder.graph(name)
            writer.put(name or STANDARD, triples)
            sizes.append((name or STANDARD, len(triples)))
            say(f"{number} af {len(names)}: <{name or STANDARD}>, {len(triples)} tripler")
    except RemoteError as error:
        raise RemoteError(f"{error}\n{_so_far(sizes, names)}") from None
    _prove(access, sizes)
    writer.put(EDITION, _edition(version, sizes))
    return Loaded(version, tuple(sizes))


def _so_far(sizes: Sequence[tuple[str, int]], names: Sequence[str | None]) -> str:
    written = ", ".join(f"<{name}>" for name, _ in sizes) or "nothing"
    lacking = ", ".join(f"<{name or STANDARD}>" for name in names[len(sizes) :])
    return f"written: {written}; not, or not to the end: {lacking}; load again with --replace"


def _edition(version: str, sizes: Sequence[tuple[str, int]]) -> tuple[Triple, ...]:
    integer = NamedNode(f"{XSD}integer")
    counts = (
        Triple(NamedNode(name), NamedNode(f"{VOID}triples"), Literal(str(size), datatype=integer))
        for name, size in sizes
    )
    return (Triple(NamedNode(DATASET), NamedNode(f"{OWL}versionInfo"), Literal(version)), *counts)


def _prove(access: Access, sizes: Sequence[tuple[str, int]]) -> None:
    """Raises RemoteError where a graph has another number of triples than it was sent."""
    server = Server(access)
    found = {name: server.count(name) for name, _ in sizes}
    wrong = [f"<{name}> has {found[name]} triples of {size}" for name, size in sizes if found[name] != size]
    if wrong:
        raise access.failure(f"took all graphs, but {'; '.join(wrong)}")


def _pieces(triples: Sequence[Triple]) -> Iterator[bytes]:
    """Triples as Turtle in pieces; those with blank nodes all in the first, for their names hold in one request."""
    lines = sorted((f"{triple} .\n".encode() for triple in triples), key=lambda line: b"_:" not in line)
    piece = bytearray()
    for line in lines:
        if len(piece) > PIECE and b"_:" not in line:
            yield bytes(piece)
            piece.clear()
        piece += line
    yield bytes(piece)


class _Writer:
    """The graphs of a graph store, for writing."""

    def __init__(self, access: Access) -> None:
        self._access = access
        known = HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, access.url, access.user, access.password)
        self._digest = HTTPDigestAuthHandler(known)

    def put(self, name: str, triples: Sequence[Triple]) -> None:
        """Put triples in the place of a graph."""
        for number, piece in enumerate(_pieces(triples)):
            self._send("POST" if number else "PUT", name, piece)

    def delete(self, name: str) -> None:
        """Take a graph away, if it is there."""
        self._send("DELETE", name, None)

    def _send(self, method: str, name: str, body: bytes | None) -> None:
        access = self._access
        request = self._request(method, name)
        if body is not None:
            request.data = body
            request.add_header("Content-Type", TURTLE)
        try:
            if access.digest:
                self._sign(request, name)
            with urlopen(request, timeout=access.seconds):  # noqa: S310 (access takes http only)
                return
        except HTTPError as error:
            if method == "DELETE" and error.code == _NOT_THERE:
                return
            raise access.refused(error.code, error.read(1000).decode(errors="replace")) from None
        except URLError as error:
            raise access.unreached(error.reason) from None
        except (OSError, HTTPException) as error:
            raise access.unreached(error) from None

    def _request(self, method: str, name: str) -> Request:
        address = f"{self._access.url}?{urlencode({'graph': name})}"
        request = Request(address, method=method)  # noqa: S310 (access takes http only)
        request.add_header("User-Agent", AGENT)
        for header, value in _authorised(self._access).items():
            request.add_unredirected_header(header, value)
        return request

    def _sign(self, request: Request, name: str) -> None:
        """Answer the server's challenge, asked for without a body: it hangs up on one that comes unsigned."""
        try:
            with urlopen(self._request("HEAD", name), timeout=self._access.seconds):  # noqa: S310
                return
        except HTTPError as error:
            scheme, _, challenge = error.headers.get("WWW-Authenticate", "").partition(" ")
            if scheme.lower() != "digest":
                return
            asked = parse_keqv_list([part for part in parse_http_list(challenge) if part])
            signed = self._digest.get_authorization(request, asked)
            request.add_unredirected_header("Authorization", f"Digest {signed}")


def _authorised(access: Access) -> dict[str, str]:
    if access.token:
        return {"Authorization": f"Bearer {access.token}"}
    if access.user and not access.digest:
        said = base64.b64encode(f"{access.user}:{access.password}".encode()).decode()
        return {"Authorization": f"Basic {said}"}
    return {}
