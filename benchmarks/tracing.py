"""Measure how things hang together: each analysis on the project's data, and on the agreements of a whole nation.

The analyses wait for nothing, so a bound is held against the time of the processor. The clock beside it tells what
else the machine had to do.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.cold import largest
from benchmarks.nation import default_graph, iri, world

from aftalegraf.crosstab import NAMES, TASKS
from aftalegraf.differences import differences, of_parts
from aftalegraf.gaps import findings
from aftalegraf.statements import GROUNDS
from aftalegraf.suspects import suspects
from aftalegraf.tracing import Tracing
from aftalegraf.versions import between
from aftalegraf.world import World, open_world

RUNS = 7
SIZES = (50_000, 300_000, 1_000_000)
CHANGED = 100  # one statement of so many is another one in the second version
REAL_MS, TABLE_MS, IMPACT_MS, DIFF_MS = 100, 300, 100, 5000
STEEPEST = 2.0  # how much more than the triples a time may grow before it is no longer called linear
SHORT_MS = 20  # below this a time is too short for its growth to be told
GROUND = "redaktionel"  # the widest: all links are there
REFORM = "2026-12-31", "2027-01-01"
DOCUMENTS = Path(__file__).parents[2] / "shared/kilder"
ITEMS = {
    "an indicator": iri("Indikator", "2-0-0-0"),
    "an objective": iri("Maalsaetning", "2-0-0"),
    "a national indicator": iri("NationalIndikator", 5),
    "a national goal": iri("NationaltMaal", 5),
    "a vintage of national goals": iri("Maalaargang", 1),
    "the data source that most use": iri("Datakilde", 0),
    "a forum": iri("Forum", "3-0"),
    "an agreement": iri("Sundhedsaftale", 3),
    "a document of an agreement": iri("Dokument", "d3"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """The median of some runs in milliseconds, on the clock and of the processor, and the bound, 0 for none."""

    wall: float
    cpu: float
    bound: int = 0


@dataclass(frozen=True, slots=True)
class Nation:
    """What was measured at one size.

    `read` are the readings that are made once, in seconds; `memory` the largest of the process until then, in MB.
    """

    triples: int
    quads: int
    read: Mapping[str, float]
    found: Mapping[str, Measured]
    memory: Mapping[str, float]


def measured(action: Callable[[], object], bound: int = 0, runs: int = RUNS) -> Measured:
    """What an action takes, from a heap without garbage: what a collection takes is told by itself."""
    taken = []
    for _ in range(runs):
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        action()
        taken.append((time.perf_counter() - wall, time.process_time() - cpu))
    wall, cpu = (statistics.median(each) * 1000 for each in zip(*taken, strict=True))
    return Measured(wall, cpu, bound)


def once(action: Callable[[], object]) -> float:
    """The seconds of the processor that a reading takes that is made once."""
    started = time.process_time()
    action()
    return time.process_time() - started


def real() -> dict[str, Measured]:
    """Each analysis on the project's own data, all readings made."""
    opened = open_world()
    tracing = Tracing(opened)
    midt, syd = "agr-midt-2019-2023", "agr-syd-2024-2027"
    actions: dict[str, Callable[[], object]] = {
        "status": lambda: tracing.status("", GROUND),
        "gaps": partial(gaps, tracing, "", GROUND),
        "provisions and their rules": tracing.provisions,
        **{f"table {name}": partial(tracing.table, name, "", GROUND) for name in NAMES},
        "impact of an indicator": lambda: tracing.impact(["ind-midt-genindl-psyk"], GROUND),
        "impact of a data source and a goal": lambda: tracing.impact(["ds-lup", "ng-forloeb"], GROUND),
        "impact of a document": lambda: tracing.impact(["doc-000"], GROUND),
        "why not": lambda: tracing.why("obj-midt-rygning", "ng-leveaar", "udledt"),
        "compare": lambda: tracing.compare([midt, syd], GROUND),
        "duties": lambda: tracing.duties("", "", GROUND),
        "succession": tracing.succession,
        **{f"two days, {ground}": partial(two_days, opened, tracing, ground) for ground in GROUNDS},
    }
    if DOCUMENTS.is_dir():
        actions["suspects"] = lambda: suspects(opened, DOCUMENTS)
    for action in actions.values():
        action()
    return {name: measured(action, REAL_MS) for name, action in actions.items()}


def two_days(opened: World, tracing: Tracing, ground: str) -> object:
    """What the day of the reform changes, as the first who asks waits for it: Tracing keeps the answer."""
    return of_parts(between(opened, tracing.dates, tracing.links, REFORM, ground)[0])


