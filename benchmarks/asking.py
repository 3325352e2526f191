"""Ask a server over lasting connections, several at once, and read what its processes used of the processor."""

from __future__ import annotations

import selectors
import time
import urllib.parse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from benchmarks.connection import Connection

CLIENTS: Final = 8  # connections at once
TIMEOUT: Final = 120.0
OK: Final = 200
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

    def request(self, query: str, accept: str) -> bytes:
        """A query by GET."""
        path = urllib.parse.urlsplit(self.address).path
        return self.get(f"{path}?{urllib.parse.urlencode({'query': query})}" if query else path, accept)

    def get(self, path: str, accept: str) -> bytes:
        """A request for anything that it has."""
        host = urllib.parse.urlsplit(self.address).netloc
        return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n\r\n".encode()

    def open(self) -> Connection:
        """A connection to it."""
        address = urllib.parse.urlsplit(self.address)
        return Connection(str(address.hostname), address.port or 80, TIMEOUT)


def ask(target: Target, requests: Sequence[bytes], times: int) -> bytes:
    """Ask so often over CLIENTS connections, each with its own of the requests over and over; the last answer.

    Raises NoAnswerError for any other status than 200.
    """
    body = b""
    with selectors.DefaultSelector() as selector:
        for number in range(min(CLIENTS, times)):
            own = cycle(requests[number::CLIENTS] or requests)
            left = times // CLIENTS + (number < times % CLIENTS)
            connection, rest = target.open(), islice(own, left)
            selector.register(connection.socket, selectors.EVENT_READ, (connection, rest))
            connection.ask(next(rest))
        while selector.get_map():
            body = _turn(target, selector) or body
    return body


def _turn(target: Target, selector: selectors.BaseSelector) -> bytes:
    """Hear what has come, and have those who are answered ask again; the last whole answer, if any is."""
    found = selector.select(TIMEOUT)
    if not found:
        raise NoAnswerError(f"{target.name} did not answer within {TIMEOUT:g} s")
    body = b""
    for key, _ in found:
        connection, rest = key.data
        if not connection.hear():
            continue
        if connection.status != OK:
            raise NoAnswerError(f"{target.name} answered {connection.status}: {connection.body[:300]!r}")
        body = connection.body
        request = next(rest, b"")
        if request and not connection.closes:
            connection.ask(request)
            continue
        selector.unregister(key.fileobj)
        connection.close()
        if request:
            connection = target.open()
            selector.register(connection.socket, selectors.EVENT_READ, (connection, rest))
            connection.ask(request)
    return body


def cost(target: Target, requests: Sequence[bytes], times: int) -> float:
    """The server's milliseconds of processor for each of so many requests."""
    before = processor(target.group)
    ask(target, requests, times)
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
    """The MB of memory of a process group, what its processes share counted once; files of programs are not counted.

    Programs besides share those files, so that it is not the group alone that tells what they take of it.
    """
    return sum(_each(group, _share)) / 1024


def peak(group: int) -> float:
    """The MB of the process of a group that has had the most memory at once, files of programs too."""
    return max(_each(group, _most)) / 1024


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
    return _told(Path(f"/proc/{pid}/smaps_rollup"), "Pss_Anon:", "Pss_Shmem:")


def _most(pid: int, _: list[str]) -> float:
    return _told(Path(f"/proc/{pid}/status"), "VmHWM:")


def _told(path: Path, *names: str) -> float:
    """The sum of the sizes of these names, in kB; none for a process that is ending."""
    return sum(float(line.split()[1]) for line in path.read_text().splitlines() if line.startswith(names))
