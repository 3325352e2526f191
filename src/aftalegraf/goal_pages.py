"""Show the goals of an agreement: as a tree, as den røde tråd, and each view as a file."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.responses import Response

from aftalegraf import goal_views, views
from aftalegraf.answers import GROUND_LABELS, slug
from aftalegraf.branches import Branch, deepest, size, tree, under
from aftalegraf.errors import UnknownNameError
from aftalegraf.goal_views import View, nodes_of, open_to, spoken, tallied
from aftalegraf.pages import OfAgreement, OfGround, OfLanguage, OfSite, file_answer, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.pictures import FORMATS, VIEWS, Order, draw, picture
from aftalegraf.rendering import ROOTS, Site
from aftalegraf.resources import resource
from aftalegraf.tables import about, as_csv, as_workbook, thread_tables, tree_tables

router = router_of_pages()
PICTURE_TYPES: Final = {
    "svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "html": "text/html; charset=utf-8",
}  # fmt: skip
TREE: Final = "tree"
TABLES: Final = (TREE, "thread")
TABLE_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def view_of(site: OfSite, agreement: OfAgreement, ground: OfGround, language: OfLanguage, omraade: str = "") -> View:
    """What the reader has chosen. Raises UnknownNameError for an area that no agreement has."""
    if omraade and omraade not in site.things:
        raise UnknownNameError("thing", omraade, site.things)
    key = ("goals", agreement, ground, language)
    whole = site.keep(key, lambda: goal_views.view(site.world, agreement, ground, language))
    return goal_views.within(whole, omraade) if omraade else whole


OfView = Annotated[View, Depends(view_of)]


@router.get("/maal")
def goals(site: OfSite, request: Request, view: OfView, vis: str = "", part: str = "") -> str:
    """The agreement as a tree, with one thing of it in detail; with `part` the detail alone, for the script."""
    branch = _tree(site, view)
    nodes = site.keep(("tree-nodes", *_key(view)), lambda: nodes_of(branch))
    chosen = nodes.get(vis) or view.agreement
    if vis and vis not in nodes and vis not in site.things:
        raise UnknownNameError("thing", vis, nodes)
    found = site.keep(("thing", chosen.iri, view.language), lambda: resource(site.world, chosen.iri, view.language))
    detail = {"chosen": found, "view": view, **views.detail(site.world, found, view.language)}
    if part:
        return show(request, "goal_detail.html", "/maal", **detail)
    return show(
        request,
        "goals.html",
        "/maal",
        branch=branch,
        vis=vis if vis in nodes else "",
        missed=bool(vis) and vis not in nodes,
        many=size(branch) > goal_views.MANY,
        deep=deepest(branch),
        opened=open_to(branch, vis),
        tally=tallied(branch, view.language),
        **detail,
    )


@router.get("/roed-traad")
def red_thread(site: OfSite, request: Request, view: OfView) -> str:
    """Den røde tråd as a picture, and the same in words."""

    def here(iri: str) -> str:
        return views.address(iri, ROOTS[view.language])

    _, svg = site.keep(("svg", *_key(view)), lambda: draw(site.world, "thread", _order(view, here)))
    return show(request, "thread.html", "/maal", view=view, svg=svg, spoken=spoken(view))


@router.get("/billeder/{name}.{form}")
def still(site: OfSite, view: OfView, name: str, form: str) -> Response:
    """A picture to keep: tree, thread or coverage as svg, png, pdf or html. Its links are the public ones."""

    def public(iri: str) -> str:
        here = views.address(iri, ROOTS[view.language])
        return f"{site.base_url}{here}" if site.base_url and here.startswith("/") else iri

    _offered(name, form, VIEWS, FORMATS)
    key = ("picture", name, form, *_key(view))
    body = site.keep(key, lambda: picture(site.world, name, form, _order(view, public)))
    return file_answer(body, PICTURE_TYPES[form], _file_name(view, name, form))


@router.get("/tabeller/{name}.{form}")
def table(site: OfSite, view: OfView, name: str, form: str) -> Response:
    """A table to keep: tree or thread as an Excel file or as CSV for Danish Excel."""
    _offered(name, form, tuple(TABLES), tuple(TABLE_TYPES))
    body = site.keep(("table", name, form, *_key(view)), lambda: _table(site, view, name, form))
    return file_answer(body, TABLE_TYPES[form], _file_name(view, name, form))


def _offered(name: str, form: str, names: tuple[str, ...], forms: tuple[str, ...]) -> None:
    """Raises UnknownNameError for a view or a format that there is none of."""
    for what, given, known in (("view", name, names), ("format", form, forms)):
        if given not in known:
            raise UnknownNameError(what, given, known)


def _table(site: Site, view: View, name: str, form: str) -> bytes:
    if name == TREE:
        tables = tree_tables(_tree(site, view), view.language)
    else:
        tables = thread_tables(site.world, view.thread, view.language)
    head = about(view.about(GROUND_LABELS[view.ground][view.language]), view.language)
    if form == "xlsx":
        return as_workbook((*tables, head))
    note = ". ".join(": ".join(str(part) for part in row if part) for row in head.rows)
    return as_csv(tables[0], note, view.language)


def _tree(site: Site, view: View) -> Branch:
    def made() -> Branch:
        whole = tree(site.world, view.agreement.iri, view.ground, view.language)
        return under(whole, view.thread.within.iri) if view.thread.within else whole

    return site.keep(("tree", *_key(view)), made)


def _order(view: View, href: goal_views.Href) -> Order:
    area = view.thread.within.iri if view.thread.within else ""
    return Order(view.ground, view.agreement.iri, area, view.language, href)


def _key(view: View) -> tuple[str, ...]:
    """What the view is kept by."""
    area = slug(view.thread.within.iri) if view.thread.within else ""
    return view.agreement.iri, view.ground, area, view.language


def _file_name(view: View, name: str, form: str) -> str:
    area = (slug(view.thread.within.iri),) if view.thread.within else ()
    language = () if view.language == "da" else (view.language,)
    return f"{'-'.join(('aftalegraf', slug(view.agreement.iri), name, view.ground, *area, *language))}.{form}"
