"""What a reader may choose."""

from __future__ import annotations

import pytest

from aftalegraf.errors import UnknownNameError
from aftalegraf.figure_choice import choose
from aftalegraf.geography import municipalities, places
from aftalegraf.world import World


def test_places_and_municipalities_are_chosen_by_id_and_kept_in_order(world: World) -> None:
    """An empty choice of a form counts for nothing, a second of the same neither."""
    wanted = ["sundhedsraad-fyn", "", "mun-aarhus", "sundhedsraad-fyn"]
    choice = choose(places(world), municipalities(world), wanted, ("2013", "soon"), "-2025")
    assert choice.ids == ("sundhedsraad-fyn", "mun-aarhus")
    assert (choice.first, choice.last, choice.order, choice.everywhere) == (2013, None, "-2025", False)


@pytest.mark.parametrize("year", ["9" * 5000, "٢٠٢٤", "²", "-1", "24", "2024 "])
def test_what_is_no_year_is_left_out(world: World, year: str) -> None:
    """However long it is, and in whatever digits."""
    choice = choose(places(world), municipalities(world), [], (year, "2024"))
    assert (choice.first, choice.last) == (None, 2024)


def test_an_unknown_place_is_named_with_the_nearest(world: World) -> None:
    """The reader is told what there is."""
    with pytest.raises(UnknownNameError, match="sundhedsraad-fyn"):
        choose(places(world), municipalities(world), ["sundhedsraad-fun"])
