"""The Accept header decides, as RFC 9110 says."""

from __future__ import annotations

import pytest

from aftalegraf.formats import (
    CSV,
    HTML,
    JSON,
    JSON_LD,
    N_TRIPLES,
    PAGE_TYPES,
    RDF_TYPES,
    RDF_XML,
    RESULT_TYPES,
    TSV,
    TURTLE,
    XML,
    content_type,
    media_type,
    negotiate,
)

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", CSV),
        (XML, XML),
        ("TEXT/CSV", CSV),
        ("text/csv;header=present", CSV),
        (f"{XML};q=0.1, {JSON};q=0.9", JSON),
        (f"{JSON} ; q=0.1 , {XML} ; q=0.9", XML),
        (f"{TSV}, {CSV}", CSV),
        (f"{JSON};q=0, */*", XML),
        (f"{JSON};q=0, {XML};q=0, text/csv;q=0, */*;q=0.1", TSV),
        ("text/*;q=0.9, text/csv;q=0.2, */*;q=0.1", TSV),
        ("application/json", JSON),
        ("application/xml", XML),
        ("text/xml", XML),
        (BROWSER, XML),
        ("image/png", None),
        (f"{JSON};q=0", None),
        ("*/*;q=0", None),
        ("text/csv;q=many, text/tab-separated-values;q=0.1", TSV),
        ("text/csv;q=nan", None),
        ("text/csv;q=-1", None),
        (",;,", None),
    ],
)
def test_the_best_liked_result_type_is_chosen(accept: str | None, chosen: str | None) -> None:
    """The most specific range gives a type its quality, q=0 excludes, the first offered wins a tie."""
    assert negotiate(accept, RESULT_TYPES) == chosen


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (BROWSER, HTML),
        ("*/*", HTML),
        (TURTLE, TURTLE),
        (JSON_LD, JSON_LD),
        (f"{RDF_XML}, {N_TRIPLES};q=0.9", RDF_XML),
        (f"{HTML};q=0.5, {TURTLE}", TURTLE),
        ("application/json", None),
    ],
)
def test_a_page_is_html_unless_rdf_is_asked_for(accept: str, chosen: str | None) -> None:
    """The same rule chooses between a page and its data."""
    assert negotiate(accept, PAGE_TYPES) == chosen


def test_triples_are_turtle_by_default() -> None:
    """The first type offered is given to those who take anything."""
    assert negotiate("*/*", RDF_TYPES) == TURTLE


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("json", JSON),
        ("XML", XML),
        ("csv", CSV),
        ("tsv", TSV),
        ("turtle", TURTLE),
        ("ntriples", N_TRIPLES),
        ("jsonld", JSON_LD),
        ("rdfxml", RDF_XML),
        ("html", HTML),
        ("pdf", None),
    ],
)
def test_a_short_name_stands_for_a_media_type(name: str, kind: str | None) -> None:
    """The names of `?format=`; case is not looked at."""
    assert media_type(name) == kind


def test_text_says_its_character_set() -> None:
    """Only text types have one; JSON and XML say it themselves."""
    assert content_type(CSV) == "text/csv; charset=utf-8"
    assert content_type(JSON) == "application/sparql-results+json"
