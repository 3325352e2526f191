"""List the terms of the ontology for a reader: classes, properties and code lists with their definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.namespaces import AFT, OWL, RDF, RDFS, SKOS
from aftalegraf.rdf import Literal, NamedNode, Triple

_TEXTS: Final = {f"{SKOS}prefLabel", f"{SKOS}definition", f"{SKOS}example"}


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its texts by language and the IRIs it is tied to. `name` is the last part of its IRI."""

    iri: str
    name: str
    kinds: tuple[str, ...]
    label: Mapping[str, str]
    definition: Mapping[str, str]
    example: str
    above: tuple[str, ...]
    domain: str
    range: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of the ontology by kind, each in the order of the Danish labels. `codes` maps a list to its codes."""

    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    lists: tuple[Term, ...]
    codes: Mapping[str, tuple[Term, ...]]

    def all(self) -> Iterable[Term]:
        """Every term once."""
        yield from (*self.classes, *self.properties, *self.lists)
        for codes in self.codes.values():
            yield from codes


def vocabulary(ontology: Iterable[Triple]) -> Vocabulary:
    """The terms of our own namespace in an ontology."""
    said: dict[str, list[tuple[str, NamedNode | Literal]]] = {}
    for t in ontology:
        iri = t.subject.value if isinstance(t.subject, NamedNode) else ""
        if iri.startswith(AFT) and isinstance(t.object, NamedNode | Literal):
            said.setdefault(iri, []).append((t.predicate.value, t.object))
    terms = [_term(iri, pairs) for iri, pairs in said.items()]
    terms.sort(key=lambda term: (term.label.get("da", "").casefold(), term.iri))

    def of(*kinds: str) -> tuple[Term, ...]:
        return tuple(term for term in terms if set(kinds) & set(term.kinds))

    lists, concepts = of(f"{SKOS}ConceptScheme"), of(f"{SKOS}Concept")
    return Vocabulary(
        classes=of(f"{OWL}Class"),
        properties=of(f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty"),
        lists=lists,
        codes={scheme.iri: tuple(c for c in concepts if c.scheme == scheme.iri) for scheme in lists},
    )


def _term(iri: str, pairs: list[tuple[str, NamedNode | Literal]]) -> Term:
    texts: dict[str, dict[str, str]] = {}
    named: dict[str, list[str]] = {}
    for predicate, value in pairs:
        if isinstance(value, Literal) and predicate in _TEXTS:
            texts.setdefault(predicate, {})[value.language or "da"] = value.value
        elif isinstance(value, NamedNode):
            named.setdefault(predicate, []).append(value.value)
    return Term(
        iri=iri,
        name=iri.removeprefix(AFT),
        kinds=tuple(named.get(f"{RDF}type", ())),
        label=texts.get(f"{SKOS}prefLabel", {}),
        definition=texts.get(f"{SKOS}definition", {}),
        example=texts.get(f"{SKOS}example", {}).get("da", ""),
        above=tuple(sorted(named.get(f"{RDFS}subClassOf", ()))),
        domain=next(iter(named.get(f"{RDFS}domain", ())), ""),
        range=next(iter(named.get(f"{RDFS}range", ())), ""),
        scheme=next(iter(named.get(f"{SKOS}inScheme", ())), ""),
    )
