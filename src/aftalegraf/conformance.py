"""Say how far an agreement conforms, for each level and each legal force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf.review import LATER, MET, NOT_MET, UNDECIDED, UNKNOWN, Report, Result
from aftalegraf.rules import LEVELS
from aftalegraf.wording import ABOUTS, TEXTS

FORCES: Final = (
    "lov", "bekendtgoerelse", "vejledning", "vejledningUdkast", "aftaleHoeringsversion", "administrativtTillaeg",
)  # fmt: skip
DEPARTS: Final = "departs"
EXCUSED: Final = "excused"
OUTCOMES: Final = (NOT_MET, UNDECIDED, EXCUSED, DEPARTS, MET)  # the gravest first

_PLACES: Final = {
    "da": {
        "lov": "lov og bekendtgørelse",
        "vejledning": "de kendte dele af vejledningen fra 2018",
        "vejledningUdkast": "vejledningsudkastet",
        "aftaleHoeringsversion": "aftalens egne forpligtelser (høringsversionen)",
        "administrativtTillaeg": "det administrative tillæg",
    },
    "en": {
        "lov": "act and order",
        "vejledning": "the known parts of the guidance of 2018",
        "vejledningUdkast": "the draft guidance",
        "aftaleHoeringsversion": "the agreement's own commitments (consultation draft)",
        "administrativtTillaeg": "the administrative supplement",
    },
}
_NOUNS: Final = {
    "da": {
        "skal": ("krav", "krav"),
        "boer": ("anbefaling", "anbefalinger"),
        "kan": ("punkt til oplysning", "punkter til oplysning"),
    },
    "en": {
        "skal": ("requirement", "requirements"),
        "boer": ("recommendation", "recommendations"),
        "kan": ("point of information", "points of information"),
    },
}
_DANISH_ONE: Final = {"skal": "det ene", "boer": "den ene", "kan": "det ene"}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many provisions there are of one kind, and how many come out in which way.

    about is what a finding is about, level skal, boer or kan, force a legal force. A provision tested on many things
    counts once, as its worst. `departing` are lawful departures from a default; `partly` those of the met that are
    tested only by approximation; `later` those of the missing that are younger than the agreement, and `unknown` those
    of which it is unknown; `excused` those of which findings are covered by a reasoned exemption.
    """

    about: str
    level: str
    force: str
    met: int
    missing: int
    undecided: int
    departing: int
    partly: int
    later: int
    unknown: int
    excused: int = 0

    @property
    def total(self) -> int:
        """All provisions of the kind."""
        return self.met + self.missing + self.undecided + self.departing + self.excused


def about(result: Result) -> str:
    """What a finding is about, as a key of the report's words: the agreement itself where nothing else is said."""
    return result.rule.about if result.rule.about in ABOUTS else ABOUTS[0]


def tallies(report: Report) -> tuple[Tally, ...]:
    """The counts for each subject, level and force that has provisions, in this order."""
    kinds: dict[tuple[int, int, tuple[int, str]], list[Result]] = {}
    for result in report.results:
        key = (ABOUTS.index(about(result)), LEVELS.index(result.rule.level), force_order(result.rule.force))
        kinds.setdefault(key, []).append(result)
    return tuple(_tally(results) for _, results in sorted(kinds.items(), key=lambda kind: kind[0]))


def force_order(force: str) -> tuple[int, str]:
    """The strongest force first; one that is not known last, by name."""
    return (FORCES.index(force), "") if force in FORCES else (len(FORCES), force)


