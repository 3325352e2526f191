"""Put what happens on a day into plain data and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from aftalegraf.exports import NOTES, table_csv
from aftalegraf.link_words import Words, weakest, words
from aftalegraf.resources import Said
from aftalegraf.succession import Succession, Task, Turn
from aftalegraf.succession_text import TEXTS, passing_text, replaced_text, task_text
from aftalegraf.validity import UNDECIDED, Bound, Standing
from aftalegraf.world import World

_Row: TypeAlias = tuple[str, str, str, str, str, Iterable[str]]


def as_data(world: World, found: Succession, language: str = "da") -> dict[str, Any]:
    """What happens, and how everything that has dates stands that day."""
    say = words(world, language)
    return {
        "date": found.day,
        "changes": [
            {
                **say.thing(one.iri),
                "day": [_said(say, one.day)] if one.day else [],
                "ends": [_said(say, said) for said in one.ends],
                "begins": [_said(say, said) for said in one.begins],
                "basis": [_said(say, said) for said in one.bases],
            }
            for one in found.changes
        ],
        "ends": [_turn_data(say, one) for one in found.ends],
        "begins": [_turn_data(say, one) for one in found.begins],
        "full_effect": [{**say.thing(one.thing), "told_by": _bounds(say, one.told_by)} for one in found.full],
        "lost": [
            {**say.thing(one.iri), "grundlag": weakest(one.way), "way": [say.link(link) for link in one.way]}
            for one in found.lost
        ],
        "tasks": [_task(say, one) for one in found.tasks],
        "tasks_of_kinds": [_task(say, one) for one in found.kind_tasks],
        "passings": [
            {
                **say.thing(one.task),
                "from": say.thing(one.source),
                "to": say.thing(one.target),
                "evidence": [{"grundlag": e.ground, "sources": say.places(e.sources)} for e in one.evidence],
            }
            for one in found.passings
        ],
        "replaced": [say.link(link) for link in found.replaced],
        "undecided": [
            {**say.thing(one.kind), "reason": one.reason, "sources": say.places(one.places)} for one in found.undecided
        ],
        "unknown": [say.thing(iri) for iri in found.unknown],
        "standings": [_standing(say, one) for one in found.then.standings],
        "without_dates_and_not_carried": [say.thing(one.iri) for one in found.then.lost],
        "note": NOTES[language],
    }


def as_csv(world: World, found: Succession, language: str = "da", separator: str = ",") -> str:
    """A row for each thing that something happens to; then how all that has dates stands that day."""
    return table_csv(TEXTS[language]["columns"].split(","), _rows(words(world, language), found, language), separator)


def _rows(say: Words, found: Succession, language: str) -> Iterator[tuple[str, ...]]:
    texts = TEXTS[language]
    for what, iri, about, when, ground, places in _told(say, found, texts):
        told = tuple(dict.fromkeys(places))
        names = "; ".join(map(say.label, told))
        marks = say.marks(ground, ()) if ground else ""
        yield what, say.label(iri), iri, say.kind(iri), about, when, marks, names, "; ".join(told)


def _told(say: Words, found: Succession, texts: Mapping[str, str]) -> Iterator[_Row]:
    """What the rows tell: what happens, to which thing, about it, when, at which ground, and the places."""
    for change in found.changes:
        for said in (*((change.day,) if change.day else ()), *change.ends, *change.begins, *change.bases):
            about = f"{say.label(said.property_iri)}: {say.world.show(said.other, say.language)}"
            yield from ((texts["c-change"], change.iri, about, found.day, e.ground, e.sources) for e in said.evidence)
    for key, turns in (("c-ends", found.ends), ("c-begins", found.begins), ("c-full", found.full)):
        for turn in turns:
            unsure = f"; {texts['unsure']}" if key == "c-ends" and not turn.sure else ""
            yield from _dated(say, texts[key], turn.thing, turn.told_by, unsure)
    for one in found.lost:
        places = [place for link in one.way for place in link.places]
        yield texts["c-lost"], one.iri, " | ".join(say.sentences(one.way)), found.day, weakest(one.way), places
    yield from _followed(say, found, texts)
    for standing in found.then.standings:
        yield from _dated(say, texts[standing.state], standing.thing, standing.told_by)


def _followed(say: Words, found: Succession, texts: Mapping[str, str]) -> Iterator[_Row]:
    for key, task in (*(("c-task", one) for one in found.tasks), *(("c-kind-task", one) for one in found.kind_tasks)):
        yield texts[key], task.task, task_text(say, task), found.day, task.link.ground, task.link.places
    for passing in found.passings:
        about = passing_text(say, passing)
        yield from ((texts["c-passing"], passing.task, about, "", e.ground, e.sources) for e in passing.evidence)
    for link in found.replaced:
        yield texts["c-replaced"], link.target, replaced_text(say, link), "", link.ground, link.places
    for one in found.undecided:
        yield texts[UNDECIDED], one.kind, one.reason, "", "", one.places
    for iri in found.unknown:
        yield texts["c-unknown"], iri, texts["unknown"], "", "", ()


def _dated(say: Words, what: str, iri: str, several: Iterable[Bound], more: str = "") -> Iterator[_Row]:
    for bound in several:
        yield what, iri, say.bound(bound) + more, bound.value, bound.ground, bound.places


def _said(say: Words, said: Said) -> dict[str, Any]:
    return {
        "property": {"id": said.property_iri, "label": say.label(said.property_iri)},
        "value": said.other.value,
        "label": say.world.show(said.other, say.language),
        "evidence": [
            {"grundlag": e.ground, "sources": say.places(e.sources), "reason": e.reason} for e in said.evidence
        ],
    }


def _task(say: Words, one: Task) -> dict[str, Any]:
    passes = [say.thing(each.target) for each in one.passes]
    return {**say.thing(one.task), "of": say.link(one.link), "passes_to": passes}


def _turn_data(say: Words, one: Turn) -> dict[str, Any]:
    return {**say.thing(one.thing), "in_force_the_day_before": one.sure, "told_by": _bounds(say, one.told_by)}


def _standing(say: Words, one: Standing) -> dict[str, Any]:
    return {
        **say.thing(one.thing),
        "state": one.state,
        "told_by": _bounds(say, one.told_by),
        "told_otherwise_at_a_weaker_ground": _bounds(say, one.beside),
    }


def _bounds(say: Words, several: Iterable[Bound]) -> list[dict[str, Any]]:
    return [
        {
            "property": {"id": bound.property_iri, "label": say.label(bound.property_iri)},
            "value": bound.value,
            "change": say.thing(bound.change) if bound.change else None,
            "grundlag": bound.ground,
            "sources": say.places(bound.places),
            "reason": bound.reason,
        }
        for bound in several
    ]
