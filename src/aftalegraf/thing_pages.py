"""Show one thing: all that is said of it, for people or for programs."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from aftalegraf import views
from aftalegraf.answers import slug
from aftalegraf.errors import UnknownNameError
from aftalegraf.formats import HTML
from aftalegraf.namespaces import AFT, ID, is_slug
from aftalegraf.pages import OfLanguage, OfSite, data_answer, kind_of, page_answer, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.rdf import write
from aftalegraf.rendering import ROOTS
from aftalegraf.resources import describe, resource

router = router_of_pages()


@router.get("/id/{kind}/{name}")
def thing(site: OfSite, request: Request, language: OfLanguage, kind: str, name: str) -> Response:
    """One thing, for people or for programs."""
    stem, _, ending = name.rpartition(".")
    plain = ending not in ("ttl", "jsonld", "nt", "rdf") or not stem
    iri = f"{ID}{kind}/{name if plain else stem}"
    if not is_slug(kind) or not is_slug(slug(iri)):
        raise UnknownNameError("thing", f"{kind}/{name}", ())
    wanted = kind_of(request, "" if plain else ending)
    subject = views.subject_of(site.world, iri)
    found = resource(site.world, subject or iri)
    if wanted != HTML:
        return data_answer(write(describe(site.world, iri), wanted), wanted)
    if subject:
        return RedirectResponse(views.address(subject, ROOTS[language]), 303)
    template = {f"{AFT}Kildehenvisning": "passage.html", f"{AFT}Dokument": "document.html"}
    kinds = views.classes(site.world, iri)
    chosen = next((template[c] for c in kinds if c in template), "resource.html")
    return page_answer(show(request, chosen, "/id", chosen=found, **views.detail(site.world, found)))
