"""Put a review together as a page shows it: what can be said in short, what to choose among, and the chosen part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aftalegraf.conformance import Tally, tallies
from aftalegraf.outline import Outline, outline
from aftalegraf.results import Report
from aftalegraf.selection import Selection, Tab, abouts, forces, select, tabs
from aftalegraf.world import World


@dataclass(frozen=True, slots=True)
class View:
    """One review as a page shows it. `outline` has the sections of what is chosen; `number` is how many results."""

    report: Report
    outline: Outline
    tallies: tuple[Tally, ...]
    wanted: Selection
    tabs: tuple[Tab, ...]
    forces: tuple[str, ...]
    abouts: tuple[str, ...]
    number: int

    @property
    def slug(self) -> str:
        """The last part of the agreement's IRI, as addresses have it."""
        return slug_of(self.report)


def slug_of(report: Report) -> str:
    """The last part of the IRI of a review's agreement."""
    return report.agreement.replace("#", "/").rstrip("/").rpartition("/")[2]


def view(world: World, report: Report, wanted: Selection, language: str = "da") -> View:
    """A review with what is chosen of it."""
    chosen = select(report, wanted)
    return View(
        report=report,
        outline=outline(world, report, language, chosen if wanted.narrows else None),
        tallies=tallies(report),
        wanted=wanted,
        tabs=tabs(report, wanted, language),
        forces=forces(report),
        abouts=abouts(report),
        number=len(chosen),
    )


def quoted(world: World) -> frozenset[str]:
    """The explanations that stand in the data: they are Danish, whatever language the page has."""
    rows = world.store.select("SELECT DISTINCT ?why WHERE { ?l aft:forklaring ?why } ORDER BY ?why").rows
    return frozenset(row[0].value for row in rows if row[0])


def by_subject(found: Iterable[Tally]) -> Mapping[str, tuple[Tally, ...]]:
    """The counts by what they are about, in their order."""
    told: dict[str, list[Tally]] = {}
    for tally in found:
        told.setdefault(tally.about, []).append(tally)
    return {about: tuple(several) for about, several in told.items()}
