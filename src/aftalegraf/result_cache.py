"""Keep whole answers to queries and give them again without asking: raw ASGI in front of the endpoint."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeAlias

from aftalegraf.exchange import Message, Receive, Scope, Send, has_tag
from aftalegraf.formats import takes_gzip

App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers: TypeAlias = list[tuple[bytes, bytes]]
_Key: TypeAlias = tuple[bytes, bytes, bool]

MOST: Final = 64 << 20  # bytes of answers, with what their addresses take
LARGEST: Final = 16  # no answer takes more than this part of them
LONGEST: Final = 8192  # bytes of an address that is kept
_BESIDE: Final = 512  # bytes that an entry takes besides its own
_OWN: Final = 429  # tells of one client only
_CONDITION: Final = b"if-none-match"
_OF_BODY: Final = frozenset((b"content-length", b"content-type", b"content-encoding"))


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole answer as it was sent; `tag` is that of one with status 200, else ""."""

    status: int
    headers: Headers
    body: bytes
    tag: str
    size: int


class _EnoughError(Exception):
    """The client has all that it wants of an answer in pieces."""


class ResultCache:
    """The answers of an app to queries asked by their address, the last used first, `most` bytes of them.

    An answer is kept by the whole address, the formats taken and whether it may be packed. Only what was answered to
    the end with 200 and a tag is kept. Of those who ask the same at once one asks the app; the others wait for its
    answer. The data are those of the process: another version of them is another process, with a cache of its own.
    """

    def __init__(self, app: App, most: int = MOST) -> None:
        self._app, self._most, self.size, self.hits = app, most, 0, 0
        self._kept: OrderedDict[_Key, Kept] = OrderedDict()
        self._asked: dict[_Key, asyncio.Future[Kept | None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        key, condition = _key(scope)
        if key is None:
            await self._app(scope, receive, send)
            return
        found = self._kept.get(key)
        while not found and key in self._asked:
            found = await asyncio.shield(self._asked[key]) or self._kept.get(key)  # if who asked hung up, the next asks
        if key in self._kept:
            self._kept.move_to_end(key)
            self.hits += 1
        await _give(found or await self._ask(key, condition, scope, receive, send), condition, scope, send)

    async def _ask(self, key: _Key, condition: str, scope: Scope, receive: Receive, send: Send) -> Kept | None:
        """The whole answer of the app, kept if it is one to keep.

        None where the client has hung up, or was sent what comes in pieces: others ask for that themselves.
        """
        self._asked[key] = told = asyncio.get_running_loop().create_future()
        heard: list[Message] = []
        found = None

        async def hear(message: Message) -> None:
            heard.append(message)
            if message.get("more_body") or told.done():
                await pass_on()

        async def pass_on() -> None:
            if not told.done():
                del self._asked[key]
                told.set_result(None)
                await _give_head(_head(heard[0]), condition, scope, send)
            for message in heard:
                await send(message)
            heard.clear()

        plain = [(name, value) for name, value in scope["headers"] if name != _CONDITION]
        try:
            with suppress(_EnoughError):
                await self._app({**scope, "method": "GET", "headers": plain}, receive, hear)
            found = _whole(key, heard)
            if found and found.tag and found.size <= self._most // LARGEST:
                self._keep(key, found)
        finally:
            if not told.done():
                del self._asked[key]
                told.set_result(found if found and found.status != _OWN else None)
        return found

    def _keep(self, key: _Key, kept: Kept) -> None:
        self._kept[key] = kept
        self.size += kept.size
        while self.size > self._most:
            self.size -= self._kept.popitem(last=False)[1].size


def _key(scope: Scope) -> tuple[_Key | None, str]:
    """What the answer to a request is kept by, None where it is not kept; and which tag the client has already."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return None, ""
    asked: bytes = scope["query_string"]
    if b"query=" not in asked or len(asked) > LONGEST:
        return None, ""  # the description tells under which name it was found
    accept, packed, condition = b"", False, ""
    for name, value in scope["headers"]:
        if name == b"accept":
            accept = accept + b"," + value if accept else value
        elif name == b"accept-encoding":
            packed = _takes_gzip(value)
        elif name == _CONDITION:
            condition = value.decode("latin-1")
    return (asked, accept[:LONGEST], packed), condition


@lru_cache(maxsize=64)
def _takes_gzip(accept_encoding: bytes) -> bool:
    """Whether the header takes gzip; clients send the same few."""
    return takes_gzip(accept_encoding.decode("latin-1"))


def _whole(key: _Key, heard: list[Message]) -> Kept | None:
    """The answer that was heard, if it is whole."""
    if len(heard) < 2 or heard[-1].get("more_body"):  # noqa: PLR2004 - its start and its body
        return None
    head = _head(heard[0])
    body = b"".join(message.get("body", b"") for message in heard[1:])
    size = len(body) + len(key[0]) + len(key[1]) + sum(len(name) + len(value) for name, value in head.headers) + _BESIDE
    return replace(head, body=body, size=size)


def _head(message: Message) -> Kept:
    """An answer of which nothing but its start is known."""
    status, headers = int(message["status"]), list(message["headers"])
    tag = next((value.decode() for name, value in headers if name == b"etag"), "") if status == 200 else ""  # noqa: PLR2004
    return Kept(status, headers, b"", tag, 0)


async def _give_head(head: Kept, condition: str, scope: Scope, send: Send) -> None:
    """Where the start of an answer is all that its client wants, send it. Raises _EnoughError then."""
    if scope["method"] == "HEAD" or (condition and head.tag and has_tag(condition, head.tag)):
        await _give(head, condition, scope, send)
        raise _EnoughError


async def _give(found: Kept | None, condition: str, scope: Scope, send: Send) -> None:
    """Send an answer: 304 to a client that has it, without its body to one that asks for the head."""
    if not found:
        return
    status, headers, body = found.status, found.headers, found.body
    if condition and found.tag and has_tag(condition, found.tag):
        status, headers, body = 304, [pair for pair in headers if pair[0] not in _OF_BODY], b""
    elif scope["method"] == "HEAD":
        body = b""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
