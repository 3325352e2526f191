"""The pages of the figures: what they show is what the graph holds."""

from __future__ import annotations

import re
from html import unescape

import pytest

from aftalegraf.world import World
from tests.asking import Client
from tests.test_web import Page

SMOKING = "/tal/maa-ryger-dagligt"
ROW = re.compile(r'<th scope="row"><a href="/id/\w+/([\w.-]+)"[^>]*>[^<]*</a></th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r'<td class="number">(.*?)</td>', re.DOTALL)


def numbers(html: str) -> set[tuple[str, str]]:
    """Every figure of the table of a page: the area's id and the figure as it is written, without notes."""
    table = html.split('id="tabel"', 1)[1].split("</table>", 1)[0]
    cells = ((area, cell) for area, row in ROW.findall(table) for cell in CELL.findall(row))
    plain = ((area, re.sub(r"<(sup|span).*?</\1>", "", cell, flags=re.DOTALL).strip()) for area, cell in cells)
    return {(area, unescape(text)) for area, text in plain if text}


@pytest.mark.parametrize(
    ("measure", "count"),
    [("maa-ryger-dagligt", 499), ("maa-svaer-overvaegt", 490), ("maa-godt-helbred", 103), ("maa-ak-opfoelgning", 3)],
)
def test_the_page_shows_every_figure_of_the_graph(world: World, client: Client, measure: str, count: int) -> None:
    """Asked for anew in SPARQL, the figures are those of the table, each beside its area."""
    asked = f"""SELECT ?a ?v ?o {{ ?o aft:maaltIndikator <https://w3id.org/aftalegraf/id/maaleindikator/{measure}> ;
      aft:maaltOmraade ?a ; aft:maalingsvaerdi ?v }}"""
    rows = [(a.value.rsplit("/", 1)[-1], float(v.value)) for a, v, _ in world.store.select(asked).rows if a and v]
    assert len(rows) == count
    found = {(area, float(text.replace(",", "."))) for area, text in numbers(client.get(f"/tal/{measure}").text)}
    assert found == set(rows)


def test_a_health_council_stands_against_the_target_of_its_region(client: Client) -> None:
    """The task of a planner: the smoking figures of a health council against the target, whose area is said."""
    text = re.sub(r"<[^>]+>", "", client.get(f"{SMOKING}?sted=sundhedsraad-fyn").text)
    words = " ".join(unescape(text).replace("\xa0", " ").split())
    assert "Sundhedsråd Fyn, 2025: fra 8,3 % (Odense Kommune) til 14,6 % (Langeland Kommune)." in words
    assert "Måltal: 13 % i 2023. Det gælder Region Syddanmark som helhed" in words
    assert "Kilderne giver ikke selv tal for Sundhedsråd Fyn." in words


def test_a_place_without_a_target_says_so_and_points_to_the_one_there_is(client: Client) -> None:
    """No region borrows another's target."""
    text = client.get(f"{SMOKING}?sted=sundhedsraad-horsens").text
    assert "Dokumenterne sætter intet måltal for det, du har valgt." in text
    assert f'href="{SMOKING}?sted=act-region-syd"' in text


def test_a_form_leads_to_the_page_of_a_measure(client: Client) -> None:
    """In both languages, with the place; what an agreement calls it leads there too, or to its own page."""
    asked = "?maal=maa-ryger-dagligt&sted=sundhedsraad-fyn"
    assert client.get(f"/tal{asked}").headers["location"] == f"{SMOKING}?sted=sundhedsraad-fyn"
    assert client.get(f"/en/tal{asked}").headers["location"] == f"/en{SMOKING}?sted=sundhedsraad-fyn"
    assert client.get("/tal/mea-syd-ryger").headers["location"] == SMOKING
    assert client.get("/tal/mea-syd-nikotin").headers["location"] == "/id/maalepunkt/mea-syd-nikotin"


def test_what_has_no_figures_is_listed_with_its_reason(client: Client) -> None:
    """18 of 24 have none: the page says so instead of leaving them out."""
    text = client.get("/tal").text
    assert text.count("Tallene er ikke i samlingen.") == 18
    assert "Indikatoren er et antal dagligrygere; samlingen har kun andelen, der ryger dagligt." in text


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("xlsx", "spreadsheetml"), ("csv", "text/csv"), ("svg", "image/svg+xml"), ("png", "image/png")],
)
def test_the_figures_are_to_be_had_as_files(client: Client, ending: str, kind: str) -> None:
    """With the same choice as the page."""
    answer = client.get(f"{SMOKING}.{ending}?sted=sundhedsraad-fyn")
    assert answer.status_code == 200
    assert kind in answer.headers["content-type"]
    assert f'filename="aftalegraf-maa-ryger-dagligt.{ending}"' in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("fra=2099", "Vi har ingen tal fra 2099 og frem. De tal, vi har, er fra 2001 til 2025."),
        ("til=1999", "Vi har ingen tal til og med 1999."),
        ("fra=2024&til=2010", "Vi har ingen tal fra 2024 til 2010."),
    ],
)
def test_years_without_figures_are_named(client: Client, query: str, said: str) -> None:
    """The page says so; there is no picture of nothing, and the tables are empty."""
    assert said in Page(client.get(f"{SMOKING}?{query}").text).words
    for ending in ("svg", "png"):
        answer = client.get(f"{SMOKING}.{ending}?{query}")
        assert answer.status_code == 404
        assert "Vi har ingen tal for de steder og år, adressen beder om." in answer.text
    assert [client.get(f"{SMOKING}.{ending}?{query}").status_code for ending in ("csv", "xlsx")] == [200, 200]


@pytest.mark.parametrize(
    ("path", "status"), [("/tal/maa-x", 404), (f"{SMOKING}?sted=mars", 400), (f"{SMOKING}.doc", 400)]
)
def test_what_is_not_there_is_said_plainly(client: Client, path: str, status: int) -> None:
    """No page is made up."""
    assert client.get(path).status_code == status


def test_a_page_asked_for_in_english_by_its_query_is_all_english(client: Client) -> None:
    """Also its periods, and its link to the Danish page leads there."""
    assert client.get("/tal?language=en").text == client.get("/en/tal").text


def test_an_unknown_place_is_told_with_what_to_do(client: Client) -> None:
    """And not only that something is not known."""
    assert "Vi kender ikke noget sted med navnet «mars». Vælg et sted" in client.get(f"{SMOKING}?sted=mars").text


def test_a_change_is_said_to_be_one(client: Client) -> None:
    """The unit of the figures is the graph's."""
    assert "Enheden er ændring i procent" in client.get("/tal/maa-hjertedoed-aendring").text
    assert "Enheden er procent" in client.get(SMOKING).text
