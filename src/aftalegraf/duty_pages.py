"""Show who owes what to whom and when, and agreements side by side."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Final

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from aftalegraf import duty_overview, moments, side_by_side_list, transitions
from aftalegraf.answers import GROUND, slug
from aftalegraf.dated import month
from aftalegraf.duties import ADDRESSED
from aftalegraf.duty_choice import Shown, ordered
from aftalegraf.duty_list import remarks
from aftalegraf.duty_words import TEXTS, counted, receivers
from aftalegraf.errors import UnknownNameError
from aftalegraf.exemptions import today
from aftalegraf.named import thing_named
from aftalegraf.namespaces import ID
from aftalegraf.pages import TRACING as MENU
from aftalegraf.pages import OfGround, OfLanguage, OfSite, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.rendering import ROOTS, Site
from aftalegraf.views import classes, query_of

router = router_of_pages()
PATH: Final = f"{MENU}/hvem-skal-hvad"
SIDES: Final = f"{MENU}/side-om-side"
UNOWNED: Final = "uden-ejer"
_FLAGS: Final = {"": False, "false": False, "true": True}

OfDay = Annotated[str, Depends(today)]


def unowned_of(text: Annotated[str, Query(alias=UNOWNED)] = "") -> bool:
    """Whether only what nobody has is asked for. Raises UnknownNameError for what is neither true nor false."""
    if text not in _FLAGS:
        raise UnknownNameError("value", text, ("true", "false"))
    return _FLAGS[text]


@router.get(PATH)
def duties(
    site: OfSite,
    request: Request,
    language: OfLanguage,
    ground: OfGround,
    day: OfDay,
    unowned: Annotated[bool, Depends(unowned_of)],
    aftale: str = "",
) -> str:
    """Who has how many duties, what has a time, what nobody has, and the forums of which no task was read."""
    shown = site.tracing.duties("", aftale, ground, unowned=unowned)
    told = shown.found.told
    owed = [duty for duty in told if duty.owed]
    return show(
        request,
        "duties.html",
        MENU,
        owed=owed,
        may=len(told) - len(owed),
        loose=ordered(site.world, (duty for duty in owed if not duty.owner)),
        owners=duty_overview.owners(site.world, told),
        bases=duty_overview.bases(site.world, owed),
        **_told(site, shown, language, day),
    )


@router.get(PATH + "/{actor}")
def actor_duties(
    site: OfSite,
    request: Request,
    language: OfLanguage,
    ground: OfGround,
    day: OfDay,
    actor: str,
    aftale: str = "",
) -> Response:
    """What one body owes and to whom, what it gets, and what is read in the same lines and has another owner.

    The address of its id is the lasting one; a name leads there. Raises UsageError for a name that several have.
    """
    world = site.world
    iri = thing_named(world, actor, sorted(site.tracing.bodies), "body")
    if slug(iri) != actor:
        there = f"{ROOTS[language]}{PATH}/{slug(iri)}"
        return RedirectResponse(f"{there}?{request.url.query}" if request.url.query else there, 303)
    shown = site.tracing.duties(actor, aftale, ground)
    kinds = classes(world, iri)
    changes = site.keep(("changes",), lambda: transitions.changes(world))
    told = shown.found.told
    alike = duty_overview.named_alike(world, iri, sorted(site.tracing.bodies))
    national = any(other.startswith(f"{ID}aktoer/") for other in alike)  # Sundhedsstyrelsen is one in all regions
    page = show(
        request,
        "duty_actor.html",
        MENU,
        iri=iri,
        kind=kinds[0] if kinds else "",
        fate=transitions.fate(world, iri, kinds, changes),
        owed=[duty for duty in told if duty.owed],
        parts=duty_overview.by_weight(world, told),
        gets=ordered(world, shown.gets),
        beside=ordered(world, shown.beside),
        alike=alike,
        general=not national and any(duty.by == ADDRESSED and not duty.agreements for duty in told),
        **_told(site, shown, language, day),
    )
    return HTMLResponse(page)


@router.get(SIDES)
def sides(
    site: OfSite,
    request: Request,
    language: OfLanguage,
    ground: OfGround,
    aftale: Annotated[list[str] | None, Query()] = None,
) -> str:
    """Agreements side by side: those asked for, else those whose text is at hand."""
    every = site.tracing.agreements_known
    at_hand = site.tracing.agreements()
    named = [name for name in aftale or () if name] or at_hand
    found = site.tracing.compare(named, ground) if len(named) > 1 else None
    chosen = [side.agreement for side in found.sides] if found else [site.tracing.agreement(named[0])]
    return show(
        request,
        "side_by_side.html",
        MENU,
        found=found,
        parts=side_by_side_list.parts(site.world, found) if found else (),
        names=side_by_side_list.PART_NAMES[language],
        added=side_by_side_list.ADDED,
        texts=side_by_side_list.TEXTS[language],
        chosen=chosen,
        every=(*at_hand, *(iri for iri in every if iri not in at_hand)),
        at_hand=at_hand,
        ground=ground,
        api_query=query_of(aftale=chosen, grundlag=ground),
    )


def _told(site: Site, shown: Shown, language: str, day: str) -> dict[str, object]:
    """What both pages tell of a choice: what has a time as of a day, how it was made, and the choice itself."""
    written = partial(month, language=language)
    chosen = {"aftale": shown.agreement, GROUND: shown.ground}
    asked = {"aktoer": "".join(shown.owners[:1]), **chosen, UNOWNED: "true" if shown.unowned else ""}
    return {
        "shown": shown,
        "agreements": dict.fromkeys((*site.tracing.agreements(), *filter(None, (shown.agreement,)))),
        "agenda": duty_overview.agenda(shown.found.told, day),
        "day": day,
        "over": _over(site, shown, day),
        "texts": TEXTS[language],
        "remarks": remarks(site.world, shown, language, written),
        "counted": lambda deadline: counted(deadline, language, written),
        "query": query_of(**chosen),
        "api_query": query_of(**asked),
        "weight_of": duty_overview.weight,
        "receivers": partial(receivers, site.world),
    }


def _over(site: Site, shown: Shown, day: str) -> dict[str, moments.Moment]:
    """The agreements of the duties whose term has ended on a day, each with what tells it."""
    found = {}
    for iri in sorted({iri for duty in shown.found.told for iri in duty.agreements}):
        told = site.keep(("moments", iri), partial(moments.moments, site.world, iri))
        ended = moments.over(told, iri, day)
        if ended:
            found[iri] = ended
    return found
