"""Tell who is who: the actors by kind with what each has to do with, and who decides what. Posts, not persons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aftalegraf.cells import Cell
from aftalegraf.namespaces import AFT, DCT, ORG, RDF, SKOS
from aftalegraf.ordering import danish
from aftalegraf.organisation import PARTS
from aftalegraf.resources import Evidence, Resource, Said, resource
from aftalegraf.world import World

# The kinds in the order of a page; those that only the registers know are many and come last.
KINDS: Final = tuple(
    f"{AFT}{name}"
    for name in (
        "Aktoer", "Aktoergruppe", "Region", "Regionsraad", "Kommunegruppe", "OevrigPraksis", "PrivatLeverandoer",
        "Hospitalsgruppe", "Hospital", "Kommune",
    )
)  # fmt: skip
# What tells no role: names, figures, validity, and the membership of a register.
_NO_ROLE: Final = frozenset(
    {f"{RDF}type", f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{SKOS}hiddenLabel", f"{SKOS}notation", f"{DCT}description"}
    | {f"{ORG}originalOrganization", f"{ORG}resultingOrganization"}
    | {
        f"{AFT}{name}"
        for name in (
            "iRegion", "antalMedlemmer", "antalKommuner", "antalRegionsraadsmedlemmer", "gyldigFra", "gyldigTil",
            "foreskrevetVaerdi", "foreskriftFor", "laesningAf", "gaelderRegion", "maaltalOmraade", "omfatterKommune",
            "folketal", "hovedsaede",
        )
    }
)  # fmt: skip
_DECIDES: Final = tuple(f"{AFT}{name}" for name in (*PARTS["decides"], "myndighedsgodkender", "indsender"))


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor: its kind, what documents say it does (`roles`), and what they say others do with it (`met`)."""

    iri: str
    kind: str
    roles: tuple[Said, ...]
    met: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """Somebody decides, proposes or sets up something: who, by which property, what, and with which evidence."""

    who: str
    property_iri: str
    other: Cell
    evidence: tuple[Evidence, ...]

    @property
    def contested(self) -> bool:
        """Whether every source that says it is contradicted by another."""
        return bool(self.evidence) and all(e.contested_by for e in self.evidence)


def actors(world: World, kind: str) -> tuple[Actor, ...]:
    """The actors that were entered as one kind (the IRI of a class), by name. Forums are no actors here."""
    rows = world.store.select(
        f"""SELECT DISTINCT ?x WHERE {{ ?u rdf:subject ?x ; rdf:predicate rdf:type ; rdf:object <{kind}> }}
        ORDER BY ?x"""
    ).rows
    found = (_actor(resource(world, x.value), kind) for (x,) in rows if x)
    return tuple(sorted(found, key=lambda actor: (danish(world.label(actor.iri)), actor.iri)))


def counts(world: World) -> dict[str, int]:
    """How many actors there are of each kind."""
    rows = world.store.select(
        f"""SELECT ?c (COUNT(DISTINCT ?x) AS ?n) WHERE {{ VALUES ?c {{ {" ".join(f"<{kind}>" for kind in KINDS)} }}
          ?u rdf:subject ?x ; rdf:predicate rdf:type ; rdf:object ?c }} GROUP BY ?c"""
    ).rows
    found = {c.value: int(n.value) for c, n in rows if c and n}
    return {kind: found[kind] for kind in KINDS if kind in found}


def decisions(world: World) -> tuple[Decision, ...]:
    """Who decides what by the documents, also where another source says otherwise; by the thing decided on."""
    rows = world.store.select(
        f"""SELECT DISTINCT ?x ?p ?o WHERE {{ VALUES ?p {{ {" ".join(f"<{iri}>" for iri in _DECIDES)} }}
          ?u rdf:predicate ?p ; rdf:subject ?x ; rdf:object ?o }} ORDER BY STR(?o) ?p ?x"""
    ).rows
    return tuple(_decision(world, x.value, p.value, o) for x, p, o in rows if x and p and o)


def _actor(found: Resource, kind: str) -> Actor:
    told = [said for said in found.said if said.property_iri not in _NO_ROLE and said.evidence]
    return Actor(found.iri, kind, tuple(s for s in told if not s.inward), tuple(s for s in told if s.inward))


def _decision(world: World, who: str, property_iri: str, other: Cell) -> Decision:
    said = (s for s in resource(world, who).said if not s.inward and s.property_iri == property_iri)
    return Decision(who, property_iri, other, tuple(e for s in said if s.other == other for e in s.evidence))
