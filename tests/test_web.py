"""The pages: plain HTML that works without script, in labels, with ground and source, and nothing from elsewhere."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from aftalegraf.api import create_app
from aftalegraf.graph import EVIDENCE, ONTOLOGY
from aftalegraf.turtle import publish
from aftalegraf.world import World, open_world
from tests.asking import Client

FLAGSHIP = "/spoergsmaal/indikatorer-for-nationalt-maal"
PAGES = [
    "/", "/soeg?q=KOSU", "/soeg?q=sundhedsplatform",
    "/maal", "/maal?vis=obj-midt-akut", "/roed-traad", "/roed-traad?grundlag=redaktionel", "/sammenhaeng",
    "/sammenhaeng/tabeller/maalsaetning-maal?grundlag=redaktionel", "/spoergsmaal", FLAGSHIP,
    f"{FLAGSHIP}?maal=ng-forloeb",
    f"{FLAGSHIP}?maal=ng-forloeb&grundlag=redaktionel", "/id/forum/for-ssg-midt", "/id/kildehenvisning/000-l327-329",
    "/id/dokument/doc-000", "/id/sundhedsaftale/agr-midt-2019-2023", "/ns", "/gennemgang", "/om", "/docs",
    "/.well-known/void", "/tal", "/tal/maa-ryger-dagligt", "/tal/maa-ryger-dagligt?sted=sundhedsraad-fyn",
    "/tal/maa-ak-opfoelgning",
]  # fmt: skip


class Page(HTMLParser):
    """A page as a reader meets it: its text, its links, and the addresses that a browser fetches by itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.inline: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, fetched addresses and inline style or script."""
        values = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(values.get("href", ""))
        if tag in ("script", "img", "iframe", "source") or (tag == "link" and values.get("rel") != "alternate"):
            self.fetched.append(values.get("src") or values.get("href", ""))
        self.inline += [name for name in values if name == "style" or name.startswith("on")]
        if tag in ("style", "script", "details", "code", "pre"):
            self._open.append((tag, tag != "details" or "technical" in values.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        """Leave a part that is not read."""
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Gather what is read; style and script count as inline when they hold anything."""
        if self._open and self._open[-1][0] in ("style", "script"):
            self.inline += [self._open[-1][0]] if data.strip() else []
        elif not any(hidden for _, hidden in self._open):
            self.text += data

    @property
    def words(self) -> str:
        """The text with single spaces."""
        return " ".join(self.text.split())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_and_is_whole(client: Client, path: str) -> None:
    """200, a language, a title of its own, a heading, a skip link, the notice and a main part."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    html = answer.text
    assert '<html lang="da">' in html
    assert re.search(r"<title>\s*[^<]{2,} · aftalegraf</title>", html)
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert '<a class="skipnav" href="#indhold">' in html
    assert '<main id="indhold"' in html
    assert "Uofficielt værktøj." in html


def test_every_page_has_a_title_of_its_own(client: Client) -> None:
    """So that history and bookmarks can be told apart."""
    plain = [path for path in PAGES if "?" not in path]
    titles = {re.findall(r"<title>(.*?)</title>", client.get(path).text, re.DOTALL)[0] for path in plain}
    assert len(titles) == len(plain)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_comes_from_another_host(client: Client, path: str) -> None:
    """Styles, scripts and pictures are ours, and none stands in the page itself."""
    page = Page(client.get(path).text)
    assert page.fetched
    assert all(address.startswith("/static/") for address in page.fetched)
    assert page.inline == []


@pytest.mark.parametrize("path", PAGES)
def test_no_address_is_shown_where_there_is_a_label(client: Client, path: str) -> None:
    """IRIs and short IRIs stand in the parts for developers only."""
    words = Page(client.get(path).text).words
    assert "w3id.org" not in words
    assert not re.findall(r"\b(?:aft|graf|skos|rdf|dct|prov|org):\w+", words)


@pytest.mark.parametrize("path", [*PAGES, "/nope", "/roed-traad?grundlag=x", "/static/site.css", "/api/v1/questions"])
def test_every_answer_carries_the_safety_headers(client: Client, path: str) -> None:
    """Also files, data and errors."""
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_the_flagship_is_empty_by_default_and_says_why(client: Client) -> None:
    """No row, the lost picture, and the way to what the editors added."""
    words = Page(client.get(f"{FLAGSHIP}?maal=ng-forloeb").text).words
    assert "Vi fandt ingen indikatorer, der støtter det nationale mål «Bedre sammenhængende patientforløb»." in words
    assert "Kan ikke afgøres: overbliksbilledet mangler i tekstudtrækket" in words
    assert "3 rækker kommer frem" in words
    assert "Vis også det, redaktionen har tilføjet" in words


def test_the_flagship_marks_what_the_editors_added(client: Client) -> None:
    """Three rows, each marked in words, each with its sources."""
    html = client.get(f"{FLAGSHIP}?maal=ng-forloeb&grundlag=redaktionel").text
    rows = re.findall(r"<tr>.*?</tr>", html.split("<tbody>")[1].split("</tbody>")[0], re.DOTALL)
    assert len(rows) == 3
    for row in rows:
        assert row.count('class="ground redaktionel">tilføjet af redaktionen<') >= 1
        assert "Ikke efterprøvet" in row
        assert "/id/kildehenvisning/000-l296" in row


def test_the_corrected_word_stands_beside_the_correction(client: Client) -> None:
    """The forum is named right, and the source's word is kept."""
    words = Page(client.get("/id/forum/for-ssg-midt").text).words
    assert "Det siges om «Sundhedsstyregruppen»" in words
    assert "kilden skriver «Sundhedsstyrelsen»" in words
    assert "vores læsning høringsversionen af Sundhedsaftalen 2019-2023, linje 327-329" in words


