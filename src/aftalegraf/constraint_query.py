"""Read the query of a SPARQL constraint as a tree of groups, patterns and expressions.

What is not known to this reader is refused: it then cannot be said to mean the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from aftalegraf.errors import QueryError
from aftalegraf.namespaces import PREFIXES, RDF, XSD
from aftalegraf.query_tree import Expr, Group, Path, Pattern, Select
from aftalegraf.scanner import Token, tokens

_NONE: Final = Token("mark", "", 0, "", 0)
_TERMS: Final = frozenset({"variable", "iri", "name", "string", "number", "label"})
_RELATIONS: Final = ("<=", ">=", "!=", "=", "<", ">")
_DEEPEST: Final = 50
_LONG: Final = ('"""', "'''")


@dataclass(slots=True)
class _Gathered:
    patterns: list[Pattern] = field(default_factory=list)
    filters: list[Expr] = field(default_factory=list)
    binds: list[tuple[str, Expr]] = field(default_factory=list)
    optional: list[tuple[Group, Group]] = field(default_factory=list)
    parts: list[tuple[Group, ...]] = field(default_factory=list)
    subqueries: list[Select] = field(default_factory=list)

    def group(self) -> Group:
        return Group(
            tuple(self.patterns), tuple(self.filters), tuple(self.binds), tuple(self.optional), tuple(self.parts),
            tuple(self.subqueries),
        )  # fmt: skip


def read(found: Sequence[Token]) -> Select:
    """The tree of a query. Raises QueryError for what is not known here."""
    reader = _Reader(found)
    reader.prologue()
    query = reader.select()
    if reader.at != len(found):
        raise reader.odd()
    return query


def path_of(text: str) -> Path:
    """A path by itself, with its IRIs in full."""
    return _Reader(tuple(tokens(text))).path()


