"""Put made-up data and questions into a copy of the project's files."""

from __future__ import annotations

import csv
from pathlib import Path

from aftalegraf.sources import STATEMENTS, THINGS


def add(files: Path, things: str = "", statements: str = "", terms: str = "", ground: str = "fremgaar") -> Path:
    """A folder of data from lines of words: `id class label`, `subject predicate object`; and terms in Turtle.

    All rest on one passage of the consultation draft.
    """
    rest = {"ground": ground, "passage": "000-l62"}
    if ground == "redaktionel":
        rest = {"ground": ground, "reason": "opdigtet", "entered": "2026-11-22"}
    folder = files / "data/opdigtet"
    folder.mkdir(exist_ok=True)
    for name, headings, lines in (("things.csv", THINGS, things), ("statements.csv", STATEMENTS, statements)):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, headings, restval="")
            writer.writeheader()
            for line in filter(str.strip, lines.splitlines()):
                writer.writerow(dict(zip(headings, line.strip().split(" ", 2), strict=False)) | rest)
    if terms:
        (files / "ontology/opdigtet.ttl").write_text(PREFIXES + terms, encoding="utf-8")
    return files


def question(files: Path, where: str, *lines: str, select: str) -> Path:
    """A question of its own, named opdigtet, with more lines of the header."""
    head = "titel: T?", "title: T?", "tema: t", "formål: F.", "purpose: P.", *lines
    text = "\n".join((*(f"# {line}" for line in head), f"SELECT {select}", "#GRUNDLAG", f"WHERE {{ {where} }}"))
    (files / "queries/library/opdigtet.rq").write_text(f"{text}\nORDER BY {select}\n", encoding="utf-8")
    return files


def tall(files: Path, number: int) -> Path:
    """An agreement named agr-opdigtet with a number of things: areas of 4 objectives, each with 9 indicators."""
    things, statements = ["agr-opdigtet aft:Sundhedsaftale Opdigtet aftale"], []
    above = {1: "agr-opdigtet"}
    for n in range(number):
        level = 1 if n % 41 == 0 else 2 if n % 41 % 10 == 1 else 3
        kind, relation, label = LEVELS[level]
        things.append(f"opd-{n} aft:{kind} {label} nummer {n} i den opdigtede aftale, der skal være lang nok")
        statements.append(f"{above[level]} aft:{relation} opd-{n}")
        above[level + 1] = f"opd-{n}"
    return add(files, "\n".join(things), "\n".join(statements))


LEVELS = {
    1: ("Indsatsomraade", "harIndsatsomraade", "Indsatsområde"),
    2: ("Maalsaetning", "harMaalsaetning", "Målsætning"),
    3: ("Indikator", "harIndikator", "Indikator"),
}
PREFIXES = """@prefix aft: <https://w3id.org/aftalegraf/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
