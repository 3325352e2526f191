"""Say of each thing in an agreement's chain how it hangs together: its next link, and the way to a national goal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from aftalegraf.chains import (
    COINCIDES,
    GOAL,
    HAS_MEASURE,
    HAS_OBJECTIVE,
    HAS_OTHER,
    OBJECTIVE,
    PLACED,
    SUPPORTS,
    Chain,
    Chains,
    chain,
    documents,
    holds,
    in_order,
    kind_of,
    leading,
    steps_from,
)  # fmt: skip
from aftalegraf.namespaces import AFT
from aftalegraf.projection import Link
from aftalegraf.results import Exemption
from aftalegraf.statements import GROUNDS
from aftalegraf.unread import Extent, unread
from aftalegraf.ways import linked, reach, rounds, shortest, turned

LINKED: Final = "koblet"
PARTLY: Final = "delvistKoblet"
UNLINKED: Final = "ikkeKoblet"
ORPHAN: Final = "udenOverordnetMaal"
CHANGED: Final = "kildenErAendret"
OVER: Final = "udloebet"
EXCUSED: Final = "begrundetUndtagelse"
UNDECIDED: Final = "kanIkkeAfgoeres"
STATUSES: Final = (LINKED, PARTLY, UNLINKED, ORPHAN, CHANGED, OVER, EXCUSED, UNDECIDED)

# Why the next link is not there, where the graph tells more than that it is not.
UNLISTED: Final = "asteriskUdenModstykke"
UNNAMED: Final = "navngivesIkke"
UNSTARRED: Final = "ingenAsterisk"
LEFT_OUT: Final = "andetGrundlag"


@dataclass(frozen=True, slots=True)
class Step:
    """Whether a thing leads on: `status` is LINKED, UNLINKED or UNDECIDED.

    `links` holds the next links, or the nearest way to a national goal; `missing` the class of what is not there, ""
    where nothing is missing; `cause` one of the names above or ""; `left_out` the links that only a weaker ground
    has; `unread` why the documents cannot tell; `stops` where the ways end.
    """

    status: str
    links: tuple[Link, ...] = ()
    missing: str = ""
    cause: str = ""
    left_out: tuple[Link, ...] = ()
    unread: tuple[Extent, ...] = ()
    stops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A thing of a chain with its status: of STATUSES, the `near` link and the `deep` way behind it.

    `column` is its place in the chain from 0; `ground` and `places` are those of the thing itself; `over` tells the day
    or year by which it ended, "" where it has not or nobody asked; `expired` that its exemption no longer holds.
    """

    iri: str
    kind: str
    column: int
    status: str
    near: Step
    deep: Step
    ground: str
    places: tuple[str, ...]
    over: str = ""
    exemption: Exemption | None = None
    expired: bool = False

    @property
    def gap(self) -> bool:
        """Whether something is left to be done about it."""
        return self.status not in (LINKED, EXCUSED)


