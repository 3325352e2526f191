"""Each client has so much query time a minute, and then only what takes next to none."""

from __future__ import annotations

from contextlib import ExitStack, suppress

import pytest

from aftalegraf import allowance
from aftalegraf.allowance import AT_ONCE, BRIEF, SPAN, Allowance
from aftalegraf.errors import SpentError


class Clock:
    """A clock that is set by hand."""

    now = 1000.0

    def __call__(self) -> float:
        """The time in seconds."""
        return self.now


def spend(of: Allowance, clock: Clock, client: str, seconds: float) -> bool:
    """A query of a client that takes so long; whether it had to be brief."""
    with of.charge(client) as brief:
        clock.now += seconds
    assert brief in (0.0, BRIEF)
    return brief > 0


def test_a_client_asks_until_its_time_is_spent() -> None:
    """The query that goes over is still answered; the next must be brief, until the first span is a minute old."""
    clock = Clock()
    found = Allowance(60.0, clock=clock)
    assert [spend(found, clock, "192.0.2.1", seconds) for seconds in (10.0, 40.0, 10.0)] == [False] * 3
    assert found.refusal("192.0.2.1").seconds == 10.0 + SPAN
    assert spend(found, clock, "192.0.2.1", 1.0)
    assert not spend(found, clock, "192.0.2.2", 1.0)
    clock.now += 7.0 + SPAN
    assert spend(found, clock, "192.0.2.1", 1.0)
    assert not spend(found, clock, "192.0.2.1", 1.0)


def test_time_counts_as_it_runs() -> None:
    """Six queries side by side have had a minute after ten seconds; what runs is not broken off."""
    clock = Clock()
    found = Allowance(60.0, clock=clock)
    with ExitStack() as open_ones:
        assert [open_ones.enter_context(found.charge("192.0.2.1")) for _ in range(6)] == [0.0] * 6
        clock.now += 9.9
        assert not spend(found, clock, "192.0.2.1", 0.1)
        assert spend(found, clock, "192.0.2.1", 1.0)
        assert not spend(found, clock, "192.0.2.2", 1.0)
    assert spend(found, clock, "192.0.2.1", 1.0)


def test_brief_queries_are_few_at_once() -> None:
    """Else many brief ones side by side would take what one long may not."""
    clock = Clock()
    found = Allowance(60.0, clock=clock)
    spend(found, clock, "192.0.2.1", 60.0)
    with ExitStack() as open_ones:
        assert [open_ones.enter_context(found.charge("192.0.2.1")) for _ in range(AT_ONCE)] == [BRIEF] * AT_ONCE
        with pytest.raises(SpentError, match="had their time; try again in 65 s"), found.charge("192.0.2.1"):
            pass
    assert spend(found, clock, "192.0.2.1", 1.0)


def test_a_client_has_a_share_of_the_places_so_that_others_always_find_one() -> None:
    """Of 72 the first takes 54, the next 14, the third 3, and the fourth still finds one."""
    found = Allowance(1e9, places=72, clock=Clock())
    taken = []
    with ExitStack() as open_ones:
        for number in range(4):
            most = 0
            with suppress(SpentError):
                while True:
                    open_ones.enter_context(found.charge(f"192.0.2.{number}"))
                    most += 1
            taken.append(most)
        with pytest.raises(SpentError, match="your address has many queries under way; try again in 1 s"):
            open_ones.enter_context(found.charge("192.0.2.0"))
    assert taken == [54, 14, 3, 1]
    assert not spend(found, Clock(), "192.0.2.0", 0.0)


def test_a_query_that_fails_has_taken_its_time() -> None:
    """Else a client could ask for ever what ends at the deadline."""
    clock = Clock()
    found = Allowance(60.0, clock=clock)
    charged = found.charge("192.0.2.1")
    charged.__enter__()
    clock.now += 61.0
    assert not charged.__exit__(TimeoutError, TimeoutError(), None)  # the error goes on its way
    assert spend(found, clock, "192.0.2.1", 1.0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("", "", True),
        ("testclient", "192.0.2.1", False),
    ],
)
def test_who_counts_as_one_client(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    """Of IPv6 the half that one household has; of IPv4 the address."""
    clock = Clock()
    found = Allowance(60.0, clock=clock)
    spend(found, clock, one, 60.0)
    assert spend(found, clock, other, 1.0) is same


def test_clients_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ever new addresses fill no memory: the one that asked least lately goes, though not while its query runs."""
    monkeypatch.setattr(allowance, "MOST_CLIENTS", 3)
    clock = Clock()
    found = Allowance(60.0, places=1000, clock=clock)
    with found.charge("192.0.2.0"):
        for number in range(1, 100):
            spend(found, clock, f"192.0.2.{number}", 31.0)
        assert list(found._clients) == ["192.0.2.0", "192.0.2.98", "192.0.2.99"]  # noqa: SLF001 - the point
    spend(found, clock, "192.0.2.99", 30.0)
    assert spend(found, clock, "192.0.2.99", 1.0)


def test_many_light_queries_take_no_memory() -> None:
    """Of the time of a minute only its sums are kept."""
    clock = Clock()
    found = Allowance(60.0, clock=clock)
    for _ in range(5000):
        spend(found, clock, "192.0.2.1", 0.05)
    assert len(found._clients["192.0.2.1"].spans) <= 60 / SPAN + 2  # noqa: SLF001 - what it holds on to is the point
