"""Hold agreements side by side: what each has, what is the same in several or linked, and where we cannot know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from aftalegraf import projection
from aftalegraf.errors import UsageError
from aftalegraf.named import thing_named
from aftalegraf.namespaces import AFT, DCT, PROV, SKOS
from aftalegraf.projection import CHAIN, DATA, Kind, Link
from aftalegraf.statements import GROUNDS
from aftalegraf.ways import linked, reach
from aftalegraf.world import World

SHARED: Final = "faelles"
TIED: Final = "koblet"
ONLY: Final = "kun"
# The parts of an agreement in the order of a page, each with the properties that lead to what it holds.
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "groups": (f"{AFT}harMaalgruppe",),
    "areas": (
        f"{AFT}harVision", f"{AFT}harOverordnetVision", f"{AFT}harIndsatsomraade", f"{AFT}harFoersteFokus",
        f"{AFT}harSenereFokus",
    ),
    "objectives": (f"{AFT}harMaalsaetning",),
    "measures": (f"{AFT}harIndikator", f"{AFT}harMaalepunkt", f"{AFT}harUdviklingsomraade"),
    "followups": (f"{AFT}harOpfoelgning", f"{AFT}harPrimaerOpfoelgning"),
    "sources": (
        f"{AFT}harDatakilde", f"{AFT}begrundetMedDatakilde", f"{AFT}anvendelseAf", f"{AFT}fremtidigDatakilde",
    ),
    "targets": (f"{AFT}harMaaltal",),
    "figures": (f"{AFT}kanMaalesVed",),
    "national": (
        f"{AFT}harRamme", f"{AFT}knyttetTilNationaltMaal", f"{AFT}understoetterNationaltMaal", f"{AFT}sammenfaldMed",
        f"{AFT}indplaceretUnder", f"{SKOS}member",
    ),
}  # fmt: skip
# What is not walked from an agreement, but ties a thing of one to a thing of another.
_TIES: Final = (
    f"{AFT}muligvisSammeSom", f"{AFT}svarerTil", f"{SKOS}exactMatch", f"{SKOS}closeMatch", f"{DCT}replaces",
    f"{PROV}wasRevisionOf", f"{PROV}wasDerivedFrom",
)  # fmt: skip
_WALKED: Final = (
    *(kind for kind in (*CHAIN, *DATA) if kind.forward and kind.name != f"{SKOS}inScheme"),
    *(
        Kind(AFT + name, forward=True)
        for name in (
            "harMaalgruppe",
            "harFoersteFokus",
            "harSenereFokus",
            "fremtidigDatakilde",
            "foelgerIndikatorsamling",
        )
    ),
    Kind(f"{SKOS}member", forward=True),
)
KINDS: Final = (*_WALKED, *(Kind(name, forward=True) for name in _TIES))
_PART_OF: Final = {name: part for part, names in PARTS.items() for name in names}
_WHOLE: Final = f"{AFT}dokumenteretI"
_KNOWN: Final = (
    "SELECT DISTINCT ?x WHERE { ?u rdf:predicate rdf:type ; rdf:object aft:Sundhedsaftale ; rdf:subject ?x }"
)
_READINGS: Final = """SELECT DISTINCT ?p ?outcome ?why ?place WHERE {{ GRAPH graf:alt {{ ?l aft:laesningAf <{}> ;
  aft:omEgenskab ?p ; aft:laesningsresultat ?outcome ; aft:forklaring ?why }}
  OPTIONAL {{ ?u rdf:subject ?l ; rdf:predicate aft:laesningsresultat ; aft:kildehenvisning ?place }}
  }} ORDER BY ?p ?why ?place"""
_DOCUMENTS: Final = """SELECT DISTINCT ?d ?own WHERE {{
  {{ <{0}> aft:dokumenteretI ?d BIND ("true" AS ?own) }}
  UNION {{ ?t aft:tillaegTil <{0}> ; aft:dokumenteretI ?d BIND ("false" AS ?own) }} }} ORDER BY ?d"""

_DRAFTS: Final = "SELECT ?d WHERE { ?d aft:dokumentstatus aft:hoeringsudkast } ORDER BY ?d"


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that an agreement has in one of PARTS, at the weakest ground on the way to it; `links` lead to it.

    `standing` is faelles (others have it too), koblet (a stated link ties it to what another has) or kun.
    """

    part: str
    iri: str
    ground: str
    links: tuple[Link, ...]
    standing: str = ONLY


@dataclass(frozen=True, slots=True)
class Side:
    """One agreement: what it has, and how far its text was read.

    `documents` are those at hand that it is read in, also a supplement; `whole` tells that its own text is among them,
    else `lacking` why it is not; `draft` that it is only a draft for consultation. `complete` tells of the parts that
    were read to the end in what is at hand, `gaps` of those where something is lost, both in Danish, and `read_at`
    where that is. A part without an item says nothing where the text is not at hand.
    """

    agreement: str
    documents: tuple[str, ...]
    whole: bool
    lacking: str
    complete: Mapping[str, str]
    gaps: Mapping[str, str]
    items: tuple[Item, ...]
    draft: bool = False
    read_at: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def knows(self, part: str) -> bool:
        """Whether a part without an item is empty: the own text of the agreement was read, and none of it lost."""
        return self.whole and part not in self.gaps

    def of(self, part: str) -> tuple[Item, ...]:
        """What it has in a part."""
        return tuple(item for item in self.items if item.part == part)


