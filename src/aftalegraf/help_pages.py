"""Show how to read the pages, and who answers for them."""

from __future__ import annotations

from fastapi import Request

from aftalegraf.pages import router as router_of_pages
from aftalegraf.pages import show

router = router_of_pages()


@router.get("/om")
def about(request: Request) -> str:
    """How to read the pages, and who answers for them."""
    return show(request, "about.html", "/om")
