"""Write docs/sporbarhed.md: a worked case of each analysis with its real output, by `python -m tests.worked`."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "sporbarhed.md"


@dataclass(frozen=True, slots=True)
class Case:
    """One question of a planner, what to read in the answer, and the command that answers it.

    `most` is how many lines of the answer the page shows, 0 for all.
    """

    question: str
    words: str
    command: str
    most: int = 0


CASES: Final = (
    Case(
        "Hvad er ikke koblet i Midtjyllands aftale?",
        "Hver linje er holdt op mod høringsversionen. Det, der kun mangler, fordi overbliksbilledet er tabt, står "
        "samlet ét sted og er ingen fejl i aftalen.",
        "trace gaps --aftale agr-midt-2019-2023",
    ),
    Case(
        "Hvad er ikke koblet i Syddanmarks aftale?",
        "Aftalens egen tekst er ikke i samlingen; tillægget er. Hver linje er holdt op mod tillægget.",
        "trace gaps --aftale agr-syd-2024-2027",
    ),
    Case(
        "Hvor langt er hver ting i kæden koblet?",
        "Næste led og hele vejen, led for led.",
        "trace status --aftale agr-syd-2024-2027",
    ),
    Case(
        "Hvilke målsætninger når hvilke nationale mål, når redaktionens tilføjelser er med?",
        "Tabellen for det, dokumenterne selv siger, er tom; disse par hviler på placeringer, som redaktionen har "
        "tilføjet.",
        "trace matrix maalsaetning-maal --aftale agr-midt-2019-2023 --grundlag redaktionel",
    ),
    Case(
        "Hvorfor når målsætningen om akut syge ældre ikke målet om høj kvalitet?",
        "Den nærmeste vej, og det led, der mangler.",
        "trace why obj-midt-akut ng-kvalitet",
    ),
    Case(
        "Hvad rammes, hvis Den Nationale Sundhedsprofil kommer for sent?",
        "Alt, der bygger på den, direkte og gennem andre ting, med vejen til hver.",
        "trace impact ds-sundhedsprofil",
    ),
    Case(
        "Hvad rammes, hvis to indikatorer ophører samtidig?",
        "Koblingen til nationale mål før og efter.",
        "trace impact ind-midt-genindl-psyk ind-midt-overdoed --grundlag redaktionel",
    ),
    Case(
        "Hvad er nyt i den vedtagne aftale i forhold til høringsudkastet?",
        "Aftalen er opdigtet; filerne ligger i tests/cases/diff.",
        "diff tests/cases/diff/udkast.ttl tests/cases/diff/vedtaget.ttl",
    ),
    Case(
        "Hvad er fælles for de to aftaler?",
        "Fælles er kun det, der er den samme ting, eller som en kilde knytter sammen; navne, der ligner hinanden, "
        "tæller ikke.",
        "trace compare agr-midt-2019-2023 agr-syd-2024-2027",
    ),
    Case(
        "Hvad skal Koordinationsgruppen i Syddanmark, og hvornår?",
        "Hver pligt med grundlag og sted.",
        "trace duties --aktoer for-koordination-syd",
    ),
    Case(
        "Hvad ingen siges at eje",
        "Pligter, som ingen kilde giver en ejer, og fora, hvor vi ikke har læst en opgave.",
        "trace duties --uden-ejer",
    ),
    Case(
        "Hvad falder den 1. januar 2027, og hvad ved vi ikke?",
        "Hver linje bærer sit eget grundlag; det, kilderne ikke siger, står som ukendt.",
        "trace succession --date 2027-01-01",
    ),
    Case(
        "Hvad hviler på et dokument, der har fået en ny tekst?",
        "Filen i tests/cases/suspects er opdigtet. Hvert sted, der er læst, har nu en anden tekst, og hvert udsagn, "
        "der hviler på det, skal ses efter. Her er kun begyndelsen af svaret.",
        "trace suspects --kilder tests/cases/suspects",
        most=40,
    ),
)


def page() -> str:
    """The page, with what the commands say now."""
    return "\n".join(
        (
            "# Hvad hænger sammen, og hvad afhænger af hvad",
            "",
            "Siden skrives af `make docs`; ret den ikke i hånden. Hvert svar er kommandoens på samlingens egne data.",
            "",
            *(line for case in CASES for line in (f"## {case.question}", case.words, "", *_block(case), "")),
        )
    )


def _block(case: Case) -> tuple[str, ...]:
    arguments = case.command.split()
    done = subprocess.run(
        [sys.executable, "-m", "aftalegraf", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.rstrip().splitlines()
    shown = lines[: case.most or None]
    rest = [f"… ({len(lines) - len(shown)} linjer mere)"] if len(lines) > len(shown) else []
    return ("```console", f"$ aftalegraf {case.command}", *shown, *rest, "```")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
