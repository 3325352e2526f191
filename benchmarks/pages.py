"""Measure what a reader waits for: the first paint of the main pages in a browser, and their weight."""

from __future__ import annotations

import gzip
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

RUNS = 7
PAGES = ("/", "/maal", "/roed-traad", "/kobling", "/spoergsmaal", "/gennemgang", "/ns", "/om")
PAINT_MS = 300
WEIGHT_KB = 150
BROWSER = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]


def fetched(url: str) -> bytes:
    """What a URL answers with."""
    with urllib.request.urlopen(url, timeout=60) as response:  # noqa: S310 (our own server)
        return bytes(response.read())


def ready(base: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    for _ in range(3000):
        try:
            fetched(f"{base}/ready")
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.01)
        else:
            return
    raise SystemExit("the server did not become ready")


def painted(base: str) -> dict[str, float]:
    """The median of the first contentful paints of each page, in milliseconds."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("chromium is not installed; apt-get install chromium")
    found = {}
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium, args=BROWSER)
        for path in PAGES:
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            found[path] = statistics.median(_first_paint(page.goto, page.evaluate, base + path) for _ in range(RUNS))
            page.close()
        browser.close()
    return found


def _first_paint(go: Callable[[str], object], evaluate: Callable[[str], float], url: str) -> float:
    go(url)
    script = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
    for _ in range(100):
        value = evaluate(script)
        if value == value:  # noqa: PLR0124 (not painted yet: NaN)
            return float(value)
        time.sleep(0.02)
    raise SystemExit(f"{url} was not painted")


def main() -> None:
    """Print a table of the pages; end with 1 if one is over its bound."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [str(Path(sys.executable)), "-m", "aftalegraf", "serve", "--port", str(port)], stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        ready(base, process)
        weights = {path: len(gzip.compress(fetched(base + path))) / 1024 for path in PAGES}  # also warms each page
        times = painted(base)
    finally:
        process.terminate()
        process.wait(10)
    print(f"median of {RUNS} visits of warm pages, bounds {PAINT_MS} ms and {WEIGHT_KB} kB")
    print("| page | first paint (ms) | page, gz (kB) |\n|---|---|---|")
    for path in PAGES:
        print(f"| {path} | {times[path]:.0f} | {weights[path]:.1f} |")
    sys.exit(any(times[path] > PAINT_MS or weights[path] > WEIGHT_KB for path in PAGES))


if __name__ == "__main__":
    main()
