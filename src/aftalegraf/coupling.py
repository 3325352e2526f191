"""Say of each thing in an agreement's chain how it hangs together: its next link, and the way to a national goal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
    starts_of,
)  # fmt: skip
from aftalegraf.namespaces import AFT
from aftalegraf.projection import Link, Thing
from aftalegraf.results import Exemption
from aftalegraf.statements import GROUNDS
from aftalegraf.unread import Extent, unread

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
    has; `unread` why the documents cannot tell; `stops` where the ways end. `draft` tells that it is a consultation
    draft that does not say it, and no agreement.
    """

    status: str
    links: tuple[Link, ...] = ()
    missing: str = ""
    cause: str = ""
    left_out: tuple[Link, ...] = ()
    unread: tuple[Extent, ...] = ()
    stops: tuple[str, ...] = ()
    draft: bool = False


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
        unread(known.about(agreement), {agreement}, ()),
        tuple(e for e in known.about(agreement) if e.whole and e.property_iri == SUPPORTS),
        view.rounds(),
    )


def _orphans(known: Chains, agreement: str, ground: str, own: Chain) -> tuple[str, ...]:
    """What is the agreement's own, by its document or at a weaker ground, with nothing above it at this one."""
    level, weakest = known.at(ground), known.at(GROUNDS[-1])
    _, starts, framed = starts_of(known, agreement, GROUNDS[-1])
    mine = {iri for document in documents(known, agreement) for iri in known.named.get(document, ())}
    mine.update(weakest.reached((*starts, *framed)) if level is not weakest else ())
    return in_order(known, (mine & level.alone).difference(*own.columns))


# What leads on from each column, and what may tell that it cannot be read.
_NEXT: Final = ((HAS_OBJECTIVE,), (*HAS_MEASURE, *HAS_OTHER), (COINCIDES,), (PLACED,))
_TOLD_BY: Final = (
    (HAS_OBJECTIVE,), (*HAS_MEASURE, *HAS_OTHER), (COINCIDES, f"{AFT}maalesVedNationalIndikator", f"{AFT}harAsterisk"),
)  # fmt: skip


