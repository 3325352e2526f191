"""Hold what is asked of in a process without threads and answer each request in a child of it that can be killed."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import select
import signal
import socket
import struct
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from aftalegraf.errors import EngineError, QueryError, RefusedError
from aftalegraf.guard import check, graphs, place
from aftalegraf.holder import Holder
from aftalegraf.store import Answer

FRAME: Final = struct.Struct("!II")  # the length of a JSON header and of the body after it
MEMORY: Final = 1 << 30  # what a query may take beside the store
MOST_BODY: Final = 64 << 20
MOST_FILES: Final = 1024  # two for each query under way
PATIENCE: Final = 0.25  # seconds after which a query is heavy
TICK_MS: Final = 100

_PR_SET_PDEATHSIG: Final = 1
_LIBC: Final = ctypes.CDLL(None)


@dataclass(frozen=True, slots=True)
class Request:
    """A query with the media types wanted, `results` for rows and truth values, and the protocol's graphs.

    `seconds` of processor is what it may take, 0 as much as it needs until the deadline.
    """

    query: str
    results: str
    triples: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Fetch:
    """A graph wanted as a file of a media type: that of an IRI, "" the default graph, None all of them."""

    graph: str | None
    media_type: str
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _Child:
    pid: int
    ended: int  # a file descriptor that can be read when the process has ended
    client: socket.socket
    started: float


def frame(header: dict[str, object], body: bytes = b"") -> bytes:
    """A message as it goes over a socket."""
    text = json.dumps(header).encode()
    return FRAME.pack(len(text), len(body)) + text + body


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


class Forker:
    """Fork a child for each socket that comes over `control`, until the other end of it is closed.

    `answer` is what a child does with its socket; `prepare` is done once, before the first child, which can open no
    file; `behind` is how far children stand back for others (0 to 19), at first and once they are heavy. Every request
    begins at once. Those that take longer than PATIENCE are heavy, and of these only the `most` oldest run while the
    others stand still, so that light ones never queue behind heavy ones. A child is killed at its deadline, waiting
    included, and when its client goes away.
    """

    def __init__(
        self,
        answer: Callable[[socket.socket], None],
        control: socket.socket,
        deadline: float,
        most: int,
        prepare: Callable[[], None] | None = None,
        behind: tuple[int, int] = (2, 19),
    ) -> None:
        self._reply, self._control = answer, control
        self._deadline, self._most, self._prepare, (self._first, self._last) = deadline, most, prepare, behind
        self._children: dict[int, _Child] = {}
        self._waiting: list[socket.socket] = []
        self._heavy: set[int] = set()
        self._stopped: set[int] = set()
        self._poll = select.poll()
        self._me = 0

    def run(self) -> None:
        """Serve until the server is gone, then end all queries."""
        self._settle()
        self._poll.register(self._control, select.POLLIN)
        serving = True
        while serving:
            patience = 0 if self._waiting else TICK_MS if self._children else None
            ready = {fd for fd, _ in self._poll.poll(patience)}
            for child in tuple(self._children.values()):
                if child.ended in ready:
                    self._bury(child)
                elif child.client.fileno() in ready:
                    os.kill(child.pid, signal.SIGKILL)
            if self._control.fileno() in ready:
                serving = self._accept()
            if self._waiting:
                self._fork(self._waiting.pop())  # the youngest: a light one does not wait for a burst of heavy ones
            self._share()
        for child in tuple(self._children.values()):
            os.kill(child.pid, signal.SIGKILL)
            self._bury(child)

    def _settle(self) -> None:
        """Let go of what was inherited from the server: its files, signals and limits."""
        self._me = os.getpid()
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)  # the end of the server is what ends this process
        for name in (signal.SIGCHLD, signal.SIGALRM, signal.SIGPROF):
            signal.signal(name, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        self._control.settimeout(0)
        keep = self._control.fileno()
        os.closerange(3, keep)
        os.closerange(keep + 1, os.sysconf("SC_OPEN_MAX"))
        _limit(resource.RLIMIT_NOFILE, MOST_FILES)
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        _limit(resource.RLIMIT_AS, pages * resource.getpagesize() + MEMORY)
        _limit(resource.RLIMIT_CORE, 0)

    def _accept(self) -> bool:
        """Take in the clients that wait. False when the server is gone."""
        with suppress(BlockingIOError):
            while True:
                message, fds, _, _ = socket.recv_fds(self._control, 1, 1)
                self._waiting += (socket.socket(fileno=fd) for fd in fds)
                if not message:
                    return False
        if self._waiting and self._prepare:
            self._prepare()
            self._prepare = None
        return True

    def _fork(self, client: socket.socket) -> None:
        try:
            pid = os.fork()
        except OSError:  # no memory or no process left; the client sees its socket closed
            client.close()
            return
        if pid == 0:
            leave(lambda: self._answer(client.fileno()))
        child = _Child(pid, os.pidfd_open(pid), client, time.monotonic())
        self._children[pid] = child
        self._poll.register(child.ended, select.POLLIN)
        self._poll.register(client, 0)  # only that it was hung up

    def _share(self) -> None:
        """Kill what is over its deadline; of the heavy queries, let the oldest run and the others stand."""
        now = time.monotonic()
        heavy = [child for child in self._children.values() if now - child.started > PATIENCE]
        for rank, child in enumerate(heavy):
            if child.pid not in self._heavy:
                os.setpriority(os.PRIO_PROCESS, child.pid, self._last)
                self._heavy.add(child.pid)
            if now - child.started > self._deadline:
                os.kill(child.pid, signal.SIGKILL)
            elif rank >= self._most and child.pid not in self._stopped:
                os.kill(child.pid, signal.SIGSTOP)
                self._stopped.add(child.pid)
            elif rank < self._most and child.pid in self._stopped:
                os.kill(child.pid, signal.SIGCONT)
                self._stopped.remove(child.pid)

    def _bury(self, child: _Child) -> None:
        os.waitpid(child.pid, 0)
        self._poll.unregister(child.ended)
        self._poll.unregister(child.client)
        os.close(child.ended)
        child.client.close()
        self._heavy.discard(child.pid)
        self._stopped.discard(child.pid)
        del self._children[child.pid]

    def _answer(self, fd: int) -> None:
        """What a child does: answer the one request of its client."""
        signal.setitimer(signal.ITIMER_REAL, self._deadline)  # the kernel ends the process, whatever the engine does
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != self._me:
            return
        os.nice(self._first)  # the server goes first
        os.dup2(fd, 3)
        os.closerange(4, MOST_FILES)
        _limit(resource.RLIMIT_NOFILE, 4)  # no file and no socket can be opened: no network
        with socket.socket(fileno=3) as client:
            self._reply(client)


def answering(store: Holder) -> Callable[[socket.socket], None]:
    """What a child does for a query: read it, ask the store, and send the answer."""

    def answer(client: socket.socket) -> None:
        request = _request(receive(client)[0])
        signal.setitimer(signal.ITIMER_PROF, request.seconds)  # its signal ends the process; 0 sets none
        client.sendall(reply(store, request))

    return answer


def answered(store: Holder, request: Request | Fetch) -> Answer:
    """The answer to a request; a query passes the guard first, and its FROM names only graphs that are there.

    Graphs that the protocol's parameters name and that are not there are empty, as the W3C's tests of it have them.
    """
    if isinstance(request, Fetch):
        return store.dump(request.graph, request.media_type)
    for iri, start in graphs(check(request.query)):
        if not store.holds(iri):
            raise RefusedError("graph", store.missing(iri), *place(request.query, start))
    return store.answer(request.query, request.results, request.triples, request.default_graphs, request.named_graphs)


def reply(store: Holder, request: Request | Fetch) -> bytes:
    """The framed answer to a request, or its error in plain words."""
    try:
        answer = answered(store, request)
    except QueryError as error:
        reason = error.reason if isinstance(error, RefusedError) else "syntax"
        return frame({"error": reason, "message": error.message, "line": error.line, "column": error.column})
    except MemoryError:
        return frame({"error": "engine", "message": "the query needs too much memory; ask for less (LIMIT)"})
    except EngineError as error:
        return frame({"error": "engine", "message": str(error)})
    if len(answer.body) > MOST_BODY:
        message = f"the answer is larger than {MOST_BODY >> 20} MB; ask for less (LIMIT)"
        return frame({"error": "engine", "message": message})
    return frame({"media_type": answer.media_type}, answer.body)


def request_frame(request: Request | Fetch) -> bytes:
    """A request as it goes over a socket."""
    return frame(asdict(request))


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


def _request(fields: dict[str, Any]) -> Request | Fetch:
    if "query" not in fields:
        return Fetch(**fields)
    for name in ("default_graphs", "named_graphs"):
        fields[name] = tuple(fields[name])
    return Request(**fields)


def _limit(what: int, value: int) -> None:
    """Set a limit, no higher than the hard one."""
    hard = resource.getrlimit(what)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (value, value))
