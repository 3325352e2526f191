"""Tell which terms of other vocabularies we use and why, and where our own classes belong among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.graph import Graph
from aftalegraf.namespaces import AFT, BASE, PREFIXES, RDF, RDFS, SKOS, shorten
from aftalegraf.rdf import Literal, NamedNode, Triple

_NAMING: Final = {f"{RDF}type", f"{RDFS}subClassOf", f"{RDFS}domain", f"{RDFS}range"}
_NEAR: Final = {
    f"{RDFS}subClassOf": "hører under",
    f"{SKOS}closeMatch": "ligger nær",
    f"{SKOS}broadMatch": "er en slags",
}


@dataclass(frozen=True, slots=True)
class Reuse:
    """One vocabulary of others: its name and our reason by language, and the terms of it that we use."""

    namespace: str
    name: Mapping[str, str]
    why: Mapping[str, str]
    terms: tuple[str, ...]


def namespace(iri: str) -> str:
    """The namespace of a term: one of our prefixes where it fits, else all up to its last # or /."""
    fits = [base for base in PREFIXES.values() if iri.startswith(base) and len(iri) > len(base)]
    return max(fits, key=len) if fits else iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def reused(graph: Graph) -> tuple[Reuse, ...]:
    """The vocabularies of others that data, ontology and shapes use, by prefix. A reason that is not given is empty."""
    everything = (*graph.everything, *graph.evidence, *graph.sources, *graph.about, *graph.ontology, *graph.shapes)
    terms: dict[str, set[str]] = {}
    for iri in _terms(everything):
        if not iri.startswith(BASE):
            terms.setdefault(namespace(iri), set()).add(iri)
    names, reasons = _texts(graph.ontology, f"{SKOS}prefLabel"), _texts(graph.ontology, f"{SKOS}scopeNote")
    found = [Reuse(ns, names.get(ns, {}), reasons.get(ns, {}), tuple(sorted(terms[ns]))) for ns in terms]
    return tuple(sorted(found, key=lambda reuse: shorten(reuse.terms[0])))


def neighbours(graph: Graph) -> tuple[tuple[str, str, str], ...]:
    """Our own classes with the foreign ones they belong under or come near to, and how."""
    return tuple(
        sorted(
            (t.subject.value, _NEAR[t.predicate.value], t.object.value)
            for t in graph.ontology
            if t.predicate.value in _NEAR and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode)
            if t.subject.value.startswith(AFT) and not t.object.value.startswith(AFT)
        )
    )


def as_markdown(graph: Graph) -> str:
    """The reuse as a page of the documentation."""
    lines = [
        "# Genbrug af andres termer",
        "",
        "Siden er skrevet af `make docs` ud fra ontologien, data og formerne. Begrundelserne står i",
        "`ontology/vocabularies.ttl`. En egen term laves kun, hvor ingen af disse dækker; se",
        "[ontologien](ontologi.md).",
        "",
        "| præfiks | ordforråd | hvorfor | termer i brug |",
        "|---|---|---|---|",
    ]
    for reuse in reused(graph):
        names = ", ".join(f"`{shorten(term).partition(':')[2]}`" for term in reuse.terms)
        prefix = shorten(reuse.terms[0]).partition(":")[0]
        lines.append(f"| `{prefix}` | {reuse.name.get('da', '')} | {reuse.why.get('da', '')} | {names} |")
    lines += ["", "## Egne klasser og deres naboer", "", "| vores klasse | forhold | andres klasse |", "|---|---|---|"]
    lines += [f"| `{shorten(ours)}` | {how} | `{shorten(theirs)}` |" for ours, how, theirs in neighbours(graph)]
    return "\n".join(lines) + "\n"


def _terms(triples: Iterable[Triple]) -> set[str]:
    """What is used as a property or a class."""
    found: set[str] = set()
    for t in triples:
        found.add(t.predicate.value)
        if t.predicate.value in _NAMING and isinstance(t.object, NamedNode):
            found.add(t.object.value)
        elif isinstance(t.object, Literal):
            found.add(t.object.datatype.value)
    return found


def _texts(triples: Iterable[Triple], predicate: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for t in triples:
        if t.predicate.value == predicate and isinstance(t.subject, NamedNode) and isinstance(t.object, Literal):
            found.setdefault(t.subject.value, {})[t.object.language or "da"] = t.object.value
    return found
