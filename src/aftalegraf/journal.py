"""Write a line of JSON for each request to standard error, without ever making the server wait for its reader.

Of a query only its length and fingerprint are written, and of a client nothing; a slow query is written with its text.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import queue
import sys
import threading
import time
from datetime import UTC, datetime
from json.encoder import encode_basestring_ascii as quoted  # json.dumps of a text, at a tenth of its time
from typing import Final

from aftalegraf.watch import Told

PAUSE: Final = 0.2  # seconds in which lines are gathered
MOST_LINES: Final = 10_000  # gathered while the reader is behind; more are lost, and counted
MOST_PATH: Final = 200  # characters
MOST_TEXT: Final = 4096  # characters of a slow query


class Journal:
    """What is written of requests: all of them, or with `only_slow` those that took `slow` seconds or more.

    Lines are gathered and handed to a thread, begun with the first of them; `close` waits a moment for the last.
    """

    def __init__(self, slow: float = 1.0, *, only_slow: bool = False, file: int | None = None) -> None:
        self._slow, self._only_slow = slow, only_slow
        self._file = sys.stderr.fileno() if file is None else file
        self._lines: list[str] = []
        self._lost = 0
        self._gathering = False
        self._handed: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._second, self._time = 0, ""

    def __call__(self, told: Told) -> None:
        """Write of one request."""
        slow = told.seconds >= self._slow
        if len(self._lines) >= MOST_LINES:
            self._lost += 1
        elif slow or not self._only_slow:
            self._lines.append(self._line(told, slow=slow))
        if self._lines and not self._gathering:
            self._gathering = True
            asyncio.get_running_loop().call_later(PAUSE, self._hand_over)

    def close(self) -> None:
        """Write what is left, if somebody reads it within a second."""
        if self._lines and self._handed.empty():
            self._hand_over()
        if self._thread:
            self._handed.put(b"")
            self._thread.join(1.0)

    def _line(self, told: Told, *, slow: bool) -> str:
        """The line of a request, written by hand: the whole of it is made for every answer from the cache too."""
        asked = told.inquiry.query.encode() if told.inquiry.query else told.address
        mark = hashlib.blake2b(asked, digest_size=8).hexdigest() if asked else ""
        line = (
            f'{{"time":"{self._now()}","event":"request","id":"{told.inquiry.id}","method":{quoted(told.method)},'
            f'"path":{quoted(told.path[:MOST_PATH])},"asked_bytes":{len(asked)},"asked":"{mark}","status":{told.status},'
            f'"ms":{told.seconds * 1000:.2f}'
        )
        if slow:
            query = told.inquiry.query
            line += f',"slow":true,"query":{quoted(query[:MOST_TEXT])},"whole":{str(len(query) <= MOST_TEXT).lower()}'
        return line + "}\n"

    def _now(self) -> str:
        """The time in UTC, made anew once a second."""
        second = int(time.time())
        if second != self._second:
            self._second, self._time = second, datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return self._time

    def _hand_over(self) -> None:
        """Give the thread what was gathered; later, where it has not written what it was given before."""
        if not self._handed.empty():
            asyncio.get_running_loop().call_later(PAUSE, self._hand_over)
            return
        lines, self._lines, self._gathering = self._lines, [], False
        if self._lost:
            lines.append(f'{{"time":"{self._now()}","event":"lines lost","lines":{self._lost}}}\n')
            self._lost = 0
        if not self._thread:
            self._thread = threading.Thread(target=self._write, daemon=True)
            self._thread.start()
        self._handed.put("".join(lines).encode())

    def _write(self) -> None:
        """Write what is handed over, until the end is."""
        while lines := self._handed.get():
            while lines:
                try:
                    lines = lines[os.write(self._file, lines) :]
                except OSError:  # nobody reads any more; the server goes on without
                    lines = b""
