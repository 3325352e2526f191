"""Put a review in the order in which a planner reads it, whatever it is then written as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from aftalegraf.conformance import about, force_order, sentences
from aftalegraf.dated import month
from aftalegraf.phrases import Phrases, heading
from aftalegraf.profiles import GUIDANCE_2018
from aftalegraf.review import DRAFT, LATER, MET, NOT_MET, Report, Result
from aftalegraf.rules import LEVELS
from aftalegraf.wording import ABOUTS, STANDINGS, TEXTS, sentence
from aftalegraf.world import World

FIRST: Final = "first"
DEPARTURES: Final = "departures"
EXEMPT: Final = "exempt"
OPEN: Final = "open"
DONE: Final = "met"


@dataclass(frozen=True, slots=True)
class Line:
    """A named line of text; `key` is the name of the name in `wording.TEXTS`."""

    key: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A rule with all results that say the same of it, of one thing or of many; `subject` is what they are about."""

    subject: str
    results: tuple[Result, ...]
    title: str
    marks: tuple[str, ...]
    things: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading, and what is said of them all; `results` are those that it tells of."""

    heading: str
    lines: tuple[Line, ...]
    items: tuple[Item, ...]
    results: tuple[Result, ...]

    @property
    def by_subject(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """The items under what they are about; without a heading where it is the same for all."""
        found = {item.subject: tuple(i for i in self.items if i.subject == item.subject) for item in self.items}
        return tuple(found.items()) if len(found) > 1 else (("", self.items),)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: what to look at first, departures, what cannot be decided, what is met."""

    key: str
    heading: str
    lead: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The report on one agreement; `sentences` tell how far it conforms, under what they are about."""

    title: str
    agreement: str
    notices: tuple[str, ...]
    sentences: tuple[tuple[str, tuple[str, ...]], ...]
    sections: tuple[Section, ...]


def outline(world: World, report: Report, language: str = "da", chosen: Sequence[Result] | None = None) -> Outline:
    """The review of one agreement, put in order and in words; the sections of the chosen results only, where given."""
    author = _Author(world, report, language, chosen)
    return Outline(
        title=f"{author.texts['title']}: {report.label}",
        agreement=report.label,
        notices=notices(report, language),
        sentences=sentences(report, language),
        sections=(author.open(),) if author.in_one else author.sections(),
    )


def notices(report: Report, language: str = "da") -> tuple[str, ...]:
    """What a reader must know first: that this is no approval, what the rules are worth, how old the agreement is."""
    texts, held, as_of = TEXTS[language], report.profile, _as_of(report, language)
    if report.in_one:
        return tuple(text for text in (texts["unofficial"], *as_of, texts["quoted"]) if text)
    dated = texts["dated"].format(month(report.dated, language)) if report.dated else texts["undated"]
    told_first = (texts["unofficial"], *as_of)
    return told_first + tuple(
        text
        for text, told in (
            (texts["draft"], any(r.standing == DRAFT for r in report.results)),
            (dated, bool(report.dated or not held.day)),
            (texts["younger"], any(r.standing in (DRAFT, LATER) for r in report.results)),
            (texts["partly"], any(r.rule.approximate for r in report.results)),
            (texts["quoted"], True),
        )
        if text and told
    )


def _as_of(report: Report, language: str) -> tuple[str, ...]:
    """By which rules the review was made: a partial profile, a day, an assumption, a legal base that has ended."""
    texts, held = TEXTS[language], report.profile
    return tuple(
        text
        for text, told in (
            (texts["partial"], held.name == GUIDANCE_2018),
            (texts["day"].format(month(held.day, language)) if held.day else "", True),
            (texts["assumed"].format(month(held.assumed, language)) if held.assumed else "", True),
            (texts["ended"].format(month(report.ends, language)) if report.ended else "", True),
        )
        if text and told
    )


class _Author:
    """Puts the results of one report in order and in words."""

    def __init__(self, world: World, report: Report, language: str, chosen: Sequence[Result] | None = None) -> None:
        self.phrases, self.whole = Phrases(world, language), chosen is None
        self.report = report if chosen is None else replace(report, results=tuple(chosen))
        self.in_one = self.whole and report.in_one is not None
        self.texts = self.phrases.texts

    def sections(self) -> tuple[Section, ...]:
        """What is not met, exemptions, departures, what cannot be decided, what is met; only the first may be empty."""
        texts, results = self.texts, self.report.results
        excused = [r for r in results if r.excused]
        missing = [r for r in results if r.outcome == NOT_MET and not r.departs and not r.excused]
        departing = [r for r in results if r.departs and not r.excused]
        met = [r for r in results if r.outcome == MET]
        found = []
        if missing or self.whole:
            found.append(Section(FIRST, texts["first"], "" if missing else texts["first-none"], self.graded(missing)))
        if excused:
            found.append(Section(EXEMPT, texts["exempt"], texts["exempt-lead"], self.by_subject(excused, full=True)))
        if departing:
            groups = self.by_subject(departing, full=True)
            found.append(Section(DEPARTURES, texts["departures"], texts["departures-lead"], groups))
        if self.report.open:
            found.append(self.open())
        if met:
            found.append(Section(DONE, texts["met"], "", self.by_subject(met, full=False)))
        return tuple(found)

    def graded(self, missing: Sequence[Result]) -> tuple[Group, ...]:
        """What is not met, by what it is about, by level and by whether the rule was in force; the gravest first."""
        kinds: dict[tuple[int, int, int], list[Result]] = {}
        for result in missing:
            standing = STANDINGS.index(heading(result)) if heading(result) in STANDINGS else len(STANDINGS)
            key = (ABOUTS.index(about(result)), LEVELS.index(result.rule.level), standing)
            kinds.setdefault(key, []).append(result)
        return tuple(self.grade(results) for _, results in sorted(kinds.items(), key=lambda kind: kind[0]))

    def grade(self, results: list[Result]) -> Group:
        first, texts = results[0], self.texts
        named = (texts[about(first)], texts[first.rule.level], f"{self.phrases.heading(first)} ({len(results)})")
        ordered = sorted(results, key=lambda result: force_order(result.rule.force))
        return Group(" · ".join(named), (), self.items(ordered, full=True), tuple(results))

    def by_subject(self, results: Iterable[Result], *, full: bool) -> tuple[Group, ...]:
        """Results by what they are about, with the number of provisions."""
        found: dict[str, list[Result]] = {}
        for result in sorted(results, key=lambda result: ABOUTS.index(about(result))):
            found.setdefault(about(result), []).append(result)
        return tuple(
            Group(f"{self.texts[subject]} ({_rules(several)})", (), self.items(several, full=full), tuple(several))
            for subject, several in found.items()
        )

    def open(self) -> Section:
        """What cannot be decided: one group a reason, those that keep most provisions open first."""
        groups = sorted(self.report.open, key=lambda group: -_rules(group))
        lead = self.texts["open-lead"] if len(groups) > 1 else ""
        return Section(OPEN, self.texts["open"], lead, tuple(self.reason(group) for group in groups))

    def reason(self, results: tuple[Result, ...]) -> Group:
        """One reason, what it takes to decide, and the provisions that wait for it, unless it is all of them."""
        texts, first, number = self.texts, results[0], _rules(results)
        lines = self.lines(
            ("source", self.phrases.sources(first)),
            ("obtain", self.phrases.obtain(first)),
            ("exemption", "; ".join(f"{r.rule.id} {self.phrases.exemption(r)}" for r in results if r.expired)),
            ("do", first.rule.advice[self.phrases.language] if number == 1 else ""),
        )
        because = texts["because-one"] if number == 1 else texts["because"].format(number)
        ordered = sorted(results, key=lambda result: ABOUTS.index(about(result)))
        items = () if self.in_one else self.items(ordered, full=False)
        return Group(f"{because}: {self.phrases.why(first)}", lines, items, results)

    def items(self, results: Iterable[Result], *, full: bool) -> tuple[Item, ...]:
        """One item a rule; where more than its title is told, one for each thing that is told of it."""
        same: dict[tuple[object, ...], list[Result]] = {}
        for result in results:
            told = (result.standing, result.reasons, result.found, result.places, result.exemption) if full else ()
            same.setdefault((result.rule.id, about(result), *told), []).append(result)
        return tuple((self.finding if full else self.entry)(tuple(several)) for several in same.values())

    def entry(self, results: tuple[Result, ...]) -> Item:
        """A rule on one line, with what it was tested on: nothing for the agreement itself, a name, or a number."""
        rule = results[0].rule
        marks = self.phrases.weight(rule) + ((self.texts["approximate"],) if rule.approximate else ())
        things = f"{self.phrases.label(rule.target)}: {len(results)}" if len(results) > 1 else results[0].label
        own = len(results) == 1 and results[0].focus == self.report.agreement
        return Item(self.subject(results), results, self.phrases.title(rule), marks, "" if own else things, ())

    def finding(self, results: tuple[Result, ...]) -> Item:
        """A rule with all that a planner needs to act on it."""
        first, phrases = results[0], self.phrases
        rule = first.rule
        things = "; ".join(dict.fromkeys(result.label for result in results))
        lines = self.lines(
            ("where", things),
            ("default", sentence(rule.message[phrases.language]) if first.departs else ""),
            ("found", "; ".join(first.found)),
            ("why", phrases.why(first)),
            ("exemption", phrases.exemption(first)),
            ("do", rule.advice[phrases.language]),
            ("source", phrases.sources(first)),
            ("says", phrases.says(rule)),
        )
        return Item(self.subject(results), results, phrases.title(rule), phrases.marks(rule), things, lines)

    def subject(self, results: tuple[Result, ...]) -> str:
        """The heading of what results are about."""
        return self.texts[about(results[0])]

    def lines(self, *pairs: tuple[str, str]) -> tuple[Line, ...]:
        """The lines that have a text."""
        return tuple(Line(key, self.texts[key], text) for key, text in pairs if text)


def _rules(results: Iterable[Result]) -> int:
    return len({result.rule.id for result in results})