@dataclass(frozen=True, slots=True)
class Shared:
    """A thing that several agreements have in a part."""

    part: str
    iri: str
    agreements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A stated link from a thing that one agreement has to a thing that another has."""

    link: Link
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Agreements side by side. What is neither shared nor tied stands in one of them only, as far as anybody says."""

    sides: tuple[Side, ...]
    shared: tuple[Shared, ...]
    ties: tuple[Tie, ...]


def agreements_known(world: World) -> tuple[str, ...]:
    """The IRIs of all agreements, also of those that only the editors know."""
    return tuple(sorted(x.value for (x,) in world.store.select(_KNOWN).rows if x))


def agreement_named(world: World, text: str, known: Iterable[str] | None = None) -> str:
    """The IRI of one of the agreements known, which may be given. Raises UnknownNameError with the nearest."""
    return thing_named(world, text, agreements_known(world) if known is None else known, "agreement")


def side_by_side(world: World, found: Iterable[Link], agreements: Sequence[str], ground: str) -> SideBySide:
    """Agreements (IRIs) side by side at a ground, given the links of KINDS.

    Raises UsageError for less than two, and for one that is given twice.
    """
    if len(set(agreements)) < max(2, len(agreements)):
        raise UsageError(
            "give two agreements or more, each once; the same one cannot be held against itself",
            "Vælg to aftaler eller flere, hver én gang. Den samme kan ikke holdes op mod sig selv.",
        )
    links = projection.at(found, ground)
    walked = {kind.name for kind in _WALKED}
    ways = [link for link in links if link.kind in walked]
    sides = tuple(_side(world, ways, agreement, ground) for agreement in agreements)
    shared, ties = _shared(sides), tuple(_ties(links, sides))
    both = {(one.part, one.iri): SHARED for one in shared}
    tied = {end: TIED for tie in ties for end in (tie.link.source, tie.link.target)}

    def stood(item: Item) -> Item:
        return replace(item, standing=both.get((item.part, item.iri)) or tied.get(item.iri, ONLY))

    return SideBySide(tuple(replace(side, items=tuple(map(stood, side.items))) for side in sides), shared, ties)


def _side(world: World, links: Iterable[Link], agreement: str, ground: str) -> Side:
    rows = [(d.value, own.value) for d, own in world.store.select(_DOCUMENTS.format(agreement)).rows if d and own]
    why, complete, gaps, read_at = _read(world, agreement)
    whole = any(own == "true" for _, own in rows)
    documents = tuple(dict.fromkeys(document for document, _ in rows))
    drafts = {d.value for (d,) in world.store.select(_DRAFTS).rows if d}
    draft = whole and all(document in drafts for document, own in rows if own == "true")
    items = tuple(_items(links, agreement, ground))
    return Side(agreement, documents, whole, why, complete, gaps, items, draft, read_at)


def _items(links: Iterable[Link], agreement: str, ground: str) -> Iterator[Item]:
    """What is reached from an agreement, first over what is stated, then over what rests on less."""
    known: set[tuple[str, str]] = set()
    every = tuple(links)
    for stage in GROUNDS[: GROUNDS.index(ground) + 1]:
        here = projection.at(every, stage)
        reached = reach(linked((link.source, link.target) for link in here), [agreement])
        new: dict[tuple[str, str], list[Link]] = {}
        for link in here:
            key = _PART_OF.get(link.kind, ""), link.target
            if key[0] and link.source in reached and key not in known:
                new.setdefault(key, []).append(link)
        known |= new.keys()
        yield from (Item(part, iri, stage, tuple(leading)) for (part, iri), leading in new.items())


def _shared(sides: Iterable[Side]) -> tuple[Shared, ...]:
    found: dict[tuple[str, str], list[str]] = {}
    for side in sides:
        for item in side.items:
            found.setdefault((item.part, item.iri), []).append(side.agreement)
    return tuple(Shared(*key, tuple(having)) for key, having in found.items() if len(having) > 1)


def _ties(links: Iterable[Link], sides: Iterable[Side]) -> Iterator[Tie]:
    """The links from what one agreement has to what another has and the first has not."""
    having: dict[str, list[str]] = {}
    for side in sides:
        for iri in {item.iri for item in side.items}:
            having.setdefault(iri, []).append(side.agreement)
    for link in links:
        first, second = having.get(link.source, []), having.get(link.target, [])
        if link.kind in _TIES and first and second and not set(first) & set(second):
            yield from (Tie(link, a, b) for a in first for b in second)


def _read(world: World, agreement: str) -> tuple[str, dict[str, str], dict[str, str], dict[str, tuple[str, ...]]]:
    """Why the text is not at hand; what is told of the parts read to the end, and of those that were not; and where."""
    places: dict[str, dict[str, None]] = {}
    lost, complete, gaps = "", dict[str, list[str]](), dict[str, list[str]]()
    for p, outcome, why, place in world.store.select(_READINGS.format(agreement)).rows:
        if not (p and outcome and why):
            continue
        if p.value == _WHOLE:
            lost = why.value
        elif p.value in _PART_OF:
            found = complete if outcome.value == f"{AFT}fuldstaendig" else gaps
            found.setdefault(_PART_OF[p.value], []).append(why.value)
            places.setdefault(_PART_OF[p.value], {}).update({place.value: None} if place else {})
    told = {part: dict.fromkeys(why for why in every if why != lost) for part, every in gaps.items()}
    return (
        lost,
        {part: "; ".join(dict.fromkeys(every)) for part, every in complete.items() if part not in gaps},
        {part: "; ".join(every) for part, every in told.items() if every},
        {part: tuple(every) for part, every in places.items()},
    )
