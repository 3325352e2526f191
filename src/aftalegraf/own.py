"""Review files of one's own that were sent to us: nothing of them is kept, and all their faults are told at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Protocol
from urllib.parse import quote

from aftalegraf.bounds import check_size
from aftalegraf.errors import EngineError, FormErrors, SourceError, SourceErrors
from aftalegraf.exemptions import excuse, stated
from aftalegraf.intake import Given, Taken, check_ending, put_together
from aftalegraf.namespaces import SKOS
from aftalegraf.parcel import File
from aftalegraf.profiles import Profile
from aftalegraf.rdf import Literal, NamedNode
from aftalegraf.refusals import Refusal, refusal
from aftalegraf.results import Report
from aftalegraf.review import located, review
from aftalegraf.wire import packed, unpacked
from aftalegraf.world import World

MOST_AGREEMENTS: Final = 10
_BASE: Final = "https://example.invalid/egen-fil/"  # what a file's own IRIs are relative to; nothing is ever there
_NAME: Final = f"{SKOS}prefLabel"


class Reviewing(Protocol):
    """What reviews files of one's own, somewhere they can do no harm."""

    def __call__(self, files: Sequence[File], language: str, held: Profile = ..., today: str = ...) -> Own:
        """What came of files. Raises BusyError, DeadlineError or EngineError."""


@dataclass(frozen=True, slots=True)
class Own:
    """What came of files of one's own: the reviews, or what is wrong with the files.

    names: what the files call the places that the reviews refer to, by IRI. `triples` is how much was read.
    """

    reports: tuple[Report, ...] = ()
    faults: tuple[Refusal, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    triples: int = 0


def review_own(world: World, files: Sequence[File], language: str, held: Profile, today: str) -> Own:
    """The reviews of the agreements in files, or all that is wrong with the files; nothing in them raises an error."""
    taken, errors = _taken(world, files, language)
    if errors:
        return Own(faults=tuple(refusal(error, language) for error in errors))
    try:
        reports = review(world, taken.triples, language, held)
    except (EngineError, RecursionError):
        return Own(faults=(refusal(SourceError(_all(files), None, "cannot be reviewed"), language),))
    if error := _number_wrong(reports, files):
        return Own(faults=(refusal(error, language),))
    excused = excuse(located(reports, taken.places), stated(world), today)
    return Own(excused, (), _names(taken, reports, language), len(taken.triples))


def _taken(world: World, files: Sequence[File], language: str) -> tuple[Taken, Sequence[SourceError]]:
    """What the files say together, and all that is wrong with them."""
    given: list[Given] = []
    errors: list[SourceError] = []
    for file in files:
        try:
            check_size(file.content, file.name)
            given.append(Given(file.name, check_ending(file.name), file.content, _BASE + quote(file.name)))
        except SourceError as error:
            errors.append(error)
    try:
        return put_together(lambda: world, given, language), errors
    except (FormErrors, SourceErrors) as several:
        errors += several.errors
    except SourceError as one:
        errors.append(one)
    return Taken((), {}), errors


def _all(files: Sequence[File]) -> str:
    return ", ".join(file.name for file in files)


def _number_wrong(reports: Sequence[Report], files: Sequence[File]) -> SourceError | None:
    """What is wrong where there is no agreement to review, or there are too many."""
    if not reports:
        return SourceError(_all(files), None, "has no agreement")
    if len(reports) > MOST_AGREEMENTS:
        return SourceError(
            _all(files), None, f"has {len(reports)} agreements; give no more than {MOST_AGREEMENTS} at a time"
        )
    return None


def _names(taken: Taken, reports: Iterable[Report], language: str) -> Mapping[str, str]:
    """What the files call the places of the reviews."""
    wanted = {place for report in reports for result in report.results for place in result.places}
    found: dict[str, str] = {}
    for t in taken.triples:
        if t.predicate.value != _NAME or not isinstance(t.object, Literal) or not isinstance(t.subject, NamedNode):
            continue
        if t.subject.value in wanted and (t.subject.value not in found or t.object.language == language):
            found[t.subject.value] = t.object.value
    return found


def as_plain(own: Own) -> dict[str, Any]:
    """What came of files as JSON takes it, to carry it from the process where it was made."""
    return {
        "reports": packed(own.reports),
        "faults": [asdict(fault) for fault in own.faults],
        "names": dict(own.names),
        "triples": own.triples,
    }


def from_plain(world: World, told: Mapping[str, Any]) -> Own:
    """What came of files again."""
    faults = tuple(Refusal(**fault) for fault in told["faults"])
    return Own(unpacked(world, told["reports"]), faults, told["names"], told["triples"])
