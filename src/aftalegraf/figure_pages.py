"""Show the figures: what the agreements want to measure, and each measure by place and time, as page and as file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import Query, Request
from fastapi.responses import RedirectResponse, Response

from aftalegraf.answers import slug
from aftalegraf.errors import UnknownNameError
from aftalegraf.faults import NO_FIGURES, FaultError
from aftalegraf.figure_chart import chart, mode
from aftalegraf.figure_choice import Choice, choose
from aftalegraf.figure_files import as_csv, as_workbook, period_words
from aftalegraf.figure_list import Digest, Wishes, digest, measuring, wishes
from aftalegraf.figure_table import View, view
from aftalegraf.figures import Measure, cube
from aftalegraf.geography import Place, by_name, municipalities, places
from aftalegraf.pages import OfLanguage, OfSite, file_answer, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.pictures import png
from aftalegraf.rendering import Site
from aftalegraf.views import address

router = router_of_pages()
ENDINGS: Final = ("xlsx", "csv", "svg", "png")
PICTURE_TYPES: Final = {"svg": "image/svg+xml", "png": "image/png"}
EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS: Final = (("wide", 1100), ("middle", 640), ("narrow", 300))  # in pixels; the stylesheet shows the one that fits
Chosen = Annotated[list[str] | None, Query()]


@router.get("/tal", response_model=None)
def figures(
    site: OfSite, request: Request, language: OfLanguage, maal: str = "", sted: Chosen = None
) -> str | Response:
    """What the agreements want to measure, with the newest figures; or the measure that a form asks for."""
    if maal:
        measure = _measure(site, maal)
        query = urlencode([("sted", name) for name in sted or () if name])
        return _moved(request, f"/tal/{slug(measure.iri)}{'?' if query else ''}{query}")
    found, wanted = _cube(site), _wishes(site)
    used = {one.measured.value for wish in wanted for one in wish.all if one.measured}
    return show(
        request,
        "figures.html",
        "/tal",
        cube=found,
        wishes=wanted,
        digests=site.keep(("figure-digests",), lambda: _digests(site, found, wanted)),
        wanted_measures=by_name(site.world, used),
        other_measures=by_name(site.world, found.keys() - used),
        known=_places(site),
        regions={wish.region: _around(site, wish.region) for wish in wanted},
        period=partial(period_words, language=language),
    )


@router.get("/tal/{name}.{ending}", response_model=None)
def file(
    site: OfSite,
    language: OfLanguage,
    name: str,
    ending: str,
    sted: Chosen = None,
    fra: str = "",
    til: str = "",
    sorter: str = "",
    separator: str = "",
) -> Response:
    """The figures of a measure as a workbook (xlsx), as CSV or as a picture (svg, png)."""
    if ending not in ENDINGS:
        raise UnknownNameError("format", ending, ENDINGS)
    shown = _view(site, _measure(site, name), _choice(site, sted, (fra, til), sorter))
    kept = f"aftalegraf-{name}.{ending}"
    if ending == "xlsx":
        return file_answer(as_workbook(site.world, shown, language), EXCEL, kept)
    if ending in PICTURE_TYPES:
        if not shown.groups:
            raise FaultError(NO_FIGURES)
        svg = chart(site.world, shown, language, WIDTHS[0][1])
        return file_answer(png(svg) if ending == "png" else svg, PICTURE_TYPES[ending], kept)
    sign = ";" if separator == "semikolon" else ","
    return file_answer(as_csv(site.world, shown, language, sign), "text/csv; charset=utf-8", kept)


@router.get("/tal/{name}", response_model=None)
def one(
    site: OfSite,
    request: Request,
    language: OfLanguage,
    name: str,
    sted: Chosen = None,
    fra: str = "",
    til: str = "",
    sorter: str = "",
) -> str | Response:
    """One measure by place and time. What an agreement calls it leads here too, or to its own page without figures."""
    bare = next((w.iri for wish in _wishes(site) for w in wish.all if slug(w.iri) == name and not w.measured), "")
    if bare:
        return _moved(request, address(bare))
    measure = _measure(site, name)
    if slug(measure.iri) != name:
        return _moved(request, f"/tal/{slug(measure.iri)}{'?' if request.url.query else ''}{request.url.query}")
    choice = _choice(site, sted, (fra, til), sorter)
    shown = _view(site, measure, choice)
    return show(
        request,
        "figure.html",
        "/tal",
        measure=measure,
        choice=choice,
        view=shown,
        known=_places(site),
        communes=_communes(site),
        measuring=measuring(_wishes(site), measure.iri),
        kin=_kin(site, measure),
        asked=_asked(site, measure),
        years=sorted({year for f in measure.figures for year in f.period.years}),
        query=partial(_query, choice),
        mode=mode(shown),
        charts=[(name, chart(site.world, shown, language, width)) for name, width in WIDTHS],
        period=partial(period_words, language=language),
    )


def _asked(site: Site, measure: Measure) -> str:
    """The newest period that municipalities are compared in, for the question about it; empty where there is none."""
    known = set(_communes(site))
    spans = [figure.period for figure in measure.figures if figure.area in known]
    return max(spans, key=lambda span: span.last).iri if spans else ""


def _view(site: Site, measure: Measure, choice: Choice) -> View:
    return view(site.world, measure, _places(site), choice)


def _choice(site: Site, wanted: Chosen, years: tuple[str, str], order: str) -> Choice:
    return choose(_places(site), _communes(site), wanted or (), years, order)


def _query(choice: Choice, order: str | None = None, **more: str) -> str:
    """The part of an address that asks for a choice, perhaps in another order."""
    pairs = [("sted", name) for name in choice.ids]
    pairs += [(name, str(year)) for name, year in (("fra", choice.first), ("til", choice.last)) if year is not None]
    chosen = choice.order if order is None else order
    found = urlencode([*pairs, *([("sorter", chosen)] if chosen else []), *more.items()])
    return f"?{found}" if found else ""


def _measure(site: Site, name: str) -> Measure:
    """A measure by its id, or by the id of what an agreement wants to measure by it.

    Raises UnknownNameError for one that nothing is measured for.
    """
    by_id = {slug(iri): measure for iri, measure in _cube(site).items()}
    for wish in _wishes(site):
        for wanted in wish.all:
            if wanted.measured:
                by_id.setdefault(slug(wanted.iri), _cube(site)[wanted.measured.value])
    if name not in by_id:
        raise UnknownNameError("thing", name, by_id)
    return by_id[name]


def _kin(site: Site, measure: Measure) -> tuple[str, ...]:
    """Measures of the same in a part of the people: their names begin with the name of this one, and a comma."""
    label = site.world.label(measure.iri)
    return tuple(
        iri
        for iri in by_name(site.world, _cube(site))
        if site.world.label(iri).startswith(f"{label},") or label.startswith(f"{site.world.label(iri)},")
    )


def _digests(site: Site, found: Mapping[str, Measure], wanted: tuple[Wishes, ...]) -> Mapping[tuple[str, str], Digest]:
    """Each measure in a few numbers, for the whole country ("") and for the region of each agreement."""
    regions = {wish.region: _around(site, wish.region) for wish in wanted}
    whole = {(iri, ""): digest(measure) for iri, measure in found.items()}
    return whole | {
        (iri, region): digest(measure, {region, *place.municipalities})
        for iri, measure in found.items()
        for region, place in regions.items()
    }


def _around(site: Site, region: str) -> Place:
    return next(place for place in _places(site) if place.iri == region)


def _cube(site: Site) -> Mapping[str, Measure]:
    return site.keep(("figure-cube",), lambda: cube(site.world))


def _wishes(site: Site) -> tuple[Wishes, ...]:
    return site.keep(("figure-wishes",), lambda: wishes(site.world))


def _places(site: Site) -> tuple[Place, ...]:
    return site.keep(("figure-places",), lambda: places(site.world))


def _communes(site: Site) -> tuple[str, ...]:
    return site.keep(("figure-municipalities",), lambda: municipalities(site.world))


def _moved(request: Request, path: str) -> RedirectResponse:
    return RedirectResponse(f"{request.scope.get('root_path', '')}{path}", 303)
