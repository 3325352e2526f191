"""Give an answer as an Excel workbook: the rows, what each rests on, and what the answer is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Final

from aftalegraf.asked import GROUND_LABELS, Answered
from aftalegraf.cells import Cell
from aftalegraf.evidence import Support, evidence
from aftalegraf.found import ground_sentence, in_words, sentence
from aftalegraf.namespaces import AFT
from aftalegraf.wording import capital
from aftalegraf.workbook import Page, Value, fitting, write
from aftalegraf.world import World

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEXTS: Final = {
    "da": {
        "sheets": ("Svar", "Belæg", "Om"),
        "answer": ("Nr.", "Grundlag", "Kilder"),
        "evidence": ("Række nr.", "Grundlag", "Kilde", "Kildens adresse", "Udsagnets adresse"),
        "about": ("Om svaret", ""),
        "question": "Spørgsmål",
        "purpose": "Formål",
        "said": "Svar",
        "ground": "Grundlag",
        "why": "Hvorfor er der intet svar?",
        "caveat": "Forbehold",
        "rows": "Antal rækker",
        "address": "Svarets adresse",
        "version": "Data, version",
        "status": "Status",
        "unofficial": "Uofficielt værktøj. Det er dokumenterne selv, der gælder.",
        "draft": "Vejledningen i samlingen er et udateret udkast.",
        "rights": "Rettigheder",
        "free": "Vores data er frit tilgængelige (CC0); citater tilhører dokumenternes udgivere.",
        "sparql": "Forespørgsel (SPARQL)",
        "none": "intet sted i kilderne",
    },
    "en": {
        "sheets": ("Answer", "Evidence", "About"),
        "answer": ("No.", "Ground", "Sources"),
        "evidence": ("Row no.", "Ground", "Source", "Address of the source", "Address of the statement"),
        "about": ("About the answer", ""),
        "question": "Question",
        "purpose": "Purpose",
        "said": "Answer",
        "ground": "Ground",
        "why": "Why is there no answer?",
        "caveat": "Caveat",
        "rows": "Number of rows",
        "address": "Address of the answer",
        "version": "Data version",
        "status": "Status",
        "unofficial": "Unofficial tool. The documents themselves are what counts.",
        "draft": "The guidance that we hold is an undated draft.",
        "rights": "Rights",
        "free": "Our data are free to use (CC0); quotations belong to the publishers of the documents.",
        "sparql": "Query (SPARQL)",
        "none": "no place in the sources",
    },
}
_MOST_DIGITS: Final = 15  # a spreadsheet rounds longer numbers
_FIRST_YEAR: Final = 1900  # a spreadsheet knows no day before


def answer_workbook(world: World, answered: Answered, language: str = "da", address: str = "") -> bytes:
    """An answer as a workbook of three sheets, the same bytes every time.

    Numbers and dates are such; text is never taken for a formula. `address` is where the answer is found.
    """
    supports = evidence(world, answered)
    names = _TEXTS[language]["sheets"]
    return write(
        (
            Page(names[0], *_rows(world, answered, supports, language)),
            Page(names[1], tuple(_TEXTS[language]["evidence"]), tuple(_evidence(world, supports, language))),
            Page(names[2], tuple(_TEXTS[language]["about"]), tuple(_about(world, answered, language, address))),
        )
    )


def value(world: World, cell: Cell | None, language: str = "da") -> Value:
    """A cell of an answer as a spreadsheet holds it: a number, a date or text; "" where there is none."""
    if cell is None:
        return ""
    kind, text = cell.datatype.rpartition("#")[2], cell.value
    if kind in ("integer", "gYear", "decimal", "double") and len(re.sub(r"\D", "", text)) <= _MOST_DIGITS:
        return int(text) if re.fullmatch(r"-?\d+", text) else float(text)
    if kind == "date" and (day := _day(text)):
        return day
    return fitting(world.show(cell, language))


def draws_on_guidance(answered: Answered) -> bool:
    """Whether a question is about the guidance, which is a draft."""
    question = answered.question
    return question.theme == "regler" or "vejledning" in f"{question.title_da} {question.purpose_da}".casefold()


def _day(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if day.year >= _FIRST_YEAR else None


def _rows(
    world: World, answered: Answered, supports: Sequence[Sequence[Support]], language: str
) -> tuple[tuple[str, ...], tuple[tuple[Value, ...], ...]]:
    number, ground, sources = _TEXTS[language]["answer"]
    columns = (capital(answered.question.column(name, language)) for name in answered.rows.columns)
    rows = [
        (at, *(value(world, cell, language) for cell in row), *_rests(world, found, language))
        for at, (row, found) in enumerate(zip(answered.rows.rows, supports, strict=True), 1)
    ]
    return (number, *columns, ground, sources), tuple(rows)


def _rests(world: World, found: Iterable[Support], language: str) -> tuple[str, str]:
    """The grounds and the sources of a row, each once."""
    found = tuple(found)
    grounds = dict.fromkeys(world.label(AFT + each.ground, language) for each in found)
    places = dict.fromkeys(world.label(each.place, language) for each in found if each.place)
    return "; ".join(grounds), "; ".join(places)


def _evidence(world: World, supports: Sequence[Sequence[Support]], language: str) -> Iterable[tuple[Value, ...]]:
    none = str(_TEXTS[language]["none"])
    for number, found in enumerate(supports, 1):
        for each in found:
            place = world.label(each.place, language) if each.place else none
            yield number, world.label(AFT + each.ground, language), place, each.place, each.statement


def _about(world: World, answered: Answered, language: str, address: str) -> Iterable[tuple[Value, ...]]:
    texts, question = _TEXTS[language], answered.question
    said: list[tuple[str, Value]] = [
        ("question", question.title(language)),
        ("purpose", question.purpose(language)),
        ("said", in_words(sentence(world, answered, language))),
        ("said", ground_sentence(answered, language)),
        ("rows", len(answered.rows.rows)),
        *(("why", reason.text) for reason in answered.reasons),
        *(("caveat", caveat.text) for caveat in answered.caveats),
        ("ground", GROUND_LABELS[answered.ground][language]),
    ]
    chosen = [
        (capital(p.label(language)), capital(world.label(answered.values[p.name].iri, language)))
        for p in question.parameters
        if p.name in answered.values
    ]
    rest: list[tuple[str, Value]] = [("address", address)] if address else []
    rest += [("version", world.version[:8]), ("status", str(texts["unofficial"]))]
    rest += [("status", str(texts["draft"]))] if draws_on_guidance(answered) else []
    rest += [("rights", str(texts["free"])), ("sparql", answered.sparql.strip())]
    yield from ((str(texts[key]), fitting(what) if isinstance(what, str) else what) for key, what in said)
    yield from ((name, fitting(label)) for name, label in chosen)
    yield from ((str(texts[key]), fitting(what) if isinstance(what, str) else what) for key, what in rest)
