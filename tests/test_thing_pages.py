"""The page of a thing: where it stands, all that is said, all that points here; and what a dead link tells."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from aftalegraf.api import create_app
from aftalegraf.world import World, open_world
from tests.asking import Client
from tests.made_up import add
from tests.test_web import Page

HOSTILE = '<script>alert("x")</script>'


def test_a_thing_shows_its_place_in_the_chain(client: Client) -> None:
    """Agreement, focus area, objective, and then its class."""
    html = client.get("/id/indikator/ind-midt-dagligrygere").text
    (crumbs,) = re.findall(r'<nav class="crumbs".*?</nav>', html, re.DOTALL)
    assert re.findall(r'href="/id/([^"]+)"', crumbs) == [
        "sundhedsaftale/agr-midt-2019-2023",
        "indsatsomraade/foc-midt-forebyggelse",
        "maalsaetning/obj-midt-rygning",
    ]


def test_all_five_formats_are_there(client: Client) -> None:
    """Turtle, JSON-LD, N-Triples, RDF/XML and JSON, each of which answers."""
    html = client.get("/id/forum/for-ssg-midt").text
    (aside,) = re.findall(r'<aside class="formats".*?</aside>', html, re.DOTALL)
    links = re.findall(r'href="([^"]+)"', aside)
    assert [link.rsplit(".", 1)[-1] for link in links[:4]] == ["ttl", "jsonld", "nt", "rdf"]
    assert all(client.get(link).status_code == 200 for link in links)


def test_a_long_list_is_counted_folded_and_paged(client: Client) -> None:
    """Every municipality, cluster and forum of a region points to it: a hundred a page, twelve of them unfolded."""
    html = client.get("/id/region/region-1084").text
    counted = max(int(n) for n in re.findall(r"(\d+) ting peger hertil med", Page(html).words))
    assert counted > 12
    assert f"Vis {min(counted, 100) - 12} til" in html


def test_a_page_of_a_list_that_is_not_there_is_the_nearest(client: Client) -> None:
    """No error for an old address of a page."""
    for page in ("0", "99999", "x", "²", "9" * 5000):
        assert client.get(f"/id/region/act-region-syd?liste=til-iRegion&side={page}").status_code == 200


def test_a_thing_that_a_document_says_is_replaced_says_so_at_the_top(client: Client) -> None:
    """001 L60: the DKS is abolished, and KOSU is in its place by our reading."""
    read = Page(client.get("/id/forum/for-dks").text).words
    assert read.index("Erstattet eller ophørt") < read.index("Det siges om")
    assert "Erstattet af Den kommunale sundhedsstyregruppe (KOSU)" in read


def test_a_cluster_tells_until_when_it_holds(client: Client) -> None:
    """Abolished on 1 January 2027 by L 214, on the editors' word for the day."""
    read = Page(client.get("/id/sundhedsklynge/clu-fyn").text).words
    assert "Gælder til og med 31. december 2026." in read
    assert "1. januar 2027: Sundhedsklyngerne ophæves." in read


def test_a_provision_leads_to_its_card_and_a_measure_to_its_figures(client: Client) -> None:
    """The rooms beside this one."""
    assert 'href="/bestemmelser/V2.2.7-2"' in client.get("/id/bestemmelse/V2.2.7-2").text
    assert re.search(
        r'href="/tal/maa-alkohol-hoejrisiko"', client.get("/id/maaleindikator/maa-alkohol-hoejrisiko").text
    )


def test_a_hostile_and_endless_label_is_only_text(files: Path) -> None:
    """It is shown as it is, on its own page and where it is linked to."""
    root = add(files, things=f"ond aft:Forum {HOSTILE}\nlang aft:Forum {'Sundhed' * 80}")
    client = Client(create_app(open_world(root)))
    for slug in ("ond", "lang"):
        html = client.get(f"/id/forum/{slug}").text
        assert HOSTILE not in html
        assert Page(html).inline == []
    assert "&lt;script&gt;" in client.get("/id/forum/ond").text


