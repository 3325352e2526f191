"""Each rule has a passing and a failing case, and says the right one of three things."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

from aftalegraf.errors import EngineError
from aftalegraf.rdf import Triple, read
from aftalegraf.review import MET, NOT_MET, UNDECIDED, Report, review
from aftalegraf.rules import rules
from aftalegraf.world import World, open_world
from tests.conftest import CASES

FOLDER = CASES / "rules"
PREFIXES = """PREFIX aft: <https://w3id.org/aftalegraf/ns#>
PREFIX ex: <https://example.org/fiktion/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
GOOD = sorted((FOLDER / "good").glob("*.ttl"))
UPDATES = sorted(FOLDER.glob("*.ru"))


def changed(update: Path | None) -> tuple[Triple, ...]:
    """The good agreement, all files of its folder as one graph, after an update."""
    store = pyoxigraph.Store()
    for path in GOOD:
        store.extend(read(path))
    before = {quad.triple for quad in store}
    if update:
        store.update(PREFIXES + update.read_text(encoding="utf-8"))
        assert {quad.triple for quad in store} != before, f"{update.name} changes nothing"
    return tuple(quad.triple for quad in store)


def outcomes(report: Report, outcome: str) -> set[str]:
    """The ids of the rules with an outcome."""
    return {result.rule.id for result in report.results if result.outcome == outcome}


def of(reviewed: tuple[Report, ...], agreement: str) -> Report:
    """The report on one of the project's agreements."""
    (report,) = [report for report in reviewed if report.agreement.endswith(f"/{agreement}")]
    return report


def expected(update: Path, what: str) -> set[str]:
    """What the head of a case says it expects."""
    match = re.search(rf"^# {what}:(.*)$", update.read_text(encoding="utf-8"), re.MULTILINE)
    assert match is not None
    return set(match[1].split())


def test_the_good_agreement_meets_every_rule(world: World) -> None:
    """The fictitious agreement meets all 89 rules that bind every agreement, with nothing left open."""
    (report,) = review(world, changed(None))
    general = [rule for rule in rules(world) if not rule.binds]
    assert len({result.rule.id for result in report.results}) == len(general) == 89
    assert outcomes(report, NOT_MET) == outcomes(report, UNDECIDED) == set()


@pytest.mark.parametrize("update", UPDATES, ids=lambda path: path.stem)
def test_a_change_of_the_good_agreement_gives_exactly_these_findings(world: World, update: Path) -> None:
    """Each case names the rules that are not met, those that cannot be decided, and the exit code."""
    (report,) = review(world, changed(update))
    assert outcomes(report, NOT_MET) == expected(update, "not met")
    assert outcomes(report, UNDECIDED) == expected(update, "undecided")
    assert expected(update, "exit") == {str(int(any(result.breach for result in report.results)))}


def test_every_rule_has_a_failing_case_of_its_own(world: World) -> None:
    """There is a case named after each rule, and that rule alone is missing there."""
    cases = {path.stem: path for path in UPDATES}
    for rule in (rule for rule in rules(world) if not rule.binds):
        missing = expected(cases[rule.id], "not met")
        assert missing == (set() if rule.approximate else {rule.id}), "without the rule the case has nothing missing"
        assert not rule.approximate or rule.id in expected(cases[rule.id], "undecided")


def test_the_link_to_the_national_goals_cannot_be_decided(reviewed: tuple[Report, ...]) -> None:
    """V3.2-3: the overview picture is lost in the extraction, so there is no breach."""
    report = of(reviewed, "agr-midt-2019-2023")
    (result,) = [r for r in report.results if r.rule.id == "V3.2-3"]
    assert result.outcome == UNDECIDED
    assert result.reasons[0].startswith("overbliksbilledet mangler i tekstudtrækket")
    assert [place.rsplit("/", 1)[-1] for place in result.places] == ["000-l193"]
    assert (result.standing, result.breach) == ("udkast", False)


def test_the_draft_agreement_lacks_three_of_four_required_data(reviewed: tuple[Report, ...]) -> None:
    """Chapter 5.1: parties are stated; election period, version number and entry into force are not."""
    report = of(reviewed, "agr-midt-2019-2023")
    missing = [r for r in report.results if r.outcome == NOT_MET]
    assert [r.rule.id for r in missing] == ["V5.1-6b", "V5.1-6c", "V5.1-6d"]
    assert not any(r.breach for r in report.results), "a rule younger than the agreement is no breach"


