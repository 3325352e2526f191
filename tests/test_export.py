"""The whole dataset as one file: complete in every format, and the same bytes wherever it is written."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from aftalegraf.assets import FOLDERS, assets
from aftalegraf.dataset import FORMS, dataset
from aftalegraf.graph import build
from aftalegraf.rdf import write_quads
from aftalegraf.world import World

FORMATS = {
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "turtle": pyoxigraph.RdfFormat.TURTLE,
}


def export(form: str, seed: str, *arguments: str, store: str = "none") -> bytes:
    """What a process with its own order of sets writes."""
    return subprocess.run(
        [sys.executable, "-m", "aftalegraf", "export", "--format", form, *arguments],
        capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "AFTALEGRAF_STORE": store},
    ).stdout  # fmt: skip


@pytest.fixture
def shuffled(tmp_path: Path) -> Path:
    """A copy of the project's files whose folders were filled in the opposite order."""
    for folder in FOLDERS:
        for path in sorted((assets().root / folder).rglob("*"), reverse=True):
            if path.is_file():
                copy = tmp_path / path.relative_to(assets().root)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
    return tmp_path


@pytest.mark.parametrize("form", FORMS)
def test_an_export_is_the_same_bytes_in_any_process_and_order(form: str, kept: Path, shuffled: Path) -> None:
    """From memory and from the kept graph, with two hash seeds, and with the files copied in another order."""
    ways = (
        export(form, "1", store=str(kept)),
        export(form, "2"),
        export(form, "3", "--files", str(shuffled)),
    )
    assert len(ways[0]) > 100_000
    assert len({hashlib.sha256(way).hexdigest() for way in ways}) == 1


@pytest.mark.parametrize("form", FORMS)
def test_an_export_can_be_read_back_by_two_libraries(world: World, form: str) -> None:
    """Every quad, once; as Turtle those of the default graph."""
    content = dataset(world.store, form)
    expected = len(world.store.graph(None)) if form == "turtle" else len(world.store)
    assert len(list(pyoxigraph.parse(content, format=FORMATS[form]))) == expected
    loaded = rdflib.Dataset()
    loaded.parse(data=content, format=form)
    assert sum(1 for _ in loaded.quads()) == expected


def test_the_exports_hold_what_was_built(world: World) -> None:
    """N-Quads line by line; TriG and Turtle when their triples are sorted."""
    built = list(build(assets()).quads())
    assert dataset(world.store, "nquads") == write_quads(built)
    assert dataset(world.store, "nquads") == pyoxigraph.serialize(sorted(built, key=str), format=FORMATS["nquads"])
    assert write_quads(pyoxigraph.parse(dataset(world.store, "trig"), format=FORMATS["trig"])) == write_quads(built)
    plain = [quad for quad in built if isinstance(quad.graph_name, pyoxigraph.DefaultGraph)]
    turtle = pyoxigraph.parse(dataset(world.store, "turtle"), format=FORMATS["turtle"])
    assert write_quads(turtle) == write_quads(plain)


def test_trig_is_grouped_for_a_reader(world: World) -> None:
    """Each graph and, in it, each subject has one place, with short names."""
    lines = dataset(world.store, "trig").decode().splitlines()
    graphs = [line for line in lines if line.endswith("{")]
    assert graphs == [f"graf:{name.rsplit('/', 1)[1]} {{" for name in world.store.names()]
    begins = lines.index("graf:alt {")
    ends = lines.index("}", begins)
    subjects = [line.split()[0] for line in lines[begins + 1 : ends] if not line.startswith("\t\t")]
    assert len(subjects) == len(set(subjects)) > 100
    assert "\t\tskos:prefLabel " in "\n".join(lines[begins:ends])


def test_an_export_goes_to_a_file_or_to_standard_output(tmp_path: Path, kept: Path) -> None:
    """The same bytes; what is said about it goes to standard error."""
    path = tmp_path / "made/graf.ttl"
    assert export("turtle", "0", "-o", str(path), store=str(kept)) == b""
    assert path.read_bytes() == export("turtle", "0", store=str(kept))


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    """And nothing is written."""
    outcome = subprocess.run(
        [sys.executable, "-m", "aftalegraf", "export", "--format", "csv"], capture_output=True, text=True, check=False
    )
    assert (outcome.returncode, outcome.stdout) == (2, "")
    assert "unknown format 'csv'. Use one of: nquads, trig, turtle." in outcome.stderr
