"""Serve the graph to programs and people: the app, its REST interface, its errors and its safety headers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from aftalegraf import __version__, pages, trace_api, web
from aftalegraf.answer_sheets import MEDIA_TYPE as MEDIA_TYPE_XLSX
from aftalegraf.answer_sheets import answer_workbook
from aftalegraf.answer_view import SORT
from aftalegraf.answers import GROUND, answer, choices, question_of
from aftalegraf.errors import AftalegrafError, UnknownNameError
from aftalegraf.exports import answer_csv, answer_json, question_json, questions_json, resource_json
from aftalegraf.faults import BROKEN, MEDIA_TYPE, Fault, FaultError, fault_of, of_status
from aftalegraf.namespaces import ID, is_slug
from aftalegraf.ordering import ordered
from aftalegraf.own import Reviewing
from aftalegraf.problems import ready
from aftalegraf.rendering import ROOTS, STATIC, Site
from aftalegraf.report_data import as_data
from aftalegraf.resources import resource
from aftalegraf.result_cache import MOST, ResultCache
from aftalegraf.review import Report, in_language
from aftalegraf.search_data import found_data
from aftalegraf.suggestions import suggestions
from aftalegraf.watch import Watch
from aftalegraf.world import World

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]
Language = Literal["da", "en"]
OfSite = Annotated[Site, Depends(pages.site_of)]

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
MACHINES: Final = ("/api/", "/health", "/ready", "/openapi.json", "/static/")
RESERVED: Final = ("format", "language", "separator", SORT)

api = APIRouter(prefix="/api/v1", tags=["v1"])
state = APIRouter(tags=["drift"])


class App(FastAPI):
    """The app. The SPARQL endpoint and the graphs are asked directly, without the framework in between."""

    directly: dict[str, Asgi]
    watch: Watch
    cache: ResultCache | None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or run the app's life."""
        if scope["type"] == "http":
            await self.watch(self._answer, _rooted(scope), receive, send)
        else:
            await super().__call__(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        direct = self.directly.get(scope["path"].rstrip("/"))
        if direct:
            await direct(scope, receive, send)
        elif scope["method"] == "HEAD":
            await super().__call__({**scope, "method": "GET"}, receive, _without_body(send))
        else:
            await super().__call__(scope, receive, send)


def _rooted(scope: Scope) -> Scope:
    """The request with what the language adds to the address of a page as its root."""
    path = scope["path"]
    for root in filter(None, ROOTS.values()):
        if path == root or (path.startswith(f"{root}/") and not path.removeprefix(root).startswith(MACHINES)):
            return {**scope, "root_path": root, "path": path if path != root else f"{root}/"}
    return scope


def _without_body(send: Send) -> Send:
    """Sends the headers of an answer and nothing after them."""

    async def sending(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return sending


class Built(StaticFiles):
    """The built files: a browser keeps them, since the address of one changes with it."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Answer with a file."""
        response = super().file_response(*args, **kwargs)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


class SafeHeaders:
    """Puts the safety headers on every answer."""

    def __init__(self, app: Asgi) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message.get("headers", []), *extra]}
            await send(message)

        await self._app(scope, receive, sending)


def create_app(
    world: World,
    sparql: Asgi | None = None,
    base_url: str | None = None,
    review: Callable[[World, str], tuple[Report, ...]] = in_language,
    own: Reviewing | None = None,
    graphs: Asgi | None = None,
    cache: int = MOST,
) -> App:
    """The app over one world: pages, REST interface and, when given, the SPARQL endpoint at /sparql, graphs at /data.

    `base_url` is where the public finds the server; `review` makes the reviews, once in each language, at first need;
    `own` reviews files of one's own, which are refused where there is none. `cache` is how many bytes of answers to
    queries are kept.
    """
    app = App(
        title="aftalegraf",
        version=__version__,
        summary="Sundhedsaftaler med kilder. Uofficielt værktøj.",
        docs_url=None,
        redoc_url=None,
        servers=[{"url": base_url}] if base_url else None,
    )
    app.cache = ResultCache(sparql, cache) if sparql and cache else None
    direct = ("/sparql", app.cache or sparql), ("/data", graphs)
    app.directly = {path: direct for path, direct in direct if direct}
    app.watch = Watch()
    app.state.site = Site(world, review, base_url or "")
    app.state.sparql = sparql
    app.state.own = own
    app.state.under_way = 0
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
    app.add_middleware(SafeHeaders)
    app.mount("/static", Built(directory=STATIC), name="static")
    for router in (web.router, api, trace_api.router, state):
        app.include_router(router)
    app.add_exception_handler(AftalegrafError, _known)
    app.add_exception_handler(RequestValidationError, _known)
    app.add_exception_handler(HTTPException, _known)
    app.add_exception_handler(Exception, _known)
    return app


@api.get("/questions", summary="Alle spørgsmål")
def list_questions(site: OfSite) -> list[dict[str, Any]]:
    """Spørgsmålene i biblioteket med tema, titel på dansk og engelsk og parametre."""
    return questions_json(site.world)


@api.get("/questions/{question_id}", summary="Ét spørgsmål")
def describe_question(site: OfSite, question_id: Annotated[str, Path(examples=["nationale-maal"])]) -> dict[str, Any]:
    """Spørgsmålet med sin SPARQL og de værdier, hver parameter kan have."""
    return question_json(site.world, question_of(site.world, question_id))


