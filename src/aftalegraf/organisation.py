"""Tell how the work is organised: forums by organisation and level, what each does, what the guidance proposes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from aftalegraf.cells import Cell
from aftalegraf.namespaces import AFT, DCT, ID, ORG, shorten
from aftalegraf.ordering import danish
from aftalegraf.resources import Evidence, Resource, Said, resource
from aftalegraf.world import World

Place: TypeAlias = tuple[str, int]  # a document and a line in it

# What is told of a forum, part by part, in the order of a page.
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "members": ("harSammensaetning", "harRolle", "hasMember", "antalMedlemmer", "harHospital", "omfatterKommune"),
    "tasks": ("harOpgave", "kanUdfoere"),
    "decides": (
        "vedtager", "godkender", "godkenderUdkast", "indstiller", "nedsaetter", "saetterRetningFor", "giverOpgaverTil",
    ),
    "does": (
        "ansvarligFor", "udarbejder", "udfoerer", "foelgerOpPaa", "implementerer", "forhandler", "forhandlerUdenFor",
        "vurderer", "hoeringspartFor", "udbreder", "bidragerTil",
    ),
    "works": (
        "refererTil", "bringerSagerTil", "forberederSagerTil", "sekretariatsbetjener", "understoetter", "inddrager",
        "samarbejderMed", "sideordnetMed", "deltagerI", "adspoergesOm",
    ),
    "meets": ("moedesMedFrekvens", "funktionsperiode"),
    "time": ("replaces", "forloeberFor", "nedlagt", "gyldigFra", "gyldigTil", "begynder"),
}  # fmt: skip
_PART_OF: Final = {name: part for part, names in PARTS.items() for name in names}
_ABOVE: Final = f"{ORG}subOrganizationOf"
_LEVEL: Final = f"{AFT}harNiveau"
_ANY: Final = f"{AFT}Forum"
_REGISTERED: Final = f"{AFT}Sundhedsklynge"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is told of a forum: by which property, what, with which evidence.

    `modality` is the IRI of boer, kan or anbefales where the guidance says so, `condition` its own words on when.
    """

    property_iri: str
    other: Cell
    evidence: tuple[Evidence, ...]
    modality: str = ""
    condition: str = ""

    @property
    def contested(self) -> bool:
        """Whether every source that says it is contradicted by another."""
        return bool(self.evidence) and all(e.contested_by for e in self.evidence)


@dataclass(frozen=True, slots=True)
class Member:
    """A part of a composition: the thing that says it, how many (text, "" where unstated), per what, by whom.

    `counts` holds the number, or the least and most, as the source has them; `least` tells that it is the least.
    """

    line: Line
    counts: tuple[str, ...]
    per: str
    appointed_by: tuple[str, ...]
    least: bool = False


@dataclass(frozen=True, slots=True)
class Forum:
    """A forum, or a kind of forum in the guidance: what is told of it by part, where it is first named.

    `level` and `above` are IRIs ("" where no document tells them); `place` is the document and line where it is first
    told of, `ranked` where its level is told.
    """

    iri: str
    kind: str
    level: str
    above: str
    place: Place
    ranked: Place
    parts: Mapping[str, tuple[Line, ...]]
    members: tuple[Member, ...]

    @property
    def more(self) -> int:
        """How many statements a page of its own would show."""
        return sum(len(lines) for lines in self.parts.values())


@dataclass(frozen=True, slots=True)
class Level:
    """The forums of one level, those under another after it. `iri` is "" for those whose level no document tells."""

    iri: str
    forums: tuple[Forum, ...]


