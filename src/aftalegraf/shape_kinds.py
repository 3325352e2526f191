"""Say of which kinds the values that a shape compares must be, for each engine to answer it alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from aftalegraf.constraint_query import path_of, read
from aftalegraf.prebound import parts
from aftalegraf.query_kinds import demands, ends
from aftalegraf.query_scopes import check_scopes
from aftalegraf.rdf import NamedNode
from aftalegraf.shape_model import Constraint, Shape
from aftalegraf.value_kinds import NODES, Demand, Source, always, kind_of

_BOUNDS: Final = frozenset({"minExclusive", "minInclusive", "maxExclusive", "maxInclusive"})
_PAIRED: Final = frozenset({"lessThan", "lessThanOrEquals"})
_SUBJECTS: Final = frozenset({"targetClass", "targetSubjectsOf"})


def required(shape: Shape, below: Callable[[str], tuple[str, ...]]) -> frozenset[Demand]:
    """What a shape with all its parts asks of the kinds of values. `below` tells a class with all its subclasses.

    Raises QueryError for a query that is not known to mean the same everywhere.
    """
    focus = Source()
    for kind, value in shape.targets:
        if kind in _SUBJECTS:
            focus |= Source(NODES)
        elif kind == "targetObjectsOf" and isinstance(value, NamedNode):
            focus |= Source(properties=frozenset({value.value}))
        else:
            focus |= Source(frozenset({kind_of(value)}))
    return frozenset(one for one in _asked(shape, focus, _only_class(shape, below)) if not always(one))


def _only_class(shape: Shape, below: Callable[[str], tuple[str, ...]]) -> str:
    """The class that all nodes are of which a shape is held against, "" where they may be of others."""
    if len(shape.targets) == 1 and shape.targets[0][0] == "targetClass":
        value = shape.targets[0][1]
        if isinstance(value, NamedNode) and below(value.value) == (value.value,):
            return value.value
    return ""


def _asked(shape: Shape, focus: Source, alone: str, *, inside: bool = False) -> Iterator[Demand]:
    """What a shape asks. Of two properties it is asked pair by pair when they are compared, but not `inside` others."""
    values = ends(path_of(shape.path)) if shape.path else focus
    for constraint in shape.constraints:
        if constraint.kind in _BOUNDS:
            yield Demand("bound", values, Source(frozenset({kind_of(constraint.terms[0])})))
        elif constraint.kind in _PAIRED and inside:
            yield Demand(constraint.kind, values, Source(properties=frozenset(_names(constraint))))
        elif constraint.query:
            tree = read(parts(constraint.query.text, shape.path).tokens)
            check_scopes(tree, alone)
            yield from demands(tree, focus)
        for part in constraint.shapes:
            below = inside or constraint.kind != "property"
            yield from _asked(part, values, "" if shape.path else alone, inside=below)


def _names(constraint: Constraint) -> Iterator[str]:
    yield from (term.value for term in constraint.terms if isinstance(term, NamedNode))
