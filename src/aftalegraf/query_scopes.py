"""Hold a constraint's query against the scopes of SPARQL: refuse what rdflib would see that SPARQL does not.

rdflib takes what is known outside into a group, where SPARQL joins the group when it is done; and it makes a row of a
GROUP BY that has nothing to group. A query is taken where neither can be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from aftalegraf.errors import QueryError
from aftalegraf.namespaces import RDF
from aftalegraf.query_tree import Expr, Group, Select, variable

THIS: Final = "this"
_RELATIONS: Final = frozenset({"=", "!=", "<", ">", "<=", ">="})


def check_scopes(query: Select, alone: str) -> None:
    """Raises QueryError where the engines may see different things in a group. `alone`: the class whose nodes are this.

    It is "" where nodes of other classes are asked about too.
    """
    _grouped(query, alone)
    _closed(query.where, frozenset(), alone)


def sure(group: Group) -> frozenset[str]:
    """The variables that have a value in each solution of a group."""
    found = {name for p in group.patterns for name in (variable(p.subject), variable(p.object), p.by) if name}
    found |= {THIS}
    for ways in group.parts:
        found |= frozenset.intersection(*(sure(way) for way in ways))
    for sub in group.subqueries:
        inner = sure(sub.where)
        found |= {name for name, expression in sub.given if has_value(expression, inner)}
    for name, expression in group.binds:
        if has_value(expression, frozenset(found)):
            found.add(name)
    return frozenset(found)


def has_value(expression: Expr, known: frozenset[str]) -> bool:
    """Whether an expression has a value, where its operands are of the kinds that are asked for."""
    if expression.op == "variable":
        return expression.text in known
    if expression.op == "COALESCE":
        return any(has_value(one, known) for one in expression.args)
    return expression.op in ("COUNT", "SUM") or all(has_value(one, known) for one in expression.args)


def expressions(group: Group) -> Iterator[Expr]:
    """The expressions of a group itself, those inside them not among them."""
    yield from group.filters
    yield from (expression for _, expression in group.binds)


def groups(expression: Expr) -> Iterator[Group]:
    """The groups of EXISTS in an expression."""
    if expression.group:
        yield expression.group
    for one in expression.args:
        yield from groups(one)


def operands(expression: Expr) -> Iterator[Expr]:
    """The sides of a conjunction."""
    if expression.op == "&&":
        for one in expression.args:
            yield from operands(one)
    else:
        yield expression


def _variables(expression: Expr) -> Iterator[str]:
    if expression.op == "variable":
        yield expression.text
    for one in expression.args:
        yield from _variables(one)
    if expression.group:
        yield from _mentions(expression.group)


def _own(group: Group) -> Iterator[str]:
    """Each variable in the patterns of a group itself."""
    for p in group.patterns:
        yield from (name for name in (variable(p.subject), variable(p.object), p.by) if name)


def _bound(group: Group) -> frozenset[str]:
    """What a group or those in it bind, outside EXISTS; of a subquery what it gives."""
    found = {*_own(group), *(name for name, _ in group.binds)}
    for inner in _inner(group):
        found |= _bound(inner)
    for sub in group.subqueries:
        found |= {name for name, _ in sub.given}
    return frozenset(found)


def _mentions(group: Group) -> frozenset[str]:
    """What a group or those in it speak of; of a subquery what it gives."""
    found = {*_bound(group), *(name for one in expressions(group) for name in _variables(one))}
    for inner in _inner(group):
        found |= _mentions(inner)
    return frozenset(found)


def _inner(group: Group) -> Iterator[Group]:
    yield from (way for ways in group.parts for way in ways)
    yield from (body for _, body in group.optional)


def _said(query: Select) -> frozenset[str]:
    """What a query speaks of beside its patterns."""
    told = {name for name, _ in query.given} | {name for _, one in query.given for name in _variables(one)}
    return frozenset({*told, *query.by, *(name for one in query.having for name in _variables(one))})


def _closed(group: Group, outside: frozenset[str], alone: str) -> None:
    """Raises QueryError where what is known outside a group in a group would be seen in it."""
    for left, body in group.optional:
        rest = outside | _beside(group, body)
        _joined(left, body, outside | _bound_beside(group, body), rest)
        _closed(body, rest, alone)
    for ways in group.parts:
        rest = outside | _beside(group, *ways)
        for way in ways:
            _refuse((_mentions(way) & rest) - sure(way))
            _closed(way, rest, alone)
    for sub in group.subqueries:
        _hidden(sub, outside | _beside(replace(group, subqueries=tuple(s for s in group.subqueries if s is not sub))))
        _grouped(sub, alone)
        _closed(sub.where, outside | _said(sub), alone)
    for expression in expressions(group):
        for inner in groups(expression):
            _closed(inner, outside | _mentions(group), alone)


def _without(group: Group, *left_out: Group) -> Group:
    """A group without some of those in it."""
    return replace(
        group,
        parts=tuple(ways for ways in group.parts if not any(way is one for way in ways for one in left_out)),
        optional=tuple(pair for pair in group.optional if not any(pair[1] is one for one in left_out)),
    )


def _beside(group: Group, *left_out: Group) -> frozenset[str]:
    return _mentions(_without(group, *left_out))


def _bound_beside(group: Group, *left_out: Group) -> frozenset[str]:
    return _bound(_without(group, *left_out))


def _joined(left: Group, body: Group, bound: frozenset[str], outside: frozenset[str]) -> None:
    """A part that may be missing: what it shares is known before it; only its filters see what may be missing."""
    _refuse((_bound(body) & bound) - sure(left))
    filtered = {name for one in body.filters for name in _variables(one)}
    _refuse((filtered & outside) - _bound(left) - sure(body))
    _refuse(({name for _, one in body.binds for name in _variables(one)} & outside) - sure(body))


def _hidden(sub: Select, outside: frozenset[str]) -> None:
    """A subquery: what it shares with the outside it gives, with a value each time."""
    inside = _mentions(sub.where) | _said(sub)
    known = sure(sub.where)
    _refuse((inside & outside) - {name for name, expression in sub.given if has_value(expression, known)})
    _refuse({name for name, expression in sub.given if expression.op != "variable"} & _mentions(sub.where))


def _refuse(names: Iterable[str]) -> None:
    if odd := sorted(set(names) - {THIS}):
        raise QueryError(f"?{odd[0]} in a group is perhaps the same outside it, which not all engines see alike")


def _grouped(query: Select, alone: str) -> None:
    """A query that groups has something to group, or what comes of nothing is thrown away by its HAVING."""
    counts = query.by or any(_aggregates(expression) for _, expression in query.given) or query.having
    if not counts or any(_discards(one, query) for having in query.having for one in operands(having)):
        return
    where = query.where
    certain = [p for p in where.patterns if p.path and p.path.properties == {f"{RDF}type"} and p.object.text == alone]
    plain = not (where.filters or where.parts or where.subqueries) and len(certain) == len(where.patterns)
    if not plain or not alone or any(variable(p.subject) != THIS for p in certain):
        raise QueryError("there may be nothing to group; add HAVING (COUNT(?x) > 0), of a variable that it counts")


def _aggregates(expression: Expr) -> bool:
    return expression.op in ("COUNT", "SUM") or any(_aggregates(one) for one in expression.args)


def _discards(having: Expr, query: Select) -> bool:
    """Whether a condition is not met by a group of nothing: a count is over 0, or what is grouped by is compared."""
    if having.op not in _RELATIONS:
        return False
    one, two = having.args
    keys = set(query.by) - {THIS}
    if any(side.op == "variable" and side.text in keys for side in (one, two)):
        return True
    least = {">": 0, ">=": 1, "=": 1}.get(having.op)
    return (
        one.op == "COUNT"
        and two.op == "literal"
        and two.text.isdecimal()
        and least is not None
        and int(two.text) >= least
    )
