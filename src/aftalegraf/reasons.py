"""Say why an answer is empty, and what an answer cannot tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from aftalegraf.asked import GROUND, GROUND_LABELS, LEFT_OUT, LOST, NO_LINK, NO_THING, NOT_AT_HAND, Choice, Reason
from aftalegraf.namespaces import AFT, RDFS, graph
from aftalegraf.questions import Question
from aftalegraf.readings import COMPLETE, Reading, readings
from aftalegraf.statements import GROUNDS
from aftalegraf.world import World

_KIND: Final = {
    f"{AFT}tabtIUdtraek": LOST,
    f"{AFT}ikkeISamlingen": NOT_AT_HAND,
    f"{AFT}ikkeAngivet": NO_LINK,
    f"{AFT}ikkeUdfyldt": NO_LINK,
}
_TEXTS: Final = {
    "da": {
        f"{AFT}tabtIUdtraek": "Kan ikke afgøres",
        f"{AFT}ikkeISamlingen": "Kan ikke afgøres, fordi en kilde ikke er i samlingen",
        f"{AFT}ikkeAngivet": "Kilden er læst og angiver det ikke",
        f"{AFT}ikkeUdfyldt": "Feltet er ikke udfyldt i kilden",
        "quote": "«{}»",
        "and": " og ",
        "whole": "Kan ikke afgøres for {}: aftalernes tekst er ikke i samlingen.",
        "caveat": "Forbehold vedrørende {}",
        "caveats": "Forbehold: disse aftalers tekst er ikke i samlingen: {}.",
        "class": "Grafen indeholder ingen ting af klassen {}.",
        "absent": "{} er ikke med ved det valgte grundlag: tingens eget grundlag er {}.",
        "row": "1 række",
        "rows": "{} rækker",
        "left out": f"Udeladt ved det valgte grundlag: {{}} kommer frem med {GROUND}={{}} ({{}}).",
        "or": " eller ",
        "no link": "Kilderne angiver ikke {} for {}.",
        "no answer": "Kilderne angiver det ikke for {}.",
        "anything": "nogen",
        "with": " sammen med ",
        "undeclared": " Det er ikke oplyst, om kilderne er læst fuldstændigt for det.",
    },
    "en": {
        f"{AFT}tabtIUdtraek": "Cannot be decided",
        f"{AFT}ikkeISamlingen": "Cannot be decided, as a source is not at hand",
        f"{AFT}ikkeAngivet": "The source was read and does not give it",
        f"{AFT}ikkeUdfyldt": "The field is left blank in the source",
        "quote": "“{}”",
        "and": " and ",
        "whole": "Cannot be decided for {}: the text of these agreements is not at hand.",
        "caveat": "Caveat about {}",
        "caveats": "Caveat: the text of these agreements is not at hand: {}.",
        "class": "The graph holds nothing of the class {}.",
        "absent": "{} is not there at the ground chosen: its own ground is {}.",
        "row": "1 row",
        "rows": "{} rows",
        "left out": f"Left out by the ground chosen: {{}} with {GROUND}={{}} ({{}}).",
        "or": " or ",
        "no link": "The sources do not state {} for {}.",
        "no answer": "The sources do not state it for {}.",
        "anything": "anything",
        "with": " together with ",
        "undeclared": " It is not declared whether the sources were read completely for it.",
    },
}


def reasons(
    world: World, question: Question, values: Mapping[str, Choice], ground: str, language: str
) -> tuple[Reason, ...]:
    """Why an answer without rows has none: at least one reason."""
    return _Why(world, question, values, language).reasons(ground)


def caveats(world: World, question: Question, values: Mapping[str, Choice], language: str) -> tuple[Reason, ...]:
    """What the sources cannot tell about what was asked, each with the thing it is about."""
    return _Why(world, question, values, language).caveats()


class _Why:
    """One question with its values, the readings that concern it, and the language of the texts."""

    def __init__(self, world: World, question: Question, values: Mapping[str, Choice], language: str) -> None:
        self.world, self.question, self.values = world, question, values
        self.language, self.texts = language, _TEXTS[language]
        self.readings = readings(world, question, values)
        self.danish: dict[str, None] = {}  # what was said in Danish in an English text

    def reasons(self, ground: str) -> tuple[Reason, ...]:
        found = (*self.no_class(), *self.absent(ground), *self.incomplete(), *self.left_out(ground))
        return found or (self.no_link(ground),)

    def caveats(self) -> tuple[Reason, ...]:
        single, whole = self.open_readings()
        said = [
            self.reason(_KIND[r.outcome], self.told(self.texts["caveat"].format(self.quoted(self.name(r.thing))), r))
            for r in single
        ]
        if whole:
            said.append(self.reason(NOT_AT_HAND, self.texts["caveats"].format(self.names(whole))))
        return tuple(said)

    def incomplete(self) -> Iterable[Reason]:
        """What was lost, is not at hand, is not given or is left blank."""
        single, whole = self.open_readings()
        for reading in single:
            yield self.reason(_KIND[reading.outcome], self.told(self.texts[reading.outcome], reading))
        if whole:
            yield self.reason(NOT_AT_HAND, self.texts["whole"].format(self.names(whole)))

    def open_readings(self) -> tuple[list[Reading], list[Reading]]:
        """The readings that are not complete, each once: one by one, and those to tell together."""
        open_ = list({(r.thing, r.why): r for r in self.readings if r.outcome in _KIND}.values())
        whole = [r for r in open_ if r.whole]
        together = whole if len(whole) > 1 else []
        return [r for r in open_ if r not in together], together

    def no_class(self) -> Iterable[Reason]:
        """The parameters for which there is nothing to choose."""
        for parameter in self.question.parameters:
            cls = f"<{parameter.class_iri}>"
            there = f"ASK {{ {{ ?x a {cls} }} UNION {{ GRAPH <{graph('alt')}> {{ ?x a {cls} }} }} }}"
            if parameter.class_iri != f"{RDFS}Resource" and not self.world.store.ask(there):
                name = self.quoted(self.name(parameter.class_iri))
                yield self.reason(NO_THING, self.texts["class"].format(name))

    def absent(self, ground: str) -> Iterable[Reason]:
        """The things chosen that are in the graph by a wider ground only."""
        for choice in self.values.values():
            rows = self.world.store.select(
                f"""SELECT DISTINCT ?g WHERE {{ ?u rdf:subject <{choice.iri}> ; rdf:predicate rdf:type ;
                  aft:grundlag ?g FILTER NOT EXISTS {{ ?u aft:modsigesAf ?other }} }}"""
            ).rows
            nearest = min((GROUNDS.index(g.value.removeprefix(AFT)) for (g,) in rows if g), default=0)
            if nearest > GROUNDS.index(ground):
                thing, by = self.quoted(self.name(choice.iri)), self.quoted(self.name(AFT + GROUNDS[nearest]))
                yield self.reason(NO_THING, self.texts["absent"].format(thing, by))

    def left_out(self, ground: str) -> Iterable[Reason]:
        """The nearest wider ground that gives rows."""
        for wider in GROUNDS[GROUNDS.index(ground) + 1 :]:
            count = self.count(self.values, wider)
            if count:
                rows = self.texts["row"] if count == 1 else self.texts["rows"].format(count)
                text = self.texts["left out"].format(rows, wider, GROUND_LABELS[wider][self.language])
                yield self.reason(LEFT_OUT, text, wider)
                return

    def no_link(self, ground: str) -> Reason:
        """The sources do not state it: for what was chosen, or for anything at all."""
        properties = self.question.rests_on
        what = self.joined([self.name(iri) for iri in properties], "or")
        whom = self.chosen() if self.values and self.count({}, ground) else self.texts["anything"]
        text = self.texts["no link"].format(what, whom) if what else self.texts["no answer"].format(whom)
        read = {r.property_iri for r in self.readings if r.outcome == COMPLETE}
        declared = properties and read.issuperset(properties)
        return self.reason(NO_LINK, text if declared else text + self.texts["undeclared"])

    def count(self, values: Mapping[str, Choice], ground: str) -> int:
        query = self.question.sparql({name: choice.iri for name, choice in values.items()}, ground)
        return len(self.world.store.select(query).rows)

    def chosen(self) -> str:
        """The values in words; with the names of the parameters where there are several."""
        if len(self.values) == 1:
            return self.joined([self.name(choice.iri) for choice in self.values.values()])
        named = [
            f"{p.label(self.language)} {self.quoted(self.name(self.values[p.name].iri))}"
            for p in self.question.parameters
            if p.name in self.values
        ]
        return self.texts["with"].join(named)

    def names(self, found: Iterable[Reading]) -> str:
        return self.joined(list(dict.fromkeys(self.name(r.thing) for r in found)))

    def name(self, iri: str) -> str:
        """The label of a thing; noted where an English text has it in Danish."""
        label = self.world.label(iri, self.language)
        if self.language not in self.world.labels.get(iri, {}):
            self.danish[label] = None
        return label

    def told(self, head: str, reading: Reading) -> str:
        """What a reading found, after some words of ours."""
        places = "; ".join(reading.places)
        self.danish |= dict.fromkeys((reading.why, *reading.places))
        return f"{head}: {reading.why}{f' ({places})' if places else ''}."

    def reason(self, kind: str, text: str, ground: str = "") -> Reason:
        """A reason in the language, with the parts of it that are Danish in an English one."""
        danish = () if self.language == "da" else tuple(words for words in self.danish if words in text)
        return Reason(kind, text, ground, danish)

    def joined(self, words: list[str], last: str = "and") -> str:
        quoted = [self.quoted(word) for word in words]
        return self.texts[last].join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)

    def quoted(self, words: str) -> str:
        return self.texts["quote"].format(words)
