"""One canonical form of Turtle."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftalegraf.assets import assets
from aftalegraf.errors import SourceError
from aftalegraf.turtle import canonical, format_file

MESSY = """@prefix aft: <https://w3id.org/aftalegraf/ns#> .
aft:b aft:p "2" . aft:a aft:p [ aft:q "x" ], "1" .
"""


def test_all_turtle_files_of_the_project_are_canonical() -> None:
    """What `aftalegraf format --check` looks at in CI."""
    paths = [path for folder in ("ontology", "shapes", "data") for path in assets().files(folder, "*.ttl")]
    assert len(paths) >= 13
    assert [path.name for path in paths if format_file(path, check=True)] == []


def test_the_form_does_not_depend_on_the_order_of_the_input() -> None:
    """Two spellings of one graph come out alike, and the form is its own form."""
    once = canonical(MESSY, "x.ttl")
    turned = canonical('PREFIX a: <https://w3id.org/aftalegraf/ns#>\na:a a:p "1", [ a:q "x" ] . a:b a:p "2" .', "y.ttl")
    assert once == turned == canonical(once, "x.ttl")


def test_check_changes_nothing(tmp_path: Path) -> None:
    """With `check` the file stays; without, it is brought into form, once."""
    path = tmp_path / "x.ttl"
    path.write_text(MESSY, encoding="utf-8")
    assert format_file(path, check=True)
    assert path.read_text(encoding="utf-8") == MESSY
    assert format_file(path, check=False)
    assert not format_file(path, check=False)


def test_a_spoiled_file_is_named_with_its_line(tmp_path: Path) -> None:
    """The message says where."""
    path = tmp_path / "x.ttl"
    path.write_text("PREFIX a: <x:>\n\na:a a:b .\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"x\.ttl:3: does not parse as Turtle"):
        format_file(path, check=True)
