"""Names like what was written: parts of words, Danish letters written out, misspellings."""

from __future__ import annotations

import pytest

from aftalegraf.likeness import alike, fold, holds, most_like

NAMES = {
    "mun-aarhus": ("Aarhus Kommune", "mun-aarhus"),
    "mun-aero": ("Ærø Kommune", "mun-aeroe"),
    "ng-forloeb": ("bedre sammenhængende patientforløb", "ng-forloeb"),
    "for-sku": ("Sundhedskoordinationsudvalget", "for-sku"),
    "for-ssu": ("Sundhedssamarbejdsudvalget", "for-ssu"),
}


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("Århus", "mun-aarhus"), ("aarh", "mun-aarhus"), ("aeroe kommune", "mun-aero"), ("patientforlob", "ng-forloeb"),
        ("ng-forlob", "ng-forloeb"), ("Sundhedskordinationsudvalget", "for-sku"), ("forløb", "ng-forloeb"),
    ],
)  # fmt: skip
def test_the_name_that_was_meant_comes_first(wanted: str, first: str) -> None:
    """Whatever the spelling."""
    assert most_like(wanted, NAMES)[0] == first


@pytest.mark.parametrize("wanted", ["", "   ", "qqqqqq", "?!"])
def test_nothing_is_like_nonsense(wanted: str) -> None:
    """No name is offered at a venture."""
    assert most_like(wanted, NAMES) == ()


def test_a_very_long_text_takes_no_time() -> None:
    """Only its beginning is looked at."""
    assert most_like("Aarhus " * 20_000, NAMES)[0] == "mun-aarhus"


def test_words_are_found_in_any_order_and_nearly() -> None:
    """All of them, as parts of words; nearly so on request."""
    assert holds("Hvilke kommuner hører til et sundhedsråd?", "SUNDHEDSRAAD kommune")
    assert not holds("Hvilke kommuner hører til et sundhedsråd?", "kommune klynge")
    assert alike("Hvilke indikatorer følges?", "indikatorre")
    assert not alike("Hvilke indikatorer følges?", "klynge")
    assert fold("Ærø Å") == "aeroe aa"
