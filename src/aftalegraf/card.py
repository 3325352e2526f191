"""Tell what a rule asks, why, and how to meet it: one card for the page, the command and the report."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Final

from aftalegraf.dated import month
from aftalegraf.errors import UnknownNameError
from aftalegraf.phrases import Phrases
from aftalegraf.rules import Rule, rules
from aftalegraf.wording import capital, sentence
from aftalegraf.world import World

_WIDTH: Final = 100
_NAMES: Final = {
    "da": {
        "what": "Hvad",
        "why": "Hvorfor",
        "who": "Retter sig til",
        "basis": "Hjemmel",
        "tested": "Prøves på",
        "fix": "Sådan opfyldes den",
        "meets": "Opfyldt, fx",
        "fails": "Ikke opfyldt, fx",
        "note": "Bemærk",
    },
    "en": {
        "what": "What",
        "why": "Why",
        "who": "Addressed to",
        "basis": "Legal basis",
        "tested": "Tested on",
        "fix": "How to meet it",
        "meets": "Met, for example",
        "fails": "Not met, for example",
        "note": "Note",
    },
}
_NOTES: Final = {
    "da": {
        "approximate": "Prøven er en tilnærmelse; et menneske må vurdere resten.",
        "defeasible": "Parterne må gerne aftale noget andet; så er det en lovlig afvigelse.",
        "binds": "Gælder kun {}.",
        "from": "Gælder fra {}.",
        "draft": "Står kun i et udateret udkast til vejledning og er ikke i kraft.",
    },
    "en": {
        "approximate": "The test is an approximation; a person must judge the rest.",
        "defeasible": "The parties may agree otherwise; that is a lawful departure.",
        "binds": "Applies only to {}.",
        "from": "Applies from {}.",
        "draft": "Stands only in an undated draft of the guidance and is not in force.",
    },
}


@dataclass(frozen=True, slots=True)
class Card:
    """A rule in one language: its title, how it binds, and its lines, each a name and a text."""

    rule: Rule
    title: str
    marks: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]


def rule_named(world: World, name: str) -> Rule:
    """The rule that tests the provision of an id, also where another says the same.

    Raises UnknownNameError with the nearest ids.
    """
    known = rules(world)
    for rule in known:
        if name in (rule.id, *rule.also):
            return rule
    raise UnknownNameError("rule", name, [rule_id for rule in known for rule_id in (rule.id, *rule.also)])


def card(world: World, rule: Rule, language: str = "da") -> Card:
    """The card of a rule."""
    phrases, names = Phrases(world, language), _NAMES[language]
    told = {
        "what": sentence(phrases.says(rule)),
        "why": rule.why.get(language, ""),
        "who": ", ".join(rule.addressees),
        "basis": ", ".join(rule.basis),
        "tested": phrases.label(rule.target),
        "fix": rule.advice.get(language, ""),
        "meets": rule.meets.get(language, ""),
        "fails": rule.fails.get(language, ""),
        "note": " ".join(_notes(phrases, rule)),
    }
    lines = tuple((names[key], text) for key, text in told.items() if text)
    marks = tuple(mark for mark in phrases.marks(rule) if mark not in rule.basis)
    return Card(rule, capital(phrases.title(rule)), marks, lines)


def card_text(told: Card) -> str:
    """A card as lines for a terminal."""
    lines = [f"{told.title} [{', '.join(told.marks)}]"]
    for name, text in told.lines:
        lines += textwrap.wrap(
            f"{name}: {text}", _WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False
        )
    return "\n".join(lines) + "\n"


def _notes(phrases: Phrases, rule: Rule) -> list[str]:
    notes, language = _NOTES[phrases.language], phrases.language
    bound = ", ".join(phrases.label(iri) for iri in rule.binds)
    return [
        text
        for text, told in (
            (notes["binds"].format(bound), bool(bound)),
            (notes["from"].format(month(rule.valid_from, language)), bool(rule.valid_from)),
            (notes["draft"], rule.force == "vejledningUdkast"),
            (notes["approximate"], rule.approximate),
            (notes["defeasible"], rule.defeasible),
        )
        if told
    ]
