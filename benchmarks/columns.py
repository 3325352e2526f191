"""Measure questions over observations from columns against SPARQL, and the look-up of names, by size.

Bounds are held against the time of the processor; each answer is compared with that of SPARQL first.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import nation, observed
from benchmarks.nation import iri
from benchmarks.tracing import measured

from aftalegraf.columns import Columns, Table
from aftalegraf.named import thing_named
from aftalegraf.search import Index
from aftalegraf.world import World

INDICATORS = (3, 17, 83)
TRIPLES = (50_000, 300_000, 1_000_000)
MEAN, ONE = "gennemsnit-i-klynger", "maalinger-for-kommune"
WHOLE_MS, PART_MS, NAME_MS = 2.0, 20.0, 0.3
ASKED: Mapping[str, tuple[str, Mapping[str, str], float]] = {
    "mean by cluster and year of all": (MEAN, {}, WHOLE_MS),
    "of one indicator": (MEAN, {"maaleindikator": iri("Maaleindikator", 1)}, PART_MS),
    "of one cluster": (MEAN, {"klynge": iri("Sundhedsklynge", 2)}, PART_MS),
    "all of one municipality": (ONE, {"kommune": iri("Kommune", 3)}, PART_MS),
}
CONTAINS = 'SELECT ?s {{ ?s skos:prefLabel ?l FILTER(CONTAINS(LCASE(?l), "{}")) }}'
NAME = "Opgave 1 for forum 3 i aftale 2"


def table(world: World, name: str) -> tuple[Table, float, float]:
    """The columns of a question, the seconds of the processor that they take to read, and their size in MB."""
    question = world.questions[name]
    if question.reckoned is None:
        raise SystemExit(f"{name} does not declare columns")
    started = time.process_time()
    found = Columns(world.store).read(question, question.reckoned, "udledt")
    seconds = time.process_time() - started
    gc.collect()
    tracemalloc.start()
    again = Columns(world.store).read(question, question.reckoned, "udledt")
    size = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    if found is None or again is None:
        raise SystemExit(f"the columns of {name} do not hold the made-up data")
    return found, seconds, size


def figures(indicators: int) -> bool:
    """Print a row for each question at one size; whether a bound is broken."""
    with tempfile.TemporaryDirectory() as folder:
        world, number = observed.world(indicators, Path(folder))
    tables = {name: table(world, name) for name in (MEAN, ONE)}
    broken = False
    for what, (name, values, bound) in ASKED.items():
        found, seconds, size = tables[name]
        sparql = world.questions[name].sparql(values, "udledt")
        started = time.process_time()
        rows = found.rows(values)
        first = (time.process_time() - started) * 1000
        if rows != world.store.select(sparql):
            raise SystemExit(f"columns and SPARQL differ: {what}")
        columns, engine = measured(lambda: found.rows(values)), measured(lambda: world.store.select(sparql), runs=3)  # noqa: B023 (called at once)
        told = f"{first:.1f} | {columns.cpu:.3f} | {bound} | {engine.cpu:.0f} | {seconds:.1f} | {size:.1f}"
        print(f"| {number:,} | {what} | {len(rows.rows)} | {told} |")
        broken |= columns.cpu > bound
    return broken


def names(triples: int) -> bool:
    """Print a row for each way to find a name at one size; whether a bound is broken."""
    with tempfile.TemporaryDirectory() as folder:
        world, count = nation.world(triples, Path(folder))
    index = Index(world)

    def looked_up() -> object:
        return thing_named(world, NAME, index=lambda _: index)

    ways: Mapping[str, tuple[Callable[[], object], float]] = {
        "the thing of a name": (looked_up, NAME_MS),
        "search, few found": (lambda: index.search("kommune 12"), PART_MS),
        "search, thousands found": (lambda: index.search("aftale 2"), 0),
        "text in labels, SPARQL": (lambda: world.store.select(CONTAINS.format(NAME.casefold())), 0),
    }
    if looked_up() != iri("Opgave", "2-3-1"):
        raise SystemExit(f"{NAME} is another thing")
    found = {what: measured(action) for what, (action, _) in ways.items()}
    for what, (_, bound) in ways.items():
        print(f"| {count:,} | {what} | {found[what].cpu:.3f} | {bound or ''} |")
    return any(bound and found[what].cpu > bound for what, (_, bound) in ways.items())


def main() -> None:
    """Print both tables; end with 1 if a bound is broken."""
    print("| observations | what | rows | first ms | columns ms | bound | SPARQL ms | read s | MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    slow = [figures(indicators) for indicators in INDICATORS]
    print("\n| triples | what | ms | bound |\n|---|---|---|---|")
    slow += [names(triples) for triples in TRIPLES]
    sys.exit(any(slow))


if __name__ == "__main__":
    main()
