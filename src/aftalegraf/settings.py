"""Hold what the program is told from outside, read once at the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve. `deadline` is in seconds; `at_once` queries run side by side, `waiting` more may wait.

    `query_time` is how many seconds the queries of one client may take in a minute, `workers` how many processes stand
    ready for queries, and `cache` how many MB of answers to queries are kept, 0 for none. `grace` is how many seconds
    answers under way have when the server stops, and `largest` how many bytes an answer may have.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    deadline: float = 10.0
    at_once: int = 8
    waiting: int = 64
    query_time: float = 60.0
    log: str = "all"
    slow: float = 1.0
    metrics: str = "local"

    @property
    def places(self) -> int:
        """How many queries can be under way."""
        return self.at_once + self.waiting

    workers: int = 4
    cache: int = 64
    grace: int = 10
    largest: int = 1 << 30


def store_folder(environment: Mapping[str, str]) -> Path | None:
    """Where built graphs are kept: AFTALEGRAF_STORE, else the user's folder for such; None when none are to be kept."""
    chosen = environment.get("AFTALEGRAF_STORE", "")
    if chosen:
        return None if chosen == "none" else Path(chosen)
    cache = Path(environment.get("XDG_CACHE_HOME", ""))
    if cache.is_absolute():
        return cache / "aftalegraf"
    home = Path(environment.get("HOME", ""))
    return home / ".cache" / "aftalegraf" if home.is_absolute() else None
