"""Say which rules hold on a day: the law by its dates, the draft by assumption, the guidance of 2018 in part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.graph import ALL
from aftalegraf.namespaces import AFT
from aftalegraf.rules import Rule, reading_order
from aftalegraf.world import World

GUIDANCE_2023: Final = "vejledning-2023"
GUIDANCE_2018: Final = "vejledning-2018"
NAMES: Final = (GUIDANCE_2023, GUIDANCE_2018)

IN_FORCE: Final = "gaelder"
ASSUMED: Final = "antaget"
OWN: Final = "egen"
LATER: Final = "senere"
DRAFT: Final = "udkast"
UNKNOWN: Final = "ukendt"
EARLIER: Final = "tidligere"
ENDED: Final = "bortfaldet"

CARRIED_OVER: Final = "viderefoert"
CHANGED: Final = "aendret"
NEW: Final = "nyBestemmelse"
NOT_SAID: Final = "ukendt"
RELATIONS: Final = (CARRIED_OVER, CHANGED, NEW, NOT_SAID)

_ISSUED_2018: Final = "2018-06-04"
_OWN_FORCES: Final = ("aftaleHoeringsversion", "administrativtTillaeg")
_ENDS: Final = f"""SELECT ?day WHERE {{ GRAPH <{ALL}> {{
  ?change aft:ophaever aft:Sundhedsaftale ; aft:skerDen ?day }} }} ORDER BY ?day"""
_PROVISIONS: Final = f"""SELECT ?x ?id ?chapter WHERE {{ GRAPH <{ALL}> {{
  ?x a aft:Bestemmelse ; skos:notation ?id ; aft:kapitel ?chapter }} }} ORDER BY ?x"""
_STATED: Final = """SELECT ?x ?relation ?ground ?place ?why WHERE {
  ?u rdf:subject ?x ; rdf:predicate aft:forholdTilTidligere ; rdf:object ?relation ; aft:grundlag ?ground ;
    aft:kildehenvisning ?place OPTIONAL { ?u aft:begrundelseForLaesning ?why } } ORDER BY ?x ?place"""
_SAME: Final = "SELECT ?x ?y WHERE { ?x aft:gentager ?y } ORDER BY ?x ?y"


@dataclass(frozen=True, slots=True)
class Profile:
    """Which rules a review holds against an agreement, and as of when.

    `day` is the day whose rules count, "" for the agreement's own date; `assumed` the day from which the draft
    guidance is taken to apply, "" for not at all. Both are written like 2024-01-31.
    """

    name: str = GUIDANCE_2023
    day: str = ""
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What chapter 1.1 of the draft says of one provision with regard to the guidance of 2018.

    `relation` is viderefoert, aendret, nyBestemmelse or ukendt; `through` the id of the provision that says the same
    and of which the chapter says it, "" where it says it of this one; the rest is empty where it says nothing.
    """

    id: str
    iri: str
    chapter: str
    relation: str
    through: str = ""
    ground: str = ""
    place: str = ""
    why: str = ""


STANDARD: Final = Profile()


def profile(name: str = GUIDANCE_2023, day: str = "", assumed: str = "") -> Profile:
    """A profile by its name and dates. Raises UnknownNameError, or UsageError for what is no date or does not fit."""
    if name not in NAMES:
        raise UnknownNameError("profile", name, NAMES)
    for option, text in (("--date", day), ("--antag-ikraft", assumed)):
        if text and not is_day(text):
            raise UsageError(f"{option} {text}: that is no day; write it like 2024-01-31")
    if assumed and name != GUIDANCE_2023:
        raise UsageError(
            f"--antag-ikraft concerns the draft guidance of 2023, not {name}; leave it out or use --profile "
            f"{GUIDANCE_2023}"
        )
    return Profile(name, day, assumed)


