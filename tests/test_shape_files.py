"""The files of shapes are listed with what they hold."""

from __future__ import annotations

import pytest

from aftalegraf.errors import UnknownNameError
from aftalegraf.rules import rules
from aftalegraf.shape_files import _ABOUT, shape_file, shape_files
from aftalegraf.world import World


def test_every_file_is_listed_with_its_rules(world: World) -> None:
    """Every rule stands in one of them; a new file is given its words."""
    found = shape_files(world, "da")
    assert {file.name for file in found} == set(_ABOUT) == {p.stem for p in world.assets.files("shapes", "*.ttl")}
    assert sum(file.rules for file in found) == len(rules(world))
    assert all(file.shapes >= file.rules for file in found)
    assert found[0].path == "/data/shapes/kapitel-1.ttl"


def test_a_file_is_given_as_it_is(world: World) -> None:
    """Only files of shapes, by their name alone."""
    text = shape_file(world, "kapitel-5")
    assert text == (world.assets.root / "shapes/kapitel-5.ttl").read_bytes()
    for name in ("../data/sources/doc-000", "nope"):
        with pytest.raises(UnknownNameError):
            shape_file(world, name)
