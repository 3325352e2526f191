"""Answers given again: the same bytes, asked once; what went wrong is not kept, and no more than fits is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aftalegraf.exchange import Message, Receive, Scope, Send
from aftalegraf.result_cache import LARGEST, ResultCache

GZIP = ((b"accept-encoding", b"gzip"),)


class Asked:
    """An app that answers with the number of times that it was asked, and holds back until it is told to go on."""

    def __init__(self, status: int = 200, size: int = 0) -> None:
        self.times, self.status, self.size = 0, status, size
        self.gone: set[int] = set()
        self.go = asyncio.Event()
        self.go.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or nothing where its client is gone by then."""
        del receive
        self.times += 1
        mine = self.times
        await self.go.wait()
        if mine in self.gone:
            return
        assert not any(name == b"if-none-match" for name, _ in scope["headers"])
        headers = [(b"content-type", b"text/csv"), (b"etag", b'W/"%d"' % mine), (b"vary", b"Accept")]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"%d" % mine + b"." * self.size})


async def get(
    app: Callable[[Scope, Receive, Send], Awaitable[None]],
    query: str = "query=ASK%20%7B%7D",
    headers: tuple[tuple[bytes, bytes], ...] = (),
    method: str = "GET",
) -> tuple[int, dict[bytes, bytes], bytes]:
    """The status, headers and body of the answer to a request; 0 where there is none."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope: dict[str, Any] = {
        "type": "http", "method": method, "path": "/sparql", "query_string": query.encode(), "headers": list(headers),
    }  # fmt: skip
    await app(scope, receive, send)
    if not sent:
        return 0, {}, b""
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(message["body"] for message in sent[1:])


def test_the_same_is_asked_once() -> None:
    """Another address, another format and a packed answer are others; the head has no body, who has it gets 304."""

    async def asking() -> None:
        app = Asked()
        cache = ResultCache(app)
        first = await get(cache)
        assert await get(cache) == first == (200, first[1], b"1")
        assert (await get(cache, method="HEAD")) == (200, first[1], b"")
        status, headers, body = await get(cache, headers=((b"if-none-match", b'W/"1"'),))
        assert (status, headers, body) == (304, {b"etag": b'W/"1"', b"vary": b"Accept"}, b"")
        assert app.times == 1
        others = [
            await get(cache, "query=1"),
            await get(cache, headers=GZIP),
            await get(cache, headers=((b"accept", b"x"),)),
        ]
        assert [body for _, _, body in others] == [b"2", b"3", b"4"]

    asyncio.run(asking())


def test_what_is_no_query_by_its_address_is_not_kept() -> None:
    """The description tells under which name it was found; a form is asked again."""

    async def asking() -> None:
        app = Asked()
        cache = ResultCache(app)
        for request in (("format=turtle", "GET"), ("", "GET"), ("query=1", "POST"), ("query=" + "1" * 9000, "GET")):
            for _ in range(2):
                await get(cache, request[0], method=request[1])
        assert app.times == 8

    asyncio.run(asking())


def test_those_who_ask_at_once_wait_for_one() -> None:
    """Also for what went wrong, which is not kept; but not for what tells of one client only."""

    async def asking(status: int, *, gone: bool = False) -> tuple[list[bytes], int]:
        app = Asked(status)
        app.go.clear()
        app.gone = {1} if gone else set()
        cache = ResultCache(app)
        under_way = [asyncio.create_task(get(cache)) for _ in range(4)]
        await asyncio.sleep(0)
        app.go.set()
        found = [body for _, _, body in await asyncio.gather(*under_way)]
        await get(cache)
        return found, app.times

    assert asyncio.run(asking(200)) == ([b"1"] * 4, 1)
    assert asyncio.run(asking(503)) == ([b"1"] * 4, 2)
    assert asyncio.run(asking(429)) == ([b"1", b"2", b"3", b"4"], 5)
    assert asyncio.run(asking(200, gone=True)) == ([b"", b"2", b"2", b"2"], 2)


def test_the_least_used_goes_first_and_nothing_too_large_is_kept() -> None:
    """By bytes, with what an entry takes besides."""

    async def asking() -> None:
        app = Asked(size=1000)
        cache = ResultCache(app, most=LARGEST * 2000)
        for number in range(40):
            await get(cache, f"query={number}")
            await get(cache, "query=0")
        assert app.times == 40  # the first was used all the time
        await get(cache, "query=1")
        assert app.times == 41
        assert cache.size <= LARGEST * 2000
        app.size = 3000
        for _ in range(2):
            await get(cache, "query=large")
        assert app.times == 43

    asyncio.run(asking())


def test_a_cache_of_no_bytes_asks_each_time() -> None:
    """`serve --cache 0` keeps nothing."""

    async def asking() -> None:
        app = Asked()
        cache = ResultCache(app, most=0)
        assert [(await get(cache))[2] for _ in range(3)] == [b"1", b"2", b"3"]

    asyncio.run(asking())
