"""Count the patterns that the engine makes of each group of a query.

A triple is counted by the mark that ends it. A member of a list in brackets makes two triples, a step of a path and a
property in square brackets one each, a filter and a group in the group one each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf.scanner import Token

_OUTSIDE: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})  # what follows, up to `{`, holds no patterns
_ONE: Final = frozenset({"FILTER", "BIND"})
_TERMS: Final = frozenset({"A", "TRUE", "FALSE"})  # words that are no keywords and no functions
_MEMBER: Final = 2
_PATTERN: Final = frozenset(".;,/[~<")  # the last two as RDF 1.2 has them


@dataclass(slots=True)
class _Group:
    """The patterns of a group so far."""

    patterns: int = 0


@dataclass(slots=True)
class _Bracket:
    """An open bracket: which group it stands in, and what it holds.

    `holds` is patterns, members (of a list or a path), expression, rows (of VALUES) or clause (of SELECT).
    """

    group: _Group
    holds: str


def sizes(found: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """Each token with the patterns of its group up to there."""
    open_ones = [_Bracket(_Group(), "clause")]
    before = earlier = ""
    values = False
    for token, after in zip(found, [*(one.text for one in found[1:]), ""], strict=False):
        top, word, mark = open_ones[-1], "", token.text if token.kind == "mark" else ""
        if token.kind == "word":
            word = token.text.upper()
            values = values or word == "VALUES"
        if top.holds == "patterns" and word in _OUTSIDE:
            top.holds = "clause"
        if top.holds in ("patterns", "members"):
            top.group.patterns += _makes(top, token, word, before)
        if mark and mark in "([{":
            open_ones.append(_opened(top, mark + after, before, earlier, values=values))
            values = values and mark != "{"
        elif mark and mark in ")]}" and len(open_ones) > 1:
            open_ones.pop()
        yield token, top.group.patterns
        earlier, before = before, word or mark or token.kind


def _opened(top: _Bracket, mark: str, before: str, earlier: str, *, values: bool) -> _Bracket:
    """The bracket that a mark opens, told by what stands around, before and right after it."""
    if values or top.holds == "rows":
        return _Bracket(top.group, "rows")
    if mark.startswith("{"):
        annotation = mark == "{|"
        top.group.patterns += 2 if annotation else 1
        return _Bracket(top.group if annotation else _Group(), "patterns")
    if mark.startswith("["):
        return _Bracket(top.group, "patterns")
    calls = (before.isupper() and before not in _TERMS) or (before in ("iri", "name") and earlier == "FILTER")
    held = "expression" if calls or top.holds in ("clause", "expression") else "members"
    return _Bracket(top.group, held)


def _makes(top: _Bracket, token: Token, word: str, before: str) -> int:
    """How many patterns come of one token where patterns stand."""
    mark = token.kind == "mark"
    is_member = token.text in "[(" if mark else token.kind != "language"
    made = _MEMBER if top.holds == "members" and is_member and before not in ("/", "|", "^", "!") else 0
    if mark:
        return made + (token.text in _PATTERN)
    return made + (word in _ONE or (token.kind == "number" and token.text.endswith(".")))
