"""Show what programs may use: interfaces, terms, the dataset and its files."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from aftalegraf import __version__
from aftalegraf.catalogue import WELL_KNOWN, catalogue
from aftalegraf.contents import DUMPS, counts, dump
from aftalegraf.errors import UnknownNameError
from aftalegraf.formats import DESCRIPTION_TYPES, HTML, content_type, media_type
from aftalegraf.pages import OfSite, data_answer, kind_of, own_address, page_answer, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.rdf import write
from aftalegraf.resources import ontology
from aftalegraf.turtle import publish

router = router_of_pages()


@router.get("/docs")
def programs(request: Request) -> str:
    """The interfaces for programs, from their own description."""
    return show(
        request, "docs.html", "/docs", openapi=request.app.openapi(), sparql=request.app.state.sparql is not None
    )


@router.get("/ns{suffix:path}")
def terms(site: OfSite, request: Request, suffix: str = "") -> Response:
    """The ontology, for people or for programs, under its own address and that of its version."""
    form = suffix.removeprefix(f"/{__version__}")
    ending = form.removeprefix(".")
    if form and not (form.startswith(".") and media_type(ending)):
        raise UnknownNameError("thing", f"ns{suffix}", ())
    kind = kind_of(request, ending)
    if kind == HTML:
        return page_answer(show(request, "terms.html", "/ns", terms=site.terms))
    return data_answer(site.keep(("ns", kind), lambda: publish(ontology(site.world), kind)), kind)


@router.get("/.well-known/void{suffix:path}")
def description(site: OfSite, request: Request, suffix: str = "") -> Response:
    """The dataset and its endpoint described as VoID and DCAT-AP-DK, or in words."""
    ending = suffix.removeprefix(".")
    if suffix and not (suffix.startswith(".") and media_type(ending)):
        raise UnknownNameError("thing", f"void{suffix}", ())
    kind = kind_of(request, ending, DESCRIPTION_TYPES)
    found = site.keep(("counts",), lambda: counts(site.world))
    sparql = request.app.state.sparql is not None
    if kind == HTML:
        return page_answer(show(request, "void.html", WELL_KNOWN, counts=found, dumps=DUMPS, sparql=sparql))
    base = site.base_url or own_address(request)
    return data_answer(write(catalogue(found, base, sparql=sparql), kind), kind)


@router.get("/data/aftalegraf.{ending}")
def whole(site: OfSite, ending: str) -> Response:
    """The dataset as a file."""
    found = next((d for d in DUMPS if d.ending == ending), None)
    if found is None:
        raise UnknownNameError("format", ending, (d.ending for d in DUMPS))
    body = site.keep(("dump", ending), lambda: dump(site.world, found))
    name = f"aftalegraf.{ending}"
    extra = {"Content-Disposition": f'attachment; filename="{name}"', "Access-Control-Allow-Origin": "*"}
    return Response(body, headers={**extra, "Content-Type": content_type(found.media_type)})
