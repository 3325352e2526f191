"""Give questions and answers as plain data and as CSV, for programs and spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from aftalegraf.answers import DEFAULT_GROUND, GROUND, GROUND_LABELS, Answered, Reason, choices
from aftalegraf.cells import Cell
from aftalegraf.coverage import Provision, status_label
from aftalegraf.evidence import Support, evidence
from aftalegraf.found import in_words, sentence
from aftalegraf.namespaces import AFT, shorten
from aftalegraf.questions import Parameter, Question
from aftalegraf.resources import Evidence, Resource, Said
from aftalegraf.world import World

NOTES: Final = {"da": "Uofficielt værktøj", "en": "Unofficial tool"}
BOM: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER: Final = re.compile(r"-?[0-9]+([.,][0-9]+)?")


def questions_json(world: World) -> list[dict[str, Any]]:
    """The questions by theme and id, each with its parameters and the values they can have."""
    ordered = sorted(world.questions.values(), key=lambda q: (q.theme, q.id))
    return [{**_question(question), "parameters": _parameters(world, question)} for question in ordered]


def question_json(world: World, question: Question) -> dict[str, Any]:
    """One question with its texts, the values its parameters can have, its columns and its SPARQL."""
    return {
        **_question(question),
        "parameters": _parameters(world, question),
        "columns": [
            {"id": name, "label": labels["da"], "label_en": labels["en"]} for name, labels in question.columns.items()
        ],
        "sparql": question.text,
    }


def questions_csv(world: World, separator: str = ",") -> str:
    """The questions as a table."""
    names = ("id", "theme", "title", "title_en", "purpose", "purpose_en")
    rows = [[item[name] for name in names] for item in questions_json(world)]
    return table_csv(
        ("id", "tema", "spørgsmål", "spørgsmål på engelsk", "formål", "formål på engelsk"), rows, separator
    )


def provisions_json(
    world: World, found: Iterable[Provision], language: str = "da", engines: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """The provisions as plain data: codes by name, with the status and the id of the rule that tests each.

    `engines` tells by that id which engine holds the rule.
    """
    told = [{**asdict(one), "status_label": status_label(world, one.status, language)} for one in found]
    return told if engines is None else [{**one, "engine": engines.get(one["shape"], "")} for one in told]


def provisions_csv(world: World, found: Iterable[Provision], language: str = "da", separator: str = ",") -> str:
    """The provisions as a table, codes by label."""
    rows = [
        [one.id, one.chapter, one.label, *(world.label(AFT + code, language) for code in
         (one.modality, one.force, one.about)), status_label(world, one.status, language), one.shape, one.explanation]
        for one in found
    ]  # fmt: skip
    header = (
        (
            "id",
            "kapitel",
            "bestemmelse",
            "modalitet",
            "retskraft",
            "bemærkning om",
            "status",
            "prøves som",
            "forklaring",
        )
        if language == "da"
        else ("id", "chapter", "provision", "modality", "force", "finding about", "status", "tested as", "explanation")
    )
    return table_csv(header, rows, separator)


def answer_json(world: World, answered: Answered, language: str = "da") -> dict[str, Any]:
    """An answer: each cell is `{"id", "label"}` for a thing, `{"value"}` for a value and null where there is none.

    `evidence` holds a list for each row, in the same order: the statements it rests on.
    """
    question, columns = answered.question, answered.rows.columns
    return {
        "id": question.id,
        "title": question.title(language),
        "values": {name: {"id": c.iri, "slug": c.id, "label": c.label} for name, c in answered.values.items()},
        GROUND: answered.ground,
        f"{GROUND}_label": GROUND_LABELS[answered.ground][language],
        "sentence": in_words(sentence(world, answered, language)),
        "columns": [{"id": name, "label": question.column(name, language)} for name in columns],
        "rows": [
            {name: cell_json(world, cell, language) for name, cell in zip(columns, row, strict=True)}
            for row in answered.rows.rows
        ],
        "evidence": [[_support(world, support, language) for support in found] for found in evidence(world, answered)],
        "reasons": [_reason(reason) for reason in answered.reasons],
        "caveats": [_reason(reason) for reason in answered.caveats],
        "sparql": answered.sparql,
        "note": NOTES[language],
    }


def answer_csv(world: World, answered: Answered, language: str = "da", separator: str = ",") -> str:
    """An answer for a spreadsheet: labels, and beside each column of things one with their IRIs.

    After these comes what is said about the whole answer; where there are no rows, it says why in a row of its own.
    The last four columns say what a row rests on, one part for each statement, in the same order: ground, source
    reference, the IRI of the source reference and that of the statement, set apart by "; ". The text starts with a byte
    order mark, so that Excel reads it as UTF-8, and a cell that a spreadsheet would take for a formula gets an
    apostrophe in front.
    """
    question, rows = answered.question, answered.rows.rows
    things = [any(cell and cell.kind == "iri" for cell in column) for column in zip(*rows, strict=True)]
    things = things or [False] * len(answered.rows.columns)
    header: list[str] = []
    for name, thing in zip(answered.rows.columns, things, strict=True):
        label = question.column(name, language)
        header += [label, f"{label} (id)"] if thing else [label]
    about, rests = _about(answered, language), _RESTS[language]
    lines = [
        [
            *(
                text
                for cell, thing in zip(row, things, strict=True)
                for text in _cells(world, cell, language, thing=thing)
            ),
            about,
            *_rests(world, found, language),
        ]
        for row, found in zip(rows, evidence(world, answered), strict=True)
    ]
    why = " ".join((about, *(reason.text for reason in answered.reasons)))
    empty = [*("" for _ in header), why, *("" for _ in rests)]
    return table_csv(
        [*header, "om svaret" if language == "da" else "about the answer", *rests], lines or [empty], separator
    )


def resource_json(world: World, found: Resource, language: str = "da") -> dict[str, Any]:
    """One thing with all that is said of it and all that points to it."""
    return {
        "id": found.iri,
        "label": found.label,
        "class": found.class_label,
        "statements": [_said(world, said, language) for said in found.said if not said.inward],
        "pointed_to_by": [_said(world, said, language) for said in found.said if said.inward],
        "note": NOTES[language],
    }


def cell_json(world: World, cell: Cell | None, language: str = "da") -> dict[str, Any] | None:
    """One cell of an answer as plain data."""
    if cell is None:
        return None
    if cell.kind == "iri":
        return {"id": cell.value, "label": world.label(cell.value, language)}
    return {"value": cell.value, **({"language": cell.language} if cell.language else {})}


_RESTS: Final = {
    "da": ("grundlag", "kilder", "kilder (id)", "udsagn (id)"),
    "en": ("ground", "sources", "sources (id)", "statements (id)"),
}


def _rests(world: World, found: Sequence[Support], language: str) -> tuple[str, ...]:
    """What a row rests on, as the cells of four columns: a part for each statement."""
    parts = (
        (
            world.label(AFT + s.ground, language),
            world.label(s.place, language) if s.place else "-",
            s.place or "-",
            s.statement,
        )
        for s in found
    )
    return tuple("; ".join(column) for column in zip(*parts, strict=True)) or ("",) * len(_RESTS[language])


def _support(world: World, support: Support, language: str) -> dict[str, Any]:
    place = support.place
    return {
        "id": support.statement,
        GROUND: support.ground,
        f"{GROUND}_label": world.label(AFT + support.ground, language),
        "source": {"id": place, "label": world.label(place, language)} if place else None,
    }


def _reason(reason: Reason) -> dict[str, str]:
    return {"kind": reason.kind, "text": reason.text, **({GROUND: reason.ground} if reason.ground else {})}


def _about(answered: Answered, language: str) -> str:
    ground = GROUND_LABELS[answered.ground][language]
    return f"{NOTES[language]}. {'Grundlag' if language == 'da' else 'Ground'}: {ground}."


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "title": question.title_da,
        "title_en": question.title_en,
        "theme": question.theme,
        "purpose": question.purpose_da,
        "purpose_en": question.purpose_en,
    }


def _parameters(world: World, question: Question) -> list[dict[str, Any]]:
    """The parameters of a question with their values, the ground last: every question has it."""
    return [*(_parameter(world, parameter) for parameter in question.parameters), _GROUND_PARAMETER]


def _parameter(world: World, parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "label": parameter.label_da,
        "label_en": parameter.label_en,
        "class": shorten(parameter.class_iri),
        "required": parameter.required,
        "choices": [{"id": c.id, "iri": c.iri, "label": c.label} for c in choices(world, parameter)],
    }


_GROUND_PARAMETER: Final[dict[str, Any]] = {
    "name": GROUND,
    "label": "grundlag",
    "label_en": "ground",
    "required": False,
    "default": DEFAULT_GROUND,
    "choices": [
        {"id": name, "iri": AFT + name, "label": labels["da"], "label_en": labels["en"]}
        for name, labels in GROUND_LABELS.items()
    ],
}


def _said(world: World, said: Said, language: str) -> dict[str, Any]:
    return {
        "property": {"id": said.property_iri, "label": world.label(said.property_iri, language)},
        "other": cell_json(world, said.other, language),
        "contested": said.contested,
        "evidence": [_evidence(world, evidence, language) for evidence in said.evidence],
    }


def _evidence(world: World, evidence: Evidence, language: str) -> dict[str, Any]:
    def places(iris: Iterable[str]) -> list[dict[str, str]]:
        return [{"id": iri, "label": world.label(iri, language)} for iri in iris]

    said: Mapping[str, Any] = {
        "sources": places(evidence.sources),
        "reason": evidence.reason,
        "corrects": evidence.corrects,
        "supported_by": places(evidence.supported_by),
        "contested_by": places(evidence.contested_by),
        "entered": evidence.entered,
    }
    return {GROUND: evidence.ground, **{name: value for name, value in said.items() if value}}


def _cells(world: World, cell: Cell | None, language: str, *, thing: bool) -> tuple[str, ...]:
    shown = world.show(cell, language)
    if not thing:
        return (shown,)
    return shown, cell.value if cell and cell.kind == "iri" else ""


def table_csv(header: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    """Rows for a spreadsheet: a byte order mark in front, and no cell that would be taken for a formula."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_defused(text) for text in row] for row in rows)
    return BOM + lines.getvalue()


def _defused(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
