"""Whose terms we use, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftalegraf.assets import assets
from aftalegraf.graph import build
from aftalegraf.namespaces import AFT, BASE, ORG, PROV, SKOS
from aftalegraf.reuse import as_markdown, namespace, neighbours, reused

PAGE = Path(__file__).parents[1] / "docs/genbrug.md"


def test_every_vocabulary_in_use_has_a_name_and_a_reason() -> None:
    """In Danish and English; whoever uses a new one says why in ontology/vocabularies.ttl."""
    found = reused(build(assets()))
    assert len(found) >= 18
    lacking = [reuse.namespace for reuse in found if not {"da", "en"} <= set(reuse.name) & set(reuse.why)]
    assert lacking == []


def test_a_vocabulary_in_use_is_listed_with_its_terms() -> None:
    """Properties of the data and classes that ours belong under; none of our own."""
    found = {reuse.namespace: reuse.terms for reuse in reused(build(assets()))}
    assert {f"{ORG}hasMember", f"{ORG}OrganizationalCollaboration"} <= set(found[ORG])
    assert f"{PROV}Entity" in found[PROV]
    assert not [name for name in found if name.startswith(BASE)]


def test_our_classes_are_shown_with_their_neighbours() -> None:
    """Superclasses and near matches, not the classes of our own above them."""
    found = neighbours(build(assets()))
    assert (f"{AFT}Vision", "hører under", f"{SKOS}Concept") in found
    assert (f"{AFT}Dokument", "ligger nær", "http://xmlns.com/foaf/0.1/Document") in found
    assert not [theirs for _, _, theirs in found if theirs.startswith(AFT)]


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (f"{SKOS}Concept", SKOS),
        ("https://w3id.org/semanticarts/ns/ontology/gist/Agreement", "https://w3id.org/semanticarts/ns/ontology/gist/"),
        ("http://example.org/a#b", "http://example.org/a#"),
        ("http://example.org/a/b", "http://example.org/a/"),
    ],
)
def test_a_term_has_one_namespace(iri: str, expected: str) -> None:
    """A prefix of ours where one fits, else all up to the last mark."""
    assert namespace(iri) == expected


def test_the_page_of_reuse_is_up_to_date() -> None:
    """Written by `make docs`, never by hand."""
    assert PAGE.read_text(encoding="utf-8") == as_markdown(build(assets()))
