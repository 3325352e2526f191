"""The pages on paper: what is read, not what is pressed."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit

PRESSED = ".skipnav, .menu, .switch, .tabs, .onward, .pager, .downloads, form, button, .button, select, input, textarea"
FOLDED = """() => [...document.querySelectorAll('main details > :not(summary)')]
  .filter(part => part.parentElement.checkVisibility() && !part.checkVisibility({contentVisibilityAuto: true}))
  .filter(part => !part.matches('form, .choose')).map(part => part.textContent.trim().slice(0, 60))"""


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/maal",
        "/roed-traad",
        "/id/sundhedsaftale/agr-midt-2019-2023",
        "/gennemgang/agr-midt-2019-2023",
        "/spoergsmaal/nationale-maal",
        "/tal/maa-ryger-dagligt",
        "/fora",
    ],
)
def test_paper_has_what_is_read(visit: Visit, path: str) -> None:
    """No menu, search, tab or button; what is folded on the screen is unfolded, and folded again after the print."""
    page = visit.page
    visit.open(path)
    folded = page.locator("main details:not([open])").count()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert [part.evaluate("e => e.outerHTML") for part in page.locator(PRESSED).filter(visible=True).all()] == []
    assert page.evaluate(FOLDED) == []
    assert page.locator("h1").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("main details:not([open])").count() == folded
