"""Each row of an answer shows the statements it rests on, and no others."""

from __future__ import annotations

import dataclasses

from aftalegraf.answers import answer, slug
from aftalegraf.evidence import Support, evidence
from aftalegraf.namespaces import ID
from aftalegraf.store import Cell, Rows
from aftalegraf.world import World


def supports(world: World, question: str, **given: str) -> list[list[tuple[str, str]]]:
    """For each row its grounds and the ids of the places."""
    return shown(evidence(world, answer(world, question, given)))


def shown(found: tuple[tuple[Support, ...], ...]) -> list[list[tuple[str, str]]]:
    """Grounds and the ids of the places."""
    return [[(s.ground, slug(s.place)) for s in row] for row in found]


def test_the_flagship_rests_on_four_statements_a_row(world: World) -> None:
    """The placement by the editors, the asterisk as we read it, and two stated links of the agreement."""
    rows = supports(world, "indikatorer-for-nationalt-maal", maal="ng-forloeb", grundlag="redaktionel")
    assert len(rows) == 3
    for row in rows:
        assert sorted(ground for ground, _ in row) == ["fremgaar", "fremgaar", "redaktionel", "udledt"]
        assert ("redaktionel", "") in row


def test_what_is_missing_rests_on_the_place_that_shows_it(world: World) -> None:
    """The lost picture stood at line 193, not where the agreement is named."""
    rows = supports(world, "hvad-mangler-i-kilderne")
    assert [("udledt", "000-l193")] in rows
    assert all(rows)


def test_a_thing_that_stands_alone_rests_on_what_the_question_asks_of_it(world: World) -> None:
    """A principle on the place that makes it one."""
    assert [("fremgaar", "000-l153")] in supports(world, "principper-i-aftale")


def test_a_row_that_names_a_property_rests_on_that_one(world: World) -> None:
    """A party on the line that makes it a party, a sender on the back page; a count on the lines that give it."""
    rows = supports(world, "parter-i-aftale")
    count = [("fremgaar", "000-l132.3"), ("fremgaar", "000-l346-347")]
    assert rows[0] == [("fremgaar", "000-l347")]
    assert rows[2] == [("fremgaar", "000-l346.2")]
    assert rows[4] == [("fremgaar", "000-l45.2")]
    assert sorted(rows[3]) == sorted([*count, ("fremgaar", "000-l45.2")])


def test_a_value_rests_on_the_place_that_gives_it(world: World) -> None:
    """The date of the midway status, its forum and its recipient."""
    first, *_ = supports(world, "frister-og-status")
    assert {place for _, place in first} >= {"000-l316"}


def test_what_is_not_there_rests_on_nothing(world: World) -> None:
    """An objective without a target group rests on nothing; the three with one rest on the place that gives it."""
    rows = supports(world, "maalgrupper")
    assert len(rows) - rows.count([]) == 3


def test_rows_that_hold_their_sources_are_given_none(world: World) -> None:
    """They show them already."""
    assert supports(world, "omstridte-udsagn") == [[], []]


def replaced(world: World, question: str, ground: str, *iris: str) -> list[list[tuple[str, str]]]:
    """The support of a row of these things, as an answer to a question."""
    cells = tuple(Cell("iri", f"{ID}{iri}") for iri in iris)
    rows = Rows(tuple("abcd"[: len(cells)]), (cells,))
    answered = dataclasses.replace(answer(world, question, {}), rows=rows, ground=ground)
    return shown(evidence(world, answered))


def test_a_contested_statement_supports_nothing(world: World) -> None:
    """That general practice is a party is said and contradicted; that the region is one is not."""
    agreement = "sundhedsaftale/agr-midt-2019-2023"
    assert replaced(world, "parter-i-aftale", "redaktionel", agreement, "aktoer/act-almen-praksis") == [[]]
    stated = replaced(world, "parter-i-aftale", "redaktionel", agreement, "region/act-region-midt")
    assert stated == [[("fremgaar", "000-l45.2")]]


def test_another_link_between_the_same_things_supports_nothing(world: World) -> None:
    """The agreement says other things of general practice, which this question does not ask for."""
    pair = ("sundhedsaftale/agr-midt-2019-2023", "aktoer/act-almen-praksis")
    assert replaced(world, "principper-i-aftale", "redaktionel", *pair) == [[]]


def test_a_statement_beyond_the_ground_supports_nothing(world: World) -> None:
    """Which national indicator an asterisk means is our reading."""
    pair = ("indikator/ind-midt-genindl-somatik", "nationalindikator/ni-genindl")
    assert replaced(world, "sammenfald-med-nationale-indikatorer", "fremgaar", *pair) == [[]]
    assert replaced(world, "sammenfald-med-nationale-indikatorer", "udledt", *pair) == [[("udledt", "000-l296")]]
