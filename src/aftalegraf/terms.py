"""List the terms of the ontology for a reader: by subject and kind, with their definitions, sources and use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.graph import ALL, EVIDENCE, MEASURED, SHAPES, SOURCES
from aftalegraf.holder import Holder
from aftalegraf.namespaces import AFT, DCT, ONTOLOGY, OWL, PREFIXES, QB, RDF, RDFS, SKOS
from aftalegraf.ordering import danish
from aftalegraf.rdf import Literal, NamedNode, Triple

_TEXTS: Final = {f"{SKOS}prefLabel", f"{SKOS}definition", f"{SKOS}example", f"{SKOS}editorialNote"}
_LAW: Final = (f"{PREFIXES['cv']}hasLegalResource", f"{PREFIXES['mdl']}legalSource")

# The files of ontology/ in reading order: what each is about.
SUBJECTS: Final[dict[str, dict[str, str]]] = {
    "core": {"da": "Udsagn, kilder og læsninger", "en": "Statements, sources and readings"},
    "goals": {"da": "Aftaler, mål og indikatorer", "en": "Agreements, goals and indicators"},
    "bodies": {"da": "Aktører, fora og opgaver", "en": "Actors, forums and tasks"},
    "works": {"da": "Dokumenter, planer og processen", "en": "Documents, plans and the process"},
    "registers": {
        "da": "Registre over kommuner, sygehuse og klynger",
        "en": "Registries of municipalities, hospitals and clusters",
    },
    "vintages": {"da": "De nationale mål år for år", "en": "The national goals year by year"},
    "measurements": {"da": "Målinger og observationer", "en": "Measurements and observations"},
    "rules": {"da": "Vejledningens bestemmelser", "en": "The provisions of the guidance"},
    "prescriptions": {"da": "Hvad bestemmelserne foreskriver", "en": "What the provisions prescribe"},
    "codes": {"da": "Kodelister", "en": "Code lists"},
}
_OTHER: Final = {"da": "Begreber", "en": "Terms"}


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its texts by language and the IRIs it is tied to. `name` is the last part of its IRI.

    `above` and `below` are the classes next to it; `law` its legal sources, the most precise first; `used` counts where
    the graph uses it.
    """

    iri: str
    name: str
    kinds: tuple[str, ...]
    label: Mapping[str, str]
    definition: Mapping[str, str]
    example: str
    note: Mapping[str, str]
    above: tuple[str, ...]
    below: tuple[str, ...]
    domain: str
    range: str
    scheme: str
    sources: tuple[str, ...]
    law: tuple[str, ...]
    used: int


