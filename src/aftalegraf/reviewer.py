"""Review in processes of their own, so that what a review takes of memory and time, and may do, ends with them."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Final

from aftalegraf import carried
from aftalegraf.earlier import Earlier, earlier, keep
from aftalegraf.engines import DEFAULT, REFERENCE, held
from aftalegraf.errors import AftalegrafError, BusyError, DeadlineError, EngineError
from aftalegraf.exports import table_csv
from aftalegraf.forker import HELLO, frame, receive, start
from aftalegraf.form import form
from aftalegraf.namespaces import AFT
from aftalegraf.own import Own, as_plain, from_plain, review_own
from aftalegraf.parcel import File
from aftalegraf.profiles import STANDARD, Profile
from aftalegraf.rdf import decode
from aftalegraf.review import Report, review, review_found, rules_of
from aftalegraf.template import template
from aftalegraf.wire import packed, unpacked
from aftalegraf.world import World

MOST_ANSWER: Final = 16 << 20
_SMALLEST: Final = f"<urn:a> a <{AFT}Sundhedsaftale> ; <{AFT}ikrafttraedelsesdato> '2024-01-01' .".encode()
_SPARE: Final = 60.0  # seconds beyond the deadline, for what is done once before the first review


class Reviewer:
    """The reviews of one world, each made by a process that ends with it; at most `most` of files of one's own at once.

    A process has `deadline` seconds, a bounded memory and no files or network. Call `start` before any thread or event
    loop exists, and `stop` at the end.
    """

    def __init__(self, world: World, deadline: float = 60.0, most: int = 2, engine: str = DEFAULT) -> None:
        self.deadline, self._engine = deadline, engine
        self._world, self._most = world, most
        self._room = threading.BoundedSemaphore(most)
        self._control: socket.socket | None = None
        self._pid = 0
        self._stopped = False
        self._before: Earlier | None = None

    def start(self) -> None:
        """Fork the process that will review."""
        self._control, self._pid = start(self._answer, self._prepare)

    def stop(self) -> None:
        """End the process and with it all reviews; whoever waits for one does without."""
        self._stopped = True
        if self._control:
            self._control.close()
            self._control = None
            os.kill(self._pid, signal.SIGKILL)  # what it does before the first review is not waited for
            os.waitpid(self._pid, 0)

    def review(self, world: World, language: str = "da") -> tuple[Report, ...]:
        """The reviews of the graph. Where no process gives them, they are made here, and what stopped it is met.

        Raises EngineError when it is told to stop meanwhile.
        """
        if self._control and world is self._world:
            with suppress(EngineError, DeadlineError):
                told, _ = self._ask({"language": language}, b"")
                with suppress(OSError):  # the next version of the graph is then reviewed in full
                    keep(world, rules_of(world), told.get("held"))
                return unpacked(world, told["reports"])
        if self._stopped:
            raise EngineError("the server is stopping; no review is made")
        return review(world, None, language, engine=self._engine)

    def own(self, files: Sequence[File], language: str, held: Profile = STANDARD, today: str = "") -> Own:
        """The reviews of files of one's own, never made here.

        Raises BusyError when too many are under way, DeadlineError when one takes too long, EngineError when one
        breaks down, perhaps for lack of memory.
        """
        if not self._room.acquire(blocking=False):
            raise BusyError(self.deadline)
        try:
            told, _ = self._ask(_header(files, language, held, today), b"".join(file.content for file in files))
        finally:
            self._room.release()
        return from_plain(self._world, told)

    def _ask(self, header: dict[str, object], body: bytes) -> tuple[dict[str, Any], bytes]:
        """Send a request to a new process, and wait for its answer. Raises EngineError or DeadlineError."""
        if not self._control:
            raise EngineError("the process that reviews is not running; start the server again")
        ours, theirs = socket.socketpair()
        started = time.monotonic()
        try:
            with ours:
                with theirs:
                    socket.send_fds(self._control, [b"r"], [theirs.fileno()])
                ours.settimeout(self.deadline + _SPARE)
                begun = ours.recv(HELLO.size)
                ours.sendall(frame(header, body) if begun else b"")
                told, rest = receive(ours)
        except (EOFError, OSError):
            if time.monotonic() - started >= self.deadline:
                raise DeadlineError(self.deadline) from None
            raise EngineError("the review broke down, perhaps for lack of memory; give less") from None
        if "error" in told:
            raise EngineError(told["error"])
        return told, rest

    def _prepare(self) -> None:
        """Bring into memory all that a process needs, for it can open no file: review what the form's examples say."""
        self._world = self._world.at_hand
        self._before = earlier(self._world, rules_of(self._world)) if self._engine != REFERENCE else None
        tables = [table_csv(sheet.headings, [[column.example for column in sheet.columns]]) for sheet in form()]
        given = [File(f"{number}.csv", table.encode()) for number, table in enumerate(tables)]
        for files in (given, [File("skabelon.xlsx", template(self._world))], [File("a.ttl", _SMALLEST)]):
            review_own(self._world, files, "da", STANDARD, "")
        small = [quad.triple for quad in decode(_SMALLEST, ".ttl", "a.ttl")]
        review(self._world, small, "da", STANDARD, REFERENCE)  # what the fast engine refuses goes there

    def _answer(self, client: socket.socket) -> None:
        """What a process does: review what it is sent, and tell. The kernel ends it at the deadline."""
        signal.setitimer(signal.ITIMER_REAL, self.deadline)
        header, body = receive(client)
        try:
            if "files" in header:
                held, asked = Profile(**header["profile"]), header["language"]
                told = as_plain(review_own(self._world, _files(header, body), asked, held, header["today"]))
            else:
                told = self._reviewed(header["language"])
        except AftalegrafError as error:
            told = {"error": str(error)}
        except MemoryError:
            told = {"error": "the review needs too much memory"}
        if len(json.dumps(told)) > MOST_ANSWER:
            told = {"error": "the review is too large to show"}
        client.sendall(frame(told))

    def _reviewed(self, language: str) -> dict[str, Any]:
        """The reviews of the graph, and what was found where the next version of the graph can start from it."""
        if self._engine == REFERENCE:
            return {"reports": packed(review(self._world, None, language, engine=REFERENCE))}
        before = self._before
        found = (
            held(self._world.store, rules_of(self._world), before.held, before.change)
            if before
            else held(self._world.store, rules_of(self._world))
        )
        told = {"reports": packed(review_found(self._world, found, language, self._engine))}
        more = {**told, "held": carried.packed(found)}
        return more if len(json.dumps(more)) <= MOST_ANSWER else told


def _header(files: Sequence[File], language: str, held: Profile, today: str) -> dict[str, object]:
    named = [[file.name, len(file.content)] for file in files]
    return {"files": named, "language": language, "profile": asdict(held), "today": today}


def _files(header: dict[str, Any], body: bytes) -> list[File]:
    found, start = [], 0
    for name, size in header["files"]:
        found.append(File(name, body[start : start + size]))
        start += size
    return found
