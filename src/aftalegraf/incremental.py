"""Hold only what a change of the data can affect against compiled shapes, and keep all else that was found.

What is found is kept for each check by the node that its shape is held against. A change affects the nodes from which
a check looks at a changed triple, found by going its paths backwards. Where that cannot be told, the check is asked in
full, and so is all of a shape that the fast engine did not take before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from aftalegraf.affected import Affected, Change
from aftalegraf.cells import cell
from aftalegraf.compiled import Check
from aftalegraf.errors import QueryError, ShapeRefusedError, TooManyError
from aftalegraf.fast import Compiled, Rooted, Subclasses, below_of, odd, rooted, subclasses, whole
from aftalegraf.holder import Holder
from aftalegraf.rdf import BlankNode, Quad, Triple
from aftalegraf.reach import Look, narrowed, reach_of
from aftalegraf.shape_model import Shape, Term
from aftalegraf.store import Store
from aftalegraf.value_kinds import Kinds

MOST_FOUND: Final = 500_000  # results of all shapes
MOST: Final = 2_000  # nodes that a check is asked of by name; for more it is asked in full

Taken: TypeAlias = Mapping[Term, Compiled]
Tell: TypeAlias = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Held:
    """What the fast engine found in one version of the data: for each shape, by its checks.

    `refused` are the shapes that it did not answer for these data; `classes` the subclasses that they were read with.
    """

    classes: Subclasses
    unlike: Kinds
    found: Mapping[Term, tuple[Rooted, ...]]
    refused: Mapping[Term, ShapeRefusedError]


def unheard(number: int, of: int, name: str) -> None:
    """Tells nobody how far it is."""


def hold(store: Holder, taken: Taken, tell: Tell = unheard) -> Held:
    """What all shapes find in the default graph of a store. `tell` hears which shape of how many is next."""
    unlike = odd(store, taken.values())
    return _held(subclasses(store), unlike, taken, lambda one: whole(store, one), tell)


class Since:
    """The looks of compiled shapes, read once, to hold one version after another against them."""

    def __init__(self, taken: Taken) -> None:
        self._taken = taken
        self._looks: dict[Term, tuple[frozenset[Look] | None, ...]] = {}

    def hold(self, store: Holder, before: Held, change: Change, tell: Tell = unheard) -> Held:
        """What all shapes find in a store, of what they found in it before it changed.

        The shapes must be those that found it and the subclasses the same, and the change no other than what changed.
        """
        unlike = _unlike(store, self._taken, before, change)
        affected = Affected(store, change, below_of(before.classes))

        def again(one: Compiled) -> tuple[Rooted, ...]:
            had = before.found.get(one.shape.node)
            if had is None:
                return whole(store, one)
            looks = self._looks_of(one)
            return tuple(
                _renewed(store, one.shape, check, told, seen, affected)
                for check, told, seen in zip(one.checks, had, looks, strict=True)
            )

        return _held(before.classes, unlike, self._taken, again, tell)

    def _looks_of(self, one: Compiled) -> tuple[frozenset[Look] | None, ...]:
        node = one.shape.node
        if node not in self._looks:
            self._looks[node] = tuple(_looks(check) for check in one.checks)
        return self._looks[node]


def _looks(check: Check) -> frozenset[Look] | None:
    """Where a check looks, None where that cannot be told."""
    try:
        return reach_of(check)
    except QueryError:
        return None


def _held(
    classes: Subclasses, unlike: Kinds, taken: Taken, ask: Callable[[Compiled], tuple[Rooted, ...]], tell: Tell
) -> Held:
    """What each shape finds, asked one after another; those that cannot be answered are refused."""
    found: dict[Term, tuple[Rooted, ...]] = {}
    held = 0
    refused: dict[Term, ShapeRefusedError] = {}
    for number, (node, one) in enumerate(taken.items(), 1):
        tell(number, len(taken), one.shape.name)
        if why := one.unsure(unlike):
            refused[node] = ShapeRefusedError(one.shape.name, why)
            continue
        try:
            found[node] = ask(one)
            held += sum(len(rooted) for rooted in found[node])
            if held > MOST_FOUND:
                raise TooManyError("", MOST_FOUND)
        except ShapeRefusedError as error:
            refused[node] = error
    return Held(classes, unlike, found, refused)


def _unlike(store: Holder, taken: Taken, before: Held, change: Change) -> Kinds:
    """The kinds of the values that are compared: those before, anew where what stood for one is gone, and what came."""
    known, had = taken.values(), before.unlike.of
    gone = frozenset(
        t.predicate.value for t in change.removed if _text(t.object) in had.get(t.predicate.value, {}).values()
    )
    came = frozenset(t.predicate.value for t in change.added)
    new = odd(Store(Quad(t.subject, t.predicate, t.object) for t in change.added), known, came)
    left = {iri: told for iri, told in had.items() if iri not in gone} | dict(odd(store, known, gone).of)
    return Kinds({iri: {**new.of.get(iri, {}), **left.get(iri, {})} for iri in left.keys() | new.of.keys()})


def _text(term: Term) -> str:
    found = cell(term)
    return found.value if found else ""


def _renewed(
    store: Holder, shape: Shape, check: Check, had: Rooted, looks: frozenset[Look] | None, affected: Affected
) -> Rooted:
    """The results of a check: those it had, save of the nodes that are affected, which are asked again."""
    roots = affected.roots(looks)
    if roots is None or any(isinstance(node, BlankNode | Triple) for node in roots):
        return rooted(store, shape, check)
    asked = [node for node in roots if affected.aimed(shape, node)]
    if len(asked) > MOST:
        return rooted(store, shape, check)
    again = {cell(node) for node in roots}
    kept = tuple((root, one) for root, one in had if root not in again)
    if not asked:
        return kept
    new = rooted(store, shape, narrowed(check, sorted(str(node) for node in asked)))
    wanted = {cell(node) for node in asked}
    return (*kept, *((root, replace(one, check=check)) for root, one in new if root in wanted))
