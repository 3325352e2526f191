"""Say the pages' own words in a language, and write numbers as it does: the door to Babel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALE: Final = Path(__file__).parent / "locale"
LANGUAGES: Final = ("da", "en")
_LOCALES: Final = {"da": "da_DK", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the templates in one language: their Danish text is the key."""

    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]


def words(language: str) -> Words:
    """The words in a language of LANGUAGES. What has no translation stays Danish; a test finds it before a reader."""
    found = translations(language) if language != "da" else {}

    def one(text: str) -> str:
        known = found.get(text, (text,))
        return known[0] or text

    def many(singular: str, plural: str, number: int) -> str:
        known = found.get(singular, (singular, plural))
        return known[0 if number == 1 else -1] or (singular if number == 1 else plural)

    return Words(one, many)


def translations(language: str) -> Mapping[str, tuple[str, ...]]:
    """What each Danish text is in the language, by text: one form, or singular and plural."""
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            (message.string or "",) if isinstance(message.string, str | None) else tuple(message.string)
        )
        for catalogue in catalogues(language).values()
        for message in catalogue
        if message.id
    }


def catalogues(language: str) -> Mapping[str, Catalog]:
    """The translations as they stand in the files of locale/, by the name of the file."""
    found = {}
    for path in sorted((LOCALE / language).glob("*.po")):
        with path.open("rb") as file:
            found[path.stem] = read_po(file, locale=language)
    return found


def decimal(number: Decimal | float, language: str, digits: int | None = None) -> str:
    """A number as the language writes it, with as many decimals as it has, or `digits` of them (0 or more)."""
    pattern = "#,##0.##########" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(number, format=pattern, locale=_LOCALES[language]))
