"""Measure what it takes to hold a nation against all shapes when one of its things has changed.

`python -m benchmarks.changing [TRIPLES ...]`, 50,000 and 300,000 if none is given; milliseconds of a processor, for one
thing of each of the most frequent classes: one value of it taken away, and all that is said of it.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from benchmarks.nation import world as nation
from benchmarks.validation import known_shapes

from aftalegraf.affected import Change
from aftalegraf.engines import plan
from aftalegraf.fast import subclasses
from aftalegraf.incremental import Held, Since, hold
from aftalegraf.rdf import Literal, NamedNode, Triple
from aftalegraf.store import Store

SIZES = (50_000, 300_000)
CLASSES = 25
KINDS = "SELECT (SAMPLE(?x) AS ?one) {{ ?x a ?kind }} GROUP BY ?kind ORDER BY DESC(COUNT(?x)) LIMIT {}"


def measure(size: int) -> None:
    """Print what one change takes on a nation of some size, and what a full run takes."""
    with tempfile.TemporaryDirectory() as folder:
        found, triples = nation(size, Path(folder))
        store = Store(found.store.quads())
    taken = plan(known_shapes(), subclasses(store)).taken
    started = time.process_time()
    before = hold(store, taken)
    whole = time.process_time() - started
    since = Since(taken)
    since.hold(store, before, Change(frozenset(), frozenset()))  # where each check looks is read once
    gc.freeze()
    rows = store.select(KINDS.format(CLASSES)).rows
    things = [tuple(store.said((NamedNode(one.value),), (None,))) for (one,) in rows if one]
    values = [[t for t in said if isinstance(t.object, Literal)][:1] for said in things]
    for name, changes in (("one value", values), ("a whole thing", things)):
        taking = [changed(store, since, before, gone) for gone in changes if gone]
        print(
            f"{triples:>9,} quads  full {whole:6.2f} s  {name}: median {median(taking):5.1f} ms, "
            f"longest {max(taking):5.1f} ms of {len(taking)}"
        )


def changed(store: Store, since: Since, before: Held, gone: Iterable[Triple]) -> float:
    """Milliseconds to find what a change affects and to hold it anew; what is gone is in fact still there."""
    change = Change(frozenset(gone), frozenset())
    started = time.process_time()
    since.hold(store, before, change)
    return (time.process_time() - started) * 1000


if __name__ == "__main__":
    for wanted in [int(one) for one in sys.argv[1:]] or SIZES:
        measure(wanted)
