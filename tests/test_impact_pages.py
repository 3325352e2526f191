"""The pages of what depends on what, of time and of differences: what they show is what the library finds."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest

from aftalegraf import impact_views
from aftalegraf.difference_story import is_told, story
from aftalegraf.impact_text import TEXTS
from aftalegraf.link_words import words
from aftalegraf.named import thing_named
from aftalegraf.tracing import Tracing
from aftalegraf.views import address
from aftalegraf.world import World
from tests.asking import Client
from tests.test_forum_pages import read
from tests.test_web import Page

OUTSIDE = "Intet i samlingen gælder den 1. januar 1900. Datoerne går fra 1. januar 2007 til 1. januar 2028."
IMPACT = "/sammenhaeng/afhaengigheder"
TIME = "/sammenhaeng/over-tid"
DAYS = "/sammenhaeng/forskelle"
SHOWN = (
    IMPACT,
    f"{IMPACT}?ting=agr-midt-2019-2023&grundlag=redaktionel",
    f"{IMPACT}?ting=doc-000&ting=for-ssu-syd",
    f"{IMPACT}?ting=for-ssu-syd&dato=2027-06-01&grundlag=redaktionel",
    TIME,
    f"{TIME}?dato=2022-07-01",
    f"{TIME}?dato=2020-05-05",
    DAYS,
    f"{DAYS}?fra=2022-01-01&til=2027-01-01&grundlag=redaktionel",
)


@pytest.fixture(scope="module")
def tracing(world: World) -> Tracing:
    """All analyses of the project's data."""
    return Tracing(world)


def part(html: str, anchor: str) -> str:
    """What stands under a heading, as HTML."""
    return html.partition(f'<h2 id="{anchor}">')[2].partition("<h2")[0]


def words_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return read(answer.text)


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("path", SHOWN)
def test_every_view_answers_in_both_languages(client: Client, root: str, path: str) -> None:
    """One heading, nothing inline, no address where there is a label."""
    answer = client.get(f"{root}{path}")
    assert answer.status_code == 200
    page = Page(answer.text)
    assert len(re.findall(r"<h1[ >]", answer.text)) == 1
    assert page.inline == []
    assert "w3id.org" not in page.words
    assert not re.findall(r"\b(?:aft|graf|skos|org):\w+", page.words)


@pytest.mark.parametrize("things", [("agr-midt-2019-2023",), ("doc-000",), ("ind-midt-genindl-psyk", "for-ssu-syd")])
@pytest.mark.parametrize("ground", ["fremgaar", "udledt", "redaktionel"])
def test_the_page_shows_all_that_the_library_finds(
    client: Client, tracing: Tracing, things: tuple[str, ...], ground: str
) -> None:
    """The numbers, each thing under what comes to it, each link to a national goal, each reason that is unknown."""
    found = tracing.impact(things, ground)
    html = client.get(f"{IMPACT}?{'&'.join(f'ting={thing}' for thing in things)}&grundlag={ground}").text
    lost = sum(each.lost for each in found.dependents)
    count = len(found.dependents)
    assert TEXTS["da"]["count"].format(count, lost, count - lost) in read(html)
    for each in found.dependents:
        assert f'href="{address(each.iri)}"' in part(html, "mister" if each.lost else "beroeres"), each.iri
    for rest in found.resting:
        assert f'href="{address(rest.iri)}"' in part(html, "hviler"), rest.iri
    assert part(html, "kobling").count('<th scope="row">') == len(found.couplings)
    fates = read(part(html, "kobling"))
    assert fates.count("Bortfalder") + fates.count("Hviler på det ændrede") == sum(
        not each.after for each in found.couplings
    )
    assert html.count('<div class="finding') == len(found.unread)


def test_the_way_to_a_thing_carries_ground_and_places(client: Client) -> None:
    """The data source, by its use, link by link (000 L251, L294-296), and what the editors added is marked."""
    html = client.get(f"{IMPACT}?ting=ni-genindl&grundlag=redaktionel").text
    (row,) = [row for row in re.findall(r"<tr>.*?</tr>", part(html, "kobling"), re.DOTALL) if "obj-midt-akut" in row]
    told = read(row)
    assert "har indikator" in told
    assert "tilføjet af redaktionen" in told
    assert "linje 251" in told


def test_the_lost_picture_is_one_finding(client: Client) -> None:
    """000 L193: that no objective is linked cannot be decided; no hundred lines of it, and the way to more is shown."""
    told = words_of(client, f"{IMPACT}?ting=nationale-maal-2016")
    assert told.count("Overbliksbilledet mangler i tekstudtrækket") == 1
    assert TEXTS["da"]["uncoupled unread"] in told
    assert TEXTS["da"]["uncoupled"] not in told
    assert "mangle led: dokumenteret i" not in told
    assert "Vis også det, redaktionen har tilføjet" in told


