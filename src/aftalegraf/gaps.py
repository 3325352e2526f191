"""Gather what is not linked: one finding for all that has the same reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from aftalegraf.chains import GOAL
from aftalegraf.coupling import CHANGED, LINKED, ORPHAN, OVER, UNDECIDED, Coupling, Item
from aftalegraf.unread import Extent

WHOLE: Final = "whole"  # the agreement, whose text is not at hand
NEAR: Final = "near"  # the next link
DEEP: Final = "deep"  # a later link on the way to a national goal
ABOVE: Final = "above"  # what a thing is to belong to, or what is to lead to it
SELF: Final = "self"  # the thing itself: it is over, or its source has changed
UNREAD: Final = "unread"  # what nobody could read: a thing to obtain
PARTS: Final = (WHOLE, SELF, ABOVE, NEAR, DEEP, UNREAD)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is not linked for one reason: which `part`, its status, the class of what is missing, why, and of what."""

    part: str
    status: str
    missing: str
    cause: str
    unread: tuple[Extent, ...]
    items: tuple[Item, ...]


def findings(coupling: Coupling) -> tuple[Finding, ...]:
    """All that is not linked in an agreement: what is known to be missing first, then what cannot be decided.

    Of an agreement without any text at hand there is one finding, not one for each of its things.
    """
    if not coupling.at_hand and coupling.whole:
        return (Finding(WHOLE, UNDECIDED, "", "", coupling.whole, coupling.items),)
    found: dict[tuple[str, str, str, str, tuple[Extent, ...]], list[Item]] = {}
    for item in coupling.items:
        for key in dict.fromkeys(_keys(item)) if item.gap else ():
            found.setdefault(key, []).append(item)
    every = (Finding(*key, tuple(items)) for key, items in found.items())
    return tuple(sorted(every, key=lambda one: (one.status == UNDECIDED, PARTS.index(one.part))))


def _keys(item: Item) -> Iterator[tuple[str, str, str, str, tuple[Extent, ...]]]:
    if item.status in (OVER, CHANGED):
        yield SELF, item.status, "", "", ()
        return
    if item.status == ORPHAN:
        yield ABOVE, ORPHAN, "", "", ()
    steps = [(ABOVE if item.kind == GOAL else NEAR, item.near)]
    if item.deep is not item.near and item.deep.stops != (item.iri,):
        steps.append((DEEP, item.deep))
    elif item.deep.unread:
        yield UNREAD, UNDECIDED, "", "", (replace(item.deep.unread[0], thing=""),)
    for part, step in steps:
        if step.unread:  # one reason for several things is one finding
            yield UNREAD, UNDECIDED, "", "", (replace(step.unread[0], thing=""),)
        elif step.status != LINKED:
            yield part, step.status, step.missing, step.cause, ()


def numbers(items: Iterable[Item]) -> dict[str, int]:
    """How many things there are of each status."""
    return dict(Counter(item.status for item in items))
