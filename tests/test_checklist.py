"""The checklist: each duty of chapter 5 and 3.6 once, who owes it, by when, and how it stands."""

from __future__ import annotations

import csv
import io
import json

import pytest

from aftalegraf.answers import answer
from aftalegraf.checklist import (
    AFTER,
    BEFORE,
    BY_DATE,
    BY_TERM,
    EXEMPT,
    HUMAN,
    MOVED,
    NO_DAY,
    ON_REQUEST,
    Item,
    checklist,
    deadline,
)
from aftalegraf.checklist_text import as_csv, as_data, as_markdown, as_text, written
from aftalegraf.exemptions import excuse
from aftalegraf.profiles import STANDARD
from aftalegraf.rdf import Literal, NamedNode, Triple
from aftalegraf.results import MET, NOT_MET, UNDECIDED, Report
from aftalegraf.review import review
from aftalegraf.world import World
from tests.test_exemptions import AGREEMENT, until
from tests.test_review import FOLDER, changed, of

AFT = "https://w3id.org/aftalegraf/ns#"


def items(world: World, report: Report) -> dict[str, Item]:
    """The items by the ids of their provisions."""
    return {item.id: item for item in checklist(world, report).items}


def good(world: World, case: str = "", *, more: tuple[Triple, ...] = ()) -> Report:
    """The review of the good agreement, or of a case."""
    (report,) = review(world, changed(FOLDER / f"{case}.ru" if case else None) + more)
    return report


def test_the_checklist_holds_the_duties_of_the_parties_once(world: World, reviewed: tuple[Report, ...]) -> None:
    """No duty of the authority itself (V5.1-8), no competence (V3.6-5), no repeat (V5.1-3 says what V3.6-2 says)."""
    found = checklist(world, of(reviewed, "agr-midt-2019-2023")).items
    assert [(item.id, item.stage) for item in found] == [
        ("V5.2-1", BEFORE), ("V5.2-2", BEFORE), ("V5.1-6a", BEFORE), ("V5.1-6b", BEFORE), ("V5.1-6c", BEFORE),
        ("V5.1-6d", BEFORE), ("V5.1-5", BEFORE), ("V5.1-7", BEFORE), ("V5.1-2", BEFORE), ("V5.1-1", BEFORE),
        ("V3.6-2", BEFORE), ("V5.2-4", AFTER), ("V5.3-3", AFTER), ("V5.3-4", AFTER), ("V5.5-1", AFTER),
        ("V5.5-2", AFTER), ("V5.5-3", AFTER),
    ]  # fmt: skip


def test_the_question_of_the_library_gives_the_same_list(world: World, reviewed: tuple[Report, ...]) -> None:
    """What is to be done before and at the sending in, in the same order, with the same step."""
    before = [item for item in checklist(world, of(reviewed, "agr-midt-2019-2023")).items if item.stage == BEFORE]
    rows = answer(world, "tjekliste-foer-indsendelse", {}).rows.rows
    asked = dict.fromkeys((row[1].value, row[3].value) for row in rows if row[1] and row[3])
    assert [(item.iri, item.when) for item in before] == list(asked)


def test_an_item_stands_as_the_review_has_it(world: World, reviewed: tuple[Report, ...]) -> None:
    """Met, not met, undecided; what no shape tests is for a person to judge."""
    found = items(world, of(reviewed, "agr-midt-2019-2023"))
    told = {name: found[name].outcome for name in ("V5.1-1", "V5.1-6a", "V5.1-6c", "V5.1-7", "V5.5-3")}
    assert told == {"V5.1-1": UNDECIDED, "V5.1-6a": MET, "V5.1-6c": NOT_MET, "V5.1-7": HUMAN, "V5.5-3": HUMAN}


def test_each_item_names_who_owes_it(world: World) -> None:
    """As the provision says to whom it is addressed."""
    found = items(world, good(world))
    assert found["V5.1-1"].owed_by == ("regionsrådet",)
    assert set(found["V5.1-5"].owed_by) == {"regionsrådet", "kommunalbestyrelserne"}
    assert found["V5.1-6a"].owed_by == ("parterne i aftalen",)
    assert found["V5.2-2"].owed_by == ("sundhedssamarbejdsudvalget",)


