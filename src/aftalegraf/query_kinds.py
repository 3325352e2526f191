"""Say of which kinds the values in a constraint's query must be, for each engine to answer it alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from aftalegraf.errors import QueryError
from aftalegraf.namespaces import XSD
from aftalegraf.query_scopes import THIS, expressions, has_value, operands, sure
from aftalegraf.query_tree import Expr, Group, Path, Pattern, Select, variable
from aftalegraf.value_kinds import (
    BLANK,
    INTEGER,
    IRI,
    NODES,
    OTHER,
    STRING,
    TRUTH,
    Demand,
    Source,
    always,
    kind_of_text,
)
from aftalegraf.value_tests import readable

_FUNCTIONS: Final = {  # what each argument must be, and what comes out
    "BOUND": (("",), TRUTH), "ISIRI": (("",), TRUTH), "ISLITERAL": (("",), TRUTH), "ISBLANK": (("",), TRUTH),
    "ISNUMERIC": (("",), TRUTH), "SAMETERM": (("", ""), TRUTH),
    "STR": (("spelt",), STRING), "LANG": (("literal",), STRING), "DATATYPE": (("",), IRI),
    "LANGMATCHES": (("string", "string"), TRUTH), "STRLEN": (("text",), INTEGER),
    "YEAR": (("date",), INTEGER), "MONTH": (("date",), INTEGER), "DAY": (("date",), INTEGER),
    "STRSTARTS": (("text", "string"), TRUTH), "STRENDS": (("text", "string"), TRUTH),
    "CONTAINS": (("text", "string"), TRUTH), "REGEX": (("text", "string", "string"), TRUTH),
    "COUNT": (("",), INTEGER), "SUM": (("integer",), INTEGER),
}  # fmt: skip
_SAME: Final = {"LCASE": ("text",), "UCASE": ("text",), "SUBSTR": ("text", "integer", "integer")}  # the first, changed
_RELATIONS: Final = {"=": "equal", "!=": "equal", "<": "order", ">": "order", "<=": "order", ">=": "order"}
_DURATIONS: Final = frozenset({f"{XSD}dayTimeDuration", f"{XSD}yearMonthDuration"})
_SPAN: Final = re.compile(r"-?P[0-9]{1,4}[YMD]")
_NOWHERE: Final = Source(frozenset({OTHER}))


def demands(query: Select, this: Source) -> frozenset[Demand]:
    """What a query asks of the kinds of values, where $this is of some kinds.

    Raises QueryError for an expression that is not known to mean the same everywhere.
    """
    reading = _Reading(this)
    reading.gather(query)
    reading.select(query)
    reading.walked()
    return frozenset(one for one in reading.found if not always(one))


def ends(path: Path) -> Source:
    """Where the values at the end of a path come from."""
    return _source(path.ends, path.nodes[0], stays=path.stays)


def _source(properties: frozenset[str], nodes: bool, *, stays: bool) -> Source:  # noqa: FBT001
    return Source((NODES if nodes else frozenset()) | ({OTHER} if stays else frozenset()), properties)


def _narrowed(group: Group) -> Iterator[tuple[str, str]]:
    """The variables whose datatype a filter of a group asks for, with it."""
    for one in (side for condition in group.filters for side in operands(condition)):
        if one.op == "=" and one.args[0].op == "DATATYPE" and one.args[1].op == "iri":
            for name in (variable(asked) for asked in one.args[0].args):
                if name:
                    yield name, one.args[1].text


class _Reading:
    """Where the variables of a query come from, and what its expressions ask of them."""

    def __init__(self, this: Source) -> None:
        self.sources: dict[str, Source] = {THIS: this}
        self.made: dict[str, list[Expr]] = {}
        self.found: list[Demand] = []
        self.following: set[str] = set()
        self.narrowed: dict[str, str] = {}
        self.met: Counter[str] = Counter({THIS: 1})
        self.led: list[str] = []

    def gather(self, query: Select) -> None:
        """Note the sources of all variables; those of one name are one."""
        for name, expression in query.given:
            if expression.op != "variable":
                self.made.setdefault(name, []).append(expression)
        self.gather_group(query.where)
        for one in query.having:
            self.gather_exists(one)

    def gather_group(self, group: Group) -> None:
        for pattern in group.patterns:
            self.gather_pattern(pattern)
        for name, expression in group.binds:
            self.made.setdefault(name, []).append(expression)
        for inner in (*(way for ways in group.parts for way in ways), *(body for _, body in group.optional)):
            self.gather_group(inner)
        for sub in group.subqueries:
            self.gather(sub)
        for expression in expressions(group):
            self.gather_exists(expression)

    def gather_exists(self, expression: Expr) -> None:
        if expression.group:
            self.gather_group(expression.group)
        for one in expression.args:
            self.gather_exists(one)

    def gather_pattern(self, pattern: Pattern) -> None:
        path = pattern.path
        after = ends(path) if path else _NOWHERE
        before = _source(path.starts, path.nodes[1], stays=path.stays) if path else Source(NODES)
        for name, source in (
            (variable(pattern.object), after), (variable(pattern.subject), before),
            (pattern.by, Source(frozenset({IRI}))),
        ):  # fmt: skip
            self.met[name] += 1
            self.led += [name] if name and path and not path.plain else []
            if name and name != THIS:
                self.sources[name] = self.sources.get(name, Source()) | source

    def walked(self) -> None:
        """A path of several steps begins and ends in nodes: rdflib does not hold it to 0, "" or false known before."""
        for name in self.led:
            if self.met[name] > 1 or name in self.made:
                self.ask("node", self.of_variable(name))

    def select(self, query: Select) -> None:
        known = sure(query.where)
        for _, expression in query.given:
            self.kinds(expression)
            self.summed(expression, known)
        for having in query.having:
            self.holds(having)
            self.summed(having, known)
        self.group(query.where)

    def group(self, group: Group) -> None:
        before = self.narrowed
        self.narrowed = before | dict(_narrowed(group))
        for one in group.filters:
            self.holds(one)
        self.narrowed = before
        for _, expression in group.binds:
            self.kinds(expression)
        for inner in (*(way for ways in group.parts for way in ways), *(body for _, body in group.optional)):
            self.group(inner)
        for sub in group.subqueries:
            self.select(sub)

    def summed(self, expression: Expr, known: frozenset[str]) -> None:
        """Raises QueryError where a sum may meet what has no value: one engine passes over it."""
        if expression.op == "SUM" and not all(has_value(one, known) for one in expression.args):
            raise QueryError("what it sums has perhaps no value; write COALESCE(?x, 0)")
        for one in expression.args:
            self.summed(one, known)

    def holds(self, condition: Expr) -> None:
        """A condition, where an error is the same as false."""
        for one in operands(condition):
            if one.op == "STRSTARTS" and one.args[0].op == "STR" and ":" in one.args[1].text:
                inner = self.kinds(one.args[0].args[0])  # no node without a name begins so, nor has it a text
                self.ask("spelt", Source(inner.kinds - {BLANK}, inner.properties))
            else:
                self.ask("truth", self.kinds(one))

    def ask(self, what: str, values: Source, others: Source | None = None) -> None:
        self.found.append(Demand(what, values, others or Source()))

    def kinds(self, expression: Expr) -> Source:
        """Of which kinds the value of an expression is."""
        told = expression.op
        if told == "variable":
            return self.of_variable(expression.text)
        if told == "iri":
            return Source(frozenset({IRI}))
        if told == "literal":
            return Source(frozenset({kind_of_text(expression.text, expression.kind)}))
        if expression.group:
            self.group(expression.group)
            return Source(frozenset({TRUTH}))
        return self.of_operation(expression) if told in _OPERATIONS else self.of_function(expression)

    def of_variable(self, name: str) -> Source:
        found = self.sources.get(name, Source())
        if name in self.following:
            return found
        self.following.add(name)
        for expression in self.made.get(name, ()):
            found |= self.kinds(expression)
        self.following.discard(name)
        return replace(found, only=self.narrowed.get(name, ""))

    def of_operation(self, expression: Expr) -> Source:
        told, args = expression.op, expression.args
        if told == "-" and args[1].kind in _DURATIONS and _SPAN.fullmatch(args[1].text):
            before = self.kinds(args[0])
            self.ask("date", before)
            return before
        found = [self.kinds(one) for one in args]
        if told in _RELATIONS:
            self.ask(_RELATIONS[told], *found)
        elif told == "IN":
            for one in found[1:]:
                self.ask("among", found[0], one)
        else:
            for one in found:
                self.ask("truth" if told in ("!", "&&", "||") else "integer", one)
        return Source(frozenset({INTEGER if told in ("+", "-", "*") else TRUTH}))

    def of_function(self, expression: Expr) -> Source:
        told, args = expression.op, expression.args
        if told == "COUNT" and args == (Expr("*"),):
            return Source(frozenset({INTEGER}))
        if told == f"{XSD}integer" and len(args) == 1 and args[0].op == "STR":
            self.ask("digits", self.kinds(args[0].args[0]))
            return Source(frozenset({INTEGER}))
        found = [self.kinds(one) for one in args]
        if told in ("COALESCE", "IF", "CONCAT") and found:
            return self.of_choice(told, found)
        asked = _SAME.get(told) or _FUNCTIONS.get(told, ((), ""))[0]
        if told in ("REGEX", "REPLACE"):
            asked = self.of_pattern(expression)
        if not asked or len(args) > len(asked):
            raise QueryError(f"{told} is not known to mean the same everywhere")
        if told == "SUBSTR" and not all(one.op == "literal" and one.text > "0" for one in args[1:]):
            raise QueryError("SUBSTR is known to mean the same only from a place that is a number over 0")
        for one, what in zip(found, asked, strict=False):
            if what:
                self.ask(what, one)
        return found[0] if told in _SAME or told == "REPLACE" else Source(frozenset({_FUNCTIONS[told][1]}))

    def of_choice(self, told: str, found: list[Source]) -> Source:
        """What one of several is, or all of them together."""
        if told == "CONCAT":
            for one in found:
                self.ask("string", one)
            return Source(frozenset({STRING}))
        if told == "IF":
            self.ask("truth", found.pop(0))
        made = Source()
        for one in found:
            made |= one
        return made

    def of_pattern(self, expression: Expr) -> tuple[str, ...]:
        """What REGEX and REPLACE ask of their arguments. Raises QueryError for a pattern that may differ."""
        texts = expression.args[1:]
        plain = all(one.op == "literal" and "\\" not in one.text for one in texts)
        flags = [one.text for one in texts[1:]] if expression.op == "REGEX" else []
        swapped = expression.op == "REPLACE" and (len(texts) != len(("for", "with")) or "$" in texts[-1].text)
        if not texts or not plain or not readable(texts[0].text) or flags not in ([], ["i"]) or swapped:
            raise QueryError(f"the pattern of {expression.op} is not known to mean the same everywhere")
        return ("text", "string", "string")


_OPERATIONS: Final = frozenset({*_RELATIONS, "IN", "!", "&&", "||", "+", "-", "*"})
