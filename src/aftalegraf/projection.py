"""Project the graph onto links from thing to thing, each with its kind, ground and places: the one way to a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final, TypeAlias

from aftalegraf.cells import Cell
from aftalegraf.namespaces import AFT, DCT, ELI, ORG, PROV, RDF, SKOS
from aftalegraf.statements import GROUNDS
from aftalegraf.world import World

# What comes to a thing when another that it hangs together with is gone.
LOST: Final = "lost"  # with all of its kind gone, nothing is left that it rests on
TOUCHED: Final = "touched"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of link. `name` is the IRI of the property that a reader knows it by.

    `forward` tells that the thing where it begins depends on the one it leads to, else it is the other way round;
    `whole` that without any such thing nothing is left that it rests on, else it is only touched. `back` is what comes
    to the other end, LOST for a part when nothing has it any more, or "". What is only touched goes on through it if it
    is `far`.
    A link that is a thing of its own has properties that lead to where it `begins` and `ends`, and perhaps some that
    tell more of it (`notes`); a single statement has none of these.
    """

    name: str
    forward: bool
    whole: bool = False
    back: str = ""
    far: bool = True
    begins: str = ""
    ends: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a thing to another, at the weaker ground of what it is made of.

    `kind` is the IRI of its property; `statements` and `places` are the IRIs of the Udsagn it is made of and of the
    source references of these, `reason` why it is so where no source states it, `notes` what more is said of it, by
    property, `further` the places where it is also read, at a weaker ground. `against` are the places that say
    otherwise, () for a link that no source contradicts.
    """

    kind: str
    source: str
    target: str
    ground: str
    statements: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    reason: str = ""
    notes: tuple[tuple[str, Cell], ...] = ()
    further: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """What a thing is said to be: the IRI of its class, at the best ground that says so, with its Udsagn and places."""

    kind: str
    ground: str
    statements: tuple[str, ...]
    places: tuple[str, ...]


def _kinds(
    *names: str, forward: bool = True, whole: bool = False, back: str = "", far: bool = True
) -> tuple[Kind, ...]:
    return tuple(Kind(name if ":" in name else AFT + name, forward, whole, back, far) for name in names)


def _between(begins: str, ends: str, *notes: str) -> Kind:
    """A kind whose links are things of their own."""
    return Kind(AFT + ends, forward=True, begins=AFT + begins, ends=AFT + ends, notes=tuple(AFT + one for one in notes))


# What hangs together from an agreement down to what its objectives are measured by, and the goals above them.
CHAIN: Final = (
    *_kinds("harVision", "harOverordnetVision", "harIndsatsomraade", "harMaalsaetning", "harIndikator", back=LOST),
    *_kinds("harMaalepunkt", "harUdviklingsomraade", "harOpfoelgning", "harPrimaerOpfoelgning", back=LOST),
    *_kinds("harMaaltal", back=LOST),
    *_kinds("understoetterNationaltMaal", "knyttetTilNationaltMaal", "harRamme"),
    _between("sammenfaldFor", "sammenfaldMed", "sammenfaldsgrad"),
    _between("indplaceringAf", "indplaceretUnder", "sikkerhed", "indplaceretIAargang"),
    *_kinds(f"{SKOS}inScheme", whole=True),
)
# What else an agreement or a set of goals is made of.
PARTS: Final = (
    *_kinds("harFoersteFokus", "harSenereFokus", "harForeloebigtFokus", "harPrincip", "harDelelement", back=LOST),
    *_kinds("harProcesfase", "harBegivenhed", "harVilkaar", back=LOST),
    *_kinds("ledIMaalsaetning", f"{DCT}isPartOf", f"{DCT}isVersionOf", whole=True, back=TOUCHED),
    *_kinds("opdeltFra", whole=True),
    *_kinds("harMaalgruppe", "foelgerIndikatorsamling", f"{SKOS}member"),
)
# What is measured by what, and who delivers it.
DATA: Final = (
    *_kinds("harDatakilde", "begrundetMedDatakilde", "fremtidigDatakilde", "kanMaalesVed", "maaltalOmraade"),
    *_kinds(f"{PROV}wasDerivedFrom", f"{PROV}hadPrimarySource"),
    _between("anvendelseTil", "anvendelseAf", "anvendelsesrolle"),
    *_kinds("leverer", forward=False),
)
# Who carries what: a task has nobody left when its forum closes, an agreement or a follow-up lacks a hand.
BODIES: Final = (
    *_kinds("harOpgave", forward=False, whole=True),
    *_kinds("udarbejder", "godkender", "vedtager", "ansvarligFor", "implementerer", "foelgerOpPaa", forward=False),
    *_kinds("udfoerer", "kanUdfoere", "adspoergesOm", "sekretariatsbetjener", forward=False),
    *_kinds("forberederSagerTil", "bringerSagerTil", "understoetter", forward=False),
    *_kinds("giverOpgaverTil", "nedsaetter", "saetterRetningFor", "indstiller", "deltagerI", forward=False),
    *_kinds("harSammensaetning", back=LOST),
    *_kinds("harRolle", "rekrutteresFra", "inddrager", "refererTil", "kraeverForum", f"{ORG}hasMember"),
    *_kinds("udpegetAf", "sendesTil", "forelaeggesFor", "harAftalepart", "harBidragyder", "omfatterAktoer"),
    *_kinds("gaelderRegion", "harHospital"),
    *_kinds("iRegion", far=False),
    *_kinds(f"{ORG}subOrganizationOf", whole=True, back=TOUCHED),
)
# What realises, amends or rests on which work, and which law a provision or a change stands on. That cooperation
# agreements end with the agreement that carries them on is told by no document: they are touched.
WORKS: Final = (
    *_kinds("tillaegTil", whole=True, back=TOUCHED),
    *_kinds("trinI", "hjemmel", "binder", "aendringsgrundlag", f"{ELI}based_on", whole=True),
    *_kinds("udmoentesI", back=TOUCHED),
    *_kinds("viderefoertI", "bidragerTil", back=TOUCHED, far=False),
    *_kinds("supplerer", "vedroerer", f"{DCT}references", far=False),
    *_kinds("dokumenteretI", "anvender"),
)
KINDS: Final = (*CHAIN, *PARTS, *DATA, *BODIES, *WORKS)

_STATEMENTS: Final = """SELECT ?u ?s ?p ?o ?ground ?place ?why WHERE {{ VALUES ?p {{ {properties} }}
  ?u rdf:predicate ?p ; rdf:subject ?s ; rdf:object ?o ; aft:grundlag ?ground
  OPTIONAL {{ ?u aft:kildehenvisning ?place }} OPTIONAL {{ ?u aft:begrundelseForLaesning ?why }}
  FILTER NOT EXISTS {{ ?u aft:modsigesAf ?other }} }} ORDER BY ?s ?o ?p ?u"""

_CONTESTED: Final = """SELECT ?u ?s ?p ?o ?ground ?place ?why ?against WHERE {{ VALUES ?p {{ {properties} }}
  ?u aft:modsigesAf ?against ; rdf:predicate ?p ; rdf:subject ?s ; rdf:object ?o ; aft:grundlag ?ground
  OPTIONAL {{ ?u aft:kildehenvisning ?place }} OPTIONAL {{ ?u aft:begrundelseForLaesning ?why }}
  FILTER (isIRI(?o)) }} ORDER BY ?s ?o ?p ?u ?place ?against"""


@dataclass(frozen=True, slots=True)
class _Said:
    """One triple with all that states it at its best ground, and the places of what states it at a weaker one."""

    ground: str
    statements: tuple[str, ...]
    places: tuple[str, ...]
    reason: str
    further: tuple[str, ...] = ()


_Triples: TypeAlias = Mapping[str, Mapping[tuple[str, str], _Said]]  # by property, then by ends


def links(world: World, kinds: Iterable[Kind] = KINDS) -> tuple[Link, ...]:
    """The links of some kinds at every ground, in the order of their ends. What a source contradicts is left out."""
    wanted = tuple(kinds)
    said, values = _said(world, wanted)
    found = [link for kind in wanted for link in _of(kind, said, values)]
    return tuple(sorted(found, key=lambda link: (link.source, link.target, link.kind)))


def contested(world: World, kinds: Iterable[Kind]) -> tuple[Link, ...]:
    """The links of single statements that a source contradicts, each with the places that do, by their ends.

    Another source may state one of them uncontested: then it is among the links, too.
    """
    found: dict[tuple[str, str, str], Link] = {}
    query = _CONTESTED.format(properties=" ".join(f"<{kind.name}>" for kind in kinds))
    for *parts, ground, place, why, against in world.store.select(query).rows:
        if all(parts) and ground and against:
            u, s, p, o = (cell.value for cell in parts if cell)
            here = (place.value,) if place else ()
            new = Link(p, s, o, ground.value.removeprefix(AFT), (u,), here, why.value if why else "")
            found[s, o, p] = _with(found.get((s, o, p), new), replace(new, against=(against.value,)))
    return tuple(found[ends] for ends in sorted(found))


def _with(known: Link, new: Link) -> Link:
    """A contested link with one statement more: at the best ground, with all places that say and that deny it."""
    return replace(
        min((known, new), key=lambda link: GROUNDS.index(link.ground)),
        statements=_unlike(known.statements, new.statements),
        places=_unlike(known.places, new.places),
        against=_unlike(known.against, new.against),
    )


def things(world: World) -> Mapping[str, Thing]:
    """What each thing is said to be, by IRI; of several classes at one ground the first, and none that is contested."""
    said, _ = _said(world, _kinds(f"{RDF}type"))
    found: dict[str, Thing] = {}
    for (iri, kind), one in said.get(f"{RDF}type", {}).items():
        if iri not in found or GROUNDS.index(one.ground) < GROUNDS.index(found[iri].ground):
            found[iri] = Thing(kind, one.ground, one.statements, one.places)
    return found


def noted(world: World, link: Link, language: str = "da") -> str:
    """What more is said of a link, in words: a term by its name, another value behind that of its property."""
    return "; ".join(
        world.show(cell, language)
        if cell.kind == "iri"
        else f"{world.label(name, language)} {world.show(cell, language)}"
        for name, cell in link.notes
    )


def at(found: Iterable[Link], ground: str) -> tuple[Link, ...]:
    """The links that there are at a ground: fremgaar, udledt or redaktionel, each with the ones before."""
    allowed = GROUNDS[: GROUNDS.index(ground) + 1]
    return tuple(link for link in found if link.ground in allowed)


def _of(kind: Kind, said: _Triples, values: Mapping[tuple[str, str], Cell]) -> Iterator[Link]:
    if not kind.begins:
        for (source, target), one in said.get(kind.name, {}).items():
            yield Link(
                kind.name, source, target, one.ground, one.statements, one.places, one.reason, further=one.further
            )
        return
    ends: dict[str, list[tuple[str, _Said]]] = {}
    for (node, target), one in said.get(kind.ends, {}).items():
        ends.setdefault(node, []).append((target, one))
    for (node, source), first in said.get(kind.begins, {}).items():
        for target, second in ends.get(node, ()):
            yield Link(
                kind.name,
                source,
                target,
                max(first.ground, second.ground, key=GROUNDS.index),
                (*first.statements, *second.statements),
                _unlike(second.places, first.places),
                second.reason or first.reason,
                tuple((name, values[node, name]) for name in kind.notes if (node, name) in values),
                _unlike(second.further, first.further),
            )


def _said(world: World, kinds: Iterable[Kind]) -> tuple[_Triples, Mapping[tuple[str, str], Cell]]:
    """What is stated with the properties of the kinds, by property and ends; and the values of their notes."""
    properties = sorted({name for kind in kinds for name in (kind.name, kind.begins, kind.ends, *kind.notes) if name})
    notes = {name for kind in kinds for name in kind.notes}
    said: dict[str, dict[tuple[str, str], _Said]] = {}
    values: dict[tuple[str, str], Cell] = {}
    query = _STATEMENTS.format(properties=" ".join(f"<{name}>" for name in properties))
    for u, s, p, o, ground, place, why in world.store.select(query).rows:
        if not (u and s and p and o and ground):
            continue
        if p.value in notes:
            values[s.value, p.value] = o
        elif o.kind == "iri":
            new = _Said(
                ground.value.removeprefix(AFT), (u.value,), (place.value,) if place else (), why.value if why else ""
            )
            of = said.setdefault(p.value, {})
            of[s.value, o.value] = _better(of.get((s.value, o.value)), new)
    return said, values


def _better(known: _Said | None, new: _Said) -> _Said:
    """What is known of a triple with one statement more: the better ground wins, the same ground adds its places."""
    if known is None:
        return new
    if known.ground == new.ground:
        statements, places = _unlike(known.statements, new.statements), _unlike(known.places, new.places)
        return _Said(known.ground, statements, places, known.reason or new.reason, known.further)
    best, other = sorted((known, new), key=lambda said: GROUNDS.index(said.ground))
    return replace(best, further=_unlike(best.further, other.places, other.further))


def _unlike(*found: Iterable[str]) -> tuple[str, ...]:
    """What is in any of them, each once, in the order given."""
    return tuple(dict.fromkeys(chain(*found)))
