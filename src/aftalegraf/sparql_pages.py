"""Let people write queries: the page of the SPARQL editor, its answers and mistakes, and the terms it completes."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final, Protocol
from urllib.parse import urlencode

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from aftalegraf.completions import completions
from aftalegraf.faults import Fault
from aftalegraf.languages import decimal
from aftalegraf.namespaces import PREFIXES
from aftalegraf.pages import OfLanguage, OfSite, language_of, page_answer, show, site_of
from aftalegraf.pages import router as router_of_pages
from aftalegraf.query_answers import shown
from aftalegraf.query_examples import example, first
from aftalegraf.query_faults import mistake
from aftalegraf.questions import Question
from aftalegraf.rendering import Site
from aftalegraf.store import Answer

router = router_of_pages()
HERE: Final = "/udviklere/sparql"
LONGEST_LINK: Final = 4000
_ROWS: Final = (("csv", "CSV"), ("tsv", "TSV"), ("json", "JSON"), ("xml", "XML"))
_TRIPLES: Final = (("ttl", "Turtle"), ("nt", "N-Triples"), ("jsonld", "JSON-LD"), ("rdf", "RDF/XML"))


class Endpoint(Protocol):
    """What the page needs of the SPARQL endpoint."""

    @property
    def deadline(self) -> float:
        """The seconds that a query may take."""

    def show(
        self, scope: MutableMapping[str, Any], receive: Callable[[], Awaitable[MutableMapping[str, Any]]]
    ) -> Awaitable[tuple[str, Answer | Fault | None]]:
        """The query of a request and what comes of it."""


@router.api_route(HERE, methods=["GET", "POST"])
async def write(request: Request, site: OfSite, language: OfLanguage, eksempel: str = "") -> Response:
    """The editor with a query, and what came of it."""
    endpoint: Endpoint | None = request.app.state.sparql
    started = time.perf_counter()
    query, came = await endpoint.show(request.scope, request.receive) if endpoint else ("", None)
    seconds = decimal(max(time.perf_counter() - started, 0.01), language, 2)
    if not query:
        query = await run_in_threadpool(example, site.world, eksempel, language) if eksempel else first(language)
    return await run_in_threadpool(_page, request, query, came, seconds, eksempel)


def _page(request: Request, query: str, came: Answer | Fault | None, seconds: str, chosen: str) -> Response:
    site = site_of(request)
    wrong = mistake(came, query, language_of(request)) if isinstance(came, Fault) else None
    html = show(
        request,
        "sparql.html",
        "/udviklere",
        sparql=request.app.state.sparql,
        query=query,
        chosen=chosen,
        themes=_themes(site),
        prefixes=tuple(sorted(PREFIXES.items())),
        mistake=wrong,
        found=shown(came) if isinstance(came, Answer) else None,
        seconds=seconds,
        **_files(query, came),
    )
    if not isinstance(came, Fault):
        return page_answer(html)
    return Response(html, came.status, {**came.headers, "Vary": "Accept"}, "text/html; charset=utf-8")


@router.get("/udviklere/termer.json")
def terms(site: OfSite, language: OfLanguage) -> Response:
    """The terms that the editor completes."""
    found = site.keep(("completions", language), lambda: completions(site.terms, site.world.labels, language))
    return JSONResponse(found)


def _themes(site: Site) -> tuple[tuple[str, tuple[Question, ...]], ...]:
    """The questions of the library by theme."""
    asked = site.world.questions.values()
    return tuple((name, tuple(q for q in asked if q.theme == name)) for name in sorted({q.theme for q in asked}))


def _files(query: str, came: Answer | Fault | None) -> dict[str, object]:
    """The files of an answer: their address, "" where the query is too long for one, and their forms."""
    link = f"/sparql?{urlencode({'query': query})}"
    triples = isinstance(came, Answer) and came.media_type == "text/turtle"
    return {"link": link if len(link) <= LONGEST_LINK else "", "forms": _TRIPLES if triples else _ROWS}
