"""Ask queries of the store from an event loop, each in a process of its own that ends at its deadline."""

from __future__ import annotations

import asyncio
import json
import os
import select
import socket
import time
from typing import Final

from aftalegraf.errors import BusyError, DeadlineError, EngineError, QueryError, RefusedError
from aftalegraf.forker import FRAME, TICK_MS, Fetch, Forker, Request, answering, leave, request_frame
from aftalegraf.holder import Holder
from aftalegraf.store import Answer

__all__ = ["Fetch", "Request", "Workers"]

_GONE: Final = "the process that answers queries is not running; start the server again"


class Workers:
    """The queries of one store: at most `most` heavy ones run at once, and `queue` more may be under way.

    Call `start` before any thread or event loop exists, and `stop` at the end.
    """

    def __init__(self, store: Holder, deadline: float = 10.0, most: int = 8, queue: int = 64) -> None:
        self.deadline = deadline
        self._store, self._most, self._room = store, most, most + queue
        self._under_way = 0
        self._control: socket.socket | None = None
        self._pid = 0

    def start(self) -> None:
        """Fork the process that holds the store."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._pid = os.fork()
        if self._pid == 0:
            ours.close()
            leave(Forker(answering(self._store), theirs, self.deadline, self._most).run)
        theirs.close()
        self._control = ours

    def stop(self) -> None:
        """End the process and with it all queries."""
        if self._control:
            self._control.close()
            self._control = None
            os.waitpid(self._pid, 0)

    def alive(self) -> bool:
        """Whether queries can be answered."""
        if not self._control:
            return False
        poll = select.poll()
        poll.register(self._control, 0)
        return not poll.poll(0)

    async def answer(self, request: Request | Fetch) -> Answer:
        """The answer to a request. When the caller is cancelled, the query is killed.

        Raises RefusedError or QueryError for what is wrong with the query, DeadlineError when its time is up,
        BusyError when too many are under way, EngineError when the engine gives up.
        """
        if self._under_way >= self._room:
            raise BusyError(self.deadline)
        self._under_way += 1
        try:
            return await self._ask(request)
        finally:
            self._under_way -= 1

    async def _ask(self, request: Request | Fetch) -> Answer:
        reader, writer = await asyncio.open_unix_connection(sock=self._hand_over())
        began = time.monotonic()
        try:
            async with asyncio.timeout(self.deadline):  # from here on; the child's own time begins when it does
                writer.write(request_frame(request))
                await writer.drain()
                header, body = await _read(reader)
        except TimeoutError:
            raise DeadlineError(self.deadline) from None
        except (asyncio.IncompleteReadError, ConnectionError):
            if time.monotonic() - began >= self.deadline - TICK_MS / 1000:
                raise DeadlineError(self.deadline) from None
            raise EngineError("the engine broke down on this query, perhaps for lack of memory; ask for less") from None
        finally:
            writer.transport.abort()
        return _answer(header, body)

    def _hand_over(self) -> socket.socket:
        """Our end of a new socket whose other end is given away."""
        if not self._control:
            raise EngineError(_GONE)
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"q"], [theirs.fileno()])
            except ConnectionError:
                ours.close()
                raise EngineError(_GONE) from None
        return ours


async def _read(reader: asyncio.StreamReader) -> tuple[dict[str, str | int | None], bytes]:
    head, body = FRAME.unpack(await reader.readexactly(FRAME.size))
    return json.loads(await reader.readexactly(head)), await reader.readexactly(body)


def _answer(header: dict[str, str | int | None], body: bytes) -> Answer:
    if "error" not in header:
        return Answer(body, str(header["media_type"]))
    error, message = str(header["error"]), str(header["message"])
    if error == "engine":
        raise EngineError(message)
    line, column = ((int(place) if place else None) for place in (header["line"], header["column"]))
    raise QueryError(message, line, column) if error == "syntax" else RefusedError(error, message, line, column)
