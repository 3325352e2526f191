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
from aftalegraf.graph import ALL, ONTOLOGY, SHAPES
from aftalegraf.rdf import write_quads
from aftalegraf.store import Store
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


@pytest.fixture
def part(world: World) -> Store:
    """What the editors added too, ontology and shapes, and the terms in the default graph: rdflib is slow on more."""
    graphs = {name: world.store.graph(name) for name in (ALL, ONTOLOGY, SHAPES)}
    named = [_quad(t, pyoxigraph.NamedNode(name)) for name, triples in graphs.items() for t in triples]
    return Store([*named, *(_quad(t, pyoxigraph.DefaultGraph()) for t in graphs[ONTOLOGY])])


def _quad(t: pyoxigraph.Triple, graph: pyoxigraph.NamedNode | pyoxigraph.DefaultGraph) -> pyoxigraph.Quad:
    return pyoxigraph.Quad(t.subject, t.predicate, t.object, graph)


@pytest.mark.parametrize("form", FORMS)
def test_an_export_can_be_read_back_by_another_library(part: Store, form: str) -> None:
    """Every quad, once; as Turtle those of the default graph."""
    content = dataset(part, form)
    expected = len(part.graph(None)) if form == "turtle" else len(part)
    assert expected > 4000
    loaded = rdflib.Dataset()
    loaded.parse(data=content, format=form)
    assert sum(1 for _ in loaded.quads()) == expected


def test_nquads_is_what_the_engine_writes(world: World) -> None:
    """Line by line, sorted, nothing left out."""
    content = dataset(world.store, "nquads")
    assert content.count(b"\n") == len(world.store)
    assert content == pyoxigraph.serialize(sorted(world.store.quads(), key=str), format=FORMATS["nquads"])


def test_trig_and_turtle_hold_what_the_graph_holds(part: Store) -> None:
    """Blank nodes by the same names; Turtle as far as the default graph goes."""
    quads = list(part.quads())
    assert write_quads(pyoxigraph.parse(dataset(part, "trig"), format=FORMATS["trig"])) == write_quads(quads)
    plain = [quad for quad in quads if isinstance(quad.graph_name, pyoxigraph.DefaultGraph)]
    assert write_quads(pyoxigraph.parse(dataset(part, "turtle"), format=FORMATS["turtle"])) == write_quads(plain)


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
