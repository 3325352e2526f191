"""The pages of who has to do what and when, and of agreements side by side: what the library gives, no more."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
from fastapi import FastAPI

from aftalegraf import duty_overview
from aftalegraf.answers import slug
from aftalegraf.api import create_app
from aftalegraf.exemptions import today
from aftalegraf.namespaces import ID
from aftalegraf.rendering import Site
from aftalegraf.side_by_side import PARTS
from aftalegraf.side_by_side_list import PART_NAMES
from aftalegraf.tracing import Tracing
from aftalegraf.world import World
from tests.asking import Client
from tests.test_forum_pages import read, words
from tests.test_web import Page

DUTIES, SIDES = "/sammenhaeng/hvem-skal-hvad", "/sammenhaeng/side-om-side"
MIDT, SYD = "agr-midt-2019-2023", "agr-syd-2024-2027"
DAY = "2026-11-23"
ROW = re.compile(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', re.DOTALL)
HREF = re.compile(r'href="([^"]*)"')


@pytest.fixture(scope="module")
def app(world: World) -> FastAPI:
    """The pages on a day, so that what is past stays so."""
    made = create_app(world)
    made.dependency_overrides[today] = lambda: DAY
    return made


@pytest.fixture(scope="module")
def tracing(world: World) -> Tracing:
    """The library that the pages show."""
    return Tracing(world)


def part(html: str, anchor: str) -> str:
    """What stands under a heading of the second level."""
    return re.split(r"<h2[ >]", html.partition(f'<h2 id="{anchor}"')[2])[0]


def told_in(html: str) -> list[str]:
    """The ids of the things in the lists of duties, in their order."""
    lines = re.findall(r'<li[^>]*><div class="said">.*?href="([^"]*)"', html)
    return [line.rsplit("/", 1)[-1] for line in lines]


def numbers(cells: str) -> list[int]:
    """The numbers of a row."""
    return [int(number) for number in re.findall(r">(\d+)<", cells)]


@pytest.mark.parametrize(("ground", "agreement"), [("udledt", ""), ("fremgaar", ""), ("udledt", SYD), ("udledt", MIDT)])
def test_the_overview_has_the_numbers_of_the_library(
    client: Client, tracing: Tracing, ground: str, agreement: str
) -> None:
    """In the first sentence, in the rows by owner, and in the lists of what nobody has and of idle forums."""
    shown = tracing.duties("", agreement, ground)
    owed = [duty for duty in shown.found.told if duty.owed]
    loose = [duty for duty in owed if not duty.owner]
    html = client.get(f"{DUTIES}?aftale={agreement}&grundlag={ground}").text
    contested = [duty for duty in owed if duty.against]
    assert f"{len(owed) - len(loose) - len(contested)} af {len(owed)} pligter og opgaver har en ejer." in read(html)
    rows = {HREF.findall(head)[0].partition("?")[0]: numbers(cells) for head, cells in ROW.findall(part(html, "hvem"))}
    found = [each for some in duty_overview.owners(tracing.world, shown.found.told).values() for each in some]
    assert {path: counts[0] for path, counts in rows.items()} == {
        f"{DUTIES}/{slug(each.iri)}": each.owed for each in found
    }
    for counts, each in zip(rows.values(), found, strict=True):
        assert counts[0] + each.counts[duty_overview.MAY] == sum(counts[1:])
    assert sorted(told_in(part(html, "ingen-ejer"))) == sorted(slug(duty.what) for duty in loose)
    assert sorted(told_in(part(html, "uden-opgave"))) == sorted(slug(each.iri) for each in shown.found.idle)


def test_the_first_sentence_tells_what_is_a_must_and_what_nobody_has(client: Client) -> None:
    """390 duties: one contested, nine without owner; nine forums of which no task was read, 48 stated musts."""
    html = client.get(DUTIES).text
    lead = read(html.partition('<p class="lead">')[2].partition("</p>")[0])
    assert lead == (
        "380 af 390 pligter og opgaver har en ejer. 1 er omstridt: én kilde siger det, en anden siger imod. 9 har "
        "ingen. For 9 fora har vi ikke registreret en opgave. 48 er «skal», som kilden siger det; 167 læser vi som "
        "«skal». Grundlag: det, der fremgår, og vores læsning."
    )
    assert html.count('aria-current="page"') == 1


@pytest.mark.parametrize(("agreement", "stated", "unnamed"), [("", 48, 35), (MIDT, 5, 7), (SYD, 4, 6)])
def test_a_must_of_the_source_is_one_on_every_ground(client: Client, agreement: str, stated: int, unnamed: int) -> None:
    """A narrower ground adds none; what says must and not who is told as that, and stands without an owner."""
    for ground in ("fremgaar", "udledt"):
        html = client.get(f"{DUTIES}?aftale={agreement}&grundlag={ground}").text
        lead = read(html.partition('<p class="lead">')[2].partition("</p>")[0])
        assert f"{stated} er «skal», som kilden siger det" in lead
        assert (f"{unnamed} siger skal uden at sige hvem" in lead) == (ground == "fremgaar")
        loose = read(part(html, "ingen-ejer"))
        assert ("eller vi har læst det af sammenhængen" in loose) == (ground == "fremgaar")


def test_what_we_have_not_read_is_not_said_of_the_source(client: Client) -> None:
    """000 L132, 001 L74 and 003 L217 tell what these forums do, and 000 L333 says must of a task."""
    html = client.get(DUTIES).text
    idle = part(html, "uden-opgave")
    assert read(idle).startswith(">Fora, hvor vi ikke har læst en opgave (9) Vi har ikke registreret en opgave for")
    assert "Det siger ikke, at de ingen har; læs stedet i kilden." in read(idle)
    assert "om kilden siger skal, bør eller kan. Den kan godt sige det; se stedet." in read(html)
    assert "Det siger ikke, at det ingen har; læs stedet i kilden." in words(client, f"{DUTIES}/for-dks")


def test_the_next_deadline_says_what_is_assumed_and_what_may_lapse(client: Client) -> None:
    """The final status of Syddanmark: both days, only the year is known, and agreements are abolished before."""
    dates = part(client.get(DUTIES).text, "hvornaar")
    coming = read(dates.partition("<h3>Bundet")[0])
    assert "30. juni 2027 eller 1. juli 2027 Slutstatus på Sundhedsaftalen 2024-2027" in coming
    assert "Koordinationsgruppen (udarbejder) fremgår af kilden" in coming
    assert "kilderne angiver kun året 2027, så dagen er ikke givet" in coming
    assert "linje 466 ; dagen: vores beregning ( vores læsning )" in coming.replace("\xa0", " ")
    assert "Ansvarlig efter udkastet til vejledning: sundhedssamarbejdsudvalg fremgår af kilden" in coming
    assert "ophæves den 1. januar 2027 (tilføjet af redaktionen). En frist efter den dag kan bortfalde." in coming


def test_a_date_that_is_past_blames_nobody(app: FastAPI) -> None:
    """Three are over on the day; of none does the collection say whether it was done."""
    past = part(Client(app).get(DUTIES).text, "hvornaar").partition("3 datoer er passeret pr. 23. november 2026")[2]
    told = read(past)
    assert "Samlingen siger ikke, om det er gjort." in told
    assert [told.count(day) > 0 for day in ("31. december 2025", "1. januar 2023", "1. juli 2021")] == [True] * 3


def test_what_belongs_to_an_agreement_that_is_over_says_so(client: Client, tracing: Tracing) -> None:
    """The period of Midtjylland ended with 2023: its follow-up twice a year is listed, and marked."""
    html = client.get(DUTIES).text
    owed = [duty for duty in tracing.duties("", "", "udledt").found.told if duty.owed]
    number = sum([slug(iri) for iri in duty.agreements] == [MIDT] for duty in owed)
    assert f"{number} af dem hører til en aftale, hvis periode er slut: Sundhedsaftalen 2019-2023" in read(html)
    dates = read(part(html, "hvornaar"))
    assert "Opfølgning på indikatorerne to gange årligt aftaleperioden er slut" in dates
    assert "Slutstatus på Sundhedsaftalen 2024-2027 Koordinationsgruppen" in dates
    assert "aftaleperioden er slut" not in words(client, f"{DUTIES}?aftale={SYD}")


def test_every_body_has_a_page_with_what_it_owes(client: Client, tracing: Tracing) -> None:
    """Each duty once, under how much is said of it, with a ground and a place; also those that only get something."""
    assert len(tracing.bodies) > 60
    for iri in sorted(tracing.bodies):
        html = client.get(f"{DUTIES}/{slug(iri)}").text
        shown = tracing.duties(slug(iri), "", "udledt")
        for key, duties in duty_overview.by_weight(tracing.world, shown.found.told).items():
            here = part(html, key)
            assert told_in(here) == [slug(duty.what) for duty in duties]
            assert here.count('<span class="ground') >= len(duties)
        assert sorted(told_in(part(html, "faar"))) == sorted(slug(duty.what) for duty in shown.gets)
        assert sorted(told_in(part(html, "samme-linjer"))) == sorted(slug(duty.what) for duty in shown.beside)


def test_what_we_read_as_a_must_is_not_among_those_of_the_source(client: Client) -> None:
    """The committee: thirteen musts of the sources, and 42 that we read."""
    html = client.get(f"{DUTIES}/adr-ssu").text
    assert "63 pligter og opgaver: 13 skal, som kilden siger det; 42 skal efter vores læsning" in read(html)
    stated, ours = part(html, "skal"), part(html, "laest")
    assert ("læst som" in stated, 'class="ground udledt"' in stated, stated.count("«skal»")) == (False, False, 13)
    assert 'class="ground fremgaar"' not in ours
    assert "læst som «skal»; kilden skriver «ansvaret»" in read(ours)


def test_a_body_is_told_of_its_end_its_name_and_whom_it_sends_to(client: Client) -> None:
    """What falls in 2027, the addressee of the same name, and that the documents cannot tell all."""
    told = words(client, f"{DUTIES}/for-koordination-syd")
    assert "Samme navn, ikke lagt sammen: Koordinationsgruppen (adr-syd-koordinationsgruppe)" in told
    assert "Til: Sundhedsstyrelsen" in told
    assert "Vejledningens bestemmelser gælder" not in told
    assert "er ikke i samlingen; den er kun kendt gennem det administrative tillæg." in told
    assert "1. januar 2027: Sundhedssamarbejdsudvalgene ophæves." in words(client, f"{DUTIES}/for-ssu-syd")


def test_who_gets_a_thing_by_our_reading_is_told_as_that(client: Client) -> None:
    """002 L82 gives the agreement to the committee; that it is laid before the councils is read of L80."""
    ours = words(client, f"{DUTIES}/for-ssu-syd").replace("\xa0", " ")
    assert "Til ( vores læsning administrativt tillæg, Syddanmark 2024, linje 80 ): Alle 22 kommunalbestyrelser" in ours
    assert "den, der har godkendt aftalen, har fået den forelagt" in ours
    assert "Alle 22 kommunalbestyrelser" not in words(client, f"{DUTIES}/for-ssu-syd?grundlag=fremgaar")


@pytest.mark.parametrize(
    ("name", "general"),
    [("adr-ssu", True), ("adr-plo", True), ("adr-sundhedsstyrelsen", False), ("adr-midt-sundhedsstyregruppe", False),
     ("adr-syd-sundhedsstyregruppe", False), ("adr-sundhedskoordinationsudvalg", False)],
)  # fmt: skip
def test_only_the_guidance_leaves_open_which_body_it_is(client: Client, name: str, *, general: bool) -> None:
    """An addressee of one agreement is that of its document; Sundhedsstyrelsen is the same in all regions."""
    told = words(client, f"{DUTIES}/{name}")
    assert ("De siger ikke, hvilket organ det er i den enkelte region." in told) == general


def test_a_body_without_duties_leads_to_its_name_as_an_addressee(client: Client) -> None:
    """The authority gets four statuses; twelve provisions that are no option are addressed to its name."""
    html = client.get(f"{DUTIES}/act-sst").text
    assert "12 pligter og opgaver står under Sundhedsstyrelsen som adressat." in read(html)
    assert f'href="{DUTIES}/adr-sundhedsstyrelsen"' in html.partition('<p class="lead">')[2].partition("</p>")[0]
    assert "står under" not in words(client, f"{DUTIES}/for-koordination-syd").partition("Grundlag:")[0]


@pytest.mark.parametrize(
    ("name", "there"),
    [("ACT-SST", "act-sst"), ("hospitalerne", "act-hospitaler-midt"), ("HOSPITALERNE", "act-hospitaler-midt")],
)
def test_a_name_leads_to_the_page_of_whom_it_means(client: Client, name: str, there: str) -> None:
    """Whatever the case; the language and the choice are kept."""
    for root in ("", "/en"):
        moved = client.get(f"{root}{DUTIES}/{name}?grundlag=fremgaar")
        assert (moved.status_code, moved.headers["location"]) == (303, f"{root}{DUTIES}/{there}?grundlag=fremgaar")


def test_a_name_of_several_lets_choose(client: Client) -> None:
    """The authority, and the addressee of the guidance."""
    html = client.get(f"{DUTIES}/Sundhedsstyrelsen").text
    assert all(f"/{name}" in html.partition("Mente du?")[2] for name in ("act-sst", "adr-sundhedsstyrelsen"))


def test_a_weaker_ground_is_needed_is_told_as_that(client: Client) -> None:
    """General practice has its three tasks by our reading; by the sources alone the page is there and has none."""
    assert "Samlingen har ingen pligter eller opgaver at vise her på dette grundlag." in words(
        client, f"{DUTIES}/act-almen-praksis?grundlag=fremgaar"
    )
    assert "3 pligter og opgaver: 3, hvor vægten ikke er læst." in words(client, f"{DUTIES}/act-almen-praksis")


def test_an_agreement_whose_text_is_not_at_hand_is_one_finding(client: Client) -> None:
    """Not «no duties», and no hundred lines: one reason."""
    html = client.get(f"{DUTIES}?aftale=agr-nord-2024-2027").text
    assert "Det kan ikke afgøres ud fra samlingen" in read(html)
    assert (told_in(html), ROW.findall(html)) == ([], [])


def test_what_nobody_has_stands_with_what_is_read_beside_it(client: Client, tracing: Tracing) -> None:
    """The half-yearly report, and the committee that sends it by our reading."""
    html = client.get(f"{DUTIES}?uden-ejer=true").text
    assert "9 pligter og opgaver har ingen ejer på dette grundlag." in read(html)
    assert "Halvårlig afrapportering (opfølgning) Hvem: kilden siger ikke, hvem" in read(html)
    beside = tracing.duties("", "", "udledt", unowned=True).beside
    assert (len(beside), len(told_in(part(html, "ingen-ejer")))) == (12, 9 + 12)


def test_readers_come_here_from_the_pages_of_bodies(client: Client) -> None:
    """From a thing, from the actors, from the forums; and not from what owes nothing."""
    assert f'href="{DUTIES}/for-ssu-syd"' in client.get("/id/sundhedssamarbejdsudvalg/for-ssu-syd").text
    assert f'href="{DUTIES}/act-sst"' in client.get("/aktoerer").text
    assert f'href="{DUTIES}/for-sss-syd"' in client.get("/fora?vis=act-region-syd").text
    assert DUTIES not in client.get("/id/indikator/ind-midt-dagligrygere").text


@pytest.mark.parametrize("names", [(), (MIDT, SYD), ("agr-syd-2019-2023", "agr-sjaelland-2019-2023", SYD)])
def test_the_sides_have_what_the_library_gives(client: Client, tracing: Tracing, names: tuple[str, ...]) -> None:
    """Numbers part by part, what is shared, and what stands in one only; without a choice those that were read."""
    found = tracing.compare(names or (MIDT, SYD), "udledt")
    html = client.get(f"{SIDES}?{'&'.join(f'aftale={name}' for name in names)}").text
    rows = {read(head): numbers(cells) for head, cells in ROW.findall(html)}
    for name in PARTS:
        items = [side.of(name) for side in found.sides]
        if any(items):
            told = [len(some) for some in items if some]
            assert [n for n in rows[PART_NAMES["da"][name]][:-2] if n] == told
            assert rows[PART_NAMES["da"][name]][-2] == sum(one.part == name for one in found.shared)
            section = html.partition(f'<h2 id="{name}">')[2].partition("</section>")[0]
            assert all(f'href="/id/{item.iri.removeprefix(ID)}"' in section for some in items for item in some)
    assert {slug(side.agreement) for side in found.sides} == set(re.findall(r'value="([^"]*)" checked>', html)) - {
        "udledt"
    }


def test_what_is_not_at_hand_is_said_once_and_never_as_nothing(client: Client) -> None:
    """Targets of Syddanmark are not known; those of Midtjylland were looked for; the lost picture is told."""
    html = client.get(SIDES).text
    told = read(html)
    assert told.count("Selve Sundhedsaftalen 2024-2027 for Region Syddanmark er ikke i samlingen") == 1
    targets = read(html.partition('<h2 id="targets">')[2].partition("</section>")[0])
    assert "Region Midtjylland Ingen fundet i" in targets
    assert targets.endswith("Region Syddanmark Kendes ikke")
    national = read(html.partition('<h2 id="national">')[2].partition("</section>")[0])
    assert "Kan ikke afgøres: Overbliksbilledet mangler i tekstudtrækket" in national
    assert "Kan ikke afgøres: Aftalens egen tekst er ikke i samlingen. Tillægget er læst fra ende til anden" in national
    (counted,) = [cells for head, cells in ROW.findall(html) if read(head) == "Nationale mål og indikatorer"]
    assert (numbers(counted), "kendes ikke" in counted) == ([19, 0, 0], True)
    assert "Den vedtagne aftale er ikke i samlingen." in read(part(html, "laest"))
    assert "det siger ikke, at aftalerne handler om noget forskelligt" in told
    assert "1 ting er fælles: LUP. Ingen er koblet på tværs." in told


def test_one_agreement_asks_for_another(client: Client) -> None:
    """The form is there to choose it with; nothing is compared."""
    html = client.get(f"{SIDES}?aftale={MIDT}").text
    assert "Vælg mindst én aftale til" in read(html)
    assert html.count('type="checkbox"') == 11
    assert not ROW.findall(html)


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        (f"{DUTIES}?aftale=agr-midt", 404, "Der er ingen sundhedsaftale, der hedder «agr-midt»."),
        (f"{DUTIES}?grundlag=rygte", 400, "Grundlaget «rygte» findes ikke."),
        (f"{DUTIES}?uden-ejer=ja", 400, "«ja» er ikke blandt de værdier, man kan vælge."),
        (f"{DUTIES}/for-ssu-sy", 404, "Vi finder ingen med navnet «for-ssu-sy» blandt dem, samlingen har pligter"),
        (f"{DUTIES}/act-region-syd", 404, "Vi finder ingen med navnet «act-region-syd» blandt dem, samlingen"),
        (f"{DUTIES}/Sundhedsstyrelsen", 400, "«Sundhedsstyrelsen» er navnet på 2 ting."),
        (f"{SIDES}?aftale={MIDT}&aftale={MIDT}", 400, "Den samme kan ikke holdes op mod sig selv."),
        (f"{SIDES}?aftale={MIDT}&aftale=agr-mi", 404, "Der er ingen sundhedsaftale, der hedder «agr-mi»."),
        (f"{SIDES}?aftale=agr-mi", 404, "Der er ingen sundhedsaftale, der hedder «agr-mi»."),
        (f"{SIDES}?{'aftale=x&' * 3000}", 400, "Der er valgt flere aftaler, end der findes."),
        (f"{SIDES}?aftale={MIDT}&aftale={SYD}&grundlag=x", 400, "Grundlaget «x» findes ikke."),
        (f"{DUTIES}/{quote('<script>alert(1)</script>', safe='')}", 404, ""),
    ],
)
def test_a_mistake_is_told_with_what_there_is(client: Client, path: str, status: int, told: str) -> None:
    """Each in words, on a page that leads on."""
    answer = client.get(path)
    assert (answer.status_code, told in read(answer.text)) == (status, True)
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("path", [DUTIES, f"{DUTIES}/adr-ssu", f"{DUTIES}/for-dks", SIDES, f"{SIDES}?aftale={MIDT}"])
def test_the_pages_are_in_english_too(client: Client, path: str) -> None:
    """One heading, nothing inline, no address where there is a label, and what comes from documents says so."""
    for root, tab in (("", "Hvem skal hvad hvornår?"), ("/en", "Who is to do what when?")):
        page = client.get(f"{root}{path}")
        assert page.status_code == 200
        shown = Page(page.text)
        assert len(re.findall(r"<h1[ >]", page.text)) == 1
        assert (tab in shown.words, shown.inline, "w3id.org" in shown.words) == (True, [], False)
    english = client.get(f"/en{path}").text
    own = re.sub(r'<(\w+)[^>]* lang="da"[^>]*>.*?</\1>', "", english, flags=re.DOTALL)
    assert not re.findall(r"\b(?:ikke|pligter|efter vores|hvornår|aftalen)\b", read(own.partition("<main")[2]))


def test_nothing_that_a_reader_makes_up_is_kept(client: Client) -> None:
    """Names that are not there, and choices in any number, leave the memory as it was."""
    site: Site = client.app.state.site
    for path in (DUTIES, SIDES, f"{DUTIES}/adr-ssu"):
        client.get(path)
    before = len(site._kept)  # noqa: SLF001 (what is kept)
    for number in range(5):
        client.get(f"{DUTIES}/opfundet-{number}")
        client.get(f"{DUTIES}?aftale=opfundet-{number}")
        client.get(f"{SIDES}?aftale={MIDT}&aftale={SYD}&grundlag=fremgaar&x={number}")
    assert len(site._kept) == before  # noqa: SLF001 (what is kept)


def test_the_files_hold_the_choice_of_the_page(client: Client) -> None:
    """The same actor, agreement and ground are asked for at the interface."""
    found = [unescape(link) for link in HREF.findall(client.get(f"{DUTIES}/for-ssu-syd?grundlag=fremgaar").text)]
    csv = [link for link in found if link.startswith("/api/v1/trace/") and "csv" in link]
    assert csv == ["/api/v1/trace/duties?aktoer=for-ssu-syd&grundlag=fremgaar&format=csv&separator=semikolon"]
    both = [unescape(link) for link in HREF.findall(client.get(SIDES).text) if "format=json" in link]
    assert both == [f"/api/v1/trace/compare?aftale={MIDT}&aftale={SYD}&format=json"]
