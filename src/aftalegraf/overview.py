"""Gather what the front page tells: what to look at first, what is missing and what sources disagree on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from aftalegraf.answers import answer
from aftalegraf.cells import Cell
from aftalegraf.conformance import tallies
from aftalegraf.evidence import Support, evidence
from aftalegraf.namespaces import ID
from aftalegraf.outline import FIRST, OPEN, Line, Outline
from aftalegraf.phrases import heading
from aftalegraf.results import Report
from aftalegraf.rules import LEVELS
from aftalegraf.wording import TEXTS
from aftalegraf.world import World

# What belongs to an agreement, for what the sources cannot tell of it.
_BELONGS: Final = (
    "(aft:harIndsatsomraade|aft:harVision|aft:harMaalsaetning|aft:harIndikator|aft:harMaalepunkt|aft:harOpfoelgning"
    "|aft:dokumenteretI)*"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """How the provisions of one level (skal, boer or kan) come out in a review; lawful departures are told apart."""

    level: str
    missing: int
    undecided: int
    met: int
    departing: int

    @property
    def total(self) -> int:
        """All of them but those under a reasoned exemption."""
        return self.missing + self.undecided + self.met + self.departing


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do first: what it is about, what to do, and of how many provisions.

    `provision` is the IRI of the one that is not met, and `standing` says what that means; both are "" where the task
    is to find out what cannot be decided, and `title` then is the reason as the data have it, in Danish. `places` are
    IRIs of source references.
    """

    title: str
    todo: str
    provision: str
    standing: str
    number: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a review tells in short: the counts by level and the first tasks."""

    marks: tuple[Mark, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there is: statements, the documents that were read and the web pages they come from, and provisions."""

    statements: int
    documents: int
    pages: int
    provisions: int


@dataclass(frozen=True, slots=True)
class Gap:
    """One reason why the sources cannot tell, with the properties of which things it holds back and what shows it."""

    why: str
    outcome: str
    about: tuple[tuple[str, str], ...]
    support: tuple[Support, ...]


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


def totals(world: World) -> Totals:
    """How much there is in all."""
    cited = "?u aft:kildehenvisning/aft:iDokument ?x . ?x aft:iSamlingen"
    patterns = ("?x a aft:Udsagn", f"{cited} true", f"{cited} false", "?x a aft:Bestemmelse")
    rows = [world.store.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {p} }}").rows for p in patterns]
    return Totals(*(int(_text(found[0][0])) for found in rows))


def judged(report: Report, outline: Outline, language: str = "da") -> Judged:
    """A review in short."""
    return Judged(marks(report), tasks(outline, language))


def marks(report: Report) -> tuple[Mark, ...]:
    """How the provisions of each level come out, skal first; a level without provisions is left out."""
    found = []
    for level in LEVELS:
        several = [tally for tally in tallies(report) if tally.level == level]
        missing, undecided = sum(t.missing for t in several), sum(t.undecided for t in several)
        met, departing = sum(t.met for t in several), sum(t.departing for t in several)
        found.append(Mark(level, missing, undecided, met, departing))
    return tuple(mark for mark in found if mark.total)


def tasks(outline: Outline, language: str = "da", most: int = 3) -> tuple[Task, ...]:
    """What to look at first in a review: what is not met, then what would let most provisions be decided.

    There are at most `most` of each, and but one of the latter where there is any of the former.
    """
    parts = {section.key: section.groups for section in outline.sections}
    unmet = [item for group in parts.get(FIRST, ()) for item in group.items]
    found = []
    for item in unmet[:most]:
        first, todo = item.results[0], _line(item.lines, "do")
        found.append(Task(item.title, todo, first.rule.iri, TEXTS[language][heading(first)], 1, first.places))
    for group in parts.get(OPEN, ())[: 1 if unmet else most - 1]:
        number = len({result.rule.id for result in group.results})
        why = " ".join(group.results[0].reasons)
        found.append(Task(why, _line(group.lines, "obtain"), "", "", number, group.results[0].places))
    return tuple(found)


def gaps(world: World, agreement: str) -> tuple[Gap, ...]:
    """What the sources cannot tell of an agreement, by the reason: those that hold back most come first."""
    found: dict[tuple[str, str], list[Missing]] = {}
    for one in missing(world, agreement):
        found.setdefault((one.why, one.outcome), []).append(one)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(
        Gap(why, outcome, tuple((m.thing, m.property_iri) for m in several), several[0].support)
        for (why, outcome), several in ordered
    )


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
    """What the sources disagree on, each statement once; what is said of an agreement comes first."""
    found: dict[tuple[Cell, str, Cell], tuple[list[str], list[str]]] = {}
    for row, _ in _records(world, "omstridte-udsagn"):
        about, told, value = row["emne"], row["egenskab"], row["vaerdi"]
        if about and told and value:
            said, denied = found.setdefault((about, told.value, value), ([], []))
            for places, cell in ((said, row["siges"]), (denied, row["modsiges"])):
                if cell and cell.value not in places:
                    places.append(cell.value)
    every = [Contested(*key, tuple(said), tuple(denied)) for key, (said, denied) in found.items()]
    return tuple(sorted(every, key=lambda one: not one.subject.value.startswith(f"{ID}sundhedsaftale/")))


def _line(lines: Iterable[Line], key: str) -> str:
    return next((line.text for line in lines if line.key == key), "")


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
