"""Hold what a review found: a result for each rule and thing, a report for each agreement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aftalegraf.profiles import ASSUMED, DRAFT, IN_FORCE, LATER, STANDARD, UNKNOWN, Profile
from aftalegraf.rules import Rule

MET: Final = "opfyldt"
NOT_MET: Final = "ikkeOpfyldt"
UNDECIDED: Final = "kanIkkeAfgoeres"


@dataclass(frozen=True, slots=True)
class Exemption:
    """A reasoned exemption (begrundet undtagelse) from a rule for a thing, to the last day `until`; a role, no person.

    `origin` is the file and line, or the IRI, where it stands.
    """

    rule: str
    thing: str
    reason: str
    role: str
    until: str
    origin: str


@dataclass(frozen=True, slots=True)
class Result:
    """What one rule says of one thing.

    outcome: opfyldt, ikkeOpfyldt or kanIkkeAfgoeres. standing: gaelder (the rule was in force), antaget (by the date
    that was assumed), egen (a commitment of the agreement itself), senere (it is younger than the agreement), udkast
    (it stands in a draft only), tidligere (known only as carried over from the guidance of 2018), bortfaldet (the
    legal base has ended) or ukendt (the date of the agreement does not tell). `found` holds labels of what was found;
    `places` the IRIs of the source references that show it, or that say what is missing. `exemption` is the one that
    was decided for a finding, `expired` tells that its last day has passed.
    """

    rule: Rule
    focus: str
    label: str
    outcome: str
    standing: str
    found: tuple[str, ...]
    reasons: tuple[str, ...]
    places: tuple[str, ...]
    exemption: Exemption | None = None
    expired: bool = False

    @property
    def younger(self) -> bool:
        """Whether the rule did not bind the agreement when it was made."""
        return self.standing in (LATER, DRAFT, UNKNOWN)

    @property
    def excused(self) -> bool:
        """Whether an exemption that has not expired covers the finding."""
        return self.exemption is not None and not self.expired

    @property
    def counts(self) -> bool:
        """Whether it is a finding that nothing excuses."""
        return self.outcome != MET and not self.excused

    @property
    def departs(self) -> bool:
        """Whether the parties have departed, as they may, from what holds unless they agree otherwise."""
        return self.outcome == NOT_MET and self.rule.defeasible

    @property
    def breach(self) -> bool:
        """Whether a skal that is in force, or assumed to be, is not met and not excused."""
        held = self.standing in (IN_FORCE, ASSUMED)
        return self.outcome == NOT_MET and self.rule.level == "skal" and held and not self.excused


@dataclass(frozen=True, slots=True)
class Report:
    """The review of one agreement, in the order of the rules. `dated` is a date, a month or nothing.

    `profile` tells which rules were held against it and as of when; `ends` the day on which health agreements are
    abolished, "" where unknown. `term` is its election period, and `moved` the day to which the authority has moved the
    deadline for sending it in, as the data have them.
    """

    agreement: str
    label: str
    dated: str
    results: tuple[Result, ...]
    profile: Profile = STANDARD
    ends: str = ""
    term: str = ""
    moved: str = ""

    @property
    def ended(self) -> bool:
        """Whether health agreements are abolished on the day that the profile names."""
        return bool(self.ends and self.profile.day and self.profile.day >= self.ends)

    @property
    def in_one(self) -> Result | None:
        """The one finding to tell where no provision can be decided, all for the same reason."""
        first = next(iter(self.results), None)
        return first if first and len(self.open) == 1 and len(self.open[0]) == len(self.results) else None

    @property
    def open(self) -> tuple[tuple[Result, ...], ...]:
        """What cannot be decided, together where the reason is the same: a planner has one thing to obtain."""
        same: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Result]] = {}
        for result in self.results:
            if result.outcome == UNDECIDED and not result.excused:
                same.setdefault((result.reasons, result.places), []).append(result)
        return tuple(tuple(group) for group in same.values())