@dataclass(frozen=True, slots=True)
class Coupling:
    """The statuses of one agreement at a ground, column by column.

    `at_hand` tells whether a text of it is in the collection; `whole` why its own text is not, `read` what was read
    wholly about national goals; `rounds` holds the ways that go round, each from a thing and back to it.
    """

    agreement: str
    ground: str
    kinds: tuple[str, ...]
    items: tuple[Item, ...]
    at_hand: bool
    whole: tuple[Extent, ...]
    read: tuple[Extent, ...]
    rounds: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What else a status depends on: a day ("" for none), the Udsagn whose source has changed, the exemptions."""

    day: str = ""
    changed: frozenset[str] = frozenset()
    exemptions: Mapping[str, Exemption] | None = None
    today: str = ""


def coupling(known: Chains, agreement: str, ground: str, asked: Asked | None = None) -> Coupling:
    """The status of everything in the chain of an agreement, at a ground: fremgaar, udledt or redaktionel."""
    asked, own = asked or Asked(), chain(known, agreement, ground)
    lost = _orphans(known, agreement, ground, own)
    view = _View(known, agreement, ground, own, lost)
    items = [view.item(iri, column, asked) for column, iris in enumerate(own.columns) for iri in iris]
    items += [view.item(iri, 1 if kind_of(known, iri) == OBJECTIVE else 2, asked) for iri in lost]
    return Coupling(
        agreement,
        ground,
        own.kinds,
        tuple(sorted(items, key=lambda item: item.column)),
        bool(documents(known, agreement)),
        unread(known.extents, {agreement}, ()),
        tuple(e for e in known.extents if e.whole and e.thing == agreement and e.property_iri == SUPPORTS),
        rounds(view.links),
    )


def _orphans(known: Chains, agreement: str, ground: str, own: Chain) -> tuple[str, ...]:
    """What is the agreement's own, by its document or at a weaker ground, with nothing above it at this one."""
    held = {iri for column in own.columns for iri in column}
    weak = chain(known, agreement, GROUNDS[-1]) if ground != GROUNDS[-1] else own
    mine = {iri for column in weak.columns[1:3] for iri in column}
    mine.update(iri for document in documents(known, agreement) for iri in known.named.get(document, ()))
    return in_order(known, (iri for iri in mine - held if _alone(known, iri, ground)))


def _alone(known: Chains, iri: str, ground: str) -> bool:
    """Whether a thing is there at a ground, and nothing above it."""
    above = (one for one in known.behind.get(iri, ()) if one.kind in _ABOVE)
    return holds(known.things[iri].ground, ground) and not any(holds(one.ground, ground) for one in above)


_ABOVE: Final = frozenset({HAS_OBJECTIVE, *HAS_MEASURE})
# What leads on from each column, and what may tell that it cannot be read.
_NEXT: Final = ((HAS_OBJECTIVE,), (*HAS_MEASURE, *HAS_OTHER), (COINCIDES,), (PLACED,))
_TOLD_BY: Final = (
    (HAS_OBJECTIVE,), (*HAS_MEASURE, *HAS_OTHER), (COINCIDES, f"{AFT}maalesVedNationalIndikator", f"{AFT}harAsterisk"),
    (PLACED, f"{AFT}sikkerhed"),
)  # fmt: skip


