"""Take in a file of one's own, have it reviewed, and show what came of it; nothing of it is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from starlette.requests import ClientDisconnect

from aftalegraf import reports
from aftalegraf.errors import BusyError, DeadlineError, EngineError
from aftalegraf.exemptions import today
from aftalegraf.own import Own, Reviewing
from aftalegraf.pages import OfLanguage, OfSite, file_answer, show
from aftalegraf.pages import router as router_of_pages
from aftalegraf.parcel import Parcel, ParcelError, take_apart
from aftalegraf.rendering import Site
from aftalegraf.report_view import by_subject, quoted, view
from aftalegraf.review_pages import FILES
from aftalegraf.selection import selection
from aftalegraf.standings import asked

PATH: Final = "/gennemgang/egen-fil"
MOST_BYTES: Final = 10_000_000
MOST_AT_ONCE: Final = 4  # forms that are taken in or reviewed at the same time
MOST_SECONDS: Final = 60.0  # for a form to come in
RETRY: Final = "20"
# What a form is refused with: the status by the reason; the template has the words.
STATUSES: Final = {
    "size": 413, "kind": 415, "packed": 415, "form": 400, "nothing": 400, "date": 400, "slow": 408, "elsewhere": 403,
    "heavy": 422, "long": 422, "faults": 422, "busy": 503, "closed": 503,
}  # fmt: skip
_STOPPED: Final = {BusyError: "busy", DeadlineError: "long", EngineError: "heavy"}

router = router_of_pages()


@router.get(PATH)
def own_form(request: Request) -> str:
    """The form to give a file in."""
    return _form(request)


@router.post(PATH)
async def own_file(site: OfSite, request: Request, language: OfLanguage) -> Response:
    """The review of the files that were given, or why there is none."""
    state = request.app.state
    reason = _refused(request, site.base_url)
    if reason or state.own is None or state.under_way >= MOST_AT_ONCE:
        return _refusal(request, reason or ("closed" if state.own is None else "busy"))
    state.under_way += 1
    try:
        parcel = await _taken_in(request)
        return await _reviewed(site, request, language, parcel)
    except ParcelError as error:
        return _refusal(request, error.reason)
    finally:
        state.under_way -= 1


async def _taken_in(request: Request) -> Parcel:
    """The form, as long as it is not too large or too slow. Raises ParcelError."""
    try:
        async with asyncio.timeout(MOST_SECONDS):
            parcel = await take_apart(request.headers.get("content-type", ""), request.stream(), MOST_BYTES)
    except TimeoutError:
        raise ParcelError("slow") from None
    except ClientDisconnect:
        raise ParcelError("form") from None
    if not parcel.files:
        raise ParcelError("nothing")
    return parcel


async def _reviewed(site: Site, request: Request, language: str, parcel: Parcel) -> Response:
    held, wrong = asked(*(parcel.fields.get(name, "") for name in ("profil", "dato", "antag-ikraft")))
    if wrong:
        return _refusal(request, "date", wrong=wrong, given=parcel.fields)
    reviewing: Reviewing = request.app.state.own
    try:
        found = await run_in_threadpool(reviewing, parcel.files, language, held, today())
    except (BusyError, DeadlineError, EngineError) as error:
        return _refusal(request, _STOPPED[type(error)], given=parcel.fields)
    if found.faults:
        return _refusal(request, "faults", faults=found.faults, given=parcel.fields)
    ending = parcel.fields.get("som", "")
    if ending in FILES:
        body = await run_in_threadpool(reports.written, site.world, found.reports, FILES[ending][0], language)
        answer = file_answer(body, FILES[ending][1], f"aftalegraf-gennemgang-egen-fil.{ending}")
        answer.headers.update(_UNKEPT)
        return answer
    return HTMLResponse(await run_in_threadpool(_page, site, request, language, found, parcel), headers=_UNKEPT)


_UNKEPT: Final = {"Cache-Control": "no-store"}


def _page(site: Site, request: Request, language: str, found: Own, parcel: Parcel) -> str:
    shown = [view(site.world, report, selection(), language) for report in found.reports]
    names = [file.name for file in parcel.files]
    return show(
        request, "own_report.html", "/gennemgang", views=shown, names=names, own=found, by_subject=by_subject,
        quoted=site.keep(("quoted",), lambda: quoted(site.world)),
    )  # fmt: skip


def _form(request: Request, reason: str = "", **data: object) -> str:
    said = {"reason": reason, "faults": (), "wrong": (), "given": {}, "files": FILES, **data}
    return show(request, "own_form.html", "/gennemgang", most=MOST_BYTES // 1_000_000, **said)


def _refusal(request: Request, reason: str, **data: object) -> Response:
    """The form again, with what was wrong."""
    status = STATUSES[reason]
    headers: Mapping[str, str] = {"Retry-After": RETRY} if status == STATUSES["busy"] else {}
    return HTMLResponse(_form(request, reason, **data), status, {**_UNKEPT, **headers})


def _refused(request: Request, base_url: str) -> str:
    """Why a form is not even taken in: it comes from another site, is packed, or says that it is too large."""
    headers = request.headers
    if not _of_this_site(headers, base_url):
        return "elsewhere"
    if headers.get("content-encoding", "identity").lower() != "identity":
        return "packed"
    size = headers.get("content-length", "")
    return "size" if size.isdecimal() and int(size) > MOST_BYTES else ""


def _of_this_site(headers: Mapping[str, str], base_url: str) -> bool:
    """Whether a page of ours sent it, or a program that is no browser: as browsers tell it."""
    if fetched := headers.get("sec-fetch-site"):
        return fetched in ("same-origin", "none")
    origin = headers.get("origin")
    place = (origin or "").partition("://")[2]
    return origin is None or (bool(place) and place in (headers.get("host", ""), urlsplit(base_url).netloc))
