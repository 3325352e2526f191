"""Tell why one thing does not lead to another: the nearest way that fails, and the link that is missing in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, TypeAlias

from aftalegraf.chains import (
    AREA,
    COINCIDES,
    GOAL,
    HAS_MEASURE,
    HAS_OBJECTIVE,
    MEASURE,
    NATIONAL,
    OBJECTIVE,
    PLACED,
    STEPS,
    SUPPORTS,
    Chain,
    Chains,
    chain,
    holds,
    kind_of,
)  # fmt: skip
from aftalegraf.coupling import UNDECIDED, Step, coupling
from aftalegraf.namespaces import AFT
from aftalegraf.projection import Link
from aftalegraf.statements import GROUNDS
from aftalegraf.unread import Extent, unread
from aftalegraf.ways import Links, linked, shortest, turned

_AGREEMENT: Final = f"{AFT}Sundhedsaftale"
# What leads on in a chain, whether or not anything does: the class, the property, the next class.
_CHAIN: Final = (
    *((area, HAS_OBJECTIVE, OBJECTIVE) for area in AREA),
    *((OBJECTIVE, has, measure) for has, measure in zip(HAS_MEASURE, MEASURE, strict=True)),
    *((measure, COINCIDES, NATIONAL) for measure in MEASURE),
    (NATIONAL, PLACED, GOAL),
)
_Kinds: TypeAlias = Mapping[str, Mapping[str, str]]  # what leads from a class to a class: the property


@dataclass(frozen=True, slots=True)
class Network:
    """All links, ready to be asked: at each ground, by their ends, and which class leads to which by what."""

    at: Mapping[str, Links]
    links: Mapping[tuple[str, str], Link]
    kinds: _Kinds


@dataclass(frozen=True, slots=True)
class Missing:
    """A link that is missing: its property, from what to what.

    An end that is not known is "": then only its class is told, and no thing is named that nobody has tied to it.
    `onward` counts the things of that class that would lead on; `link` is the link itself where a weaker ground has it.
    """

    kind: str
    source: str
    source_class: str
    target: str
    target_class: str
    onward: int = 0
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Whether a thing leads to another at a ground, and why not.

    `way` holds the links of the whole way where there is one, else of the part that is there; `missing` what is
    missing, nearest first: () with a way means linked, without one that no kind of link leads there. `around` tells
    that the way was followed from the end to the start. `step` says why the first one is missing, `unread` what the
    documents cannot tell.
    """

    start: str
    end: str
    ground: str
    way: tuple[Link, ...]
    missing: tuple[Missing, ...]
    around: bool = False
    step: Step | None = None
    unread: tuple[Extent, ...] = ()

    @property
    def linked(self) -> bool:
        """Whether there is a way."""
        return bool(self.way) and not self.missing

    @property
    def undecided(self) -> bool:
        """Whether the documents cannot tell."""
        return bool(self.unread) or (self.step is not None and self.step.status == UNDECIDED)


def network(found: Iterable[Link], known: Chains) -> Network:
    """The network of some links; of several between two things the one at the best ground."""
    best: dict[tuple[str, str], Link] = {}
    kinds: dict[str, dict[str, str]] = {}
    for first, kind, nxt in _CHAIN:
        kinds.setdefault(first, {})[nxt] = kind
    for one in found:
        ends = (one.source, one.target)
        if ends not in best or GROUNDS.index(one.ground) < GROUNDS.index(best[ends].ground):
            best[ends] = one
        kinds.setdefault(kind_of(known, one.source), {}).setdefault(kind_of(known, one.target), one.kind)
    at = {ground: linked(ends for ends, one in best.items() if holds(one.ground, ground)) for ground in GROUNDS}
    return Network(at, best, kinds)


def why_not(net: Network, known: Chains, start: str, end: str, ground: str) -> WhyNot:
    """The way from one thing to another, or from the other to it; or the nearest that fails."""
    for first, last, around in ((start, end, False), (end, start, True)):
        for weaker in GROUNDS[GROUNDS.index(ground) :]:
            way = shortest(net.at[weaker], [first]).get(last)
            if way:
                return _found(net, known, WhyNot(start, end, ground, (), (), around), way)
    ahead = _failing(net, known, start, end, ground)
    back = _failing(net, known, end, start, ground)
    around = bool(back and (not ahead or len(back[1]) < len(ahead[1])))
    links, missing = (back if around else ahead) or ((), ())
    return _reasoned(known, WhyNot(start, end, ground, links, missing, around))


def _found(net: Network, known: Chains, asked: WhyNot, way: Sequence[str]) -> WhyNot:
    """A way at some ground: there, or with the links that only a weaker ground has missing."""
    links = tuple(net.links[ends] for ends in pairwise(way))
    weak = [n for n, one in enumerate(links) if not holds(one.ground, asked.ground)]
    if not weak:
        return WhyNot(asked.start, asked.end, asked.ground, links, (), asked.around)
    missing = tuple(
        Missing(one.kind, one.source, kind_of(known, one.source), one.target, kind_of(known, one.target), 0, one)
        for one in (links[n] for n in weak)
    )
    return _reasoned(known, WhyNot(asked.start, asked.end, asked.ground, links[: weak[0]], missing, asked.around))


