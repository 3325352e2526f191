"""Follow an agreement's chain from focus area to national goal: what is linked, by which ground, and what is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from aftalegraf import projection
from aftalegraf.namespaces import AFT
from aftalegraf.projection import CHAIN
from aftalegraf.statements import GROUNDS
from aftalegraf.ways import Links, linked, reach, ways
from aftalegraf.world import World

_OBJECTIVE: Final = f"{AFT}Maalsaetning"
_NATIONAL: Final = (f"{AFT}NationalIndikator", f"{AFT}NationaltMaal")
# What an agreement may gather its objectives under, and measure them by: the first that it has.
_GATHERED: Final = ((f"{AFT}Indsatsomraade", "aft:harIndsatsomraade"), (f"{AFT}Vision", "aft:harVision"))
_MEASURED: Final = ((f"{AFT}Indikator", "aft:harIndikator"), (f"{AFT}Maalepunkt", "aft:harMaalepunkt"))


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in a picture: its IRI, label and class."""

    iri: str
    label: str
    class_iri: str

    @property
    def slug(self) -> str:
        """The last part of the IRI."""
        return self.iri.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Link:
    """A step from one thing to the next, with the weakest ground it rests on.

    `note` is the degree or confidence, `places` the IRIs of the source references it is read in, `reason` why it is so
    where no source states it.
    """

    source: str
    target: str
    ground: str
    note: str
    places: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """Den røde tråd of one agreement.

    `kinds` holds the class of each column: the agreement's own chain, then the national one. `visions` are those of the
    whole agreement, where they are not a column. `missing` maps the IRI of a thing whose next link is not in the graph
    to the reason in plain words; `paths` maps each IRI to all that lies on a path through it. `within` is the thing of
    the first column that the thread is narrowed to, `totals` how much each column holds when it is not.
    """

    agreement: Node
    visions: tuple[Node, ...]
    kinds: tuple[str, ...]
    columns: tuple[tuple[Node, ...], ...]
    links: tuple[Link, ...]
    missing: Mapping[str, str]
    paths: Mapping[str, frozenset[str]]
    totals: tuple[int, ...] = ()
    within: Node | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Objectives against national goals.

    `cells` maps (objective, goal) to the links between them: direct ones, and paths over indicators. A pair that is
    not there has none. `reason` says why the sources cannot tell, or is empty.
    """

    objectives: tuple[Node, ...]
    goals: tuple[Node, ...]
    cells: Mapping[tuple[str, str], tuple[Link, ...]]
    reason: str


# The steps that lead from what an agreement has to a national goal.
STEPS: Final = frozenset(
    AFT + name
    for name in (
        "harMaalsaetning", "harIndikator", "harMaalepunkt", "understoetterNationaltMaal",
        "sammenfaldMed", "indplaceretUnder",
    )
)  # fmt: skip


def agreements(world: World) -> tuple[Node, ...]:
    """The agreements in the graph, those that are read in a document of the collection first."""
    found = _nodes(world, "?x a aft:Sundhedsaftale", f"{AFT}Sundhedsaftale")
    at_hand = _nodes(world, "?x a aft:Sundhedsaftale ; aft:dokumenteretI ?d", f"{AFT}Sundhedsaftale")
    return tuple(dict.fromkeys((*at_hand, *found)))


def thread(world: World, agreement: str, ground: str, language: str = "da") -> Thread:
    """The chain of one agreement, at a ground: fremgaar, udledt or redaktionel (each includes the ones before)."""
    known, places = _links(world, language), places_of(world)
    links = [link for link in known if GROUNDS.index(link.ground) <= GROUNDS.index(ground)]
    kinds, gathers = _chain(world, agreement)
    starts = {node.iri for node in _part(world, agreement, f"{gathers}|aft:harMaalsaetning", kinds[0])}
    reached = reach(_ahead(links), starts)
    ways_there = ("aft:foelgerIndikatorsamling/skos:member", "aft:harRamme", "aft:knyttetTilNationaltMaal")
    followed = " UNION ".join(f"{{ <{agreement}> {way} ?x }}" for way in ways_there)  # no | : Virtuoso cannot read it
    framed = {node.iri for column in kinds for node in _nodes(world, f"{followed} ?x a <{column}>", column)}
    columns = tuple(
        _in_order([n for n in _nodes(world, f"?x a <{c}>", c) if n.iri in reached | framed], places) for c in kinds
    )
    kept = tuple(link for link in links if link.source in reached | framed)
    return Thread(
        agreement=Node(agreement, world.label(agreement), f"{AFT}Sundhedsaftale"),
        visions=_in_order(_part(world, agreement, _overall(kinds), f"{AFT}Vision"), places),
        kinds=kinds,
        columns=columns,
        links=kept,
        missing=_missing(world, kinds, columns, kept, {link.source for link in known}, language),
        paths=_paths(columns, kept),
        totals=tuple(len(column) for column in columns),
    )


def _chain(world: World, agreement: str) -> tuple[tuple[str, ...], str]:
    """The classes of the agreement's own columns and the national ones, and what leads to the first."""
    gathered = (
        pair for pair in _GATHERED if world.store.ask(f"ASK {{ <{agreement}> {pair[1]}/aft:harMaalsaetning ?x }}")
    )
    area, gathers = next(gathered, _GATHERED[0])
    path = f"<{agreement}> ({gathers})?/aft:harMaalsaetning"
    measured = (pair for pair in _MEASURED if world.store.ask(f"ASK {{ {path}/{pair[1]} ?x }}"))
    return (area, _OBJECTIVE, next(measured, _MEASURED[0])[0], *_NATIONAL), gathers


