"""A server's counts are shown in Prometheus' form, to this machine or to whom the settings name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aftalegraf.inquiry import Inquiry
from aftalegraf.metrics import route_of
from aftalegraf.watch import Told
from tests.test_file_service import made, serving


def test_over_http_the_counts_tell_what_was_done(tmp_path: Path) -> None:
    """Requests by route and status, queries by outcome, what the cache gave, how the server stands."""
    with serving(made(tmp_path, "a.trig")) as client:
        for path in ("/sparql?query=ASK%7B%7D", "/sparql?query=ASK%7B%7D", "/sparql?query=ASK", "/a", "/b", "/data"):
            client.get(path)
        answer = client.get("/metrics")
        client.get("/metrics", headers={"x-forwarded-for": "192.0.2.1"})
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    found = dict(re.findall(r"^(aftalegraf_\S+(?:\{.*\})?) (\S+)$", answer.text, re.MULTILINE))
    expected = {
        'aftalegraf_requests_total{route="/sparql",status="200"}': 2,
        'aftalegraf_requests_total{route="/sparql",status="400"}': 1,
        'aftalegraf_requests_total{route="none",status="404"}': 2,
        'aftalegraf_request_seconds_count{route="/data"}': 1,
        'aftalegraf_queries_total{outcome="answered"}': 2,
        'aftalegraf_queries_total{outcome="syntax"}': 1,
        "aftalegraf_cache_hits_total": 1,
        "aftalegraf_queries_under_way": 0,
        "aftalegraf_ready": 1,
        "aftalegraf_store_quads": 3,
        'aftalegraf_data{version="a.trig"}': 1,
    }
    assert {name: float(found[name]) for name in expected} == expected
    assert float(found["aftalegraf_cache_bytes"]) > 0


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "via"])
def test_over_http_the_counts_are_not_shown_through_a_proxy(tmp_path: Path, header: str) -> None:
    """Who asks by a proxy on this machine is not this machine."""
    with serving(made(tmp_path, "a.nt")) as client:
        assert client.get("/metrics", headers={header: "for=127.0.0.1"}).status_code == 404
        assert client.post("/metrics").status_code == 404
        assert client.get("/metrics").status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "route"),
    [("/", 200, "/"), ("/api/v1/search", 200, "/api"), ("/x/y", 404, "none"), ("/maal", 500, "/maal")],
)
def test_there_are_few_routes(path: str, status: int, route: str) -> None:
    """Whatever addresses are tried, the counts do not grow."""
    assert route_of(Told(Inquiry("i"), "GET", path, b"", status, 0.1)) == route
