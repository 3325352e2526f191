"""Each query runs in a process of its own, which ends whatever the engine does."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from aftalegraf import answering
from aftalegraf import workers as module
from aftalegraf.errors import BusyError, DeadlineError, EngineError, QueryError, RefusedError
from aftalegraf.formats import CSV, N_TRIPLES
from aftalegraf.rdf import Literal, NamedNode, Quad
from aftalegraf.spool import PIECE, tag_of
from aftalegraf.store import Answer, Store
from aftalegraf.workers import Request, Workers

ENDLESS: Final = "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER(?c + ?f + ?i + ?l + ?o < 0) }"
CRASHING: Final = "ASK { FILTER(" + "+".join(["1"] * 100_000) + ") }"
READY: Final = 2
BLOATING: Final = (
    "SELECT (STRLEN(?x31) AS ?n) { BIND('0123456789' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(31))
    + "}"
)


def ask(query: str) -> Request:
    """A request for a query, with CSV and N-Triples as formats."""
    return Request(query, CSV, N_TRIPLES)


def store(size: int = 1000) -> Store:
    """A store with that many numbers."""
    return Store(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(number)) for number in range(size))


@contextmanager
def working(deadline: float = 10.0, most: int = 8, queue: int = 64, ready: int = READY) -> Iterator[Workers]:
    """Workers that are started and stopped."""
    workers = Workers(store(), deadline, most, queue, ready)
    workers.start()
    try:
        yield workers
    finally:
        workers.stop()


def children(pid: int) -> list[int]:
    """The child processes of a process."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def state(pid: int) -> str:
    """The state of a process as one letter: R runs, S sleeps, T stands still, Z is a zombie, - is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return "-"


def becomes(true: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Whether something becomes true within some seconds."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


def forker_of(workers: Workers) -> int:
    """The process that holds the store: the youngest of our children."""
    assert workers.alive()
    return children(os.getpid())[-1]


def busy(holder: int) -> list[int]:
    """The processes that work on a heavy query, running or standing still: the last to be served by the processor."""
    return [pid for pid in children(holder) if os.getpriority(os.PRIO_PROCESS, pid) == 19]


def test_a_query_is_answered_in_the_format_asked_for() -> None:
    """Rows in one format, triples in another."""
    with working() as workers:
        rows = asyncio.run(workers.answer(ask("SELECT (MAX(?o) AS ?most) { ?s ?p ?o }")))
        triples = asyncio.run(workers.answer(ask("CONSTRUCT { <urn:a> <urn:b> 'æ' } {}")))
    assert rows == Answer(b"most\r\n999\r\n", CSV)
    assert triples == Answer('<urn:a> <urn:b> "æ" .\n'.encode(), N_TRIPLES)


def test_the_graphs_of_the_protocol_reach_the_engine() -> None:
    """A default graph that holds nothing hides all."""
    with working() as workers:
        request = Request("ASK { ?s ?p ?o }", CSV, N_TRIPLES, ("urn:nowhere",), ("urn:other",))
        assert asyncio.run(workers.answer(request)).body == b"false"


def test_a_graph_without_an_iri_is_the_askers_mistake() -> None:
    """It is told as a wrong query, not as a fault of the engine."""
    with working() as workers, pytest.raises(QueryError, match="a graph has no absolute IRI"):
        asyncio.run(workers.answer(Request("ASK {}", CSV, N_TRIPLES, ("not an IRI",))))


def test_a_wrong_query_says_where() -> None:
    """The place comes through from the child."""
    with working() as workers, pytest.raises(QueryError, match="line 2, column 5: the query does not parse") as caught:
        asyncio.run(workers.answer(ask("ASK {\n 1 }")))
    assert not isinstance(caught.value, RefusedError)


def test_the_guard_stands_before_the_engine() -> None:
    """No caller reaches the engine without it."""
    with working() as workers, pytest.raises(RefusedError) as caught:
        asyncio.run(workers.answer(ask("ASK " + "{" * 100_000)))
    assert (caught.value.reason, caught.value.line, caught.value.column) == ("depth", 1, 105)


def test_an_endless_query_ends_at_its_deadline_while_others_are_answered() -> None:
    """The process is killed, and nobody waits for it."""

    async def both(workers: Workers) -> float:
        heavy = asyncio.create_task(workers.answer(ask(ENDLESS)))
        await asyncio.sleep(0.1)
        began = time.monotonic()
        assert (await workers.answer(ask("ASK {}"))).body == b"true"
        took = time.monotonic() - began
        assert not heavy.done()
        with pytest.raises(DeadlineError, match=r"stopped after 0\.7 s"):
            await heavy
        return took

    with working(deadline=0.7) as workers:
        assert asyncio.run(both(workers)) < 0.5
        assert becomes(lambda: busy(forker_of(workers)) == [])


def test_only_the_oldest_heavy_queries_run_and_light_ones_pass_them() -> None:
    """Ten heavy queries with room for two: two run, eight stand still, a light one is answered at once."""

    async def run(workers: Workers) -> None:
        heavy = [asyncio.create_task(workers.answer(ask(ENDLESS))) for _ in range(10)]
        assert await asyncio.to_thread(
            becomes, lambda: [state(pid) for pid in busy(forker_of(workers))].count("T") == 8
        )
        assert len(busy(forker_of(workers))) == 10
        began = time.monotonic()
        assert (await workers.answer(ask("ASK {}"))).body == b"true"
        assert time.monotonic() - began < 0.5
        ended = await asyncio.gather(*heavy, return_exceptions=True)
        assert [type(error) for error in ended] == [DeadlineError] * 10

    with working(deadline=8.0, most=2) as workers:
        asyncio.run(run(workers))
        assert becomes(lambda: busy(forker_of(workers)) == [])


def test_a_heavy_query_that_stood_still_goes_on_when_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standing still costs time, not the answer."""
    finishing = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(STRLEN(CONCAT(STR(?c), STR(?f))) > 5) }"

    async def run(workers: Workers) -> None:
        first = asyncio.create_task(workers.answer(ask(ENDLESS)))
        await asyncio.sleep(0.05)
        second = asyncio.create_task(workers.answer(ask(finishing)))
        assert await asyncio.to_thread(becomes, lambda: "T" in map(state, busy(forker_of(workers))))
        await asyncio.sleep(1.0)
        assert not second.done()
        first.cancel()
        assert (await second).body == b"n\r\n810000\r\n"

    monkeypatch.setattr(module, "PATIENCE", 0.1)
    with working(most=1) as workers:
        asyncio.run(run(workers))


