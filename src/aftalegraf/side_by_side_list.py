"""Show agreements side by side: part by part what is shared and what stands in one only, as text, data and rows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any, Final

from aftalegraf.answers import GROUND, GROUND_LABELS, slug
from aftalegraf.exports import NOTES, table_csv
from aftalegraf.namespaces import AFT
from aftalegraf.ordering import danish
from aftalegraf.side_by_side import ONLY, PARTS, SHARED, TIED, Item, Shared, Side, SideBySide, Tie
from aftalegraf.world import World

PART_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "da": {
        "groups": "Målgrupper", "areas": "Visioner og indsatsområder", "objectives": "Målsætninger",
        "measures": "Indikatorer og målepunkter", "followups": "Opfølgning", "sources": "Datakilder",
        "targets": "Måltal", "figures": "Tal, der kan måles ved", "national": "Nationale mål og indikatorer",
    },
    "en": {
        "groups": "Target groups", "areas": "Visions and focus areas", "objectives": "Objectives",
        "measures": "Indicators and measuring points", "followups": "Follow-up", "sources": "Data sources",
        "targets": "Targets", "figures": "Figures to measure by", "national": "National goals and indicators",
    },
}  # fmt: skip
TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "da": {
        "title": "Aftaler side om side",
        "ground": "grundlag",
        "read": "læst i {}",
        "unread": "aftalens egen tekst er ikke i samlingen",
        "shared": "fælles for {}",
        "tied": "koblet",
        "only": "kun {}",
        "empty": "{}: ingen fundet i {}",
        "said": "{}: ingen; {}",
        "undecided": "{}: kan ikke afgøres: aftalens egen tekst er ikke i samlingen; {} ({})",
        "draft": "den vedtagne aftale er ikke i samlingen",
        "gap": "{}: {}",
        "same": "Fælles er kun det, der er samme ting i grafen, og koblet det, som en kilde, vores læsning eller "
        "redaktionen kobler. Navne, der ligner hinanden, tæller ikke: to målsætninger kan handle om det samme uden at "
        "stå som fælles.",
        "here": "«Kun» betyder, at det er registreret for den aftale og ikke er koblet til noget i de andre. Det siger "
        "ikke, at aftalerne handler om noget forskelligt.",
        "missing": "Hvad der ikke står ved en aftale, hvis tekst vi ikke har, kan den godt have.",
    },
    "en": {
        "title": "Agreements side by side",
        "ground": "ground",
        "read": "read in {}",
        "unread": "its own text is not in the collection",
        "shared": "shared by {}",
        "tied": "linked",
        "only": "only {}",
        "empty": "{}: none found in {}",
        "said": "{}: none; {}",
        "undecided": "{}: cannot be decided: its own text is not in the collection; {} ({})",
        "draft": "the agreement as adopted is not in the collection",
        "gap": "{}: {}",
        "same": "Shared is only what is the same thing in the graph, and linked what a source, our reading or the "
        "editors link. Names that are alike do not count: two objectives may be about the same and not stand as "
        "shared.",
        "here": "“Only” means that it is recorded for that agreement and not linked to anything in the others. It does "
        "not mean that the agreements differ on it.",
        "missing": "An agreement whose text we have not may well have what is not listed for it.",
    },
}
ADDED: Final = ("figures",)  # no agreement tells this, so none lacks it
_HEADINGS: Final = {
    "da": ("del", "stilling", "hvad", "hvad (id)", "aftale", "aftale (id)", "som", "under", "grundlag", "begrundelse",
           "sted", "sted (id)"),
    "en": ("part", "standing", "what", "what (id)", "agreement", "agreement (id)", "as", "under", "ground", "reason",
           "place", "place (id)"),
}  # fmt: skip
_STANDINGS: Final = {
    "da": {SHARED: "fælles", TIED: "koblet", ONLY: "kun her"},
    "en": {SHARED: "shared", TIED: "linked", ONLY: "only here"},
}


def as_text(world: World, found: SideBySide, ground: str, language: str = "da", width: int = 100) -> str:
    """The agreements as letters, then each part with what is shared and what each has alone."""
    texts = TEXTS[language]
    letters = {side.agreement: ascii_uppercase[number % 26] for number, side in enumerate(found.sides)}
    lines = [texts["title"], f"{texts['ground']}: {GROUND_LABELS[ground][language]}", ""]
    for side in found.sides:
        lines += _wrap(f"{letters[side.agreement]}: {_head(world, side, language)}", 0, width)
    for part in parts(world, found):
        counts = ", ".join(f"{letters[s.agreement]} {len(s.of(part.name))}" for s in found.sides if s.of(part.name))
        lines += ["", f"{PART_NAMES[language][part.name].upper()}" + (f" ({counts})" if counts else "")]
        lines += [line for text in _part(world, found, part, letters, language) for line in _wrap(text, 2, width)]
    lines += ["", *(line for note in notes(found, language) for line in _wrap(f"! {note}", 0, width))]
    return "\n".join(lines) + "\n"


def notes(found: SideBySide, language: str = "da") -> list[str]:
    """What a reader must know: what shared means, and why an agreement may have more than is listed."""
    texts = TEXTS[language]
    lost = [side.lacking for side in found.sides if side.lacking]
    unread = [*lost, texts["missing"]] if any(not side.whole for side in found.sides) else []
    return [f"{NOTES[language]}.", texts["same"], texts["here"], *unread]


@dataclass(frozen=True, slots=True)
class Part:
    """One of PARTS: what is shared in it, the links across, and what each of the sides has alone, in their order."""

    name: str
    shared: tuple[Shared, ...]
    ties: tuple[Tie, ...]
    alone: tuple[tuple[Item, ...], ...]


def parts(world: World, found: SideBySide) -> tuple[Part, ...]:
    """The parts that something is told of, in the order of a page; each list in the order of the documents."""
    told = [
        part
        for part in PARTS
        if any(side.of(part) or part in (*side.complete, *side.gaps) or _empty(side, part) for side in found.sides)
    ]
    return tuple(
        Part(
            part,
            tuple(one for one in found.shared if one.part == part),
            tuple(tie for tie in found.ties if _of_part(found, tie, part)),
            tuple(
                tuple(_sorted(world, (item for item in side.of(part) if item.standing == ONLY))) for side in found.sides
            ),
        )
        for part in told
    )


def _empty(side: Side, part: str) -> bool:
    """Whether an agreement that has nothing in a part was looked through for it."""
    return side.knows(part) and not side.of(part) and part not in ADDED


def as_csv(world: World, found: SideBySide, language: str = "da", separator: str = ",") -> str:
    """Each thing of each agreement as a row, with how it stands."""
    rows = (
        _row(world, side, item, language)
        for part in PARTS
        for side in found.sides
        for item in _sorted(world, side.of(part))
    )
    return table_csv(_HEADINGS[language], rows, separator)


def as_data(world: World, found: SideBySide, ground: str, language: str = "da") -> dict[str, Any]:
    """The agreements as plain data: what each has part by part, what is shared, and the stated links between them."""
    return {
        GROUND: ground,
        "agreements": [_side(world, side, language) for side in found.sides],
        "parts": [
            {
                "id": part,
                "label": PART_NAMES[language][part],
                "shared": [_shared(world, one, language) for one in found.shared if one.part == part],
                "has": {
                    slug(side.agreement): [_item(world, item, language) for item in side.of(part)]
                    for side in found.sides
                    if side.of(part) or side.knows(part)
                },
            }
            for part in PARTS
        ],
        "links": [_tie(world, tie, language) for tie in found.ties],
        "notes": notes(found, language),
    }


def _head(world: World, side: Side, language: str) -> str:
    texts = TEXTS[language]
    read = texts["read"].format(_names(world, side.documents, language)) if side.documents else ""
    lost = texts["draft"] if side.draft else "" if side.whole else texts["unread"]
    told = "; ".join(text for text in (read, lost) if text)
    return f"{world.label(side.agreement, language)} ({slug(side.agreement)}): {told}"


def _part(world: World, found: SideBySide, part: Part, letters: Mapping[str, str], language: str) -> Iterator[str]:
    """What is told of a part; nothing of an agreement that we cannot know of."""
    texts, name = TEXTS[language], part.name
    for one in part.shared:
        having = texts["shared"].format(" + ".join(letters[agreement] for agreement in one.agreements))
        yield f"{having}: {world.label(one.iri, language)}{_ground(world, found, one, language)}"
    for tie in part.ties:
        ends = (world.label(end, language) for end in (tie.link.source, tie.link.target))
        yield f"{texts['tied']}: {f' – {world.label(tie.link.kind, language)} – '.join(ends)}"
    for side, alone in zip(found.sides, part.alone, strict=True):
        letter = letters[side.agreement]
        if alone:
            yield f"{texts['only'].format(letter)}: {'; '.join(_named(world, item, language) for item in alone)}"
        elif not side.of(name) and name in side.complete:
            at = _names(world, side.read_at[name], language)
            yield texts["said" if side.whole else "undecided"].format(letter, side.complete[name], at)
        elif _empty(side, name):
            yield texts["empty"].format(letter, _names(world, side.documents, language))
        if name in side.gaps:
            yield texts["gap"].format(letter, side.gaps[name])


def _of_part(found: SideBySide, tie: Tie, part: str) -> bool:
    return any(item.iri == tie.link.source for side in found.sides for item in side.of(part))


def _ground(world: World, found: SideBySide, one: Shared, language: str) -> str:
    """The grounds that a shared thing is known by where it does not stand in the sources."""
    items = (item for side in found.sides for item in side.of(one.part) if item.iri == one.iri)
    weak = sorted({world.label(AFT + item.ground, language) for item in items if item.ground != "fremgaar"})
    return f" [{'; '.join(weak)}]" if weak else ""


def _named(world: World, item: Item, language: str) -> str:
    weak = f" [{world.label(AFT + item.ground, language)}]" if item.ground != "fremgaar" else ""
    return world.label(item.iri, language) + weak


def _row(world: World, side: Side, item: Item, language: str) -> list[str]:
    kinds = dict.fromkeys(world.label(link.kind, language) for link in item.links)
    under = dict.fromkeys(world.label(link.source, language) for link in item.links)
    places = dict.fromkeys(place for link in item.links for place in link.places)
    reasons = dict.fromkeys(link.reason for link in item.links if link.reason)
    return [
        PART_NAMES[language][item.part], _STANDINGS[language][item.standing], world.label(item.iri, language), item.iri,
        world.label(side.agreement, language), side.agreement, "; ".join(kinds), "; ".join(under),
        world.label(AFT + item.ground, language), "; ".join(reasons), _names(world, places, language),
        "; ".join(places),
    ]  # fmt: skip


def _side(world: World, side: Side, language: str) -> dict[str, Any]:
    return {
        **_thing(world, side.agreement, language),
        "documents": [_thing(world, document, language) for document in side.documents],
        "text_at_hand": side.whole,
        "lacking": side.lacking,
        "draft_only": side.draft,
        "read_to_the_end": dict(side.complete) if side.whole else {},
        "supplement_read_to_the_end": {} if side.whole else dict(side.complete),
        "lost": dict(side.gaps),
    }


def _shared(world: World, one: Shared, language: str) -> dict[str, Any]:
    return {**_thing(world, one.iri, language), "agreements": list(one.agreements)}


def _item(world: World, item: Item, language: str) -> dict[str, Any]:
    return {
        **_thing(world, item.iri, language),
        "standing": item.standing,
        GROUND: item.ground,
        "by": [
            {"property": link.kind, "under": _thing(world, link.source, language), "reason": link.reason,
             "sources": [_thing(world, place, language) for place in link.places]}
            for link in item.links
        ],
    }  # fmt: skip


def _tie(world: World, tie: Tie, language: str) -> dict[str, Any]:
    link = tie.link
    return {
        "property": _thing(world, link.kind, language),
        "from": {**_thing(world, link.source, language), "agreement": tie.source},
        "to": {**_thing(world, link.target, language), "agreement": tie.target},
        GROUND: link.ground,
        "reason": link.reason,
        "sources": [_thing(world, place, language) for place in link.places],
    }


def _thing(world: World, iri: str, language: str) -> dict[str, str]:
    return {"id": iri, "label": world.label(iri, language)}


def _names(world: World, iris: Iterable[str], language: str) -> str:
    return "; ".join(world.label(iri, language) for iri in iris)


def _sorted(world: World, items: Iterable[Item]) -> list[Item]:
    """In the order of the documents that name them, then by name."""

    def key(item: Item) -> tuple[object, ...]:
        places = [world.places[place] for link in item.links for place in link.places if place in world.places]
        return min(places, default=("", 0)), danish(world.label(item.iri)), item.iri

    return sorted(items, key=key)


def _wrap(text: str, indent: int, width: int) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2), break_long_words=False
    )
