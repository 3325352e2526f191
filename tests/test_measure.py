"""Text is broken so that every line fits its box."""

from __future__ import annotations

import pytest

from aftalegraf.measure import width, wrap


@pytest.mark.parametrize(
    "text", ["Sundhedssamarbejdsudvalgsformandskabet", "hjemmepleje/hjemmesygepleje", "æøå ÆØÅ " * 9, "wwwww WWWWW"]
)
@pytest.mark.parametrize("room", [60.0, 120.0, 240.0])
def test_no_line_is_wider_than_its_room(text: str, room: float) -> None:
    """Danish words are long; a line never leaves its box."""
    assert all(width(line, 14) <= room for line in wrap(text, room, 14))


def test_a_text_is_broken_at_spaces() -> None:
    """Words stay whole where they fit."""
    assert wrap("Styrket indsats for kronikere og ældre patienter", 130, 14) == (
        "Styrket indsats for",
        "kronikere og ældre",
        "patienter",
    )


def test_a_word_is_broken_after_a_slash_before_it_is_cut() -> None:
    """The slash stays on the first line, and no space is put in."""
    assert wrap("hjemmepleje/hjemmesygepleje", 130, 14) == ("hjemmepleje/", "hjemmesygepleje")


def test_a_word_that_fits_nowhere_is_cut_with_a_hyphen() -> None:
    """What is left of a cut word is put on the next line."""
    lines = wrap("patientinddragelse", 60, 14)
    assert all(line.endswith("-") for line in lines[:-1])
    assert "".join(line.rstrip("-") for line in lines) == "patientinddragelse"


def test_an_empty_text_is_one_empty_line() -> None:
    """A box always has a line."""
    assert wrap("", 100, 14) == ("",)


def test_an_unknown_letter_is_taken_for_the_widest() -> None:
    """A guess is never too narrow."""
    assert width("漢", 10) >= width("W", 10)
    assert width("a", 10, bold=True) > width("a", 10)
