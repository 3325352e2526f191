"""The review in a real browser on a real server: a file of one's own by keyboard alone, and no complaint of axe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aftalegraf.template import template
from aftalegraf.world import World
from tests.browser.conftest import Visit, playwright
from tests.conftest import CASES
from tests.filled import fill, good

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OWN = "/gennemgang/egen-fil"
GOOD = sorted(str(path) for path in (CASES / "rules/good").glob("*.ttl"))
PATIENCE = 120_000  # milliseconds: the machine may be busy


@pytest.fixture
def form(tmp_path: Path, world: World) -> Path:
    """The form as a planner has filled it in."""
    empty = tmp_path / "skabelon.xlsx"
    empty.write_bytes(template(world))
    return fill(empty, tmp_path / "aftale.xlsx", good())


@pytest.fixture(autouse=True)
def patient(visit: Visit) -> None:
    """Wait for a review."""
    visit.page.set_default_timeout(PATIENCE)


def test_a_file_of_ones_own_is_reviewed_by_keyboard_alone(visit: Visit, form: Path) -> None:
    """From the menu to the report: the filled form, the field, the button; four keys that choose something."""
    page = visit.page
    page.on("filechooser", lambda _: None)  # the browser is told long before the key that none is to be shown
    visit.open("/gennemgang")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the menu
    go(visit, "Jeres egen fil")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{OWN}")
    page.locator("#fil").focus()
    assert page.evaluate("document.activeElement.type") == "file"
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(form)
    playwright.expect(page.locator("#fil-status")).to_have_text("Valgt: aftale.xlsx")
    go(visit, "Gennemgå filen")
    page.keyboard.press("Enter")
    page.locator(".reviewed").wait_for()
    assert page.locator("h1").inner_text() == "Gennemgang af jeres egen fil"
    assert "aftale.xlsx" in page.locator(".file-name").inner_text()
    assert visit.violations() == []


def go(visit: Visit, name: str) -> None:
    """Tab until something of a name has the focus, which must be seen."""
    for _ in range(60):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement.innerText")[: len(name)] == name:
            return
    pytest.fail(f"{name} is not reached by the keyboard")


def test_the_good_agreement_gives_its_report_without_script(browser: Browser, address: str) -> None:
    """The browser waits, and the report comes."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/en{OWN}")
    page.locator("#fil").set_input_files(GOOD)
    page.get_by_role("button", name="Review the file").click()
    page.locator(".reviewed").wait_for()
    assert "Meets all 9 requirements in act and order." in page.locator(".reviewed").inner_text()
    context.close()


def test_the_button_says_that_the_review_is_under_way(visit: Visit) -> None:
    """And cannot be pressed twice; the status is read aloud."""
    page = visit.page
    visit.open(OWN)
    page.evaluate("document.getElementById('egen-fil').addEventListener('submit', e => e.preventDefault())")
    page.locator("#fil").set_input_files(GOOD)
    page.locator("#gennemgaa").click()
    playwright.expect(page.locator("#gennemgaa")).to_have_text("Gennemgår …")
    assert page.locator("#gennemgaa").get_attribute("aria-disabled") == "true"
    playwright.expect(page.locator("#gennemgang-status")).to_contain_text("Filen gennemgås.")


def test_a_dropped_file_is_chosen(visit: Visit) -> None:
    """As if the button had been used; one that is too large is told at once and not sent."""
    page = visit.page
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    visit.open(OWN)
    drop = """([name, size]) => {
      const held = new DataTransfer();
      held.items.add(new File([new Uint8Array(size)], name));
      document.getElementById("slip").dispatchEvent(new DragEvent("drop", {dataTransfer: held, cancelable: true}));
    }"""
    page.evaluate(drop, ["aftale.ttl", 10])
    assert page.evaluate("document.getElementById('fil').files[0].name") == "aftale.ttl"
    playwright.expect(page.locator("#gennemgaa")).to_be_focused()
    page.evaluate(drop, ["stor.ttl", 11_000_000])
    playwright.expect(page.locator("#fil-status")).to_contain_text("Filerne er for store.")
    page.locator("#gennemgaa").click()
    assert page.url.endswith(OWN)
    assert page.locator("#gennemgaa").inner_text() == "Gennemgå filen"
    assert posts == []


@pytest.mark.parametrize("root", ["", "/en"])
def test_a_refused_file_is_told_in_words_that_have_the_focus(visit: Visit, tmp_path: Path, root: str) -> None:
    """With every fault, and no violation of axe while they are shown."""
    page = visit.page
    (tmp_path / "a.ttl").write_text("ikke turtle <script>", encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    visit.forgive("status of 422")  # the browser notes it itself
    visit.open(root + OWN)
    page.locator("#fil").set_input_files([tmp_path / "a.ttl", tmp_path / "b.pdf"])
    with page.expect_navigation() as answered:
        page.locator("#gennemgaa").click()
    assert answered.value is not None
    assert answered.value.status == 422
    playwright.expect(page.locator("#fejl")).to_be_focused()
    assert page.locator(".faults tbody tr").count() == 2
    assert visit.violations() == []


def test_a_review_by_another_date_is_asked_for_by_form(visit: Visit) -> None:
    """The assumption stands at the top of the answer and in its address."""
    page = visit.page
    visit.open("/gennemgang/agr-midt-2019-2023")
    page.get_by_text("Gennemgå efter andre regler eller datoer").click()
    page.get_by_label("Antag, at udkastet gælder fra").fill("2018-01-01")
    page.get_by_role("button", name="Gennemgå", exact=True).click()
    page.wait_for_url("**antag-ikraft=2018-01-01*")
    assert (
        "Antagelse: vejledningsudkastet regnes for at gælde fra 1. januar 2018" in page.locator(".notice").inner_text()
    )


def test_tabs_use_the_room_there_is(visit: Visit) -> None:
    """All outcomes of a review stand in one row on a wide screen."""
    visit.open("/gennemgang/agr-midt-2019-2023")
    rows = "all => new Set(all.map(one => Math.round(one.getBoundingClientRect().bottom))).size"
    assert visit.page.eval_on_selector_all(".tabs li", rows) == 1