def gaps(tracing: Tracing, agreement: str, ground: str) -> list[object]:
    """What is not linked in the agreement, or in each."""
    return [findings(each) for each in tracing.status(agreement, ground)]


def nation(triples: int) -> Nation:
    """Each analysis of a nation of some size: of all agreements, of one, of one thing, and of two versions."""
    found = _of_one_version(triples)
    old, new = default_graph(triples), default_graph(triples, CHANGED)
    return replace(found, found={**found.found, "two versions": measured(partial(differences, old, new), DIFF_MS, 3)})


def _of_one_version(triples: int) -> Nation:
    with tempfile.TemporaryDirectory() as folder:
        opened, size = world(triples, Path(folder))
    memory = {"the store": largest(os.getpid())}
    tracing, one = Tracing(opened), iri("Sundhedsaftale", 3)
    read = {
        "the chains, and what the tables are made of": once(lambda: tracing.sources),
        "what the chains hold at the grounds": once(partial(gaps, tracing, one, "udledt")),
        "the provisions and their rules": once(tracing.provisions),
    }
    memory["that and the chains"] = largest(os.getpid())
    read["the network at a ground"] = once(partial(tracing.impact, [one], GROUND))
    memory["that and the network"] = largest(os.getpid())
    read["a collection of garbage, now and then"] = once(gc.collect)
    return Nation(size, len(opened.store), read, dict(_analyses(tracing, one)), memory)


def _analyses(tracing: Tracing, one: str) -> Iterator[tuple[str, Measured]]:
    """Tables and gaps of all agreements and of one, and what depends on a thing; of each the first run is not told."""
    actions: dict[str, tuple[Callable[[], object], int]] = {}
    for agreement, which in (("", "all"), (one, "one agreement")):
        for name in NAMES if not agreement else (each for each in NAMES if each != TASKS):
            actions[f"table {name}, {which}"] = partial(tracing.table, name, agreement, GROUND), TABLE_MS
        for ground in ("udledt", GROUND):
            actions[f"gaps at {ground}, {which}"] = partial(gaps, tracing, agreement, ground), TABLE_MS
    for name, item in ITEMS.items():
        actions[f"impact of {name}"] = partial(tracing.impact, [item], GROUND), IMPACT_MS
    for name, (action, bound) in actions.items():
        action()
        yield name, measured(action, bound)


def _real_table(found: Mapping[str, Measured]) -> bool:
    print(
        "\n## The project's own data, in ms\n| analysis | on the clock | of the processor | bound |\n|---|---|---|---|"
    )
    for name, each in found.items():
        print(f"| {name} | {each.wall:.1f} | {each.cpu:.1f} | {each.bound} |")
    return any(each.cpu > each.bound for each in found.values())


def _nation_table(sizes: Sequence[Nation]) -> bool:
    last, before = sizes[-1], sizes[-2]
    grown = last.triples / before.triples
    heads = " | ".join(f"{each.triples:,}" for each in sizes)
    print(f"\n## A nation, in ms of the processor; linear is {grown:.1f} times")
    print(f"| triples | {heads} | on the clock | times | bound |")
    print("|---" * (len(sizes) + 4) + "|")
    failed = False
    for name, each in last.found.items():
        times = each.cpu / before.found[name].cpu
        over = each.cpu > each.bound or (each.cpu > SHORT_MS and times > grown * STEEPEST)
        failed |= over
        told = " | ".join(f"{size.found[name].cpu:.1f}" for size in sizes)
        print(f"| {name} | {told} | {each.wall:.1f} | {times:.1f} | {each.bound}{' over' if over else ''} |")
    print(f"\n## Read once, in s of the processor\n| triples | {heads} |\n" + "|---" * (len(sizes) + 1) + "|")
    for name in last.read:
        print(f"| {name} | " + " | ".join(f"{size.read[name]:.2f}" for size in sizes) + " |")
    for name in last.memory:
        print(f"| memory: {name} (MB) | " + " | ".join(f"{size.memory[name]:.0f}" for size in sizes) + " |")
    print("| quads in all graphs | " + " | ".join(f"{size.quads:,}" for size in sizes) + " |")
    return failed


def main() -> None:
    """Print what was measured; end with 1 if a bound is broken, or a time grows faster than the triples."""
    print(f"median of {RUNS} runs, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    failed = _real_table(real())
    sizes = []
    for size in SIZES:  # each in a process of its own, for its memory
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            sizes.append(process.submit(nation, size).result())
    failed |= _nation_table(sizes)
    sys.exit(failed)


if __name__ == "__main__":
    main()
