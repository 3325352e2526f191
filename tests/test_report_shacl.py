"""The review as SHACL is a validation report that other tools understand."""

from __future__ import annotations

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SH

from aftalegraf.report_shacl import as_turtle
from aftalegraf.review import MET, NOT_MET, UNDECIDED, Report
from aftalegraf.world import World
from tests.made_reviews import EXAMPLE, HOSTILE, hostile, report, result, rule

AFT = Namespace("https://w3id.org/aftalegraf/ns#")
EARL = Namespace("http://www.w3.org/ns/earl#")
# What the recommendation asks of each result, section 3.6.2.
ONCE = (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape)


def read(text: str) -> Graph:
    """The report as rdflib reads it."""
    return Graph().parse(data=text, format="turtle")


def test_a_report_has_what_the_vocabulary_asks(world: World, reviewed: tuple[Report, ...]) -> None:
    """One report an agreement with one sh:conforms; each result with its required properties, once."""
    reports = reviewed
    graph = read(as_turtle(world, reports))
    nodes = list(graph.subjects(RDF.type, SH.ValidationReport))
    assert len(nodes) == len(reports)
    assert {graph.value(node, DCTERMS.subject) for node in nodes} == {URIRef(r.agreement) for r in reports}
    results = list(graph.subjects(RDF.type, SH.ValidationResult))
    assert len(results) == sum(r.outcome != MET for report in reports for r in report.results) > 100
    for node in results:
        assert all(len(list(graph.objects(node, name))) == 1 for name in ONCE)
        assert graph.value(node, SH.resultSeverity) in (SH.Violation, SH.Warning, SH.Info)
        assert {text.language for text in graph.objects(node, SH.resultMessage) if isinstance(text, Literal)} == {
            "da",
            "en",
        }
        assert len(list(graph.subjects(SH.result, node))) == 1


def test_the_three_outcomes_are_told_apart(world: World) -> None:
    """Failed by the weight of the rule, cannot tell as Info, met without a result."""
    graph = read(as_turtle(world, [report(
        result(rule("V9-1", "skal"), NOT_MET),
        result(rule("V9-2", "boer", "vejledningUdkast"), NOT_MET),
        result(rule("V9-3", "skal", "bekendtgoerelse"), UNDECIDED),
        result(rule("V9-4")),
    )]))  # fmt: skip
    found = {
        str(graph.value(node, SH.sourceShape)).rpartition("/")[2]: (
            graph.value(node, SH.resultSeverity),
            graph.value(node, EARL.outcome),
        )
        for node in graph.subjects(RDF.type, SH.ValidationResult)
    }
    assert found == {
        "V9-1": (SH.Violation, EARL.failed),
        "V9-2": (SH.Warning, EARL.failed),
        "V9-3": (SH.Info, EARL.cantTell),
    }
    provision = graph.value(URIRef(f"{EXAMPLE}form/V9-3"), AFT.haandhaever)
    assert graph.value(provision, AFT.retskraft) == AFT.bekendtgoerelse


def test_it_conforms_only_where_everything_is_met(world: World) -> None:
    """Something undecided is no conformance."""
    for outcome, conforms in ((MET, True), (UNDECIDED, False), (NOT_MET, False)):
        graph = read(as_turtle(world, [report(result(rule("V9-1")), result(rule("V9-2"), outcome))]))
        ((_, value),) = graph.subject_objects(SH.conforms)
        assert value == Literal(conforms)


def test_names_come_through_as_they_are(world: World) -> None:
    """Quotes, line breaks and markup are text of a literal."""
    graph = read(as_turtle(world, [hostile()]))
    shown = {str(text) for text in graph.objects(None, RDFS.comment)}
    assert shown >= set(HOSTILE)


def test_the_report_is_the_same_every_time(world: World) -> None:
    """The same bytes, the prefixes in order, only those that are used."""
    text = as_turtle(world, [hostile()])
    assert text == as_turtle(world, [hostile()])
    head = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert head == sorted(head)
    assert len(head) < 10
