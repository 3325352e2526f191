"""Hold what is known of the request that is being answered, for those who work on it and those who tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

HEADER: Final = b"x-request-id"
CURRENT: Final[ContextVar[Inquiry | None]] = ContextVar("inquiry", default=None)
_SANE: Final = re.compile(rb"[A-Za-z0-9._-]{1,64}")


@dataclass(slots=True)
class Inquiry:
    """A request: its id, and the query that it asks, "" where it asks none."""

    id: str
    query: str = ""


def identified(headers: list[tuple[bytes, bytes]], ids: Iterator[str]) -> Inquiry:
    """A new inquiry, with the id that its client gives it if that is sane, else with the next of ours."""
    for name, value in headers:
        if name == HEADER and _SANE.fullmatch(value):
            return Inquiry(value.decode())
    return Inquiry(next(ids))


def current() -> Inquiry:
    """The request that is being answered; one without an id where there is none."""
    return CURRENT.get() or Inquiry("")