def sentences(report: Report, language: str = "da") -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What can be said of each subject, under its heading: a sentence a level and force, act and order as one."""
    if report.in_one:
        said = TEXTS[language]["all_open"].format(len({r.rule.id for r in report.results}))
        return ((TEXTS[language][ABOUTS[0]], (said,)),)
    by_kind: dict[tuple[str, str, str], list[Tally]] = {}
    for tally in tallies(report):
        place = "lov" if tally.force in FORCES[:2] else tally.force
        by_kind.setdefault((tally.about, tally.level, place), []).append(tally)
    found: dict[str, list[str]] = {}
    for (subject, _, place), several in by_kind.items():
        found.setdefault(subject, []).append(_sentence(_sum(several, place), language))
    return tuple((TEXTS[language][subject], tuple(said)) for subject, said in found.items())


def summary(report: Report, language: str = "da") -> tuple[str, ...]:
    """The same sentences in one row, each after what it is about where that is not the agreement itself."""
    own = TEXTS[language][ABOUTS[0]]
    return tuple(
        said if subject == own else f"{subject}: {said}"
        for subject, several in sentences(report, language)
        for said in several
    )


def _tally(results: Sequence[Result]) -> Tally:
    by_rule: dict[str, list[Result]] = {}
    for result in results:
        by_rule.setdefault(result.rule.id, []).append(result)
    worst = [min(several, key=lambda r: OUTCOMES.index(outcome(r))) for several in by_rule.values()]
    missing = [r for r in worst if outcome(r) == NOT_MET]
    met = [r for r in worst if outcome(r) == MET]
    first = results[0]
    return Tally(
        about=about(first),
        level=first.rule.level,
        force=first.rule.force,
        met=len(met),
        missing=len(missing),
        undecided=sum(outcome(r) == UNDECIDED for r in worst),
        departing=sum(outcome(r) == DEPARTS for r in worst),
        partly=sum(r.rule.approximate for r in met),
        later=sum(r.standing == LATER for r in missing),
        unknown=sum(r.standing == UNKNOWN for r in missing),
        excused=sum(outcome(r) == EXCUSED for r in worst),
    )


def outcome(result: Result) -> str:
    """The outcome of a result as one of OUTCOMES: an exemption and a lawful departure are no shortcomings."""
    if result.excused:
        return EXCUSED
    return DEPARTS if result.departs else result.outcome


def _sum(several: Sequence[Tally], place: str) -> Tally:
    counts = ("met", "missing", "undecided", "departing", "partly", "later", "unknown", "excused")
    added = {name: sum(getattr(tally, name) for tally in several) for name in counts}
    return Tally(about=several[0].about, level=several[0].level, force=place, **added)


def _sentence(tally: Tally, language: str) -> str:
    place = _PLACES[language].get(tally.force, tally.force)
    return (_danish if language == "da" else _english)(tally, place)


def _danish(t: Tally, place: str) -> str:
    one, many = _NOUNS["da"][t.level]
    nouns = one if t.total == 1 else many
    verb = "Følger" if t.level == "boer" else "Opfylder"
    if t.missing:
        missing = one if t.missing == 1 else many
        return f"{t.missing} {missing} i {place} er ikke opfyldt{_rest(_parts(t, 'da', told=NOT_MET))}."
    if t.met == t.total:
        every = _DANISH_ONE[t.level] if t.total == 1 else f"alle {t.total}"
        return f"{verb} {every} {nouns} i {place}{_rest(_parts(t, 'da', told=MET))}."
    if t.met and not t.departing and not t.excused:
        told = ", ".join(_parts(t, "da", told=MET))
        return f"{verb} alle {many} i {place}, der kan afgøres ({t.met} af {t.total}; {told})."
    if t.met or t.departing or t.excused:
        return f"{verb} {t.met} af {t.total} {many} i {place}{_rest(_parts(t, 'da', told=MET))}."
    if t.total == 1:
        return f"{_DANISH_ONE[t.level].capitalize()} {one} i {place} kan ikke afgøres."
    return f"Ingen af de {t.total} {many} i {place} kan afgøres."


def _english(t: Tally, place: str) -> str:
    one, many = _NOUNS["en"][t.level]
    nouns = one if t.total == 1 else many
    verb = "Follows" if t.level == "boer" else "Meets"
    if t.missing:
        missing = one if t.missing == 1 else many
        are = "is" if t.missing == 1 else "are"
        return f"{t.missing} {missing} in {place} {are} not met{_rest(_parts(t, 'en', told=NOT_MET))}."
    if t.met == t.total:
        every = "the one" if t.total == 1 else f"all {t.total}"
        return f"{verb} {every} {nouns} in {place}{_rest(_parts(t, 'en', told=MET))}."
    if t.met and not t.departing and not t.excused:
        told = ", ".join(_parts(t, "en", told=MET))
        return f"{verb} all {many} in {place} that can be decided ({t.met} of {t.total}; {told})."
    if t.met or t.departing or t.excused:
        return f"{verb} {t.met} of {t.total} {many} in {place}{_rest(_parts(t, 'en', told=MET))}."
    if t.total == 1:
        return f"The one {one} in {place} cannot be decided."
    return f"None of the {t.total} {many} in {place} can be decided."


def _parts(t: Tally, language: str, *, told: str) -> list[str]:
    """What else there is to say: the counts that the sentence has not told, and what to know of those it has."""
    danish = language == "da"
    said = [
        (t.later, "heraf {} yngre end aftalen" if danish else "{} of them younger than the agreement"),
        (t.unknown, "for {} er det ukendt, om de gjaldt" if danish else "for {} it is unknown whether they applied"),
        (t.met if told == NOT_MET else 0, "{} opfyldt" if danish else "{} met"),
        (t.partly, "heraf {} kun prøvet ved en tilnærmelse" if danish else "{} of them tested by approximation only"),
        (t.undecided, "{} kan ikke afgøres" if danish else "{} cannot be decided"),
        (t.departing, "{} " + _departing(t.departing, danish=danish)),
        (t.excused, "{} med begrundet undtagelse" if danish else "{} under a reasoned exemption"),
    ]
    return [words.format(number) for number, words in said if number]


def _departing(number: int, *, danish: bool) -> str:
    if danish:
        return "lovlig afvigelse fra udgangspunktet" if number == 1 else "lovlige afvigelser fra udgangspunktet"
    return "lawful departure from the starting point" if number == 1 else "lawful departures from the starting point"


def _rest(parts: Iterable[str]) -> str:
    told = ", ".join(parts)
    return f" ({told})" if told else ""
