"""The pages of the goals: two views of one choice, the table beside them, and every view as a file."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from aftalegraf.api import create_app
from aftalegraf.goal_pages import PICTURE_TYPES, TABLE_TYPES, TABLES
from aftalegraf.pictures import VIEWS
from aftalegraf.workbook import read
from aftalegraf.world import World, open_world
from tests.asking import Client
from tests.made_up import add
from tests.test_web import Page

TABLE = "/sammenhaeng/tabeller/maalsaetning-maal"
TABS = ("/maal", "/roed-traad")
SYDDANMARK = "aftale=agr-syd-2024-2027"
AREA = "omraade=foc-midt-psykiatri"


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("path", TABS)
def test_the_views_are_tabs_of_one_choice(client: Client, root: str, path: str) -> None:
    """Each links to the others with the agreement, the ground and the area that are chosen."""
    html = client.get(f"{root}{path}?grundlag=redaktionel&{AREA}").text
    tabs = re.findall(r'<nav class="tabs".*?</nav>', html, re.DOTALL)[0]
    chosen = f"?aftale=agr-midt-2019-2023&amp;grundlag=redaktionel&amp;{AREA}"
    assert re.findall(r'href="([^"]+)"', tabs) == [f"{root}{other}{chosen}" for other in (*TABS, TABLE)]
    assert re.findall(r'href="([^"]+)" aria-current="page"', tabs) == [f"{root}{path}{chosen}"]


@pytest.mark.parametrize("path", TABS)
def test_the_choice_is_a_form_that_works_without_script(client: Client, path: str) -> None:
    """GET, with the agreement, what it can be narrowed to by its own name, and the ground."""
    html = client.get(f"{path}?{SYDDANMARK}").text
    assert '<form method="get"' in html
    assert html.count('<option value="vis-syd') == 4
    assert ">Vision</label>" in html
    assert ">Indsatsområde</label>" in client.get(path).text
    assert len(re.findall(r'type="radio"[^>]*name="grundlag"', html)) == 3


@pytest.mark.parametrize("path", TABS)
def test_an_area_of_another_agreement_is_passed_over_and_said_so(client: Client, path: str) -> None:
    """Whoever changes agreement in the form still has the old area in it."""
    words = Page(client.get(f"{path}?{SYDDANMARK}&{AREA}").text).words
    assert "«Den nære psykiatri» hører ikke til det, der vises her. Derfor vises hele aftalen." in words
    assert client.get(f"{path}?omraade=nope").status_code == 404


@pytest.mark.parametrize("path", TABS)
@pytest.mark.parametrize("root", ["", "/en"])
def test_a_choice_that_leaves_nothing_says_so(client: Client, path: str, root: str) -> None:
    """Nordjylland 2019: the text is not at hand."""
    words = Page(client.get(f"{root}{path}?aftale=agr-nord-2019-2023").text).words
    assert ("Der er intet at vise her" if not root else "There is nothing to show here") in words
    assert "Nordjyllands aftale fra 2019 er ikke fundet" in words


def test_the_thread_has_its_picture_and_the_same_in_words(client: Client) -> None:
    """29 arrows; every box of the picture is named in the words too, and what is missing with why."""
    html = client.get("/roed-traad?grundlag=redaktionel").text
    assert html.count('class="link ') == 29
    picture, spoken = html.split('id="i-ord"')
    boxes = set(re.findall(r'href="(/id/[^"]+)" class="box"', picture))
    visions = {box for box in boxes if box.startswith("/id/vision/")}
    assert boxes - visions <= set(re.findall(r'href="(/id/[^"]+)"', spoken))
    assert spoken.count('class="gap"') == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "",
            "4 målsætninger og 10 indikatorer. Tråden når ikke frem til nogen af de 8 nationale mål. 12 steder mangler",
        ),
        ("/en", "4 objectives and 10 indicators. The thread leads to none of the 8 national goals. The next link is"),
    ],
)
def test_the_lead_counts(client: Client, language: str, words: str) -> None:
    """In a sentence, in both languages; a national indicator beside the agreement reaches nothing for it."""
    assert words in Page(client.get(f"{language}/roed-traad").text).words


def test_a_part_of_the_tree_is_what_the_script_puts_beside_it(client: Client) -> None:
    """The same words as on the whole page, without a frame."""
    part = client.get("/maal?vis=obj-midt-akut&part=detalje").text
    whole = client.get("/maal?vis=obj-midt-akut").text
    assert "<html" not in part
    assert Page(part).words in Page(whole).words
    assert part.count("<h2") == 1


def test_a_thing_outside_the_choice_is_said_not_to_be_there(client: Client) -> None:
    """A bookmark of an indicator with another area chosen."""
    words = Page(client.get(f"/maal?vis=ind-midt-dagligrygere&{AREA}").text).words
    assert "er ikke i dette udvalg" in words


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("form", PICTURE_TYPES)
def test_every_view_is_to_be_had_as_a_picture(client: Client, view: str, form: str) -> None:
    """SVG, PNG, PDF and HTML, named by what was chosen, in the language asked for."""
    answer = client.get(f"/billeder/{view}.{form}?grundlag=redaktionel&{AREA}&language=en")
    assert (answer.status_code, answer.headers["content-type"]) == (200, PICTURE_TYPES[form])
    name = f"aftalegraf-agr-midt-2019-2023-{view}-redaktionel-foc-midt-psykiatri-en.{form}"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    if form in ("svg", "html"):
        assert "Unofficial tool" in answer.text
        assert "Focus area: Den nære psykiatri" in answer.text.replace("focus area", "Focus area")


@pytest.mark.parametrize("view", TABLES)
def test_every_view_is_to_be_had_as_an_excel_file(client: Client, view: str) -> None:
    """With a sheet that says unofficial, the agreement and the ground."""
    answer = client.get(f"/tabeller/{view}.xlsx?grundlag=redaktionel")
    assert answer.headers["content-type"] == TABLE_TYPES["xlsx"]
    *sheets, about = read(answer.content, "x.xlsx")
    said = [cell.text for row in about.rows.values() for cell in row.values()]
    assert "Uofficielt værktøj" in said
    assert "også det, redaktionen har tilføjet" in said
    assert [len(sheet.rows) for sheet in sheets] == {"tree": [38], "thread": [30, 3]}[view]


def test_a_csv_is_as_danish_excel_reads_it(client: Client) -> None:
    """A byte order mark, semicolons, the unofficial note and the ground in each row."""
    content = client.get("/tabeller/thread.csv?grundlag=redaktionel").content
    assert content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert (header[0], header[-1], len(header), len(rows)) == ("Fra (slags)", "Om tabellen", 11, 29)
    assert all(row[-1].startswith("Uofficielt værktøj. Aftale: Sundhedsaftalen 2019-2023") for row in rows)
    assert all("Grundlag: også det, redaktionen har tilføjet" in row[-1] for row in rows)


@pytest.mark.parametrize(
    "path",
    ["/tabeller/tre.csv", "/tabeller/coverage.csv", "/tabeller/tree.pdf", "/billeder/tre.svg", "/billeder/tree.gif"],
)
def test_a_file_that_there_is_none_of_is_refused(client: Client, path: str) -> None:
    """With the names there are."""
    assert client.get(path).status_code == 400


def test_what_a_reader_makes_up_is_not_kept(world: World) -> None:
    """The memory of a server does not grow with the addresses that are tried."""
    app = create_app(world)
    client, held = Client(app), vars(app.state.site)
    client.get("/roed-traad")
    kept = len(held["_kept"])
    for n in range(3):
        assert client.get(f"/billeder/opdigtet-{n}.svg").status_code == 400
    for name in ("for-ssg-midt", "000-l62", "obj-midt-akut"):
        assert client.get(f"/roed-traad?omraade={name}").status_code == 200
    assert (len(held["_kept"]), vars(held["_kept"])["_making"]) == (kept, {})


@pytest.mark.parametrize("label", ['=HYPERLINK("http://x.example")', "<script>alert(1)</script>", "a" * 300, "+1 @x"])
def test_a_hostile_label_is_text_everywhere(files: Path, label: str) -> None:
    """In the pages, the pictures and the tables; a formula is none."""
    made = add(files, f"obj-x aft:Maalsaetning {label}", "foc-midt-aeldre aft:harMaalsaetning obj-x")
    client = Client(create_app(open_world(made)))
    for path in (
        *TABS,
        TABLE,
        "/maal?vis=obj-x",
        "/billeder/thread.html",
        "/billeder/tree.svg",
        "/billeder/coverage.svg",
    ):
        html = client.get(path).text
        assert "<script>alert" not in html
    for view in VIEWS:
        assert client.get(f"/billeder/{view}.pdf").content.startswith(b"%PDF")
    for view in TABLES:
        rows = csv.reader(io.StringIO(client.get(f"/tabeller/{view}.csv").content.decode("utf-8-sig")), delimiter=";")
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
        cells = [
            c
            for s in read(client.get(f"/tabeller/{view}.xlsx").content, "x")
            for r in s.rows.values()
            for c in r.values()
        ]
        assert {cell.kind for cell in cells} <= {"text", "number"}
        assert any(cell.text == label for cell in cells)
