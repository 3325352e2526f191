"""Show how the work is organised: forums by region and level, who decides what, what changes, and the actors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Final

from fastapi import Query, Request

from aftalegraf import actors, organisation, transitions
from aftalegraf.answers import slug
from aftalegraf.errors import UnknownNameError
from aftalegraf.namespaces import AFT, ID
from aftalegraf.ordering import danish
from aftalegraf.pages import OfLanguage, OfSite, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.rendering import Site
from aftalegraf.report_view import quoted
from aftalegraf.results import MET, NOT_MET, UNDECIDED, Report, Result
from aftalegraf.transitions import Change, Fate
from aftalegraf.views import classes

router = router_of_pages()

VIEWS: Final = ("vejledningen", "beslutninger", "over-tid")  # beside those of the regions
_ORDER: Final = {NOT_MET: 0, UNDECIDED: 1, MET: 2}


@router.get("/fora")
def forums(site: OfSite, request: Request, language: OfLanguage, vis: Annotated[str, Query()] = "") -> str:
    """The forums of a region or of the guidance, who decides what, or what happens over time."""
    regions = _regions(site)
    views = (*regions, *VIEWS)
    view = vis or views[0]
    if view not in views:
        raise UnknownNameError("view", vis, views)
    if view in regions:
        data = site.keep_today(("forums", view, language), lambda: _region(site, view, language))
    elif view == "vejledningen":
        data = {"kinds": site.keep(("forums", view), lambda: organisation.kinds(site.world))}
    elif view == "beslutninger":
        data = {"decisions": site.keep(("forums", view), lambda: _decisions(site))}
    else:
        data = site.keep(("forums", view), lambda: _over_time(site))
    day = transitions.reform(_changes(site))
    return show(request, "forums.html", "/fora", view=view, regions=regions, day=day, **data)


@router.get("/aktoerer")
def all_actors(site: OfSite, request: Request, slags: Annotated[str, Query()] = "") -> str:
    """The actors of one kind, with what each has to do with."""
    counts = site.keep(("actors",), lambda: actors.counts(site.world))
    names = {iri.removeprefix(AFT): iri for iri in counts}
    if slags and slags not in names:
        raise UnknownNameError("kind", slags, names)
    kind = names[slags or next(iter(names))]
    found = site.keep(("actors", kind), lambda: actors.actors(site.world, kind))
    return show(request, "actors.html", "/fora", regions=_regions(site), kinds=counts, kind=kind, actors=found)


def _regions(site: Site) -> dict[str, str]:
    """The regions whose organisation documents at hand tell of, by the name of their view."""
    return {slug(iri): iri for iri in _documents(site)}


def _documents(site: Site) -> Mapping[str, tuple[str, ...]]:
    return site.keep(("forums by region",), lambda: organisation.by_region(site.world))


def _region(site: Site, view: str, language: str) -> dict[str, object]:
    region = _regions(site)[view]
    documents = _documents(site)[region]
    reports = site.reports(language)
    found = organisation.forums(site.world, documents)
    clusters = organisation.registered(site.world, region)
    return {
        "documents": tuple(f"{ID}dokument/{slug}" for slug in documents),
        "levels": organisation.levels(found),
        "clusters": clusters,
        "fates": {iri: _fate(site, iri) for iri in (*(forum.iri for forum in found), *clusters)},
        "held": {forum.iri: _held(reports, forum.iri) for forum in found},
        "quoted": quoted(site.world),
        "totals": {forum.iri: organisation.total(forum.members) for forum in found},
    }


def _held(reports: Iterable[Report], iri: str) -> tuple[Result, ...]:
    """What the review says of a forum: departures and shortcomings first, then what cannot be decided."""
    results = {
        (result.rule.id, result.focus): result
        for report in reports
        for result in report.results
        if result.focus == iri and not result.rule.binds
    }
    return tuple(sorted(results.values(), key=lambda result: _ORDER[result.outcome]))


def _decisions(site: Site) -> tuple[tuple[str, tuple[actors.Decision, ...]], ...]:
    """What is decided, each thing with those who have a part in it; first where most have."""
    found: dict[str, list[actors.Decision]] = {}
    for decision in actors.decisions(site.world):
        found.setdefault(decision.other.value, []).append(decision)
    parts = sorted(found.items(), key=lambda pair: (-len(pair[1]), danish(site.world.label(pair[0]))))
    return tuple((what, tuple(who)) for what, who in parts)


def _over_time(site: Site) -> dict[str, object]:
    changes = _changes(site)
    found = {
        region: tuple(forum.iri for forum in organisation.forums(site.world, documents))
        for region, documents in _documents(site).items()
    }
    return {
        "changes": changes,
        "passings": transitions.passings(site.world),
        "bodies": found,
        "fates": {iri: _fate(site, iri) for iris in found.values() for iri in iris},
    }


def _changes(site: Site) -> tuple[Change, ...]:
    return site.keep(("changes",), lambda: transitions.changes(site.world))


def _fate(site: Site, iri: str) -> Fate:
    return site.keep(("fate", iri), lambda: transitions.fate(site.world, iri, classes(site.world, iri), _changes(site)))
