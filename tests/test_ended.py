"""What has ended is kept, with why and what replaced it: a link that once led somewhere is not a dead end."""

from __future__ import annotations

import csv
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from aftalegraf.assets import assets
from aftalegraf.ended import Ended, ended_of
from aftalegraf.errors import SourceErrors
from aftalegraf.graph import build
from aftalegraf.namespaces import AFT, ID, expand, mint
from aftalegraf.sources import read_ended
from aftalegraf.world import World

ROOT = Path(__file__).parents[1]
TABLE = "data/udgaaet/ended.csv"
GOOD = "kildehenvisning/000-l316.5,aft:Kildehenvisning"


def test_the_table_holds_what_the_data_once_had() -> None:
    """36 things and one term: counted by kind."""
    found = ended_of(read_ended(assets()))
    kinds = Counter(iri.removeprefix(ID).split("/")[0] for iri in found if iri.startswith(ID))
    assert kinds == {
        "kildehenvisning": 23, "retskilde": 6, "dokument": 4, "laesning": 1, "sundhedsklynge": 1, "adressat": 1,
    }  # fmt: skip
    assert [iri for iri in found if not iri.startswith(ID)] == [f"{AFT}organiseretOmkring"]


def test_a_cluster_that_became_two_pages_names_both() -> None:
    """Randers-klyngen as the note of 2021-22 has it is a forum now; the cluster from 2022 has a page of its own."""
    found = ended_of(read_ended(assets()))[f"{ID}sundhedsklynge/clu-randers"]
    assert isinstance(found, Ended)
    assert (found.label, found.class_iri) == ("Randers-klyngen", f"{AFT}Sundhedsklynge")
    assert found.replaced_by == (f"{ID}forum/clu-randers", f"{ID}sundhedsklynge/randersklyngen")
    assert not found.same
    assert "før juli 2022" in found.why["da"]
    assert "before July 2022" in found.why["en"]


def test_what_replaces_is_there(world: World) -> None:
    """Every replacement has a name today, and no thing that has ended has one."""
    for ended in world.ended.values():
        assert ended.iri not in world.labels
        assert all(iri in world.labels for iri in ended.replaced_by), ended
        assert ended.replaced_by or ended.why["da"]


def test_nothing_of_the_history_is_forgotten() -> None:
    """Each id that a commit of this repository had in its tables is here today, or in the table of what has ended."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout, so there is no history to look through")
    log = subprocess.run(
        ["git", "-C", str(ROOT), "log", "-p", "--format=", "--no-textconv", "-m", "--", "data/*.csv"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    once = set(_named(log))
    assert len(once) > 2500
    now = {iri for path in assets().files("data", "*.csv") for iri in _of_file(path)}
    assert once - now - set(ended_of(read_ended(assets()))) == set()


def _named(log: str) -> list[str]:
    """The IRIs of the rows that a log of changes adds or takes away."""
    name, found = "", []
    for line in log.splitlines():
        if line.startswith(("+++ b/", "--- a/")):
            name = line[6:]
        elif line[:1] in "+-" and re.match(r"[+-][\w.-]+,", line):
            found += _iri(name, line[1:])
    return found


def _of_file(path: Path) -> list[str]:
    name = path.as_posix().split("/data/")[-1]
    return [iri for line in path.read_text(encoding="utf-8").splitlines() for iri in _iri(f"data/{name}", line)]


def _iri(name: str, line: str) -> list[str]:
    cells = next(csv.reader([line]))
    if cells[0] in ("id", "subject", "indicator"):
        return []
    if name.endswith("/things.csv"):
        class_iri = expand(cells[1])
        return [mint(class_iri, cells[0])] if class_iri else []
    if name.endswith("/documents.csv"):
        return [f"{ID}dokument/{cells[0]}"]
    return [f"{ID}kildehenvisning/{cells[0]}"] if "/doc-" in name else []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (GOOD, f"kildehenvisning/000-l316,{GOOD.split(',')[1]}", "has not ended: the data have it"),
        (GOOD, f"kildehenvisning/000-l300.4,{GOOD.split(',')[1]}", "is there already; keep one of the two"),
        (GOOD, f"kildehenvisning,{GOOD.split(',')[1]}", "must be kind/slug, or ns#name for a term"),
        (GOOD, "kildehenvisning/000-l316.5,Kildehenvisning", "unknown class 'Kildehenvisning'"),
        (",ns#harHospital,,", ",forum/for-nix,,", "'forum/for-nix' is not in the data"),
        (",ns#harHospital,,", ",ns#harHospital,nej,", "'same' is 'nej'; write ja"),
        (",ns#harHospital,,", ",,ja,", "has one replacement; name it in 'replaced_by'"),
        (",er organiseret omkring,", ",,", "'label' is empty"),
        ("and was merged with it.,2026-11-23", "and was merged with it.,23-11-2026", "is no day; write it like"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused(
    edit: Callable[[str, str, str], Path], old: str, new: str, message: str
) -> None:
    """Each problem of the table is told with its cure, and nothing is built."""
    files = edit(TABLE, old, new)
    with pytest.raises(SourceErrors, match=re.escape(message)):
        build(assets(files))
