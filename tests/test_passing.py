"""Queries that are passed on to a server are held to the same guard and the same bounds."""

from __future__ import annotations

import asyncio
import threading
from typing import cast

import pytest

from aftalegraf.errors import BusyError, DeadlineError, EngineError, RefusedError, RemoteError
from aftalegraf.faults import fault_of
from aftalegraf.holder import Holder
from aftalegraf.passing import Passing
from aftalegraf.store import Answer, Store
from aftalegraf.workers import Request

JSON = "application/sparql-results+json"
ASK = Request("ASK { }", JSON, "text/turtle")


class _Slow:
    """A store that answers when it is let."""

    def __init__(self) -> None:
        self.let = threading.Event()

    def answer(self, *_: object) -> str:
        """Nothing, in the end."""
        self.let.wait(10)
        return JSON


def test_a_query_that_may_pass_is_answered() -> None:
    """No process is begun for it."""
    passing = Passing(Store(()))
    passing.start()
    assert passing.alive()
    assert asyncio.run(passing.answer(ASK)).body == b'{"head":{},"boolean":true}'
    passing.stop()


def test_what_the_guard_refuses_is_not_passed_on() -> None:
    """SERVICE asks other servers, from there as from here."""
    with pytest.raises(RefusedError, match="SERVICE"):
        asyncio.run(Passing(Store(())).answer(Request("SELECT * { SERVICE <urn:x> { } }", JSON, "text/turtle")))


def test_where_the_server_is_is_not_told_to_those_who_ask() -> None:
    """They learn that it does not answer, on pages and from the endpoint."""

    class Gone:
        def answer(self, *_: object) -> str:
            raise RemoteError("http://inside:3030/ds cannot be reached")

    with pytest.raises(EngineError) as caught:
        asyncio.run(Passing(cast("Holder", Gone())).answer(ASK))
    fault = fault_of(RemoteError("http://inside:3030/ds cannot be reached"))
    assert (fault.status, fault.kind) == (503, "store")
    assert "inside" not in f"{caught.value}{fault}"


def test_a_query_whose_time_is_up_is_left_behind_and_more_than_fit_are_turned_away() -> None:
    """Whoever asks is told by the same errors as of our own engine."""
    slow = _Slow()
    passing = Passing(cast("Holder", slow), deadline=0.2, most=1, queue=0)

    async def ask() -> list[Answer | BaseException]:
        try:
            return list(await asyncio.gather(passing.answer(ASK), passing.answer(ASK), return_exceptions=True))
        finally:
            slow.let.set()

    assert [type(found) for found in asyncio.run(ask())] == [DeadlineError, BusyError]
