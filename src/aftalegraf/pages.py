"""Give the rooms of the web what they share: what a request asks for, and how an answer is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from aftalegraf.answers import DEFAULT_GROUND
from aftalegraf.errors import UnknownNameError
from aftalegraf.exchange import address_of
from aftalegraf.faults import NO_FORMAT, FaultError
from aftalegraf.formats import PAGE_TYPES, content_type, media_type, negotiate
from aftalegraf.languages import LANGUAGES
from aftalegraf.pictures import first_agreement
from aftalegraf.rendering import ROOTS, Site
from aftalegraf.search import Index
from aftalegraf.statements import GROUNDS

TRACING: Final = "/sammenhaeng"  # the room of how things hang together, which several modules show


def router() -> APIRouter:
    """A router for pages: they are no part of the description of the REST interface."""
    return APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


def site_of(request: Request) -> Site:
    """The site that the app was made with."""
    site: Site = request.app.state.site
    return site


def language_of(request: Request) -> str:
    """The language asked for: by the address of the page, or by ?language= for a file."""
    root = request.scope.get("root_path", "")
    wanted = next((name for name in LANGUAGES if ROOTS[name] and root.endswith(ROOTS[name])), "")
    asked = request.query_params.get("language", "")
    return wanted or (asked if asked in LANGUAGES else LANGUAGES[0])


def path_of(request: Request) -> str:
    """The path asked for without the language, as a link has it; it never begins with the name of a host."""
    return "/" + quote(request.scope["path"].removeprefix(request.scope.get("root_path", "")).lstrip("/"))


def ground_of(grundlag: Annotated[str, Query()] = DEFAULT_GROUND) -> str:
    """The ground asked for. Raises UnknownNameError when there is none of that name."""
    if grundlag and grundlag not in GROUNDS:
        raise UnknownNameError("ground", grundlag, GROUNDS)
    return grundlag or DEFAULT_GROUND


def agreement_of(site: Annotated[Site, Depends(site_of)], aftale: Annotated[str, Query()] = "") -> str:
    """The agreement asked for by its id, IRI or name, else the first. Raises what Tracing.agreement raises."""
    return agreement_or_all(site, aftale) or first_agreement(site.world)


def agreement_or_all(site: Annotated[Site, Depends(site_of)], aftale: Annotated[str, Query()] = "") -> str:
    """The agreement asked for, "" for all."""
    return site.tracing.agreement(aftale) if aftale.strip() else ""


OfSite = Annotated[Site, Depends(site_of)]
OfLanguage = Annotated[str, Depends(language_of)]
OfGround = Annotated[str, Depends(ground_of)]
OfAgreement = Annotated[str, Depends(agreement_of)]
OfAgreementOrAll = Annotated[str, Depends(agreement_or_all)]


def index_of(site: Site) -> Index:
    """What is searched, made at first need."""
    return site.tracing.index


def show(request: Request, template: str, path: str, **data: object) -> str:
    """A page as HTML in the language of the request; `path` is the address that the menu knows it by."""
    asked = "&".join(pair for pair in request.url.query.split("&") if not pair.startswith("language="))
    query = f"?{asked}" if asked else ""
    return site_of(request).page(template, path, language_of(request), path_of(request) + query, **data)


def page_answer(html: str, status: int = 200) -> HTMLResponse:
    """A page that is also to be had as data."""
    return HTMLResponse(html, status, headers={"Vary": "Accept"})


def data_answer(body: bytes, kind: str) -> Response:
    """Data of a media type, to be read from anywhere."""
    headers = {"Vary": "Accept", "Content-Type": content_type(kind), "Access-Control-Allow-Origin": "*"}
    return Response(body, headers=headers)


def file_answer(body: bytes | str, kind: str, name: str) -> Response:
    """A file to keep, by its name."""
    return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def kind_of(request: Request, ending: str, offered: Sequence[str] = PAGE_TYPES) -> str:
    """The media type to answer with: by the address's ending, by ?format=, else by the Accept header."""
    name = ending or request.query_params.get("format", "")
    kind = media_type(name) if name else negotiate(request.headers.get("accept"), offered)
    if kind is None or kind not in offered:
        raise FaultError(NO_FORMAT)
    return kind


def own_address(request: Request) -> str:
    """Where the client found this server, if the Host header is one; else the lasting address of the project."""
    return address_of(request.scope)
