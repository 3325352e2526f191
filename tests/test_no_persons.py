"""Posts, not persons: none of the names known from the documents stands in the graph or in a file of the project.

The names are kept as salted hashes only. This cannot prove that no person is named: it finds the known names, written
in full or without the middle name, whatever the case, the spacing or the mark between them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from aftalegraf.rdf import Literal
from aftalegraf.world import World

ROOT = Path(__file__).parents[1]
SALT = "aftalegraf: poster, ikke personer"
LONGEST = 4
# The five persons named in the documents 000, 001 and 004; one of them has three names, in four ways.
KNOWN = frozenset(
    {
        "0f8769d6b4a4005df9c9506862d9dcaa",
        "14f2dfbcbb4c213a8f2b253c18974ca5",
        "4f4edecac697ace08f0bd9b38f2dc5c3",
        "57fc5f3824a3a108d75c561f6fc5634d",
        "815eb3519bfd292429fd5dd5bb6256e5",
        "8d8325c478cd9d0656958e7aa1ecf378",
        "c265045d0735ff1a1c5c4153af0352dc",
        "cdd5760e1b2b72802d20671b1e5397ff",
    }
)
# The lines of the documents that name a person; they prove that the hashes are those of the names.
NAMED = {"000": (47, 50, 53), "001": (62,), "004": (5,)}
SKIPPED = {"dist", "out", "build", "node_modules", "__pycache__"}
TEXTS = {
    ".csv",
    ".html",
    ".css",
    ".js",
    ".json",
    ".md",
    ".py",
    ".rq",
    ".ru",
    ".svg",
    ".toml",
    ".ttl",
    ".txt",
    ".yml",
    "",
}


def fingerprint(words: Iterable[str]) -> str:
    """The salted hash of some words, without regard to case."""
    return hashlib.sha256(f"{SALT}\n{' '.join(words)}".encode()).hexdigest()[:32]


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of two to four words."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    for length in range(2, LONGEST + 1):
        yield from zip(*(words[start:] for start in range(length)), strict=False)


def named(texts: Iterable[str], known: frozenset[str] = KNOWN) -> set[str]:
    """The hashes of known names that stand in the texts."""
    return {fingerprint(run) for run in {run for text in texts for run in runs(text)}} & known


def project_files() -> list[Path]:
    """The text files of the project, without what is made or hidden."""
    tops = [path for path in ROOT.iterdir() if path.name not in SKIPPED and (path.name[0] != "." or path.name == ".ci")]
    found = [path for top in tops for path in ([top] if top.is_file() else top.rglob("*")) if path.is_file()]
    return [path for path in found if path.suffix in TEXTS and not SKIPPED & set(path.relative_to(ROOT).parts)]


def test_no_known_name_stands_in_a_file_of_the_project() -> None:
    """Code, data, tests and documentation, the names of the files too."""
    files = project_files()
    assert len(files) > 150
    texts = [path.read_text(encoding="utf-8") for path in files]
    assert named([*texts, *(" ".join(path.parts) for path in files)]) == set()


def test_no_known_name_stands_in_the_graph(world: World) -> None:
    """Every literal of every graph."""
    literals = {quad.object.value for quad in world.store.quads() if isinstance(quad.object, Literal)}
    assert len(literals) > 1000
    assert named(literals) == set()


def test_a_name_is_found_however_it_is_written() -> None:
    """A made-up name, planted: in running text, in capitals, over two lines; not with a word between."""
    known = frozenset({fingerprint(("ærlig", "prøvenavn"))})
    for text in ("ved Ærlig Prøvenavn, formand", "ÆRLIG   PRØVENAVN", "ærlig_prøvenavn@", "Ærlig\nPrøvenavn"):
        assert named([text], known) == known, text
    for text in ("Ærlig Ny Prøvenavn", "ærligprøvenavn", "Prøvenavn Ærlig"):
        assert named([text], known) == set(), text


def test_the_hashes_are_those_of_the_persons_named_in_the_documents(kilder: Path) -> None:
    """Each line that names a person holds a known name, and no other line of the five documents does."""
    documents = {path.name[:3]: path.read_text(encoding="utf-8").split("\n") for path in kilder.glob("0*.txt")}
    assert len(documents) == 5
    lines = {(name, number): line for name, text in documents.items() for number, line in enumerate(text, 1)}
    hit = {place for place, line in lines.items() if named([line])}
    assert hit == {(name, number) for name, numbers in NAMED.items() for number in numbers}
    assert len(named(lines.values())) == len(KNOWN) - 1, "the way without the middle name stands in no document"


@pytest.mark.parametrize(
    "name", ["requirements.txt", "data/sources/documents.csv", "tests/test_no_persons.py", ".ci/run"]
)
def test_the_check_reads_every_kind_of_file(name: str) -> None:
    """Pins, tables, tests and scripts are among what is read."""
    assert ROOT / name in project_files()
