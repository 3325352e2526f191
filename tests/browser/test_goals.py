"""The goals in a browser: the tree by keyboard, the picture in its boxes, nothing that moves, a server that is away."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import uvicorn

from aftalegraf.api import create_app
from aftalegraf.assets import FOLDERS, assets
from aftalegraf.world import open_world
from tests.browser.conftest import Visit, playwright
from tests.browser.scripts import script
from tests.made_up import add, tall

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

OUTSIDE = """boxes => boxes.filter(b => {
  const [r, t] = [b.querySelector('rect'), b.querySelector('text')].map(e => e.getBoundingClientRect());
  return t.right > r.right || t.bottom > r.bottom || t.left < r.left || t.top < r.top;
}).map(b => b.dataset.id)"""
HOSTILE = ("W" * 300, "<script>alert(1)</script>", "iiii " * 60, "Sundhedssamarbejdsudvalgsformandskabet " * 4)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with an agreement of 300 things, and with labels that are long or hostile in the first one."""
    import shutil  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("odd")
    for name in FOLDERS:
        shutil.copytree(assets().root / name, folder / name)
    numbered = list(enumerate(HOSTILE))
    things = [f"obj-x{n} aft:Maalsaetning {label}\nind-x{n} aft:Indikator {label}" for n, label in numbered]
    links = [f"foc-midt-aeldre aft:harMaalsaetning obj-x{n}\nobj-x{n} aft:harIndikator ind-x{n}" for n, _ in numbered]
    tall(folder, 300)
    made = (folder / "data/opdigtet").rename(folder / "data/opdigtet-300")
    assert made.is_dir()
    add(folder, "\n".join(things), "\n".join(links))
    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(open_world(folder))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window that may complain: its server is made to fail."""
    opened = browser.new_page(viewport={"width": 1400, "height": 900})
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "path", ["/maal", "/roed-traad", "/sammenhaeng/tabeller/maalsaetning-maal", "/maal?aftale=agr-opdigtet"]
)
def test_nothing_moves_while_a_page_comes(page: Page, odd: str, path: str) -> None:
    """Also when the script makes the list a tree, with branches that are shut."""
    page.goto(f"{odd}{path}")
    assert page.evaluate(script("moved")) < 0.01


@pytest.mark.parametrize("ground", ["fremgaar", "udledt", "redaktionel"])
@pytest.mark.parametrize("root", ["", "/en"])
def test_labels_of_any_length_stay_in_their_boxes(page: Page, odd: str, ground: str, root: str) -> None:
    """Measured in the font of the pages: 300 letters of the widest, and long words without a space."""
    page.goto(f"{odd}{root}/roed-traad?grundlag={ground}")
    page.evaluate("document.fonts.ready")
    assert page.locator('.box[data-id="obj-x0"]').count() == 1
    assert page.eval_on_selector_all(".box", OUTSIDE) == []


def test_a_large_tree_starts_shut_and_opens_all(page: Page, odd: str) -> None:
    """Areas and objectives are seen, indicators are not; one button shows all, one hides them."""
    page.goto(f"{odd}/maal?aftale=agr-opdigtet")
    items = page.locator("[role=treeitem]")
    assert items.count() == 300
    assert items.filter(visible=True).count() < 60
    page.get_by_role("button", name="Fold alle ud").click()
    assert items.filter(visible=True).count() == 300
    page.get_by_role("button", name="Fold alle sammen").click()
    assert items.filter(visible=True).count() == 8
    page.goto(f"{odd}/maal?aftale=agr-opdigtet&vis=opd-299")
    assert page.locator("[role=treeitem][aria-current]").is_visible()


def test_a_large_tree_is_all_there_without_script(browser: Browser, odd: str) -> None:
    """What is shut by the server is only shut where a script can open it."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{odd}/maal?aftale=agr-opdigtet")
    assert page.locator(".tree > ul a").filter(visible=True).count() == 300
    assert page.get_by_role("button", name="Fold alle ud").count() == 0
    context.close()


def test_a_large_tree_is_all_there_where_its_script_is_not(page: Page, odd: str) -> None:
    """A script that the network lost leaves the page as it is without script."""
    page.route("**/tree.js*", lambda route: route.abort())
    page.goto(f"{odd}/maal?aftale=agr-opdigtet")
    assert page.locator(".tree > ul a").filter(visible=True).count() == 300
    assert page.get_by_role("button", name="Fold alle ud").count() == 0


def test_back_brings_the_focus_and_the_tab_stop_along(visit: Visit) -> None:
    """To the thing that is shown again."""
    page = visit.page
    visit.open("/maal")
    name = page.locator("#detaljens-navn")
    for said in ("Økonomi", "Akut"):
        page.get_by_role("treeitem", name=said).first.press("Enter")
        playwright.expect(name).to_contain_text(said)
        playwright.expect(name).to_be_focused()
    page.go_back()
    playwright.expect(name).to_have_text("Økonomi")
    playwright.expect(name).to_be_focused()
    assert "Økonomi" in page.locator('[role="treeitem"][tabindex="0"]').inner_text()


