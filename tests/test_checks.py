"""The queries in queries/checks must return nothing."""

from __future__ import annotations

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
    assert len(CHECKS) == 21


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
