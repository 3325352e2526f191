"""Count what a server does, in the form that Prometheus reads: the door to prometheus_client."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Final, NamedTuple

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector

from aftalegraf.watch import Told

MEDIA_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4
NOT_FOUND: Final = 404
BOUNDS: Final = (0.001, 0.005, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0, 30.0)  # seconds


class State(NamedTuple):
    """How a server stands: its queries by outcome and under way, its cache, its processes, its data."""

    outcomes: tuple[tuple[str, int], ...]
    under_way: int
    hits: int
    cached_bytes: int
    alive: bool
    quads: int
    version: str


class Metrics(Collector):
    """The requests of a server by route and status with what they took, and its state when asked.

    They are counted in plain numbers, since an answer from the cache takes less than Prometheus' own counting would.
    """

    def __init__(self, state: Callable[[], State]) -> None:
        self._state = state
        self._requests: dict[tuple[str, int], int] = {}
        self._buckets: dict[str, list[int]] = {}
        self._seconds: dict[str, float] = {}
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def __call__(self, told: Told) -> None:
        """Count one request."""
        route = route_of(told)
        key = (route, told.status)
        self._requests[key] = self._requests.get(key, 0) + 1
        if route not in self._buckets:
            self._buckets[route], self._seconds[route] = [0] * (len(BOUNDS) + 1), 0.0
        self._buckets[route][bisect_left(BOUNDS, told.seconds)] += 1
        self._seconds[route] += told.seconds

    def text(self) -> bytes:
        """All of it, to be read by Prometheus."""
        return generate_latest(self._registry)

    def _asked(self) -> Iterable[Metric]:
        """The requests."""
        requests = CounterMetricFamily(
            "aftalegraf_requests", "Requests by route and status", labels=["route", "status"]
        )
        for (route, status), count in self._requests.items():
            requests.add_metric([route, str(status)], count)
        yield requests
        took = HistogramMetricFamily("aftalegraf_request_seconds", "What requests took", labels=["route"])
        bounds = [*map(str, BOUNDS), "+Inf"]
        for route, buckets in self._buckets.items():
            took.add_metric([route], list(zip(bounds, accumulate(buckets), strict=True)), self._seconds[route])
        yield took

    def collect(self) -> Iterable[Metric]:
        """All of it, as Prometheus has it."""
        yield from self._asked()
        state = self._state()
        outcomes = CounterMetricFamily("aftalegraf_queries", "Queries asked of the engine", labels=["outcome"])
        for outcome, count in state.outcomes:
            outcomes.add_metric([outcome], count)
        yield outcomes
        yield CounterMetricFamily("aftalegraf_cache_hits", "Answers given again", value=state.hits)
        for name, said, value in (
            ("queries_under_way", "Queries that are being answered or wait", state.under_way),
            ("cache_bytes", "What kept answers take", state.cached_bytes),
            ("ready", "Whether queries can be answered", int(state.alive)),
            ("store_quads", "What the store holds", state.quads),
        ):
            yield GaugeMetricFamily(f"aftalegraf_{name}", said, value=value)
        data = GaugeMetricFamily("aftalegraf_data", "The version of the data", labels=["version"])
        data.add_metric([state.version], 1)
        yield data


def route_of(told: Told) -> str:
    """The first part of a path, so that there are few; those of addresses that lead nowhere are one."""
    return "none" if told.status == NOT_FOUND else "/" + told.path.split("/", 2)[1]
