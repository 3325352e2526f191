"""Narrow a thread to one focus area or vision."""

from __future__ import annotations

from dataclasses import replace

from aftalegraf.namespaces import AFT
from aftalegraf.trace import Coverage, Node, Thread, covered
from aftalegraf.ways import linked, reach


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


def used(thread: Thread) -> frozenset[str]:
    """The national goals that something of the agreement's own leads to."""
    own = [node.iri for column in thread.columns[:3] for node in column]
    reached = reach(linked((link.source, link.target) for link in thread.links), own)
    return frozenset(iri for iri in reached if any(node.iri == iri for node in thread.columns[4]))


def class_name(thread: Thread) -> str:
    """The class of what the thread can be narrowed to, for instance Indsatsomraade."""
    return thread.kinds[0].removeprefix(AFT)
