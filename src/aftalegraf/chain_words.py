"""Name the parts of a chain and its pictures, and count them in a sentence, in Danish and English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aftalegraf.narrow import used
from aftalegraf.trace import Thread

# One, several, and the heading of a column.
KINDS: Final = {
    "Indsatsomraade": {
        "da": ("indsatsområde", "indsatsområder", "Indsatsområde"),
        "en": ("focus area", "focus areas", "Focus area"),
    },
    "Vision": {"da": ("vision", "visioner", "Vision"), "en": ("vision", "visions", "Vision")},
    "OverordnetVision": {
        "da": ("overordnet vision", "overordnede visioner", "Overordnet vision"),
        "en": ("overall vision", "overall visions", "Overall vision"),
    },
    "Maalsaetning": {
        "da": ("målsætning", "målsætninger", "Målsætning"),
        "en": ("objective", "objectives", "Objective"),
    },
    "Indikator": {"da": ("indikator", "indikatorer", "Indikator"), "en": ("indicator", "indicators", "Indicator")},
    "Maalepunkt": {
        "da": ("målepunkt", "målepunkter", "Målepunkt"),
        "en": ("measuring point", "measuring points", "Measuring point"),
    },
    "NationalIndikator": {
        "da": ("national indikator", "nationale indikatorer", "National indikator"),
        "en": ("national indicator", "national indicators", "National indicator"),
    },
    "NationaltMaal": {
        "da": ("nationalt mål", "nationale mål", "Nationalt mål"),
        "en": ("national goal", "national goals", "National goal"),
    },
}
GROUND_WORDS: Final = {
    "da": {
        "fremgaar": "fremgår af kilden",
        "udledt": "vores læsning",
        "redaktionel": "tilføjet af redaktionen",
    },
    "en": {
        "fremgaar": "stated in the source",
        "udledt": "our reading",
        "redaktionel": "added by the editors",
    },
}
WORDS: Final = {
    "da": {
        "unofficial": "Uofficielt værktøj",
        "after": "efter {}",
        "ground": "Grundlag: {}",
        "within": "Kun {}: {}",
        "thread": "Den røde tråd: {}",
        "tree": "Mål og indikatorer: {}",
        "coverage": "Kobling til nationale mål: {}",
        "objectives": "Målsætninger",
        "goals": "Nationale mål",
        "missing": "næste led mangler",
        "vision": "Vision",
        "band": "Vision for hele aftalen",
        "bands": "Visioner for hele aftalen",
        "of": "{} af {}",
        "empty": "Ingen i samlingen",
        "unreached": "Intet led hertil",
        "undecided": "kan ikke afgøres",
        "unlinked": "ikke koblet",
        "way": "1 vej",
        "ways": "{} veje",
        "and": " og ",
        "columns": "Fem kolonner: {}. {} forbinder dem.",
        "link": "1 led",
        "links": "{} led",
        "things": "Et træ med {} ting under aftalen.",
        "pairs": "{} målsætninger og {} nationale mål; {} par er koblet.",
        "leads": "Tråden når frem til {} af {}.",
        "leads-nowhere": "Tråden når ikke frem til nogen af de {}.",
        "no-goals": "Samlingen har ingen nationale mål for denne aftale.",
        "gaps": "{} steder mangler det næste led.",
        "gap": "1 sted mangler det næste led.",
    },
    "en": {
        "unofficial": "Unofficial tool",
        "after": "based on {}",
        "ground": "Ground: {}",
        "within": "Only {}: {}",
        "thread": "The red thread: {}",
        "tree": "Goals and indicators: {}",
        "coverage": "Links to national goals: {}",
        "objectives": "Objectives",
        "goals": "National goals",
        "missing": "next link is missing",
        "vision": "Vision",
        "band": "Vision of the whole agreement",
        "bands": "Visions of the whole agreement",
        "of": "{} of {}",
        "empty": "None in the collection",
        "unreached": "No link leads here",
        "undecided": "cannot be decided",
        "unlinked": "not linked",
        "way": "1 path",
        "ways": "{} paths",
        "and": " and ",
        "columns": "Five columns: {}. {} between them.",
        "link": "1 link",
        "links": "{} links",
        "things": "A tree of {} things under the agreement.",
        "pairs": "{} objectives and {} national goals; {} pairs are linked.",
        "leads": "The thread leads to {} of {}.",
        "leads-nowhere": "The thread leads to none of the {}.",
        "no-goals": "The collection has no national goals for this agreement.",
        "gaps": "The next link is missing in {} places.",
        "gap": "The next link is missing in 1 place.",
    },
}


def word(key: str, language: str, *values: object) -> str:
    """A word or sentence of a picture, with what stands in it."""
    return WORDS[language][key].format(*values)


def kind_name(kind: str, language: str = "da") -> str:
    """The heading of a column, by the IRI or local name of its class."""
    return KINDS[kind.rpartition("#")[2]][language][2]


def counted(kind: str, number: int, language: str = "da") -> str:
    """A number of things of a class, for instance 4 målsætninger."""
    one, many, _ = KINDS[kind.rpartition("#")[2]][language]
    return f"{number} {one if number == 1 else many}"


def listed(parts: Sequence[str], language: str = "da") -> str:
    """Parts of a sentence with commas and an and before the last."""
    return word("and", language).join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def links(number: int, language: str = "da") -> str:
    """A number of links in words."""
    return word("link", language) if number == 1 else word("links", language, number)


def ways(number: int, language: str = "da") -> str:
    """A number of ways in words."""
    return word("way", language) if number == 1 else word("ways", language, number)


def gaps(number: int, language: str = "da") -> str:
    """A number of missing links in a sentence; nothing where none is missing."""
    if not number:
        return ""
    return word("gap", language) if number == 1 else word("gaps", language, number)


def column_count(thread: Thread, number: int, language: str = "da") -> str:
    """How many things a column shows, and of how many where the thread is narrowed."""
    shown, total = len(thread.columns[number]), thread.totals[number] if thread.totals else 0
    return word("of", language, shown, total) if thread.within and shown != total else str(shown)


def lead(thread: Thread, language: str = "da") -> str:
    """What a thread holds and how far it leads, in a few sentences with its numbers."""
    own = [counted(kind, len(column), language) for kind, column in zip(thread.kinds[:3], thread.columns, strict=False)]
    goals, reached = thread.totals[4] if thread.totals else len(thread.columns[4]), len(used(thread))
    goals_in_words = counted(thread.kinds[4], goals, language)
    ends = (
        word("leads", language, reached, goals_in_words) if reached else word("leads-nowhere", language, goals_in_words)
    )
    parts = (
        listed(own, language) + ".",
        ends if goals else word("no-goals", language),
        gaps(len(thread.missing), language),
    )
    return " ".join(part for part in parts if part)