def test_a_contested_statement_is_marked_and_named(client: Client) -> None:
    """It says who says otherwise and that it is not part of the answers."""
    html = client.get("/id/sundhedsaftale/agr-midt-2019-2023").text
    found = re.findall(r'<li class="is-contested">.*?</li>', html, re.DOTALL)
    (contested,) = [item for item in found if "Almen praksis" in item]
    assert "<strong>Omstridt:</strong> siges imod af" in contested
    assert "/id/kildehenvisning/000-l45" in contested


def test_a_passage_shows_its_quotation_and_what_rests_on_it(client: Client) -> None:
    """At most twelve words."""
    html = client.get("/id/kildehenvisning/000-l327-329").text
    (quote,) = re.findall(r"<blockquote><p>«(.*?)»", html)
    assert len(quote.split()) <= 12
    assert f'<span lang="da">{quote}</span>”' in client.get("/en/id/kildehenvisning/000-l327-329").text
    assert "Dette bygger på stedet" in html
    assert 'href="/id/forum/for-ssg-midt"' in html


def test_a_document_lists_its_passages_under_each_heading_in_the_order_of_the_text(
    client: Client, world: World
) -> None:
    """Every one of them, once, and each heading once, by its first line."""
    html = client.get("/id/dokument/doc-000").text
    found = re.findall(r'<li><a href="/id/kildehenvisning/([^"]+)">Linje (\d+)', html)
    rows = world.store.select("SELECT ?k { ?k aft:iDokument <https://w3id.org/aftalegraf/id/dokument/doc-000> }").rows
    assert len(found) == len(set(found)) == len(rows)
    parts = re.findall(r'<details class="section".*?</details>', html, re.DOTALL)
    lines = [[int(line) for line in re.findall(r">Linje (\d+)", part)] for part in parts]
    assert all(part == sorted(part) for part in lines)
    assert lines == sorted(lines, key=lambda part: part[0])


def test_a_statement_leads_to_the_thing_it_is_about(client: Client, world: World) -> None:
    """Its IRI is answered too."""
    rows = world.store.select("SELECT ?u { ?u rdf:subject ?s ; rdf:predicate aft:harVision } ORDER BY ?u LIMIT 1").rows
    iri = rows[0][0].value if rows[0][0] else ""
    answer = client.get(iri.replace("https://w3id.org/aftalegraf", ""))
    assert (answer.status_code, answer.headers["location"]) == (303, "/id/sundhedsaftale/agr-midt-2019-2023")


