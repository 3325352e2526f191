"""List the pages that the browser tests and the benchmark visit, room by room, those that tell of an error too."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

AGREEMENT = "agr-midt-2019-2023"
FLAGSHIP = "/spoergsmaal/indikatorer-for-nationalt-maal"
BROKEN = quote("SELECT ?x WHERE {\n  ?x a aft:Indikator \n  ?y }")
TABLE = quote("SELECT ?x ?y WHERE { ?x aft:harIndikator ?y } ORDER BY ?x ?y")
TRIPLES = quote("CONSTRUCT { ?x aft:harIndikator ?y } WHERE { ?x aft:harIndikator ?y }")


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its Danish address, and the status it answers with.

    `heavy` tells that it has so much on it that the slowest checks are left to `make long`; `bound` is the most it may
    weigh in kB, with all it fetches.
    """

    path: str
    status: int = 200
    heavy: bool = False
    bound: int = 150

    def at(self, language: str) -> str:
        """Its address in a language."""
        return self.path if language == "da" else f"/en{self.path}".rstrip("/") or "/"


FRONT = (
    Page("/"),
)  # fmt: skip
GOALS = (
    Page("/maal"),
    Page("/maal?vis=obj-midt-akut"),
    Page("/roed-traad"),
    Page("/roed-traad?grundlag=redaktionel"),
    Page("/kobling"),
    Page("/kobling?grundlag=redaktionel"),
)
QUESTIONS = (
    Page("/spoergsmaal"),
    Page(FLAGSHIP),
    Page(f"{FLAGSHIP}?maal=ng-forloeb"),
    Page(f"{FLAGSHIP}?maal=ng-forloeb&grundlag=redaktionel"),
)
REVIEW = (
    Page("/gennemgang"),
)  # fmt: skip
THINGS = (
    Page("/id/forum/for-ssg-midt"),
    Page("/id/kildehenvisning/000-l327-329"),
    Page("/id/dokument/doc-000"),
    Page(f"/id/sundhedsaftale/{AGREEMENT}"),
)
DEVELOPERS = (
    Page("/udviklere"),
    Page("/udviklere/sparql", bound=250),
    Page(f"/udviklere/sparql?query={TABLE}", bound=250),
    Page(f"/udviklere/sparql?query={TRIPLES}", bound=250),
    Page("/udviklere/sparql?eksempel=nationale-maal", bound=250),
    Page("/docs"),
    Page("/ns", heavy=True),
    Page("/shapes"),
    Page("/.well-known/void"),
)
HELP = (
    Page("/hjaelp"),
    Page("/rundtur"),
    Page("/rundtur?trin=3"),
    Page("/rundtur?trin=8"),
    Page("/om"),
    Page("/tilgaengelighed"),
)
ERRORS = (
    Page("/findes-ikke", 404),
    Page("/id/forum/for-ssg-mit", 404),
    Page("/roed-traad?grundlag=gaet", 400),
    Page("/maal?vis=obj-midt-akkut", 404),
    Page("/spoergsmaal/nationale-mal", 404),
    Page(f"{FLAGSHIP}?maal=ng-forlob", 400),
    Page(f"/udviklere/sparql?query={BROKEN}", 400, bound=250),
    Page("/udviklere/sparql?query=DROP%20ALL", 400, bound=250),
    Page("/udviklere/sparql?eksempel=nationale-mal", 404),
    Page("/rundtur?trin=99", 404),
    Page("/shapes/kapitel-99.ttl", 404),
)
PAGES = FRONT + GOALS + QUESTIONS + REVIEW + THINGS + DEVELOPERS + HELP
ALL = PAGES + ERRORS
LANGUAGES = ("da", "en")
