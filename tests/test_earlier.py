"""The review of a new version of the data starts from what was found before, and finds what a full one does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from aftalegraf import earlier as module
from aftalegraf.earlier import NAME, earlier
from aftalegraf.engines import AUTO, REFERENCE
from aftalegraf.review import review, rules_of
from aftalegraf.reviewer import Reviewer
from aftalegraf.store import Store
from aftalegraf.world import World, open_world

ROW = "data/nationale-maal/things.csv"


def reviewed(world: World, engine: str = AUTO) -> None:
    """Review a world as a server does: by a process of its own, which keeps what it found."""
    reviewer = Reviewer(world, engine=engine)
    reviewer.start()
    try:
        assert reviewer.review(world) == review(world, engine=engine)
    finally:
        reviewer.stop()


def test_a_reloaded_graph_is_reviewed_from_what_was_found_before(
    files: Path, edit: Callable[[str, str, str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a changed row only the change is known; after a changed shape, or by another program, nothing is."""
    keep = tmp_path / "kept"
    before = open_world(files, keep, in_memory=True)
    assert earlier(before, rules_of(before)) is None
    reviewed(before)
    first = json.loads((keep / NAME).read_text())
    assert first["in"] == before.kept.name if before.kept else None

    after = open_world(edit(ROW, "Øget patientinddragelse", "Mere patientinddragelse"), keep, in_memory=True)
    rules = rules_of(after)
    found = earlier(after, rules)
    assert found
    assert {str(t.object) for t in found.change.removed} >= {'"Øget patientinddragelse"@da'}
    assert {str(t.object) for t in found.change.added} >= {'"Mere patientinddragelse"@da'}
    assert found.change.removed == {*before.store.graph(None)} - {*after.store.graph(None)}
    assert found.change.added == {*after.store.graph(None)} - {*before.store.graph(None)}
    monkeypatch.setattr(module, "PIECE", 1 << 20)
    assert earlier(after, rules) == found
    reviewed(after)
    assert json.loads((keep / NAME).read_text())["in"] != first["in"]

    assert earlier(after, rules[1:]) is None
    monkeypatch.setattr(module, "program", lambda: "another program")
    assert earlier(after, rules) is None


def test_what_was_found_is_no_more_than_a_start(kept: Path, world: World) -> None:
    """Where it cannot be read, or its graph is gone, all is reviewed in full; a graph that is not kept has none."""
    served = open_world(keep=kept, in_memory=True)
    rules = rules_of(served)
    reviewed(served)
    told = (kept / NAME).read_text()
    same = earlier(served, rules)
    assert same
    assert not list(same.change)
    (kept / NAME).write_text(told[:100])
    assert earlier(served, rules) is None
    (kept / NAME).write_text(json.dumps({**json.loads(told), "in": "gone"}))
    assert earlier(served, rules) is None
    (kept / NAME).unlink()
    assert earlier(served, rules) is None
    assert earlier(World(world.assets, Store(()), {}, None, ""), rules) is None
    reviewed(served, REFERENCE)
    assert not (kept / NAME).exists()
