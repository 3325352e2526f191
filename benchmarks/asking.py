"""Ask a server the same many times over lasting connections, and read what its processes used of the processor."""

from __future__ import annotations

import http.client
import time
import urllib.parse
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CLIENTS: Final = 2  # connections at once; no more, as some servers let a client have few queries side by side
TIMEOUT: Final = 120.0
_GROUP, _GONE_USER, _GONE_SYSTEM = 2, 13, 14  # places in /proc/PID/stat after the name
_TICK: Final = 100  # of a second, as /proc counts it on Linux


class NoAnswerError(Exception):
    """A server did not answer a query with 200."""


@dataclass(frozen=True, slots=True)
class Target:
    """A server: its name, the address that takes queries, and the process that leads its process group."""

    name: str
    address: str
    group: int

    def path(self, query: str) -> str:
        """The path of a query by GET."""
        path = urllib.parse.urlsplit(self.address).path
        return f"{path}?{urllib.parse.urlencode({'query': query})}"

    def open(self) -> http.client.HTTPConnection:
        """A connection to it."""
        return http.client.HTTPConnection(urllib.parse.urlsplit(self.address).netloc, timeout=TIMEOUT)


def ask(target: Target, path: str, accept: str, times: int) -> bytes:
    """Ask so many times over one connection; the last answer. Raises NoAnswerError for any other than 200."""
    connection, body, headers = target.open(), b"", {"Accept": accept}
    for _ in range(times):
        connection.request("GET", path, headers=headers)
        with connection.getresponse() as response:
            body = response.read()
        if response.status != http.client.OK:
            raise NoAnswerError(f"{target.name} answered {response.status} to {path[:200]}: {body[:300]!r}")
    connection.close()
    return body


def cost(target: Target, path: str, accept: str, times: int) -> float:
    """The server's milliseconds of processor for each of so many requests."""
    clients = min(CLIENTS, times)
    before = processor(target.group)
    with ThreadPoolExecutor(clients) as pool:
        asked = [times // clients + (number < times % clients) for number in range(clients)]
        for done in [pool.submit(ask, target, path, accept, share) for share in asked]:
            done.result()
    return (settled(target.group) - before) * 1000 / times


def settled(group: int) -> float:
    """The seconds of processor of a process group once it is at rest: what it does after its answer counts."""
    found, last = processor(group), -1.0
    while found - last > 0.0005:
        time.sleep(0.02)
        found, last = processor(group), found
    return found


def processor(group: int) -> float:
    """The seconds of processor that the processes of a group and their ended children have used."""
    return sum(_each(group, _used))


def memory(group: int) -> float:
    """The MB of memory of a process group, what is shared counted once."""
    return sum(_each(group, _share)) / 1024


def _each(group: int, read: Callable[[int, list[str]], float]) -> list[float]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[_GROUP]) == group:
                found.append(read(int(path.parent.name), fields))
        except OSError:
            continue  # it has ended; the process that waited for it counts it
    return found


def _used(pid: int, fields: list[str]) -> float:
    """What a process used, by its own clock, which knows nanoseconds; what its ended children used, in ticks."""
    own = time.clock_gettime(~pid << 3 | 2)  # the clock of a process, as clock_getcpuclockid(3) makes it
    return own + (int(fields[_GONE_USER]) + int(fields[_GONE_SYSTEM])) / _TICK


def _share(pid: int, _: list[str]) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("Pss:"))
