"""The pages of the questions: found by theme and words, answered in a sentence and a table, errors told in place."""

from __future__ import annotations

import io
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook

from aftalegraf.answers import choices
from aftalegraf.api import create_app
from aftalegraf.questions import Question
from aftalegraf.world import World, open_world
from tests.asking import Client
from tests.made_up import add
from tests.test_web import FLAGSHIP

VOID: Final = {"meta", "link", "input", "br", "img", "hr"}
EMPTY: Final = {"option"}  # its end may be left out


class Spoken(HTMLParser):
    """What a page says in the language that it is in: the text outside parts in another language and code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self._quiet: list[bool] = [False]
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Listen or not, until the end of the element; what it is called and described by counts as text."""
        values = {name: value or "" for name, value in attrs}
        quiet = self._quiet[-1] or values.get("lang") == "da" or tag in ("pre", "datalist", "script")
        if not quiet:
            self.text += f" {values.get('aria-label', '')} {values.get('placeholder', '')} "
        if tag not in VOID:
            self._open.append(tag)
            self._quiet.append(quiet)

    def handle_endtag(self, tag: str) -> None:
        """Back to what was open before."""
        while self._open and (last := self._open.pop()):
            self._quiet.pop()
            if last == tag:
                break

    def handle_data(self, data: str) -> None:
        """Gather what is said."""
        if not self._quiet[-1]:
            self.text += data


