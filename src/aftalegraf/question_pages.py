"""Show the library of questions, and each with its form and answer."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import Request

from aftalegraf import views
from aftalegraf.answers import DEFAULT_GROUND, GROUND, Answered, answer, choices, question_of
from aftalegraf.evidence import evidence
from aftalegraf.pages import OfSite, ground_of, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.rendering import Site

router = router_of_pages()
PAGE = "side"


@router.get("/spoergsmaal")
def questions(site: OfSite, request: Request) -> str:
    """The library of questions by theme."""
    themes = sorted({q.theme for q in site.world.questions.values()}, key=lambda t: (*views.THEMES, t).index(t))
    found = {theme: [q for q in site.world.questions.values() if q.theme == theme] for theme in themes}
    return show(request, "questions.html", "/spoergsmaal", themes=found)


@router.get("/spoergsmaal/{question_id}")
def question(site: OfSite, request: Request, question_id: str) -> str:
    """One question with its form, and the answer when the values it needs are given."""
    found = question_of(site.world, question_id)
    given = {name: value for name, value in request.query_params.items() if value and name != PAGE}
    options = {p.name: choices(site.world, p) for p in found.parameters}
    complete = all(given.get(p.name) or not options[p.name] for p in found.parameters if p.required)
    answered = answer(site.world, question_id, given) if complete else None
    return show(
        request,
        "question.html",
        "/spoergsmaal",
        question=found,
        choices=options,
        longest=views.LONGEST_LIST,
        given=given,
        ground=ground_of(given.get(GROUND, DEFAULT_GROUND)),
        answered=answered,
        query=urlencode([pair for pair in request.query_params.multi_items() if pair[0] != PAGE]),
        **(_rows(site, answered, request.query_params.get(PAGE, "")) if answered else {}),
    )


def _rows(site: Site, answered: Answered, wanted: str) -> dict[str, object]:
    """What a page shows of the rows of an answer, with what each rests on. A page that is not there is the first."""
    pages = views.pages(answered)
    page = int(wanted) if wanted in map(str, range(1, pages + 1)) else 1
    part = views.page_of(answered, page)
    return {
        "page": page,
        "pages": pages,
        "first": (page - 1) * views.ROWS_A_PAGE,
        "rows": part.rows.rows,
        "rows_support": evidence(site.world, part),
        "columns": views.columns(answered),
        "wider": views.wider(answered),
    }
