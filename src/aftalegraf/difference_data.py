"""Give what changed between two versions as plain data, for programs."""

from __future__ import annotations

from typing import Any

from aftalegraf.answers import GROUND
from aftalegraf.cells import Cell
from aftalegraf.difference_story import Kinds, is_dated, place, story
from aftalegraf.difference_words import Words, cut
from aftalegraf.differences import CHANGED, GONE, NEW, Change, Differences, Restated, Thing, Value
from aftalegraf.evidence import Support
from aftalegraf.exports import NOTES
from aftalegraf.versions import Version
from aftalegraf.world import World


def as_data(
    world: World, found: Differences, versions: tuple[Version, Version], language: str = "da"
) -> dict[str, Any]:
    """What changed, thing by thing in the order of an agreement: plainly, and as clauses in the language."""
    words, kinds = Words(world, found, language, dated=is_dated(versions)), Kinds(world, language)
    things = sorted(found.things, key=kinds.order)
    return {
        "old": versions[0].name,
        "new": versions[1].name,
        "title": story(world, found, versions, language).title,
        "counts": {state: sum(thing.state == state for thing in things) for state in (CHANGED, NEW, GONE)},
        "same": found.same,
        "things": [
            {
                "id": thing.iri,
                "label": thing.label,
                "class": kinds.name(thing),
                "state": thing.state,
                "earlier_id": thing.earlier or None,
                "place": place(thing, versions),
                **_said(words, thing),
            }
            for thing in things
        ],
        "note": NOTES[language],
    }


def _said(words: Words, thing: Thing) -> dict[str, Any]:
    return {
        "clauses": [clause.text for clause in words.clauses(thing)],
        "changes": [_change(words, change) for change in thing.changes],
        "restated": [_restated(words, one) for one in thing.restated],
    }


def _change(words: Words, change: Change) -> dict[str, Any]:
    return {
        "property": _named(words, change.property_iri),
        "before": [_value(words, value) for value in change.before],
        "after": [_value(words, value) for value in change.after],
    }


def _restated(words: Words, one: Restated) -> dict[str, Any]:
    return {
        "property": _named(words, one.property_iri),
        "value": _cell(words, one.cell),
        "before": [_support(words, support) for support in one.before],
        "after": [_support(words, support) for support in one.after],
        "remarks": [_named(words, name) for name in one.remarks],
    }


def _value(words: Words, value: Value) -> dict[str, Any]:
    return {
        **_cell(words, value.cell),
        "contested": not value.plain,
        "contested_by": [_named(words, iri) for iri in value.contested_by],
        "evidence": [_support(words, support) for support in value.supports],
    }


def _cell(words: Words, cell: Cell) -> dict[str, Any]:
    if cell.kind != "literal":
        return _named(words, cell.value)
    return {"value": cut(cell.value), **({"language": cell.language} if cell.language else {})}


def _support(words: Words, support: Support) -> dict[str, Any]:
    source = _named(words, support.place) if support.place else None
    return {"id": support.statement, GROUND: support.ground, "source": source}


def _named(words: Words, iri: str) -> dict[str, Any]:
    return {"id": iri, "label": words.place(iri)}
