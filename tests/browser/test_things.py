"""Forums, sources, things and dead links in a real browser, usable by keyboard."""

from __future__ import annotations

from tests.browser.conftest import Visit


def test_a_dead_link_leads_on_in_one_click(visit: Visit) -> None:
    """From an old bookmark to the thing."""
    visit.forgive("410 (Gone)")
    visit.open("/id/retskilde/bek-1248-2022")
    visit.page.locator(".suggestions a").click()
    assert visit.page.url.endswith("/id/retskilde/law-bek-1248")


def test_a_forum_opens_by_keyboard(visit: Visit) -> None:
    """Its summary is a tab stop; Enter unfolds it."""
    visit.open("/fora")
    closed = visit.page.locator("#for-kosu")
    assert closed.get_attribute("open") is None
    closed.locator("summary").first.focus()
    visit.page.keyboard.press("Enter")
    assert closed.get_attribute("open") is not None
    assert closed.locator("table").first.is_visible()


def test_a_long_document_shows_a_section_with_its_statements(visit: Visit) -> None:
    """One link in a section, and the section stands open with what rests on each place."""
    visit.open("/id/dokument/doc-003")
    visit.page.locator("#afsnit-4 summary").click()
    visit.page.locator("#afsnit-4 p a").click()
    assert visit.page.url.endswith("?afsnit=4#afsnit-4")
    assert visit.page.locator("#afsnit-4 .places ul li").count() > 10
