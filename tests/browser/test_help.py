"""The SPARQL page, the tour and the help as people use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Visit, playwright
from tests.pages import BROKEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

expect = playwright.expect
EDITOR = '.CodeMirror [contenteditable="true"]'
SMALL = "SELECT ?x WHERE { ?x a aft:Sundhedsaftale } ORDER BY ?x"


def write(page: Page, text: str) -> None:
    """Put a text in the editor as a person does."""
    page.locator(EDITOR).click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


@pytest.fixture
def editor(visit: Visit) -> Visit:
    """The SPARQL page with its editor."""
    visit.open("/udviklere/sparql")
    expect(visit.page.locator(EDITOR)).to_be_visible()
    return visit


def test_a_query_is_answered_on_the_page_with_names(editor: Visit) -> None:
    """A table with links to the things, a count, a time, files to fetch, and an address that can be shared."""
    page = editor.page
    write(page, SMALL)
    page.get_by_role("button", name="Spørg", exact=True).click()
    expect(page.locator("#svar tbody tr")).to_have_count(10)
    link = page.get_by_role("link", name="Sundhedsaftalen 2019-2023, Region Midtjylland")
    assert link.get_attribute("href") == "/id/sundhedsaftale/agr-midt-2019-2023"
    assert "10 rækker på 0," in page.locator("#svar .answer").inner_text()
    assert "w3id.org" not in page.locator("#svar").inner_text()
    assert page.locator("#svar h2").evaluate("e => e === document.activeElement")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "svar.csv"
    page.reload()
    expect(page.locator("#svar tbody tr")).to_have_count(10)


def test_a_mistake_is_told_in_danish_and_marked_in_the_editor(editor: Visit) -> None:
    """Line and column, the line itself, a mark in the editor, and a way back to it."""
    page = editor.page
    editor.forgive("status of 400")
    write(page, "SELECT ?x WHERE {\n  ?x a aft:Indikator \n  ?y }")
    page.keyboard.press("Control+Enter")
    alert = page.locator("#svar .alert-error")
    expect(alert).to_contain_text("Forespørgslen kan ikke læses")
    expect(alert).to_contain_text("Linje 3, tegn 7")
    assert alert.locator("mark").inner_text() == "}"
    assert page.locator(".CodeMirror .query-fault").inner_text() == "}"
    assert page.locator(".query-fault-sign").get_attribute("title") == "Fejl i linje 3, tegn 7"
    page.get_by_role("link", name="Gå til stedet i forespørgslen").click()
    assert page.locator(EDITOR).evaluate("e => e === document.activeElement")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(SMALL)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#svar tbody tr")).to_have_count(10)
    assert page.locator(".query-fault").count() == 0


def test_a_mistake_is_told_in_english_too(visit: Visit) -> None:
    """The same place, in the other language."""
    visit.forgive("status of 400")
    visit.open(f"/en/udviklere/sparql?query={BROKEN}")
    alert = visit.page.locator("#svar .alert-error")
    expect(alert).to_contain_text("The query cannot be read")
    expect(alert).to_contain_text("Line 3, character 7")


@pytest.mark.parametrize("word", ["målsæt", "objective", "aft:harM"])
def test_terms_are_completed_by_their_names(editor: Visit, word: str) -> None:
    """By the Danish or English label or by the name itself; Enter writes the term."""
    page = editor.page
    write(page, "#\n")
    page.keyboard.type(f"SELECT * WHERE {{ ?x {word}")
    page.keyboard.press("Control+Space")
    hints = page.locator(".CodeMirror-hints li")
    expect(hints.filter(has_text="har målsætning")).not_to_have_count(0)
    hints.filter(has_text="aft:harMaalsaetning").first.click()
    assert page.locator("#query").input_value() == "#\nSELECT * WHERE { ?x aft:harMaalsaetning"


def test_tab_leaves_the_editor_both_ways(editor: Visit) -> None:
    """WCAG 2.1.2: an editor is no trap."""
    page = editor.page
    page.locator(EDITOR).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Spørg"
    page.keyboard.press("Shift+Tab")
    assert page.locator(EDITOR).evaluate("e => e === document.activeElement")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Hent eksemplet"


def test_an_example_fills_the_editor(editor: Visit) -> None:
    """Choose one of the library's questions, fetch it, ask it."""
    page = editor.page
    page.get_by_label("Eksempler fra biblioteket").select_option(value="nationale-maal")
    page.get_by_role("button", name="Hent eksemplet").click()
    page.wait_for_url("**/udviklere/sparql?eksempel=nationale-maal")
    expect(page.locator(EDITOR)).to_contain_text("aft:harRamme")
    page.get_by_role("button", name="Spørg", exact=True).click()
    expect(page.locator("#svar tbody tr").first).to_be_visible()


