"""The questions in a browser: by keyboard alone, with errors shown, sorted and copied."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.browser.conftest import Visit

FLAGSHIP = "/spoergsmaal/indikatorer-for-nationalt-maal"


def test_the_keyboard_alone_leads_from_the_list_to_the_excel_file(visit: Visit, tmp_path: Path) -> None:
    """Find by word, open, choose, show, download: no pointer."""
    page = visit.page
    visit.open("/spoergsmaal")
    reach(visit, "#find")
    page.keyboard.type("sundhedsråd kommuner")
    page.keyboard.press("Enter")
    page.wait_for_url("**/spoergsmaal?q=*")
    reach(visit, 'a[href="/spoergsmaal/kommuner-i-sundhedsraad"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/spoergsmaal/kommuner-i-sundhedsraad")
    reach(visit, "#f-sundhedsraad")
    chosen = page.locator("#f-sundhedsraad option:checked")
    while chosen.inner_text() != "Sundhedsråd Aarhus":
        page.keyboard.press("ArrowDown")
    reach(visit, "form.asking button")
    page.keyboard.press("Enter")
    page.wait_for_url("**sundhedsraad=*")
    assert page.locator(".answer").inner_text() == (
        "Vi fandt 2 kommuner i «Sundhedsråd Aarhus»: «Aarhus Kommune» og «Samsø Kommune»."
    )
    reach(visit, '.files a[href*="xlsx"]')
    with page.expect_download() as loading:
        page.keyboard.press("Enter")
    file = tmp_path / loading.value.suggested_filename
    loading.value.save_as(file)
    assert file.name == "aftalegraf-kommuner-i-sundhedsraad-udledt.xlsx"
    book = load_workbook(io.BytesIO(file.read_bytes()))
    assert [row[3] for row in book["Svar"].iter_rows(min_row=2, values_only=True)] == [
        "Aarhus Kommune",
        "Samsø Kommune",
    ]


def reach(visit: Visit, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(150):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"Tab does not reach {selector}")


def test_the_errors_get_the_focus_and_lead_to_their_fields(visit: Visit) -> None:
    """Then the nearest value answers the question."""
    page = visit.page
    visit.forgive("400 (Bad Request)")
    visit.open(FLAGSHIP)
    page.locator("form.asking button").click()
    page.wait_for_url("**maal=&*")
    assert page.evaluate("document.activeElement.id") == "fejl"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "f-maal"
    page.goto(f"{visit.address}{FLAGSHIP}?maal=ng-forlob")
    page.get_by_role("link", name="Bedre sammenhængende patientforløb").click()
    assert page.locator("h3", has_text="Hvorfor er der intet svar?").is_visible()


def test_the_address_is_copied(visit: Visit) -> None:
    """And it says so; nothing moves when the script comes."""
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open("/en/spoergsmaal/visioner-i-aftale")
    page.get_by_role("button", name="Copy the address").click()
    page.get_by_text("The address is copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{visit.address}/en/spoergsmaal/visioner-i-aftale?grundlag=udledt"


def test_a_heading_sorts_the_table(visit: Visit) -> None:
    """Twice: up, then down; the page of the answer stays where it is."""
    page = visit.page
    visit.open("/spoergsmaal/kommuner-i-sundhedsraad")
    for expected, first in (("ascending", "Albertslund Kommune"), ("descending", "Aarhus Kommune")):
        page.get_by_role("link", name=re.compile("Kommune$")).first.click()
        page.wait_for_load_state()
        assert page.locator("th", has_text="Kommune").last.get_attribute("aria-sort") == expected
        assert first in page.locator("tbody tr").first.inner_text()
