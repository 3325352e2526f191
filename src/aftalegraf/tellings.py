"""Tell what an analysis found: each as text for a terminal, as plain data, as a table, and as a file to keep."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from aftalegraf import (
    crosstab_files,
    crosstab_view,
    difference_data,
    difference_text,
    duty_list,
    impact_text,
    side_by_side_list,
    succession_data,
    succession_text,
    suspect_text,
    why_view,
)
from aftalegraf.coupling import Coupling
from aftalegraf.coupling_rows import status_csv, status_data
from aftalegraf.coupling_view import status_text
from aftalegraf.crosstab import Table
from aftalegraf.difference_story import story
from aftalegraf.differences import Differences
from aftalegraf.duty_choice import Shown
from aftalegraf.errors import UnknownNameError
from aftalegraf.gaps_view import gaps_csv, gaps_data, gaps_text
from aftalegraf.impact import Impact
from aftalegraf.rule_coupling import Tested
from aftalegraf.rule_coupling_view import rules_csv, rules_data, rules_text
from aftalegraf.side_by_side import SideBySide
from aftalegraf.succession import Succession
from aftalegraf.suspects import Suspects
from aftalegraf.versions import Version
from aftalegraf.why_not import WhyNot
from aftalegraf.world import World

TEXT: Final = "text"
JSON: Final = "json"
CSV: Final = "csv"
XLSX: Final = "xlsx"
HTML: Final = "html"


@dataclass(frozen=True, slots=True)
class Telling:
    """What was found, in the formats there are: lines of at most a width, plain data, and files by their format.

    `table` gives a CSV file with the separator it is given.
    """

    text: Callable[[int], str]
    data: Callable[[], Any]
    table: Callable[[str], str] | None = None
    files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)

    @property
    def formats(self) -> tuple[str, ...]:
        """The names of the formats there are."""
        return (TEXT, JSON, *((CSV,) if self.table else ()), *self.files)

    def written(self, form: str, width: int = 120, separator: str = ",") -> bytes:
        """All of it in one format. Raises UnknownNameError for a format that there is none of."""
        if form == TEXT:
            return self.text(width).encode()
        if form == JSON:
            return (json.dumps(self.data(), ensure_ascii=False, indent=2) + "\n").encode()
        if form == CSV and self.table:
            return self.table(separator).encode()
        if form not in self.files:
            raise UnknownNameError("format", form, self.formats)
        return self.files[form]()


def status(world: World, found: Sequence[Coupling], language: str) -> Telling:
    """The status of everything in the chains of agreements."""
    return Telling(
        lambda width: "\n".join(status_text(world, one, language, width) for one in found),
        lambda: [status_data(world, one, language) for one in found],
        lambda separator: status_csv(world, found, language, separator),
    )


def gaps(world: World, found: Sequence[Coupling], language: str) -> Telling:
    """Only what is not linked in them."""
    return Telling(
        lambda width: "\n".join(gaps_text(world, one, language, width) for one in found),
        lambda: [gaps_data(world, one, language) for one in found],
        lambda separator: gaps_csv(world, found, language, separator),
    )


def rules(world: World, found: Sequence[Tested], language: str, *, only_gaps: bool) -> Telling:
    """The provisions with their rules, or only those that no rule tests wholly."""
    return Telling(
        lambda width: rules_text(world, found, language, width, only_gaps=only_gaps),
        lambda: rules_data(world, found, language, only_gaps=only_gaps),
        lambda separator: rules_csv(world, found, language, separator, only_gaps=only_gaps),
    )


def matrix(world: World, table: Table, language: str, row: str = "", column: str = "") -> Telling:
    """A table with its counts; with a row or a column (IRIs), what is behind their cells."""
    if row or column:
        return Telling(
            lambda width: crosstab_view.ways_text(world, table, row, column, language, width),
            lambda: crosstab_view.crosstab_data(world, table, language, row, column),
            lambda separator: crosstab_files.ways_csv(world, table, language, row, column, separator),
        )
    return Telling(
        lambda width: crosstab_view.crosstab_text(world, table, language, width),
        lambda: crosstab_view.crosstab_data(world, table, language),
        lambda separator: crosstab_files.crosstab_csv(world, table, language, separator),
        {XLSX: lambda: crosstab_files.crosstab_workbook(world, table, language)},
    )


def why(world: World, found: WhyNot, language: str) -> Telling:
    """The way between two things, or the nearest that fails."""
    return Telling(
        lambda width: why_view.why_text(world, found, language, width),
        lambda: why_view.why_data(world, found, language),
        lambda separator: why_view.why_csv(world, found, language, separator),
    )


def impact(world: World, found: Impact, language: str) -> Telling:
    """What a loss or a change means."""
    return Telling(
        lambda width: impact_text.as_text(world, found, language, width),
        lambda: impact_text.as_data(world, found, language),
        lambda separator: impact_text.as_csv(world, found, language, separator),
    )


def succession(world: World, found: Succession, language: str) -> Telling:
    """What happens on a day."""
    return Telling(
        lambda width: succession_text.as_text(world, found, language, width),
        lambda: succession_data.as_data(world, found, language),
        lambda separator: succession_data.as_csv(world, found, language, separator),
    )


def compare(world: World, found: SideBySide, ground: str, language: str) -> Telling:
    """Agreements side by side, at a ground."""
    return Telling(
        lambda width: side_by_side_list.as_text(world, found, ground, language, width),
        lambda: side_by_side_list.as_data(world, found, ground, language),
        lambda separator: side_by_side_list.as_csv(world, found, language, separator),
    )


def duties(world: World, shown: Shown, language: str) -> Telling:
    """Who owes what to whom, and when."""
    return Telling(
        lambda width: duty_list.as_text(world, shown, language, width),
        lambda: duty_list.as_data(world, shown, language),
        lambda separator: duty_list.as_csv(world, shown, language, separator),
    )


def diff(world: World, found: Differences, versions: tuple[Version, Version], language: str) -> Telling:
    """What changed from one version of the data to another."""
    return Telling(
        lambda _: difference_text.as_text(story(world, found, versions, language)),
        lambda: difference_data.as_data(world, found, versions, language),
        files={HTML: lambda: difference_text.as_html(story(world, found, versions, language)).encode()},
    )


def suspects(world: World, found: Suspects, language: str) -> Telling:
    """References that no longer match the documents; as `sign-off`, rows to confirm the statements with."""
    return Telling(
        lambda _: suspect_text.as_text(world, found, language),
        lambda: suspect_text.as_data(world, found, language),
        lambda separator: suspect_text.as_csv(world, found, language, separator),
        {"sign-off": lambda: suspect_text.as_rows(found).encode()},
    )
