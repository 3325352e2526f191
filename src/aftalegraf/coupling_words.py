"""Name statuses, missing links and their reasons in planners' words, in Danish and English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from aftalegraf.chain_words import GROUND_WORDS, counted, listed
from aftalegraf.chains import COINCIDES, HAS_MEASURE, HAS_OBJECTIVE, HAS_OTHER, PLACED
from aftalegraf.coupling import (
    CHANGED,
    EXCUSED,
    LEFT_OUT,
    LINKED,
    ORPHAN,
    OVER,
    PARTLY,
    UNDECIDED,
    UNLINKED,
    UNLISTED,
    UNNAMED,
    UNSTARRED,
    Item,
    Step,
)  # fmt: skip
from aftalegraf.projection import Link
from aftalegraf.statements import GROUNDS

STATUS: Final = {
    "da": {
        LINKED: "koblet", PARTLY: "delvist koblet", UNLINKED: "ikke koblet", ORPHAN: "uden overordnet mål",
        CHANGED: "kilden er ændret", OVER: "udløbet", EXCUSED: "begrundet undtagelse", UNDECIDED: "kan ikke afgøres",
    },
    "en": {
        LINKED: "linked", PARTLY: "partly linked", UNLINKED: "not linked", ORPHAN: "without a goal above it",
        CHANGED: "the source has changed", OVER: "expired", EXCUSED: "reasoned exemption",
        UNDECIDED: "cannot be decided",
    },
}  # fmt: skip
CAUSE: Final = {
    "da": {
        UNLISTED: "har asterisk, men den nationale indikator er ikke opregnet",
        UNNAMED: "måles ved en national indikator, som kilden ikke navngiver",
        UNSTARRED: "har ingen asterisk: {} siger ikke, at den falder sammen med en national indikator",
        LEFT_OUT: "koblingen har kun grundlaget «{}»",
    },
    "en": {
        UNLISTED: "has an asterisk, but the national indicator is not listed",
        UNNAMED: "is measured by a national indicator that the source does not name",
        UNSTARRED: "has no asterisk: {} does not say that it coincides with a national indicator",
        LEFT_OUT: "the link has only the ground “{}”",
    },
}
_SPEAKER: Final = {  # who does not say it: the agreement, or no more than a draft of it
    "da": {False: "aftalen", True: "høringsversionen"},
    "en": {False: "the agreement", True: "the consultation draft"},
}
_WORDS: Final = {
    "da": {
        "missing": "mangler: {}", "over": "gjaldt til {}", "expired": "undtagelsen udløb {}",
        "role": "{} ({}, til {})", "note": "se [{}]",
    },
    "en": {
        "missing": "missing: {}", "over": "applied until {}", "expired": "the exemption expired {}",
        "role": "{} ({}, until {})", "note": "see [{}]",
    },
}  # fmt: skip


# What the next links of a thing lead to: one, several.
_NEXT: Final = {
    "da": {
        HAS_OBJECTIVE: ("målsætning", "målsætninger"), HAS_MEASURE[0]: ("indikator", "indikatorer"),
        HAS_MEASURE[1]: ("målepunkt", "målepunkter"), HAS_OTHER[0]: ("opfølgning", "opfølgninger"),
        HAS_OTHER[2]: ("udviklingsområde", "udviklingsområder"), PLACED: ("nationalt mål", "nationale mål"),
        COINCIDES: ("national indikator", "nationale indikatorer"),
    },
    "en": {
        HAS_OBJECTIVE: ("objective", "objectives"), HAS_MEASURE[0]: ("indicator", "indicators"),
        HAS_MEASURE[1]: ("measuring point", "measuring points"), HAS_OTHER[0]: ("follow-up", "follow-ups"),
        HAS_OTHER[2]: ("development area", "development areas"), PLACED: ("national goal", "national goals"),
        COINCIDES: ("national indicator", "national indicators"),
    },
}  # fmt: skip


def followed_by(step: Step, language: str) -> str:
    """What a thing leads on to, for instance 1 indikator og 1 udviklingsområde."""
    words, seen = _NEXT[language], {link.target: link.kind for link in step.links}
    found = Counter(kind if kind in words else HAS_OTHER[0] for kind in seen.values())
    return listed([f"{number} {words[kind][number > 1]}" for kind, number in found.items()], language)


def say(key: str, language: str, *values: object) -> str:
    """A word or sentence with what stands in it."""
    return _WORDS[language][key].format(*values)


def weakest(links: Iterable[Link], language: str) -> str:
    """The weakest ground of some links in words."""
    grounds = [link.ground for link in links]
    return GROUND_WORDS[language][max(grounds, key=GROUNDS.index)] if grounds else ""


def cause(step: Step, language: str) -> str:
    """Why the next link is not there, as far as the graph tells more than that it is not; else nothing."""
    if not step.cause:
        return ""
    told = _SPEAKER[language][step.draft] if step.cause == UNSTARRED else weakest(step.left_out, language)
    return CAUSE[language][step.cause].format(told)


def missing(step: Step, language: str) -> str:
    """What is missing, for instance mangler: national indikator."""
    return say("missing", language, counted(step.missing, 1, language).removeprefix("1 ")) if step.missing else ""


def tally(items: Iterable[Item], kinds: Iterable[str], language: str) -> str:
    """How many things of each kind, for instance 4 målsætninger og 10 indikatorer."""
    numbers: dict[str, int] = dict.fromkeys(kinds, 0)
    for item in items:
        numbers[item.kind] = numbers.get(item.kind, 0) + 1
    return listed([counted(kind, number, language) for kind, number in numbers.items() if number], language)
