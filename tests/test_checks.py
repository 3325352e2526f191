"""The queries in queries/checks must return nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aftalegraf.answers import slug
from aftalegraf.assets import assets
from aftalegraf.world import World, open_world

CHECKS = assets().files("queries/checks", "*.rq")


def found(world: World, name: str) -> list[list[str]]:
    """What a check returns, by the ends of IRIs."""
    text = (world.assets.root / f"queries/checks/{name}.rq").read_text(encoding="utf-8")
    return [[slug(cell.value) if cell else "" for cell in row] for row in world.store.select(text).rows]


def test_there_are_checks() -> None:
    """A folder without checks would pass silently."""
    assert len(CHECKS) == 24


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.stem)
def test_the_check_finds_nothing(world: World, path: Path) -> None:
    """On the project's own data."""
    assert found(world, path.stem) == []


def test_an_orphan_and_an_idle_reference_are_found(files: Path) -> None:
    """A vision that nothing links to, and a passage that carries nothing."""
    folder = files / "data/midtjylland-2019-2023"
    for name, row in (
        ("things.csv", "vis-ny,aft:Vision,Ny vision,fremgaar,000-l5,,,,"),
        ("../sources/doc-000.csv", f"000-ny,doc-000,Titelside,1,1,ord,{'a' * 64}"),
    ):
        path = folder / name
        path.write_text(f"{path.read_text(encoding='utf-8')}{row}\n", encoding="utf-8")
    world = open_world(files)
    assert found(world, "orphans") == [["vis-ny"]]
    assert found(world, "references-without-use") == [["000-ny"]]


def test_a_count_that_differs_is_found(files: Path) -> None:
    """A fifth vision, where the document says four."""
    folder = files / "data/midtjylland-2019-2023"
    for name, row in (
        ("things.csv", "vis-ny,aft:Vision,Ny vision,fremgaar,000-l5,,,,"),
        ("statements.csv", "agr-midt-2019-2023,aft:harVision,vis-ny,fremgaar,000-l5,,,,,,,"),
    ):
        path = folder / name
        path.write_text(f"{path.read_text(encoding='utf-8')}{row}\n", encoding="utf-8")
    assert found(open_world(files), "counts-that-differ") == [["agr-midt-2019-2023", "ns#harVision", "4", "5"]]


def test_an_end_without_a_start_is_found(files: Path) -> None:
    """A thing and a statement that end but never start; one that ends in the month it starts is well."""
    folder = files / "data/midtjylland-2019-2023"
    for name, row in (
        ("things.csv", "vis-ny,aft:Vision,Ny vision,fremgaar,000-l5,,,,"),
        ("statements.csv", "vis-ny,aft:gyldigTil,2020-01-31,fremgaar,000-l5,,,,,,,"),
        ("statements.csv", "agr-midt-2019-2023,aft:harVision,vis-ny,fremgaar,000-l5,,,,,,,2023"),
        ("statements.csv", "vis-midt-lighed,aft:gyldigFra,2019-01-02,fremgaar,000-l5,,,,,,2019-01,2019"),
        ("statements.csv", "vis-midt-lighed,aft:gyldigTil,2019-01-02,fremgaar,000-l5,,,,,,,"),
    ):
        path = folder / name
        path.write_text(f"{path.read_text(encoding='utf-8')}{row}\n", encoding="utf-8")
    rows = found(open_world(files), "undated-validity")
    assert [row[1:] for row in rows] == [["2023"], ["2020-01-31"]]
    assert rows[1][0] == "vis-ny"


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ('"vision"@en', '"vision"@de', [["ns#Vision", "en"]]),
        ('"har vision"@da ,\n', '"har vision"@sv ,\n', [["ns#harVision", "da"]]),
    ],
)
def test_a_term_without_a_name_is_found(
    edit: Callable[[str, str, str], Path], old: str, new: str, missing: list[list[str]]
) -> None:
    """A class and a property that the data use, each robbed of one language."""
    assert found(open_world(edit("ontology/goals.ttl", old, new)), "missing-labels") == missing


def test_a_foreign_term_without_a_name_is_found(edit: Callable[[str, str, str], Path]) -> None:
    """A term of another vocabulary is shown to readers too."""
    files = edit("ontology/reused.ttl", '"citat"@da ,\n', '"citat"@sv ,\n')
    assert found(open_world(files), "missing-labels") == [["oa#exact", "da"]]


@pytest.mark.parametrize(
    "text",
    ["010190-1234", "skriv til post@eksempel.dk", "ring +45 12 34 56 78", "tlf. 12 34 56 78", "Post@Eksempel.DK"],
)
def test_what_looks_like_personal_data_is_found(files: Path, text: str) -> None:
    """A number or an address in a text is reported, wherever the text stands."""
    path = files / "data/midtjylland-2019-2023/statements.csv"
    row = f"vis-midt-lighed,skos:editorialNote,{text},fremgaar,000-l5,,,,,,,\n"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    rows = found(open_world(files), "no-personal-data")
    assert ["vis-midt-lighed", "core#editorialNote", text] in rows


@pytest.mark.parametrize("text", ["2019-01-31", "12345678", "1998 1999 2000 2001", "010190 1234", "a@b"])
def test_what_only_resembles_personal_data_is_let_pass(files: Path, text: str) -> None:
    """Dates, years and numbers of organisations are no personal data."""
    path = files / "data/midtjylland-2019-2023/statements.csv"
    row = f"vis-midt-lighed,skos:editorialNote,{text},fremgaar,000-l5,,,,,,,\n"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    assert found(open_world(files), "no-personal-data") == []


def test_a_person_in_the_graph_is_found(files: Path) -> None:
    """Whoever adds a person as a thing hears of it."""
    path = files / "data/midtjylland-2019-2023/things.csv"
    row = "nogen,foaf:Person,en formand,fremgaar,000-l5,,,,\n"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    assert ["nogen", "22-rdf-syntax-ns#type", "Person"] in found(open_world(files), "no-personal-data")