def test_the_ontology_page_has_an_anchor_for_each_term(client: Client, world: World) -> None:
    """So that every term's IRI leads to its place."""
    html = client.get("/ns").text
    names = {iri.split("#")[1] for iri in world.labels if iri.startswith("https://w3id.org/aftalegraf/ns#")}
    assert names <= set(re.findall(r' id="(\w+)"', html))


@pytest.mark.parametrize("path", ["/ns/0.0.9", "/ns/0.1.0.pdf", "/nsx", "/ns/", "/ns.ttl/0.1.0", "/.well-known/voidx"])
def test_an_ontology_that_we_do_not_have_is_not_found(client: Client, path: str) -> None:
    """Another version, another form, another name."""
    assert client.get(path).status_code == 404


def test_the_ontology_is_served_in_its_canonical_form(client: Client, world: World) -> None:
    """The bytes of the command, under the address of the ontology and under that of its version."""
    expected = publish(world.store.graph(ONTOLOGY), "text/turtle")
    assert client.get("/ns.ttl").content == client.get("/ns/0.1.0", accept="text/turtle").content == expected


def test_the_dataset_is_described_under_the_hosts_own_address(client: Client, world: World) -> None:
    """The setting where there is one, else the address that the client used."""
    assert "<http://aftalegraf.test/data/aftalegraf.nq>" in client.get("/.well-known/void.ttl").text
    public = Client(create_app(world, base_url="https://aftaler.example.dk/")).get("/.well-known/void.ttl").text
    assert "<https://aftaler.example.dk/data/aftalegraf.nq>" in public
    assert "aftalegraf.test" not in public


