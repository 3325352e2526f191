"""The page of sources: what was read, the law, what is missing, what only the web has."""

from __future__ import annotations

import re

import pytest

from aftalegraf.world import World
from tests.asking import Client
from tests.test_web import Page

VIEWS = ("dokumenter", "retskilder", "mangler", "net")


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_answers_in_both_languages(client: Client, root: str, view: str) -> None:
    """One heading, nothing inline, the numbers on the tabs."""
    page = client.get(f"{root}/kilder?vis={view}")
    assert page.status_code == 200
    assert len(re.findall(r"<h1[ >]", page.text)) == 1
    read = Page(page.text)
    assert read.inline == []
    assert "w3id.org" not in read.words
    assert [f"({n})" in read.words for n in (5, 13, 16, 51)] == [True] * 4


def test_each_document_shows_its_fingerprint_and_its_counts(client: Client, world: World) -> None:
    """The consultation draft: 255 places, 1,218 statements, and the sha256 of the text that was read."""
    html = client.get("/kilder").text
    assert re.findall(r"<code>([0-9a-f]{64})</code>", html) == [
        row[0].value
        for row in world.store.select(
            "SELECT ?f WHERE { GRAPH graf:kilder { ?d a aft:Dokument ; aft:fingeraftryk ?f } } ORDER BY ?d"
        ).rows
        if row[0]
    ]
    assert "255 steder · 1.218 udsagn bygger på dem" in Page(html).words
    assert "255 places · 1,218 statements rest on them" in Page(client.get("/en/kilder").text).words


def test_the_guidance_is_called_an_undated_draft(client: Client) -> None:
    """003 is used on many pages; its own entry says what it is."""
    assert "Høringsudkast; udateret; den endelige udgave er ikke i samlingen" in Page(client.get("/kilder").text).words


def test_what_is_missing_tells_who_refers_to_it_and_what_it_would_answer(client: Client) -> None:
    """First the agreement of Syddanmark itself."""
    read = Page(client.get("/kilder?vis=mangler").text).words
    start = read.index("Sundhedsaftalen 2024-2027, Region Syddanmark Sundhedsaftale · omtalt i administrativt tillæg")
    assert "dokumenteret i: selve Sundhedsaftalen 2024-2027 for Region Syddanmark er ikke i samlingen" in read[start:]


def test_an_unknown_view_is_refused_in_words(client: Client) -> None:
    """400."""
    assert client.get("/kilder?vis=nix").status_code == 400
