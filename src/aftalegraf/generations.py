"""Keep a server running: a process for each version of the data, and the next in its place without a request lost."""

from __future__ import annotations

import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from aftalegraf.errors import AftalegrafError, NotServedError
from aftalegraf.forker import leave
from aftalegraf.listening import DRAIN, DRAINED, FAILED, LONGEST, READY, STOP
from aftalegraf.reloading import came, meet, tell

PAUSE: Final = 0.5  # seconds before a process that ended is replaced, twice as many each time
MOST_PAUSE: Final = 30.0
LIVED: Final = 60.0  # one that lived so long does not count as failed
SPARE: Final = 2.0
Live = Callable[[socket.socket], None]


@dataclass(slots=True, eq=False)
class _Generation:
    """A process that serves one version of the data. `askers` want to know when it serves, `before` has what it had."""

    control: socket.socket
    pid: int
    born: float
    askers: list[socket.socket]
    about: str = ""
    before: _Generation | None = None
    wrong: str = ""

    def say(self, word: bytes) -> None:
        """Tell the process what to do; nothing to one that has ended."""
        with suppress(OSError):
            self.control.send(word)

    def kill(self) -> None:
        """End the process at once."""
        os.kill(self.pid, signal.SIGKILL)


class Generations:
    """Serve what listens on an address until SIGTERM or SIGINT; on SIGHUP, or when asked, by a new process.

    `live` is what a process does with the socket that controls it: open the data and answer until told to stop. This
    process has no thread and answers nobody, so that it can always fork. A new process takes connections when it is
    ready; then the one before stops taking them, answers what it has, and ends. If the new one cannot open its data,
    the one before goes on. What ends by itself is replaced. `grace` is the seconds that a process has to stop.
    """

    def __init__(self, listening: socket.socket, live: Live, grace: float) -> None:
        self._listening, self._live, self._grace = listening, live, grace
        self._selector = selectors.DefaultSelector()
        self._all: list[_Generation] = []
        self._current: _Generation | None = None
        self._next: _Generation | None = None
        self._askers: list[socket.socket] | None = None  # those who asked while the next was being made
        self._started = False
        self._stopping: float | None = None  # when what has not ended is killed
        self._pause = PAUSE
        self._again: float | None = None  # when the next is made in place of one that failed
        self._place: socket.socket | None = None
        self._wake: tuple[int, int] = (-1, -1)

    def run(self) -> None:
        """Serve until told to stop. Raises NotServedError when the first process cannot open its data."""
        self._open()
        try:
            self._begin([])
            while self._all or self._stopping is None:
                for key, _ in self._selector.select(self._patience()):
                    key.data()
                self._look()
        finally:
            for one in self._all:
                one.kill()
            self._close()

    def _open(self) -> None:
        """Hear signals, and those who want a reload."""
        self._wake = os.pipe()
        for end in self._wake:
            os.set_blocking(end, False)
        self._selector.register(self._wake[0], selectors.EVENT_READ, self._signalled)
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        signal.set_wakeup_fd(self._wake[1])
        port = self._listening.getsockname()[1]
        self._place = meet(port)
        if self._place:
            self._selector.register(self._place, selectors.EVENT_READ, self._asked)
        else:
            _say(f"'aftalegraf reload' cannot reach this server on port {port}; send SIGHUP to {os.getpid()} instead")

    def _close(self) -> None:
        """Let go of all that this process holds besides the address."""
        signal.set_wakeup_fd(-1)
        self._selector.close()
        for one in self._all:
            one.control.close()
            for asker in one.askers:
                asker.close()
        for asker in self._askers or ():
            asker.close()
        if self._place:
            self._place.close()
        for end in self._wake:
            os.close(end)

    def _patience(self) -> float | None:
        """The seconds until something is to be done that nobody tells of."""
        due = [at for at in (self._again, self._stopping) if at is not None]
        return max(0.0, min(due) - time.monotonic()) if due else None

    def _look(self) -> None:
        """Do what is due."""
        now = time.monotonic()
        if self._stopping is not None and now >= self._stopping:
            for one in self._all:
                one.kill()
            self._stopping = now + SPARE
        if self._again is not None and now >= self._again:
            self._again = None
            self._reload([])

    def _signalled(self) -> None:
        for number in os.read(self._wake[0], LONGEST):
            if number == signal.SIGHUP:
                self._reload([])
            elif number in (signal.SIGTERM, signal.SIGINT):
                self._stop()

    def _asked(self) -> None:
        asker = came(self._place) if self._place else None
        if asker:
            self._reload([asker])

    def _reload(self, askers: list[socket.socket]) -> None:
        """Make the next process; when one is being made already, one more after it, for it may have read old data."""
        if self._stopping is not None:
            self._answer(askers, "", "the server is stopping")
        elif self._next:
            self._askers = [*(self._askers or ()), *askers]
        else:
            self._begin(askers)

    def _begin(self, askers: list[socket.socket]) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = os.fork()
        if pid == 0:
            ours.close()
            for asker in askers:
                asker.close()
            leave(lambda: self._child(theirs))
        theirs.close()
        one = self._next = _Generation(ours, pid, time.monotonic(), askers)
        self._all.append(one)
        self._selector.register(one.control, selectors.EVENT_READ, lambda: self._heard(one))

    def _child(self, control: socket.socket) -> None:
        """What a new process does."""
        self._close()
        for number, handler in ((signal.SIGHUP, signal.SIG_IGN), (signal.SIGINT, signal.SIG_IGN)):
            signal.signal(number, handler)  # the one that keeps the server running tells when to stop
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            self._live(control)
        except AftalegrafError as error:
            control.send(FAILED + str(error).encode()[: LONGEST // 2])

    def _heard(self, one: _Generation) -> None:
        """Take what a process says."""
        said = one.control.recv(LONGEST)
        if said.startswith(READY):
            self._serves(one, said.removeprefix(READY).decode())
        elif said == DRAINED:
            for after in self._all:
                if after.before is one:
                    self._settled(after)
        elif said.startswith(FAILED):
            one.wrong = said.removeprefix(FAILED).decode()
        else:
            self._ended(one)

    def _serves(self, one: _Generation, about: str) -> None:
        """A new process answers: the one before takes no more connections."""
        one.before, one.about = self._current, about
        self._current, self._next = one, None
        if one.before:
            one.before.say(DRAIN)
        else:
            self._settled(one)
        if not self._started:
            self._started = True
            host, port = self._listening.getsockname()[:2]
            sys.stderr.write(f"aftalegraf lytter på http://{host}:{port}/ (stop med Ctrl-C)\n")
        if self._askers is not None:
            askers, self._askers = self._askers, None
            self._begin(askers)

    def _settled(self, one: _Generation) -> None:
        """Only the new process takes connections."""
        one.before = None
        self._answer(one.askers, one.about, "")
        one.askers = []

    def _ended(self, one: _Generation) -> None:
        """A process has ended: as it was told to, or another takes its place."""
        status = os.waitstatus_to_exitcode(os.waitpid(one.pid, 0)[1])
        self._all.remove(one)
        self._selector.unregister(one.control)
        one.control.close()
        for after in self._all:
            if after.before is one:
                self._settled(after)
        if self._stopping is not None or one not in (self._current, self._next):
            self._answer(one.askers, "", "the server is stopping")
            return
        self._failed(one, one.wrong or f"the process that serves ended with status {status}")

    def _failed(self, one: _Generation, why: str) -> None:
        """Tell why, and try again later where nobody serves now."""
        self._answer(one.askers, "", why)
        if not self._started:
            raise NotServedError(why)
        _say(why)
        if one is self._next:
            self._next = None
        else:
            self._current = None
        if self._askers is not None:
            askers, self._askers = self._askers, None
            self._begin(askers)
        elif not self._current and not self._next:
            self._pause = PAUSE if time.monotonic() - one.born > LIVED else self._pause
            _say(f"starting again in {self._pause:g} s")
            self._again = time.monotonic() + self._pause
            self._pause = min(MOST_PAUSE, 2 * self._pause)

    def _stop(self) -> None:
        """Have all processes stop; when told once more, at once."""
        if self._stopping is not None:
            self._stopping = time.monotonic()
            return
        self._stopping, self._again = time.monotonic() + self._grace + SPARE, None
        for one in self._all:
            if one is self._next:
                one.kill()  # it has answered nobody yet
            one.say(STOP)

    def _answer(self, askers: list[socket.socket], done: str, wrong: str) -> None:
        for asker in askers:
            tell(asker, done, wrong)


def _say(message: str) -> None:
    sys.stderr.write(f"aftalegraf: {message}\n")
