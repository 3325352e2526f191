"""Every page can be read by all: axe-core finds nothing, in both languages, also where an error is shown."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Visit
from tests.browser.scripts import script
from tests.pages import ALL, LANGUAGES, Page

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
VISITS = [(page, language) for page in ALL for language in LANGUAGES]
NAMES = [page.at(language) for page, language in VISITS]


@cache
def axe() -> str:
    """The source of axe-core. Skips where the front end's packages are not installed."""
    if not AXE.is_file():
        pytest.skip(f"axe-core is not installed in {AXE.parents[1]}; nothing was checked: see CONTRIBUTING.md")
    return AXE.read_text(encoding="utf-8")


def violations(visit: Visit) -> list[str]:
    """What axe-core finds wrong on the page that is open: rule, place and why."""
    visit.page.evaluate(f"() => {{ {axe()} }}")
    found: list[dict[str, Any]] = visit.page.evaluate(
        "() => axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations)"
    )
    return [
        f"{rule['id']}: {node['html'][:160]} ({json.dumps(node['target'])}) {(node.get('failureSummary') or '')[:300]}"
        for rule in found
        for node in rule["nodes"][:5]
    ]


@pytest.mark.parametrize(("page", "language"), VISITS, ids=NAMES)
def test_axe_finds_nothing(visit: Visit, page: Page, language: str) -> None:
    """Every rule of axe-core, those it recommends too; the answer has the status of the list."""
    axe()
    answer = visit.page.goto(visit.address + page.at(language))
    assert answer is not None
    assert answer.status == page.status
    visit.forgive(f"status of {page.status}" if page.status != 200 else "")
    visit.page.wait_for_load_state("networkidle")
    assert violations(visit) == []


@pytest.mark.parametrize(("page", "language"), VISITS, ids=NAMES)
def test_a_page_is_well_built_and_fits_a_small_screen(visit: Visit, page: Page, language: str) -> None:
    """Headings in order, unique ids, links that say where; at 320 pixels nothing scrolls sideways but boxes."""
    visit.page.set_viewport_size({"width": 320, "height": 700})
    visit.page.goto(visit.address + page.at(language))
    visit.forgive(f"status of {page.status}" if page.status != 200 else "")
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.evaluate(script("structure"), language) == []
    assert visit.page.evaluate(script("wide")) == []