def test_a_host_that_is_none_is_not_repeated(client: Client) -> None:
    """What a client writes as its host goes into no address unless it can be one."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(client.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://aftalegraf.test") as asking:
            return await asking.get("/.well-known/void.ttl", headers={"host": "x> a <http://evil.example/"})

    answer = asyncio.run(ask())
    assert answer.status_code == 200
    assert "evil" not in answer.text
    assert "<https://w3id.org/aftalegraf/data/aftalegraf.nq>" in answer.text


def test_the_page_of_the_dataset_gives_numbers_and_files(client: Client, world: World) -> None:
    """In words, with what is not in it."""
    html = client.get("/.well-known/void", accept="text/html").text
    words = Page(html).words
    assert "graf:fremgaar" in html
    assert f"{len(world.store.graph(EVIDENCE)):,}".replace(",", ".") in words
    assert "fra 5 dokumenter, registre, tal og sider på nettet" in words
    assert "udateret udkast" in words
    assert "ingen myndighed" in words
    for ending in ("nq", "ttl", "trig"):
        assert f'href="/data/aftalegraf.{ending}"' in html


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("nq", "application/n-quads"), ("ttl", "text/turtle; charset=utf-8"), ("trig", "application/trig")],
)
def test_the_dataset_is_given_as_a_file(client: Client, ending: str, kind: str) -> None:
    """To be saved, for any page to fetch."""
    answer = client.get(f"/data/aftalegraf.{ending}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["content-disposition"] == f'attachment; filename="aftalegraf.{ending}"'
    assert answer.headers["access-control-allow-origin"] == "*"
    assert client.get("/data/aftalegraf.zip").status_code in (400, 404)


def test_the_ontology_page_shows_each_term_in_full(client: Client) -> None:
    """Both languages, definition, example, what is above and below, law, source and use."""
    html = client.get("/ns").text
    start = html.index('id="Opfoelgning"')
    words = Page(html[start : html.index("</article>", start)].replace("><", "> <")).words
    for text in (
        "Opfølgning follow-up",
        "Aktivitet, hvor det vurderes, hvordan en sundhedsaftale går.",
        "Activity in which the progress of a health agreement is assessed.",
        "Er en slags aktivitet",
        "Omfatter årlig gennemgang, kvalitativ opfølgning, midtvejsstatus, slutstatus",
        "Retskilde BEK nr. 1248 af 5. september 2022, § 22, BEK nr. 1248 af 5. september 2022",
        "Kilde udkast til vejledning, Sundhedsstyrelsen 2023",
        "Eksempel opfølgning på indikatorerne to gange årligt",
    ):
        assert text in words
    assert re.search(r"I brug [1-9]\d* ting", words)
    top = Page(html).words
    assert "0.1.0, ændret 22. november 2026" in top
    assert "ikke godkendt af nogen myndighed" in top


def test_a_wrong_ground_is_answered_with_the_right_ones(client: Client) -> None:
    """400 with the three values as links."""
    answer = client.get("/roed-traad?grundlag=alt")
    assert answer.status_code == 400
    for ground in ("fremgaar", "udledt", "redaktionel"):
        assert f'href="/roed-traad?grundlag={ground}"' in answer.text
    english = client.get("/en/roed-traad?grundlag=alt").text
    assert '<a href="/en/roed-traad?grundlag=fremgaar">Only what the sources state (fremgaar)</a>' in english


def test_suggestions_are_about_what_is_wrong_and_in_their_language(client: Client) -> None:
    """Another fault keeps its own where the ground is unknown too; on an English page only Danish names are marked."""
    answer = client.get("/en/spoergsmaal/nationale-mal?grundlag=x").text
    assert re.search(r'<a href="/en/spoergsmaal/nationale-maal">[^<]+</a>', answer)
    assert (
        "/en/spoergsmaal/nationale-maal?grundlag=udledt"
        in client.get("/en/spoergsmaal/nationale-mal?grundlag=udledt").text
    )
    assert "grundlag=fremgaar" not in answer
    found = '<a href="/en/id/forum/for-ssg-midt" lang="da">Sundhedsstyregruppen</a> (forum)'
    assert found in client.get("/en/id/forum/for-ssg-mid?grundlag=").text


@pytest.mark.parametrize("path", ["//evil.example/x", "/%09/evil.example/x", "/%5Cevil.example/x"])
@pytest.mark.parametrize("root", ["", "/en"])
def test_no_link_leaves_the_host(client: Client, root: str, path: str) -> None:
    """Whatever the address looks like: the same page in the other language is here."""
    for query in ("", "?grundlag=zzz"):
        html = client.get(f"http://aftalegraf.test{root}{path}{query}").text
        links = [link for link in Page(html).links if "evil" in link]
        assert len(links) == 1
        assert re.match(r"/[^/\\\s]", links[0])


def test_an_empty_ground_is_the_usual_one(client: Client) -> None:
    """As a form sends it where nothing is chosen."""
    assert (
        client.get("/roed-traad?grundlag=").text.replace("/roed-traad?grundlag=", "/roed-traad")
        == client.get("/roed-traad").text
    )


def test_an_unknown_thing_is_answered_with_the_nearest(client: Client) -> None:
    """404 with a link to what was meant."""
    answer = client.get("/id/forum/for-ssg-mid")
    assert answer.status_code == 404
    assert '<a href="/id/forum/for-ssg-midt">Sundhedsstyregruppen</a> (forum)' in answer.text


@pytest.mark.parametrize(
    "path",
    ["/id/forum/x%3E%20?s%20?p%20?o", "/id/forum/%22%7D", "/maal?vis=%3Cscript%3E", "/maal?aftale=x%3E", "/id/a%3Eb/c"],
)
def test_what_is_no_name_is_not_found(client: Client, path: str) -> None:
    """Nothing of an address reaches a query, or the page, as it is."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_a_hostile_label_is_shown_as_text(edit: Callable[[str, str, str], Path]) -> None:
    """On every page that names the thing, and in the picture."""
    hostile = "<script>alert(1)</script><b>x"
    client = Client(create_app(open_world(edit("data/nationale-maal/things.csv", "Øget patientinddragelse", hostile))))
    for path in (
        "/roed-traad",
        "/sammenhaeng/tabeller/maalsaetning-maal",
        "/id/nationaltmaal/ng-inddragelse",
        "/spoergsmaal/nationale-maal",
        FLAGSHIP,
        "/",
    ):
        html = client.get(path).text
        assert "&lt;script&gt;alert(1)" in html, path
        assert "<script>" not in html, path
        assert "<b>x" not in html, path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/billeder/thread.svg", "image/svg+xml"),
        ("/billeder/tree.png", "image/png"),
        ("/billeder/coverage.html", "text/html; charset=utf-8"),
    ],
)
def test_pictures_can_be_kept(client: Client, path: str, kind: str) -> None:
    """As files with a name that tells what they are."""
    answer = client.get(path)
    assert answer.headers["content-type"] == kind
    assert 'filename="aftalegraf-agr-midt-2019-2023-' in answer.headers["content-disposition"]


