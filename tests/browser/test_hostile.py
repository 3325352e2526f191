"""A graph full of hostile labels is only text on every page: no script, no dialog, nothing leaves, all fits."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aftalegraf.assets import FOLDERS, assets
from tests.browser.conftest import window
from tests.browser.hostile import HOSTILE, spoil
from tests.browser.scripts import script
from tests.browser.serving import served
from tests.pages import ALL, Page

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose every label is hostile."""
    files = tmp_path_factory.mktemp("hostile")
    for folder in FOLDERS:
        shutil.copytree(assets().root / folder, files / folder)
    assert len(HOSTILE) == 30
    assert spoil(files) > 1000
    with served(files) as address:
        yield address


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.path + page.refused)
def test_hostile_labels_are_only_text(browser: Browser, spoilt: str, page: Page) -> None:
    """On a screen of 320 pixels, so that the longest words are tried too."""
    visit = window(browser, spoilt)
    visit.page.set_viewport_size({"width": 320, "height": 700})
    visit.arrive(replace(page, status=404) if page.by_name else page)
    assert visit.page.evaluate(script("foreign")) == []
    assert visit.page.evaluate(script("wide")) == []
    visit.page.close()
    assert visit.unforgiven() == []


def test_the_labels_are_shown(browser: Browser, spoilt: str) -> None:
    """The test above would prove nothing if they were not there."""
    page = browser.new_page()
    page.goto(f"{spoilt}/maal")
    text = page.locator("body").inner_text()
    page.close()
    assert sum(label[:20] in text for label in HOSTILE) > 8
