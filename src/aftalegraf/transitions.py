"""Tell what takes the place of what: changes by law with their day and basis, and tasks that pass from body to body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from aftalegraf.cells import Cell
from aftalegraf.namespaces import AFT, DCT, ORG
from aftalegraf.resources import Evidence, Said, resource, said_of
from aftalegraf.world import World

ABOLISHES: Final = (f"{AFT}ophaever", f"{AFT}ophaeverOrdning", f"{ORG}originalOrganization")
INTRODUCES: Final = (f"{AFT}indfoerer", f"{ORG}resultingOrganization")
_DATES: Final = (f"{AFT}skerDen", f"{AFT}skerIMaaned", f"{AFT}slutterDen", f"{AFT}slutterIMaaned")
_BASIS: Final = f"{AFT}aendringsgrundlag"
_REPLACES: Final = f"{DCT}replaces"


@dataclass(frozen=True, slots=True)
class Change:
    """A change or a step of a reform: when it happens, what ends by it, what begins, and on which basis.

    `day` and `until` are statements (a day or a month), None where nobody tells it; `ends`, `begins` and `bases` are
    statements of the change.
    """

    iri: str
    day: Said | None
    until: Said | None
    ends: tuple[Said, ...]
    begins: tuple[Said, ...]
    bases: tuple[Said, ...]

    @property
    def when(self) -> str:
        """The day or month as its text has it, "" where nobody tells it."""
        return self.day.other.value if self.day else ""


@dataclass(frozen=True, slots=True)
class Passing:
    """A task that passed from one kind of body to another, with the evidence that it did."""

    iri: str
    task: str
    source: str
    target: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """What is told of the end of a thing.

    `change` is the change that ends its kind (None: nobody tells of one), `kind` the IRI of the kind that it ends,
    perhaps the kind that it is part of; `replaced_by` what took its place by the words of a document,
    `kind_replaced_by` what took the place of its kind; `abolished` tells that it is no longer, `valid_to` until when.
    """

    change: Change | None
    kind: str
    replaced_by: tuple[Said, ...]
    kind_replaced_by: tuple[str, ...]
    abolished: tuple[Said, ...]
    valid_to: tuple[Said, ...]

    @property
    def ended(self) -> bool:
        """Whether a document tells that it, or its kind, is abolished or replaced."""
        return bool(self.replaced_by or self.abolished or self.kind_replaced_by)

    @property
    def told(self) -> bool:
        """Whether anything is told of its end."""
        return bool(self.ended or self.change or self.valid_to)


def changes(world: World) -> tuple[Change, ...]:
    """The changes and the steps of the reform, in the order of time; those without a day come last."""
    rows = world.store.select(
        """SELECT DISTINCT ?x WHERE { GRAPH graf:alt { ?x a ?c } FILTER (?c IN (aft:Aendring, aft:Reformtrin)) }"""
    ).rows
    said = said_of(world, [x.value for (x,) in rows if x])
    found = [_change(iri, each) for iri, each in said.items()]
    return tuple(sorted(found, key=lambda change: (not change.when, change.when, change.iri)))


def reform(known: Iterable[Change]) -> str:
    """The day or month by which most ends, "" where no change with a time ends anything."""
    days = Counter(change.when for change in known if change.when for _ in change.ends)
    return max(sorted(days), key=days.__getitem__, default="")


def passings(world: World) -> tuple[Passing, ...]:
    """The tasks that passed on, one by one: a body has no other successor than that of each task."""
    rows = world.store.select(
        """SELECT ?o ?t ?from ?to WHERE { ?o a aft:Opgaveoverdragelse ; aft:overdragetOpgave ?t ;
          aft:overdragetFra ?from ; aft:overdragetTil ?to } ORDER BY ?from ?o ?to"""
    ).rows
    said = said_of(world, sorted({o.value for o, *_ in rows if o}))
    return tuple(
        Passing(o.value, task.value, source.value, target.value, _evidence(said[o.value], target))
        for o, task, source, target in rows
        if o and task and source and target
    )


def fate(world: World, iri: str, classes: Iterable[str], known: Iterable[Change]) -> Fate:
    """What is told of the end of a thing of some classes, or of a class itself, given the changes known."""
    own = (iri, *classes)
    kinds = (*own, *_prescribed(world, own, f"{ORG}subOrganizationOf"))
    ending = [(change, kind) for change in known for kind in kinds if _ends(change, kind)]
    change, kind = min(ending, key=lambda pair: (pair[0].when, kinds.index(pair[1]))) if ending else (None, "")
    said = resource(world, iri).said
    return Fate(
        change,
        kind,
        tuple(s for s in said if s.inward and s.property_iri == _REPLACES and not s.contested),
        _prescribed(world, own, _REPLACES, turned=True),
        tuple(s for s in said if not s.inward and s.property_iri == f"{AFT}nedlagt" and s.other.value == "true"),
        tuple(s for s in said if not s.inward and s.property_iri == f"{AFT}gyldigTil"),
    )


def _ends(change: Change, kind: str) -> bool:
    return any(said.other == Cell("iri", kind) for said in change.ends)


def _prescribed(world: World, kinds: Iterable[str], property_iri: str, *, turned: bool = False) -> tuple[str, ...]:
    """What the guidance prescribes for kinds by a property; turned, the kinds for which it prescribes these."""
    mine, other = ("foreskrevetVaerdi", "foreskriftFor") if turned else ("foreskriftFor", "foreskrevetVaerdi")
    rows = world.store.select(
        f"""SELECT DISTINCT ?x WHERE {{ VALUES ?k {{ {" ".join(f"<{kind}>" for kind in kinds)} }}
          ?f aft:{mine} ?k ; aft:foreskrevetEgenskab <{property_iri}> ; aft:{other} ?x }} ORDER BY ?x"""
    ).rows
    return tuple(x.value for (x,) in rows if x and x.kind == "iri")


def _change(iri: str, said: Iterable[Said]) -> Change:
    every = tuple(said)

    def of(*properties: str) -> tuple[Said, ...]:
        return tuple(s for s in every if s.property_iri in properties)

    day, until = (next(iter(of(*_DATES[n : n + 2])), None) for n in (0, 2))
    return Change(iri, day, until, of(*ABOLISHES), of(*INTRODUCES), of(_BASIS))


def _evidence(said: Iterable[Said], target: Cell) -> tuple[Evidence, ...]:
    passed = (s for s in said if s.property_iri == f"{AFT}overdragetTil" and s.other == target)
    return tuple(e for s in passed for e in s.evidence)
