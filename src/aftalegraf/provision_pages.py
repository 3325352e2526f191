"""Show the provisions of the guidance: all of them with their status, and each on a card of its own."""

from __future__ import annotations

from typing import Final

from fastapi import Request
from fastapi.responses import Response

from aftalegraf.coverage import status_label
from aftalegraf.errors import UnknownNameError
from aftalegraf.pages import OfLanguage, OfSite, file_answer, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.provision_card import provision_card
from aftalegraf.provision_list import (
    Chapter,
    Wanted,
    as_csv,
    as_workbook,
    by_document,
    chapters,
    chosen,
    compared,
    counted,
    wanted,
)  # fmt: skip
from aftalegraf.rendering import Site
from aftalegraf.report_view import quoted, slug_of
from aftalegraf.review_pages import FILES
from aftalegraf.selection import outcome_words

PATH: Final = "/bestemmelser"
MENU: Final = "/gennemgang"

router = router_of_pages()


def _wanted(found: tuple[Chapter, ...], request: Request) -> Wanted:
    query = request.query_params
    names = {"words": "q", "chapter": "kapitel", "status": "status", "modality": "modalitet", "force": "retskraft"}
    return wanted(found, **{name: query.get(key, "")[:200] for name, key in names.items()})


@router.get(PATH)
def provisions(site: OfSite, request: Request, language: OfLanguage) -> str:
    """All provisions, or those chosen."""
    found = _chapters(site, language)
    by = _wanted(found, request)
    kept = chosen(found, by)
    codes = [(row.provision.modality, row.provision.force) for chapter in found for row in chapter.rows]
    return show(
        request, "provisions.html", MENU, every=by_document(found), chapters=kept, parts=by_document(kept), wanted=by,
        counts=counted(found), reports=compared(site.reports(language)), status_label=_labelling(site, language),
        slug_of=slug_of, outcome_words=outcome_words, query=request.url.query, total=len(codes),
        modalities=list(dict.fromkeys(modality for modality, _ in codes)),
        forces=list(dict.fromkeys(force for _, force in codes)),
    )  # fmt: skip


@router.get(f"{PATH}.{{ending}}")
def provisions_file(site: OfSite, request: Request, language: OfLanguage, ending: str) -> Response:
    """The chosen provisions as a table."""
    if ending not in ("csv", "xlsx"):
        raise UnknownNameError("format", ending, ("csv", "xlsx"))
    found = _chapters(site, language)
    kept, told = chosen(found, _wanted(found, request)), compared(site.reports(language))
    write = as_csv if ending == "csv" else as_workbook
    return file_answer(write(site.world, kept, told, language), FILES[ending][1], f"aftalegraf-bestemmelser.{ending}")


@router.get(f"{PATH}/{{name}}")
def provision(site: OfSite, request: Request, language: OfLanguage, name: str) -> str:
    """One provision on its card."""
    found = provision_card(site.world, _chapters(site, language), site.reports(language), name, language)
    return show(
        request, "provision.html", MENU, found=found, status_label=_labelling(site, language), slug_of=slug_of,
        outcome_words=outcome_words, quoted=site.keep(("quoted",), lambda: quoted(site.world)),
    )  # fmt: skip


def _chapters(site: Site, language: str) -> tuple[Chapter, ...]:
    return site.keep_today(
        ("chapters", language), lambda: chapters(site.world, compared(site.reports(language)), language)
    )


def _labelling(site: Site, language: str) -> object:
    """What a status is called in the language of the page."""
    return lambda status: status_label(site.world, status, language)
