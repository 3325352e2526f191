"""Say of each provision whether a rule tests it, in the same words as the chain of an agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aftalegraf.coupling import LINKED, PARTLY, UNLINKED
from aftalegraf.coverage import MERGED, TESTED, UNTOLD, Provision
from aftalegraf.projection import Thing
from aftalegraf.world import World


@dataclass(frozen=True, slots=True)
class Tested:
    """A provision with its status: linked to a rule, partly where the rule tests only part of it, or not.

    `told` says whether the graph tells why no rule tests it; `ground` and `places` are those of the provision.
    """

    provision: Provision
    status: str
    told: bool
    ground: str
    places: tuple[str, ...]


def tested(found: Iterable[Provision], things: Mapping[str, Thing]) -> tuple[Tested, ...]:
    """The provisions with their status, in the order given."""
    return tuple(
        Tested(
            one,
            _status(one),
            one.status != UNTOLD,
            things[one.iri].ground if one.iri in things else "",
            things[one.iri].places if one.iri in things else (),
        )
        for one in found
    )


def _status(one: Provision) -> str:
    if one.status not in (TESTED, MERGED):
        return UNLINKED
    return PARTLY if one.approximate else LINKED


def binding(world: World, found: Iterable[Provision], agreement: str) -> tuple[Provision, ...]:
    """The provisions that bind one agreement alone; all of them where no agreement is given."""
    if not agreement:
        return tuple(found)
    rows = world.store.select(f"SELECT DISTINCT ?x WHERE {{ ?x aft:binder <{agreement}> }}").rows
    bound = {x.value for (x,) in rows if x}
    return tuple(one for one in found if one.iri in bound)
