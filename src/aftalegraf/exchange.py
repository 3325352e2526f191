"""Read an HTTP request within limits and send a whole answer that a cache can keep: raw ASGI, without a framework."""

from __future__ import annotations

import asyncio
import gzip
import re
import zlib
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar
from urllib.parse import unquote_to_bytes

from aftalegraf.errors import AftalegrafError
from aftalegraf.faults import MEDIA_TYPE, Fault, FaultError
from aftalegraf.formats import content_type, takes_gzip
from aftalegraf.namespaces import BASE
from aftalegraf.problems import problem, problem_of
from aftalegraf.spool import PIECE, Spooled, tag_of

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Parameters = Sequence[tuple[str, str]]
Found = TypeVar("Found")

MOST_PARAMETERS: Final = 100
_LEVEL: Final = 5  # of packing: most of what can be saved, in a fraction of the time
_GZIP: Final = 31
WORTH_PACKING: Final = 1000  # bytes; less is sent as it is
AT_ONCE: Final = 64 * 1024  # bytes; more is packed in a thread
SOON: Final = 0.05  # seconds; work that is done within them is not worth watching the client for

# Any page may ask, and none with a user's credentials.
_ALWAYS: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Retry-After, X-Request-Id"),
    (b"vary", b"Accept, Accept-Encoding"),
    (b"x-content-type-options", b"nosniff"),
)
_ADDRESS: Final = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class Response:
    """A whole HTTP response; a large one has no body but stands in a file."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    spooled: Spooled | None = None


class ClientGoneError(Exception):
    """The client hung up before its answer."""


async def exchange(
    respond: Callable[[Scope, Receive], Awaitable[Response]], scope: Scope, receive: Receive, send: Send
) -> None:
    """Answer one request with what `respond` gives, an error of ours as a problem; nothing to a client that is gone."""
    if scope["type"] != "http":
        return
    try:
        response = await respond(scope, receive)
    except AftalegrafError as error:
        response = failure(problem_of(error))
    except ClientGoneError:
        return
    if response.spooled:
        with suppress(ClientGoneError):
            await while_there(_send_spooled(scope, response.headers, response.spooled, send), receive)
        return
    if response.status == 200:  # noqa: PLR2004 - OK
        small = len(response.body) < AT_ONCE
        response = _kept(scope, response) if small else await asyncio.to_thread(_kept, scope, response)
    head = _raw(response.headers)
    if response.status not in (204, 304):
        head.append((b"content-length", b"%d" % len(response.body)))
    await send({"type": "http.response.start", "status": response.status, "headers": head})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else response.body})


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as they are sent, with those that are always sent."""
    return [*_ALWAYS, *((name.encode(), value.encode()) for name, value in headers.items())]


async def _send_spooled(scope: Scope, found: Mapping[str, str], spooled: Spooled, send: Send) -> None:
    """Send a large answer at the pace of its client, packed on the way where it takes that."""
    told = headers_of(scope)
    asked_for = scope["method"] in ("GET", "HEAD")
    headers = dict(found)
    if asked_for:
        headers |= {"etag": f'W/"{spooled.tag}"', "cache-control": "no-cache"}
    known = asked_for and has_tag(told.get("if-none-match", ""), headers["etag"])
    packing = zlib.compressobj(_LEVEL, wbits=_GZIP) if takes_gzip(told.get("accept-encoding", "")) else None
    if not known:
        headers |= {"content-encoding": "gzip"} if packing else {"content-length": str(spooled.size)}
    await send({"type": "http.response.start", "status": 304 if known else 200, "headers": _raw(headers)})
    end = 0 if known or scope["method"] == "HEAD" else spooled.size
    for start in range(0, end, PIECE):
        piece = await asyncio.to_thread(_piece, spooled, start, packing)
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": packing.flush() if packing and end else b""})


def _piece(spooled: Spooled, start: int, packing: zlib._Compress | None) -> bytes:
    piece = spooled.piece(start)
    return packing.compress(piece) if packing else piece


