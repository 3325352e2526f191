"""Write the checklist as text, Markdown, CSV and plain data."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from aftalegraf.checklist import (
    AFTER,
    BEFORE,
    BY_DATE,
    BY_TERM,
    EXEMPT,
    HUMAN,
    MOVED,
    NO_DAY,
    ON_REQUEST,
    Checklist,
    Item,
)  # fmt: skip
from aftalegraf.dated import month
from aftalegraf.exports import table_csv
from aftalegraf.namespaces import AFT
from aftalegraf.outline import notices
from aftalegraf.phrases import Phrases
from aftalegraf.report import escaped
from aftalegraf.results import MET, NOT_MET, UNDECIDED
from aftalegraf.wording import sentence
from aftalegraf.world import World

FORMATS: Final = ("text", "markdown", "json", "csv")
_WIDTH: Final = 100
_BOXES: Final = {MET: "[x]", NOT_MET: "[!]", UNDECIDED: "[?]", EXEMPT: "[u]", HUMAN: "[ ]"}
_TEXTS: Final = {
    "da": {
        "title": "Tjekliste før indsendelse",
        "approval": "Tjeklisten er ingen forhåndsgodkendelse; den kan Sundhedsstyrelsen ikke give.",
        BEFORE: "Inden og ved indsendelsen", AFTER: "Efter indsendelsen",
        MET: "opfyldt", NOT_MET: "ikke opfyldt", UNDECIDED: "kan ikke afgøres", HUMAN: "vurderes af et menneske",
        EXEMPT: "begrundet undtagelse",
        "owed": "Hvem", "step": "Trin", "due": "Hvornår", "why": "Hvorfor", "do": "Gør", "source": "Kilde",
        BY_DATE: "senest {day}: 1. juli i valgperiodens andet år (valgperioden er {term})",
        MOVED: "senest {day}: fristen er flyttet",
        BY_TERM: (
            "senest 1. juli i valgperiodens andet år; hvilket år kan ikke siges, før valgperioden er oplyst med årstal"
        ),
        NO_DAY: "vejledningen nævner ingen dag",
        ON_REQUEST: "hurtigst muligt, når Sundhedsstyrelsen beder om det",
        "columns": "aftale,bestemmelse,titel,stade,udfald,hvem,hvornår,dag,modalitet,retskraft,hvorfor,gør,kilde",
    },
    "en": {
        "title": "Checklist before submission",
        "approval": "The checklist is no approval in advance; the Danish Health Authority cannot give one.",
        BEFORE: "Before and at submission", AFTER: "After submission",
        MET: "met", NOT_MET: "not met", UNDECIDED: "cannot be decided", HUMAN: "for a person to judge",
        EXEMPT: "reasoned exemption",
        "owed": "Who", "step": "Step", "due": "When", "why": "Why", "do": "Do", "source": "Source",
        BY_DATE: "by {day}: 1 July of the second year of the election period (which is {term})",
        MOVED: "by {day}: the deadline has been moved",
        BY_TERM: (
            "by 1 July of the second year of the election period; which year cannot be said until the period is given"
            " with its years"
        ),
        NO_DAY: "the guidance names no day",
        ON_REQUEST: "as soon as possible when the Danish Health Authority asks for it",
        "columns": "agreement,provision,title,stage,outcome,who,when,day,modality,legal force,why,do,source",
    },
}  # fmt: skip


def as_text(world: World, lists: Iterable[Checklist], language: str = "da") -> str:
    """The checklists as lines for a terminal, with an empty box where a person must judge."""
    return "\n\n".join("\n".join(_lines(world, one, language)) for one in lists) + "\n"


def as_markdown(world: World, lists: Iterable[Checklist], language: str = "da") -> str:
    """The checklists as Markdown; only what is met has a tick."""
    return "\n\n".join("\n".join(_marked(world, one, language)) for one in lists) + "\n"


def as_data(world: World, lists: Iterable[Checklist], language: str = "da") -> list[dict[str, Any]]:
    """The checklists as plain data: one object an agreement with its notes and items."""
    return [
        {
            "agreement": {"id": one.report.agreement, "label": one.report.label},
            "notes": list(_notes(world, one, language)),
            "items": [_item_data(world, one, item, language) for item in one.items],
        }
        for one in lists
    ]


def as_csv(world: World, lists: Iterable[Checklist], language: str = "da") -> str:
    """The checklists as a table with a row for each item."""
    phrases, texts = Phrases(world, language), _TEXTS[language]
    rows = [
        (
            one.report.label, item.id, _title(phrases, item), texts[item.stage], _state(phrases, item),
            "; ".join(item.owed_by), _due(one, item, language), item.day, phrases.label(AFT + item.modality),
            phrases.force(item.force), _why(phrases, item), _do(item, language), phrases.label(item.source),
        )
        for one in lists
        for item in one.items
    ]  # fmt: skip
    return table_csv(texts["columns"].split(","), rows)


def words(language: str = "da") -> Mapping[str, str]:
    """The checklist's own words: of outcomes, stages and the names of lines."""
    return _TEXTS[language]


def written(world: World, lists: Sequence[Checklist], form: str, language: str = "da") -> bytes:
    """The checklists in a format of FORMATS."""
    if form == "json":
        return (json.dumps(as_data(world, lists, language), ensure_ascii=False, indent=2) + "\n").encode()
    writers = {"text": as_text, "markdown": as_markdown, "csv": as_csv}
    return writers[form](world, lists, language).encode()