def test_a_busy_server_is_asked_again(editor: Visit) -> None:
    """503 by its Retry-After, and a network that fails; the reader is told meanwhile."""
    page = editor.page
    editor.forgive("status of 503")
    editor.forgive("net::ERR")
    tries: list[str] = []

    def answer(route: Route) -> None:
        tries.append(route.request.method)
        if len(tries) == 1:
            route.fulfill(status=503, headers={"Retry-After": "1"}, body="optaget")
        elif len(tries) == 2:
            route.abort()
        else:
            route.continue_()

    page.route("**/udviklere/sparql", answer)
    write(page, SMALL)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#sparql-status")).to_contain_text("Prøver igen")
    expect(page.locator("#svar tbody tr")).to_have_count(10, timeout=10_000)
    assert tries == ["POST"] * 3


def test_a_server_that_is_gone_is_explained(editor: Visit) -> None:
    """After four tries, in plain words; the query is still there."""
    page = editor.page
    editor.forgive("net::ERR")
    page.clock.install()
    page.route("**/udviklere/sparql", lambda route: route.abort())
    write(page, SMALL)
    page.keyboard.press("Control+Enter")
    for _ in range(4):
        page.wait_for_timeout(100)
        page.clock.run_for(10_000)
    expect(page.locator("#svar")).to_contain_text("Serveren kan ikke nås")
    assert page.locator("#query").input_value() == SMALL


def test_a_query_that_takes_long_can_be_stopped(editor: Visit) -> None:
    """By a button that is there only meanwhile, and leaves the focus in the editor."""
    page = editor.page
    editor.forgive("net::ERR")
    page.route("**/udviklere/sparql", lambda _: None)
    write(page, SMALL)
    page.get_by_role("button", name="Spørg", exact=True).click()
    page.get_by_role("button", name="Stop").press("Enter")
    expect(page.locator("#sparql-status")).to_have_text("Stoppet.")
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    expect(page.locator(EDITOR)).to_be_focused()
    page.unroute_all(behavior="ignoreErrors")


def test_sparql_works_without_script(browser: Browser, address: str) -> None:
    """A textarea, a button, and the answer or the mistake on the next page."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/udviklere/sparql")
    page.get_by_label("Forespørgsel i SPARQL").fill(SMALL)
    page.get_by_role("button", name="Spørg", exact=True).click()
    expect(page.locator("#svar tbody tr")).to_have_count(10)
    page.get_by_label("Forespørgsel i SPARQL").fill("SELEKT")
    page.get_by_role("button", name="Spørg", exact=True).click()
    expect(page.locator("#svar .alert-error")).to_contain_text("Linje 1, tegn 7")
    assert page.get_by_label("Forespørgsel i SPARQL").input_value() == "SELEKT"
    context.close()


def test_the_tour_leads_through_its_steps_and_back(visit: Visit) -> None:
    """Progress is in the address; each step opens a real page, and Back returns to the tour."""
    page = visit.page
    visit.open("/hjaelp")
    page.get_by_role("link", name="Begynd rundturen").click()
    for number in range(1, 9):
        assert f"Trin {number} af 8" in page.locator("main").inner_text()
        page.locator("main a.button-primary").click()
        assert "/rundtur" not in page.url
        page.go_back()
        assert "/rundtur" in page.url
        if number < 8:
            page.get_by_role("link", name="Næste trin").click()
            assert page.url.endswith(f"/rundtur?trin={number + 1}")
    page.get_by_role("link", name="Færdig: gå til hjælpen").click()
    assert page.url.endswith("/hjaelp")


def test_the_address_of_a_term_leads_to_it(visit: Visit) -> None:
    """Past all that is laid out only when it is read, and the term is marked."""
    visit.open("/ns#Maalsaetning")
    term = visit.page.locator("#Maalsaetning")
    expect(term).to_be_in_viewport()
    expect(term).to_have_css("background-color", "rgb(234, 242, 248)")
