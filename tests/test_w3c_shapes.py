"""The W3C's own tests of SHACL: the fast engine gives the expected report, or refuses by name."""

from __future__ import annotations

import importlib.util
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import rdflib

from aftalegraf.engines import AUTO, FAST, report_on
from aftalegraf.errors import EngineError, ShapeRefusedError
from aftalegraf.rdf import Triple, read, write
from tests.conftest import SHARED

SUITE = SHARED / "w3c/data-shapes/tests"
TESTS = 120
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


@cache
def suite() -> ModuleType:
    """The program that reads the suite and compares reports."""
    path = SHARED / "conform/shacl_suite.py"
    if not path.is_file():
        pytest.skip("the W3C suite is not beside the checkout (../shared/conform and ../shared/w3c); nothing was run")
    spec = importlib.util.spec_from_file_location("shacl_suite", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def cases() -> list[tuple[Path, rdflib.Graph, Any]]:
    """The tests of the suite: its file, what it says, and the node of the test."""
    found = list(suite().entries(str(SUITE / "manifest.ttl"), set()))
    assert len(found) == TESTS
    return found


def triples(path: str) -> tuple[Triple, ...]:
    """The triples of a file of the suite."""
    return tuple(quad.triple for quad in read(Path(path), base=Path(path).as_uri()))


def key(said: tuple[Triple, ...], *, full: bool) -> Any:
    """What a report says, as the suite compares it."""
    graph = rdflib.Graph().parse(data=write(said, "application/n-triples"), format="nt")
    (node,) = graph.subjects(rdflib.RDF.type, SH.ValidationReport)
    return suite().report_key(graph, node, full)


def outcome(number: int, engine: str, *, full: bool = False) -> str:
    """What became of a test: equal, refused, or the difference."""
    known = suite()
    _, graph, test = cases()[number]
    action, wanted = graph.value(test, known.MF.action), graph.value(test, known.MF.result)
    files = [known.file_of(graph.value(action, part)) for part in (known.SHT.dataGraph, known.SHT.shapesGraph)]
    try:
        said = report_on(triples(files[0]), triples(files[1]), engine)
    except ShapeRefusedError:
        return "refused"
    except EngineError:
        return "equal" if wanted == known.SHT.Failure else "refused"
    if wanted == known.SHT.Failure:
        return f"{test}: a failure was asked for"
    expected, found = known.report_key(graph, wanted, full), key(said, full=full)
    return "equal" if expected == found else f"{test}: expected {expected}, found {found}"


def test_the_fast_engine_gives_the_expected_report_or_refuses() -> None:
    """All 120: none differs, focus, path, component, value, severity and shape included; few are refused."""
    found = Counter(outcome(number, FAST, full=True) for number in range(len(cases())))
    assert [told for told in found if told not in ("equal", "refused")] == []
    assert found["equal"] == EQUAL


def test_the_two_engines_together_pass_the_suite() -> None:
    """All but the one that pySHACL fails too."""
    found = Counter(outcome(number, AUTO) for number in range(len(cases())))
    assert found["equal"] >= TESTS - 1


EQUAL = 95
