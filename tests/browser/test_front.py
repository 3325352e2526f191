"""The front page and the search in a browser: by keyboard, on a small screen, without a violation."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit

PATHS = ["/", "/en/", "/soeg?q=KOSU", "/en/soeg?q=objective", "/soeg?q=sundhedsplatform", "/soeg"]


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(visit: Visit, path: str) -> None:
    """WCAG 2.1 A and AA, and good practice."""
    visit.open(path)
    assert visit.violations() == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_at_320(visit: Visit, path: str) -> None:
    """But boxes that the keyboard reaches."""
    visit.page.set_viewport_size({"width": 320, "height": 700})
    visit.open(path)
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 320
    loose = "[...document.querySelectorAll('.scroll')].filter(b => b.tabIndex !== 0 || !b.ariaLabel).length"
    assert visit.page.evaluate(loose) == 0


def test_a_search_by_keyboard_leads_to_the_thing(visit: Visit) -> None:
    """From any page: the field in the head, Enter, the first link."""
    page = visit.page
    visit.open("/om")
    page.locator("#soegefelt").focus()
    page.keyboard.type("sundhedsstyregrupen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soeg?q=*")
    assert "resultat" in page.locator("[role=status]").inner_text()
    page.locator(".hits a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/forum/for-ssg-midt")


def test_the_front_page_leads_on_in_one_click(visit: Visit) -> None:
    """A number in the chain, what is not linked, the flagship question."""
    page = visit.page
    visit.open("/")
    page.locator(".chain a").nth(2).click()
    page.wait_for_url("**/spoergsmaal/maalsaetninger-i-aftale?aftale=agr-midt-2019-2023")
    assert page.locator("tbody tr").count() == 4
    visit.open("/")
    page.get_by_role("link", name="2 af 8 målsætninger uden målepunkt").click()
    page.wait_for_url("**/spoergsmaal/opfoelgning-paa-maalsaetninger?aftale=agr-syd-2024-2027")
    visit.open("/")
    page.get_by_label("Nationalt mål", exact=True).select_option(label="Flere sunde leveår")
    page.get_by_role("button", name="Vis svaret").click()
    page.wait_for_url("**/spoergsmaal/indikatorer-for-nationalt-maal?maal=ng-leveaar")


def test_what_is_past_opens_without_script(visit: Visit) -> None:
    """A disclosure of the browser's own, told apart for each agreement."""
    page = visit.page
    visit.open("/")
    summary = page.locator(".agreement summary").first
    assert "Region Midtjylland" in (summary.text_content() or "")
    summary.click()
    assert page.locator(".agreement details[open] time").first.get_attribute("datetime") == "2019-04-30"
