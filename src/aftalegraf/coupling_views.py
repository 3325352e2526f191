"""Shape how an agreement hangs together for its page: what is missing first, then every thing with its two steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from aftalegraf.chain_words import KINDS, listed
from aftalegraf.chains import OBJECTIVE
from aftalegraf.coupling import LINKED, PARTLY, STATUSES, UNDECIDED, UNLINKED, Coupling, Item, Step
from aftalegraf.coupling_advice import advice
from aftalegraf.coupling_view import status_of
from aftalegraf.coupling_words import STATUS, cause, followed_by, missing
from aftalegraf.coverage import INFORMING, status_label
from aftalegraf.gaps import Finding, findings, numbers
from aftalegraf.gaps_view import concerns, heading
from aftalegraf.rule_coupling import Tested
from aftalegraf.statements import GROUNDS
from aftalegraf.unread import Extent
from aftalegraf.world import World


@dataclass(frozen=True, slots=True)
class Told:
    """One finding in words: what is missing and why, what it concerns, and what to do about it."""

    finding: Finding
    heading: str
    concerns: tuple[str, ...]
    advice: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A step in words: its status, what follows or what is missing, and the ground of the weakest link, "" for none.

    `over` are the things that the way passes, `stops` those at which it ends, `notes` the numbers of the reasons.
    """

    status: str
    text: str
    ground: str
    over: tuple[str, ...]
    stops: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A thing of the chain: its status in words, the next link, the way behind; `led` for what only is led to."""

    item: Item
    status: str
    near: Seen | None
    deep: Seen
    led: bool


@dataclass(frozen=True, slots=True)
class Linked:
    """An agreement's chain as a page shows it.

    `objectives` counts the objectives by status, `counts` everything; `rest` tells of the objectives that are not
    linked; `parts` holds the rows by the name of their kind, `notes` the reasons by number from 1.
    """

    coupling: Coupling
    objectives: Counter[str]
    rest: str
    counts: dict[str, int]
    findings: tuple[Told, ...]
    parts: tuple[tuple[str, tuple[Row, ...]], ...]
    notes: tuple[Extent, ...]

    @property
    def undecided(self) -> bool:
        """Whether of none of the objectives it is known that it is linked or not."""
        return set(self.objectives) == {UNDECIDED}


def shown(coupling: Coupling, status: str, language: str) -> Linked:
    """The chain of an agreement with the rows of one status, of all for ""."""
    notes: dict[str, tuple[int, Extent]] = {}
    chosen = [item for item in coupling.items if status in ("", item.status)]
    rows: dict[str, list[Row]] = {}
    for item in chosen:
        rows.setdefault(item.kind, []).append(_row(item, notes, language))
    objectives = Counter(item.status for item in coupling.items if item.kind == OBJECTIVE)
    found = numbers(coupling.items)
    return Linked(
        coupling,
        objectives,
        _counted(((s, objectives[s]) for s in STATUSES if s != LINKED), language),
        {s: found[s] for s in STATUSES if s in found},
        tuple(
            Told(one, heading(one, language), tuple(concerns(one, language)), advice(one, language))
            for one in findings(coupling)
        ),
        tuple((_several(kind, language), tuple(each)) for kind, each in rows.items()),
        tuple(one for _, one in notes.values()),
    )


def _counted(numbered: Iterable[tuple[str, int]], language: str) -> str:
    return listed([f"{number} {STATUS[language][status]}" for status, number in numbered if number], language)


def _several(kind: str, language: str) -> str:
    return KINDS[kind.rpartition("#")[2]][language][1]


def _row(item: Item, notes: dict[str, tuple[int, Extent]], language: str) -> Row:
    led = item.near is item.deep  # a national goal leads nowhere: something is to lead to it
    near = None if led else _seen(item, item.near, notes, language)
    return Row(item, status_of(item, language), near, _seen(item, item.deep, notes, language), led)


def _seen(item: Item, step: Step, notes: dict[str, tuple[int, Extent]], language: str) -> Seen:
    if step.status == LINKED:
        ground = max((link.ground for link in step.links), key=GROUNDS.index)
        if step is item.deep:
            over = tuple(link.target for link in step.links) if step is not item.near else ()
            return Seen(LINKED, "", ground, over, (), ())
        return Seen(LINKED, followed_by(step, language), ground, (), (), ())
    numbered = tuple(notes.setdefault(one.reason, (len(notes) + 1, one))[0] for one in step.unread)
    text = cause(step, language) or ("" if numbered else missing(step, language))
    return Seen(step.status, text, "", (), step.stops if step.stops != (item.iri,) else (), numbered)


@dataclass(frozen=True, slots=True)
class Tests:
    """The provisions by their status, and those that no rule tests wholly by the reason, each in its words."""

    counts: dict[str, int]
    tested: tuple[Tested, ...]
    partly: tuple[Tested, ...]
    untested: tuple[tuple[str, str, tuple[Tested, ...]], ...]

    @property
    def total(self) -> int:
        """How many provisions there are."""
        return sum(self.counts.values())

    @property
    def informing(self) -> int:
        """How many of them put a duty on nobody."""
        return sum(len(each) for code, _, each in self.untested if code == INFORMING)


def tests_of(world: World, found: Iterable[Tested], language: str) -> Tests:
    """The provisions as a page shows them: `untested` holds a reason's code, its words and the provisions."""
    by_status: dict[str, list[Tested]] = {status: [] for status in (LINKED, PARTLY, UNLINKED)}
    for one in found:
        by_status[one.status].append(one)
    reasons: dict[str, list[Tested]] = {}
    for one in by_status[UNLINKED]:
        reasons.setdefault(one.provision.status, []).append(one)
    return Tests(
        {status: len(each) for status, each in by_status.items() if each},
        tuple(by_status[LINKED]),
        tuple(by_status[PARTLY]),
        tuple((code, status_label(world, code, language), tuple(each)) for code, each in reasons.items()),
    )
