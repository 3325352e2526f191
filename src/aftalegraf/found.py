"""Say in one sentence what an answer found, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf.asked import Answered
from aftalegraf.sentences import ROWS, Facts, Sentence, read_sentence
from aftalegraf.wording import capital
from aftalegraf.world import World

MOST_NAMES: Final = 3  # so many things are named in the sentence itself
_PLAIN: Final = {
    "da": read_sentence("Vi fandt {*|én række|# rækker|ingen rækker}"),
    "en": read_sentence("We found {*|one row|# rows|no rows}"),
}
_GROUNDS: Final = {
    "fremgaar": {
        "da": "Svaret bygger kun på det, der fremgår af kilderne.",
        "en": "The answer rests only on what the sources state.",
    },
    "udledt": {
        "da": "Svaret bygger på det, der fremgår af kilderne, og på vores læsning af dem.",
        "en": "The answer rests on what the sources state and on our reading of them.",
    },
    "redaktionel": {
        "da": "Svaret bygger på det, der fremgår af kilderne, på vores læsning og på det, redaktionen har tilføjet.",
        "en": "The answer rests on what the sources state, on our reading and on what the editors added.",
    },
}
_SEARCHED: Final = {
    "fremgaar": {
        "da": "Vi søgte kun i det, der fremgår af kilderne.",
        "en": "We searched only what the sources state.",
    },
    "udledt": {
        "da": "Vi søgte i det, der fremgår af kilderne, og i vores læsning af dem.",
        "en": "We searched what the sources state and our reading of them.",
    },
    "redaktionel": {
        "da": "Vi søgte i det, der fremgår af kilderne, i vores læsning og i det, redaktionen har tilføjet.",
        "en": "We searched what the sources state, our reading and what the editors added.",
    },
}
_QUOTES: Final = {"da": ("«", "»"), "en": ("“", "”")}
_AND: Final = {"da": " og ", "en": " and "}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a sentence; `iri` is the thing that it names, if it names one."""

    text: str
    iri: str = ""


def sentence(world: World, answered: Answered, language: str) -> tuple[Phrase, ...]:
    """What was found, how many and for which values; up to three things by name."""
    question = answered.question
    template = question.sentences.get(language, _PLAIN[language])
    parts = template.fill(_facts(world, answered, language))
    said = [Phrase(part.text, answered.values[part.name].iri if part.name else "") for part in parts]
    # After a second number, names would seem to be those of the things that it counts.
    names = _names(world, answered, template, language) if sum(part.counted for part in parts) == 1 else ()
    return (*said, *names, Phrase("."))


def in_words(phrases: Sequence[Phrase]) -> str:
    """A sentence as plain text."""
    return "".join(phrase.text for phrase in phrases)


def ground_sentence(answered: Answered, language: str) -> str:
    """On what an answer rests, or where it was looked for in vain."""
    return (_GROUNDS if answered.rows.rows else _SEARCHED)[answered.ground][language]


def _facts(world: World, answered: Answered, language: str) -> Facts:
    rows = answered.rows
    counts = {name: len({row[n] for row in rows.rows if row[n] is not None}) for n, name in enumerate(rows.columns)} | {
        ROWS: len(rows.rows)
    }
    only = rows.rows[0] if len(rows.rows) == 1 else ()
    numbers = {
        name: int(cell.value) if cell else 0
        for name, cell in zip(rows.columns, only, strict=False)
        if cell is None or cell.datatype.endswith("#integer")
    }
    chosen = {name: capital(world.label(choice.iri, language)) for name, choice in answered.values.items()}
    return Facts(counts, chosen, numbers, "." if language == "da" else ",")


def _names(world: World, answered: Answered, template: Sentence, language: str) -> list[Phrase]:
    """The things that were counted, where they are few and the sentence does not tell numbers instead."""
    rows = answered.rows
    if template.first not in rows.columns or template.first in answered.values or template.tells_numbers:
        return []
    at = rows.columns.index(template.first)
    things = list(dict.fromkeys(row[at] for row in rows.rows if row[at]))
    if not 0 < len(things) <= MOST_NAMES or any(cell is None or cell.kind != "iri" for cell in things):
        return []
    before, after = _QUOTES[language]
    said: list[Phrase] = []
    for number, cell in enumerate(things, 1):
        lead = ": " if number == 1 else _AND[language] if number == len(things) else ", "
        iri = cell.value if cell else ""
        said += [Phrase(lead + before), Phrase(capital(world.label(iri, language)), iri), Phrase(after)]
    return said
