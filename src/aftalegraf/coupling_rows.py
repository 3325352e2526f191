"""Give how everything in an agreement's chain hangs together as plain data and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from aftalegraf.answers import GROUND_LABELS
from aftalegraf.chain_words import GROUND_WORDS, kind_name
from aftalegraf.coupling import Coupling, Item, Step
from aftalegraf.coupling_view import TEXT, reason, status_of
from aftalegraf.coupling_words import STATUS, cause, missing
from aftalegraf.exports import NOTES, table_csv
from aftalegraf.gaps import numbers
from aftalegraf.projection import Link, noted
from aftalegraf.unread import Extent
from aftalegraf.world import World


def status_data(world: World, coupling: Coupling, language: str = "da") -> dict[str, Any]:
    """The statuses of an agreement as plain data."""
    return {
        "agreement": _thing(world, coupling.agreement, language),
        "grundlag": coupling.ground,
        "counts": numbers(coupling.items),
        "at_hand": coupling.at_hand,
        "unread": [extent_data(world, one, language) for one in coupling.whole],
        "read": [extent_data(world, one, language) for one in coupling.read],
        "rounds": [[_thing(world, iri, language) for iri in way] for way in coupling.rounds],
        "items": [item_data(world, item, language) for item in coupling.items],
        "note": NOTES[language],
    }


def item_data(world: World, item: Item, language: str) -> dict[str, Any]:
    """One item as plain data: codes by name, with labels, ground and places."""
    told = item.exemption
    return {
        **_thing(world, item.iri, language),
        "class": item.kind.rpartition("#")[2],
        "status": item.status,
        "status_label": STATUS[language][item.status],
        "near": _step_data(world, item.near, language),
        "deep": _step_data(world, item.deep, language),
        "grundlag": item.ground,
        "sources": _places(world, item.places, language),
        **({"ended": item.over} if item.over else {}),
        **({"exemption": {"reason": told.reason, "role": told.role, "until": told.until, "origin": told.origin,
                          "expired": item.expired}} if told else {}),
    }  # fmt: skip


def link_data(world: World, link: Link, language: str) -> dict[str, Any]:
    """One link as plain data."""
    return {
        "property": _thing(world, link.kind, language),
        "from": _thing(world, link.source, language),
        "to": _thing(world, link.target, language),
        "grundlag": link.ground,
        **({"contested_by": _places(world, link.against, language)} if link.against else {}),
        "reason": link.reason,
        "note": noted(world, link, language),
        "sources": _places(world, link.places, language),
        "statements": list(link.statements),
    }


def extent_data(world: World, one: Extent, language: str) -> dict[str, Any]:
    """How far something was read, as plain data."""
    return {"id": one.iri, "text": one.reason, "sources": _places(world, one.places, language)}


def _step_data(world: World, step: Step, language: str) -> dict[str, Any]:
    return {
        "status": step.status,
        "links": [link_data(world, link, language) for link in step.links],
        "missing": step.missing.rpartition("#")[2],
        "cause": step.cause,
        "cause_text": cause(step, language),
        "left_out": [link_data(world, link, language) for link in step.left_out],
        "unread": [extent_data(world, one, language) for one in step.unread],
        "stops": [_thing(world, iri, language) for iri in step.stops],
    }


def _thing(world: World, iri: str, language: str) -> dict[str, str]:
    return {"id": iri, "label": world.label(iri, language)}


def _places(world: World, places: Iterable[str], language: str) -> list[dict[str, str]]:
    return [_thing(world, place, language) for place in places]


_HEADINGS: Final = {
    "da": (
        "aftale", "slags", "ting", "ting (id)", "status", "næste led", "næste led mangler",
        "vejen til et nationalt mål", "hvorfor", "vejene standser ved", "grundlag", "kilder", "kilder (id)",
        "om listen",
    ),
    "en": (
        "agreement", "kind", "thing", "thing (id)", "status", "next link", "next link missing",
        "the way to a national goal", "why", "the ways end at", "ground", "sources", "sources (id)", "about the list",
    ),
}  # fmt: skip


def status_csv(world: World, found: Sequence[Coupling], language: str = "da", separator: str = ",") -> str:
    """The items of some agreements as one table; an agreement without any has a row that says why."""
    rows = [row for one in found for row in (_rows(world, one, language) or [_empty(world, one, language)])]
    return table_csv(_HEADINGS[language], rows, separator)


def _rows(world: World, coupling: Coupling, language: str) -> list[list[str]]:
    about = _about(coupling, language)
    return [
        [world.label(coupling.agreement), kind_name(item.kind, language), world.label(item.iri, language), item.iri,
         status_of(item, language), STATUS[language][item.near.status], missing(item.near, language),
         STATUS[language][item.deep.status], why(world, item, language),
         "; ".join(world.label(iri, language) for iri in item.deep.stops),
         GROUND_WORDS[language].get(item.ground, ""), "; ".join(world.label(p, language) for p in item.places),
         "; ".join(item.places), about]
        for item in coupling.items
    ]  # fmt: skip


def why(world: World, item: Item, language: str) -> str:
    """All that the graph tells of why an item is not linked."""
    extents = dict.fromkeys(reason(world, one, language) for step in (item.near, item.deep) for one in step.unread)
    return "; ".join(filter(None, (cause(item.near, language), *extents)))


def _empty(world: World, coupling: Coupling, language: str) -> list[str]:
    told = "; ".join((TEXT[language]["none"], *(reason(world, one, language) for one in coupling.whole)))
    row = [""] * len(_HEADINGS[language])
    row[0], row[8], row[-1] = world.label(coupling.agreement), told, _about(coupling, language)
    return row


def _about(coupling: Coupling, language: str) -> str:
    return TEXT[language]["ground"].format(GROUND_LABELS[coupling.ground][language], NOTES[language])
