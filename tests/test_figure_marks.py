"""Scales, ticks and labels."""

from __future__ import annotations

import pytest

from aftalegraf.figure_marks import Surface, apart, spaced, span, symbol, ticks


@pytest.mark.parametrize(
    ("values", "shown"),
    [([8.3, 26.9], (0, 30)), ([7.5, 11.3], (7, 12)), ([-7.0], (-7, -5)), ([13.0], (13, 14)), ([66.0, 67.0], (66, 67))],
)
def test_an_axis_begins_at_zero_unless_all_lies_far_from_it(values: list[float], shown: tuple[float, float]) -> None:
    """The ends are ticks, and never the same."""
    low, high = span(values)
    assert low <= min(values)
    assert max(values) <= high
    assert low < high
    assert (low == 0) == (shown[0] == 0)
    assert {low, high} <= set(ticks((low, high)))


def test_labels_do_not_lie_on_each_other() -> None:
    """Each keeps its distance and stays inside, in the order of the lines."""
    placed = apart([100, 101, 102, 300], 16, 20, 290)
    assert placed == (100, 116, 132, 290)


def test_marks_without_room_are_left_out_and_the_last_is_kept() -> None:
    """2023 lies too near 2025 on a small surface."""
    small = Surface(0, 200, 0, 100, (2010, 2025), (0, 1))
    kept = [words for _, words in spaced([(year, str(year)) for year in (2010, 2021, 2023, 2025)], small)]
    assert kept == ["2010", "2021", "2025"]


def test_every_symbol_is_a_path_of_its_own() -> None:
    """Lines are told apart by form, not by colour alone."""
    kinds = ("circle", "square", "triangle", "diamond", "cross", "plus")
    assert len({symbol(kind, 10, 10, "#000000") for kind in kinds}) == len(kinds)
