"""Ask the query of a SPARQL constraint of all its focus nodes at once, or of one by one where only that is the same.

SHACL binds $this before the query is asked. Here the nodes are joined at the head of the query instead, which is the
same as long as every part that speaks of $this also binds it; where that is not plain to see, each node is asked of by
itself, bound at the head of every group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from aftalegraf.errors import QueryError
from aftalegraf.guard import check
from aftalegraf.namespaces import PREFIXES
from aftalegraf.scanner import Token, tokens

# What the engines are known to answer alike. SHACL itself forbids MINUS, VALUES and SERVICE here.
KNOWN: Final = frozenset(
    "PREFIX SELECT DISTINCT WHERE FILTER NOT EXISTS OPTIONAL UNION BIND AS GROUP BY HAVING IN a A "
    "COUNT SUM COALESCE IF BOUND STR LANG DATATYPE REGEX STRSTARTS STRENDS CONTAINS REPLACE CONCAT SUBSTR YEAR "
    "MONTH DAY LCASE UCASE STRLEN isIRI isLiteral isBlank isNumeric sameTerm LANGMATCHES TRUE FALSE"
    .upper().split()
)  # fmt: skip
_COUNTS: Final = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "GROUP", "HAVING"})
_HEADS: Final = frozenset({"SELECT", "GROUP", "HAVING", "ORDER"})
_BOUND: Final = frozenset({"currentShape", "shapesGraph", "failure"})
_TERMS: Final = frozenset({"variable", "iri", "name", "string", "number", "label"})


@dataclass(frozen=True, slots=True)
class Parts:
    """A query by its tokens, with $this and $PATH in place. `opens` are the tokens that begin a group of patterns."""

    text: str
    tokens: tuple[Token, ...]
    opens: tuple[int, ...]
    together: bool


@dataclass(slots=True)
class _Group:
    """A group while it is read: how it began, and whether it speaks of $this and binds it itself.

    Of a query or subquery: whether it gives $this, whether it counts, and whether it does so for each $this.
    """

    kind: str
    speaks: bool = False
    binds: bool = False
    gives: bool = False
    counts: bool = False
    grouped: bool = False


@lru_cache(maxsize=1000)
def parts(text: str, path: str) -> Parts:
    """A query taken apart. Raises QueryError for one that a constraint may not have, or that is no SELECT."""
    text = _with_path(text, path)
    found = tuple(check(text))
    words = {token.text.upper() for token in found if token.kind == "word"}
    if odd := sorted(words - KNOWN):
        raise QueryError(f"{odd[0]} is not known to mean the same everywhere")
    if adds(found):
        raise QueryError("what is added may be a duration, which the store does not always add; subtract its negative")
    if odd := [token.text for token in found if token.kind == "variable" and token.text[1:] in _BOUND]:
        raise QueryError(f"{odd[0]} is not bound here")
    reader = _Reader(found)
    together = reader.fit()
    if "SELECT" not in words or not reader.given:
        raise QueryError("the query of a constraint, and each in it, is a SELECT of $this by name")
    opens = tuple(
        number
        for number, token in enumerate(found)
        if token.text == "{" and (number + 1 == len(found) or found[number + 1].text.upper() != "SELECT")
    )
    return Parts(text, found, opens, together)


def adds(found: Sequence[Token]) -> bool:
    """Whether a query adds what may be a duration to what may be a date, which the store does for some names only.

    The same two give the same, whichever is written first: ?d + "P1D" has a value and ?last + "P1D" has none.
    """
    return any(one.text == "+" and two.kind != "number" and one.inside == "(" for one, two in pairwise(found))


def joined(of: Parts, pattern: str) -> str:
    """The query of all nodes that a pattern binds as ?this."""
    return _inserted(of, of.opens[:1], pattern)


def alone(of: Parts, node: str) -> str:
    """The query of one node, given as SPARQL writes it."""
    return _inserted(of, of.opens, f"VALUES ?this {{ {node} }}")


def properties(of: Parts) -> frozenset[str] | None:
    """The IRIs that a query names, None where a property of it is a variable and so may be any."""
    found: set[str] = set()
    prefixes = dict(PREFIXES)
    for before, token, after in _threes(of.tokens):
        if token.kind == "iri" and before.kind == "name" and before.depth == 0:
            prefixes[before.text.removesuffix(":")] = token.text[1:-1]
        if token.kind == "iri":
            found.add(token.text[1:-1])
        elif token.kind == "name" and token.depth > 0:
            prefix, _, local = token.text.partition(":")
            found.add(prefixes.get(prefix, "") + local.replace("\\", ""))
        elif token.kind == "variable" and token.inside == "{" and after.kind in _TERMS and _after_term(before):
            return None
    return frozenset(found)


def _after_term(before: Token) -> bool:
    """Whether what comes next in a pattern is a property."""
    return before.kind in _TERMS or before.text in (";", "a")


def _with_path(text: str, path: str) -> str:
    pieces, at = [], 0
    for token in tokens(text):
        if token.kind == "variable" and token.text[1:] == "PATH":
            pieces += [text[at : token.start], path]
            at = token.start + len(token.text)
    return "".join((*pieces, text[at:]))


def _inserted(of: Parts, opens: Sequence[int], pattern: str) -> str:
    pieces, at = [], 0
    for number in opens:
        end = of.tokens[number].start + 1
        pieces += [of.text[at:end], f" {pattern} "]
        at = end
    return "".join((*pieces, of.text[at:]))


def _threes(found: Sequence[Token]) -> Iterator[tuple[Token, Token, Token]]:
    none = Token("mark", "", 0, "", 0)
    return zip((none, *found), found, (*found[1:], none), strict=False)


class _Reader:
    """One pass over the tokens of a query, group by group."""

    def __init__(self, found: Sequence[Token]) -> None:
        self.found = found
        self.groups = [_Group("query")]
        self.clauses = [""]  # the clause that is read, of each open group
        self.fine = self.given = True

    def fit(self) -> bool:
        """Whether joining the nodes is the same as binding $this before, as far as that is plain to see."""
        for before, token, after in _threes(self.found):
            if token.text in ("?this", "$this") and before.text.upper() == "AS":
                self.given = False
            if token.text == "{":
                self.open(before, after)
            elif token.text == "}" and len(self.groups) > 1:
                self.close()
            else:
                self.read(token)
        outer = self.groups[0]
        self.given = self.given and outer.gives
        return self.fine and (not outer.counts or outer.grouped)

    @property
    def at_head(self) -> bool:
        """Whether the innermost group is the one where the nodes are joined."""
        return len(self.groups) == len(("query", "where"))

    def open(self, before: Token, after: Token) -> None:
        word = before.text.upper()
        if after.text.upper() == "SELECT":
            kind = "subquery"
        elif word == "EXISTS":
            kind = word
            self.fine = self.fine and self.clauses[-1] != "SELECT"
        elif self.clauses[-1] == "SELECT":
            kind = "where"
        else:
            kind = word if word == "OPTIONAL" else "group"
        if kind == "subquery" and any(group.kind == "EXISTS" for group in self.groups):
            self.fine = False  # what a subquery in EXISTS sees of $this is not the same everywhere
        self.groups.append(_Group(kind))
        self.clauses.append("")

    def close(self) -> None:
        group = self.groups.pop()
        self.clauses.pop()
        outer = self.groups[-1]
        if group.kind == "where":
            self.clauses[-1] = "after"
        if group.kind == "where" and outer.kind == "query":
            return
        if group.kind == "subquery":
            self.given = self.given and group.gives
        if group.speaks and not self.safe(group):
            self.fine = False
        outer.speaks = outer.speaks or group.speaks

    def safe(self, group: _Group) -> bool:
        """Whether what a group inside says of $this is the same when the nodes are joined outside."""
        if group.kind == "subquery":
            return not group.counts or group.grouped
        if group.kind == "EXISTS":
            return self.clauses[-1] != "BIND" or self.at_head
        return group.binds or group.kind == "OPTIONAL"

    def read(self, token: Token) -> None:
        group, word = self.groups[-1], token.text.upper() if token.kind == "word" else ""
        heads = group.kind in ("query", "subquery")
        if word in ("BIND", "FILTER") or (heads and word in _HEADS):
            self.clauses[-1] = word
        group.counts = group.counts or (heads and word in _COUNTS)
        if token.kind == "variable" and token.text[1:] == "this":
            self.this(group, token)

    def this(self, group: _Group, token: Token) -> None:
        group.speaks = True
        clause, free = self.clauses[-1], token.inside != "("
        if group.kind in ("query", "subquery"):
            group.gives = group.gives or (clause == "SELECT" and free)
            group.grouped = group.grouped or (clause == "GROUP" and free)
        elif free:
            group.binds = True
        elif clause == "BIND" and not self.at_head:
            self.fine = False
