"""List what the agreements want to measure, with the figures at hand for it, and say why there are none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from aftalegraf.branches import Branch, tree
from aftalegraf.figure_table import is_municipality
from aftalegraf.figures import Figure, Measure, Target, all_targets, newest
from aftalegraf.namespaces import AFT
from aftalegraf.statements import GROUNDS
from aftalegraf.trace import agreements
from aftalegraf.world import World

INDICATOR: Final = f"{AFT}Indikator"
POINT: Final = f"{AFT}Maalepunkt"
TARGET: Final = f"{AFT}Maaltal"
_OBJECTIVE: Final = f"{AFT}Maalsaetning"
_FACTS: Final = """SELECT ?x ?p ?o ?ground ?place ?reason {
  VALUES ?p { aft:kanMaalesVed aft:maalesVedNationalIndikator aft:oensketRetning }
  ?u rdf:subject ?x ; rdf:predicate ?p ; rdf:object ?o ; aft:grundlag ?ground ; aft:kildehenvisning ?place .
  OPTIONAL { ?u aft:begrundelseForLaesning ?reason }
  FILTER NOT EXISTS { ?u aft:modsigesAf ?other }
} ORDER BY ?x ?p ?o"""
_REGIONS: Final = """SELECT ?a ?r { ?a aft:gaelderRegion ?r .
  { ?a (aft:harIndsatsomraade|aft:harVision)?/aft:harMaalsaetning/(aft:harIndikator|aft:harMaalepunkt) ?x }
  UNION { ?a aft:harMaaltal ?x } } ORDER BY ?a ?r"""
_WHY: Final = """SELECT ?x ?why { ?r aft:omEgenskab aft:kanMaalesVed ; aft:laesningAf ?x ; aft:forklaring ?why }
ORDER BY ?x ?why"""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said of something wanted: the value, its ground, source reference and reason ("" where there is none)."""

    value: str
    ground: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an agreement wants to measure: an indicator, a measuring point or a target, by its class `kind`.

    `theme` and `objective` are IRIs, empty where it stands directly under the agreement. `measured` tells which
    measured indicator has its figures; `why` why none has, as far as a reading tells (Danish).
    """

    iri: str
    kind: str
    theme: str
    objective: str
    direction: Fact | None
    measured: Fact | None
    national: Fact | None
    target: Target | None
    why: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """All that one agreement wants to measure, by theme and objective in the order of its text; `region` is an IRI."""

    agreement: str
    region: str
    themes: tuple[tuple[str, tuple[Wanted, ...]], ...]

    @property
    def all(self) -> tuple[Wanted, ...]:
        """All of it."""
        return tuple(wanted for _, of in self.themes for wanted in of)


@dataclass(frozen=True, slots=True)
class Digest:
    """A measure in a few numbers: the newest figure of each larger area, and how wide the municipalities lie apart.

    `spread` holds the lowest and highest figure of the newest round of the municipalities, if there are several.
    """

    number: int
    areas: int
    years: tuple[int, int]
    larger: tuple[Figure, ...]
    spread: tuple[Figure, Figure] | None


def wishes(world: World) -> tuple[Wishes, ...]:
    """What each agreement wants to measure, the agreements at hand first; those that want nothing are left out."""
    facts = _facts(world)
    why = {row[0].value: row[1].value for row in world.store.select(_WHY).rows if row[0] and row[1]}
    targets = {target.iri: target for target in all_targets(world)}
    regions = {row[0].value: row[1].value for row in world.store.select(_REGIONS).rows if row[0] and row[1]}
    found = []
    for node in (node for node in agreements(world) if node.iri in regions):
        wanted = [
            _wanted(iri, kind, theme, objective, facts.get(iri, {}), targets.get(iri), why.get(iri, ""))
            for iri, kind, theme, objective in (
                *_under(tree(world, node.iri), "", ""),
                *((t.iri, TARGET, "", "") for t in targets.values() if t.agreement == node.iri),
            )
        ]
        themes = tuple((theme, tuple(of)) for theme, of in groupby(wanted, key=lambda w: w.theme))
        found.append(Wishes(node.iri, regions[node.iri], themes))
    return tuple(found)


def digest(measure: Measure, within: Collection[str] | None = None) -> Digest:
    """A measure in a few numbers; `within` keeps to some areas, all of the country where it is None."""
    latest = newest(figure for figure in measure.figures if within is None or figure.area in within)
    communes = [figure for area, figure in latest.items() if is_municipality(area)]
    last = max((figure.period for figure in communes), default=None)
    there = sorted((f for f in communes if f.period == last), key=lambda f: (f.value, f.area))
    return Digest(
        len(measure.figures),
        len({figure.area for figure in measure.figures}),
        (min(f.period.first.year for f in measure.figures), max(f.period.last.year for f in measure.figures)),
        tuple(figure for area, figure in latest.items() if not is_municipality(area)),
        (there[0], there[-1]) if len(there) > 1 else None,
    )


def measuring(found: Sequence[Wishes], measure: str) -> tuple[tuple[str, Wanted], ...]:
    """The agreements that want what a measured indicator measures, each with what it wants."""
    return tuple(
        (one.agreement, wanted)
        for one in found
        for wanted in one.all
        if wanted.measured and wanted.measured.value == measure
    )


def _under(branch: Branch, theme: str, objective: str) -> Iterator[tuple[str, str, str, str]]:
    """Indicators and measuring points below a branch, with the theme and objective above them."""
    for child in branch.children:
        kind = child.node.class_iri
        if kind in (INDICATOR, POINT):
            yield child.node.iri, kind, theme, objective
        elif kind == _OBJECTIVE:
            yield from _under(child, theme, child.node.iri)
        else:
            yield from _under(child, theme or child.node.iri, objective)


def _wanted(
    iri: str, kind: str, theme: str, objective: str, facts: Mapping[str, Fact], target: Target | None, why: str
) -> Wanted:
    return Wanted(
        iri, kind, theme, objective, facts.get("oensketRetning"), facts.get("kanMaalesVed"),
        facts.get("maalesVedNationalIndikator"), target, why,
    )  # fmt: skip


def _facts(world: World) -> Mapping[str, Mapping[str, Fact]]:
    """What is said of each thing, by the name of the property; only what is stated or our reading."""
    found: dict[str, dict[str, Fact]] = {}
    for row in world.store.select(_FACTS).rows:
        thing, prop, value, ground, place, reason = (cell.value if cell else "" for cell in row)
        if ground.removeprefix(AFT) in GROUNDS[:2]:
            fact = Fact(value, ground.removeprefix(AFT), place, reason)
            found.setdefault(thing, {}).setdefault(prop.removeprefix(AFT), fact)
    return found