def _item_data(world: World, one: Checklist, item: Item, language: str) -> dict[str, Any]:
    phrases = Phrases(world, language)
    return {
        "provision": {"id": item.iri, "notation": item.id},
        "title": _title(phrases, item),
        "stage": item.stage,
        "outcome": item.outcome,
        "state": _state(phrases, item),
        "owed_by": list(item.owed_by),
        "step": item.when or None,
        "due": {"kind": item.due, "day": item.day or None, "text": _due(one, item, language)},
        "modality": item.modality,
        "force": item.force,
        "why": _why(phrases, item),
        "do": _do(item, language),
        "source": {"id": item.source, "label": phrases.label(item.source)},
    }


def _lines(world: World, one: Checklist, language: str) -> Iterator[str]:
    phrases, texts = Phrases(world, language), _TEXTS[language]
    title = f"{texts['title']}: {one.report.label}"
    yield from (title, "=" * len(title))
    for note in _notes(world, one, language):
        yield from textwrap.wrap(note, _WIDTH)
    for stage in (BEFORE, AFTER):
        items = [item for item in one.items if item.stage == stage]
        common = _common(one, items, language)
        if items:
            yield from ("", texts[stage].upper())
        if common:
            yield from _wrap(f"{texts['due']}: {common}", 2, 4)
        for item in items:
            yield from _wrap(f"{_BOXES[item.outcome]} {_head(phrases, item)}", 2, 6)
            for name, text in _told(phrases, one, item, common):
                yield from _wrap(f"{name}: {text}", 6, 8)


def _marked(world: World, one: Checklist, language: str) -> Iterator[str]:
    phrases, texts = Phrases(world, language), _TEXTS[language]
    title = f"{texts['title']}: {one.report.label}"
    yield f"# {escaped(title)}"
    for note in _notes(world, one, language):
        yield from ("", f"> {escaped(note)}")
    for stage in (BEFORE, AFTER):
        items = [item for item in one.items if item.stage == stage]
        common = _common(one, items, language)
        if items:
            yield from ("", f"## {texts[stage]}", "")
        if common:
            yield from (f"**{texts['due']}:** {escaped(common)}", "")
        for item in items:
            yield f"- [{'x' if item.outcome == MET else ' '}] {escaped(_head(phrases, item))}"
            yield from (f"  - **{name}:** {escaped(text)}" for name, text in _told(phrases, one, item, common))


def _common(one: Checklist, items: Sequence[Item], language: str) -> str:
    """The deadline that all items of a stage have, told once."""
    dues = {_due(one, item, language) for item in items}
    return dues.pop() if len(dues) == 1 else ""


def _notes(world: World, one: Checklist, language: str) -> tuple[str, ...]:
    """What a reader must know first; that nothing is approved comes before all else, with its place."""
    place = f" ({world.label(one.no_approval, language)})" if one.no_approval else ""
    first, *rest = notices(one.report, language)
    approval = _TEXTS[language]["approval"]
    return (approval[:-1] + place + ".", first, *rest)


def _head(phrases: Phrases, item: Item) -> str:
    return f"{item.id} {_title(phrases, item)}: {_state(phrases, item)} [{_weight(phrases, item)}]"


def _state(phrases: Phrases, item: Item) -> str:
    """The outcome in words; what is not met is a breach only of a rule that held, as the review has it."""
    missed = [result for result in item.results if result.outcome == NOT_MET and result.counts]
    if item.outcome != NOT_MET or not missed:
        return _TEXTS[phrases.language][item.outcome]
    told = phrases.heading(max(missed, key=lambda result: result.breach))
    return told[:1].lower() + told[1:]


def _weight(phrases: Phrases, item: Item) -> str:
    return f"{phrases.label(AFT + item.modality)}, {phrases.force(item.force)}"


def _title(phrases: Phrases, item: Item) -> str:
    own = [result.rule for result in item.results if result.rule.id == item.id]
    return own[0].title[phrases.language] if own else phrases.label(item.iri)


def _told(phrases: Phrases, one: Checklist, item: Item, common: str) -> Iterator[tuple[str, str]]:
    texts, due = _TEXTS[phrases.language], _due(one, item, phrases.language)
    for key, text in (
        ("owed", ", ".join(item.owed_by)),
        ("step", item.when),
        ("due", "" if due == common else due),
        ("why", _why(phrases, item)),
        ("do", _do(item, phrases.language)),
        ("source", phrases.label(item.source) if item.source else ""),
    ):
        if text:
            yield texts[key], text


def _due(one: Checklist, item: Item, language: str) -> str:
    day = month(item.day, language) if item.day else ""
    return _TEXTS[language][item.due].format(day=day, term=one.report.term)


def _why(phrases: Phrases, item: Item) -> str:
    """The reasons of what is not met or open, and the exemptions; why there is no test."""
    told = [sentence(reason) for r in item.results if r.outcome != MET for reason in r.reasons]
    told += [sentence(phrases.exemption(result)) for result in item.results if result.exemption]
    return " ".join(dict.fromkeys(told)) or (sentence(item.lacking) if item.lacking else "")


def _do(item: Item, language: str) -> str:
    return " ".join(dict.fromkeys(r.rule.advice[language] for r in item.results if r.counts))


def _wrap(text: str, first: int, rest: int) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=" " * first, subsequent_indent=" " * rest, break_long_words=False)