def test_a_query_ends_when_its_asker_is_gone() -> None:
    """A cancelled caller leaves no process behind."""

    async def run(workers: Workers) -> None:
        heavy = asyncio.create_task(workers.answer(ask(ENDLESS)))
        await asyncio.sleep(0.5)
        assert len(busy(forker_of(workers))) == 1
        heavy.cancel()

    with working(deadline=60.0) as workers:
        asyncio.run(run(workers))
        assert becomes(lambda: busy(forker_of(workers)) == [])


@pytest.mark.parametrize("query", [CRASHING, BLOATING], ids=["crashing", "bloating"])
def test_a_query_that_breaks_the_engine_breaks_only_its_own(query: str) -> None:
    """A full stack and a full memory end the child; the next query is answered."""
    with working(deadline=60.0) as workers:
        with pytest.raises(EngineError, match="the engine broke down on this query"):
            asyncio.run(workers.answer(ask(query)))
        assert asyncio.run(workers.answer(ask("ASK {}"))).body == b"true"


LARGE: Final = "SELECT ?a ?c ?f { ?a ?b ?c . ?d ?e ?f } LIMIT 200000"


def test_an_answer_too_large_is_refused_whole() -> None:
    """No part of it is given, in rows or in triples."""
    workers = Workers(store(), largest=2 << 20)
    workers.start()
    try:
        for query in (LARGE, "CONSTRUCT { ?a ?e [ ] } WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 100000"):
            with pytest.raises(EngineError, match="the answer is larger than 2 MB"):
                asyncio.run(workers.answer(ask(query)))
        assert asyncio.run(workers.answer(ask("ASK {}"))).body == b"true"
    finally:
        workers.stop()


def test_a_large_answer_comes_whole_in_a_file_without_a_name() -> None:
    """With its size and the tag that its bytes have; the process that wrote it is not used again."""

    async def run(workers: Workers) -> Answer:
        await workers.answer(ask("ASK {}"))
        before = children(forker_of(workers))
        found = await workers.answer(ask(LARGE))
        assert await asyncio.to_thread(becomes, lambda: len(set(children(forker_of(workers))) & set(before)) == 1)
        return found

    with working() as workers:
        found = asyncio.run(run(workers))
        rest = asyncio.run(workers.answer(ask(LARGE)))
    assert found.spooled
    assert rest.spooled
    whole = found.start(found.size)
    assert (found.body, found.media_type, whole[:7]) == (b"", CSV, b"a,c,f\r\n")
    assert whole.count(b"\n") == 200_001
    assert whole == b"".join(found.spooled.piece(start) for start in range(0, found.size, PIECE))
    assert found.spooled.tag == rest.spooled.tag == tag_of(whole)


