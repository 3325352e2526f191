"""Tell by one pass over the nodes of a shape which of its checks nothing breaks, so that these are not asked.

Most things have each property once, and of the right kind. Where that is so, one walk along all those properties takes
the place of three queries for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf.compiled import Check, Scope
from aftalegraf.holder import Holder
from aftalegraf.value_tests import test

_STEP: Final = re.compile(r"<[^<>]*>")
_TESTS: Final = frozenset({"nodeKind", "datatype", "in", "pattern", "languageIn", "minLength", "maxLength"})
_FEWEST: Final = 3  # checks for which one more query pays


@dataclass(frozen=True, slots=True)
class Screen:
    """A query whose one row has numbers: where one is 0, nothing breaks the checks at its places."""

    query: str
    places: tuple[tuple[int, ...], ...]


def screens(checks: Sequence[Check]) -> tuple[Screen, ...]:
    """The screens of the checks of a shape."""
    found: dict[Scope, list[int]] = {}
    for place, check in enumerate(checks):
        if _STEP.fullmatch(check.shape.path) and len(check.scope.keys) == 1 and not check.details:
            found.setdefault(check.scope, []).append(place)
    return tuple(one for scope, places in found.items() for one in _screen(scope, checks, places))


def unbroken(store: Holder, known: Iterable[Screen]) -> frozenset[int]:
    """The places of the checks that nothing breaks in a store, as far as screens tell."""
    clean: set[int] = set()
    for screen in known:
        (row,) = store.select(screen.query).rows
        for places, number in zip(screen.places, row, strict=True):
            clean |= set(places) if number and number.value == "0" else set()
    return frozenset(clean)


def _screen(scope: Scope, checks: Sequence[Check], places: Sequence[int]) -> Iterator[Screen]:
    """The screen of a scope: of the properties that a thing is to have once at most."""
    once = {checks[place].shape.path for place in places if _at_most_one(checks[place])}
    values = {path: f"?screened_{number}" for number, path in enumerate(sorted(once))}
    told: dict[str, list[int]] = {}
    for place in places:
        if checks[place].shape.path in values and (number := _breaks(checks[place], scope, values)):
            told.setdefault(number, []).append(place)
    if sum(map(len, told.values())) < _FEWEST:
        return
    shown = " ".join(f"({number} AS ?number_{at})" for at, number in enumerate(told))
    walked = " ".join(f"OPTIONAL {{ {scope.focus} {path} {value} }}" for path, value in values.items())
    yield Screen(f"SELECT {shown} WHERE {{ {scope.pattern} {walked} }}", tuple(map(tuple, told.values())))


def _at_most_one(check: Check) -> bool:
    return check.constraint.kind == "maxCount" and check.constraint.number == 1


def _breaks(check: Check, scope: Scope, values: dict[str, str]) -> str:
    """What counts the nodes that may break a check; with a second value of any property a node comes up twice."""
    value, constraint = values[check.shape.path], check.constraint
    if _at_most_one(check):
        return f"COUNT(*) - COUNT(DISTINCT {scope.focus})"
    if constraint.kind == "minCount" and constraint.number == 1:
        return f"COUNT(*) - COUNT({value})"
    if constraint.kind in _TESTS:
        return f"SUM(IF(!BOUND({value}) || ({test(constraint, value)}), 0, 1))"
    return ""