def data(body: bytes, kind: str, spooled: Spooled | None = None) -> Response:
    """An answer in a media type, as bytes or in a file."""
    return Response(200, {"content-type": content_type(kind)}, body, spooled)


def failure(fault: Fault) -> Response:
    """A fault as an answer."""
    headers = {"content-type": MEDIA_TYPE, "cache-control": "no-store", **fault.headers}
    return Response(fault.status, headers, fault.body())


def preflight(methods: str) -> Response:
    """The answer to a browser that asks what a page of others may send."""
    headers = {
        "allow": methods,
        "access-control-allow-methods": methods,
        "access-control-allow-headers": "Accept, Content-Type",
        "access-control-max-age": "86400",
    }
    return Response(204, headers)


def headers_of(scope: Scope) -> dict[str, str]:
    """The headers of a request, their names in small letters."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def address_of(scope: Scope) -> str:
    """Where the client found this server, if the Host header is one; else the lasting address of the project."""
    address = f"{scope['scheme']}://{headers_of(scope).get('host', '')}"
    return address if _ADDRESS.fullmatch(address) else BASE.rstrip("/")


def decode(encoded: bytes) -> Parameters:
    """Parameters from an address or a form. Raises FaultError where they are too many or not UTF-8."""
    pairs = [pair.partition(b"=") for pair in encoded.replace(b"+", b" ").split(b"&") if pair]
    with suppress(UnicodeDecodeError):
        if len(pairs) <= MOST_PARAMETERS:
            return [(unquote_to_bytes(name).decode(), unquote_to_bytes(value).decode()) for name, _, value in pairs]
    message = f"parameters are UTF-8, percent-encoded, and no more than {MOST_PARAMETERS}"
    raise FaultError(problem("parameters", message))


async def body_of(headers: Mapping[str, str], receive: Receive, most: int) -> bytes:
    """The body of a request, or FaultError as soon as it is known to be larger than `most` bytes."""
    length = headers.get("content-length", "0")
    body = b""
    more = True
    while more:
        if len(body) > most or (length.isdecimal() and int(length) > most):
            raise FaultError(problem("size", f"the body is larger than {most // 1024} kB"))
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def while_there(work: Awaitable[Found], receive: Receive) -> Found:
    """What `work` gives, unless the client goes away; then the work is cancelled, though not before SOON."""
    mine, gone, left = asyncio.current_task(), None, False
    loop = asyncio.get_running_loop()

    def watch() -> None:
        nonlocal gone
        gone = loop.create_task(_gone(receive))
        gone.add_done_callback(leave)

    def leave(_: object) -> None:
        nonlocal left
        left = True
        if mine:
            mine.cancel()

    watching = loop.call_later(SOON, watch)
    try:
        return await work
    except asyncio.CancelledError:
        if not left or (mine and mine.uncancel()):
            raise
        raise ClientGoneError from None
    finally:
        watching.cancel()
        if gone:
            gone.remove_done_callback(leave)
            gone.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _kept(scope: Scope, response: Response) -> Response:
    """The answer with a tag of its bytes, packed where the client takes that; 304 where it has the same bytes.

    The tag is weak: it is the same for the bytes as they are and packed.
    """
    told, body, headers = headers_of(scope), response.body, dict(response.headers)
    if scope["method"] in ("GET", "HEAD"):
        headers |= {"etag": f'W/"{tag_of(body)}"', "cache-control": "no-cache"}
        if "if-none-match" in told and has_tag(told["if-none-match"], headers["etag"]):
            return Response(304, headers)
    if len(body) >= WORTH_PACKING and takes_gzip(told.get("accept-encoding", "")):
        headers["content-encoding"] = "gzip"
        body = gzip.compress(body, compresslevel=_LEVEL, mtime=0)
    return Response(200, headers, body)


def has_tag(known: str, tag: str) -> bool:
    """Whether an If-None-Match header names the tag, weak or strong, or any."""
    strong = tag.removeprefix("W/")
    return any(name.strip().removeprefix("W/") in (strong, "*") for name in known.split(","))
