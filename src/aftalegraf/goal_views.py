"""Shape the goals of an agreement for the pages: what is chosen, and the chain in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from aftalegraf.answers import slug
from aftalegraf.branches import OVERALL, Branch
from aftalegraf.chain_words import counted, kind_name, lead, word
from aftalegraf.narrow import areas, narrowed, used
from aftalegraf.pictures import SUPPORTS
from aftalegraf.trace import Link, Node, Thread, lost, thread
from aftalegraf.views import query_of
from aftalegraf.world import World

Href: TypeAlias = Callable[[str], str]  # from an IRI to the address that is linked to

MANY: Final = 150  # the things of a tree that are still shown all open


@dataclass(frozen=True, slots=True)
class View:
    """What the reader has chosen: an agreement at a ground, all of it or one focus area or vision.

    `whole` is the thread of all of it, `thread` the part that is shown; `reason` says why links to national goals
    cannot be decided; `ignored` is the name of an area that was asked for and belongs to another agreement.
    """

    ground: str
    language: str
    whole: Thread
    thread: Thread
    reason: str
    ignored: str = ""

    @property
    def agreement(self) -> Node:
        """The agreement that is shown."""
        return self.thread.agreement

    @property
    def areas(self) -> tuple[Node, ...]:
        """What can be chosen alone."""
        return areas(self.whole)

    @property
    def area_name(self) -> str:
        """What those are called, for instance Indsatsområde."""
        return kind_name(self.whole.kinds[0], self.language)

    @property
    def lead(self) -> str:
        """What is shown, in a few sentences with its numbers."""
        return lead(self.thread, self.language)

    @property
    def columns(self) -> tuple[tuple[str, tuple[Node, ...]], ...]:
        """The columns with their names."""
        named = zip(self.thread.kinds, self.thread.columns, strict=True)
        return tuple((kind_name(kind, self.language), column) for kind, column in named)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to show."""
        return not any(self.thread.columns[:3])

    def query(self, **more: str) -> str:
        """The choice as the query of an address, with more or other parameters, without what goes without saying."""
        area = self.thread.within
        chosen = {"aftale": self.agreement.slug, "grundlag": self.ground, "omraade": area.slug if area else ""}
        return query_of(**{**chosen, **more})

    def about(self, ground: str) -> tuple[tuple[str, str], ...]:
        """What a file says of itself: the agreement, the ground in words, the part shown, what cannot be decided."""
        titles = _ABOUT[self.language]
        within = self.thread.within.label if self.thread.within else ""
        return (
            (titles[0], self.agreement.label),
            (titles[1], ground),
            (self.area_name, within),
            (word("undecided", self.language).capitalize(), self.reason),
        )

    def file_query(self) -> str:
        """The same for a file, which has no language in its address."""
        return self.query(language="" if self.language == "da" else self.language)


_ABOUT: Final = {"da": ("Aftale", "Grundlag"), "en": ("Agreement", "Ground")}


@dataclass(frozen=True, slots=True)
class Step:
    """A thing of the chain in words: the link that leads to it, what is missing next, and what it leads to."""

    node: Node
    kind: str
    link: Link | None
    missing: str
    children: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The chain in words: the agreement's own, what is followed beside it, and the goals that nothing leads to."""

    own: tuple[Step, ...]
    beside: tuple[Step, ...]
    unreached: tuple[Node, ...]


def view(world: World, agreement: str, ground: str, language: str) -> View:
    """The view of an agreement at a ground, all of it."""
    whole = thread(world, agreement, ground, language)
    return View(ground, language, whole, whole, lost(world, SUPPORTS, agreement))


def within(view: View, area: str) -> View:
    """The part of a view that `area`, a slug, names. One that is not the agreement's is passed over, and said so."""
    chosen = next((node.iri for node in view.areas if node.slug == area), "")
    return replace(view, thread=narrowed(view.whole, chosen)) if chosen else replace(view, ignored=area)


def spoken(view: View) -> Spoken:
    """The chain of a view in words, in the order of the documents."""
    chain = view.thread
    nodes = {node.iri: node for column in chain.columns for node in column}
    order = {iri: number for number, iri in enumerate(nodes)}
    leaving: dict[str, list[Link]] = {}
    for link in sorted((each for each in chain.links if each.target in nodes), key=lambda each: order[each.target]):
        leaving.setdefault(link.source, []).append(link)

    def step(node: Node, link: Link | None) -> Step:
        below = tuple(step(nodes[each.target], each) for each in leaving.get(node.iri, []))
        return Step(node, kind_name(node.class_iri, view.language), link, chain.missing.get(node.iri, ""), below)

    targets = {link.target for link in chain.links}
    starts = [[node for node in column if node.iri not in targets] for column in chain.columns]
    return Spoken(
        own=tuple(step(node, None) for column in starts[:3] for node in column),
        beside=tuple(step(node, None) for node in starts[3]),
        unreached=tuple(node for node in view.whole.columns[4] if node.iri not in used(chain)),
    )


def nodes_of(branch: Branch) -> dict[str, Node]:
    """The things of a tree by their slugs, the root too."""
    found = {slug(branch.node.iri): branch.node}
    for child in branch.children:
        found |= nodes_of(child)
    return found


def open_to(branch: Branch, chosen: str) -> frozenset[str]:
    """The IRIs above the things of a slug, which must stand open for these to be seen."""
    found: set[str] = set()

    def walk(here: Branch) -> bool:
        holds = [walk(child) for child in here.children]
        if any(holds):
            found.add(here.node.iri)
        return any(holds) or slug(here.node.iri) == chosen

    walk(branch)
    return frozenset(found)


def tallied(branch: Branch, language: str) -> Mapping[str, str]:
    """How many things of each kind of the chain a tree holds, in words, by the local name of the class.

    An overall vision is told apart: it is not one of the visions that gather the objectives.
    """
    numbers: dict[str, set[str]] = {}
    waiting = list(branch.children)
    while waiting:
        here = waiting.pop()
        overall = here.relation in OVERALL.values()
        kind = "OverordnetVision" if overall else here.node.class_iri.rpartition("#")[2]
        numbers.setdefault(kind, set()).add(here.node.iri)
        waiting += here.children
    order = ("OverordnetVision", "Vision", "Indsatsomraade", "Maalsaetning", "Indikator", "Maalepunkt")
    return {kind: counted(kind, len(numbers[kind]), language) for kind in order if kind in numbers}
