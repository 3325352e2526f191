"""Keep what takes long to make: made once for each key, while whoever asks for another key does not wait."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Keeping:
    """Things made once, by key. Who asks for what is being made waits for it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], Any] = {}
        self._making: dict[tuple[str, ...], threading.RLock] = {}

    def once(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """What `make` gives, made at first need; what it raises is raised, and the next one tries again.

        What is kept stays, so a key may hold nothing that a reader makes up.
        """
        if key not in self._kept:
            with self._making.setdefault(key, threading.RLock()):
                try:
                    if key not in self._kept:
                        self._kept[key] = make()
                finally:
                    self._making.pop(key, None)  # whoever waits has the lock in hand
        found: T = self._kept[key]
        return found

    def __len__(self) -> int:
        """How many things are kept."""
        return len(self._kept)
