"""Shape for a page what depends on what: things to choose among, and what is lost or touched, kind by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from aftalegraf.answers import slug
from aftalegraf.difference_story import Block, Part
from aftalegraf.impact_text import KINDS
from aftalegraf.link_words import Words
from aftalegraf.namespaces import AFT
from aftalegraf.ordering import danish
from aftalegraf.views import query_of

_OF_KINDS: Final = f"""SELECT DISTINCT ?c ?x WHERE {{ VALUES ?c {{ {" ".join(f"aft:{name}" for name in KINDS)} }}
  {{ GRAPH graf:alt {{ ?x a ?c }} }} UNION {{ GRAPH graf:kilder {{ ?x a ?c }} }} }} ORDER BY ?x"""

Choices: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader has chosen: things by IRI, a ground, and a day or ""."""

    things: tuple[str, ...]
    ground: str
    day: str

    def query(self, *, more: str = "", less: str = "", ground: str = "", day: str | None = None) -> str:
        """The query of an address that asks the same, or with a thing more or less, another ground or day."""
        wanted = [iri for iri in (*self.things, more) if iri != less]
        return query_of(ting=wanted, grundlag=ground or self.ground, dato=self.day if day is None else day)


def choices(say: Words) -> Choices:
    """The things to choose among, each under the first of KINDS that it is of (an IRI), by name."""
    found: dict[str, dict[str, None]] = {AFT + name: {} for name in KINDS}
    for c, x in say.world.store.select(_OF_KINDS).rows:
        if c and x:
            found[c.value][x.value] = None
    known: set[str] = set()
    offered = []
    for kind, iris in found.items():
        offered.append((kind, tuple(sorted(iris.keys() - known, key=lambda iri: danish(say.label(iri))))))
        known |= iris.keys()
    return tuple((kind, iris) for kind, iris in offered if iris)


def names(say: Words, offered: Choices) -> Mapping[str, str]:
    """What the text field takes for each thing: its name, or its id where something else has that name too."""
    count = Counter(text.casefold() for labels in say.world.labels.values() for text in set(labels.values()))
    every = (iri for _, iris in offered for iri in iris)
    return {iri: say.label(iri) if count[say.label(iri).casefold()] == 1 else slug(iri) for iri in every}


def blocks_by_kind(part: Part) -> tuple[tuple[str, int, tuple[Block, ...]], ...]:
    """What changed, by the name of the class in the order it is told, with the number of things; "" for no class."""
    found: dict[str, list[Block]] = {}
    for block in part.blocks:
        found.setdefault(block.kind, []).append(block)
    return tuple(
        (kind, sum(max(1, len(block.things)) for block in blocks), tuple(blocks)) for kind, blocks in found.items()
    )
