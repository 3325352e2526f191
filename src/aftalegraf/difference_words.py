"""Say what changed between two versions in sentences, by the kind of property: a date moved, a link came or went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from aftalegraf.cells import Cell
from aftalegraf.dated import month
from aftalegraf.differences import CHANGED, Change, Differences, Restated, Thing, Value
from aftalegraf.evidence import Support
from aftalegraf.identity import UNNAMED
from aftalegraf.languages import decimal
from aftalegraf.namespaces import AFT, RDF, RDFS, SKOS, XSD
from aftalegraf.validity import FULL
from aftalegraf.world import World

QUOTED: Final = 12  # words of a text at most
_CONTEXT: Final = 3  # words before the first that differs
NAMES: Final = (f"{SKOS}prefLabel", f"{RDFS}label")
KIND: Final = f"{RDF}type"
FINGERPRINT: Final = f"{AFT}fingeraftryk"
_DATES: Final = frozenset(XSD + name for name in ("date", "gYear", "gYearMonth", "gMonthDay", "dateTime"))
_NUMBERS: Final = frozenset(XSD + name for name in ("integer", "decimal", "double"))
_NOUNS: Final = ("times", "points", "tasks")  # first words in English that end like a verb
_DONE: Final = ("acceded", "carried")  # after has: it is no noun that was gained
_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "named": ("hed før {} og hedder nu {}", "was called {} and is now called {}"),
    "name": ("hedder nu også {}", "is now also called {}"),
    "name gone": ("hedder ikke længere {}", "is no longer called {}"),
    "kind": ("er nu også {}", "is now also: {}"),
    "kind gone": ("er ikke længere {}", "is no longer: {}"),
    "moved": ("{} er flyttet fra {} til {}", "{} has moved from {} to {}"),
    "moved:": ("{}: flyttet fra {} til {}", "{}: moved from {} to {}"),
    "full": ("får fuld virkning {}", "gets full effect on {}"),
    "not full": ("har endnu ikke fuld virkning; den kommer {}", "is not yet in full effect; it comes on {}"),
    "changed": ("{}: ændret fra {} til {}", "{}: changed from {} to {}"),
    "added": ("{}: {} er kommet til", "{}: {} has been added"),
    "taken": ("{}: {} står der ikke længere", "{}: {} is no longer there"),
    "now": ("nu: {} {}", "now: {} {}"),
    "no longer": ("ikke længere: {} {}", "no longer: {} {}"),
    "text": (
        "stedet er læst på ny, for teksten er en anden end før; {} udsagn hviler på den",
        "the place was read again, for the text is another than before; statements that rest on it: {}",
    ),
    "whole text": (
        "dokumentet er læst på ny, for teksten er en anden end før",
        "the document was read again, for the text is another than before",
    ),
    "still": ("uændret: {}", "unchanged: {}"),
    "ground": ("grundlaget er ændret fra «{}» til «{}»", "the ground has changed from “{}” to “{}”"),
    "rests": ("hviler nu på {}", "now rests on {}"),
    "rests not": ("hviler ikke længere på {}", "no longer rests on {}"),
    "remarks": ("ændret ved udsagnet: {}", "changed about the statement: {}"),
    "contested": ("modsiges af {}", "contradicted by {}"),
    "disputed now": ("nu bestridt: {}", "now contested: {}"),
    "disputed": ("bestridt udsagn er kommet til: {}", "a contested statement has been added: {}"),
    "disputed gone": ("bestridt udsagn er taget ud: {}", "a contested statement has been taken out: {}"),
    "editors": ("en tilføjelse fra redaktionen", "an addition by the editors"),
    "before": ("før: {}", "before: {}"),
    "new": ("{} (ny)", "{} (new)"),
    "gone": ("{} (ikke længere med)", "{} (no longer there)"),
    "new day": ("{} (ny)", "{} (new)"),
    "gone day": ("{} (ophørt)", "{} (ended)"),
    "unnamed": ("(uden navn)", "(without a name)"),
    "yes": ("ja", "yes"),
    "no": ("nej", "no"),
}


class Clause(NamedTuple):
    """What changed, and what that rests on, "" where nothing is told: in words, and as grounds with places.

    A place is an IRI or ""; `before` tells that it rested on them in the first version only.
    """

    text: str
    rests: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    before: bool = False


class Words:
    """The words of one language for what changed; `dated` where the two versions are the same graph on two days."""

    def __init__(self, world: World, found: Differences, language: str, *, dated: bool = False) -> None:
        self.world, self.names, self.language, self.dated = world, found.names, language, dated
        self.states = {thing.iri: thing.state for thing in found.things}

    def say(self, key: str, *values: object) -> str:
        """A text with values put in."""
        return _TEXTS[key][self.language == "en"].format(*values)

    def clauses(self, thing: Thing) -> Iterator[Clause]:
        """What changed of a thing, or what is told of one that is new or gone, each with what it rests on."""
        for change in thing.changes:
            if thing.state == CHANGED:
                yield from self._change(thing, change)
            elif change.property_iri not in (*NAMES, KIND):
                for value in (*change.before, *change.after):
                    yield self._resting(self._stated(change.property_iri, value), value.supports)
        for one in thing.restated:
            yield Clause(self._restated(one))

    def shown(self, cell: Cell) -> str:
        """A value as its reader knows it: a name, a day, a number or at most twelve words of a text."""
        if cell.value.startswith(UNNAMED) and cell.value not in self.names:
            return self.say("unnamed")
        if cell.kind != "literal":
            return self._quoted(self.names.get(cell.value) or self.world.label(cell.value, self.language))
        if cell.is_boolean:
            return self.say("yes" if cell.value in ("true", "1") else "no")
        if cell.datatype in _DATES:
            return month(cell.value, self.language)
        if cell.datatype in _NUMBERS:
            return self._number(cell.value)
        return self._quoted(cut(cell.value))

    def supports(self, found: Iterable[Support]) -> str:
        """What something rests on: the ground and the place, each once."""
        told = (
            f"{self.world.label(AFT + support.ground, self.language)}: {self.place(support.place)}"
            if support.place
            else self.world.label(AFT + support.ground, self.language)
            for support in found
        )
        return "; ".join(dict.fromkeys(told))

    def place(self, iri: str) -> str:
        """A source reference by name."""
        return self.names.get(iri) or self.world.label(iri, self.language)

    def _change(self, thing: Thing, change: Change) -> Iterator[Clause]:
        name, before, after = change.property_iri, change.before, change.after
        if name == FINGERPRINT:
            text = self.say("text", thing.resting) if f"{AFT}Kildehenvisning" in thing.classes else ""
            yield Clause(text or self.say("whole text"))
        elif len(before) == len(after) == 1 and self._one_value(name, before[0], after[0]):
            text = self._replaced(name, before[0].cell, after[0].cell)
            yield self._resting(self._against(text, after[0]), after[0].supports)
        else:
            for value in after:
                text = self._came(name, value.cell) if value.plain else self.say("disputed", self._plainly(name, value))
                yield self._resting(self._against(text, value), value.supports)
            for value in before:
                yield self._resting(self._against(self._lost(name, value), value), value.supports, before=True)

    def _resting(self, text: str, found: Sequence[Support], *, before: bool = False) -> Clause:
        rests = self.supports(found)
        marks = tuple(dict.fromkeys((support.ground, support.place) for support in found))
        return Clause(text, self.say("before", rests) if rests and before else rests, marks, before)

    def _lost(self, name: str, value: Value) -> str:
        """What went; what still stands, but contested, has not gone."""
        if value.plain and not value.contested_by:
            return self._went(name, value.cell)
        return self.say("disputed now" if value.plain else "disputed gone", self._plainly(name, value))

    def _one_value(self, name: str, before: Value, after: Value) -> bool:
        """Whether one value took the place of another: a link or a kind comes and goes by itself."""
        both = (before, after)
        coded = all(each.cell.kind == "iri" and each.cell.value.startswith(AFT) for each in both)
        stated = all(each.cell.kind == "literal" for each in both)
        return name != KIND and (coded or stated) and before.plain and after.plain and not before.contested_by

    def _replaced(self, name: str, before: Cell, after: Cell) -> str:
        if name in NAMES:
            return self.say("named", *self._both(before, after))
        label = self._label(name)
        if after.datatype not in _DATES:
            return self.say("changed", label, *self._both(before, after))
        if self.language == "da" and label.endswith("dato"):
            return self.say("moved", f"{label}en", *self._both(before, after))
        if self.language == "en" and (label.startswith("date of") or label.endswith(" date")):
            return self.say("moved", f"the {label}", *self._both(before, after))
        return self.say("moved:", label, *self._both(before, after))

    def _both(self, before: Cell, after: Cell) -> tuple[str, str]:
        """Two values; of long texts the parts where they begin to differ."""
        told = self.shown(before), self.shown(after)
        if told[0] != told[1] or before.kind != "literal":
            return told
        at = max(0, _first_other(before.value.split(), after.value.split()) - _CONTEXT)
        return self._quoted(cut(before.value, at)), self._quoted(cut(after.value, at))

    def _came(self, name: str, cell: Cell) -> str:
        if self.dated and name == FULL:
            return self.say("full", self.shown(cell))
        if name == KIND:
            return self.say("kind", self.world.label(cell.value, self.language))
        if name in NAMES:
            return self.say("name", self.shown(cell))
        if cell.kind == "literal":
            return self.say("added", self._label(name), self.shown(cell))
        return self._verb(name, self._end(cell), "now")

    def _went(self, name: str, cell: Cell) -> str:
        if self.dated and name == FULL:
            return self.say("not full", self.shown(cell))
        if name == KIND:
            return self.say("kind gone", self.world.label(cell.value, self.language))
        if name in NAMES:
            return self.say("name gone", self.shown(cell))
        if cell.kind == "literal":
            return self.say("taken", self._label(name), self.shown(cell))
        return self._verb(name, self._end(cell), "no longer")

    def _end(self, cell: Cell) -> str:
        """The other end of a link, with what became of it itself."""
        state = self.states.get(cell.value, CHANGED)
        return self.shown(cell) if state == CHANGED else self.say(f"{state}{' day' * self.dated}", self.shown(cell))

    def _verb(self, name: str, value: str, when: str) -> str:
        """A link that came or went: the verb of its property bent, or the property as it stands."""
        first, _, rest = self._label(name).partition(" ")
        english = self.world.label(name, "en").split(" ")
        denied = {"not", "no"} & set(english)
        if denied or not (english[0].endswith("s") or english[0] in ("may", "can", "will")) or english[0] in _NOUNS:
            return self.say(when, self._label(name), value)
        gained = when == "now" and english[0] == "has" and not {*english[1:2]} & set(_DONE)
        if gained:
            first, adverb = ("har", "fået") if self.language == "da" else ("has", "gained")
        else:
            adverb = {"now": ("nu", "now"), "no longer": ("ikke længere", "no longer")}[when][self.language == "en"]
        before = self.language == "en" and not gained and first not in ("is", "was", "may", "can", "will")
        return " ".join(word for word in ((adverb, first) if before else (first, adverb)) if word) + (
            f" {rest} {value}" if rest else f" {value}"
        )

    def _stated(self, name: str, value: Value) -> str:
        """Something said of a thing that is new or gone."""
        return self._against(self._plainly(name, value), value)

    def _plainly(self, name: str, value: Value) -> str:
        return f"{self._label(name)}{'' if value.cell.kind == 'iri' else ':'} {self.shown(value.cell)}"

    def _restated(self, one: Restated) -> str:
        said = self.say("still", f"{self._label(one.property_iri)} {self.shown(one.cell)}")
        if one.remarks:
            told = [self.say("remarks", ", ".join(self._label(name) for name in one.remarks))]
        else:
            told = list(self._rests(one.before, one.after))
        return f"{said}; {', '.join(told)}"

    def _rests(self, before: Sequence[Support], after: Sequence[Support]) -> Iterator[str]:
        was, now = ({support.place for support in several} for several in (before, after))
        if len(before) == len(after) == 1 and before[0].ground != after[0].ground:
            yield self.say("ground", *(self._label(AFT + each[0].ground) for each in (before, after)))
            was, now = was - {""}, now - {""}
        for place in sorted(now - was):
            yield self.say("rests", self.place(place) if place else self.say("editors"))
        for place in sorted(was - now):
            yield self.say("rests not", self.place(place) if place else self.say("editors"))

    def _against(self, text: str, value: Value) -> str:
        if not value.contested_by:
            return text
        return f"{text} ({self.say('contested', ', '.join(self.place(place) for place in value.contested_by))})"

    def _label(self, name: str) -> str:
        return self.world.label(name, self.language)

    def _quoted(self, text: str) -> str:
        return f"“{text}”" if self.language == "en" else f"«{text}»"

    def _number(self, text: str) -> str:
        try:
            return decimal(Decimal(text), self.language)
        except InvalidOperation:
            return text


def cut(text: str, start: int = 0) -> str:
    """At most twelve words of a text, from one of them on; dots tell what was left out."""
    words = text.split()
    told = words[start : start + QUOTED]
    return f"{'… ' if start else ''}{' '.join(told)}{' …' if start + QUOTED < len(words) else ''}"


def _first_other(one: Sequence[str], other: Sequence[str]) -> int:
    """The number of words that two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
