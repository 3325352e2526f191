"""Show which provisions a rule tests and which none does: text for a terminal, plain data and rows."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from aftalegraf.chain_words import listed
from aftalegraf.coupling import LINKED, STATUSES
from aftalegraf.coupling_view import rests
from aftalegraf.coupling_words import STATUS
from aftalegraf.coverage import status_label
from aftalegraf.exports import NOTES, table_csv
from aftalegraf.rule_coupling import Tested
from aftalegraf.rules import of_guidance
from aftalegraf.terminal import table
from aftalegraf.world import World

_TEXT: Final = {
    "da": {
        "title": "Bestemmelser og regler",
        "gaps": "Bestemmelser, der ikke er koblet til en regel",
        "total": "{} bestemmelser: {}. {}.",
        "draft": "Vejledningen er et udateret udkast.",
        "partly": "reglen prøver kun en del af bestemmelsen",
        "all": "Alle bestemmelser er koblet til en regel.",
    },
    "en": {
        "title": "Provisions and rules",
        "gaps": "Provisions that are not linked to a rule",
        "total": "{} provisions: {}. {}.",
        "draft": "The guidance is an undated draft.",
        "partly": "the rule tests only part of the provision",
        "all": "All provisions are linked to a rule.",
    },
}
_COLUMNS: Final = {
    "da": ("id", "bestemmelse", "status", "regel", "hvorfor"),
    "en": ("id", "provision", "status", "rule", "why"),
}
_HEADINGS: Final = {
    "da": ("id", "bestemmelse", "status", "regel", "hvorfor", "forklaring", "grundlag og kilde", "om listen"),
    "en": ("id", "provision", "status", "rule", "why", "explanation", "ground and source", "about the list"),
}


def rules_text(
    world: World, found: Sequence[Tested], language: str = "da", width: int = 120, *, only_gaps: bool = False
) -> str:
    """The provisions one by one, or those that no rule tests wholly, together where the reason is the same."""
    said = _TEXT[language]
    numbers = Counter(one.status for one in found)
    counts = listed([f"{numbers[s]} {STATUS[language][s]}" for s in STATUSES if numbers[s]], language)
    total = said["total"].format(len(found), counts, NOTES[language])
    if of_guidance(one.provision.id for one in found):
        total = f"{total} {said['draft']}"
    lines = [said["gaps" if only_gaps else "title"], *textwrap.wrap(total, width), ""]
    if not only_gaps:
        rows = [[_id(world, one, language), *_cells(world, one, language)] for one in found]
        return "\n".join((*lines, table(_COLUMNS[language], rows, width)))
    groups: dict[str, list[Tested]] = {}
    for one in _gaps(found):
        groups.setdefault(_why(world, one, language), []).append(one)
    for why, same in groups.items():
        lines.append(f"{why[:1].upper()}{why[1:]} ({len(same)})")
        for one in same:
            text = f"- {one.provision.id} {one.provision.label} · {rests(world, one.ground, one.places, language)}"
            lines += textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="    ")
        lines.append("")
    return "\n".join((*lines, *([] if groups else [said["all"], ""])))


def rules_data(
    world: World, found: Iterable[Tested], language: str = "da", *, only_gaps: bool = False
) -> dict[str, Any]:
    """The provisions as plain data."""
    chosen = tuple(found)
    return {
        "counts": dict(Counter(one.status for one in chosen)),
        "provisions": [
            {
                "id": one.provision.id,
                "iri": one.provision.iri,
                "label": one.provision.label,
                "status": one.status,
                "status_label": STATUS[language][one.status],
                "rule": one.provision.shape,
                "approximate": one.provision.approximate,
                "why": one.provision.status,
                "why_label": _why(world, one, language),
                "explanation": one.provision.explanation,
                "told": one.told,
                "grundlag": one.ground,
                "sources": [{"id": place, "label": world.label(place, language)} for place in one.places],
            }
            for one in (_gaps(chosen) if only_gaps else chosen)
        ],
        "note": NOTES[language],
    }


def rules_csv(
    world: World, found: Iterable[Tested], language: str = "da", separator: str = ",", *, only_gaps: bool = False
) -> str:
    """The provisions as a table."""
    rows = []
    for one in _gaps(found) if only_gaps else found:
        where = rests(world, one.ground, one.places, language)
        name, *cells = _cells(world, one, language)
        rows.append([one.provision.id, name, *cells, one.provision.explanation, where, NOTES[language]])
    return table_csv(_HEADINGS[language], rows, separator)


def _gaps(found: Iterable[Tested]) -> list[Tested]:
    return [one for one in found if one.status != LINKED]


def _id(world: World, one: Tested, language: str) -> str:
    return f"{one.provision.id}\n{rests(world, one.ground, one.places, language)}"


def _cells(world: World, one: Tested, language: str) -> tuple[str, str, str, str]:
    return one.provision.label, STATUS[language][one.status], one.provision.shape, _why(world, one, language)


def _why(world: World, one: Tested, language: str) -> str:
    """Why no rule tests the whole of a provision, "" where one does."""
    if one.status == LINKED:
        return ""
    return _TEXT[language]["partly"] if one.provision.shape else status_label(world, one.provision.status, language)
