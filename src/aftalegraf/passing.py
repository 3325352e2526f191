"""Pass queries on to the server that holds the dataset, from an event loop, as many at once as a bound lets."""

from __future__ import annotations

import asyncio

from aftalegraf.errors import DeadlineError, EngineError, RemoteError
from aftalegraf.faults import AWAY
from aftalegraf.forker import Fetch, Request, answered
from aftalegraf.store import Answer
from aftalegraf.workers import Workers


class Passing(Workers):
    """The queries of a store on another machine, held to the same guard and the same bounds; it needs no process.

    A query whose time is up is left behind: the other server ends it by a limit of its own.
    """

    def start(self) -> None:
        """Nothing is to be begun."""

    def stop(self) -> None:
        """Nothing is to be ended."""

    def alive(self) -> bool:
        """Whether queries can be answered: who asks is told if the other server is gone."""
        return True

    async def _ask(self, request: Request | Fetch) -> Answer:
        try:
            async with asyncio.timeout(self.deadline):
                return await asyncio.to_thread(answered, self._store, request)
        except TimeoutError:
            raise DeadlineError(self.deadline) from None
        except RemoteError:
            raise EngineError(AWAY.detail_en) from None  # where the server is, is told to nobody outside
