"""Choose among the duties: of one body, of one agreement, of nobody; with what a reader must know of the choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.answers import slug
from aftalegraf.deadlines import abolished
from aftalegraf.duties import Duties, Duty, Idle, duties
from aftalegraf.duty_sources import Told
from aftalegraf.errors import UnknownNameError
from aftalegraf.ordering import danish
from aftalegraf.statements import GROUNDS
from aftalegraf.world import World

_LOST: Final = """SELECT DISTINCT ?x ?why WHERE {{ VALUES ?x {{ {} }}
  VALUES ?p {{ aft:dokumenteretI aft:opgoerelsesdato aft:indsendelsesdato aft:foelgesMedFrekvens }}
  GRAPH graf:alt {{ ?l aft:laesningAf ?x ; aft:omEgenskab ?p ; aft:laesningsresultat ?r ; aft:forklaring ?why }}
  FILTER (?r != aft:fuldstaendig) }} ORDER BY ?x ?why"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: the duties chosen, of whom and in which agreement ("" for all), and at which ground.

    `gets` is what the chosen owners get from others, `beside` what is read in the same lines and has another owner.
    `lacking` tells, in Danish, what the documents of the agreements cannot tell of it; `ends` is the day on which
    agreements are abolished, with its ground, () where nobody tells it. `namesakes` are others of the same name, with
    how many duties they have, where the chosen owners have none.
    """

    found: Duties
    ground: str
    owners: tuple[str, ...] = ()
    agreement: str = ""
    unowned: bool = False
    gets: tuple[Duty, ...] = ()
    beside: tuple[Duty, ...] = ()
    lacking: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    namesakes: tuple[tuple[str, int], ...] = ()


def choose(
    world: World, known: Told, ground: str, actor: str = "", agreement: str = "", *, unowned: bool = False
) -> Shown:
    """The duties at a ground, of a body by its id, IRI or name, and of an agreement (IRI).

    Raises UnknownNameError for a body that has nothing at any ground.
    """
    every = duties(known, ground)
    owners = owners_named(world, duties(known, GROUNDS[-1]), actor) if actor else ()
    found = narrowed(every, owners, agreement, unowned=unowned)
    return Shown(
        found,
        ground,
        owners,
        agreement,
        unowned,
        received(narrowed(every, agreement=agreement), owners),
        beside(every, found.told, world.places) if owners or unowned else (),
        _lacking(world, (agreement, *(iri for duty in found.told for iri in duty.agreements))),
        abolished(world),
        _namesakes(world, narrowed(every, agreement=agreement), owners) if owners and not _owed(found) else (),
    )


def _owed(found: Duties) -> bool:
    return any(duty.owed for duty in found.told)


def _namesakes(world: World, found: Duties, owners: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The others who have a name of some owners, each with how many duties they have."""
    asked = frozenset(owners)
    names = {name for iri in asked for name in _names(world, iri)}
    having = Counter(duty.owner for duty in found.told if duty.owed and duty.owner and duty.owner not in asked)
    return tuple((iri, number) for iri, number in sorted(having.items()) if names & {*_names(world, iri)})


def narrowed(found: Duties, owners: Iterable[str] = (), agreement: str = "", *, unowned: bool = False) -> Duties:
    """Those of some owners, of one agreement, or that nobody has; no owner and no agreement are all."""
    wanted = frozenset(owners)
    return Duties(
        tuple(
            duty
            for duty in found.told
            if (not wanted or duty.owner in wanted)
            and (not agreement or agreement in duty.agreements)
            and (not unowned or not duty.owner)
        ),
        tuple(each for each in found.idle if _idle(each, wanted, agreement)),
        found.informing,
    )


def _idle(each: Idle, owners: frozenset[str], agreement: str) -> bool:
    return (not owners or each.iri in owners) and (not agreement or agreement in each.agreements)


def received(found: Duties, by: Iterable[str]) -> tuple[Duty, ...]:
    """What some bodies get from others."""
    wanted = frozenset(by)
    return tuple(duty for duty in found.told if any(link.target in wanted for link in duty.to))


def beside(found: Duties, own: Iterable[Duty], lines: Mapping[str, tuple[str, int]]) -> tuple[Duty, ...]:
    """The duties of others, or of nobody, that are read in the same lines as some duties."""
    mine = tuple(own)
    known = {(duty.owner, duty.by, duty.what) for duty in mine}
    here = frozenset().union(*(_where(duty, lines) for duty in mine))
    others = (duty for duty in found.told if (duty.owner, duty.by, duty.what) not in known)
    return tuple(duty for duty in others if _where(duty, lines) & here)


def _where(duty: Duty, lines: Mapping[str, tuple[str, int]]) -> frozenset[tuple[str, int]]:
    return frozenset(lines[place] for place in (*duty.places, *duty.further) if place in lines)


def _lacking(world: World, agreements: Iterable[str]) -> tuple[str, ...]:
    """What the documents of some agreements, or the lack of them, cannot tell of when and by whom; each reason once."""
    iris = " ".join(f"<{iri}>" for iri in sorted({*agreements} - {""}))
    return tuple(dict.fromkeys(why.value for _, why in world.store.select(_LOST.format(iris)).rows if why))


def owners_named(world: World, found: Duties, text: str) -> tuple[str, ...]:
    """Those who have a duty or get something, by id, IRI or name: all that a name fits. Raises UnknownNameError."""
    known, wanted = bodies(found), text.strip()
    folded = wanted.casefold()
    exact = tuple(iri for iri in known if wanted == iri or folded == slug(iri).casefold())
    fits = exact or tuple(iri for iri in known if folded in _names(world, iri))
    if not fits:
        raise UnknownNameError("actor", text, [name for iri in known for name in (world.label(iri), slug(iri))])
    return fits


def bodies(found: Duties) -> tuple[str, ...]:
    """Those who have a duty, get something, or are forums without a task; each once."""
    got = (link.target for duty in found.told for link in duty.to)
    idle = (each.iri for each in found.idle)
    return tuple(dict.fromkeys((*(duty.owner for duty in found.told if duty.owner), *got, *idle)))


def _names(world: World, iri: str) -> list[str]:
    return [label.casefold() for label in world.labels.get(iri, {}).values()]


def ordered(world: World, duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """By who has them, those that nobody has last; then in the order of the documents."""

    def key(duty: Duty) -> tuple[object, ...]:
        here = min((world.places[place] for place in duty.places if place in world.places), default=("", 0))
        return not duty.owner, danish(world.label(duty.owner)), duty.owner, here, duty.what, duty.by

    return tuple(sorted(duties, key=key))
