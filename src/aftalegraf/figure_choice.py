"""Hold what a reader wants to see figures of: places, single municipalities, years and the order of the rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf.errors import UnknownNameError
from aftalegraf.geography import Place

_YEAR: Final = re.compile("[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader wants to see: places, single municipalities (IRIs), years, and the order of the rows.

    `order` is empty for the alphabet, else the id of a period: highest first where "-" stands before it.
    """

    places: tuple[Place, ...] = ()
    municipalities: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    order: str = ""

    @property
    def everywhere(self) -> bool:
        """Whether no place was chosen."""
        return not (self.places or self.municipalities)

    @property
    def ids(self) -> tuple[str, ...]:
        """The last parts of the IRIs of what was chosen."""
        return tuple(iri.rsplit("/", 1)[-1] for iri in (*(p.iri for p in self.places), *self.municipalities))


def choose(
    known: Sequence[Place],
    municipalities: Sequence[str],
    wanted: Iterable[str],
    years: tuple[str, str] = ("", ""),
    order: str = "",
) -> Choice:
    """The choice that ids of places and municipalities, years and an order ask for.

    Raises UnknownNameError for an id that no place has. Years that are no years are left out.
    """
    by_id = {place.id: place for place in known}
    communes = {iri.rsplit("/", 1)[-1]: iri for iri in municipalities}
    ids = dict.fromkeys(name for name in wanted if name)
    for name in ids:
        if name not in by_id and name not in communes:
            raise UnknownNameError("place", name, (*by_id, *communes))
    first, last = (int(year) if _YEAR.fullmatch(year) else None for year in years)
    return Choice(
        tuple(by_id[name] for name in ids if name in by_id),
        tuple(communes[name] for name in ids if name in communes),
        first,
        last,
        order,
    )
