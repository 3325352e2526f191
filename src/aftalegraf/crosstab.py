"""Set things against each other in six tables: what is linked to what, in how many ways, and what cannot be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from aftalegraf import projection
from aftalegraf.chains import (
    GOAL,
    HAS_MEASURE,
    HAS_OBJECTIVE,
    HAS_OTHER,
    SUPPORTS,
    Chains,
    Level,
    chain,
    chains,
    holds,
    in_order,
)
from aftalegraf.coverage import Provision
from aftalegraf.namespaces import AFT, ID, PREFIXES
from aftalegraf.projection import Kind, Link, Thing
from aftalegraf.rules import reading_order
from aftalegraf.statements import GROUNDS
from aftalegraf.unread import Extent, unread
from aftalegraf.world import World

GOALS: Final = "maalsaetning-maal"
MEASURES: Final = "indikator-maalsaetning"
DATA: Final = "datakilde-maalepunkt"
TASKS: Final = "forum-opgave"
DUTIES: Final = "aktoer-pligt"
RULES: Final = "bestemmelse-regel"
NAMES: Final = (GOALS, MEASURES, DATA, TASKS, DUTIES, RULES)
OF_AGREEMENTS: Final = (GOALS, MEASURES, DATA)

_DATA: Final = (f"{AFT}harDatakilde", f"{AFT}anvendelseAf")
_TASK: Final = (f"{AFT}harOpgave", f"{AFT}kanUdfoere")
_ADDRESSED: Final = f"{AFT}adressat"
_UNNAMED: Final = f"{ID}adressat/adr-ikke-angivet"  # the source does not say who
_BINDS: Final = f"{AFT}binder"
SHAPE: Final = PREFIXES["shapes"]  # before the id of a rule
_KINDS: Final = (
    *(Kind(name, forward=True) for name in (_DATA[0], *_TASK, _ADDRESSED, _BINDS)),
    Kind(_DATA[1], forward=True, begins=f"{AFT}anvendelseTil", ends=_DATA[1], notes=(f"{AFT}anvendelsesrolle",)),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """How a row is linked to a column: each way with its links.

    `whole` is False where only a part is told: a data source is stated for what the measuring point belongs to, not for
    it; a rule tests a part of the provision.
    """

    ways: tuple[tuple[Link, ...], ...]
    whole: bool = True

    @property
    def ground(self) -> str:
        """The ground of the best way: that of the weakest link in it; that a part holds for the pair is our reading."""
        best = min((max((one.ground for one in way), key=GROUNDS.index) for way in self.ways), key=GROUNDS.index)
        return best if self.whole else max(best, "udledt", key=GROUNDS.index)


@dataclass(frozen=True, slots=True)
class Table:
    """One table at a ground. A pair that is not in `cells` has no link.

    `unread` tells of a row why the documents cannot tell, `codes` the name of the reason why a provision has no rule;
    `things` what the rows and columns are said to be, each with its ground and places. `apart` are columns of which the
    sources tell something else than a pair: a data source for what they belong to, or that nobody is named for a duty.
    `area` is the IRI of what the rows are narrowed to, "" for all.
    `contested` holds the pairs that a source contradicts; they are no link, and count for none.
    """

    name: str
    ground: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    unread: Mapping[str, tuple[Extent, ...]]
    codes: Mapping[str, str]
    things: Mapping[str, Thing] = field(default_factory=dict)
    apart: tuple[str, ...] = ()
    area: str = ""
    contested: Mapping[tuple[str, str], Cell] = field(default_factory=dict)

    @property
    def by_row(self) -> Mapping[str, int]:
        """How many columns each row is linked to."""
        found = Counter(row for row, _ in self.cells)
        return {row: found[row] for row in self.rows}

    @property
    def by_column(self) -> Mapping[str, int]:
        """How many rows each column is linked to."""
        found = Counter(column for _, column in self.cells)
        return {column: found[column] for column in self.columns}


@dataclass(frozen=True, slots=True)
class Sources:
    """What the tables are made of, read once: `goals`, `forums` and `duties` (provisions that say skal) are IRIs.

    `used` holds the links from a thing to the data sources that are stated for it, those that tell how last;
    `contested` those from a forum to a task that a source contradicts.
    """

    chains: Chains
    links: Mapping[str, tuple[Link, ...]]
    goals: tuple[str, ...]
    forums: frozenset[str]
    duties: frozenset[str]
    provisions: tuple[Provision, ...]
    used: Mapping[str, tuple[Link, ...]]
    contested: tuple[Link, ...] = ()


def sources(world: World, provisions: Sequence[Provision] = ()) -> Sources:
    """What the world has for the tables; the provisions only where their table is wanted."""
    by_kind: dict[str, list[Link]] = {}
    for one in projection.links(world, _KINDS):
        by_kind.setdefault(one.kind, []).append(one)
    known = chains(world)
    used: dict[str, list[Link]] = {}
    for one in (one for kind in _DATA for one in by_kind.get(kind, ())):
        used.setdefault(one.source, []).append(one)
    return Sources(
        known,
        {kind: tuple(each) for kind, each in by_kind.items()},
        in_order(known, (iri for iri, thing in known.things.items() if thing.kind == GOAL)),
        _things(world, "?x a aft:Forum"),
        _things(world, "?x a aft:Bestemmelse ; aft:modalitet aft:skal"),
        tuple(provisions),
        {thing: tuple(each) for thing, each in used.items()},
        projection.contested(world, (kind for kind in _KINDS if kind.name in _TASK)),
    )


def crosstab(known: Sources, name: str, agreements: Sequence[str], ground: str) -> Table:
    """One of the tables (of NAMES), at a ground.

    The first three are of the agreements given. Of the last two, those that bind one of them, all without any.
    """
    made, told = _made(known, name, agreements, ground), known.chains.things
    return replace(made, things={iri: told[iri] for iri in (*made.rows, *made.columns) if iri in told})


def _made(known: Sources, name: str, agreements: Sequence[str], ground: str) -> Table:
    if name in OF_AGREEMENTS:
        made = {GOALS: _goals, MEASURES: _measures, DATA: _data}[name]
        return _joined(name, ground, [made(known, iri, ground) for iri in agreements], known.chains)
    if name == TASKS:
        return _tasks(known, ground)
    wanted = frozenset(agreements)
    bound = {one.source for one in known.links.get(_BINDS, ()) if one.target in wanted} if wanted else None
    return _duties(known, ground, bound) if name == DUTIES else _rules(known, ground, bound)


def _goals(known: Sources, agreement: str, ground: str) -> Table:
    own = chain(known.chains, agreement, ground)
    every = own.columns[4] or known.goals
    ahead, ends = known.chains.at(ground).steps, frozenset(every)
    cells: dict[tuple[str, str], list[tuple[Link, ...]]] = {}
    for row in own.columns[1]:
        for way in _ways(ahead, row, ends, ()):
            cells.setdefault((row, way[-1].target), []).append(way)
    why = {row: _why(known.chains, row, agreement, (SUPPORTS,)) for row in own.columns[1]}
    return Table(GOALS, ground, own.columns[1], every, {at: Cell(tuple(each)) for at, each in cells.items()}, why, {})


def _measures(known: Sources, agreement: str, ground: str) -> Table:
    own, level = chain(known.chains, agreement, ground), known.chains.at(ground)
    found = [one for row in own.columns[1] for one in level.leading(row, HAS_MEASURE)]
    lone = set(own.columns[2]) - {one.target for one in found}
    why = {row: _why(known.chains, row, agreement, HAS_MEASURE) for row in lone}
    return Table(MEASURES, ground, own.columns[2], own.columns[1], _single(found, turned=True), why, {})


def _why(known: Chains, row: str, agreement: str, properties: Collection[str]) -> tuple[Extent, ...]:
    """Why the documents cannot tell what a row is linked to."""
    return unread(known.about(row, agreement), {row, agreement}, properties)


def _data(known: Sources, agreement: str, ground: str) -> Table:
    own = chain(known.chains, agreement, ground)
    cells: dict[tuple[str, str], list[tuple[Link, ...]]] = {}
    columns: dict[str, None] = {}
    whole: set[tuple[str, str]] = set()
    for way in _measured(known.chains.at(ground), own.columns):
        measure = way[-1].target
        columns[measure] = None
        for first in range(len(way), -1, -1):  # the measure itself, then what it belongs to
            place, below = way[first].source if first < len(way) else measure, way[first:]
            for one in _used(known, place, ground):
                told = cells.setdefault((one.target, measure), [])
                told += [each for each in [(*below, one)] if each not in told]
                if place == measure:
                    whole.add((one.target, measure))
    rows = in_order(known.chains, dict.fromkeys(row for row, _ in cells))
    made = {at: Cell(tuple(each), at in whole) for at, each in cells.items()}
    held = {at: cell for at, cell in made.items() if holds(cell.ground, ground)}
    ordered = in_order(known.chains, columns)
    above = {column for _, column in made} - {column for _, column in whole}
    return Table(DATA, ground, rows, ordered, held, {}, {}, apart=tuple(one for one in ordered if one in above))


def _used(known: Sources, place: str, ground: str) -> Iterable[Link]:
    """The data sources stated for a thing, each by one link: how it is used tells more than that it is."""
    return {one.target: one for one in known.used.get(place, ()) if holds(one.ground, ground)}.values()


def _measured(level: Level, columns: Sequence[Sequence[str]]) -> Iterator[tuple[Link, ...]]:
    """Each way from an area, or from an objective without one, down to what is measured or followed."""
    gathered: dict[str, list[Link]] = {}
    for area in columns[0]:
        for one in level.leading(area, (HAS_OBJECTIVE,)):
            gathered.setdefault(one.target, []).append(one)
    for objective in columns[1]:
        measured = level.leading(objective, (*HAS_MEASURE, *HAS_OTHER))
        for one in {one.target: one for one in reversed(measured)}.values():
            yield from ((above, one) for above in gathered.get(objective, ()))
            if objective not in gathered:
                yield (one,)


def _tasks(known: Sources, ground: str) -> Table:
    every = [one for kind in _TASK for one in known.links.get(kind, ()) if one.source in known.forums]
    denied = [one for one in known.contested if one.source in known.forums]
    rows = in_order(known.chains, {one.source for one in (*every, *denied)})
    columns = in_order(known.chains, {one.target for one in (*every, *denied)})
    cells, against = (_single(one for one in each if holds(one.ground, ground)) for each in (every, denied))
    contested = {at: cell for at, cell in against.items() if at not in cells}
    return Table(TASKS, ground, rows, columns, cells, {}, {}, contested=contested)


def _duties(known: Sources, ground: str, bound: set[str] | None) -> Table:
    found = [one for one in known.links.get(_ADDRESSED, ())
             if one.source in known.duties and (bound is None or one.source in bound)]  # fmt: skip
    columns = sorted({one.source for one in found}, key=lambda iri: (reading_order(iri.rpartition("/")[2]), iri))
    named = [one for one in found if one.target != _UNNAMED]
    rows = tuple(sorted({one.target for one in named}))
    cells = _single((one for one in named if holds(one.ground, ground)), turned=True)
    owed = {one.source for one in named}
    return Table(DUTIES, ground, rows, tuple(columns), cells, {}, {}, apart=tuple(c for c in columns if c not in owed))


def _rules(known: Sources, ground: str, bound: set[str] | None) -> Table:
    """A rule is our reading of its provision."""
    chosen = [one for one in known.provisions if bound is None or one.iri in bound]
    cells, codes = {}, {}
    for one in chosen:
        if not one.shape:
            codes[one.iri] = one.status
        elif holds("udledt", ground):
            places = known.chains.things[one.iri].places if one.iri in known.chains.things else ()
            link = Link(f"{AFT}haandhaever", one.iri, SHAPE + one.shape, "udledt", (), places)
            cells[one.iri, SHAPE + one.shape] = Cell(((link,),), not one.approximate)
    columns = dict.fromkeys(SHAPE + one.shape for one in chosen if one.shape)
    return Table(RULES, ground, tuple(one.iri for one in chosen), tuple(columns), cells, {}, codes)


def _single(found: Iterable[Link], *, turned: bool = False) -> dict[tuple[str, str], Cell]:
    """A cell for each pair that some links tie; turned, what they lead to are the rows."""
    cells: dict[tuple[str, str], list[tuple[Link, ...]]] = {}
    for one in found:
        cells.setdefault((one.target, one.source) if turned else (one.source, one.target), []).append((one,))
    return {at: Cell(tuple(each)) for at, each in cells.items()}


def _ways(
    ahead: Mapping[str, Sequence[Link]], here: str, ends: frozenset[str], way: tuple[Link, ...]
) -> Iterator[tuple[Link, ...]]:
    """Each way on to one of the ends that passes nothing twice."""
    for one in ahead.get(here, ()):
        if one.target in ends:
            yield (*way, one)
        elif all(one.target != step.source for step in (*way, one)):
            yield from _ways(ahead, one.target, ends, (*way, one))


def _joined(name: str, ground: str, found: Sequence[Table], known: Chains) -> Table:
    """Tables of some agreements as one."""
    if len(found) == 1:
        return found[0]
    cells = {at: cell for one in found for at, cell in one.cells.items()}
    why = {row: told for one in found for row, told in one.unread.items()}
    rows = dict.fromkeys(row for one in found for row in one.rows)
    columns = in_order(known, {column for one in found for column in one.columns})
    apart = {column for one in found for column in one.apart}
    return Table(name, ground, tuple(rows), columns, cells, why, {}, apart=tuple(c for c in columns if c in apart))


def _things(world: World, pattern: str) -> frozenset[str]:
    rows = world.store.select(f"SELECT DISTINCT ?x WHERE {{ {pattern} }}").rows
    return frozenset(x.value for (x,) in rows if x)
