"""A client that holds a connection open without moving anything is not waited for; one that is slow but moves is."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from aftalegraf.errors import PortInUseError
from aftalegraf.listening import listen
from tests.test_workers import becomes

# An app that echoes the size of a body, sends 8 MB for /large, and a server that looks four times a second.
SERVER: Final = """
import socket
from aftalegraf import listening
listening.PATIENCE = 0.25
async def app(scope, receive, send):
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    body = b"x" * (8 << 20) if scope["path"] == "/large" else str(size).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})
found = listening.listen("127.0.0.1", 0)
print(found.getsockname()[1], flush=True)
pair = socket.socketpair()
listening.run(app, listening.Serving(found, pair[0]))
"""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where the server listens."""
    environment = {"PYTHONPATH": str(Path(__file__).parents[1] / "src"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as server:
        try:
            assert server.stdout
            yield int(server.stdout.readline())
        finally:
            server.terminate()


def ended(connection: socket.socket) -> bool:
    """Whether the server has ended a connection without a word."""
    connection.settimeout(5.0)
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET / HTTP/1.1\r\nhost: a\r\n",
        b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9000\r\n\r\nabc",
        b"GET / HTTP/1.1\r\nhost: a\r\n\r\nGET / HTTP/1.1\r\n",
    ],
    ids=["nothing", "half a head", "half a body", "half of a second request"],
)
def test_half_a_request_is_not_waited_for(port: int, sent: bytes) -> None:
    """The connection ends after two looks; what was whole is answered first."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(sent)
        answer = b""
        while not answer.endswith(b"0") and sent.endswith(b"\r\nGET / HTTP/1.1\r\n"):
            answer += connection.recv(1000)
        assert ended(connection)


def test_a_head_that_drips_is_not_waited_for(port: int) -> None:
    """A byte now and then does not keep the connection."""
    with socket.create_connection(("127.0.0.1", port)) as connection:

        def dropped() -> bool:
            try:
                connection.sendall(b"x")
                time.sleep(0.05)
            except (BrokenPipeError, ConnectionResetError):
                return True
            return False

        connection.sendall(b"GET / HTTP/1.1\r\nhost: ")
        assert becomes(dropped, 5.0)


@pytest.mark.parametrize(
    "begin",
    [
        b"GET / HTTP/1.1\r\nhost: ",
        b"POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\na: ",
    ],
    ids=["head", "trailer"],
)
def test_what_surrounds_a_body_has_a_bound(port: int, begin: bytes) -> None:
    """A header without end is refused, however fast it comes: after some 64 kB, and what the system holds of it."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.settimeout(5.0)
        sent = 0
        try:
            connection.sendall(begin)
            while sent < 64 << 20:
                connection.sendall(b"x" * 16384)
                sent += 16384
        except (BrokenPipeError, ConnectionResetError):
            pass
        assert sent < 16 << 20


def test_a_head_over_its_bound_is_told(port: int) -> None:
    """By 400 and a sentence; one within it is answered."""
    for size, begins in ((60_000, b"HTTP/1.1 200"), (66_000, b"HTTP/1.1 400")):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.settimeout(5.0)
            connection.sendall(b"GET / HTTP/1.1\r\nhost: a\r\nx: " + b"x" * size)
            time.sleep(0.1)
            connection.sendall(b"\r\n\r\n" if size == 60_000 else b"")
            assert connection.recv(1000).startswith(begins)


def test_a_slow_request_that_moves_is_answered(port: int) -> None:
    """Fifteen pieces over six looks: every look finds more than the least."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 61440\r\n\r\n")
        for _ in range(15):
            connection.sendall(b"x" * 4096)
            time.sleep(0.1)
        assert connection.recv(1000).endswith(b"61440")


def test_an_answer_that_is_not_taken_is_not_kept(port: int) -> None:
    """The server does not hold eight megabytes for a client that reads nothing."""
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", port))
        connection.sendall(b"GET /large HTTP/1.1\r\nhost: a\r\n\r\n")
        time.sleep(1.5)
        connection.settimeout(5.0)
        taken = 0
        try:
            while piece := connection.recv(1 << 20):
                taken += len(piece)
        except ConnectionResetError:
            pass
        assert taken < 8 << 20


def test_an_answer_that_is_taken_slowly_comes_whole(port: int) -> None:
    """Eight megabytes in a hundred steps."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /large HTTP/1.1\r\nhost: a\r\n\r\n")
        taken = 0
        while taken < 8 << 20:
            taken += len(connection.recv(1 << 17))
            time.sleep(0.01)
        assert taken >= 8 << 20


def test_an_address_that_is_taken_is_told_with_advice() -> None:
    """Another port, or stop the other program."""
    with listen("127.0.0.1", 0) as first, pytest.raises(PortInUseError, match="choose another with --port"):
        listen("127.0.0.1", first.getsockname()[1])
