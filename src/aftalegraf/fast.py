"""Hold a store against compiled shapes: only what is wrong comes out of it, and no second copy is made.

A shape is refused, by name, where its answer could differ from what SHACL says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from aftalegraf.cells import Cell, Rows
from aftalegraf.compiled import Below, Check, checks, predicates
from aftalegraf.errors import EngineError, QueryError, ShapeRefusedError, TooManyError
from aftalegraf.groups import longest, path_of
from aftalegraf.holder import Holder
from aftalegraf.namespaces import RDF, RDFS, SH
from aftalegraf.prebound import alone, joined, parts, properties
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Triple
from aftalegraf.screens import Screen, screens, unbroken
from aftalegraf.shape_kinds import required
from aftalegraf.shape_model import Shape, Term, named
from aftalegraf.value_kinds import Demand, Kinds, alike, kinds

_SUBCLASSES: Final = f"SELECT ?sub ?super WHERE {{ ?sub <{RDFS}subClassOf> ?super }}"
MOST_STEPS: Final = 6  # of a path: the store goes each way that there is, and they multiply by each step
MOST: Final = 200_000  # results of one constraint
Subclasses: TypeAlias = frozenset[tuple[str, str]]
_HOLE: Final = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class Found:
    """One validation result: what broke which constraint. `bound` is what a message may name."""

    check: Check
    focus: Cell
    value: Cell | None
    path: Cell | None
    bound: Mapping[str, Cell]
    details: tuple[Found, ...] = ()


Rooted: TypeAlias = tuple[tuple[Cell, Found], ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A shape with its checks. `looks` are the properties that it looks at, None for any.

    `demands` are what it asks of the kinds of the values that it compares, `screens` tell what need not be asked.
    """

    shape: Shape
    checks: tuple[Check, ...]
    looks: frozenset[str] | None
    demands: frozenset[Demand]
    screens: tuple[Screen, ...]

    def unsure(self, known: Kinds) -> str:
        """A value that it would compare where the engines may differ, in words; "" where there is none."""
        return min((why for one in self.demands if (why := known.broken(one))), default="")


def subclasses(store: Holder) -> Subclasses:
    """Each class of the data with each right above it; those without a name as "_:" and their label."""
    rows = store.select(_SUBCLASSES).rows
    return frozenset((_named(sub), _named(above)) for sub, above in rows if sub and above)


def compiled(shape: Shape, classes: Subclasses) -> Compiled:
    """A shape compiled. Raises ShapeRefusedError, by its name, where the answer would not be exact."""
    below = below_of(classes)
    try:
        found = checks(shape, below)
        looks = _looks(shape, found)
        demands = required(shape, below)
        _walkable(shape, found)
    except ShapeRefusedError as error:
        raise ShapeRefusedError(shape.name, error.why) from None
    except QueryError as error:
        raise ShapeRefusedError(shape.name, f"its query cannot be used: {error}") from None
    return Compiled(shape, found, looks, demands, screens(found))


def _walkable(shape: Shape, found: Sequence[Check]) -> None:
    """Raises ShapeRefusedError for a path that may lead to a value in too many ways."""
    if any(longest(path_of(check.shape.path)) > MOST_STEPS for check in _every(found) if check.shape.path):
        raise ShapeRefusedError(shape.name, f"a path of it has more than {MOST_STEPS} steps: too many ways to a value")


def _named(cell: Cell) -> str:
    return cell.value if cell.kind == "iri" else f"_:{cell.value}"


def below_of(classes: Subclasses) -> Below:
    """What tells a class with all its subclasses."""
    under: dict[str, list[str]] = {}
    for sub, above in classes:
        under.setdefault(above, []).append(sub)

    def below(iri: str) -> tuple[str, ...]:
        found, waiting = {iri}, [iri]
        while waiting:
            for sub in set(under.get(waiting.pop(), ())) - found:
                if sub.startswith("_:"):
                    raise ShapeRefusedError(iri, "a class below it has no name")
                found.add(sub)
                waiting.append(sub)
        return tuple(sorted(found))

    return below


