"""Show what changed between the guidance of 2018 and the draft of 2023, and what is unknown."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, Final

from aftalegraf.exports import table_csv
from aftalegraf.namespaces import AFT
from aftalegraf.profiles import CARRIED_OVER, CHANGED, NEW, NOT_SAID, RELATIONS, Change, changes
from aftalegraf.world import World

_WIDTH: Final = 100
_TEXTS: Final = {
    "da": {
        "title": "Fra vejledningen fra 2018 til udkastet fra 2023",
        "partial": (
            "Vejledningen fra 2018 er ikke i samlingen. Her står kun, hvad kapitel 1.1 i udkastet siger om den;"
            " ordlyden i 2018 kendes ikke."
        ),
        CARRIED_OVER: "Videreført", CHANGED: "Ændret", NEW: "Ny", NOT_SAID: "Ukendt",
        "unknown": "Kapitel 1.1 nævner ikke disse bestemmelser; de kan være videreført, ændret eller nye.",
        "chapter": "kapitel {}: {}",
        "gone": (
            "Bortfaldet: kapitel 1.1 nævner ingen bestemmelse, der er faldet bort uden afløser. Om der er nogen, er"
            " ukendt."
        ),
        "through": "samme som {}",
        "columns": "bestemmelse,kapitel,tekst,forhold til 2018,grundlag,sagt om,begrundelse,kilde",
    },
    "en": {
        "title": "From the guidance of 2018 to the draft of 2023",
        "partial": (
            "The guidance of 2018 is not at hand. This is only what chapter 1.1 of the draft says of it; the wording of"
            " 2018 is not known. The provisions are quoted in Danish."
        ),
        CARRIED_OVER: "Carried over", CHANGED: "Changed", NEW: "New", NOT_SAID: "Unknown",
        "unknown": "Chapter 1.1 does not mention these provisions; they may be carried over, changed or new.",
        "chapter": "chapter {}: {}",
        "gone": (
            "Abolished: chapter 1.1 names no provision that has ceased without a successor. Whether there are any is"
            " unknown."
        ),
        "through": "same as {}",
        "columns": "provision,chapter,text,relation to 2018,ground,said of,reason,source",
    },
}  # fmt: skip


def as_text(world: World, language: str = "da") -> str:
    """What is known, provision by provision, and how many are unknown in each chapter."""
    texts, found = _TEXTS[language], changes(world)
    lines = [texts["title"], "=" * len(texts["title"]), *textwrap.wrap(texts["partial"], _WIDTH)]
    for relation in RELATIONS[:-1]:
        several = [change for change in found if change.relation == relation]
        lines += ["", f"{texts[relation]} ({len(several)})"]
        lines += [line for change in several for line in _lines(world, change, language)]
    unknown = [change for change in found if change.relation == NOT_SAID]
    lines += ["", f"{texts[NOT_SAID]} ({len(unknown)})", *_wrap(texts["unknown"], 2), *_chapters(unknown, texts)]
    return "\n".join((*lines, "", *textwrap.wrap(texts["gone"], _WIDTH))) + "\n"


def as_data(world: World, language: str = "da") -> dict[str, Any]:
    """The same as plain data: the notices, the counts, and each provision."""
    texts, found = _TEXTS[language], changes(world)
    return {
        "notes": [texts["partial"], texts["gone"]],
        "counts": {relation: sum(change.relation == relation for change in found) for relation in RELATIONS},
        "provisions": [
            {
                "id": change.id,
                "iri": change.iri,
                "chapter": change.chapter,
                "label": world.label(change.iri, language),
                "relation": change.relation,
                "ground": change.ground,
                "through": change.through,
                "reason": change.why,
                "source": {"id": change.place, "label": world.label(change.place, language)} if change.place else None,
            }
            for change in found
        ],
    }


def as_csv(world: World, language: str = "da") -> str:
    """The same as a table, a row for each provision."""
    texts = _TEXTS[language]
    return table_csv(
        texts["columns"].split(","),
        (
            (
                change.id,
                change.chapter,
                world.label(change.iri, language),
                texts[change.relation],
                world.label(AFT + change.ground, language) if change.ground else "",
                change.through,
                change.why,
                world.label(change.place, language) if change.place else "",
            )
            for change in changes(world)
        ),
    )


def _lines(world: World, change: Change, language: str) -> list[str]:
    through = (_TEXTS[language]["through"].format(change.through),) if change.through else ()
    marks = (*through, world.label(AFT + change.ground, language), world.label(change.place, language))
    return _wrap(f"{change.id} {world.label(change.iri, language)} [{'; '.join(marks)}]", 2)


def _chapters(unknown: Sequence[Change], texts: dict[str, str]) -> list[str]:
    counts: dict[str, int] = {}
    for change in unknown:
        counts[change.chapter] = counts.get(change.chapter, 0) + 1
    return _wrap("; ".join(texts["chapter"].format(chapter, number) for chapter, number in counts.items()), 2)


def _wrap(text: str, first: int) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=" " * first, subsequent_indent=" " * (first + 2), break_long_words=False
    )
