"""Make a small world of links: each a statement of its own."""

from __future__ import annotations

from collections.abc import Iterable

from aftalegraf.assets import assets
from aftalegraf.graph import ALL
from aftalegraf.namespaces import AFT, ID, RDF
from aftalegraf.rdf import Literal, NamedNode, Quad
from aftalegraf.store import Store
from aftalegraf.world import World


def world_of(triples: Iterable[tuple[str, str, str]], ground: str = "fremgaar") -> World:
    """A world where some things are linked by properties of ours, all at one ground."""
    return World(
        assets(), Store(quad for triple in sorted(set(triples)) for quad in _quads(triple, ground)), {}, None, ""
    )


def thing(name: str) -> str:
    """The IRI of a thing in such a world."""
    return f"{ID}ting/{name}"


def _quads(triple: tuple[str, str, str], ground: str) -> Iterable[Quad]:
    source, name, target = triple
    s, p = NamedNode(thing(source)), NamedNode(AFT + name)
    o = NamedNode(thing(target)) if name not in {"gyldigFra", "gyldigTil"} else Literal(target)
    said = NamedNode(f"{ID}udsagn/{source}-{name}-{target}")
    yield Quad(s, p, o)
    yield Quad(s, p, o, NamedNode(ALL))
    for predicate, value in ((f"{RDF}subject", s), (f"{RDF}predicate", p), (f"{RDF}object", o)):
        yield Quad(said, NamedNode(predicate), value)
    yield Quad(said, NamedNode(f"{AFT}grundlag"), NamedNode(AFT + ground))
