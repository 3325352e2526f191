"""Tell which statements rest on a passage that has changed, and who has since confirmed them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aftalegraf.cells import Cell
from aftalegraf.namespaces import AFT
from aftalegraf.rereading import Reread, reread
from aftalegraf.statements import document_iri, passage_iri
from aftalegraf.world import World

# The rest of the pattern stands in each branch: outside the UNION the engine would walk through every statement.
_RESTING: Final = "SELECT ?k ?how ?u ?s ?p ?o ?ground WHERE {{ {branches} }} ORDER BY ?k ?s ?p ?o ?how ?u"
_BRANCH: Final = """{{ VALUES ?k {{ {places} }} ?u {how} ?k .
  ?u rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; aft:grundlag ?ground BIND ({how} AS ?how) }}"""
_HOWS: Final = ("aft:kildehenvisning", "aft:stoettesAf", "aft:modsigesAf")
_CONFIRMED: Final = """SELECT ?u ?k ?seen ?role ?day ?b WHERE { ?b a aft:Bekraeftelse ; aft:bekraefter ?u ;
  aft:genlaestSted ?k ; aft:fingeraftryk ?seen ; aft:genlaestAf ?role ; aft:genlaestDen ?day } ORDER BY ?day ?b"""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That a role has seen the passage as it stands now, on a day, and confirms the statement."""

    iri: str
    role: str
    day: str


@dataclass(frozen=True, slots=True)
class Resting:
    """A statement on a passage that changed; `how` is the property by which it rests on it, or is contradicted by it.

    It is suspect until it is confirmed, but not where the passage has only moved.
    """

    iri: str
    subject: str
    property_iri: str
    object: Cell
    ground: str
    how: str
    suspect: bool
    confirmation: Confirmation | None


@dataclass(frozen=True, slots=True)
class Suspect:
    """A source reference whose passage is another than the one that was read, and all that rests on it."""

    place: str
    document: str
    reread: Reread
    statements: tuple[Resting, ...]


@dataclass(frozen=True, slots=True)
class Suspects:
    """The references that changed, in the order of the documents.

    `missing` are the documents that are not in the folder, `unread` counts their passages, and `elsewhere` those of
    pages on the web: of these nothing can be told.
    """

    found: tuple[Suspect, ...]
    proved: int
    missing: tuple[str, ...]
    unread: int
    elsewhere: int

    @property
    def changed(self) -> int:
        """How many references have another text, not the same text on other lines."""
        return sum(not one.reread.moved for one in self.found)

    @property
    def open(self) -> int:
        """How many statements are suspect, each counted once."""
        return len(self.statements)

    @property
    def statements(self) -> frozenset[str]:
        """The statements that are suspect, by IRI."""
        return frozenset(each.iri for one in self.found for each in one.statements if each.suspect)


def suspects(world: World, folder: Path) -> Suspects:
    """What no longer matches the documents in a folder. Raises SourceError as `reread`."""
    seen = reread(world.assets, folder)
    resting = _resting(world, seen.changed) if seen.changed else {}
    found = tuple(
        Suspect(passage_iri(one.passage), document_iri(one.document), one, resting.get(one.passage, ()))
        for one in seen.changed
    )
    return Suspects(found, seen.proved, tuple(map(document_iri, seen.missing)), seen.unread, seen.elsewhere)


def _resting(world: World, changed: Iterable[Reread]) -> Mapping[str, tuple[Resting, ...]]:
    """The statements on each passage that changed, by its id."""
    by_place = {passage_iri(one.passage): one for one in changed}
    confirmed = _confirmed(world)
    found: dict[str, list[Resting]] = {}
    places = " ".join(f"<{iri}>" for iri in sorted(by_place))
    branches = " UNION ".join(_BRANCH.format(places=places, how=how) for how in _HOWS)
    for k, how, u, s, p, o, ground in world.store.select(_RESTING.format(branches=branches)).rows:
        if k and how and u and s and p and o and ground:
            one = by_place[k.value]
            known = confirmed.get((u.value, k.value, one.now)) if one.now else None
            said = Resting(u.value, s.value, p.value, o, ground.value.removeprefix(AFT), how.value,
                           known is None and not one.moved, known)  # fmt: skip
            found.setdefault(one.passage, []).append(said)
    return {passage: tuple(several) for passage, several in found.items()}


def _confirmed(world: World) -> Mapping[tuple[str, str, str], Confirmation]:
    """The latest confirmation of each statement, by its source reference and the fingerprint that was seen."""
    return {
        (u.value, k.value, seen.value): Confirmation(b.value, role.value, day.value)
        for u, k, seen, role, day, b in world.store.select(_CONFIRMED).rows
        if u and k and seen and role and day and b
    }
