"""Show the goals of an agreement: as a tree, as den røde tråd, and against the national goals."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from aftalegraf import views
from aftalegraf.answers import slug
from aftalegraf.errors import UnknownNameError
from aftalegraf.pages import OfAgreement, OfGround, OfLanguage, OfSite, file_answer, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.pictures import draw, picture
from aftalegraf.rendering import ROOTS
from aftalegraf.resources import resource
from aftalegraf.trace import Branch, Node, coverage, thread, tree

router = router_of_pages()
PICTURE_TYPES = {"svg": "image/svg+xml", "png": "image/png", "html": "text/html; charset=utf-8"}


@router.get("/maal")
def goals(site: OfSite, request: Request, agreement: OfAgreement, vis: str = "") -> str:
    """The agreement as a tree, with one thing of it in detail."""
    branch = site.keep(("tree", agreement), lambda: tree(site.world, agreement))
    nodes = {slug(node.iri): node for node in _nodes(branch)}
    if vis and vis not in nodes:
        raise UnknownNameError("thing", vis, nodes)
    thing = nodes[vis].iri if vis else agreement
    chosen = site.keep(("thing", thing), lambda: resource(site.world, thing))
    return show(
        request, "goals.html", "/maal", branch=branch, chosen=chosen, vis=vis, **views.detail(site.world, chosen)
    )


@router.get("/roed-traad")
def red_thread(site: OfSite, request: Request, agreement: OfAgreement, ground: OfGround, language: OfLanguage) -> str:
    """Den røde tråd as a picture, with its links in a table."""
    key = (agreement, ground)

    def here(iri: str) -> str:
        return views.address(iri, ROOTS[language])

    _, svg = site.keep(("svg", *key, language), lambda: draw(site.world, "thread", ground, agreement, here))
    found = site.keep(("thread", *key), lambda: thread(site.world, agreement, ground))
    return show(request, "thread.html", "/roed-traad", agreement=agreement, ground=ground, svg=svg, thread=found)


@router.get("/kobling")
def covering(site: OfSite, request: Request, agreement: OfAgreement, ground: OfGround) -> str:
    """The objectives against the national goals."""
    key = (agreement, ground)
    found = site.keep(("coverage", *key), lambda: coverage(site.world, agreement, ground))
    chain = site.keep(("thread", *key), lambda: thread(site.world, agreement, ground))
    ways = {pair: views.ways(chain, *pair) for pair in found.cells}
    return show(request, "coverage.html", "/kobling", agreement=agreement, ground=ground, coverage=found, ways=ways)


@router.get("/billeder/{view}.{form}")
def still(site: OfSite, agreement: OfAgreement, ground: OfGround, view: str, form: str) -> Response:
    """A picture to keep: tree, thread or coverage as svg, png or html. Its links are the public ones."""

    def public(iri: str) -> str:
        here = views.address(iri)
        return f"{site.base_url}{here}" if site.base_url and here.startswith("/") else iri

    key = ("picture", view, form, ground, agreement)
    body = site.keep(key, lambda: picture(site.world, view, form, ground, agreement, public))
    name = f"aftalegraf-{slug(agreement)}-{view}-{ground}.{form}"
    return file_answer(body, PICTURE_TYPES[form], name)


def _nodes(branch: Branch) -> list[Node]:
    return [branch.node, *(node for child in branch.children for node in _nodes(child))]
