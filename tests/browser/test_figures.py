"""The figures in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Visit
from tests.browser.scripts import script

if TYPE_CHECKING:
    from playwright.sync_api import Locator

# How far what is seen has moved, as web browsers count it: 0.1 is where it begins to disturb.


def said(part: Locator) -> str:
    """What a part of the page says, with plain spaces."""
    return part.inner_text().replace("\xa0", " ")


def test_the_smoking_figures_of_a_health_council_against_the_target_are_four_clicks_away(visit: Visit) -> None:
    """Front page, Tal, the place, show: the figures, the target and whose it is stand in words above the drawing."""
    page = visit.page
    visit.open("/")
    page.get_by_role("link", name="Tal", exact=True).click()
    page.get_by_label("Hvad vil du se tal for?").select_option(label="Andel der ryger dagligt")
    page.get_by_label("Hvor?").select_option(label="Sundhedsråd Fyn")
    page.get_by_role("button", name="Vis tallene").click()
    assert page.url.endswith("/tal/maa-ryger-dagligt?sted=sundhedsraad-fyn")
    assert "fra 8,3 % (Odense Kommune) til 14,6 % (Langeland Kommune)" in said(page.locator(".answer"))
    assert "13 % i 2023" in said(page.locator(".answer-target"))
    assert page.get_by_role("img", name="Andel der ryger dagligt: 12 områder").is_visible()


def test_the_table_is_sorted_by_its_headings_and_remembers_the_place(visit: Visit) -> None:
    """A link of its own, so that it can be shared."""
    visit.open("/tal/maa-ryger-dagligt?sted=sundhedsraad-fyn")
    page = visit.page
    page.get_by_role("link", name="2025", exact=True).click()
    assert "sted=sundhedsraad-fyn&sorter=-2025" in page.url
    assert page.locator('th[aria-sort="descending"]').inner_text().startswith("2025")
    rows = page.locator("#tabel tbody").nth(1).locator("tr th[scope=row]")
    assert rows.all_inner_texts()[:2] == ["Langeland Kommune", "Faaborg-Midtfyn Kommune"]


@pytest.mark.parametrize(("width", "shown"), [(320, "narrow"), (768, "middle"), (1440, "wide")])
def test_one_drawing_is_shown_at_each_width_and_nothing_moves(visit: Visit, width: int, shown: str) -> None:
    """The drawing is in the page from the start; what moves is the width of words when the font comes."""
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.open("/tal/maa-ryger-dagligt?sted=sundhedsraad-fyn")
    seen = [name for name in ("narrow", "middle", "wide") if visit.page.locator(f".drawing.{name}").is_visible()]
    assert seen == [shown]
    assert visit.page.evaluate(script("moved")) < 0.02
