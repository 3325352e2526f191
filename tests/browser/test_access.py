"""Every page can be read by all: axe-core finds nothing, in both languages, also where an error is shown."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit
from tests.browser.scripts import script
from tests.pages import ALL, LANGUAGES, VIEWS, Page

VISITS = [(page, language) for page in ALL + VIEWS for language in LANGUAGES]
NAMES = [page.at(language) + page.refused for page, language in VISITS]


@pytest.mark.parametrize(("page", "language"), VISITS, ids=NAMES)
def test_a_page_can_be_read_by_all(visit: Visit, page: Page, language: str) -> None:
    """Every rule of axe-core, the recommended too, with every part unfolded; a page is well built and fits any screen.

    Headings stand in order, ids are unique, links say where they lead; at 320 and 768 pixels nothing scrolls sideways
    but boxes. The answer has the status of the list, and the browser complains of nothing: no error, no breach of the
    content policy, no request to another host.
    """
    assert visit.arrive(page, language) == page.status
    visit.page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert visit.violations() == []
    assert visit.page.evaluate(script("structure"), language) == []
    for width in (768, 320):
        visit.page.set_viewport_size({"width": width, "height": 700})
        assert visit.page.evaluate(script("wide")) == []
