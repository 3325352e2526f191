"""What the front page tells of reviews, of what is missing and of what sources disagree on."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftalegraf.answers import answer
from aftalegraf.found import in_words, sentence
from aftalegraf.namespaces import ID
from aftalegraf.outline import outline
from aftalegraf.overview import contested, gaps, marks, missing, tasks
from aftalegraf.results import Report
from aftalegraf.review import review
from aftalegraf.world import World, open_world

MIDT = f"{ID}sundhedsaftale/agr-midt-2019-2023"
SYD = f"{ID}sundhedsaftale/agr-syd-2024-2027"


@pytest.fixture(scope="module")
def read(kept: Path) -> World:
    """The project's own files, read once: a review takes seconds."""
    return open_world(keep=kept, in_memory=True)


@pytest.fixture(scope="module")
def reports(read: World) -> dict[str, Report]:
    """The reviews by agreement."""
    return {report.agreement: report for report in review(read)}


def test_the_marks_count_each_provision_once(reports: dict[str, Report]) -> None:
    """All levels together are all provisions of the review."""
    for agreement in (MIDT, SYD):
        report = reports[agreement]
        excused = sum(result.excused for result in report.results)
        assert sum(mark.total for mark in marks(report)) + excused == len({r.rule.id for r in report.results})


def test_the_marks_of_midtjylland(reports: dict[str, Report]) -> None:
    """Three skal of the draft are not met; nothing is missing of bør and kan."""
    assert [(m.level, m.missing) for m in marks(reports[MIDT])] == [("skal", 3), ("boer", 0), ("kan", 0)]
    assert [(m.level, m.missing) for m in marks(reports[SYD])] == [("skal", 0), ("boer", 0), ("kan", 0)]
    assert marks(reports[SYD])[2].departing == 1


def test_what_is_not_met_is_the_first_task(read: World, reports: dict[str, Report]) -> None:
    """With what to do, what it means, and then the one thing that would let most be decided."""
    found = tasks(outline(read, reports[MIDT]))
    assert [task.provision.rsplit("/", 1)[-1] for task in found] == ["V5.1-6b", "V5.1-6c", "V5.1-6d", ""]
    assert found[2].todo == "Skriv den dag, aftalen træder i kraft."
    assert {task.standing for task in found[:3]} == {"Mangel i forhold til senere vejledning (udkast)"}
    assert found[3].number > 1


def test_where_nothing_is_missing_the_tasks_are_to_find_out(read: World, reports: dict[str, Report]) -> None:
    """For Syddanmark the agreement itself is to be obtained: the reasons that cover most come first."""
    first, second = tasks(outline(read, reports[SYD], "en"), "en")
    assert first.title.startswith("selve Sundhedsaftalen 2024-2027 for Region Syddanmark er ikke i samlingen")
    assert first.todo == "Obtain the document and add it to the collection."
    assert (first.provision, first.standing) == ("", "")
    assert first.number > second.number > 1
    assert all(task.places for task in (first, second))


def test_gaps_gather_what_is_missing_for_the_same_reason(world: World) -> None:
    """None is lost, and those that hold back most come first."""
    for agreement in (MIDT, SYD):
        found = gaps(world, agreement)
        numbers = [len(gap.about) for gap in found]
        assert numbers == sorted(numbers, reverse=True)
        assert sum(numbers) == len(missing(world, agreement))
        assert len({(gap.why, gap.outcome) for gap in found}) == len(found)


def test_each_contested_statement_is_told_once(world: World) -> None:
    """With who says it and who says otherwise; the question of the library counts the same."""
    found = contested(world)
    assert len(found) == len({(c.subject, c.property_iri, c.value) for c in found}) == 8
    assert all(c.said and c.denied for c in found)
    assert [c.subject.value.startswith(f"{ID}sundhedsaftale/") for c in found] == [True] * 3 + [False] * 5
    answered = answer(world, "omstridte-udsagn", {})
    assert in_words(sentence(world, answered, "da")).startswith(f"Vi fandt {len(found)} udsagn, ")
