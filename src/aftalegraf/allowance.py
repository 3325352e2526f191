"""Give each client so much query time a minute; when that is spent, only what takes next to none."""

from __future__ import annotations

import ipaddress
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from aftalegraf.errors import SpentError

MINUTE: Final = 60.0
MOST_CLIENTS: Final = 10_000
BRIEF: Final = 0.25  # seconds of processor
AT_ONCE: Final = 4


class Allowance:
    """The seconds that queries of each client took in the last minute, at most `seconds` before it must be brief.

    A query counts when it has ended, so that what runs is never broken off. `clock` gives seconds.
    """

    def __init__(self, seconds: float = 60.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._spent: dict[str, deque[tuple[float, float]]] = {}
        self._brief: Counter[str] = Counter()

    @contextmanager
    def charge(self, address: str) -> Iterator[float]:
        """Take the time of what is done inside from a client's; gives the seconds of processor that it may take.

        These are 0 for as many as it needs, and BRIEF for a client that has had its time, so that light queries are
        answered still. Raises SpentError where such a client asks more than AT_ONCE side by side.
        """
        client, began = _network(address), self._clock()
        spent = self._wait(client, began) > 0
        if spent and self._brief[client] >= AT_ONCE:
            raise self.refusal(address)
        self._brief[client] += spent
        try:
            yield BRIEF if spent else 0.0
        finally:
            self._end(client, began, spent=spent)

    def refusal(self, address: str) -> SpentError:
        """What a client is told whose query takes longer than it may."""
        return SpentError(max(1.0, self._wait(_network(address), self._clock())))

    def _end(self, client: str, began: float, *, spent: bool) -> None:
        ended = self._clock()
        self._spent.setdefault(client, deque()).append((ended, ended - began))
        self._brief[client] -= spent
        if not self._brief[client]:
            del self._brief[client]
        if len(self._spent) > MOST_CLIENTS:
            for one in tuple(self._spent):
                self._forget(one, ended)

    def _wait(self, client: str, now: float) -> float:
        """The seconds until enough of a client's time lies more than a minute back; 0 where it has time left."""
        self._forget(client, now)
        spent = self._spent.get(client, deque())
        total = sum(took for _, took in spent)
        wait = 0.0
        for ended, took in spent:
            if total < self._seconds:
                break
            total, wait = total - took, ended + MINUTE - now
        return wait

    def _forget(self, client: str, now: float) -> None:
        spent = self._spent.get(client, deque())
        while spent and spent[0][0] <= now - MINUTE:
            spent.popleft()
        if not spent:
            self._spent.pop(client, None)


def _network(address: str) -> str:
    """Who a client is: its address, of IPv6 the half that a household has; text that is no address as it is."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and not found.ipv4_mapped:
        return str(ipaddress.ip_network((int(found), 64), strict=False))
    return str(found)
