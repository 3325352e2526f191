"""Ask by HTTP over a lasting connection at next to no cost, so that a server is measured and not who asks it."""

from __future__ import annotations

import re
import socket
from typing import Final

PIECE: Final = 256 << 10
_END: Final = b"\r\n\r\n"
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
_CHUNKED: Final = re.compile(rb"\r\ntransfer-encoding: *chunked\r\n", re.IGNORECASE)
_CLOSE: Final = re.compile(rb"\r\nconnection: *close\r\n", re.IGNORECASE)


class Connection:
    """A connection to a server. `status` and `body` are of the last answer, and `closes` whether it is the last."""

    def __init__(self, host: str, port: int, timeout: float) -> None:
        self.socket = socket.create_connection((host, port), timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._begin()

    def _begin(self) -> None:
        self._heard = bytearray()
        self.status, self.body = 0, b""
        self._at, self._end, self.closes = 0, -1, False
        self._pieces: list[bytes] | None = None

    def ask(self, request: bytes) -> None:
        """Send a request."""
        self._begin()
        self.socket.sendall(request)

    def hear(self) -> bool:
        """Take what has come; whether the answer is whole. Raises ConnectionError where the server has gone."""
        piece = self.socket.recv(PIECE)
        if not piece:
            raise ConnectionError("the server closed the connection")
        self._heard += piece
        if not self.status and not self._head():
            return False
        if self._pieces is not None:
            return self._chunks(self._pieces)
        if len(self._heard) < self._end:
            return False
        self.body = bytes(self._heard[self._at : self._end])
        return True

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def _head(self) -> bool:
        """Read the head of the answer, if it is whole."""
        at = self._heard.find(_END)
        if at < 0:
            return False
        head, self._at = bytes(self._heard[: at + 2]), at + len(_END)
        self.status = int(head.split(b" ", 2)[1])
        self.closes = bool(_CLOSE.search(head))
        length = _LENGTH.search(head)
        if _CHUNKED.search(head):
            self._pieces = []
        else:
            self._end = self._at + (int(length[1]) if length else 0)
        return True

    def _chunks(self, pieces: list[bytes]) -> bool:
        """Take the chunks that have come; whether the last has."""
        while (line := self._heard.find(b"\r\n", self._at)) >= 0:
            size = int(self._heard[self._at : line].partition(b";")[0], base=16)
            start, end = line + 2, line + 2 + size
            if len(self._heard) < end + 2:
                return False
            if not size:
                self.body = b"".join(pieces)
                return True
            pieces.append(bytes(self._heard[start:end]))
            self._at = end + 2
        return False
