"""Say what is wrong with a request, for people on a page and for programs in one body (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from aftalegraf.errors import AftalegrafError, EndedError, RemoteError, UnknownNameError, UsageError
from aftalegraf.inquiry import current
from aftalegraf.namespaces import BASE

MEDIA_TYPE: Final = "application/problem+json"
GONE: Final = 410

_NOBODY: Final = (
    "Vi finder ingen med navnet «{}» blandt dem, samlingen har pligter eller opgaver for.",
    "We find nobody by the name “{}” among those for whom the collection has duties or tasks.",
)
_NOUNS: Final = {
    "thing": ("Vi kender ikke noget med navnet «{}».", "We know nothing by the name “{}”."),
    "question": ("Der er intet spørgsmål, der hedder «{}».", "There is no question called “{}”."),
    "ground": (
        "Grundlaget «{}» findes ikke. Det kan være fremgaar, udledt eller redaktionel.",
        "There is no ground “{}”. It can be fremgaar, udledt or redaktionel.",
    ),
    "view": ("Der er ingen visning, der hedder «{}».", "There is no view called “{}”."),
    "kind": ("Der er ingen slags, der hedder «{}».", "There is no kind called “{}”."),
    "format": ("Formatet «{}» findes ikke her.", "The format “{}” is not offered here."),
    "parameter": ("Spørgsmålet har ingen parameter, der hedder «{}».", "The question has no parameter called “{}”."),
    "value": ("«{}» er ikke blandt de værdier, man kan vælge.", "“{}” is not among the values to choose from."),
    "body": _NOBODY,
    "actor": _NOBODY,
    "provision": (
        "Der er ingen bestemmelse med nummeret «{}».",
        "There is no provision with the number “{}”.",
    ),
    "place": (
        "Vi kender ikke noget sted med navnet «{}». Vælg et sted på siden med tal.",
        "We know no place by the name “{}”. Choose a place on the page of figures.",
    ),
    "column": ("Der er ingen kolonne, der hedder «{}».", "There is no column called “{}”."),
    "row": ("Der er ingen række, der hedder «{}».", "There is no row called “{}”."),
    "area": (
        "Der er intet indsatsområde og ingen vision, der hedder «{}», i det, der vises.",
        "There is no focus area or vision called “{}” in what is shown.",
    ),
    "table": ("Der er ingen tabel, der hedder «{}».", "There is no table called “{}”."),
    "agreement": ("Der er ingen sundhedsaftale, der hedder «{}».", "There is no agreement called “{}”."),
}
_NOUN: Final = ("«{}» kendes ikke her.", "“{}” is not known here.")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: a status, what to call it, the explanation in Danish and English, and the nearest names.

    `headers` are more headers of the response, `extra` more members of the body; `title_en` and `said_en` are what an
    English page says, where that is not the technical `detail_en`; `links` the IRIs of what is there instead;
    `asked` is the name as it was written, of which `nearest` can be meant.
    """

    status: int
    kind: str
    title: str
    detail: str
    detail_en: str
    nearest: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)
    title_en: str = ""
    said_en: str = ""
    links: tuple[str, ...] = ()
    asked: str = ""

    def heading(self, language: str) -> str:
        """What to call it, in a language."""
        return self.title_en if language == "en" and self.title_en else self.title

    def told(self, language: str) -> str:
        """The explanation for a reader, in a language."""
        return (self.said_en or sentence(self.detail_en)) if language == "en" else self.detail

    def body(self) -> bytes:
        """The body in `application/problem+json`, with the id of the request that is being answered."""
        members: dict[str, object] = {
            "type": f"{BASE}fejl/{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "detail_en": self.detail_en,
            **self.extra,
        }
        if self.nearest:
            members["nearest"] = list(self.nearest)
        if asked := current().id:
            members["request_id"] = asked
        return json.dumps(members, ensure_ascii=False).encode()


