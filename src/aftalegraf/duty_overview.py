"""Count duties by who has them and by what they rest on, and put those with a time in the order of time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.deadlines import Deadline
from aftalegraf.duties import Duty, Moment
from aftalegraf.duty_choice import ordered
from aftalegraf.duty_sources import Value
from aftalegraf.namespaces import AFT
from aftalegraf.ordering import danish
from aftalegraf.projection import Link
from aftalegraf.world import World

# How much is said of a duty: the source says that it must be done, and by whom; that it must, and not by whom; we read
# it so; it should; we have not read how much is said; another source says otherwise; it may be done.
STATED: Final = "skal"
UNNAMED: Final = "uden"
READ: Final = "laest"
SHOULD: Final = "boer"
TOLD: Final = "opgave"
CONTESTED: Final = "omstridt"
MAY: Final = "kan"
WEIGHTS: Final = (STATED, UNNAMED, READ, SHOULD, TOLD, CONTESTED, MAY)
_WEIGHT_OF: Final = {"boer": SHOULD, "anbefales": SHOULD, "kan": MAY}
# What somebody who owes something is; a provision is addressed to whom its text names, not to one body.
FORUMS: Final = "fora"
ADDRESSEES: Final = "adressater"
ACTORS: Final = "aktoerer"
KINDS: Final = (FORUMS, ACTORS, ADDRESSEES)
_KIND_OF: Final = {f"{AFT}Forum": FORUMS, f"{AFT}Adressat": ADDRESSEES}
_CLASSES: Final = (
    "SELECT ?x ?c WHERE { VALUES ?c { aft:Forum aft:Adressat } GRAPH graf:alt { ?x a ?c } } ORDER BY ?x ?c"
)
_DAY: Final = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many duties a body has, or a basis (IRI) carries, by each of WEIGHTS."""

    iri: str
    counts: Mapping[str, int]

    @property
    def owed(self) -> int:
        """How many are more than an option."""
        return sum(number for weight, number in self.counts.items() if weight != MAY)


@dataclass(frozen=True, slots=True)
class Timed:
    """Something with a time: the days as they are written, two by two ways of counting, () for no day.

    `told` is what tells the time, `duties` are those of all who have a part in it.
    """

    days: tuple[str, ...]
    what: str
    told: Moment
    duties: tuple[Duty, ...]

    @property
    def ground(self) -> str:
        """The ground that the time is known by."""
        return self.told.rule.ground if isinstance(self.told, Deadline) else self.told.ground

    @property
    def places(self) -> tuple[str, ...]:
        """The source references that tell the time."""
        return self.told.rule.places if isinstance(self.told, Deadline) else self.told.places


@dataclass(frozen=True, slots=True)
class Agenda:
    """What has a time as of a day: what is to come, what comes back, what hangs on a step, and what is over."""

    coming: tuple[Timed, ...]
    returning: tuple[Timed, ...]
    tied: tuple[Timed, ...]
    past: tuple[Timed, ...]


def weight(duty: Duty) -> str:
    """How much is said of a duty, as one of WEIGHTS."""
    if duty.against and duty.owed:
        return CONTESTED
    if duty.modality == "skal":
        if duty.ground != "fremgaar":
            return READ
        return STATED if duty.owner else UNNAMED
    return _WEIGHT_OF.get(duty.modality, TOLD)


def by_weight(world: World, duties: Iterable[Duty]) -> dict[str, tuple[Duty, ...]]:
    """Duties under each of WEIGHTS that any has, in the order of the documents."""
    every = ordered(world, duties)
    found = {name: tuple(duty for duty in every if weight(duty) == name) for name in WEIGHTS}
    return {name: some for name, some in found.items() if some}


def owners(world: World, duties: Iterable[Duty]) -> dict[str, tuple[Tally, ...]]:
    """Those who have something to do, under each of KINDS that any is of; first who has most."""
    rows = world.store.select(_CLASSES).rows
    kind_of = {x.value: _KIND_OF[c.value] for x, c in rows if x and c}
    found = _tallies(world, ((duty.owner, duty) for duty in duties if duty.owner))
    kinds = {kind: tuple(each for each in found if kind_of.get(each.iri, ACTORS) == kind) for kind in KINDS}
    return {kind: some for kind, some in kinds.items() if some}


def bases(world: World, duties: Iterable[Duty]) -> tuple[Tally, ...]:
    """What the duties rest on: legal forces, and documents where no legal force is told."""
    return _tallies(world, ((basis, duty) for duty in duties for basis in duty.basis))


def named_alike(world: World, iri: str, among: Iterable[str]) -> tuple[str, ...]:
    """The others whose name is the same, whatever the case."""
    names = {label.casefold() for label in world.labels.get(iri, {}).values()}
    others = (each for each in dict.fromkeys(among) if each != iri)
    return tuple(each for each in others if names & {name.casefold() for name in world.labels.get(each, {}).values()})


def agenda(duties: Iterable[Duty], today: str) -> Agenda:
    """What has a time, each thing and time once, as of a day like 2026-11-23."""
    found: dict[tuple[str, Moment], list[Duty]] = {}
    for duty in duties:
        for told in duty.moments:
            found.setdefault((duty.what, told), []).append(duty)
    every = [Timed(_days(told), what, told, tuple(having)) for (what, told), having in found.items()]
    dated = sorted((each for each in every if each.days), key=lambda each: (each.days, each.what))
    return Agenda(
        tuple(each for each in dated if not _past(each, today)),
        tuple(each for each in every if isinstance(each.told, Link)),
        tuple(each for each in every if not each.days and not isinstance(each.told, Link)),
        tuple(each for each in reversed(dated) if _past(each, today)),
    )


def _days(told: Moment) -> tuple[str, ...]:
    if isinstance(told, Deadline):
        return told.days
    return (told.text,) if isinstance(told, Value) and _DAY.fullmatch(told.text) else ()


def _past(each: Timed, today: str) -> bool:
    """Whether it is over by every way of counting: a month or a year is over when all of it is."""
    return all(day < today[: len(day)] for day in each.days)


def _tallies(world: World, pairs: Iterable[tuple[str, Duty]]) -> tuple[Tally, ...]:
    found: dict[str, Counter[str]] = {}
    for iri, duty in pairs:
        found.setdefault(iri, Counter())[weight(duty)] += 1
    made = (Tally(iri, counts) for iri, counts in found.items())
    return tuple(sorted(made, key=lambda each: (-each.owed, danish(world.label(each.iri)), each.iri)))
