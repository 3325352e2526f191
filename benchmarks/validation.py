"""Measure all shapes on a made-up nation, in seconds of a processor: the fast engine, and the reference if asked.

`python -m benchmarks.validation [TRIPLES ...]`, 50,000 and 300,000 if none is given. With `--reference SECONDS` the
reference is given so long at the first size.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.nation import world as nation

from aftalegraf.engines import FAST, REFERENCE, failures, plan
from aftalegraf.fast import odd, run, subclasses
from aftalegraf.graph import SHAPES
from aftalegraf.rdf import Triple
from aftalegraf.world import World, open_world

SIZES = (50_000, 300_000)
SLOWEST = 5


def measure(size: int) -> None:
    """Print what all shapes take on a nation of some size."""
    with tempfile.TemporaryDirectory() as folder:
        found, triples = nation(size, Path(folder))
        shapes = known_shapes()
        started = time.process_time()
        failures(found.store, shapes, FAST)
        first = time.process_time() - started
        started = time.process_time()
        results = failures(found.store, shapes, FAST)
        again = time.process_time() - started
        largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{triples:>9,} quads  first {first:7.2f} s  again {again:7.2f} s  {len(results):,} failures  {largest} MB"
        )
        slowest(found, shapes)


def known_shapes() -> tuple[Triple, ...]:
    """All shapes of the project."""
    return open_world().store.graph(SHAPES)


def slowest(found: World, shapes: tuple[Triple, ...]) -> None:
    """Print the shapes that take the longest, and what all take on average."""
    taken = plan(shapes, subclasses(found.store)).taken
    started = time.process_time()
    unlike = odd(found.store, taken.values())
    print(f"           {time.process_time() - started:7.2f} s to look for values of another kind than they say")
    seconds = {}
    for node, one in taken.items():
        started = time.process_time()
        run(found.store, one, unlike)
        seconds[str(node).rpartition("#")[2].strip(">")] = time.process_time() - started
    print(f"           {sum(seconds.values()) / len(seconds) * 1000:7.2f} ms a shape on average of {len(seconds)}")
    for name in sorted(seconds, key=lambda name: -seconds[name])[:SLOWEST]:
        print(f"           {seconds[name]:7.2f} s {name}")


def reference(size: int, limit: float) -> None:
    """Print what the reference takes on the same, in a process of its own that is stopped at a limit."""
    command = [sys.executable, "-m", "benchmarks.validation", "--only-reference", str(size)]
    try:
        done = subprocess.run(command, timeout=limit, check=True, capture_output=True, text=True)
        print(done.stdout, end="")
    except subprocess.TimeoutExpired:
        print(f"           the reference was stopped after {limit:.0f} s by the clock")


def only_reference(size: int) -> None:
    """Print what the reference takes, without making the nation."""
    with tempfile.TemporaryDirectory() as folder:
        found, triples = nation(size, Path(folder))
        started = time.process_time()
        results = failures(found.store, known_shapes(), REFERENCE)
        print(f"{triples:>9,} quads  reference {time.process_time() - started:.2f} s  {len(results):>7,} failures")


def main(arguments: list[str]) -> None:
    """Measure what is asked for."""
    if arguments[:1] == ["--only-reference"]:
        only_reference(int(arguments[1]))
        return
    limit = float(arguments.pop(arguments.index("--reference") + 1)) if "--reference" in arguments else 0.0
    sizes = [int(one) for one in arguments if one != "--reference"] or list(SIZES)
    for number, size in enumerate(sizes):
        measure(size)
        if limit and number == 0:
            reference(size, limit)


if __name__ == "__main__":
    main(sys.argv[1:])
