"""The front end: a class of the stylesheet has one home, and a build that fails leaves what was built."""

from __future__ import annotations

import importlib.util
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ROOT / "frontend" / "src" / "rooms"


def test_a_class_has_one_home() -> None:
    """All rooms are one stylesheet: a class that two files give a look of its own would leak into the other room."""
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for file in sorted(ROOMS.glob("*.css")):
        text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        for selectors in re.findall(r"([^{}]+)\{", text):
            for selector in re.findall(r"(?:^|,)\s*(\.[\w-]+)\s*(?=,|$)", selectors):
                homes[selector].add(file.name)
    assert len(homes) > 150
    shared = {"print.css"}  # what paper leaves out, of every room
    assert {name: files for name, files in homes.items() if len(files - shared) > 1} == {}


def test_a_build_that_fails_leaves_what_was_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the packages are other ones and the register of npm cannot be reached."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    hatch_build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hatch_build)
    built = tmp_path / "static" / "site.css"
    built.parent.mkdir()
    built.write_text("p {}", encoding="utf-8")
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")

    def fail(*_: str) -> None:
        raise SystemExit(1)

    monkeypatch.setattr(hatch_build, "FRONTEND", tmp_path)
    monkeypatch.setattr(hatch_build, "STATIC", built.parent)
    monkeypatch.setattr(hatch_build, "run", fail)
    with pytest.raises(SystemExit):
        hatch_build.build()
    assert built.read_text(encoding="utf-8") == "p {}"
