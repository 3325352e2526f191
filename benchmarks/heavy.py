"""Measure what light queries wait while 50 heavy ones are asked at once, how those end, and what memory they take.

The heavy ones come from an address each, and then all from one, which has its time for a minute taken by them: what is
left of them then is refused with 429. The light ones come from an address of their own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path
from typing import Final

import httpx

HEAVY: Final = 50
TRIPLES: Final = 100_000
P95_MS, WORST_MS, END_S, MEMORY_MB = 500, 2000, 11, 1024
EACH: Final = tuple(f"127.0.1.{number}" for number in range(1, HEAVY + 1))  # addresses that heavy ones come from
ONE: Final = ("127.0.1.1",) * HEAVY
LIGHT: Final = "127.0.2.1"
WAYS: Final = (("an address each", EACH, (503, 504)), ("one address", ONE, (503, 504, 429)))
OTHERWISE: Final = "heavy, ended with another status than they may"
PATTERN: Final = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
QUERIES: Final = (
    f"SELECT (COUNT(*) AS ?n) {{ {PATTERN} }}",
    f"SELECT * {{ {PATTERN} }}",
    f"SELECT DISTINCT ?a ?d ?g {{ {PATTERN} }}",
    f"SELECT * {{ {PATTERN} }} ORDER BY ?c ?f ?i",
    f"SELECT (GROUP_CONCAT(?c) AS ?x) {{ {PATTERN} }}",
    f"CONSTRUCT {{ ?a ?e ?i }} WHERE {{ {PATTERN} }}",
    f"SELECT (COUNT(*) AS ?n) {{ {PATTERN} FILTER(REGEX(STR(?c), '(1+)+x$') || REGEX(STR(?f), '(2+)+x$')) }}",
    "SELECT (COUNT(*) AS ?n) { ?a (<urn:p>|^<urn:p>)* ?b . ?c (<urn:p>|^<urn:p>)* ?d . ?e <urn:n> ?f }",
)


def data(path: Path) -> None:
    """A ring of things with numbers."""
    things = TRIPLES // 2
    with path.open("w", encoding="utf-8") as file:
        for number in range(things):
            file.write(f"<urn:s{number}> <urn:p> <urn:s{(number * 7 + 1) % things}> .\n")
            file.write(f'<urn:s{number}> <urn:n> "{number}" .\n')


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """`aftalegraf serve --data` with its own limits: where it is, and its process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ring.nt"
        data(path)
        command = [sys.executable, "-m", "aftalegraf", "serve", "--port", "0", "--data", str(path)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            try:
                said = server.stderr.readline() if server.stderr else ""
                (generation,) = children(server.pid)
                yield said.split()[3], generation
            finally:
                server.terminate()


def children(pid: int) -> list[int]:
    """The child processes of a process."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory(pid: int, name: str) -> int:
    """A size in /proc/PID/status, in kB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)


def watch(server: int, stop: threading.Event, seen: list[int]) -> None:
    """Note, every 50 ms, by how many kB the largest worker is larger than the process whose store it shares."""
    (holder,) = children(server)
    inherited = memory(holder, "VmRSS")
    while not stop.wait(0.05):
        for child in children(holder):
            with suppress(OSError):
                seen.append(memory(child, "VmHWM") - inherited)


def client(base: str, address: str) -> httpx.Client:
    """A client at an address of this machine."""
    return httpx.Client(base_url=base, timeout=60, transport=httpx.HTTPTransport(local_address=address))


def timed(asker: httpx.Client, query: str) -> tuple[int, float]:
    """The status of a query and the seconds it took; status 0 where no answer came."""
    began = time.monotonic()
    try:
        status = asker.post("/sparql", data={"query": query}).status_code
    except httpx.HTTPError:
        status = 0
    return status, time.monotonic() - began


def asked_from(base: str, address: str, query: str) -> tuple[int, float]:
    """What `timed` gives, over a connection of its own from an address."""
    with client(base, address) as asker:
        return timed(asker, query)


def measured(addresses: Sequence[str], ends: Sequence[int]) -> tuple[dict[str, float], Counter[int]]:
    """The figures, and how many heavy queries ended with which status, of those that they may end with."""
    with served() as (base, server), client(base, LIGHT) as asker:
        stop, seen = threading.Event(), [0]
        watching = threading.Thread(target=watch, args=(server, stop, seen))
        watching.start()
        with ThreadPoolExecutor(HEAVY) as pool:
            pairs = zip(addresses, cycle(QUERIES), strict=False)
            tasks = [pool.submit(asked_from, base, address, query) for address, query in pairs]
            light = []
            while not all(task.done() for task in tasks):
                light.append(timed(asker, "ASK {}"))
                time.sleep(0.02)
            heavy = [task.result() for task in tasks]
        stop.set()
        watching.join()
    waits = sorted(seconds * 1000 for _, seconds in light)
    figures = {
        "light queries asked meanwhile": len(light),
        "of them lost": sum(status != 200 for status, _ in light),
        "light, p95 (ms)": waits[int(len(waits) * 0.95)],
        "light, worst (ms)": waits[-1],
        "heavy, the median ends (s)": sorted(seconds for _, seconds in heavy)[HEAVY // 2],
        "heavy, the last ends (s)": max(seconds for _, seconds in heavy),
        OTHERWISE: sum(status not in ends for status, _ in heavy),
        "largest worker above the store (MB)": max(seen) / 1024,
    }
    return figures, Counter(status for status, _ in heavy)


def main() -> int:
    """Measure both ways and compare with the bounds; 1 when one is broken."""
    bounds = {
        "of them lost": 0,
        "light, p95 (ms)": P95_MS,
        "light, worst (ms)": WORST_MS,
        "heavy, the last ends (s)": END_S,
        OTHERWISE: 0,
        "largest worker above the store (MB)": MEMORY_MB,
    }
    broken = False
    for way, addresses, ends in WAYS:
        figures, statuses = measured(addresses, ends)
        print(f"## {HEAVY} heavy queries at once from {way}, over {TRIPLES} triples; they ended with {dict(statuses)}")
        print("| what | measured | bound |\n|---|---|---|")
        for what, value in figures.items():
            over = what in bounds and value > bounds[what]
            mark = "**" if over else ""
            print(f"| {what} | {mark}{value:.3g}{mark} | {bounds.get(what, '')} |")
            broken |= over
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
