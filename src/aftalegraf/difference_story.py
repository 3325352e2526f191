"""Order what changed between two versions as it is read: changed, new and gone, as an agreement is built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from aftalegraf.cells import Cell
from aftalegraf.dated import month
from aftalegraf.difference_words import Clause, Words
from aftalegraf.differences import CHANGED, GONE, NEW, Differences, Thing
from aftalegraf.exports import NOTES
from aftalegraf.identity import alike
from aftalegraf.namespaces import AFT
from aftalegraf.ordering import Key, danish
from aftalegraf.statements import GROUNDS
from aftalegraf.versions import Version
from aftalegraf.wording import capital
from aftalegraf.world import World

# What planners look for first, in the order of an agreement; sources come last, all else between by name.
_FIRST: Final = (
    "Sundhedsaftale", "Vision", "Indsatsomraade", "Maalsaetning", "Indikator", "Maalepunkt", "Udviklingsomraade",
    "Maaltal", "Opfoelgning", "Midtvejsstatus", "Slutstatus", "NationaltMaal", "NationalIndikator", "Datakilde",
)  # fmt: skip
_LAST: Final = ("Dokument", "Kildehenvisning")
_TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "da": {
        "title": "Hvad er ændret fra {} til {}",
        "days": "Hvad gælder {1}, der ikke gjaldt {0}, og omvendt",
        CHANGED: "Ændret", NEW: "Nyt", GONE: "Ikke længere med",
        f"{NEW} day": "Kommet til", f"{GONE} day": "Bortfaldet",
        "counts": "Ændret: {changed}. Nyt: {new}. Ikke længere med: {gone}. Det samme i begge: {same} tripler.",
        "counts day": "Ændret: {changed}. Kommet til: {new}. Bortfaldet: {gone}.",
        "none": "Der er ingen forskel.",
        "day": "Kun det, der har en dato i grafen, begynder eller ophører, og med det følger det, intet andet bærer. "
        "Resten regnes for at gælde på begge dage. Et tal, der gælder for et år, fx et folketal, regnes ikke for en "
        "forskel.",
        "editors": "Redaktionens tilføjelser er ikke med; --grundlag redaktionel tager dem med.",
        "no sources": "Filerne har ingen kildehenvisninger; der står kun, hvad de siger.",
        "earlier": "havde før adressen {}",
        "only": "Uden navn eller som henvisning",
        "alike": "Navnene ligner hinanden: måske det samme under et nyt navn",
        "pair": "{}: «{}» og nu «{}»",
    },
    "en": {
        "title": "What has changed from {} to {}",
        "days": "What holds on {1} that did not hold on {0}, and the reverse",
        CHANGED: "Changed", NEW: "New", GONE: "No longer there",
        f"{NEW} day": "New that day", f"{GONE} day": "Gone that day",
        "counts": "Changed: {changed}. New: {new}. No longer there: {gone}. The same in both: {same} triples.",
        "counts day": "Changed: {changed}. New that day: {new}. Gone that day: {gone}.",
        "none": "There is no difference.",
        "day": "Only what has a date in the graph begins or ends, and what nothing else carries goes with it. "
        "All else is taken to hold on both days. A figure of a year, such as a population, is not counted as a "
        "difference.",
        "editors": "What the editors added is left out; --grundlag redaktionel takes it in.",
        "no sources": "The files have no source references; only what they say is told.",
        "earlier": "had the address {} before",
        "only": "Without a name or as references",
        "alike": "Names much alike: perhaps the same under a new name",
        "pair": "{}: “{}” and now “{}”",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A thing, or several of one kind of which the very same is told: their names, and each clause.

    `kind` is the name of their class, `things` their IRIs; a pair of names much alike has neither.
    """

    heading: str
    lines: tuple[Clause, ...]
    kind: str = ""
    things: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The things that changed, are new or gone; `counted` is one line on those of which only the number is told."""

    heading: str
    blocks: tuple[Block, ...]
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """All that changed, in the words of one language: a title, what the reader must know, and the parts."""

    language: str
    title: str
    notes: tuple[str, ...]
    parts: tuple[Part, ...]


class Kinds:
    """What kind of thing something is, and where such things stand in the order of an agreement."""

    def __init__(self, world: World, language: str) -> None:
        self.world, self.language = world, language
        rows = world.store.select("SELECT ?c ?d WHERE { GRAPH graf:ontologi { ?c rdfs:subClassOf+ ?d } }").rows
        self._above: dict[str, set[str]] = {}
        for c, d in rows:
            if c and d:
                self._above.setdefault(c.value, set()).add(d.value)

    def name(self, thing: Thing) -> str:
        """The name of the narrowest class of a thing, "" where it has none."""
        return self.world.label(self._narrowest(thing), self.language) if thing.classes else ""

    def order(self, thing: Thing) -> tuple[int, Key, Key, str]:
        """A key to sort by."""
        name = self._narrowest(thing).removeprefix(AFT)
        rank = _FIRST.index(name) if name in _FIRST else len(_FIRST) + (1 + _LAST.index(name) if name in _LAST else 0)
        return rank, danish(self.name(thing)), danish(thing.label), thing.iri

    def _narrowest(self, thing: Thing) -> str:
        wider = {above for name in thing.classes for above in self._above.get(name, ())}
        narrow = [name for name in thing.classes if name not in wider] or list(thing.classes)
        return min(narrow, key=lambda name: (not name.startswith(AFT), name), default="")


def story(world: World, found: Differences, versions: tuple[Version, Version], language: str = "da") -> Story:
    """What changed, in the order of an agreement."""
    dated = is_dated(versions)
    texts, words, kinds = _TEXTS[language], Words(world, found, language, dated=dated), Kinds(world, language)
    several = sorted(found.things, key=kinds.order)
    parts = [_part(words, kinds, versions, state, several) for state in (CHANGED, NEW, GONE)]
    names = [month(version.name, language) if dated else version.name for version in versions]
    alikes = () if dated else tuple(_alike(texts, kinds, several))
    likeness = Part(texts["alike"], alikes)
    return Story(
        language,
        texts["days" if dated else "title"].format(*names),
        tuple(_notes(texts, found, versions, NOTES[language] + ".", parts)),
        tuple(part for part in (*parts, likeness) if part.blocks or part.counted),
    )


def is_dated(versions: tuple[Version, Version]) -> bool:
    """Whether the two are the same graph on two days."""
    return all(version.day for version in versions)


def is_told(thing: Thing) -> bool:
    """Whether a thing is told of by itself; of new and old references, and what has no name, only the number is."""
    return thing.state == CHANGED or bool(thing.label and f"{AFT}Kildehenvisning" not in thing.classes)


def place(thing: Thing, versions: tuple[Version, Version]) -> str:
    """Where in a form a thing stands, in the newer where it is there."""
    return versions[1].places.get(thing.iri) or versions[0].places.get(thing.earlier or thing.iri, "")


def _part(words: Words, kinds: Kinds, versions: tuple[Version, Version], state: str, things: Iterable[Thing]) -> Part:
    texts = _TEXTS[words.language]
    mine = [thing for thing in things if thing.state == state]
    told = [(kinds.name(t), place(t, versions), tuple(_lines(texts, words, t)), t) for t in mine if is_told(t)]
    counts = Counter(kinds.name(thing) for thing in mine if not is_told(thing))
    few = ", ".join(f"{kind} ({number})" for kind, number in counts.items())
    blocks = groupby(told, key=lambda one: one[:3])
    heading = texts[f"{state} day" if words.dated and state != CHANGED else state]
    return Part(
        f"{heading} ({len(told)})",
        tuple(_block(words, key, [each[3] for each in same]) for key, same in blocks),
        f"{texts['only']}: {few}" if few else "",
    )


def _block(words: Words, key: tuple[str, str, tuple[Clause, ...]], same: Sequence[Thing]) -> Block:
    kind, where, lines = key
    names = ", ".join(words.shown(Cell("iri", thing.iri)) for thing in same)
    heading = f"{capital(kind)} {names}".strip() + (f" ({where})" if where else "")
    return Block(heading, lines, kind, tuple(thing.iri for thing in same))


def _lines(texts: Mapping[str, str], words: Words, thing: Thing) -> Iterator[Clause]:
    if thing.earlier:
        yield Clause(texts["earlier"].format(thing.earlier))
    yield from words.clauses(thing)


def _alike(texts: Mapping[str, str], kinds: Kinds, things: Sequence[Thing]) -> Iterator[Block]:
    """Things that are gone and new, of the same classes and with much the same name."""
    names: dict[tuple[str, ...], dict[str, dict[str, Thing]]] = {}
    for thing in things:
        if thing.label and thing.state != CHANGED:
            names.setdefault(thing.classes, {NEW: {}, GONE: {}})[thing.state][thing.label] = thing
    for of in names.values():
        for old, new in alike(of[GONE], of[NEW]):
            yield Block(texts["pair"].format(capital(kinds.name(of[NEW][new])), old, new), ())


def _notes(
    texts: Mapping[str, str], found: Differences, versions: tuple[Version, Version], first: str, parts: Iterable[Part]
) -> Iterator[str]:
    dated = is_dated(versions)
    yield first
    numbers = {state: sum(t.state == state and is_told(t) for t in found.things) for state in (CHANGED, NEW, GONE)}
    counts = texts["counts day" if dated else "counts"].format(**numbers, same=found.same)
    yield counts if found.things else texts["none"]
    if dated:
        yield texts["day"]
    if any(version.ground not in ("", GROUNDS[-1]) for version in versions):
        yield texts["editors"]
    if found.things and not any(line.rests for part in parts for block in part.blocks for line in block.lines):
        yield texts["no sources"]