class _View:
    """One chain at one ground, with what its items share."""

    def __init__(self, known: Chains, agreement: str, ground: str, own: Chain, lost: Iterable[str]) -> None:
        self.known, self.agreement, self.ground, self.own = known, agreement, ground, own
        self.lost = frozenset(lost)
        more = steps_from(known, self.lost, ground)
        self.steps = {(one.source, one.target): one for one in (*own.steps, *more)}
        self.links = linked(self.steps)
        self.links.add_nodes_from((*self.lost, *(iri for column in own.columns for iri in column)))
        self.back = shortest(turned(self.links), [iri for iri in self.links if kind_of(known, iri) == GOAL])
        self.led_to = reach(self.links, own.columns[1]) if own.columns[1] else frozenset()
        self.of_agreement = unread(known.extents, {agreement}, (SUPPORTS,))
        self.of_frame = tuple(one for one in known.extents if not one.whole and one.property_iri in _TOLD_BY[3])
        self.starred = any(iri in known.marks.starred for iri in own.columns[2])
        self.near = {iri: self.next(iri, min(n, 3)) for n, column in enumerate(own.columns[:4]) for iri in column}
        self.near |= {iri: self.next(iri, 1 if kind_of(known, iri) == OBJECTIVE else 2) for iri in self.lost}

    def item(self, iri: str, column: int, asked: Asked) -> Item:
        near = self.above(iri) if column == len(_NEXT) else self.near[iri]
        deep = near if column == len(_NEXT) else self.deep(iri, column)
        thing = self.known.things[iri]
        over = _over(self.known, (iri, self.agreement) if column < 3 else (iri,), self.ground, asked.day)  # noqa: PLR2004
        said = {*thing.statements, *(u for one in near.links for u in one.statements)}
        status = ORPHAN if iri in self.lost else _whole(near.status, deep.status)
        exemption = (asked.exemptions or {}).get(iri) if status != LINKED else None
        expired = exemption is not None and asked.today > exemption.until
        if over:
            status = OVER
        elif said & asked.changed:
            status = CHANGED
        elif exemption and not expired:
            status = EXCUSED
        return Item(iri, thing.kind, column, status, near, deep, thing.ground, thing.places, over, exemption, expired)

    def next(self, iri: str, column: int) -> Step:
        """The next link of a thing: there, missing, or not to be decided."""
        found = leading(self.known, iri, _NEXT[column], self.ground)
        if found:
            return Step(LINKED, found)
        missing = self.own.kinds[column + 1] if column + 1 < len(self.own.kinds) else GOAL
        left_out = leading(self.known, iri, _NEXT[column], GROUNDS[-1])
        marks, cause = self.known.marks, ""
        if column == 2:  # noqa: PLR2004 (what is measured)
            cause = (
                UNNAMED if iri in marks.unnamed
                else LEFT_OUT if left_out
                else UNLISTED if iri in marks.starred
                else UNSTARRED if self.starred else ""
            )  # fmt: skip
        elif left_out:
            cause = LEFT_OUT
        if column == 3:  # noqa: PLR2004 (the national ones are no agreement's own)
            why = self.of_frame
        elif cause in (UNNAMED, UNLISTED) or (cause == LEFT_OUT and iri in marks.starred):
            return Step(UNDECIDED, (), missing, cause, left_out)
        else:
            why = unread(self.known.extents, {iri, self.agreement}, _TOLD_BY[column])
        return Step(UNDECIDED if why else UNLINKED, (), missing, cause, left_out, why)

    def deep(self, iri: str, column: int) -> Step:
        """The way on to a national goal: there, missing, or not to be decided."""
        if iri in self.back:
            way = self.back[iri][::-1]
            return Step(LINKED, tuple(self.steps[pair] for pair in pairwise(way)))
        ahead = reach(self.links, [iri]) if self.links.out_degree(iri) else (iri,)
        stops = tuple(each for each in ahead if each in self.near and not self.links.out_degree(each))
        why = dict.fromkeys(self.of_agreement if column < 3 else ())  # noqa: PLR2004
        why |= dict.fromkeys(one for each in stops for one in self.near[each].unread)
        unknown = bool(why) or any(self.near[each].status == UNDECIDED for each in stops)
        left_out = tuple(one for each in stops for one in self.near[each].left_out)
        return Step(UNDECIDED if unknown else UNLINKED, (), GOAL, "", left_out, tuple(why), in_order(self.known, stops))

    def above(self, iri: str) -> Step:
        """Whether an objective leads to a national goal."""
        if iri in self.led_to:
            return Step(LINKED, tuple(self.steps[pair] for pair in self.links.in_edges(iri)))
        why = dict.fromkeys(self.of_agreement)
        unknown = bool(why) or any(step.status == UNDECIDED for step in self.near.values())
        return Step(UNDECIDED if unknown else UNLINKED, (), OBJECTIVE, "", (), tuple(why))


def _whole(near: str, deep: str) -> str:
    """The status of a thing by its next link and the way behind: what cannot be decided in part cannot as a whole."""
    if UNDECIDED in (near, deep):
        return UNDECIDED
    return {(LINKED, LINKED): LINKED, (UNLINKED, UNLINKED): UNLINKED}.get((near, deep), PARTLY)


def _over(known: Chains, iris: Iterable[str], ground: str, day: str) -> str:
    """The day or year by which something had ended on a day, "" where it had not: a year is over when all of it is."""
    found = (until for iri in iris for until, told in known.ends.get(iri, ()) if holds(told, ground))
    return next((until for until in found if day and until < day[: len(until)]), "")