def of_own(known: Chains, found: Iterable[Link], iri: str) -> tuple[Link, ...]:
    """The links that begin at what belongs to no other agreement than those of a thing; all for one of no agreement."""
    own = {*_agreements(known, iri)}
    if not own:
        return tuple(found)
    theirs: dict[str, bool] = {}
    kept = []
    for link in found:
        if link.source not in theirs:
            of = {*_agreements(known, link.source)}
            theirs[link.source] = not of or bool(of & own)
        kept += [link] if theirs[link.source] else []
    return tuple(kept)


def _failing(
    net: Network, known: Chains, start: str, end: str, ground: str
) -> tuple[tuple[Link, ...], tuple[Missing, ...]] | None:
    """The way from the start that comes nearest to the end, and the links it lacks; None where no kind leads on."""
    reached = {start: (start,), **shortest(net.at[ground], [start])}
    leading = {end: (end,), **shortest(turned(net.at[ground]), [end])}
    onward = Counter(kind_of(known, iri) for iri in leading)
    near: dict[str, int] = {}
    for iri, on in leading.items():
        near[kind_of(known, iri)] = min(len(on), near.get(kind_of(known, iri), len(on)))
    needs = _needs(net.kinds, onward)
    best = min(
        ((needs[nxt], len(to) + near.get(nxt, 0), -len(to), iri, nxt) for iri, to in reached.items()
         for nxt in net.kinds.get(kind_of(known, iri), {}) if nxt in needs),
        default=None,
    )  # fmt: skip
    if best is None:
        return None
    *_, iri, nxt = best
    way = tuple(net.links[ends] for ends in pairwise(reached[iri]))
    return way, tuple(_missing(net.kinds, known, iri, nxt, needs, onward, end))


def _needs(kinds: _Kinds, onward: Mapping[str, int]) -> dict[str, int]:
    """How many links more are missing after each class: none where a thing of it leads on to the end."""
    before: dict[str, list[str]] = {}
    for first, nexts in kinds.items():
        for nxt in nexts:
            before.setdefault(nxt, []).append(first)
    needs, queue = dict.fromkeys(onward, 0), list(onward)
    for each in queue:
        for first in before.get(each, ()):
            if first not in needs:
                needs[first] = needs[each] + 1
                queue.append(first)
    return needs


def _missing(
    kinds: _Kinds, known: Chains, iri: str, nxt: str, needs: Mapping[str, int], onward: Mapping[str, int], end: str
) -> Iterator[Missing]:
    source, source_class = iri, kind_of(known, iri)
    while True:
        last = needs[nxt] == 0
        target = end if last and nxt == kind_of(known, end) else ""
        yield Missing(kinds[source_class][nxt], source, source_class, target, nxt, 0 if target else onward.get(nxt, 0))
        if last:
            return
        source, source_class = "", nxt
        nxt = min((each for each in kinds[nxt] if each in needs), key=lambda each: (needs[each], each))


def _reasoned(known: Chains, found: WhyNot) -> WhyNot:
    """With why the first missing link is not there, as the chain of the agreement tells it."""
    if not found.missing:
        return found
    first, step, missing = found.missing[0], None, found.missing
    agreements = _agreements(known, first.source)
    for agreement in agreements if first.kind in STEPS else ():
        own = chain(known, agreement, found.ground)
        if any(first.source in column for column in own.columns[:4]):
            missing = tuple(_own(one, own) for one in found.missing)
            items = coupling(known, agreement, found.ground).items
            item = next(item for item in items if item.iri == first.source)
            step = item.near if item.near.missing else item.deep
            break
    of_goal = (SUPPORTS,) if GOAL in (kind_of(known, found.start), kind_of(known, found.end)) else ()
    told = unread(known.extents, {first.source, *agreements}, (first.kind, *of_goal))
    why = tuple(dict.fromkeys((*(step.unread if step else ()), *told)))
    return replace(found, missing=missing, step=step, unread=why)


def _own(one: Missing, own: Chain) -> Missing:
    """A missing link in the words of the agreement: it measures by indicators or by measuring points."""
    if not one.target and one.target_class in MEASURE:
        return replace(one, kind=HAS_MEASURE[MEASURE.index(own.kinds[2])], target_class=own.kinds[2])
    return replace(one, source_class=own.kinds[2]) if not one.source and one.source_class in MEASURE else one


def _agreements(known: Chains, iri: str) -> tuple[str, ...]:
    """The agreements that a thing belongs to."""
    seen, queue = {iri}, [iri]
    for each in queue:
        for one in known.behind.get(each, ()):
            if one.source not in seen:
                seen.add(one.source)
                queue.append(one.source)
    return tuple(each for each in queue if kind_of(known, each) == _AGREEMENT)
