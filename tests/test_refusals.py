"""Why a file is not read is told in the reader's language, with what to do."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import aftalegraf
from aftalegraf.errors import CellError, SourceError
from aftalegraf.refusals import Refusal, refusal

SOURCE = Path(aftalegraf.__file__).parent
NOT_SENT = ("is an address", "is a folder", "no such file", "cannot be read", "no RDF format")
UNKNOWN = "Filen kan ikke læses. Gem den igen, eller brug skabelonen."


def messages() -> list[str]:
    """Every message about a file that those who read files may give, with 7 for each value in it."""
    found: list[str] = []
    for name in ("bounds", "intake", "workbook", "rdf", "own"):
        tree = ast.parse((SOURCE / f"{name}.py").read_text(encoding="utf-8"))
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "SourceError" and len(call.args) == 3:
                where, _, said = call.args
                if isinstance(where, ast.Constant):  # an answer of a server, which is no file
                    continue
                parts = said.values if isinstance(said, ast.JoinedStr) else [said]
                found.append("".join(str(p.value) if isinstance(p, ast.Constant) else "7" for p in parts))
    return [message for message in found if not message.startswith(NOT_SENT)]


def test_every_message_of_those_who_read_files_has_words_in_danish() -> None:
    """But the one for what cannot be told; an ending stands with advice of its own, which is not in the source."""
    told = {message: refusal(SourceError("a", None, message)).text for message in messages()}
    assert len(told) >= 18
    assert {message for message, text in told.items() if text == UNKNOWN} == {"unknown ending '7'; 7"}
    assert not [text for text in told.values() if re.search(r"[{}]|\bis\b|\bit\b", text)]


TEXT_DA = "Filen er et tekstdokument (.docx), og det læser vi ikke. Skriv aftalen ind i skabelonen, og giv den (.xlsx)."
TEXT_EN = (
    "The file is a text document (.docx), which is not read. "
    "Fill in the template with the agreement, and give that (.xlsx)."
)


@pytest.mark.parametrize(
    ("message", "line", "danish", "english"),
    [
        (
            "does not parse: Unexpected end; mend the text there",
            3,
            Refusal("a.ttl", "linje 3", "Filen kan ikke læses. Ret den dér.", "Unexpected end"),
            Refusal("a.ttl", "line 3", "The file cannot be read there. Mend it, and try again.", "Unexpected end"),
        ),
        (
            "unknown ending '.png'; use one of .ttl .xlsx",
            None,
            Refusal("a.ttl", "", "Filen er en slags fil, vi ikke læser (.png). Brug en af: .ttl .xlsx."),
            Refusal("a.ttl", "", "The file is of a kind that is not read (.png). Use one of: .ttl .xlsx."),
        ),
        (
            "unknown ending '.docx'; use one of .ttl .xlsx",
            None,
            Refusal("a.ttl", "", TEXT_DA),
            Refusal("a.ttl", "", TEXT_EN),
        ),
        (
            "unknown ending '.DOCX'; use one of .ttl .xlsx",
            None,
            Refusal("a.ttl", "", TEXT_DA.replace(".docx", ".DOCX")),
            Refusal("a.ttl", "", TEXT_EN.replace(".docx", ".DOCX")),
        ),
        (
            "cannot be reviewed",
            None,
            Refusal("a.ttl", "", "Filen kan læses, men ikke gennemgås. Giv kun aftalen selv, eller brug skabelonen."),
            Refusal(
                "a.ttl", "",
                "The file can be read but not reviewed. Give only the agreement itself, or use the template.",
            ),
        ),
        (
            "'2024-13-01' (aft:udloebsdato) is no xsd:date; mend it",
            None,
            Refusal(
                "a.ttl", "",
                "Filen har en dato eller et klokkeslæt, der ikke findes: «2024-13-01» (aft:udloebsdato). "
                "Skriv den som 2024-01-31.",
            ),
            Refusal(
                "a.ttl", "",
                "The file has a date or time that does not exist: “2024-13-01” (aft:udloebsdato). "
                "Write it like 2024-01-31.",
            ),
        ),
        (
            "has no agreement",
            None,
            Refusal(
                "a.ttl", "",
                "Filen har ingen sundhedsaftale. Brug skabelonen, eller giv aftalen klassen aft:Sundhedsaftale.",
            ),
            Refusal(
                "a.ttl", "",
                "The file has no health agreement. Use the form, or give the agreement the class aft:Sundhedsaftale.",
            ),
        ),
    ],
)  # fmt: skip
def test_a_refusal_says_where_what_and_what_to_do(
    message: str, line: int | None, danish: Refusal, english: Refusal
) -> None:
    """And keeps apart what the reader of the format said itself."""
    error = SourceError("a.ttl", line, message)
    assert refusal(error) == danish
    assert refusal(error, "en") == english


def test_a_cell_is_told_as_the_form_tells_it() -> None:
    """It comes in the language of the reader already."""
    error = CellError("a.xlsx", "ark Aftale, celle B3", "cellen er tom; udfyld den, eller slet rækken")
    assert refusal(error) == Refusal("a.xlsx", "ark Aftale, celle B3", "Cellen er tom; udfyld den, eller slet rækken.")
