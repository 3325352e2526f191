"""The front page and the search: what to do first, never waiting for a review, and calm with any input."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI

from aftalegraf import rendering, tracing
from aftalegraf.api import create_app
from aftalegraf.exemptions import today
from aftalegraf.front_pages import look_ahead, prepare
from aftalegraf.results import Exemption, Report
from aftalegraf.review import in_language
from aftalegraf.search import Index
from aftalegraf.world import World, open_world
from tests.asking import Client
from tests.test_web import Page


def client_of(app: FastAPI, day: str = "2026-11-23") -> Client:
    """A browser on an app on a day."""
    app.dependency_overrides[today] = lambda: day
    return Client(app)


def none_made(_: World, __: str) -> tuple[Report, ...]:
    """A review that nobody may ask for."""
    raise AssertionError("the page asked for a review")


@pytest.fixture(scope="module")
def client(kept: Path) -> Client:
    """A browser on an app whose reviews are not made; asking changes nothing in it."""
    return client_of(create_app(open_world(keep=kept), review=none_made))


def words(client: Client, path: str) -> str:
    """What a page says."""
    answer = client.get(path)
    assert answer.status_code == 200
    return Page(answer.text).words


def test_the_front_page_does_not_wait_for_a_review(client: Client) -> None:
    """It says so, links to it, and shows all else."""
    said = words(client, "/")
    assert said.count("Gennemgangen mod vejledningen er ikke lavet endnu. Det tager få sekunder.") == 2
    assert "4 af 4 målsætninger ikke koblet til et bestemt nationalt mål" in said
    assert "has not been made yet" in words(client, "/en/")
    assert client.get("/en/").text.count('<a href="/en/gennemgang/agr-') == 2


def test_what_was_looked_ahead_is_shown(world: World) -> None:
    """First tasks and counts by level; marked as unofficial and the guidance as a draft."""
    app = create_app(world, review=in_language)
    prepare(app.state.site)
    look_ahead(app.state.site)
    said = words(client_of(app), "/")
    assert "er ikke lavet endnu" not in said
    assert "Skriv den dag, aftalen træder i kraft." in said
    assert "Mangel i forhold til senere vejledning (udkast)" in said
    assert "Skal 3 60 19 Bør 0 13 2" in said
    assert "Uofficiel gennemgang. Vejledningen foreligger her kun som udateret høringsudkast (2023)" in said
    assert '<a href="/gennemgang/agr-syd-2024-2027">Læs hele gennemgangen</a>' in client_of(app).get("/").text
    english = words(client_of(app), "/en/")
    assert "State the day on which the agreement enters into force." in english
    assert "Must 3 60 19 Should 0 13 2" in english


def test_an_exemption_ends_with_its_day_on_a_server_that_goes_on(
    world: World, reviewed: tuple[Report, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the day before gave is no longer shown."""
    thing = "https://w3id.org/aftalegraf/id/sundhedsaftale/agr-midt-2019-2023"
    said = Exemption("V5.1-6d", thing, "aftales senere", "sekretariatet", "2026-11-23", "her")
    monkeypatch.setattr(rendering, "stated", lambda _: (said,))
    app = create_app(world, review=lambda _, __: reviewed)
    look_ahead(app.state.site)
    told = {}
    for day in ("2026-11-23", "2026-11-24"):
        monkeypatch.setattr(rendering, "today", lambda day=day: day)
        told[day] = "Skriv den dag, aftalen træder i kraft." in words(client_of(app), "/")
    assert told == {"2026-11-23": False, "2026-11-24": True}


def test_the_day_decides_what_is_past_and_stands_on_the_page(world: World) -> None:
    """Only the day that is handed in tells it; after the abolition of agreements nothing is to come."""
    app = create_app(world, review=none_made)
    before = words(client_of(app, "2026-11-23"), "/")
    assert "5 datoer er passeret pr. 23. november 2026" in before
    assert "Aftaleperioden er slut (2023)." in before
    assert "Ingen kommende datoer" not in before
    after = words(client_of(app, "2028-01-01"), "/")
    assert "6 datoer er passeret pr. 1. januar 2028" in after
    assert after.count("Ingen kommende datoer i samlingen.") == 2
    early = words(client_of(app, "2019-01-31"), "/")
    assert "passeret" not in early


def test_the_day_is_a_date_of_the_clock() -> None:
    """The one place that asks it."""
    assert len(today()) == len("2026-11-23")
    assert today() >= "2026-11-23"


def test_the_front_page_says_what_is_not_read(client: Client) -> None:
    """Syddanmark is read in its supplement; nine others are only mentioned."""
    html = client.get("/").text
    assert "Selve aftalen er ikke i samlingen. Læst i" in html
    assert "9 andre sundhedsaftaler er nævnt, men ikke læst: deres tekst er ikke i samlingen" in html
    assert "/id/sundhedsaftale/agr-nord-2024-2027" in html


def test_the_front_page_tells_what_is_missing_and_contested_without_blame(client: Client) -> None:
    """Short, with the places, and the way to the rest."""
    said = words(client, "/")
    assert "Kan ikke afgøres: overbliksbilledet mangler i tekstudtrækket" in said
    assert "Det betyder ikke, at noget er galt med aftalen." in said
    assert "Se alt, kilderne er uenige om (8)" in said
    assert said.count("Siges imod i") == 2