def _overall(kinds: tuple[str, ...]) -> str:
    """What leads to the visions of the whole agreement: all, or the one above those that gather the objectives."""
    return "aft:harOverordnetVision" if kinds[0] == f"{AFT}Vision" else "aft:harVision"


def coverage(world: World, agreement: str, ground: str, language: str = "da") -> Coverage:
    """The objectives of an agreement against the national goals of its frame."""
    chain = thread(world, agreement, ground, language)
    return covered(chain, chain.columns[4], lost(world, f"{AFT}understoetterNationaltMaal", agreement))


def covered(chain: Thread, goals: tuple[Node, ...], reason: str) -> Coverage:
    """The objectives of a thread against national goals; `reason` says why the sources cannot tell, or is empty."""
    ahead = _ahead(chain.links)
    labels = {node.iri: node.label for column in chain.columns for node in column}
    direct = {(link.source, link.target): link for link in chain.links}
    cells: dict[tuple[str, str], tuple[Link, ...]] = {}
    for objective in chain.columns[1]:
        for goal in goals:
            if (link := direct.get((objective.iri, goal.iri))) is not None:
                cells[objective.iri, goal.iri] = (link,)
            elif found := sorted(ways(ahead, objective.iri, goal.iri)):
                cells[objective.iri, goal.iri] = tuple(_summary(labels, direct, way) for way in found)
    return Coverage(chain.columns[1], goals, cells, reason)


def class_of(world: World, thing: str) -> str:
    """The class of the columns that a thing is of, or of the first."""
    rows = world.store.select(f"SELECT DISTINCT ?c WHERE {{ <{thing}> a ?c }} ORDER BY ?c")
    return next((c.value for (c,) in rows.rows if c and c.value in {pair[0] for pair in _GATHERED}), _GATHERED[0][0])


def lost(world: World, property_iri: str, thing: str) -> str:
    """Why the sources cannot tell about a property of a thing, also for want of its document; else nothing."""
    rows = world.store.select(
        f"""SELECT DISTINCT ?why WHERE {{ VALUES ?p {{ <{property_iri}> aft:dokumenteretI }}
          ?l aft:laesningAf <{thing}> ; aft:omEgenskab ?p ; aft:laesningsresultat ?r ; aft:forklaring ?why
          FILTER (?r != aft:fuldstaendig) }} ORDER BY ?why"""
    )
    return "; ".join(row[0].value for row in rows.rows if row[0])


def _summary(labels: Mapping[str, str], links: Mapping[tuple[str, str], Link], way: tuple[str, ...]) -> Link:
    grounds = [links[step].ground for step in pairwise(way)]
    over = " → ".join(labels[iri] for iri in way[1:-1])
    return Link(way[0], way[-1], max(grounds, key=GROUNDS.index), over)


