"""Hold what is read once and asked often: the graph's store, the questions and the labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from aftalegraf.access import Access
from aftalegraf.assets import Assets, assets
from aftalegraf.cells import Cell
from aftalegraf.columns import Columns
from aftalegraf.ended import Ended, ended_of
from aftalegraf.graph import ALL, MEASURED, ONTOLOGY, SOURCES
from aftalegraf.holder import Holder
from aftalegraf.keeping import Keeping
from aftalegraf.kept import Say, open_kept
from aftalegraf.namespaces import RDFS, SKOS, shorten
from aftalegraf.questions import Question, read_questions
from aftalegraf.rdf import Literal, NamedNode
from aftalegraf.sources import read_ended
from aftalegraf.store import Store

LANGUAGES = ("da", "en")


@dataclass(frozen=True)
class World:
    """One version of the data, ready to answer.

    `kept` is the folder where its graph is kept, None for a graph in memory only; `version` is a name for its files;
    `held_at` is the address of the server that holds its graph, "" where it is here.
    """

    assets: Assets
    store: Holder
    questions: Mapping[str, Question]
    kept: Path | None
    version: str
    held_at: str = ""

    @cached_property
    def at_hand(self) -> World:
        """The same world with its graph in this process: where a server holds it, all of it is fetched once."""
        return replace(self, store=Store(self.store.quads()), held_at="") if self.held_at else self

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """Each IRI's label by language, read at first need."""
        found: dict[str, dict[str, str]] = {}
        for graph in (ONTOLOGY, SOURCES, ALL, MEASURED):
            for predicate in (f"{RDFS}label", f"{SKOS}prefLabel"):
                for t in self.store.graph(graph, predicate):
                    if isinstance(t.object, Literal) and isinstance(t.subject, NamedNode):
                        words = found.setdefault(t.subject.value, {})
                        words.setdefault(t.object.language or "da", t.object.value)
        return found

    @cached_property
    def made(self) -> Keeping:
        """What is worked out of this version once, by key, at first need."""
        return Keeping()

    @cached_property
    def columns(self) -> Columns:
        """The door to the answers of questions, from columns where they declare it."""
        return Columns(self.store)

    @cached_property
    def places(self) -> Mapping[str, tuple[str, int]]:
        """The document and first line of each reference to a place, read at first need."""
        rows = self.store.select("SELECT ?k ?d ?f WHERE { ?k aft:iDokument ?d ; aft:foersteLinje ?f }").rows
        return {k.value: (d.value, int(f.value)) for k, d, f in rows if k and d and f}

    @cached_property
    def ended(self) -> Mapping[str, Ended]:
        """What earlier versions of the data had and this one has not, by IRI."""
        return ended_of(read_ended(self.assets))

    def label(self, iri: str, language: str = "da") -> str:
        """The label of a thing in the language, else in the other, else its short IRI."""
        known = self.labels.get(iri, {})
        return known.get(language) or known.get("da") or known.get("en") or shorten(iri)

    def show(self, cell: Cell | None, language: str = "da") -> str:
        """A cell as a reader sees it: a label, a value or nothing."""
        if cell is None:
            return ""
        if cell.kind == "iri":
            return self.label(cell.value, language)
        if cell.is_boolean:
            yes, no = ("ja", "nej") if language == "da" else ("yes", "no")
            return yes if cell.value == "true" else no
        return cell.value


def _silent(_: str) -> None:
    """Says nothing."""


def open_world(
    root: Path | None = None,
    keep: Path | None = None,
    say: Say = _silent,
    access: Access | None = None,
    *,
    in_memory: bool = False,
) -> World:
    """Open the graph of the files, built anew or as it is kept in the folder `keep`, and the questions.

    With access to a server its graph is asked there. Raises SourceErrors when the files do not hold, RemoteError when
    the server does not answer or lacks the graph.
    """
    found = assets(root)
    if access:
        return _remote_world(found, access)
    kept = open_kept(found, keep, say, in_memory=in_memory)
    questions = {question.id: question for question in read_questions(found)}
    return World(found, kept.store, questions, kept.folder, kept.version)


def _remote_world(found: Assets, access: Access) -> World:
    from aftalegraf.remote import RemoteStore  # noqa: PLC0415 (it brings rdflib, which is slow to import)

    store = RemoteStore(access)
    questions = {question.id: question for question in read_questions(found)}
    return World(found, store, questions, None, store.version, store.url)
