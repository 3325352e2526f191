"""Write the library's questions as queries to begin from."""

from __future__ import annotations

import re
from typing import Final

from aftalegraf.answers import DEFAULT_GROUND, choices, question_of
from aftalegraf.questions import Question
from aftalegraf.world import World

# What the editor holds when nothing is asked for.
FIRST: Final = {
    "da": "# Hvilke indikatorer hører til hvilke målsætninger?\n",
    "en": "# Which indicators belong to which objectives?\n",
}
_FIRST: Final = """SELECT ?maalsaetning ?indikator
WHERE { ?maalsaetning aft:harIndikator ?indikator }
ORDER BY ?maalsaetning ?indikator
"""


def first(language: str) -> str:
    """A small query that answers."""
    return FIRST[language] + _FIRST


def example(world: World, question_id: str, language: str) -> str:
    """The query of a question, with the first choice where it needs a value.

    Raises UnknownNameError when there is no such question.
    """
    question = question_of(world, question_id)
    values = {
        parameter.name: found[0].iri
        for parameter in question.parameters
        if parameter.required and (found := choices(world, parameter))
    }
    text = question.sparql(values, DEFAULT_GROUND)
    return f"# {_line(question, language)}\n" + re.sub(r"\n(?:[ \t]*\n)+", "\n", text).strip() + "\n"


def _line(question: Question, language: str) -> str:
    return " ".join(question.title(language).split())
