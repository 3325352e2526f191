"""Show what we read: the documents, the legal sources, and what is referred to but not at hand."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Query, Request

from aftalegraf import documents
from aftalegraf.documents import AT_HAND, ON_THE_WEB
from aftalegraf.errors import UnknownNameError
from aftalegraf.pages import OfSite, show
from aftalegraf.pages import router as router_of_pages

router = router_of_pages()

VIEWS: Final = ("dokumenter", "retskilder", "mangler", "net")


@router.get("/kilder")
def sources(site: OfSite, request: Request, vis: Annotated[str, Query()] = "") -> str:
    """The documents at hand, the law, what is missing, or the pages on the web."""
    view = vis or VIEWS[0]
    if view not in VIEWS:
        raise UnknownNameError("view", vis, VIEWS)
    world = site.world
    data: dict[str, object] = {
        "held": site.keep(("documents", AT_HAND), lambda: documents.documents(world, AT_HAND)),
        "missing": site.keep(("documents", "missing"), lambda: documents.missing(world)),
        "laws": site.keep(("documents", "laws"), lambda: documents.laws(world)),
        "pages": site.keep(("documents", ON_THE_WEB), lambda: documents.documents(world, ON_THE_WEB)),
    }
    return show(request, "sources.html", "/kilder", view=view, **data)
