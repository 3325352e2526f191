"""Fork children from a process without threads that holds what they are asked of; each can be killed."""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import select
import signal
import socket
import struct
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NoReturn, TypeAlias

Work: TypeAlias = Callable[[socket.socket], None]
FRAME: Final = struct.Struct("!II")  # the length of a JSON header and of the body after it
HELLO: Final = struct.Struct("!I")  # what a child's socket says first: its process id, with a handle to it
MEMORY: Final = 1 << 30  # what a child may take beside what it inherits
MOST_FILES: Final = 1024  # one for each child, and what waits to be given to one
_FIRST: Final = 3  # the file descriptor after those that every process has
_GIVEN: Final = 2  # file descriptors at most that a child is given

_PR_SET_PDEATHSIG: Final = 1
_LIBC: Final = ctypes.CDLL(None)


def frame(header: dict[str, object], body: bytes = b"") -> bytes:
    """A message as it goes over a socket."""
    text = json.dumps(header).encode()
    return FRAME.pack(len(text), len(body)) + text + body


def receive(client: socket.socket) -> tuple[dict[str, Any], bytes]:
    """A message as it came over a socket: its header and its body. Raises EOFError when the other end is gone."""
    with client.makefile("rb") as stream:
        head = stream.read(FRAME.size)
        if len(head) < FRAME.size:
            raise EOFError
        length, size = FRAME.unpack(head)
        text, body = stream.read(length), stream.read(size)
    if len(text) < length or len(body) < size:
        raise EOFError
    return json.loads(text), body


def leave(work: Callable[[], None]) -> NoReturn:
    """Do the work of a forked process and end it, whatever happens, without going back into the parent's code."""
    status = 1
    try:
        try:
            work()
            status = 0
        finally:
            if status:
                traceback.print_exc()
    finally:
        os._exit(status)


def start(work: Work, prepare: Callable[[], None] | None = None) -> tuple[socket.socket, int]:
    """Fork a process that forks: the socket that controls it, and its process id. Call it before any thread exists."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    pid = os.fork()
    if pid == 0:
        ours.close()
        leave(Forker(work, theirs, prepare).run)
    theirs.close()
    return ours, pid


class Forker:
    """Fork a child for each message over `control`, until the other end of it is closed; then all children end.

    A message brings the child's end of a socket, and perhaps a file that it may write. The socket's first words are
    HELLO with a handle to the child; if it cannot be forked, the socket is closed. `work` is what a child does with its
    socket, and `prepare` is done once, before the first child: children can open no file.
    """

    def __init__(self, work: Work, control: socket.socket, prepare: Callable[[], None] | None = None) -> None:
        self._work, self._control, self._prepare = work, control, prepare
        self._children: dict[int, int] = {}  # a handle, readable when the process has ended, and its process id
        self._poll = select.poll()
        self._me = 0

    def run(self) -> None:
        """Fork until the server is gone, then end all children."""
        self._settle()
        self._poll.register(self._control, select.POLLIN)
        serving = True
        while serving:
            for ready, _ in self._poll.poll():
                if ready in self._children:
                    self._bury(ready)
                else:
                    serving = self._take()
        for handle, pid in tuple(self._children.items()):
            os.kill(pid, signal.SIGKILL)
            self._bury(handle)

    def _settle(self) -> None:
        """Let go of what was inherited from the server: its files, signals and limits."""
        self._me = os.getpid()
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)  # the end of the server is what ends this process
        for name in (signal.SIGCHLD, signal.SIGALRM, signal.SIGPROF):
            signal.signal(name, signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        keep = self._control.fileno()
        os.closerange(_FIRST, keep)
        os.closerange(keep + 1, os.sysconf("SC_OPEN_MAX"))
        limit(resource.RLIMIT_NOFILE, MOST_FILES)
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit(resource.RLIMIT_AS, pages * resource.getpagesize() + MEMORY)
        limit(resource.RLIMIT_CORE, 0)
        gc.freeze()  # children share what is here; collecting their garbage must not touch it

    def _take(self) -> bool:
        """Take in one who wants a child. False when the server is gone."""
        message, given, _, _ = socket.recv_fds(self._control, 1, _GIVEN)
        if message:
            if self._prepare:
                self._prepare()
                self._prepare = None
            self._fork(given)
        for one in given:
            os.close(one)
        return bool(message)

    def _fork(self, given: list[int]) -> None:
        try:
            pid = os.fork()
        except OSError:  # no memory or no process left; the client sees its socket closed
            return
        if pid == 0:
            leave(lambda: self._child(given))
        handle = os.pidfd_open(pid)
        self._children[handle] = pid
        self._poll.register(handle, select.POLLIN)
        with suppress(OSError), socket.socket(fileno=os.dup(given[0])) as client:
            socket.send_fds(client, [HELLO.pack(pid)], [handle])

    def _bury(self, handle: int) -> None:
        os.waitpid(self._children.pop(handle), 0)
        self._poll.unregister(handle)
        os.close(handle)

    def _child(self, given: list[int]) -> None:
        """What a child does, with what it was given as its file descriptors from 3 on, and no others."""
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != self._me:
            return
        os.nice(2)  # the server goes first
        for place, one in enumerate(given):  # they came in rising order, so that none is overwritten before its turn
            os.dup2(one, _FIRST + place)
        last = _FIRST + len(given)
        os.closerange(last, MOST_FILES)
        limit(resource.RLIMIT_NOFILE, last)  # no file and no socket can be opened: no network
        with socket.socket(fileno=_FIRST) as client:
            self._work(client)


def limit(what: int, value: int) -> None:
    """Set a limit, no higher than the hard one."""
    hard = resource.getrlimit(what)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (value, value))
