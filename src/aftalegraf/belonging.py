"""Find the things that belong to an agreement: its parts, and the bodies and plans of its region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aftalegraf.holder import Holder

_PARTS: Final = (
    "aft:harVision|aft:harIndsatsomraade|aft:harMaalsaetning|aft:harMaalgruppe|aft:harIndikator|aft:harMaalepunkt"
    "|aft:harOpfoelgning|aft:udmoentesI|aft:harDelelement|^aft:vedroerer|^aft:tillaegTil"
)
_WITHIN: Final = "aft:harSammensaetning|^org:subOrganizationOf"


def things(store: Holder, agreement: str) -> Mapping[str, tuple[str, ...]]:
    """The IRIs of what belongs to an agreement, by class, each list in the order of the documents.

    A municipality is a party and no part. What is of the region belongs whether or not it was there all the time that
    the agreement applied.
    """
    region = f"<{agreement}> aft:gaelderRegion|aft:harAftalepart ?r . ?r a aft:Region . ?y aft:iRegion ?r"
    rows = store.select(
        f"""SELECT ?c ?x (MIN(?l) AS ?line) WHERE {{
          {{ SELECT DISTINCT ?x WHERE {{
            {{ BIND(<{agreement}> AS ?x) }} UNION {{ <{agreement}> ({_PARTS})+ ?x }}
            UNION {{ {region} . ?y ({_WITHIN})* ?x MINUS {{ ?y a aft:Kommune }} }} }} }}
          ?x a ?c OPTIONAL {{
            ?u rdf:subject ?x ; rdf:predicate rdf:type ; aft:kildehenvisning/aft:foersteLinje ?l }}
        }} GROUP BY ?c ?x ORDER BY ?c ?line ?x"""
    ).rows
    found: dict[str, list[str]] = {}
    for kind, thing, _ in rows:
        if kind and thing and thing.kind == "iri":
            found.setdefault(kind.value, []).append(thing.value)
    return {kind: tuple(each) for kind, each in found.items()}
