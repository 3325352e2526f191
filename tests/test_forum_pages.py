"""The pages of forums and actors: by level, with composition, decisions, and what falls on 1 January 2027."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.asking import Client
from tests.test_web import Page

VIEWS = ("act-region-midt", "act-region-syd", "vejledningen", "beslutninger", "over-tid")


def read(html: str) -> str:
    """What is read on a page or a part of one, with a space between cells."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()).replace(" .", ".").replace(" ,", ",")


def words(client: Client, path: str) -> str:
    """What is read on a page."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return read(answer.text)


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("path", [*(f"/fora?vis={view}" for view in VIEWS), "/aktoerer", "/aktoerer?slags=Hospital"])
def test_every_view_answers_in_both_languages(client: Client, root: str, path: str) -> None:
    """One heading, nothing inline, no address where there is a label."""
    page = client.get(f"{root}{path}")
    assert page.status_code == 200
    assert len(re.findall(r"<h1[ >]", page.text)) == 1
    shown = Page(page.text)
    assert shown.inline == []
    assert "w3id.org" not in shown.words
    assert not re.findall(r"\b(?:aft|graf|skos|org):\w+", shown.words)


def test_a_lawful_departure_shows_both_numbers(client: Client) -> None:
    """002 L92 against 003 L279: five for three, marked as a departure and not as a breach."""
    html = client.get("/fora?vis=act-region-syd").text
    (row,) = [row for row in re.findall(r"<tr>.*?</tr>", html, re.DOTALL) if "V2.2.7-2<" in row]
    told = read(row)
    assert "Lovlig afvigelse" in told
    assert "Vejledningens udgangspunkt er tre repræsentanter fra regionsrådet. Fundet antal: 5." in told
    assert "Ikke opfyldt" not in told


def test_the_review_of_a_forum_is_told_in_the_language_of_the_page(client: Client) -> None:
    """What the review makes up of the data is English; what it quotes is Danish and says so."""
    html = client.get("/en/fora?vis=act-region-syd").text
    assert "<p>The starting point of the guidance is three representatives of the regional council." in html
    assert '<p><span lang="da">Det administrative tillæg siger ikke mere om klynger og udvalg;' in html


def test_the_guidance_of_2018_is_no_measure_for_midtjylland(client: Client) -> None:
    """No forum of 2019 is held against provisions on bodies that came in 2022."""
    assert "Afvigelse" not in words(client, "/fora?vis=act-region-midt")


def test_what_is_not_told_says_so(client: Client) -> None:
    """Seventeen forums in Midtjylland; of most no document tells how often they meet."""
    html = client.get("/fora?vis=act-region-midt").text
    assert html.count('<details class="forum"') == 17
    assert html.count("Dokumenterne siger ikke, hvor tit forummet mødes.") == 15
    assert "som udgangspunkt fire gange om året" in html.lower()


def test_a_contested_decision_is_marked_with_both_places(client: Client) -> None:
    """Who adopts the agreement of Syddanmark (facit A02)."""
    html = client.get("/fora?vis=beslutninger").text
    (row,) = re.findall(r'<tr class="contested-row">.*?</tr>', html, re.DOTALL)
    told = read(row)
    assert "Vedtager Sundhedssamarbejdsudvalget, Region Syddanmark Omstridt: siges imod af" in told
    assert "linje 80" in told
    assert "linje 82" in told


def test_what_falls_in_2027_has_its_basis_or_is_unknown(client: Client) -> None:
    """The committee falls by L 214 with a date that the editors added; of KOSU nobody tells."""
    html = client.get("/fora?vis=over-tid").text
    rows = {read(row) for row in re.findall(r"<tr>.*?</tr>", html, re.DOTALL)}
    (committee,) = [row for row in rows if row.startswith("Sundhedssamarbejdsudvalget, Region Syddanmark")]
    assert "1. januar 2027: Sundhedssamarbejdsudvalgene ophæves. Grund: Lovforslag L 214 (2024-25)." in committee
    assert "tilføjet af redaktionen" in committee
    assert "Den kommunale sundhedsstyregruppe (KOSU) Ukendt: dokumenterne siger det ikke." in rows


def test_tasks_pass_on_one_by_one(client: Client) -> None:
    """Five to the cooperation committee, the practice plan to the regional council."""
    told = words(client, "/fora?vis=over-tid")
    assert told.count("Sundhedskoordinationsudvalg Sundhedssamarbejdsudvalg fremgår af kilden") == 5
    assert "Ansvaret for praksisplanen Praksisplanudvalg Regionsråd fremgår af kilden" in told


def test_actors_stand_by_kind_with_their_part(client: Client) -> None:
    """Posts and bodies: 26 named actors, 98 municipalities."""
    html = client.get("/aktoerer").text
    assert html.count('<th scope="row">') == 26
    assert client.get("/aktoerer?slags=Kommune").text.count('<th scope="row">') == 98
    assert "Sundhedsstyrelsen" in read(html)


@pytest.mark.parametrize(("path", "what"), [("/fora?vis=nix", "visning"), ("/aktoerer?slags=nix", "slags")])
def test_an_unknown_view_is_told_with_those_there_are(client: Client, path: str, what: str) -> None:
    """400, in words."""
    answer = client.get(path)
    assert answer.status_code == 400
    assert f"Der er ingen {what}, der hedder «nix»." in read(answer.text)


def test_documents_are_danish_also_on_an_english_page(client: Client) -> None:
    """The names of forums say which language they are in."""
    html = client.get("/en/fora?vis=act-region-syd").text
    assert '<html lang="en">' in html
    assert re.search(r'lang="da">Strategisk Sundhedsstyregruppe<', html)
