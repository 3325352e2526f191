"""Answer queries of a store one after the other, in a process that may do nothing else and ends at the deadline."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from aftalegraf.errors import EngineError, QueryError, RefusedError
from aftalegraf.forker import limit
from aftalegraf.guard import passed, place
from aftalegraf.holder import Holder
from aftalegraf.spool import Spool, Spooled
from aftalegraf.store import Answer, Into

LENGTH: Final = struct.Struct("!I")  # of a request
REPLY: Final = struct.Struct("!BII")  # what a reply is, the length of what it says, and of the body after it
ANSWER: Final = 0  # its media type and its body
ERROR: Final = 1  # what went wrong as JSON
LAST: Final = 2  # besides: the process ends with this reply
SPOOLED: Final = 4  # its media type, its size and its tag; it stands in the file that the process was given
GROWN_KB: Final = 64 << 10  # a process that has taken so much more than at first ends, to give it back
PIECE: Final = 64 << 10
SPOOL: Final = 4  # the file descriptor of the file that a process may write


@dataclass(frozen=True, slots=True)
class Request:
    """A query with the media types wanted, `results` for rows and truth values, and the protocol's graphs.

    `seconds` of processor is what it may take, 0 as much as it needs until the deadline.
    """

    query: str
    results: str
    triples: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Fetch:
    """A graph wanted as a file of a media type: that of an IRI, "" the default graph, None all of them."""

    graph: str | None
    media_type: str
    seconds: float = 0.0


def request_frame(asked: Request | Fetch) -> bytes:
    """A request as it goes over a socket."""
    said: tuple[object, ...] = (asked.seconds,)
    if isinstance(asked, Fetch):
        said += (asked.graph, asked.media_type)
    else:
        said += (asked.query, asked.results, asked.triples, asked.default_graphs, asked.named_graphs)
    text = json.dumps(said).encode()
    return LENGTH.pack(len(text)) + text


def reply_of(kind: int, said: bytes, body: bytes, spool: int) -> Answer:
    """The answer that a reply brings, large ones in the file `spool`. Raises the error that it tells of."""
    if kind & SPOOLED:
        media_type, size, tag = said.decode().split()
        return Answer(b"", media_type, Spooled(os.dup(spool), int(size), tag))
    if not kind & ERROR:
        return Answer(body, said.decode())
    told = json.loads(said)
    error, message = told["error"], told["message"]
    if error == "engine":
        raise EngineError(message)
    if error == "syntax":
        raise QueryError(message, told["line"], told["column"])
    raise RefusedError(error, message, told["line"], told["column"])


def answering(store: Holder, deadline: float, largest: int) -> Callable[[socket.socket], None]:
    """What a process does: read a request, ask the store, send the answer, and again, until the other end is closed.

    The kernel ends the process at the deadline, whatever the engine does, or when a request has taken its seconds, and
    lets it write no more than the `largest` answer to its file.
    """

    def answer(client: socket.socket) -> None:
        most = _peak_kb() + GROWN_KB
        limit(resource.RLIMIT_FSIZE, largest)
        while text := _read(client):
            seconds, *asked = json.loads(text)
            signal.setitimer(signal.ITIMER_REAL, deadline)
            if seconds:
                signal.setitimer(signal.ITIMER_PROF, seconds)
            kind, said, body = reply(store, _request(asked), Spool(SPOOL, largest))
            kind |= LAST * bool(kind & SPOOLED or _peak_kb() > most)
            with suppress(ConnectionError):  # nobody wants it any more
                client.sendall(REPLY.pack(kind, len(said), len(body)) + said + body)
            signal.setitimer(signal.ITIMER_REAL, 0)
            if seconds:
                signal.setitimer(signal.ITIMER_PROF, 0)
            if kind & LAST:
                return

    return answer


def answered(store: Holder, request: Request | Fetch, into: Into) -> str:
    """Write the answer to a request, and give its media type.

    A query passes the guard first, and its FROM names only graphs that are there. Graphs that the
    protocol's parameters name and that are not there are empty, as the W3C's tests of it have them.
    """
    if isinstance(request, Fetch):
        store.dump(request.graph, request.media_type, into)
        return request.media_type
    for iri, start in passed(request.query):
        if not store.holds(iri):
            raise RefusedError("graph", store.missing(iri), *place(request.query, start))
    graph_names = request.default_graphs, request.named_graphs
    return store.answer(request.query, request.results, request.triples, into, *graph_names)


def reply(store: Holder, request: Request | Fetch, spool: Spool) -> tuple[int, bytes, bytes]:
    """The reply to a request, or its error in plain words."""
    try:
        media_type = answered(store, request, spool)
    except QueryError as error:
        reason = error.reason if isinstance(error, RefusedError) else "syntax"
        return _error(reason, error.message, error.line, error.column)
    except MemoryError:
        return _error("engine", "the query needs too much memory; ask for less (LIMIT)")
    except (EngineError, OSError) as error:
        most = f"the answer is larger than {spool.most >> 20} MB, or than the room there is; ask for less (LIMIT)"
        return _error("engine", most if spool.full else str(error))
    small = spool.small()
    if small is None:
        return SPOOLED, f"{media_type} {spool.size} {spool.tag()}".encode(), b""
    return ANSWER, media_type.encode(), small


def _error(reason: str, message: str, line: int | None = None, column: int | None = None) -> tuple[int, bytes, bytes]:
    told = {"error": reason, "message": message, "line": line, "column": column}
    return ERROR, json.dumps(told).encode(), b""


def _read(client: socket.socket) -> bytes:
    """The next request, nothing when the other end is closed, perhaps before it heard that this process runs."""
    heard = b""
    while len(heard) < LENGTH.size or len(heard) < LENGTH.size + LENGTH.unpack_from(heard)[0]:
        try:
            piece = client.recv(PIECE)
        except ConnectionError:
            piece = b""
        if not piece:
            return b""
        heard += piece
    return heard[LENGTH.size :]


def _request(said: list[Any]) -> Request | Fetch:
    if len(said) == len(("graph", "media_type")):
        return Fetch(*said)
    query, results, triples, default_graphs, named_graphs = said
    return Request(query, results, triples, tuple(default_graphs), tuple(named_graphs))


def _peak_kb() -> int:
    """The most memory that this process has had at once."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
