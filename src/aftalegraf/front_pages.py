"""Show the front page."""

from __future__ import annotations

from fastapi import Request

from aftalegraf import overview
from aftalegraf.answers import choices
from aftalegraf.pages import OfAgreement, OfSite, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.rendering import Site

router = router_of_pages()


@router.get("/")
def front(site: OfSite, request: Request, agreement: OfAgreement) -> str:
    """What this is, what is in it and what is not."""
    flagship = site.world.questions.get("indikatorer-for-nationalt-maal")
    return show(
        request,
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
