"""Review agreements against the rules, with three outcomes: met, not met, cannot be decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from aftalegraf.belonging import things
from aftalegraf.cells import Cell, Rows
from aftalegraf.engines import AUTO, DEFAULT, failures, joined
from aftalegraf.graph import SHAPES
from aftalegraf.holder import Holder
from aftalegraf.incremental import Held, Tell, unheard
from aftalegraf.namespaces import AFT
from aftalegraf.profiles import DRAFT, IN_FORCE, LATER, STANDARD, UNKNOWN, Profile, chosen, ends, standing
from aftalegraf.rdf import Quad, Triple
from aftalegraf.results import MET, NOT_MET, UNDECIDED, Exemption, Report, Result
from aftalegraf.rules import Part, Rule, rules
from aftalegraf.store import Store
from aftalegraf.validation import Failure, failures_of
from aftalegraf.ways import linked, reach
from aftalegraf.world import World

__all__ = [
    "DRAFT", "IN_FORCE", "LATER", "MET", "NOT_MET", "UNDECIDED", "UNKNOWN", "Exemption", "Report", "Result", "review",
]  # fmt: skip

# Those that are read in a document of the collection come first.
_AGREEMENTS: Final = """SELECT DISTINCT ?x ?away WHERE {
  ?x a aft:Sundhedsaftale OPTIONAL { ?x aft:dokumenteretI ?d } BIND(!BOUND(?d) AS ?away) } ORDER BY ?away ?x"""
_OF_THE_AGREEMENT: Final = ("omAftalen", "omSamarbejdsaftalen")
_COMPLETE: Final = f"{AFT}fuldstaendig"


@dataclass(frozen=True, slots=True)
class _Reading:
    """How completely the sources were read for one property: the outcome, why, and the passages it rests on."""

    outcome: str
    why: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """An outcome, why, and where that can be seen; `absent` tells that it rests on something that is not there."""

    outcome: str
    reasons: Sequence[str]
    places: Sequence[str]
    absent: bool = True


def review(
    world: World,
    data: Iterable[Triple] | None = None,
    language: str = "da",
    profile: Profile = STANDARD,
    engine: str = DEFAULT,
    tell: Tell = unheard,
) -> tuple[Report, ...]:
    """The reviews of all agreements in the graph (its default graph), or in other data when given.

    The profile tells which rules are held against them, the engine who holds them; `tell` hears how far it is. Raises
    EngineError when the shapes cannot be used.
    """
    if data is None:
        world = world.at_hand  # SHACL goes through all of it
    store = world.store if data is None else Store(Quad(t.subject, t.predicate, t.object) for t in data)
    failed = failures(store, rules_of(world), engine, tell)
    return _reports(world, store, failed, language, profile)


def review_found(world: World, found: Held, language: str = "da", engine: str = AUTO) -> tuple[Report, ...]:
    """The reviews of all agreements in the graph, by what the fast engine found in it."""
    failed = failures_of(joined(world.store, rules_of(world), found, engine))
    return _reports(world, world.store, failed, language, STANDARD)


def rules_of(world: World) -> tuple[Triple, ...]:
    """The shapes that agreements are held against."""
    return enforcing(world.store.graph(SHAPES))


def _reports(
    world: World, store: Holder, failed: Mapping[Failure, tuple[str, ...]], language: str, profile: Profile
) -> tuple[Report, ...]:
    run = _Run(world, store, failed, language, profile)
    known = chosen(world, rules(world), profile)
    return tuple(run.report(agreement, known) for agreement in run.column(_AGREEMENTS))


def in_language(world: World, language: str) -> tuple[Report, ...]:
    """The reviews of the agreements in the graph by the standard profile."""
    return review(world, None, language)


def located(reports: Iterable[Report], places: Mapping[str, str]) -> tuple[Report, ...]:
    """The same reviews, where the label of a thing also says where it stands in the file; each rule in their order."""
    order = {iri: number for number, iri in enumerate(places)}

    def told(report: Report) -> Report:
        rules_ = {rule: number for number, rule in enumerate(dict.fromkeys(r.rule.id for r in report.results))}
        ordered = sorted(report.results, key=lambda r: (rules_[r.rule.id], order.get(r.focus, -1)))
        named = ((r, places.get(r.focus)) for r in ordered)
        return replace(report, results=tuple(replace(r, label=f"{r.label} ({at})") if at else r for r, at in named))

    return tuple(told(report) for report in reports)


class _Run:
    """One review: the data's store, what SHACL found, the language of the texts, and when which rules hold."""

    def __init__(
        self,
        world: World,
        store: Holder,
        failed: Mapping[Failure, tuple[str, ...]],
        language: str,
        profile: Profile = STANDARD,
    ) -> None:
        self.world, self.store, self.failed, self.language, self.profile = world, store, failed, language, profile
        self.ends = ends(world)

    def report(self, agreement: str, known: tuple[Rule, ...]) -> Report:
        dated, unread = self.dated(agreement), self.unread(agreement)
        label = self.label(agreement)
        binding = [rule for rule in known if not rule.binds or agreement in rule.binds]
        if unread and not self.column(f"SELECT ?x WHERE {{ ?x aft:tillaegTil <{agreement}> }}"):
            return Report(agreement, label, dated, tuple(
                Result(rule, agreement, label, UNDECIDED, self.standing(rule, dated), (), (unread.why,), unread.places)
                for rule in binding
            ), *self.frame(agreement))  # fmt: skip
        belonging = things(self.store, agreement)
        results = [
            self.result(rule, agreement, focus, self.standing(rule, dated), unread)
            for rule in binding
            for focus in belonging.get(rule.target, ("",))
        ]
        return Report(agreement, label, dated, tuple(results), *self.frame(agreement))

    def frame(self, agreement: str) -> tuple[Profile, str, str, str]:
        """What a report tells beside its results: the profile, the end of the legal base, term and moved deadline."""
        term = self.column(f"SELECT ?x WHERE {{ <{agreement}> aft:valgperiode ?x }} ORDER BY ?x")
        moved = self.column(f"SELECT ?x WHERE {{ <{agreement}> aft:harFrist/aft:slutterDen ?x }} ORDER BY DESC(?x)")
        return self.profile, self.ends, next(iter(term), ""), next(iter(moved), "")

    def standing(self, rule: Rule, dated: str) -> str:
        return standing(rule, dated, self.profile, self.ends)

    def unread(self, agreement: str) -> _Reading | None:
        """Why little can be said of an agreement: the reading that says that its text is not at hand."""
        said = self.reading(f"{AFT}dokumenteretI", agreement)
        return said if said and said.outcome != _COMPLETE else None

    def result(self, rule: Rule, agreement: str, focus: str, standing: str, unread: _Reading | None) -> Result:
        """What a rule says of a thing; of the agreement, that it cannot be decided, where there is no such thing."""
        thing = focus or agreement
        found, shown = self.found(rule, thing) if focus else ((), ())
        said = self.verdict(rule, agreement, focus) if focus else self.nothing(rule, agreement)
        silent = rule.about in _OF_THE_AGREEMENT or not said.places
        if unread and silent and said.outcome != MET and said.absent and not rule.binds:
            said = _Verdict(UNDECIDED, (unread.why,), unread.places)
        places = said.places or (shown if said.outcome != UNDECIDED else ())
        reasons = tuple(dict.fromkeys(said.reasons))
        return Result(
            rule, thing, self.label(thing), said.outcome, standing, found, reasons, tuple(dict.fromkeys(places))
        )

    def nothing(self, rule: Rule, agreement: str) -> _Verdict:
        """There is nothing to test: a reading may tell why."""
        readings = self.readings(_decisive(rule), agreement, agreement)
        told = {name: said for name, said in readings.items() if said and said.outcome != _COMPLETE}
        none = _NOTHING[self.language].format(self.world.label(rule.target, self.language))
        return _Verdict(UNDECIDED, self.texts(told) if told else (none,), self.places(told))

    def verdict(self, rule: Rule, agreement: str, focus: str) -> _Verdict:
        """What the rule says of a thing, by what SHACL found and by how completely the sources were read."""
        lacking = [part for part in rule.needs if Failure(part.shape, focus) in self.failed]
        if lacking:
            readings = self.readings((name for part in lacking for name in part.decided_by), agreement, focus)
            return _Verdict(UNDECIDED, (*self.said(lacking, focus), *self.texts(readings)), self.places(readings))
        broken = [part for part in rule.parts if Failure(part.shape, focus) in self.failed]
        if not broken and Failure(rule.shape, focus) not in self.failed:
            return _Verdict(MET, (), ())
        wanted = (*(name for part in broken for name in part.decided_by), *rule.decided_by)
        readings = self.readings(wanted, agreement, focus)
        unsure = {name: said for name, said in readings.items() if said is None or said.outcome != _COMPLETE}
        if unsure:
            return _Verdict(UNDECIDED, self.texts(unsure), self.places(unsure))
        if rule.approximate:
            return _Verdict(UNDECIDED, (*self.said(broken, focus), _PARTLY[self.language]), self.places(readings))
        reasons = (*self.said(broken, focus), *self.texts(readings))
        return _Verdict(NOT_MET, reasons, self.places(readings), absent=bool(readings))

    def said(self, parts: Iterable[Part], focus: str) -> list[str]:
        """The messages of parts that do not hold, each with the values that are wrong."""
        told = []
        for part in parts:
            values = ", ".join(self.named(value) for value in self.failed[Failure(part.shape, focus)])
            told.append(part.message[self.language].replace("{?value}", values))
        return told

    def named(self, value: str) -> str:
        return self.label(value) if "://" in value else value

    def texts(self, readings: Mapping[str, _Reading | None]) -> list[str]:
        missing = _UNDECLARED[self.language]
        return [
            reading.why if reading else missing.format(self.world.label(name, self.language))
            for name, reading in readings.items()
        ]

    def places(self, readings: Mapping[str, _Reading | None]) -> list[str]:
        return [place for reading in readings.values() if reading for place in reading.places]

    def readings(self, names: Iterable[str], agreement: str, focus: str) -> dict[str, _Reading | None]:
        return {name: self.reading(name, focus) or self.reading(name, agreement) for name in names}

    def reading(self, name: str, thing: str) -> _Reading | None:
        rows = self.select(
            f"""SELECT ?outcome ?why ?place WHERE {{
              ?l aft:laesningAf <{thing}> ; aft:omEgenskab <{name}> ;
                aft:laesningsresultat ?outcome ; aft:forklaring ?why .
              OPTIONAL {{ ?u rdf:subject ?l ; rdf:predicate aft:forklaring ; aft:kildehenvisning ?place }}
            }} ORDER BY ?place"""
        ).rows
        if not rows or not (rows[0][0] and rows[0][1]):
            return None
        return _Reading(rows[0][0].value, rows[0][1].value, tuple(row[2].value for row in rows if row[2]))

    def found(self, rule: Rule, focus: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The labels of what stands at the rule's paths, and the source references that show it."""
        labels: dict[str, None] = {}
        places: dict[str, None] = {}
        for part in rule.parts:
            if not part.path:
                continue
            only = f"?x a <{part.only}> ." if part.only else ""
            predicates = " ".join(f"<{iri}>" for iri in part.predicates)
            rows = self.select(
                f"""SELECT DISTINCT ?x ?place ?line WHERE {{ <{focus}> {part.path} ?x . {only}
                  OPTIONAL {{ VALUES ?p {{ {predicates} }}
                    ?u rdf:object ?x ; rdf:predicate ?p ; aft:kildehenvisning ?place . ?place aft:foersteLinje ?line }}
                }} ORDER BY ?line STR(?x) ?place"""
            )
            for value, place, _ in rows.rows:
                if value is not None:
                    labels[self.shown(value, part)] = None
                if place is not None:
                    places[place.value] = None
        return tuple(labels), tuple(places)

    def shown(self, value: Cell, part: Part) -> str:
        if value.kind == "iri":
            return self.label(value.value)
        text = self.world.show(value, self.language)
        return f"{self.world.label(part.predicates[0], self.language)}: {text}" if value.is_boolean else text

    def dated(self, agreement: str) -> str:
        """The day the agreement entered into force, else the month on its oldest document, else nothing."""
        return next(
            iter(
                self.column(
                    f"""SELECT ?d WHERE {{ {{ <{agreement}> aft:ikrafttraedelsesdato ?d BIND(0 AS ?n) }}
                      UNION {{ <{agreement}> aft:dokumenteretI/aft:dateret ?d BIND(1 AS ?n) }} }} ORDER BY ?n ?d"""
                )
            ),
            "",
        )

    def label(self, iri: str) -> str:
        own = self.column(
            f'SELECT ?l WHERE {{ <{iri}> skos:prefLabel ?l }} ORDER BY (LANG(?l) != "{self.language}") ?l'
        )
        return own[0] if own else self.world.label(iri, self.language)

    def column(self, query: str) -> list[str]:
        return [row[0].value for row in self.select(query).rows if row[0]]

    def select(self, query: str) -> Rows:
        return self.store.select(query)


_UNDECLARED: Final = {
    "da": "det er ikke oplyst, om kilden er læst fuldstændigt for «{}»",
    "en": "it is not declared whether the source was read completely for “{}”",
}
_NOTHING: Final = {
    "da": "samlingen rummer intet af slagsen «{}» for aftalen",
    "en": "the collection holds nothing of the kind “{}” for the agreement",
}
_PARTLY: Final = {
    "da": "Prøven er kun en tilnærmelse; et menneske må vurdere, om bestemmelsen er opfyldt på anden måde.",
    "en": "The test is only an approximation; a person must judge whether the provision is met in another way.",
}


def _decisive(rule: Rule) -> tuple[str, ...]:
    """The properties whose reading may tell why there is nothing to test."""
    return (*rule.decided_by, *(name for part in (*rule.parts, *rule.needs) for name in part.decided_by))


def enforcing(shapes: Iterable[Triple]) -> tuple[Triple, ...]:
    """The shapes that enforce a provision or say what one needs, with all that they are made of; no others."""
    said: dict[str, list[Triple]] = {}
    for t in shapes:
        said.setdefault(str(t.subject), []).append(t)
    starts = {str(t.subject) for told in said.values() for t in told if t.predicate.value == f"{AFT}haandhaever"}
    kept = reach(linked((subject, str(t.object)) for subject, told in said.items() for t in told), starts)
    return tuple(t for subject, told in said.items() if subject in kept for t in told)
