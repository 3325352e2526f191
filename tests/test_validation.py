"""The SHACL engine: the same findings with remembered queries, and nothing that leaves the machine."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pyshacl
import pytest
import rdflib
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.parser import parseQuery

from aftalegraf.errors import EngineError
from aftalegraf.rdf import Triple, decode, write
from aftalegraf.validation import Failure, failures, findings, report

PREFIXES = """
PREFIX ex: <https://example.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
PEOPLE = "ex:a a ex:T ; <urn:n> 1 . ex:b a ex:T ; <urn:n> 2 . ex:c a ex:T ; <urn:n> 3 . ex:d a ex:T ; <urn:n> 4 ."
SPARQL = """
ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql ex:S-q .
ex:S-q a sh:SPARQLConstraint ; sh:message "too large"@en ; sh:select \"\"\"{}\"\"\" .
"""
LARGE = "SELECT $this ?value WHERE {{ $this <urn:n> ?value FILTER (?value > {}) }}"


def triples(text: str) -> tuple[Triple, ...]:
    """The triples of a piece of Turtle."""
    return tuple(quad.triple for quad in decode((PREFIXES + text).encode(), ".ttl", "test"))


def shapes(query: str) -> tuple[Triple, ...]:
    """A shape with one query."""
    return triples(SPARQL.format(query))


@pytest.fixture
def listener() -> Iterator[Callable[[], bool]]:
    """A server on this machine, and whether anybody has called it."""
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        ear.listen()
        ear.settimeout(0)

        def called() -> bool:
            try:
                ear.accept()[0].close()
            except BlockingIOError:
                return False
            return True

        called.address = "http://{}:{}/x".format(*ear.getsockname())  # type: ignore[attr-defined]
        yield called


def address(listener: Callable[[], bool]) -> str:
    """The address of the server."""
    return str(vars(listener)["address"])


def test_the_listener_hears_a_call(listener: Callable[[], bool]) -> None:
    """Else the tests below could not fail."""
    assert not listener()
    with pytest.raises((urllib.error.URLError, TimeoutError)):
        urllib.request.urlopen(address(listener), timeout=0.2)
    assert listener()


def test_a_query_is_parsed_once_for_all_focus_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four focus nodes, one parsing: it is most of the time."""
    parsed: list[str] = []

    def counted(text: str) -> Any:
        parsed.append(text)
        return parseQuery(text)

    monkeypatch.setattr(processor, "parseQuery", counted)
    query = LARGE.format("2 + 0")
    assert {f.focus for f in failures(triples(PEOPLE), shapes(query))} == {
        "https://example.org/c", "https://example.org/d",
    }  # fmt: skip
    assert len([text for text in parsed if "2 + 0" in text]) == 1


@pytest.mark.parametrize(
    "query",
    [
        LARGE.format("2"),
        "SELECT $this WHERE { $this <urn:n> ?n FILTER NOT EXISTS { ?x <urn:n> ?m FILTER (?m > ?n) } }",
        "SELECT $this ?value WHERE { $this <urn:n> ?n BIND (?n * 2 AS ?value) FILTER (?value > 3) }",
        "SELECT $this WHERE { $this <urn:n> ?n { SELECT (MAX(?m) AS ?top) { ?x <urn:n> ?m } } FILTER (?n = ?top) }",
    ],
)
def test_remembered_queries_find_what_pyshacl_finds_alone(query: str) -> None:
    """Filter, negation, bind and subquery: the same focus nodes and values as without the cache."""
    data, known = (write(part, "application/n-triples").decode() for part in (triples(PEOPLE), shapes(query)))
    _, alone, _ = pyshacl.validate(
        rdflib.Graph().parse(data=data, format="nt"), shacl_graph=rdflib.Graph().parse(data=known, format="nt")
    )
    assert isinstance(alone, rdflib.Graph)
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    expected = sorted(
        (str(alone.value(r, sh.focusNode)), str(alone.value(r, sh.value)))
        for r in alone.subjects(rdflib.RDF.type, sh.ValidationResult)
    )
    found = findings(triples(PEOPLE), shapes(query))
    assert sorted((finding.focus, finding.value) for finding in found) == expected
    assert expected


def test_two_shapes_with_one_query_keep_their_own_bindings() -> None:
    """What is remembered is the query, not what it was asked of."""
    query = LARGE.format("3")
    first = failures(triples("ex:a a ex:T ; <urn:n> 9 ."), shapes(query))
    second = failures(triples("ex:z a ex:T ; <urn:n> 9 ."), shapes(query))
    assert {f.focus for f in first} == {"https://example.org/a"}
    assert {f.focus for f in second} == {"https://example.org/z"}


def test_findings_below_other_shapes_are_kept() -> None:
    """sh:node, sh:or and qualifiedValueShape: what pySHACL's focus_nodes loses."""
    known = triples(
        """ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:node ex:N ; sh:or ( ex:N ex:M ) ; sh:property ex:P .
        ex:N a sh:NodeShape ; sh:property [ sh:path ex:x ; sh:minCount 1 ] .
        ex:M a sh:NodeShape ; sh:property [ sh:path ex:y ; sh:minCount 1 ] .
        ex:P sh:path ex:z ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class ex:T ] ."""
    )
    found = failures(triples("ex:a a ex:T ."), known)
    assert Failure("https://example.org/S", "https://example.org/a") in found
    assert Failure("https://example.org/P", "https://example.org/a") in found
    assert len(findings(triples("ex:a a ex:T ."), known)) == 3


