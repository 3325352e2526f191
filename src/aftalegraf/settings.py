"""Hold what a server needs to know, read once at the door."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve. `deadline` is in seconds; `at_once` queries run side by side, `waiting` more may wait."""

    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    deadline: float = 10.0
    at_once: int = 8
    waiting: int = 64