def _looks(shape: Shape, found: Sequence[Check]) -> frozenset[str] | None:
    """The properties that a shape looks at, None where that may be any."""
    seen = {*predicates(shape), f"{RDF}type", f"{RDFS}subClassOf"}
    every = any(check.constraint.kind == "closed" for check in _every(found))
    for check in _every(found):
        if check.query is None:
            named = properties(parts(check.sparql.text, check.shape.path))
            every = every or named is None
            seen |= named or set()
    return None if every else frozenset(seen)


def odd(store: Holder, known: Iterable[Compiled], only: frozenset[str] | None = None) -> Kinds:
    """The kinds of the values that these shapes compare; of `only` some properties where it is given."""
    seen = {iri for one in known for demand in one.demands for iri in demand.properties}
    return kinds(store, seen if only is None else seen & only)


def run(store: Holder, known: Compiled, unlike: Kinds) -> tuple[Found, ...]:
    """What a shape finds wrong in the default graph of a store.

    Raises ShapeRefusedError where the data are such that the answer could be another than SHACL's.
    """
    if why := known.unsure(unlike):
        raise ShapeRefusedError(known.shape.name, why)
    return tuple(found for told in whole(store, known) for _, found in told)


def whole(store: Holder, known: Compiled) -> tuple[Rooted, ...]:
    """The results of each check of a shape, as `rooted` has them; what one pass tells to be clean is not asked."""
    with _refused(known.shape):
        clean = unbroken(store, known.screens)
    return tuple(
        () if place in clean else rooted(store, known.shape, check) for place, check in enumerate(known.checks)
    )


def rooted(store: Holder, shape: Shape, check: Check) -> Rooted:
    """The results of a check of a shape, each with the node that the shape is held against.

    Raises ShapeRefusedError as `run` does.
    """
    with _refused(shape):
        return _rooted(store, check)


@contextmanager
def _refused(shape: Shape) -> Iterator[None]:
    """What the store cannot answer, as a refusal of the shape by its name."""
    try:
        yield
    except ShapeRefusedError as error:
        raise ShapeRefusedError(shape.name, error.why) from None
    except (QueryError, EngineError) as error:
        raise ShapeRefusedError(shape.name, f"the store cannot answer it: {error}") from None


def results(found: Iterable[Found], shapes: Iterable[Triple]) -> Iterator[Triple]:
    """The validation results as triples: without the report that they are part of, and each named for its place."""
    said: dict[Term, list[Triple]] = {}
    for t in shapes:
        said.setdefault(t.subject, []).append(t)
    numbers = iter(range(10**12))
    for one in found:
        yield from _result(one, said, numbers)


def name(number: int) -> BlankNode:
    """The node of a result."""
    return BlankNode(f"fast-result-{number}")


def _every(found: Iterable[Check]) -> Iterator[Check]:
    for check in found:
        yield check
        yield from _every(check.details)


def _rooted(store: Holder, check: Check) -> Rooted:
    """The results of a check, with those that led to them, and each with the node that its scope began at."""
    rooted = tuple(_asked(store, check) if check.query is None else _answered(store, check, check.query))
    details: dict[Cell, list[Found]] = {}
    for inner in check.details if rooted else ():
        for root, one in _rooted(store, inner):
            details.setdefault(root, []).append(one)
    return tuple(
        (root, replace(one, details=tuple(details.get(one.value, ())))) if one.value else (root, one)
        for root, one in rooted
    )


def _answered(store: Holder, check: Check, query: str) -> Iterator[tuple[Cell, Found]]:
    """The results of a constraint of SHACL's own."""
    for one, two in store.select(check.pairs).rows if check.pairs else ():
        if one is None or two is None or not alike(check.constraint.kind, one.value, two.value):
            told = " and ".join(kind.value for kind in (one, two) if kind)
            raise ShapeRefusedError(check.shape.name, f"values of the kinds {told} are compared")
    rows, keys = _few(store, check, query), len(check.scope.keys)
    for row in rows.rows:
        root, focus = row[0], row[keys - 1]
        if root is None or focus is None:
            raise EngineError("the store gave a row without a focus node")
        more = dict(zip(rows.columns[keys:], row[keys:], strict=True))
        yield root, Found(check, focus, more.get("value"), more.get("path"), {})


