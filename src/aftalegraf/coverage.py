"""Say of each provision which shape tests it, or why none does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aftalegraf.namespaces import AFT
from aftalegraf.rules import reading_order, rules
from aftalegraf.world import World

TESTED: Final = "proeves"
MERGED: Final = "proevesMed"
UNTOLD: Final = "ikkeOplyst"
INFORMING: Final = "kunOplysning"  # it puts a duty on nobody
REASONS: Final = ("kunTjekliste", INFORMING, "kunKompetence", "sundhedsstyrelsensOpgave", "udenForGrafen")
STATUSES: Final = (TESTED, MERGED, *REASONS, UNTOLD)
_LABELS: Final = {
    TESTED: {"da": "prøves", "en": "tested"},
    MERGED: {"da": "prøves sammen med en anden", "en": "tested with another"},
    UNTOLD: {"da": "ikke oplyst", "en": "not told"},
}
_PROVISIONS: Final = """SELECT ?x ?id ?chapter ?modality ?force ?about ?reason ?words WHERE {
  ?x a aft:Bestemmelse ; skos:notation ?id ; aft:kapitel ?chapter ; aft:modalitet ?modality ; aft:retskraft ?force ;
    aft:bemaerkningOm ?about .
  OPTIONAL { ?x aft:ikkeProevetFordi ?reason .
    ?u rdf:subject ?x ; rdf:predicate aft:ikkeProevetFordi ; aft:begrundelseForLaesning ?why }
  OPTIONAL { ?x aft:ikkeProevetForklaring ?told FILTER(LANGMATCHES(LANG(?told), "da")) }
  BIND(COALESCE(?told, ?why) AS ?words) } ORDER BY ?id"""


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision of the guidance, or a commitment, and how it is tested.

    `modality`, `force` and `about` are names of codes; `status` is one of STATUSES; `shape` is the id of the rule that
    tests it and `level` its weight, "" where none does; `approximate` is the rule's; `explanation` says in Danish why
    nothing is tested.
    """

    id: str
    iri: str
    label: str
    chapter: str
    modality: str
    force: str
    about: str
    status: str
    shape: str
    level: str
    approximate: bool
    explanation: str


def provisions(world: World, language: str = "da") -> tuple[Provision, ...]:
    """All provisions in reading order, the guidance first."""
    by_id = {name: rule for rule in rules(world) for name in (rule.id, *rule.also)}
    found = []
    for row in world.store.select(_PROVISIONS).rows:
        iri, name, chapter, modality, force, about, reason, words = (cell.value if cell else "" for cell in row)
        rule = by_id.get(name)
        found.append(
            Provision(
                id=name,
                iri=iri,
                label=world.label(iri, language),
                chapter=chapter,
                modality=modality.removeprefix(AFT),
                force=force.removeprefix(AFT),
                about=about.removeprefix(AFT),
                status=_status(name, rule.id if rule else "", reason.removeprefix(AFT)),
                shape=rule.id if rule else "",
                level=rule.level if rule else "",
                approximate=bool(rule and rule.approximate),
                explanation=words,
            )
        )
    return tuple(sorted(found, key=lambda one: reading_order(one.id)))


def _status(name: str, rule: str, reason: str) -> str:
    if rule:
        return TESTED if rule == name else MERGED
    return reason or UNTOLD


def status_label(world: World, status: str, language: str = "da") -> str:
    """What a status is called."""
    return _LABELS[status][language] if status in _LABELS else world.label(AFT + status, language)