@api.get("/questions/{question_id}/answer", summary="Svaret på et spørgsmål")
def answer_question(
    site: OfSite,
    request: Request,
    question_id: Annotated[str, Path(examples=["indikatorer-for-nationalt-maal"])],
    grundlag: Annotated[
        Literal["fremgaar", "udledt", "redaktionel"], Query(description="Hvilke udsagn svaret må bygge på.")
    ] = "udledt",
    format: Annotated[  # noqa: A002 (its name)
        Literal["json", "csv", "xlsx"], Query(description="Svarets format; xlsx er en projektmappe til Excel.")
    ] = "json",
    language: Annotated[Language, Query(description="Sproget i titler og ord for grundlag.")] = "da",
    separator: Annotated[
        Literal["komma", "semikolon"], Query(description="Skilletegn i CSV; dansk Excel vil have semikolon.")
    ] = "komma",
    sorter: Annotated[str, Query(description="Kolonnens id; med - foran kommer de største først.")] = "",
) -> Response:
    """Giv spørgsmålets parametre i adressen, fx ?maal=ng-forloeb; en værdi er et id, en IRI eller et navn."""
    given = {name: value for name, value in request.query_params.items() if name not in RESERVED}
    _complete(site.world, question_id, given)
    answered = answer(site.world, question_id, {**given, GROUND: grundlag}, language)
    if sorter:
        answered = ordered(site.world, answered, sorter, language)
    if format == "json":
        return JSONResponse(answer_json(site.world, answered, language))
    name = f"aftalegraf-{question_id}-{grundlag}.{format}"
    if format == "xlsx":
        place = f"{ROOTS[language]}/spoergsmaal/{question_id}?{urlencode({**given, GROUND: grundlag})}"
        where = f"{site.base_url or pages.own_address(request)}{place}"
        return pages.file_answer(answer_workbook(site.world, answered, language, where), MEDIA_TYPE_XLSX, name)
    text = answer_csv(site.world, answered, language, ";" if separator == "semikolon" else ",")
    return pages.file_answer(text, "text/csv", name)


@api.get("/resources/{kind}/{slug}", summary="Én ting")
def show_resource(
    site: OfSite,
    kind: Annotated[str, Path(examples=["forum"])],
    slug: Annotated[str, Path(examples=["for-ssg-midt"])],
    language: Annotated[Language, Query(description="Sproget i ord for egenskaber og grundlag.")] = "da",
) -> dict[str, Any]:
    """Alt, der siges om en ting, og alt, der peger på den, med grundlag og kilde."""
    if not is_slug(kind) or not is_slug(slug):
        raise UnknownNameError("thing", f"{kind}/{slug}", ())
    return resource_json(site.world, resource(site.world, f"{ID}{kind}/{slug}", language), language)


@api.get("/search", summary="Søg efter navne")
def search(
    site: OfSite,
    q: Annotated[str, Query(description="Det, der søges efter; de første 200 tegn læses.", examples=["KOSU"])] = "",
    kind: Annotated[
        str, Query(description="Id for en slags, som svaret angiver den; så gives alle af den slags.")
    ] = "",
    language: Annotated[Language, Query(description="Sproget i navne og slags.")] = "da",
) -> dict[str, Any]:
    """Ting, begreber, spørgsmål, bestemmelser og dokumenter, der hedder sådan eller næsten sådan, efter slags."""
    return found_data(pages.index_of(site).search(q, language, kind))


@api.get("/validation", summary="Gennemgang mod vejledningen")
def validation(site: OfSite) -> list[dict[str, Any]]:
    """Hver aftales bestemmelser: opfyldt, ikke opfyldt eller kan ikke afgøres, med begrundelse og kilde."""
    return as_data(site.world, site.reports())


@state.get("/health", summary="Er serveren i live?")
def health() -> dict[str, str]:
    """Svarer, så længe serveren er i live."""
    return {"status": "alive"}


@state.get("/ready", summary="Er serveren klar?")
def tell_ready(site: OfSite, request: Request) -> dict[str, Any]:
    """Svarer, når data er indlæst, med antallet af tripler; 503, når forespørgsler ikke kan besvares."""
    endpoint = request.app.state.sparql
    ready(alive=endpoint is None or endpoint.alive())
    return {"status": "ready", "triples": site.triples}


def _complete(world: World, question_id: str, given: dict[str, str]) -> None:
    """Raises FaultError when a value that the question needs, and that can be chosen, is not given."""
    for parameter in question_of(world, question_id).parameters:
        if parameter.required and not given.get(parameter.name, "").strip() and choices(world, parameter):
            where = f"/api/v1/questions/{question_id}"
            raise FaultError(
                Fault(
                    400,
                    "missing-value",
                    "Adressen mangler en værdi",
                    f"Spørgsmålet kræver {parameter.name} ({parameter.label_da}). Værdierne står i {where}.",
                    f"the parameter {parameter.name} ({parameter.label_en}) is required; {where} lists its values",
                )
            )


async def _known(request: Request, error: Exception) -> Response:
    """The answer to an error: a page for a browser, a problem for a program."""
    fault = _fault(error)
    as_page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(MACHINES)
    if not as_page:
        return Response(fault.body(), fault.status, {**fault.headers, "Vary": "Accept"}, MEDIA_TYPE)
    page = pages.show(request, "error.html", "", fault=fault, suggestions=suggestions(request, fault))
    return HTMLResponse(page, fault.status, {**fault.headers, "Vary": "Accept"})


def _fault(error: Exception) -> Fault:
    match error:
        case AftalegrafError():
            return fault_of(error)
        case RequestValidationError():
            said = "; ".join(f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']}" for e in error.errors())
            return of_status(400, said)
        case HTTPException():
            return of_status(error.status_code, str(error.detail))
        case _:
            return BROKEN