def test_values_are_told_as_they_are_spelled() -> None:
    """007 is not 7, and a plain text is equal to the same text with its type."""
    known = triples('ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path <urn:n> ; sh:in ( 7 "a" ) ] .')
    (found,) = findings(triples('ex:a a ex:T ; <urn:n> 007 , "a"^^xsd:string .'), known)
    assert found.value == "007"


def test_an_ill_typed_value_is_for_the_shapes_to_find(capfd: pytest.CaptureFixture[str]) -> None:
    """Not for a trace on standard error."""
    known = triples(
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path <urn:n> ; sh:datatype xsd:date ] ."
    )
    (found,) = findings(triples('ex:a a ex:T ; <urn:n> "2024-13-99"^^xsd:date .'), known)
    assert found.value == "2024-13-99"
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this WHERE {{ SERVICE <{0}> {{ $this ?p ?o }} }}",
        "SELECT $this WHERE {{ $this ?p ?o FILTER EXISTS {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }} }}",
        "SELECT $this FROM <{0}> WHERE {{ $this ?p ?o }}",
        "SELECT $this FROM NAMED <{0}> WHERE {{ $this ?p ?o }}",
        "SELECT $this WHERE {{ GRAPH <{0}> {{ $this ?p ?o }} }}",
        "SELECT $this WHERE {{ $this ?p ?o FILTER EXISTS {{ GRAPH <{0}> {{ ?s ?p ?o }} }} }}",
    ],
)
def test_a_shape_asks_nobody_else(listener: Callable[[], bool], query: str) -> None:
    """SERVICE, FROM and GRAPH are refused, and no call is made."""
    with pytest.raises(EngineError, match=r"SERVICE|FROM"):
        failures(triples(PEOPLE), shapes(query.format(address(listener))))
    assert not listener()


@pytest.mark.parametrize(
    "more",
    [
        "ex:S owl:imports <{0}> .",
        "<https://example.org/> a owl:Ontology ; owl:imports <{0}> .",
        "ex:S sh:shapesGraph <{0}> .",
        'ex:S sh:js [ sh:jsFunctionName "f" ; sh:jsLibrary [ sh:jsLibraryURL "{0}"^^xsd:anyURI ] ] .',
        "ex:S sh:entailment <{0}> .",
    ],
)
def test_nothing_is_fetched_for_shapes_or_data(listener: Callable[[], bool], more: str) -> None:
    """Imports, a shapes graph by URL and scripts are left where they are."""
    known = triples("ex:S a sh:NodeShape ; sh:targetClass ex:T ." + more.format(address(listener)))
    data = triples(PEOPLE + more.format(address(listener)))
    assert findings(data, known) == ()
    assert not listener()


@pytest.mark.parametrize(
    ("known", "message"),
    [
        (SPARQL.format("SELECT $this WHERE {"), "does not parse"),
        (SPARQL.format("SELECT $this WHERE { $this nix:p ?o }"), "does not parse|nix"),
        (SPARQL.format("SELECT $this WHERE { $this ?p ?o } GROUP BY ?o"), "cannot be used"),
        (SPARQL.format("SELECT $this WHERE { $this ?p ?o MINUS { $this ?p 1 } }"), "MINUS"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:minCount 1 ] .", "not well formed|sh:path"),
        ("ex:S a sh:PropertyShape ; sh:targetClass ex:T ; sh:path <urn:n> ; sh:minCount 'two' .", "minCount"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind ex:Odd .", "nodeKind"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:severity 'high' .", "severity"),
    ],
)  # fmt: skip
def test_shapes_that_are_not_well_formed_are_refused_with_advice(known: str, message: str) -> None:
    """What is wrong, and that it is to be mended; never a trace."""
    with pytest.raises(EngineError, match=message) as refused:
        report(triples(PEOPLE), triples(known))
    assert "mend" in str(refused.value) or "the query is" in str(refused.value)


@pytest.mark.parametrize("query", ["SELECT $this WHERE {", "SELECT $this WHERE { SERVICE <urn:x> { $this ?p ?o } }"])
def test_a_query_that_no_data_call_up_is_looked_at_too(query: str) -> None:
    """Else it would pass until the first data come."""
    with pytest.raises(EngineError, match="cannot be used"):
        report(triples("ex:a a ex:Other ."), shapes(query))


def test_shapes_deep_in_each_other_are_refused() -> None:
    """A recursion that pySHACL gives up is no trace."""
    deep = "".join(f"ex:S{n} a sh:NodeShape ; sh:node ex:S{n + 1} ." for n in range(40))
    with pytest.raises(EngineError, match="cannot be used"):
        failures(triples(PEOPLE), triples(deep + "ex:S0 sh:targetClass ex:T . ex:S40 a sh:NodeShape ."))


def test_prefixes_are_taken_over_from_a_set_at_hand() -> None:
    """sh:prefixes of a set that imports another in the same file (W3C prefixes-001)."""
    known = triples(
        """ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql ex:q .
        ex:q a sh:SPARQLConstraint ; sh:prefixes ex:mine ; sh:message "x" ;
            sh:select "SELECT $this WHERE { $this e:n ?n FILTER (?n > 3) }" .
        ex:mine owl:imports ex:theirs .
        ex:theirs sh:declare [ sh:prefix "e" ; sh:namespace "urn:"^^xsd:anyURI ] ."""
    )
    assert {f.focus for f in findings(triples(PEOPLE), known)} == {"https://example.org/d"}
