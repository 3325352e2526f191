"""The front page and the search in a browser: by keyboard, in one click, without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.conftest import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser


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


def test_what_is_past_opens_without_script(browser: Browser, address: str) -> None:
    """A disclosure of the browser's own, told apart for each agreement."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    summary = page.locator(".agreement summary").first
    assert "Region Midtjylland" in (summary.text_content() or "")
    summary.click()
    past = page.locator(".agreement details[open] time").first
    assert past.is_visible()
    assert past.get_attribute("datetime") == "2019-04-30"
    context.close()
