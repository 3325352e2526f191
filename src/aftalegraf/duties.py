"""Tell who owes what to whom, how often or by when, and on what basis: tasks, follow-ups, works and provisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from aftalegraf import projection
from aftalegraf.deadlines import Deadline, deadlines
from aftalegraf.duty_sources import HOLDS, MAY, PART, TASK, Thing, Told, Value
from aftalegraf.namespaces import AFT, ID
from aftalegraf.projection import Link
from aftalegraf.statements import GROUNDS

_OPTION: Final = "kan"
_INFORMS: Final = (f"{AFT}fakta", f"{AFT}definition")
_CARRIES: Final = (f"{AFT}udarbejder", f"{AFT}udfoerer")  # who sees to it that a follow-up is there
_SEEN_TO: Final = (TASK, MAY, *_CARRIES)
_GETS: Final = (f"{AFT}sendesTil", f"{AFT}forelaeggesFor")
_DATES: Final = ("opgoerelsesdato", "indsendelsesdato", "tjeklistefrist")
_PRESCRIBED: Final = ("foreskrevetVaerdi", "overdragetOpgave")
ADDRESSED: Final = f"{AFT}adressat"
Moment = Link | Value | Deadline  # how often, a date of the source, a deadline of the draft guidance
# What a provision is addressed to where its source names nobody.
_NOBODY: Final = f"{ID}adressat/adr-ikke-angivet"


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that a body has to do, as one source, or our reading of it, has it.

    `owner` is an IRI, "" where no source names anybody at this ground; `by` the property that gives it the duty
    (adressat for a provision), `what` the task, follow-up, work or provision. `modality` is skal, boer, anbefales or
    kan, "" where none is told at this ground, `word` the source's own. `to` are links to those who get it, `often` to
    how often; `dates` are those of the source, `deadlines` those of the draft guidance where the source has none.
    `basis` is the code of its legal force, or the documents that it is read in; `legal` the law cited, `caveat` why
    that may not be the right one; `repeats` provisions that say the same; `agreements` those that it binds, is about
    or stands in the document of. `further` are places that say it at a weaker ground, `read_as` those who have it by a
    weaker ground where nobody does by this one, `against` the places that say otherwise, where it is contested.
    """

    owner: str
    by: str
    what: str
    ground: str
    places: tuple[str, ...]
    reason: str = ""
    modality: str = ""
    modality_ground: str = ""
    word: str = ""
    to: tuple[Link, ...] = ()
    often: tuple[Link, ...] = ()
    dates: tuple[Value, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    basis: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    caveat: str = ""
    repeats: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    read_as: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def owed(self) -> bool:
        """Whether it is more than an option."""
        return self.modality != _OPTION

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All that tells when it is due."""
        return *self.often, *self.dates, *self.deadlines


@dataclass(frozen=True, slots=True)
class Idle:
    """A forum of which no task was read, the agreements whose documents name it, and what with tasks it is part of."""

    iri: str
    ground: str
    places: tuple[str, ...]
    agreements: tuple[str, ...]
    part_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    """The duties and options at a ground, the forums of which no task was read, and the provisions without a duty."""

    told: tuple[Duty, ...]
    idle: tuple[Idle, ...]
    informing: tuple[str, ...]


def duties(found: Told, ground: str) -> Duties:
    """Who has to do what, at a ground: fremgaar, udledt or redaktionel, each with the ones before."""
    return _Ledger(found, ground).run()


class _Ledger:
    """What is told at one ground, at hand by where it begins."""

    def __init__(self, found: Told, ground: str) -> None:
        self.found, self.ground = found, ground
        self.links = {kind: projection.at(links, ground) for kind, links in found.links.items()}
        self.of = {kind: _by_source(links) for kind, links in self.links.items()}
        stated = {_key(link) for kind in HOLDS for link in self.links[kind]}
        self.contested = [link for link in projection.at(found.contested, ground) if _key(link) not in stated]
        reach = GROUNDS[: GROUNDS.index(ground) + 1]
        self.things = [thing for thing in found.things if thing.ground in reach]
        self.values: dict[tuple[str, str], list[Value]] = {}
        for value in found.values:
            if value.ground in reach:
                self.values.setdefault((value.thing, value.property_iri), []).append(value)
        whole = {link.source: link.target for link in self.links[f"{AFT}tillaegTil"]}
        read = self.links[f"{AFT}dokumenteretI"]
        self.agreement_of = {link.target: whole.get(link.source, link.source) for link in read}
        self.whole_of = _by_source(map(_turned, self.links[PART]))
        self.addressed = _by_source(found.links[ADDRESSED])
        every = (*(link for kind in _SEEN_TO for link in found.links[kind]), *found.contested)
        holding = (link for link in every if link.kind in _SEEN_TO)
        self.holders = _by_source(map(_turned, holding))  # at every ground, by what they hold
        self.followed = {link.target: link.source for link in self.links[f"{AFT}harOpfoelgning"]}
        self.agreements = self._of_class("Sundhedsaftale").keys()

    def _of_class(self, name: str) -> dict[str, Thing]:
        return {thing.iri: thing for thing in self.things if thing.top == AFT + name}

    def run(self) -> Duties:
        """All duties, each with what is told of it."""
        done = self._of_class("Laboratorium")  # carried out, says the document, not owed
        every = (*(link for kind in HOLDS for link in self.links[kind]), *self.contested)
        held = [link for link in every if link.target not in done]
        tasked = {link.source for link in held if link.kind in (TASK, MAY)}
        seen_to = {link.target for link in held if link.kind in _SEEN_TO}
        loose = {**self._of_class("Opgave"), **self._of_class("Opfoelgning")}
        # What the guidance gives to a kind of body is told by its provisions.
        of_kinds = {link.target for name in _PRESCRIBED for link in self.links[AFT + name]}
        modes = _by_source(self.found.links[f"{AFT}modalitet"])
        rules = self._of_class("Bestemmelse")
        informing = {iri for iri in rules if any(link.target in _INFORMS for link in modes.get(iri, ()))}
        made = [self._held(link) for link in held]
        made += [self._loose(thing) for iri, thing in loose.items() if iri not in seen_to | of_kinds]
        made += [duty for iri, thing in rules.items() if iri not in informing for duty in self._rule(thing)]
        listed = self._of_class("Sundhedsklynge")  # a register names them; what they do is told of them together
        idle = [self._idle(t, tasked) for i, t in self._of_class("Forum").items() if i not in tasked | listed.keys()]
        kinds = {iri: thing.kind for iri, thing in self._of_class("Opfoelgning").items()}
        return Duties(tuple(self._whole(duty, kinds) for duty in made), tuple(idle), tuple(sorted(informing)))

    def _held(self, link: Link) -> Duty:
        mode = (_OPTION, link.ground) if link.kind == MAY else ("", "")
        return Duty(link.source, link.kind, link.target, link.ground, link.places, link.reason, *mode,
                    further=link.further, against=link.against)  # fmt: skip

    def _loose(self, thing: Thing) -> Duty:
        """What nobody is told to have: a task, or a follow-up that nobody is told to see to."""
        by = TASK if thing.top == f"{AFT}Opgave" else f"{AFT}harOpfoelgning"
        weaker = (link.target for link in self.holders.get(thing.iri, ()))
        return Duty("", by, thing.iri, thing.ground, thing.places, read_as=_each(weaker))

    def _rule(self, thing: Thing) -> Iterator[Duty]:
        """A provision, once for each that it is addressed to; for nobody where its source names nobody."""
        mode = next(iter(self._said(thing.iri, "modalitet")), None)
        word = next(iter(self.values.get((thing.iri, f"{AFT}modalitetsord"), ())), None)
        weaker = _each(link.target for link in self.addressed.get(thing.iri, ()) if link.target != _NOBODY)
        for link in self._said(thing.iri, "adressat") or (None,):
            parts = [part for part in (link, mode) if part]
            yield Duty(
                "" if link is None or link.target == _NOBODY else link.target,
                ADDRESSED,
                thing.iri,
                max((thing.ground, *(part.ground for part in parts)), key=GROUNDS.index),
                _each((*(place for part in parts for place in part.places), *thing.places)),
                "; ".join(_each(part.reason for part in parts if part.reason)),
                mode.target.removeprefix(AFT) if mode else "",
                mode.ground if mode else "",
                word.text if word else "",
                read_as=() if link else weaker,
            )

    def _idle(self, thing: Thing, tasked: Collection[str]) -> Idle:
        whole = _each(link.target for link in self.whole_of.get(thing.iri, ()) if link.target in tasked)
        return Idle(thing.iri, thing.ground, thing.places, self._standing_in(thing.places), whole)

    def _whole(self, duty: Duty, kinds: Mapping[str, str]) -> Duty:
        """A duty with what is told of its thing; `kinds` holds the class of each follow-up."""
        what, here = duty.what, self._agreements(duty)
        made = what in kinds or duty.by in _CARRIES  # whoever carries out an agreement does not lay it before others
        dates = [value for name in _DATES for value in self.values.get((what, AFT + name), ())]
        force = [link.target for link in self._said(what, "retskraft")]
        return replace(
            duty,
            to=tuple(link for kind in _GETS for link in self.of[kind].get(what, ())) if made else (),
            often=self._said(what, "foelgesMedFrekvens"),
            dates=tuple(dates),
            deadlines=self._deadlines(kinds[what], here) if what in kinds and not dates else (),
            basis=tuple(force) or self._read_in(duty.places),
            legal=tuple(link.target for link in self._said(what, "hjemmel")),
            caveat=self._first(what, "hjemmelForbehold"),
            repeats=tuple(link.target for link in self._said(what, "gentager")),
            agreements=here,
        )

    def _said(self, thing: str, name: str) -> tuple[Link, ...]:
        return self.of[AFT + name].get(thing, ())

    def _read_in(self, places: Iterable[str]) -> tuple[str, ...]:
        return _each(self.found.documents[place] for place in places if place in self.found.documents)

    def _standing_in(self, places: Iterable[str]) -> tuple[str, ...]:
        """The agreements whose own document, or that of a supplement, some places are in."""
        return _each(self.agreement_of[d] for d in self._read_in(places) if d in self.agreement_of)

    def _agreements(self, duty: Duty) -> tuple[str, ...]:
        bound = [link.target for link in self._said(duty.what, "binder")]
        about = [iri for iri in (duty.what, self.followed.get(duty.what, "")) if iri in self.agreements]
        return _each((*bound, *about, *self._standing_in((*duty.places, *duty.further))))

    def _deadlines(self, kind: str, agreements: Iterable[str]) -> tuple[Deadline, ...]:
        """The deadlines of the guidance for a kind of follow-up of the first agreement that it belongs to."""
        agreement = next(iter(agreements), "")
        begins, ends = (self._first(agreement, *names) for names in _TERM)
        return deadlines(self.found.rules.get(kind, ()), begins, ends, self.ground)

    def _first(self, thing: str, *names: str) -> str:
        return next((v.text for name in names for v in self.values.get((thing, AFT + name), ())), "")


_TERM: Final = (("ikrafttraedelsesdato", "aftaleperiodeFra"), ("udloebsdato", "aftaleperiodeTil"))


def _key(link: Link) -> tuple[str, str, str]:
    return link.kind, link.source, link.target


def _turned(link: Link) -> Link:
    return replace(link, source=link.target, target=link.source)


def _by_source(links: Iterable[Link]) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.source, []).append(link)
    return {source: tuple(each) for source, each in found.items()}


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
