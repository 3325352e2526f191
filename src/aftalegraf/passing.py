"""Pass queries on to the server that holds the dataset, from an event loop, as many at once as a bound lets."""

from __future__ import annotations

import asyncio
import os

from aftalegraf.answering import Fetch, Request, answered
from aftalegraf.errors import BusyError, DeadlineError, EngineError, RemoteError
from aftalegraf.faults import AWAY
from aftalegraf.spool import Spool, Spooled, nameless
from aftalegraf.store import Answer
from aftalegraf.workers import Workers


class Passing(Workers):
    """The queries of a store on another machine, held to the same guard and the same bounds; it needs no process.

    A query whose time is up is left behind: the other server ends it by a limit of its own.
    """

    _under_way = 0

    def start(self) -> None:
        """Nothing is to be begun."""

    def stop(self) -> None:
        """Nothing is to be ended."""

    def alive(self) -> bool:
        """Whether queries can be answered: who asks is told if the other server is gone."""
        return True

    async def answer(self, request: Request | Fetch) -> Answer:
        """The answer to a request, with the errors that Workers raise."""
        if self._under_way >= self._room:
            raise BusyError(self.deadline)
        self._under_way += 1
        try:
            async with asyncio.timeout(self.deadline):
                return await asyncio.to_thread(self._passed, request)
        except TimeoutError:
            raise DeadlineError(self.deadline) from None
        except RemoteError:
            raise EngineError(AWAY.detail_en) from None  # where the server is, is told to nobody outside
        finally:
            self._under_way -= 1

    def _passed(self, request: Request | Fetch) -> Answer:
        file = nameless()
        spool = Spool(file, self._largest)
        try:
            media_type = answered(self._store, request, spool)
            small = spool.small()
            if small is None:
                return Answer(b"", media_type, Spooled(os.dup(file), spool.size, spool.tag()))
            return Answer(small, media_type)
        except OSError:
            most = f"the answer is larger than {self._largest >> 20} MB, or than the room there is"
            raise EngineError(f"{most}; ask for less (LIMIT)") from None
        finally:
            os.close(file)
