"""Say what a reader can do when an answer is empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from aftalegraf.asked import GROUND, LEFT_OUT, LOST, NO_LINK, NOT_AT_HAND, Answered, Choice, Reason

_TEXTS: Final = {
    "da": {
        LOST: "Se alt, hvad der er tabt i kilderne eller ikke i samlingen",
        NOT_AT_HAND: "Se, hvilke dokumenter vi mangler",
        "about": "Se, hvad kilderne ellers siger om",
        "all": "Se svaret uden at vælge noget",
        "other": "Vælg noget andet",
    },
    "en": {
        LOST: "See all that is lost in the sources or not held by us",
        NOT_AT_HAND: "See which documents we lack",
        "about": "See what else the sources say about",
        "all": "See the answer without choosing anything",
        "other": "Choose something else",
    },
}
_QUESTIONS: Final = {LOST: "hvad-mangler-i-kilderne", NOT_AT_HAND: "dokumenter-der-mangler"}
_ABOUT: Final = "udsagn-om-ting"
_GROUND_WORDS: Final = {
    "da": {"udledt": "vores læsning", "redaktionel": "det, redaktionen har tilføjet"},
    "en": {"udledt": "our reading", "redaktionel": "what the editors added"},
}
_WIDER: Final = {
    "da": "{}, når svaret også må bygge på {}.",
    "en": "{} when the answer may also rest on {}.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: its text, the thing it is about, if any, and where to go on this server."""

    text: str
    address: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A reason in words, with what can be done about it. `ground`: the wider ground that gives rows."""

    reason: Reason
    text: str
    steps: tuple[Step, ...]

    @property
    def ground(self) -> str:
        """The ground to choose, or nothing."""
        return self.reason.ground

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The text in pieces; those that are true are Danish in an English text."""
        return split(self.text, self.reason.danish)


def remedies(answered: Answered, language: str) -> tuple[Remedy, ...]:
    """Why an answer is empty and what to do about it; or what an answer cannot tell."""
    found = answered.reasons if not answered.rows.rows else answered.caveats
    return tuple(
        Remedy(reason, in_words(reason, language), tuple(_steps(answered, reason, language))) for reason in found
    )


def in_words(reason: Reason, language: str) -> str:
    """A reason as a page says it: the ground in words, since a button beside it chooses it."""
    wider = _GROUND_WORDS[language].get(reason.ground)
    return (
        _WIDER[language].format(reason.text.split(f" {_WITH[language]}{GROUND}=")[0], wider) if wider else reason.text
    )


_WITH: Final = {"da": "med ", "en": "with "}


def split(text: str, danish: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """A text in pieces, each with whether it is one of some parts; the longest parts first."""
    for part in sorted(danish, key=len, reverse=True):
        before, found, after = text.partition(part)
        if found and part:
            return (*split(before, danish), (part, True), *split(after, danish))
    return ((text, False),) if text else ()


def _steps(answered: Answered, reason: Reason, language: str) -> list[Step]:
    texts = _TEXTS[language]
    if answered.rows.rows or reason.kind == LEFT_OUT:
        return []
    if reason.kind in _QUESTIONS:
        wanted = _QUESTIONS[reason.kind]
        return [Step(texts[reason.kind], f"/spoergsmaal/{wanted}")]
    steps = [_about(choice, language) for choice in dict.fromkeys(answered.values.values())]
    if reason.kind == NO_LINK and answered.values:
        required = any(p.required for p in answered.question.parameters)
        steps.append(
            Step(texts["other"], "#spoergsmaalet")
            if required
            else Step(
                texts["all"], f"/spoergsmaal/{answered.question.id}?{urlencode({GROUND: answered.ground})}#svaret"
            )
        )
    return steps


def _about(choice: Choice, language: str) -> Step:
    return Step(_TEXTS[language]["about"], f"/spoergsmaal/{_ABOUT}?{urlencode({'ting': choice.id})}#svaret", choice.iri)
