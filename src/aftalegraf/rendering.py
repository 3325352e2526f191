"""Turn a template and its data into a page: the door to Jinja2."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aftalegraf import __version__, link_words, views
from aftalegraf.answers import GROUND_LABELS
from aftalegraf.card import Card, card
from aftalegraf.conformance import summary
from aftalegraf.dated import month
from aftalegraf.errors import UsageError
from aftalegraf.exemptions import excuse, stated, today
from aftalegraf.graph import ONTOLOGY, SOURCES, files_of_terms
from aftalegraf.keeping import Keeping
from aftalegraf.languages import LANGUAGES, decimal, words
from aftalegraf.namespaces import AFT, DCT, ID, OWL, SKOS, shorten
from aftalegraf.profiles import STANDARD, Profile
from aftalegraf.projection import noted
from aftalegraf.rdf import Literal, NamedNode
from aftalegraf.review import Report
from aftalegraf.rules import Rule
from aftalegraf.standings import as_of
from aftalegraf.terms import Vocabulary, uses, vocabulary
from aftalegraf.trace import Node, agreements
from aftalegraf.tracing import Tracing
from aftalegraf.wording import TEXTS, capital, sentence
from aftalegraf.world import World

T = TypeVar("T")

TEMPLATES: Final = Path(__file__).parent / "templates"
STATIC: Final = Path(__file__).parent / "static"
ROOTS: Final = {"da": "", "en": "/en"}  # what the address of a page begins with


class Site:
    """What every page needs: the world, the words of the ontology, the review and the templates."""

    def __init__(self, world: World, review: Callable[[World, str], tuple[Report, ...]], base_url: str) -> None:
        self.world = world
        self.base_url = base_url.rstrip("/")
        self.tracing = Tracing(world)
        self.triples = len(world.store)
        self.things = {iri.rsplit("/", 1)[-1]: iri for iri in sorted(world.labels) if iri.startswith(ID)}
        self._review = review
        self._reports: dict[str, tuple[Report, ...]] = {}
        self._exemptions = stated(world)
        self._of_another_day = lru_cache(maxsize=32)(self._as_of)
        self._lock = threading.Lock()
        self._kept = Keeping()
        self._of_day = "", Keeping()
        self._environments = {language: _environment(world, language) for language in LANGUAGES}
        for environment in self._environments.values():
            environment.globals |= {"site": self, "version": __version__, "data_version": world.version[:8]}

    @cached_property
    def terms(self) -> Vocabulary:
        """The terms of the ontology with their files and use, read at first need."""
        return vocabulary(self.world.store.graph(ONTOLOGY), files_of_terms(self.world.assets), uses(self.world.store))

    @property
    def agreements(self) -> tuple[Node, ...]:
        """The agreements to choose among."""
        return self.keep(("agreements",), lambda: agreements(self.world))

    def reports(self, language: str = "da", held: Profile = STANDARD) -> tuple[Report, ...]:
        """The reviews of the agreements by a profile, with today's exemptions; made at first need and then kept."""
        if language not in self._reports:  # whoever reads one language does not wait for the other
            with self._lock:
                if language not in self._reports:
                    self._reports[language] = self._review(self.world, language)
        found = self._reports[language] if held == STANDARD else self._of_another_day(language, held)
        return excuse(found, self._exemptions, today())

    def _as_of(self, language: str, held: Profile) -> tuple[Report, ...]:
        return as_of(self.world, self._reports[language], held)

    def reviewed(self, language: str) -> tuple[Report, ...] | None:
        """The reviews with today's exemptions if they are made already, for those who do not wait."""
        found = self._reports.get(language)
        return excuse(found, self._exemptions, today()) if found is not None else None

    def card(self, rule: Rule, language: str) -> Card:
        """What a rule asks, why, and how to meet it."""
        key = ("card", rule.id, rule.force, rule.valid_from, language)  # a rule holds otherwise by another profile
        return self.keep(key, lambda: card(self.world, rule, language))

    def keep(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """What `make` gives, made once for each key: the world does not change. Who asks meanwhile waits for it.

        What is kept stays, so a key may hold nothing that a reader makes up.
        """
        return self._kept.once(key, make)

    def keep_today(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """The same for what the reviews tell: exemptions end with a day, so what another day gave is forgotten."""
        day = today()
        if self._of_day[0] != day:
            self._of_day = day, Keeping()
        return self._of_day[1].once(key, make)

    def words_of_links(self, language: str) -> link_words.Words:
        """The words for things and links in a language."""
        return self.keep(("words of links", language), lambda: link_words.words(self.world, language))

    def page(self, template: str, path: str, language: str = "da", here: str = "", **data: object) -> str:
        """A page as HTML; `path` is its address in the menu, `here` the one with its query, for the other language."""
        return self._environments[language].get_template(template).render(path=path, here=here or path, **data)


def _environment(world: World, language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    said = words(language)
    environment.install_gettext_callables(said.gettext, said.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= {"capital": capital, "sentence": sentence, "together": views.together}
    environment.globals |= {
        "language": language,
        "root": ROOTS[language],
        "AFT": AFT,
        "DCT": DCT,
        "OWL": OWL,
        "shorten": shorten,
        "is_ground": views.is_ground,
        "piece": views.piece,
        "named": world.labels.__contains__,
        "grounds": {name: labels[language] for name, labels in GROUND_LABELS.items()},
        "review_words": TEXTS[language],
        "review_summary": summary,
        "asset": _asset(),
        "fonts": sorted(f"/static/files/{path.name}" for path in (STATIC / "files").glob("*.woff2")),
    }
    _speak(environment, world, language)
    return environment


def _speak(environment: Environment, world: World, language: str) -> None:
    """Give the templates the names of things, terms and dates in a language."""
    definitions = _texts(world, ONTOLOGY, f"{SKOS}definition", language)
    short = _texts(world, SOURCES, f"{SKOS}altLabel", language)

    def label(iri: str) -> str:
        return world.label(iri, language)

    def short_name(iri: str) -> str:
        return short.get(iri) or label(iri)

    def spoken(iri: str) -> str:
        """The language of a label where it is not that of the page, else nothing."""
        known = world.labels.get(iri, {})
        return "" if language in known or not known else next(iter(known))

    def number(value: Decimal | float, digits: int | None = None) -> str:
        return decimal(value, language, digits)

    environment.filters |= {
        "decimal": number,
        "address": lambda iri: views.address(iri, ROOTS[language]),
        "month": lambda dated: month(dated, language),
    }
    environment.globals |= {
        "label": label,
        "spoken": spoken,
        "show": lambda cell: views.shown(world, cell, language),
        "noted": lambda link: noted(world, link, language),
        "definition": definitions.get,
        "short_name": short_name,
    }


def _texts(world: World, graph: str, predicate: str, language: str) -> dict[str, str]:
    """What a property says in a language, else in Danish, of our own things and terms in a graph, by IRI."""
    found: dict[str, dict[str, str]] = {}
    for t in world.store.graph(graph, predicate):
        if isinstance(t.subject, NamedNode) and t.subject.value.startswith((AFT, ID)) and isinstance(t.object, Literal):
            found.setdefault(t.subject.value, {})[t.object.language or "da"] = t.object.value
    return {
        iri: texts.get(language) or texts["da"] for iri, texts in found.items() if language in texts or "da" in texts
    }


def _asset() -> Callable[[str], str]:
    """Gives the address of a built file; it changes when a file does, so that browsers fetch it anew.

    Raises UsageError where the files are not built.
    """
    if not (STATIC / "site.css").is_file():
        raise UsageError(f"the pages' stylesheet and scripts are not built in {STATIC}; run 'python hatch_build.py'")
    digest = hashlib.sha256()
    for path in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        digest.update(path.read_bytes())
    version = digest.hexdigest()[:8]
    return lambda name: f"/static/{name}?v={version}"
