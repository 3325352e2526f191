"""Give the browser tests a server, a browser and a window that hears every complaint."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import pages
from tests.browser.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; pip install -e '.[dev]'")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@dataclass
class Visit:
    """A browser window on our server, and what it complained of or asked other hosts for."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a page of ours and wait until it stands."""
        self.page.goto(f"{self.address}{path}")

    def arrive(self, page: pages.Page, language: str = "da") -> int:
        """Go to a page of the list, or have its form refuse a file. Gives the status of the answer."""
        if page.status != HTTPStatus.OK:
            self.forgive(f"status of {page.status}")
        answer = self.page.goto(self.address + page.at(language))
        if page.refused:
            self.page.locator("main input[type=file]").set_input_files(
                {"name": page.refused, "mimeType": "text/turtle", "buffer": b"<a> <b> nothing of the kind"}
            )
            with self.page.expect_navigation(timeout=120_000) as navigation:
                self.page.locator("main form[enctype] button").click()
            answer = navigation.value
        self.settle()
        assert answer is not None
        return answer.status

    def settle(self) -> None:
        """Wait until the fonts are there and, on the page for SPARQL, the editor."""
        self.page.wait_for_load_state()
        self.page.evaluate("document.fonts.ready.then(() => true)")
        if self.page.locator("#query-label").count():
            self.page.locator(".CodeMirror").wait_for()

    def violations(self) -> list[str]:
        """What axe-core finds against WCAG 2.1 A and AA and good practice on the page as it stands: rule and element.

        It is put in by the debugger, past the content policy, which stays as it is for the page itself.
        """
        if not AXE.is_file():
            pytest.skip("axe-core is not in frontend/node_modules; run 'python hatch_build.py' in the checkout")
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{v['id']}: {node['html'][:200]}" for v in found["violations"] for node in v["nodes"]]

    def forgive(self, words: str) -> None:
        """Let the browser complain with these words, as of a status that a test expects; no words forgive nothing."""
        self.forgiven += [words] if words else []

    def refuse(self, dialog: Dialog) -> None:
        """Close a dialog, and remember that there was one."""
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def unforgiven(self) -> list[str]:
        """The complaints that no test expects."""
        return [said for said in self.complaints if not any(words in said for words in self.forgiven)]


@pytest.fixture(scope="session")
def address(kept: Path) -> Iterator[str]:
    """The server of this run, in a process of its own; its graph is kept in `kept`."""
    assert kept.is_dir()
    with served() as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a sandbox or a background of its own; it runs an event loop that other modules cannot have."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed; apt-get install chromium")
    arguments = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield started
        started.close()


def window(browser: Browser, address: str) -> Visit:
    """A new window that listens to its console, its errors, its dialogs and its requests."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    found = Visit(page, address)
    page.on("console", lambda message: found.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("dialog", found.refuse)
    page.on(
        "request", lambda request: None if request.url.startswith(address) else found.complaints.append(request.url)
    )
    return found


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A new window, which must have nothing to complain of at the end."""
    found = window(browser, address)
    yield found
    found.page.close()
    assert found.unforgiven() == []
