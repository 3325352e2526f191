"""Offer the values of the form's columns: things, classes and codes of the graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from aftalegraf.form import Column
from aftalegraf.graph import ONTOLOGY, PLAIN
from aftalegraf.namespaces import RDF, expand
from aftalegraf.ordering import danish
from aftalegraf.rdf import Literal, NamedNode, Triple
from aftalegraf.world import World


@dataclass(frozen=True, slots=True)
class Source:
    """Where values of a column come from: the rows of a sheet, known names with their IRIs, or a class for new things.

    makes: the class of a thing that is made where a name is not known, or where it is one of `values`.
    """

    sheet: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    makes: str = ""

    def known(self, text: str) -> str:
        """The IRI of a name, whatever its capitals, or nothing."""
        folded = text.casefold()
        return next((iri for name, iri in self.values.items() if name.casefold() == folded), "")


class Choices:
    """The values that one version of the graph offers."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._sources: dict[str, tuple[Source, ...]] = {}
        self._above: dict[str, tuple[str, ...]] = {}

    def of(self, column: Column) -> tuple[Source, ...]:
        """The sources of a column, in the order of the table."""
        key = "|".join((column.kind, *column.choices))
        if key not in self._sources:
            self._sources[key] = tuple(self._source(column.kind, choice) for choice in column.choices)
        return self._sources[key]

    def about(self, iri: str) -> tuple[Triple, ...]:
        """What the graph says of a thing alone: its classes, names and values; not what it has to do with others."""
        return tuple(
            t for t in self._plain.get(iri, ()) if isinstance(t.object, Literal) or t.predicate.value == f"{RDF}type"
        )

    def above(self, class_iri: str) -> tuple[str, ...]:
        """The classes above a class."""
        if class_iri in self._above:
            return self._above[class_iri]
        rows = self.world.store.select(
            f"SELECT DISTINCT ?c WHERE {{ GRAPH <{ONTOLOGY}> {{ <{class_iri}> rdfs:subClassOf+ ?c }} }} ORDER BY ?c"
        ).rows
        self._above[class_iri] = tuple(row[0].value for row in rows if row[0] and row[0].kind == "iri")
        return self._above[class_iri]

    @cached_property
    def _plain(self) -> Mapping[str, list[Triple]]:
        found: dict[str, list[Triple]] = {}
        for t in self.world.store.triples(PLAIN):
            if isinstance(t.subject, NamedNode):
                found.setdefault(t.subject.value, []).append(t)
        return found

    def _source(self, kind: str, choice: str) -> Source:
        if choice.startswith("#"):
            return Source(sheet=choice[1:])
        if choice.startswith("+"):
            return Source(makes=expand(choice[1:]) or "")
        if "=" in choice:
            name, _, class_name = choice.partition("=")
            return Source(values={name: expand(class_name) or ""}, makes=expand(class_name) or "")
        if kind == "class":
            iri = expand(choice) or ""
            return Source(values={self.world.label(iri): iri})
        if choice.startswith("@"):
            return Source(values=self._labels(f"skos:inScheme <{expand(choice[1:])}>"))
        return Source(values=self._labels(f"a <{expand(choice)}>"))

    def _labels(self, pattern: str) -> dict[str, str]:
        rows = self.world.store.select(f"SELECT ?x WHERE {{ ?x {pattern} }} ORDER BY ?x").rows
        pairs: Iterable[tuple[str, str]] = ((self.world.label(row[0].value), row[0].value) for row in rows if row[0])
        return dict(sorted(pairs, key=lambda pair: danish(pair[0])))
