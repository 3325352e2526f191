"""Find where a thing stands: what it is part of, up to its agreement or document."""

from __future__ import annotations

from typing import Final

from aftalegraf.namespaces import AFT
from aftalegraf.world import World

# What leads from the whole to its part, and from a part to its whole.
_DOWN: Final = (
    "aft:harOverordnetVision", "aft:harVision", "aft:harIndsatsomraade", "aft:harFoersteFokus", "aft:harSenereFokus",
    "aft:harMaalsaetning", "aft:harIndikator", "aft:harMaalepunkt", "aft:harUdviklingsomraade", "aft:harPrincip",
    "aft:harOpfoelgning", "aft:harPrimaerOpfoelgning", "aft:harProcesfase", "aft:harMaaltal", "aft:udmoentesI",
    "aft:harSammensaetning", "aft:harOpgave", "aft:kanUdfoere",
)  # fmt: skip
_UP: Final = (
    "aft:ledIMaalsaetning", "aft:tillaegTil", "aft:iDokument", "org:subOrganizationOf", "dct:isPartOf", "aft:iRegion",
)  # fmt: skip
_TOP: Final = f"{AFT}Sundhedsaftale"
_DEEPEST: Final = 8


def trail(world: World, iri: str) -> tuple[str, ...]:
    """What a thing is part of, the whole first, without the thing; () for what is part of nothing.

    Of several ways up the one to an agreement is taken, and of these the longest: it passes over nothing. What is
    contested leads nowhere.
    """
    return _way(world, iri, ())


def _way(world: World, iri: str, below: tuple[str, ...]) -> tuple[str, ...]:
    if len(below) == _DEEPEST or _is_top(world, iri):
        return ()
    ways = [(*_way(world, above, (*below, iri)), above) for above in _above(world, iri) if above not in (*below, iri)]
    return min(ways, key=lambda way: (not _is_top(world, way[0]), -len(way), way), default=())


def _above(world: World, iri: str) -> tuple[str, ...]:
    rows = world.store.select(
        f"""SELECT DISTINCT ?x WHERE {{ {{ ?x {"|".join(_DOWN)} <{iri}> }} UNION {{ <{iri}> {"|".join(_UP)} ?x }}
        UNION {{ ?x org:hasMember <{iri}> . ?x a aft:Forum . <{iri}> a aft:Forum }} }} ORDER BY ?x"""
    ).rows
    return tuple(x.value for (x,) in rows if x and x.kind == "iri")


def _is_top(world: World, iri: str) -> bool:
    return world.store.ask(f"ASK {{ <{iri}> a <{_TOP}> }}")
