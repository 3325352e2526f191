"""Read a SELECT query as groups of patterns, each with its path as plain data, or refuse what is not known here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf.errors import QueryError
from aftalegraf.namespaces import PREFIXES, RDF
from aftalegraf.scanner import Token, tokens

_END: Final = Token("mark", "", 0, "", 0)
_COUNTS: Final = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "HAVING", "GROUP"})
_CUTS: Final = frozenset({"LIMIT", "OFFSET"})
_NUMBERS: Final = ("variable", "iri", "name", "string", "number", "label")
_TRUTH: Final = frozenset({"TRUE", "FALSE"})


@dataclass(frozen=True, slots=True)
class Path:
    """A path. `kind` is step (the property `iri`, "" for any), back, row, ways or repeat (no time or more)."""

    kind: str
    iri: str = ""
    parts: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple or path pattern. A variable is written ?name, anything else is a constant."""

    subject: str
    path: Path
    object: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a group: pattern, ways (groups in a union, or one by itself), optional, exists, bound or select.

    `names` are the variables that a `bound` part (VALUES) gives values to. `late` is an EXISTS of a filter, which sees
    all that its group binds.
    """

    kind: str
    pattern: Pattern | None = None
    groups: tuple[Group, ...] = ()
    select: Select | None = None
    names: frozenset[str] = frozenset()
    late: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between two braces, and where its first part would stand in the text."""

    parts: tuple[Part, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Select:
    """A query or subquery. `gives` are the variables that go out as they are, for each value of which it is answered.

    A subquery that is cut short, or counts what it does not group by, is answered for all of them together.
    """

    group: Group
    gives: frozenset[str]


def read(text: str) -> Select:
    """A query taken apart. Raises QueryError for one with anything that is not known here."""
    found = tuple(tokens(text))
    reader = _Reader(found)
    reader.prologue()
    select = reader.select()
    if reader.now is not _END:
        raise QueryError(f"{reader.now.text} is not known after a query")
    return select


def path_of(text: str) -> Path:
    """A path by itself."""
    return _Reader(tuple(tokens(text))).path()


def longest(path: Path) -> int:
    """How many steps a path takes at most, where what repeats counts once."""
    steps = [longest(part) for part in path.parts]
    if path.kind == "step":
        return 1
    return sum(steps) if path.kind == "row" else max(steps)


class _Reader:
    """The tokens of a query, and how far they are read."""

    def __init__(self, found: Sequence[Token]) -> None:
        self.found, self.at, self.fresh = found, 0, 0
        self.prefixes = dict(PREFIXES)

    @property
    def now(self) -> Token:
        return self.found[self.at] if self.at < len(self.found) else _END

    @property
    def word(self) -> str:
        return self.now.text.upper() if self.now.kind == "word" else ""

    def take(self) -> Token:
        token = self.now
        if token is _END:
            raise QueryError("the query ends in the middle of something")
        self.at += 1
        return token

    def skip(self, *wanted: str) -> bool:
        """Go past a mark or word that is one of these."""
        here = self.word or (self.now.text if self.now.kind == "mark" else "")
        if here and here in wanted:
            self.at += 1
            return True
        return False

    def must(self, wanted: str) -> None:
        if not self.skip(wanted):
            raise QueryError(f"{self.now.text or 'the end'} stands where {wanted} is known")

    def prologue(self) -> None:
        while self.skip("PREFIX"):
            name, space = self.take(), self.take()
            self.prefixes[name.text.removesuffix(":")] = space.text[1:-1]

    def select(self) -> Select:
        self.must("SELECT")
        self.skip("DISTINCT", "REDUCED")
        head = self.region("WHERE", "{")
        self.skip("WHERE")
        group = self.group()
        words: list[Token] = []
        while self.now is not _END and self.now.text != "}":
            words.append(self.take())
        told = {token.text.upper() for token in (*head, *words) if token.kind == "word"}
        if "{" in {token.text for token in (*head, *words)} or "VALUES" in told:
            raise QueryError("a group stands outside of WHERE")
        return Select(group, self.gives(head, words, told))

    def gives(self, head: Sequence[Token], tail: Sequence[Token], told: set[str]) -> frozenset[str]:
        """The variables for each value of which a query is answered by itself."""
        shown = {_variable(t) for t in head if t.kind == "variable" and t.inside != "("}
        if _CUTS & told:
            return frozenset()
        if not _COUNTS & told:
            return frozenset(shown)
        grouped: set[str] = set()
        by = False
        for token in tail:
            by = (by or token.text.upper() == "BY") and token.text.upper() not in ("HAVING", "ORDER", "GROUP")
            if by and token.kind == "variable" and token.inside != "(":
                grouped.add(_variable(token))
            if token.text.upper() == "ORDER":
                break
        return frozenset(shown & grouped)

    def region(self, *ends: str) -> list[Token]:
        """The tokens up to a word or mark."""
        found = []
        while (self.word or self.now.text) not in ends:
            found.append(self.take())
        return found

    def group(self) -> Group:
        start = self.now.start + 1
        self.must("{")
        parts: list[Part] = []
        if self.word == "SELECT":
            parts.append(Part("select", select=self.select()))
            self.must("}")
        else:
            while not self.skip("}"):
                parts += self.part()
                self.skip(".")
        return Group(tuple(parts), start)

    def part(self) -> list[Part]:
        """The next part of a group; a filter and a binding are the EXISTS in them: what BIND names leads nowhere."""
        if self.now.text == "{":
            return [self.ways()]
        if self.skip("OPTIONAL"):
            return [Part("optional", groups=(self.group(),))]
        if self.skip("FILTER"):
            return self.expression(late=True)
        if self.skip("BIND"):
            return self.bracketed(late=False)
        if self.skip("VALUES"):
            return [self.values()]
        return self.triples()

    def ways(self) -> Part:
        """One group, or several between UNION."""
        found = [self.group()]
        while self.skip("UNION"):
            found.append(self.group())
        return Part("ways", groups=tuple(found))

    def expression(self, *, late: bool) -> list[Part]:
        """An expression of a filter: EXISTS, a call or brackets. Gives the EXISTS in it."""
        if self.word in ("NOT", "EXISTS"):
            self.skip("NOT")
            self.must("EXISTS")
            return [Part("exists", groups=(self.group(),), late=late)]
        if self.now.text != "(":
            self.take()
        return self.bracketed(late=late)

    def bracketed(self, *, late: bool) -> list[Part]:
        self.must("(")
        found: list[Part] = []
        depth = 1
        while depth:
            if self.skip("EXISTS"):
                found.append(Part("exists", groups=(self.group(),), late=late))
            else:
                token = self.take()
                if token.text == "{":
                    raise QueryError("a group stands in an expression")
                depth += (token.text == "(") - (token.text == ")") if token.kind == "mark" else 0
        return found

    def values(self) -> Part:
        head = self.region("{")
        self.must("{")
        rows = self.region("}")
        self.must("}")
        given = any(token.text.upper() == "UNDEF" for token in rows)
        return Part("bound", names=frozenset(() if given else (_variable(t) for t in head if t.kind == "variable")))

    def triples(self) -> list[Part]:
        """A subject with all that is said of it."""
        found: list[Part] = []
        alone = self.now.text == "["
        subject = self.term(found)
        if not (alone and self.now.text in (".", "}")):
            self.said(subject, found)
        return found

    def said(self, subject: str, found: list[Part]) -> None:
        """The properties and values after a subject."""
        while True:
            path = self.variable_step() if self.now.kind == "variable" else self.path()
            while True:
                found.append(Part("pattern", Pattern(subject, path, self.term(found))))
                if not self.skip(","):
                    break
            ended = True
            while self.skip(";"):
                ended = False
            if ended or self.now.text in (".", "}", "]"):
                return

    def variable_step(self) -> Path:
        self.take()
        return Path("step")

    def term(self, found: list[Part]) -> str:
        """A subject or object; what stands in square brackets goes to `found`."""
        token = self.take()
        if token.text == "[":
            self.fresh += 1
            name = f"?[{self.fresh}"
            if self.now.text != "]":
                self.said(name, found)
            self.must("]")
            return name
        if token.kind == "variable":
            return _variable(token)
        if token.kind == "label":
            return f"?{token.text}"
        if token.kind not in _NUMBERS and token.text.upper() not in _TRUTH and token.text not in "+-":
            raise QueryError(f"{token.text} is not known as a subject or value")
        if token.text in ("+", "-"):
            self.take()
        if token.kind == "string":
            self.suffix()
        return token.text

    def suffix(self) -> None:
        """The language or datatype of a string."""
        if self.now.kind == "language":
            self.take()
        elif self.skip("^"):
            self.must("^")
            self.take()

    def path(self) -> Path:
        ways = [self.row()]
        while self.skip("|"):
            ways.append(self.row())
        return ways[0] if len(ways) == 1 else Path("ways", parts=tuple(ways))

    def row(self) -> Path:
        steps = [self.step()]
        while self.skip("/"):
            steps.append(self.step())
        return steps[0] if len(steps) == 1 else Path("row", parts=tuple(steps))

    def step(self) -> Path:
        if self.skip("^"):
            return Path("back", parts=(self.step(),))
        if self.skip("("):
            inner = self.path()
            self.must(")")
        else:
            inner = Path("step", self.iri())
        if self.skip("*"):
            return Path("repeat", parts=(inner,))
        if self.skip("+"):
            return Path("row", parts=(inner, Path("repeat", parts=(inner,))))
        return Path("ways", parts=(Path("row"), inner)) if self.skip("?") else inner

    def iri(self) -> str:
        token = self.take()
        if token.kind == "iri":
            return token.text[1:-1]
        if token.kind == "word" and token.text == "a":
            return f"{RDF}type"
        prefix, _, local = token.text.partition(":")
        if token.kind != "name" or prefix not in self.prefixes:
            raise QueryError(f"{token.text} is not known as a property")
        return self.prefixes[prefix] + local.replace("\\", "")


def _variable(token: Token) -> str:
    return f"?{token.text[1:]}"
