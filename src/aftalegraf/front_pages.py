"""Show the front page and what a search finds."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Depends, Request

from aftalegraf import overview
from aftalegraf.answers import choices
from aftalegraf.exemptions import today
from aftalegraf.glance import glances, unread
from aftalegraf.languages import LANGUAGES
from aftalegraf.moments import calendar
from aftalegraf.outline import outline
from aftalegraf.pages import OfLanguage, OfSite, index_of, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.rendering import Site

router = router_of_pages()
FLAGSHIP: Final = "indikatorer-for-nationalt-maal"


def prepare(site: Site) -> None:
    """Make the numbers of the front page, so that the first visitor does not wait for them."""
    _kept(site)


def look_ahead(site: Site) -> None:
    """Make what takes long, in the background: what is searched and traced, the reviews and what they tell in short."""
    index_of(site)
    site.tracing.look_ahead()
    for language in LANGUAGES:
        site.words_of_links(language)
        site.reports(language)
        _reviews(site, language)


@router.get("/")
def front(site: OfSite, request: Request, language: OfLanguage, day: Annotated[str, Depends(today)]) -> str:
    """What is in here, and each agreement at a glance: what to do first, what comes next, what is not linked."""
    flagship = site.world.questions.get(FLAGSHIP)
    kept = _kept(site)
    return show(
        request,
        "front.html",
        "/",
        **kept,
        flagship=flagship,
        goals=choices(site.world, flagship.parameters[0]) if flagship else (),
        reviews=_reviews(site, language),
        calendars={glance.agreement: calendar(glance.moments, day) for glance in kept["glances"]},
        today=day,
    )


@router.get("/soeg")
def search(site: OfSite, request: Request, language: OfLanguage, q: str = "", slags: str = "") -> str:
    """What is found by its name, by kind; all of one kind where it is asked for."""
    return show(request, "search.html", "/soeg", found=index_of(site).search(q, language, slags), slags=slags)


def _kept(site: Site) -> dict[str, Any]:
    """What the front page tells at any time."""
    world = site.world
    found = site.keep(("glances",), lambda: glances(world))
    return {
        "glances": found,
        "unread": site.keep(("unread",), lambda: unread(world)),
        "gaps": site.keep(("gaps",), lambda: {one.agreement: overview.gaps(world, one.agreement) for one in found}),
        "contested": site.keep(("contested",), lambda: overview.contested(world)),
        "totals": site.keep(("totals",), lambda: overview.totals(world)),
    }


def _reviews(site: Site, language: str) -> dict[str, overview.Judged] | None:
    """What the reviews tell of each agreement, or None while they are not made: the page does not wait for them."""
    reports = site.reviewed(language)
    if reports is None:
        return None

    def made() -> dict[str, overview.Judged]:
        read = {glance.agreement for glance in _kept(site)["glances"]}
        return {
            report.agreement: overview.judged(report, outline(site.world, report, language), language)
            for report in reports
            if report.agreement in read
        }

    return site.keep_today(("judged", language), made)
