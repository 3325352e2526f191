"""Tell what depends on a thing, directly and through others: what falls with it, what it touches, and by which way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from aftalegraf.projection import KINDS, Link
from aftalegraf.ways import Links, linked, shortest

_FORWARD: Final = {kind.name: kind.forward for kind in KINDS}
_WHOLE: Final = {kind.name: kind.whole for kind in KINDS}
_TOUCHED: Final = "touched "  # before an IRI: the thing as one that lost a part of what it rests on


@dataclass(frozen=True, slots=True)
class Dependent:
    """A thing that depends on another, with the shortest way to it.

    `falls` tells that nothing is left to carry it, else it is touched. `way` holds the links from what is gone to the
    thing, each as it stands in the graph.
    """

    iri: str
    falls: bool
    way: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Dependence:
    """What depends on what, ready to be asked: the links between things, and the steps that a loss takes."""

    links: dict[tuple[str, str], Link]
    steps: Links


def dependence(found: Iterable[Link]) -> Dependence:
    """What depends on what by some links."""
    known: dict[tuple[str, str], Link] = {}
    for link in found:
        on, by = (link.target, link.source) if _FORWARD[link.kind] else (link.source, link.target)
        if (on, by) not in known or (_WHOLE[link.kind] and not _WHOLE[known[on, by].kind]):
            known[on, by] = link
    return Dependence(known, linked(_steps(known)))


def _steps(known: dict[tuple[str, str], Link]) -> Iterator[tuple[str, str]]:
    """What falls takes along what rests on it wholly; all else is touched, and so is what that is a part of."""
    for (on, by), link in known.items():
        if _WHOLE[link.kind]:
            yield on, by
        else:
            yield on, _TOUCHED + by
            yield _TOUCHED + on, _TOUCHED + by


def dependents(on: Dependence, gone: Iterable[str]) -> tuple[Dependent, ...]:
    """All that depends on some things that are gone, the nearest first; what falls is not told again as touched."""
    lost = frozenset(gone)
    found: dict[str, Dependent] = {}
    ways = shortest(on.steps, lost)
    for name in sorted(ways, key=lambda name: (name.startswith(_TOUCHED), len(ways[name]), name)):
        iri = name.removeprefix(_TOUCHED)
        if iri not in found and iri not in lost:
            steps = [each.removeprefix(_TOUCHED) for each in ways[name]]
            way = tuple(on.links[pair] for pair in pairwise(steps))
            found[iri] = Dependent(iri, not name.startswith(_TOUCHED), way)
    return tuple(sorted(found.values(), key=lambda each: (len(each.way), not each.falls, each.iri)))
