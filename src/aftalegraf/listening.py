"""Listen on an address and hand connections to an app, but not to clients that hold them open: the door to uvicorn."""

from __future__ import annotations

import asyncio
import errno
import socket
import sys
from collections.abc import Callable
from typing import Any, Final, NamedTuple, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from aftalegraf.errors import PortInUseError

PATIENCE: Final = 5.0  # seconds
LEAST: Final = 4 * 1024  # bytes
MOST_CONNECTIONS: Final = 500
MOST_HEAD: Final = 64 * 1024  # bytes that the address and the headers of a request may have; the parser has no bound


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


def run(app: Callable[..., Any], listening: socket.socket) -> None:
    """Answer with an ASGI app until told to stop."""
    host, port = listening.getsockname()[:2]
    sys.stderr.write(f"aftalegraf lytter på http://{host}:{port}/ (stop med Ctrl-C)\n")
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
    )
    uvicorn.Server(config).run(sockets=[listening])
