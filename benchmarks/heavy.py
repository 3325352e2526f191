"""Measure what light queries wait while 50 heavy ones are asked at once, how those end, and what memory they take."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import httpx

HEAVY: Final = 50
TRIPLES: Final = 100_000
P95_MS, WORST_MS, END_S, MEMORY_MB = 500, 2000, 11, 1024
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


def timed(client: httpx.Client, query: str) -> tuple[int, float]:
    """The status of a query and the seconds it took; status 0 where no answer came."""
    began = time.monotonic()
    try:
        status = client.post("/sparql", data={"query": query}).status_code
    except httpx.HTTPError:
        status = 0
    return status, time.monotonic() - began


def measured() -> tuple[dict[str, float], Counter[int]]:
    """The figures, and how many heavy queries ended with which status."""
    with served() as (base, server), httpx.Client(base_url=base, timeout=60) as client:
        limits = httpx.Limits(max_connections=HEAVY, max_keepalive_connections=HEAVY)
        stop, seen = threading.Event(), [0]
        watching = threading.Thread(target=watch, args=(server, stop, seen))
        watching.start()
        with httpx.Client(base_url=base, timeout=60, limits=limits) as many, ThreadPoolExecutor(HEAVY) as pool:
            tasks = [pool.submit(timed, many, query) for query in islice(cycle(QUERIES), HEAVY)]
            light = []
            while not all(task.done() for task in tasks):
                light.append(timed(client, "ASK {}"))
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
        "heavy, ended with another status than 503 or 504": sum(status not in (503, 504) for status, _ in heavy),
        "largest worker above the store (MB)": max(seen) / 1024,
    }
    return figures, Counter(status for status, _ in heavy)


def main() -> int:
    """Measure and compare with the bounds; 1 when one is broken."""
    figures, statuses = measured()
    bounds = {
        "of them lost": 0,
        "light, p95 (ms)": P95_MS,
        "light, worst (ms)": WORST_MS,
        "heavy, the last ends (s)": END_S,
        "heavy, ended with another status than 503 or 504": 0,
        "largest worker above the store (MB)": MEMORY_MB,
    }
    print(f"## {HEAVY} heavy queries at once, over {TRIPLES} triples; they ended with {dict(statuses)}")
    print("| what | measured | bound |\n|---|---|---|")
    for what, value in figures.items():
        broken = what in bounds and value > bounds[what]
        mark = "**" if broken else ""
        print(f"| {what} | {mark}{value:.3g}{mark} | {bounds.get(what, '')} |")
    return int(any(figures[what] > bound for what, bound in bounds.items()))


if __name__ == "__main__":
    sys.exit(main())
