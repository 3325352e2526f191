"""List the provisions by chapter, with what the reviews say of each, and choose among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf.coverage import MERGED, STATUSES, TESTED, Provision, provisions, status_label
from aftalegraf.errors import UnknownNameError
from aftalegraf.exports import table_csv
from aftalegraf.namespaces import AFT
from aftalegraf.results import Report, Result
from aftalegraf.selection import outcome_words, worst
from aftalegraf.workbook import Page, write
from aftalegraf.world import World

_HEADINGS: Final = """SELECT ?x ?heading ?document WHERE {
  ?x a aft:Bestemmelse . ?u rdf:subject ?x ; rdf:predicate skos:prefLabel ; aft:kildehenvisning ?place .
  ?place aft:overskrift ?heading ; aft:iDokument ?document } ORDER BY ?x ?place"""
_NUMBER: Final = re.compile(r"^\s*[\d.]+\s*")  # it stands beside the heading already
_TITLES: Final = {
    "da": ("id", "kapitel", "overskrift", "bestemmelse", "modalitet", "retskraft", "bemærkning om", "status",
           "prøves som", "tilnærmelse", "forklaring", "bestemmelse (id)"),
    "en": ("id", "chapter", "heading", "provision", "modality", "legal force", "finding about", "status", "tested as",
           "approximation", "explanation", "provision (id)"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One provision. `outcomes` holds for each review, in their order, the gravest outcome; "" without a test."""

    provision: Provision
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of one document with its provisions; `heading` is the document's own, in Danish."""

    anchor: str
    document: str
    number: str
    heading: str
    rows: tuple[Row, ...]

    @property
    def depth(self) -> int:
        """How deep the chapter is: 1 for 3, 2 for 3.2."""
        return self.number.count(".") + 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which provisions to show; "" is all. `words` must stand in the id, the text or the explanation."""

    words: str = ""
    chapter: str = ""
    status: str = ""
    modality: str = ""
    force: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self != Wanted()


def compared(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reviews that tell provisions apart: those of agreements whose text is at hand."""
    return tuple(report for report in reports if not report.in_one)


def chapters(world: World, reports: Sequence[Report], language: str = "da") -> tuple[Chapter, ...]:
    """All provisions by chapter, in reading order."""
    headings = {x.value: (h.value, d.value) for x, h, d in world.store.select(_HEADINGS).rows if x and h and d}
    by_rule = [_by_rule(report) for report in reports]
    rows = [
        Row(one, tuple(worst(found.get(one.shape, ())) for found in by_rule)) for one in provisions(world, language)
    ]

    by_chapter: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row.provision.id[0] != "V", row.provision.id[0])):  # the guidance first
        by_chapter.setdefault((row.provision.id[0], row.provision.chapter), []).append(row)
    return tuple(
        _chapter(place, number, rows, *headings.get(rows[0].provision.iri, ("", "")))
        for place, ((_, number), rows) in enumerate(by_chapter.items(), 1)
    )


def _chapter(place: int, number: str, rows: Sequence[Row], heading: str, document: str) -> Chapter:
    """A chapter of the guidance has a number and a heading; a part of an agreement is told by its headings alone."""
    if rows[0].provision.id.startswith("V"):
        return Chapter(f"kapitel-{number.replace('.', '-')}", document, number, _NUMBER.sub("", heading), tuple(rows))
    return Chapter(f"afsnit-{place}", document, "", _headings(number), tuple(rows))


def _headings(path: str) -> str:
    """Headings above each other as one; those in capitals as other text, for they are hard to read."""
    first, *rest = (part.capitalize() if part.isupper() else part for part in path.split(" / "))
    return " ".join((first, *rest)) if first.endswith(".") else ": ".join((first, *rest))


def wanted(found: Sequence[Chapter], **names: str) -> Wanted:
    """Which provisions to show, by names. Raises UnknownNameError for one that is not there."""
    chosen = Wanted(**{name: value.strip() for name, value in names.items()})
    known = {
        "chapter": [chapter.anchor for chapter in found],
        "status": STATUSES,
        "modality": [row.provision.modality for chapter in found for row in chapter.rows],
        "force": [row.provision.force for chapter in found for row in chapter.rows],
    }
    for name, values in known.items():
        if (value := getattr(chosen, name)) and value not in values:
            raise UnknownNameError("value", value, dict.fromkeys(values))
    return chosen


def chosen(found: Iterable[Chapter], by: Wanted) -> tuple[Chapter, ...]:
    """The chapters with the provisions that are wanted; a chapter without any is left out."""
    kept = (
        Chapter(c.anchor, c.document, c.number, c.heading, tuple(row for row in c.rows if _fits(c, row.provision, by)))
        for c in found
    )
    return tuple(chapter for chapter in kept if chapter.rows)


def by_document(found: Iterable[Chapter]) -> Mapping[str, tuple[Chapter, ...]]:
    """The chapters by the document they stand in, in their order."""
    told: dict[str, list[Chapter]] = {}
    for chapter in found:
        told.setdefault(chapter.document, []).append(chapter)
    return {document: tuple(several) for document, several in told.items()}


def counted(found: Iterable[Chapter]) -> Mapping[str, int]:
    """How many provisions have each status, in the order of the statuses; those that none has are left out."""
    told = [row.provision.status for chapter in found for row in chapter.rows]
    return {status: told.count(status) for status in STATUSES if status in told}


def as_csv(world: World, found: Iterable[Chapter], reports: Sequence[Report], language: str = "da") -> str:
    """The provisions as a table, with a column for each review, safe to open in a spreadsheet."""
    header, *rows = _table(world, found, reports, language)
    return table_csv(header, rows)


def as_workbook(world: World, found: Iterable[Chapter], reports: Sequence[Report], language: str = "da") -> bytes:
    """The provisions as an Excel file."""
    header, *rows = _table(world, found, reports, language)
    return write([Page("Bestemmelser" if language == "da" else "Provisions", header, tuple(rows))])


def _table(
    world: World, found: Iterable[Chapter], reports: Sequence[Report], language: str
) -> tuple[tuple[str, ...], ...]:
    rows = [_cells(world, chapter, row, language) for chapter in found for row in chapter.rows]
    return (*_TITLES[language], *(report.label for report in reports)), *rows


def _cells(world: World, chapter: Chapter, row: Row, language: str) -> tuple[str, ...]:
    one = row.provision
    about = "tilnærmelse" if language == "da" else "approximation"
    return (
        one.id, one.chapter, chapter.heading, one.label,
        *(world.label(AFT + code, language) for code in (one.modality, one.force, one.about)),
        status_label(world, one.status, language), one.shape, about if one.approximate else "", one.explanation,
        one.iri, *(outcome_words(key, language) if key else "" for key in row.outcomes),
    )  # fmt: skip


def _by_rule(report: Report) -> Mapping[str, Sequence[Result]]:
    found: dict[str, list[Result]] = {}
    for result in report.results:
        found.setdefault(result.rule.id, []).append(result)
    return found


def _fits(chapter: Chapter, one: Provision, by: Wanted) -> bool:
    text = f"{one.id} {one.label} {one.explanation}".casefold()
    return (
        all(word in text for word in by.words.casefold().split())
        and by.chapter in ("", chapter.anchor)
        and by.status in ("", one.status)
        and by.modality in ("", one.modality)
        and by.force in ("", one.force)
    )


def is_tested(one: Provision) -> bool:
    """Whether a rule tests the provision, its own or another's."""
    return one.status in (TESTED, MERGED)
