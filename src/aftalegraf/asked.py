"""Hold a question that was asked: its values, its ground, its rows, and why there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.cells import Rows
from aftalegraf.questions import Question

GROUND: Final = "grundlag"
DEFAULT_GROUND: Final = "udledt"
GROUND_LABELS: Final = {
    "fremgaar": {"da": "kun det, der fremgår af kilderne", "en": "only what the sources state"},
    "udledt": {"da": "det, der fremgår, og vores læsning", "en": "what is stated and our reading"},
    "redaktionel": {"da": "også det, redaktionen har tilføjet", "en": "also what the editors added"},
}

# Why there is no answer, or what an answer cannot tell.
NO_THING: Final = "ingen-ting"
NO_LINK: Final = "intet-led"
LEFT_OUT: Final = "grundlag"
LOST: Final = "tabt"
NOT_AT_HAND: Final = "ikke-i-samlingen"
KINDS: Final = (NO_THING, NO_LINK, LEFT_OUT, LOST, NOT_AT_HAND)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a parameter can have: the IRI, its slug and its label."""

    iri: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an answer is empty, or what it cannot tell: one of KINDS, in words.

    `ground` is the wider ground that gives rows, where the ground is the reason; else nothing. `danish` are the parts
    of an English text that are in Danish: names and what the documents say.
    """

    kind: str
    text: str
    ground: str = ""
    danish: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its values and its answer.

    `reasons` says why there are no rows; `caveats` what the sources cannot tell, also when there are rows.
    """

    question: Question
    values: Mapping[str, Choice]
    ground: str
    sparql: str
    rows: Rows
    reasons: tuple[Reason, ...]
    caveats: tuple[Reason, ...]
