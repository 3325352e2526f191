"""The words of the report are there in both languages."""

from __future__ import annotations

import pytest

from aftalegraf.dated import month
from aftalegraf.wording import TEXTS, capital, sentence


def test_both_languages_have_the_same_words() -> None:
    """No text is missing in one of them, and only the notice on quotations is empty in Danish."""
    assert set(TEXTS["da"]) == set(TEXTS["en"])
    assert [key for texts in TEXTS.values() for key, text in texts.items() if not text] == ["quoted"]


@pytest.mark.parametrize(
    ("dated", "danish", "english"),
    [
        ("2019-01", "januar 2019", "January 2019"),
        ("2024-01-31", "31. januar 2024", "31 January 2024"),
        ("2019", "2019", "2019"),
        *((text, text, text) for text in ("", "2024-13-01", "2024-01-01Z", "2024-01-01T00:00:00", "snart-nok")),
    ],
)
def test_a_date_is_written_as_people_write_it(dated: str, danish: str, english: str) -> None:
    """A month, a day or a year; what is none of them, as a file of one's own may have it, stands as it is."""
    assert (month(dated), month(dated, "en")) == (danish, english)


def test_a_sentence_has_a_capital_and_a_stop() -> None:
    """Whatever the data wrote."""
    assert [sentence(text) for text in ("parter mangler", "Er det?", " sådan. ")] == [
        "Parter mangler.", "Er det?", "Sådan.",
    ]  # fmt: skip
    assert (capital("øst"), capital("")) == ("Øst", "")