def is_day(text: str) -> bool:
    """Whether a text is a day as ISO 8601 writes it, with hyphens."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def ends(world: World) -> str:
    """The day on which health agreements are abolished, "" where the data do not say; the editors may have added it."""
    rows = world.store.select(_ENDS).rows
    return rows[0][0].value if rows and rows[0][0] else ""


def standing(rule: Rule, dated: str, held: Profile, end: str) -> str:
    """How a rule stands with an agreement of a day, a month, a year or no date: see the names of this module.

    An agreement's own commitment always stands. A rule that is younger than the agreement never binds it, whatever day
    the profile names; that day decides where the agreement has no date.
    """
    if rule.force in _OWN_FORCES:
        return OWN
    known = _standing(rule, dated, held)
    return ENDED if held.day and end and held.day >= end and known in (IN_FORCE, ASSUMED) else known


def _standing(rule: Rule, dated: str, held: Profile) -> str:
    """The same, as long as the legal base lasts."""
    if held.name == GUIDANCE_2018:
        known = _held(rule.valid_from, dated, held.day)
        return EARLIER if known == IN_FORCE else known
    if rule.force == "vejledningUdkast":
        known = _held(held.assumed, dated, held.day) if held.assumed else DRAFT
        return {IN_FORCE: ASSUMED, LATER: DRAFT}.get(known, known)
    return _held(rule.valid_from, dated, held.day)


def _held(since: str, *dates: str) -> str:
    """Whether a rule in force since a day was so on each date that there is; a month or a year may be too coarse."""
    told = {_on(since, date) for date in dates if date} or {UNKNOWN}
    return next(known for known in (LATER, UNKNOWN, IN_FORCE) if known in told)


def _on(since: str, dated: str) -> str:
    if since.startswith(dated) and since > f"{dated}-01-01"[: len(since)]:
        return UNKNOWN
    return LATER if since[: len(dated)] > dated else IN_FORCE


def chosen(world: World, known: tuple[Rule, ...], held: Profile) -> tuple[Rule, ...]:
    """The rules of a profile; of the guidance of 2018, those that the draft says were carried over, as guidance."""
    if held.name == GUIDANCE_2023:
        return known
    kept = {change.id for change in changes(world) if change.relation == CARRIED_OVER}
    return tuple(
        replace(rule, force="vejledning", basis=(), valid_from=_ISSUED_2018)
        for rule in known
        if kept & {rule.id, *rule.also}
    )


def changes(world: World) -> tuple[Change, ...]:
    """Each provision of the draft guidance, in its order, and what chapter 1.1 says of it."""
    stated: dict[str, tuple[str, str, str, str]] = {}
    for x, relation, ground, place, why in world.store.select(_STATED).rows:
        if x and relation and ground and place:
            said = (relation.value.removeprefix(AFT), ground.value.removeprefix(AFT), place.value)
            stated.setdefault(x.value, (*said, why.value if why else ""))
    ids: dict[str, tuple[str, str]] = {}
    for x, notation, chapter in world.store.select(_PROVISIONS).rows:
        if x and notation and chapter and notation.value.startswith("V"):
            ids[x.value] = (notation.value, chapter.value)
    pairs = [(x.value, y.value) for x, y in world.store.select(_SAME).rows if x and y]
    found = [_change(iri, ids, stated, pairs) for iri in ids]
    return tuple(sorted(found, key=lambda change: reading_order(change.id)))


def _change(
    iri: str,
    ids: Mapping[str, tuple[str, str]],
    stated: Mapping[str, tuple[str, str, str, str]],
    pairs: Sequence[tuple[str, str]],
) -> Change:
    """What is said of a provision itself, else of one that says the same, which is our reading, else nothing."""
    name, chapter = ids[iri]
    if iri in stated:
        return Change(name, iri, chapter, stated[iri][0], "", *stated[iri][1:])
    same = next((other for other in _same(iri, pairs) if other in stated), "")
    if not same:
        return Change(name, iri, chapter, NOT_SAID)
    relation, _, place, why = stated[same]
    return Change(name, iri, chapter, relation, ids[same][0], "udledt", place, why)


def _same(iri: str, pairs: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The provisions that say the same as one, nearest first."""
    found = [iri]
    for one in found:
        found += [y if x == one else x for x, y in pairs if one in (x, y) and {x, y} - set(found)]
    return tuple(dict.fromkeys(found[1:]))
