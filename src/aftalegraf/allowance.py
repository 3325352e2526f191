"""Give each client so much query time a minute and a share of the places; after that only what takes next to none."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from aftalegraf.errors import SpentError

MINUTE: Final = 60.0
SPAN: Final = 5.0  # seconds whose sum is kept; time is forgotten after a minute and at most so much more
MOST_CLIENTS: Final = 10_000
BRIEF: Final = 0.25  # seconds of processor
AT_ONCE: Final = 8
SHARE: Final = 3
WAIT: Final = 1.0  # seconds until a place may be free


@dataclass(slots=True)
class _Client:
    """What one client has had: its seconds by the span in which they ended, and since when queries are under way."""

    spans: dict[int, float] = field(default_factory=dict)
    under_way: list[float] = field(default_factory=list)
    brief: int = 0

    def spent(self, now: float) -> float:
        """The seconds of the last minute, with those of what is under way."""
        for span in [span for span in self.spans if (span + 1) * SPAN <= now - MINUTE]:
            del self.spans[span]
        return sum(self.spans.values()) + len(self.under_way) * now - sum(self.under_way)

    def wait(self, most: float, now: float) -> float:
        """The seconds until less than `most` of its time is left to count; 0 where that is so already."""
        total, wait = self.spent(now), 0.0
        if total < most:
            return wait
        for span, took in sorted(self.spans.items()):
            if total < most:
                return wait
            total, wait = total - took, (span + 1) * SPAN + MINUTE - now
        return wait if total < most else MINUTE


class Allowance:
    """The seconds that queries of each client took in the last minute, at most `seconds` before it must be brief.

    Time counts as it runs, and what runs is not broken off. Of `places` a client has at most SHARE times as many as
    are free: so a few clients, however they ask, leave a place for the next. `clock` gives seconds.
    """

    def __init__(self, seconds: float = 60.0, places: int = 72, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._free, self._clock = seconds, places, clock
        self._clients: OrderedDict[str, _Client] = OrderedDict()

    @contextmanager
    def charge(self, address: str) -> Iterator[float]:
        """Take the time of what is done inside from a client's; gives the seconds of processor that it may take.

        These are 0 for as many as it needs, and BRIEF for a client that has had its time, so that light queries are
        answered still. Raises SpentError where it has its share of the places, or is to be brief and asks more than
        AT_ONCE side by side.
        """
        client, began = self._client(address), self._clock()
        has = len(client.under_way)
        if has and has >= SHARE * self._free:
            raise SpentError(WAIT, "your address has many queries under way")
        spent = client.wait(self._seconds, began) > 0
        if spent and client.brief >= AT_ONCE:
            raise self.refusal(address)
        client.brief += spent
        client.under_way.append(began)
        self._free -= 1
        try:
            yield BRIEF if spent else 0.0
        finally:
            self._free += 1
            client.brief -= spent
            client.under_way.remove(began)
            ended = self._clock()
            span = int(ended // SPAN)
            client.spans[span] = client.spans.get(span, 0.0) + ended - began

    def refusal(self, address: str) -> SpentError:
        """What a client is told whose query takes longer than it may."""
        return SpentError(max(1.0, self._client(address).wait(self._seconds, self._clock())))

    def _client(self, address: str) -> _Client:
        """What is known of a client; of too many the one that has asked nothing for the longest is forgotten."""
        name = _network(address)
        client = self._clients.get(name) or self._clients.setdefault(name, _Client())
        self._clients.move_to_end(name)
        if len(self._clients) > MOST_CLIENTS:
            idle = next((one for one, known in self._clients.items() if not known.under_way), "")
            self._clients.pop(idle, None)
        return client


@lru_cache(maxsize=1024)
def _network(address: str) -> str:
    """Who a client is: its address, of IPv6 the half that a household has; text that is no address as it is."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and not found.ipv4_mapped:
        return str(ipaddress.ip_network((int(found), 64), strict=False))
    return str(found)
