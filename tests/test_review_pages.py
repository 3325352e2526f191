"""The pages of the review: each agreement's report, its parts, its dates, its files and its checklist."""

from __future__ import annotations

import io
import itertools
import json
import re

import pytest
from openpyxl import load_workbook

from aftalegraf.api import create_app
from aftalegraf.card import card
from aftalegraf.profiles import GUIDANCE_2018, Profile, chosen
from aftalegraf.rules import rules
from aftalegraf.world import World
from tests.asking import Client
from tests.test_web import Page

MIDT = "/gennemgang/agr-midt-2019-2023"
SYD = "/gennemgang/agr-syd-2024-2027"
PAGES = [
    "/gennemgang", "/gennemgang/egen-fil", MIDT, SYD, f"{MIDT}?udfald=mangel", f"{MIDT}?niveau=kan&udfald=opfyldt",
    f"{MIDT}?dato=2026-01-01&antag-ikraft=2018-01-01", f"{MIDT}/tjekliste", "/gennemgang/agr-nord-2019-2023",
    "/bestemmelser", "/bestemmelser?q=xyzzy", "/bestemmelser?kapitel=kapitel-5-1", "/bestemmelser/V5.1-6b",
    "/bestemmelser/V1-1", "/bestemmelser/V1.1-9",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("root", ["", "/en"])
def test_every_page_is_whole_in_both_languages(client: Client, path: str, root: str) -> None:
    """One heading of the first level, levels in order, nothing inline, no IRI to read, no Danish frame in English."""
    answer = client.get(root + path)
    assert answer.status_code == 200
    page = Page(answer.text)
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", answer.text)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert page.inline == []
    assert "https://" not in page.words
    assert f'<html lang="{root[1:] or "da"}">' in answer.text
    ids = re.findall(r' id="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_a_link_stays_in_its_language(client: Client, path: str) -> None:
    """But files, which have no language in their address."""
    plain = ("/en/", "#", "/static/", "/gennemgang/skabelon.xlsx", "/bestemmelser.", "https://")
    links = [link for link in Page(client.get(f"/en{path}").text).links if not link.startswith(plain)]
    assert [link for link in links if "/rapport." not in link and "/tjekliste." not in link and link != "/en"] == [
        link for link in links if link == path
    ]


def test_the_overview_tells_outcomes_apart_with_reserve(client: Client) -> None:
    """A shortcoming with regard to a draft is no breach, and what cannot be decided is told beside what is met."""
    html = client.get("/gennemgang").text
    words = Page(html).words
    assert "Gennemgangen er ingen godkendelse" in words
    assert re.findall(r"<strong>(\d+)</strong> <span>(.*?)</span>", html)[:3] == [
        ("3", "Mangel (intet brud påvist)"), ("85", "Kan ikke afgøres"), ("22", "Opfyldt"),
    ]  # fmt: skip
    assert "Opfylder alle krav i lov og bekendtgørelse, der kan afgøres (4 af 9; 5 kan ikke afgøres)." in words
    assert words.count("alle 89") == 8


def test_the_report_stands_in_the_order_in_which_it_is_read(client: Client) -> None:
    """In short, what to look at first, what cannot be decided, what is met."""
    words = Page(client.get(MIDT).text).words
    assert "Aftalen selv · Skal · Mangel i forhold til senere vejledning (udkast) (" in words
    places = [words.index(f" {heading} ") for heading in (
        "Kort sagt", "Bestemmelserne", "Det skal I se på først", "Det kan ikke afgøres", "Det er opfyldt",
    )]  # fmt: skip
    assert places == sorted(places)


def test_a_finding_links_to_the_thing_the_provision_and_the_source(client: Client) -> None:
    """And it has the card of its rule one click away."""
    page = client.get(MIDT).text
    finding = page.partition('class="rule-name">V5.1-6b ')[2].partition('class="rule-name">')[0]
    for link in (
        "/id/sundhedsaftale/agr-midt-2019-2023", "/id/kildehenvisning/000-l195", "/id/kildehenvisning/003-l419",
        "/bestemmelser/V5.1-6b",
    ):  # fmt: skip
        assert f'href="{link}"' in finding
    assert "<dt>Sådan opfyldes den</dt>" in finding


def test_a_part_of_the_report_has_an_address(client: Client) -> None:
    """Tabs keep the filters, filters keep the tab; where nothing fits, the page says so."""
    page = client.get(f"{MIDT}?niveau=boer&udfald=kan-ikke-afgoeres").text
    assert 'href="/gennemgang/agr-midt-2019-2023?niveau=boer&amp;udfald=opfyldt#bestemmelserne"' in page
    assert '<input type="hidden" name="udfald" value="kan-ikke-afgoeres">' in page
    assert re.search(r'aria-current="page">Kan ikke afgøres <span class="quiet">\(\d+\)', page)
    assert "Det er opfyldt" not in page
    assert "Ingen bestemmelser passer på det, der er valgt." in client.get(f"{MIDT}?niveau=kan&udfald=afvigelse").text
    assert client.get(f"{MIDT}?niveau=alt").status_code == 400
    assert client.get("/gennemgang/agr-findes-ikke").status_code == 404


def test_a_review_by_other_dates_says_what_was_assumed_first(client: Client) -> None:
    """Above what was found."""
    words = Page(client.get(f"{MIDT}?dato=2026-01-01&antag-ikraft=2018-01-01").text).words
    assert words.index("Antagelse: vejledningsudkastet regnes for at gælde fra 1. januar 2018") < words.index(
        "Kort sagt"
    )
    assert "Gennemgået efter de regler, der gjaldt 1. januar 2026" in words
    assert "Ikke opfyldt, hvis vejledningsudkastet gælder som antaget" in words
    words = Page(client.get(f"{MIDT}?profil=vejledning-2018").text).words
    assert "Profilen vejledning-2018 er delvis." in words


def test_a_card_tells_of_the_rule_as_the_review_holds_it(world: World) -> None:
    """Whoever asks first, and by which profile: what the guidance of 2018 had is told otherwise than the draft."""
    site = create_app(world).state.site
    (earlier, *_) = chosen(world, rules(world), Profile(GUIDANCE_2018))
    standard = next(rule for rule in rules(world) if rule.id == earlier.id)
    assert "Gælder fra 4. juni 2018." in dict(site.card(earlier, "da").lines)["Bemærk"]
    assert site.card(standard, "da") == card(world, standard, "da") != site.card(earlier, "da")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("dato=31-01-2024", "Det er ikke en dato. Skriv den som 2024-01-31."),
        ("antag-ikraft=i+morgen", "Det er ikke en dato. Skriv den som 2024-01-31."),
        ("profil=vejledning-1999", "Vælg en af de to."),
        ("profil=vejledning-2018&antag-ikraft=2024-01-01", "Antagelsen gælder udkastet fra 2023"),
    ],
)
def test_a_date_that_cannot_be_used_is_told_at_its_field(client: Client, query: str, told: str) -> None:
    """400, with the report as it stands, and the field points to its error."""
    answer = client.get(f"{MIDT}?{query}")
    assert answer.status_code == 400
    assert told in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "Gennemgangen er ikke lavet om" in answer.text
    assert "Det skal I se på først" in answer.text