def test_several_are_chosen_and_each_can_be_taken_away(client: Client) -> None:
    """Plain addresses: the one without a thing is the one of the other; what is named twice counts once."""
    html = client.get(f"{IMPACT}?ting=ind-midt-genindl-psyk&ting=for-ssu-syd&ting=for-ssu-syd").text
    away = [unescape(href) for href in re.findall(r'href="([^"]*)">Tag væk', html)]
    assert away == [
        f"{IMPACT}?ting=for-ssu-syd",
        f"{IMPACT}?ting=ind-midt-genindl-psyk",
    ]
    assert html.count('type="hidden" name="ting"') == 2
    assert "Sundhedssamarbejdsudvalget" in words_of(client, away[0])


def test_every_name_offered_names_its_thing(world: World) -> None:
    """What the text field suggests is understood, also where two things have one name."""
    say = words(world)
    offered = impact_views.choices(say)
    names = impact_views.names(say, offered)
    assert len(names) > 250
    assert len(names) == sum(len(iris) for _, iris in offered)
    assert {iri: thing_named(world, name) for iri, name in names.items()} == {iri: iri for iri in names}


def test_what_is_not_in_force_on_the_day_carries_nothing(client: Client) -> None:
    """The committee falls by a law whose day the editors added: then nothing depends on it, and the basis is told."""
    path = f"{IMPACT}?ting=for-ssu-syd&dato=2027-06-01"
    told = words_of(client, f"{path}&grundlag=redaktionel")
    assert "Gælder ikke den 1. juni 2027" in told
    assert "Sundhedssamarbejdsudvalgene ophæves tilføjet af redaktionen" in told
    assert "mister alt" not in told
    assert "Med det, redaktionen har tilføjet, er det anderledes" in words_of(client, path)


def test_a_document_that_changes_is_read_again(client: Client, tracing: Tracing) -> None:
    """211 things rest on the draft agreement; what nothing else tells of is marked."""
    rest = tracing.impact(["doc-000"], "udledt").resting
    html = client.get(f"{IMPACT}?ting=doc-000").text
    assert f"Hviler på dokumentet ({len(rest)} ting, {sum(len(each.statements) for each in rest)} udsagn)" in html
    assert part(html, "hviler").count(">kun herfra<") == sum(each.only for each in rest)


def test_what_falls_on_the_day_of_the_reform(client: Client, tracing: Tracing) -> None:
    """The numbers of the library; whose day the editors added is told in the first sentence."""
    found = tracing.succession()
    html = client.get(TIME).text
    told = read(html)
    assert (
        "Den 1. januar 2027 ophører 35 ting, og 1 begynder; for 7 af dem, der ophører, kan det ikke afgøres, "
        "om de gjaldt til da. 17 får fuld virkning." in told
    )
    assert "For 33 af dem, der ophører, er dagen tilføjet af redaktionen." in told
    assert "14 opgaver mister deres forum; for 14 af dem er det ukendt, hvem der overtager." in told
    tasks = part(html, "opgaver")
    assert tasks.count("<td>Ukendt</td>") == len(found.tasks) == 14
    assert all(f'href="{address(place)}"' in tasks for task in found.tasks for place in task.link.places[:1])
    for anchor, turns in (("ophoerer", found.ends), ("begynder", found.begins), ("fuld", found.full)):
        assert all(f'href="{address(turn.thing)}"' in part(html, anchor) for turn in turns)
    assert all(f'href="{address(iri)}"' in part(html, "ukendt") for iri in found.unknown)
    assert all(f'href="{address(each.iri)}"' in html for each in found.lost)
    assert all(f'href="{address(change.iri)}"' in part(html, "grund") for change in found.changes)


def test_how_all_with_dates_stands_that_day(client: Client) -> None:
    """Two regions are over and four there, a plan is only planned; the table counts what the list shows one by one."""
    html = part(client.get(TIME).text, "staar")
    rows = {read(row) for row in re.findall(r"<tr>.*?</tr>", html, re.DOTALL)}
    assert {"Region 4 0 0 2 0 0", "Sundhedsråd 17 0 0 0 0 0", "Sundhedsklynge 0 0 0 22 0 0"} <= rows
    assert "Implementeringsplan 0 0 0 1 1 0" in rows
    assert "Implementeringsplan 2026-2027 : planlagt; om den er vedtaget, kan ikke afgøres" in read(html)
    assert "Region Østdanmark : gælder" in read(html)


def test_a_day_on_which_nothing_happens_says_so(client: Client) -> None:
    """No empty table, and the days on which something does."""
    html = client.get(f"{TIME}?dato=2020-05-05").text
    assert "Intet i samlingen begynder eller ophører den 5. maj 2020." in read(html)
    assert 'id="opgaver"' not in html
    assert '<a href="?dato=2027-01-01">1. januar 2027</a>' in html


