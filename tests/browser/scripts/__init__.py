"""Hold what the tests ask of a page, each a function in JavaScript in a file of its own."""

from __future__ import annotations

from pathlib import Path


def script(name: str) -> str:
    """The function of that name, to be evaluated on a page."""
    return (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8")
