"""Compile shapes to SPARQL: one query for each constraint, whose rows are what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, count
from typing import Final

from aftalegraf.errors import ShapeRefusedError
from aftalegraf.namespaces import RDF, RDFS
from aftalegraf.rdf import NamedNode
from aftalegraf.shape_model import Constraint, Query, Shape, Term
from aftalegraf.value_kinds import kind_in
from aftalegraf.value_tests import test

Below = Callable[[str], tuple[str, ...]]

_PAIRED: Final = {"lessThan": "<", "lessThanOrEquals": "<="}
_COUNTED: Final = 4  # values told apart one by one where a count stands below another shape
_COMPONENTS: Final = {
    "sparql": "SPARQLConstraintComponent",
    "qualifiedMinCount": "QualifiedMinCountConstraintComponent",
    "qualifiedMaxCount": "QualifiedMaxCountConstraintComponent",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Which nodes a shape is held against: a pattern that binds `focus`; `keys` are those on the way, first to last."""

    pattern: str
    focus: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint of a shape as a query. Its rows have the nodes of `scope.keys`, ?value and ?path where there are.

    A check with `query` None is a SPARQL constraint, which `prebound` makes a query of. `details` are the checks of the
    shape that a value should have conformed to; their first key is that value. `pairs` asks for the kinds of what
    is compared.
    """

    shape: Shape
    constraint: Constraint
    scope: Scope
    query: str | None
    details: tuple[Check, ...] = ()
    pairs: str = ""

    @property
    def component(self) -> str:
        """The name of the constraint component, without its namespace."""
        kind = self.constraint.kind
        return _COMPONENTS.get(kind, f"{kind[0].upper()}{kind[1:]}ConstraintComponent")

    @property
    def sparql(self) -> Query:
        """The query of a SPARQL constraint."""
        if self.constraint.query is None:
            raise ValueError(f"sh:{self.constraint.kind} has no query of its own")
        return self.constraint.query


@dataclass(frozen=True, slots=True)
class _Breach:
    """What breaks a constraint at a bound node: that an expression does not hold, or that a pattern is found.

    `value` is what is wrong, `path` where; `apart` tells two with the same value apart; `having` counts; `pairs` binds
    the kinds of two that are compared.
    """

    unless: str = ""
    pattern: str = ""
    value: str = ""
    path: str = ""
    apart: str = ""
    having: str = ""
    pairs: str = ""

    @property
    def found(self) -> str:
        """The breach as a pattern."""
        return f"FILTER(!({self.unless}))" if self.unless else self.pattern


def checks(shape: Shape, below: Below) -> tuple[Check, ...]:
    """The checks of a shape and all its parts. `below` tells a class with all its subclasses.

    Raises ShapeRefusedError for a shape that cannot be asked exactly so.
    """
    compiler = _Compiler(shape, below)
    focus = compiler.fresh()
    parts = [compiler.target(kind, value, focus) for kind, value in shape.targets]
    if not parts:
        return ()
    if any(kind == "targetNode" for kind, _ in shape.targets) and _may_stay(shape):
        raise compiler.refuse("its path may stay where it is, and its target need not be in the data")
    pattern = parts[0]
    if len(parts) > 1 or shape.targets[0][0] not in ("targetClass", "targetNode"):  # where a node may be met twice
        pattern = f"{{ SELECT DISTINCT {focus} WHERE {{ {' UNION '.join(f'{{ {part} }}' for part in parts)} }} }}"
    return tuple(compiler.all(shape, Scope(pattern, focus, (focus,))))


def _may_stay(shape: Shape) -> bool:
    """Whether a path of a shape or its parts may lead nowhere."""
    own = shape.path.count(")*") + shape.path.count(")?") > 0
    return own or any(_may_stay(part) for constraint in shape.constraints for part in constraint.shapes)


def predicates(shape: Shape) -> frozenset[str]:
    """The properties that the paths and pairs of a shape and its parts look at, without those of its queries."""
    found = set(shape.steps)
    for kind, value in shape.targets:
        if kind in ("targetObjectsOf", "targetSubjectsOf") and isinstance(value, NamedNode):
            found.add(value.value)
    for constraint in shape.constraints:
        if constraint.kind in ("equals", "disjoint", *_PAIRED):
            found |= {term.value for term in constraint.terms if isinstance(term, NamedNode)}
        for part in constraint.shapes:
            found |= predicates(part)
    return frozenset(found)


class _Compiler:
    """The queries of one shape; each variable is used once."""

    def __init__(self, root: Shape, below: Below) -> None:
        self.root, self.below, self.numbers = root, below, count()

    def fresh(self) -> str:
        return f"?sh_{next(self.numbers)}"

    def refuse(self, why: str) -> ShapeRefusedError:
        return ShapeRefusedError(self.root.name, why)

    def target(self, kind: str, value: Term, focus: str) -> str:
        if kind == "targetClass":
            return self.instance(focus, value)
        if kind == "targetNode":
            return f"VALUES {focus} {{ {value} }}"
        other = self.fresh()
        return f"{focus} {value} {other} ." if kind == "targetSubjectsOf" else f"{other} {value} {focus} ."

    def instance(self, node: str, kind: Term) -> str:
        """That a node is of a class or of one below it."""
        if not isinstance(kind, NamedNode):
            raise self.refuse("it asks for a class without a name")
        classes = self.below(kind.value)
        if len(classes) == 1:
            return f"{node} a <{classes[0]}> ."
        name = self.fresh()
        return f"{node} a {name} . VALUES {name} {{ {' '.join(f'<{one}>' for one in classes)} }}"

    def all(self, shape: Shape, scope: Scope) -> Iterator[Check]:
        for constraint in shape.constraints:
            if constraint.kind == "property":
                yield from self.inner(shape, constraint, scope)
            elif constraint.kind == "sparql":
                yield Check(shape, constraint, scope, None)
            else:
                details = tuple(self.details(shape, constraint, scope)) if constraint.kind == "node" else ()
                for breach in self.breaches(shape, constraint, scope.focus):
                    yield Check(shape, constraint, scope, _query(scope, breach), details, _pairs(scope, breach))

    def inner(self, shape: Shape, constraint: Constraint, scope: Scope) -> Iterator[Check]:
        """The checks of a property shape in a shape: those of each value, where that shape has a path itself."""
        (part,) = constraint.shapes
        if not shape.path:
            yield from self.all(part, scope)
            return
        value = self.fresh()
        pattern = f"{scope.pattern} {scope.focus} {shape.path} {value} ."
        yield from self.all(part, Scope(pattern, value, (*scope.keys, value)))

    def details(self, shape: Shape, constraint: Constraint, scope: Scope) -> Iterator[Check]:
        (part,) = constraint.shapes
        if not shape.path:
            yield from self.all(part, replace(scope, keys=(scope.focus,)))
            return
        value = self.fresh()
        pattern = f"{scope.pattern} {scope.focus} {shape.path} {value} ."
        yield from self.all(part, Scope(pattern, value, (value,)))

    def breaches(self, shape: Shape, constraint: Constraint, node: str) -> Iterator[_Breach]:
        """What breaks a constraint of a shape at a node."""
        kind = constraint.kind
        if kind in _OF_PATHS:
            yield from _OF_PATHS[kind](self, shape, constraint, node)
            return
        value, steps = (self.fresh(), f"{node} {shape.path} ") if shape.path else (node, "")
        steps += f"{value} ." if steps else ""
        if kind == "closed":
            path, inner = self.fresh(), self.fresh()
            pattern = f"{steps} {value} {path} {inner} . {_beyond(constraint, path, inner)}"
            yield _Breach(pattern=pattern, value=inner, path=path)
        elif steps:
            yield _Breach(pattern=f"{steps} FILTER(!({self.test(constraint, value)}))", value=value)
        else:
            yield _Breach(self.test(constraint, value), value=value)

    def values(self, shape: Shape, constraint: Constraint, node: str) -> tuple[str, str]:
        """The pattern of the values that count, and their variable."""
        value = self.fresh()
        pattern = f"{node} {shape.path} {value} ."
        for part in constraint.shapes:
            pattern += f" FILTER({self.holds(part, value)})"
        return pattern, value

    def fewer(self, shape: Shape, constraint: Constraint, node: str) -> Iterator[_Breach]:
        pattern, value = self.values(shape, constraint, node)
        if constraint.number == 1:
            yield _Breach(f"EXISTS {{ {pattern} }}")
        elif constraint.number > 1:
            yield _Breach(pattern=f"OPTIONAL {{ {pattern} }}", having=f"COUNT(DISTINCT {value}) < {constraint.number}")

    def more(self, shape: Shape, constraint: Constraint, node: str) -> Iterator[_Breach]:
        pattern, value = self.values(shape, constraint, node)
        if constraint.number == 0:
            yield _Breach(f"NOT EXISTS {{ {pattern} }}")
        else:
            yield _Breach(pattern=pattern, having=f"COUNT(DISTINCT {value}) > {constraint.number}")

    def has_value(self, shape: Shape, constraint: Constraint, node: str) -> Iterator[_Breach]:
        (wanted,) = constraint.terms
        if shape.path:
            yield _Breach(f"EXISTS {{ {node} {shape.path} {wanted} }}")
        else:
            yield _Breach(f"sameTerm({node}, {wanted})")

    def unique(self, shape: Shape, constraint: Constraint, node: str) -> Iterator[_Breach]:
        del constraint
        one, other = self.fresh(), self.fresh()
        language = self.fresh()
        yield _Breach(
            pattern=f"{node} {shape.path} {one} , {other} . FILTER(isLiteral({one}) && isLiteral({other}) && "
            f'!sameTerm({one}, {other}) && LANG({one}) != "" && LCASE(LANG({one})) = LCASE(LANG({other}))) '
            f"BIND(LCASE(LANG({one})) AS {language})",
            apart=language,
        )  # fmt: skip

    def equals(self, shape: Shape, constraint: Constraint, node: str) -> Iterator[_Breach]:
        (other,) = constraint.terms
        one, two = self.fresh(), self.fresh()
        if shape.path:
            without = "{} . FILTER NOT EXISTS {{ {} }}".format
            yield _Breach(pattern=without(f"{node} {shape.path} {one}", f"{node} {other} {one}"), value=one)
            yield _Breach(pattern=without(f"{node} {other} {two}", f"{node} {shape.path} {two}"), value=two)
        else:
            yield _Breach(f"EXISTS {{ {node} {other} {node} }}", value=node)
            yield _Breach(pattern=f"{node} {other} {two} . FILTER(!sameTerm({node}, {two}))", value=two)

    def disjoint(self, shape: Shape, constraint: Constraint, node: str) -> Iterator[_Breach]:
        (other,) = constraint.terms
        value = self.fresh()
        if shape.path:
            yield _Breach(pattern=f"{node} {shape.path} {value} . {node} {other} {value} .", value=value)
        else:
            yield _Breach(f"NOT EXISTS {{ {node} {other} {node} }}", value=node)

    def ordered(self, shape: Shape, constraint: Constraint, node: str) -> Iterator[_Breach]:
        (other,) = constraint.terms
        one, two = self.fresh(), self.fresh()
        sign = _PAIRED[constraint.kind]
        found = f"{node} {shape.path} {one} . {node} {other} {two} . "
        wrong = f"{found} FILTER(!COALESCE({one} {sign} {two}, false))"
        yield _Breach("", wrong, one, "", two, "", found + kind_in(one, "?one") + kind_in(two, "?two"))

    def holds(self, shape: Shape, node: str) -> str:
        """Whether a node conforms to a shape, as an expression without errors."""
        told = [self.kept(shape, constraint, node) for constraint in shape.constraints]
        return " && ".join(f"({one})" for one in told) if told else "true"

    def kept(self, shape: Shape, constraint: Constraint, node: str) -> str:
        """Whether a node keeps one constraint of a shape."""
        kind = constraint.kind
        if kind == "sparql":
            raise self.refuse("a query stands below sh:node, sh:not, sh:and, sh:or, sh:xone or a qualified count")
        if kind in ("minCount", "qualifiedMinCount"):
            return self.at_least(shape, constraint, node, constraint.number)
        if kind in ("maxCount", "qualifiedMaxCount"):
            return f"!({self.at_least(shape, constraint, node, constraint.number + 1)})"
        told = self.breaches(shape, constraint, node)
        return " && ".join(f"({one.unless})" if one.unless else f"NOT EXISTS {{ {one.pattern} }}" for one in told)

    def at_least(self, shape: Shape, constraint: Constraint, node: str, number: int) -> str:
        """That a node has so many values; each is told apart from each."""
        if number == 0:
            return "true"
        if number > _COUNTED:
            raise self.refuse(f"more than {_COUNTED} values are counted below another shape")
        found = [self.values(shape, constraint, node) for _ in range(number)]
        apart = [f"!sameTerm({one}, {two})" for (_, one), (_, two) in combinations(found, 2)]
        told = f" FILTER({' && '.join(apart)})" if apart else ""
        return f"EXISTS {{ {' '.join(pattern for pattern, _ in found)}{told} }}"

    def test(self, constraint: Constraint, value: str) -> str:
        """Whether a value keeps a constraint, as an expression without errors."""
        if constraint.shapes:
            return self.combined(constraint.kind, [self.holds(part, value) for part in constraint.shapes])
        if constraint.kind == "class":
            return f"EXISTS {{ {self.instance(value, constraint.terms[0])} }}"
        return test(constraint, value)

    def combined(self, kind: str, told: list[str]) -> str:
        if kind == "not":
            return f"!({told[0]})"
        if kind == "xone":
            return " + ".join(f"IF({one}, 1, 0)" for one in told) + " = 1"
        return (" || " if kind == "or" else " && ").join(f"({one})" for one in told)


_OF_PATHS: Final[dict[str, Callable[[_Compiler, Shape, Constraint, str], Iterator[_Breach]]]] = {
    "minCount": _Compiler.fewer,
    "maxCount": _Compiler.more,
    "qualifiedMinCount": _Compiler.fewer,
    "qualifiedMaxCount": _Compiler.more,
    "hasValue": _Compiler.has_value,
    "uniqueLang": _Compiler.unique,
    "equals": _Compiler.equals,
    "disjoint": _Compiler.disjoint,
    "lessThan": _Compiler.ordered,
    "lessThanOrEquals": _Compiler.ordered,
}


def _query(scope: Scope, breach: _Breach) -> str:
    """The query whose rows are the breaches in a scope."""
    keys = " ".join(scope.keys)
    if breach.having:
        return (
            f"SELECT {keys} WHERE {{ {{ SELECT DISTINCT {keys} WHERE {{ {scope.pattern} }} }} {breach.found} }} "
            f"GROUP BY {keys} HAVING({breach.having})"
        )
    told = ((breach.value, "?value"), (breach.path, "?path"), (breach.apart, "?apart"))
    shown = " ".join(f"({variable} AS {name})" for variable, name in told if variable)
    return f"SELECT DISTINCT {keys} {shown} WHERE {{ {scope.pattern} {breach.found} }}"


def _pairs(scope: Scope, breach: _Breach) -> str:
    return f"SELECT DISTINCT ?one ?two WHERE {{ {scope.pattern} {breach.pairs} }}" if breach.pairs else ""


def _beyond(constraint: Constraint, path: str, value: str) -> str:
    """The filter for what a closed shape does not allow; that a thing is a thing may always be said."""
    allowed = " && ".join(f"{path} != {term}" for term in sorted(constraint.terms, key=str)) or "true"
    return f"FILTER({allowed} && !({path} = <{RDF}type> && {value} = <{RDFS}Resource>))"