@pytest.mark.parametrize(
    ("term", "day"),
    [
        ("2022-2025", "2023-07-01"), ("2018\u20132021", "2019-07-01"), ("2022", "2023-07-01"),
        ("valgperioden 2022-2025", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_deadline_is_the_first_of_july_of_the_second_year(term: str, day: str) -> None:
    """As the rule V3.6-2 counts it: from the year with which the period begins."""
    assert deadline(term) == day


def test_the_deadline_is_told_or_what_it_takes_to_know_it(world: World) -> None:
    """With the election period, the day; without it, that it is missing; afterwards, that none is named."""
    known, unknown = (items(world, Report(AGREEMENT, "aftalen", "", (), term=term)) for term in ("2022-2025", ""))
    assert (known["V5.1-7"].due, known["V5.1-7"].day) == (BY_DATE, "2023-07-01")
    assert (unknown["V5.1-7"].due, unknown["V5.1-7"].day) == (BY_TERM, "")
    assert (known["V5.5-1"].due, known["V5.5-1"].day) == (NO_DAY, "")
    assert known["V5.2-4"].due == ON_REQUEST


@pytest.mark.parametrize(("moved", "due"), [("2024-01-01", MOVED), ("2023-06-30", BY_DATE)])
def test_a_later_deadline_of_the_authority_counts(world: World, moved: str, due: str) -> None:
    """The authority may exceptionally set another day; one that is not later changes nothing."""
    report = Report(AGREEMENT, "aftalen", "2024-01-01", (), STANDARD, "", "2022-2025", moved)
    item = items(world, report)["V5.1-7"]
    assert (item.due, item.day) == (due, max(moved, "2023-07-01"))


def test_a_moved_deadline_is_read_from_the_data(world: World) -> None:
    """aft:harFrist of the agreement, with the day on which it ends."""
    limit = NamedNode("https://example.org/fiktion/frist-test")
    day = Literal("2029-01-01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    more = (
        Triple(NamedNode(AGREEMENT), NamedNode(f"{AFT}harFrist"), limit),
        Triple(limit, NamedNode(f"{AFT}slutterDen"), day),
    )
    report = good(world, more=more)
    assert (report.term, report.moved) == ("2022-2025", "2029-01-01")


def test_what_only_a_draft_asks_for_is_no_breach_in_the_checklist(world: World, reviewed: tuple[Report, ...]) -> None:
    """The agreement of 2019 is older than the draft of 2023: the list says the same of it as the review."""
    told = as_text(world, [checklist(world, of(reviewed, "agr-midt-2019-2023"))])
    assert told.count("mangel i forhold til senere vejledning (udkast)") == 3
    assert "ikke opfyldt" not in told


def test_an_exemption_shows_in_the_checklist(world: World) -> None:
    """Excused items are neither met nor missing."""
    report = good(world, "V5.1-6c")
    (excused,) = excuse([report], [until("2024-06-30", "V5.1-6c")], "2024-06-30")
    assert (items(world, report)["V5.1-6c"].outcome, items(world, excused)["V5.1-6c"].outcome) == (NOT_MET, EXEMPT)
    assert "[u] V5.1-6c" in as_text(world, [checklist(world, excused)])


def test_the_text_says_first_that_it_is_no_approval(world: World, reviewed: tuple[Report, ...]) -> None:
    """003 L458; and what a person must judge has an empty box."""
    lines = as_text(world, [checklist(world, of(reviewed, "agr-midt-2019-2023"))]).splitlines()
    assert lines[0] == "Tjekliste før indsendelse: Sundhedsaftalen 2019-2023, Region Midtjylland"
    assert " ".join(lines[2:4]) == (
        "Tjeklisten er ingen forhåndsgodkendelse; den kan Sundhedsstyrelsen ikke give (udkast til vejledning,"
        " Sundhedsstyrelsen 2023, linje 458)."
    )
    assert any(line.startswith("  [ ] V5.1-7 ") for line in lines)
    assert any(line.startswith("  [!] V5.1-6c ") for line in lines)
    assert any(line.startswith("  [x] V5.1-6a ") for line in lines)
    assert any(line.startswith("  [?] V5.1-1 ") for line in lines)


def test_a_common_deadline_is_told_once(world: World, reviewed: tuple[Report, ...]) -> None:
    """Under the heading, and at no item below it."""
    text = as_text(world, [checklist(world, of(reviewed, "agr-midt-2019-2023"))])
    assert text.count("Hvornår: senest 1. juli i valgperiodens andet år") == 1
    assert text.count("Hvornår: vejledningen nævner ingen dag") == 5


def test_the_checklist_has_four_formats_in_two_languages(world: World, reviewed: tuple[Report, ...]) -> None:
    """The same items in each."""
    made = checklist(world, of(reviewed, "agr-midt-2019-2023"))
    ids = [item.id for item in made.items]
    for language in ("da", "en"):
        rows = list(csv.reader(io.StringIO(as_csv(world, [made], language))))
        assert [row[1] for row in rows[1:]] == ids
        (data,) = json.loads(json.dumps(as_data(world, [made], language)))
        assert [item["provision"]["notation"] for item in data["items"]] == ids
        marked = as_markdown(world, [made], language)
        assert marked.count("\n- [x] ") == sum(item.outcome == MET for item in made.items)
        assert marked.count("\n- [") == len(ids)
    assert "for a person to judge" in as_text(world, [made], "en")
    assert written(world, [made], "csv").startswith("\ufeff".encode())


def test_what_is_not_tested_says_what_is_lacking(world: World) -> None:
    """A reason for having no test, where the data give one, is told with the item."""
    for item in checklist(world, good(world)).items:
        assert (item.outcome == HUMAN) == (not item.results)
        assert not (item.lacking and item.results)
        assert item.source.startswith("https://w3id.org/aftalegraf/id/kildehenvisning/003-")
