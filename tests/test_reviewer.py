"""Reviews are made by processes that end with them, and may take neither files, network, memory nor time."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aftalegraf import reviewer as module
from aftalegraf.errors import BusyError, DeadlineError, EngineError
from aftalegraf.own import Own, review_own
from aftalegraf.parcel import File
from aftalegraf.profiles import STANDARD
from aftalegraf.review import Report, review
from aftalegraf.reviewer import Reviewer
from aftalegraf.template import template
from aftalegraf.world import World, open_world
from tests.conftest import CASES
from tests.filled import fill, good

GOOD = tuple(File(path.name, path.read_bytes()) for path in sorted((CASES / "rules/good").glob("*.ttl")))


@pytest.fixture
def served(kept: Path) -> World:
    """A world as a server has it."""
    return open_world(keep=kept, in_memory=True)


@pytest.fixture
def waiting(served: World) -> Iterator[Callable[..., Reviewer]]:
    """Start a reviewer."""
    started: list[Reviewer] = []

    def start(deadline: float = 60.0, most: int = 2) -> Reviewer:
        started.append(Reviewer(served, deadline, most))
        started[-1].start()
        return started[-1]

    yield start
    for one in started:
        one.stop()


def children(pid: int | None = None) -> list[int]:
    """The processes that one has started and not seen the end of."""
    pid = pid or os.getpid()
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def becomes(true: Callable[[], bool]) -> bool:
    """Whether something is so within five seconds."""
    end = time.monotonic() + 5
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def here(*_: object, **__: object) -> tuple[Report, ...]:
    """A review that is made in this process."""
    return (Report("here", "", "", ()),)


def test_a_process_gives_the_reviews_and_ends(
    served: World, waiting: Callable[..., Reviewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are made there, not here, in either language; until the stop only the process that forks remains."""
    others = children()
    reviewer = waiting()
    (forker,) = set(children()) - set(others)
    expected = {language: review(served, None, language) for language in ("da", "en")}
    monkeypatch.setattr(module, "review", here)
    for language, found in expected.items():
        assert reviewer.review(served, language) == found
        assert becomes(lambda: children(forker) == [])
    reviewer.stop()
    reviewer.stop()
    assert children() == others
    with pytest.raises(EngineError, match="the server is stopping"):
        reviewer.review(served)


def test_a_process_that_was_killed_is_done_without(
    served: World, waiting: Callable[..., Reviewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reviews of the graph are made here; files of others never are."""
    others = children()
    reviewer = waiting()
    (forker,) = set(children()) - set(others)
    os.kill(forker, signal.SIGKILL)
    monkeypatch.setattr(module, "review", here)
    monkeypatch.setattr(module, "review_own", here)
    assert reviewer.review(served) == here()
    with pytest.raises(EngineError, match="the review broke down"):
        reviewer.own(GOOD, "da")


def test_an_error_of_a_review_is_met_by_the_one_who_asked(
    served: World, waiting: Callable[..., Reviewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process tells it; the review of the graph is then tried here, and fails here."""

    def spoiled(*_: object, **__: object) -> tuple[Report, ...]:
        raise EngineError("the shapes cannot be used")

    for name in ("review", "review_found"):
        monkeypatch.setattr(module, name, spoiled)
    with pytest.raises(EngineError, match="the shapes cannot be used"):
        waiting().review(served)


def test_files_of_ones_own_are_reviewed_without_files_or_network(
    served: World, waiting: Callable[..., Reviewer], tmp_path: Path
) -> None:
    """Turtle and a filled form give what they give here, though the process can open nothing."""
    empty = tmp_path / "form.xlsx"
    empty.write_bytes(template(served))
    form = File("aftale.xlsx", fill(empty, tmp_path / "aftale.xlsx", good()).read_bytes())
    expected = [review_own(served, files, "da", STANDARD, "2026-11-23") for files in (GOOD, (form,))]

    reviewer = waiting()
    assert [reviewer.own(files, "da", STANDARD, "2026-11-23") for files in (GOOD, (form,))] == expected


def test_a_process_can_open_neither_file_nor_socket(
    waiting: Callable[..., Reviewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So nothing of a file is written down, and nothing is fetched."""

    def trying(*_: object) -> Own:
        told = {}
        for name, attempt in (("file", lambda: os.open("/etc/hostname", os.O_RDONLY)), ("socket", socket.socket)):
            try:
                attempt()
            except OSError as error:
                told[name] = error.strerror or ""
        return Own(names=told)

    monkeypatch.setattr(Reviewer, "_prepare", lambda _: None)
    monkeypatch.setattr(module, "review_own", trying)
    found = waiting().own((File("a.ttl", b"x"),), "da")
    assert dict(found.names) == {"file": "Too many open files", "socket": "Too many open files"}


def test_a_review_that_takes_too_long_is_killed(
    waiting: Callable[..., Reviewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At its deadline, and its place is free again."""
    monkeypatch.setattr(Reviewer, "_prepare", lambda _: None)
    monkeypatch.setattr(module, "review_own", lambda *_: time.sleep(60))
    reviewer = waiting(deadline=0.5, most=1)
    for _ in range(2):
        started = time.monotonic()
        with pytest.raises(DeadlineError, match="the query was stopped"):
            reviewer.own((File("a.ttl", b"x"),), "da")
        assert 0.4 < time.monotonic() - started < 3


def test_a_review_that_takes_too_much_memory_is_told_so(
    waiting: Callable[..., Reviewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than a gigabyte is not to be had."""
    monkeypatch.setattr(Reviewer, "_prepare", lambda _: None)
    monkeypatch.setattr(module, "review_own", lambda *_: bytearray(2 << 30))
    with pytest.raises(EngineError, match="too much memory"):
        waiting().own((File("a.ttl", b"x"),), "da")


def test_a_review_that_is_too_large_is_not_shown(
    waiting: Callable[..., Reviewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of so many findings helps nobody."""
    monkeypatch.setattr(Reviewer, "_prepare", lambda _: None)
    monkeypatch.setattr(module, "MOST_ANSWER", 1000)
    monkeypatch.setattr(module, "review_own", lambda *_: Own(names={"x": "y" * 2000}))
    with pytest.raises(EngineError, match="too large to show"):
        waiting().own((File("a.ttl", b"x"),), "da")


def test_at_most_a_few_are_under_way(waiting: Callable[..., Reviewer], monkeypatch: pytest.MonkeyPatch) -> None:
    """One more is told to come again, at once; the places are free again afterwards."""

    def slow(*_: object) -> Own:
        time.sleep(1)
        return Own()

    monkeypatch.setattr(Reviewer, "_prepare", lambda _: None)
    monkeypatch.setattr(module, "review_own", slow)
    reviewer = waiting(most=2)
    busy = [threading.Thread(target=reviewer.own, args=((File("a.ttl", b"x"),), "da")) for _ in range(2)]
    for thread in busy:
        thread.start()
    time.sleep(0.3)
    started = time.monotonic()
    with pytest.raises(BusyError):
        reviewer.own(GOOD, "da")
    assert time.monotonic() - started < 0.2
    for thread in busy:
        thread.join()
    assert reviewer.own((File("a.ttl", b"x"),), "da") == Own()


def test_what_comes_from_a_process_is_only_text() -> None:
    """It is JSON, which can do nothing when it is read."""
    assert module.__dict__.get("json") is json
    assert "pickle" not in Path(module.__file__).read_text(encoding="utf-8")


def test_whoever_waits_for_a_review_is_told_that_the_server_stops(served: World) -> None:
    """It is not made here instead: the server has five seconds less to live than that takes."""
    others = children()
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
    assert children() == others
