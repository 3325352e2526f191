"""Show the graph to people: the pages, each a view with an address of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from aftalegraf import __version__, overview, views
from aftalegraf.answers import DEFAULT_GROUND, GROUND, Answered, answer, choices, question_of, slug
from aftalegraf.catalogue import WELL_KNOWN, catalogue
from aftalegraf.contents import DUMPS, counts, dump
from aftalegraf.errors import UnknownNameError
from aftalegraf.evidence import evidence
from aftalegraf.faults import NO_FORMAT, FaultError
from aftalegraf.formats import DESCRIPTION_TYPES, HTML, PAGE_TYPES, content_type, media_type, negotiate
from aftalegraf.namespaces import AFT, BASE, ID, is_slug
from aftalegraf.pictures import draw, first_agreement, picture
from aftalegraf.rdf import write
from aftalegraf.rendering import Site
from aftalegraf.resources import Resource, describe, ontology, resource, resting_on
from aftalegraf.statements import GROUNDS
from aftalegraf.trace import Branch, Node, coverage, thread, tree
from aftalegraf.turtle import publish

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_ADDRESS: Final = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
PAGE = "side"
PICTURE_TYPES = {"svg": "image/svg+xml", "png": "image/png", "html": "text/html; charset=utf-8"}


def site_of(request: Request) -> Site:
    """The site that the app was made with."""
    site: Site = request.app.state.site
    return site


def ground_of(grundlag: Annotated[str, Query()] = DEFAULT_GROUND) -> str:
    """The ground asked for. Raises UnknownNameError when there is none of that name."""
    if grundlag and grundlag not in GROUNDS:
        raise UnknownNameError("ground", grundlag, GROUNDS)
    return grundlag or DEFAULT_GROUND


def agreement_of(site: Annotated[Site, Depends(site_of)], aftale: Annotated[str, Query()] = "") -> str:
    """The agreement asked for by its id, else the first."""
    if not aftale:
        return first_agreement(site.world)
    if not is_slug(aftale):
        raise UnknownNameError("thing", aftale, ())
    return resource(site.world, f"{ID}sundhedsaftale/{aftale}").iri


OfSite = Annotated[Site, Depends(site_of)]
OfGround = Annotated[str, Depends(ground_of)]
OfAgreement = Annotated[str, Depends(agreement_of)]


@router.get("/")
def front(site: OfSite, agreement: OfAgreement) -> str:
    """What this is, what is in it and what is not."""
    flagship = site.world.questions.get("indikatorer-for-nationalt-maal")
    return site.page(
        "front.html",
        "/",
        agreement=agreement,
        **site.keep(("front", agreement), lambda: _front(site, agreement)),
        flagship=flagship,
        goals=choices(site.world, flagship.parameters[0]) if flagship else (),
        reports=site.reports(),
    )


def _front(site: Site, agreement: str) -> dict[str, object]:
    return {
        "documents": overview.documents(site.world, agreement),
        "counts": overview.counts(site.world, agreement),
        "missing": overview.missing(site.world, agreement),
        "contested": overview.contested(site.world),
    }


@router.get("/maal")
def goals(site: OfSite, agreement: OfAgreement, vis: str = "") -> str:
    """The agreement as a tree, with one thing of it in detail."""
    branch = site.keep(("tree", agreement), lambda: tree(site.world, agreement))
    nodes = {slug(node.iri): node for node in _nodes(branch)}
    if vis and vis not in nodes:
        raise UnknownNameError("thing", vis, nodes)
    thing = nodes[vis].iri if vis else agreement
    chosen = site.keep(("thing", thing), lambda: resource(site.world, thing))
    return site.page("goals.html", "/maal", branch=branch, chosen=chosen, vis=vis, **_detail(site, chosen))


@router.get("/roed-traad")
def red_thread(site: OfSite, agreement: OfAgreement, ground: OfGround) -> str:
    """Den røde tråd as a picture, with its links in a table."""
    key = (agreement, ground)
    _, svg = site.keep(("svg", *key), lambda: draw(site.world, "thread", ground, agreement, views.address))
    found = site.keep(("thread", *key), lambda: thread(site.world, agreement, ground))
    return site.page("thread.html", "/roed-traad", agreement=agreement, ground=ground, svg=svg, thread=found)


@router.get("/kobling")
def covering(site: OfSite, agreement: OfAgreement, ground: OfGround) -> str:
    """The objectives against the national goals."""
    key = (agreement, ground)
    found = site.keep(("coverage", *key), lambda: coverage(site.world, agreement, ground))
    chain = site.keep(("thread", *key), lambda: thread(site.world, agreement, ground))
    ways = {pair: views.ways(chain, *pair) for pair in found.cells}
    return site.page("coverage.html", "/kobling", agreement=agreement, ground=ground, coverage=found, ways=ways)


@router.get("/billeder/{view}.{form}")
def still(site: OfSite, agreement: OfAgreement, ground: OfGround, view: str, form: str) -> Response:
    """A picture to keep: tree, thread or coverage as svg, png or html. Its links are the public ones."""

    def public(iri: str) -> str:
        here = views.address(iri)
        return f"{site.base_url}{here}" if site.base_url and here.startswith("/") else iri

    key = ("picture", view, form, ground, agreement)
    body = site.keep(key, lambda: picture(site.world, view, form, ground, agreement, public))
    name = f"aftalegraf-{slug(agreement)}-{view}-{ground}.{form}"
    return Response(
        body, media_type=PICTURE_TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@router.get("/spoergsmaal")
def questions(site: OfSite) -> str:
    """The library of questions by theme."""
    themes = sorted({q.theme for q in site.world.questions.values()}, key=lambda t: (*views.THEMES, t).index(t))
    found = {theme: [q for q in site.world.questions.values() if q.theme == theme] for theme in themes}
    return site.page("questions.html", "/spoergsmaal", themes=found)


@router.get("/spoergsmaal/{question_id}")
def question(site: OfSite, request: Request, question_id: str) -> str:
    """One question with its form, and the answer when the values it needs are given."""
    found = question_of(site.world, question_id)
    given = {name: value for name, value in request.query_params.items() if value and name != PAGE}
    options = {p.name: choices(site.world, p) for p in found.parameters}
    complete = all(given.get(p.name) or not options[p.name] for p in found.parameters if p.required)
    answered = answer(site.world, question_id, given) if complete else None
    return site.page(
        "question.html",
        "/spoergsmaal",
        question=found,
        choices=options,
        longest=views.LONGEST_LIST,
        given=given,
        ground=ground_of(given.get(GROUND, DEFAULT_GROUND)),
        answered=answered,
        query=urlencode([pair for pair in request.query_params.multi_items() if pair[0] != PAGE]),
        **(_rows(site, answered, request.query_params.get(PAGE, "")) if answered else {}),
    )


def _rows(site: Site, answered: Answered, wanted: str) -> dict[str, object]:
    """What a page shows of the rows of an answer, with what each rests on. A page that is not there is the first."""
    pages = views.pages(answered)
    page = int(wanted) if wanted in map(str, range(1, pages + 1)) else 1
    part = views.page_of(answered, page)
    return {
        "page": page,
        "pages": pages,
        "first": (page - 1) * views.ROWS_A_PAGE,
        "rows": part.rows.rows,
        "rows_support": evidence(site.world, part),
        "columns": views.columns(answered),
        "wider": views.wider(answered),
    }


@router.get("/gennemgang")
def review(site: OfSite) -> str:
    """The review of the agreements against the guidance."""
    return site.page("review.html", "/gennemgang", reports=site.reports())


@router.get("/om")
def about(site: OfSite) -> str:
    """How to read the pages, and who answers for them."""
    return site.page("about.html", "/om")


@router.get("/docs")
def programs(site: OfSite, request: Request) -> str:
    """The interfaces for programs, from their own description."""
    return site.page("docs.html", "/docs", openapi=request.app.openapi(), sparql=request.app.state.sparql is not None)


@router.get("/ns{suffix:path}")
def terms(site: OfSite, request: Request, suffix: str = "") -> Response:
    """The ontology, for people or for programs, under its own address and that of its version."""
    form = suffix.removeprefix(f"/{__version__}")
    ending = form.removeprefix(".")
    if form and not (form.startswith(".") and media_type(ending)):
        raise UnknownNameError("thing", f"ns{suffix}", ())
    kind = _kind(request, ending)
    if kind == HTML:
        return _page(site.page("terms.html", "/ns", terms=site.terms))
    return _data(site.keep(("ns", kind), lambda: publish(ontology(site.world), kind)), kind)


@router.get("/.well-known/void{suffix:path}")
def description(site: OfSite, request: Request, suffix: str = "") -> Response:
    """The dataset and its endpoint described as VoID and DCAT-AP-DK, or in words."""
    ending = suffix.removeprefix(".")
    if suffix and not (suffix.startswith(".") and media_type(ending)):
        raise UnknownNameError("thing", f"void{suffix}", ())
    kind = _kind(request, ending, DESCRIPTION_TYPES)
    found = site.keep(("counts",), lambda: counts(site.world))
    sparql = request.app.state.sparql is not None
    if kind == HTML:
        return _page(site.page("void.html", WELL_KNOWN, counts=found, dumps=DUMPS, sparql=sparql))
    base = site.base_url or _own_address(request)
    return _data(write(catalogue(found, base, sparql=sparql), kind), kind)


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


@router.get("/id/{kind}/{name}")
def thing(site: OfSite, request: Request, kind: str, name: str) -> Response:
    """One thing, for people or for programs."""
    stem, _, ending = name.rpartition(".")
    plain = ending not in ("ttl", "jsonld", "nt", "rdf") or not stem
    iri = f"{ID}{kind}/{name if plain else stem}"
    if not is_slug(kind) or not is_slug(slug(iri)):
        raise UnknownNameError("thing", f"{kind}/{name}", ())
    wanted = _kind(request, "" if plain else ending)
    subject = views.subject_of(site.world, iri)
    found = resource(site.world, subject or iri)
    if wanted != HTML:
        return _data(write(describe(site.world, iri), wanted), wanted)
    if subject:
        return RedirectResponse(views.address(subject), 303)
    template = {f"{AFT}Kildehenvisning": "passage.html", f"{AFT}Dokument": "document.html"}
    kinds = views.classes(site.world, iri)
    chosen = next((template[c] for c in kinds if c in template), "resource.html")
    return _page(site.page(chosen, "/id", chosen=found, **_detail(site, found)))


def _detail(site: Site, found: Resource) -> dict[str, object]:
    """What the templates of a thing show beside its statements."""
    world, iri = site.world, found.iri
    return {
        "classes": views.classes(world, iri),
        "naming": views.naming(found),
        "out": views.groups(world, found, inward=False),
        "inward": views.groups(world, found, inward=True),
        "passages": views.passages(world, iri) if "/dokument/" in iri else (),
        "resting": views.resting_by(resting_on(world, iri)) if "/kildehenvisning/" in iri else {},
    }


def _own_address(request: Request) -> str:
    """Where the client found this server, if the Host header is one; else the lasting address of the project."""
    address = f"{request.url.scheme}://{request.headers.get('host', '')}"
    return address if _ADDRESS.fullmatch(address) else BASE.rstrip("/")


def _kind(request: Request, ending: str, offered: Sequence[str] = PAGE_TYPES) -> str:
    """The media type to answer with: by the address's ending, by ?format=, else by the Accept header."""
    name = ending or request.query_params.get("format", "")
    kind = media_type(name) if name else negotiate(request.headers.get("accept"), offered)
    if kind is None or kind not in offered:
        raise FaultError(NO_FORMAT)
    return kind


def _page(html: str) -> HTMLResponse:
    return HTMLResponse(html, headers={"Vary": "Accept"})


def _data(body: bytes, kind: str) -> Response:
    headers = {"Vary": "Accept", "Content-Type": content_type(kind), "Access-Control-Allow-Origin": "*"}
    return Response(body, headers=headers)


def _nodes(branch: Branch) -> list[Node]:
    return [branch.node, *(node for child in branch.children for node in _nodes(child))]
