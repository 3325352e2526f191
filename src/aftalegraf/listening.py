"""Listen on an address and hand connections to an app, but not to clients that hold them open: the door to uvicorn."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from aftalegraf.errors import PortInUseError

PATIENCE: Final = 5.0  # seconds
LEAST: Final = 4 * 1024  # bytes
MOST_CONNECTIONS: Final = 500
MOST_HEAD: Final = 64 * 1024  # bytes that the address and the headers of a request may have; the parser has no bound


READY: Final = b"ready "
DRAIN: Final = b"drain"
DRAINED: Final = b"drained"
STOP: Final = b"stop"
FAILED: Final = b"failed "
DRAINS: Final = 60.0  # seconds
LONGEST: Final = 200_000  # bytes of what is said
_CLOSE: Final = (b"connection", b"close")


@dataclass(frozen=True, slots=True)
class Serving:
    """Where to take connections, and the socket that tells what to do; `about` says what is served.

    `alive` is whether anything can be answered, and `grace` the seconds that answers under way have at the end.
    """

    listening: socket.socket
    control: socket.socket
    grace: int = 10
    about: str = ""
    alive: Callable[[], bool] = lambda: True


class _State(NamedTuple):
    """Where a connection stands: which request, whether its rest is awaited, an answer waits, and the bytes moved."""

    cycle: int
    owes: bool
    brought: int
    waits: bool
    taken: int


class _Counted:
    """A transport that counts the bytes it was given to send."""

    def __init__(self, inner: asyncio.Transport) -> None:
        self.inner, self.given = inner, 0

    def write(self, data: bytes) -> None:
        """Send bytes."""
        self.given += len(data)
        self.inner.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


class PatientProtocol(HttpToolsProtocol):
    """Ends a connection whose client sends its request, or takes its answer, too slowly, or whose head has no end.

    From one look to the next, PATIENCE seconds later, a request that is not whole must have brought LEAST bytes, and
    an answer that is not all taken must have lost as many. Between requests uvicorn's own time holds.
    """

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to watch a connection."""
        self._brought, self._head, self._in_head = 0, 0, False
        self._counted = _Counted(cast("asyncio.Transport", transport))
        super().connection_made(cast("asyncio.Transport", self._counted))
        self._seen = self._state()
        self._watch = self.loop.call_later(PATIENCE, self._look)

    def data_received(self, data: bytes) -> None:
        """Count what a client brings, and take it."""
        self._brought += len(data)
        self._head += len(data)
        super().data_received(data)
        if self._head > MOST_HEAD and not self.transport.is_closing():
            self.send_400_response(f"The head of a request, or what follows its body, is over {MOST_HEAD} bytes.")

    def on_message_begin(self) -> None:
        """Note that a head has begun."""
        self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Note that a head is whole."""
        self._in_head, self._head = False, 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Note that what was brought is body."""
        self._head = 0
        super().on_body(body)

    def connection_lost(self, exc: Exception | None) -> None:
        """Watch no more."""
        self._watch.cancel()
        super().connection_lost(exc)

    def close_after_answer(self) -> None:
        """End the connection with the answer under way, if there is one."""
        if self.cycle and not self.cycle.response_started:
            self.cycle.default_headers = [*self.cycle.default_headers, _CLOSE]
        elif self.cycle and not self.cycle.response_complete:
            self.cycle.keep_alive = False

    def _look(self) -> None:
        """End the connection where its client has owed something since the last look, and too few bytes have moved."""
        before, now = self._seen, self._state()
        slow_to_send = now.owes and before.owes and now.cycle == before.cycle and now.brought - before.brought < LEAST
        slow_to_take = now.waits and before.waits and now.taken - before.taken < LEAST
        if slow_to_send or slow_to_take:
            self._counted.inner.abort()
            return
        self._seen = now
        self._watch = self.loop.call_later(PATIENCE, self._look)

    def _state(self) -> _State:
        waiting = self._counted.inner.get_write_buffer_size()
        owes = self._in_head or self.cycle is None or self.timeout_keep_alive_task is None
        if self.cycle and not self.cycle.response_complete:
            owes = self.cycle.more_body and not self.flow.read_paused
        return _State(id(self.cycle), owes, self._brought, waiting > 0, self._counted.given - waiting)


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections. Raises PortInUseError when the address cannot be listened on."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise PortInUseError(f"cannot listen on {host}: {error.strerror}; choose another --host") from None
    listening = socket.socket(family, kind, protocol)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
        listening.listen(128)
    except OSError as error:
        listening.close()
        why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used: {error.strerror}"
        raise PortInUseError(
            f"port {port} on {host} {why}; choose another with --port, or stop the other program"
        ) from None
    return listening


class _Server(uvicorn.Server):
    """uvicorn's server, told over a socket what to do.

    It says READY with a text when it takes connections. On DRAIN it takes no more, says DRAINED, ends each connection
    with its next answer, and stops when none is left, or after DRAINS seconds; on STOP, when the other end is closed
    or when nothing can be answered any more it stops with what is under way.
    """

    def __init__(self, config: uvicorn.Config, serving: Serving) -> None:
        super().__init__(config)
        self._serving = serving
        self._until: float | None = None

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on SIGTERM; what else comes is for the process that keeps the server running."""
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._stop)
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take connections, and say so."""
        await super().startup(sockets)
        asyncio.get_running_loop().add_reader(self._serving.control, self._told)
        self._say(READY + self._serving.about.encode())

    async def on_tick(self, counter: int) -> bool:
        """Whether to stop, asked ten times a second."""
        drained = self._until is not None and (not self.server_state.connections or time.monotonic() > self._until)
        self.should_exit = self.should_exit or drained or not self._serving.alive()
        return await super().on_tick(counter)

    def _told(self) -> None:
        if self._serving.control.recv(LONGEST) == DRAIN:
            self._drain()
        else:
            self._stop()

    def _stop(self) -> None:
        asyncio.get_running_loop().remove_reader(self._serving.control)
        self.should_exit = True

    def _drain(self) -> None:
        """Take no more connections, and have each that is there end with its next answer."""
        for one in self.servers:
            one.close()
        self._until = time.monotonic() + DRAINS
        self.config.encoded_headers.append(_CLOSE)
        self.server_state.default_headers = [*self.server_state.default_headers, _CLOSE]
        for connection in self.server_state.connections:
            if isinstance(connection, PatientProtocol):
                connection.close_after_answer()
        self._say(DRAINED)

    def _say(self, word: bytes) -> None:
        with suppress(OSError):  # nobody listens any more, which is heard of
            self._serving.control.send(word)


def run(app: Callable[..., Any], serving: Serving) -> None:
    """Answer with an ASGI app until told to stop."""
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        loop="uvloop",
        ws="none",
        limit_concurrency=MOST_CONNECTIONS,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=serving.grace,
    )
    _Server(config, serving).run(sockets=[serving.listening])
