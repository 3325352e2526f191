"""Find things by what they are called, forgiving of how it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.errors import UnknownNameError
from aftalegraf.namespaces import AFT
from aftalegraf.ordering import danish
from aftalegraf.search_names import KEY, NAME, QUESTION, SORT, TERM, Entry, Name, end, entries, fold, ids, kinds
from aftalegraf.spelling import Vocabulary
from aftalegraf.world import World

LONGEST: Final = 200  # letters of a query that are read
MOST_WORDS: Final = 10
MOST_BY_ID: Final = 300
_SHORT: Final = 2  # letters of a word, or of the beginning of an id, that tell nothing
_HEAVY: Final = 8  # letters beyond which a word tells no more
SHOWN: Final = 8  # of each kind, until one kind is asked for
_KIND_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "da": {QUESTION: "spørgsmål", TERM: "begreb", "": "andet"},
    "en": {QUESTION: "question", TERM: "term", "": "other"},
}
# Which kind comes first where two are found equally well: what an agreement consists of, then who, then the rules.
_ORDER: Final = tuple(
    f"{AFT}{name}"
    for name in (
        "Sundhedsaftale", "Vision", "Indsatsomraade", "Maalsaetning", "Indikator", "Maalepunkt", "NationaltMaal",
        "NationalIndikator", "Forum", "Aktoer",
    )
)  # fmt: skip
_LAST: Final = (QUESTION, f"{AFT}Bestemmelse", TERM, f"{AFT}Dokument")
_WEIGHTS: Final = {NAME: 1.0, SORT: 0.9, KEY: 0.9}  # of what a thing is called; any other name weighs 0.98
_LOW: Final = {
    f"{AFT}{name}": 0.8 for name in ("Foreskrift", "Opgave", "Adressat", "Standardsammensaetning", "Dokument")
}
_LEAST: Final = 0.35  # a name that fits worse is not shown
_ID: Final = re.compile(r"[^\s/#]*[\d-][^\s/#]*")


_Scored = tuple[float, Entry, Name | None]  # what was found, and the name by which


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found. `matched` is the name by which, None where that is the label; `score` is at most 2."""

    iri: str
    id: str
    label: str
    matched: Name | None
    score: float


@dataclass(frozen=True, slots=True)
class Kind:
    """What was found of one class, the best first: at most SHOWN of `total`, unless the kind was asked for."""

    id: str
    label: str
    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search. `query` is what was searched for; `cut` tells that more was written than is read.

    `partly` tells that nothing has all the words, and that these have most of them. `nearest` are words of the
    collection that look like those of a query that found nothing.
    """

    query: str
    cut: bool
    partly: bool
    kinds: tuple[Kind, ...]
    nearest: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many things were found."""
        return sum(kind.total for kind in self.kinds)


