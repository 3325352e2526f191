"""Sentences with places for what was found: right for none, one and many, and read with a complaint that helps."""

from __future__ import annotations

import pytest

from aftalegraf.sentences import Facts, Part, read_sentence

TEXT = "Vi fandt {vision|én vision|# visioner|ingen visioner}[ i {aftale|én aftale|# aftaler}][ i «{aftale}»]"
TOLD = "{forum|Ét forum|# fora|Ingen fora}[: {=led|ét led|# led|ingen led}]"

BAD = [
    ("Vi fandt {vision|én}", "write {vision|one|# many|none}"),
    ("Vi fandt {vision|a|b|c|d}", "write {vision|one|# many|none}"),
    ("Vi fandt {vision", "write {name}"),
    ("Vi fandt }", "write {name}"),
    ("Vi fandt [ i {aftale}", "a bracket is not closed"),
    ("Vi fandt [ i [{aftale}]]", "a bracket is not closed"),
    ("Vi fandt {}", "write {name}"),
]


def said(text: str, facts: Facts) -> str:
    """A sentence in words."""
    return "".join(part.text for part in read_sentence(text).fill(facts))


@pytest.mark.parametrize(
    ("visions", "agreements", "expected"),
    [
        (0, 0, "Vi fandt ingen visioner"),
        (1, 1, "Vi fandt én vision i én aftale"),
        (15, 6, "Vi fandt 15 visioner i 6 aftaler"),
        (1507, 1000, "Vi fandt 1.507 visioner i 1.000 aftaler"),
    ],
)
def test_a_number_takes_the_form_of_none_one_or_many(visions: int, agreements: int, expected: str) -> None:
    """A bracket that counts none is left out."""
    assert said(TEXT, Facts({"vision": visions, "aftale": agreements})) == expected


def test_what_was_chosen_is_named_and_not_counted() -> None:
    """Also where there is nothing to count."""
    chosen = {"aftale": "Sundhedsaftale 2019"}
    assert said(TEXT, Facts({"vision": 1, "aftale": 1}, chosen)) == "Vi fandt én vision i «Sundhedsaftale 2019»"
    assert said(TEXT, Facts({"vision": 0, "aftale": 0}, chosen)) == "Vi fandt ingen visioner i «Sundhedsaftale 2019»"


def test_the_value_chosen_is_a_part_of_its_own() -> None:
    """So that a page can make it a link."""
    parts = read_sentence(TEXT).fill(Facts({"vision": 2, "aftale": 1}, {"aftale": "X"}))
    assert Part("X", "aftale") in parts


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ({"led": 0}, "Ét forum: ingen led"),
        ({"led": 1}, "Ét forum: ét led"),
        ({"led": 9}, "Ét forum: 9 led"),
        ({}, "Ét forum"),
    ],
)
def test_the_number_of_the_only_row_is_told(only: dict[str, int], expected: str) -> None:
    """Where there are several rows there is no such number, and nothing is said."""
    assert said(TOLD, Facts({"forum": 1}, {}, only)) == expected


@pytest.mark.parametrize(("text", "complaint"), BAD)
def test_a_sentence_that_does_not_hold_is_refused(text: str, complaint: str) -> None:
    """With what to write instead."""
    with pytest.raises(ValueError, match=complaint.replace("{", r"\{").replace("|", r"\|")):
        read_sentence(text)
