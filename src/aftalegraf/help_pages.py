"""Help people to use the pages: help by task, a tour, who answers for it all, and accessibility."""

from __future__ import annotations

from fastapi import Request

from aftalegraf.errors import UnknownNameError
from aftalegraf.guide import WORDS, documents, tasks, tour
from aftalegraf.pages import OfLanguage, OfSite, show
from aftalegraf.pages import router as router_of_pages

router = router_of_pages()


@router.get("/hjaelp")
def helping(request: Request, language: OfLanguage) -> str:
    """What one can do here, how to read the answers, and the words."""
    return show(request, "help.html", "/hjaelp", tasks=tasks(language), words=WORDS)


@router.get("/rundtur")
def touring(request: Request, language: OfLanguage, trin: str = "1") -> str:
    """One step of the tour, with the way to the others."""
    steps = tour(language)
    step = next((step for step in steps if str(step.number) == (trin or "1")), None)
    if step is None:
        raise UnknownNameError("thing", f"trin {trin}", ())
    return show(request, "tour.html", "/hjaelp", steps=steps, step=step)


@router.get("/om")
def about(site: OfSite, request: Request) -> str:
    """What is here, what to rely on, and who answers for it."""
    return show(request, "about.html", "/om", documents=site.keep(("documents",), lambda: documents(site.world)))


@router.get("/tilgaengelighed")
def accessibility(request: Request) -> str:
    """What was done and tried for accessibility, and a template for the owner's own statement."""
    return show(request, "accessibility.html", "/tilgaengelighed")