@pytest.mark.parametrize("ending", ["html", "xlsx", "csv", "json", "md"])
def test_the_report_is_taken_home(client: Client, ending: str) -> None:
    """The whole of it, in the language and by the dates of the page."""
    answer = client.get(f"{MIDT}/rapport.{ending}?antag-ikraft=2018-01-01&language=en")
    assert answer.status_code == 200
    assert f'filename="aftalegraf-gennemgang-agr-midt-2019-2023.{ending}"' in answer.headers["content-disposition"]
    if ending == "xlsx":
        assert load_workbook(io.BytesIO(answer.content)).sheetnames == ["Review", "In short", "Counts"]
    elif ending == "json":
        (told,) = answer.json()
        assert told["profile"]["assumed"] == "2018-01-01"
        assert len(told["results"]) == 124
    elif ending == "csv":
        assert len(answer.text.splitlines()) == 125
    else:
        assert "the draft guidance is taken to apply from 1 January 2018" in answer.text
    assert client.get(f"{MIDT}/rapport.docx").status_code == 400


@pytest.mark.parametrize("query", ["profil=vejledning-2017", "dato=2024-13-01", "antag-ikraft=2024-1-1"])
def test_a_report_by_dates_that_cannot_be_used_is_no_report(client: Client, query: str) -> None:
    """A file that someone keeps is never the standard report in place of the one that was asked for."""
    answer = client.get(f"{MIDT}/rapport.csv?{query}")
    assert (answer.status_code, "content-disposition" in answer.headers) == (400, False)
    assert "En dato skrives som 2024-01-31." in answer.text


