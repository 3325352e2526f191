"""Show the reviews of the agreements against the guidance, and the checklist before one is sent in."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, Response

from aftalegraf import checklist_text, reports
from aftalegraf.checklist import checklist
from aftalegraf.errors import UnknownNameError
from aftalegraf.faults import NO_PROFILE, FaultError
from aftalegraf.pages import OfLanguage, OfSite, file_answer, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.profiles import STANDARD, Profile
from aftalegraf.provision_list import compared
from aftalegraf.rendering import Site
from aftalegraf.report_view import by_subject, quoted, slug_of, view
from aftalegraf.results import Report
from aftalegraf.selection import selection
from aftalegraf.standings import asked
from aftalegraf.template import template

PATH: Final = "/gennemgang"
# The endings of the files to keep, with the name of the format and its media type.
FILES: Final = {
    "html": ("html", "text/html; charset=utf-8"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("csv", "text/csv; charset=utf-8"),
    "json": ("json", "application/json"),
    "md": ("markdown", "text/markdown; charset=utf-8"),
}
CHECKLIST_FILES: Final = {ending: FILES[ending] for ending in ("csv", "json", "md")}
Text = Annotated[str, Query()]

router = router_of_pages()


@router.get(PATH)
def overview(site: OfSite, request: Request, language: OfLanguage) -> str:
    """The reviews of all agreements at a glance."""
    found = site.reports(language)
    read = [view(site.world, report, selection(), language) for report in compared(found)]
    unread = [report for report in found if report.in_one]
    return show(
        request, "review.html", PATH, read=read, unread=unread, slug_of=slug_of, quoted=_quoted(site),
        by_subject=by_subject,
    )  # fmt: skip


@router.get(f"{PATH}/skabelon.xlsx")
def form(site: OfSite) -> Response:
    """The form to fill in for an agreement of one's own."""
    body = site.keep(("template",), lambda: template(site.world))
    return file_answer(body, FILES["xlsx"][1], "aftalegraf-skabelon.xlsx")


@router.get(f"{PATH}/{{aftale}}/rapport.{{ending}}")
def report_file(site: OfSite, request: Request, language: OfLanguage, aftale: str, ending: str) -> Response:
    """The whole report on one agreement as a file."""
    if ending not in FILES:
        raise UnknownNameError("format", ending, FILES)
    held, wrong = _profile(request)
    if wrong:
        raise FaultError(NO_PROFILE)
    found = report_named(site, language, aftale, held)
    name, kind = FILES[ending]
    body = reports.written(site.world, [found], name, language)
    return file_answer(body, kind, f"aftalegraf-gennemgang-{aftale}.{ending}")


@router.get(f"{PATH}/{{aftale}}/tjekliste")
def checklist_page(site: OfSite, request: Request, language: OfLanguage, aftale: str) -> str:
    """What is owed, by whom and by when, before the agreement is sent in."""
    found = report_named(site, language, aftale, STANDARD)
    made = checklist(site.world, found)
    (told,) = checklist_text.as_data(site.world, [made], language)
    return show(
        request, "checklist.html", PATH, report=found, slug=aftale, notes=told["notes"], no_approval=made.no_approval,
        items=list(zip(made.items, told["items"], strict=True)), words=checklist_text.words(language),
        files=CHECKLIST_FILES,
        quoted=_quoted(site),
    )  # fmt: skip


@router.get(f"{PATH}/{{aftale}}/tjekliste.{{ending}}")
def checklist_file(site: OfSite, language: OfLanguage, aftale: str, ending: str) -> Response:
    """The checklist as a file."""
    if ending not in CHECKLIST_FILES:
        raise UnknownNameError("format", ending, CHECKLIST_FILES)
    found = checklist(site.world, report_named(site, language, aftale, STANDARD))
    name, kind = CHECKLIST_FILES[ending]
    body = checklist_text.written(site.world, [found], name, language)
    return file_answer(body, kind, f"aftalegraf-tjekliste-{aftale}.{ending}")


@router.get(f"{PATH}/{{aftale}}")
def review(
    site: OfSite, request: Request, language: OfLanguage, aftale: str,
    udfald: Text = "", niveau: Text = "", retskraft: Text = "", om: Text = "",
) -> HTMLResponse:  # fmt: skip
    """The report on one agreement, or the part of it that is chosen."""
    held, wrong = _profile(request)
    found = report_named(site, language, aftale, held)
    shown = view(site.world, found, selection(udfald, niveau, retskraft, om), language)
    given = dict(request.query_params)
    page = show(
        request, "report.html", PATH, view=shown, given=given, wrong=wrong, files=FILES, quoted=_quoted(site),
        by_subject=by_subject,
    )  # fmt: skip
    return HTMLResponse(page, 400 if wrong else 200)


def report_named(site: Site, language: str, name: str, held: Profile) -> Report:
    """The review of the agreement of an id. Raises UnknownNameError with the nearest ids."""
    by_name = {slug_of(report): report for report in site.reports(language, held)}
    if name not in by_name:
        raise UnknownNameError("thing", name, by_name)
    return by_name[name]


def _profile(request: Request) -> tuple[Profile, tuple[str, ...]]:
    query = request.query_params
    return asked(*(query.get(name, "").strip() for name in ("profil", "dato", "antag-ikraft")))


def _quoted(site: Site) -> frozenset[str]:
    return site.keep(("quoted",), lambda: quoted(site.world))