class _Reader:
    """One pass over the tokens of a query."""

    def __init__(self, found: Sequence[Token]) -> None:
        self.found, self.at, self.prefixes, self.deep = found, 0, dict(PREFIXES), 0

    @property
    def now(self) -> Token:
        return self.found[self.at] if self.at < len(self.found) else _NONE

    @property
    def word(self) -> str:
        return self.now.text.upper() if self.now.kind == "word" else ""

    def odd(self) -> QueryError:
        return QueryError(f"what stands at {self.now.text!r} is not known to mean the same everywhere")

    def next(self) -> Token:
        token = self.now
        self.at += 1
        return token

    def has(self, text: str) -> bool:
        """Whether some marks, or a word, come next; if so they are passed."""
        ahead = self.found[self.at : self.at + (len(text) if not text.isalpha() else 1)]
        same = "".join(token.text for token in ahead) == text if not text.isalpha() else self.word == text
        self.at += len(ahead) if same else 0
        return same

    def needs(self, text: str) -> None:
        if not self.has(text):
            raise self.odd()

    def prologue(self) -> None:
        while self.has("PREFIX"):
            name = self.next().text.removesuffix(":")
            self.prefixes[name] = self.next().text[1:-1]

    def name(self) -> str:
        """The variable that comes next, without its mark."""
        if self.now.kind != "variable":
            raise self.odd()
        return self.next().text[1:]

    def iri(self) -> str:
        token = self.next()
        if token.kind == "iri" and "\\" not in token.text:
            return token.text[1:-1]
        prefix, colon, local = token.text.partition(":")
        if token.kind != "name" or not colon or prefix not in self.prefixes:
            self.at -= 1
            raise self.odd()
        return self.prefixes[prefix] + local.replace("\\", "")

    def select(self) -> Select:
        self.needs("SELECT")
        self.has("DISTINCT")
        given: list[tuple[str, Expr]] = []
        while self.now.kind == "variable" or self.now.text == "(":
            given.append(self.named() if self.has("(") else self.plain())
        self.has("WHERE")
        where = self.group()
        by, having = list[str](), list[Expr]()
        if self.has("GROUP"):
            self.needs("BY")
            while self.now.kind == "variable":
                by.append(self.name())
        if self.has("HAVING"):
            while self.now.text == "(":
                having.append(self.bracketed())
        return Select(tuple(given), where, tuple(by), tuple(having))

    def plain(self) -> tuple[str, Expr]:
        name = self.name()
        return name, Expr("variable", text=name)

    def named(self) -> tuple[str, Expr]:
        """An expression with a name, after its bracket."""
        expression = self.expression()
        self.needs("AS")
        name = self.name()
        self.needs(")")
        return name, expression

    def group(self) -> Group:
        self.needs("{")
        self.deep += 1
        if self.deep > _DEEPEST:
            raise self.odd()
        gathered = _Gathered()
        if self.word == "SELECT":
            gathered.subqueries.append(self.select())
        else:
            while self.now.text != "}":
                self.element(gathered)
        self.needs("}")
        self.deep -= 1
        return gathered.group()

    def element(self, to: _Gathered) -> None:
        if self.has("FILTER"):
            to.filters.append(self.bracketed() if self.now.text == "(" else self.primary())
        elif self.has("OPTIONAL"):
            to.optional.append((to.group(), self.group()))
        elif self.has("BIND"):
            self.needs("(")
            name, expression = self.named()
            to.binds.append((name, expression))
        elif self.now.text == "{":
            ways = [self.group()]
            while self.has("UNION"):
                ways.append(self.group())
            to.parts.append(tuple(ways))
        elif not self.has("."):
            self.triples(to)

    def triples(self, to: _Gathered) -> None:
        """The patterns of one subject."""
        subject = self.term()
        while True:
            by, path = ("", None) if self.now.kind == "variable" else ("", self.path())
            if path is None:
                by = self.name()
            to.patterns.append(self.pattern(subject, path, by))
            while self.has(","):
                to.patterns.append(self.pattern(subject, path, by))
            if not self.has(";"):
                return
            if self.now.text in (".", "}"):
                return

    def pattern(self, subject: Expr, path: Path | None, by: str) -> Pattern:
        """A pattern with what it asks for, where a number with a fraction may be spelt otherwise in the data."""
        asked = self.term()
        if asked.kind in (f"{XSD}decimal", f"{XSD}double"):
            raise QueryError(f"a pattern asks for {asked.text}, which the data may spell in another way")
        if path and path.stays:
            raise QueryError("a path may stay where it is, in a term that need not be in the data")
        return Pattern(subject, path, asked, by)

    def term(self) -> Expr:
        if self.now.kind not in _TERMS:
            raise self.odd()
        if self.now.kind == "variable":
            return Expr("variable", text=self.name())
        if self.now.kind == "label":
            return Expr("label", text=self.next().text)
        if self.now.kind in ("iri", "name"):
            return Expr("iri", text=self.iri())
        return self.literal()

    def literal(self) -> Expr:
        token = self.next()
        if token.kind == "number":
            return Expr("literal", text=token.text, kind=_number(token.text))
        if token.text.startswith(_LONG):
            raise QueryError("a long string is not known to mean the same everywhere")
        if self.now.kind == "language":
            self.next()
            return Expr("literal", text=token.text[1:-1], kind=f"{RDF}langString")
        if self.has("^^"):
            kind = self.iri()
            if kind == f"{XSD}string":
                raise QueryError("a string with its datatype is not the same everywhere; leave the datatype out")
            return Expr("literal", text=token.text[1:-1], kind=kind)
        return Expr("literal", text=token.text[1:-1], kind=f"{XSD}string")

    def path(self) -> Path:
        return self.ways("|", lambda: self.ways("/", self.step))

    def ways(self, mark: str, part: Callable[[], Path]) -> Path:
        """Paths with a mark between them: one after another, or one of several."""
        found = [part()]
        while self.has(mark):
            found.append(part())
        if len(found) == 1:
            return found[0]
        names = frozenset(iri for one in found for iri in one.properties)
        ends, starts = _reached(found, mark), _reached(found[::-1], mark)
        return Path(
            names,
            frozenset(iri for one in ends for iri in one.ends),
            frozenset(iri for one in starts for iri in one.starts),
            (any(one.nodes[0] for one in ends), any(one.nodes[1] for one in starts)),
            all(one.stays for one in found) if mark == "/" else any(one.stays for one in found),
        )

    def step(self) -> Path:
        if self.has("^"):
            one = self.step()
            return Path(one.properties, one.starts, one.ends, one.nodes[::-1], one.stays)
        if self.has("("):
            one = self.path()
            self.needs(")")
        else:
            iri = f"{RDF}type" if self.has("A") else self.iri()
            one = Path(frozenset({iri}), frozenset({iri}), frozenset(), plain=True)
        if self.now.text in ("*", "?"):
            self.next()
            return Path(one.properties, one.ends, one.starts, one.nodes, stays=True)
        return replace(one, plain=False) if self.has("+") else one

    def bracketed(self) -> Expr:
        self.needs("(")
        found = self.expression()
        self.needs(")")
        return found

    def expression(self) -> Expr:
        self.deep += 1
        if self.deep > _DEEPEST:
            raise self.odd()
        found = self.chain(("||",), lambda: self.chain(("&&",), self.relation))
        self.deep -= 1
        return found

    def chain(self, marks: tuple[str, ...], part: Callable[[], Expr]) -> Expr:
        found = part()
        while mark := next((mark for mark in marks if self.has(mark)), ""):
            found = Expr(mark, (found, part()))
        return found

    def relation(self) -> Expr:
        found = self.sum()
        if mark := next((mark for mark in _RELATIONS if self.has(mark)), ""):
            return Expr(mark, (found, self.sum()))
        if self.word == "NOT":
            self.next()
            self.needs("IN")
            return Expr("IN", (found, *self.listed()))
        return Expr("IN", (found, *self.listed())) if self.has("IN") else found

    def sum(self) -> Expr:
        return self.chain(("+", "-"), lambda: self.chain(("*",), self.unary))

    def unary(self) -> Expr:
        if self.has("!"):
            return Expr("!", (self.unary(),))
        return (
            Expr("-", (Expr("literal", text="0", kind=f"{XSD}integer"), self.unary()))
            if self.has("-")
            else self.primary()
        )

    def listed(self) -> tuple[Expr, ...]:
        """What stands in brackets after a function or IN."""
        self.needs("(")
        found: list[Expr] = []
        while not self.has(")"):
            if found:
                self.needs(",")
            self.has("DISTINCT")
            found.append(Expr("*") if self.has("*") else self.expression())
        return tuple(found)

    def primary(self) -> Expr:
        if self.now.text == "(":
            return self.bracketed()
        if self.has("NOT"):
            if self.word != "EXISTS":
                raise self.odd()
            return self.primary()
        if self.has("EXISTS"):
            return Expr("EXISTS", group=self.group())
        if self.word in ("TRUE", "FALSE"):
            return Expr("literal", text=self.next().text.lower(), kind=f"{XSD}boolean")
        if self.word:
            return Expr(self.next().text.upper(), self.listed())
        found = self.term()
        return Expr(found.text, self.listed()) if found.op == "iri" and self.now.text == "(" else found


def _number(text: str) -> str:
    if "e" in text.lower():
        return f"{XSD}double"
    if "." in text:
        return f"{XSD}decimal"
    if text != str(int(text)):
        raise QueryError(f"the number {text} is not spelt as the store keeps it")
    return f"{XSD}integer"


def _reached(found: Sequence[Path], mark: str) -> list[Path]:
    """The paths that may be the last of some: each of several ways, or from the last back to one that must be gone."""
    if mark == "|":
        return list(found)
    reached: list[Path] = []
    for one in reversed(found):
        reached.append(one)
        if not one.stays:
            break
    return reached