class FaultError(AftalegrafError):
    """A request that is answered with a fault."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.detail_en)


NOT_FOUND: Final = Fault(
    404,
    "not-found",
    "Siden findes ikke",
    "Adressen fører ikke til noget her. Se efter, om den er skrevet rigtigt, eller søg.",
    "nothing is at this address",
    title_en="Page not found",
    said_en="The address leads to nothing here. See whether it is written correctly, or search.",
)
BROKEN: Final = Fault(
    500,
    "server",
    "Noget gik galt hos os",
    "Siden kunne ikke laves. Prøv igen, eller begynd fra forsiden.",
    "the server failed",
    title_en="Something went wrong at our end",
    said_en="The page could not be made. Try again, or begin from the front page.",
)
AWAY: Final = Fault(
    503,
    "store",
    "Grafen kan ikke nås lige nu",
    "Serveren, der har grafen, svarer ikke, som den skal. Prøv igen om lidt.",
    "the server that holds the graph does not answer as it should; try again later",
    title_en="The graph cannot be reached right now",
    said_en="The server that holds the graph does not answer as it should. Try again in a while.",
)
NO_FORMAT: Final = Fault(
    406,
    "format",
    "Intet format passer",
    "Siden findes som HTML, Turtle, JSON-LD, N-Triples og RDF/XML.",
    "offered are text/html, text/turtle, application/ld+json, application/n-triples and application/rdf+xml",
    title_en="No format fits",
    said_en="The page is to be had as HTML, Turtle, JSON-LD, N-Triples and RDF/XML.",
)

NO_FIGURES: Final = Fault(
    404,
    "no-figures",
    "Der er intet at tegne",
    "Vi har ingen tal for de steder og år, adressen beder om.",
    "there are no figures for these places and years",
    title_en="There is nothing to draw",
    said_en="We have no figures for the places and years that the address asks for.",
)
NO_PROFILE: Final = Fault(
    400,
    "profile",
    "Adressen har en værdi, vi ikke kender",
    "Der er ingen gennemgang efter de bestemmelser og datoer, adressen beder om. En dato skrives som 2024-01-31.",
    "profil is vejledning-2018 or empty, dato and antag-ikraft are days; antag-ikraft does not fit vejledning-2018",
    title_en="The address has a value we do not know",
    said_en="There is no review by the provisions and dates that the address asks for. Write a date as 2024-01-31.",
)


def fault_of(error: AftalegrafError) -> Fault:
    """The fault that an error of ours is answered with."""
    match error:
        case FaultError():
            return error.fault
        case UnknownNameError():
            return _unknown(error)
        case EndedError():
            return _ended(error)
        case UsageError():
            return _unclear(error) if error.names else _unfit(error)
        case RemoteError():
            return AWAY  # where the server is, is told to nobody outside
        case _:
            return BROKEN


def _unfit(error: UsageError) -> Fault:
    detail = error.danish or "Adressen kan ikke bruges, som den er."
    return Fault(400, "usage", "Adressen kan ikke bruges", detail, str(error), title_en="The address cannot be used")


def _unclear(error: UsageError) -> Fault:
    """A name that several things have: each can be chosen."""
    return Fault(
        400,
        "usage",
        "Flere ting har det navn",
        error.danish,
        str(error),
        error.names,
        title_en="Several things have that name",
        said_en=f"“{error.text}” is the name of {len(error.names)} things. Choose the one you mean.",
        asked=error.text,
    )


def _unknown(error: UnknownNameError) -> Fault:
    word = error.what.split()[0]
    missing = word in ("thing", "question", "provision", "body", "agreement", "area", "actor")
    title, title_en = (
        ("Det fandt vi ikke", "We did not find that")
        if missing
        else ("Adressen har en værdi, vi ikke kender", "The address has a value we do not know")
    )
    danish, english = (text.format(error.name) for text in _NOUNS.get(word, _NOUN))
    return Fault(
        404 if missing else 400,
        "unknown-name",
        title,
        danish,
        str(error),
        error.nearest,
        title_en=title_en,
        said_en=english,
        asked=error.name,
    )


def _ended(error: EndedError) -> Fault:
    """410: what was there, why it is there no longer, and what is there instead."""
    return Fault(
        GONE,
        "gone",
        f"«{error.label}» er her ikke længere",
        f"Her stod «{error.label}». {error.why['da']}",
        str(error),
        extra={"label": error.label, "ended": error.day, "replaced_by": list(error.replaced_by)},
        title_en=f"“{error.label}” is no longer here",
        said_en=f"This was the address of “{error.label}”. {error.why['en']}",
        links=error.replaced_by,
    )


def of_status(status: int, detail_en: str) -> Fault:
    """The fault for a status that the web framework answers with."""
    if status == NOT_FOUND.status:
        return NOT_FOUND
    title, title_en = (
        ("Metoden bruges ikke her", "This method is not used here")
        if status == 405  # noqa: PLR2004
        else ("Forespørgslen kan ikke bruges", "The request cannot be used")
    )
    detail = "Forespørgslen kan ikke bruges, som den er."
    return Fault(status, "request", title, detail, detail_en, title_en=title_en)


def sentence(text: str) -> str:
    """The text with a capital first and a stop last."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")
