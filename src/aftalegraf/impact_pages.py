"""Show what depends on what, what happens over time, and what has changed between two days."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request

from aftalegraf import impact_views, link_words, transitions
from aftalegraf.difference_story import story
from aftalegraf.impact import Impact
from aftalegraf.impact_text import TEXTS as IMPACT
from aftalegraf.impact_text import by_kind, fate, on_the_day, resting_by_kind, uncoupled
from aftalegraf.impact_views import Asked
from aftalegraf.link_words import Words
from aftalegraf.ordering import danish
from aftalegraf.pages import TRACING as MENU
from aftalegraf.pages import OfGround, OfLanguage, OfSite, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.rendering import Site
from aftalegraf.statements import GROUNDS
from aftalegraf.succession_text import TEXTS as SUCCESSION
from aftalegraf.succession_text import instead, lost_with, standings_by_kind, together
from aftalegraf.validity import STATES, day_before, day_of

router = router_of_pages()
Day = Annotated[str, Query()]


@router.get(f"{MENU}/afhaengigheder")
def what_depends(site: OfSite, request: Request, language: OfLanguage, ground: OfGround, dato: Day = "") -> str:
    """What depends on things that end or documents that change, at a ground, and on a day if one is given."""
    say = site.words_of_links(language)
    asked = Asked(_things(site, request), ground, day_of(dato.strip()) if dato.strip() else "")
    offered = site.keep(("things to choose", language), lambda: impact_views.choices(say))
    names = site.keep(("names to choose", language), lambda: impact_views.names(say, offered))
    found = site.tracing.impact(asked.things, ground, asked.day) if asked.things else None
    data = _of_impact(say, found) if found else {}
    return show(request, "impact.html", MENU, asked=asked, offered=offered, names=names, say=say, found=found, **data)


def _of_impact(say: Words, found: Impact) -> dict[str, object]:
    """What the page shows of what was found."""
    return {
        "texts": IMPACT[say.language],
        "lost": by_kind(say, (each for each in found.dependents if each.lost)),
        "touched": by_kind(say, (each for each in found.dependents if not each.lost)),
        "resting": resting_by_kind(say, found.resting),
        "days": on_the_day(found),
        "fate": fate,
        "uncoupled": uncoupled(found),
        "weakest": link_words.weakest,
        "nothing_then": set(found.absent) >= {*found.gone, *found.changed},
    }


@router.get(f"{MENU}/over-tid")
def over_time(site: OfSite, request: Request, language: OfLanguage, dato: Day = "") -> str:
    """What ends and begins on a day, without one on that of the reform, and what takes its place task by task."""
    say = site.words_of_links(language)
    found = site.tracing.succession(dato.strip())
    return show(
        request,
        "succession.html",
        MENU,
        found=found,
        say=say,
        texts=SUCCESSION[language],
        ends=together(say, found.ends),
        added=sum(all(bound.ground == GROUNDS[-1] for bound in turn.told_by) for turn in found.ends),
        unknown=sorted(found.unknown, key=lambda iri: danish(say.label(iri))),
        begins=together(say, found.begins),
        full=together(say, found.full),
        lost=lost_with(say, found),
        standings=standings_by_kind(say, found),
        states=STATES,
        instead=instead,
        days=_days(site),
    )


@router.get(f"{MENU}/forskelle")
def between_days(
    site: OfSite, request: Request, language: OfLanguage, ground: OfGround, fra: Day = "", til: Day = ""
) -> str:
    """What holds on a day and not on another; without days on that of the reform and on the day before."""
    last = til.strip() or transitions.reform(site.keep(("changes",), lambda: transitions.changes(site.world)))
    first = fra.strip() or day_before(last)
    found, versions = site.tracing.diff(first, last, ground)
    told = story(site.world, found, versions, language)
    parts = [(part, impact_views.blocks_by_kind(part)) for part in reversed(told.parts)]
    return show(request, "differences.html", MENU, told=told, parts=parts, first=first, last=last, ground=ground)


def _days(site: Site) -> tuple[str, ...]:
    """The days on which something begins or ends."""
    bounds = site.tracing.dates.bounds
    return site.keep(("days",), lambda: tuple(sorted({b.first for b in bounds if b.first == b.last})))


def _things(site: Site, request: Request) -> tuple[str, ...]:
    """The things asked about, each once. Raises what Tracing.named raises."""
    return site.tracing.named(filter(None, map(str.strip, request.query_params.getlist("ting"))))