def test_the_checklist_is_no_approval_and_says_so_first(client: Client) -> None:
    """With its place; each point has its outcome in words, not only in its box."""
    words = Page(client.get(f"{MIDT}/tjekliste").text).words
    assert words.index("Tjeklisten er ingen forhåndsgodkendelse") < words.index("Inden og ved indsendelsen")
    assert "? V5.2-1 godkendelse forudsætter overordnede målsætninger" in words
    assert "Kan ikke afgøres skal vejledning (udkast)" in words
    assert "Mangel i forhold til senere vejledning (udkast) skal vejledning (udkast)" in words
    assert "Ikke opfyldt" not in words
    told = json.loads(client.get(f"{MIDT}/tjekliste.json").text)
    shown = re.findall(r'<li class="check (\w+)">', client.get(f"{MIDT}/tjekliste").text)
    assert sorted(shown) == sorted(item["outcome"] for item in told[0]["items"])
    assert client.get(f"{MIDT}/tjekliste.csv").text.count("\n") > len(shown)


def test_the_form_is_taken_home(client: Client) -> None:
    """The same as the command writes."""
    answer = client.get("/gennemgang/skabelon.xlsx")
    assert 'filename="aftalegraf-skabelon.xlsx"' in answer.headers["content-disposition"]
    assert "Aftale" in load_workbook(io.BytesIO(answer.content)).sheetnames


def test_what_is_quoted_is_danish_on_english_pages(client: Client) -> None:
    """Reasons and words of provisions say that they are."""
    page = client.get(f"/en{MIDT}").text
    assert '<span lang="da">Valgperioden står ikke i høringsversionen; den vedtagne aftale er ikke i samlingen.' in page
    assert '<h1>Review against the guidance<span class="h1-part" lang="da">Sundhedsaftalen 2019-2023' in page
    page = client.get("/en/bestemmelser/V5.1-6b").text
    assert '<span lang="da">Valgperioden fremgår</span></h1>' in page


def test_the_provisions_are_chosen_by_address(client: Client) -> None:
    """With the number, and the list as a file of the same."""
    words = Page(client.get("/bestemmelser").text).words
    assert "370 bestemmelser i alt." in words
    assert "Vejledningen foreligger her kun som udateret høringsudkast (2023); udkastet er ikke i kraft." in words
    page = client.get("/bestemmelser?status=kunTjekliste&kapitel=kapitel-5-1")
    number = int(re.findall(r"(\d+) af 370 bestemmelser passer", page.text)[0])
    rows = client.get("/bestemmelser.csv?status=kunTjekliste&kapitel=kapitel-5-1").text.splitlines()
    assert len(rows) == number + 1
    assert 'href="/bestemmelser.xlsx?status=kunTjekliste&amp;kapitel=kapitel-5-1&amp;language=da"' in page.text
    assert client.get("/bestemmelser?status=alt").status_code == 400


def test_a_provision_that_is_not_there_is_answered_with_the_nearest(client: Client) -> None:
    """404, and a provision without a test says why there is none."""
    answer = client.get("/bestemmelser/V5.1-6z")
    assert answer.status_code == 404
    assert "Der er ingen bestemmelse med nummeret «V5.1-6z»." in answer.text
    assert "Kun oplysning." in Page(client.get("/bestemmelser/V1-1").text).words


def test_the_pages_are_light(client: Client) -> None:
    """All provisions on one page are 370 rows, and still well under 150 kB on the wire."""
    for path in ("/gennemgang", MIDT, "/bestemmelser"):
        answer = client.get(path)
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.num_bytes_downloaded < 40_000
