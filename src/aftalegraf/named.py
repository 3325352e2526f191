"""Find the one thing that somebody means by an id, an address or a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from aftalegraf.answers import slug
from aftalegraf.errors import UnknownNameError, UsageError, nearest
from aftalegraf.namespaces import ID
from aftalegraf.search import Index
from aftalegraf.world import World

_FEW: Final = 5
_ALIKE: Final = 0.8


def thing_named(
    world: World,
    text: str,
    among: Iterable[str] | None = None,
    what: str = "thing",
    index: Callable[[World], Index] = Index,
) -> str:
    """The IRI of the thing that a text names: by its id, its IRI or its label in any language, whatever the case.

    It is one of some IRIs where these are given; `index` gives what is searched for the nearest. Raises UsageError for
    a name that several have, EndedError for what was there once, UnknownNameError (of `what`) with the nearest for what
    never was.
    """
    wanted = text.strip()
    known = None if among is None else tuple(among)
    found = _of_all(world, wanted) if known is None else _named(world, wanted, known)
    if len(found) == 1:
        return found[0]
    if found:
        ids = found if len({slug(iri) for iri in found}) < len(found) else [slug(iri) for iri in found]
        raise UsageError(
            f"'{text}' names {len(found)} things; write the id of one: {', '.join(sorted(ids))}",
            f"«{text}» er navnet på {len(found)} ting. Vælg den, du mener.",
            sorted(ids),
            text,
        )
    given = slug(wanted).casefold()
    ended = next((each for iri, each in world.ended.items() if slug(iri).casefold() == given), None)
    if ended:
        raise ended.error()
    if known is not None:
        by_name = names(world, known)
        alike = dict.fromkeys(slug(by_name[name]) for name in nearest(wanted, by_name))
        raise UnknownNameError(what, text, map(slug, known), alike)
    near = tuple(slug(iri) for iri in _nearest(index(world), wanted)[:_FEW])
    raise UnknownNameError(what, text, map(slug, _all(world)), near)


def meant(world: World, index: Index, text: str, among: Iterable[str]) -> tuple[str, ...]:
    """The IRIs that a text may mean, of some: those that it names; where it names none, the nearest, best first."""
    wanted, known = text.strip(), tuple(among)
    if found := _named(world, wanted, known):
        return tuple(found)
    held, by_slug = frozenset(known), {slug(iri): iri for iri in known}
    near = [iri for iri in _nearest(index, wanted) if iri in held][:_FEW]
    return tuple(near) or tuple(by_slug[name] for name in nearest(wanted, by_slug))


def names(world: World, iris: Iterable[str]) -> Mapping[str, str]:
    """The IRI of each thing by its label, its id and itself."""
    return {name: iri for iri in iris for name in (world.label(iri), slug(iri), iri)}


def _labels(world: World, iri: str) -> set[str]:
    return {label.casefold() for label in world.labels.get(iri, {}).values()}


def _named(world: World, wanted: str, known: Sequence[str]) -> list[str]:
    """Those of some IRIs that a text names."""
    folded, given = wanted.casefold(), slug(wanted).casefold()
    exact = [iri for iri in known if iri == wanted] or [iri for iri in known if slug(iri).casefold() == given]
    return exact or [iri for iri in known if folded in _labels(world, iri)]


def _of_all(world: World, wanted: str) -> Sequence[str]:
    """Those of all things that a text names."""
    if wanted.startswith(ID) and wanted in world.labels:
        return (wanted,)
    by_slug, by_label = world.made.once(("names",), lambda: _by_name(world))
    return by_slug.get(slug(wanted).casefold(), ()) or by_label.get(wanted.casefold(), ())


def _all(world: World) -> Iterable[str]:
    return (iri for iri in world.labels if iri.startswith(ID))


def _by_name(world: World) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """All things by their ids and by their labels, in small letters."""
    by_slug: dict[str, list[str]] = {}
    by_label: dict[str, list[str]] = {}
    for iri in _all(world):
        by_slug.setdefault(slug(iri).casefold(), []).append(iri)
        for label in _labels(world, iri):
            by_label.setdefault(label, []).append(iri)
    return by_slug, by_label


def _nearest(index: Index, wanted: str) -> list[str]:
    """The things that a search finds, the best first: before all others those whose id was all but written."""
    hits = (hit for kind in index.search(wanted).kinds for hit in kind.hits if hit.iri.startswith(ID))
    best = [hit.iri for hit in sorted(hits, key=lambda hit: -hit.score)]
    alike = nearest(slug(wanted), map(slug, best), cutoff=_ALIKE)
    return sorted(best, key=lambda iri: alike.index(slug(iri)) if slug(iri) in alike else len(alike))
