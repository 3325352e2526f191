"""Read a query's tokens and refuse what must not reach the engine: SERVICE, updates, and shapes that break it.

The engine's parser needs no space after a keyword and tries another reading where a token does not fit. So the rules
here ask what the engine could read, not only what a careful author would write, and refuse what could be read twice.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import urljoin

from aftalegraf.errors import QueryError, RefusedError
from aftalegraf.namespaces import BASE, PREFIXES

MOST_BYTES: Final = 256 * 1024
MOST_DEPTH: Final = 100
MOST_PATTERNS: Final = 100

_TOKEN: Final = re.compile(
    r"""
    (?P<space>\s+|\#[^\n\r]*)
    |(?P<string>'''(?:'{0,2}(?:[^'\\]|\\.))*'''|\"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\"
        |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
    |(?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)
    |(?P<label>_:\w(?:\.*[\w·-])*)
    |(?P<name>(?:[^\W\d_](?:\.*+[\w·-]){0,99}+)?:(?:(?:[\w:%]|\\.)(?:\.*(?:[\w·:%-]|\\.))*)?)
    |(?P<number>(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+|\d*\.\d+|\d+)
    |(?P<word>[^\W\d]\w*)
    |(?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_SCHEME: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PROLOGUE: Final = frozenset({"BASE", "PREFIX", "VERSION"})
_UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query. `inside` is the innermost bracket around it, `depth` how many are open with its own."""

    kind: str
    text: str
    start: int
    inside: str
    depth: int


_NOTHING: Final = (Token("mark", "", 0, "", 0),) * 2


def check(query: str) -> Sequence[Token]:
    """The tokens of a query that may pass; else RefusedError (what is not allowed) or QueryError (what is no query)."""
    if len(query) > MOST_BYTES or len(query.encode(errors="replace")) > MOST_BYTES:
        raise RefusedError("size", f"the query is larger than {MOST_BYTES // 1024} kB; send a shorter one")
    found: list[Token] = []
    for token in tokens(query):
        if token.depth > MOST_DEPTH:
            raise _refused("depth", f"brackets stand more than {MOST_DEPTH} deep; flatten the query", query, token)
        found.append(token)
    _no_update(query, found)
    _no_service(query, found)
    _few_patterns(query, found)
    return found


def graphs(found: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """The IRIs of the graphs that FROM and FROM NAMED name, with where they stand in the text.

    One whose prefix is not declared in the query is left to the engine, which says so.
    """
    prefixes, base = dict(PREFIXES), BASE
    outer = [token for token in found if token.depth == 0]
    for word, first, second in zip(outer, outer[1:], [*outer[2:], *_NOTHING], strict=False):
        said = word.text.upper() if word.kind == "word" else ""
        graph = second if said == "FROM" and first.text.upper() == "NAMED" else first
        if said == "PREFIX" and second.kind == "iri":
            prefixes[first.text.removesuffix(":")] = _absolute(base, second.text)
        elif said == "BASE" and first.kind == "iri":
            base = _absolute(base, first.text)
        elif said == "FROM" and graph.kind == "iri":
            yield _absolute(base, graph.text), graph.start
        elif said == "FROM" and graph.kind == "name":
            prefix, _, local = graph.text.partition(":")
            if prefix in prefixes:
                yield prefixes[prefix] + re.sub(r"\\(.)", r"\1", local), graph.start


def _absolute(base: str, token: str) -> str:
    """The IRI that a token between `<` and `>` stands for."""
    iri = _ESCAPE.sub(lambda escape: chr(int(escape[0][len("\\u") :], base=16)), token[1:-1])
    return iri if _ABSOLUTE.match(iri) else urljoin(base, iri)


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query without spaces and comments. Raises QueryError where a text could be read in two ways."""
    brackets: list[str] = []
    ends_operand = False
    position = 0
    while match := _TOKEN.match(query, position):
        kind, text = match.lastgroup or "", match[0]
        if kind == "iri" and ends_operand and brackets[-1:] == ["("] and not _SCHEME.match(text):
            kind, text = _less_than(query, position, text)
        position += len(text)
        if kind == "space":
            continue
        inside = brackets[-1] if brackets else ""
        if kind == "mark":
            _turn(brackets, text)
        token = Token(kind, text, match.start(), inside, len(brackets))
        _readable(query, token)
        yield token
        ends_operand = kind != "mark" or text in ")]}>"


def place(query: str, start: int) -> tuple[int, int]:
    """The line and column of a character, both from 1."""
    return query.count("\n", 0, start) + 1, start - query.rfind("\n", 0, start)


def _turn(brackets: list[str], mark: str) -> None:
    if mark in "([{":
        brackets.append(mark)
    elif mark in ")]}" and brackets:
        brackets.pop()


def _less_than(query: str, start: int, text: str) -> tuple[str, str]:
    """`<` after an operand in brackets, where the engine may see `less than` and so a comment or string in the rest."""
    if "#" in text or "'" in text:
        advice = "put a space after '<' if it means less than; write an IRI here as a prefixed name"
        raise QueryError(f"{text} can be read in two ways; {advice}", *place(query, start))
    return "mark", "<"


def _readable(query: str, token: Token) -> None:
    """Refuse a string that the engine would not take whole: it would go on to read the text in it as query."""
    if token.kind == "mark" and token.text in "\"'":
        raise QueryError("a string begins here and does not end; close its quotes", *place(query, token.start))
    if token.kind == "string":
        for escape in _ESCAPE.finditer(token.text):
            if not _is_escape(escape[0]):
                at = place(query, token.start + escape.start())
                raise QueryError(f"{escape[0]} stands for no character; write a backslash as two", *at)


def _is_escape(text: str) -> bool:
    if len(text) == len("\\t"):
        return text[1] in "tbnrf\\\"'"
    digits = text[2:]
    number = int(digits, base=16)
    return number <= sys.maxunicode and unicodedata.category(chr(number)) != "Cs"  # no surrogate


def _no_update(query: str, found: Sequence[Token]) -> None:
    words = (token for token in found if token.kind == "word" and token.text.upper() not in _PROLOGUE)
    first = next(words, None)
    if first and first.text.upper() in _UPDATES:
        raise _refused("update", f"{first.text} changes data and this service is read only; send a query", query, first)


def _no_service(query: str, found: Sequence[Token]) -> None:
    """No word holds SERVICE, and no prefixed name before `{` does: the engine reads SERVICEex:a { as SERVICE ex:a {."""
    before = ""
    for token, after in pairwise([*found, Token("mark", "", len(query), "", 0)]):
        name = token.text.partition(":")[0].upper()
        glued = token.kind == "name" and after.text == "{" and token.depth > 0 and before != "GRAPH"
        if "SERVICE" in name and (token.kind == "word" or glued):
            message = "SERVICE asks other servers, which this service does not do; remove it"
            raise _refused("service", message, query, token)
        before = token.text.upper()


def _few_patterns(query: str, found: Sequence[Token]) -> None:
    """Few patterns and groups in each group: the time to plan their order grows out of all bounds."""
    counts = [0]
    for token in found:
        if token.text == "{":
            counts[-1] += 1
            counts.append(0)
        elif token.text == "}" and len(counts) > 1:
            counts.pop()
        elif token.text in (".", ";", ",") and token.inside != "(":
            counts[-1] += 1
        if counts[-1] > MOST_PATTERNS:
            message = f"a group has more than {MOST_PATTERNS} patterns; ask in smaller parts"
            raise _refused("patterns", message, query, token)


def _refused(reason: str, message: str, query: str, token: Token) -> RefusedError:
    return RefusedError(reason, message, *place(query, token.start))