def words(html: str) -> str:
    """The text of a page with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html.split("<main", 1)[1].split("</main>", 1)[0])).split())


def first_values(world: World, question: Question, *, every: bool) -> str:
    """The first thing that each parameter can be, or each that is required, as an address has it."""
    wanted = [p for p in question.parameters if every or p.required]
    return "&".join(f"{p.name}={choices(world, p)[0].id}" for p in wanted)


@pytest.mark.parametrize(("root", "language"), [("", "da"), ("/en", "en")])
def test_every_question_opens_and_answers_in_both_languages(
    world: World, client: Client, root: str, language: str
) -> None:
    """All 105: with what they need, and with the first value of each parameter."""
    opened = 0
    for question in world.questions.values():
        for every in (False, True):
            page = client.get(f"{root}/spoergsmaal/{question.id}?{first_values(world, question, every=every)}")
            assert page.status_code == 200, question.id
            assert f"<h1>{question.title(language)}</h1>" in unescape(page.text), question.id
            found = re.search(r'<p class="answer">(.+?)</p>', page.text)
            assert found, question.id
            assert words(f"<main>{found[1]}</main>").endswith("."), question.id
            assert ("<tbody>" in page.text) != ('class="notice why"' in page.text), question.id
            opened += 1
    assert opened == 210


def test_the_english_pages_say_what_is_danish(world: World, client: Client) -> None:
    """Whatever has Danish letters stands in a part that says so: our own words are all English."""
    for question in world.questions.values():
        html = client.get(f"/en/spoergsmaal/{question.id}?{first_values(world, question, every=False)}").text
        said = Spoken(html.split("<main", 1)[1].split("</main>")[0]).text
        assert not re.findall(r"\w*[æøåÆØÅ]\w*", said), question.id


def test_the_library_stands_by_theme_in_both_languages(client: Client) -> None:
    """Every question once, with a link to each theme."""
    for root, theme, title in (
        ("", "Fora og aktører", "Hvem er parter i aftalen, og hvem har bidraget?"),
        ("/en", "Forums and actors", "Who are the parties to the agreement, and who contributed?"),
    ):
        html = client.get(f"{root}/spoergsmaal").text
        assert len(set(re.findall(rf'href="{root}/spoergsmaal/([a-z0-9-]+)"', html))) == 105
        assert f'<a href="#fora-og-aktoerer">{theme}</a>' in html
        assert title in html


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/spoergsmaal?q=sekretariat", "Ét af 105 spørgsmål passer til «sekretariat»."),
        ("/spoergsmaal?q=Sekretariatt", "Ét af 105 spørgsmål passer til «Sekretariatt»."),
        ("/en/spoergsmaal?q=health+cluster", "4 of 105 questions fit “health cluster”."),
        ("/spoergsmaal?q=qwerty", "Ingen spørgsmål passer til «qwerty»."),
        ("/spoergsmaal?q=%3Cscript%3E", "passer til «<script>»."),
    ],
)
def test_questions_are_found_by_words(client: Client, address: str, said: str) -> None:
    """Without script; it is said how many there are."""
    html = client.get(address).text
    assert said in words(html)
    assert "<script>" not in html


def test_a_question_without_its_value_shows_its_form_only(client: Client) -> None:
    """Eight goals to choose from, and no answer or complaint yet."""
    page = client.get(FLAGSHIP)
    assert page.status_code == 200
    assert len(re.findall(r'<option value="ng-', page.text)) == 8
    assert 'id="svaret"' not in page.text
    assert 'id="fejl"' not in page.text
    assert "(*skal udfyldes)" in page.text


def test_an_answer_is_a_sentence_and_a_table_with_its_ground_and_sources(client: Client) -> None:
    """Each row with what it rests on."""
    html = client.get(f"{FLAGSHIP}?maal=ng-forloeb&grundlag=redaktionel").text
    assert (
        "Vi fandt 3 indikatorer, der støtter det nationale mål «Bedre sammenhængende patientforløb», "
        "under 2 målsætninger. Svaret bygger på det, der fremgår af kilderne, på vores læsning og på det, "
        "redaktionen har tilføjet." in words(html)
    )
    rows = re.findall(r"<tr>.*?</tr>", html.split("<tbody>")[1].split("</tbody>")[0], re.DOTALL)
    assert len(rows) == 3
    assert all("/id/kildehenvisning/" in row and 'class="ground ' in row for row in rows)


def test_an_empty_answer_says_why_and_what_to_do(client: Client) -> None:
    """In both languages, under a heading of its own."""
    danish = words(client.get(f"{FLAGSHIP}?maal=ng-forloeb").text)
    assert "Hvorfor er der intet svar? Kan ikke afgøres: overbliksbilledet mangler i tekstudtrækket" in danish
    assert "3 rækker kommer frem, når svaret også må bygge på det, redaktionen har tilføjet." in danish
    english = client.get(f"/en{FLAGSHIP}?maal=ng-forloeb").text
    assert "Why is there no answer?" in english
    assert 'Cannot be decided: <span lang="da">overbliksbilledet mangler' in english
    assert 'href="/en/spoergsmaal/hvad-mangler-i-kilderne"' in english


@pytest.mark.parametrize(
    ("address", "summary", "beside"),
    [
        (
            f"{FLAGSHIP}?maal=ng-forlob",
            "Der er en fejl i det, du har valgt",
            "er ikke blandt de værdier, du kan vælge i «Nationalt mål». Mente du: Bedre sammenhængende patientforløb",
        ),
        (
            f"/en{FLAGSHIP}?maal=&grundlag=udledt",
            "There is a problem with what you have chosen",
            "Error: “National goal” must be chosen before the question can be answered.",
        ),
        (
            "/en/spoergsmaal/hvor-hoerer-kommunen-til?kommune=arhus&grundlag=alt",
            "There are 2 problems with what you have chosen",
            "“arhus” is not one of the values that you can choose in “Municipality”. Did you mean: Aarhus Kommune",
        ),
        (
            "/spoergsmaal/visioner-i-aftale?fbclid=x",
            "Der er en fejl i det, du har valgt",
            "Adressen har værdien «fbclid», men spørgsmålet har intet felt, der hedder det.",
        ),
    ],
)
def test_what_is_wrong_is_told_above_and_beside_the_field(
    client: Client, address: str, summary: str, beside: str
) -> None:
    """400, with the form as it was filled in; the title begins with the error, and no answer is shown."""
    page = client.get(address)
    assert page.status_code == 400
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert summary in words(page.text)
    assert beside in words(page.text)
    assert re.search(r"<title>(Fejl|Error): ", page.text)
    assert 'id="svaret"' not in page.text
    assert '<div class="alert alert-error" id="fejl" role="alert"' in page.text


def test_a_wrong_value_is_tied_to_its_field(client: Client) -> None:
    """For those who hear the page: the summary leads to the field, which is described by the message."""
    html = client.get(f"{FLAGSHIP}?maal=ng-forlob").text
    assert '<a href="#f-maal">' in html
    assert 'id="f-maal" name="maal" aria-describedby="f-maal-fejl" aria-invalid="true" required' in html
    assert 'id="f-maal-fejl"' in html
    assert '<a href="?grundlag=udledt&amp;maal=ng-forloeb">Bedre sammenhængende patientforløb</a>' in html


def test_hostile_values_are_shown_as_text(client: Client) -> None:
    """In the field, the message and the links."""
    html = client.get(f"{FLAGSHIP}?maal=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&%22%3E%3Cb%3E=1").text
    assert "<script>alert" not in html
    assert "<b>" not in html


def test_a_long_answer_comes_in_pages_and_a_long_list_is_written(files: Path) -> None:
    """100 rows at a time with their evidence; the files have them all; a value among many is typed."""
    numbers = range(401)
    things = (f"obj-{n} aft:Maalsaetning mål {n}\nind-{n} aft:Indikator indikator {n}" for n in numbers)
    links = (f"foc-midt-aeldre aft:harMaalsaetning obj-{n}\nobj-{n} aft:harIndikator ind-{n}" for n in numbers)
    client = Client(create_app(open_world(add(files, "\n".join(things), "\n".join(links)))))
    path = "/spoergsmaal/indikatorer-for-maalsaetning"
    found: list[str] = []
    for page, rows in ((1, 100), (2, 100), (5, 11)):
        html = client.get(f"{path}?grundlag=udledt&side={page}").text
        table = html.split("<tbody>")[1].split("</tbody>")[0]
        assert table.count("<tr>") == rows
        assert table.count("/id/kildehenvisning/") >= rows
        assert f"Række {page * 100 - 99}-{page * 100 - 100 + rows} af 411." in words(html)
        assert f"Side {page} af 5" in words(html)
        assert len(html) < 180_000
        found += re.findall(r'href="/id/indikator/([^"]+)"', table)
    assert len(set(found)) == 211
    assert 'rel="next"' not in html
    assert 'href="?grundlag=udledt&amp;side=4#svaret" rel="prev"' in html
    assert 'answer?grundlag=udledt&amp;format=json"' in html
    assert '<input class="form-input" type="text" id="f-maalsaetning"' in html
    assert html.count('<option value="Mål ') == 401
    assert words(client.get(f"{path}?side=99").text).count("Side 1 af 5") == 1
    assert "Side 1" not in client.get("/spoergsmaal/visioner-i-aftale").text


def test_a_column_is_sorted_by_its_heading_and_the_files_too(client: Client) -> None:
    """The link of the heading, the table and the Excel file agree."""
    html = client.get("/spoergsmaal/kommuner-i-region?grundlag=redaktionel&sorter=-folketal").text
    assert '<th scope="col" class="number" aria-sort="descending">' in html
    assert 'href="?grundlag=redaktionel&amp;sorter=folketal#svaret"' in html
    first = html.split("<tbody>")[1].split("</tr>")[0]
    assert "Københavns Kommune" in first
    assert "671.714" in first
    (file,) = re.findall(r'href="([^"]+format=xlsx)"', html)
    assert file == (
        "/api/v1/questions/kommuner-i-region/answer?grundlag=redaktionel&amp;sorter=-folketal&amp;format=xlsx"
    )
    answer = client.get(unescape(file))
    assert answer.headers["content-type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert 'filename="aftalegraf-kommuner-i-region-redaktionel.xlsx"' in answer.headers["content-disposition"]
    book = load_workbook(io.BytesIO(answer.content))
    assert [cell.value for cell in book["Svar"][2]][2:5] == ["Københavns Kommune", "0101", 671714]
    about = {row[0]: row[1] for row in book["Om"].iter_rows(min_row=2, values_only=True)}
    assert about["Svarets adresse"] == "http://aftalegraf.test/spoergsmaal/kommuner-i-region?grundlag=redaktionel"


def test_the_files_speak_the_language_of_the_page(client: Client) -> None:
    """An English page leads to English files."""
    html = client.get("/en/spoergsmaal/visioner-i-aftale").text
    (file,) = re.findall(r'href="([^"]+format=xlsx)"', html)
    assert "language=en" in file
    book = load_workbook(io.BytesIO(client.get(unescape(file)).content))
    assert book.sheetnames == ["Answer", "Evidence", "About"]
    about = {row[0]: row[1] for row in book["About"].iter_rows(min_row=2, values_only=True)}
    assert about["Question"] == "Which visions is the agreement built on?"


def test_the_address_of_an_answer_is_its_own(client: Client) -> None:
    """By ids, whatever was written in the form; it answers the same."""
    html = client.get(f"{FLAGSHIP}?maal=Bedre+sammenh%C3%A6ngende+patientforl%C3%B8b").text
    (kept,) = re.findall(r'id="adressen" value="([^"]+)"', html)
    assert kept == f"http://aftalegraf.test{FLAGSHIP}?maal=ng-forloeb&amp;grundlag=udledt"
    again = client.get(unescape(kept).removeprefix("http://aftalegraf.test")).text
    assert words(again) == words(html)


def test_the_query_behind_opens_in_the_editor(client: Client) -> None:
    """With the values in it."""
    html = client.get("/en/spoergsmaal/visioner-i-aftale?aftale=agr-midt-2019-2023").text
    assert '<a href="/en/udviklere/sparql?query=SELECT%20%3Faftale%20%3Fvision' in html
    assert "agr-midt-2019-2023%3E" in html


def test_a_sorting_that_an_answer_has_not_is_refused_for_programs(client: Client) -> None:
    """A page stands as it is, a program is told."""
    assert client.get("/spoergsmaal/visioner-i-aftale?sorter=nix").status_code == 200
    answer = client.get("/api/v1/questions/visioner-i-aftale/answer?sorter=visio", accept="application/json")
    assert (answer.status_code, answer.json()["nearest"]) == (400, ["vision", "aftale"])
    assert answer.json()["detail"] == "Der er ingen kolonne, der hedder «visio»."


def test_an_answer_for_programs_has_its_sentence(client: Client) -> None:
    """In the language asked for."""
    path = "/api/v1/questions/visioner-i-aftale/answer"
    assert client.get(path, accept="application/json").json()["sentence"] == "Vi fandt 15 visioner i 6 sundhedsaftaler."
    english = client.get(f"{path}?language=en", accept="application/json").json()
    assert english["sentence"] == "We found 15 visions in 6 health agreements."
