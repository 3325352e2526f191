"""Tell all of one provision: its words and passage, what binds it, how to meet it, and what each review says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from aftalegraf.card import Card, card, rule_named
from aftalegraf.coverage import Provision
from aftalegraf.errors import UnknownNameError
from aftalegraf.namespaces import AFT, SKOS
from aftalegraf.outline import Item, outline
from aftalegraf.provision_list import Chapter, is_tested
from aftalegraf.resources import Evidence, Said, resource
from aftalegraf.results import Report
from aftalegraf.selection import worst
from aftalegraf.world import World

_NAME: Final = f"{SKOS}prefLabel"
_FACTS: Final = tuple(
    AFT + name
    for name in (
        "modalitet", "retskraft", "hjemmel", "hjemmelForbehold", "adressat", "gaelderFor", "binder", "gyldigFra",
        "fravigelig", "gentager", "henviserTilKapitel", "forholdTilTidligere", "ikkeProevetFordi",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said of a provision by one property, with the evidence of each statement."""

    property_iri: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the review of one agreement says: the gravest outcome, "" where it does not concern it, and the details."""

    report: Report
    outcome: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ProvisionCard:
    """One provision. `rule` is the card of the rule that tests it, None where none does.

    words: the evidence of its words; `findings` are of agreements whose text is at hand, `silent` those whose text is
    not; `before` and `after` are the ids beside it.
    """

    provision: Provision
    chapter: Chapter
    words: tuple[Evidence, ...]
    facts: tuple[Fact, ...]
    rule: Card | None
    findings: tuple[Finding, ...]
    silent: tuple[Report, ...]
    before: str
    after: str


def provision_card(
    world: World, chapters: Sequence[Chapter], reports: Iterable[Report], name: str, language: str = "da"
) -> ProvisionCard:
    """The provision of an id. Raises UnknownNameError with the nearest ids."""
    ordered = [(chapter, row.provision) for chapter in chapters for row in chapter.rows]
    ids = [one.id for _, one in ordered]
    if name not in ids:
        raise UnknownNameError("provision", name, ids)
    at = ids.index(name)
    chapter, one = ordered[at]
    said = resource(world, one.iri, language).said
    told = tuple(reports)
    return ProvisionCard(
        provision=one,
        chapter=chapter,
        words=next((each.evidence for each in said if each.property_iri == _NAME and not each.inward), ()),
        facts=_facts(said),
        rule=card(world, rule_named(world, name), language) if is_tested(one) else None,
        findings=tuple(_finding(world, report, one, language) for report in told if not report.in_one),
        silent=tuple(report for report in told if report.in_one) if is_tested(one) else (),
        before=ids[at - 1] if at else "",
        after=ids[at + 1] if at + 1 < len(ids) else "",
    )


def _facts(said: Sequence[Said]) -> tuple[Fact, ...]:
    """What binds a provision, in a fixed order."""
    found = (
        Fact(name, tuple(each for each in said if each.property_iri == name and not each.inward)) for name in _FACTS
    )
    return tuple(fact for fact in found if fact.said)


def _finding(world: World, report: Report, one: Provision, language: str) -> Finding:
    results = [result for result in report.results if result.rule.id == one.shape]
    sections = outline(world, report, language, results).sections if results else ()
    items = tuple(item for section in sections for group in section.groups for item in group.items)
    return Finding(report, worst(results), items)
