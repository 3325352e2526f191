"""Measure what a reader waits for: the first paint of each page, its weight with all it fetches, its shifts."""

from __future__ import annotations

import shutil
import statistics
import sys
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from tests.browser.serving import served
from tests.pages import LANGUAGES, PAGES

RUNS = 5
PAINT_MS = 300
BROWSER = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
_SHIFTS = """() => {
  window.shifted = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) window.shifted += e.value }))
    .observe({ type: 'layout-shift', buffered: true });
}"""
_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


@dataclass(frozen=True, slots=True)
class Measured:
    """A page: its first paint in ms, its weight in kB as it was transferred, and how much it shifted."""

    paint: float
    weight: float
    shift: float


def measured(browser: Browser, url: str) -> Measured:
    """One page, visited with nothing kept for the weight, and then as often as it takes for the paint."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.add_init_script(f"({_SHIFTS})()")
    weight = _weight(context.new_cdp_session(page), page, url)
    shift = float(page.evaluate("window.shifted"))
    paint = statistics.median(_paint(page, url) for _ in range(RUNS))
    context.close()
    return Measured(paint, weight, shift)


def _weight(session: CDPSession, page: Page, url: str) -> float:
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(url)
    page.wait_for_load_state("networkidle")
    if page.locator(".CodeMirror").count():
        page.locator("#query-label").click()  # the editor's terms are fetched when it is first used
        page.wait_for_load_state("networkidle")
    session.send("Network.setCacheDisabled", {"cacheDisabled": False})
    return sum(sizes) / 1024


def _paint(page: Page, url: str) -> float:
    page.goto(url)
    return float(page.wait_for_function(_PAINT).json_value())


def main() -> None:
    """Print a table of the pages; end with 1 if one is over its bound."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("chromium is not installed; apt-get install chromium")
    print(f"median of {RUNS} visits of warm pages, bound {PAINT_MS} ms; weight as transferred, nothing kept; no shift")
    print("| page | first paint (ms) | weight (kB) | bound (kB) | shift |\n|---|---|---|---|---|")
    failed = False
    with served() as base, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium, args=BROWSER)
        for page in PAGES:
            for language in LANGUAGES[:1] if page.path != "/" else LANGUAGES:
                found = measured(browser, base + page.at(language))
                over = found.paint > PAINT_MS or found.weight > page.bound or found.shift > 0
                failed |= over
                print(
                    f"| {page.at(language)[:60]} | {found.paint:.0f} | {found.weight:.1f} | {page.bound} |"
                    f" {found.shift:.3f} |{' over' if over else ''}",
                    flush=True,
                )
        browser.close()
    sys.exit(failed)


if __name__ == "__main__":
    main()
