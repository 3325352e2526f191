"""Follow links from thing to thing: what can be reached, and each way there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

Links: TypeAlias = Mapping[str, Collection[str]]  # from a thing to those that it leads to


def linked(pairs: Iterable[tuple[str, str]]) -> Links:
    """The links by where they begin."""
    found: dict[str, list[str]] = {}
    for source, target in pairs:
        found.setdefault(source, []).append(target)
    return found


def reach(links: Links, starts: Iterable[str]) -> frozenset[str]:
    """The starts and all that they lead to."""
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        new = set(links.get(waiting.pop(), ())) - seen
        seen |= new
        waiting += new
    return frozenset(seen)


def ways(links: Links, start: str, end: str, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Each way from one thing to another that passes nothing twice."""
    here = (*before, start)
    if start == end:
        yield here
        return
    for step in links.get(start, ()):
        if step not in here:
            yield from ways(links, step, end, here)
