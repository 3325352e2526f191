"""Tell what depends on a thing, directly and through others: what is lost with it, what is touched, and which way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

from aftalegraf.projection import KINDS, LOST, Kind, Link
from aftalegraf.ways import going_round, linked, rounds

_KIND: Final = {kind.name: kind for kind in KINDS}
_PART: Final = "part"  # what is a part of several things by several properties is lost when none of them has it


@dataclass(frozen=True, slots=True)
class Dependent:
    """A thing that depends on another, with the shortest way to it.

    `lost` tells that nothing is left in the graph that it rests on, else it is touched. `way` holds the links from what
    is gone to the thing, each as it stands in the graph.
    """

    iri: str
    lost: bool
    way: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What comes to a thing by a link: `lost` with all that carries it in the same `role`, else it is touched.

    `on` tells that it depends on what the step comes from, not the other way round; `far` that it is touched also
    where that is only touched.
    """

    iri: str
    link: Link
    lost: bool
    role: str
    on: bool
    far: bool


@dataclass(frozen=True)
class Dependence:
    """What depends on what, ready to be asked: the steps from each thing, and how many carry a thing in a role."""

    steps: Mapping[str, tuple[Step, ...]]
    carriers: Mapping[tuple[str, str], int]

    @cached_property
    def going_round(self) -> frozenset[str]:
        """All things that depend on themselves, read at first need."""
        return going_round(linked((at, step.iri) for at, each in self.steps.items() for step in each if step.on))


Ways: TypeAlias = dict[str, tuple[Link, ...]]


def dependence(found: Iterable[Link]) -> Dependence:
    """What depends on what by some links."""
    steps: dict[str, list[Step]] = {}
    carriers: dict[tuple[str, str], set[str]] = {}
    for link in found:
        for at, step in _both(link, _KIND[link.kind]):
            steps.setdefault(at, []).append(step)
            if step.lost:
                carriers.setdefault((step.iri, step.role), set()).add(at)
    return Dependence(
        {at: tuple(each) for at, each in steps.items()}, {key: len(each) for key, each in carriers.items()}
    )


def dependents(
    on: Dependence, gone: Iterable[str], changed: Iterable[str] = (), known: Iterable[str] = ()
) -> tuple[Dependent, ...]:
    """All that depends on some things that are gone, or that changed and so only touch; the nearest first.

    What is `known` already is not told.
    """
    lost: Ways = dict.fromkeys(sorted(gone), ())
    touched: Ways = {iri: () for iri in sorted(changed) if iri not in lost}
    start: set[str] = {*lost, *touched, *known}
    left: dict[tuple[str, str], int] = {}
    last = [*((iri, True) for iri in lost), *((iri, False) for iri in touched)]
    while last:
        last = _next(on, last, left, lost, touched)
    every = {**touched, **lost}
    found = (Dependent(iri, iri in lost, way) for iri, way in every.items() if iri not in start)
    return tuple(sorted(found, key=lambda each: (len(each.way), not each.lost, each.iri)))


def circles(on: Dependence, things: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Where some things depend on each other in a circle: each a way around, from a thing and back to it."""
    among = on.going_round.intersection(things)
    steps = ((at, step) for at in sorted(among) for step in on.steps.get(at, ()))
    return rounds(linked((at, step.iri) for at, step in steps if step.on and step.iri in among))


def _both(link: Link, kind: Kind) -> Iterator[tuple[str, Step]]:
    """The step by which one end of a link depends on the other, and what comes back."""
    on, by = (link.target, link.source) if kind.forward else (link.source, link.target)
    yield on, Step(by, link, kind.whole, kind.name, on=True, far=kind.far and not kind.whole)
    if kind.back:
        yield by, Step(on, link, kind.back == LOST, _PART, on=False, far=False)


def _next(
    on: Dependence, last: list[tuple[str, bool]], left: dict[tuple[str, str], int], lost: Ways, touched: Ways
) -> list[tuple[str, bool]]:
    """What comes next: one link further from what was lost or touched last. What a thing was known by stands."""
    found: list[tuple[str, bool]] = []
    gone: set[tuple[str, str, str]] = set()
    for at, is_lost in last:
        for step in on.steps.get(at, ()):
            way = (*(lost if is_lost else touched)[at], step.link)
            role = step.iri, step.role
            if is_lost and step.lost and (at, *role) not in gone:
                gone.add((at, *role))
                left[role] = left.get(role, on.carriers[role]) - 1
                if not left[role] and step.iri not in lost:
                    lost[step.iri] = way
                    found.append((step.iri, True))
            if (is_lost or step.far) and step.iri not in lost and step.iri not in touched:
                touched[step.iri] = way
                found.append((step.iri, False))
    return found
