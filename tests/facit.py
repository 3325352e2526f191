"""Hold the graph against the checked reading (../shared/facit), row by row, and write the tables of docs/facit/.

`python -m tests.facit docs/facit` writes the tables anew; `tests/test_facit.py` finds what has drifted. What a row of
the reading became stands in tests/cases/facit: entities.csv, relations.csv, questions.csv and queries/.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from aftalegraf.answers import answer, slug
from aftalegraf.cells import Rows
from aftalegraf.graph import ALL, EVIDENCE, SOURCES
from aftalegraf.namespaces import AFT, RDF, expand, shorten
from aftalegraf.rdf import Literal, NamedNode
from aftalegraf.world import World, open_world
from tests.conftest import CASES, SHARED

FOLDER = CASES / "facit"
READING = SHARED / "facit"
TABLES = Path(__file__).parents[1] / "docs" / "facit"
_PARTS = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of the graph that a row of the reading became, or why it became none."""

    row: str
    triple: tuple[str, str, str] | None
    why: str


def reading(name: str) -> dict[str, dict[str, Any]]:
    """The rows of one file of the reading by id."""
    lines = (READING / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {row.get("rid") or row["id"]: row for row in rows}


def table(name: str) -> list[dict[str, str]]:
    """The rows of one of our own files."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Facit:
    """What the rows of the reading became in one world."""

    def __init__(self, world: World) -> None:
        self.world = world

    @cached_property
    def statements(self) -> Mapping[tuple[str, str, str], list[dict[str, str]]]:
        """Each statement of the graph by its triple: ground and place of every source."""
        parts: dict[str, dict[str, str]] = defaultdict(dict)
        for t in self.world.store.graph(EVIDENCE):
            if isinstance(t.object, NamedNode | Literal):
                parts[str(t.subject)][t.predicate.value] = t.object.value
        found: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
        for said in parts.values():
            s, p, o = (said[RDF + part] for part in _PARTS)
            found[s, p, o].append(said)
        return found

    @cached_property
    def things(self) -> Mapping[str, str]:
        """The IRI of each thing by its id."""
        typed = (*self.world.store.graph(ALL), *self.world.store.graph(SOURCES))
        iris = {
            t.subject.value for t in typed if t.predicate.value == f"{RDF}type" and isinstance(t.subject, NamedNode)
        }
        return {slug(iri): iri for iri in sorted(iris)}

    @cached_property
    def entities(self) -> Mapping[str, str]:
        """What each entity of the reading became: the id of a thing, a term, or "" for a value."""
        return {row["entity"]: row["becomes"] for row in table("entities.csv")}

    def iri(self, name: str) -> str:
        """The IRI behind an id or a prefixed name; a value stays as it is."""
        return self.things.get(name) or expand(name) or name

    def claims(self) -> Iterator[Claim]:
        """The rows of relations.csv."""
        for row in table("relations.csv"):
            named = [self.iri(row[part]) for part in _PARTS]
            yield Claim(row["row"], (named[0], named[1], named[2]) if row["predicate"] else None, row["why"])

    def rows(self, question: Mapping[str, str]) -> Rows:
        """The answer to a row of questions.csv: from the library, or by a query of its own."""
        if question["question"]:
            values = dict(pair.split("=", 1) for pair in question["values"].split())
            return answer(self.world, question["question"], values).rows
        return self.world.store.select((FOLDER / "queries" / f"{question['facit']}.rq").read_text(encoding="utf-8"))

    def values(self, question: Mapping[str, str]) -> list[str]:
        """The cells of the column that answers, each once; an IRI by its id or prefixed name."""
        found = self.rows(question)
        position = found.columns.index(question["column"])
        cells = [row[position] for row in found.rows]
        named = [
            (slug(c.value) if "/id/" in c.value else shorten(c.value)) if c.kind == "iri" else c.value
            for c in cells
            if c
        ]
        return list(dict.fromkeys(named))

    def show(self, name: str) -> str:
        """An IRI or value as a reader sees it."""
        return self.world.label(name) if "://" in name else name


def relations_table(facit: Facit) -> str:
    """Which statement each relation of the reading became."""
    lines = ["| række | udsagn i grafen | grundlag | kilde | bemærkning |", "|---|---|---|---|---|"]
    for claim in facit.claims():
        if claim.triple is None:
            lines.append(f"| {claim.row} | – | | | {claim.why} |")
            continue
        said = facit.statements.get(claim.triple, [])
        grounds = ", ".join(sorted({facit.world.label(one[f"{AFT}grundlag"]) for one in said}))
        places = "; ".join(
            sorted(facit.world.label(one[f"{AFT}kildehenvisning"]) for one in said if f"{AFT}kildehenvisning" in one)
        )
        text = " · ".join(facit.show(part) for part in claim.triple)
        lines.append(f"| {claim.row} | {_cell(text)} | {grounds} | {_cell(places)} | {_cell(claim.why)} |")
    return _page("Relationerne", f"{len({c.row for c in facit.claims()})} rækker", lines)


def entities_table(facit: Facit) -> str:
    """What each entity of the reading became."""
    lines = ["| id | blev til | bemærkning |", "|---|---|---|"]
    for row in table("entities.csv"):
        iri = facit.iri(row["becomes"]) if row["becomes"] else ""
        lines.append(f"| {row['entity']} | {_cell(facit.show(iri)) if iri else 'en værdi'} | {_cell(row['why'])} |")
    return _page("Entiteterne", f"{len(facit.entities)} rækker", lines)


def questions_table(facit: Facit) -> str:
    """How each question of the reading is answered."""
    asked = reading("questions")
    lines = ["| nr. | spørgsmål | besvares af | svar | bemærkning |", "|---|---|---|---|---|"]
    for row in table("questions.csv"):
        how = (
            f"`{row['question']}` {row['values']}"
            if row["question"]
            else f"`tests/cases/facit/queries/{row['facit']}.rq`"
        )
        values = ", ".join(facit.show(facit.iri(value)) for value in facit.values(row)) or "intet svar"
        lines.append(
            f"| {row['facit']} | {_cell(asked[row['facit']]['question_da'])} | {how} | {_cell(values)} | "
            f"{_cell(row['why'])} |"
        )
    return _page("Spørgsmålene", f"{len(asked)} spørgsmål", lines)


def tables(world: World) -> dict[str, str]:
    """Each page of docs/facit by its file name."""
    facit = Facit(world)
    return {
        "relationer.md": relations_table(facit),
        "entiteter.md": entities_table(facit),
        "spoergsmaal.md": questions_table(facit),
    }


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")


def _page(title: str, count: str, lines: list[str]) -> str:
    head = (
        f"# {title} i den kontrollerede læsning\n\n{count}. Tabellen skrives af `make docs`; ret den ikke i hånden.\n"
    )
    return "\n".join((head, *lines)) + "\n"


def main() -> None:
    """Write the tables."""
    if not READING.is_dir():
        sys.stderr.write("../shared/facit is not beside the checkout; docs/facit was not written anew\n")
        return
    TABLES.mkdir(parents=True, exist_ok=True)
    for name, text in tables(open_world()).items():
        (TABLES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
