"""Each request is a line that programs read, that tells nothing of people, and that nobody has to wait for."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import pytest

from aftalegraf import journal
from aftalegraf.inquiry import Inquiry
from aftalegraf.journal import Journal
from aftalegraf.watch import Told
from tests.test_file_service import made, serving


def told(seconds: float = 0.0123, query: str = "", address: bytes = b"", path: str = "/sparql") -> Told:
    """A request that was answered."""
    return Told(Inquiry("i1", query), "GET", path, address, 200, seconds)


def lines(*requests: Told, only_slow: bool = False) -> list[dict[str, Any]]:
    """What is written of requests."""
    reading, writing = os.pipe()

    async def go() -> None:
        found = Journal(1.0, only_slow=only_slow, file=writing)
        for one in requests:
            found(one)
        found.close()

    asyncio.run(go())
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def test_a_request_is_one_line_without_its_query() -> None:
    """The query by its length and a fingerprint: the same for the same query, however often."""
    one, two, other = lines(told(query="ASK {}"), told(query="ASK {}"), told(query="ASK { }"))
    expected = {"event": "request", "id": "i1", "method": "GET", "path": "/sparql", "status": 200, "ms": 12.3}
    assert {name: one[name] for name in expected} == expected
    assert (one["asked_bytes"], other["asked_bytes"]) == (6, 7)
    assert one["asked"] == two["asked"] != other["asked"]
    assert set(one) == {*expected, "time", "asked", "asked_bytes"}


def test_what_stands_in_an_address_is_not_written() -> None:
    """What people search for is theirs; that it was the same can be seen."""
    one, two = lines(told(address=b"q=secret", path="/soeg"), told(path="/"))
    assert "secret" not in json.dumps(one)
    assert (one["asked_bytes"], len(one["asked"]), two["asked_bytes"], two["asked"]) == (8, 16, 0, "")


def test_a_slow_query_is_written_with_its_text_up_to_a_bound() -> None:
    """And says whether that is the whole of it; a path with quotes or line ends breaks no line."""
    short, long = lines(told(1.0, "ASK {}", path='/a"\n'), told(1.0, "x" * 5000), told(0.9, "y"), only_slow=True)
    assert (short["slow"], short["query"], short["whole"], short["path"]) == (True, "ASK {}", True, '/a"\n')
    assert (len(long["query"]), long["whole"]) == (4096, False)


def test_a_reader_that_stands_still_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines beyond a bound are lost, and it is written how many."""
    monkeypatch.setattr(journal, "MOST_LINES", 10)
    written = lines(*(told() for _ in range(25)))
    assert [line["event"] for line in written] == ["request"] * 10 + ["lines lost"]
    assert written[-1]["lines"] == 15


def test_over_http_a_server_goes_on_when_nobody_reads_its_log(tmp_path: Path) -> None:
    """Two thousand requests write more than a pipe holds; the test reads none of it."""
    with serving(made(tmp_path, "a.nt")) as client:
        for _ in range(2000):
            assert client.get("/health").status_code == 200
