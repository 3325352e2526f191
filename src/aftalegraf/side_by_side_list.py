"""Show agreements side by side: part by part what is shared and what stands in one only, as text, data and rows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from string import ascii_uppercase
from typing import Any, Final

from aftalegraf.answers import GROUND, GROUND_LABELS, slug
from aftalegraf.exports import NOTES, table_csv
from aftalegraf.namespaces import AFT
from aftalegraf.ordering import danish
from aftalegraf.side_by_side import ONLY, PARTS, SHARED, TIED, Item, Shared, Side, SideBySide, Tie
from aftalegraf.world import World

_PARTS: Final[Mapping[str, Mapping[str, str]]] = {
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
_TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
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
        "gap": "{}: {}",
        "same": "Fælles er kun det, der er samme ting i grafen, og koblet det, som en kilde, vores læsning eller "
        "redaktionen kobler. Navne, der ligner hinanden, tæller ikke: to målsætninger kan handle om det samme uden at "
        "stå som fælles.",
        "here": "«Kun» betyder, at det er nævnt dér og ikke er koblet til noget i de andre.",
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
        "gap": "{}: {}",
        "same": "Shared is only what is the same thing in the graph, and linked what a source, our reading or the "
        "editors link. Names that are alike do not count: two objectives may be about the same and not stand as "
        "shared.",
        "here": "“Only” means that it is told there and not linked to anything in the others.",
        "missing": "An agreement whose text we have not may well have what is not listed for it.",
    },
}
_ADDED: Final = ("figures",)  # no agreement tells this, so none lacks it
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
    texts = _TEXTS[language]
    letters = {side.agreement: ascii_uppercase[number % 26] for number, side in enumerate(found.sides)}
    lines = [texts["title"], f"{texts['ground']}: {GROUND_LABELS[ground][language]}", ""]
    for side in found.sides:
        lines += _wrap(f"{letters[side.agreement]}: {_head(world, side, language)}", 0, width)
    for part in PARTS:
        told = list(_part(world, found, part, letters, language))
        counts = ", ".join(f"{letters[s.agreement]} {len(s.of(part))}" for s in found.sides if s.of(part))
        if told:
            lines += ["", f"{_PARTS[language][part].upper()}" + (f" ({counts})" if counts else "")]
            lines += [line for text in told for line in _wrap(text, 2, width)]
    lines += ["", *(line for note in notes(found, language) for line in _wrap(f"! {note}", 0, width))]
    return "\n".join(lines) + "\n"


def notes(found: SideBySide, language: str = "da") -> list[str]:
    """What a reader must know: what shared means, and why an agreement may have more than is listed."""
    texts = _TEXTS[language]
    lost = [side.lacking for side in found.sides if side.lacking]
    unread = [*lost, texts["missing"]] if any(not side.whole for side in found.sides) else []
    return [f"{NOTES[language]}.", texts["same"], texts["here"], *unread]


def as_csv(world: World, found: SideBySide, language: str = "da") -> str:
    """Each thing of each agreement as a row, with how it stands."""
    rows = (
        _row(world, side, item, language)
        for part in PARTS
        for side in found.sides
        for item in _sorted(world, side.of(part))
    )
    return table_csv(_HEADINGS[language], rows)


def as_data(world: World, found: SideBySide, ground: str, language: str = "da") -> dict[str, Any]:
    """The agreements as plain data: what each has part by part, what is shared, and the stated links between them."""
    return {
        GROUND: ground,
        "agreements": [_side(world, side, language) for side in found.sides],
        "parts": [
            {
                "id": part,
                "label": _PARTS[language][part],
                "shared": [_shared(world, one, language) for one in found.shared if one.part == part],
                "has": {
                    slug(side.agreement): [_item(world, item, language) for item in side.of(part)]
                    for side in found.sides
                    if side.of(part) or side.whole
                },
            }
            for part in PARTS
        ],
        "links": [_tie(world, tie, language) for tie in found.ties],
        "notes": notes(found, language),
    }


def _head(world: World, side: Side, language: str) -> str:
    texts = _TEXTS[language]
    read = texts["read"].format(_names(world, side.documents, language)) if side.documents else ""
    told = "; ".join(text for text in (read, "" if side.whole else texts["unread"]) if text)
    return f"{world.label(side.agreement, language)} ({slug(side.agreement)}): {told}"


def _part(world: World, found: SideBySide, part: str, letters: Mapping[str, str], language: str) -> Iterator[str]:
    """What is told of a part; nothing of an agreement that we cannot know of."""
    texts = _TEXTS[language]
    for one in (one for one in found.shared if one.part == part):
        having = " + ".join(letters[agreement] for agreement in one.agreements)
        name = world.label(one.iri, language)
        yield f"{texts['shared'].format(having)}: {name}{_ground(world, found, one, language)}"
    for tie in (tie for tie in found.ties if _of_part(found, tie, part)):
        ends = (world.label(end, language) for end in (tie.link.source, tie.link.target))
        yield f"{texts['tied']}: {f' – {world.label(tie.link.kind, language)} – '.join(ends)}"
    for side in found.sides:
        letter, alone = letters[side.agreement], _sorted(world, (i for i in side.of(part) if i.standing == ONLY))
        if alone:
            yield f"{texts['only'].format(letter)}: {'; '.join(_named(world, item, language) for item in alone)}"
        elif not side.of(part) and part in side.complete:
            yield texts["said"].format(letter, side.complete[part])
        elif not side.of(part) and side.whole and part not in _ADDED:
            yield texts["empty"].format(letter, _names(world, side.documents, language))
        if part in side.gaps:
            yield texts["gap"].format(letter, side.gaps[part])


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
        _PARTS[language][item.part], _STANDINGS[language][item.standing], world.label(item.iri, language), item.iri,
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
        "read_to_the_end": dict(side.complete),
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
