"""What the page of an answer shows: headings that sort, rows in pages, numbers as the language writes them."""

from __future__ import annotations

import pytest

from aftalegraf.answer_view import View, text_of, view
from aftalegraf.answers import answer
from aftalegraf.cells import Cell
from aftalegraf.world import World

XSD = "http://www.w3.org/2001/XMLSchema#"


def shown(world: World, asked: str, language: str = "da", sort: str = "", page: str = "", **given: str) -> View:
    """A page of an answer."""
    return view(world, answer(world, asked, given), {**given, "grundlag": "udledt"}, language, sort, page)


def test_a_long_answer_comes_in_pages_of_a_hundred(world: World) -> None:
    """350 provisions by addressee make 385 rows: four pages, the last with 85."""
    last = shown(world, "bestemmelser-efter-adressat", page="4")
    assert (last.total, last.pages, last.page, last.first, last.last, len(last.lines)) == (385, 4, 4, 301, 385, 85)


@pytest.mark.parametrize("page", ["0", "5", "-1", "x", "1e2", "９", ""])
def test_a_page_that_is_not_there_is_the_first(world: World, page: str) -> None:
    """An address that was cut still leads somewhere."""
    assert shown(world, "bestemmelser-efter-adressat", page=page).page == 1


def test_a_heading_sorts_up_then_down(world: World) -> None:
    """Its link says so, and the table too; the order is kept from page to page."""
    first = shown(world, "kommuner-i-region")
    assert [h.direction for h in first.heads] == [""] * 6
    assert first.heads[3].query == "grundlag=udledt&sorter=folketal"
    up = shown(world, "kommuner-i-region", sort="folketal")
    assert (up.heads[3].direction, up.heads[3].query) == ("ascending", "grundlag=udledt&sorter=-folketal")
    down = shown(world, "kommuner-i-region", sort="-folketal")
    assert (down.heads[3].direction, down.heads[3].query) == ("descending", "grundlag=udledt&sorter=folketal")
    assert down.lines[0].cells[3][1] == "671.714"
    assert down.page_query(2) == "grundlag=udledt&sorter=-folketal&side=2"


def test_the_rest_goes_with_its_row_when_sorted(world: World) -> None:
    """The evidence of a row is its own in any order."""
    plain = shown(world, "visioner-i-aftale")
    turned = shown(world, "visioner-i-aftale", sort="-vision")
    assert {line.cells: line.supports for line in plain.lines} == {line.cells: line.supports for line in turned.lines}
    assert plain.lines != turned.lines


def test_a_column_that_is_not_there_sorts_nothing(world: World) -> None:
    """The page stands as it is."""
    assert shown(world, "visioner-i-aftale", sort="nix") == shown(world, "visioner-i-aftale")


def test_a_column_that_was_chosen_is_not_shown_again(world: World) -> None:
    """It would hold one value only."""
    found = shown(world, "visioner-i-aftale", aftale="agr-midt-2019-2023")
    assert [head.name for head in found.heads] == ["vision"]


@pytest.mark.parametrize(
    ("text", "kind", "danish", "english"),
    [
        ("671714", "integer", "671.714", "671,714"),
        ("2027", "integer", "2027", "2027"),
        ("12.5", "decimal", "12,5", "12.5"),
        ("0.25", "decimal", "0,25", "0.25"),
        ("P6M", "yearMonthDuration", "6 måneder", "6 months"),
        ("P1Y1M", "yearMonthDuration", "1 år 1 måned", "1 year 1 month"),
        ("7.1", "string", "", ""),
        ("2027-01-01", "date", "", ""),
    ],
)
def test_numbers_are_written_as_the_language_does(text: str, kind: str, danish: str, english: str) -> None:
    """Years have no thousands; text is left alone."""
    cell = Cell("literal", text, XSD + kind)
    assert (text_of(cell, "da"), text_of(cell, "en")) == (danish, english)


def test_a_row_shows_its_grounds_and_a_page_says_where_a_source_is_lacking(world: World) -> None:
    """The strongest ground first; a measurement names its source itself, a count has none."""
    assert {line.grounds for line in shown(world, "visioner-i-aftale").lines} == {("fremgaar",)}
    assert shown(world, "bestemmelser-efter-adressat").lines[0].grounds == ("fremgaar", "udledt")
    measured = shown(world, "maalinger-for-kommune", kommune="mun-aarhus")
    assert (measured.supported, measured.sourced) == (False, True)
    assert not shown(world, "antal-pr-klasse").sourced
    assert shown(world, "kommuner-i-sundhedsraad").sourced
