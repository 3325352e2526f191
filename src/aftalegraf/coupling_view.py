"""Show in a terminal how everything in an agreement's chain hangs together."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Final

from aftalegraf.answers import GROUND_LABELS, slug
from aftalegraf.chain_words import GROUND_WORDS, kind_name, listed
from aftalegraf.coupling import LINKED, STATUSES, UNLINKED, Coupling, Item, Step
from aftalegraf.coupling_words import STATUS, cause, followed_by, missing, say, weakest
from aftalegraf.exports import NOTES
from aftalegraf.gaps import numbers
from aftalegraf.terminal import table
from aftalegraf.unread import Extent
from aftalegraf.world import World

COLUMNS: Final = {
    "da": ("ting", "status", "næste led", "vejen til et nationalt mål"),
    "en": ("thing", "status", "next link", "the way to a national goal"),
}
TEXT: Final = {
    "da": {
        "title": "Den røde tråd, led for led: {}",
        "ground": "Grundlag: {}. {}.",
        "none": "Samlingen har ingen indsatsområder, målsætninger eller indikatorer for denne aftale.",
        "round": "Kæden går i ring: {}",
        "whole": "Aftalens egen tekst kan ikke læses her: {}",
        "read": "Læst: {}",
        "led-to": "mindst én målsætning når hertil",
        "stops": "standser ved {}",
        "notes": "Hvorfor det ikke kan afgøres",
        "total": "{} ting i kæden: {}",
    },
    "en": {
        "title": "The red thread, link by link: {}",
        "ground": "Ground: {}. {}.",
        "none": "The collection has no focus areas, objectives or indicators for this agreement.",
        "round": "The chain goes round: {}",
        "whole": "The agreement's own text cannot be read here: {}",
        "read": "Read: {}",
        "led-to": "at least one objective leads here",
        "stops": "ends at {}",
        "notes": "Why it cannot be decided",
        "total": "{} things in the chain: {}",
    },
}


def status_text(world: World, coupling: Coupling, language: str = "da", width: int = 120) -> str:
    """All items column by column, each with ground and place; what cannot be decided has its reason below."""
    said = TEXT[language]
    notes: dict[str, tuple[int, Extent]] = {}
    parts = ["\n".join(head(world, coupling, TEXT[language]["title"], language, width))]
    for kind in dict.fromkeys((*coupling.kinds, *(item.kind for item in coupling.items))):
        rows = [
            [_name(world, item, language), status_of(item, language), *_steps(world, item, notes, language)]
            for item in coupling.items
            if item.kind == kind
        ]
        if rows:
            parts.append(f"{kind_name(kind, language).upper()} ({len(rows)})\n{table(COLUMNS[language], rows, width)}")
    if not coupling.items:
        parts.append(said["none"] + "\n")
    parts += [f"{said['notes']}\n{_noted(world, notes.values(), language, width)}"] if notes else []
    return "\n".join((*parts, ""))


def head(world: World, coupling: Coupling, title: str, language: str, width: int) -> list[str]:
    """What a view begins with: the agreement, the ground, how many of each status, what was read, what goes round."""
    said = TEXT[language]
    found = numbers(coupling.items)
    told = listed([f"{found[s]} {STATUS[language][s]}" for s in STATUSES if s in found], language)
    lines = [
        title.format(world.label(coupling.agreement, language)),
        said["ground"].format(GROUND_LABELS[coupling.ground][language], NOTES[language]),
    ]
    lines += [said["total"].format(len(coupling.items), told)] if told else []
    lines += [said["whole"].format(reason(world, one, language)) for one in coupling.whole]
    lines += [said["read"].format(reason(world, one, language)) for one in coupling.read]
    lines += [said["round"].format(" → ".join(world.label(iri, language) for iri in way)) for way in coupling.rounds]
    return [*(part for line in lines for part in textwrap.wrap(line, width, subsequent_indent="  ")), ""]


def status_of(item: Item, language: str) -> str:
    """The status of an item in words, with the end or the exemption that it has."""
    told = [STATUS[language][item.status]]
    if item.over:
        told.append(say("over", language, item.over))
    if item.exemption and item.expired:
        told.append(say("expired", language, item.exemption.until))
    elif item.exemption:
        told.append(say("role", language, item.exemption.reason, item.exemption.role, item.exemption.until))
    return ": ".join((told[0], ", ".join(told[1:]))) if told[1:] else told[0]


def rests(world: World, ground: str, places: Iterable[str], language: str) -> str:
    """A ground and its places in words."""
    where = "; ".join(world.label(place, language) for place in places)
    return f"{GROUND_WORDS[language].get(ground, '')}: {where}" if where else GROUND_WORDS[language].get(ground, "")


def _name(world: World, item: Item, language: str) -> str:
    return f"{world.label(item.iri, language)} [{slug(item.iri)}]\n{rests(world, item.ground, item.places, language)}"


def reason(world: World, one: Extent, language: str) -> str:
    """Why something cannot be told, or how far it was read, with its places."""
    places = "; ".join(world.label(place, language) for place in one.places)
    return f"{one.reason} ({places})" if places else one.reason


def _steps(world: World, item: Item, notes: dict[str, tuple[int, Extent]], language: str) -> tuple[str, str]:
    if item.near is item.deep:  # a national goal leads nowhere: something is to lead to it
        led = TEXT[language]["led-to"] if item.near.status == LINKED else _step(item.near, notes, language)
        return "", led
    near, deep = _step(item.near, notes, language), _step(item.deep, notes, language)
    if item.near.status == LINKED:
        near = f"{near}: {followed_by(item.near, language)} ({weakest(item.near.links, language)})"
    if item.deep.status == LINKED:
        near_end = [world.label(link.target, language) for link in item.deep.links]
        deep = f"{deep}: {' → '.join(near_end)} ({weakest(item.deep.links, language)})"
    elif item.deep.status == UNLINKED and item.deep.stops != (item.iri,):
        ends = ", ".join(world.label(iri, language) for iri in item.deep.stops)
        deep = f"{deep}; {TEXT[language]['stops'].format(ends)}" if ends else deep
    return near, deep


def _step(step: Step, notes: dict[str, tuple[int, Extent]], language: str) -> str:
    if step.status == LINKED:
        return STATUS[language][LINKED]
    numbered = [notes.setdefault(one.reason, (len(notes) + 1, one))[0] for one in step.unread]
    why = [cause(step, language), *([say("note", language, ", ".join(map(str, numbered)))] if numbered else [])]
    told = "; ".join(part for part in why if part) or missing(step, language)
    return f"{STATUS[language][step.status]}: {told}"


def _noted(world: World, notes: Iterable[tuple[int, Extent]], language: str, width: int) -> str:
    lines = [f"[{number}] {reason(world, one, language)}" for number, one in notes]
    return "\n".join(part for line in lines for part in textwrap.wrap(line, width, subsequent_indent="    ")) + "\n"
