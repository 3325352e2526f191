"""Show one thing: all that is said of it, for people or for programs."""

from __future__ import annotations

import re
from typing import Final

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from aftalegraf import documents, transitions, views
from aftalegraf.answers import slug
from aftalegraf.errors import UnknownNameError
from aftalegraf.formats import HTML
from aftalegraf.namespaces import AFT, ID, is_slug
from aftalegraf.pages import OfLanguage, OfSite, data_answer, kind_of, page_answer, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.rdf import write
from aftalegraf.rendering import ROOTS, Site
from aftalegraf.resources import Resource, describe, measured_by, resource
from aftalegraf.trail import trail

router = router_of_pages()

ENDINGS: Final = ("ttl", "jsonld", "nt", "rdf")
_PAGE: Final = re.compile("[0-9]{1,9}")
SHORT: Final = 400  # a document with fewer statements shows them all at once


@router.get("/id/{kind}/{name}")
def thing(site: OfSite, request: Request, language: OfLanguage, kind: str, name: str) -> Response:
    """One thing, for people or for programs.

    What has ended is answered with 410 and a page that says what it was and what replaced it, or with a problem in
    JSON for programs; a program that asks for the very same thing under its former address is sent on (308), since for
    it only the address has changed, while people should learn that their link is old.
    """
    stem, _, ending = name.rpartition(".")
    plain = ending not in ENDINGS or not stem
    iri = f"{ID}{kind}/{name if plain else stem}"
    if not is_slug(kind) or not is_slug(slug(iri)):
        raise UnknownNameError("thing", f"{kind}/{name}", ())
    wanted = kind_of(request, "" if plain else ending)
    ended = site.world.ended.get(iri)
    if ended and ended.same and wanted != HTML:
        there = views.address(ended.replaced_by[0]) + ("" if plain else f".{ending}")
        return RedirectResponse(there, 308, headers={"Vary": "Accept"})
    subject = views.subject_of(site.world, iri)
    found = resource(site.world, subject or iri, language)
    if wanted != HTML:
        return data_answer(write(describe(site.world, iri), wanted), wanted)
    if subject:
        return RedirectResponse(views.address(subject, ROOTS[language]), 303)
    return page_answer(_page(site, request, language, found))


def _page(site: Site, request: Request, language: str, found: Resource) -> str:
    world, iri = site.world, found.iri
    data = views.detail(world, found, language)
    kinds = views.classes(world, iri)
    document = site.keep(("document", iri), lambda: documents.document(world, iri)) if "/dokument/" in iri else None
    if document:
        return show(request, "document.html", "/kilder", chosen=found, **data, **_sections(site, request, document))
    if f"{AFT}Kildehenvisning" in kinds:
        return show(request, "passage.html", "/kilder", chosen=found, **data)
    changes = site.keep(("changes",), lambda: transitions.changes(world))
    fate = transitions.fate(world, iri, kinds, changes)
    chosen, page = request.query_params.get("liste", ""), request.query_params.get("side", "")
    return show(
        request,
        "resource.html",
        _menu(kinds),
        chosen=found,
        trail=trail(world, iri),
        fate=fate,
        measured=measured_by(world, iri),
        list=chosen,
        page=int(page) if _PAGE.fullmatch(page) else 1,
        **data,
    )


def _sections(site: Site, request: Request, document: documents.Document) -> dict[str, object]:
    """A document's passages under their headings, with what rests on those that are shown."""
    found = site.keep(("passages", document.iri), lambda: documents.passages(site.world, document.iri))
    wanted = request.query_params.get("afsnit", "")
    chosen = int(wanted) if wanted in map(str, range(1, len(found) + 1)) else 0
    every = document.statements <= SHORT
    shown = [items for n, (_, items) in enumerate(found, 1) if every or n == chosen]
    places = [place.iri for items in shown for place in items]
    resting = documents.resting_on_each(site.world, places) if places else {}
    return {"document": document, "sections": found, "section": chosen, "every": every, "on_each": resting}


def _menu(kinds: tuple[str, ...]) -> str:
    """The place in the menu that a thing of some classes belongs to."""
    names = {kind.removeprefix(AFT) for kind in kinds}
    if names & {"Forum", "Aktoer"}:
        return "/fora"
    if names & {"Maalsaetning", "Vision", "Indsatsomraade", "Indikator", "Maalepunkt", "Sundhedsaftale"}:
        return "/maal"
    return "/id"
