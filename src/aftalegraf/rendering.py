"""Turn a template and its data into a page: the door to Jinja2."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aftalegraf import __version__, views
from aftalegraf.answers import GROUND_LABELS
from aftalegraf.card import Card, card
from aftalegraf.conformance import summary
from aftalegraf.graph import ONTOLOGY, SOURCES, files_of_terms
from aftalegraf.namespaces import AFT, DCT, ID, OWL, SKOS, shorten
from aftalegraf.outline import Outline, outline
from aftalegraf.rdf import Literal, NamedNode
from aftalegraf.review import Report
from aftalegraf.rules import Rule
from aftalegraf.store import Cell
from aftalegraf.terms import Vocabulary, uses, vocabulary
from aftalegraf.trace import Node, agreements
from aftalegraf.wording import TEXTS, capital, month
from aftalegraf.world import World

T = TypeVar("T")

TEMPLATES: Final = Path(__file__).parent / "templates"
STATIC: Final = Path(__file__).parent / "static"
NAVIGATION: Final = (
    ("/", "Forside"),
    ("/maal", "Mål"),
    ("/roed-traad", "Den røde tråd"),
    ("/kobling", "Kobling til nationale mål"),
    ("/spoergsmaal", "Spørgsmål"),
    ("/gennemgang", "Gennemgang"),
    ("/om", "Om"),
)


class Site:
    """What every page needs: the world, the words of the ontology, the review and the templates."""

    def __init__(self, world: World, review: Callable[[World], tuple[Report, ...]], base_url: str) -> None:
        self.world = world
        self.base_url = base_url.rstrip("/")
        self.triples = len(world.store)
        self.things = {iri.rsplit("/", 1)[-1]: iri for iri in sorted(world.labels) if iri.startswith(ID)}
        self._review = review
        self._reports: tuple[Report, ...] | None = None
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, ...], Any] = {}
        self._environment = _environment(world)
        self._environment.globals |= {"site": self, "version": __version__, "data_version": world.version[:8]}

    @cached_property
    def terms(self) -> Vocabulary:
        """The terms of the ontology with their files and use, read at first need."""
        return vocabulary(self.world.store.graph(ONTOLOGY), files_of_terms(self.world.assets), uses(self.world.store))

    @property
    def agreements(self) -> tuple[Node, ...]:
        """The agreements to choose among."""
        return self.keep(("agreements",), lambda: agreements(self.world))

    def reports(self) -> tuple[Report, ...]:
        """The reviews of the agreements, made at first need and then kept."""
        with self._lock:
            if self._reports is None:
                self._reports = self._review(self.world)
        return self._reports

    def outline(self, report: Report) -> Outline:
        """A review in the order in which it is read."""
        return self.keep(("outline", report.agreement), lambda: outline(self.world, report))

    def card(self, rule: Rule) -> Card:
        """What a rule asks, why, and how to meet it."""
        return self.keep(("card", rule.id), lambda: card(self.world, rule))

    def keep(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """What `make` gives, made once for each key: the world does not change."""
        if key not in self._kept:
            self._kept[key] = make()
        kept: T = self._kept[key]
        return kept

    def page(self, template: str, path: str, **data: object) -> str:
        """A page as HTML; `path` is its address, for the navigation."""
        return self._environment.get_template(template).render(path=path, **data)


def _environment(world: World) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    definitions = _texts(world, ONTOLOGY, f"{SKOS}definition")
    short = _texts(world, SOURCES, f"{SKOS}altLabel")

    def short_name(iri: str) -> str:
        return short.get(iri) or world.label(iri)

    def show(cell: Cell | None) -> str:
        return views.shown(world, cell)

    environment.filters |= {"address": views.address, "capital": capital, "month": month}
    environment.filters |= {"said": views.said, "together": views.together}
    environment.globals |= {
        "label": world.label,
        "show": show,
        "definition": definitions.get,
        "is_ground": views.is_ground,
        "named": world.labels.__contains__,
        "short_name": short_name,
        "shorten": shorten,
        "AFT": AFT,
        "DCT": DCT,
        "OWL": OWL,
        "grounds": GROUND_LABELS,
        "navigation": NAVIGATION,
        "review_words": TEXTS["da"],
        "review_summary": summary,
        "static_version": _static_version(),
    }
    return environment


def _texts(world: World, graph: str, predicate: str) -> dict[str, str]:
    """What a property says in Danish of our own things and terms in a graph, by IRI."""
    return {
        t.subject.value: t.object.value
        for t in world.store.graph(graph, predicate)
        if isinstance(t.subject, NamedNode) and t.subject.value.startswith((AFT, ID))
        if isinstance(t.object, Literal) and t.object.language == "da"
    }


def _static_version() -> str:
    """Changes when a stylesheet or script does, so that browsers fetch it anew."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
