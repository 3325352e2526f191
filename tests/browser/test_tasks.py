"""The ten tasks of docs/opgaver.md, done as a person does them: by what the page says, with the clicks told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.browser.conftest import Visit, playwright

if TYPE_CHECKING:
    from playwright.sync_api import Download, Locator, Page

ROOT: Final = Path(__file__).parents[2]
OWN_FILE: Final = ROOT / "tests/cases/form/aftale.ttl"
MOST: Final = 5
expect = playwright.expect


@dataclass
class Person:
    """Somebody with a mouse, who counts what they do."""

    page: Page
    clicks: int = 0

    def click(self, one: Locator) -> None:
        """Press a link or a button."""
        self.clicks += 1
        one.click()

    def follow(self, name: str, within: str = "main") -> None:
        """Press the first link of that name within a part of the page."""
        self.click(self.page.locator(within).get_by_role("link", name=name).first)

    def menu(self, name: str) -> None:
        """Press a link of the menu."""
        self.click(self.page.get_by_role("navigation", name="Sider").get_by_role("link", name=name, exact=True))

    def press(self, name: str, within: str = "main") -> None:
        """Press the button of that name."""
        self.click(self.page.locator(within).get_by_role("button", name=name))

    def choose(self, field: str, option: str) -> None:
        """Choose on a list."""
        self.clicks += 1
        self.page.get_by_label(field, exact=True).select_option(label=option)

    def seek(self, field: str, text: str) -> None:
        """Fill in a field for searching."""
        self.clicks += 1
        self.page.locator("main").get_by_role("searchbox", name=field).fill(text)

    def give(self, field: str, file: Path) -> None:
        """Choose a file."""
        self.clicks += 1
        self.page.get_by_label(field).first.set_input_files(file)

    def read(self, text: str) -> None:
        """Wait until a text can be seen in the page, or fail."""
        expect(self.page.locator("main")).to_contain_text(text, use_inner_text=True)


def indicators_behind_a_national_goal(person: Person) -> None:
    """Empty from the documents, one row with what the editors added."""
    person.choose("Nationalt mål", "Bedre sammenhængende patientforløb")
    person.press("Vis svaret")
    person.read("overbliksbilledet mangler")
    person.press("Vis også det, redaktionen har tilføjet")
    expect(person.page.locator("#svaret tbody tr")).to_have_count(3)
    person.read("tilføjet af redaktionen")


def what_is_not_linked(person: Person) -> None:
    """One finding for each reason with what to do, then everything link by link."""
    person.menu("Sammenhæng")
    person.read("Overbliksbilledet mangler i tekstudtrækket")
    person.read("Det kan I gøre:")
    person.read("Vi vil nedbringe antallet af dagligrygere i Region Midtjylland")


def review_of_a_file_of_ones_own(person: Person) -> None:
    """The report of a made-up agreement in Turtle."""
    person.menu("Gennemgang")
    person.follow("Jeres egen fil")
    person.give("Fil", OWN_FILE)
    person.press("Gennemgå filen")
    person.page.wait_for_selector("h1:not(:text('Gennemgå jeres egen fil'))", timeout=120_000)
    person.read("Kort sagt")


def table_to_excel(person: Person) -> None:
    """A workbook with a name that says what it is."""
    person.menu("Mål")
    person.follow("Kobling til nationale mål")
    with person.page.expect_download() as download:
        person.follow("Excel")
    _is_workbook(download.value)


def _is_workbook(download: Download) -> None:
    assert download.suggested_filename.endswith(".xlsx")
    assert Path(download.path()).read_bytes()[:2] == b"PK"


def smoking_in_a_health_council(person: Person) -> None:
    """Figures for its municipalities, and the target with whom it holds for."""
    person.menu("Tal")
    person.choose("Hvad vil du se tal for?", "Andel der ryger dagligt")
    person.choose("Hvor?", "Sundhedsråd Fyn")
    person.press("Vis tallene")
    person.read("Andel der ryger dagligt")
    person.read("Odense")
    person.read("Måltal")


def members_of_a_forum_against_the_default(person: Person) -> None:
    """Who sits there, and where that departs from the draft guidance."""
    person.menu("Fora og aktører")
    person.follow("Region Syddanmark")
    person.read("Borgmestrene fra de fire klyngeformandskabskommuner")
    person.read("Holdt op mod vejledningens udgangspunkt")


def what_falls_in_2027(person: Person) -> None:
    """An answer without a form to fill in."""
    person.menu("Spørgsmål")
    person.follow("Hvad opstår, og hvad falder bort")
    assert person.page.locator("#svaret tbody tr").count() > 0
    person.read("2027")


def what_cannot_be_decided(person: Person) -> None:
    """Grouped by what is lacking, with the next step."""
    person.menu("Gennemgang")
    person.click(person.page.locator("main article").first.get_by_role("link", name="Kan ikke afgøres"))
    person.read("fordi")
    person.read("Næste skridt")


def source_of_a_claim(person: Person) -> None:
    """From a word to the line of the document."""
    person.seek("Søg i hele samlingen", "dagligrygere")
    person.press("Søg")
    person.follow("Vi vil nedbringe antallet af dagligrygere i Region Midtjylland")
    person.follow("linje 114")
    assert "/id/kildehenvisning/" in person.page.url
    expect(person.page.locator("blockquote").first).to_be_visible()
    person.read("114")


def what_a_missing_source_would_answer(person: Person) -> None:
    """The documents that are referred to but not at hand."""
    person.menu("Kilder")
    person.follow("Omtalt, men ikke i samlingen")
    person.read("Ville kunne svare på")


TASKS: Final[dict[int, Callable[[Person], None]]] = {
    1: indicators_behind_a_national_goal,
    2: what_is_not_linked,
    3: review_of_a_file_of_ones_own,
    4: table_to_excel,
    5: smoking_in_a_health_council,
    6: members_of_a_forum_against_the_default,
    7: what_falls_in_2027,
    8: what_cannot_be_decided,
    9: source_of_a_claim,
    10: what_a_missing_source_would_answer,
}


def told() -> dict[int, tuple[int, int]]:
    """For each task of the document: the clicks that it tells, and the steps that it lists."""
    text = (ROOT / "docs/opgaver.md").read_text(encoding="utf-8")
    found = {}
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        clicks = re.search(r"^\*\*Klik:\*\* (\d+)$", part, flags=re.MULTILINE)
        assert clicks, part.splitlines()[0]
        found[int(part.split(".")[0])] = (
            int(clicks[1]),
            len(re.findall(r"^\d+\. ", part.partition("\n")[2], re.MULTILINE)),
        )
    return found


def test_the_document_tells_of_ten_tasks() -> None:
    """Each with a walk here, a step for each click, and no more than five."""
    assert told().keys() == TASKS.keys() == set(range(1, 11))
    assert all(clicks == steps <= MOST for clicks, steps in told().values())


@pytest.mark.parametrize("number", TASKS, ids=lambda number: f"{number}-{TASKS[number].__name__}")
def test_a_task_is_done_with_the_clicks_told(visit: Visit, number: int) -> None:
    """From the front page, by labels and roles alone."""
    visit.open("/")
    person = Person(visit.page)
    TASKS[number](person)
    assert person.clicks == told()[number][0]