def _links(world: World, language: str) -> list[Link]:
    """Every step there is, at its best ground, with the places that state it at that ground."""
    steps = [kind for kind in CHAIN if kind.name in STEPS]
    best: dict[tuple[str, str], Link] = {}
    for link in projection.links(world, steps):
        at, note = (link.source, link.target), projection.noted(world, link, language)
        if at not in best or GROUNDS.index(link.ground) < GROUNDS.index(best[at].ground):
            best[at] = Link(*at, link.ground, note, link.places, link.reason)
    return [best[key] for key in sorted(best)]


def _ahead(links: Iterable[Link]) -> Links:
    return linked((link.source, link.target) for link in links)


def _paths(columns: tuple[tuple[Node, ...], ...], links: tuple[Link, ...]) -> dict[str, frozenset[str]]:
    ahead, behind = _ahead(links), linked((link.target, link.source) for link in links)
    known = {*ahead, *behind, *(node.iri for column in columns for node in column)}
    return {iri: reach(ahead, [iri]) | reach(behind, [iri]) for iri in sorted(known)}


def _missing(
    world: World,
    kinds: tuple[str, ...],
    columns: tuple[tuple[Node, ...], ...],
    links: tuple[Link, ...],
    at_any_ground: Collection[str],
    language: str,
) -> dict[str, str]:
    linked, words = {link.source for link in links}, _MISSING[language]
    unmeasured = words["indicator" if kinds[2] == _MEASURED[0][0] else "point"]
    unnamed = {c.value for (c,) in world.store.select("SELECT ?x { ?x aft:maalesVedNationalIndikator ?i }").rows if c}
    starred = {c.value for (c,) in world.store.select("SELECT ?x WHERE { ?x aft:harAsterisk true }").rows if c}
    reasons: dict[str, str] = {}
    for number, text in ((0, words["objective"]), (1, unmeasured), (3, words["goal"])):
        reasons |= {node.iri: text for node in columns[number] if node.iri not in linked}
    for node in columns[2]:
        if node.iri in unnamed and node.iri not in linked:
            reasons[node.iri] = words["unnamed"]
        if node.iri in starred and node.iri not in linked:
            reasons[node.iri] = words["left-out" if node.iri in at_any_ground else "unlisted"]
    return reasons


_MISSING: Final = {
    "da": {
        "objective": "har ingen målsætning i samlingen",
        "indicator": "har ingen indikator i samlingen",
        "point": "har intet målepunkt",
        "goal": "er ikke koblet til et nationalt mål",
        "unnamed": "måles ved en national indikator, som kilden ikke navngiver",
        "left-out": "har asterisk, men koblingen er vores læsning",
        "unlisted": "har asterisk, men den nationale indikator er ikke opregnet",
    },
    "en": {
        "objective": "has no objective in the collection",
        "indicator": "has no indicator in the collection",
        "point": "has no measuring point",
        "goal": "is not linked to a national goal",
        "unnamed": "is measured by a national indicator that the source does not name",
        "left-out": "has an asterisk, but the link is our reading",
        "unlisted": "has an asterisk, but the national indicator is not listed",
    },
}


def _part(world: World, thing: str, path: str, class_iri: str) -> tuple[Node, ...]:
    return _nodes(world, f"<{thing}> {path} ?x", class_iri)


def _nodes(world: World, pattern: str, class_iri: str) -> tuple[Node, ...]:
    rows = world.store.select(f"SELECT DISTINCT ?x WHERE {{ {pattern} }} ORDER BY ?x")
    return tuple(Node(c.value, world.label(c.value), class_iri) for (c,) in rows.rows if c)


def _in_order(nodes: Iterable[Node], places: Mapping[str, tuple[str, int]]) -> tuple[Node, ...]:
    """Things in the order of the documents that name them."""
    return tuple(sorted(nodes, key=lambda n: (places.get(n.iri, ("", 0)), n.iri)))


def places_of(world: World) -> dict[str, tuple[str, int]]:
    """Where each thing is first named: the document and the line."""
    rows = world.store.select(
        """SELECT ?x ?d (MIN(?l) AS ?first) WHERE {
          ?u rdf:subject ?x ; rdf:predicate rdf:type ; aft:kildehenvisning ?k .
          ?k aft:iDokument ?d ; aft:foersteLinje ?l
        } GROUP BY ?x ?d"""
    )
    return {x.value: (d.value, int(line.value)) for x, d, line in rows.rows if x and d and line}
