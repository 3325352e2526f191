"""Choose among the results of a review by outcome, level, legal force and what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from aftalegraf.conformance import DEPARTS, EXCUSED, FORCES, OUTCOMES, about, force_order, outcome
from aftalegraf.errors import UnknownNameError
from aftalegraf.profiles import ASSUMED, IN_FORCE, OWN
from aftalegraf.results import MET, NOT_MET, UNDECIDED, Report, Result
from aftalegraf.rules import LEVELS
from aftalegraf.wording import ABOUTS

LACKS: Final = "mangler"  # not met, but the rule is not shown to bind the agreement: no breach
_GRAVEST: Final = (NOT_MET, LACKS, *OUTCOMES[1:])
_BINDING: Final = (IN_FORCE, ASSUMED, OWN)
# What an outcome is called in an address and on a page, in the order of the tabs.
SLUGS: Final[Mapping[str, str]] = {
    NOT_MET: "ikke-opfyldt",
    LACKS: "mangel",
    EXCUSED: "undtagelse",
    DEPARTS: "afvigelse",
    UNDECIDED: "kan-ikke-afgoeres",
    MET: "opfyldt",
}
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "da": {
        NOT_MET: "Ikke opfyldt",
        LACKS: "Mangel (intet brud påvist)",
        EXCUSED: "Begrundet undtagelse",
        DEPARTS: "Lovlig afvigelse",
        UNDECIDED: "Kan ikke afgøres",
        MET: "Opfyldt",
    },
    "en": {
        NOT_MET: "Not met",
        LACKS: "Shortcoming (no breach shown)",
        EXCUSED: "Reasoned exemption",
        DEPARTS: "Lawful departure",
        UNDECIDED: "Cannot be decided",
        MET: "Met",
    },
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What to show of a review; "" is all. outcome: one of SLUGS; level, force, about: names of codes."""

    outcome: str = ""
    level: str = ""
    force: str = ""
    about: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self != Selection()


@dataclass(frozen=True, slots=True)
class Tab:
    """One outcome to choose, "" for all, with the number of provisions that have it."""

    slug: str
    outcome: str
    words: str
    number: int


def selection(outcome: str = "", level: str = "", force: str = "", about: str = "") -> Selection:
    """What to show, by names. Raises UnknownNameError for one that is not known."""
    for name, known in ((outcome, SLUGS.values()), (level, LEVELS), (force, FORCES), (about, ABOUTS)):
        if name and name not in known:
            raise UnknownNameError("value", name, known)
    return Selection(outcome, level, force, about)


def select(report: Report, wanted: Selection) -> tuple[Result, ...]:
    """The results of a review that fit."""
    return tuple(result for result in report.results if _fits(result, wanted))


def tabs(report: Report, wanted: Selection, language: str = "da") -> tuple[Tab, ...]:
    """The outcomes to choose among, each with its number of provisions when all else that is chosen stands.

    A provision that is tested on many things may have several outcomes. Those that the review does not have are left
    out, but for met, undecided and, where nothing lacks, not met.
    """
    found = select(report, replace(wanted, outcome=""))
    every = Tab("", "", "Alle" if language == "da" else "All", _rules(found))
    present = {kind(result) for result in report.results}
    return (every, *(
        Tab(slug, key, outcome_words(key, language), _rules(r for r in found if kind(r) == key))
        for key, slug in SLUGS.items()
        if key in present or key in (UNDECIDED, MET) or (key == NOT_MET and LACKS not in present)
    ))  # fmt: skip


def forces(report: Report) -> tuple[str, ...]:
    """The legal forces among the rules of a review, the strongest first."""
    return tuple(sorted({result.rule.force for result in report.results}, key=force_order))


def abouts(report: Report) -> tuple[str, ...]:
    """What the results of a review are about."""
    present = {about(result) for result in report.results}
    return tuple(key for key in ABOUTS if key in present)


def worst(results: Sequence[Result]) -> str:
    """The gravest outcome among results, as one of those of SLUGS; "" where there are none."""
    return min((kind(result) for result in results), key=_GRAVEST.index, default="")


def kind(result: Result) -> str:
    """The outcome of a result as one of those of SLUGS."""
    found = outcome(result)
    return LACKS if found == NOT_MET and result.standing not in _BINDING else found


def outcome_words(key: str, language: str = "da") -> str:
    """What an outcome is called."""
    return _WORDS[language][key]


def _fits(result: Result, wanted: Selection) -> bool:
    return (
        wanted.outcome in ("", SLUGS[kind(result)])
        and wanted.level in ("", result.rule.level)
        and wanted.force in ("", result.rule.force)
        and wanted.about in ("", about(result))
    )


def _rules(results: Iterable[Result]) -> int:
    return len({result.rule.id for result in results})