def forums(world: World, documents: Iterable[str]) -> tuple[Forum, ...]:
    """The forums that some documents name, in the order in which they are first told of."""
    wanted = " ".join(f"<{ID}dokument/{slug}>" for slug in documents)
    rows = world.store.select(
        f"""SELECT DISTINCT ?x WHERE {{ VALUES ?d {{ {wanted} }} ?u rdf:subject ?x ; rdf:predicate skos:prefLabel ;
          aft:kildehenvisning/aft:iDokument ?d . ?x a aft:Forum
          FILTER NOT EXISTS {{ ?x a <{_REGISTERED}> }} }} ORDER BY ?x"""
    ).rows
    found = [_forum(world, resource(world, x.value)) for (x,) in rows if x]
    return tuple(sorted(found, key=lambda forum: (forum.place, forum.iri)))


def by_region(world: World) -> Mapping[str, tuple[str, ...]]:
    """The documents at hand by the region that each says most of, the regions (IRIs) by name."""
    rows = world.store.select(
        """SELECT ?d ?r (COUNT(DISTINCT ?u) AS ?n) WHERE { ?r a aft:Region . ?u rdf:subject|rdf:object ?r ;
          aft:kildehenvisning/aft:iDokument ?d . ?d aft:iSamlingen true } GROUP BY ?d ?r ORDER BY ?d ?n ?r"""
    ).rows
    most = {d.value: r.value for d, r, _ in rows if d and r}
    regions = sorted(set(most.values()), key=lambda iri: (danish(world.label(iri)), iri))
    return {one: tuple(d.removeprefix(f"{ID}dokument/") for d, r in most.items() if r == one) for one in regions}


def forum(world: World, iri: str) -> Forum:
    """One forum. Raises UnknownNameError when nothing is known of it."""
    return _forum(world, resource(world, iri))


def levels(found: Iterable[Forum]) -> tuple[Level, ...]:
    """Forums by level, each under the one it belongs to.

    The levels of bodies that the law names come first, then the others in the order of the documents; the forums whose
    level no document tells come last.
    """
    ordered = tuple(found)
    known = {forum.iri: forum for forum in ordered}

    def level(forum: Forum) -> str:
        above = known.get(forum.above)
        return forum.level or (level(above) if above else "")

    ranks = {f.level: (f.kind == _ANY, f.ranked) for f in sorted(ordered, key=lambda f: f.ranked, reverse=True)}
    names = sorted({level(f) for f in ordered}, key=lambda iri: (not iri, ranks.get(iri, (True, ("", 0))), iri))
    return tuple(Level(name, tuple(_in_order([f for f in ordered if level(f) == name]))) for name in names)


def kinds(world: World) -> tuple[Forum, ...]:
    """The kinds of forum that the guidance prescribes for, with what it says of each; the kind's IRI is the forum's."""
    rows = world.store.select(
        """SELECT DISTINCT ?k WHERE { ?f aft:foreskriftFor ?k ; a aft:Foreskrift . ?k rdfs:subClassOf* aft:Forum }
        ORDER BY ?k"""
    ).rows
    found = [_kind(world, k.value) for (k,) in rows if k]
    return tuple(sorted(found, key=lambda kind: (kind.place, kind.iri)))


def registered(world: World, region: str) -> tuple[str, ...]:
    """The health clusters of a region in the register, by name."""
    rows = world.store.select(
        f"SELECT DISTINCT ?x WHERE {{ GRAPH graf:alt {{ ?x a <{_REGISTERED}> ; aft:iRegion <{region}> }} }} ORDER BY ?x"
    ).rows
    return tuple(sorted((x.value for (x,) in rows if x), key=lambda iri: (danish(world.label(iri)), iri)))


def total(members: Iterable[Member]) -> int | None:
    """How many members there are, where every part says how many and none is counted per something; else None."""
    parts = tuple(members)
    numbers = [part.counts[0] for part in parts if len(part.counts) == 1 and not part.per and not part.least]
    return sum(map(int, numbers)) if parts and len(numbers) == len(parts) else None


def _in_order(found: list[Forum]) -> Iterator[Forum]:
    """Each forum, and after it those under it."""
    inside = {forum.iri for forum in found}

    def walk(forum: Forum) -> Iterator[Forum]:
        yield forum
        for below in found:
            if below.above == forum.iri:
                yield from walk(below)

    for forum in found:
        if forum.above not in inside:
            yield from walk(forum)


