"""The commitments of an agreement: each has a passing and a failing case, and binds that agreement alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pyoxigraph
import pytest

from aftalegraf.rdf import Triple, read
from aftalegraf.review import MET, NOT_MET, UNDECIDED, Report, review
from aftalegraf.rules import rules
from aftalegraf.world import World
from tests.conftest import CASES

FOLDER = CASES / "rules"
PREFIXES = """PREFIX aft: <https://w3id.org/aftalegraf/ns#>
PREFIX ex: <https://example.org/fiktion/>
PREFIX id: <https://w3id.org/aftalegraf/id/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
# The folder with a fictitious text that meets every commitment, the letter of their ids, the agreement they bind.
BOUND: Final = {
    "midtjylland": ("M", "agr-midt-2019-2023"),
    "syddanmark": ("S", "agr-syd-2024-2027"),
}
WRITTEN: Final = tuple(name for name in BOUND if (FOLDER / f"{name}.ttl").is_file())
UPDATES: Final = tuple(update for name in WRITTEN for update in sorted((FOLDER / name).glob("*.ru")))


def changed(name: str, update: Path | None = None) -> tuple[Triple, ...]:
    """The fictitious text of an agreement, after an update when one is given."""
    store = pyoxigraph.Store()
    store.extend(read(FOLDER / f"{name}.ttl"))
    if update:
        before = {quad.triple for quad in store}
        store.update(PREFIXES + update.read_text(encoding="utf-8"))
        assert {quad.triple for quad in store} != before, f"{update.name} changes nothing"
    return tuple(quad.triple for quad in store)


def outcomes(report: Report, name: str, outcome: str) -> set[str]:
    """The ids of the commitments with an outcome."""
    letter = BOUND[name][0]
    return {r.rule.id for r in report.results if r.outcome == outcome and r.rule.id.startswith(letter)}


def expected(update: Path, what: str) -> set[str]:
    """What the head of a case says it expects."""
    match = re.search(rf"^# {what}:(.*)$", update.read_text(encoding="utf-8"), re.MULTILINE)
    assert match is not None
    return set(match[1].split())


def test_both_agreements_have_a_text_that_meets_their_commitments() -> None:
    """A folder with no case would pass every other test here."""
    assert set(WRITTEN) == set(BOUND)
    assert {update.parent.name for update in UPDATES} == set(BOUND)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_fictitious_text_meets_every_commitment(world: World, name: str) -> None:
    """Nothing is missing and nothing is left open."""
    letter, agreement = BOUND[name]
    (report,) = [r for r in review(world, changed(name)) if r.agreement.endswith(f"/{agreement}")]
    assert outcomes(report, name, NOT_MET) == outcomes(report, name, UNDECIDED) == set()
    known = {rule.id for rule in rules(world) if rule.id.startswith(letter)}
    assert outcomes(report, name, MET) == known != set()


@pytest.mark.parametrize("update", UPDATES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_change_of_the_text_gives_exactly_these_findings(world: World, update: Path) -> None:
    """Each case names the commitments that are not met and those that cannot be decided; each finding says why."""
    name = update.parent.name
    (report,) = [r for r in review(world, changed(name, update)) if r.agreement.endswith(f"/{BOUND[name][1]}")]
    assert outcomes(report, name, NOT_MET) == expected(update, "not met")
    assert outcomes(report, name, UNDECIDED) == expected(update, "undecided")
    assert [r.rule.id for r in report.results if r.outcome != MET and not r.reasons] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_every_commitment_with_a_rule_has_a_failing_case(world: World, name: str) -> None:
    """There is a case named after each, and the commitment is among those it makes fail."""
    cases = {update.stem: update for update in UPDATES if update.parent.name == name}
    for rule in rules(world):
        if rule.id.startswith(BOUND[name][0]):
            assert rule.id in expected(cases[rule.id], "undecided" if rule.approximate else "not met")


@pytest.mark.parametrize("name", WRITTEN)
def test_a_commitment_binds_its_own_agreement_alone(reviewed: tuple[Report, ...], name: str) -> None:
    """No other agreement is held to what these parties promised each other."""
    letter, agreement = BOUND[name]
    reports = [r for r in reviewed if any(one.rule.id.startswith(letter) for one in r.results)]
    assert [r.agreement.rsplit("/", 1)[-1] for r in reports] == [agreement]
