"""The pages of what is linked, of the tables and of why not: what the library finds, and nothing else."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook

from aftalegraf.api import create_app
from aftalegraf.coupling import STATUSES
from aftalegraf.coupling_words import STATUS
from aftalegraf.crosstab import DUTIES, GOALS, NAMES, OF_AGREEMENTS, RULES, TASKS
from aftalegraf.crosstab_view import totals
from aftalegraf.crosstab_views import ROWS
from aftalegraf.gaps import findings
from aftalegraf.gaps_view import heading
from aftalegraf.namespaces import RDF
from aftalegraf.rendering import Site
from aftalegraf.why_view import sentence
from aftalegraf.world import World
from tests.asking import Client
from tests.chain_worlds import AGREEMENT, thing, world_of
from tests.test_web import Page

MIDT, SYD, NORD = "agr-midt-2019-2023", "agr-syd-2024-2027", "agr-nord-2019-2023"
GROUNDS = ("fremgaar", "udledt", "redaktionel")
VIEWS = (
    "/sammenhaeng", "/sammenhaeng?grundlag=redaktionel", f"/sammenhaeng?aftale={SYD}", f"/sammenhaeng?aftale={NORD}",
    "/sammenhaeng?dato=2025-01-01", "/sammenhaeng?status=koblet", "/sammenhaeng?kaede=bestemmelser",
    f"/sammenhaeng?kaede=bestemmelser&aftale={SYD}&status=delvistKoblet", "/sammenhaeng/tabeller",
    f"/sammenhaeng/tabeller?aftale={MIDT}", *(f"/sammenhaeng/tabeller/{name}" for name in NAMES),
    "/sammenhaeng/tabeller/bestemmelse-regel?side=3",
    f"/sammenhaeng/tabeller/maalsaetning-maal?aftale={MIDT}&grundlag=redaktionel&raekke=obj-midt-akut",
    "/sammenhaeng/hvorfor-ikke", "/sammenhaeng/hvorfor-ikke?fra=obj-midt-akut&til=ng-forloeb",
    "/sammenhaeng/hvorfor-ikke?fra=obj-midt-svaer-psyk&til=ng-forloeb&grundlag=redaktionel",
)  # fmt: skip


def read(html: str) -> str:
    """What is read on a page or a part of one."""
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
    return re.sub(r" ([.,:;)»”])", r"\1", words).replace("( ", "(").replace("« ", "«")


def main(client: Client, path: str, status: int = 200) -> str:
    """The main part of a page."""
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.text.partition("<main")[2].partition("</main>")[0]


@pytest.fixture(scope="module")
def site(app: FastAPI) -> Site:
    """The site of the pages."""
    found: Site = app.state.site
    return found


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("path", VIEWS)
def test_every_view_answers_in_both_languages(client: Client, root: str, path: str) -> None:
    """One heading, nothing inline, no address where there is a label, at most 150 kB, and its own links answer."""
    page = client.get(f"{root}{path}")
    assert page.status_code == 200
    assert len(page.content) <= 150_000
    assert len(re.findall(r"<h1[ >]", page.text)) == 1
    shown = Page(page.text)
    assert shown.inline == []
    assert "w3id.org" not in page.text
    assert not re.findall(r"\b(?:aft|graf|skos|org):\w+", shown.words)
    place = f"{root}{path.partition('?')[0]}"
    own = {link if link.startswith("/") else f"{place}{link}" for link in shown.links if not link.startswith("#")}
    room = re.compile(r"(/en)?/sammenhaeng(/tabeller|/hvorfor-ikke|\?|$)")
    followed = sorted(link for link in own if room.match(link))[::9]
    followed += [link for link in own if link.startswith("/api/v1/trace/")]
    assert followed
    assert [link for link in followed if client.get(link).status_code != 200] == []


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("agreement", [MIDT, SYD])
def test_the_chain_is_shown_as_the_library_finds_it(
    client: Client, site: Site, world: World, agreement: str, ground: str
) -> None:
    """Every thing once, with its status; the numbers of each status; one finding for each reason."""
    (found,) = site.tracing.status(agreement, ground)
    html = main(client, f"/sammenhaeng?aftale={agreement}&grundlag={ground}")
    rows = re.findall(r'<th scope="row"><a href="([^"]+)".*?<td><span class="mark (\w+)">', html, re.DOTALL)
    ids = [(item.iri.partition("/id/")[2], item.status) for item in found.items]
    assert sorted((href.removeprefix("/id/"), status) for href, status in rows) == sorted(ids)
    tiles = dict(re.findall(r'class="outcome (\w+)".*?<strong>(\d+)</strong>', html))
    assert {s: int(n) for s, n in tiles.items()} == {
        s: sum(item.status == s for item in found.items) for s in STATUSES if any(i.status == s for i in found.items)
    }
    told = [read(each) for each in re.findall(r'<section class="finding.*?<h3>(.*?)</h3>', html, re.DOTALL)]
    assert told == [f"{heading(one, 'da')} ({len(one.items)})" for one in findings(found)]
    assert world.label(found.agreement) in read(html)


def test_the_first_sentence_blames_nobody_for_what_cannot_be_read(client: Client) -> None:
    """000 line 193: the picture is lost, so nothing is said to lack a link; the editors' ways are told with numbers."""
    words = read(main(client, "/sammenhaeng"))
    assert "Om aftalens 4 målsætninger er koblet hele vejen til et nationalt mål, kan ikke afgøres" in words
    words = read(main(client, "/sammenhaeng?grundlag=redaktionel"))
    assert "2 af 4 målsætninger er koblet hele vejen til et nationalt mål; 2 kan ikke afgøres. Hele kæden" in words


