"""The parts of a chain are named and counted in both languages, with the same words in each."""

from __future__ import annotations

import re

import pytest

from aftalegraf.branches import OVERALL
from aftalegraf.chain_words import (
    GROUND_WORDS,
    KINDS,
    WORDS,
    column_count,
    counted,
    gaps,
    kind_name,
    lead,
    listed,
    ways,
)
from aftalegraf.namespaces import AFT
from aftalegraf.narrow import areas, narrowed
from aftalegraf.statements import GROUNDS
from aftalegraf.trace import agreements, thread
from aftalegraf.world import World


def test_each_word_is_there_in_both_languages_with_the_same_values() -> None:
    """No word is missing, and none has a place too many or too few."""
    assert WORDS["da"].keys() == WORDS["en"].keys()
    for key, danish in WORDS["da"].items():
        assert danish.count("{}") == WORDS["en"][key].count("{}"), key
    assert {tuple(words) for words in GROUND_WORDS.values()} == {GROUNDS}


def test_the_names_are_those_of_the_ontology(world: World) -> None:
    """A picture and a page call a thing the same, in both languages."""
    for kind, names in KINDS.items():
        for language, (one, _, heading) in names.items():
            # The overall vision is a vision by its class; only its place in the tree tells it apart.
            known = OVERALL[language] if kind == "OverordnetVision" else world.label(f"{AFT}{kind}", language)
            assert one == known
            assert heading.casefold() == one.casefold()
    for language, grounds in GROUND_WORDS.items():
        assert all(words == world.label(f"{AFT}{ground}", language) for ground, words in grounds.items())


@pytest.mark.parametrize(
    ("number", "language", "text"),
    [(1, "da", "1 målsætning"), (4, "da", "4 målsætninger"), (1, "en", "1 objective"), (0, "en", "0 objectives")],
)
def test_one_is_one_and_the_others_are_many(number: int, language: str, text: str) -> None:
    """Also none."""
    assert counted(f"{AFT}Maalsaetning", number, language) == text


def test_a_list_has_an_and_before_its_last() -> None:
    """In Danish without a comma there."""
    assert listed(["a", "b", "c"]) == "a, b og c"
    assert listed(["a"], "en") == "a"
    assert listed([]) == ""


def test_small_sentences() -> None:
    """One, several and none."""
    assert [ways(n) for n in (1, 2)] == ["1 vej", "2 veje"]
    assert [gaps(n, "en") for n in (0, 1, 2)] == [
        "", "The next link is missing in 1 place.", "The next link is missing in 2 places.",
    ]  # fmt: skip
    assert kind_name(f"{AFT}Maalepunkt", "en") == "Measuring point"


@pytest.mark.parametrize(
    ("ground", "text"),
    [
        ("udledt", "Tråden når ikke frem til nogen af de 8 nationale mål. 12 steder mangler det næste led."),
        ("redaktionel", "Tråden når frem til 2 af 8 nationale mål. 2 steder mangler det næste led."),
    ],
)
def test_the_lead_says_how_far_the_thread_leads(world: World, ground: str, text: str) -> None:
    """It never says that a goal is met."""
    found = lead(thread(world, agreements(world)[0].iri, ground))
    assert found == f"3 indsatsområder, 4 målsætninger og 10 indikatorer. {text}"
    assert not re.search(r"opfyldt|nået\b", found)


def test_a_narrowed_column_says_of_how_many(world: World) -> None:
    """One of three focus areas; without a choice the number alone."""
    whole = thread(world, agreements(world)[0].iri, "udledt")
    assert column_count(whole, 0) == "3"
    assert column_count(narrowed(whole, areas(whole)[0].iri), 0) == "1 af 3"
