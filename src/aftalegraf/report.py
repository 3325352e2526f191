"""Write a review so that a planner can act on it: as text and as plain data."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any, Final

from aftalegraf.review import DRAFT, IN_FORCE, LATER, MET, NOT_MET, UNDECIDED, UNKNOWN, Report, Result
from aftalegraf.rules import LEVELS
from aftalegraf.world import World

_WIDTH: Final = 100

TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "da": {
        "title": "Gennemgang mod vejledningen",
        "unofficial": "Uofficielt værktøj. Gennemgangen er ingen godkendelse; den viser kun, hvad der står i kilderne.",
        "draft": "Vejledningen foreligger kun som udateret høringsudkast (2023) og er ikke i kraft.",
        "dated": "Aftalens dokument er fra {}.",
        "younger": "Bestemmelserne er yngre end aftalen eller findes kun i udkast: en mangel er ikke et brud.",
        "undated": "Aftalen har ingen dato i dokumenterne; om en bestemmelse gjaldt, kan derfor ikke afgøres.",
        "skal": "SKAL",
        "boer": "BØR",
        "kan": "KAN OG OPLYSNINGER",
        "says": "Vejledningen",
        "where": "Gælder",
        "found": "Fundet",
        "why": "Hvorfor",
        "source": "Kilde",
        "do": "Gør",
        "chapter": "kapitel",
        "none": "ingen bestemmelser prøvet",
        "all_open": "Ingen af bestemmelserne kan afgøres",
        MET: "Opfyldt",
        UNDECIDED: "Kan ikke afgøres",
        f"{NOT_MET}-{IN_FORCE}": "Ikke opfyldt",
        f"{NOT_MET}-{LATER}": "Mangel i forhold til senere regler",
        f"{NOT_MET}-{DRAFT}": "Mangel i forhold til senere vejledning (udkast)",
        f"{NOT_MET}-{UNKNOWN}": "Mangel; om bestemmelsen gjaldt, er ukendt",
    },
    "en": {
        "title": "Review against the guidance",
        "unofficial": "Unofficial tool. The review is no approval; it only tells what stands in the sources.",
        "draft": "The guidance is at hand only as an undated consultation draft (2023) and is not in force.",
        "dated": "The document of the agreement is from {}.",
        "younger": "The provisions are younger than the agreement or exist only as a draft: no breach.",
        "undated": "The agreement has no date in the documents; whether a provision applied cannot be decided.",
        "skal": "MUST",
        "boer": "SHOULD",
        "kan": "MAY AND INFORMATION",
        "says": "Guidance",
        "where": "Concerns",
        "found": "Found",
        "why": "Why",
        "source": "Source",
        "do": "Do",
        "chapter": "chapter",
        "none": "no provisions tested",
        "all_open": "None of the provisions can be decided",
        MET: "Met",
        UNDECIDED: "Cannot be decided",
        f"{NOT_MET}-{IN_FORCE}": "Not met",
        f"{NOT_MET}-{LATER}": "Missing with regard to later rules",
        f"{NOT_MET}-{DRAFT}": "Missing with regard to later guidance (draft)",
        f"{NOT_MET}-{UNKNOWN}": "Missing; whether the provision applied is unknown",
    },
}
_MONTHS: Final = {
    "da": [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_ORDER: Final = (
    f"{NOT_MET}-{IN_FORCE}", f"{NOT_MET}-{UNKNOWN}", f"{NOT_MET}-{LATER}", f"{NOT_MET}-{DRAFT}", UNDECIDED, MET,
)  # fmt: skip


def heading(result: Result) -> str:
    """The key in TEXTS for a result: its outcome, with its standing where it is not met."""
    return f"{NOT_MET}-{result.standing}" if result.outcome == NOT_MET else result.outcome


def summary(report: Report, language: str = "da") -> tuple[str, ...]:
    """One line for each level and force: how many provisions are met, missing or undecided."""
    groups = (
        ("skal", ("lov", "bekendtgoerelse")), ("skal", ("vejledningUdkast",)), ("boer", ()), ("kan", ()),
    )  # fmt: skip
    return tuple(_line(report, modality, forces, language) for modality, forces in groups)


def _line(report: Report, modality: str, forces: tuple[str, ...], language: str) -> str:
    danish = language == "da"
    name = {
        ("skal", "lov"): "Skal i lov og bekendtgørelse" if danish else "Must in act and order",
        ("skal", "vejledningUdkast"): "Skal i vejledningsudkastet" if danish else "Must in the draft guidance",
        ("boer", ""): "Bør" if danish else "Should",
        ("kan", ""): "Kan og oplysninger" if danish else "May and information",
    }[modality, forces[0] if forces else ""]
    outcomes: dict[str, list[str]] = {}
    for result in report.results:
        if result.rule.level == modality and (not forces or result.rule.force in forces):
            outcomes.setdefault(result.rule.id, []).append(result.outcome)
    worst = [next(o for o in (NOT_MET, UNDECIDED, MET) if o in seen) for seen in outcomes.values()]
    met, missing, undecided = (worst.count(o) for o in (MET, NOT_MET, UNDECIDED))
    if not worst:
        return f"{name}: {TEXTS[language]['none']}"
    if danish:
        return f"{name}: {met} af {len(worst)} opfyldt, {missing} mangler, {undecided} kan ikke afgøres"
    return f"{name}: {met} of {len(worst)} met, {missing} missing, {undecided} cannot be decided"


def as_text(world: World, reports: Iterable[Report], language: str = "da") -> str:
    """The reviews as lines for a terminal."""
    return "\n\n".join("\n".join(_report(world, report, language)) for report in reports) + "\n"


def month(dated: str, language: str = "da") -> str:
    """A date or month as people write it, for instance januar 2019."""
    year, _, rest = dated.partition("-")
    if not rest:
        return dated
    number, _, day = rest.partition("-")
    name = _MONTHS[language][int(number) - 1]
    if not day:
        return f"{name} {year}"
    return f"{int(day)}. {name} {year}" if language == "da" else f"{int(day)} {name} {year}"


def _report(world: World, report: Report, language: str) -> Iterable[str]:
    texts = TEXTS[language]
    yield f"{texts['title']}: {report.label}"
    yield "=" * len(f"{texts['title']}: {report.label}")
    yield texts["unofficial"]
    if report.in_one:
        yield from _all_open(world, report.in_one, language)
        return
    yield texts["draft"]
    yield texts["dated"].format(month(report.dated, language)) if report.dated else texts["undated"]
    if report.dated and all(result.younger for result in report.results):
        yield texts["younger"]
    yield ""
    yield from summary(report, language)
    for modality in LEVELS:
        results = [r for r in report.results if r.rule.level == modality]
        if results:
            yield ""
            yield texts[modality]
            yield from _level(world, results, language)


def _all_open(world: World, result: Result, language: str) -> Iterable[str]:
    texts = TEXTS[language]
    yield texts["all_open"]
    yield from _wrap(f"{texts['why']}: {' '.join(_sentence(reason) for reason in result.reasons)}", 2, 4)
    sources = "; ".join(world.label(place, language) for place in result.places)
    if sources:
        yield from _wrap(f"{texts['source']}: {sources}", 2, 4)


def _level(world: World, results: list[Result], language: str) -> Iterable[str]:
    for key in _ORDER:
        chosen = [r for r in results if heading(r) == key]
        if not chosen:
            continue
        yield f"  {TEXTS[language][key]} ({len(chosen)})"
        for result in chosen:
            yield from _met(result, language) if key == MET else _finding(world, result, language)


def _met(result: Result, language: str) -> Iterable[str]:
    yield from _wrap(f"{result.rule.id} {result.rule.title[language]}: {result.label}", 4, 6)


def _finding(world: World, result: Result, language: str) -> Iterable[str]:
    rule, texts = result.rule, TEXTS[language]
    force = world.label(f"https://w3id.org/aftalegraf/ns#{rule.force}", language)
    basis = f"; {', '.join(rule.basis)}" if rule.basis else ""
    yield from _wrap(f"{rule.id} {rule.title[language]} [{force}, {texts['chapter']} {rule.chapter}{basis}]", 4, 6)
    parts = (
        (texts["says"], f"{world.label(rule.iri, language)} ({world.label(rule.source, language)})"),
        (texts["where"], result.label),
        (texts["found"], "; ".join(result.found)),
        (texts["why"], " ".join(_sentence(reason) for reason in result.reasons)),
        (texts["source"], "; ".join(world.label(place, language) for place in result.places)),
        (texts["do"], rule.advice[language]),
    )
    for name, text in parts:
        if text:
            yield from _wrap(f"{name}: {text}", 6, 8)


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def _wrap(text: str, first: int, rest: int) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=" " * first, subsequent_indent=" " * rest, break_long_words=False)


def as_data(world: World, reports: Iterable[Report], language: str = "da") -> list[dict[str, Any]]:
    """The reviews as plain data: one object an agreement with its summary and results."""
    return [
        {
            "agreement": {"id": report.agreement, "label": report.label},
            "dated": report.dated,
            "notes": [TEXTS[language]["unofficial"], TEXTS[language]["draft"]],
            "summary": list(summary(report, language)),
            "results": [_result_data(world, result, language) for result in report.results],
        }
        for report in reports
    ]


def _result_data(world: World, result: Result, language: str) -> dict[str, Any]:
    rule = result.rule
    return {
        "rule": rule.id,
        "title": rule.title[language],
        "modality": rule.modality,
        "level": rule.level,
        "force": rule.force,
        "chapter": rule.chapter,
        "basis": list(rule.basis),
        "focus": {"id": result.focus, "label": result.label},
        "outcome": result.outcome,
        "standing": result.standing,
        "heading": TEXTS[language][heading(result)],
        "found": list(result.found),
        "reasons": list(result.reasons),
        "sources": [{"id": place, "label": world.label(place, language)} for place in result.places],
        "advice": rule.advice[language],
        "why": rule.why[language],
        "guidance": {"id": rule.source, "label": world.label(rule.source, language)},
    }
