"""Tell each agreement at a glance: how many there are of each thing in its chain, what is not linked, and when."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.answers import DEFAULT_GROUND, answer, slug
from aftalegraf.moments import Moment, moments
from aftalegraf.namespaces import AFT
from aftalegraf.ordering import danish
from aftalegraf.statements import GROUNDS
from aftalegraf.trace import Thread, lost, thread
from aftalegraf.world import World

# The words for one and for many of a class, and the page that lists them.
_KINDS: Final[Mapping[str, tuple[str, Mapping[str, tuple[str, str]]]]] = {
    "Vision": (
        "/spoergsmaal/visioner-i-aftale",
        {"da": ("vision", "visioner"), "en": ("vision", "visions")},
    ),
    "Indsatsomraade": (
        "/spoergsmaal/indsatsomraader-og-fokus",
        {"da": ("indsatsområde", "indsatsområder"), "en": ("focus area", "focus areas")},
    ),
    "Maalsaetning": (
        "/spoergsmaal/maalsaetninger-i-aftale",
        {"da": ("målsætning", "målsætninger"), "en": ("objective", "objectives")},
    ),
    "Indikator": ("/maal", {"da": ("indikator", "indikatorer"), "en": ("indicator", "indicators")}),
    "Maalepunkt": (
        "/spoergsmaal/maalepunkter-i-aftale",
        {"da": ("målepunkt", "målepunkter"), "en": ("measuring point", "measuring points")},
    ),
    "NationalIndikator": (
        "/spoergsmaal/nationale-indikatorer-fulgt",
        {
            "da": ("national indikator", "nationale indikatorer"),
            "en": ("national indicator", "national indicators"),
        },
    ),
    "NationaltMaal": (
        "/sammenhaeng/tabeller/maalsaetning-maal",
        {"da": ("nationalt mål", "nationale mål"), "en": ("national goal", "national goals")},
    ),
}
_TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "da": {
        "of": "{} af {} {}",
        "followed": "{} følges op kvalitativt",
        "goals": "ikke koblet til et bestemt nationalt mål",
        "objectives": "uden målsætning",
        "Indikator": "uden indikator",
        "Maalepunkt": "uden målepunkt",
        "starred": "med asterisk, men uden opregnet modstykke blandt de nationale indikatorer",
        "unnamed": "med en national indikator, som kilden ikke navngiver",
        "unplaced": "ikke koblet til et nationalt mål i kilderne",
    },
    "en": {
        "of": "{} of {} {}",
        "followed": "{} followed up qualitatively",
        "goals": "not linked to a particular national goal",
        "objectives": "without an objective",
        "Indikator": "without an indicator",
        "Maalepunkt": "without a measuring point",
        "starred": "with an asterisk but no counterpart listed among the national indicators",
        "unnamed": "with a national indicator that the source does not name",
        "unplaced": "not linked to a national goal in the sources",
    },
}
_READ: Final = """SELECT DISTINCT ?a ?d WHERE {
  ?a a aft:Sundhedsaftale . { ?a aft:dokumenteretI ?d } UNION { ?t aft:tillaegTil ?a ; aft:dokumenteretI ?d }
} ORDER BY ?a ?d"""
_KNOWN: Final = """SELECT ?a ?ground WHERE {
  ?u rdf:subject ?a ; rdf:predicate rdf:type ; rdf:object aft:Sundhedsaftale ; aft:grundlag ?ground } ORDER BY ?a"""


@dataclass(frozen=True, slots=True)
class Step:
    """How many things of one class an agreement has, and the page that lists them."""

    class_iri: str
    number: int
    address: str

    def words(self, language: str = "da") -> str:
        """What they are called."""
        return _words(self.class_iri, self.number, language)


@dataclass(frozen=True, slots=True)
class Loose:
    """Things of one class that are not linked on: how many, of how many, and the page that shows them.

    `key` tells in what way: goals, objectives, Indikator, Maalepunkt, starred, unnamed or unplaced. `why` is the reason
    why the sources cannot tell, in Danish, or nothing; `followed` are those that are followed up in another way.
    """

    key: str
    class_iri: str
    number: int
    whole: int
    address: str
    why: str = ""
    followed: int = 0

    def words(self, language: str = "da") -> str:
        """How many of what, and in what way."""
        texts, things = _TEXTS[language], _words(self.class_iri, self.whole, language)
        told = f"{texts['of'].format(self.number, self.whole, things)} {texts[self.key]}"
        return f"{told} ({texts['followed'].format(self.followed)})" if self.followed else told


@dataclass(frozen=True, slots=True)
class Glance:
    """One agreement in short.

    `documents` are those it is read in; `in_full` tells that one of them holds the agreement itself.
    """

    agreement: str
    documents: tuple[str, ...]
    in_full: bool
    steps: tuple[Step, ...]
    loose: tuple[Loose, ...]
    moments: tuple[Moment, ...]


def glances(world: World) -> tuple[Glance, ...]:
    """The agreements that are read in a document of the collection, or in that of a supplement, in short."""
    read: dict[str, list[str]] = {}
    for agreement, document in world.store.select(_READ).rows:
        if agreement and document:
            read.setdefault(agreement.value, []).append(document.value)
    return tuple(_glance(world, iri, tuple(documents)) for iri, documents in read.items())


def unread(world: World) -> tuple[tuple[str, str], ...]:
    """The agreements that are read in no document of the collection, by label, each with the ground it is known by."""
    read = {agreement.value for agreement, _ in world.store.select(_READ).rows if agreement}
    known: dict[str, str] = {}
    for agreement, ground in world.store.select(_KNOWN).rows:
        if agreement and ground and agreement.value not in read:
            best = min(ground.value.removeprefix(AFT), known.get(agreement.value, GROUNDS[-1]), key=GROUNDS.index)
            known[agreement.value] = best
    return tuple(sorted(known.items(), key=lambda pair: (danish(world.label(pair[0])), pair[0])))


def _glance(world: World, agreement: str, documents: tuple[str, ...]) -> Glance:
    chain = thread(world, agreement, DEFAULT_GROUND)
    return Glance(
        agreement=agreement,
        documents=documents,
        in_full=world.store.ask(f"ASK {{ <{agreement}> aft:dokumenteretI ?d }}"),
        steps=tuple(_steps(chain)),
        loose=tuple(loose for loose in _loose(world, chain) if loose.number),
        moments=moments(world, agreement),
    )


def _steps(chain: Thread) -> Iterator[Step]:
    """The columns of the chain; the visions first where they are not one of them."""
    if f"{AFT}Vision" not in chain.kinds:
        yield _step(chain, f"{AFT}Vision", len(chain.visions))
    for kind, column in zip(chain.kinds, chain.columns, strict=True):
        yield _step(chain, kind, len(column))


def _step(chain: Thread, kind: str, number: int) -> Step:
    page, _ = _KINDS[kind.removeprefix(AFT)]
    return Step(kind, number, f"{page}?aftale={slug(chain.agreement.iri)}")


def _words(kind: str, number: int, language: str) -> str:
    one, many = _KINDS[kind.removeprefix(AFT)][1][language]
    return one if number == 1 else many


def _loose(world: World, chain: Thread) -> Iterator[Loose]:
    """What is not linked on, the way to the national goals first."""
    own = f"?aftale={slug(chain.agreement.iri)}"
    on = {link.source for link in chain.links}
    measure = chain.kinds[2].removeprefix(AFT)
    qualitative = _those(world, "?x aft:harOpfoelgning/rdf:type aft:KvalitativOpfoelgning")

    def told(key: str, column: int, alone: Collection[str], page: str, why: str = "") -> Loose:
        found = {node.iri for node in chain.columns[column]} & set(alone)
        followed = len(found & qualitative) if key == measure else 0
        return Loose(key, chain.kinds[column], len(found), len(chain.columns[column]), page, why, followed)

    ends = [{node.iri for node in column if node.iri not in on} for column in chain.columns]
    goalless = _goalless(world, chain.agreement.iri)
    why = lost(world, f"{AFT}understoetterNationaltMaal", chain.agreement.iri)
    yield told("goals", 1, goalless, f"/spoergsmaal/maalsaetninger-uden-nationalt-maal{own}", why)
    yield told(measure, 1, ends[1], f"/spoergsmaal/opfoelgning-paa-maalsaetninger{own}")
    yield told("objectives", 0, ends[0], f"/roed-traad{own}")
    starred = _those(world, "?x aft:harAsterisk true") & ends[2]
    yield told("starred", 2, starred, "/spoergsmaal/indikatorer-med-opregnet-modstykke")
    unnamed = _those(world, "?x aft:maalesVedNationalIndikator ?i") & ends[2]
    yield told("unnamed", 2, unnamed, "/spoergsmaal/maalepunkter-med-national-indikator")
    yield told("unplaced", 3, ends[3], f"/roed-traad{own}&grundlag=redaktionel")


def _goalless(world: World, agreement: str) -> set[str]:
    """The objectives that the question about them finds; none where the library lacks it."""
    asked = "maalsaetninger-uden-nationalt-maal"
    if asked not in world.questions:
        return set()
    rows = answer(world, asked, {"aftale": slug(agreement)}).rows
    place = rows.columns.index("maalsaetning")
    return {cell.value for row in rows.rows if (cell := row[place])}


def _those(world: World, pattern: str) -> set[str]:
    return {cell.value for (cell,) in world.store.select(f"SELECT ?x WHERE {{ {pattern} }}").rows if cell}
