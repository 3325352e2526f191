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
from aftalegraf.store import Store

BUILT = "bygges af filerne"
DAMAGED = "er ikke hel; den bygges igen"


@pytest.fixture
def said() -> list[str]:
    """What the program says on the way."""
    return []


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The project's ontology, shapes and rights without its tables: a graph that is quick to build."""
    for name in ("ontology", "shapes", "queries"):
        shutil.copytree(assets().root / name, tmp_path / name)
    (tmp_path / "data").mkdir()
    shutil.copyfile(assets().root / "data/graphs.ttl", tmp_path / "data/graphs.ttl")
    return tmp_path


@pytest.fixture
def found(files: Path) -> Assets:
    """Those files."""
    return Assets(files)


@pytest.fixture
def folder(found: Assets, tmp_path: Path) -> Path:
    """A folder that keeps their graph."""
    open_kept(found, tmp_path / "kept", print)
    return tmp_path / "kept"


def run(command: str, files: Path, store: Path | str) -> subprocess.CompletedProcess[str]:
    """One command on files, with its graph kept in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "aftalegraf", *command.split(), "--files", str(files)],
        capture_output=True, text=True, check=False, env={**os.environ, "AFTALEGRAF_STORE": str(store)},
    )  # fmt: skip


def place(folder: Path) -> Path:
    """The one graph in a folder."""
    (mark,) = folder.glob(f"*/{MARK}")
    return mark.parent


def test_a_kept_graph_is_the_graph_that_was_built(kept: Path) -> None:
    """From disk, from memory and without any keeping: the same quads, blank nodes by the same names."""
    ways = [
        open_kept(assets(), kept, print),
        open_kept(assets(), kept, print, in_memory=True),
        open_kept(assets(), None, print),
    ]
    assert [bool(way.folder) for way in ways] == [True, True, False]
    whole = write_quads(Store(build(assets()).quads()).quads())
    assert b"_:c14n0 " in whole
    assert [write_quads(way.store.quads()) == whole for way in ways] == [True, True, True]


def test_the_graph_is_built_once_for_its_files(found: Assets, tmp_path: Path, said: list[str]) -> None:
    """The first opening builds and says so, the second finds it."""
    first = open_kept(found, tmp_path / "new/kept", said.append)
    second = open_kept(found, tmp_path / "new/kept", said.append)
    assert first.folder == second.folder == place(tmp_path / "new/kept")
    assert [BUILT in words for words in said] == [True]


def test_new_files_make_a_new_graph(files: Path, folder: Path, said: list[str]) -> None:
    """The content and the name of a file count, its times do not; nor does where the files are."""
    old = open_kept(Assets(files), folder, said.append)
    assert old.folder == place(folder)
    terms = files / "ontology/goals.ttl"
    os.utime(terms, (1, 1))
    assert open_kept(Assets(files), folder, said.append).folder == old.folder
    text = terms.read_text(encoding="utf-8")
    assert text.count('"vision"@da') == 1
    terms.write_text(text.replace('"vision"@da', '"et syn"@da'), encoding="utf-8")
    changed = open_kept(Assets(files), folder, said.append)
    (files / "data/graphs.ttl").rename(files / "data/grafer.ttl")
    renamed = open_kept(Assets(files), folder, said.append)
    assert len({old.folder, changed.folder, renamed.folder}) == 3
    assert len({old.version, changed.version, renamed.version}) == 3
    assert changed.store.ask('ASK { aft:Vision skos:prefLabel "et syn"@da }')
    assert not old.store.ask('ASK { aft:Vision skos:prefLabel "et syn"@da }')


def test_a_changed_program_never_meets_an_old_graph(
    found: Assets, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another engine, another place; the name for the data stays."""
    old = open_kept(found, folder, print)
    monkeypatch.setattr(kept, "ENGINE", "another engine")
    new = open_kept(found, folder, print)
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
    found: Assets, folder: Path, said: list[str], damage: Callable[[Path], None]
) -> None:
    """Whatever is wrong with the folder, the answer is right and the folder whole again."""
    where = place(folder)
    damage(where)
    opened = open_kept(found, folder, said.append, in_memory=damage is _spoil_lines)
    assert opened.folder == where
    assert len(opened.store) == sum(1 for _ in build(found).quads())
    assert [DAMAGED in words for words in said] == [True]
    open_kept(found, folder, said.append)
    assert len(said) == 1


