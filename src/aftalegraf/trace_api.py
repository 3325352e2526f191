"""Give programs the analyses of traceability: the same as the commands tell, as JSON, CSV, Excel, HTML or text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response

from aftalegraf import crosstab, tellings
from aftalegraf.answer_sheets import MEDIA_TYPE as XLSX_TYPE
from aftalegraf.errors import UsageError
from aftalegraf.formats import content_type
from aftalegraf.pages import OfSite, file_answer
from aftalegraf.tellings import Telling

router = APIRouter(prefix="/api/v1/trace", tags=["v1"])

Ground = Annotated[Literal["fremgaar", "udledt", "redaktionel"], Query(description="Hvilke udsagn svaret må bygge på.")]
Agreement = Annotated[str, Query(description="Kun denne aftale: id, IRI eller navn.")]
Chain = Annotated[
    Literal["maal", "bestemmelser"], Query(description="Aftalens egen kæde, eller bestemmelserne til deres regler.")
]
StatusDay = Annotated[str, Query(description="En dag som 2026-11-23; det, der da er forbi, er udløbet.")]
Day = Annotated[str, Query(description="En dag som 2027-01-01.")]
Language = Annotated[Literal["da", "en"], Query(description="Sproget i ord og navne.")]
Format = Annotated[Literal["json", "csv", "text"], Query(description="Svarets format.")]
Separator = Annotated[
    Literal["komma", "semikolon"], Query(description="Skilletegn i CSV; dansk Excel vil have semikolon.")
]


@dataclass(frozen=True, slots=True)
class Form:
    """How a program wants its answer."""

    format: str
    language: str
    separator: str = "komma"


def form_of(
    format: Format = "json",  # noqa: A002 (its name)
    language: Language = "da",
    separator: Separator = "komma",
) -> Form:
    """What a request says of it, where there are no other formats."""
    return Form(format, language, separator)


OfForm = Annotated[Form, Depends(form_of)]
_TYPES: Final = {
    "json": "application/json",
    "csv": "text/csv",
    "text": "text/plain",
    "html": "text/html",
    "xlsx": XLSX_TYPE,
}


def _chain(name: str, *, only_gaps: bool) -> Callable[..., Response]:
    """A route that tells of a chain: of all of it, or only of what is not linked."""

    def route(
        site: OfSite,
        form: OfForm,
        aftale: Agreement = "",
        grundlag: Ground = "udledt",
        dato: StatusDay = "",
        kaede: Chain = "maal",
    ) -> Response:
        told = _linked(site, aftale, grundlag, dato, kaede, form.language, only_gaps=only_gaps)
        return _answer(told, name, form)

    return route


router.get(
    "/status",
    name="status",
    summary="Hvad er koblet?",
    description="Alt i aftalens kæde med status: til næste led og hele vejen. Uden aftale hver aftale, hvis tekst er "
    "læst.",
)(_chain("status", only_gaps=False))
router.get(
    "/gaps",
    name="gaps",
    summary="Hvad er ikke koblet?",
    description="Kun det, der mangler, ét fund for hver årsag; det, der ikke kan afgøres, står for sig med sin grund.",
)(_chain("gaps", only_gaps=True))


@router.get("/matrix/{table}", summary="En tabel over koblinger")
def matrix(
    site: OfSite,
    table: Annotated[str, Path(description=f"En af {', '.join(crosstab.NAMES)}.", examples=[crosstab.MEASURES])],
    aftale: Agreement = "",
    grundlag: Ground = "udledt",
    raekke: Annotated[str, Query(description="Vis vejene bag denne række: id, IRI eller navn.")] = "",
    kolonne: Annotated[str, Query(description="Vis vejene bag denne kolonne.")] = "",
    omraade: Annotated[str, Query(description="Kun dette indsatsområde eller denne vision.")] = "",
    format: Annotated[Literal["json", "csv", "xlsx", "text"], Query(description="Svarets format.")] = "json",  # noqa: A002 (its name)
    language: Language = "da",
    separator: Separator = "komma",
) -> Response:
    """Hvad der er koblet til hvad, med tal for rækker og kolonner, eller vejene bag en række, en kolonne, en celle."""
    known = site.tracing
    made = known.table(table, aftale, grundlag, language, omraade)
    row, column = known.in_table(made, raekke, kolonne)
    if format == "xlsx" and (row or column):
        raise UsageError(
            "an Excel file has all ways in a sheet of its own; leave raekke and kolonne out",
            "En Excel-fil har alle veje i et ark for sig. Udelad raekke og kolonne.",
        )
    return _answer(tellings.matrix(site.world, made, language, row, column), table, Form(format, language, separator))


@router.get("/why", summary="Hvorfor ikke?")
def why(
    site: OfSite,
    form: OfForm,
    fra: Annotated[str, Query(description="En ting: id, IRI eller navn.", examples=["obj-midt-akut"])],
    til: Annotated[str, Query(description="Den ting, som den ikke fører til.", examples=["ng-kvalitet"])],
    grundlag: Ground = "udledt",
) -> Response:
    """Vejen fra en ting til en anden; eller den nærmeste, der ikke når frem, og det led, der mangler."""
    found = site.tracing.why(fra, til, grundlag)
    return _answer(tellings.why(site.world, found, form.language), "why", form)


@router.get("/impact", summary="Hvad afhænger af hvad?")
def impact(
    site: OfSite,
    form: OfForm,
    ting: Annotated[
        list[str],
        Query(description="Det, der ophører eller ændres; flere på én gang.", examples=[["ds-sundhedsprofil"]]),
    ],
    grundlag: Ground = "udledt",
    dato: Day = "",
) -> Response:
    """Alt, der afhænger af tingene, direkte og gennem andre, med vejen til hver og koblingen før og efter."""
    found = site.tracing.impact(ting, grundlag, dato)
    return _answer(tellings.impact(site.world, found, form.language), "impact", form)


@router.get("/succession", summary="Hvad sker der på en dag?")
def succession(
    site: OfSite,
    form: OfForm,
    dato: Day = "",
) -> Response:
    """Hvad der falder og begynder, på hvilket grundlag, og hvad der træder i stedet; uden dato på reformens dag."""
    found = site.tracing.succession(dato)
    return _answer(tellings.succession(site.world, found, form.language), "succession", form)


@router.get("/compare", summary="Aftaler side om side")
def compare(
    site: OfSite,
    form: OfForm,
    aftale: Annotated[
        list[str],
        Query(description="To aftaler eller flere.", examples=[["agr-midt-2019-2023", "agr-syd-2024-2027"]]),
    ],
    grundlag: Ground = "udledt",
) -> Response:
    """Hvad aftalerne er fælles om, hvad en kilde knytter sammen, og hvad der kun står i én."""
    found = site.tracing.compare(aftale, grundlag)
    return _answer(tellings.compare(site.world, found, grundlag, form.language), "compare", form)


@router.get("/duties", summary="Hvem skal hvad hvornår?")
def duties(
    site: OfSite,
    form: OfForm,
    aktoer: Annotated[str, Query(description="Kun det, denne aktør skal og får: id, IRI eller navn.")] = "",
    aftale: Agreement = "",
    grundlag: Ground = "udledt",
    *,
    uden_ejer: Annotated[bool, Query(alias="uden-ejer", description="Kun det, ingen kilde giver til nogen.")] = False,
) -> Response:
    """Hvem der skylder hvem hvad, hvor tit eller hvornår, og på hvilket grundlag."""
    found = site.tracing.duties(aktoer, aftale, grundlag, unowned=uden_ejer)
    return _answer(tellings.duties(site.world, found, form.language), "duties", form)


@router.get("/diff", summary="Forskellen mellem to dage")
def diff(
    site: OfSite,
    fra: Annotated[str, Query(description="En dag som 2026-12-31.", examples=["2026-12-31"])],
    til: Annotated[str, Query(description="En dag som 2027-01-01.", examples=["2027-01-01"])],
    grundlag: Ground = "udledt",
    format: Annotated[Literal["json", "html", "text"], Query(description="Svarets format.")] = "json",  # noqa: A002 (its name)
    language: Language = "da",
) -> Response:
    """Hvad der gælder den ene dag og ikke den anden, i sætninger. Filer sammenlignes med kommandoen diff."""
    found, versions = site.tracing.diff(fra, til, grundlag)
    return _answer(tellings.diff(site.world, found, versions, language), "diff", Form(format, language))


def _linked(
    site: OfSite, agreement: str, ground: str, day: str, chain: str, language: str, *, only_gaps: bool
) -> Telling:
    if chain == "bestemmelser":
        if day:
            raise UsageError(
                "dato is of kaede=maal; the review of an agreement has a day for its provisions",
                "En dato kan kun gives sammen med kaede=maal. Gennemgangen har en dato for bestemmelserne.",
            )
        found = site.tracing.provisions(agreement, language)
        return tellings.rules(site.world, found, language, only_gaps=only_gaps)
    couplings = site.tracing.status(agreement, ground, day)
    return (tellings.gaps if only_gaps else tellings.status)(site.world, couplings, language)


def _answer(told: Telling, name: str, form: Form) -> Response:
    """The answer in a format; all but JSON and text is a file to keep."""
    kind = content_type(_TYPES[form.format])
    body = told.written(form.format, separator=";" if form.separator == "semikolon" else ",")
    if form.format in ("json", "text"):
        return Response(body, media_type=kind)
    return file_answer(body, kind, f"aftalegraf-{name}.{form.format}")
