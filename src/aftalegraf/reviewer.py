"""Review in a process of its own, so that what a review takes of memory ends with it."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from aftalegraf.errors import AftalegrafError, EngineError
from aftalegraf.forker import leave
from aftalegraf.review import Report, review
from aftalegraf.world import World


class Reviewer:
    """The reviews of one world, made once, at first need, by a process that waits for it.

    Call `start` before any thread or event loop exists, and `stop` at the end, from any thread.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._pipe: Connection | None = None
        self._pid = 0
        self._stopped = False

    def start(self) -> None:
        """Fork the process that will review."""
        ours, theirs = Pipe()
        self._pid = os.fork()
        if self._pid == 0:
            leave(lambda: _serve(self._world, theirs))
        theirs.close()
        self._pipe = ours

    def review(self, world: World) -> tuple[Report, ...]:
        """The reviews. Where the process gives none, they are made here, and what stopped it is met here.

        Raises EngineError when it is told to stop meanwhile.
        """
        if self._pipe and world is self._world:
            with suppress(EOFError, OSError):
                self._pipe.send_bytes(b"review")
                reports: tuple[Report, ...] = self._pipe.recv()
                self._end()
                return reports
        if self._stopped:
            raise EngineError("the server is stopping; no review is made")
        return review(world)

    def stop(self) -> None:
        """End the process, and let whoever waits for a review do without."""
        self._stopped = True
        self._end()

    def _end(self) -> None:
        pipe, self._pipe = self._pipe, None
        if pipe:
            os.kill(self._pid, signal.SIGKILL)  # it may be in the middle of a review
            os.waitpid(self._pid, 0)
            pipe.close()  # last: another thread may be reading from it


def _serve(world: World, pipe: Connection) -> None:
    """Wait for the server to ask, or to be gone."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)  # the end of the server is what ends this process
    keep = pipe.fileno()
    os.closerange(3, keep)
    os.closerange(keep + 1, os.sysconf("SC_OPEN_MAX"))
    with suppress(EOFError, OSError, AftalegrafError):
        pipe.recv_bytes()
        pipe.send(review(world))
