"""Make a world of a few statements, each with its ground: for graphs that a test, or chance, makes up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from aftalegraf.namespaces import AFT, RDF, graph
from aftalegraf.rdf import DefaultGraph, Literal, NamedNode, Quad
from aftalegraf.statements import GROUNDS
from aftalegraf.store import Store
from aftalegraf.world import World

Made = tuple[str, str, str, str]  # subject, property, object (an IRI where it has "://", else a text), ground


def small(world: World, made: Iterable[Made], contested: Iterable[Made] = ()) -> World:
    """A world that holds some statements in the graphs where the build would put them, and the files of another."""
    return replace(world, store=Store([*_quads(made, said=True), *_quads(contested, said=False)]))


def _quads(made: Iterable[Made], *, said: bool) -> Iterator[Quad]:
    for number, (subject, name, told, ground) in enumerate(made):
        s, p = NamedNode(subject), NamedNode(name)
        o = NamedNode(told) if "://" in told else Literal(told)
        u = NamedNode(f"http://test/udsagn/{said}/{number}")
        for prop, value in (("subject", s), ("predicate", p), ("object", o)):
            yield Quad(u, NamedNode(RDF + prop), value)
        yield Quad(u, NamedNode(f"{AFT}grundlag"), NamedNode(AFT + ground))
        if not said:
            yield Quad(u, NamedNode(f"{AFT}modsigesAf"), NamedNode("http://test/andet-sted"))
            continue
        yield Quad(s, p, o, NamedNode(graph("alt")))
        if ground != GROUNDS[-1]:
            yield Quad(s, p, o, DefaultGraph())
        if ground == GROUNDS[0]:
            yield Quad(s, p, o, NamedNode(graph("fremgaar")))
