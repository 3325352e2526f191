"""Show what happens on a day as a text, part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from aftalegraf.dated import month
from aftalegraf.dependence import Dependent
from aftalegraf.exports import NOTES
from aftalegraf.link_words import Words, before, headed, words, wrapped
from aftalegraf.namespaces import AFT
from aftalegraf.ordering import danish
from aftalegraf.projection import Link
from aftalegraf.resources import Said
from aftalegraf.search_names import end
from aftalegraf.succession import Succession, Task, Turn, Undecided
from aftalegraf.transitions import Change, Passing
from aftalegraf.validity import IN_FORCE, NOT_IN_FULL, NOT_YET, OVER, PLANNED, STATES, UNDECIDED, Bound, Standing
from aftalegraf.world import World

_SHOWN: Final = 5  # things of a class that a text names before it counts the rest
TEXTS: Final = {
    "da": {
        "title": "Hvad sker der den {}?",
        "every": "Hver linje bærer sit eget grundlag; også det, redaktionen har tilføjet, er med.",
        "changes": "Ændringer den dag ({})",
        "day": "dag", "ends": "ophæver", "begins": "indfører", "basis": "hviler på", "instead": "i stedet",
        "unknown": "ukendt",
        "nobody": "ukendt: ingen kilde i samlingen siger, hvad der træder i stedet",
        "falls": "Ophører ({})",
        "unsure": "om det gjaldt dagen før, kan ikke afgøres",
        "lost": "Mister alt, hvad de ifølge samlingen bygger på ({})",
        "starts": "Begynder ({})",
        "full": "Får fuld virkning ({})",
        "tasks": "Opgaver, hvis forum ophører ({})",
        "kind tasks": "Opgaver, som vejledningsudkastet giver den slags fora, der ophører ({})",
        "task": "{}: {}; hvem der overtager, er {}",
        "passings": "Opgave for opgave: hvad der gik videre, uanset dag ({})",
        "undecided": "Kan ikke afgøres ({})",
        "replaced": "Afløst, uanset dag ({})",
        "replaces": "{} afløser {}",
        "ukendt": "Ukendt: ingen kilde i samlingen siger, om eller hvornår det ophører ({})",
        "more": "… og {} flere; --format csv viser alle",
        "then": "Sådan står det, der har datoer, den dag",
        "carried": "{} ting uden egne datoer bygger kun på noget, der ikke gælder den dag.",
        IN_FORCE: "gælder", NOT_YET: "gælder endnu ikke", NOT_IN_FULL: "har endnu ikke fuld virkning",
        OVER: "er ophørt", PLANNED: "planlagt; om den er vedtaget, kan ikke afgøres", UNDECIDED: "kan ikke afgøres",
        "columns": "hvad,ting,ting (id),slags,om,hvornår,grundlag,kilder,kilder (id)",
        "c-change": "ændring", "c-ends": "ophører", "c-lost": "mister det, det bygger på", "c-begins": "begynder",
        "c-full": "får fuld virkning", "c-kind-task": "opgave for en slags forum, der ophører",
        "c-task": "opgave, hvis forum ophører", "c-passing": "opgave gik videre", "c-replaced": "afløst",
        "c-unknown": "ukendt",
    },
    "en": {
        "title": "What happens on {}?",
        "every": "Each line carries its own ground; what the editors added is told too.",
        "changes": "Changes that day ({})",
        "day": "day", "ends": "abolishes", "begins": "introduces", "basis": "rests on", "instead": "instead",
        "unknown": "unknown",
        "nobody": "unknown: no source in the collection tells what takes its place",
        "falls": "Ends ({})",
        "unsure": "whether it was in force the day before cannot be decided",
        "lost": "Loses everything it rests on, as far as the collection shows ({})",
        "starts": "Begins ({})",
        "full": "Gets full effect ({})",
        "tasks": "Tasks whose forum ends ({})",
        "kind tasks": "Tasks that the draft guidance gives to the kinds of forum that end ({})",
        "task": "{}: {}; who takes over is {}",
        "passings": "Task by task: what passed on, whatever the day ({})",
        "undecided": "Cannot be decided ({})",
        "replaced": "Replaced, whatever the day ({})",
        "replaces": "{} replaces {}",
        "ukendt": "Unknown: no source in the collection tells whether or when it ends ({})",
        "more": "… and {} more; --format csv shows all",
        "then": "How what has dates stands that day",
        "carried": "{} things without dates of their own rest only on what is not in force that day.",
        IN_FORCE: "in force", NOT_YET: "not yet in force", NOT_IN_FULL: "not yet in full effect",
        OVER: "over", PLANNED: "planned; whether it was adopted cannot be decided", UNDECIDED: "cannot be decided",
        "columns": "what,thing,thing (id),class,about,when,ground,sources,sources (id)",
        "c-change": "change", "c-ends": "ends", "c-lost": "loses what it rests on", "c-begins": "begins",
        "c-full": "gets full effect", "c-kind-task": "task of a kind of forum that ends",
        "c-task": "task whose forum ends", "c-passing": "task passed on", "c-replaced": "replaced",
        "c-unknown": "unknown",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Turns:
    """Things that end or begin by the same dates; `unsure` tells that nothing says they were in force before."""

    told_by: tuple[Bound, ...]
    unsure: bool
    things: tuple[str, ...]


def as_text(world: World, found: Succession, language: str = "da", width: int = 120) -> str:
    """What happens on the day, part by part; a part with nothing in it is left out."""
    texts, say = TEXTS[language], words(world, language)
    title = texts["title"].format(month(found.day, language))
    lines = [title, "=" * len(title), *wrapped(f"{NOTES[language]}. {texts['every']}", width)]
    parts: tuple[tuple[str, Iterable[str]], ...] = (
        ("changes", (line for one in found.changes for line in _change(say, one, found, texts))),
        ("falls", _turns(say, found.ends, texts)),
        ("starts", _turns(say, found.begins, texts)),
        ("full", _turns(say, found.full, texts)),
        ("tasks", (task_text(say, one) for one in found.tasks)),
        ("kind tasks", (task_text(say, one) for one in found.kind_tasks)),
        ("lost", _lost(say, found, texts)),
        ("passings", (passing_text(say, one) for one in found.passings)),
        ("undecided", (_undecided(say, one) for one in found.undecided)),
        ("replaced", (replaced_text(say, one) for one in found.replaced)),
        ("ukendt", (say.named(iri) for iri in sorted(found.unknown, key=lambda iri: danish(say.label(iri))))),
    )
    sizes = _sizes(found)
    for key, told in parts:
        if sizes[key]:
            lines += headed(texts[key].format(sizes[key]))
            lines += [line for text in told for line in _hanging(text, width)]
    lines += [*headed(texts["then"]), *(line for told in _states(say, found, texts) for line in wrapped(told, width))]
    lines += wrapped(texts["carried"].format(len(found.then.lost)), width)
    return "\n".join(lines) + "\n"


def _sizes(found: Succession) -> dict[str, int]:
    return {
        "changes": len(found.changes),
        "falls": len(found.ends),
        "starts": len(found.begins),
        "full": len(found.full),
        "tasks": len(found.tasks),
        "kind tasks": len(found.kind_tasks),
        "lost": len(found.lost),
        "passings": len(found.passings),
        "undecided": len(found.undecided),
        "replaced": len(found.replaced),
        "ukendt": len(found.unknown),
    }


def _hanging(text: str, width: int) -> list[str]:
    """A line with its own indent, wrapped."""
    indent = len(text) - len(text.lstrip())
    return wrapped(text.strip(), width, indent)


def _change(say: Words, one: Change, found: Succession, texts: dict[str, str]) -> Iterator[str]:
    yield say.label(one.iri)
    told = (("day", (one.day,) if one.day else ()), ("ends", one.ends), ("begins", one.begins), ("basis", one.bases))
    for key, several in told:
        for said in several:
            yield f"  {texts[key]}: {_said_text(say, said)}"
    if one.ends and not one.begins:
        names = [say.label(link.source) for link in instead(one, found)]
        yield f"  {texts['instead']}: {', '.join(names) or texts['nobody']}"


def instead(one: Change, found: Succession) -> tuple[Link, ...]:
    """What replaces that which a change ends, () where nobody tells."""
    kinds = {said.other.value for said in one.ends}
    return tuple(link for link in found.replaced if link.target in kinds)


def _said_text(say: Words, said: Said) -> str:
    told = "; ".join(say.marks(e.ground, e.sources, e.reason) for e in said.evidence)
    return f"{month(say.world.show(said.other, say.language), say.language)} ({told})"


def _turns(say: Words, several: Iterable[Turn], texts: dict[str, str]) -> Iterator[str]:
    for group in together(say, several):
        dates = "; ".join(say.bound(bound, marked=True) for bound in group.told_by)
        yield dates + (f"; {texts['unsure']}" if group.unsure else "") + ":"
        yield from (f"  {say.named(iri)}" for iri in group.things)


def together(say: Words, several: Iterable[Turn]) -> tuple[Turns, ...]:
    """What ends or begins, each under the dates and changes that tell it."""
    found: dict[tuple[bool, tuple[str, ...]], list[Turn]] = {}
    for one in several:
        unsure = bool(one.told_by) and one.told_by[0].ends and not one.sure
        dates = tuple(say.bound(bound, marked=True) for bound in one.told_by)
        found.setdefault((unsure, dates), []).append(one)
    return tuple(
        Turns(turns[0].told_by, unsure, tuple(sorted((t.thing for t in turns), key=lambda iri: danish(say.named(iri)))))
        for (unsure, _), turns in found.items()
    )


def task_text(say: Words, one: Task) -> str:
    """Who loses which task, and to whom it passes."""
    texts = TEXTS[say.language]
    to = ", ".join(say.label(each.target) for each in one.passes) or texts["unknown"]
    return f"{texts['task'].format(say.label(one.link.source), say.label(one.task), to)} ({say.link_marks(one.link)})"


def passing_text(say: Words, one: Passing) -> str:
    """Which task passed from whom to whom."""
    told = "; ".join(say.marks(e.ground, e.sources, e.reason) for e in one.evidence)
    return f"{say.label(one.task)}: {say.label(one.source)} → {say.label(one.target)} ({told})"


def replaced_text(say: Words, link: Link) -> str:
    """What replaces what."""
    texts = TEXTS[say.language]
    names = (say.label(iri) if iri.startswith(AFT) else say.named(iri) for iri in (link.source, link.target))
    return f"{texts['replaces'].format(*names)} ({say.link_marks(link)})"


def _undecided(say: Words, one: Undecided) -> str:
    return f"{say.label(one.kind)}: {one.reason} ({'; '.join(map(say.label, one.places))})"


def _states(say: Words, found: Succession, texts: dict[str, str]) -> Iterator[str]:
    """How many things with dates stand how that day, by class."""
    for kind, several in standings_by_kind(say, found):
        states = Counter(each.state for each in several)
        counts = (f"{states[name]} {texts[name]}" for name in STATES if states[name])
        yield f"{kind or '–'}: {', '.join(counts)}"


def standings_by_kind(say: Words, found: Succession) -> tuple[tuple[str, tuple[Standing, ...]], ...]:
    """How what has dates stands that day, by class."""
    by_kind: dict[str, list[Standing]] = {}
    for each in sorted(found.then.standings, key=lambda each: danish(say.label(each.thing))):
        by_kind.setdefault(say.kind(each.thing), []).append(each)
    return tuple((kind, tuple(by_kind[kind])) for kind in sorted(by_kind, key=danish))


def _lost(say: Words, found: Succession, texts: dict[str, str]) -> Iterator[str]:
    for root, by_kind in lost_with(say, found):
        yield say.named(root)
        for kind, several in by_kind:
            yield f"  {kind} ({len(several)})"
            for one in several[:_SHOWN]:
                link = one.way[-1]
                yield f"    {say.label(one.iri)} [{end(one.iri)}]: {say.property(link)} ({say.link_marks(link)})"
            if len(several) > _SHOWN:
                yield f"    {texts['more'].format(len(several) - _SHOWN)}"


def lost_with(say: Words, found: Succession) -> tuple[tuple[str, tuple[tuple[str, tuple[Dependent, ...]], ...]], ...]:
    """What loses all that it rests on, by class, under what it was lost with; a task stands among the tasks."""
    told = {one.task for one in found.tasks}
    by_root: dict[str, dict[str, list[Dependent]]] = {}
    for one in found.lost:
        if one.iri not in told:
            iri = one.iri
            for link in reversed(one.way):
                iri = before(iri, link)
            by_root.setdefault(iri, {}).setdefault(say.kind(one.iri), []).append(one)
    return tuple(
        (root, tuple((kind, tuple(by_root[root][kind])) for kind in sorted(by_root[root], key=danish)))
        for root in sorted(by_root)
    )