def test_too_many_queries_are_turned_away() -> None:
    """Beyond `most` and `queue` together a query is not begun."""

    async def run(workers: Workers) -> None:
        under_way = [asyncio.create_task(workers.answer(ask(ENDLESS))) for _ in range(3)]
        await asyncio.sleep(0.1)
        with pytest.raises(BusyError, match="try again in 1 s"):
            await workers.answer(ask("ASK {}"))
        await asyncio.gather(*under_way, return_exceptions=True)
        assert (await workers.answer(ask("ASK {}"))).body == b"true"

    with working(deadline=1.0, most=1, queue=2) as workers:
        asyncio.run(run(workers))


def test_a_child_has_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the guard passed, the engine still could not ask anyone."""
    monkeypatch.setattr(answering, "passed", lambda _: ())
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        query = f"ASK {{ SERVICE <http://127.0.0.1:{server.getsockname()[1]}/> {{ }} }}"
        with working() as workers, pytest.raises(EngineError, match="the engine gave up"):
            asyncio.run(workers.answer(ask(query)))
        with pytest.raises(TimeoutError):
            server.accept()


def test_stopping_ends_all_queries_and_the_process() -> None:
    """Nothing is left, and nothing can be asked."""

    async def run(workers: Workers) -> None:
        heavy = asyncio.create_task(workers.answer(ask(ENDLESS)))
        await asyncio.sleep(0.5)
        holder = forker_of(workers)
        others = children(holder)
        assert len(others) == READY + 1
        workers.stop()
        assert {state(pid) for pid in (holder, *others)} == {"-"}
        assert not workers.alive()
        with pytest.raises(EngineError):
            await heavy
        with pytest.raises(EngineError, match="is not running"):
            await workers.answer(ask("ASK {}"))

    with working(deadline=60.0) as workers:
        asyncio.run(run(workers))


def test_it_is_noticed_when_the_process_that_holds_the_store_is_gone() -> None:
    """Then `alive` says no and a query is refused with advice."""
    with working() as workers:
        os.kill(forker_of(workers), signal.SIGKILL)
        assert becomes(lambda: not workers.alive())
        with pytest.raises(EngineError, match="is not running; start the server again"):
            asyncio.run(workers.answer(ask("ASK {}")))


def test_no_process_outlives_a_server_that_is_killed() -> None:
    """The forker and its queries end with the server, even after SIGKILL."""
    script = f"""
import asyncio
from aftalegraf.store import Store
from aftalegraf.workers import Request, Workers
from tests.test_workers import ask, store
workers = Workers(store(), 60.0)
workers.start()
print("started", flush=True)
asyncio.run(workers.answer(ask({ENDLESS!r})))
"""
    root = Path(__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as server:
        assert server.stdout
        assert server.stdout.readline() == b"started\n"
        (holder,) = children(server.pid)
        assert becomes(lambda: len(busy(holder)) == 1)
        others = children(holder)
        server.kill()
    assert becomes(lambda: {state(pid) for pid in (holder, *others)} <= {"Z", "-"})


def test_processes_that_answered_light_queries_answer_again_and_others_do_not() -> None:
    """A hundred light queries are answered by those that stand ready; one that has grown is replaced."""
    grown = (
        "SELECT (STRLEN(?x23) AS ?n) { BIND('0123456789' AS ?x0) "
        + BLOATING.partition("?x0) ")[2].partition("BIND(CONCAT(?x23")[0]
        + "}"
    )

    async def run(workers: Workers) -> None:
        for _ in range(100):
            assert (await workers.answer(ask("ASK {}"))).body == b"true"
        ready = children(forker_of(workers))
        assert len(ready) == READY
        assert (await workers.answer(ask(grown))).body == b"n\r\n83886080\r\n"
        assert await asyncio.to_thread(becomes, lambda: len(set(children(forker_of(workers))) & set(ready)) == 1)
        assert await asyncio.to_thread(becomes, lambda: len(children(forker_of(workers))) == READY)

    with working() as workers:
        asyncio.run(run(workers))


def test_requests_wait_for_a_process_when_all_are_busy_and_many_more_are_not_forked() -> None:
    """Fifty at once are answered by no more processes than needed, and those that stand ready remain."""

    async def run(workers: Workers) -> None:
        answers = await asyncio.gather(*(workers.answer(ask("ASK {}")) for _ in range(50)))
        assert {answer.body for answer in answers} == {b"true"}
        await asyncio.sleep(0.2)
        assert len(children(forker_of(workers))) == READY

    with working() as workers:
        asyncio.run(run(workers))


def test_a_long_query_reaches_its_process_whole() -> None:
    """Longer than a socket holds at once."""
    query = f"SELECT (STRLEN('{'æ' * 120_000}') AS ?n) {{}}"
    with working() as workers:
        assert asyncio.run(workers.answer(ask(query))).body == b"n\r\n120000\r\n"
