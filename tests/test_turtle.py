"""One canonical form of Turtle."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aftalegraf.assets import assets
from aftalegraf.errors import SourceError
from aftalegraf.formats import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from aftalegraf.graph import build
from aftalegraf.rdf import read
from aftalegraf.turtle import canonical, format_file, publish

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


ENDINGS = {TURTLE: "ttl", JSON_LD: "jsonld", RDF_XML: "rdf", N_TRIPLES: "nt"}


@pytest.mark.parametrize("kind", sorted(ENDINGS))
def test_the_ontology_is_the_same_graph_in_every_format(tmp_path: Path, kind: str) -> None:
    """Written and read again by the other library, nothing is lost."""
    ontology = build(assets()).ontology
    path = tmp_path / f"ontology.{ENDINGS[kind]}"
    path.write_bytes(publish(ontology, kind))
    assert {quad.triple for quad in read(path)} == set(ontology)


@pytest.mark.parametrize("kind", sorted(ENDINGS))
def test_the_ontology_has_the_same_bytes_in_every_process(kind: str) -> None:
    """Two processes with other seeds, and the triples turned round, give one text."""
    text = (
        "import hashlib; from aftalegraf.assets import assets; from aftalegraf.graph import build;"
        "from aftalegraf.turtle import publish;"
        f"print(hashlib.sha256(publish(tuple(reversed(build(assets()).ontology)), {kind!r})).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", text],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert said == {hashlib.sha256(publish(build(assets()).ontology, kind)).hexdigest()}


def test_the_turtle_of_the_ontology_is_canonical() -> None:
    """What is served is what `aftalegraf format` would write."""
    text = publish(build(assets()).ontology, TURTLE).decode()
    assert canonical(text, "x.ttl") == text
    assert text.startswith("PREFIX adms:")


def test_the_json_ld_is_short_and_in_order() -> None:
    """A context of the prefixes in use and no other, and the nodes sorted by their names."""
    found = json.loads(publish(build(assets()).ontology, JSON_LD))
    assert found["@context"]["aft"] == "https://w3id.org/aftalegraf/ns#"
    assert "void" not in found["@context"]
    names = [node["@id"] for node in found["@graph"]]
    assert names == sorted(names)
    vision = next(node for node in found["@graph"] if node["@id"] == "aft:Vision")
    assert vision["rdfs:subClassOf"] == {"@id": "skos:Concept"}
    assert vision["skos:prefLabel"] == [
        {"@language": "da", "@value": "vision"},
        {"@language": "en", "@value": "vision"},
    ]


def test_a_graph_of_one_node_is_json_ld_too(tmp_path: Path) -> None:
    """The library leaves out the list of nodes where there is one; we do not."""
    path = tmp_path / "one.ttl"
    path.write_text("PREFIX aft: <https://w3id.org/aftalegraf/ns#> aft:a aft:p 1 .", encoding="utf-8")
    found = json.loads(publish([quad.triple for quad in read(path)], JSON_LD))
    assert [node["@id"] for node in found["@graph"]] == ["aft:a"]