def _forum(world: World, found: Resource) -> Forum:
    lines = [Line(said.property_iri, said.other, said.evidence) for said in found.said if not said.inward]
    lines += [_turned(said) for said in found.said if said.inward and said.property_iri in _TURNED]
    ranked = [said for said in found.said if said.property_iri == _LEVEL and not said.inward]
    what = found.iri, _class_of(world, found.iri)
    return _made(world, what, lines, _first(found.said, world.places), _first(ranked, world.places))


# A forum is also told of by what points to it: who is part of it, and what has taken its place.
_TURNED: Final = {f"{ORG}hasMember": _ABOVE, f"{DCT}replaces": f"{DCT}isReplacedBy"}


def _turned(said: Said) -> Line:
    return Line(_TURNED[said.property_iri], said.other, said.evidence)


def _kind(world: World, iri: str) -> Forum:
    rows = world.store.select(
        f"""SELECT ?f ?p ?v ?m ?w WHERE {{
          ?f a aft:Foreskrift ; aft:foreskriftFor <{iri}> ; aft:foreskrevetEgenskab ?p .
          OPTIONAL {{ ?f aft:foreskrevetVaerdi ?v }} OPTIONAL {{ ?f aft:modalitet ?m }}
          OPTIONAL {{ ?f aft:foreskriftsvilkaar ?w }} }} ORDER BY ?f ?p ?v"""
    ).rows
    lines, said = [], []
    for f, p, v, modality, condition in rows:
        if f and p:
            told = [s for s in resource(world, f.value).said if s.property_iri == f"{AFT}foreskrevetEgenskab"]
            said += told
            evidence = tuple(e for s in told for e in s.evidence)
            value = v or Cell("literal", "")
            words = modality.value if modality else "", condition.value if condition else ""
            lines.append(Line(p.value, value, evidence, *words))
    return _made(world, (iri, iri), lines, _first(said, world.places), ("", 0))


def _made(world: World, what: tuple[str, str], lines: list[Line], place: Place, ranked: Place) -> Forum:
    by_part: dict[str, list[Line]] = {}
    for line in lines:
        by_part.setdefault(_part(line.property_iri), []).append(line)
    parts = {name: tuple(by_part[name]) for name in (*PARTS, "") if name in by_part}
    ends = {line.property_iri: line.other.value for line in reversed(lines) if line.other.kind == "iri"}
    members = (line for line in parts.get("members", ()) if line.property_iri == f"{AFT}harSammensaetning")
    told = tuple(_member(world, line) for line in members)
    return Forum(*what, ends.get(_LEVEL, ""), ends.get(_ABOVE, ""), place, ranked, parts, told)


def _part(property_iri: str) -> str:
    name = shorten(property_iri).rpartition(":")[2]
    return "time" if name == "isReplacedBy" else _PART_OF.get(name, "")


def _member(world: World, line: Line) -> Member:
    found = [said for said in resource(world, line.other.value).said if not said.inward]

    def told(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.other.value for s in found if s.property_iri == AFT + name and not s.contested))

    span = ("–".join((*told("antalMindst"), *told("antalHoejst"))),) if told("antalHoejst") else told("antalMindst")
    counts = told("antal") or span
    least = bool(counts) and not told("antal") and not told("antalHoejst")
    return Member(line, counts, " ".join(told("antalPr")), told("udpegetAf"), least)


def _class_of(world: World, iri: str) -> str:
    rows = world.store.select(
        f"SELECT ?c WHERE {{ ?u rdf:subject <{iri}> ; rdf:predicate rdf:type ; rdf:object ?c }} ORDER BY ?c"
    ).rows
    return next((c.value for (c,) in rows if c), "")


def _first(said: Iterable[Said], places: Mapping[str, Place]) -> Place:
    known = [places[iri] for s in said if not s.inward for e in s.evidence for iri in e.sources if iri in places]
    return min(known, default=("", 0))
