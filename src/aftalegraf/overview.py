"""Gather what the front page tells: how much there is, what is missing and what sources disagree on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aftalegraf.answers import answer
from aftalegraf.evidence import Support, evidence
from aftalegraf.store import Cell
from aftalegraf.world import World

_OBJECTIVES: Final = "(aft:harIndsatsomraade|aft:harVision)?/aft:harMaalsaetning"
_COUNTS: Final = (
    ("vision", "visioner", "aft:harVision", "visioner-i-aftale"),
    ("indsatsområde", "indsatsområder", "aft:harIndsatsomraade", "indsatsomraader-og-fokus"),
    ("målsætning", "målsætninger", _OBJECTIVES, "maalsaetninger-i-aftale"),
    ("indikator", "indikatorer", f"{_OBJECTIVES}/aft:harIndikator", "indikatorer-for-maalsaetning"),
    ("målepunkt", "målepunkter", f"{_OBJECTIVES}/aft:harMaalepunkt", "maalepunkter-i-aftale"),
    ("udviklingsområde", "udviklingsområder", f"{_OBJECTIVES}/aft:harUdviklingsomraade", ""),
    ("bærende princip", "bærende principper", "aft:harPrincip|(^aft:tillaegTil/aft:harPrincip)", "principper-i-aftale"),
    ("nationalt mål som ramme", "nationale mål som ramme", "aft:harRamme", "nationale-maal"),
    (
        "national indikator, der følges", "nationale indikatorer, der følges",
        "aft:foelgerIndikatorsamling/skos:member", "nationale-indikatorer-fulgt",
    ),
)  # fmt: skip
# What belongs to an agreement, for what the sources cannot tell of it.
_BELONGS: Final = (
    "(aft:harIndsatsomraade|aft:harVision|aft:harMaalsaetning|aft:harIndikator|aft:harMaalepunkt|aft:harOpfoelgning"
    "|aft:dokumenteretI)*"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number on the front page, what it counts and the page that lists it."""

    number: int
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Contested:
    """A statement that sources disagree on: who says it and who says otherwise, as IRIs of source references."""

    subject: Cell
    property_iri: str
    value: Cell
    said: tuple[str, ...]
    denied: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the sources cannot tell: about what, which property, why, and the place that shows it."""

    thing: str
    property_iri: str
    outcome: str
    why: str
    support: tuple[Support, ...]


def counts(world: World, agreement: str) -> tuple[Count, ...]:
    """What an agreement holds, in numbers. What it has none of is left out: it may be in a text not at hand."""
    found: list[Count] = []
    for one, many, path, question in _COUNTS:
        rows = world.store.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ <{agreement}> {path} ?x }}").rows
        number = int(rows[0][0].value) if rows[0][0] else 0
        address = f"/spoergsmaal/{question}" if question else "/maal"
        if number:
            found.append(Count(number, one if number == 1 else many, address))
    return tuple(found)


def documents(world: World, agreement: str) -> tuple[str, ...]:
    """The documents that an agreement is read in."""
    rows = world.store.select(f"SELECT DISTINCT ?d WHERE {{ <{agreement}> aft:dokumenteretI ?d }} ORDER BY ?d").rows
    return tuple(row[0].value for row in rows if row[0])


def missing(world: World, agreement: str) -> tuple[Missing, ...]:
    """What the sources cannot tell of an agreement and what belongs to it."""
    parts = {c.value for (c,) in world.store.select(f"SELECT ?x {{ <{agreement}> {_BELONGS} ?x }}").rows if c}
    return tuple(
        Missing(
            thing=_text(row.get("ting")),
            property_iri=_text(row.get("egenskab")),
            outcome=_text(row.get("resultat")),
            why=_text(row.get("forklaring")),
            support=support,
        )
        for row, support in _records(world, "hvad-mangler-i-kilderne")
        if _text(row.get("ting")) in parts
    )


def contested(world: World) -> tuple[Contested, ...]:
    """What the sources disagree on, each statement once."""
    found: dict[tuple[Cell, str, Cell], tuple[list[str], list[str]]] = {}
    for row, _ in _records(world, "omstridte-udsagn"):
        about, told, value = row["emne"], row["egenskab"], row["vaerdi"]
        if about and told and value:
            said, denied = found.setdefault((about, told.value, value), ([], []))
            for places, cell in ((said, row["siges"]), (denied, row["modsiges"])):
                if cell and cell.value not in places:
                    places.append(cell.value)
    return tuple(Contested(*key, tuple(said), tuple(denied)) for key, (said, denied) in found.items())


def _records(world: World, question_id: str) -> list[tuple[dict[str, Cell | None], tuple[Support, ...]]]:
    """The rows of a question by column, each with what it rests on; none where the library lacks the question."""
    if question_id not in world.questions:
        return []
    answered = answer(world, question_id, {})
    supports = evidence(world, answered)
    rows = [dict(zip(answered.rows.columns, row, strict=True)) for row in answered.rows.rows]
    return list(zip(rows, supports, strict=True))


def _text(cell: Cell | None) -> str:
    return cell.value if cell else ""