class Index:
    """The names of one world, ready to be searched. It is made once and never changed."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._entries = {entry.iri: entry for entry in entries(world)}
        self._ids = dict(ids(world))
        self._ids |= {entry.id: entry.iri for entry in self._entries.values() if entry.kind == QUESTION}
        self._kinds = kinds(world)
        of_entries = (entry.kind for entry in self._entries.values())
        self._kind_ids = tuple(sorted({_kind_id(known) for known in (*of_entries, *self._kinds.values())}))
        self._names = [(entry, name) for entry in self._entries.values() for name in entry.names]
        self._folded = [fold(name.text) for _, name in self._names]
        self._places: dict[str, list[int]] = {}
        self._written: dict[str, str] = {}
        for number, text in enumerate(self._folded):
            written = dict(zip(text.split(), self._names[number][1].text.split(), strict=False))
            for word in dict.fromkeys(text.split()):
                self._places.setdefault(word, []).append(number)
                if fold(written.get(word, "")) == word:
                    self._written.setdefault(word, written[word].strip("«»().,:;?"))
        self._vocabulary = Vocabulary(self._places)

    def search(self, query: str, language: str = "da", kind: str = "") -> Found:
        """What fits a query, by kind, with labels in a language; with the id of a kind all of that kind.

        Raises UnknownNameError for a kind that there is none of.
        """
        if kind and kind not in self._kind_ids:
            raise UnknownNameError("kind", kind, self._kind_ids)
        asked = " ".join(query[: LONGEST * 4].split())[:LONGEST]
        named = {iri: (score, None) for iri, score in self._by_id(asked)}
        words = () if named and _ID.fullmatch(_last(asked)) else _telling(fold(asked))
        best, partly = self._best(words, fold(asked))
        best |= named
        found: dict[str, list[_Scored]] = {}
        for iri, (score, name) in best.items():
            entry = self._entries.get(iri) or Entry(iri, end(iri), self._kinds.get(iri, ""), ())
            found.setdefault(entry.kind, []).append((score, entry, name))
        kinds = (self._kind(name, several, language, kind) for name, several in sorted(found.items(), key=_rank))
        near = () if best else self._vocabulary.nearest(words)
        nearest = tuple(dict.fromkeys(self._written.get(word, word) for word in near))
        cut = len(" ".join(query.split())) > LONGEST
        return Found(asked, cut, partly, tuple(k for k in kinds if kind in ("", k.id)), nearest)

    def _by_id(self, asked: str) -> Iterable[tuple[str, float]]:
        """The thing that the query names by its id, else those whose id it begins, in the order of their numbers."""
        given = _last(asked).casefold()
        if given in self._ids:
            yield self._ids[given], 1.5 if self._ids[given].startswith(AFT) else 2.0  # a term is named as people speak
        elif _ID.fullmatch(given) and len(given) > _SHORT:
            starts = sorted((key for key in self._ids if key.startswith(given)), key=danish)
            yield from ((self._ids[key], 1.9 - number / 1000) for number, key in enumerate(starts[:MOST_BY_ID]))

    def _best(self, words: tuple[str, ...], whole: str) -> tuple[dict[str, tuple[float, Name | None]], bool]:
        """The best name of each thing that has all the words, or else half of them."""
        if not words:
            return {}, False
        fits, asked = [self._fits(word) for word in words], len(" ".join(words))
        one = "".join(words)  # a compound may be written apart
        joined = self._fits(one) if len(words) > 1 else {}
        scored = {
            number: 1.4 if self._folded[number] == one else 0.9 * fit * self._cover(number, asked)
            for number, fit in joined.items()
        }
        counted = Counter(number for each in fits for number in each)
        most = max(counted.values(), default=0)
        if most == len(words) or (2 * most >= len(words) and not scored):
            weights = [min(len(word), _HEAVY) for word in words]
            whole_weight = sum(weights)
            for number in (n for n, count in counted.items() if count == most):
                fit = sum(w * each.get(number, 0.0) for w, each in zip(weights, fits, strict=True)) / whole_weight
                score = 1.5 if self._folded[number] == whole else fit * self._cover(number, asked)
                scored[number] = max(score, scored.get(number, 0.0))
        return self._of_things(scored), bool(scored) and most < len(words) and not joined

    def _of_things(self, scored: Mapping[int, float]) -> dict[str, tuple[float, Name | None]]:
        best: dict[str, tuple[float, Name | None]] = {}
        for number in sorted(scored):
            entry, name = self._names[number]
            score = scored[number] * _WEIGHTS.get(name.role, 0.98) * _LOW.get(entry.kind, 1.0)
            if score >= _LEAST and score > best.get(entry.iri, (0.0, None))[0]:
                best[entry.iri] = (score, name)
        return best

    def _cover(self, number: int, asked: int) -> float:
        """How much of a name the query is, from 0.6 to 1: short names that say just that come first."""
        return 0.6 + 0.4 * min(1.0, asked / max(1, len(self._folded[number])))

    def _fits(self, word: str) -> dict[int, float]:
        """How well a word fits each name: 1 for the same word, less for its beginning, part of it or nearly it."""
        found: dict[int, float] = {}
        for known, fit in self._vocabulary.alike(word).items():
            for number in self._places[known]:
                found[number] = max(fit, found.get(number, 0.0))
        return found

    def _hit(self, entry: Entry, name: Name | None, score: float, language: str) -> Hit:
        own = next((n.text for n in entry.names if n.role == NAME and n.language == language), "")
        label = (own if entry.kind == QUESTION else "") or self._world.label(entry.iri, language)
        told = name is None or name.text == label or name.role in (SORT, KEY)
        return Hit(entry.iri, entry.id, label, None if told else name, score)

    def _kind(self, kind: str, found: list[_Scored], language: str, wanted: str) -> Kind:
        shown = len(found) if wanted else SHOWN
        scores = sorted((round(score, 3) for score, _, _ in found), reverse=True)
        least = scores[:shown][-1]  # what scores less is not shown, so nobody looks for its label and place
        hits = (self._hit(entry, name, score, language) for score, entry, name in found if round(score, 3) >= least)
        ordered = sorted(hits, key=lambda hit: (-round(hit.score, 3), danish(hit.label), hit.iri))
        label = _KIND_WORDS[language].get(kind) or self._world.label(kind, language)
        return Kind(_kind_id(kind), label, tuple(ordered[:shown]), len(found))


def _kind_id(kind: str) -> str:
    return "begreb" if kind == TERM else kind.removeprefix(AFT)


def _last(asked: str) -> str:
    """The id in a query that may be a whole address."""
    return end(asked.rstrip("/"))


def _telling(folded: str) -> tuple[str, ...]:
    """The words to look for: small ones such as i and af only where there are no others."""
    words = tuple(dict.fromkeys(folded.split()))
    return (tuple(word for word in words if len(word) > _SHORT or not word.isalpha()) or words)[:MOST_WORDS]


def _rank(found: tuple[str, list[_Scored]]) -> tuple[float, int, str]:
    """The kind with the best hit first, then the order of kinds."""
    kind, several = found
    # The things themselves come before the word.
    best = max(score for score, _, _ in several) - (0.3 if kind == TERM else 0.0)
    place = _ORDER.index(kind) if kind in _ORDER else len(_ORDER) + (1 + _LAST.index(kind) if kind in _LAST else 0)
    return -round(best, 1), place, kind
