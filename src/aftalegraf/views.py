"""Shape what the graph says into what a page shows."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from aftalegraf.answer_view import ROWS_A_PAGE
from aftalegraf.answers import DEFAULT_GROUND, GROUND, slug
from aftalegraf.cells import Cell
from aftalegraf.dated import month
from aftalegraf.evidence import Support
from aftalegraf.namespaces import AFT, DCT, ID, OA, ONTOLOGY, SKOS
from aftalegraf.ordering import danish
from aftalegraf.resources import Evidence, Resource, Resting, Said, resting_on
from aftalegraf.statements import GROUNDS
from aftalegraf.svg import is_link
from aftalegraf.trace import Link, Thread
from aftalegraf.world import World

NAME: Final = f"{SKOS}prefLabel"
_TECHNICAL: Final = {
    f"{AFT}fingeraftryk",
    f"{DCT}source",
    f"{AFT}iDokument",
    f"{AFT}foersteLinje",
    f"{AFT}sidsteLinje",
    f"{OA}exact",
}


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of a thing that share a property, whose IRI is `property_iri`."""

    label: str
    said: tuple[Said, ...]
    property_iri: str = ""

    @property
    def key(self) -> str:
        """A name for the group in an address."""
        return slug(self.property_iri.replace("#", "/"))

    @property
    def pages(self) -> int:
        """How many pages the list takes."""
        return max(1, -(-len(self.said) // ROWS_A_PAGE))


def query_of(**values: str | Iterable[str]) -> str:
    """The query of an address: things by their ids, without what is empty and the ground that goes without saying."""
    given = {**values, GROUND: "" if values.get(GROUND) == DEFAULT_GROUND else values.get(GROUND, "")}
    ids = ((name, [value] if isinstance(value, str) else value) for name, value in given.items())
    return urlencode([(name, slug(one).rpartition("#")[2]) for name, several in ids for one in several if one])


def address(iri: str, root: str = "") -> str:
    """Where on this server an IRI is shown, `root` first; an outside address as it is; nothing for what may not be."""
    if iri.startswith(ID):
        return f"{root}/id/{iri.removeprefix(ID)}"
    if iri.startswith(AFT):
        return f"{root}/ns#{iri.removeprefix(AFT)}"
    if iri == ONTOLOGY:
        return f"{root}/ns"
    return iri if is_link(iri) else ""


def shown(world: World, cell: Cell | None, language: str = "da") -> str:
    """A cell in words; dates as people write them."""
    text = world.show(cell, language)
    is_date = cell is not None and cell.datatype.endswith(("#date", "#gYearMonth"))
    return month(text, language) if is_date else text


def is_ground(iri: str) -> bool:
    """Whether an IRI names a ground."""
    return iri.removeprefix(AFT) in GROUNDS


def together(found: Iterable[Support]) -> tuple[tuple[str, str, int], ...]:
    """What a row rests on, each ground and place once, with the number of statements."""
    return tuple(
        (ground, place, number) for (ground, place), number in Counter((s.ground, s.place) for s in found).items()
    )


def groups(world: World, resource: Resource, *, inward: bool, language: str = "da") -> tuple[Group, ...]:
    """The statements of a thing by property, without its name; within each in the order of the sources."""
    names = world.labels.get(resource.iri, {}).values()
    found: dict[str, list[Said]] = {}
    for said in resource.said:
        technical = said.property_iri in _TECHNICAL or said.other.language not in ("", "da")
        is_name = said.property_iri == NAME and said.other.value in names
        if said.inward == inward and not technical and not is_name:
            found.setdefault(said.property_iri, []).append(said)
    ordered = sorted(found, key=lambda iri: (danish(world.label(iri, language)), iri))
    return tuple(
        Group(world.label(iri, language), tuple(sorted(found[iri], key=lambda s: _first(s, world.places))), iri)
        for iri in ordered
    )


def piece(group: Group, page: int) -> Group:
    """One page of a long list, the first being 1."""
    start = (page - 1) * ROWS_A_PAGE
    return dataclasses.replace(group, said=group.said[start : start + ROWS_A_PAGE])


def naming(resource: Resource) -> tuple[Evidence, ...]:
    """What the name of a thing rests on."""
    return next((s.evidence for s in resource.said if s.property_iri == NAME and s.evidence), ())


def _first(said: Said, places: Mapping[str, tuple[str, int]]) -> tuple[bool, tuple[str, int]]:
    """Where a statement is first made; what has no place comes last."""
    known = [places[iri] for evidence in said.evidence for iri in evidence.sources if iri in places]
    return not known, min(known, default=("", 0))


def resting_by(found: Iterable[Resting]) -> Mapping[str, tuple[Resting, ...]]:
    """What rests on a place, by how: stated there, supported by it, contradicted by it. Names are left out."""
    by_how: dict[str, list[Resting]] = {}
    for resting in (r for r in found if r.property_iri != NAME):
        by_how.setdefault(resting.how.removeprefix(AFT), []).append(resting)
    return {how: tuple(items) for how, items in by_how.items()}


def ways(thread: Thread, start: str, end: str) -> tuple[tuple[Link, ...], ...]:
    """Every way from one thing to another along the links of a thread."""
    leaving: dict[str, list[Link]] = {}
    for link in thread.links:
        leaving.setdefault(link.source, []).append(link)

    def walk(here: str, steps: tuple[Link, ...]) -> Iterator[tuple[Link, ...]]:
        if here == end:
            yield steps
            return
        for link in leaving.get(here, []):
            if all(link.target != step.source for step in steps):
                yield from walk(link.target, (*steps, link))

    return tuple(walk(start, ()))


def classes(world: World, iri: str) -> tuple[str, ...]:
    """Our own classes of a thing, the narrowest first: those it was entered as."""
    rows = world.store.select(
        f"""SELECT DISTINCT ?c WHERE {{ GRAPH ?g {{ <{iri}> a ?c }} FILTER (STRSTARTS(STR(?c), "{AFT}"))
          OPTIONAL {{ ?u rdf:subject <{iri}> ; rdf:predicate rdf:type ; rdf:object ?c }} }} ORDER BY (!BOUND(?u)) ?c"""
    )
    return tuple(row[0].value for row in rows.rows if row[0])


def subject_of(world: World, iri: str) -> str:
    """What a statement is about, when the IRI names a statement of ours; else nothing."""
    if not iri.startswith(f"{ID}udsagn/"):
        return ""
    rows = world.store.select(f"SELECT ?s WHERE {{ <{iri}> rdf:subject ?s }} ORDER BY ?s").rows
    return rows[0][0].value if rows and rows[0][0] else ""


def detail(world: World, found: Resource, language: str = "da") -> dict[str, object]:
    """What the templates of a thing show beside its name."""
    iri = found.iri
    return {
        "classes": classes(world, iri),
        "naming": naming(found),
        "out": groups(world, found, inward=False, language=language),
        "inward": groups(world, found, inward=True, language=language),
        "resting": resting_by(resting_on(world, iri)) if "/kildehenvisning/" in iri else {},
    }
