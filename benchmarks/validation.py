"""Measure all shapes on a made-up nation, in seconds of a processor: the fast engine, and those of others if asked.

`python -m benchmarks.validation [TRIPLES ...]`, 50,000 and 300,000 if none is given. With `--others SECONDS` TopBraid
and pySHACL are given so long each, by the clock, at every size.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.nation import world as nation
from tests.engines import AbsentError
from tests.topbraid import report_timed

from aftalegraf.engines import FAST, REFERENCE, plan, report
from aftalegraf.fast import odd, run, subclasses
from aftalegraf.graph import SHAPES
from aftalegraf.namespaces import SH
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
        report(found.store, shapes, FAST)
        first = time.process_time() - started
        started = time.process_time()
        results = report(found.store, shapes, FAST)
        again = time.process_time() - started
        largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        told = f"first {first:7.2f} s  again {again:7.2f} s  {counted(results):,} results  {largest} MB"
        print(f"{triples:>9,} quads  {told}", flush=True)
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


def others(size: int, limit: float) -> None:
    """Print what the engines of other makers take on the same, each in a process of its own that a limit stops."""
    for name in OTHERS:
        command = [sys.executable, "-m", "benchmarks.validation", "--only", name, str(size)]
        try:
            done = subprocess.run(command, timeout=limit, check=True, capture_output=True, text=True)
            print(done.stdout, end="", flush=True)
        except subprocess.TimeoutExpired:
            print(f"           {name} was stopped after {limit:.0f} s by the clock", flush=True)


def only(name: str, size: int) -> None:
    """Print what one of them takes, without making the nation."""
    with tempfile.TemporaryDirectory() as folder:
        found, triples = nation(size, Path(folder))
        results, taken = OTHERS[name](found, known_shapes())
    print(f"{triples:>9,} quads  {name} {taken:.2f} s  {results:>7,} results")


def pyshacl(found: World, shapes: tuple[Triple, ...]) -> tuple[int, float]:
    """The results of the reference, and its seconds."""
    started = time.process_time()
    said = report(found.store, shapes, REFERENCE)
    return counted(said), time.process_time() - started


def topbraid(found: World, shapes: tuple[Triple, ...]) -> tuple[int, float]:
    """The results of TopBraid, and its seconds with starting and loading."""
    try:
        said, taken = report_timed(found.store.graph(None), shapes)
    except AbsentError as error:
        sys.exit(str(error))
    return counted(said), taken


def counted(said: tuple[Triple, ...]) -> int:
    """The results of a report, without those that only led to another."""
    return sum(t.predicate.value == f"{SH}result" for t in said)


OTHERS = {"TopBraid": topbraid, "pySHACL": pyshacl}


def main(arguments: list[str]) -> None:
    """Measure what is asked for."""
    if arguments[:1] == ["--only"]:
        only(arguments[1], int(arguments[2]))
        return
    limit = float(arguments.pop(arguments.index("--others") + 1)) if "--others" in arguments else 0.0
    for size in [int(one) for one in arguments if one != "--others"] or SIZES:
        measure(size)
        if limit:
            others(size, limit)


if __name__ == "__main__":
    main(sys.argv[1:])
