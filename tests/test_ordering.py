"""Rows by a column: as a Danish reader expects, with what is empty last."""

from __future__ import annotations

import pytest

from aftalegraf.answers import answer
from aftalegraf.errors import UnknownNameError
from aftalegraf.ordering import danish, ordered
from aftalegraf.world import World


def column(world: World, asked: str, by: str, name: str) -> list[str]:
    """A column of an answer after it was put in order."""
    found = ordered(world, answer(world, asked, {}), by).rows
    return [world.show(row[found.columns.index(name)]) for row in found.rows]


def test_the_danish_letters_come_last_and_two_before_ten() -> None:
    """æ, ø, å; capitals as small letters; numbers by their size."""
    names = ["Ålborg", "mål 10", "Ærø", "Zebra", "mål 2", "Ørsted", "abe"]
    assert sorted(names, key=danish) == ["abe", "mål 2", "mål 10", "Zebra", "Ærø", "Ørsted", "Ålborg"]
    assert sorted(["Aarhus", "Ærø", "Albertslund"], key=danish) == ["Albertslund", "Ærø", "Aarhus"]


def test_numbers_go_by_size(world: World) -> None:
    """The greatest population first on request: not 98 before 674."""
    found = [int(each) for each in column(world, "kommuner-i-region", "-folketal", "folketal") if each]
    assert found == sorted(found, reverse=True)
    assert found[0] > 600_000


@pytest.mark.parametrize("by", ["udgivet", "-udgivet", "positive", "-positive"])
def test_what_is_empty_comes_last_both_ways(world: World, by: str) -> None:
    """A missing value is not the smallest one."""
    found = column(world, "maalaargange", by, by.removeprefix("-"))
    filled = [each for each in found if each]
    assert found == filled + [""] * (len(found) - len(filled))


def test_rows_that_are_alike_keep_their_order(world: World) -> None:
    """Sorting by agreement leaves the visions within it in the order of the source."""
    before = column(world, "visioner-i-aftale", "aftale", "vision")
    assert sorted(before) == sorted(column(world, "visioner-i-aftale", "-aftale", "vision"))
    one = answer(world, "visioner-i-aftale", {"aftale": "agr-midt-2019-2023"})
    assert ordered(world, one, "aftale").rows == one.rows


def test_an_unknown_column_is_refused_with_the_nearest(world: World) -> None:
    """As any other name."""
    with pytest.raises(UnknownNameError, match=r"unknown column 'visioner'\. Nearest: vision"):
        ordered(world, answer(world, "visioner-i-aftale", {}), "visioner")
