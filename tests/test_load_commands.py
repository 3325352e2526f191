"""A server is filled and asked by commands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from aftalegraf.cli import app
from aftalegraf.errors import LackingError, UsageError
from tests.small_engine import SmallEngine, small_engine

ASKED = ("ask", "aftaler-i-regionerne", "--format", "json")


@pytest.fixture
def engine() -> Iterator[SmallEngine]:
    """A server of the test's own."""
    with small_engine() as engine:
        yield engine


def run(*command: str) -> str:
    """What a command writes on standard output; its error is raised."""
    done = CliRunner().invoke(app, command)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def test_what_is_loaded_is_asked_there_with_the_same_answer(
    engine: SmallEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option and the variable lead to the server; questions, traces and exports are those of the files."""
    where = ("--store", engine.query)
    assert " grafer er skrevet til " in run("load", *where, "--graph-store", engine.graphs)
    assert "har allerede denne version" in run("load", *where, "--graph-store", engine.graphs)
    engine.seen.clear()
    assert run(*ASKED, *where) == run(*ASKED)
    assert engine.seen
    monkeypatch.setenv("AFTALEGRAF_STORE_URL", engine.query)
    engine.seen.clear()
    there = run("trace", "status", "--format", "json"), run("export", "--format", "turtle")
    assert engine.seen
    monkeypatch.delenv("AFTALEGRAF_STORE_URL")
    assert there == (run("trace", "status", "--format", "json"), run("export", "--format", "turtle"))


def test_load_says_which_addresses_it_needs() -> None:
    """Both are to be given; neither can be found from the other."""
    with pytest.raises(UsageError, match="give --store URL"):
        run("load")
    with pytest.raises(UsageError, match="give --graph-store URL"):
        run("load", "--store", "http://127.0.0.1:9/sparql")


def test_a_server_that_was_not_filled_is_told_of(engine: SmallEngine) -> None:
    """With the command that fills it."""
    with pytest.raises(LackingError, match="fill it with `aftalegraf load"):
        run(*ASKED, "--store", engine.query)
