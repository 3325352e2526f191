"""Find the thing that somebody names by its id, its IRI or its label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aftalegraf.answers import slug
from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.world import World


def thing_named(world: World, what: str, text: str, iris: Iterable[str]) -> str:
    """The one thing with that name. Raises UnknownNameError with the nearest, or UsageError where several have it."""
    known = tuple(iris)
    exact = [iri for iri in known if text in (iri, slug(iri))]
    found = exact or [iri for iri in known if text.casefold() in _labels(world, iri)]
    if not found:
        raise UnknownNameError(
            what, text, dict.fromkeys(name for iri in known for name in (slug(iri), world.label(iri)))
        )
    if len(found) > 1:
        names = found if len({slug(iri) for iri in found}) < len(found) else [slug(iri) for iri in found]
        raise UsageError(f"'{text}' names {len(found)} things; write the id of one: {', '.join(sorted(names))}")
    return found[0]


def names(world: World, iris: Iterable[str]) -> Mapping[str, str]:
    """The IRI of each thing by its label, its id and itself."""
    return {name: iri for iri in iris for name in (world.label(iri), slug(iri), iri)}


def _labels(world: World, iri: str) -> set[str]:
    return {label.casefold() for label in world.labels.get(iri, {}).values()}
