"""Put a rule and what it says of a thing into words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from aftalegraf.dated import month
from aftalegraf.namespaces import AFT
from aftalegraf.review import NOT_MET, UNDECIDED, Result
from aftalegraf.rules import Rule
from aftalegraf.wording import TEXTS, sentence
from aftalegraf.world import World

_READINGS: Final = """SELECT DISTINCT ?why ?outcome WHERE {
  ?l a aft:Laesning ; aft:forklaring ?why ; aft:laesningsresultat ?outcome } ORDER BY ?why ?outcome"""


def heading(result: Result) -> str:
    """The key in TEXTS for a result: its outcome, with its standing where it is not met."""
    if result.excused:
        return "excused"
    if result.departs:
        return "departure"
    return f"{NOT_MET}-{result.standing}" if result.outcome == NOT_MET else result.outcome


class Phrases:
    """The words of a report in one language."""

    def __init__(self, world: World, language: str = "da") -> None:
        self.world, self.language, self.texts = world, language, TEXTS[language]

    def label(self, iri: str) -> str:
        """The name of a thing, a term or a passage."""
        return self.world.label(iri, self.language)

    def title(self, rule: Rule) -> str:
        """The id and title of a rule, with the ids of provisions that say the same."""
        also = f" ({self.texts['also']} {', '.join(rule.also)})" if rule.also else ""
        return f"{rule.id} {rule.title[self.language]}{also}"

    def marks(self, rule: Rule) -> tuple[str, ...]:
        """How a rule binds and where it stands: modality, force, chapter and law cited; whether it is approximate."""
        approximate = (self.texts["approximate"],) if rule.approximate else ()
        chapter = (f"{self.texts['chapter']} {rule.chapter}",) if rule.chapter else ()
        return (*self.weight(rule), *chapter, *rule.basis, *approximate)

    def weight(self, rule: Rule) -> tuple[str, str]:
        """The modality and the legal force of a rule."""
        return self.label(AFT + rule.modality), self.force(rule.force)

    def force(self, code: str) -> str:
        """The name of a legal force."""
        return self.label(AFT + code)

    def heading(self, result: Result) -> str:
        """The outcome in words, with its standing where it is not met."""
        until = month(result.exemption.until, self.language) if result.exemption else ""
        return self.texts.get(heading(result), self.texts[result.outcome]).format(until)

    def why(self, result: Result) -> str:
        """The reasons as sentences."""
        return " ".join(sentence(reason) for reason in result.reasons)

    def exemption(self, result: Result) -> str:
        """Why there is an exemption, the role that answers for it and its last day; that it has expired."""
        if not result.exemption:
            return ""
        said, until = result.exemption, month(result.exemption.until, self.language)
        words = self.texts["expired" if result.expired else "exempted"]
        return words.format(reason=said.reason, role=said.role, until=until)

    def sources(self, result: Result) -> str:
        """The passages that show what was found, or what is missing."""
        return "; ".join(dict.fromkeys(self.label(place) for place in result.places))

    def says(self, rule: Rule) -> str:
        """The provision in its own words, with its passage."""
        return f"{self.label(rule.iri)} ({self.label(rule.source)})" if rule.source else self.label(rule.iri)

    def cure(self, result: Result) -> str:
        """What to do about a result: what it takes to decide it, and how to meet the rule."""
        advice = result.rule.advice[self.language]
        return f"{self.obtain(result)} {advice}" if result.outcome == UNDECIDED else advice

    def obtain(self, result: Result) -> str:
        """What it takes to decide, by how the sources were read."""
        codes = [self.readings[reason] for reason in result.reasons if reason in self.readings]
        if not result.rule.approximate:  # what a source that is read does not say, only the parties can
            codes = ["ikkeAngivet" if code == "fuldstaendig" else code for code in codes]
        return " ".join(dict.fromkeys(self.texts[code] for code in codes)) or self.texts["unread"]

    @cached_property
    def readings(self) -> Mapping[str, str]:
        """How the sources were read, by the explanation given."""
        rows = self.world.store.select(_READINGS).rows
        codes = [(why.value, outcome.value.removeprefix(AFT)) for why, outcome in rows if why and outcome]
        return {why: code for why, code in codes if code in self.texts}
