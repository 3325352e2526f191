"""Hold the connection to one process that answers: ask it, hear its reply, stop it."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Final, TypeAlias

from aftalegraf.answering import REPLY
from aftalegraf.forker import HELLO
from aftalegraf.spool import nameless

Reply: TypeAlias = tuple[int, bytes, bytes]
_PIECE: Final = 64 << 10
_LAST_OF_ALL: Final = 19  # how far a process stands back that is told to


class Link:
    """A process that answers one request at a time.

    `report` is called when it runs, when it has replied, and when it is gone. `runs`, `gone` and `reply` tell which,
    and `reply` is what it said to the last request. `spool` is the file that it writes a large answer to.
    """

    __slots__ = ("_handle", "_heard", "_link", "_loop", "_pid", "_report", "_still", "gone", "reply", "spool")

    def __init__(self, control: socket.socket, report: Callable[[Link], None]) -> None:
        """Have a process forked. Raises ConnectionError when nobody forks."""
        self._link, theirs = socket.socketpair()
        self.spool = nameless()
        try:
            socket.send_fds(control, [b"w"], [theirs.fileno(), self.spool])
        except ConnectionError:
            self._link.close()
            os.close(self.spool)
            raise
        finally:
            theirs.close()
        self._link.settimeout(0)
        self._report = report
        self._loop: asyncio.AbstractEventLoop | None = None
        self._handle, self._pid = -1, 0
        self._heard: bytes | bytearray = b""
        self.reply: Reply | None = None
        self.gone = self._still = False

    @property
    def runs(self) -> bool:
        """Whether the process has begun."""
        return self._handle >= 0

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Listen to it in an event loop."""
        self._loop = loop
        loop.add_reader(self._link, self._hear)

    def ask(self, message: bytes | memoryview) -> None:
        """Send a request, which takes as long as the process takes it."""
        self.reply, self._heard = None, b""
        with suppress(BlockingIOError, ConnectionError):  # what is gone is heard of
            message = memoryview(message)[self._link.send(message) :]
        if message and self._loop:
            self._loop.add_writer(self._link, self._send, message)

    def stand(self, *, still: bool) -> None:
        """Let the process stand still, or go on."""
        if still != self._still:
            self._still = still
            self._signal(signal.SIGSTOP if still else signal.SIGCONT)

    def stand_back(self) -> None:
        """Let all others go first, from now on."""
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self._pid, _LAST_OF_ALL)

    def end(self, *, wait: bool = False) -> None:
        """Kill the process."""
        if self._loop and not self._loop.is_closed():
            self._loop.remove_reader(self._link)
            self._loop.remove_writer(self._link)
        self._link.close()
        os.close(self.spool)
        if self.runs:
            self._signal(signal.SIGKILL)
            if wait:
                ended = select.poll()
                ended.register(self._handle, select.POLLIN)
                ended.poll()
            os.close(self._handle)
            self._handle = -1
        self.gone = True

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, number)

    def _send(self, rest: bytes | memoryview) -> None:
        """Send what did not go at once."""
        if self._loop:
            self._loop.remove_writer(self._link)
            self.ask(rest)

    def _hear(self) -> None:
        """Take what the process says, and report when it is whole."""
        try:
            piece = self._link.recv(_PIECE) if self.runs else self._greet()
        except BlockingIOError:
            return
        except ConnectionError:
            piece = b""
        if not piece:
            self.gone = True
        elif piece is not _GREETING and not self._whole(piece):
            return
        self._report(self)

    def _greet(self) -> bytes:
        """Take the first words of the process, with a handle to it."""
        words, handles, _, _ = socket.recv_fds(self._link, HELLO.size, 1)
        if not words:
            return b""
        (self._pid,), self._handle = HELLO.unpack(words), handles[0]
        return _GREETING

    def _whole(self, piece: bytes) -> bool:
        """Put what was heard together. True when it is a whole reply."""
        if self._heard:
            self._heard = bytearray(self._heard) if isinstance(self._heard, bytes) else self._heard
            self._heard += piece
        else:
            self._heard = piece
        heard = self._heard
        if len(heard) < REPLY.size:
            return False
        kind, length, size = REPLY.unpack_from(heard)
        middle = REPLY.size + length
        if len(heard) < middle + size:
            return False
        self.reply = kind, bytes(heard[REPLY.size : middle]), bytes(heard[middle:])
        return True


_GREETING: Final = b"runs"
