"""Each row of an answer shows the statements it rests on, and no others."""

from __future__ import annotations

from aftalegraf.answers import answer, slug
from aftalegraf.evidence import evidence
from aftalegraf.namespaces import ID
from aftalegraf.store import Cell, Rows
from aftalegraf.world import World


def supports(world: World, question: str, **given: str) -> list[list[tuple[str, str]]]:
    """For each row its grounds and the ids of the places."""
    answered = answer(world, question, given)
    found = evidence(world, answered.rows, answered.ground)
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
    assert len(rows) == 4
    assert [("udledt", "000-l193")] in rows


def test_a_thing_that_stands_alone_rests_on_the_place_that_names_it(world: World) -> None:
    """The principles."""
    rows = supports(world, "principper-i-aftale")
    assert len(rows) == 7
    assert all(row and row[0][0] == "fremgaar" for row in rows)


def test_rows_that_hold_their_sources_are_given_none(world: World) -> None:
    """They show them already."""
    assert supports(world, "omstridte-udsagn") == [[], []]


def row(*iris: str) -> Rows:
    """An answer of one row."""
    return Rows(tuple("abcd"[: len(iris)]), (tuple(Cell("iri", f"{ID}{iri}") for iri in iris),))


def test_a_contested_statement_supports_nothing(world: World) -> None:
    """That general practice is a party is said and contradicted; that the region is one is not."""
    agreement = "sundhedsaftale/agr-midt-2019-2023"
    (contested,) = evidence(world, row(agreement, "aktoer/act-almen-praksis"), "redaktionel")
    (stated,) = evidence(world, row(agreement, "region/act-region-midt"), "redaktionel")
    assert contested == ()
    assert [slug(support.place) for support in stated] == ["000-l45.2"]


def test_a_statement_beyond_the_ground_supports_nothing(world: World) -> None:
    """Which national indicator an asterisk means is our reading."""
    pair = row("indikator/ind-midt-genindl-somatik", "nationalindikator/ni-genindl")
    assert evidence(world, pair, "fremgaar") == ((),)
    assert [support.ground for support in evidence(world, pair, "udledt")[0]] == ["udledt"]