def test_what_cannot_be_read_is_one_finding_with_its_place_and_what_to_do(client: Client) -> None:
    """25 things wait for the picture that is lost, and the place is linked."""
    html = main(client, "/sammenhaeng")
    (finding,) = [
        each for each in re.findall(r"<section.*?</section>", html, re.DOTALL) if "overbliksbilledet" in each.lower()
    ]
    assert "Det kan I gøre: Skaf det, der mangler i samlingen." in read(finding)
    assert 'href="/id/kildehenvisning/000-l193"' in finding
    assert finding.count("<li>") == 25


def test_an_agreement_without_a_text_has_one_finding(client: Client) -> None:
    """Missing is not empty: Nordjylland's agreement of 2019 is not at hand."""
    html = main(client, f"/sammenhaeng?aftale={NORD}")
    assert html.count('<section class="finding') == 1
    assert "Skaf aftalens tekst." in read(html)
    assert "Alt i kæden er koblet" not in html


@pytest.mark.parametrize("status", STATUSES)
def test_only_the_things_of_a_status_are_shown(client: Client, site: Site, status: str) -> None:
    """The numbers of the others stay; none says so."""
    (found,) = site.tracing.status(MIDT, "redaktionel")
    wanted = [item for item in found.items if item.status == status]
    html = main(client, f"/sammenhaeng?grundlag=redaktionel&status={status}")
    assert html.count('<th scope="row">') == len(wanted)
    assert ("Intet i kæden har den status" in html) == (not wanted)


def test_what_is_over_on_a_day_says_until_when(client: Client, site: Site) -> None:
    """The agreement of Midtjylland ends; what is its own is expired after, the national ones are not."""
    (found,) = site.tracing.status(MIDT, "udledt", "2025-01-01")
    over = [item for item in found.items if item.over]
    html = main(client, "/sammenhaeng?dato=2025-01-01&status=udloebet")
    assert html.count('<th scope="row">') == len(over) == 17
    assert "Udløbet: gjaldt til 2023" in read(html)
    assert "Som det stod den 1. januar 2025." in read(html)