def test_a_dead_link_says_what_was_there_and_what_replaced_it(client: Client) -> None:
    """410 and a page with the name, the reason, and a link to each replacement with what it is."""
    answer = client.get("/id/sundhedsklynge/clu-randers")
    assert answer.status_code == 410
    read = Page(answer.text)
    assert "«Randers-klyngen» er her ikke længere" in read.words
    assert "som den var før juli 2022" in read.words
    assert "Randers-klyngen (forum)Randersklyngen (sundhedsklynge)" in read.words
    assert {"/id/forum/clu-randers", "/id/sundhedsklynge/randersklyngen"} <= set(read.links)


def test_a_dead_link_is_told_in_english(client: Client) -> None:
    """With links that stay on the English pages."""
    read = Page(client.get("/en/id/sundhedsklynge/clu-randers").text)
    assert "is no longer here" in read.words
    assert "before July 2022" in read.words
    assert "/en/id/forum/clu-randers" in read.links


@pytest.mark.parametrize(
    ("path", "accept", "there"),
    [
        ("/id/retskilde/bek-1248-2022", "text/turtle", "/id/retskilde/law-bek-1248"),
        ("/id/retskilde/bek-1248-2022.ttl", "*/*", "/id/retskilde/law-bek-1248.ttl"),
        ("/id/dokument/doc-vejledning-2018.jsonld", "*/*", "/id/retskilde/doc-vejledning-2018.jsonld"),
    ],
)
def test_a_program_is_sent_on_to_the_same_thing(client: Client, path: str, accept: str, there: str) -> None:
    """308: for a program only the address has changed."""
    answer = client.get(path, accept=accept)
    assert (answer.status_code, answer.headers["location"]) == (308, there)
    assert client.get(there, accept=accept).status_code == 200


def test_a_person_is_told_also_of_a_mere_change_of_address(client: Client) -> None:
    """So that the bookmark is mended."""
    answer = client.get("/id/retskilde/bek-1248-2022")
    assert answer.status_code == 410
    assert "/id/retskilde/law-bek-1248" in Page(answer.text).links


def test_a_program_gets_a_problem_where_no_single_thing_is_the_same(client: Client) -> None:
    """In Turtle there is nothing to give; the body names what replaced it. The REST interface says the same."""
    for path in ("/id/sundhedsklynge/clu-randers", "/api/v1/resources/sundhedsklynge/clu-randers"):
        answer = client.get(path, accept="text/turtle")
        assert answer.status_code == 410
        body = json.loads(answer.content)
        assert body["type"] == "https://w3id.org/aftalegraf/fejl/gone"
        assert body["label"] == "Randers-klyngen"
        assert [iri.rsplit("/", 2)[1] for iri in body["replaced_by"]] == ["forum", "sundhedsklynge"]


def test_every_dead_link_leads_to_something_that_answers(client: Client, world: World) -> None:
    """All 36, each with its replacements."""
    things = [ended for ended in world.ended.values() if "/id/" in ended.iri]
    assert len(things) == 36
    for ended in things:
        path = ended.iri.removeprefix("https://w3id.org/aftalegraf")
        assert client.get(path).status_code == 410
        for iri in ended.replaced_by:
            assert client.get(iri.removeprefix("https://w3id.org/aftalegraf")).status_code == 200


def test_a_term_that_has_ended_keeps_its_place_on_the_page_of_terms(client: Client) -> None:
    """The part of an address after # never reaches the server; the page has the place."""
    html = client.get("/ns").text
    (entry,) = re.findall(r'<article class="term" id="organiseretOmkring">.*?</article>', html, re.DOTALL)
    assert 'href="/ns#harHospital"' in entry


def test_a_link_that_never_was_names_the_nearest_in_words(client: Client) -> None:
    """404 with labels and what they are."""
    answer = client.get("/id/forum/for-ssg")
    assert answer.status_code == 404
    read = Page(answer.text)
    assert "Sundhedsstyregruppen (forum)" in read.words
    assert "/id/forum/for-ssg-midt" in read.links
