"""Show what programs may use: interfaces, terms, the dataset and its files."""

from __future__ import annotations

from typing import Final

from fastapi import Request
from fastapi.responses import Response

from aftalegraf import __version__, sparql_pages
from aftalegraf.api_words import calls
from aftalegraf.catalogue import WELL_KNOWN, catalogue
from aftalegraf.contents import DUMPS, counts, dump
from aftalegraf.errors import UnknownNameError
from aftalegraf.formats import DESCRIPTION_TYPES, HTML, TURTLE, content_type, media_type
from aftalegraf.graph import SHAPES
from aftalegraf.pages import OfLanguage, OfSite, data_answer, kind_of, own_address, page_answer, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.rdf import write
from aftalegraf.resources import ontology
from aftalegraf.shape_files import shape_file, shape_files
from aftalegraf.turtle import publish

router = router_of_pages()
router.include_router(sparql_pages.router)


EXAMPLES: Final = ("nationale-maal", "indikatorer-for-maalsaetning", "medlemmer-af-forum", "maalinger-for-kommune")


@router.get("/udviklere")
def developers(site: OfSite, request: Request, language: OfLanguage) -> str:
    """All that programs may use, each with its way in."""
    known = calls(request.app.openapi(), language)
    return show(
        request,
        "developers.html",
        "/udviklere",
        sparql=request.app.state.sparql is not None,
        queries=[site.world.questions[name] for name in EXAMPLES if name in site.world.questions],
        calls=[call for call in known if call.example.startswith("/api/")],
        counts=site.keep(("counts",), lambda: counts(site.world)),
        dumps=DUMPS,
        terms=site.terms,
        files=site.keep(("shapes", language), lambda: shape_files(site.world, language)),
    )


@router.get("/docs")
def programs(request: Request, language: OfLanguage) -> str:
    """The REST interface in words, from its own description."""
    return show(request, "docs.html", "/docs", calls=calls(request.app.openapi(), language))


@router.get("/shapes{suffix:path}")
def shapes(site: OfSite, request: Request, language: OfLanguage, suffix: str = "") -> Response:
    """The shapes, for people as a list of their files or for programs as one graph."""
    ending = suffix.removeprefix(".")
    if suffix and not (suffix.startswith(".") and media_type(ending)):
        raise UnknownNameError("thing", f"shapes{suffix}", ())
    kind = kind_of(request, ending)
    if kind == HTML:
        files = site.keep(("shapes", language), lambda: shape_files(site.world, language))
        return page_answer(show(request, "shapes.html", "/udviklere", files=files))
    return data_answer(site.keep(("shapes", kind), lambda: write(site.world.store.graph(SHAPES), kind)), kind)


@router.get("/data/shapes/{name}.ttl")
def shapes_of_a_file(site: OfSite, name: str) -> Response:
    """A file of shapes as it is."""
    return data_answer(shape_file(site.world, name), TURTLE)


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
