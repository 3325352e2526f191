"""Read SHACL shapes into plain data, or refuse each that holds anything not known here.

Nothing is passed over in silence: a triple of a shape is known, or an annotation that no validator looks at, or the
whole shape is refused by name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from aftalegraf.errors import ShapeRefusedError
from aftalegraf.namespaces import OWL, RDF, RDFS, SH, XSD, shorten
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Triple

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

TARGETS: Final = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
_TEXTS: Final = frozenset({"name", "description", "order", "group", "defaultValue"})
_SHAPE: Final = frozenset({"path", "severity", "message", "deactivated", *TARGETS})
_VALUES: Final = ("class", "hasValue", "equals", "disjoint", "lessThan", "lessThanOrEquals")
_SINGLE: Final = (
    "datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive", "maxExclusive", "maxInclusive",
    "minLength", "maxLength", "uniqueLang",
)  # fmt: skip
_LISTS: Final = ("in", "languageIn")
_SHAPES: Final = ("node", "property", "not")
_SHAPE_LISTS: Final = ("and", "or", "xone")
_OTHER: Final = frozenset(
    {"pattern", "flags", "closed", "ignoredProperties", "sparql", "qualifiedValueShape"}
    | {"qualifiedMinCount", "qualifiedMaxCount"}
)
_KNOWN: Final = _TEXTS | _SHAPE | {*_VALUES, *_SINGLE, *_LISTS, *_SHAPES, *_SHAPE_LISTS} | _OTHER
_OF_PATHS: Final = frozenset({"minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals"})
_OF_QUERIES: Final = frozenset({"select", "message", "prefixes", "severity", "deactivated"})  # the shape's one counts
_COMPONENTS: Final = frozenset({f"{SH}parameter", f"{SH}target", f"{SH}rule", f"{SH}values", f"{SH}expression"})
_CLOSURES: Final = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}
_CLASSES: Final = frozenset({f"{RDFS}Class", f"{OWL}Class"})
_TRUTH: Final = {"true": True, "false": False}
_DEEPEST: Final = 20
_MOST_WAYS: Final = 16


@dataclass(frozen=True, slots=True)
class Query:
    """The query of a SPARQL constraint with its prefixes in front, and the texts of what it finds."""

    node: Term
    text: str
    messages: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that a shape asks. `kind` is the name of its parameter; the rest is what that kind needs."""

    kind: str
    terms: tuple[Term, ...] = ()
    shapes: tuple[Shape, ...] = ()
    number: int = 0
    query: Query | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or a property shape with its path as SPARQL; `steps` are the properties in the path."""

    node: Term
    path: str
    path_node: Term | None
    steps: frozenset[str]
    severity: NamedNode
    messages: tuple[Literal, ...]
    targets: tuple[tuple[str, Term], ...]
    constraints: tuple[Constraint, ...]

    @property
    def name(self) -> str:
        """Its name, short where it has one."""
        return named(self.node)


def named(node: Term) -> str:
    """The name of a shape, as a message has it."""
    return shorten(node.value) if isinstance(node, NamedNode) else str(node)


def shapes_of(
    triples: Iterable[Triple], respelt: Collection[Term] = ()
) -> tuple[dict[Term, Shape], dict[Term, ShapeRefusedError]]:
    """The shapes that have targets, by their nodes, each read or refused.

    `respelt` are the literals that a store keeps in another spelling, such as 1.0 for 1: no shape may ask for one.
    """
    reading = _Reading(triples, respelt)
    known: dict[Term, Shape] = {}
    refused: dict[Term, ShapeRefusedError] = {}
    for node in reading.roots():
        try:
            known[node] = reading.shape(node, ())
        except ShapeRefusedError as error:
            refused[node] = ShapeRefusedError(named(node), error.why)
    return known, refused


def _sequence(parts: Sequence[str]) -> str:
    """One step after another. What may be left out is written as two ways, which the store walks much faster."""
    ways = [""]
    for part in parts:
        body = {"?": part[:-1], "*": f"{part[:-1]}+"}.get(part[-1], part)
        longer = [f"{way}/{body}" if way else body for way in ways]
        ways = longer if body == part else [*longer, *ways]
    if "" in ways or len(ways) > _MOST_WAYS:
        return "(" + "/".join(parts) + ")"
    return "(" + "|".join(ways) + ")"


class _Reading:
    """The triples of shapes by subject and predicate, and how each part is read."""

    def __init__(self, triples: Iterable[Triple], respelt: Collection[Term]) -> None:
        self.respelt = respelt
        self.said: dict[Term, dict[str, list[Term]]] = {}
        for t in sorted(set(triples), key=str):
            self.said.setdefault(t.subject, {}).setdefault(t.predicate.value, []).append(t.object)
        declared = {name for told in self.said.values() for name in told} & _COMPONENTS
        self.foreign = ", ".join(sorted(shorten(name) for name in declared))

    def roots(self) -> Iterator[Term]:
        """The shapes with targets, those that are classes among them."""
        for node, told in self.said.items():
            shaped = any(f"{SH}{name}" in told for name in TARGETS)
            if shaped or (self.kinds(node) & _CLASSES and self.is_shape(told)):
                yield node

    def is_shape(self, told: Mapping[str, list[Term]]) -> bool:
        kinds = {str(kind) for kind in told.get(f"{RDF}type", ())}
        return bool(kinds & {f"<{SH}NodeShape>", f"<{SH}PropertyShape>"}) or any(f"{SH}{k}" in told for k in _KNOWN)

    def kinds(self, node: Term) -> set[str]:
        return {kind.value for kind in self.all(node, "type", RDF) if isinstance(kind, NamedNode)}

    def shape(self, node: Term, within: tuple[Term, ...]) -> Shape:
        """A shape with all that it refers to. Raises ShapeRefusedError where anything of it is not known."""
        if node in within:
            raise ShapeRefusedError(named(node), "it refers to itself")
        if len(within) > _DEEPEST:
            raise ShapeRefusedError(named(node), "it stands too deep in other shapes")
        self.check(node)
        path = self.single(node, "path")
        steps: set[str] = set()
        severity = self.single(node, "severity") or NamedNode(f"{SH}Violation")
        if not isinstance(severity, NamedNode):
            raise ShapeRefusedError(named(node), "its severity has no name")
        text = self.path(node, path, steps) if path else ""
        within = (*within, node)
        off = self.truth(node, "deactivated")
        return Shape(
            node, text, path, frozenset(steps), severity, self.texts(node), () if off else tuple(self.targets(node)),
            () if off else tuple(self.constraints(node, within, has_path=path is not None)),
        )  # fmt: skip

    def check(self, node: Term) -> None:
        """Raises ShapeRefusedError for a shape that is not described, or by a property that is not known."""
        if isinstance(node, Literal | Triple) or node not in self.said:
            raise ShapeRefusedError(named(node), "it is not described")
        if self.foreign:
            raise ShapeRefusedError(named(node), f"the shapes use {self.foreign}")
        for name in self.said[node]:
            if name.startswith(SH) and name.removeprefix(SH) not in _KNOWN:
                raise ShapeRefusedError(named(node), f"it uses {shorten(name)}")
        odd = sorted(name for name in _OF_PATHS if self.all(node, name) and not self.all(node, "path"))
        if odd:
            raise ShapeRefusedError(named(node), f"it uses sh:{odd[0]} without a path")

    def targets(self, node: Term) -> Iterator[tuple[str, Term]]:
        kinds = self.kinds(node)
        if kinds & _CLASSES:
            if f"{RDFS}Class" not in kinds:
                raise ShapeRefusedError(named(node), "it is a class of OWL, which SHACL itself makes no target of")
            yield "targetClass", node
        for name in TARGETS:
            for value in self.all(node, name):
                if isinstance(value, BlankNode | Triple) or (isinstance(value, Literal) and name != "targetNode"):
                    raise ShapeRefusedError(named(node), f"sh:{name} has no name")
                yield name, value if isinstance(value, NamedNode) else self.constant(node, value)

    def constraints(self, node: Term, within: tuple[Term, ...], *, has_path: bool) -> Iterator[Constraint]:
        for kind in _VALUES:
            for one in self.all(node, kind):
                yield Constraint(kind, (self.constant(node, one),))
        for kind in _SINGLE:
            if (value := self.single(node, kind)) is not None:
                yield from self.simple(node, kind, value)
        for kind in _LISTS:
            if head := self.single(node, kind):
                yield Constraint(kind, tuple(self.constant(node, term) for term in self.listed(node, head)))
        yield from self.members(node, within)
        yield from self.pattern(node)
        yield from self.closed(node)
        yield from self.qualified(node, within, has_path=has_path)
        for value in self.all(node, "sparql"):
            yield from self.sparql(node, value)

    def members(self, node: Term, within: tuple[Term, ...]) -> Iterator[Constraint]:
        for kind in _SHAPES:
            for value in self.all(node, kind):
                yield Constraint(kind, shapes=(self.member(node, kind, value, within),))
        for kind in _SHAPE_LISTS:
            for head in self.all(node, kind):
                members = tuple(self.shape(term, within) for term in self.listed(node, head))
                yield Constraint(kind, shapes=members)

    def simple(self, node: Term, kind: str, value: Term) -> Iterator[Constraint]:
        if kind == "uniqueLang":
            if self.truth(node, kind):
                yield Constraint(kind)
        elif kind in ("minCount", "maxCount", "minLength", "maxLength"):
            yield Constraint(kind, number=self.number(node, value))
        else:
            yield Constraint(kind, (self.constant(node, value),))

    def member(self, node: Term, kind: str, value: Term, within: tuple[Term, ...]) -> Shape:
        found = self.shape(value, within)
        if (kind == "property") is not bool(found.path) and kind != "not":
            raise ShapeRefusedError(named(node), f"sh:{kind} leads to a shape of the other kind")
        return found

    def pattern(self, node: Term) -> Iterator[Constraint]:
        values, flags = self.all(node, "pattern"), self.single(node, "flags")
        if flags and (len(values) != 1 or not isinstance(flags, Literal)):
            raise ShapeRefusedError(named(node), "sh:flags needs one sh:pattern")
        for value in values:
            yield Constraint("pattern", (self.constant(node, value), *((flags,) if flags else ())))

    def closed(self, node: Term) -> Iterator[Constraint]:
        if not self.truth(node, "closed"):
            if self.all(node, "ignoredProperties"):
                raise ShapeRefusedError(named(node), "sh:ignoredProperties needs sh:closed")
            return
        head = self.single(node, "ignoredProperties")
        own = [path for part in self.all(node, "property") for path in self.all(part, "path")]
        ignored = [*(self.listed(node, head) if head else ()), *own]
        yield Constraint("closed", tuple(term for term in ignored if isinstance(term, NamedNode)))

    def qualified(self, node: Term, within: tuple[Term, ...], *, has_path: bool) -> Iterator[Constraint]:
        value = self.single(node, "qualifiedValueShape")
        counts = {kind: self.single(node, kind) for kind in ("qualifiedMinCount", "qualifiedMaxCount")}
        if value is None and not any(counts.values()):
            return
        if value is None or not has_path or not any(counts.values()):
            raise ShapeRefusedError(named(node), "its qualified counts are not whole")
        for kind, count in counts.items():
            if count:
                yield Constraint(kind, shapes=(self.shape(value, within),), number=self.number(node, count))

    def sparql(self, node: Term, value: Term) -> Iterator[Constraint]:
        """A SPARQL constraint. Raises ShapeRefusedError for one that asks otherwise than by SELECT."""
        told = self.said.get(value, {})
        odd = [n for n in told if n.startswith(SH) and n.removeprefix(SH) not in _OF_QUERIES]
        text = self.single(value, "select")
        if odd or not isinstance(text, Literal) or (text.datatype.value != f"{XSD}string"):
            raise ShapeRefusedError(named(node), f"{named(value)} is no constraint with sh:select alone")
        if not self.truth(value, "deactivated"):
            yield Constraint("sparql", query=Query(value, self.prefixes(value) + text.value, self.texts(value)))

    def prefixes(self, node: Term) -> str:
        """The prefixes that a query is to have, those that a set takes over from another too."""
        waiting, seen = list(self.all(node, "prefixes")), set[Term]()
        found: set[str] = set()
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            waiting += [other for other in self.all(one, "imports", OWL) if other in self.said]
            for declared in self.all(one, "declare"):
                name, space = self.single(declared, "prefix"), self.single(declared, "namespace")
                if not isinstance(name, Literal) or not isinstance(space, Literal):
                    raise ShapeRefusedError(named(node), "a prefix of its query is not whole")
                found.add(f"PREFIX {name.value}: <{space.value}>\n")
        return "".join(sorted(found))

    def path(self, node: Term, path: Term, steps: set[str], *, closed: bool = False) -> str:
        """A path as SPARQL. Raises ShapeRefusedError for one that is none, or could grow out of all bounds."""
        if isinstance(path, NamedNode):
            steps.add(path.value)
            return f"<{path.value}>"
        told = {name.removeprefix(SH): values for name, values in self.said.get(path, {}).items()}
        if f"{RDF}first" in told:
            return _sequence([self.path(node, one, steps, closed=closed) for one in self.listed(node, path)])
        if len(told) != 1 or not (kind := next(iter(told))) or len(told[kind]) != 1:
            raise ShapeRefusedError(named(node), "its path cannot be read")
        (inner,) = told[kind]
        if kind == "inversePath":
            if not isinstance(inner, NamedNode):
                raise ShapeRefusedError(named(node), "its path turns a path of several parts around")
            return f"^({self.path(node, inner, steps, closed=closed)})"
        if kind == "alternativePath":
            ways = [self.path(node, one, steps, closed=closed) for one in self.listed(node, inner)]
            return "(" + "|".join(ways) + ")"
        if kind not in _CLOSURES:
            raise ShapeRefusedError(named(node), "its path cannot be read")
        if closed:
            raise ShapeRefusedError(named(node), "its path repeats what repeats already")
        return f"({self.path(node, inner, steps, closed=True)}){_CLOSURES[kind]}"

    def listed(self, node: Term, head: Term) -> tuple[Term, ...]:
        found: list[Term] = []
        seen: set[Term] = set()
        while head != NamedNode(f"{RDF}nil"):
            first, rest = self.all(head, "first", RDF), self.all(head, "rest", RDF)
            if head in seen or len(first) != 1 or len(rest) != 1:
                raise ShapeRefusedError(named(node), "a list of it is not whole")
            seen.add(head)
            found.append(first[0])
            head = rest[0]
        return tuple(found)

    def all(self, node: Term, name: str, space: str = SH) -> tuple[Term, ...]:
        return tuple(self.said.get(node, {}).get(f"{space}{name}", ()))

    def single(self, node: Term, name: str) -> Term | None:
        values = self.all(node, name)
        if len(values) > 1:
            raise ShapeRefusedError(named(node), f"it has sh:{name} more than once")
        return values[0] if values else None

    def texts(self, node: Term) -> tuple[Literal, ...]:
        return tuple(text for text in self.all(node, "message") if isinstance(text, Literal))

    def truth(self, node: Term, name: str) -> bool:
        value = self.single(node, name)
        if value is None:
            return False
        if not isinstance(value, Literal) or value.datatype.value != f"{XSD}boolean" or value.value not in _TRUTH:
            raise ShapeRefusedError(named(node), f"sh:{name} is neither true nor false")
        return _TRUTH[value.value]

    def number(self, node: Term, value: Term) -> int:
        if isinstance(value, Literal) and value.datatype.value == f"{XSD}integer" and value.value.isdecimal():
            return int(value.value)
        raise ShapeRefusedError(named(node), f"{value} is no number to count with")

    def constant(self, node: Term, value: Term) -> Term:
        if isinstance(value, NamedNode | Literal) and value not in self.respelt:
            return value
        odd = f"it spells {value} otherwise than the store keeps it"
        raise ShapeRefusedError(named(node), odd if value in self.respelt else "it asks for a value without a name")
