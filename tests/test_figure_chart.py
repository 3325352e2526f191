"""The drawing of a table."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import pytest

from aftalegraf.figure_chart import chart, mode
from aftalegraf.figure_marks import SIZE
from aftalegraf.measure import width as text_width
from aftalegraf.namespaces import AFT
from aftalegraf.world import World
from tests.test_figure_table import shown


@pytest.mark.parametrize(
    ("measure", "places", "how"),
    [
        ("maa-ryger-dagligt", ("sundhedsraad-fyn",), "lines"),
        ("maa-ryger-dagligt", (), "many"),
        ("maa-social-stoette", (), "strip"),
        ("maa-social-stoette", ("sundhedsraad-fyn",), "dots"),
        ("maa-unge-kvinder-trives-ikke", (), "dots"),
    ],
)
def test_the_drawing_fits_what_there_is(world: World, measure: str, places: tuple[str, ...], how: str) -> None:
    """A single period is no line, and lines that are many are grey."""
    found = shown(world, measure, *places)
    assert mode(found) == how
    svg = chart(world, found, "da", 1100)
    assert ("<polyline" in svg) == (how in ("lines", "many"))
    assert " style=" not in svg
    assert "<style" not in svg


def test_lines_join_what_may_be_joined_and_the_target_is_dashed(world: World) -> None:
    """Ten municipalities in one run each; the region's figures are from three sources and have no line."""
    svg = chart(world, shown(world, "maa-ryger-dagligt", "sundhedsraad-fyn"), "da", 1100)
    assert svg.count("<polyline") == 10
    assert svg.count('stroke-dasharray="8 5"') == 1
    assert "Måltal 13 % i 2023, Region Syddanmark" in svg
    assert all(f">{name}<" in svg for name in ("Odense", "Ærø", "Region Syddanmark", "Danmark"))


def test_the_unit_is_that_of_the_figures_and_of_the_target(world: World) -> None:
    """Per cent has a sign; another unit is written by its name, and the target's as the agreement has it."""
    found = shown(world, "maa-ryger-dagligt", "sundhedsraad-fyn")
    targets = tuple(replace(target, unit="dage") for target in found.targets)
    other = replace(found, measure=replace(found.measure, unit=f"{AFT}brudISerien"), targets=targets)
    svg = chart(world, other, "da", 1100)
    assert "Måltal 13 dage i 2023" in svg
    assert " brud i serien<" in svg
    assert "%" not in svg


def test_a_break_is_marked_where_it_is_shown(world: World) -> None:
    """Region Midtjylland's figure of 2010, and nowhere else."""
    assert "databrud: Region Midtjylland" in chart(world, shown(world, "maa-ryger-dagligt"), "da", 1100)
    assert "databrud" not in chart(world, shown(world, "maa-ryger-dagligt", "sundhedsraad-fyn"), "da", 1100)


def test_a_figure_lies_where_its_value_says(world: World) -> None:
    """Odense Kommune falls from 21.5 to 8.3 per cent: the line falls all the way but its ends are on the scale."""
    svg = chart(world, shown(world, "maa-ryger-dagligt", "mun-odense"), "da", 1100)
    line = next(re.finditer(r'<polyline points="([^"]+)"', svg))[1]
    heights = [float(point.split(",")[1]) for point in line.split()]
    assert heights == sorted(heights)
    zero, per = 426.0, (heights[-1] - heights[0]) / (21.5 - 8.3)
    assert heights[0] == pytest.approx(zero - 21.5 * per, abs=0.3)


@pytest.mark.parametrize("width", [300, 640, 1100])
def test_no_word_lies_outside_the_picture(world: World, width: int) -> None:
    """Names that have no room are cut: the table has them whole."""
    svg = chart(world, shown(world, "maa-ryger-dagligt", "sundhedsraad-fyn"), "en", width)
    assert all(0 <= float(x) < width for x in re.findall(r'<text x="([^"]+)"', svg))
    assert f'width="{width}"' in svg


@pytest.mark.parametrize("width", [300, 640, 1100])
@pytest.mark.parametrize("places", [(), ("act-region-syd",), ("act-region-midt",), ("sundhedsraad-fyn",)])
def test_no_name_lies_on_another(world: World, width: int, places: tuple[str, ...]) -> None:
    """Names beside their lines, and the target's words, keep clear of each other however narrow it is."""
    svg = chart(world, shown(world, "maa-ryger-dagligt", *places), "da", width)
    boxes = []
    for given, words in re.findall(r'<text ([^>]*font-weight="600"[^>]*)>([^<]+)<', svg):
        x, y = (float(re.findall(rf'\b{name}="([^"]+)"', given)[0]) for name in "xy")
        half = text_width(words, SIZE, bold=True) / 2
        boxes.append((x if "middle" in given else x + half, y, half))
    assert len(boxes) > 1
    for (x, y, half), (other, below, wide) in combinations(boxes, 2):
        assert abs(y - below) >= SIZE or abs(x - other) >= half + wide
