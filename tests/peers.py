"""Hold other makers' servers to our answers: `python -m tests.peers [KIND …]`, with what differs in docs/motorer.md.

Each is started empty, filled by `aftalegraf load`, and asked every question of the library, some pages, the analyses
and a review. It ends with 1 when one answers otherwise than here and DIFFERENCES does not say so, when what stands
there differs no longer, or when there was no server at all. A server that is not here is said to be absent.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from typer.testing import CliRunner

from aftalegraf.access import Access
from aftalegraf.answers import answer
from aftalegraf.api import create_app
from aftalegraf.cli import app
from aftalegraf.errors import AftalegrafError
from aftalegraf.exports import answer_json
from aftalegraf.loading import load
from aftalegraf.settings import store_folder
from aftalegraf.world import World, open_world
from tests import pages
from tests.asking import Client
from tests.engines import AbsentError, Engine, running
from tests.test_answers import FILES, asked

OK: Final = 200
PEERS: Final = ("oxigraph", "fuseki", "virtuoso")
PAGES: Final = tuple(
    page.path
    for room in (pages.FRONT, pages.GOALS, pages.COUPLING, pages.DUTIES, pages.DEPENDENCE, pages.QUESTIONS)
    for page in room
    if not page.heavy
)
COMMANDS: Final = (
    "trace status",
    "trace status --chain bestemmelser",
    "trace gaps --grundlag redaktionel",
    "trace matrix maalsaetning-maal --format csv",
    "trace why obj-midt-akut ng-forloeb",
    "trace impact ind-midt-genindl-psyk --format json",
    "trace succession --format json",
    "trace duties --format csv",
    "validate --aftale agr-midt-2019-2023 --format json",
)
_SORTS: Final = "Virtuoso 7.2.5 sorts by an expression or by texts of mixed kinds otherwise; the rows are the same"
DIFFERENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "oxigraph": {},
    "fuseki": {},
    "virtuoso": {
        "antal-medlemmer-i-forum": "Virtuoso 7.2.5 cannot compile the sum that is left open where no number is known",
        "bestemmelser-efter-adressat": _SORTS,
        "navne-og-skrivemaader": _SORTS,
    },
}


def answers(world: World, address: str) -> Iterator[tuple[str, Callable[[], str]]]:
    """What is asked of a world, by name, each to be answered as a text. `address` is of its server, "" for ours."""
    for path in FILES:
        question, values = asked(path)
        yield path.stem, lambda q=question, v=values: _question(world, q, v)  # type: ignore[misc]
    client = Client(create_app(world))
    for page in PAGES:
        yield page, lambda page=page: _page(client, page)  # type: ignore[misc]
    for command in COMMANDS:
        yield command, lambda command=command: _command(command, address)  # type: ignore[misc]


def _question(world: World, question: str, values: Mapping[str, str]) -> str:
    """An answer with all that it rests on."""
    return json.dumps(answer_json(world, answer(world, question, values), "da"), ensure_ascii=False, indent=1)


def _page(client: Client, path: str) -> str:
    response = client.get(path)
    if response.status_code != OK:
        raise AftalegrafError(f"{path} is answered {response.status_code}")
    return response.text


def _command(command: str, address: str) -> str:
    done = CliRunner().invoke(app, [*command.split(), *(["--store", address] if address else [])])
    if isinstance(done.exception, AftalegrafError):
        raise done.exception
    if done.exit_code > 1 or not done.stdout:
        raise AftalegrafError(f"{command} ended with {done.exit_code}: {done.output}")
    return done.stdout


def said(ask: Callable[[], str]) -> str:
    """An answer, or the error that stands in its place."""
    try:
        return ask()
    except AftalegrafError as error:
        return f"{type(error).__name__}: {error}"


def surprises(kind: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> tuple[str, ...]:
    """Where a server answers otherwise than is known, in words."""
    other = {name for name in ours if ours[name] != theirs[name]}
    known = set(DIFFERENCES[kind])
    new = [f"{kind}: {name} differs: {_first(ours[name], theirs[name])}" for name in sorted(other - known)]
    return (*new, *(f"{kind}: {name} differs no longer" for name in sorted(known - other)))


def _first(ours: str, theirs: str) -> str:
    """The first line that differs."""
    pairs = zip([*ours.splitlines(), ""], [*theirs.splitlines(), ""], strict=False)
    return next((f"{theirs!r}, not {ours!r}"[:500] for ours, theirs in pairs if ours != theirs), "it is longer")


def filled(engine: Engine, ours: World) -> World:
    """The world on a server that was filled with ours."""
    digest = engine.kind == "virtuoso"
    reader = Access(engine.query, seconds=300)
    writer = Access(engine.graph_store, engine.user, engine.password, digest=digest, seconds=300)
    load(ours.store, ours.version, reader, writer, lambda _: None, replace=False)
    return open_world(access=reader)


def compare(kind: str, ours: World, right: Mapping[str, str]) -> tuple[str, ...]:
    """Ask a server everything. What is otherwise than known; an AbsentError where there is none."""
    started = time.monotonic()
    with running(kind) as engine:
        world = filled(engine, ours)
        loaded = time.monotonic()
        theirs = {name: said(ask) for name, ask in answers(world, engine.query)}
        found = surprises(kind, right, theirs)
    done = time.monotonic()
    same = sum(right[name] == theirs[name] for name in right)
    say(f"{kind} {engine.version}: {same} of {len(right)} answers are ours; {len(DIFFERENCES[kind])} known differences")
    say(f"{kind}: begun and filled in {loaded - started:.0f} s, asked in {done - loaded:.0f} s")
    return found


def say(line: str) -> None:
    """A line of the outcome."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(kinds: tuple[str, ...]) -> int:
    """Compare each kind. What the program ends with."""
    ours = open_world(keep=store_folder(os.environ))
    right = {name: ask() for name, ask in answers(ours, "")}
    assert len(right) == len(FILES) + len(PAGES) + len(COMMANDS)
    found: list[str] = []
    ran = 0
    for kind in kinds:
        try:
            found += compare(kind, ours, right)
            ran += 1
        except AbsentError as error:
            say(f"{kind}: absent, not compared: {error}")
    for line in found:
        say(line)
    return int(bool(found) or not ran)


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or PEERS))
