"""Any data against any shapes, as a user asks for it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import rdflib

from tests.conftest import SHARED
from tests.filled import fill, good
from tests.test_cli import ROOT, refused, run

DATA = "PREFIX ex: <https://example.org/>\nex:a a ex:T ; ex:n 1 , [] . ex:b a ex:T ; ex:n 7 .\n"
SHAPES = """PREFIX ex: <https://example.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:P , ex:Q , [ sh:path ( ex:n ex:m ) ; sh:maxCount 0 ] .
ex:P sh:path ex:n ; sh:maxInclusive 5 ; sh:message "højst fem"@da .
ex:Q sh:path ex:n ; sh:minCount 2 ; sh:severity sh:Warning ; sh:message "mindst to"@da .
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with data and shapes."""
    (tmp_path / "data.ttl").write_text(DATA, encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    return tmp_path


def held(folder: Path, *options: str, data: str = "data.ttl") -> subprocess.CompletedProcess[str]:
    """`validate --shapes` in the folder."""
    return run("validate", "--shapes", "shapes.ttl", *options, data, cwd=folder)


def test_findings_are_told_as_text(folder: Path) -> None:
    """By severity, with what was found; a blank node cannot be compared with five."""
    outcome = held(folder)
    assert outcome.returncode == 1
    assert outcome.stdout.startswith("Data opfylder ikke formerne: 2 Violation, 1 Warning.\n")
    assert (
        "Violation: https://example.org/b\n  højst fem\n  Sti: https://example.org/n\n  Fundet: 7\n" in outcome.stdout
    )
    assert outcome.stdout.index("Violation: ") < outcome.stdout.index("Warning: https://example.org/b\n  mindst to\n")
    assert held(folder, "--lang", "en").stdout.startswith("The data do not conform to the shapes: ")


def test_findings_come_as_data(folder: Path) -> None:
    """With the place in a form, where there is one."""
    found = json.loads(held(folder, "--format", "json").stdout)
    assert (found["conforms"], len(found["findings"])) == (False, 3)
    assert found["findings"][-1] == {
        "severity": "Warning", "focus": "https://example.org/b", "place": "", "path": "https://example.org/n",
        "value": "", "message": "mindst to", "shape": "https://example.org/Q",
    }  # fmt: skip


def test_the_report_comes_as_turtle_the_same_every_time(folder: Path) -> None:
    """A validation report as SHACL has it, with its blank nodes named after what they say."""
    first, second = (held(folder, "--format", "turtle").stdout for _ in range(2))
    assert first == second
    graph = rdflib.Graph().parse(data=first, format="turtle")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    (report,) = graph.subjects(rdflib.RDF.type, sh.ValidationReport)
    assert graph.value(report, sh.conforms) == rdflib.Literal(lexical_or_value=False)
    assert len(set(graph.objects(report, sh.result))) == 3


def test_exit_codes_follow_the_gravity(folder: Path) -> None:
    """0 when all holds or only warns, 1 for a violation or, with --strict, for any finding."""
    good_one = folder / "good.ttl"
    good_one.write_text("PREFIX ex: <https://example.org/>\nex:a a ex:T ; ex:n 1 , 2 .\n", encoding="utf-8")
    outcome = held(folder, data="good.ttl")
    assert (outcome.returncode, outcome.stdout) == (0, "Data opfylder formerne: ingen bemærkninger.\n")
    good_one.write_text("PREFIX ex: <https://example.org/>\nex:a a ex:T ; ex:n 1 .\n", encoding="utf-8")
    assert held(folder, data="good.ttl").returncode == 0
    assert held(folder, "--strict", data="good.ttl").returncode == 1


@pytest.mark.parametrize(
    ("name", "form"),
    [("d.nt", "nt"), ("d.rdf", "xml"), ("d.jsonld", "json-ld"), ("d.trig", "trig"), ("d.nq", "nquads")],
)
def test_data_may_come_in_every_form(folder: Path, name: str, form: str) -> None:
    """The same three findings."""
    graph = rdflib.Dataset()
    graph.default_graph.parse(data=DATA, format="turtle")
    source = graph if form in ("trig", "nquads") else graph.default_graph
    source.serialize(str(folder / name), format=form, encoding="utf-8")
    assert len(json.loads(held(folder, "--format", "json", data=name).stdout)["findings"]) == 3


def test_a_form_can_be_held_against_ones_own_shapes(folder: Path) -> None:
    """And the findings name the row."""
    (folder / "shapes.ttl").write_text(
        """PREFIX aft: <https://w3id.org/aftalegraf/ns#>
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        PREFIX ex: <https://example.org/>
        ex:S a sh:NodeShape ; sh:targetClass aft:Indikator ; sh:property ex:P .
        ex:P sh:path aft:foelgesMedFrekvens ; sh:minCount 1 ; sh:message "hvor ofte?"@da .""",
        encoding="utf-8",
    )
    assert run("template", "-o", "form.xlsx", cwd=folder).returncode == 0
    fill(folder / "form.xlsx", folder / "a.xlsx", good())
    assert "(ark Indikatorer, række 4)\n  hvor ofte?\n" in held(folder, data="a.xlsx").stdout


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        ("ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property", "shapes.ttl:4: does not parse"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:minCount 1 ] .", "mend"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:js ex:J .", "sh:js: scripts are never run; write"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:T . ex:V a sh:JSValidator .", "sh:JSValidator: scripts are never"),
        ("ex:S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ] .", "sh:target of SHACL Advanced Features"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:rule ex:R .", "sh:rule of SHACL Advanced Features"),
        ("ex:S a sh:NodeShape ; sh:property [ sh:path ex:n ; sh:minCount 1 ] .", "no shape has a target"),
        ("ex:a ex:b ex:c .", "no shape has a target, so nothing would be tested"),
    ],
)  # fmt: skip
def test_shapes_that_would_pass_in_silence_are_refused(folder: Path, shapes: str, message: str) -> None:
    """Not well formed, scripts, what is not tested here, nothing to test."""
    (folder / "shapes.ttl").write_text(
        f"PREFIX ex: <https://example.org/>\nPREFIX sh: <http://www.w3.org/ns/shacl#>\n{shapes}\n", encoding="utf-8"
    )
    assert message in refused(held(folder))


def test_a_query_that_cannot_be_answered_is_told(folder: Path) -> None:
    """A month before a date that does not exist: rdflib would look for it for ever."""
    (folder / "data.ttl").write_text(
        'PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> <urn:a> <urn:b> "2024-13-01"^^xsd:date .', encoding="utf-8"
    )
    (folder / "shapes.ttl").write_text(
        """PREFIX sh: <http://www.w3.org/ns/shacl#>
        <urn:S> a sh:NodeShape ; sh:targetSubjectsOf <urn:b> ; sh:sparql [ sh:message "x" ; sh:select '''
        SELECT $this WHERE { $this <urn:b> ?d
          FILTER (?d - "P1M"^^<http://www.w3.org/2001/XMLSchema#yearMonthDuration> > "2020-01-01") }''' ] .""",
        encoding="utf-8",
    )
    assert "a date 2024-13-01: mend it there" in refused(held(folder))


def test_imports_are_not_followed_and_that_is_said(folder: Path) -> None:
    """On standard error, with what to do; the other shapes are used."""
    (folder / "shapes.ttl").write_text(
        SHAPES + "<> <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:9/more> .", encoding="utf-8"
    )
    outcome = held(folder)
    assert outcome.returncode == 1
    assert "owl:imports of http://127.0.0.1:9/more is not followed; give its file with --shapes" in outcome.stderr


def test_shapes_or_data_by_address_are_refused(folder: Path) -> None:
    """Nothing is fetched."""
    for arguments in (
        ("--shapes", "https://example.org/shapes.ttl", "data.ttl"),
        ("--shapes", "shapes.ttl", "https://example.org/data.ttl"),
    ):
        assert "nothing is fetched from the network" in refused(run("validate", *arguments, cwd=folder))
    assert "--shapes needs files" in refused(run("validate", "--shapes", "shapes.ttl", cwd=folder))
    given = ("--shapes", "shapes.ttl", "--format", "csv", "data.ttl")
    assert "unknown format 'csv'" in refused(run("validate", *given, cwd=folder))


def test_the_shapes_of_our_own_rules_can_be_used_so(folder: Path) -> None:
    """The files in shapes/ are plain SHACL: the good agreement holds against one of them."""
    rules = sorted((ROOT / "shapes").glob("kapitel-5.ttl"))
    outcome = run("validate", "--shapes", str(rules[0]), str(ROOT / "tests/cases/form/aftale.ttl"), cwd=folder)
    assert "Traceback" not in outcome.stderr
    assert outcome.returncode in (0, 1), outcome.stderr


def test_a_sample_of_the_w3c_suite_is_passed() -> None:
    """The whole of it is `make test-peers`; here three that are easily lost."""
    suite = SHARED / "w3c/data-shapes/tests"
    if not suite.is_dir():
        pytest.skip("the W3C suite is not beside the checkout (../shared/w3c)")
    codes = {"sparql/node/prefixes-001": 1, "core/path/path-strange-002": 1, "sparql/pre-binding/shapesGraph-001": 2}
    for name, code in codes.items():
        path = str(suite / f"{name}.ttl")
        assert run("validate", "--shapes", path, "--format", "turtle", path).returncode == code, name
