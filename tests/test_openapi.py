"""Whatever is sent to the REST interface as its OpenAPI document describes it, or nearly so, it does not fail."""

from __future__ import annotations

from typing import Any

import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok

LEAST = 15  # operations that are described
TIMEOUT = 120.0  # seconds; the first review of all takes some


def statuses(operation: Any) -> set[int]:
    """What ten requests to an operation are answered with."""
    found = set()

    @settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def asked(case: Any) -> None:
        found.add(case.call(timeout=TIMEOUT).status_code)

    asked()
    return found


def test_no_request_makes_the_interface_fail(app: FastAPI) -> None:
    """Ten requests to each operation: 2xx, 3xx or 4xx, never 5xx."""
    interface = schemathesis.openapi.from_asgi("/openapi.json", app)
    described = list(interface.get_all_operations())
    operations = [one.ok() for one in described if isinstance(one, Ok)]
    assert len(operations) == len(described) >= LEAST
    found = {operation.label: statuses(operation) for operation in operations}
    assert {label: seen for label, seen in found.items() if not seen or max(seen) >= 500} == {}
