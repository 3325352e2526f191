"""The hour under load: what counts as an answer that may not be, and as memory that grows."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import repeat

import pytest
from benchmarks.asking import Target
from benchmarks.soak import KINDS, LOST, READINGS, Asking, asked, broken, drift, pages, told

from tests.pages import ERRORS, PAGES, VIEWS

GOOD = Counter({(kind, 200, True): 5 for kind in KINDS})


class _Answering(BaseHTTPRequestHandler):
    """Answers /200 with 200, and so on; hangs up at /0."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the status that is asked for."""
        status = int(self.path[1:])
        if not status:
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def target() -> Iterator[Target]:
    """A server that answers as it is told to."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Target("test", f"http://127.0.0.1:{server.server_port}/sparql", 0)
        server.shutdown()
        thread.join()


def readings(warming: float, after: float, last: float) -> list[float]:
    """Memory in the first tenth, from then on, and in the last tenth."""
    tenth = READINGS // 10
    return [warming] * tenth + [after] * (READINGS - 2 * tenth) + [last] * tenth


def test_every_answer_is_counted_and_one_that_does_not_come_too(target: Target) -> None:
    """A status that may not be is told apart, and who lost a connection asks on over another."""
    statuses = (200, 503, 500, LOST, 200)
    askings = [Asking("query", target.get(f"/{status}", "*/*"), (200, 503)) for status in statuses]
    assert asked(target, askings, threading.Event()) == {
        ("query", 200, True): 2,
        ("query", 503, True): 1,
        ("query", 500, False): 1,
        ("query", LOST, False): 1,
    }


def test_who_asks_without_end_stops_when_told(target: Target) -> None:
    """The event ends it before the next request."""
    end = threading.Event()
    end.set()
    assert asked(target, repeat(Asking("query", target.get("/200", "*/*"), (200,))), end) == Counter()


def test_growth_is_told_from_the_tenth_after_the_warm_up_to_the_last() -> None:
    """What the warm-up takes is not growth, and what is given back is not either."""
    assert drift(readings(50, 100, 104)) == pytest.approx(0.04)
    assert drift(readings(100, 100, 90)) == pytest.approx(-0.1)


def test_nothing_is_broken_where_all_is_as_it_may_be() -> None:
    """Memory that grows by less than a twentieth is held for none."""
    assert broken(GOOD, {"own": readings(50, 100, 104.9)}) == []


def test_each_bound_that_is_broken_is_named() -> None:
    """A status that may not be, a kind that nothing was answered of, and memory that grows."""
    counts = Counter({("query", 200, True): 5, ("query", 500, False): 2, ("page", 200, True): 1})
    assert broken(counts, {"own": readings(100, 100, 100), "nation": readings(100, 100, 105)}) == [
        "2 of kind query were answered 500",
        "no heavy query was answered as it may be",
        "nation has 5.0% more memory at the end than after its warm-up",
    ]


def test_the_tables_have_each_status_and_each_tenth() -> None:
    """Statuses are counted together whether they may be or not; ten means for each server."""
    counts = GOOD + Counter({("query", 503, True): 1200, ("query", 500, False): 1})
    lines = told(counts, {"own": readings(50, 100, 104)}).splitlines()
    assert lines[2] == "| query | 200: 5, 500: 1, 503: 1,200 |"
    assert lines[-1] == "| own | 50, 100, 100, 100, 100, 100, 100, 100, 100, 104 | +4.0% |"


def test_each_page_is_visited_in_each_language_but_those_that_a_file_is_sent_to(target: Target) -> None:
    """Each has the status that it is to have."""
    visited = list(pages(target))
    wanted = [page for page in (*PAGES, *VIEWS, *ERRORS) if not page.refused]
    assert len(visited) == 2 * len(wanted)
    assert [one.may[0] for one in visited[::2]] == [page.status for page in wanted]
