"""Make the checklist before an agreement is sent in: chapter 5 of the guidance, and 3.6, for one agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf.namespaces import AFT
from aftalegraf.results import MET, NOT_MET, UNDECIDED, Report, Result
from aftalegraf.rules import reading_order
from aftalegraf.world import World

HUMAN: Final = "vurderes"
EXEMPT: Final = "undtaget"
BEFORE: Final = "foer"
AFTER: Final = "efter"
# What a deadline rests on: see `Item.due`.
BY_DATE: Final = "dato"
MOVED: Final = "flyttet"
BY_TERM: Final = "valgperiode"
NO_DAY: Final = "ingenDag"
ON_REQUEST: Final = "hurtigst"

_BEFORE: Final = ("3.6", "5.1", "5.2")
_AFTER: Final = ("5.3", "5.4", "5.5", "5.6")
_ON_REQUEST: Final = "V5.2-4"  # asked for by the authority while it works on the case: 003 L432
_DUTIES: Final = ("skal", "boer", "anbefales")
_NO_APPROVAL: Final = "V5.6-3"  # the authority gives no approval in advance: 003 L458
_NO_ITEM: Final = ("kunOplysning", "kunKompetence", "sundhedsstyrelsensOpgave")
_AUTHORITY: Final = "adr-sundhedsstyrelsen"
_GRAVEST: Final = (NOT_MET, UNDECIDED, MET)
_PROVISIONS: Final = """SELECT ?x ?id ?chapter ?modality ?force ?to ?why ?lacking ?same ?number ?when WHERE {
  ?x a aft:Bestemmelse ; skos:notation ?id ; aft:kapitel ?chapter ; aft:modalitet ?modality ; aft:retskraft ?force ;
    aft:adressat ?to .
  OPTIONAL { ?x aft:ikkeProevetFordi ?why } OPTIONAL { ?x aft:ikkeProevetForklaring ?lacking }
  OPTIONAL { ?x aft:gentager/skos:notation ?same }
  OPTIONAL { ?x aft:tjeklistenummer ?number ; aft:tjeklistefrist ?when } } ORDER BY ?id ?to ?same"""
_PLACES: Final = """SELECT ?x ?place WHERE {
  ?u rdf:subject ?x ; rdf:predicate skos:prefLabel ; aft:kildehenvisning ?place . ?x a aft:Bestemmelse } ORDER BY ?u"""
_TERM: Final = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Item:
    """One point of the checklist: a provision, and how it stands with the agreement.

    outcome: opfyldt, ikkeOpfyldt, kanIkkeAfgoeres, undtaget (a reasoned exemption) or vurderes (no test: a human must
    judge). `stage` is foer or efter the sending in. `owed_by` holds labels. `due` tells what the deadline rests on:
    dato (then `day` is it), flyttet (the authority has moved it to `day`), valgperiode (it cannot be known without),
    ingenDag (the guidance names none) or hurtigst. `results` are those of the review; `lacking` tells why there is no
    test; `when` says in Danish at which step the point must be in place.
    """

    id: str
    iri: str
    stage: str
    modality: str
    force: str
    owed_by: tuple[str, ...]
    outcome: str
    due: str
    day: str
    results: tuple[Result, ...]
    lacking: str
    when: str
    source: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The checklist for one agreement. `no_approval` is the passage that says that nothing is approved in advance."""

    report: Report
    no_approval: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Provision:
    iri: str
    id: str
    chapter: str
    modality: str
    force: str
    to: tuple[str, ...]
    why: str
    lacking: str
    same: tuple[str, ...]
    number: int
    when: str


def checklist(world: World, report: Report) -> Checklist:
    """The checklist for the agreement of one review."""
    places = {x.value: place.value for x, place in world.store.select(_PLACES).rows if x and place}
    by_rule: dict[str, list[Result]] = {}
    for result in report.results:
        for name in (result.rule.id, *result.rule.also):
            by_rule.setdefault(name, []).append(result)
    found = _provisions(world)
    items = tuple(_item(world, one, by_rule.get(one.id, ()), report, places) for one in _chosen(found, by_rule))
    told = next((places.get(one.iri, "") for one in found if one.id == _NO_APPROVAL), "")
    return Checklist(report, told, items)


