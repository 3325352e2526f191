"""The help, the tour, what is said of the pages, and the template for a statement of accessibility."""

from __future__ import annotations

import re

from tests.asking import Client


def test_the_tour_keeps_its_place_in_the_address(client: Client) -> None:
    """One step at a time, with the way to the others; without one it begins."""
    assert "Trin 1 af 8" in client.get("/rundtur").text
    third = client.get("/rundtur?trin=3").text
    assert "Trin 3 af 8" in third
    assert 'href="/rundtur?trin=2" rel="prev"' in third
    assert 'href="/rundtur?trin=4" rel="next"' in third
    assert 'rel="next"' not in client.get("/rundtur?trin=8").text
    assert "Step 3 of 8" in client.get("/en/rundtur?trin=3").text
    for wrong in ("0", "9", "x", "-1"):
        assert client.get(f"/rundtur?trin={wrong}").status_code == 404


def test_the_help_explains_by_the_ontology(client: Client) -> None:
    """Its definitions, in the language of the page."""
    assert "Målbar størrelse, der viser, om en målsætning nærmes." in client.get("/hjaelp").text
    assert "national goals" in client.get("/en/hjaelp").text


def test_the_statement_is_only_a_template(client: Client) -> None:
    """It says so first, names what was not tested, and leaves every fact to its owner."""
    page = client.get("/tilgaengelighed").text
    assert "Dette er ikke en tilgængelighedserklæring" in page
    assert "Det er ikke prøvet" in page
    template = page.partition('class="template"')[2].partition("</section>")[0]
    assert template.count('class="gap"') > 10
    assert "overholder <mark" in template


def test_the_draft_is_called_a_draft(client: Client) -> None:
    """Wherever the guidance is explained."""
    for path in ("/om", "/hjaelp", "/shapes"):
        assert "udateret høringsudkast" in client.get(path).text


def test_the_page_about_the_pages_does_not_claim_a_source_for_what_the_editors_added(client: Client) -> None:
    """Statements of the ground redaktionel have a date and a role, and may have no passage."""
    for path in ("/om", "/hjaelp"):
        assert "en kilde, medmindre redaktionen har tilføjet det." in re.sub(r"\s+", " ", client.get(path).text)
