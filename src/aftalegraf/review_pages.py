"""Show the review of the agreements against the guidance."""

from __future__ import annotations

from fastapi import Request

from aftalegraf.pages import OfSite, show
from aftalegraf.pages import router as router_of_pages

router = router_of_pages()


@router.get("/gennemgang")
def review(site: OfSite, request: Request) -> str:
    """The review of the agreements against the guidance."""
    return show(request, "review.html", "/gennemgang", reports=site.reports())
