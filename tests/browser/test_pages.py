"""The picture, the tree and the way to a source in a real browser; by keyboard, by pointer and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.conftest import Visit, playwright
from tests.test_web import FLAGSHIP

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_the_flagship_leads_from_the_form_to_the_place_in_the_source(visit: Visit) -> None:
    """Front page, goal, why it is empty, what the editors added, its sources, the passage, the document."""
    page = visit.page
    visit.open("/")
    page.get_by_label("Nationalt mål", exact=True).select_option(label="Bedre sammenhængende patientforløb")
    page.get_by_role("button", name="Vis svaret").click()
    assert "Kan ikke afgøres: overbliksbilledet mangler" in page.locator(".notice").inner_text()
    page.get_by_role("button", name="Vis også det, redaktionen har tilføjet").click()
    assert page.locator("tbody tr").count() == 3
    page.locator("tbody tr summary").first.click()
    page.locator("tbody tr .support a").first.click()
    assert "/id/kildehenvisning/" in page.url
    assert page.locator("blockquote").inner_text().startswith("«")
    page.locator(".facts a").click()
    assert page.locator("h1").inner_text().endswith("høringsversion")


def test_a_path_is_lit_by_keyboard(visit: Visit) -> None:
    """Focus lights exactly the path, arrows move along links, Escape clears, Enter opens the page."""
    page = visit.page
    visit.open("/roed-traad?grundlag=redaktionel")
    box = page.locator('.box[data-id="ind-midt-overdoed"]')
    box.focus()
    lit = page.eval_on_selector_all(".box.on", "boxes => boxes.map(b => b.dataset.id).sort()")
    assert lit == ["foc-midt-psykiatri", "ind-midt-overdoed", "ng-leveaar", "ni-overdoed", "obj-midt-svaer-psyk"]
    assert page.locator(".link.on").count() == 4
    assert "Hænger sammen med 4 andre." in page.locator("#traad-valgt").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.id") == "ni-overdoed"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.dataset.id") == "obj-midt-svaer-psyk"
    page.keyboard.press("Escape")
    assert page.locator(".box.on").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/maalsaetning/obj-midt-svaer-psyk")


def test_a_path_is_lit_and_kept_by_a_click(visit: Visit) -> None:
    """The pointer lights it in passing; a click keeps it, a second one opens the page."""
    page = visit.page
    visit.open("/roed-traad")
    box = page.locator('.box[data-id="obj-midt-rygning"]')
    box.hover()
    assert page.locator(".box.on").count() == 3
    page.mouse.move(2, 2)
    assert page.locator(".box.on").count() == 0
    box.click()
    page.mouse.move(2, 2)
    assert page.locator(".box.on").count() == 3
    box.click()
    page.wait_for_url("**/id/maalsaetning/obj-midt-rygning")


def test_the_picture_is_one_tab_stop(visit: Visit) -> None:
    """Forty boxes do not stand between the form and the rest of the page."""
    visit.open("/roed-traad")
    stops = "boxes => boxes.filter(b => b.getAttribute('tabindex') === '0').length"
    assert visit.page.eval_on_selector_all(".box", stops) == 1


def test_no_text_leaves_its_box(visit: Visit) -> None:
    """Measured in the browser's own font, at every ground."""
    wide = """boxes => boxes.filter(b => {
      const [r, t] = [b.querySelector('rect'), b.querySelector('text')].map(e => e.getBoundingClientRect());
      return t.right > r.right || t.bottom > r.bottom || t.left < r.left || t.top < r.top;
    }).map(b => b.dataset.id)"""
    for ground in ("fremgaar", "udledt", "redaktionel"):
        visit.open(f"/roed-traad?grundlag={ground}")
        assert visit.page.eval_on_selector_all(".box", wide) == []


def test_the_tree_is_used_by_keyboard(visit: Visit) -> None:
    """One tab stop, arrows, and Enter shows the thing beside the tree and moves there."""
    page = visit.page
    visit.open("/maal")
    assert page.locator('[role="treeitem"][tabindex="0"]').count() == 1
    page.locator('[role="treeitem"][tabindex="0"]').focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    item = page.locator('[role="treeitem"]:focus')
    assert item.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowLeft")
    assert item.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    page.wait_for_url("**/maal?aftale=agr-midt-2019-2023&vis=foc-midt-forebyggelse")
    name = page.locator("#detaljens-navn")
    playwright.expect(name).to_be_focused()
    playwright.expect(name).to_have_text("Fælles investering i forebyggelse")
    page.go_back()
    playwright.expect(name).to_have_text("Sundhedsaftalen 2019-2023, Region Midtjylland")


def test_everything_works_without_script(browser: Browser, address: str) -> None:
    """Tree, form, picture and details are plain links, forms and elements."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/maal")
    page.get_by_role("link", name="Målsætning Vi vil nedbringe antallet af dagligrygere i Region Midtjylland").click()
    assert page.url.endswith("/maal?aftale=agr-midt-2019-2023&vis=obj-midt-rygning#detalje")
    page.goto(f"{address}/roed-traad")
    page.get_by_label("Også det, redaktionen har tilføjet").check()
    page.get_by_role("button", name="Vis").click()
    assert page.locator(".link.redaktionel").count() == 10
    page.locator('.box[data-id="ng-leveaar"]').click()
    assert page.url.endswith("/id/nationaltmaal/ng-leveaar")
    page.goto(f"{address}{FLAGSHIP}?maal=ng-forloeb&grundlag=redaktionel")
    assert page.locator("tbody tr").count() == 3
    context.close()


def test_the_skip_link_leads_past_the_menu(visit: Visit) -> None:
    """The first tab stop of every page."""
    visit.open("/om")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.className") == "skipnav"
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "indhold"