def _asked(store: Holder, check: Check) -> Iterator[tuple[Cell, Found]]:
    """The results of a SPARQL constraint."""
    of = parts(check.sparql.text, check.shape.path)
    scope = check.scope
    if of.together and len(scope.keys) == 1:
        pattern = re.sub(rf"\{scope.focus}(?!\w)", "?this", scope.pattern)
        for this, one in _rows(check, _few(store, check, joined(of, pattern)), None):
            yield this, one
        return
    for row in store.select(f"SELECT DISTINCT {' '.join(scope.keys)} WHERE {{ {scope.pattern} }}").rows:
        root, focus = row[0], row[-1]
        if root is None or focus is None:
            continue
        if focus.kind == "bnode":
            raise ShapeRefusedError(check.shape.name, "its query would be asked of a node without a name")
        for _, one in _rows(check, store.select(alone(of, str(_term(focus)))), focus):
            yield root, one


def _few(store: Holder, check: Check, query: str) -> Rows:
    """The rows of a query. Raises TooManyError where they are more than a report holds; nothing is left out."""
    rows = store.select(f"{query} LIMIT {MOST + 1}")
    if len(rows.rows) > MOST:
        raise TooManyError(named(check.shape.node), MOST)
    return rows


def _rows(check: Check, rows: Rows, focus: Cell | None) -> Iterator[tuple[Cell, Found]]:
    """The results that the rows of a query are, each once."""
    for row in dict.fromkeys(rows.rows):
        bound = {column: value for column, value in zip(rows.columns, row, strict=True) if value}
        this = bound.get("this", focus)
        if this is None:
            continue
        if "value" not in bound and not check.shape.path:
            bound["value"] = this
        yield this, Found(check, this, bound.get("value"), bound.get("path"), bound)


def _result(one: Found, said: Mapping[Term, Sequence[Triple]], numbers: Iterator[int]) -> Iterator[Triple]:
    """A result as triples, and those that led to it."""
    me, shape = name(next(numbers)), one.check.shape
    yield Triple(me, NamedNode(f"{RDF}type"), NamedNode(f"{SH}ValidationResult"))
    told: list[tuple[str, Term]] = [
        ("sourceConstraintComponent", NamedNode(SH + one.check.component)),
        ("sourceShape", shape.node),
        ("resultSeverity", shape.severity),
        ("focusNode", _term(one.focus)),
    ]
    told += [("value", _term(one.value))] if one.value else []
    told += [("sourceConstraint", one.check.sparql.node)] if one.check.query is None else []
    told += [("resultMessage", text) for text in _messages(one)]
    path = _term(one.path) if one.path else shape.path_node
    told += [("resultPath", path)] if path is not None else []
    for key, value in told:
        yield Triple(me, NamedNode(SH + key), value)
    if isinstance(path, BlankNode):
        yield from _described(path, said, set())
    for detail in one.details:
        inner = list(_result(detail, said, numbers))
        yield Triple(me, NamedNode(f"{SH}detail"), inner[0].subject)
        yield from inner


def _described(node: Term, said: Mapping[Term, Sequence[Triple]], seen: set[Term]) -> Iterator[Triple]:
    if isinstance(node, BlankNode) and node not in seen:
        seen.add(node)
        for t in said.get(node, ()):
            yield t
            yield from _described(t.object, said, seen)


def _messages(one: Found) -> tuple[Literal, ...]:
    """The texts of a result: those of its query and its shape, with what was found in their places."""
    texts = one.check.shape.messages
    if one.check.query is not None:
        return texts or (Literal(f"sh:{one.check.constraint.kind} is not met"),)
    own = one.check.sparql.messages
    told = (*own, *(text for text in texts if text not in own))
    return tuple(dict.fromkeys(Literal(_HOLE.sub(_filler(one.bound), text.value)) for text in told))


def _filler(bound: Mapping[str, Cell]) -> Callable[[re.Match[str]], str]:
    return lambda hole: bound[hole[1]].value if hole[1] in bound else hole[0]


def _term(cell: Cell) -> Term:
    if cell.kind == "iri":
        return NamedNode(cell.value)
    if cell.kind == "bnode":
        return BlankNode(cell.value)
    if cell.language:
        return Literal(cell.value, language=cell.language)
    return Literal(cell.value, datatype=NamedNode(cell.datatype))
