"""Say what is wrong with a request, for people on a page and for programs in one body (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from aftalegraf.errors import AftalegrafError, BusyError, DeadlineError, UnknownNameError, UsageError
from aftalegraf.namespaces import BASE

MEDIA_TYPE: Final = "application/problem+json"
UNAVAILABLE: Final = 503

_NOUNS: Final = {
    "thing": "Vi kender ingen ting med navnet «{}».",
    "question": "Der er intet spørgsmål, der hedder «{}».",
    "provision": "Der er ingen bestemmelse med nummeret «{}».",
    "ground": "Grundlaget «{}» findes ikke. Det kan være fremgaar, udledt eller redaktionel.",
    "view": "Der er intet billede, der hedder «{}».",
    "format": "Formatet «{}» findes ikke her.",
    "parameter": "Spørgsmålet har ingen parameter, der hedder «{}».",
    "value": "«{}» er ikke blandt de værdier, man kan vælge.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: a status, what to call it, the explanation in Danish and English, and the nearest names.

    `headers` are more headers of the response, `extra` more members of the body.
    """

    status: int
    kind: str
    title: str
    detail: str
    detail_en: str
    nearest: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)

    def body(self) -> bytes:
        """The body in `application/problem+json`."""
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
    "Adressen fører ikke til noget her. Begynd fra forsiden.",
    "nothing is at this address",
)
BROKEN: Final = Fault(
    500,
    "server",
    "Noget gik galt hos os",
    "Siden kunne ikke laves. Prøv igen, eller begynd fra forsiden.",
    "the server failed",
)
NO_FORMAT: Final = Fault(
    406,
    "format",
    "Intet format passer",
    "Siden findes som HTML, Turtle, JSON-LD, N-Triples og RDF/XML.",
    "offered are text/html, text/turtle, application/ld+json, application/n-triples and application/rdf+xml",
)


def fault_of(error: AftalegrafError) -> Fault:
    """The fault that an error of ours is answered with."""
    match error:
        case FaultError():
            return error.fault
        case UnknownNameError():
            word = error.what.split()[0]
            missing = word in ("thing", "question", "provision")
            detail = _NOUNS.get(word, "«{}» kendes ikke her.").format(error.name)
            title = "Det fandt vi ikke" if missing else "Adressen har en værdi, vi ikke kender"
            return Fault(404 if missing else 400, "unknown-name", title, detail, str(error), error.nearest)
        case UsageError():
            return Fault(400, "usage", "Adressen mangler noget", "Adressen kan ikke bruges, som den er.", str(error))
        case DeadlineError() | BusyError():
            detail = "Der er travlt lige nu. Prøv igen om lidt."
            return Fault(UNAVAILABLE, "busy", "Prøv igen", detail, str(error), headers={"Retry-After": "5"})
        case _:
            return BROKEN


def of_status(status: int, detail_en: str) -> Fault:
    """The fault for a status that the web framework answers with."""
    if status == NOT_FOUND.status:
        return NOT_FOUND
    title = "Metoden bruges ikke her" if status == 405 else "Forespørgslen kan ikke bruges"  # noqa: PLR2004
    return Fault(status, "request", title, "Forespørgslen kan ikke bruges, som den er.", detail_en)
