"""Carry what was found from one process to another as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aftalegraf.cells import Cell
from aftalegraf.compiled import Check
from aftalegraf.fast import Found, Rooted
from aftalegraf.incremental import Held, Taken
from aftalegraf.value_kinds import Kinds


def packed(held: Held) -> dict[str, Any]:
    """What was found, as JSON takes it: shapes by their names, checks by their number."""
    return {
        "classes": sorted(held.classes),
        "kinds": {iri: dict(told) for iri, told in held.unlike.of.items()},
        "found": {str(node): [_packed(rooted) for rooted in told] for node, told in held.found.items()},
    }


def unpacked(told: Mapping[str, Any], taken: Taken) -> Held:
    """The same again, with the checks of the shapes that found it. What was refused is asked again."""
    found = {
        node: tuple(
            _unpacked(rooted, check) for rooted, check in zip(told["found"][str(node)], one.checks, strict=True)
        )
        for node, one in taken.items()
        if str(node) in told["found"]
    }
    classes = frozenset((sub, above) for sub, above in told["classes"])
    return Held(classes, Kinds(told["kinds"]), found, {})


def _packed(rooted: Rooted) -> list[Any]:
    return [[_term(root), _plain(one)] for root, one in rooted]


def _plain(one: Found) -> list[Any]:
    details = [[one.check.details.index(inner.check), _plain(inner)] for inner in one.details]
    bound = {name: _term(value) for name, value in one.bound.items()}
    return [_term(one.focus), _term(one.value), _term(one.path), bound, details]


def _unpacked(told: Sequence[Any], check: Check) -> Rooted:
    return tuple((Cell(*root), _found(one, check)) for root, one in told)


def _found(told: Sequence[Any], check: Check) -> Found:
    focus, value, path, bound, details = told
    return Found(
        check,
        Cell(*focus),
        Cell(*value) if value else None,
        Cell(*path) if path else None,
        {name: Cell(*given) for name, given in bound.items()},
        tuple(_found(inner, check.details[number]) for number, inner in details),
    )


def _term(cell: Cell | None) -> list[str] | None:
    return [cell.kind, cell.value, cell.datatype, cell.language] if cell else None
