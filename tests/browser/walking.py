"""Walk a page with the Tab key alone, there and back, and say what a reader without a mouse would miss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Numbers every stop of the page: what a keyboard must reach. A group of radio buttons is one stop, a closed part none.
_STOPS: Final = """() => {
  const wanted = 'a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable="true"]';
  const groups = new Set();
  let number = 0;
  for (const e of document.querySelectorAll(wanted)) {
    if (e.disabled || e.tabIndex < 0 || e.type === 'hidden') continue;
    if (!e.checkVisibility({ visibilityProperty: true })) continue;
    if (e.type === 'radio') {
      const name = (e.form?.id ?? '') + '/' + e.name;
      if (groups.has(name)) continue;
      groups.add(name);
    }
    e.dataset.stop = number++;
  }
  return number;
}"""
# What has the focus: its number (of its group for a radio button), and whether a reader can see that it has.
_HERE: Final = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return [-1, true, ''];
  let stop = e.dataset.stop;
  if (stop === undefined && e.type === 'radio') {
    const same = [...document.querySelectorAll('input[type=radio][data-stop]')];
    stop = same.find(o => o.name === e.name && o.form === e.form)?.dataset.stop;
  }
  const shown = one => {
    if (!one) return false;
    const looks = [getComputedStyle(one), getComputedStyle(one, '::before'), getComputedStyle(one, '::after')];
    return looks.some(s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none');
  };
  const near = [e, ...(e.labels ?? []), e.closest('.CodeMirror, .yasqe'), e.querySelector(':scope > rect')];
  const box = e.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const name = e.tagName.toLowerCase() + ' ' + (e.textContent || e.name || e.id).trim().slice(0, 40);
  return [stop === undefined ? -2 : Number(stop), near.some(shown) && inside, name];
}"""


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk found: how many stops there are, which were not reached there and back, and which did not show."""

    stops: int
    missed: tuple[str, ...]
    missed_back: tuple[str, ...]
    unseen: tuple[str, ...]


def walk(page: Page) -> Walk:
    """Walk from the start of a page to its end with Tab, and back with Shift and Tab."""
    stops = int(page.evaluate(_STOPS))
    page.evaluate("document.activeElement?.blur(); window.getSelection()?.removeAllRanges(); window.scrollTo(0, 0)")
    there, unseen = _go(page, "Tab", stops)
    back, _ = _go(page, "Shift+Tab", stops)
    return Walk(stops, _names(page, there, stops), _names(page, back, stops), tuple(unseen))


def _go(page: Page, key: str, stops: int) -> tuple[set[int], list[str]]:
    reached: set[int] = {int(page.evaluate(_HERE)[0])} - {-1, -2}
    unseen: list[str] = []
    for _ in range(stops + 20):
        page.keyboard.press(key)
        number, seen, name = page.evaluate(_HERE)
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
    script = "n => { const e = document.querySelector(`[data-stop='${n}']`); return e ? e.outerHTML.slice(0, 120) : 'gone' }"
    return tuple(str(page.evaluate(script, number)) for number in missed[:10])
