"""Turn the rows of a filled form into triples, and say in which cell something is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf import values
from aftalegraf.choices import Choices, Source
from aftalegraf.errors import CellError, FormErrors, nearest
from aftalegraf.form import AGREEMENT, DECLARED, EXAMPLE, Column, Sheet, form, told_by
from aftalegraf.namespaces import AFT, RDF, SKOS, mint_hashed
from aftalegraf.rdf import Literal, NamedNode, Triple

_A: Final = f"{RDF}type"
_LABEL: Final = f"{SKOS}prefLabel"
_SAYS: Final[Mapping[str, tuple[str, str]]] = {
    "formula": ("cellen har en formel; skriv selve værdien", "the cell has a formula; write the value itself"),
    "error": ("cellen viser en fejl fra regnearket; skriv værdien", "the cell shows an error; write the value"),
    "required": ("cellen er tom; udfyld den, eller slet rækken", "the cell is empty; fill it in, or delete the row"),
    "date": (
        "'{}' er ikke en dato; skriv den som 2024-01-31 eller 31-01-2024",
        "'{}' is no date; write it like 2024-01-31 or 31-01-2024",
    ),
    "whole": ("'{}' er ikke et helt tal; skriv det med cifre", "'{}' is no whole number; write it in digits"),
    "times": (
        "'{}' er ikke et antal gange pr. år; skriv et tal som 4 eller 0,25",
        "'{}' is no number of times a year; write a number such as 4 or 0.25",
    ),
    "yes": ("'{}' er hverken ja eller nej; skriv ja eller nej", "'{}' is neither ja nor nej; write ja or nej"),
    "one": ("cellen har flere værdier; vælg én", "the cell has several values; choose one"),
    "unknown": ("'{}' er ikke på listen; vælg fra listen{}", "'{}' is not in the list; choose from the list{}"),
    "no row": (
        "'{}' står ikke i arket {}; skriv det dér først, eller ret navnet{}",
        "'{}' is not in the sheet {}; enter it there first, or mend the name{}",
    ),
    "twice": (
        "'{}' står allerede i {}; giv rækken et andet navn",
        "'{}' stands already in {}; give the row another name",
    ),
    "nearest": (" (nærmest: {})", " (nearest: {})"),
    "none": (
        "arket har ingen aftale; udfyld en række (rækker, der begynder med «Eksempel:», tælles ikke med)",
        "the sheet has no agreement; fill in a row (rows that begin with “Eksempel:” do not count)",
    ),
    "several": (
        "arket har mere end én aftale; brug en formular til hver",
        "the sheet has more than one agreement; use a form for each",
    ),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One filled row of a sheet: where it is, and its cells by heading; `cells` are text and the kind of the cell.

    `spots` tells where each cell is, by heading.
    """

    sheet: Sheet
    path: str
    place: str
    cells: Mapping[str, tuple[str, str]]
    spots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entered:
    """What a form says, and where each thing that it names stands."""

    triples: tuple[Triple, ...]
    places: Mapping[str, str]


def entered(entries: Sequence[Entry], choices: Choices, path: str, language: str = "da") -> Entered:
    """The triples of a form. Raises FormErrors with all that is wrong in it."""
    return _Reading(entries, choices, path, language).run()


