"""The report as a page is one file with the same content, and nothing in it can run or be fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from aftalegraf.outline import outline
from aftalegraf.report_html import as_html
from aftalegraf.review import Report
from aftalegraf.world import World
from tests.made_reviews import HOSTILE, hostile, report, several


class Reader(HTMLParser):
    """Gathers the elements, their attributes, the headings and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self._skip = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what there is."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self._skip = tag in ("style", "title")
        self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        """Leave what is not read."""
        self._skip = self._skip and tag not in ("style", "title")

    def handle_data(self, data: str) -> None:
        """Gather the text."""
        self.text += "" if self._skip else data


def test_the_page_holds_what_the_text_holds_in_the_same_order(world: World) -> None:
    """Notices, sentences, headings, findings and lines, one after the other."""
    found = report(*several("skal", "lov", met=1, missing=1, undecided=2), *several("kan", "lov", departing=1))
    told, text = outline(world, found), Reader(as_html(world, [found])).text
    parts = [told.agreement, *told.notices, "Kort sagt", *(s for _, said in told.sentences for s in said)]
    for section in told.sections:
        parts.append(section.heading)
        for group in section.groups:
            parts.append(group.heading)
            for item in group.items:
                parts += [item.title, *(line.text for line in item.lines)]
    place = 0
    for part in parts:
        place = text.index(part, place)
    assert len(parts) > 20


def test_a_finding_has_the_card_of_its_rule(world: World) -> None:
    """Why, and an example of each kind, one click away and without a script."""
    text = Reader(as_html(world, [report(*several("skal", "lov", missing=1, met=1))])).text
    assert text.count("Mere om bestemmelsen") == 1
    for line in ("Uden parter er der ingen aftale.", "Region og kommuner er nævnt.", "Kun regionen er nævnt."):
        assert line in text


def test_nothing_runs_and_nothing_is_fetched(world: World, reviewed: tuple[Report, ...]) -> None:
    """No script, no outside address, no handler; a hostile name is shown as it is written."""
    for reports in ([hostile()], list(reviewed)):
        page = Reader(as_html(world, reports))
        assert not page.tags & {"script", "iframe", "img", "link", "object", "form", "base", "b"}
        assert all(re.fullmatch(r"#a\d+", link) for link in page.links)
        assert not [name for name in page.attributes if name.startswith("on") or name == "style"]
    shown = Reader(as_html(world, [hostile()])).text
    for name in HOSTILE:
        assert name in shown


def test_the_page_prints_and_says_its_language(world: World) -> None:
    """A style for paper, the language of the texts."""
    page = as_html(world, [hostile()], "en")
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "@media print" in page
    assert "Look at this first" in page
