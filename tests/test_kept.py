"""A graph is built once for its files, kept as it was built, and built again when anything about it is not right."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aftalegraf import kept
from aftalegraf.assets import Assets, assets
from aftalegraf.errors import SourceErrors
from aftalegraf.graph import build
from aftalegraf.kept import MARK, NEWEST, open_kept
from aftalegraf.rdf import write_quads

BUILT = "bygges af filerne"
DAMAGED = "er ikke hel; den bygges igen"


@pytest.fixture
def said() -> list[str]:
    """What the program says on the way."""
    return []


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """A folder of the test's own that keeps the graph of the project's files."""
    place = open_kept(assets(), kept, print).folder
    assert place
    shutil.copytree(place, tmp_path / "kept" / place.name)
    return tmp_path / "kept"


def place(folder: Path) -> Path:
    """The one graph in a folder."""
    (mark,) = folder.glob(f"*/{MARK}")
    return mark.parent


def test_a_kept_graph_is_the_graph_that_was_built(folder: Path, said: list[str]) -> None:
    """From disk, from memory and without any keeping: the same quads, blank nodes by the same names."""
    ways = [
        open_kept(assets(), folder, said.append),
        open_kept(assets(), folder, said.append, in_memory=True),
        open_kept(assets(), None, said.append),
    ]
    assert [way.folder for way in ways] == [place(folder), place(folder), None]
    whole = write_quads(build(assets()).quads())
    assert b"_:c14n0 " in whole
    assert [write_quads(way.store.quads()) == whole for way in ways] == [True, True, True]
    assert said == []


def test_the_graph_is_built_once_for_its_files(tmp_path: Path, said: list[str]) -> None:
    """The first opening builds and says so, the second finds it."""
    first = open_kept(assets(), tmp_path / "new/kept", said.append)
    second = open_kept(assets(), tmp_path / "new/kept", said.append)
    assert first.folder == second.folder == place(tmp_path / "new/kept")
    assert [BUILT in words for words in said] == [True]


def test_new_files_make_a_new_graph(files: Path, folder: Path, said: list[str]) -> None:
    """The content and the name of a file count, its times do not; nor does where the files are."""
    old = open_kept(Assets(files), folder, said.append)
    assert old.folder == place(folder)
    table = files / "data/nationale-maal/things.csv"
    os.utime(table, (1, 1))
    assert open_kept(Assets(files), folder, said.append).folder == old.folder
    table.write_text(table.read_text(encoding="utf-8").replace("Øget patient", "Mere patient"), encoding="utf-8")
    changed = open_kept(Assets(files), folder, said.append)
    (files / "data/graphs.ttl").rename(files / "data/grafer.ttl")
    renamed = open_kept(Assets(files), folder, said.append)
    assert len({old.folder, changed.folder, renamed.folder}) == 3
    assert len({old.version, changed.version, renamed.version}) == 3
    assert changed.store.ask('ASK { ?x skos:prefLabel ?l FILTER(STRSTARTS(?l, "Mere patient")) }')
    assert not old.store.ask('ASK { ?x skos:prefLabel ?l FILTER(STRSTARTS(?l, "Mere patient")) }')


def test_a_changed_program_never_meets_an_old_graph(
    folder: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another module, another place; the name for the data stays."""
    old = open_kept(assets(), folder, said.append)
    monkeypatch.setattr(kept, "ENGINE", "another engine")
    new = open_kept(assets(), folder, said.append)
    assert new.folder != old.folder
    assert new.version == old.version


def _cut(place: Path) -> None:
    largest = max(place.glob("database/*.sst"), key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:1000])


def _spoil(place: Path) -> None:
    path = place / "database/CURRENT"
    path.write_bytes(b"x" * path.stat().st_size)


def _spoil_lines(place: Path) -> None:
    path = place / "named.nq"
    path.write_bytes(b"x" * path.stat().st_size)


def _foreign(place: Path) -> None:
    shutil.rmtree(place)
    place.write_text("a file of somebody else's", encoding="utf-8")


def _spoil_mark(place: Path) -> None:
    (place / MARK).write_bytes(b"\xff{")


