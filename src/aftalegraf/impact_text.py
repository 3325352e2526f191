"""Show what a loss means: as a text, as plain data and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from aftalegraf.asked import GROUND_LABELS
from aftalegraf.dependence import Dependent
from aftalegraf.exports import NOTES, table_csv
from aftalegraf.impact import Coupling, Impact, Resting
from aftalegraf.link_words import Words, before, headed, weakest, words, wrapped
from aftalegraf.ordering import danish
from aftalegraf.search_names import end
from aftalegraf.validity import UNDECIDED, Bound
from aftalegraf.world import World

_SHOWN: Final = 8  # things of a class that a text names before it counts the rest
_TEXTS: Final = {
    "da": {
        "title": "Hvad afhænger af {}?",
        "ground": "Grundlag: {}",
        "day": "Grafen pr. {}",
        "absent": "{} gælder ikke den dag, så intet i grafen afhænger af det",
        "open": "Om {} gælder den dag, kan ikke afgøres",
        "beside": "Med det, redaktionen har tilføjet, er det anderledes for {}",
        "none": "Intet i grafen afhænger af det ved dette grundlag.",
        "count": "{} ting afhænger af det: {} mister alt, hvad de efter samlingen bygger på; {} berøres.",
        "lost": "mister alt, det bygger på",
        "touched": "berøres",
        "arrows": "↑ leder op til det, linjen står under; ↓ leder derfra og hertil.",
        "changed": "Kommer der en ny udgave af «{}», skal alt, der hviler på det, læses igen.",
        "resting": "Hviler på dokumentet ({} ting, {} udsagn)",
        "said": "{} af {} udsagn",
        "more": "… og {} flere; --format csv viser alle",
        "dependents": "Afhænger af det",
        "couplings": "Kobling til nationale mål: {} før, {} efter",
        "uncoupled": "Ingen af de ting, der afhænger af det, er koblet til et nationalt mål ved dette grundlag.",
        "gone": "bortfalder", "same": "består", "other": "består ad en anden vej",
        "circles": "Afhænger af hinanden i ring",
        "unread": "Kan ikke afgøres",
        "hiding": "der kan mangle led ({})",
        "columns": "virkning,ting,ting (id),slags,led,vej,grundlag,kilder,kilder (id)",
        "rests": "hviler på dokumentet",
    },
    "en": {
        "title": "What depends on {}?",
        "ground": "Ground: {}",
        "day": "The graph as of {}",
        "absent": "{} is not in force that day, so nothing in the graph depends on it",
        "open": "Whether {} is in force that day cannot be decided",
        "beside": "With what the editors added it is otherwise for {}",
        "none": "Nothing in the graph depends on it at this ground.",
        "count": "{} things depend on it: {} lose all that they rest on in the collection; {} are touched.",
        "lost": "loses all that it rests on",
        "touched": "is touched",
        "arrows": "↑ leads up to what the line stands under; ↓ leads from there to here.",
        "changed": "If «{}» gets a new version, all that rests on it must be read again.",
        "resting": "Rests on the document ({} things, {} statements)",
        "said": "{} of {} statements",
        "more": "… and {} more; --format csv shows all",
        "dependents": "Depends on it",
        "couplings": "Link to national goals: {} before, {} after",
        "uncoupled": "None of the things that depend on it is linked to a national goal at this ground.",
        "gone": "is lost", "same": "stands", "other": "stands by another way",
        "circles": "Depend on each other in a circle",
        "unread": "Cannot be decided",
        "hiding": "links may be missing ({})",
        "columns": "effect,thing,thing (id),class,steps,way,ground,sources,sources (id)",
        "rests": "rests on the document",
    },
}  # fmt: skip


def as_text(world: World, found: Impact, language: str = "da", width: int = 120) -> str:
    """What depends on what, as a tree from what is asked for; the link to national goals, and what cannot be told."""
    texts, say = _TEXTS[language], words(world, language)
    title = texts["title"].format(", ".join(say.label(iri) for iri in (*found.gone, *found.changed)))
    lines = [
        *wrapped(title, width),
        f"{NOTES[language]}. {texts['ground'].format(GROUND_LABELS[found.ground][language])}",
    ]
    lines += [texts["day"].format(found.day)] if found.day else []
    lines += [line for iri in found.changed for line in wrapped(texts["changed"].format(say.label(iri)), width)]
    lines += [line for told in _on_the_day(say, found, texts) for line in wrapped(told, width)]
    if set(found.absent) >= {*found.gone, *found.changed}:
        return "\n".join(lines) + "\n"
    lost = sum(each.lost for each in found.dependents)
    count = texts["count"].format(len(found.dependents), lost, len(found.dependents) - lost)
    lines += wrapped(count if found.dependents else texts["none"] if not found.resting else "", width)
    lines += list(_resting(say, found.resting, texts, width)) if found.resting else []
    if found.dependents:
        lines += [*headed(texts["dependents"]), texts["arrows"], *_tree(say, found, texts, width)]
    lines += _couplings(say, found.couplings, texts, width)
    lines += headed(texts["circles"]) if found.circles else []
    for circle in found.circles:
        lines += wrapped(" → ".join(map(say.label, circle)), width)
    lines += headed(texts["unread"]) if found.unread else []
    for one in found.unread:
        hiding = texts["hiding"].format(", ".join(map(say.label, one.properties)))
        lines += wrapped(f"{', '.join(map(say.label, one.things))}: {one.reason}; {hiding}", width)
    return "\n".join(lines) + "\n"


def as_data(world: World, found: Impact, language: str = "da") -> dict[str, Any]:
    """The same as plain data."""
    say = words(world, language)
    return {
        "gone": [say.thing(iri) for iri in found.gone],
        "changed": [say.thing(iri) for iri in found.changed],
        "grundlag": found.ground,
        "date": found.day,
        "not_in_force": list(found.absent),
        "resting": [
            {
                **say.thing(each.iri),
                "statements": list(each.statements),
                "total": each.total,
                "grundlag": each.ground,
                "sources": say.places(each.places),
            }
            for each in found.resting
        ],
        "dependents": [
            {
                **say.thing(each.iri),
                "effect": "lost" if each.lost else "touched",
                "grundlag": weakest(each.way),
                "way": [say.link(link) for link in each.way],
            }
            for each in found.dependents
        ],
        "couplings": [
            {
                "item": say.thing(each.item),
                "goal": say.thing(each.goal),
                "before": [say.link(link) for link in each.before],
                "after": [say.link(link) for link in each.after],
            }
            for each in found.couplings
        ],
        "circles": [[say.thing(iri) for iri in circle] for circle in found.circles],
        "undecided": [
            {"things": list(one.things), "properties": list(one.properties), "reason": one.reason}
            for one in found.unread
        ],
        "note": NOTES[language],
    }


def as_csv(world: World, found: Impact, language: str = "da") -> str:
    """The same as a table: a row for each thing that rests or depends on it, and for each link to a national goal."""
    texts, say = _TEXTS[language], words(world, language)
    return table_csv(texts["columns"].split(","), _rows(say, found, texts))


def _rows(say: Words, found: Impact, texts: dict[str, str]) -> Iterator[tuple[str, ...]]:
    for rest in found.resting:
        told = texts["said"].format(len(rest.statements), rest.total)
        yield texts["rests"], *_of(say, rest.iri), "1", told, *_sources(say, rest.ground, rest.places)
    for each in found.dependents:
        places = tuple(dict.fromkeys(place for link in each.way for place in link.places))
        effect = texts["lost" if each.lost else "touched"]
        steps = str(len(each.way)), " | ".join(say.sentences(each.way))
        yield effect, *_of(say, each.iri), *steps, *_sources(say, weakest(each.way), places)
    for one in found.couplings:
        places = tuple(dict.fromkeys(place for link in one.before for place in link.places))
        steps = str(len(one.before)), " | ".join(say.sentences(one.before))
        effect = f"{say.label(one.goal)}: {texts[_fate(one)]}"
        yield effect, *_of(say, one.item), *steps, *_sources(say, weakest(one.before), places)


def _on_the_day(say: Words, found: Impact, texts: dict[str, str]) -> Iterator[str]:
    """What was asked for and is not in force on the day, by which dates; or by dates that are not at the ground."""
    dated = {each.thing: each for each in found.standings}
    for iri in found.absent:
        decide = dated[iri].told_by if iri in dated else ()
        by = [b for b in decide if (b.last <= found.day if b.ends else b.first > found.day)]
        yield _dated(say, texts["absent"], iri, by)
    for each in found.standings:
        if each.state == UNDECIDED:
            yield _dated(say, texts["open"], each.thing, each.told_by)
        if each.beside:
            yield _dated(say, texts["beside"], each.thing, each.beside)


def _dated(say: Words, text: str, iri: str, bounds: Iterable[Bound]) -> str:
    told = "; ".join(say.bound(bound, marked=True) for bound in bounds)
    return f"{': '.join(filter(None, (text.format(say.label(iri)), told)))}."


def _of(say: Words, iri: str) -> tuple[str, str, str]:
    return say.label(iri), iri, say.kind(iri)


def _sources(say: Words, ground: str, places: Sequence[str]) -> tuple[str, str, str]:
    return say.marks(ground, ()), "; ".join(map(say.label, places)), "; ".join(places)


def _resting(say: Words, several: Sequence[Resting], texts: dict[str, str], width: int) -> Iterator[str]:
    """What rests on documents, by class; what no other source tells of comes first."""
    yield from headed(texts["resting"].format(len(several), sum(len(each.statements) for each in several)))
    by_kind: dict[str, list[Resting]] = {}
    for each in several:
        by_kind.setdefault(say.kind(each.iri), []).append(each)
    for kind, of_kind in sorted(by_kind.items(), key=lambda pair: danish(pair[0])):
        yield f"{kind or '–'} ({len(of_kind)})"
        for each in sorted(of_kind, key=lambda each: (not each.only, danish(say.label(each.iri))))[:_SHOWN]:
            told = texts["said"].format(len(each.statements), each.total)
            marks = say.marks(each.ground, each.places)
            yield from wrapped(f"{say.label(each.iri)} [{end(each.iri)}]: {told} ({marks})", width, 2)
        if len(of_kind) > _SHOWN:
            yield "  " + texts["more"].format(len(of_kind) - _SHOWN)


def _tree(say: Words, found: Impact, texts: dict[str, str], width: int) -> list[str]:
    """Each thing under the one that it was reached from."""
    under: dict[str, list[Dependent]] = {}
    for each in found.dependents:
        under.setdefault(before(each.iri, each.way[-1]), []).append(each)
    lines: list[str] = []
    reached = {each.iri for each in found.dependents}

    def branch(iri: str, depth: int) -> None:
        for each in sorted(under.get(iri, ()), key=lambda each: (not each.lost, danish(say.label(each.iri)), each.iri)):
            link = each.way[-1]
            arrow = "↑" if link.source == each.iri else "↓"
            lines.extend(
                wrapped(f"{say.named(each.iri)}: {texts['lost' if each.lost else 'touched']}", width, depth * 2)
            )
            lines.extend(wrapped(f"{arrow} {say.property(link)} ({say.link_marks(link)})", width, depth * 2 + 4))
            branch(each.iri, depth + 1)

    for root in (iri for iri in under if iri not in reached):
        lines += wrapped(say.named(root), width)
        branch(root, 1)
    return lines


def _couplings(say: Words, several: Iterable[Coupling], texts: dict[str, str], width: int) -> list[str]:
    found = tuple(several)
    if not found:
        return ["", *wrapped(texts["uncoupled"], width)]
    lines = headed(texts["couplings"].format(len(found), sum(bool(each.after) for each in found)))
    for each in found:
        lines += wrapped(f"{say.named(each.item)} → {say.label(each.goal)}: {texts[_fate(each)]}", width)
        lines += [line for told in say.sentences(each.after or each.before) for line in wrapped(told, width, 4)]
    return lines


def _fate(each: Coupling) -> str:
    return "gone" if not each.after else "same" if each.after == each.before else "other"
