"""Ask two servers all the time for an hour: what do they answer, and does their memory grow?

`python -m benchmarks.soak [SECONDS [TRIPLES]]`. One serves a made-up nation, and reads it anew in each tenth of the
time; the other serves the project's own pages by the same process all the time. Both are asked the ten queries, each
time with a new text, and heavy queries that meet their deadline. The heavy ones are asked at the beginning of each
sixtieth of the time, and memory is read at its end. Each page is asked for once before the time begins, and few answers
to queries are kept, so that all room for what is kept is full after the first tenth, in which the servers warm up.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import urllib.parse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import count, cycle, islice
from pathlib import Path
from statistics import fmean
from threading import Event
from typing import Final, TypeAlias

from benchmarks.asking import OK, Target, memory
from benchmarks.compared import ours
from benchmarks.connection import Connection
from benchmarks.cube import written
from benchmarks.heavy import PATTERN, QUERIES
from benchmarks.service import accept
from benchmarks.ten import TEN
from tests.pages import ERRORS, LANGUAGES, PAGES, VIEWS

from aftalegraf.reloading import reload

SECONDS: Final = 3600.0
TRIPLES: Final = 1_000_000
READINGS: Final = 60
TENTH: Final = READINGS // 10
CLIENTS: Final = 2  # of each server
HEAVY: Final = 2  # at once at each server
DEADLINE: Final = 10.0  # seconds; less where a sixtieth of the time is short
CACHE: Final = 8  # MB
DRIFT: Final = 0.05
REFUSED: Final = (503, 504)
LOST: Final = 0  # instead of a status: no answer came
APART: Final = 100  # pages
QUERY, PAGE, ENDLESS = KINDS = ("query", "page", "heavy query")
_NUMBERS: Final = count()
Counts: TypeAlias = Counter[tuple[str, int, bool]]  # answers of a kind with a status, and whether they may have it
Readings: TypeAlias = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Asking:
    """A request, of which kind it is, and the statuses that it may be answered with."""

    kind: str
    request: bytes
    may: tuple[int, ...]


def queries(target: Target) -> Iterator[Asking]:
    """The ten queries over and over, never with the same text."""
    for query in cycle(TEN):
        request = target.request(f"{TEN[query]}\n# {next(_NUMBERS)}", accept(query))
        yield Asking(QUERY, request, (OK, *REFUSED))


def pages(target: Target) -> Iterator[Asking]:
    """The pages in each language, those that tell of an error too."""
    for page in (*PAGES, *VIEWS, *ERRORS):
        if not page.refused:
            for language in LANGUAGES:
                yield Asking(PAGE, target.get(page.at(language), "text/html"), (page.status, *REFUSED))


def mixed(target: Target, first: int) -> Iterator[Asking]:
    """The pages from the first of them on, over and over, each with a query after it."""
    for both in zip(islice(cycle(pages(target)), first, None), queries(target), strict=False):
        yield from both


def heavy(target: Target) -> Iterator[Asking]:
    """Queries without end over and over."""
    for query in cycle(query for query in QUERIES if PATTERN in query):
        yield Asking(ENDLESS, target.request(query, "*/*"), REFUSED)


class Crowd:
    """Those who ask two servers, each over a connection of its own that lasts."""

    def __init__(self, nation: Target, own: Target, pool: Executor) -> None:
        self._servers, self._pool, self._end = (nation, own), pool, Event()
        self._endless = [(target, heavy(target)) for target in self._servers]
        self._all: list[Future[Counts]] = []

    def come(self) -> None:
        """Have each page asked for once, and all but the heavy queries from then on; no two begin at the same page."""
        nation, own = self._servers
        wait([self._begin(own, pages(own))])
        for number in range(CLIENTS):
            self._begin(nation, queries(nation))
            self._begin(own, mixed(own, number * APART))

    def burst(self) -> None:
        """Ask heavy queries of both servers, and wait until they have ended."""
        asked = [(target, [next(each)]) for target, each in self._endless for _ in range(HEAVY)]
        wait([self._begin(target, askings) for target, askings in asked])

    def leave(self) -> Counts:
        """Ask no more; what all were answered."""
        self._end.set()
        return sum((one.result() for one in self._all), Counter())

    def _begin(self, target: Target, askings: Iterable[Asking]) -> Future[Counts]:
        self._all.append(self._pool.submit(asked, target, askings, self._end))
        return self._all[-1]


def asked(target: Target, askings: Iterable[Asking], end: Event) -> Counts:
    """Ask one after another over lasting connections, until told to end."""
    counts: Counts = Counter()
    connection = None
    for asking in askings:
        if end.is_set():
            break
        connection, status = _answered(target, connection, asking.request)
        counts[asking.kind, status, status in asking.may] += 1
    if connection:
        connection.close()
    return counts


def _answered(target: Target, connection: Connection | None, request: bytes) -> tuple[Connection | None, int]:
    """The connection to ask over next, if there is one, and the status."""
    try:
        connection = connection or target.open()
        connection.ask(request)
        while not connection.hear():
            pass
        status, last = connection.status, connection.closes
    except OSError:
        status, last = LOST, True
    if connection and last:
        connection.close()
    return None if last else connection, status


def soaked(nation: Target, own: Target, seconds: float) -> tuple[Counts, Readings]:
    """Ask both servers for so long and reload one; what was answered, and the MB of memory of each at each reading."""
    readings: Readings = {nation.name: [], own.name: []}
    port = urllib.parse.urlsplit(nation.address).port or 80
    with ThreadPoolExecutor(2 * (CLIENTS + HEAVY)) as pool:
        crowd = Crowd(nation, own, pool)
        try:
            crowd.come()
            began = time.monotonic()
            for number in range(1, READINGS + 1):
                if number % TENTH == 1:
                    reload(port)
                crowd.burst()
                time.sleep(max(0.0, began + number * seconds / READINGS - time.monotonic()))
                for target in (nation, own):
                    readings[target.name].append(memory(target.group))
        finally:
            counts = crowd.leave()
    return counts, readings


def drift(readings: Sequence[float]) -> float:
    """By what part of it the last tenth is larger than the one after the warm-up."""
    tenth = len(readings) // 10
    return fmean(readings[-tenth:]) / fmean(readings[tenth : 2 * tenth]) - 1


def broken(counts: Counts, readings: Readings) -> list[str]:
    """What was answered otherwise than it may be, or not at all, and whose memory has grown."""
    found = [f"{many} of kind {kind} were answered {status}" for (kind, status, may), many in counts.items() if not may]
    seen = {kind for kind, _, may in counts if may}
    found += [f"no {kind} was answered as it may be" for kind in KINDS if kind not in seen]
    grown = {name: drift(each) for name, each in readings.items() if drift(each) >= DRIFT}
    return found + [
        f"{name} has {part:.1%} more memory at the end than after its warm-up" for name, part in grown.items()
    ]


def told(counts: Counts, readings: Readings) -> str:
    """The statuses and the memory, as tables."""
    lines = ["| asked | answers by status |", "|---|---|"]
    for kind in KINDS:
        statuses = sorted((status, many) for (one, status, _), many in counts.items() if one == kind)
        lines.append(f"| {kind} | " + ", ".join(f"{status}: {many:,}" for status, many in statuses) + " |")
    lines += ["", "| MB | mean of each tenth | from the second to the last |", "|---|---|---|"]
    for name, each in readings.items():
        means = [fmean(each[at : at + TENTH]) for at in range(0, READINGS, TENTH)]
        lines.append(f"| {name} | " + ", ".join(f"{mean:.0f}" for mean in means) + f" | {drift(each):+.1%} |")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Ask, read and print; 1 when something was answered otherwise than it may be or memory has grown, each named."""
    seconds = float(arguments[0]) if arguments else SECONDS
    triples = int(arguments[1]) if len(arguments) > 1 else TRIPLES
    options = ("--cache", str(CACHE), "--deadline", str(max(0.1, min(DEADLINE, seconds / READINGS / 3))))
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "nation.nq"
        written(data, triples)
        with ours(data, f"{triples:,} triples, reloaded", *options) as nation, ours(None, "own data", *options) as own:
            began = time.monotonic()
            counts, readings = soaked(nation, own, seconds)
            took = time.monotonic() - began
    print(f"{took:.0f} s with the first visits, load average {before:.1f} before and {os.getloadavg()[0]:.1f} after\n")
    print(told(counts, readings), flush=True)
    failed = broken(counts, readings)
    sys.stderr.writelines(f"broken: {what}\n" for what in failed)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
