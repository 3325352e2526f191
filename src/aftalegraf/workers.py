"""Ask queries of the store from an event loop, in processes that stand ready and can be stopped."""

from __future__ import annotations

import asyncio
import os
import select
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from aftalegraf.answering import LAST, Fetch, Request, answering, reply_of, request_frame
from aftalegraf.errors import AftalegrafError, BrokenError, BusyError, DeadlineError, EngineError
from aftalegraf.forker import start
from aftalegraf.holder import Holder
from aftalegraf.links import Link
from aftalegraf.store import Answer

__all__ = ["Fetch", "Request", "Workers"]

PATIENCE: Final = 0.25  # seconds after which a query is heavy
TICK: Final = 0.025
_NEARLY: Final = 0.1  # a process that ends by itself so shortly before the deadline has met it
_GONE: Final = "the process that answers queries is not running; start the server again"
_BROKEN: Final = "the engine broke down on this query, perhaps for lack of memory; ask for less"


@dataclass(slots=True, eq=False)
class _Asked:
    """A request under way. `given` is when a process got it."""

    message: bytes
    told: asyncio.Future[Answer]
    began: float
    given: float = 0.0

    def answer(self, answer: Answer) -> None:
        """Tell the answer, if anyone still asks."""
        if not self.told.done():
            self.told.set_result(answer)

    def fail(self, error: AftalegrafError) -> None:
        """Tell the asker what went wrong, if anyone still asks."""
        if not self.told.done():
            self.told.set_exception(error)


class Workers:
    """The queries of one store, answered by `ready` processes that stand ready, so that a light one finds one free.

    A query that takes longer than PATIENCE is heavy: another process takes the place of its own. Of the heavy ones only
    the `most` oldest run while the others stand still, so that light ones never queue behind heavy ones. `queue` more
    than these may be under way. A query is stopped at its deadline, waiting included, and when its asker goes away. A
    process that was heavy or has grown is not used again. An answer of more than `largest` bytes is refused.

    Call `start` before any thread or event loop exists, and `stop` at the end.
    """

    def __init__(
        self,
        store: Holder,
        deadline: float = 10.0,
        most: int = 8,
        queue: int = 64,
        ready: int = 4,
        largest: int = 1 << 30,
    ) -> None:
        self.deadline = deadline
        self._store, self._most, self._room = store, most, most + queue
        self._ready, self._largest = ready, largest
        self._control: socket.socket | None = None
        self._pid = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ticking = False
        self._light: set[Link] = set()  # all that are not heavy: beginning, idle or busy
        self._idle: list[Link] = []
        self._heavy: list[Link] = []  # the oldest first
        self._busy: dict[Link, _Asked] = {}
        self._waiting: list[_Asked] = []
        self._moved = 0.0  # when a request was last given to a process

    def start(self) -> None:
        """Fork the process that holds the store, and have the first that answer forked."""
        self._control, self._pid = start(answering(self._store, self.deadline, self._largest))
        self._refill(self._ready)

    def stop(self) -> None:
        """End all processes, and with them all queries."""
        if not self._control:
            return
        for link in (*self._light, *self._heavy):
            link.end(wait=True)
        for asked in (*self._busy.values(), *self._waiting):
            asked.fail(EngineError(_GONE))
        for held in (self._light, self._idle, self._heavy, self._busy, self._waiting):
            held.clear()
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
        loop = self._attach()
        if len(self._busy) + len(self._waiting) >= self._room:
            raise BusyError(self.deadline)
        if not self._idle and not self.alive():
            raise EngineError(_GONE)
        asked = _Asked(request_frame(request), loop.create_future(), time.monotonic())
        if self._idle:
            self._give(self._idle.pop(), asked)
        else:
            self._waiting.append(asked)
        self._watch()
        try:
            return await asked.told
        except asyncio.CancelledError:
            self._drop(asked)
            raise

    def _attach(self) -> asyncio.AbstractEventLoop:
        """The event loop, which from now on listens to the processes."""
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._loop, self._ticking = loop, False
            for link in (*self._light, *self._heavy):
                link.attach(loop)
        return loop

    def _refill(self, least: int) -> None:
        """Have at least so many processes that are not heavy, unless nobody forks any more."""
        with suppress(ConnectionError):
            while self._control and len(self._light) < least:
                link = Link(self._control, self._met)
                self._light.add(link)
                if self._loop:
                    link.attach(self._loop)

    def _give(self, link: Link, asked: _Asked) -> None:
        """Have a process that is free answer a request."""
        self._busy[link] = asked
        asked.given = self._moved = time.monotonic()
        link.ask(asked.message)

    def _met(self, link: Link) -> None:
        """What a process reports: it is gone, has replied, or runs."""
        asked = self._busy.pop(link, None)
        if link.gone or (link.reply and not asked):
            self._end(link)
            if asked:
                asked.fail(self._broken(asked))
            self._watch()
            return
        last = link in self._heavy
        if asked and link.reply:
            kind, said, body = link.reply
            last = last or bool(kind & LAST)
            try:
                answer = reply_of(kind, said, body, link.spool)
            except AftalegrafError as error:
                asked.fail(error)
            else:
                asked.answer(answer)
        self._free(link, last=last)

    def _free(self, link: Link, *, last: bool) -> None:
        """Give a process the youngest request that waits: a light one does not wait for a burst of heavy ones."""
        if last or (len(self._light) > self._ready and not self._waiting):
            self._end(link)
            self._watch()
        elif self._waiting:
            self._give(link, self._waiting.pop())
        else:
            self._idle.append(link)

    def _end(self, link: Link) -> None:
        """Kill a process and forget it."""
        link.end()
        self._light.discard(link)
        for held in (self._idle, self._heavy):
            if link in held:
                held.remove(link)

    def _drop(self, asked: _Asked) -> None:
        """Stop a request whose asker is gone, or has been told."""
        if asked in self._waiting:
            self._waiting.remove(asked)
        for link, one in tuple(self._busy.items()):
            if one is asked:
                del self._busy[link]
                self._end(link)
        self._watch()

    def _broken(self, asked: _Asked) -> AftalegrafError:
        """Why a process ended before it replied."""
        if not self.alive():
            return EngineError(_GONE)
        late = time.monotonic() - asked.began >= self.deadline - _NEARLY
        return DeadlineError(self.deadline) if late else BrokenError(_BROKEN)

    def _watch(self) -> None:
        """Look after the processes until there is nothing to look after."""
        if not self._ticking and self._loop:
            self._ticking = True
            self._loop.call_later(TICK, self._tick)

    def _tick(self) -> None:
        """Find the heavy and the late, let the oldest heavy ones run, and have processes where some are missing."""
        now = time.monotonic()
        self._ticking = False
        for asked in (*self._busy.values(), *self._waiting):
            if now - asked.began > self.deadline:
                asked.fail(DeadlineError(self.deadline))
                self._drop(asked)
        for link, asked in self._busy.items():
            if link in self._light and now - asked.given > PATIENCE:
                self._light.remove(link)
                self._heavy.append(link)
                link.stand_back()
        for rank, link in enumerate(self._heavy):
            link.stand(still=rank >= self._most)
        if not self.alive():
            while self._waiting:
                self._waiting.pop().fail(EngineError(_GONE))
            return
        begun = all(link.runs for link in self._light)
        stuck = self._waiting and begun and now - self._moved > TICK
        more = min(len(self._waiting), self._ready) if stuck else 0
        self._refill(max(self._ready, len(self._light) + more))
        if self._busy or self._waiting or not begun or len(self._light) < self._ready:
            self._watch()
