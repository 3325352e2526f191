"""Read a query as tokens, as the engine could read it: strings, IRIs, names, words, marks and brackets.

The engine's parser needs no space after a keyword and tries another reading where a token does not fit. So a text that
could be read in two ways is refused.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from aftalegraf.errors import QueryError

_TOKEN: Final = re.compile(
    r"""
    (?:\s++|\#[^\n\r]*+)*+
    (?:(?P<string>'''(?:'{0,2}(?:[^'\\]|\\.))*'''|\"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\"
        |'(?:[^'\\\n\r]++|\\.)*+'|"(?:[^"\\\n\r]++|\\.)*+")
    |(?P<iri><(?:[^<>"{}|^`\\\x00-\x20]++|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>)
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)
    |(?P<label>_:\w(?:\.*[\w·-])*)
    |(?P<name>(?:[^\W\d_][\w·-]{0,99}+(?=:)|[^\W\d_](?:\.*+[\w·-]){0,99}+)?:
        (?:(?:[\w:%]|\\.)(?:[\w·:%-]++|\\.|\.++(?=[\w·:%-]|\\.))*+)?)
    |(?P<number>(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+|\d*\.\d+|\d+)
    |(?P<word>[^\W\d]\w*)
    |(?P<mark>.))
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE: Final = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_MAY_BE_TWO: Final = ("mark", "string")
_SCHEME: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")


class Token(NamedTuple):
    """A piece of a query; a plain tuple, as there are many.

    `inside` is the innermost bracket around it, `depth` how many are open with its own.
    """

    kind: str
    text: str
    start: int
    inside: str
    depth: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query without spaces and comments. Raises QueryError where a text could be read in two ways."""
    brackets: list[str] = []
    ends_operand = False
    position = 0
    while match := _TOKEN.match(query, position):
        kind = match.lastgroup or ""
        text, (start, position) = match[kind], match.span(kind)
        if kind == "iri" and ends_operand and brackets[-1:] == ["("] and not _SCHEME.match(text):
            kind, text = _less_than(query, start, text)
            position = start + len(text)
        inside = brackets[-1] if brackets else ""
        if kind == "mark":
            _turn(brackets, text)
        token = Token(kind, text, start, inside, len(brackets))
        if kind in _MAY_BE_TWO:
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
        for escape in ESCAPE.finditer(token.text):
            if not _is_escape(escape[0]):
                at = place(query, token.start + escape.start())
                raise QueryError(f"{escape[0]} stands for no character; write a backslash as two", *at)


def _is_escape(text: str) -> bool:
    if len(text) == len("\\t"):
        return text[1] in "tbnrf\\\"'"
    digits = text[2:]
    number = int(digits, base=16)
    return number <= sys.maxunicode and unicodedata.category(chr(number)) != "Cs"  # no surrogate
