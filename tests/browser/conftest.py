"""A server and a browser for the tests of the pages."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from aftalegraf.api import create_app
from aftalegraf.world import open_world

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; pip install -e '.[dev]'")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@dataclass
class Visit:
    """A browser window on our server, and what it complained of or asked other hosts for."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a page of ours and wait until it stands."""
        self.page.goto(f"{self.address}{path}")

    def violations(self) -> list[str]:
        """What axe-core finds against WCAG 2.1 A and AA and good practice on the page as it stands: rule and element.

        It is put in by the debugger, past the content policy, which stays as it is for the page itself.
        """
        if not AXE.is_file():
            pytest.skip("axe-core is not in frontend/node_modules; run 'python hatch_build.py' in the checkout")
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{v['id']}: {node['html'][:200]}" for v in found["violations"] for node in v["nodes"]]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server of this module's own, on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(open_world()), log_level="critical", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a sandbox or a background of its own."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed; apt-get install chromium")
    arguments = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A new window, which must have nothing to complain of at the end."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    window = Visit(page, address)
    page.on("console", lambda message: window.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: window.complaints.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith(address) else window.complaints.append(request.url)
    )
    yield window
    page.close()
    assert window.complaints == []
