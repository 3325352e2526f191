"""Find the one thing that somebody means by an id, an address or a name."""

from __future__ import annotations

from typing import Final

from aftalegraf.errors import UnknownNameError, UsageError, nearest
from aftalegraf.namespaces import ID
from aftalegraf.search import Index
from aftalegraf.world import World

_FEW: Final = 5


def thing_named(world: World, text: str) -> str:
    """The IRI of the thing that a text names: by its id, its IRI or its label in any language, whatever the case.

    Raises UsageError for a name that several things have, EndedError for what was there once, UnknownNameError with
    the nearest things for what never was.
    """
    wanted = text.strip()
    things = {iri: words for iri, words in world.labels.items() if iri.startswith(ID)}
    if wanted in things:
        return wanted
    folded, given = wanted.casefold(), wanted.rsplit("/", 1)[-1].casefold()
    found = [iri for iri in things if _id(iri).casefold() == given]
    found = found or [iri for iri, words in things.items() if folded in (word.casefold() for word in words.values())]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"'{text}' names several things: {', '.join(sorted(map(_id, found)))}; give the id of one")
    ended = next((each for iri, each in world.ended.items() if _id(iri).casefold() == given), None)
    if ended:
        raise ended.error()
    raise UnknownNameError("thing", text, _nearest(world, wanted) or nearest(wanted, map(_id, things)))


def _nearest(world: World, wanted: str) -> tuple[str, ...]:
    """The ids of the things that a search finds, the best first."""
    hits = (hit for kind in Index(world).search(wanted).kinds for hit in kind.hits if hit.iri.startswith(ID))
    return tuple(_id(hit.iri) for hit in sorted(hits, key=lambda hit: -hit.score)[:_FEW])


def _id(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