class _Reading:
    """One pass over a form, collecting triples and errors."""

    def __init__(self, entries: Sequence[Entry], choices: Choices, path: str, language: str) -> None:
        self.entries = [entry for entry in entries if not _is_example(entry)]
        self.choices, self.path, self.language = choices, path, language
        self.errors: list[CellError] = []
        self.triples: dict[Triple, None] = {}
        self.things: dict[tuple[str, str], str] = {}
        self.places: dict[str, str] = {}
        self.rows: dict[str, str] = {}
        self.later: list[tuple[str, Column, Literal]] = []
        self.agreement = ""

    def run(self) -> Entered:
        named = [(entry, self.name(entry)) for entry in self.entries if entry.sheet.class_iri]
        agreements = [(entry, iri) for entry, iri in named if entry.sheet.name == AGREEMENT]
        if len(agreements) != 1:
            place = agreements[1][0].place if agreements else f"{_ark(self.language)} {AGREEMENT}"
            self.errors.append(CellError(self.path, place, self.say("several" if agreements else "none")))
        else:
            self.agreement = agreements[0][1]
        for entry, iri in named:
            self.row(entry, iri)
        for entry, iri in named:
            self.link(entry, iri)
        for iri, column, value in self.later:
            for thing in self.at(iri, column.via):
                self.add(thing, column.predicate, value)
        self.declare()
        if self.errors:
            raise FormErrors(self.errors, self.language)
        return Entered(tuple(self.triples), self.places)

    def say(self, key: str, *values: str) -> str:
        return _SAYS[key][self.language == "en"].format(*values)

    def report(self, entry: Entry, heading: str, key: str, *values: str) -> None:
        spot = entry.spots.get(heading, entry.place)
        self.errors.append(CellError(entry.path, spot, self.say(key, *values)))

    def add(self, subject: str, predicate: str, value: NamedNode | Literal) -> None:
        self.triples[Triple(NamedNode(subject), NamedNode(predicate), value)] = None

    def name(self, entry: Entry) -> str:
        """The IRI of a row's thing: from its sheet and name, and from all of it where rows may share a name."""
        heading = next(column.heading for column in entry.sheet.columns if column.kind == "name")
        text = entry.cells.get(heading, ("", ""))[0]
        key = (entry.sheet.name, text.casefold())
        parents = [c.heading for c in entry.sheet.columns if c.inward and c.required]
        shared = [entry.cells.get(parent, ("", ""))[0] for parent in parents]
        iri = mint_hashed("egen", entry.sheet.name, text.casefold(), *(other.casefold() for other in shared))
        if iri in self.places:
            self.report(entry, heading, "twice", text, self.places[iri])
        self.things.setdefault(key, iri)
        self.places.setdefault(iri, entry.place)
        self.rows[iri] = entry.sheet.name
        return iri

    def row(self, entry: Entry, iri: str) -> None:
        kinds = [column.predicate for column in entry.sheet.columns if column.kind == "class"]
        if not kinds:
            self.typed(iri, entry.sheet.class_iri)
        for column in entry.sheet.columns:
            text, kind = entry.cells.get(column.heading, ("", ""))
            if kind in ("formula", "error"):
                self.report(entry, column.heading, kind)
            elif text:
                self.cell(entry, iri, column, text)
            elif column.required:
                self.report(entry, column.heading, "required")

    def cell(self, entry: Entry, iri: str, column: Column, text: str) -> None:
        if column.kind == "name":
            self.add(iri, column.predicate, Literal(text, language="da"))
        elif column.kind in ("text", *_WRONG):
            self.literal(entry, iri, column, text)
        elif column.kind == "times":
            self.times(entry, iri, column, text)
        elif column.kind == "yes to agreement":
            if self.truth(entry, column, text) == "true" and self.agreement:
                self.join(iri, column, self.agreement)
        else:
            parts = [part.strip() for part in text.split(";") if part.strip()] if column.many else [text]
            for part in parts:
                self.chosen(entry, iri, column, part)

    def literal(self, entry: Entry, iri: str, column: Column, text: str) -> None:
        value = values.literal(column.kind, text)
        if value is None:
            self.report(entry, column.heading, _WRONG[column.kind], text)
        elif column.via:
            self.later.append((iri, column, value))
        else:
            self.add(iri, column.predicate, value)

    def truth(self, entry: Entry, column: Column, text: str) -> str:
        said = values.truth(text)
        if not said:
            self.report(entry, column.heading, "yes", text)
        return said

    def times(self, entry: Entry, iri: str, column: Column, text: str) -> None:
        number = values.times(text)
        if not number:
            self.report(entry, column.heading, "times", text)
            return
        frequency = mint_hashed("egen", "Frekvens", number)
        self.typed(frequency, f"{AFT}Frekvens")
        self.add(frequency, _LABEL, Literal(f"{text} gange om året", language="da"))
        self.add(frequency, f"{AFT}gangePrAar", values.typed(number, "decimal"))
        self.join(iri, column, frequency)

    def chosen(self, entry: Entry, iri: str, column: Column, text: str) -> None:
        """What a cell names: a row of another sheet, a thing or a class of the graph, or a new thing."""
        sources = self.choices.of(column)
        for source in sources:
            value = self.things.get((source.sheet, text.casefold())) if source.sheet else source.known(text)
            if value:
                self.take(iri, column, value, source, text)
                return
        new = next((source.makes for source in sources if source.makes and not source.values), "")
        if new:
            self.make(iri, column, text, new)
            return
        sheets = [source.sheet for source in sources if source.sheet]
        offered = [name for source in sources for name in self.offered(source)]
        near = nearest(text, offered)
        hint = self.say("nearest", ", ".join(near)) if near else ""
        if not column.many and ";" in text:
            self.report(entry, column.heading, "one")
        elif sheets:
            self.report(entry, column.heading, "no row", text, " / ".join(sheets), hint)
        else:
            self.report(entry, column.heading, "unknown", text, hint)

    def offered(self, source: Source) -> Iterable[str]:
        if not source.sheet:
            return source.values
        heading = {sheet.name: next(c.heading for c in sheet.columns if c.kind == "name") for sheet in form()[:-1]}
        return [e.cells[heading[source.sheet]][0] for e in self.entries if e.sheet.name == source.sheet
                and heading[source.sheet] in e.cells]  # fmt: skip

    def take(self, iri: str, column: Column, value: str, source: Source, text: str) -> None:
        if column.kind == "class":
            self.typed(iri, value)
        elif source.makes:
            self.make(iri, column, text, value)
        else:
            for triple in self.choices.about(value):
                self.triples[triple] = None
            self.join(iri, column, value)

    def make(self, iri: str, column: Column, text: str, class_iri: str) -> None:
        """A thing that stands only in this form, the same wherever it is named."""
        thing = mint_hashed("egen", class_iri, text.casefold())
        self.typed(thing, class_iri)
        self.add(thing, _LABEL, Literal(text, language="da"))
        self.join(iri, column, thing)

    def join(self, iri: str, column: Column, value: str) -> None:
        subject, thing = (value, iri) if column.inward else (iri, value)
        self.add(subject, column.predicate, NamedNode(thing))

    def typed(self, iri: str, class_iri: str) -> None:
        for name in (class_iri, *self.choices.above(class_iri)):
            self.add(iri, _A, NamedNode(name))

    def link(self, entry: Entry, iri: str) -> None:
        sheet = entry.sheet
        if not self.agreement or not sheet.link or entry.cells.get(sheet.unless, ("", ""))[0]:
            return
        if sheet.link == f"{AFT}iRegion":
            for region in self.at(self.agreement, f"{AFT}gaelderRegion"):
                self.add(iri, sheet.link, NamedNode(region))
        elif sheet.link_inward:
            self.add(iri, sheet.link, NamedNode(self.agreement))
        else:
            self.add(self.agreement, sheet.link, NamedNode(iri))

    def at(self, iri: str, predicate: str) -> list[str]:
        """The things that a thing is linked with."""
        pair = NamedNode(iri), NamedNode(predicate)
        found = [t.object for t in self.triples if (t.subject, t.predicate) == pair]
        return [thing.value for thing in found if isinstance(thing, NamedNode)]

    def declare(self) -> None:
        """Whether the sheets that tell of a property are said to be complete: for the agreement, and for each row."""
        complete = dict(self.declared())
        for name, sheets in told_by().items():
            self.read((self.agreement,), (name,), sheets, complete)
        for sheet in form():
            rows = [iri for iri, name in self.rows.items() if name == sheet.name]
            told = [column.predicate for column in sheet.columns if column.predicate and not column.via]
            if sheet.name != AGREEMENT:
                self.read(rows, told, (sheet.name,), complete)

    def read(self, rows: Iterable[str], told: Iterable[str], sheets: Sequence[str], complete: Iterable[str]) -> None:
        things = [iri for iri in rows if iri]
        if not things:
            return
        lacking = [sheet for sheet in sheets if sheet not in complete]
        reading = mint_hashed("egen", "laesning", *told, *things)
        self.typed(reading, f"{AFT}Laesning")
        for iri in things:
            self.add(reading, f"{AFT}laesningAf", NamedNode(iri))
        for name in told:
            self.add(reading, f"{AFT}omEgenskab", NamedNode(name))
        outcome = "ikkeUdfyldt" if lacking else "fuldstaendig"
        self.add(reading, f"{AFT}laesningsresultat", NamedNode(f"{AFT}{outcome}"))
        self.add(reading, f"{AFT}forklaring", Literal(_why(lacking, sheets), language="da"))

    def declared(self) -> Iterator[tuple[str, str]]:
        sheet = next(sheet for sheet in form() if sheet.name == DECLARED)
        which, whether = sheet.columns
        known = [other.name for other in form() if other.name != DECLARED]
        for entry in self.entries:
            if entry.sheet.name != DECLARED:
                continue
            name, answer = (entry.cells.get(column.heading, ("", ""))[0] for column in (which, whether))
            exact = next((other for other in known if other.casefold() == name.casefold()), "")
            if not exact:
                near = nearest(name, known)
                self.report(entry, which.heading, "unknown", name, self.say("nearest", ", ".join(near)) if near else "")
            elif answer and self.truth(entry, whether, answer) == "true":
                yield exact, entry.place


_WRONG: Final = {"date": "date", "whole number": "whole", "yes or no": "yes"}


def _why(lacking: Sequence[str], sheets: Sequence[str]) -> str:
    names = ", ".join(f"«{name}»" for name in lacking or sheets)
    if lacking:
        return f"{names} er ikke mærket som udfyldt fuldstændigt i arket {DECLARED}; skriv ja dér, når alt er med"
    return f"{names} er udfyldt fuldstændigt ifølge arket {DECLARED}"


def _is_example(entry: Entry) -> bool:
    first = entry.cells.get(entry.sheet.columns[0].heading, ("", ""))[0]
    return first.casefold().startswith(EXAMPLE.casefold())


def _ark(language: str) -> str:
    return "sheet" if language == "en" else "ark"
