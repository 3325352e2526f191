"""A picture becomes a PNG with our own font, or a page that needs no host."""

from __future__ import annotations

import re
import struct

import pytest

from aftalegraf.errors import UnknownNameError
from aftalegraf.pictures import FORMATS, VIEWS, Order, picture, standalone_html
from aftalegraf.world import World
from tests.test_drawing import parse


@pytest.mark.parametrize("view", VIEWS)
def test_a_png_is_twice_the_size_of_its_svg(world: World, view: str) -> None:
    """Sharp on a good screen and on paper."""
    svg = parse(picture(world, view, "svg", Order("udledt")).decode())
    png = picture(world, view, "png", Order("udledt"))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == tuple(
        round(2 * float(svg.get(name, ""))) for name in ("width", "height")
    )


def test_the_same_data_gives_the_same_picture(world: World) -> None:
    """To the byte, in every form."""
    for form in FORMATS:
        assert picture(world, "coverage", form, Order("redaktionel")) == picture(
            world, "coverage", form, Order("redaktionel")
        )


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_fetches_nothing(world: World, view: str) -> None:
    """No script, no address in src; links are for readers only."""
    page = picture(world, view, "html", Order("udledt")).decode()
    assert "<script" not in page
    assert "src=" not in page
    assert "url(http" not in page
    assert set(re.findall(r"<link|@import|<img", page)) == set()
    assert "Uofficielt værktøj" in page
    assert '<html lang="da">' in page


def test_the_ground_stands_in_the_picture(world: World) -> None:
    """In words."""
    assert (
        "Grundlag: også det, redaktionen har tilføjet" in picture(world, "thread", "svg", Order("redaktionel")).decode()
    )


def test_the_source_stands_in_the_picture(world: World) -> None:
    """The agreement is read in the consultation version only."""
    assert (
        "efter høringsversionen af Sundhedsaftalen 2019-2023"
        in picture(world, "thread", "svg", Order("udledt")).decode()
    )


@pytest.mark.parametrize(
    ("view", "form", "ground", "named"),
    [("traad", "svg", "udledt", "thread"), ("thread", "pgn", "udledt", "png"), ("thread", "svg", "udled", "udledt")],
)
def test_a_wrong_name_is_answered_with_the_nearest(world: World, view: str, form: str, ground: str, named: str) -> None:
    """So that the reader can mend it."""
    with pytest.raises(UnknownNameError) as caught:
        picture(world, view, form, Order(ground))
    assert named in caught.value.nearest


def test_the_title_of_the_page_is_text() -> None:
    """A label never becomes markup."""
    assert "<title>&lt;b&gt;x</title>" in standalone_html("<b>x", "<svg/>")