def test_a_picture_links_to_the_public_address(client: Client, world: World) -> None:
    """The server's own where it has one, else the lasting one."""
    lasting = client.get("/billeder/thread.svg").text
    public = Client(create_app(world, base_url="https://aftaler.example.dk/")).get("/billeder/thread.svg").text
    assert 'href="https://w3id.org/aftalegraf/id/vision/' in lasting
    assert 'href="https://aftaler.example.dk/id/vision/' in public


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/id/forum/for-ssg-midt", "text/turtle", "text/turtle; charset=utf-8"),
        ("/id/forum/for-ssg-midt", "application/ld+json;q=0.9, text/html;q=0.5", "application/ld+json"),
        ("/id/forum/for-ssg-midt", "text/html, text/turtle;q=0.9", "text/html; charset=utf-8"),
        ("/id/forum/for-ssg-midt", "*/*", "text/html; charset=utf-8"),
        ("/id/forum/for-ssg-midt.ttl", "text/html", "text/turtle; charset=utf-8"),
        ("/id/kildehenvisning/000-l329.3", "text/html", "text/html; charset=utf-8"),
        ("/id/kildehenvisning/000-l329.3.jsonld", "text/html", "application/ld+json"),
        ("/id/forum/for-ssg-midt?format=turtle", "text/html", "text/turtle; charset=utf-8"),
        ("/ns", "text/turtle", "text/turtle; charset=utf-8"),
        ("/ns.jsonld", "*/*", "application/ld+json"),
        ("/ns", "application/rdf+xml", "application/rdf+xml"),
        ("/ns", "application/n-triples", "application/n-triples"),
        ("/ns.rdf", "text/html", "application/rdf+xml"),
        ("/.well-known/void", "*/*", "text/turtle; charset=utf-8"),
        ("/.well-known/void", "text/html, */*;q=0.8", "text/html; charset=utf-8"),
        ("/.well-known/void", "application/ld+json", "application/ld+json"),
        ("/.well-known/void", "application/rdf+xml", "application/rdf+xml"),
        ("/.well-known/void", "application/n-triples", "application/n-triples"),
        ("/.well-known/void.jsonld", "text/html", "application/ld+json"),
        ("/.well-known/void?format=nt", "text/html", "application/n-triples"),
        ("/ns.nt", "text/html", "application/n-triples"),
        ("/ns/0.1.0", "text/turtle", "text/turtle; charset=utf-8"),
        ("/ns/0.1.0", "text/html", "text/html; charset=utf-8"),
        ("/ns/0.1.0.rdf", "text/html", "application/rdf+xml"),
    ],
)
def test_a_thing_is_given_in_the_form_asked_for(client: Client, path: str, accept: str, kind: str) -> None:
    """By Accept with its qualities, by the ending or by ?format=."""
    answer = client.get(path, accept=accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert "Accept" in answer.headers["vary"]


def test_a_form_that_is_not_offered_is_refused(client: Client) -> None:
    """406, with what there is."""
    answer = client.get("/id/forum/for-ssg-midt", accept="image/png")
    assert answer.status_code == 406
    assert answer.headers["content-type"] == "application/problem+json"
    assert "text/turtle" in answer.json()["detail_en"]


def test_the_data_of_a_thing_hold_its_statements(client: Client) -> None:
    """The triples about it, with their evidence."""
    turtle = client.get("/id/forum/for-ssg-midt.ttl").text
    assert "aft:Udsagn" in turtle
    assert 'aft:retter "Sundhedsstyrelsen"' in turtle
