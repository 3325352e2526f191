"""Every page is walked by keyboard alone: all that can be used is reached, nothing holds the focus, and it is seen."""

from __future__ import annotations

import os

import pytest

from tests.browser.conftest import Visit
from tests.browser.walking import walk
from tests.pages import ALL, Page

LONG = bool(os.environ.get("AFTALEGRAF_LONG"))


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.path + page.refused)
def test_a_page_is_walked_there_and_back(visit: Visit, page: Page) -> None:
    """Tab from the start to the end reaches every stop, Shift and Tab come back, and the focus shows at each."""
    if page.heavy and not LONG:
        pytest.skip("so many links that only make long walks them all")
    visit.arrive(page)
    found = walk(visit.page)
    assert found.stops > 5
    assert found.missed == ()
    assert found.missed_back == ()
    assert found.unseen == ()
