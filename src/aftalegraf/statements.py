"""Turn the rows of data/ into statements: a triple, its ground and the places it rests on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from aftalegraf.errors import SourceError, SourceErrors, nearest
from aftalegraf.namespaces import AFT, ID, OWL, RDF, RDFS, REUSED_RANGES, SKOS, XSD, expand, is_slug, mint, mint_hashed
from aftalegraf.rdf import Literal, NamedNode, Triple
from aftalegraf.sources import QUOTE_WORDS, Row, Tables

GROUNDS: Final = ("fremgaar", "udledt", "redaktionel")
DOCUMENT: Final = f"{AFT}Dokument"

_A = NamedNode(f"{RDF}type")
_LABEL = NamedNode(f"{SKOS}prefLabel")
_FORMS: Final = {
    f"{XSD}integer": r"-?\d+",
    f"{XSD}decimal": r"-?\d+(\.\d+)?",
    f"{XSD}boolean": "true|false",
    f"{XSD}yearMonthDuration": r"P(?=\d)(\d+Y)?(\d+M)?",
}
_DATE: Final = {
    f"{XSD}gYear": "%Y",
    f"{XSD}gYearMonth": "%Y-%m",
    f"{XSD}date": "%Y-%m-%d",
    f"{XSD}gMonthDay": "--%m-%d",
}
_TIME: Final = f"{RDFS}Literal"  # the range of a property whose value is a year, a month or a day, as its text has it


@dataclass(frozen=True, slots=True)
class Schema:
    """What the ontology says of the terms that data may use: its classes, codes and the ranges of its properties.

    `ranges` maps a property IRI to the IRI of its range, "" where any thing will do.
    """

    classes: frozenset[str]
    codes: frozenset[str]
    ranges: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """One triple as one source has it. `contested_by` holds the passages that say otherwise.

    `valid_from` and `valid_to` tell when the source says that it held: a year, a month or a day, "" where unknown.
    """

    triple: Triple
    ground: str
    passage: str
    reason: str
    corrects: str
    supported_by: tuple[str, ...]
    contested_by: tuple[str, ...]
    entered: str
    valid_from: str = ""
    valid_to: str = ""

    @property
    def iri(self) -> str:
        """The IRI of the aft:Udsagn: the same for the same triple and source."""
        return mint_hashed("udsagn", str(self.triple), self.passage)


def passage_iri(slug: str) -> str:
    """The IRI of a source reference."""
    return f"{ID}kildehenvisning/{slug}"


def document_iri(slug: str) -> str:
    """The IRI of a document."""
    return mint(DOCUMENT, slug)


def statements(tables: Tables, schema: Schema) -> tuple[Statement, ...]:
    """The statements of all tables. Raises SourceErrors with every row that does not hold, each with its cure."""
    return _Reading(tables, schema).run()


class _Reading:
    """One pass over the tables, collecting statements and errors."""

    def __init__(self, tables: Tables, schema: Schema) -> None:
        self.tables, self.schema = tables, schema
        self.errors: list[SourceError] = []
        self.things: dict[str, str] = {}
        self.passages: set[str] = set()

    def run(self) -> tuple[Statement, ...]:
        self.check_sources()
        for row in self.tables.things:
            self.name(row)
        found: list[Statement] = []
        for row in self.tables.things:
            found += self.thing(row)
        for row in self.tables.statements:
            found += self.statement(row)
        if self.errors:
            raise SourceErrors(self.errors)
        return tuple(found)

    def near(self, slug: str) -> str:
        return _hint(nearest(slug, self.things))

    def report(self, row: Row, message: str) -> None:
        self.errors.append(row.error(message))

    def check_sources(self) -> None:
        at_hand = {row["id"]: bool(row["file"]) for row in self.tables.documents}
        for row in self.tables.documents:
            self.once(row, self.things, document_iri(row["id"]))
            if bool(row["file"]) != bool(row["sha256"]):
                self.report(row, "a document at hand needs file and sha256; one that is not has neither")
            if not row["file"] and not row["url"]:
                self.report(row, "a document that is not at hand needs the url where it stands")
        for row in self.tables.passages:
            if row["id"] in self.passages:
                self.report(row, f"the passage '{row['id']}' is there already; give it another id")
            self.passages.add(row["id"])
            if row["document"] not in at_hand:
                self.report(row, f"unknown document '{row['document']}'; add it to documents.csv")
            elif at_hand[row["document"]]:
                self.check_passage(row)
            elif any(row[name] for name in ("first_line", "last_line", "quote", "sha256")):
                self.report(row, "the document is not at hand: leave lines, quotation and sha256 empty")

    def check_passage(self, row: Row) -> None:
        if not re.fullmatch(r"[1-9]\d*", row["first_line"]) or not re.fullmatch(r"[1-9]\d*", row["last_line"]):
            self.report(row, "first_line and last_line must be whole numbers from 1")
        elif int(row["first_line"]) > int(row["last_line"]):
            self.report(row, f"first_line {row['first_line']} comes after last_line {row['last_line']}; swap them")
        if not re.fullmatch(r"[0-9a-f]{64}", row["sha256"]):
            self.report(row, "sha256 must be 64 hexadecimal digits")
        if not row["quote"] or len(row["quote"].split()) > QUOTE_WORDS:
            self.report(row, f"the quotation must have 1 to {QUOTE_WORDS} words")

    def once(self, row: Row, known: dict[str, str], iri: str) -> None:
        slug = row["id"]
        if not is_slug(slug):
            self.report(row, f"the id '{slug}' may hold letters a-z, digits, dots and hyphens only")
        elif slug in known:
            self.report(row, f"the id '{slug}' is there already; give the thing another id")
        else:
            known[slug] = iri

    def name(self, row: Row) -> None:
        class_iri = expand(row["class"])
        if class_iri is None or (class_iri.startswith(AFT) and class_iri not in self.schema.classes):
            near = nearest(row["class"], (f"aft:{iri.removeprefix(AFT)}" for iri in self.schema.classes))
            self.report(row, f"unknown class '{row['class']}'; use a class of the ontology{_hint(near)}")
            return
        self.once(row, self.things, mint(class_iri, row["id"]))
        if not row["label"]:
            self.report(row, "the label is empty; write the name of the thing")

    def thing(self, row: Row) -> list[Statement]:
        class_iri, iri = expand(row["class"]), self.things.get(row["id"])
        if class_iri is None or iri is None:
            return []
        subject = NamedNode(iri)
        pairs = ((_A, NamedNode(class_iri)), (_LABEL, Literal(row["label"], language="da")))
        made = [self.make(row, Triple(subject, p, o), ()) for p, o in pairs]
        return [statement for statement in made if statement]

    def statement(self, row: Row) -> list[Statement]:
        subject = self.things.get(row["subject"])
        if subject is None:
            self.report(
                row,
                f"unknown subject '{row['subject']}'; add it to things.csv{self.near(row['subject'])}",
            )
            return []
        predicate = expand(row["predicate"])
        range_iri = None if predicate is None else self.schema.ranges.get(predicate, REUSED_RANGES.get(predicate))
        if predicate is None or range_iri is None:
            near = nearest(row["predicate"], (f"aft:{iri.removeprefix(AFT)}" for iri in self.schema.ranges))
            self.report(row, f"unknown property '{row['predicate']}'; use one of the ontology{_hint(near)}")
            return []
        value = self.value(row, range_iri)
        if value is None:
            return []
        contested = tuple(row["contested_by"].split())
        made = self.make(row, Triple(NamedNode(subject), NamedNode(predicate), value), contested)
        if made is None:
            return []
        return [replace(made, valid_from=row["valid_from"], valid_to=row["valid_to"])] if self.valid(row) else []

    def valid(self, row: Row) -> bool:
        begin, end = row["valid_from"], row["valid_to"]
        wrong = [text for text in (begin, end) if text and point_in_time(text) is None]
        for text in wrong:
            self.report(row, f"'{text}' is no year, month or day; write it like 2024, 2024-01 or 2024-01-31")
        if not wrong and begin and end and end < begin[: len(end)]:
            self.report(row, f"valid_from {begin} comes after valid_to {end}; swap them")
            return False
        return not wrong

    def value(self, row: Row, range_iri: str) -> NamedNode | Literal | None:
        text = row["object"]
        if range_iri.startswith(XSD) or range_iri in (f"{RDF}langString", _TIME):
            return self.literal(row, text, range_iri)
        iri = self.things.get(text)
        if iri is None:
            iri = self.term(text, range_iri)
        if iri is None:
            self.report(
                row, f"unknown object '{text}'; add it to things.csv or use a code{_hint(nearest(text, self.things))}"
            )
            return None
        return NamedNode(iri)

    def term(self, text: str, range_iri: str) -> str | None:
        """A code, a property or a class of the ontology; a page where the property leads out of the graph."""
        if range_iri == f"{RDFS}Resource":
            return text if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text) else None
        code = expand(text)
        known = self.schema.classes if range_iri == f"{OWL}Class" else self.schema.codes | self.schema.ranges.keys()
        if not range_iri:
            known = known | self.schema.classes
        reused = code in REUSED_RANGES and range_iri in ("", f"{RDF}Property")
        return code if code in known or reused else None

    def literal(self, row: Row, text: str, datatype: str) -> Literal | None:
        if not text:
            self.report(row, "the value is empty; write it or leave the row out")
            return None
        if datatype == f"{RDF}langString":
            return Literal(text, language="da")
        if datatype == _TIME:
            datatype = point_in_time(text) or f"{XSD}date"
        if datatype in _FORMS and not re.fullmatch(_FORMS[datatype], text):
            self.report(row, f"'{text}' is not a {datatype.removeprefix(XSD)}")
            return None
        if datatype in _DATE and not _is_date(text, _DATE[datatype]):
            self.report(
                row,
                f"'{text}' is not a date as {datatype.removeprefix(XSD)} has it; write it like {_example(datatype)}",
            )
            return None
        return Literal(text, datatype=NamedNode(datatype))

    def make(self, row: Row, triple: Triple, contested_by: tuple[str, ...]) -> Statement | None:
        before = len(self.errors)
        ground = row["ground"]
        supported_by = tuple(row["supported_by"].split())
        if ground not in GROUNDS:
            self.report(row, f"unknown ground '{ground}'; use {', '.join(GROUNDS)}")
        named = ((row["passage"],) if row["passage"] else ()) + supported_by + contested_by
        for slug in named:
            if slug not in self.passages:
                self.report(
                    row,
                    f"unknown passage '{slug}'; add it to its document's table{_hint(nearest(slug, self.passages))}",
                )
        for wrong, message in _GROUND_RULES:
            if wrong(row):
                self.report(row, message)
        if len(self.errors) > before:
            return None
        return Statement(
            triple, ground, row["passage"], row["reason"], row["corrects"], supported_by, contested_by, row["entered"]
        )


_GROUND_RULES: Final[tuple[tuple[Callable[[Row], bool], str], ...]] = (
    (
        lambda row: row["ground"] in ("fremgaar", "udledt") and not row["passage"],
        "a statement from a source needs its passage",
    ),
    (
        lambda row: row["ground"] in ("udledt", "redaktionel") and not row["reason"],
        "say in 'reason' why it is read or added so",
    ),
    (
        lambda row: row["ground"] == "redaktionel" and not _is_date(row["entered"], "%Y-%m-%d"),
        "an addition by the editors needs the date it was entered",
    ),
    (
        lambda row: bool(row["corrects"]) and row["ground"] == "fremgaar",
        "a corrected word cannot be stated; its ground is udledt",
    ),
)


def point_in_time(text: str) -> str | None:
    """The datatype of a year, a month or a day as its text has it, else None."""
    return next((datatype for datatype, form in _DATE.items() if _is_date(text, form)), None)


def _is_date(text: str, form: str) -> bool:
    try:
        return dt.datetime.strptime(text, form).strftime(form) == text  # noqa: DTZ007 (a date has no zone)
    except ValueError:
        return False


def _example(datatype: str) -> str:
    return dt.date(2024, 1, 31).strftime(_DATE[datatype])


def _hint(names: tuple[str, ...]) -> str:
    return f" (nearest: {', '.join(names)})" if names else ""
