"""Show what a loss means: as a text, as plain data and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from aftalegraf.asked import GROUND_LABELS
from aftalegraf.dated import month
from aftalegraf.dependence import Dependent
from aftalegraf.exports import NOTES, table_csv
from aftalegraf.impact import Coupling, Impact, Resting
from aftalegraf.link_words import Words, before, headed, weakest, words, wrapped
from aftalegraf.namespaces import AFT
from aftalegraf.ordering import danish
from aftalegraf.search_names import end
from aftalegraf.validity import NOT_IN_FULL, PLANNED, UNDECIDED, Bound, Standing
from aftalegraf.world import World

_SHOWN: Final = 8  # things of a class that a text names before it counts the rest
# What planners ask about, in the order in which they think of it.
KINDS: Final = (
    "Indikator", "Maalepunkt", "Datakilde", "Maalsaetning", "Indsatsomraade", "Vision", "Sundhedsaftale",
    "AdministrativtTillaeg", "Samarbejdsaftale", "Praksisplan", "Implementeringsplan", "Forum", "NationaltMaal",
    "NationalIndikator", "Maalaargang", "Dokument",
)  # fmt: skip
_SAID: Final = {UNDECIDED: "open", NOT_IN_FULL: "full", PLANNED: "planned"}
_Told = TypeVar("_Told", Dependent, Resting)
TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "da": {
        "title": "Hvad afhænger af {}?",
        "ground": "Grundlag: {}",
        "day": "Grafen pr. {}",
        "absent": "{} gælder ikke den dag, så intet i grafen afhænger af det",
        "open": "Om {} gælder den dag, kan ikke afgøres",
        "full": "{} har endnu ikke fuld virkning den dag",
        "planned": "{} er planlagt; om det er vedtaget, kan ikke afgøres",
        "beside": "Med det, redaktionen har tilføjet, er det anderledes for {}",
        "none": "Intet i grafen afhænger af det ved dette grundlag.",
        "count": "{} ting afhænger af det: {} mister alt det, de ifølge samlingen bygger på; {} berøres.",
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
        "uncoupled unread": "Om noget af det, der afhænger af det, er koblet til et nationalt mål, kan ikke afgøres ud "
        "fra dokumenterne.",
        "gone": "bortfalder", "same": "består", "other": "består ad en anden vej",
        "circles": "Afhænger af hinanden i ring",
        "unread": "Kan ikke afgøres",
        "hiding": "; der kan mangle led ({})",
        "columns": "virkning,ting,ting (id),slags,led,vej,grundlag,kilder,kilder (id)",
        "rests": "hviler på dokumentet",
    },
    "en": {
        "title": "What depends on {}?",
        "ground": "Ground: {}",
        "day": "The graph as of {}",
        "absent": "{} is not in force that day, so nothing in the graph depends on it",
        "open": "Whether {} is in force that day cannot be decided",
        "full": "{} is not yet in full effect that day",
        "planned": "{} is planned; whether it was adopted cannot be decided",
        "beside": "With what the editors added it is otherwise for {}",
        "none": "Nothing in the graph depends on it at this ground.",
        "count": "{} things depend on it: {} lose everything they rest on, as far as the collection shows; "
        "{} are touched.",
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
        "uncoupled unread": "Whether anything that depends on it is linked to a national goal cannot be decided from "
        "the documents.",
        "gone": "is lost", "same": "stands", "other": "stands by another way",
        "circles": "Depend on each other in a circle",
        "unread": "Cannot be decided",
        "hiding": "; links may be missing ({})",
        "columns": "effect,thing,thing (id),class,steps,way,ground,sources,sources (id)",
        "rests": "rests on the document",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OnTheDay:
    """What is said of a thing on the day asked about: a key of TEXTS, and the dates that say so."""

    said: str
    thing: str
    told_by: tuple[Bound, ...]


def as_text(world: World, found: Impact, language: str = "da", width: int = 120) -> str:
    """What depends on what, as a tree from what is asked for; the link to national goals, and what cannot be told."""
    texts, say = TEXTS[language], words(world, language)
    title = texts["title"].format(", ".join(say.label(iri) for iri in (*found.gone, *found.changed)))
    lines = [
        *wrapped(title, width),
        f"{NOTES[language]}. {texts['ground'].format(GROUND_LABELS[found.ground][language])}",
    ]
    lines += [texts["day"].format(month(found.day, language))] if found.day else []
    lines += [line for iri in found.changed for line in wrapped(texts["changed"].format(say.label(iri)), width)]
    lines += [line for told in on_the_day(found) for line in wrapped(_dated(say, texts, told), width)]
    if set(found.absent) >= {*found.gone, *found.changed}:
        return "\n".join(lines) + "\n"
    lost = sum(each.lost for each in found.dependents)
    count = texts["count"].format(len(found.dependents), lost, len(found.dependents) - lost)
    lines += wrapped(count if found.dependents else texts["none"] if not found.resting else "", width)
    lines += list(_resting(say, found.resting, texts, width)) if found.resting else []
    if found.dependents:
        lines += [*headed(texts["dependents"]), texts["arrows"], *_tree(say, found, texts, width)]
    lines += _couplings(say, found, texts, width)
    lines += headed(texts["circles"]) if found.circles else []
    for circle in found.circles:
        lines += wrapped(" → ".join(map(say.label, circle)), width)
    lines += headed(texts["unread"]) if found.unread else []
    for one in found.unread:
        hiding = texts["hiding"].format(", ".join(map(say.label, one.properties))) if one.properties else ""
        lines += wrapped(f"{', '.join(map(say.label, one.things))}: {one.reason}{hiding}", width)
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


def as_csv(world: World, found: Impact, language: str = "da", separator: str = ",") -> str:
    """The same as a table: a row for each thing that rests or depends on it, and for each link to a national goal."""
    texts, say = TEXTS[language], words(world, language)
    return table_csv(texts["columns"].split(","), _rows(say, found, texts), separator)


def _rows(say: Words, found: Impact, texts: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
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
        effect = f"{say.label(one.goal)}: {texts[fate(one)]}"
        yield effect, *_of(say, one.item), *steps, *_sources(say, weakest(one.before), places)


def on_the_day(found: Impact) -> tuple[OnTheDay, ...]:
    """What was asked for and is not in force on the day, or may not be; by its dates, or by some of a weaker ground."""
    dated = {each.thing: each for each in found.standings}
    told = [OnTheDay("absent", iri, _absent_by(found, dated[iri]) if iri in dated else ()) for iri in found.absent]
    for each in found.standings:
        told += [OnTheDay(_SAID[each.state], each.thing, each.told_by)] if each.state in _SAID else []
        told += [OnTheDay("beside", each.thing, each.beside)] if each.beside else []
    return tuple(told)


def _absent_by(found: Impact, standing: Standing) -> tuple[Bound, ...]:
    """The dates by which a thing is not in force on the day."""
    return tuple(b for b in standing.told_by if (b.last <= found.day if b.ends else b.first > found.day))


def _dated(say: Words, texts: Mapping[str, str], one: OnTheDay) -> str:
    told = "; ".join(say.bound(bound, marked=True) for bound in one.told_by)
    return f"{': '.join(filter(None, (texts[one.said].format(say.label(one.thing)), told)))}."


def by_kind(say: Words, found: Iterable[_Told]) -> tuple[tuple[str, tuple[_Told, ...]], ...]:
    """Things by the name of their class in the order of KINDS, then of the alphabet; within each by name."""
    groups: dict[str, list[_Told]] = {}
    for each in sorted(found, key=lambda each: danish(say.label(each.iri))):
        groups.setdefault(say.classes.get(each.iri, ""), []).append(each)
    places = {AFT + name: number for number, name in enumerate(KINDS)}
    ordered = sorted(groups, key=lambda kind: (places.get(kind, len(places)), danish(say.label(kind) if kind else "")))
    return tuple((say.label(kind) if kind else "", tuple(groups[kind])) for kind in ordered)


def resting_by_kind(say: Words, found: Sequence[Resting]) -> tuple[tuple[str, tuple[Resting, ...]], ...]:
    """What rests on documents by kind; what no other source tells of comes first."""
    return tuple((kind, tuple(sorted(of, key=lambda each: not each.only))) for kind, of in by_kind(say, found))


def _of(say: Words, iri: str) -> tuple[str, str, str]:
    return say.label(iri), iri, say.kind(iri)


def _sources(say: Words, ground: str, places: Sequence[str]) -> tuple[str, str, str]:
    return say.marks(ground, ()), "; ".join(map(say.label, places)), "; ".join(places)


def _resting(say: Words, several: Sequence[Resting], texts: Mapping[str, str], width: int) -> Iterator[str]:
    """What rests on documents, by class; what no other source tells of comes first."""
    yield from headed(texts["resting"].format(len(several), sum(len(each.statements) for each in several)))
    for kind, of_kind in resting_by_kind(say, several):
        yield f"{kind or '–'} ({len(of_kind)})"
        for each in of_kind[:_SHOWN]:
            told = texts["said"].format(len(each.statements), each.total)
            marks = say.marks(each.ground, each.places)
            yield from wrapped(f"{say.label(each.iri)} [{end(each.iri)}]: {told} ({marks})", width, 2)
        if len(of_kind) > _SHOWN:
            yield "  " + texts["more"].format(len(of_kind) - _SHOWN)


def _tree(say: Words, found: Impact, texts: Mapping[str, str], width: int) -> list[str]:
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


def _couplings(say: Words, found: Impact, texts: Mapping[str, str], width: int) -> list[str]:
    several = found.couplings
    if not several:
        return ["", *wrapped(texts[uncoupled(found)], width)]
    lines = headed(texts["couplings"].format(len(several), sum(bool(each.after) for each in several)))
    for each in several:
        lines += wrapped(f"{say.named(each.item)} → {say.label(each.goal)}: {texts[fate(each)]}", width)
        lines += [line for told in say.sentences(each.after or each.before) for line in wrapped(told, width, 4)]
    return lines


def uncoupled(found: Impact) -> str:
    """What is said where nothing is linked to a national goal: the key of a text in TEXTS."""
    return "uncoupled unread" if found.unread else "uncoupled"


def fate(each: Coupling) -> str:
    """What comes to a link to a national goal: the key of a word in TEXTS."""
    return "gone" if not each.after else "same" if each.after == each.before else "other"
