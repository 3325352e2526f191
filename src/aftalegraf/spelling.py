"""Tell which known words a written word may mean: the door to rapidfuzz."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

_ENDING: Final = 4  # letters of a Danish ending: aftalernes for aftale; a shorter part of a word means nothing
_SLIPS: Final = ((4, 0), (8, 1), (12, 2))  # a word shorter than so many letters may have so many slips
_MOST_SLIPS: Final = 3
_LONG: Final = 6  # letters of a beginning that may have a slip of its own
_ALIKE: Final = 86  # of 100
_NEAR: Final = 60  # of 100, for words that are only suggested


class Vocabulary:
    """Words that are known, in small letters without accents. It is made once and never changed."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(dict.fromkeys(words))
        self._known = frozenset(self._words)
        self._lines = "\n" + "".join(f"{word}\n" for word in self._words)

    def alike(self, word: str) -> Mapping[str, float]:
        """How well the word fits each known one: 1 for the same, less for a part, another ending or slips of the hand.

        A single letter and a number mean only themselves and what they are the beginning of.
        """
        if len(word) == 1:
            return {word: 1.0} if word in self._known else {}
        found = {known: fit for known in self._holding(word) if (fit := _part(word, known))}
        for cut in range(1, _ENDING + 1):
            if len(word) - cut >= _ENDING and word[:-cut] in self._known:
                found[word[:-cut]] = 0.9
        if not word.isdigit():
            self._slipped(word, found)
        return found

    def nearest(self, words: Iterable[str], most: int = 5) -> tuple[str, ...]:
        """The known words that look most like any of these, the nearest first."""
        found: list[tuple[float, str]] = []
        for word in words:
            near = process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=most)
            found += [(-score, known) for known, score, _ in near if len(known) >= _ENDING]
        return tuple(dict.fromkeys(word for _, word in sorted(found)))[:most]

    def _slipped(self, word: str, found: dict[str, float]) -> None:
        """Add the words that are this one but for slips; where there is none, those that begin nearly so."""
        slips = next((number for shorter, number in _SLIPS if len(word) < shorter), _MOST_SLIPS)
        if slips:
            for known, slipped, _ in process.extract(
                word, self._words, scorer=OSA.distance, score_cutoff=slips, limit=None
            ):
                found.setdefault(known, 0.8 - 0.1 * slipped)
        if not found and len(word) >= _LONG:
            near = process.extract(word, self._words, scorer=fuzz.partial_ratio, score_cutoff=_ALIKE, limit=20)
            found |= {known: 0.5 for known, _, _ in near if len(known) >= len(word)}

    def _holding(self, part: str) -> Iterator[str]:
        """The words that a part is in, found in one text of them all, a word a line."""
        at = self._lines.find(part)
        while at >= 0:
            stop = self._lines.index("\n", at)
            yield self._lines[self._lines.rindex("\n", 0, at) + 1 : stop]
            at = self._lines.find(part, stop)


def _part(word: str, known: str) -> float:
    """How well a word fits one that it is a part of; 0 where the part is too short to mean it."""
    more = len(known) - len(word)
    if known.startswith(word):
        ending = more <= _ENDING <= len(word)
        return 1.0 if more == 0 else 0.95 if ending else 0.9 - 0.2 * more / len(known)
    return 0.7 - 0.2 * more / len(known) if len(word) >= _ENDING else 0.0
