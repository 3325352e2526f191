"""Show the library of questions, and each with its form and answer."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from aftalegraf.answer_sheets import draws_on_guidance
from aftalegraf.answer_view import PAGE, SORT, view
from aftalegraf.answers import Answered, answer, question_of
from aftalegraf.fields import Form, read_form
from aftalegraf.found import ground_sentence, sentence
from aftalegraf.library import by_theme, theme_of, with_words
from aftalegraf.pages import OfLanguage, OfSite, own_address, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.remedies import remedies
from aftalegraf.rendering import ROOTS, Site

router = router_of_pages()
_LONGEST = 200  # letters of a search that are looked at
_BAD_VALUE = 400


@router.get("/spoergsmaal")
def questions(site: OfSite, request: Request, language: OfLanguage, q: Annotated[str, Query()] = "") -> str:
    """The library of questions by theme, or those with some words."""
    words = q.strip()[:_LONGEST]
    every = tuple(site.world.questions.values())
    found = with_words(every, words) if words else every
    themes = by_theme(found, language)
    return show(
        request, "questions.html", "/spoergsmaal", words=words, themes=themes, number=len(found), total=len(every)
    )


@router.get("/spoergsmaal/{question_id}")
def question(site: OfSite, request: Request, language: OfLanguage, question_id: str) -> HTMLResponse:
    """One question with its form, and the answer when the values it needs are given."""
    found = question_of(site.world, question_id)
    given = {name: value for name, value in request.query_params.items() if name not in (PAGE, SORT, "language")}
    form = read_form(site.world, found, given, language)
    answered = answer(site.world, question_id, form.values, language) if form.complete else None
    others = next((group for theme, group in by_theme(site.world.questions.values(), language)
                   if theme == theme_of(found)), ())  # fmt: skip
    page = show(
        request,
        "question.html",
        "/spoergsmaal",
        question=found,
        theme=theme_of(found),
        others=[other for other in others if other != found],
        form=form,
        answered=answered,
        **(_answer(site, request, form, answered, language) if answered else {}),
    )
    return HTMLResponse(page, _BAD_VALUE if form.problems else 200)


def _answer(site: Site, request: Request, form: Form, answered: Answered, language: str) -> dict[str, object]:
    """What the page shows of an answer."""
    query = request.query_params
    shown = view(site.world, answered, form.values, language, query.get(SORT, ""), query.get(PAGE, ""))
    place = f"{ROOTS[language]}/spoergsmaal/{answered.question.id}"
    files = f"/api/v1/questions/{answered.question.id}/answer?" + urlencode(
        {
            **form.values,
            **({SORT: shown.sort} if shown.sort else {}),
            **({"language": "en"} if language == "en" else {}),
        }
    )
    return {
        "view": shown,
        "sentence": sentence(site.world, answered, language),
        "ground_sentence": ground_sentence(answered, language),
        "remedies": remedies(answered, language),
        "draft": draws_on_guidance(answered),
        "files": files,
        "permalink": f"{site.base_url or own_address(request)}{place}?{shown.query}",
    }
