"""Say in the reader's language why a file is not read, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from aftalegraf.errors import CellError, SourceError

# What is said of a file, as the readers of files say it, with the Danish; "" is the file as a whole.
_DANISH: Final = (
    (
        r"is too large: (\d+) MB or more.*",
        "er for stor: {0} MB eller mere. Giv kun aftalen selv, eller del den i flere filer.",
    ),
    (r"is empty; .*", "er tom. Udfyld den, eller lad den være."),
    (r"has elements more than (\d+) deep.*", "har elementer mere end {0} lag inde i hinanden. Gør den fladere."),
    (r"has a document type \(DOCTYPE\).*", "har en dokumenttype (DOCTYPE), og den læses ikke. Fjern den linje."),
    (r"has many triples inside triples.*", "har mange tripler inde i tripler, og de læses ikke. Lad dem ude."),
    (
        r"has a password, or is an old \.xls file.*",
        "har adgangskode eller er en gammel .xls-fil. Gem den som .xlsx uden adgangskode.",
    ),
    (
        r"unpacks to more than (\d+) MB.*",
        "fylder mere end {0} MB, når den pakkes ud. Kopiér rækkerne over i en frisk skabelon.",
    ),
    (r"is no \.xlsx file, or is damaged.*", "er ikke en .xlsx-fil, eller den er beskadiget. Gem den igen som .xlsx."),
    (r"is a damaged workbook.*", "er en beskadiget projektmappe. Gem den igen som .xlsx."),
    (r"unknown ending '.*'; save it as \.xlsx", "er en slags regneark, vi ikke læser. Gem den som .xlsx."),
    (r"unknown ending ''; use one of (.*)", "har ingen endelse. Giv den en af: {0}."),
    (
        r"unknown ending '(\.pdf|\.docx?|\.odt|\.rtf)'; use one of .*",
        "er et tekstdokument ({0}), og det læser vi ikke. Skriv aftalen ind i skabelonen, og giv den (.xlsx).",
    ),
    (r"unknown ending '(.*)'; use one of (.*)", "er en slags fil, vi ikke læser ({0}). Brug en af: {1}."),
    (r"says nothing; .*", "siger ingenting. Udfyld den, eller lad den være."),
    (r"is not UTF-8 \(byte (\d+)\).*", "er ikke skrevet i UTF-8 (byte {0}). Gem den som CSV UTF-8."),
    (r"has more than (\d+) lines.*", "har mere end {0} linjer. Brug flere filer."),
    (r"the sheet (.*) has more than (\d+) rows.*", "har mere end {1} rækker i arket {0}. Brug flere filer."),
    (r"is not CSV: .*", "kan ikke læses som CSV. Se på anførselstegnene."),
    (r"is not well-formed XML: .*", "er ikke velformet XML. Ret den dér."),
    (
        r"does not parse: .*LoadDocumentCallback.*",
        "henviser til en kontekst på nettet, og intet hentes. Skriv den ind i filen, eller gem den som Turtle.",
    ),
    (r"does not parse: .*", "kan ikke læses. Ret den dér."),
    (
        r"'(.*)' \((.*)\) is no xsd:(date|dateTime|time); mend it",
        "har en dato eller et klokkeslæt, der ikke findes: «{0}» ({1}). Skriv den som 2024-01-31.",
    ),
    (r"'(.*)' \((.*)\) is no (.*); mend it", "har en værdi, der ikke er af sin slags ({2}): «{0}» ({1}). Ret den."),
    (r"has no agreement", "har ingen sundhedsaftale. Brug skabelonen, eller giv aftalen klassen aft:Sundhedsaftale."),
    (r"cannot be reviewed", "kan læses, men ikke gennemgås. Giv kun aftalen selv, eller brug skabelonen."),
    (r"has (\d+) agreements; .* than (\d+) .*", "har {0} sundhedsaftaler. Giv højst {1} ad gangen."),
)
_ENGLISH: Final = (
    (
        r"'(.*)' \((.*)\) is no xsd:(date|dateTime|time); mend it",
        "has a date or time that does not exist: “{0}” ({1}). Write it like 2024-01-31.",
    ),
    (r"'(.*)' \((.*)\) is no (.*); mend it", "has a value that is not of its kind ({2}): “{0}” ({1}). Mend it."),
    (r"has no agreement", "has no health agreement. Use the form, or give the agreement the class aft:Sundhedsaftale."),
    (r"cannot be reviewed", "can be read but not reviewed. Give only the agreement itself, or use the template."),
    (r"unknown ending '.*'; save it as \.xlsx", "is a kind of spreadsheet that is not read. Save it as .xlsx."),
    (r"unknown ending ''; use one of (.*)", "has no ending. Give it one of: {0}."),
    (
        r"unknown ending '(\.pdf|\.docx?|\.odt|\.rtf)'; use one of .*",
        "is a text document ({0}), which is not read. Fill in the template with the agreement, and give that (.xlsx).",
    ),
    (r"unknown ending '(.*)'; use one of (.*)", "is of a kind that is not read ({0}). Use one of: {1}."),
    (r"the sheet (.*) has more than (\d+) rows.*", "has more than {1} rows in the sheet {0}. Use several files."),
    (r"(?:does not parse|is not CSV|is not well-formed).*", "cannot be read there. Mend it, and try again."),
)
_RAW: Final = re.compile(
    r"(?:does not parse|is not CSV|is not well-formed XML): (.*?)(?:; mend .*|; check .*)?", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that is wrong in a file: its name, the place in it or "", what is wrong and what to do.

    `raw` is what the reader of the format said itself, in English, "" where it said nothing more.
    """

    file: str
    place: str
    text: str
    raw: str = ""


def refusal(error: SourceError, language: str = "da") -> Refusal:
    """What is wrong, in words. What is said of a cell comes in the language of the reader already."""
    if isinstance(error, CellError):
        return Refusal(error.path.removesuffix(f", {error.place}"), error.place, _sentence(error.message))
    place = (f"linje {error.line}" if language == "da" else f"line {error.line}") if error.line else ""
    found = _RAW.fullmatch(error.message)
    text = _danish(error.message) if language == "da" else _english(error.message)
    return Refusal(error.path, place, text, found[1] if found else "")


def _danish(message: str) -> str:
    return _told(message, _DANISH, "Filen ") or "Filen kan ikke læses. Gem den igen, eller brug skabelonen."


def _english(message: str) -> str:
    return _told(message, _ENGLISH, "The file ") or f"The file {message.rstrip('.')}."


def _told(message: str, words: Iterable[tuple[str, str]], start: str) -> str:
    found = ((re.fullmatch(pattern, message, re.DOTALL | re.IGNORECASE), text) for pattern, text in words)
    return next((start + text.format(*match.groups()) for match, text in found if match), "")


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."
