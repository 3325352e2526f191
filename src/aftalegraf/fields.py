"""Read what somebody chose in the form of a question, and say in the form what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from aftalegraf.answers import choices, chosen, written
from aftalegraf.asked import DEFAULT_GROUND, GROUND, GROUND_LABELS, Choice
from aftalegraf.likeness import most_like
from aftalegraf.questions import Parameter, Question
from aftalegraf.wording import capital
from aftalegraf.world import World

LONGEST_LIST: Final = 25  # beyond this a name is written with suggestions, not chosen in a list
_TEXTS: Final = {
    "da": {
        "missing": "«{}» skal være valgt, før spørgsmålet kan besvares.",
        "value": "«{}» er ikke blandt de værdier, du kan vælge i «{}».",
        "ground": "«{}» er ikke et grundlag. Vælg et af de tre.",
        "name": "Adressen har værdien «{}», men spørgsmålet har intet felt, der hedder det.",
    },
    "en": {
        "missing": "“{}” must be chosen before the question can be answered.",
        "value": "“{}” is not one of the values that you can choose in “{}”.",
        "ground": "“{}” is not a ground. Choose one of the three.",
        "name": "The address has the value “{}”, but the question has no field of that name.",
    },
}


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that could be meant instead: its name for people, and what to put in the address for it.

    `value` empty means: leave `name` out.
    """

    label: str
    name: str
    value: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one value: the name of its field, the text, and what may have been meant."""

    name: str
    text: str
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form: the value as it was given, the thing chosen by it, and what is wrong."""

    parameter: Parameter
    label: str
    choices: tuple[Choice, ...]
    given: str
    chosen: Choice | None
    problem: Problem | None

    @property
    def long(self) -> bool:
        """Whether the values are so many that one writes a name."""
        return len(self.choices) > LONGEST_LIST

    @property
    def options(self) -> tuple[tuple[Choice, str], ...]:
        """The values, each with its text: with the id where the labels of two are the same."""
        number = Counter(choice.label.casefold() for choice in self.choices)
        return tuple(
            (choice, capital(written(choice) if number[choice.label.casefold()] > 1 else choice.label))
            for choice in self.choices
        )

    @property
    def shown(self) -> str:
        """What stands in the field: the name of what was chosen, or what was written."""
        return next((text for choice, text in self.options if choice == self.chosen), self.given)


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a question as it was filled in."""

    fields: tuple[Field, ...]
    ground: str
    problems: tuple[Problem, ...]

    @property
    def complete(self) -> bool:
        """Whether the question can be answered."""
        return not self.problems and all(f.chosen or not f.parameter.required or not f.choices for f in self.fields)

    @property
    def values(self) -> dict[str, str]:
        """What was chosen, for the address of the answer: ids by name, with the ground last."""
        found = {field.parameter.name: field.chosen.id for field in self.fields if field.chosen}
        return {**found, GROUND: self.ground}

    @property
    def targets(self) -> dict[str, str]:
        """Where on the page each field stands, by its name."""
        return {**{f.parameter.name: f"f-{f.parameter.name}" for f in self.fields}, GROUND: f"{GROUND}-{self.ground}"}

    def query(self, hint: Hint) -> str:
        """The values with a hint taken, as a part of an address."""
        changed = {**self.values, hint.name: hint.value}
        return urlencode({name: value for name, value in changed.items() if value})

    def problem(self, name: str) -> Problem | None:
        """What is wrong with one of the values, or nothing."""
        return next((problem for problem in self.problems if problem.name == name), None)


def read_form(world: World, question: Question, given: Mapping[str, str], language: str) -> Form:
    """The form with the values given by name; Nothing is raised for wrong ones."""
    texts = _TEXTS[language]
    fields = tuple(_field(world, p, given, language) for p in question.parameters)
    problems = [field.problem for field in fields if field.problem]
    ground = given.get(GROUND, "") or DEFAULT_GROUND
    if ground not in GROUND_LABELS:
        hints = tuple(Hint(capital(words[language]), GROUND, name) for name, words in GROUND_LABELS.items())
        problems.append(Problem(GROUND, texts["ground"].format(ground), hints))
        ground = DEFAULT_GROUND
    known = {GROUND, *(p.name for p in question.parameters)}
    problems += [_unknown(question, name, given[name], language) for name in given if name not in known]
    return Form(fields, ground, tuple(problems))


def _field(world: World, parameter: Parameter, given: Mapping[str, str], language: str) -> Field:
    found, text = choices(world, parameter, language), given.get(parameter.name, "").strip()
    choice = chosen(world, found, text) if text else None
    label, problem = parameter.label(language), None
    if text and choice is None:
        names = {each: (each.label, each.id) for each in found}
        hints = (Hint(capital(each.label), parameter.name, each.id, each.iri) for each in most_like(text, names))
        said = _TEXTS[language]["value"].format(text[:80], capital(label))
        problem = Problem(parameter.name, said, tuple(hints))
    elif not text and parameter.required and found and given:
        problem = Problem(parameter.name, _TEXTS[language]["missing"].format(capital(label)))
    return Field(parameter, label, found, text, choice, problem)


def _unknown(question: Question, name: str, value: str, language: str) -> Problem:
    """A name that no field has: perhaps another one was meant, else it can be left out."""
    labels = {p.name: (p.name, p.label(language)) for p in question.parameters}
    hints = tuple(Hint(capital(labels[near][1]), near, value) for near in most_like(name, labels, 2))
    without = "Vis svaret uden den" if language == "da" else "Show the answer without it"
    return Problem(name, _TEXTS[language]["name"].format(name[:80]), (*hints, Hint(without, name, "")))