def test_the_tree_has_the_keys_of_a_tree(visit: Visit) -> None:
    """Home, End, arrows between levels, star, and the first letters of a name; one tab stop all the while."""
    page = visit.page
    visit.open("/maal")
    page.locator('[role="treeitem"][tabindex="0"]').focus()

    def at() -> str:
        assert page.locator('[role="treeitem"][tabindex="0"]').count() == 1
        return str(page.evaluate("new URL(document.activeElement.href).searchParams.get('vis')"))

    for key, name in (
        ("End", "pri-midt-it"), ("Home", "vis-midt-lighed"), ("d", "foc-midt-psykiatri"),
        ("ArrowLeft", "foc-midt-psykiatri"), ("ArrowDown", "pri-midt-oekonomi"), ("ArrowUp", "foc-midt-psykiatri"),
        ("ArrowRight", "foc-midt-psykiatri"),
        ("ArrowRight", "top-midt-boern"), ("ArrowLeft", "foc-midt-psykiatri"), ("ArrowLeft", "foc-midt-psykiatri"),
        ("*", "foc-midt-psykiatri"), ("ArrowRight", "top-midt-boern"),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert at() == name, key
    page.wait_for_timeout(800)
    page.keyboard.type("samm")
    assert at() == "foc-midt-aeldre"
    levels = page.eval_on_selector_all("[role=treeitem]", "all => [...new Set(all.map(i => i.ariaLevel))].sort()")
    assert levels == ["1", "2", "3"]


def test_a_server_that_is_away_for_a_while_is_asked_again(page: Page, address: str) -> None:
    """503 twice and a broken line once; then the thing stands beside the tree, on the same page."""
    asked: list[str] = []

    def away(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.abort()
        elif len(asked) < 4:
            route.fulfill(status=503, body="")
        else:
            route.continue_()

    page.goto(f"{address}/maal")
    page.evaluate("window.same = true")
    page.route("**part=detalje*", away)
    page.get_by_role("treeitem", name="Økonomi").click()
    playwright.expect(page.locator("#detaljens-navn")).to_have_text("Økonomi", timeout=20_000)
    assert len(asked) == 4
    assert page.evaluate("window.same") is True
    assert page.title().startswith("Økonomi · Mål og indikatorer")


def test_where_the_server_stays_away_the_link_is_followed(page: Page, address: str) -> None:
    """The page then answers by itself, with what went wrong or with the thing."""
    page.goto(f"{address}/maal")
    page.route("**part=detalje*", lambda route: route.fulfill(status=500, body=""))
    page.get_by_role("treeitem", name="Økonomi").click()
    page.wait_for_url("**/maal?aftale=agr-midt-2019-2023&vis=pri-midt-oekonomi#detalje")
    assert page.locator("#detaljens-navn").inner_text() == "Økonomi"


def test_a_lit_path_is_put_out_by_a_click_beside_it(visit: Visit) -> None:
    """As by Escape."""
    page = visit.page
    visit.open("/en/roed-traad")
    page.locator('.box[data-id="obj-midt-rygning"]').click()
    assert page.locator(".box.on").count() == 3
    assert "Is connected with 2 others." in page.locator("#traad-valgt").inner_text()
    page.locator("#traad").click(position={"x": 5, "y": 5})
    assert page.locator(".box.on").count() == 0


def test_the_pointer_leaves_what_the_keyboard_lit(visit: Visit) -> None:
    """Another path is lit while it passes; after Escape none."""
    page = visit.page
    visit.open("/roed-traad")
    page.locator('.box[data-id="obj-midt-rygning"]').focus()
    lit = page.locator(".box.on")
    assert lit.count() == 3
    page.locator('.box[data-id="foc-midt-psykiatri"]').hover()
    assert lit.count() != 3
    page.mouse.move(2, 2)
    assert lit.count() == 3
    page.keyboard.press("Escape")
    page.locator('.box[data-id="foc-midt-psykiatri"]').hover()
    page.mouse.move(2, 2)
    assert lit.count() == 0


def test_a_cell_leads_to_its_ways_and_their_sources(visit: Visit) -> None:
    """Two clicks from the table to the passage."""
    page = visit.page
    visit.open("/sammenhaeng/tabeller/maalsaetning-maal?grundlag=redaktionel")
    page.locator("td.linked a").first.click()
    assert page.url.endswith("?raekke=obj-midt-akut&kolonne=ng-forloeb&grundlag=redaktionel#veje")
    assert page.locator(".goals-way").count() == 1
    page.locator(".goals-way .place a").first.click()
    assert "/id/kildehenvisning/000-l251" in page.url


def test_the_choice_is_made_by_the_form(visit: Visit) -> None:
    """Agreement, area and ground in one address to keep."""
    page = visit.page
    visit.open("/roed-traad")
    page.get_by_label("Indsatsområde", exact=True).select_option(label="Den nære psykiatri")
    page.get_by_text("Også det, redaktionen har tilføjet").click()
    page.get_by_role("button", name="Vis", exact=True).click()
    assert page.url.endswith("?aftale=agr-midt-2019-2023&omraade=foc-midt-psykiatri&grundlag=redaktionel")
    assert page.locator(".boxes .box").count() == 1 + 2 + 5 + 3 + 2
    page.get_by_role("link", name="Kobling til nationale mål").click()
    assert page.locator("tbody tr").count() == 2
