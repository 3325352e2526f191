"""Give each request an id and tell how it was answered: raw ASGI around an app."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable
from typing import Final, NamedTuple

from aftalegraf.exchange import App, Message, Receive, Scope, Send
from aftalegraf.inquiry import CURRENT, HEADER, Inquiry, identified

GONE: Final = 499  # what is told of a client that hung up before its answer


class Told(NamedTuple):
    """How a request was answered; `address` is the part of its address that may hold a query, as it came."""

    inquiry: Inquiry
    method: str
    path: str
    address: bytes
    status: int
    seconds: float


class Watch:
    """Tells `tellers` of every request. A request whose work fails is told with 500, as its client sees it."""

    def __init__(self, *tellers: Callable[[Told], None]) -> None:
        self._tellers = tellers
        process = os.urandom(4).hex()
        self._ids = (f"{process}{number:08x}" for number in itertools.count(1))

    async def __call__(self, app: App, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the app answer one request."""
        inquiry = identified(scope["headers"], self._ids)
        shown = (HEADER, inquiry.id.encode())
        began, status = time.perf_counter(), GONE

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), shown]
            await send(message)

        before = CURRENT.set(inquiry)
        try:
            await app(scope, receive, sending)
        finally:
            CURRENT.reset(before)
            told = Told(
                inquiry, scope["method"], scope["path"], scope["query_string"], status, time.perf_counter() - began
            )
            for tell in self._tellers:
                tell(told)
