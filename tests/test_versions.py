"""A version is a folder, a file, a git revision or a day; what is none of these is told clearly."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from aftalegraf.differences import differences
from aftalegraf.errors import SourceError, UsageError
from aftalegraf.namespaces import AFT
from aftalegraf.statements import GROUNDS
from aftalegraf.tracing import Tracing
from aftalegraf.versions import version
from aftalegraf.world import World

Edit = Callable[[str, str, str], Path]


def closed() -> World:
    """No form is read here, so the graph is not opened."""
    raise AssertionError


def git(folder: Path, *words: str) -> None:
    """A git command in a folder."""
    settings = ("-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def checkout(files: Path) -> Path:
    """The project's files as a checkout of its own, with one revision named before and one after."""
    git(files, "init", "--initial-branch=main")
    git(files, "add", ".")
    git(files, "commit", "--message=a")
    git(files, "tag", "before")
    path = files / "data/midtjylland-2019-2023/things.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + "vis-ny,aft:Vision,Ny vision,fremgaar,000-l5,,,,\n", encoding="utf-8"
    )
    git(files, "commit", "--all", "--message=b")
    return files


def test_a_revision_is_what_the_folder_was(checkout: Path) -> None:
    """The thing of the last commit is there in it and not before; the folder itself is as the last."""
    before, after = (version(name, checkout, closed) for name in ("before", "HEAD"))
    assert not any("vis-ny" in str(t) for t in before.triples)
    assert any("vis-ny" in str(t) for t in after.triples)
    assert set(version(str(checkout), None, closed).triples) == set(after.triples)


def test_a_revision_without_the_folders_is_refused(checkout: Path) -> None:
    """It says which one is missing."""
    shutil.rmtree(checkout / "shapes")
    git(checkout, "commit", "--all", "--message=c")
    git(checkout, "tag", "gone")
    git(checkout, "checkout", "before", "--", "shapes")
    with pytest.raises(SourceError, match=r"gone: the revision has no folder shapes/; choose a later one"):
        version("gone", checkout, closed)


def test_files_that_do_not_hold_are_told_with_the_name_of_the_version(edit: Edit) -> None:
    """The line stands below it."""
    files = edit(
        "data/midtjylland-2019-2023/things.csv",
        "doc-praksisplan-midt,aft:Praksisplan,",
        "doc-praksisplan-midt,aft:Praksisplann,",
    )
    with pytest.raises(UsageError, match=r"(?s)cannot be read by this program.*things\.csv:\d+: unknown class"):
        version(str(files), None, closed)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nix", "unknown version 'nix': there is no file or folder of that name, it is no day like 2024-01-31, and "),
        ("--help", "unknown version '--help'"),
        ("2024-02-30", "'2024-02-30' is no day; write it like 2024-01-31"),
        ("1850-01-01", "nothing in the collection is in force on 1850-01-01; the dates run from 2007-01-01 to"),
    ],
)
def test_what_is_no_version_is_refused(world: World, files: Path, name: str, message: str) -> None:
    """Outside a checkout there is no revision either."""
    with pytest.raises(UsageError, match=message.replace("(", r"\(")):
        version(name, files, lambda: world)


def test_a_file_that_is_not_there_is_no_revision(tmp_path: Path) -> None:
    """Its ending tells what was meant."""
    with pytest.raises(SourceError, match="no such file; check the path"):
        version(str(tmp_path / "nix.ttl"), None, closed)


def test_a_ground_takes_in_the_ones_before(files: Path) -> None:
    """What the editors added, and its statements, are there only when asked for."""
    sizes = [len(version(str(files), None, closed, ground=g).triples) for g in ("fremgaar", "udledt", "redaktionel")]
    assert sizes == sorted(set(sizes))
    weaker = f"{AFT}redaktionel"
    found = version(str(files), None, closed, ground="udledt").triples
    assert not any(weaker in str(t.object) for t in found if t.predicate.value == f"{AFT}grundlag" and "/udsagn/" in
                   str(t.subject))  # fmt: skip


def test_a_day_is_the_graph_as_of_it(world: World) -> None:
    """Region Østdanmark begins on 1 January 2027, the 22 health clusters end the day before."""
    before, after = (version(day, None, lambda: world) for day in ("2026-12-31", "2027-01-01"))

    def count(triples: object, text: str) -> int:
        return sum(text in str(t) for t in triples)  # type: ignore[attr-defined]

    kind = f"<{AFT}Sundhedsklynge>"
    east = "id/region/region-oestdanmark>"
    assert count([t for t in before.triples if str(t.object) == kind], "type") == 22
    assert count([t for t in after.triples if str(t.object) == kind], "type") == 0
    assert count([t for t in before.triples if east in str(t.subject)], "region") == 0
    assert count([t for t in after.triples if east in str(t.subject)], "region") > 0


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    "days", [("2026-12-31", "2027-01-01"), ("2019-07-01", "2026-11-23"), ("2024-06-01", "2024-01-01")]
)
def test_two_days_differ_as_the_whole_graphs_do(world: World, days: tuple[str, str], ground: str) -> None:
    """What is read around the changes gives the same differences as both graphs read whole."""
    found = Tracing(world).diff(*days, ground)[0]
    whole = differences(*(version(day, None, lambda: world, ground=ground).triples for day in days))
    assert (found.things, found.names) == (whole.things, whole.names)
    assert bool(found.things) == (days[0] < days[1])


def test_a_written_dataset_is_read_without_its_terms(tmp_path: Path, world: World) -> None:
    """The terms of the ontology and the shapes are no data."""
    path = tmp_path / "alt.nt"
    path.write_text(f'<{AFT}antal> <{AFT}antal> "1" .\n<https://example.org/a> <{AFT}antal> "1" .\n', encoding="utf-8")
    assert [str(t.subject) for t in version(str(path), None, lambda: world).triples] == ["<https://example.org/a>"]


def test_relative_names_in_two_files_are_the_same(tmp_path: Path) -> None:
    """A draft and the adopted text lie in two files, and are one agreement."""
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text(f'<#aftale> <{AFT}antal> "1" .', encoding="utf-8")
    one, other = (version(str(tmp_path / name), None, closed) for name in ("a.ttl", "b.ttl"))
    assert one.triples == other.triples