DAMAGES: list[Callable[[Path], None]] = [
    _cut,
    _spoil,
    _spoil_lines,
    _foreign,
    lambda place: (place / MARK).unlink(),
    _spoil_mark,
    lambda place: (place / "database/CURRENT").unlink(),
    lambda place: shutil.rmtree(place / "database"),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_graph_is_built_again_and_it_is_said(
    folder: Path, said: list[str], damage: Callable[[Path], None]
) -> None:
    """Whatever is wrong with the folder, the answer is right and the folder whole again."""
    where = place(folder)
    damage(where)
    found = open_kept(assets(), folder, said.append, in_memory=damage is _spoil_lines)
    assert found.folder == where
    assert len(found.store) == sum(1 for _ in build(assets()).quads())
    assert [DAMAGED in words for words in said] == [True]
    open_kept(assets(), folder, said.append)
    assert len(said) == 1


def test_nothing_is_kept_of_files_that_do_not_hold(
    edit: Callable[[str, str, str], Path], tmp_path: Path, said: list[str]
) -> None:
    """The errors come as they do without keeping."""
    folder = edit("ontology/goals.ttl", '"vision"@da', '"vision@da')
    with pytest.raises(SourceErrors, match=r"ontology/goals.ttl:\d+: does not parse"):
        open_kept(Assets(folder), tmp_path / "kept", said.append)
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [".lock"]


@pytest.mark.parametrize("name", ["a-file", "a-file/below"])
def test_where_nothing_can_be_written_the_graph_is_in_memory(tmp_path: Path, said: list[str], name: str) -> None:
    """It is said, with the cure."""
    (tmp_path / "a-file").touch()
    found = open_kept(assets(), tmp_path / name, said.append)
    assert found.folder is None
    assert found.store.ask("ASK { ?a a aft:Sundhedsaftale }")
    assert [("kan ikke gemmes" in words, "AFTALEGRAF_STORE" in words) for words in said] == [(True, True)]


def test_what_was_left_half_made_is_removed(folder: Path, files: Path, said: list[str]) -> None:
    """A process that was killed leaves a folder that nobody takes for a graph."""
    half = folder / ".new-killed"
    (half / "database").mkdir(parents=True)
    (files / "data/graphs.ttl").rename(files / "data/grafer.ttl")
    open_kept(Assets(files), folder, said.append)
    assert not half.exists()
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 2


def test_only_the_newest_are_kept(folder: Path, files: Path, said: list[str]) -> None:
    """The graphs longest out of use go, and nothing that is not ours; one that is open can still be asked."""
    (folder / "of-the-user").mkdir()
    oldest = open_kept(assets(), folder, said.append)
    assert oldest.folder
    os.utime(oldest.folder, (1, 1))
    for number in range(NEWEST):
        (files / f"data/{number}.ttl").touch()
        open_kept(Assets(files), folder, said.append)
    assert len(list(folder.glob(f"*/{MARK}"))) == NEWEST
    assert not oldest.folder.exists()
    assert (folder / "of-the-user").is_dir()
    assert write_quads(oldest.store.quads()) == write_quads(build(assets()).quads())


def test_two_processes_at_once_both_succeed(tmp_path: Path) -> None:
    """One builds, the other waits for it; the same graph, once."""
    environment = {**os.environ, "AFTALEGRAF_STORE": str(tmp_path)}
    command = [sys.executable, "-m", "aftalegraf", "build"]
    running = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ended = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert ended[0][0] == ended[1][0]
    assert f"gemt i {place(tmp_path)}" in ended[0][0]
    assert sum(BUILT in words for _, words in ended) == 1


def test_a_command_says_what_is_wrong_with_the_kept_graph_on_standard_error(folder: Path) -> None:
    """One line, no trace, and the answer as ever."""
    _cut(place(folder))
    outcome = subprocess.run(
        [sys.executable, "-m", "aftalegraf", "ask", "visioner-i-aftale"],
        capture_output=True, text=True, check=True, env={**os.environ, "AFTALEGRAF_STORE": str(folder)},
    )  # fmt: skip
    assert outcome.stdout.endswith("4 rækker\n")
    (line,) = outcome.stderr.splitlines()
    assert DAMAGED in line


def test_damage_that_shows_late_is_one_message(folder: Path) -> None:
    """A spoiled block inside a file of the right size is found when it is read, and never as an answer."""
    for path in place(folder).glob("database/*.sst"):
        content = path.read_bytes()
        path.write_bytes(b"x" * 50 + content[50:] if len(content) > 10_000 else content)
    outcome = subprocess.run(
        [sys.executable, "-m", "aftalegraf", "export", "--format", "nquads"],
        capture_output=True, check=False, env={**os.environ, "AFTALEGRAF_STORE": str(folder)},
    )  # fmt: skip
    assert (outcome.returncode, outcome.stdout) == (2, b"")
    assert b"Traceback" not in outcome.stderr
    assert str(place(folder)).encode() in outcome.stderr


def test_a_kept_graph_can_be_told_from_one_in_memory(folder: Path) -> None:
    """`build` says where it is, or that it is not kept."""
    for where, words in ((str(folder), f"gemt i {place(folder)}\n"), ("none", "ikke gemt; grafen bygges hver gang\n")):
        outcome = subprocess.run(
            [sys.executable, "-m", "aftalegraf", "build"],
            capture_output=True, text=True, check=True, env={**os.environ, "AFTALEGRAF_STORE": where},
        )  # fmt: skip
        assert outcome.stdout.endswith(words)
        assert outcome.stderr == ""