def deadline(term: str) -> str:
    """The day by which an agreement of an election period must be sent in: 1 July of its second year, else ""."""
    found = _TERM.match(term.strip())
    return f"{int(found[0]) + 1}-07-01" if found else ""


def _provisions(world: World) -> tuple[_Provision, ...]:
    """The provisions of chapters 3.6 and 5, each once: in the order of the checklist, then of the guidance."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    names = ("iri", "id", "chapter", "modality", "force", "to", "why", "lacking", "same", "number", "when")
    for row in world.store.select(_PROVISIONS).rows:
        cells = {name: cell.value for name, cell in zip(names, row, strict=True) if cell}
        if cells["id"].startswith("V") and cells["chapter"] in (*_BEFORE, *_AFTER):
            known = found.setdefault(cells["id"], {name: {} for name in names})
            for name, value in cells.items():
                known[name][value] = None
    made = [_provision({name: tuple(values) for name, values in known.items()}) for known in found.values()]
    ordered = sorted(made, key=lambda provision: reading_order(provision.id))
    return tuple(sorted(ordered, key=lambda provision: (provision.number == 0, provision.number)))


def _provision(said: Mapping[str, tuple[str, ...]]) -> _Provision:
    one = {name: next(iter(values), "").removeprefix(AFT) for name, values in said.items()}
    return _Provision(
        iri=said["iri"][0],
        id=one["id"],
        chapter=one["chapter"],
        modality=one["modality"],
        force=one["force"],
        to=said["to"],
        why=one["why"],
        lacking=one["lacking"],
        same=said["same"],
        number=int(one["number"] or 0),
        when=one["when"],
    )


def _chosen(provisions: Sequence[_Provision], by_rule: Mapping[str, Sequence[Result]]) -> tuple[_Provision, ...]:
    """The duties that somebody else than the authority owes, and that no other in the list stands for."""
    owed = [p for p in provisions if any(not to.endswith(f"/{_AUTHORITY}") for to in p.to) and p.why not in _NO_ITEM]
    kept = [p for p in owed if p.modality in _DUTIES]
    ids = {p.id for p in kept}
    shapes = [_shape(by_rule, p) for p in kept]
    return tuple(
        p
        for number, p in enumerate(kept)
        if not ids & set(p.same) and (not shapes[number] or shapes[number] not in shapes[:number])
    )


def _shape(by_rule: Mapping[str, Sequence[Result]], provision: _Provision) -> str:
    return next((result.rule.id for result in by_rule.get(provision.id, ())), "")


def _item(
    world: World, found: _Provision, results: Sequence[Result], report: Report, places: Mapping[str, str]
) -> Item:
    stage = AFTER if found.chapter in _AFTER or found.id == _ON_REQUEST else BEFORE
    due, day = _due(report) if stage == BEFORE else (ON_REQUEST if found.id == _ON_REQUEST else NO_DAY, "")
    return Item(
        id=found.id,
        iri=found.iri,
        stage=stage,
        modality=found.modality,
        force=found.force,
        owed_by=tuple(world.label(to) for to in found.to),
        outcome=_outcome(results),
        due=due,
        day=day,
        results=tuple(results),
        lacking="" if results else found.lacking,
        when=found.when,
        source=places.get(found.iri, ""),
    )


def _due(report: Report) -> tuple[str, str]:
    """What the deadline for sending in rests on, and the day; the authority may move it to a later one."""
    day = deadline(report.term)
    if report.moved > day:
        return MOVED, report.moved
    return (BY_DATE, day) if day else (BY_TERM, "")


def _outcome(results: Iterable[Result]) -> str:
    """The worst of what the review found; an exemption where nothing else is wrong; no test without a result."""
    told = tuple(results)
    if not told:
        return HUMAN
    counted = [result.outcome for result in told if not result.excused]
    worst = next((outcome for outcome in _GRAVEST if outcome in counted), MET)
    return EXEMPT if worst == MET and len(counted) < len(told) else worst
