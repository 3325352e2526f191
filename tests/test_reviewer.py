"""Reviews made by a process of its own are the reviews, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from aftalegraf import reviewer as module
from aftalegraf.errors import EngineError
from aftalegraf.review import Report, review
from aftalegraf.reviewer import Reviewer
from aftalegraf.world import World, open_world


@pytest.fixture
def served(kept: Path) -> World:
    """A world as a server has it."""
    return open_world(keep=kept, in_memory=True)


@pytest.fixture
def reviewer(served: World) -> Iterator[Reviewer]:
    """A process that waits to review."""
    waiting = Reviewer(served)
    waiting.start()
    yield waiting
    waiting.stop()


def children() -> list[int]:
    """The processes that this one has started and not seen the end of."""
    return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]


def here(_: World) -> tuple[Report, ...]:
    """A review that is made in this process."""
    return (Report("here", "", "", ()),)


def test_the_process_gives_the_reviews_and_ends(
    served: World, reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are made there, not here; then the process is gone and a second stop does no harm."""
    monkeypatch.setattr(module, "review", here)
    assert len(children()) == 1
    found = reviewer.review(served)
    assert found == review(served)
    assert len(found) >= 1
    assert children() == []
    assert reviewer.review(served) == here(served)


def test_a_process_that_was_killed_is_done_without(
    served: World, reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reviews are made here."""
    monkeypatch.setattr(module, "review", here)
    os.kill(children()[0], signal.SIGKILL)
    assert reviewer.review(served) == here(served)


def test_an_error_of_a_review_is_met_by_the_one_who_asked(served: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process says nothing of it; the error comes here."""

    def spoiled(_: World) -> tuple[Report, ...]:
        raise EngineError("the shapes cannot be used")

    monkeypatch.setattr(module, "review", spoiled)
    waiting = Reviewer(served)
    waiting.start()
    try:
        with pytest.raises(EngineError, match="the shapes cannot be used"):
            waiting.review(served)
    finally:
        waiting.stop()


def test_whoever_waits_for_a_review_is_told_that_the_server_stops(served: World) -> None:
    """It is not made here instead: the server has five seconds less to live than that takes."""
    waiting = Reviewer(served)
    waiting.start()
    met: list[str] = []

    def ask() -> None:
        try:
            waiting.review(served)
        except EngineError as error:
            met.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(0.2)
    began = time.monotonic()
    waiting.stop()
    thread.join(timeout=2)
    assert met == ["the server is stopping; no review is made"]
    assert time.monotonic() - began < 2
    assert children() == []


def test_the_process_ends_with_the_server(reviewer: Reviewer) -> None:
    """Asked or not."""
    assert len(children()) == 1
    reviewer.stop()
    assert children() == []
