"""The query of a SPARQL constraint as a tree: groups, patterns and expressions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expr:
    """An expression: what it does (`op`), with what, and the text of a variable, IRI or literal.

    A literal has its datatype as `kind`. EXISTS has a group.
    """

    op: str
    args: tuple[Expr, ...] = ()
    text: str = ""
    kind: str = ""
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """A path: the properties it names, those whose values it ends in, and those that it begins in the values of.

    `nodes` tells for the end and for the beginning that a subject may stand there, `stays` that it may lead nowhere,
    `plain` that it is one property.
    """

    properties: frozenset[str]
    ends: frozenset[str]
    starts: frozenset[str]
    nodes: tuple[bool, bool] = (False, True)
    stays: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern; its path is None where the property is a variable, `by`."""

    subject: Expr
    path: Path | None
    object: Expr
    by: str = ""


@dataclass(frozen=True, slots=True)
class Select:
    """A query or subquery: what it gives under which names, its patterns, and what it groups by."""

    given: tuple[tuple[str, Expr], ...]
    where: Group
    by: tuple[str, ...]
    having: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of patterns. `parts` are the groups in it: one for a plain one, more for UNION.

    `optional` has each group that may be missing, after what stands before it.
    """

    patterns: tuple[Pattern, ...] = ()
    filters: tuple[Expr, ...] = ()
    binds: tuple[tuple[str, Expr], ...] = ()
    optional: tuple[tuple[Group, Group], ...] = ()
    parts: tuple[tuple[Group, ...], ...] = ()
    subqueries: tuple[Select, ...] = ()


def variable(term: Expr) -> str:
    """The name of a variable, "" for any other term."""
    return term.text if term.op == "variable" else ""
