"""Describe a SPARQL endpoint and its graphs as triples: SPARQL 1.1 Service Description with VoID."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from aftalegraf.namespaces import RDF, VOID, XSD
from aftalegraf.rdf import Literal, NamedNode, Triple

SIZES: Final = """SELECT ?g ?n WHERE {
  { SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o } }
  UNION { SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g } } ORDER BY ?g"""
FORMATS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)
_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMAT: Final = "http://www.w3.org/ns/formats/"
_SIMPLE: Final = "http://www.w3.org/ns/entailment/Simple"


def sizes_of(rows: bytes) -> dict[str, int]:
    """The triples of each graph by its IRI, "" the default graph, from the answer to SIZES in JSON."""
    found = json.loads(rows)["results"]["bindings"]
    graphs = ((row.get("g", {"type": "uri", "value": ""}), row["n"]["value"]) for row in found)
    return {graph["value"]: int(size) for graph, size in graphs if graph["type"] == "uri"}


def description(endpoint: str, data: str, sizes: Mapping[str, int]) -> tuple[Triple, ...]:
    """The endpoint at its address, with the graphs by size, "" the default one, and the address of them as files."""
    return tuple(sorted((*_service(endpoint), *_dataset(endpoint, data, sizes)), key=str))


def _service(endpoint: str) -> Iterator[Triple]:
    service = f"{endpoint}#service"
    yield _triple(service, f"{RDF}type", f"{_SD}Service")
    yield _triple(service, f"{_SD}endpoint", endpoint)
    yield _triple(service, f"{_SD}supportedLanguage", f"{_SD}SPARQL11Query")
    yield _triple(service, f"{_SD}defaultEntailmentRegime", _SIMPLE)
    yield _triple(service, f"{_SD}defaultDataset", f"{endpoint}#dataset")
    for name in FORMATS:
        yield _triple(service, f"{_SD}resultFormat", _FORMAT + name)


def _dataset(endpoint: str, data: str, sizes: Mapping[str, int]) -> Iterator[Triple]:
    dataset = f"{endpoint}#dataset"
    yield _triple(dataset, f"{RDF}type", f"{_SD}Dataset")
    yield _triple(dataset, f"{RDF}type", f"{VOID}Dataset")
    yield _triple(dataset, f"{VOID}sparqlEndpoint", endpoint)
    yield _triple(dataset, f"{VOID}dataDump", data)
    for number, (name, size) in enumerate(sorted(sizes.items())):
        graph = f"{endpoint}#graph-{number}"
        yield _triple(graph, f"{RDF}type", f"{_SD}Graph")
        yield Triple(
            NamedNode(graph), NamedNode(f"{VOID}triples"), Literal(str(size), datatype=NamedNode(f"{XSD}integer"))
        )
        if not name:
            yield _triple(dataset, f"{_SD}defaultGraph", graph)
            continue
        named = f"{endpoint}#named-{number}"
        yield _triple(dataset, f"{_SD}namedGraph", named)
        yield _triple(named, f"{RDF}type", f"{_SD}NamedGraph")
        yield _triple(named, f"{_SD}name", name)
        yield _triple(named, f"{_SD}graph", graph)


def _triple(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))
