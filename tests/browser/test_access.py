"""Every page can be read by all: axe-core finds nothing, in both languages, also where an error is shown."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit
from tests.browser.scripts import script
from tests.pages import ALL, LANGUAGES, Page

VISITS = [(page, language) for page in ALL for language in LANGUAGES]
NAMES = [page.at(language) + page.refused for page, language in VISITS]


@pytest.mark.parametrize(("page", "language"), VISITS, ids=NAMES)
def test_axe_finds_nothing(visit: Visit, page: Page, language: str) -> None:
    """Every rule of axe-core, those it recommends too; the answer has the status of the list."""
    assert visit.arrive(page, language) == page.status
    assert visit.violations() == []


@pytest.mark.parametrize(("page", "language"), VISITS, ids=NAMES)
def test_a_page_is_well_built_and_fits_a_small_screen(visit: Visit, page: Page, language: str) -> None:
    """Headings in order, unique ids, links that say where; at 320 pixels nothing scrolls sideways but boxes."""
    visit.page.set_viewport_size({"width": 320, "height": 700})
    visit.arrive(page, language)
    assert visit.page.evaluate(script("structure"), language) == []
    assert visit.page.evaluate(script("wide")) == []
