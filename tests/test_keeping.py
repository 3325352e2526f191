"""What is kept is made once, and nobody waits for what he did not ask for."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from aftalegraf.keeping import Keeping


def test_whoever_asks_for_the_same_waits_and_for_another_does_not() -> None:
    """One is being made by a thread that cannot end before another was given."""
    keeping, begun, go = Keeping(), threading.Event(), threading.Event()
    made: list[str] = []

    def slow() -> str:
        begun.set()
        assert go.wait(30)
        made.append("slow")
        return "one"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(keeping.once, ("a",), slow)
        assert begun.wait(30)
        second = pool.submit(keeping.once, ("a",), slow)
        assert keeping.once(("b",), lambda: "other") == "other"
        assert not first.done()
        assert not second.done()
        go.set()
        assert (first.result(30), second.result(30)) == ("one", "one")
    assert made == ["slow"]


def test_what_is_made_may_need_what_else_is_kept() -> None:
    """The maker of one key asks for another, and for its own once it is there."""
    keeping = Keeping()
    assert keeping.once(("a",), lambda: keeping.once(("b",), lambda: 1) + 1) == 2
    assert keeping.once(("a",), lambda: 0) == 2


def test_what_failed_is_tried_again() -> None:
    """An error is not kept."""
    keeping = Keeping()
    with pytest.raises(ZeroDivisionError):
        keeping.once(("a",), lambda: 1 // 0)
    assert keeping.once(("a",), lambda: 1) == 1
