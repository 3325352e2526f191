"""Answer a question of the library with the values given."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from aftalegraf.asked import DEFAULT_GROUND, GROUND, GROUND_LABELS, Answered, Choice, Reason
from aftalegraf.cells import Rows
from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.evidence import evidence
from aftalegraf.namespaces import ID, RDFS, graph
from aftalegraf.ordering import danish
from aftalegraf.questions import Parameter, Question
from aftalegraf.reasons import caveats, reasons
from aftalegraf.statements import GROUNDS
from aftalegraf.world import World

__all__ = [
    "DEFAULT_GROUND", "GROUND", "GROUND_LABELS", "Answered", "Choice", "Reason", "answer", "choices", "chosen",
    "question_of", "slug", "written",
]  # fmt: skip


def question_of(world: World, question_id: str) -> Question:
    """The question with that id. Raises UnknownNameError with the nearest ids."""
    if question_id not in world.questions:
        raise UnknownNameError("question", question_id, world.questions)
    return world.questions[question_id]


def choices(world: World, parameter: Parameter, language: str = "da") -> tuple[Choice, ...]:
    """What a parameter can be: the things of its class at any ground, by label in the language."""
    key = ("choices", parameter.class_iri, language)
    return world.made.once(key, lambda: _choices(world, parameter.class_iri, language))


def _choices(world: World, class_iri: str, language: str) -> tuple[Choice, ...]:
    pattern = f"{'?x a []' if class_iri == f'{RDFS}Resource' else f'?x a <{class_iri}>'} . ?x skos:prefLabel ?l"
    rows = world.store.select(
        f"""SELECT DISTINCT ?x WHERE {{ {{ {pattern} }} UNION {{ GRAPH <{graph("alt")}> {{ {pattern} }} }}
          MINUS {{ ?x a aft:Laesning }} }}"""
    )
    iris = (cell.value for row in rows.rows for cell in row if cell and cell.value.startswith(ID))
    found = (Choice(iri, slug(iri), world.label(iri, language)) for iri in iris if "/kildehenvisning/" not in iri)
    return tuple(sorted(found, key=lambda c: (danish(c.label), c.iri)))


def slug(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rsplit("/", 1)[-1]


def answer(world: World, question_id: str, given: Mapping[str, str], language: str = "da") -> Answered:
    """The answer to a question with the values given by name: a slug, an IRI or a label.

    `grundlag` chooses the ground. Raises UnknownNameError for an unknown question, parameter or value (with the
    nearest names) and UsageError for a missing one, unless there is nothing to choose: then the answer says so.
    """
    question = question_of(world, question_id)
    ground = _ground(given.get(GROUND, DEFAULT_GROUND))
    values = _values(world, question, given, language)
    iris = {name: choice.iri for name, choice in values.items()}
    sparql, rows = question.sparql(iris, ground), world.columns.rows(question, iris, ground)
    why = () if rows.rows else reasons(world, question, values, ground, language)
    answered = Answered(question, values, ground, sparql, rows, why, caveats(world, question, values, language))
    return _by_source(world, answered) if question.by_source else answered


def _by_source(world: World, answered: Answered) -> Answered:
    """The same answer, its rows in the order of the documents they rest on; those without a place come last."""
    supports = evidence(world, answered)
    places = _places(world, {support.place for row in supports for support in row if support.place})

    def place(number: int) -> tuple[bool, list[tuple[str, int]]]:
        known = sorted({places[support.place] for support in supports[number] if support.place in places})
        return not known, known

    rows = answered.rows.rows
    ordered = tuple(rows[number] for number in sorted(range(len(rows)), key=place))
    return dataclasses.replace(answered, rows=Rows(answered.rows.columns, ordered))


def _places(world: World, references: Iterable[str]) -> dict[str, tuple[str, int]]:
    """The document and first line of source references; line 0 where the document is not at hand."""
    wanted = " ".join(f"<{iri}>" for iri in sorted(references))
    rows = world.store.select(
        f"""SELECT ?k ?d ?l WHERE {{ VALUES ?k {{ {wanted} }} ?k aft:iDokument ?d
          OPTIONAL {{ ?k aft:foersteLinje ?l }} }}"""
    ).rows
    return {k.value: (d.value, int(line.value) if line else 0) for k, d, line in rows if k and d}


def _ground(name: str) -> str:
    if name not in GROUNDS:
        raise UnknownNameError("ground", name, GROUNDS)
    return name


def _values(world: World, question: Question, given: Mapping[str, str], language: str) -> dict[str, Choice]:
    names = [p.name for p in question.parameters]
    for name in given:
        if name not in (*names, GROUND):
            raise UnknownNameError(f"parameter of {question.id}", name, (*names, GROUND))
    values: dict[str, Choice] = {}
    for parameter in question.parameters:
        text = given.get(parameter.name, "").strip()
        if text:
            values[parameter.name] = _choose(world, choices(world, parameter, language), parameter, text)
        elif parameter.required and (known := choices(world, parameter, language)):
            raise UsageError(
                f"{question.id} needs {parameter.name} ({parameter.label_da}); give --param {parameter.name}=VALUE, "
                f"for instance {', '.join(c.id for c in known[:3])}"
            )
    return values


def chosen(world: World, found: Iterable[Choice], text: str) -> Choice | None:
    """The choice that a text names: by its id, its IRI, its label in any language or as `written`; or nothing."""
    folded = text.casefold()
    for choice in found:
        labels = world.labels.get(choice.iri, {}).values()
        if text in (choice.id, choice.iri) or folded in (choice.label.casefold(), written(choice).casefold()):
            return choice
        if folded in (label.casefold() for label in labels):
            return choice
    return None


def written(choice: Choice) -> str:
    """A choice by label and id, as it is written where others have the same label."""
    return f"{choice.label} ({choice.id})"


def _choose(world: World, found: tuple[Choice, ...], parameter: Parameter, text: str) -> Choice:
    choice = chosen(world, found, text)
    if choice is None:
        names = [name for each in found for name in (each.id, each.label)]
        raise UnknownNameError(f"value of {parameter.name}", text, names)
    return choice