@pytest.mark.parametrize("ground", ["udledt", "redaktionel"])
def test_what_differs_between_two_days(client: Client, tracing: Tracing, world: World, ground: str) -> None:
    """Without days those around the reform: each thing leads to its page, each sentence to its places."""
    html = client.get(f"{DAYS}?grundlag={ground}").text
    found, versions = tracing.diff("2026-12-31", "2027-01-01", ground)
    told = story(world, found, versions)
    assert told.title in read(html)
    assert told.notes[1] in read(html)
    marked = {place for part in told.parts for block in part.blocks for line in block.lines for _, place in line.marks}
    assert len(marked) > 2
    assert all(f'href="{address(place)}"' in html for place in marked if place)
    assert [read(one) for one in re.findall(r"<h2>(.*?)</h2>", html)][:-1] == [
        part.heading for part in reversed(told.parts)
    ]
    shown = [thing for thing in found.things if is_told(thing)]
    numbers = [int(n) for n in re.findall(r'<span class="quiet">\((\d+)\)</span></summary>', html)]
    assert sum(numbers) == len(shown)


def test_the_regions_become_one(client: Client) -> None:
    """Law 699 of 2025, §§ 2 and 126: Greve lies in Region Østdanmark, no longer in Region Sjælland."""
    told = words_of(client, f"{DAYS}?fra=2026-12-31&til=2027-01-01&grundlag=redaktionel")
    assert "Ligger nu i region «Region Østdanmark» (ny) vores læsning" in told
    assert "Ligger ikke længere i region «Region Sjælland» (ophørt) før: tilføjet af redaktionen" in told


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        (f"{IMPACT}?ting=for-ssg-mit", 404, "Vi kender ikke noget med navnet «for-ssg-mit»."),
        (f"{IMPACT}?ting=praksisplanudvalget", 400, "«praksisplanudvalget» er navnet på 2 ting."),
        (f"{IMPACT}?ting=doc-000&dato=snart", 400, "«snart» er ikke en dato."),
        (
            f"{IMPACT}?ting=doc-000&dato=1900-01-01",
            400,
            OUTSIDE,
        ),
        (f"{IMPACT}?ting=doc-000&grundlag=gaet", 400, "Grundlaget «gaet» findes ikke."),
        (f"{IMPACT}?{'&'.join(f'ting=x{n}' for n in range(21))}", 400, "Vælg højst 20 ting ad gangen."),
        (f"{IMPACT}?ting=clu-randers-x", 404, "Vi kender ikke noget"),
        (f"{DAYS}?fra=2027-01-01&til=2027-01-01", 400, "Den 1. januar 2027 er valgt to gange. Vælg to dage."),
        (f"{DAYS}?til=0001-01-01", 400, "Den dag er for tidlig. Vælg en senere dag."),
        (f"{DAYS}?til=i+morgen", 400, "«i morgen» er ikke en dato."),
        (
            f"{DAYS}?fra=1900-01-01",
            400,
            OUTSIDE,
        ),
        (f"{TIME}?dato=2027-13-01", 400, "«2027-13-01» er ikke en dato."),
        (
            f"{TIME}?dato=1900-01-01",
            400,
            OUTSIDE,
        ),
    ],
)
def test_what_cannot_be_asked_is_told(client: Client, path: str, status: int, said: str) -> None:
    """In words, with a way on."""
    answer = client.get(path)
    assert answer.status_code == status
    assert said in read(answer.text)


def test_a_name_of_several_things_leads_to_each(client: Client) -> None:
    """The committee and the addressee have one name: each is chosen in the analysis that was asked, the rest stays."""
    html = client.get(f"{IMPACT}?ting=ds-lup&ting=praksisplanudvalget&grundlag=redaktionel").text
    for one in ("for-ppu-midt", "adr-praksisplanudvalg"):
        address = f"{IMPACT}?ting=ds-lup&ting={one}&grundlag=redaktionel"
        assert f'href="{escape(address)}"' in html
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/id/forum/for-ssg-midt", "/id/dokument/doc-000", "/id/kildehenvisning/000-l296", "/en/id/vision/vis-syd-trivsel"],
)
def test_a_thing_leads_to_what_depends_on_it(client: Client, path: str) -> None:
    """From its page, a document's or a place's, in one step."""
    html = client.get(path).text
    (href,) = set(re.findall(r'href="((?:/en)?/sammenhaeng/afhaengigheder\?[^"]*)"', html))
    assert client.get(href).status_code == 200


@pytest.mark.parametrize("path", [f"{IMPACT}?ting=for-ssu-syd&ting=000-l296&grundlag=redaktionel", TIME, DAYS])
def test_no_link_is_dead(client: Client, path: str) -> None:
    """Every address on the page answers, those of files too; the tabs lead to other rooms."""
    html = client.get(path).text
    main = re.sub(r'<nav class="tabs".*?</nav>', "", html.partition("<main")[2], flags=re.DOTALL)
    found = {unescape(href).partition("#")[0] for href in re.findall(r'href="([^"]*)"', main)}
    here = path.partition("?")[0]
    wanted = {f"{here}{href}" if href.startswith("?") else href for href in found if href and "://" not in href}
    assert len(wanted) > 30
    assert [href for href in sorted(wanted) if client.get(href).status_code != 200] == []
