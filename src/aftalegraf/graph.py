"""Build the whole graph from the files: one dataset, each statement once, its evidence beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from aftalegraf.assets import Assets
from aftalegraf.confirmations import confirmations
from aftalegraf.ended import check_ended
from aftalegraf.errors import SourceError, SourceErrors
from aftalegraf.namespaces import AFT, DCT, OA, OWL, RDF, RDFS, SKOS, XSD, graph
from aftalegraf.observations import observations
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Quad, Triple, canonical, read
from aftalegraf.registers import check_registers
from aftalegraf.sources import Row, Tables, read_tables
from aftalegraf.statements import DOCUMENT, Schema, Statement, document_iri, passage_iri, point_in_time, statements

# The named graphs. The default graph is `plain` with the observations, the evidence, the sources and the ontology.
STATED: Final = graph("fremgaar")
ALL: Final = graph("alt")
MEASURED: Final = graph("observationer")
EVIDENCE: Final = graph("udsagn")
SOURCES: Final = graph("kilder")
ONTOLOGY: Final = graph("ontologi")
SHAPES: Final = graph("regler")
ABOUT: Final = graph("om")

# What is stated and our reading, without the rest of the default graph.
PLAIN: Final = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{ALL}> {{ ?s ?p ?o }} ?s ?p ?o }}"

_node = cache(NamedNode)  # the engine looks through an IRI each time it is made a node of
_A = _node(f"{RDF}type")
_SUBCLASS = f"{RDFS}subClassOf"


@dataclass(frozen=True, slots=True)
class Graph:
    """The dataset by its parts, each a tuple of triples without repeats, in the same order every time.

    stated: what the sources say; plain: that and our reading; everything: that and what the editors added.
    observations: the figures, each with ground and source of its own.
    """

    stated: tuple[Triple, ...]
    plain: tuple[Triple, ...]
    everything: tuple[Triple, ...]
    observations: tuple[Triple, ...]
    evidence: tuple[Triple, ...]
    sources: tuple[Triple, ...]
    ontology: tuple[Triple, ...]
    shapes: tuple[Triple, ...]
    about: tuple[Triple, ...]

    def named(self) -> tuple[tuple[str, tuple[Triple, ...]], ...]:
        """Each named graph with its triples."""
        return (
            (STATED, self.stated),
            (ALL, self.everything),
            (MEASURED, self.observations),
            (EVIDENCE, self.evidence),
            (SOURCES, self.sources),
            (ONTOLOGY, self.ontology),
            (SHAPES, self.shapes),
            (ABOUT, self.about),
        )

    def default(self) -> tuple[tuple[Triple, ...], ...]:
        """The parts of the default graph."""
        return (self.plain, self.observations, self.evidence, self.sources, self.ontology, self.about)

    def quads(self) -> Iterator[Quad]:
        """The default graph first, then the named ones."""
        for part in self.default():
            for t in part:
                yield Quad(t.subject, t.predicate, t.object)
        for name, part in self.named():
            for t in part:
                yield Quad(t.subject, t.predicate, t.object, _node(name))

    def lines(self) -> Iterator[str]:
        """The same as lines of N-Quads, with no objects made in between."""
        for part in self.default():
            for t in part:
                yield f"{t} .\n"
        for name, part in self.named():
            end = f" <{name}> .\n"
            for t in part:
                yield f"{t}{end}"


def build(assets: Assets) -> Graph:
    """The graph of all files. Raises SourceErrors with everything that is wrong; then nothing is built."""
    ontology = _read_folder(assets, "ontology")
    shapes = _read_folder(assets, "shapes")
    about = _read_folder(assets, "data")
    tables = read_tables(assets)
    found, observed, confirmed = _read(tables, schema_of(ontology))
    supers = _superclasses(ontology)
    plain = [s for s in found if not s.contested_by]
    return Graph(
        stated=_triples((s for s in plain if s.ground == "fremgaar"), supers),
        plain=_triples((s for s in plain if s.ground != "redaktionel"), supers),
        everything=_triples(plain, supers),
        observations=observed,
        evidence=_sorted((*(t for s in found for t in _evidence(s)), *confirmed)),
        sources=_sorted(_sources(tables)),
        ontology=_sorted(ontology),
        shapes=_sorted(canonical(shapes)),
        about=_sorted(about),
    )


def _read(tables: Tables, schema: Schema) -> tuple[tuple[Statement, ...], tuple[Triple, ...], tuple[Triple, ...]]:
    """Statements, observations and confirmations. Raises SourceErrors with what is wrong in any."""
    errors: list[SourceError] = []
    found: tuple[Statement, ...] = ()
    observed: tuple[Triple, ...] = ()
    confirmed: tuple[Triple, ...] = ()
    try:
        found = statements(tables, schema)
        confirmed = confirmations(tables, found)
    except SourceErrors as error:
        errors += error.errors
    for check in (check_registers, check_ended):
        try:
            check(tables)
        except SourceErrors as error:
            errors += error.errors
    try:
        observed = observations(tables, schema)
    except SourceErrors as error:
        errors += error.errors
    if errors:
        raise SourceErrors(errors)
    return found, observed, confirmed


def schema_of(ontology: Iterable[Triple]) -> Schema:
    """The classes, codes and property ranges that an ontology declares."""
    typed: dict[str, set[str]] = {}
    ranges: dict[str, str] = {}
    for t in ontology:
        if t.predicate == _A:
            typed.setdefault(_iri(t.object), set()).add(_iri(t.subject))
        elif t.predicate.value == f"{RDFS}range":
            ranges[_iri(t.subject)] = _iri(t.object)
    properties = typed.get(f"{OWL}ObjectProperty", set()) | typed.get(f"{OWL}DatatypeProperty", set())
    return Schema(
        classes=frozenset(typed.get(f"{OWL}Class", set())),
        codes=frozenset(typed.get(f"{SKOS}Concept", set())),
        ranges={iri: ranges.get(iri, "") for iri in properties},
    )


def files_of_terms(assets: Assets) -> dict[str, str]:
    """For each term of our own, the name of the file of ontology/ that declares it, without its ending."""
    return {
        _iri(quad.subject): path.stem
        for path in assets.files("ontology", "*.ttl")
        for quad in read(path, assets.name(path))
        if quad.predicate == _A and _iri(quad.subject).startswith(AFT)
    }


def _read_folder(assets: Assets, folder: str) -> list[Triple]:
    triples: list[Triple] = []
    errors: list[SourceError] = []
    for path in assets.files(folder, "*.ttl"):
        try:
            for quad in read(path, assets.name(path)):
                if isinstance(quad.subject, BlankNode) and folder == "ontology":
                    errors.append(SourceError(assets.name(path), None, "has a blank node; give the thing an IRI"))
                triples.append(quad.triple)
        except SourceError as error:
            errors.append(error)
    if errors:
        raise SourceErrors(errors)
    return triples


def _superclasses(ontology: Iterable[Triple]) -> dict[str, tuple[NamedNode, ...]]:
    above: dict[str, set[str]] = {}
    for t in ontology:
        if t.predicate.value == _SUBCLASS:
            above.setdefault(_iri(t.subject), set()).add(_iri(t.object))

    def climb(iri: str, seen: frozenset[str]) -> frozenset[str]:
        for parent in above.get(iri, set()) - seen:
            seen = climb(parent, seen | {parent})
        return seen

    return {iri: tuple(NamedNode(top) for top in sorted(climb(iri, frozenset()))) for iri in above}


def _triples(found: Iterable[Statement], supers: dict[str, tuple[NamedNode, ...]]) -> tuple[Triple, ...]:
    def spread() -> Iterator[Triple]:
        for s in found:
            yield s.triple
            if s.triple.predicate == _A:
                for top in supers.get(_iri(s.triple.object), ()):
                    yield Triple(s.triple.subject, _A, top)

    return _sorted(spread())


def _evidence(s: Statement) -> Iterator[Triple]:
    me = NamedNode(s.iri)

    def say(predicate: str, value: NamedNode | Literal | BlankNode | Triple) -> Triple:
        return Triple(me, _node(predicate), value)

    yield say(_A.value, _node(f"{AFT}Udsagn"))
    yield say(f"{RDF}subject", s.triple.subject)
    yield say(f"{RDF}predicate", s.triple.predicate)
    yield say(f"{RDF}object", s.triple.object)
    yield say(f"{AFT}grundlag", _node(AFT + s.ground))
    if s.passage:
        yield say(f"{AFT}kildehenvisning", _node(passage_iri(s.passage)))
    if s.reason:
        yield say(f"{AFT}begrundelseForLaesning", Literal(s.reason))
    if s.corrects:
        yield say(f"{AFT}retter", Literal(s.corrects))
    for slug in s.supported_by:
        yield say(f"{AFT}stoettesAf", _node(passage_iri(slug)))
    for slug in s.contested_by:
        yield say(f"{AFT}modsigesAf", _node(passage_iri(slug)))
    for predicate, text in (("gyldigFra", s.valid_from), ("gyldigTil", s.valid_to)):
        if text:
            yield say(AFT + predicate, Literal(text, datatype=_node(point_in_time(text) or f"{XSD}string")))
    if s.entered:
        yield say(f"{AFT}indfoertDato", Literal(s.entered, datatype=_node(f"{XSD}date")))
        yield say(f"{AFT}indfoertAf", Literal("redaktionen"))


def _sources(tables: Tables) -> Iterator[Triple]:
    for row in tables.documents:
        yield from _document(row)
    short = {row["id"]: row["short"] for row in tables.documents}
    for row in tables.passages:
        yield from _passage(row, short[row["document"]])


def _document(row: Row) -> Iterator[Triple]:
    me = NamedNode(document_iri(row["id"]))
    yield Triple(me, _A, NamedNode(DOCUMENT))
    yield Triple(me, NamedNode(f"{SKOS}prefLabel"), Literal(row["title"], language="da"))
    yield Triple(me, NamedNode(f"{SKOS}altLabel"), Literal(row["short"], language="da"))
    yield Triple(me, NamedNode(f"{SKOS}notation"), Literal(row["id"]))
    yield Triple(me, NamedNode(f"{DCT}publisher"), Literal(row["publisher"], language="da"))
    yield Triple(me, NamedNode(f"{AFT}iSamlingen"), _boolean(value=bool(row["file"])))
    if row["sha256"]:
        yield Triple(me, NamedNode(f"{AFT}fingeraftryk"), Literal(row["sha256"]))
    for language in ("da", "en"):
        yield Triple(me, NamedNode(f"{DCT}rights"), Literal(row[f"rights_{language}"], language=language))
    if row["url"]:
        yield Triple(me, NamedNode(f"{RDFS}seeAlso"), NamedNode(row["url"]))


def _passage(row: Row, document: str) -> Iterator[Triple]:
    me = _node(passage_iri(row["id"]))
    yield Triple(me, _A, _node(f"{AFT}Kildehenvisning"))
    yield Triple(me, _node(f"{AFT}iDokument"), _node(document_iri(row["document"])))
    yield Triple(me, _node(f"{SKOS}prefLabel"), Literal(document + _place(row), language="da"))
    if row["heading"]:
        yield Triple(me, _node(f"{AFT}overskrift"), Literal(row["heading"]))
    if not row["sha256"]:
        return
    values: tuple[tuple[str, NamedNode | Literal], ...] = (
        (_A.value, _node(f"{OA}TextQuoteSelector")),
        (f"{AFT}foersteLinje", Literal(row["first_line"], datatype=_node(f"{XSD}integer"))),
        (f"{AFT}sidsteLinje", Literal(row["last_line"], datatype=_node(f"{XSD}integer"))),
        (f"{AFT}fingeraftryk", Literal(row["sha256"])),
        (f"{OA}exact", Literal(row["quote"], language="da")),
    )
    for predicate, value in values:
        yield Triple(me, _node(predicate), value)


def _place(row: Row) -> str:
    """Where in its document a passage stands: lines where we hold the document, else its heading."""
    first, last = row["first_line"], row["last_line"]
    if first:
        return f", linje {first}" if first == last else f", linje {first}-{last}"
    return f", {row['heading']}" if row["heading"] else ""


def _boolean(*, value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=NamedNode(f"{XSD}boolean"))


def _sorted(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    return tuple(sorted(set(triples), key=str))


def _iri(term: NamedNode | Literal | BlankNode | Triple) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)
