"""Make small worlds of stated triples, to try what is told of chains on graphs of any form."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from aftalegraf.assets import assets
from aftalegraf.namespaces import AFT, ID, RDF, SKOS, graph
from aftalegraf.rdf import Literal, NamedNode, Quad
from aftalegraf.store import Store
from aftalegraf.world import World

Triple = tuple[str, str, str]
AGREEMENT = f"{ID}sundhedsaftale/a"
COLUMNS = ("Indsatsomraade", "Maalsaetning", "Indikator", "NationalIndikator", "NationaltMaal")
STEPS = ("harMaalsaetning", "harIndikator", "sammenfald", "indplacering")
GROUNDS = ("fremgaar", "udledt", "redaktionel")


def thing(column: int, number: int) -> str:
    """The IRI of a thing of a column."""
    return f"{ID}{COLUMNS[column].lower()}/{column}-{number}"


def world_of(said: Iterable[tuple[Triple, str]]) -> World:
    """A world that states triples, each at a ground; `sammenfald` and `indplacering` become things of their own."""
    quads: list[Quad] = []
    for number, ((s, p, o), ground) in enumerate(said):
        node = f"{ID}led/{number}"
        begins, ends = {
            "sammenfald": ("sammenfaldFor", "sammenfaldMed"),
            "indplacering": ("indplaceringAf", "indplaceretUnder"),
        }.get(p, ("", p))
        parts = [(node, begins, s), (node, ends, o)] if begins else [(s, p, o)]
        for part, triple in enumerate(parts):
            quads += _stated(f"{number}-{part}", triple, ground)
    return World(assets(), Store(quads), {}, None, "opdigtet")


def _stated(name: str, triple: Triple, ground: str) -> list[Quad]:
    s, p, o = (NamedNode(part if ":" in part else AFT + part) for part in triple)
    u = NamedNode(f"{ID}udsagn/{name}")
    said = [(s, p, o)] if ground != "redaktionel" else []
    said += [(u, NamedNode(RDF + n), each) for n, each in (("subject", s), ("predicate", p), ("object", o))]
    said += [
        (u, NamedNode(f"{AFT}grundlag"), NamedNode(AFT + ground)),
        (u, NamedNode(f"{RDF}type"), NamedNode(f"{AFT}Udsagn")),
    ]
    quads = [Quad(*each) for each in said]
    label = Literal(triple[0].rsplit("/", 1)[-1], language="da")
    return [*quads, Quad(s, NamedNode(f"{SKOS}prefLabel"), label, NamedNode(graph("alt")))]


@st.composite
def chain_worlds(draw: st.DrawFn, most: int = 4) -> list[tuple[Triple, str]]:
    """Random chains: things of five columns, random steps from column to column, some that go back or skip."""
    sizes = [draw(st.integers(0, most)) for _ in COLUMNS]
    said: list[tuple[Triple, str]] = [((AGREEMENT, f"{RDF}type", "Sundhedsaftale"), "fremgaar")]
    for column, size in enumerate(sizes):
        for number in range(size):
            iri = thing(column, number)
            said.append(((iri, f"{RDF}type", COLUMNS[column]), "fremgaar"))
            if column == 0:
                said.append(((AGREEMENT, "harIndsatsomraade", iri), draw(st.sampled_from(GROUNDS))))
    for column, step in enumerate(STEPS):
        for a in range(sizes[column]):
            for b in range(sizes[column + 1]):
                if draw(st.booleans()):
                    ground = draw(st.sampled_from(GROUNDS))
                    said.append(((thing(column, a), step, thing(column + 1, b)), ground))
    if sizes[1] > 1 and draw(st.booleans()):
        said.append(((thing(1, 0), "harMaalsaetning", thing(1, 1)), "fremgaar"))
        said.append(((thing(1, 1), "harMaalsaetning", thing(1, 0)), "fremgaar"))
    return said