class _View:
    """One chain at one ground, with what its items share."""

    def __init__(self, known: Chains, agreement: str, ground: str, own: Chain, lost: Sequence[str]) -> None:
        self.known, self.agreement, self.ground, self.own = known, agreement, ground, own
        self.level, self.weakest, self.lost = known.at(ground), known.at(GROUNDS[-1]), frozenset(lost)
        more = (one for iri in self.level.reached(lost) for one in self.level.steps.get(iri, ()))
        self.steps = (*own.steps, *more)
        self.of_agreement = unread(known.about(agreement), {agreement}, (SUPPORTS,))
        read_in = documents(known, agreement)
        self.draft = bool(read_in) and read_in <= known.marks.drafts
        self.starred = not known.marks.starred.isdisjoint(own.columns[2])
        self.near = {iri: self.next(iri, min(n, 3)) for n, column in enumerate(own.columns[:4]) for iri in column}
        self.near |= {iri: self.next(iri, 1 if kind_of(known, iri) == OBJECTIVE else 2) for iri in lost}
        self.undecided = any(step.status == UNDECIDED for step in self.near.values())
        self.led_to = frozenset(self.level.reached(own.columns[1]))
        self.placed: dict[str, dict[str, Link]] = {iri: {} for iri in own.columns[4]}
        for one in self.steps:
            if one.target in self.placed:
                self.placed[one.target][one.source] = one

    def rounds(self) -> tuple[tuple[str, ...], ...]:
        """The ways of the chain that go round."""
        found = self.level.rounds
        return tuple(sorted(found[iri] for iri in found.keys() & {one.source for one in self.steps}))

    def item(self, iri: str, column: int, asked: Asked) -> Item:
        near = self.above(iri) if column == len(_NEXT) else self.near[iri]
        deep = near if column == len(_NEXT) else self.deep(iri, column)
        thing = self.known.things[iri]
        own = (iri, self.agreement) if column < 3 else (iri,)  # noqa: PLR2004
        over = _over(self.known, own, self.ground, asked.day) if asked.day else ""
        status = ORPHAN if iri in self.lost else _whole(near.status, deep.status)
        exemption = asked.exemptions.get(iri) if asked.exemptions and status != LINKED else None
        expired = exemption is not None and asked.today > exemption.until
        if over:
            status = OVER
        elif asked.changed and not asked.changed.isdisjoint(_rests_on(thing, near)):
            status = CHANGED
        elif exemption and not expired:
            status = EXCUSED
        return Item(iri, thing.kind, column, status, near, deep, thing.ground, thing.places, over, exemption, expired)

    def next(self, iri: str, column: int) -> Step:
        """The next link of a thing: there, missing, or not to be decided."""
        found = self.level.leading(iri, _NEXT[column])
        if found:
            return Step(LINKED, found)
        missing = self.own.kinds[column + 1] if column + 1 < len(self.own.kinds) else GOAL
        left_out = self.weakest.leading(iri, _NEXT[column])
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
            why = self.known.unread_placings
        elif cause in (UNNAMED, UNLISTED) or (cause == LEFT_OUT and iri in marks.starred):
            return Step(UNDECIDED, (), missing, cause, left_out)
        else:
            told = self.known.about(iri, self.agreement)
            own = sorted(told, key=lambda one: one.thing != iri)  # what is read of the thing itself tells most
            why = unread(own, {iri, self.agreement}, _TOLD_BY[column])
        return Step(UNDECIDED if why else UNLINKED, (), missing, cause, left_out, why, draft=self.draft)

    def deep(self, iri: str, column: int) -> Step:
        """The way on to a national goal: there, missing, or not to be decided."""
        if iri in self.level.nearest:
            return Step(LINKED, self.level.nearest[iri])
        ends = (each for each in self.level.reached((iri,)) if each not in self.level.steps and each in self.near)
        stops = in_order(self.known, ends)
        steps = [self.near[each] for each in stops]
        every = (*(self.of_agreement if column < 3 else ()), *(one for step in steps for one in step.unread))  # noqa: PLR2004
        why: dict[str, Extent] = {}
        for one in every:
            why.setdefault(one.reason, one)
        unknown = bool(why) or any(step.status == UNDECIDED for step in steps)
        left_out = tuple(one for step in steps for one in step.left_out)
        return Step(UNDECIDED if unknown else UNLINKED, (), GOAL, "", left_out, tuple(why.values()), stops)

    def above(self, iri: str) -> Step:
        """Whether an objective leads to a national goal."""
        if iri in self.led_to:
            return Step(LINKED, tuple(self.placed[iri].values()))
        unknown = self.of_agreement or self.undecided
        return Step(UNDECIDED if unknown else UNLINKED, (), OBJECTIVE, "", (), self.of_agreement)


def _rests_on(thing: Thing, near: Step) -> tuple[str, ...]:
    """The Udsagn behind a thing and its next links."""
    return (*thing.statements, *(u for one in near.links for u in one.statements))


def _whole(near: str, deep: str) -> str:
    """The status of a thing by its next link and the way behind: what cannot be decided in part cannot as a whole."""
    if UNDECIDED in (near, deep):
        return UNDECIDED
    return {(LINKED, LINKED): LINKED, (UNLINKED, UNLINKED): UNLINKED}.get((near, deep), PARTLY)


def _over(known: Chains, iris: Iterable[str], ground: str, day: str) -> str:
    """The day or year by which something had ended on a day, "" where it had not: a year is over when all of it is."""
    found = (until for iri in iris for until, told in known.ends.get(iri, ()) if holds(told, ground))
    return next((until for until in found if until < day[: len(until)]), "")