def test_the_numbers_follow_the_data(files: Path) -> None:
    """One vision less in the files is one vision less on the page."""
    for name in ("statements.csv", "things.csv", "../andre-aftaler/statements.csv"):
        path = files / "data/midtjylland-2019-2023" / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if "vis-midt-mere-sundhed" not in line), encoding="utf-8")
    html = client_of(create_app(open_world(files), review=none_made)).get("/").text
    assert "<strong>3</strong> <span>visioner</span>" in html


def test_every_page_has_a_search_form(client: Client) -> None:
    """In its language."""
    for root in ("", "/en"):
        html = client.get(f"{root}/om").text
        assert f'action="{root}/soeg"' in html
        assert 'name="q"' in html


def test_a_search_shows_kinds_and_how_each_was_found(client: Client) -> None:
    """With the number of each kind, and all of one kind one click away."""
    said = words(client, "/soeg?q=KOSU")
    assert "2 resultater for «KOSU»" in said
    assert "Forum (1) Den kommunale sundhedsstyregruppe (KOSU) også kaldt: KOSU" in said
    html = client.get(f"/soeg?q={quote('målsætning')}").text
    assert "slags=Maalsaetning" in html
    whole = client.get(f"/soeg?q={quote('målsætning')}&slags=Maalsaetning").text
    assert whole.count("/id/maalsaetning/") == 24


def test_an_english_search_speaks_english(client: Client) -> None:
    """Its links too; Danish names say that they are Danish."""
    html = client.get("/en/soeg?q=vision").text
    assert "results for “vision”" in html
    assert re.search(r'href="/en/id/vision/[^"]+" lang="da"', html)
    assert 'href="/id/' not in html


def test_nothing_found_suggests_words_and_ways(client: Client) -> None:
    """Words of the collection that look alike, each a search of its own."""
    html = client.get("/soeg?q=sundhedsplatform").text
    assert "Intet hedder «sundhedsplatform» eller noget, der ligner." in html
    assert '<a href="/soeg?q=sundhedsplan">sundhedsplan</a>' in html


@pytest.mark.parametrize("path", ["/soeg", "/en/soeg", "/api/v1/search"])
@pytest.mark.parametrize(
    "query", ["", " ", "x" * 10_000, "SELECT ?x { ?x ?p ?o }", "<script>alert(1)</script>", "\x00", "{{ 7*7 }}", "%"]
)
def test_odd_input_is_answered_calmly(client: Client, path: str, query: str) -> None:
    """200, and what was written is text."""
    answer = client.get(f"{path}?q={quote(query)}")
    assert answer.status_code == 200
    if not path.startswith("/api"):
        assert "<script>alert" not in answer.text


def test_a_hostile_name_is_text(edit: Callable[[str, str, str], Path]) -> None:
    """On the front page and among what is found."""
    hostile = "<script>alert(1)</script><b>x"
    world = open_world(edit("data/nationale-maal/things.csv", "Øget patientinddragelse", hostile))
    client = client_of(create_app(world, review=none_made))
    for path in ("/", "/soeg?q=alert", "/en/soeg?q=alert"):
        html = client.get(path).text
        assert "&lt;script&gt;alert(1)" in html
        assert "<script>alert" not in html


def test_nothing_of_one_kind_is_not_nothing_at_all(client: Client) -> None:
    """There is a way to the other kinds; a kind that there is none of is refused, to programs too."""
    html = client.get("/soeg?q=rygning&slags=Forum").text
    assert "Intet af den slags hedder «rygning» eller noget, der ligner." in html
    assert '<a href="/soeg?q=rygning">Vis alle slags</a>' in html
    for path in ("/soeg?q=rygning&slags=Fora", "/api/v1/search?q=rygning&kind=Fora"):
        answer = client.get(path)
        assert answer.status_code == 400
        assert "Der er ingen slags, der hedder «Fora»." in answer.text


def test_programs_search_too(client: Client) -> None:
    """The same kinds and names, with where to find more."""
    found = client.get("/api/v1/search?q=KOSU", accept="application/json").json()
    assert (found["query"], found["total"], found["nearest"]) == ("KOSU", 2, [])
    (hit,) = found["kinds"][0]["hits"]
    assert hit == {
        "iri": "https://w3id.org/aftalegraf/id/forum/for-kosu",
        "id": "for-kosu",
        "label": "Den kommunale sundhedsstyregruppe (KOSU)",
        "matched": {"text": "KOSU", "language": "da", "role": "andet navn"},
        "data": "/api/v1/resources/forum/for-kosu",
    }
    for kind in client.get("/api/v1/search?q=objective&language=en", accept="application/json").json()["kinds"]:
        for one in kind["hits"]:
            assert one["data"] is None or client.get(one["data"], accept="application/json").status_code == 200


def test_who_asks_while_something_is_made_waits_for_it(world: World) -> None:
    """Two visitors at once do not make the same twice."""
    site = create_app(world, review=none_made).state.site
    made: list[int] = []

    def slow() -> int:
        time.sleep(0.1)
        made.append(1)
        return len(made)

    found: list[int] = []
    asking = [threading.Thread(target=lambda: found.append(site.keep(("slow",), slow))) for _ in range(4)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert found == [1] * 4


def test_what_is_searched_is_made_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """At first need."""
    made: list[World] = []

    def counting(given: World) -> Index:
        made.append(given)
        return Index(given)

    monkeypatch.setattr(tracing, "Index", counting)
    client = client_of(create_app(world, review=none_made))
    client.get("/")
    assert made == []
    for _ in range(2):
        client.get("/soeg?q=akut")
    assert made == [world]
