"""Show what is not linked in an agreement: one finding for each reason, with the things it concerns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any, Final

from aftalegraf.answers import GROUND_LABELS, slug
from aftalegraf.chain_words import GROUND_WORDS, counted, kind_name
from aftalegraf.coupling import LINKED, Coupling
from aftalegraf.coupling_rows import extent_data, item_data
from aftalegraf.coupling_view import head, reason, rests
from aftalegraf.coupling_words import CAUSE, STATUS, cause, tally
from aftalegraf.exports import NOTES, table_csv
from aftalegraf.gaps import ABOVE, DEEP, NEAR, SELF, UNREAD, WHOLE, Finding, findings
from aftalegraf.statements import GROUNDS
from aftalegraf.world import World

_PART: Final = {
    "da": {
        WHOLE: "aftalens tekst",
        SELF: "tingen selv",
        ABOVE: "det, der skal lede hertil",
        NEAR: "næste led",
        DEEP: "et senere led",
        UNREAD: "det, der ikke kan læses",
    },
    "en": {
        WHOLE: "the text of the agreement",
        SELF: "the thing itself",
        ABOVE: "what is to lead here",
        NEAR: "next link",
        DEEP: "a later link",
        UNREAD: "what cannot be read",
    },
}
_SAID: Final = {
    "da": {
        "title": "Det, der ikke er koblet: {}",
        "none": "Alt i kæden er koblet.",
        "concerns": "Gælder {}.",
        "placed": "Heraf har {} en kobling, når grundlaget også er «{}».",
    },
    "en": {
        "title": "What is not linked: {}",
        "none": "Everything in the chain is linked.",
        "concerns": "Concerns {}.",
        "placed": "Of these {} have a link when the ground is also “{}”.",
    },
}


def gaps_text(world: World, coupling: Coupling, language: str = "da", width: int = 120) -> str:
    """The findings one by one: what is known to be missing first, then what cannot be decided."""
    found = findings(coupling)
    lines = head(world, coupling, _SAID[language]["title"], language, width)
    for number, finding in enumerate(found, 1):
        lines += textwrap.wrap(f"{number}. {sentence(world, finding, language)}", width, subsequent_indent="   ")
        for item in finding.items if finding.part != WHOLE else ():
            name = f"- {kind_name(item.kind, language)}: {world.label(item.iri, language)} [{slug(item.iri)}]"
            told = f"{name} · {rests(world, item.ground, item.places, language)}"
            lines += textwrap.wrap(told, width, initial_indent="   ", subsequent_indent="     ")
        lines.append("")
    if not found and coupling.items:
        lines += [_SAID[language]["none"], ""]
    return "\n".join(lines)


def sentence(world: World, finding: Finding, language: str) -> str:
    """A finding in words: its status, what is missing and why, and what it concerns."""
    told = [heading(finding, language), *(reason(world, one, language) for one in finding.unread)]
    return " ".join((f"{': '.join(told)}.", *concerns(finding, language)))


def heading(finding: Finding, language: str) -> str:
    """A finding in words without what could not be read: its status, what is missing and why."""
    told = [STATUS[language][finding.status]]
    if finding.missing:
        one = counted(finding.missing, 1, language).removeprefix("1 ")
        told.insert(0, f"{_PART[language][finding.part]} ({one})")
    if finding.cause in CAUSE[language]:
        told.append(cause(finding.items[0].near, language))
    said = ": ".join(told)
    return said[:1].upper() + said[1:]


def concerns(finding: Finding, language: str) -> Iterator[str]:
    """What a finding concerns, and how much of it is linked at a weaker ground, a sentence each."""
    if finding.items:
        yield _SAID[language]["concerns"].format(tally(finding.items, (), language))
    yield from _placed(finding, language)


def _placed(finding: Finding, language: str) -> Iterator[str]:
    """What a weaker ground has, where that is more than the sources tell."""
    grounds = [
        max((link.ground for link in item.near.left_out), key=GROUNDS.index)
        for item in finding.items
        if item.near.left_out
    ]
    for ground in dict.fromkeys(grounds):
        if finding.part == UNREAD:
            yield _SAID[language]["placed"].format(grounds.count(ground), GROUND_WORDS[language][ground])


def gaps_data(world: World, coupling: Coupling, language: str = "da") -> dict[str, Any]:
    """The findings of an agreement as plain data."""
    return {
        "agreement": {"id": coupling.agreement, "label": world.label(coupling.agreement, language)},
        "grundlag": coupling.ground,
        "items": len(coupling.items),
        "linked": sum(item.status == LINKED for item in coupling.items),
        "rounds": [[{"id": iri, "label": world.label(iri, language)} for iri in way] for way in coupling.rounds],
        "findings": [
            {
                "part": finding.part,
                "status": finding.status,
                "status_label": STATUS[language][finding.status],
                "missing": finding.missing.rpartition("#")[2],
                "cause": finding.cause,
                "text": sentence(world, finding, language),
                "unread": [extent_data(world, one, language) for one in finding.unread],
                "items": [item_data(world, item, language) for item in finding.items],
            }
            for finding in findings(coupling)
        ],
        "note": NOTES[language],
    }


_HEADINGS: Final = {
    "da": ("aftale", "nr.", "status", "hvad mangler", "hvorfor", "slags", "ting", "ting (id)", "grundlag", "kilder",
           "kilder (id)", "kilder til hvorfor", "om listen"),
    "en": ("agreement", "no.", "status", "what is missing", "why", "kind", "thing", "thing (id)", "ground", "sources",
           "sources (id)", "sources of why", "about the list"),
}  # fmt: skip


def gaps_csv(world: World, found: Sequence[Coupling], language: str = "da", separator: str = ",") -> str:
    """The findings of some agreements as one table, a row for each thing that a finding concerns."""
    rows = [row for coupling in found for row in _rows(world, coupling, language)]
    return table_csv(_HEADINGS[language], rows, separator)


def _rows(world: World, coupling: Coupling, language: str) -> Iterator[list[str]]:
    about = f"{NOTES[language]}. {GROUND_LABELS[coupling.ground][language]}"
    for number, one in enumerate(findings(coupling), 1):
        missing = _PART[language][one.part]
        if one.missing:
            missing = f"{missing}: {counted(one.missing, 1, language).removeprefix('1 ')}"
        why = "; ".join((cause(one.items[0].near, language) if one.cause else "", *(e.reason for e in one.unread)))
        where = "; ".join(world.label(place, language) for e in one.unread for place in e.places)
        start = [world.label(coupling.agreement, language), str(number), STATUS[language][one.status], missing]
        for item in one.items:
            name = (kind_name(item.kind, language), world.label(item.iri, language), item.iri)
            ground = GROUND_WORDS[language].get(item.ground, "")
            places = "; ".join(world.label(place, language) for place in item.places)
            yield [*start, why.strip("; "), *name, ground, places, "; ".join(item.places), where, about]
        if not one.items:
            yield [*start, why.strip("; "), "", "", "", "", "", "", where, about]
