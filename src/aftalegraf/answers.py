"""Answer a question of the library, and say why when the answer is empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.namespaces import ID, RDFS
from aftalegraf.questions import Parameter, Question
from aftalegraf.statements import GROUNDS
from aftalegraf.store import Rows
from aftalegraf.world import World

GROUND: Final = "grundlag"
DEFAULT_GROUND: Final = "udledt"
GROUND_LABELS: Final = {
    "fremgaar": {"da": "kun det, der fremgår af kilderne", "en": "only what the sources state"},
    "udledt": {"da": "det, der fremgår, og vores læsning", "en": "what is stated and our reading"},
    "redaktionel": {"da": "også det, redaktionen har tilføjet", "en": "also what the editors added"},
}


_UNDECIDED: Final = {"da": "Kan ikke afgøres", "en": "Cannot be decided"}
_CAVEAT: Final = {"da": "Forbehold", "en": "Caveat"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a parameter can have: the IRI, its slug and its label."""

    iri: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its values and its answer.

    `reasons` says why there are no rows; `caveats` what the sources cannot tell, also when there are rows.
    """

    question: Question
    values: Mapping[str, Choice]
    ground: str
    sparql: str
    rows: Rows
    reasons: tuple[str, ...]
    caveats: tuple[str, ...]


def question_of(world: World, question_id: str) -> Question:
    """The question with that id. Raises UnknownNameError with the nearest ids."""
    if question_id not in world.questions:
        raise UnknownNameError("question", question_id, world.questions)
    return world.questions[question_id]


def choices(world: World, parameter: Parameter) -> tuple[Choice, ...]:
    """What a parameter can be: the things of its class in the graph, by label."""
    any_thing = parameter.class_iri == f"{RDFS}Resource"
    pattern = "?x a []" if any_thing else f"?x a <{parameter.class_iri}>"
    rows = world.store.select(
        f"SELECT DISTINCT ?x WHERE {{ {pattern} . ?x skos:prefLabel ?l . MINUS {{ ?x a aft:Laesning }} }}"
    )
    iris = (cell.value for row in rows.rows for cell in row if cell and cell.value.startswith(ID))
    found = (Choice(iri, slug(iri), world.label(iri)) for iri in iris if "/kildehenvisning/" not in iri)
    return tuple(sorted(found, key=lambda c: (c.label.casefold(), c.iri)))


def slug(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rsplit("/", 1)[-1]


def answer(world: World, question_id: str, given: Mapping[str, str], language: str = "da") -> Answered:
    """The answer to a question with the values given by name: a slug, an IRI or a label.

    `grundlag` chooses the ground. Raises UnknownNameError for an unknown question, parameter or value (with the
    nearest names) and UsageError for a missing one.
    """
    question = question_of(world, question_id)
    ground = _ground(given.get(GROUND, DEFAULT_GROUND))
    values = _values(world, question, given)
    sparql = question.sparql({name: choice.iri for name, choice in values.items()}, ground)
    rows = world.store.select(sparql)
    reasons = () if rows.rows else _reasons(world, question, values, ground, language)
    caveats = tuple(f"{_CAVEAT[language]}: {text}" for text in _lost(world, question, values))
    return Answered(question, values, ground, sparql, rows, reasons, caveats)


def _ground(name: str) -> str:
    if name not in GROUNDS:
        raise UnknownNameError("ground", name, GROUNDS)
    return name


def _values(world: World, question: Question, given: Mapping[str, str]) -> dict[str, Choice]:
    names = [p.name for p in question.parameters]
    for name in given:
        if name not in (*names, GROUND):
            raise UnknownNameError(f"parameter of {question.id}", name, (*names, GROUND))
    values: dict[str, Choice] = {}
    for parameter in question.parameters:
        text = given.get(parameter.name, "").strip()
        if text:
            values[parameter.name] = _choose(choices(world, parameter), parameter, text)
        elif parameter.required:
            raise UsageError(
                f"{question.id} needs {parameter.name} ({parameter.label_da}); give --param {parameter.name}=VALUE, "
                f"for instance {', '.join(c.id for c in choices(world, parameter)[:3])}"
            )
    return values


def _choose(found: tuple[Choice, ...], parameter: Parameter, text: str) -> Choice:
    for choice in found:
        if text in (choice.id, choice.iri) or text.casefold() == choice.label.casefold():
            return choice
    names = [name for choice in found for name in (choice.id, choice.label)]
    raise UnknownNameError(f"value of {parameter.name}", text, names)


def _reasons(
    world: World, question: Question, values: Mapping[str, Choice], ground: str, language: str
) -> tuple[str, ...]:
    danish = language == "da"
    said: list[str] = []
    iris = {name: choice.iri for name, choice in values.items()}
    for wider in GROUNDS[GROUNDS.index(ground) + 1 :]:
        count = len(world.store.select(question.sparql(iris, wider)).rows)
        if count:
            label = GROUND_LABELS[wider][language]
            rows = ("1 række" if count == 1 else f"{count} rækker") if danish else f"{count} row{'s' * (count != 1)}"
            said.append(
                f"Udeladt ved det valgte grundlag: {rows} kommer frem med {GROUND}={wider} ({label})."
                if danish
                else f"Left out by the ground chosen: {rows} with {GROUND}={wider} ({label})."
            )
            break
    lost = tuple(f"{_UNDECIDED[language]}: {text}" for text in _lost(world, question, values))
    if not lost and not said:
        said.append(
            "Dokumenterne i samlingen siger intet om det."
            if danish
            else "The documents in the collection say nothing about it."
        )
    return (*lost, *said)


def _lost(world: World, question: Question, values: Mapping[str, Choice]) -> tuple[str, ...]:
    """What the readings say is lost or not at hand for the properties that a question rests on.

    Where a thing is chosen, what is lost about others of its kind is left out.
    """
    if not question.rests_on:
        return ()
    wanted = " ".join(f"<{iri}>" for iri in question.rests_on)
    rows = world.store.select(
        f"""SELECT DISTINCT ?ting ?forklaring ?kilde WHERE {{
          VALUES ?egenskab {{ {wanted} }}
          ?l aft:omEgenskab ?egenskab ; aft:laesningAf ?ting ; aft:laesningsresultat ?r ; aft:forklaring ?forklaring .
          FILTER (?r != aft:fuldstaendig)
          ?u rdf:subject ?l ; rdf:predicate aft:forklaring ; aft:kildehenvisning ?kilde .
        }} ORDER BY ?ting ?forklaring"""
    )
    chosen = {choice.iri.rsplit("/", 1)[0]: choice.iri for choice in values.values()}
    return tuple(
        f"{world.show(why)} ({world.show(where)})."
        for thing, why, where in rows.rows
        if thing and chosen.get(thing.value.rsplit("/", 1)[0], thing.value) == thing.value
    )
