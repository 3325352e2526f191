"""Measure what ten million triples take: to load, to hold, and to ask beside a tenth of them.

`python -m benchmarks.long [TRIPLES]`. Both sizes are served side by side without a cache and asked in turn in rounds,
so that a noisy machine is the same for both.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.asking import Target, memory, peak, processor
from benchmarks.compared import ours
from benchmarks.cube import written
from benchmarks.service import Costs, answer, measured

TRIPLES: Final = 10_000_000
PART: Final = 10  # the other size is so many times smaller
QUERIES: Final = ("q01 point", "q09 subtree", "q10 page")
LOAD_S, MEMORY_MB, TIMES = 60.0, 4096.0, 2.0


@dataclass(frozen=True, slots=True)
class Loaded:
    """A server with a file in it: the seconds until it answered, of the clock and of the processor."""

    target: Target
    seconds: float
    used: float


@contextmanager
def loaded(folder: Path, triples: int) -> Iterator[Loaded]:
    """A nation of so many triples in a server."""
    path = folder / f"{triples}.nq"
    written(path, triples)
    began = time.perf_counter()
    with ours(path, f"{triples:,} triples", "--cache", "0") as target:
        yield Loaded(target, time.perf_counter() - began, processor(target.group))


def differing(small: Target, large: Target) -> list[str]:
    """Each query that has no answer, or another in one size than in the other: it asks of what both have."""
    found = []
    for query in QUERIES:
        expected = answer(small, query)
        if not expected or answer(large, query) != expected:
            found.append(f"{query}: nothing is answered, or not the same at both sizes")
    return found


def sizes(small: Loaded, large: Loaded) -> tuple[list[str], list[str]]:
    """The rows of what it takes to load and to hold, and the bounds that are broken."""
    rows, failed = [], []
    both = (small, large)
    most = [(peak(one.target.group), memory(one.target.group)) for one in both]
    for what, values, bound in (
        ("ready (s)", [one.seconds for one in both], LOAD_S),
        ("of the processor (s)", [one.used for one in both], float("inf")),
        ("the largest process at its most (MB)", [high for high, _ in most], MEMORY_MB),
        ("all processes after the queries (MB)", [now for _, now in most], MEMORY_MB),
    ):
        rows.append(f"| {what} | {values[0]:,.1f} | {values[1]:,.1f} | | {'' if bound == float('inf') else bound} |")
        if values[1] > bound:
            failed.append(f"{what}: {values[1]:,.1f} is over {bound:g}")
    return rows, failed


def asked(costs: Costs, small: str, large: str) -> tuple[list[str], list[str]]:
    """The rows of what the queries cost, and the bounds that are broken."""
    rows, failed = [], []
    for query in QUERIES:
        few, many = costs[small, query], costs[large, query]
        rows.append(f"| {query} (ms) | {few:.3f} | {many:.3f} | {many / few:.2f} | {TIMES:g} times |")
        if many > TIMES * few:
            failed.append(
                f"{query}: {many:.3f} ms is over {TIMES:g} times the {few:.3f} of a size {PART} times smaller"
            )
    return rows, failed


def main(arguments: list[str]) -> int:
    """Measure and print; 1 when a bound is broken, each named."""
    triples = int(arguments[0]) if arguments else TRIPLES
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with loaded(folder, triples // PART) as small, loaded(folder, triples) as large:
            failed = differing(small.target, large.target)
            costs = measured([(one.target, query) for query in QUERIES for one in (small, large)])
            of_sizes, of_queries = sizes(small, large), asked(costs, small.target.name, large.target.name)
    print(f"load average {before:.1f} before and {os.getloadavg()[0]:.1f} after, {os.cpu_count()} processors")
    print(f"| | {small.target.name} | {large.target.name} | times | bound |\n|---|---|---|---|---|")
    print("\n".join(of_sizes[0] + of_queries[0]))
    failed += of_sizes[1] + of_queries[1]
    sys.stderr.writelines(f"broken: {what}\n" for what in failed)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
