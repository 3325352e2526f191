"""What falls on a day and what follows it, task by task; and nothing made up where nobody tells it."""

from __future__ import annotations

import pytest

from aftalegraf.errors import UsageError
from aftalegraf.namespaces import AFT
from aftalegraf.projection import Link, links
from aftalegraf.succession import Succession, succession
from aftalegraf.succession_data import as_csv, as_data
from aftalegraf.succession_text import as_text
from aftalegraf.world import World
from tests.made_links import world_of


@pytest.fixture(scope="module")
def every(world: World) -> tuple[Link, ...]:
    """Every link of the project's data."""
    return links(world)


@pytest.fixture(scope="module")
def reform(world: World, every: tuple[Link, ...]) -> Succession:
    """What happens on 1 January 2027."""
    return succession(world, every)


def end(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].removeprefix("ns#")


def test_on_the_day_of_the_reform_agreements_clusters_and_committees_end(reform: Succession) -> None:
    """Six agreements, the 22 clusters and the two levels of them, the committee, two practice plans, two regions."""
    assert reform.day == "2027-01-01"
    kinds = [turn.thing.split("/")[-2] for turn in reform.ends]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "klyngefagligtniveau": 1, "klyngepolitiskniveau": 1, "praksisplan": 2, "region": 2, "sundhedsaftale": 6,
        "sundhedsklynge": 22, "sundhedssamarbejdsudvalg": 1,
    }  # fmt: skip
    assert [end(turn.thing) for turn in reform.begins] == ["region-oestdanmark"]
    assert {turn.thing.split("/")[-2] for turn in reform.full} == {"sundhedsraad"}
    assert len(reform.full) == 17
    assert all(bound.full for turn in reform.full for bound in turn.told_by)
    assert len(reform.changes) == 8


def test_each_end_carries_its_basis_and_says_where_the_day_is_our_own(reform: Succession) -> None:
    """Only the two regions end by a law that was read; of all else the editors added the day, and say why."""
    grounds = {end(turn.thing): {bound.ground for bound in turn.told_by} for turn in reform.ends}
    assert grounds.pop("region-1084") == grounds.pop("region-1085") == {"fremgaar", "udledt"}
    assert set().union(*grounds.values()) == {"redaktionel"}
    assert all(bound.reason for turn in reform.ends for bound in turn.told_by if bound.ground == "redaktionel")


def test_what_had_ended_before_does_not_fall_and_what_is_undated_is_unsure(reform: Succession) -> None:
    """The agreements of 2019-2023 were over; no source tells whether an undated page still counts."""
    falls = {end(turn.thing): turn.sure for turn in reform.ends}
    assert "agr-midt-2019-2023" not in falls
    assert falls["agr-syd-2024-2027"]
    assert {name for name, sure in falls.items() if not sure} == {
        "agr-hovedstaden-tidligere", "agr-midt-2024-2027", "doc-praksisplan-midt", "doc-praksisplan-syd",
        "for-klynge-syd-fag", "for-klynge-syd-pol", "for-ssu-syd",
    }  # fmt: skip


def test_nobody_inherits_a_task_unless_a_source_says_so(reform: Succession) -> None:
    """002 L73-L105, L167-L181, L239: 14 tasks lose their forum, and who takes over is unknown.

    003 L95-L97, L233-L243 give 12 to any committee: a kind is no forum, so they are told apart.
    """
    assert (len(reform.tasks), len(reform.kind_tasks)) == (14, 12)
    assert all(task.passes == () for task in (*reform.tasks, *reform.kind_tasks))
    sources = {end(task.link.source) for task in reform.tasks}
    assert sources == {"for-klynger-syd", "for-klynge-syd-fag", "for-klynge-syd-pol", "for-ssu-syd"}
    assert {end(task.link.source) for task in reform.kind_tasks} == {"Sundhedssamarbejdsudvalg"}