def test_every_rule_has_its_texts_in_both_languages(world: World) -> None:
    """Title, why, message and advice in Danish and English, chapter, force, modality and a passage."""
    for rule in rules(world):
        for text in (rule.title, rule.why, rule.message, rule.advice, rule.meets, rule.fails):
            assert set(text) == {"da", "en"}, rule.id
        assert rule.chapter
        assert rule.level in ("skal", "boer", "kan")
        assert rule.force in (
            "lov",
            "bekendtgoerelse",
            "vejledningUdkast",
            "aftaleHoeringsversion",
            "administrativtTillaeg",
        )
        assert re.search(r"/kildehenvisning/00[023]-", rule.source)
        assert bool(rule.basis) or rule.force not in ("lov", "bekendtgoerelse")


def test_a_rule_without_a_text_in_one_language_is_refused(edit: Callable[[str, str, str], Path]) -> None:
    """With the shape, the property and the language; the other rules are not used either."""
    english = (
        "State the election period to which the agreement belongs. It is not the same as the term of the agreement."
    )
    world = open_world(edit("shapes/kapitel-5.ttl", f' ,\n        "{english}"@en', ""))
    with pytest.raises(EngineError, match=r"V5\.1-6b has no aft:raad in en; write each text in both languages"):
        rules(world)


def test_a_rule_is_dated_by_law_or_order_only(world: World) -> None:
    """What stands only in the draft guidance has no date."""
    dated = {rule.id: rule.valid_from for rule in rules(world) if rule.valid_from}
    act = dict.fromkeys(("V1-2", "V2.2.3-3", "V2.2.8-3", "V5.1-1"), "2022-07-01")
    order = ("V2.1-9", "V2.1.7-7", "V2.1.7-8", "V2.2.1-1", "V2.2.3-1", "V3.2-1", "V3.2-2", "V3.6-2", "V5.1-2", "V5.3-3")
    assert dated == act | dict.fromkeys((*order, "V6-1", "V6-2", "V6-5"), "2022-09-05")


def test_an_approximation_decides_nothing_against_an_agreement(world: World) -> None:
    """V3.2-6: without an indicator an objective may be followed in another way; a person must judge."""
    (report,) = review(world, changed(FOLDER / "V3.2-6.ru"))
    (result,) = [result for result in report.results if result.outcome == UNDECIDED]
    assert result.reasons == (
        "Der er hverken indikator, målepunkt eller opfølgning.",
        "Prøven er kun en tilnærmelse; et menneske må vurdere, om bestemmelsen er opfyldt på anden måde.",
    )


def test_a_supplement_says_nothing_of_an_agreement_that_is_not_at_hand(reviewed: tuple[Report, ...]) -> None:
    """Syddanmark: the supplement names no national goal, but the agreement may."""
    report = of(reviewed, "agr-syd-2024-2027")
    (result,) = [r for r in report.results if r.rule.id == "V3.2-3"]
    assert (result.outcome, [place.rsplit("/", 1)[-1] for place in result.places]) == (UNDECIDED, ["002-l17"])
    assert not [r for r in report.results if r.outcome == NOT_MET and not r.departs]


@pytest.mark.parametrize("update", UPDATES, ids=lambda path: path.stem)
def test_every_finding_says_why(world: World, update: Path) -> None:
    """Also where a SPARQL constraint found it: a finding without a reason would be blame without grounds."""
    (report,) = review(world, changed(update))
    silent = [result.rule.id for result in report.results if result.outcome != MET and not result.reasons]
    assert silent == []


def test_a_late_status_is_told_in_the_words_of_its_rule(world: World) -> None:
    """V6-9 is tested by a SPARQL constraint, whose text is looked up by its IRI."""
    (report,) = review(world, changed(FOLDER / "V6-9.ru"))
    (late,) = [result for result in report.results if result.outcome == NOT_MET]
    assert late.reasons == ("Slutstatus er sendt senere end vejledningen siger: senest et halvt år inden udløb.",)


def test_an_agreement_whose_text_is_not_at_hand_is_never_blamed(reviewed: tuple[Report, ...]) -> None:
    """Nothing is met and nothing is missing: one reason covers all provisions, and the report tells it once."""
    unread = [report for report in reviewed if report.in_one]
    assert {report.agreement.rsplit("/", 1)[-1] for report in unread} >= {
        "agr-nord-2019-2023", "agr-nord-2024-2027", "agr-hovedstaden-tidligere", "agr-hovedstaden-2024-2027",
        "agr-sjaelland-2019-2023", "agr-sjaelland-2024-2027", "agr-syd-2019-2023",
    }  # fmt: skip
    for report in unread:
        assert {result.outcome for result in report.results} == {UNDECIDED}
        assert "ikke i samlingen" in report.results[0].reasons[0] or "ikke fundet" in report.results[0].reasons[0]
        assert report.results[0].places


def test_an_agreement_that_is_read_has_more_than_one_finding(reviewed: tuple[Report, ...]) -> None:
    """What is met, missing and undecided is told provision by provision."""
    assert of(reviewed, "agr-midt-2019-2023").in_one is None
