"""Show how an agreement hangs together: what is linked, in tables, and why something is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from aftalegraf.answers import DEFAULT_GROUND, slug
from aftalegraf.chain_words import GROUND_WORDS, ways
from aftalegraf.chains import GOAL, OBJECTIVE
from aftalegraf.coupling import STATUSES
from aftalegraf.coupling_advice import stated_in
from aftalegraf.coupling_views import Tests, shown, tests_of
from aftalegraf.coupling_words import STATUS
from aftalegraf.crosstab import GOALS, NAMES, SHAPE, TASKS, Table
from aftalegraf.crosstab_area import of_area
from aftalegraf.crosstab_views import grid
from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.named import meant, thing_named
from aftalegraf.pages import TRACING as MENU
from aftalegraf.pages import OfAgreement, OfAgreementOrAll, OfGround, OfLanguage, OfSite, index_of, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.rendering import ROOTS, Site
from aftalegraf.rules import of_guidance
from aftalegraf.validity import day_of
from aftalegraf.views import query_of
from aftalegraf.why_not import WhyNot, of_own
from aftalegraf.why_view import SAID, left_out, outcome, why_stopped

TABLES: Final = f"{MENU}/tabeller"
WHY: Final = f"{MENU}/hvorfor-ikke"
CHAINS: Final = ("maal", "bestemmelser")
_LONGEST: Final = 200  # letters of a name that are read

router = router_of_pages()


@router.get(MENU)
def linked(
    site: OfSite,
    request: Request,
    first: OfAgreement,
    chosen: OfAgreementOrAll,
    ground: OfGround,
    language: OfLanguage,
    kaede: str = CHAINS[0],
    dato: str = "",
    status: str = "",
) -> str:
    """What is linked in an agreement's chain, or which provisions a rule tests: first what is missing, then all."""
    for what, given, known in (("view", kaede, CHAINS), ("value", status, ("", *STATUSES))):
        if given not in known:
            raise UnknownNameError(what, given, known)
    day = day_of(dato) if dato else ""
    if kaede == CHAINS[1]:
        rules = site.keep(("tested", chosen, language), lambda: _tests(site, chosen, language))
        return show(
            request, "coupling_rules.html", MENU, agreement=chosen, found=rules, status=status,
            status_words=STATUS[language], query=query_of,
        )  # fmt: skip
    (coupling,) = site.tracing.status(first, ground, day)
    return show(
        request, "coupling.html", MENU, agreement=first, ground=ground, day=day, status=status,
        found=shown(coupling, status, language), status_words=STATUS[language], query=query_of,
    )  # fmt: skip


def _tests(site: Site, agreement: str, language: str) -> Tests:
    return tests_of(site.world, site.tracing.provisions(agreement, language), language)


@router.get(TABLES)
def tables(site: OfSite, request: Request, chosen: OfAgreementOrAll, ground: OfGround, language: OfLanguage) -> str:
    """The six tables with their counts."""
    found = [
        grid(site.world, _table(site, name, chosen if name != TASKS else "", ground, language), language)
        for name in NAMES
    ]
    return show(request, "crosstabs.html", MENU, agreement=chosen, ground=ground, grids=found, query=query_of)


@router.get(f"{TABLES}/{{name}}")
def one_table(
    site: OfSite,
    request: Request,
    chosen: OfAgreementOrAll,
    ground: OfGround,
    language: OfLanguage,
    name: str,
    raekke: str = "",
    kolonne: str = "",
    side: str = "",
    omraade: str = "",
) -> str:
    """One table, with the ways behind a row, a column or a cell."""
    if name not in NAMES:
        raise UnknownNameError("table", name, NAMES)
    table = _table(site, name, chosen, ground, language)
    areas = site.tracing.areas(chosen, ground) if name == GOALS else {}
    area = _end(site, tuple(areas), omraade)
    table = of_area(table, area, areas) if area else table
    row, column = (_end(site, iris, given) for iris, given in ((table.rows, raekke), (table.columns, kolonne)))
    missed = None in (row, column)
    ends = ("", "") if missed else (row or "", column or "")
    found, known = grid(site.world, table, language, *ends, side), site.tracing.chains.things
    return show(
        request, "crosstab.html", MENU, agreement="" if name == TASKS else chosen, of_all=name == TASKS and chosen,
        ground=ground, grid=found, missed=missed,
        query=query_of, ways=ways, SHAPE=SHAPE, choosable=name != TASKS, decisive=name == GOALS,
        areas=tuple(areas), gathered=tuple(dict.fromkeys(known[iri].kind for iri in areas)), area=area or "",
        ignored=omraade if area is None else "", guided=of_guidance((*table.rows, *table.columns)),
    )  # fmt: skip


