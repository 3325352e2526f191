"""Tell how large the dataset is, and write the whole of it: the same bytes every time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aftalegraf.graph import ALL, PLAIN, STATED
from aftalegraf.holder import Holder
from aftalegraf.rdf import write, write_graphs, write_quads

FORMS: Final = ("nquads", "trig", "turtle")


@dataclass(frozen=True, slots=True)
class Size:
    """How many triples there are: stated; that and our reading; with the editors' additions; quads in all."""

    stated: int
    plain: int
    everything: int
    quads: int


def size(store: Holder) -> Size:
    """How large the dataset of a store is."""
    return Size(len(store.graph(STATED)), len(store.triples(PLAIN)), len(store.graph(ALL)), len(store))


def dataset(store: Holder, form: str) -> bytes:
    """All graphs as N-Quads or TriG, sorted; as Turtle, which knows no named graphs, the default graph.

    Numbers stand as the engine writes them: 92.0 as 92.
    """
    if form == "nquads":
        return write_quads(store.quads())
    if form == "turtle":
        return write(store.graph(None), "text/turtle")
    return write_graphs((name, store.graph(name)) for name in (None, *store.names()))
