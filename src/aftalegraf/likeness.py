"""Find the names that are most like what somebody wrote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Final, TypeVar

T = TypeVar("T")

_LONGEST: Final = 100  # letters that are looked at; comparing takes time in the square of them
_ALIKE: Final = 0.75  # how alike two words are that may be the same, misspelt
_ROUGHLY: Final = 0.6
_FOLDED: Final = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe", "ä": "ae", "ö": "oe", "é": "e", "ü": "u"})
_WORD: Final = re.compile(r"\w+")


def fold(text: str) -> str:
    """The text without capitals, and with Danish letters written out: Århus and Aarhus are the same."""
    return text.casefold().translate(_FOLDED)


def holds(text: str, wanted: str) -> bool:
    """Whether every word that is wanted stands in the text, also as a part of a word."""
    folded = fold(text)
    return all(word in folded for word in _words(wanted))


def alike(text: str, wanted: str) -> bool:
    """Whether every word that is wanted stands in the text, or one so like it that it may be a misspelling."""
    folded = fold(text)
    words = _WORD.findall(folded)
    return all(word in folded or get_close_matches(word, words, 1, _ALIKE) for word in _words(wanted))


def most_like(wanted: str, names: Mapping[T, Sequence[str]], most: int = 5) -> tuple[T, ...]:
    """The keys whose names are most like what is wanted, best first: those that hold it, then those nearly so."""
    found: dict[T, None] = {}
    for key in _candidates(wanted[:_LONGEST], names):
        found[key] = None
        if len(found) == most:
            break
    return tuple(found)


def _candidates(wanted: str, names: Mapping[T, Sequence[str]]) -> Iterator[T]:
    if not _words(wanted):
        return
    holding = [key for key, each in names.items() if any(holds(name, wanted) for name in each)]
    yield from sorted(holding, key=lambda key: min(len(name) for name in names[key]))
    by_word: dict[str, list[T]] = {}
    by_name: dict[str, list[T]] = {}
    for key, each in names.items():
        for name in each:
            by_name.setdefault(fold(name), []).append(key)
            for word in set(_WORD.findall(fold(name))):
                by_word.setdefault(word, []).append(key)
    hits: Counter[T] = Counter()
    for word in _words(wanted):
        close = get_close_matches(word, list(by_word), 5, _ALIKE)
        hits.update({key for match in close for key in by_word[match]})
    best = max(hits.values(), default=0)
    yield from (key for key in names if best and hits[key] == best)
    if not holding and not hits:
        for name in get_close_matches(fold(wanted), list(by_name), 5, _ROUGHLY):
            yield from by_name[name]


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text[:_LONGEST]))
