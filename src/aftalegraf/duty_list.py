"""Show who has to do what and when: as text by who it is, as plain data and as a table."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from aftalegraf.answers import GROUND, GROUND_LABELS, slug
from aftalegraf.duties import ADDRESSED, Duty, Idle
from aftalegraf.duty_choice import Shown, ordered
from aftalegraf.duty_words import TEXTS, cells, labels
from aftalegraf.exports import NOTES, table_csv
from aftalegraf.namespaces import AFT
from aftalegraf.statements import GROUNDS
from aftalegraf.world import World

_DRAFT: Final = f"{AFT}vejledningUdkast"
_HEADINGS: Final = {
    "da": ("hvem", "hvem (id)", "på hvilken måde", "hvad", "hvad (id)", "hvad kilden siger", "til", "hvornår",
           "hviler på", "hjemmel", "gentager", "aftale", "grundlag", "begrundelse", "sted", "sted (id)",
           "siges imod af"),
    "en": ("who", "who (id)", "in which way", "what", "what (id)", "what the source says", "to", "when", "rests on",
           "legal basis", "repeats", "agreement", "ground", "reason", "place", "place (id)", "contradicted by"),
}  # fmt: skip

_COLUMNS: Final = (
    "who", "who_id", "by", "what", "what_id", "says", "to", "when", "basis", "law", "repeats", "agreement", "ground",
    "reason", "places", "places_id", "against",
)  # fmt: skip


def as_text(world: World, shown: Shown, language: str = "da", width: int = 100) -> str:
    """The duties as lines, under those who have them."""
    texts = TEXTS[language]
    lines = [texts["title"]]
    lines += [f"{texts['agreement']}: {world.label(shown.agreement, language)}"] if shown.agreement else []
    lines += [f"{texts['ground']}: {GROUND_LABELS[shown.ground][language]}"]
    owed = [duty for duty in shown.found.told if duty.owed]
    lines += _grouped(world, ordered(world, owed), language, width) or ["", texts["none"]]
    for name, duties in (
        ("may", [duty for duty in shown.found.told if not duty.owed]), ("gets", shown.gets), ("beside", shown.beside)
    ):  # fmt: skip
        if duties:
            lines += ["", texts[name].upper(), *_grouped(world, ordered(world, duties), language, width)]
    if shown.found.idle:
        lines += ["", texts["idle"].upper(), *_idle(world, shown.found.idle, language, width)]
    total = texts["one"] if len(owed) == 1 else texts["total"].format(len(owed))
    contested = sum(bool(duty.against) for duty in owed)
    total += f", {texts['contested'].format(contested)}" if contested else ""
    lines += ["", total, *(line for note in notes(world, shown, language) for line in _wrap(f"! {note}", 0, width))]
    return "\n".join(lines) + "\n"


def as_csv(world: World, shown: Shown, language: str = "da", separator: str = ",") -> str:
    """The duties and options as a table, one row each; of chosen owners, also what they get from others."""
    rows = [
        [told[name] for name in _COLUMNS]
        for told in (
            cells(world, duty, language) for duty in ordered(world, dict.fromkeys((*shown.found.told, *shown.gets)))
        )
    ]
    return table_csv(_HEADINGS[language], rows, separator)


def as_data(world: World, shown: Shown, language: str = "da") -> dict[str, Any]:
    """The duties as plain data: codes by name, things with id and label."""

    def several(duties: Iterable[Duty]) -> list[dict[str, Any]]:
        return [_data(world, duty, language) for duty in ordered(world, duties)]

    return {
        GROUND: shown.ground,
        "agreement": _thing(world, shown.agreement, language),
        "owners": [_thing(world, iri, language) for iri in shown.owners],
        "duties": several(duty for duty in shown.found.told if duty.owed),
        "options": several(duty for duty in shown.found.told if not duty.owed),
        "gets": several(shown.gets),
        "beside": several(shown.beside),
        "forums_without_task": [
            {**(_thing(world, each.iri, language) or {}), GROUND: each.ground,
             "part_of": _things(world, each.part_of, language), "sources": _things(world, each.places, language)}
            for each in shown.found.idle
        ],
        "informing": len(shown.found.informing),
        "notes": notes(world, shown, language),
    }  # fmt: skip


def notes(world: World, shown: Shown, language: str = "da") -> list[str]:
    """What a reader must know of the list: what the documents cannot tell, and how it is made."""
    idle = [TEXTS[language]["idle_told"]] if shown.found.idle else []
    return [NOTES[language] + ".", *shown.lacking, *idle, *remarks(world, shown, language)]


def remarks(world: World, shown: Shown, language: str = "da", written: Callable[[str], str] = str) -> list[str]:
    """How the list is made, what is left out and what may lapse; `written` writes a day."""
    texts = TEXTS[language]
    every = (*shown.found.told, *shown.gets, *shown.beside)
    found = [texts["told"] if every else ""]
    drafted = any(_DRAFT in duty.basis or duty.deadlines for duty in every)
    found += [_namesake(world, *each, language) for each in shown.namesakes]
    found += [texts["word"]] if any(duty.modality for duty in every) else []
    found += _weights(every, shown.ground, language)
    found += [texts["draft"] if drafted else "", texts["general"] if shown.agreement else ""]
    if not (shown.owners or shown.agreement or shown.unowned):
        found.append(texts["informing"].format(len(shown.found.informing)))
    days = [day for duty in every for deadline in duty.deadlines for day in deadline.days]
    if shown.ends and any(day >= shown.ends[0] for day in days):
        found.append(texts["ended"].format(written(shown.ends[0]), world.label(AFT + shown.ends[1], language)))
    return [note for note in found if note]


def _namesake(world: World, iri: str, number: int, language: str) -> str:
    """Where the duties of a name stand, if not under the body that was asked for."""
    return TEXTS[language]["namesake"].format(number, world.label(iri, language), slug(iri))


def _weights(duties: Iterable[Duty], ground: str, language: str) -> list[str]:
    """Why nothing is told of how much some duties bind."""
    untold = {duty.by == ADDRESSED for duty in duties if not duty.modality}
    found = ["weightless"] if False in untold else []
    found += ["weaker"] if True in untold and ground == GROUNDS[0] else []
    return [TEXTS[language][name] for name in found]


def _grouped(world: World, duties: Iterable[Duty], language: str, width: int) -> list[str]:
    lines: list[str] = []
    owner = None
    for duty in duties:
        if duty.owner != owner:
            owner = duty.owner
            name = f"{world.label(owner, language)} ({slug(owner)})" if owner else TEXTS[language]["nobody"]
            lines += ["", name]
        lines += _block(world, duty, language, width)
    return lines


def _block(world: World, duty: Duty, language: str, width: int) -> list[str]:
    texts, known = TEXTS[language], cells(world, duty, language)
    notation = f"{slug(duty.what)} " if duty.by == ADDRESSED else ""
    lines = _wrap(f"- {notation}{known['what']} [{known['says'] or known['by']}]", 2, width)
    told = [] if duty.owner else [_nobody(world, duty, language)]
    told += [f"{texts[name]}: {known[name]}" for name in ("to", "when", "law", "repeats") if known[name]]
    told += [f"{texts['basis']}: {known['basis']}"] if duty.by == ADDRESSED else []  # else its place names the document
    told += [f"{known['ground']}: {known['places']}"]
    told += [f"({known['reason']})"] if known["reason"] else []
    told += [f"{texts['against']}: {known['against']}"] if duty.against else []
    return [*lines, *(line for text in told for line in _wrap(text, 6, width))]


def _nobody(world: World, duty: Duty, language: str) -> str:
    """Why there is no owner: the source names none, or whom it names is our reading."""
    texts = TEXTS[language]
    return texts["read"].format(labels(world, duty.read_as, language)) if duty.read_as else texts["unsaid"]


def _idle(world: World, idle: Iterable[Idle], language: str, width: int) -> Iterator[str]:
    for each in idle:
        whole = TEXTS[language]["part_of"].format(labels(world, each.part_of, language)) if each.part_of else ""
        places = f"{world.label(AFT + each.ground, language)}: {labels(world, each.places, language)}"
        told = "; ".join(text for text in (whole, places) if text)
        yield from _wrap(f"- {world.label(each.iri, language)} ({slug(each.iri)}): {told}", 2, width)


def _wrap(text: str, indent: int, width: int) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2), break_long_words=False
    )


def _thing(world: World, iri: str, language: str) -> dict[str, str] | None:
    return {"id": iri, "label": world.label(iri, language)} if iri else None


def _things(world: World, iris: Iterable[str], language: str) -> list[dict[str, str] | None]:
    return [_thing(world, iri, language) for iri in iris]


def _data(world: World, duty: Duty, language: str) -> dict[str, Any]:
    return {
        "owner": _thing(world, duty.owner, language),
        "owner_by_weaker_ground": _things(world, duty.read_as, language),
        "by": _thing(world, duty.by, language),
        "what": _thing(world, duty.what, language),
        "modality": duty.modality,
        f"modality_{GROUND}": duty.modality_ground,
        "word": duty.word,
        "to": [
            {"property": link.kind, **(_thing(world, link.target, language) or {}), GROUND: link.ground,
             "reason": link.reason, "sources": _things(world, link.places, language)}
            for link in duty.to
        ],
        "often": _things(world, (link.target for link in duty.often), language),
        "dates": [{"property": value.property_iri, "when": value.text, GROUND: value.ground} for value in duty.dates],
        "deadlines": [
            {**(_thing(world, each.rule.iri, language) or {}), GROUND: each.rule.ground,
             "counted_from": each.counted_from, "days": list(each.days), "assumed": each.assumed,
             "sources": _things(world, each.rule.places, language),
             "responsible": [
                 {**(_thing(world, one.iri, language) or {}), GROUND: one.ground,
                  "sources": _things(world, one.places, language)}
                 for one in each.rule.responsible
             ]}
            for each in duty.deadlines
        ],
        "basis": _things(world, duty.basis, language),
        "legal_basis": _things(world, duty.legal, language),
        "legal_basis_caveat": duty.caveat,
        "repeats": _things(world, duty.repeats, language),
        "agreements": _things(world, duty.agreements, language),
        GROUND: duty.ground,
        "reason": duty.reason,
        "sources": _things(world, duty.places, language),
        "also_read_in": _things(world, duty.further, language),
        "contested_by": _things(world, duty.against, language),
    }  # fmt: skip
