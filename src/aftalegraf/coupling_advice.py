"""Say what to do about what is not linked, and where to look for a link that is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from aftalegraf.coupling import (
    CHANGED,
    LEFT_OUT,
    ORPHAN,
    OVER,
    UNLISTED,
    UNNAMED,
    UNSTARRED,
)
from aftalegraf.gaps import ABOVE, DEEP, NEAR, UNREAD, WHOLE, Finding
from aftalegraf.projection import Link
from aftalegraf.unread import NOT_STATED

_ADVICE: Final = {
    "da": {
        WHOLE: "Skaf aftalens tekst. Indtil da er intet vist om, hvad aftalen kobler eller ikke kobler.",
        UNREAD: "Skaf det, der mangler i samlingen. Indtil da er det ikke vist, at aftalen mangler en kobling.",
        NOT_STATED: "Dokumentet angiver det ikke. Få det afklaret med dem, der står bag, og skriv det ind, "
        "når det er lagt fast.",
        UNLISTED: "Spørg dem, der skrev aftalen, hvilken national indikator asterisken gælder.",
        UNNAMED: "Spørg dem, der skrev teksten, hvilken national indikator der menes.",
        UNSTARRED: "Er det meningen, er der intet at gøre. Ellers skal aftalen sige, hvilken den falder sammen med.",
        LEFT_OUT: "Vælg et bredere grundlag for at se koblingen, eller find det sted i en kilde, der selv siger den.",
        ORPHAN: "Find det mål, som det hører under, eller skriv, hvorfor det står alene.",
        OVER: "Se, hvad der er kommet i stedet.",
        CHANGED: "Læs stedet i kilden igen, og bekræft eller ret udsagnet.",
        NEAR: "Find det næste led i kilderne, eller skriv, hvorfor det skal mangle.",
        DEEP: "Følg vejen dertil, hvor den standser; det er dér, et led mangler.",
        ABOVE: "Tag stilling til, om noget i aftalen skal føre hertil.",
    },
    "en": {
        WHOLE: "Obtain the text of the agreement. Until then nothing is shown of what it links or does not link.",
        UNREAD: "Obtain what the collection lacks. Until then it is not shown that the agreement lacks a link.",
        NOT_STATED: "The document does not say. Settle it with those behind it, and write it down once it is decided.",
        UNLISTED: "Ask those who wrote the agreement which national indicator the asterisk is about.",
        UNNAMED: "Ask those who wrote the text which national indicator is meant.",
        UNSTARRED: "If this is intended, nothing needs doing. "
        "Otherwise the agreement should say which one it coincides with.",
        LEFT_OUT: "Choose a wider ground to see the link, or find the place in a source that states it.",
        ORPHAN: "Find the goal that it belongs to, or write why it stands alone.",
        OVER: "See what has taken its place.",
        CHANGED: "Read the place in the source again, and confirm or correct the statement.",
        NEAR: "Find the next link in the sources, or write why it is to be missing.",
        DEEP: "Follow the way to where it ends; that is where a link is missing.",
        ABOVE: "Decide whether something in the agreement is to lead here.",
    },
}  # fmt: skip


def advice(finding: Finding, language: str) -> str:
    """What to do about a finding, in a sentence or two."""
    words = _ADVICE[language]
    if finding.part == UNREAD and {extent.outcome for extent in finding.unread} == {NOT_STATED}:
        return words[NOT_STATED]
    return words.get(finding.cause) or words.get(finding.status) or words[finding.part]


def stated_in(found: Iterable[Link], kind: str, lines: Mapping[str, tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The documents that state links of a kind, most first, each with how many: where another would stand.

    `lines` gives the document of each place.
    """
    numbers = Counter(
        document
        for link in found
        if link.kind == kind
        for document in {lines[place][0] for place in link.places if place in lines}
    )
    return tuple(sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0])))
