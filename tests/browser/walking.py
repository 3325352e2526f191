"""Walk a page with the Tab key alone, there and back, and say what a reader without a mouse would miss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browser.scripts import script

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk found: how many stops there are, which were not reached there and back, and which did not show."""

    stops: int
    missed: tuple[str, ...]
    missed_back: tuple[str, ...]
    unseen: tuple[str, ...]


def walk(page: Page) -> Walk:
    """Walk from the start of a page to its end with Tab, and back with Shift and Tab."""
    stops = int(page.evaluate(script("stops")))
    # Where an error took the focus, the walk begins at the start of the page all the same.
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    page.evaluate("document.activeElement?.blur(); window.getSelection()?.removeAllRanges(); window.scrollTo(0, 0)")
    there, unseen = _go(page, "Tab", stops)
    back, _ = _go(page, "Shift+Tab", stops)
    return Walk(stops, _names(page, there, stops), _names(page, back, stops), tuple(unseen))


def _go(page: Page, key: str, stops: int) -> tuple[set[int], list[str]]:
    reached: set[int] = {int(page.evaluate(script("here"))[0])} - {-1, -2}
    unseen: list[str] = []
    for _ in range(stops + 20):
        page.keyboard.press(key)
        number, seen, name = page.evaluate(script("here"))
        if number == -1:
            break
        if number >= 0 and not seen and number not in reached:
            unseen.append(name)
        reached.add(number)
        if len(reached - {-2}) == stops:
            break
    return reached, unseen


def _names(page: Page, reached: set[int], stops: int) -> tuple[str, ...]:
    missed = sorted(set(range(stops)) - reached)
    outer = "n => document.querySelector(`[data-stop='${n}']`)?.outerHTML.slice(0, 120) ?? 'gone'"
    return tuple(str(page.evaluate(outer, number)) for number in missed[:10])