def test_a_collective_ends_with_all_its_members_only(world: World, reform: Succession) -> None:
    """002 L165 names the four clusters of Syddanmark; on a day on which none of them ends it loses nothing."""
    assert "for-klynger-syd" not in map(end, reform.unknown)
    before = succession(world, links(world), "2026-12-31")
    assert before.tasks == ()
    assert "for-klynger-syd" in map(end, before.unknown)


def test_succession_is_told_task_by_task(reform: Succession) -> None:
    """003 L82, L95-97: five tasks and the practice plan; which of them partly went to the clusters is not told."""
    assert len(reform.passings) == 6
    (open_one,) = reform.undecided
    assert open_one.kind == f"{AFT}Sundhedsklynge"
    assert open_one.reason == "udkastet siger, at opgaverne delvist varetages i klyngerne, men ikke hvilke"
    assert [end(place) for place in open_one.places] == ["003-l95.5"]
    assert {(end(link.source), end(link.target)) for link in reform.replaced} >= {
        ("Sundhedssamarbejdsudvalg", "Sundhedskoordinationsudvalg"), ("for-kosu", "for-dks"),
    }  # fmt: skip


def test_what_nobody_tells_the_end_of_is_unknown(reform: Succession) -> None:
    """Forums and cooperation agreements without a date; what was closed down or replaced is told elsewhere."""
    unknown = set(map(end, reform.unknown))
    assert {"for-kosu", "for-ssg-midt", "for-sss-syd", "sam-syd", "sam-midt-nye"} <= unknown
    assert not unknown & {"for-dks", "for-sku-midt", "for-ppu-midt", "for-ssu-syd", "doc-implementeringsplan-2026-2027"}
    assert not unknown & {end(turn.thing) for turn in reform.ends}


def test_another_day_has_its_own_ends(world: World, every: tuple[Link, ...]) -> None:
    """On 1 January 2024 four agreements of 2019-2023 are over and five things begin, by day or by year."""
    found = succession(world, every, "2024-01-01")
    assert [end(turn.thing) for turn in found.ends] == [
        "agr-midt-2019-2023", "agr-nord-2019-2023", "agr-sjaelland-2019-2023", "agr-syd-2019-2023",
    ]  # fmt: skip
    assert len(found.begins) == 5
    assert all(not bound.ends for turn in found.begins for bound in turn.told_by)
    assert found.changes == ()


def test_data_without_a_reform_ask_for_a_day() -> None:
    """One message, no trace."""
    with pytest.raises(UsageError, match="name one, like 2027-01-01"):
        succession(world_of([("a", "gyldigFra", "2020-01-01")]), ())


def test_the_text_tells_each_part_and_says_unknown(world: World, reform: Succession) -> None:
    """In both languages, with ground and source; nothing empty."""
    told = as_text(world, reform)
    assert told.startswith("Hvad sker der den 1. januar 2027?\n")
    assert "Ophører (35)" in told
    assert "i stedet: ukendt: ingen kilde i samlingen siger, hvad der træder i stedet" in told
    assert "region: 4 gælder, 2 er ophørt\nsundhedsaftale: 11 er ophørt\nsundhedsklynge: 22 er ophørt\n" in told
    assert "bestemmelse: " not in told.partition("Sådan står det")[2]  # profiles tells which provisions hold
    english = as_text(world, reform, "en")
    assert "Ends (35)" in english
    assert all(len(line) <= 120 for line in (*told.splitlines(), *english.splitlines()))


def test_data_and_rows_hold_the_same(world: World, reform: Succession) -> None:
    """Every row has a ground or says that the end is unknown."""
    data = as_data(world, reform)
    assert len(data["ends"]) == 35
    assert {each["state"] for each in data["standings"]} == {"gaelder", "ophoert", "planlagt"}
    assert (len(data["full_effect"]), len(data["tasks_of_kinds"])) == (17, 12)
    rows = as_csv(world, reform).splitlines()
    assert sum(row.startswith("ukendt,") for row in rows) == len(reform.unknown)
    assert len(rows) > len(data["ends"]) + len(data["standings"])
