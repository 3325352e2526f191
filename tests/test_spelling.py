"""Which known words a written word may mean: parts, endings and slips, never a guess from too little."""

from __future__ import annotations

import pytest

from aftalegraf.spelling import Vocabulary

KNOWN = Vocabulary(["sundhedsaftale", "aftale", "akut", "akutsygehus", "sygehus", "2023", "rygning", "i"])


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("aftale", "aftale"),
        ("aftalernes", "aftale"),
        ("sundhedsaft", "sundhedsaftale"),
        ("sygehus", "akutsygehus"),
        ("sygheus", "sygehus"),
        ("sundehdsaftlae", "sundhedsaftale"),
        ("sundhedsfatale", "sundhedsaftale"),
        ("akutsyghe", "akutsygehus"),
        ("i", "i"),
        ("20", "2023"),
    ],
)
def test_a_word_means_what_it_is_part_of_or_nearly_is(word: str, known: str) -> None:
    """Itself, with an ending, a beginning, a part of a compound, with two letters swapped, both at once."""
    assert known in KNOWN.alike(word)


@pytest.mark.parametrize("word", ["aku", "2024", "a", "xyz", "ryg", "hus"])
def test_too_little_means_little(word: str) -> None:
    """A short word has no slips and is no part of a compound but its beginning; a number is a number."""
    assert all(known.startswith(word) for known in KNOWN.alike(word))


def test_the_same_word_fits_best_then_a_part_then_a_slip() -> None:
    """So that what is written as it is comes first."""
    fits = KNOWN.alike("sygehus")
    assert fits["sygehus"] == 1.0
    assert fits["sygehus"] > KNOWN.alike("sygehu")["sygehus"] > fits["akutsygehus"]
    assert KNOWN.alike("sygehus")["sygehus"] > KNOWN.alike("sygheus")["sygehus"]


def test_the_nearest_words_are_suggested_in_order() -> None:
    """None where nothing looks alike."""
    assert KNOWN.nearest(["sundhedsaftaler"])[0] == "sundhedsaftale"
    assert KNOWN.nearest(["qqqq"]) == ()
    assert len(KNOWN.nearest(["sygehus", "aftale", "rygning"], most=2)) == 2
