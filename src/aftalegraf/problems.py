"""Name what can be wrong with a SPARQL request, each kind with its status and what to do."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from aftalegraf.errors import (
    AftalegrafError,
    BusyError,
    DeadlineError,
    EngineError,
    QueryError,
    RefusedError,
    SpentError,
)
from aftalegraf.faults import Fault, FaultError

# What each kind of problem is answered with: the status, a title and what to do, in Danish.
_KINDS: Final[dict[str, tuple[int, str, str]]] = {
    "syntax": (
        400,
        "Forespørgslen kan ikke læses",
        "Teksten følger ikke grammatikken for SPARQL 1.1. Ret den på det sted, som 'line' og 'column' viser.",
    ),
    "update": (
        400,
        "Tjenesten kan kun læses",
        "Teksten er en opdatering. Brug SELECT, ASK, CONSTRUCT eller DESCRIBE; data ændres kun i projektets filer.",
    ),
    "read-only": (
        403,
        "Tjenesten kan kun læses",
        "Opdateringer tages ikke imod. Data ændres kun i projektets filer.",
    ),
    "service": (
        403,
        "SERVICE er ikke tilladt",
        "SERVICE spørger andre servere, og det gør denne tjeneste ikke. Fjern SERVICE fra forespørgslen.",
    ),
    "depth": (400, "Forespørgslen er for dyb", "Parenteserne står for dybt i hinanden. Gør forespørgslen fladere."),
    "patterns": (400, "Forespørgslen har for mange mønstre", "En gruppe har for mange mønstre. Spørg i mindre dele."),
    "unsupported": (
        400,
        "Forespørgslen kan ikke besvares",
        "Forespørgslen bruger noget, som motoren ikke kan, for eksempel en fremmed funktion. Fjern det.",
    ),
    "size": (413, "Forespørgslen er for lang", "Forespørgslen må højst fylde 256 kB. Send en kortere."),
    "parameters": (400, "Forkerte parametre", "Send netop én forespørgsel i parameteren 'query', kodet som UTF-8."),
    "method": (405, "Metoden bruges ikke her", "Brug GET, HEAD, POST eller OPTIONS."),
    "content-type": (
        415,
        "Indholdstypen kendes ikke",
        "Send application/x-www-form-urlencoded eller application/sparql-query i UTF-8 uden Content-Encoding.",
    ),
    "graph": (
        400,
        "Grafen findes ikke",
        "Forespørgslen nævner en graf, som ikke er her. Beskrivelsen på /sparql nævner dem, der er.",
    ),
    "no-graph": (
        404,
        "Grafen findes ikke",
        "Den graf er her ikke. Beskrivelsen på /sparql nævner dem, der er.",
    ),
    "graph-choice": (
        400,
        "Forkerte parametre",
        "Skriv ?default, eller ?graph= og en grafs IRI, eller ingen af dem, hvis du vil have alle grafer.",
    ),
    "format": (406, "Intet format passer", "Svaret findes ikke i det ønskede format. Vælg et af dem i 'offered'."),
    "characters": (
        406,
        "Svaret kan ikke skrives som XML",
        "Svaret har et tegn, som XML ikke kan bære. Bed om JSON, CSV eller TSV, eller om Turtle for tripler.",
    ),
    "deadline": (
        503,
        "Forespørgslen tog for lang tid",
        "Forespørgslen blev stoppet, fordi tiden var gået. Spørg om mindre: brug LIMIT eller færre mønstre.",
    ),
    "client": (
        429,
        "Du har brugt din tid",
        "Forespørgsler fra din adresse har taget den tid, de må på et minut. Vent lidt, eller stil en lettere.",
    ),
    "not-ready": (
        503,
        "Tjenesten er ikke klar",
        "Processen, der svarer på forespørgsler, kører ikke. Den, der driver serveren, må starte den igen.",
    ),
    "busy": (503, "Tjenesten er optaget", "Der er for mange forespørgsler i gang. Prøv igen om lidt."),
    "engine": (503, "Forespørgslen kunne ikke udføres", "Motoren måtte give op. Spørg om mindre: brug LIMIT."),
}


_WAITS: Final[dict[type, str]] = {DeadlineError: "deadline", BusyError: "busy", SpentError: "client"}


def problem(
    kind: str,
    detail_en: str,
    extra: Mapping[str, object] = MappingProxyType({}),
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Fault:
    """The fault of one kind. Raises KeyError for a kind that is not in the table."""
    status, title, detail = _KINDS[kind]
    return Fault(status, kind, title, detail, detail_en, headers=headers, extra=extra)


def ready(*, alive: bool) -> None:
    """Raises FaultError where the processes that answer queries are gone."""
    if not alive:
        raise FaultError(
            problem("not-ready", "the process that answers queries is not running; start the server again")
        )


def problem_of(error: AftalegrafError) -> Fault:
    """The fault that an error of a query is answered with."""
    match error:
        case FaultError():
            return error.fault
        case QueryError():
            kind = error.reason if isinstance(error, RefusedError) else "syntax"
            place = {"line": error.line, "column": error.column} if error.line else {}
            return problem(kind, error.message, place)
        case DeadlineError() | BusyError() | SpentError():
            kind = _WAITS[type(error)]
            return problem(kind, str(error), headers={"retry-after": str(math.ceil(error.seconds))})
        case EngineError():
            return problem("engine", str(error))
        case _:
            return problem("engine", "the service could not answer")
