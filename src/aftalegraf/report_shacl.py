"""Write a review as SHACL validation reports in Turtle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from aftalegraf.conformance import summary
from aftalegraf.formats import TURTLE
from aftalegraf.namespaces import AFT, DCT, EARL, RDF, RDFS, SH, SKOS, XSD
from aftalegraf.outline import notices
from aftalegraf.phrases import Phrases
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Triple, write
from aftalegraf.review import MET, UNDECIDED, Report, Result
from aftalegraf.rules import Rule
from aftalegraf.wording import TEXTS
from aftalegraf.world import World

_BOOLEAN: Final = NamedNode(f"{XSD}boolean")


def as_turtle(world: World, reports: Iterable[Report], language: str = "da") -> str:
    """The reviews as validation reports: a result for each finding, none for what is met.

    A report conforms only where nothing is unmet, undecided or departed from. What cannot be decided has the outcome
    earl:cantTell and is Info, whatever the rule weighs; what is not met has earl:failed and the severity of its rule.
    Legal force and modality are told of the provision that the source shape enforces.
    """
    phrases = Phrases(world, language)
    triples: list[Triple] = []
    for number, report in enumerate(reports, 1):
        triples += _report(phrases, report, number)
    return _headed(write(dict.fromkeys(triples), TURTLE).decode())


def _headed(text: str) -> str:
    """The same Turtle with the prefixes that it uses, in order: the writer gives all of them in any order."""
    lines = text.splitlines(keepends=True)
    head = [line for line in lines if line.startswith("@prefix ")]
    body = "".join(lines[len(head) :])
    return "".join(sorted(line for line in head if line.split()[1] in body)) + "\n" + body


def _report(phrases: Phrases, report: Report, number: int) -> Iterator[Triple]:
    node, language = BlankNode(f"r{number:03}"), phrases.language
    findings = [result for result in report.results if result.outcome != MET]
    yield _said(node, f"{RDF}type", NamedNode(f"{SH}ValidationReport"))
    yield _said(node, f"{SH}conforms", Literal(str(not findings).lower(), datatype=_BOOLEAN))
    yield _said(node, f"{DCT}subject", NamedNode(report.agreement))
    yield _said(node, f"{RDFS}label", Literal(f"{phrases.texts['title']}: {report.label}", language=language))
    for text in (*notices(report, language), *summary(report, language)):
        yield _said(node, f"{RDFS}comment", Literal(text, language=language))
    for place, result in enumerate(findings, 1):
        finding = BlankNode(f"r{number:03}f{place:05}")
        yield _said(node, f"{SH}result", finding)
        yield from _result(finding, phrases, result)
        yield from _rule(result.rule)


def _result(node: BlankNode, phrases: Phrases, result: Result) -> Iterator[Triple]:
    rule, open_ = result.rule, result.outcome == UNDECIDED
    focus = NamedNode(result.focus)
    for name, value in (
        ("focusNode", focus),
        ("resultSeverity", NamedNode(f"{SH}Info" if open_ else SH + rule.severity)),
        ("sourceShape", NamedNode(rule.shape)),
        ("sourceConstraintComponent", NamedNode(SH + _component(rule))),
    ):
        yield _said(node, SH + name, value)
    yield _said(node, f"{RDF}type", NamedNode(f"{SH}ValidationResult"))
    yield _said(node, f"{EARL}outcome", NamedNode(EARL + ("cantTell" if open_ else "failed")))
    for language, texts in TEXTS.items():
        told = f"{texts[UNDECIDED]}: {rule.title[language]}" if open_ else rule.message[language]
        yield _said(node, f"{SH}resultMessage", Literal(told, language=language))
        yield _said(node, f"{AFT}raad", Literal(rule.advice[language], language=language))
    for text in (phrases.why(result), "; ".join(result.found)):
        if text:
            yield _said(node, f"{RDFS}comment", Literal(text, language=phrases.language))
    for place in result.places:
        yield _said(node, f"{DCT}source", NamedNode(place))
        yield _said(NamedNode(place), f"{SKOS}prefLabel", Literal(phrases.label(place), language="da"))
    yield _said(focus, f"{SKOS}prefLabel", Literal(result.label, language=phrases.language))


def _rule(rule: Rule) -> Iterator[Triple]:
    """What a finding says of its rule, once: the provision that its shape enforces, its modality and its force."""
    shape, provision = NamedNode(rule.shape), NamedNode(rule.iri)
    yield _said(shape, f"{AFT}haandhaever", provision)
    for language, text in rule.title.items():
        yield _said(shape, f"{SKOS}prefLabel", Literal(text, language=language))
    yield _said(provision, f"{SKOS}notation", Literal(rule.id))
    yield _said(provision, f"{AFT}modalitet", NamedNode(AFT + rule.modality))
    yield _said(provision, f"{AFT}retskraft", NamedNode(AFT + rule.force))


def _component(rule: Rule) -> str:
    """The kind of constraint by which a rule tests: its property shapes, its SPARQL, or what stands on itself."""
    if not rule.parts:
        return "NodeConstraintComponent"
    return "PropertyConstraintComponent" if any(part.path for part in rule.parts) else "SPARQLConstraintComponent"


def _said(subject: NamedNode | BlankNode, predicate: str, value: NamedNode | BlankNode | Literal) -> Triple:
    return Triple(subject, NamedNode(predicate), value)
