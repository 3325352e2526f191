"""Narrow a thread to one focus area or vision, and follow its ways step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from aftalegraf.namespaces import AFT
from aftalegraf.trace import Coverage, Link, Node, Thread, covered
from aftalegraf.ways import linked, reach


@dataclass(frozen=True, slots=True)
class Way:
    """One way from an objective to a national goal, step by step."""

    objective: Node
    goal: Node
    steps: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a way from an objective ends before a national goal: the thing and why."""

    objective: Node
    node: Node
    reason: str


def areas(thread: Thread) -> tuple[Node, ...]:
    """What a thread can be narrowed to: the things of its first column that an objective is gathered under."""
    starts = {link.source for link in thread.links}
    return tuple(node for node in thread.columns[0] if node.iri in starts)


def narrowed(thread: Thread, area: str) -> Thread:
    """The part of a thread that leads on from one thing of its first column; the visions above it stay."""
    kept = reach(linked((link.source, link.target) for link in thread.links), [area])
    return replace(
        thread,
        columns=tuple(tuple(node for node in column if node.iri in kept) for column in thread.columns),
        links=tuple(link for link in thread.links if link.source in kept),
        missing={iri: reason for iri, reason in thread.missing.items() if iri in kept},
        paths={iri: path & kept for iri, path in thread.paths.items() if iri in kept},
        within=next(node for node in thread.columns[0] if node.iri == area),
    )


def covering(thread: Thread, whole: Thread, reason: str) -> Coverage:
    """The objectives of a thread against all national goals of the whole one it was narrowed from."""
    return covered(thread, whole.columns[4], reason)


def ways_between(thread: Thread, coverage: Coverage, objective: str = "", goal: str = "") -> tuple[Way, ...]:
    """Every way behind the cells of a table, or of one row, one column or one cell of it."""
    return tuple(
        Way(row, column, steps)
        for row in coverage.objectives
        for column in coverage.goals
        if (row.iri, column.iri) in coverage.cells and objective in ("", row.iri) and goal in ("", column.iri)
        for steps in _walk(_leaving(thread), row.iri, column.iri, ())
    )


def stops(thread: Thread, coverage: Coverage, objective: str = "") -> tuple[Stop, ...]:
    """Where the ways from the objectives, or from one, end before a national goal, with the reason."""
    ahead = linked((link.source, link.target) for link in thread.links)
    nodes = {node.iri: node for column in thread.columns for node in column}
    return tuple(
        Stop(row, nodes[iri], thread.missing[iri])
        for row in coverage.objectives
        if objective in ("", row.iri)
        for iri in thread.missing
        if iri in nodes and iri in reach(ahead, [row.iri])
    )


def used(thread: Thread) -> frozenset[str]:
    """The national goals that something of the agreement's own leads to."""
    own = [node.iri for column in thread.columns[:3] for node in column]
    reached = reach(linked((link.source, link.target) for link in thread.links), own)
    return frozenset(iri for iri in reached if any(node.iri == iri for node in thread.columns[4]))


def class_name(thread: Thread) -> str:
    """The class of what the thread can be narrowed to, for instance Indsatsomraade."""
    return thread.kinds[0].removeprefix(AFT)


def _leaving(thread: Thread) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in thread.links:
        found.setdefault(link.source, []).append(link)
    return found


def _walk(leaving: dict[str, list[Link]], here: str, end: str, steps: tuple[Link, ...]) -> Iterator[tuple[Link, ...]]:
    if here == end:
        yield steps
        return
    for link in leaving.get(here, []):
        if all(link.target != step.source for step in steps):
            yield from _walk(leaving, link.target, end, (*steps, link))