def test_nothing_is_kept_of_files_that_do_not_hold(found: Assets, files: Path, tmp_path: Path, said: list[str]) -> None:
    """The errors come as they do without keeping."""
    (files / "ontology/goals.ttl").write_text("this is no turtle", encoding="utf-8")
    with pytest.raises(SourceErrors, match=r"ontology/goals.ttl:1: does not parse"):
        open_kept(found, tmp_path / "kept", said.append)
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [".lock"]


@pytest.mark.parametrize("name", ["a-file", "a-file/below"])
def test_where_nothing_can_be_written_the_graph_is_in_memory(
    found: Assets, tmp_path: Path, said: list[str], name: str
) -> None:
    """It is said, with the cure."""
    (tmp_path / "a-file").touch()
    opened = open_kept(found, tmp_path / name, said.append)
    assert opened.folder is None
    assert opened.store.ask("ASK { aft:Vision a owl:Class }")
    assert [("kan ikke gemmes" in words, "AFTALEGRAF_STORE" in words) for words in said] == [(True, True)]


def test_what_was_left_half_made_is_removed(folder: Path, files: Path, said: list[str]) -> None:
    """A process that was killed leaves a folder that nobody takes for a graph."""
    half = folder / ".new-killed"
    (half / "database").mkdir(parents=True)
    (files / "data/graphs.ttl").rename(files / "data/grafer.ttl")
    open_kept(Assets(files), folder, said.append)
    assert not half.exists()
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 2


def test_only_the_newest_are_kept(folder: Path, files: Path, found: Assets, said: list[str]) -> None:
    """The graphs longest out of use go, and nothing that is not ours; one that is open can still be asked."""
    (folder / "of-the-user").mkdir()
    whole = write_quads(build(found).quads())
    oldest = open_kept(found, folder, said.append)
    assert oldest.folder
    os.utime(oldest.folder, (1, 1))
    for number in range(NEWEST):
        (files / f"data/{number}.ttl").touch()
        open_kept(Assets(files), folder, said.append)
    assert len(list(folder.glob(f"*/{MARK}"))) == NEWEST
    assert not oldest.folder.exists()
    assert (folder / "of-the-user").is_dir()
    assert write_quads(oldest.store.quads()) == whole


def test_two_processes_at_once_both_succeed(files: Path) -> None:
    """One builds, the other waits for it; the same graph, once."""
    store = files / "kept"
    environment = {**os.environ, "AFTALEGRAF_STORE": str(store)}
    command = [sys.executable, "-m", "aftalegraf", "build", "--files", str(files)]
    running = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ended = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert ended[0][0] == ended[1][0]
    assert f"gemt i {place(store)}" in ended[0][0]
    assert sum(BUILT in words for _, words in ended) == 1


def test_a_command_says_what_is_wrong_with_the_kept_graph_on_standard_error(files: Path, folder: Path) -> None:
    """One line, no trace, and the answer as ever."""
    before = run("build", files, folder)
    _cut(place(folder))
    outcome = run("build", files, folder)
    assert (outcome.returncode, outcome.stdout) == (0, before.stdout)
    (line,) = outcome.stderr.splitlines()
    assert DAMAGED in line


def test_damage_that_shows_late_is_one_message(files: Path, folder: Path) -> None:
    """A spoiled block inside a file of the right size is found when it is read, and never as an answer."""
    for path in place(folder).glob("database/*.sst"):
        content = path.read_bytes()
        path.write_bytes(b"x" * 50 + content[50:] if len(content) > 10_000 else content)
    outcome = run("export --format nquads", files, folder)
    assert (outcome.returncode, outcome.stdout) == (2, "")
    assert "Traceback" not in outcome.stderr
    assert "remove its folder and it is built again: Corruption: block checksum mismatch" in outcome.stderr
    assert str(place(folder)) in outcome.stderr


def test_a_kept_graph_can_be_told_from_one_in_memory(files: Path, folder: Path) -> None:
    """`build` says where it is, or that it is not kept."""
    for where, words in ((str(folder), f"gemt i {place(folder)}\n"), ("none", "ikke gemt; grafen bygges hver gang\n")):
        outcome = run("build", files, where)
        assert outcome.stdout.endswith(words)
        assert outcome.stderr == ""
