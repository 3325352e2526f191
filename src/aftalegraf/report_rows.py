"""Give a review as rows for spreadsheets: CSV and Excel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from aftalegraf.conformance import sentences, tallies
from aftalegraf.exports import table_csv
from aftalegraf.outline import notices
from aftalegraf.phrases import Phrases
from aftalegraf.review import Report, Result
from aftalegraf.wording import TEXTS
from aftalegraf.workbook import Page, fitting, write
from aftalegraf.world import World

_COLUMNS: Final = (
    ("aftale", "agreement"),
    ("bestemmelse", "provision"),
    ("titel", "title"),
    ("gælder", "concerns"),
    ("udfald", "outcome"),
    ("bemærkning", "finding"),
    ("om", "about"),
    ("niveau", "level"),
    ("modalitet", "modality"),
    ("retskraft", "legal force"),
    ("fundet", "found"),
    ("hvorfor", "why"),
    ("gør", "do"),
    ("kilde", "source"),
    ("bestemmelsens ord", "words of the provision"),
    ("kapitel", "chapter"),
    ("hjemmel", "legal basis"),
    ("siger det samme", "say the same"),
    ("prøven", "the test"),
    ("aftale (id)", "agreement (id)"),
    ("gælder (id)", "concerns (id)"),
    ("bestemmelse (id)", "provision (id)"),
    ("kilde (id)", "source (id)"),
    ("om gennemgangen", "about the review"),
)
_SHEETS: Final = {"da": ("Gennemgang", "Kort sagt", "Antal"), "en": ("Review", "In short", "Counts")}
_SHORT: Final = {"da": ("aftale", "om", "sætning"), "en": ("agreement", "about", "sentence")}
_COUNTS: Final = {
    "da": ("aftale", "om", "niveau", "retskraft", "bestemmelser", "opfyldt", "ikke opfyldt", "kan ikke afgøres",
           "lovlige afvigelser"),
    "en": ("agreement", "about", "level", "legal force", "provisions", "met", "not met", "cannot be decided",
           "lawful departures"),
}  # fmt: skip
_NOTICE: Final = {"da": "Læs først", "en": "Read first"}


def as_csv(world: World, reports: Iterable[Report], language: str = "da") -> str:
    """The reviews as a table with a row for each result, safe to open in a spreadsheet."""
    header, *rows = _rows(world, reports, language)
    return table_csv(header, rows)


def as_workbook(world: World, reports: Sequence[Report], language: str = "da") -> bytes:
    """The reviews as an Excel file: the results, what can be said in short, and the counts."""
    tables = (_rows(world, reports, language), _short(reports, language), _counted(world, reports, language))
    return write([_page(title, rows) for title, rows in zip(_SHEETS[language], tables, strict=True)])


def _page(title: str, rows: Sequence[tuple[str | int, ...]]) -> Page:
    """A sheet of rows, the first of which is the heading, with texts that a workbook can hold."""
    clean = [tuple(fitting(v) if isinstance(v, str) else v for v in row) for row in rows]
    return Page(title, tuple(str(value) for value in clean[0]), tuple(clean[1:]))


def _rows(world: World, reports: Iterable[Report], language: str) -> tuple[tuple[str, ...], ...]:
    phrases = Phrases(world, language)
    header = tuple(danish if language == "da" else english for danish, english in _COLUMNS)
    return (header, *(_row(phrases, report, result) for report in reports for result in report.results))


def _row(phrases: Phrases, report: Report, result: Result) -> tuple[str, ...]:
    rule, texts = result.rule, phrases.texts
    modality, force = phrases.weight(rule)
    return (
        report.label,
        rule.id,
        rule.title[phrases.language],
        result.label,
        texts[result.outcome],
        phrases.heading(result),
        texts.get(rule.about, ""),
        texts[rule.level],
        modality,
        force,
        "; ".join(result.found),
        phrases.why(result),
        phrases.cure(result),
        phrases.sources(result),
        phrases.says(rule),
        rule.chapter,
        "; ".join(rule.basis),
        ", ".join(rule.also),
        texts["approximate"] if rule.approximate else "",
        report.agreement,
        result.focus,
        rule.iri,
        "; ".join(result.places),
        texts["unofficial"],
    )


def _short(reports: Iterable[Report], language: str) -> tuple[tuple[str, ...], ...]:
    rows: list[tuple[str, ...]] = [_SHORT[language]]
    for report in reports:
        rows += [(report.label, _NOTICE[language], notice) for notice in notices(report, language)]
        rows += [(report.label, subject, text) for subject, said in sentences(report, language) for text in said]
    return tuple(rows)


def _counted(world: World, reports: Iterable[Report], language: str) -> tuple[tuple[str | int, ...], ...]:
    phrases, texts = Phrases(world, language), TEXTS[language]
    rows: list[tuple[str | int, ...]] = [_COUNTS[language]]
    for report in reports:
        for t in tallies(report):
            kind = (report.label, texts[t.about], texts[t.level], phrases.force(t.force))
            rows.append((*kind, t.total, t.met, t.missing, t.undecided, t.departing))
    return tuple(rows)