def test_a_chain_that_goes_round_is_shown(kept: object) -> None:
    """Two objectives that each have the other."""
    assert kept
    said = [
        ((AGREEMENT, f"{RDF}type", "Sundhedsaftale"), "fremgaar"),
        ((thing(0, 0), f"{RDF}type", "Indsatsomraade"), "fremgaar"),
        ((AGREEMENT, "harIndsatsomraade", thing(0, 0)), "fremgaar"),
        *(((thing(1, n), f"{RDF}type", "Maalsaetning"), "fremgaar") for n in (0, 1)),
        ((thing(0, 0), "harMaalsaetning", thing(1, 0)), "fremgaar"),
        ((thing(1, 0), "harMaalsaetning", thing(1, 1)), "fremgaar"),
        ((thing(1, 1), "harMaalsaetning", thing(1, 0)), "fremgaar"),
    ]
    html = main(Client(create_app(world_of(said))), "/sammenhaeng")
    assert "Kæden går i ring" in html
    assert re.search(r"1-\d → 1-\d → 1-\d", read(html))


@pytest.mark.parametrize("agreement", ["", SYD, MIDT])
def test_the_provisions_are_shown_as_the_library_finds_them(client: Client, site: Site, agreement: str) -> None:
    """Each once, under its status; that no rule tests one is no blame."""
    found = site.tracing.provisions(agreement)
    html = main(client, f"/sammenhaeng?kaede=bestemmelser&aftale={agreement}")
    assert sorted(re.findall(r'<li><a href="/bestemmelser/([^"]+)">', html)) == sorted(p.provision.id for p in found)
    tiles = dict(re.findall(r'class="outcome (\w+)".*?<strong>(\d+)</strong>', html))
    assert {s: int(n) for s, n in tiles.items()} == {s: n for s in STATUSES if (n := sum(p.status == s for p in found))}
    assert "siger intet om, hvorvidt aftalen lever op til den" in html


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_shown_as_the_library_finds_it(client: Client, site: Site, name: str, ground: str) -> None:
    """The pairs that are linked or contested, over all pages; the sums; the rows without a link in a line a reason."""
    table = site.tracing.table(name, "", ground)
    path = f"/sammenhaeng/tabeller/{name}?grundlag={ground}"
    linked = sum(bool(n) for n in table.by_row.values())
    pages = [main(client, f"{path}&side={page}") for page in range(1, 1 + max(1, -(-linked // ROWS)))]
    body = "".join(re.search(r"<tbody>.*?</tbody>", page, re.DOTALL)[0] for page in pages)  # type: ignore[index]
    pairs = set(re.findall(r"raekke=([^&\"]+)&amp;kolonne=([^&\"#]+)", body))
    ends = {
        (a.rsplit("/", 1)[-1], b.rsplit("/", 1)[-1].removeprefix("shapes#"))
        for a, b in (*table.cells, *table.contested)
    }
    assert pairs == ends
    (sums,) = re.findall(r"<tfoot>.*?</tfoot>", pages[0], re.DOTALL)
    assert re.search(rf">{re.escape(totals(table, 'da').every)}<", sums)
    folded = [int(n) for n in re.findall(r"<summary>(\d+) af \d+ [^<]* er uden kobling", pages[0])]
    if folded:
        lone = sum(not n for n in table.by_column.values()) - len(table.contested)
        assert sum(folded) == len(table.rows) - linked + lone


def test_what_the_objective_has_is_not_said_of_the_measuring_point(client: Client) -> None:
    """002 lines 279, 301: at what is stated three pairs are shown, and the page says what the source does state."""
    html = main(client, "/sammenhaeng/tabeller/datakilde-maalepunkt?aftale=agr-syd-2024-2027&grundlag=fremgaar")
    assert "1 af 13 datakilder og 3 af 13" in read(html)
    assert "er datakilden angivet for målsætningen eller visionen" in read(html)
    assert html.partition("<tbody>")[2].partition("</tbody>")[0].count('<td class="linked') == 3


def test_a_cell_is_looked_into_with_every_way(client: Client, site: Site) -> None:
    """Two ways from the objective to the goal, three links each, each with its ground; the editors' are marked."""
    table = site.tracing.table(GOALS, MIDT, "redaktionel")
    query = f"aftale={MIDT}&grundlag=redaktionel&raekke=obj-midt-svaer-psyk&kolonne=ng-forloeb"
    html = main(client, f"/sammenhaeng/tabeller/{GOALS}?{query}")
    row, column = site.tracing.in_table(table, "obj-midt-svaer-psyk", "ng-forloeb")
    ways = re.findall(r'<ol class="way\b.*?</ol>', html, re.DOTALL)
    assert len(ways) == len(table.cells[row, column].ways) == 2
    for way in ways:
        assert re.findall(r'class="ground (\w+)"', way) == ["fremgaar", "udledt", "redaktionel"]
        assert way.count("/id/kildehenvisning/000-l") == 2


def test_what_cannot_be_decided_leads_to_why(client: Client) -> None:
    """Of Midtjylland's 32 pairs none can be decided: each cell leads to the link that is missing."""
    html = main(client, f"/sammenhaeng/tabeller/{GOALS}?aftale={MIDT}")
    cells = re.findall(r'<td class="hatched"><a href="([^"]+)">Kan ikke afgøres', html)
    assert len(cells) == 32
    assert "kan ikke afgøres" in read(main(client, unescape(cells[0])))


@pytest.mark.parametrize("name", OF_AGREEMENTS)
def test_a_table_of_an_agreement_without_a_text_says_so(client: Client, name: str) -> None:
    """No empty grid."""
    html = main(client, f"/sammenhaeng/tabeller/{name}?aftale={NORD}")
    assert "Der er intet at vise her." in html
    assert "<tbody>" not in html


def test_guidance_is_said_to_be_an_undated_draft(client: Client) -> None:
    """Where 003 is used."""
    for path in (f"tabeller/{DUTIES}", f"tabeller/{RULES}"):
        assert "Vejledningen er et udateret udkast." in main(client, f"/sammenhaeng/{path}")


@pytest.mark.parametrize(
    ("start", "end", "ground"),
    [
        ("obj-midt-akut", "ng-forloeb", "udledt"), ("obj-midt-akut", "ng-forloeb", "redaktionel"),
        ("ind-midt-dagligrygere", "ng-leveaar", "udledt"), ("obj-syd-overgange", "ng-forloeb", "udledt"),
        ("ds-lup", "obj-midt-akut", "udledt"), ("for-sku-midt", "ng-leveaar", "udledt"),
        ("adr-kl", "act-kl", "udledt"), ("act-kl", "ng-leveaar", "udledt"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["da", "en"])
def test_why_not_is_answered_as_the_library_does(
    client: Client, site: Site, language: str, start: str, end: str, ground: str
) -> None:
    """The outcome in the same sentence, each link of the way, each that is missing."""
    found = site.tracing.why(start, end, ground)
    root = "" if language == "da" else "/en"
    html = main(client, f"{root}/sammenhaeng/hvorfor-ikke?fra={start}&til={end}&grundlag={ground}")
    said = re.sub(r" \[[\w-]+\]|[«»]", "", sentence(site.world, found, language))
    assert said.casefold() in read(html).casefold()
    if found.way:
        first = html.partition('<ol class="way')[2].partition("</ol>")[0]
        assert first.count("<li>") == 1 + len(found.way)
    assert html.count('<span class="hatch"') == len(found.missing)
    for link in found.way:
        assert f'href="{root}/id/{link.target.partition("/id/")[2]}"' in html


def test_a_missing_link_tells_where_to_look(client: Client) -> None:
    """The objective has no indicator that leads on: its own place, and where other links of the kind stand."""
    html = main(client, "/sammenhaeng/hvorfor-ikke?fra=ind-midt-dagligrygere&til=ng-leveaar")
    (told,) = re.findall(r"Her ville man se efter:.*?</p>", html, re.DOTALL)
    assert 'href="/id/kildehenvisning/000-l241"' in told
    assert 'href="/id/dokument/doc-000"' in told
    assert "har asterisk, men den nationale indikator er ikke opregnet" in html


def test_no_document_of_another_agreement_is_named_where_to_look(client: Client, site: Site) -> None:
    """Asterisks stand in Midtjylland's draft alone: nobody looks there for what Syddanmark measures by."""
    measures = [iri for iri in site.tracing.chains.things if "/mea-syd-" in iri]
    assert len(measures) == 9
    for iri in measures:
        html = main(client, f"/sammenhaeng/hvorfor-ikke?fra={iri.rpartition('/')[2]}&til=ng-leveaar")
        (told,) = re.findall(r"Her ville man se efter:.*?</p>", html, re.DOTALL)
        assert set(re.findall(r"/kildehenvisning/(\d+)-", told)) == {"002"}
        assert "/dokument/" not in told


def test_a_name_of_several_things_gives_each_to_choose(client: Client) -> None:
    """KL is an actor and an addressee; the choice keeps the other field."""
    html = main(client, "/sammenhaeng/hvorfor-ikke?fra=kl&til=obj-midt-akut", 400)
    links = re.findall(r'<li><a href="(\?fra=[^"]+)"', html)
    assert sorted(links) == ["?fra=act-kl&amp;til=obj-midt-akut", "?fra=adr-kl&amp;til=obj-midt-akut"]
    assert "Der er ingen vej" not in html


def test_a_name_that_nothing_has_gives_the_nearest(client: Client) -> None:
    """A slip of the pen, and a word that is like nothing."""
    html = main(client, "/sammenhaeng/hvorfor-ikke?fra=rygnig&til=ng-leveaar", 404)
    assert "top-midt-rygning" in html
    html = main(client, "/sammenhaeng/hvorfor-ikke?fra=xyzzyqqq&til=ng-leveaar", 404)
    assert 'href="/soeg?q=xyzzyqqq"' in html


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("?aftale=agr-midt", 404, "Der er ingen sundhedsaftale, der hedder «agr-midt»."),
        ("?dato=2025-13-01", 400, "Adressen kan ikke bruges"),
        ("?status=koblt", 400, "Koblet"),
        ("?kaede=maalene", 400, "maal"),
        ("?grundlag=alt", 400, "Grundlaget «alt» findes ikke."),
        ("/tabeller/forum-opgaver", 400, "«forum-opgaver»"),
        (
            f"/tabeller/{TASKS}?aftale={MIDT}",
            200,
            "Vi har ikke registreret, hvilke fora der hører til hvilken aftale; her er alle.",
        ),
        (f"/tabeller/{TASKS}?raekke=for-sku-mit", 404, "for-sku-mit"),
        (f"/tabeller/{TASKS}?raekke=obj-midt-akut", 200, "Det, du bad om at se, er ikke i denne tabel."),
        ("/hvorfor-ikke?fra=ng-leveaar&til=Flere sunde leveår", 400, "nævner den samme ting"),
    ],
)
def test_what_cannot_be_shown_says_why(client: Client, path: str, status: int, words: str) -> None:
    """A page with what there is instead, never an empty one."""
    assert words in read(main(client, f"/sammenhaeng{path}", status))


def test_nothing_that_a_reader_makes_up_is_kept(client: Client, site: Site) -> None:
    """Days, rows and names of the address are worked out anew."""
    for path in VIEWS:
        client.get(path)
    before = len(vars(site)["_kept"])
    for number in range(3):
        client.get(f"/sammenhaeng?dato=20{number + 10}-01-01")
        client.get(f"/sammenhaeng/tabeller/{GOALS}?raekke=opdigtet-{number}&side={number + 7}")
        client.get(f"/sammenhaeng/hvorfor-ikke?fra=opdigtet-{number}&til=ng-leveaar")
    assert len(vars(site)["_kept"]) == before


def test_the_english_page_speaks_english(client: Client) -> None:
    """Statuses, findings and advice; what comes from the documents is Danish and says so."""
    html = main(client, "/en/sammenhaeng")
    words = read(re.sub(r'<(\w+)[^>]* lang="da"[^>]*>.*?</\1>', "", html, flags=re.DOTALL))
    assert "What you can do: Obtain what the collection lacks." in words
    assert not [word for word in STATUS["da"].values() if re.search(rf"\b{word}\b", words, re.IGNORECASE)]


def test_the_table_is_narrowed_to_a_focus_area(client: Client) -> None:
    """Two objectives belong to psychiatry; an area of another agreement is passed over and said so."""
    path = f"/sammenhaeng/tabeller/{GOALS}?aftale={MIDT}&omraade="
    html = main(client, f"{path}foc-midt-psykiatri")
    assert html.count('<th scope="row">') == 2 + 1
    assert 'value="foc-midt-psykiatri" selected' in html
    words = read(main(client, f"{path}vis-syd-trivsel"))
    assert "hører ikke til det, der vises her. Derfor vises hele aftalen." in words
    assert client.get(f"{path}nope").status_code == 404


@pytest.mark.parametrize("agreement", [MIDT, ""])
def test_a_table_of_an_area_is_the_same_on_the_page_and_in_every_file(client: Client, agreement: str) -> None:
    """The same rows and pairs in HTML, JSON, CSV and Excel, each with the area told."""
    path = f"/sammenhaeng/tabeller/{GOALS}?aftale={agreement}&grundlag=redaktionel&omraade=foc-midt-psykiatri"
    html = main(client, path)
    links = [unescape(link) for link in re.findall(r'href="(/api/v1/trace/matrix[^"]+)"', html)]
    excel, commas, told = (client.get(link) for link in links)
    rows = ["obj-midt-boern", "obj-midt-svaer-psyk"]
    data = told.json()
    assert [row["id"].rpartition("/")[2] for row in data["rows"]] == rows
    assert data["area"].endswith("/foc-midt-psykiatri")
    assert html.count('class="linked') == len(data["cells"]) == 2
    table = list(csv.reader(io.StringIO(commas.text.removeprefix("\ufeff")), delimiter=";"))
    assert [line[0].rpartition("[")[2].rstrip("]") for line in table[1:-1]] == rows
    assert all("Kun det, der hører under «Den nære psykiatri»" in line[-1] for line in table[1:])
    sheets = load_workbook(io.BytesIO(excel.content))
    assert [row[0].value for row in sheets["Tabel"].iter_rows(min_row=2)] == [line[0] for line in table[1:]]
    assert ("Udsnit", "Kun det, der hører under «Den nære psykiatri»") in sheets["Om tabellen"].values


def test_only_the_table_of_the_goals_is_narrowed(client: Client) -> None:
    """The interface says so; an area that is none is answered with what there is."""
    answer = client.get(f"/api/v1/trace/matrix/{TASKS}?omraade=foc-midt-psykiatri")
    assert (answer.status_code, "Kun tabellen maalsaetning-maal" in answer.json()["detail"]) == (400, True)
    answer = client.get(f"/api/v1/trace/matrix/{GOALS}?aftale={MIDT}&omraade=vis-syd-trivsel")
    assert answer.status_code == 404
    assert answer.json()["nearest"] == ["foc-midt-forebyggelse", "foc-midt-aeldre", "foc-midt-psykiatri"]


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize(
    "path",
    [
        "?grundlag=redaktionel", "?kaede=bestemmelser", "/tabeller?grundlag=redaktionel",
        *(f"/tabeller/{name}?grundlag=redaktionel" for name in NAMES), "/hvem-skal-hvad?grundlag=redaktionel",
        "/hvem-skal-hvad/for-ssu-syd?grundlag=redaktionel", "/side-om-side?grundlag=redaktionel",
    ],
)  # fmt: skip
def test_an_agreement_that_there_is_none_of_is_answered_alike_in_the_whole_room(
    client: Client, root: str, path: str
) -> None:
    """404, one sentence, and the agreements, each in the analysis that was asked."""
    there = f"{root}/sammenhaeng{path}"
    html = main(client, f"{there}&aftale=nix", 404)
    said = "There is no agreement called “nix”." if root else "Der er ingen sundhedsaftale, der hedder «nix»."
    assert said in read(html)
    offered = [unescape(link) for link in re.findall(r'<li><a href="([^"]+aftale=[^"]+)"', html)]
    assert len(offered) == 11
    assert f"{there}&aftale={MIDT}" in offered
    assert [link for link in offered[3::7] if client.get(link).status_code != 200] == []


def test_a_table_that_there_is_none_of_is_answered_with_all_there_are(client: Client) -> None:
    """By their names, with what was chosen kept."""
    html = main(client, f"/sammenhaeng/tabeller/findes-ikke?grundlag=redaktionel&aftale={SYD}", 400)
    offered = [unescape(link) for link in re.findall(r'<li><a href="(/sammenhaeng/tabeller/[^"]+)"', html)]
    assert offered == [f"/sammenhaeng/tabeller/{name}?grundlag=redaktionel&aftale={SYD}" for name in NAMES]
    assert "Bestemmelser og regler" in read(html)


def test_of_an_agreement_only_its_own_provisions_are_told_and_nothing_of_the_guidance(client: Client) -> None:
    """Six of Midtjylland's fourteen untested only inform; Nordjylland has none, and nothing more is claimed."""
    path = "/sammenhaeng?kaede=bestemmelser"
    midt, nord, every = (read(main(client, f"{path}&aftale={a}")) for a in (MIDT, NORD, ""))
    assert "14 prøves ikke af nogen regel. 6 af de sidste oplyser kun noget og pålægger ingen en pligt." in midt
    assert "Vejledningens bestemmelser er ikke med." in midt
    assert "Samlingen har ingen bestemmelser, der kun gælder for den valgte aftale." in nord
    assert "Her er kun det" not in nord
    draft = "Vejledningen er et udateret udkast."
    assert [draft in told for told in (midt, nord, every)] == [False, False, True]
    assert draft not in main(client, f"/sammenhaeng/tabeller/{RULES}?aftale={MIDT}")


def test_the_table_of_an_agreement_is_to_be_had_as_a_picture(client: Client) -> None:
    """In each form, with the choice in the address."""
    html = main(client, f"/sammenhaeng/tabeller/{GOALS}?aftale={SYD}&grundlag=redaktionel&omraade=vis-syd-trivsel")
    links = [unescape(link) for link in re.findall(r'href="(/billeder/coverage[^"]+)"', html)]
    assert len(links) == 4
    assert [
        link for link in links if client.get(link).status_code != 200 or "omraade=vis-syd-trivsel" not in link
    ] == []


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("?grundlag=redaktionel&maalsaetning=obj-midt-akut&maal=ng-forloeb",
         "?grundlag=redaktionel&raekke=obj-midt-akut&kolonne=ng-forloeb"),
        (f"?aftale={SYD}&omraade=vis-syd-trivsel", f"?aftale={SYD}&omraade=vis-syd-trivsel"),
    ],
)  # fmt: skip
def test_the_address_that_the_table_had_leads_to_it(client: Client, root: str, old: str, new: str) -> None:
    """For good, with all that was chosen."""
    answer = client.get(f"{root}/kobling{old}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"{root}/sammenhaeng/tabeller/{GOALS}{new}")
    assert client.get(answer.headers["location"]).status_code == 200
