"""The pages' own words: every text of a template has its English, and numbers are written as the language does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest
from babel.messages.extract import extract_from_dir

from aftalegraf.languages import catalogues, decimal, translations, words
from aftalegraf.rendering import TEMPLATES

OPTIONS = {"**.html": {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}


def texts() -> Iterator[tuple[str, str]]:
    """Each text of the templates with the file it stands in."""
    found = extract_from_dir(str(TEMPLATES), [("**.html", "jinja2.ext.babel_extract")], OPTIONS)
    for file, _, message, _, _ in found:
        yield message if isinstance(message, str) else message[0], file


def test_every_text_of_the_templates_has_its_english() -> None:
    """A reader of the English pages meets no Danish but that of the documents."""
    known = translations("en")
    wanted = dict(texts())
    assert len(wanted) > 20
    assert {text: file for text, file in wanted.items() if not all(known.get(text, ("",)))} == {}


def test_no_translation_is_left_behind() -> None:
    """What no template says any more is taken out of the files."""
    used = {text for text, _ in texts()}
    assert [text for text in translations("en") if text not in used] == []


def test_a_text_is_translated_once() -> None:
    """One text stands in one file, so that it is one thing in English."""
    counts = Counter(text for name, catalogue in catalogues("en").items() for text in ids(name, catalogue))
    assert [text for text, number in counts.items() if number > 1] == []


def ids(_: str, catalogue: object) -> set[str]:
    """The texts of one file."""
    return {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue if m.id}  # type: ignore[attr-defined]


def test_the_values_of_a_text_are_those_of_its_english() -> None:
    """No value is lost or asked for in vain."""

    def values(text: str) -> set[str]:
        return set(re.findall(r"%\((\w+)\)", text))

    for danish, english in translations("en").items():
        for form in english:
            assert values(form) <= values(danish) | {"num"}, danish


@pytest.mark.parametrize(
    ("number", "language", "digits", "text"),
    [
        (Decimal("1234.5"), "da", None, "1.234,5"),
        (Decimal("1234.5"), "en", None, "1,234.5"),
        (0.25, "da", 1, "0,2"),
        (Decimal(7), "da", 2, "7,00"),
        (Decimal(12345), "da", 0, "12.345"),
    ],
)
def test_numbers_are_written_as_the_language_does(number: Decimal, language: str, digits: int, text: str) -> None:
    """Comma in Danish, point in English; all decimals unless told."""
    assert decimal(number, language, digits) == text


def test_danish_needs_no_file() -> None:
    """The Danish text is the key and the text."""
    said = words("da")
    assert said.gettext("Mål") == "Mål"
    assert [said.ngettext("mål", "mål i alt", number) for number in (1, 2)] == ["mål", "mål i alt"]