@dataclass(frozen=True, slots=True)
class Subject:
    """The terms of one file of the ontology. `key` is the file's name without ending; `title` is by language."""

    key: str
    title: Mapping[str, str]
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    lists: tuple[Term, ...]
    structures: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of the ontology by kind, each in the order of the Danish labels. `codes` maps a list to its codes.

    `structures` says how measurements are built up; `subjects` holds all but the codes by file; `head` what the
    ontology says of itself, the values by property, and its texts in Danish.
    """

    head: Mapping[str, tuple[str, ...]]
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    lists: tuple[Term, ...]
    structures: tuple[Term, ...]
    codes: Mapping[str, tuple[Term, ...]]
    subjects: tuple[Subject, ...]

    def all(self) -> Iterable[Term]:
        """Every term once."""
        yield from (*self.classes, *self.properties, *self.lists, *self.structures)
        for codes in self.codes.values():
            yield from codes


def uses(store: Holder) -> Mapping[str, int]:
    """How often each term is used: things of a class, statements with a property, things with a code."""
    data = " ".join(f"<{name}>" for name in (ALL, MEASURED, EVIDENCE, SOURCES))
    reified = ", ".join(f"rdf:{part}" for part in ("subject", "predicate", "object"))
    rows = store.select(
        f"""SELECT ?term (COUNT(*) AS ?n) WHERE {{
          {{ VALUES ?g {{ {data} <{SHAPES}> }} GRAPH ?g {{ ?s ?term ?o }} }}
          UNION {{ ?term a owl:Class . VALUES ?g {{ {data} }} GRAPH ?g {{ ?s a ?term }} }}
          UNION {{ ?term a skos:Concept . VALUES ?g {{ {data} }} GRAPH ?g {{ ?s ?p ?term }}
            FILTER (?p NOT IN ({reified})) }}
        }} GROUP BY ?term"""
    ).rows
    return {term.value: int(count.value) for term, count in rows if term and count}


def vocabulary(
    ontology: Iterable[Triple], files: Mapping[str, str] | None = None, used: Mapping[str, int] | None = None
) -> Vocabulary:
    """The terms of our own namespace in an ontology. `files` maps each to the name of its file, `used` to its use."""
    said: dict[str, list[tuple[str, NamedNode | Literal]]] = {}
    for t in ontology:
        iri = t.subject.value if isinstance(t.subject, NamedNode) else ""
        if (iri.startswith(AFT) or iri == ONTOLOGY) and isinstance(t.object, NamedNode | Literal):
            said.setdefault(iri, []).append((t.predicate.value, t.object))
    head = _head(said.pop(ONTOLOGY, []))
    below = _below(said)
    terms = [_term(iri, pairs, below.get(iri, ()), (used or {}).get(iri, 0)) for iri, pairs in said.items()]
    terms.sort(key=lambda term: (danish(term.label.get("da", "")), term.iri))

    def of(*kinds: str) -> tuple[Term, ...]:
        return tuple(term for term in terms if set(kinds) & set(term.kinds))

    classes, lists, concepts = of(f"{OWL}Class"), of(f"{SKOS}ConceptScheme"), of(f"{SKOS}Concept")
    properties = of(f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty")
    structures = of(f"{QB}DataStructureDefinition", f"{QB}ComponentSpecification")
    return Vocabulary(
        head=head,
        classes=classes,
        properties=properties,
        lists=lists,
        structures=structures,
        codes={scheme.iri: tuple(c for c in concepts if c.scheme == scheme.iri) for scheme in lists},
        subjects=_subjects(files or {}, (classes, properties, lists, structures)),
    )


def _subjects(files: Mapping[str, str], kinds: tuple[tuple[Term, ...], ...]) -> tuple[Subject, ...]:
    """The terms of each kind by file, the known files first."""
    keys = {files.get(term.iri, "") for terms in kinds for term in terms}
    order = [*SUBJECTS, *sorted(keys - set(SUBJECTS))]

    def within(terms: tuple[Term, ...], key: str) -> tuple[Term, ...]:
        return tuple(term for term in terms if files.get(term.iri, "") == key)

    return tuple(
        Subject(key, SUBJECTS.get(key, _OTHER), *(within(terms, key) for terms in kinds))
        for key in order
        if key in keys
    )


def _head(pairs: list[tuple[str, NamedNode | Literal]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for predicate, value in pairs:
        if not (isinstance(value, Literal) and value.language not in (None, "da")):
            found[predicate] = tuple(sorted((*found.get(predicate, ()), value.value)))
    return found


def _below(said: Mapping[str, list[tuple[str, NamedNode | Literal]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for iri in sorted(said):
        for predicate, value in said[iri]:
            if predicate == f"{RDFS}subClassOf":
                found[value.value] = (*found.get(value.value, ()), iri)
    return found


def _term(iri: str, pairs: list[tuple[str, NamedNode | Literal]], below: tuple[str, ...], used: int) -> Term:
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
        note=texts.get(f"{SKOS}editorialNote", {}),
        above=tuple(sorted(named.get(f"{RDFS}subClassOf", ()))),
        below=below,
        domain=next(iter(named.get(f"{RDFS}domain", ())), ""),
        range=next(iter(named.get(f"{RDFS}range", ())), ""),
        scheme=next(iter(named.get(f"{SKOS}inScheme", ())), ""),
        sources=tuple(sorted(named.get(f"{DCT}source", ()))),
        law=tuple(law for predicate in _LAW for law in sorted(named.get(predicate, ()))),
        used=used,
    )
