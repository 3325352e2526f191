"""Show an agreement as a tree: what hangs under it, by which relation and on what ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from aftalegraf.namespaces import AFT, graph
from aftalegraf.statements import GROUNDS
from aftalegraf.trace import Node, places_of
from aftalegraf.world import World


@dataclass(frozen=True, slots=True)
class Branch:
    """A thing in the tree with what hangs under it.

    `relation` says in a word or two what it is to the thing above; `ground` is the best that the link to it rests on.
    """

    node: Node
    relation: str
    children: tuple[Branch, ...]
    ground: str = ""


_RELATIONS: Final = tuple(
    f"{AFT}{name}"
    for name in (
        "harOverordnetVision", "harVision", "harIndsatsomraade", "harFoersteFokus", "harSenereFokus", "harMaalsaetning",
        "harMaalgruppe", "harIndikator", "harMaalepunkt", "harUdviklingsomraade", "harPrincip",
    )
)  # fmt: skip
OVERALL: Final = {"da": "overordnet vision", "en": "overall vision"}
_NAMES: Final = {  # where the property's name is a sentence
    f"{AFT}harOverordnetVision": OVERALL,
    f"{AFT}harMaalepunkt": {"da": "målepunkt", "en": "measuring point"},
}
_BELOW: Final = """SELECT ?s ?p ?o ?ground WHERE {
  VALUES ?p { RELATIONS } ?u rdf:predicate ?p ; rdf:subject ?s ; rdf:object ?o ; aft:grundlag ?ground
  FILTER NOT EXISTS { ?u aft:modsigesAf ?other } }"""


@dataclass(frozen=True, slots=True)
class _Tree:
    """All that a tree is made of: links by where they begin, the order of the documents, classes and names."""

    below: Mapping[str, Mapping[tuple[str, str], str]]
    places: Mapping[str, tuple[str, int]]
    classes: Mapping[str, str]
    relations: Mapping[str, str]


def tree(world: World, agreement: str, ground: str = "udledt", language: str = "da") -> Branch:
    """The agreement as a tree at a ground: visions, focus areas with what is under them, principles.

    A thing that hangs under itself is left out there.
    """
    below: dict[str, dict[tuple[str, str], str]] = {}
    for s, p, o, g in world.store.select(_BELOW.replace("RELATIONS", _values(_RELATIONS))).rows:
        if s and p and o and g and GROUNDS.index(g.value.removeprefix(AFT)) <= GROUNDS.index(ground):
            known = below.setdefault(s.value, {})
            found = g.value.removeprefix(AFT)
            known[p.value, o.value] = min(known.get((p.value, o.value), found), found, key=GROUNDS.index)
    names = {iri: _relation(world, iri, language) for iri in _RELATIONS}
    parts = _Tree(below, places_of(world), _classes(world), names)
    return _branch(world, parts, agreement, frozenset())


def under(branch: Branch, thing: str) -> Branch:
    """The tree with only one of the branches that leave its root, and without what is not gathered under one."""
    return replace(branch, children=tuple(child for child in branch.children if child.node.iri == thing))


def size(branch: Branch) -> int:
    """How many things hang under a branch."""
    return sum(1 + size(child) for child in branch.children)


def deepest(branch: Branch) -> int:
    """How many levels hang under a branch."""
    return max((1 + deepest(child) for child in branch.children), default=0)


def _branch(
    world: World, parts: _Tree, iri: str, above: frozenset[str], relation: str = "", ground: str = ""
) -> Branch:
    """What hangs under a thing, in the order of the relations and then of the documents."""
    above = above | {iri}
    found = {pair: ground for pair, ground in parts.below.get(iri, {}).items() if pair[1] not in above}
    order = sorted(found, key=lambda at: (_RELATIONS.index(at[0]), parts.places.get(at[1], ("", 0)), at[1]))
    node = Node(iri, world.label(iri), parts.classes.get(iri, f"{AFT}Sundhedsaftale"))
    children = (_branch(world, parts, at[1], above, at[0], found[at]) for at in order)
    return Branch(node, parts.relations.get(relation, ""), tuple(children), ground)


def _relation(world: World, iri: str, language: str) -> str:
    """What a thing is to the one above it: the property's name without its verb, or a name of its own."""
    if (known := _NAMES.get(iri)) is not None:
        return known[language]
    label = world.label(iri, language)
    for verb in ("har ", "has "):
        label = label.removeprefix(verb)
    return label


def _classes(world: World) -> dict[str, str]:
    """The class of each thing that may stand in a tree."""
    rows = world.store.select(
        f"""SELECT DISTINCT ?x ?c FROM <{graph("alt")}> WHERE {{
          VALUES ?p {{ {_values(_RELATIONS)} }} ?s ?p ?x . ?x a ?c }} ORDER BY DESC(?c)"""
    )
    return {x.value: c.value for x, c in rows.rows if x and c and c.value.startswith(AFT)}


def _values(iris: tuple[str, ...]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)
