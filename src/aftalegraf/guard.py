"""Read a query's tokens and refuse what must not reach the engine: SERVICE, updates, and shapes that break it.

The engine's parser needs no space after a keyword and tries another reading where a token does not fit. So the rules
here ask what the engine could read, not only what a careful author would write, and refuse what could be read twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final
from urllib.parse import urljoin

from aftalegraf.errors import QueryError, RefusedError
from aftalegraf.namespaces import BASE, PREFIXES
from aftalegraf.patterns import sizes
from aftalegraf.scanner import ESCAPE, Token, place, tokens

__all__ = ["Token", "check", "graphs", "passed", "place"]

MOST_BYTES: Final = 256 * 1024
MOST_DEPTH: Final = 100
MOST_PATTERNS: Final = 100
USUAL: Final = 8192  # letters of a query whose verdict is remembered

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PROLOGUE: Final = frozenset({"BASE", "PREFIX", "VERSION"})
_UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_DATASET: Final = ("FROM", "NAMED", "PREFIX")
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
    _plain_dataset(query, found)
    _few_patterns(query, found)
    return found


def passed(query: str) -> tuple[tuple[str, int], ...]:
    """The graphs that a query which may pass names, as `graphs` has them; else the errors of `check`.

    What passed lately is remembered by its text.
    """
    return (_passed if len(query) <= USUAL else _passed.__wrapped__)(query)


@lru_cache(maxsize=256)
def _passed(query: str) -> tuple[tuple[str, int], ...]:
    return tuple(graphs(check(query)))


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
    iri = ESCAPE.sub(lambda escape: chr(int(escape[0][len("\\u") :], base=16)), token[1:-1])
    return iri if _ABSOLUTE.match(iri) else urljoin(base, iri)


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


def _plain_dataset(query: str, found: Sequence[Token]) -> None:
    """FROM, NAMED and PREFIX stand alone: the engine reads FROMex:a and ASKFROM as two words."""
    before = ""
    for token in found:
        if token.depth:
            continue
        said = token.text.partition(":")[0].upper()
        names_graph = before in ("NAMED", "PREFIX") or (before == "FROM" and not said.startswith("NAMED"))
        glued = said not in _DATASET if token.kind == "word" else token.kind == "name" and not names_graph
        if glued and any(word in said for word in _DATASET):
            advice = "put a space on both sides of FROM, NAMED and PREFIX, and give no prefix a name with them"
            raise QueryError(f"{token.text} can be read in two ways; {advice}", *place(query, token.start))
        before = token.text.upper() if token.kind == "word" else ""


def _few_patterns(query: str, found: Sequence[Token]) -> None:
    """Few patterns and groups in each group: the time to plan their order grows out of all bounds."""
    for token, patterns in sizes(found):
        if patterns > MOST_PATTERNS:
            message = f"a group has more than {MOST_PATTERNS} patterns; ask in smaller parts"
            raise _refused("patterns", message, query, token)


def _refused(reason: str, message: str, query: str, token: Token) -> RefusedError:
    return RefusedError(reason, message, *place(query, token.start))