def _table(site: Site, name: str, agreement: str, ground: str, language: str) -> Table:
    """One table; that of the forums is of all."""
    agreement = "" if name == TASKS else agreement
    key = ("table", name, agreement, ground, language)
    return site.keep(key, lambda: site.tracing.table(name, agreement, ground, language))


def _end(site: Site, iris: tuple[str, ...], given: str) -> str | None:
    """The IRI of a row or column by its id, "" for nothing, None for what is there but not in the table.

    Raises UnknownNameError for what is nowhere.
    """
    found = {slug(iri).rpartition("#")[2]: iri for iri in iris}
    if not given or given in found:
        return found.get(given, "")
    if given not in site.things:
        raise UnknownNameError("thing", given, (*found, *site.things))
    return None


@router.get("/kobling")
def moved(request: Request, language: OfLanguage) -> RedirectResponse:
    """The objectives against the national goals had an address of their own."""
    names = {"maalsaetning": "raekke", "maal": "kolonne"}
    asked = urlencode([(names.get(name, name), value) for name, value in request.query_params.multi_items()])
    return RedirectResponse(f"{ROOTS[language]}{TABLES}/{GOALS}{'?' if asked else ''}{asked}", 301)


@dataclass(frozen=True, slots=True)
class Sought:
    """What was written in a field: the thing that it names, or those that it may mean; `several` if it names them."""

    text: str
    iri: str = ""
    meant: tuple[str, ...] = ()
    several: bool = False


@router.get(WHY)
def why(
    site: OfSite, request: Request, ground: OfGround, language: OfLanguage, fra: str = "", til: str = ""
) -> HTMLResponse:
    """The way from one thing to another, or the nearest that fails; a name that is not clear gives suggestions."""
    start, end = (_sought(site, text[:_LONGEST].strip()) for text in (fra, til))
    same = bool(start.iri) and start.iri == end.iri
    found = site.tracing.why(start.iri, end.iri, ground) if start.iri and end.iri and not same else None
    unclear = [one for one in (start, end) if one.text and not one.iri]
    status = 404 if any(not one.several for one in unclear) else 400 if unclear or same else 200
    page = show(
        request, "why_not.html", MENU, start=start, end=end, same=same, known=site.tracing.chains.things,
        SHAPE=SHAPE, grounds_named=GROUND_WORDS[language], ground=ground, found=found, query=query_of,
        offered=site.keep(("offered",), lambda: _offered(site)), **(_answer(site, found, language) if found else {}),
    )  # fmt: skip
    return HTMLResponse(page, status)


def _sought(site: Site, text: str) -> Sought:
    if not text:
        return Sought("")
    things = site.tracing.chains.things
    try:
        return Sought(text, thing_named(site.world, text, things))
    except UnknownNameError:
        return Sought(text, "", meant(site.world, index_of(site), text, things))
    except UsageError:
        return Sought(text, "", meant(site.world, index_of(site), text, things), several=True)


def _answer(site: Site, found: WhyNot, language: str) -> dict[str, Any]:
    """What the page says of an answer, and where one would look for each missing link."""
    tracing = site.tracing
    kinds = {one.kind for one in found.missing}
    alike = [link for link in tracing.links if link.kind in kinds]
    own = of_own(tracing.chains, alike, found.missing[0].source) if found.missing else ()
    look = [stated_in(own, one.kind, tracing.chains.lines) for one in found.missing]
    return {
        "words": SAID[language],
        "outcome": outcome(found),
        "stopped": why_stopped(found, language),
        "left_out": left_out(found),
        "look": look,
    }


def _offered(site: Site) -> tuple[tuple[str, ...], tuple[str, str]]:
    """What the fields offer, and two things to begin with: the first objective and the first national goal."""
    items = [item for one in site.tracing.status("", DEFAULT_GROUND) for item in one.items]
    firsts = (next((item.iri for item in items if item.kind == kind), "") for kind in (OBJECTIVE, GOAL))
    first, last = firsts
    return tuple(dict.fromkeys(item.iri for item in items)), (first, last)
