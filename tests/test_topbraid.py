"""TopBraid, a second opinion, finds what the fast engine finds: in `make long`, where `make peers` has fetched it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from benchmarks.nation import world as nation

from aftalegraf.engines import FAST, report
from aftalegraf.graph import SHAPES
from aftalegraf.namespaces import SH
from aftalegraf.rdf import Triple
from aftalegraf.world import World
from tests import topbraid
from tests.engines import AbsentError

LONG = pytest.mark.skipif(not os.environ.get("AFTALEGRAF_LONG"), reason="in `make long`")
TOLD = ("focusNode", "value", "sourceShape", "sourceConstraint", "sourceConstraintComponent", "resultSeverity")


def results(said: Iterable[Triple]) -> Counter[tuple[str, ...]]:
    """The results of a report by what they say, without those that only led to another, and without texts and paths."""
    nodes: dict[object, dict[str, str]] = {}
    chosen = []
    for t in said:
        nodes.setdefault(t.subject, {})[t.predicate.value.removeprefix(SH)] = str(t.object)
        chosen += [t.object] if t.predicate.value == f"{SH}result" else []
    return Counter(tuple(nodes[node].get(name, "") for name in TOLD) for node in chosen)


def second(data: Sequence[Triple], shapes: Sequence[Triple]) -> Counter[tuple[str, ...]]:
    """What TopBraid finds."""
    try:
        return results(topbraid.report(data, shapes))
    except AbsentError as error:
        pytest.skip(str(error))


@LONG
def test_topbraid_finds_the_same_in_the_real_graph(world: World) -> None:
    """All shapes of the project, result by result."""
    shapes = world.store.graph(SHAPES)
    found = results(report(world.store, shapes, FAST))
    assert found == second(world.store.graph(None), shapes)
    assert found


@LONG
def test_topbraid_finds_the_same_in_a_made_up_nation(world: World, tmp_path: Path) -> None:
    """Agreements of the form of the real ones with things missing and wrong in them, some 20,000 triples."""
    shapes = world.store.graph(SHAPES)
    made, _ = nation(20_000, tmp_path)
    found = results(report(made.store, shapes, FAST))
    assert found == second(made.store.graph(None), shapes)
    assert found


def test_an_absent_topbraid_says_how_it_is_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for it is told, and does not go on without."""
    monkeypatch.setenv("AFTALEGRAF_PEERS", str(tmp_path))
    with pytest.raises(AbsentError, match="make peers"):
        topbraid.report((), ())
