"""Describe the REST interface in words, each operation with an example that can be followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

# The operations by path: what to call them and what they give, in Danish and English, and an example to follow.
_WORDS: Final[dict[str, tuple[tuple[str, str], tuple[str, str], str]]] = {
    "/api/v1/questions": (
        ("Alle spørgsmål", "Every question"),
        (
            "Spørgsmålene i biblioteket med tema, titel på dansk og engelsk og parametre.",
            "The questions of the library with theme, title in Danish and English, and parameters.",
        ),
        "/api/v1/questions",
    ),
    "/api/v1/questions/{question_id}": (
        ("Ét spørgsmål", "One question"),
        (
            "Spørgsmålet med sin SPARQL og de værdier, hver parameter kan have.",
            "The question with its SPARQL and the values that each parameter can have.",
        ),
        "/api/v1/questions/indikatorer-for-nationalt-maal",
    ),
    "/api/v1/questions/{question_id}/answer": (
        ("Svaret på et spørgsmål", "The answer to a question"),
        (
            "Giv parametrene i adressen; en værdi er et id, en IRI eller et navn. Hver række har sine kilder.",
            "Give the parameters in the address; a value is an id, an IRI or a name. Each row has its sources.",
        ),
        "/api/v1/questions/indikatorer-for-nationalt-maal/answer?maal=ng-forloeb&grundlag=redaktionel",
    ),
    "/api/v1/resources/{kind}/{slug}": (
        ("Én ting", "One thing"),
        (
            "Alt, der siges om en ting, og alt, der peger på den, med grundlag og kilde.",
            "All that is said of a thing and all that points to it, with ground and source.",
        ),
        "/api/v1/resources/forum/for-ssg-midt",
    ),
    "/api/v1/search": (
        ("Søg efter navne", "Search for names"),
        (
            "Ting, begreber, spørgsmål, bestemmelser og dokumenter, der hedder sådan eller næsten sådan, efter slags.",
            "Things, terms, questions, provisions and documents of that name, or nearly, by kind.",
        ),
        "/api/v1/search?q=dagligrygere",
    ),
    "/api/v1/validation": (
        ("Gennemgang mod vejledningen", "Review against the guidance"),
        (
            "Hver aftales bestemmelser: opfyldt, ikke opfyldt eller kan ikke afgøres, med begrundelse og kilde.",
            "The provisions for each agreement: met, not met or undecided, with reason and source.",
        ),
        "/api/v1/validation",
    ),
    "/api/v1/trace/status": (
        ("Hvad er koblet?", "What is linked?"),
        (
            (
                "Alt i aftalens kæde med status: til næste led og hele vejen. Uden aftale gives hver aftale, hvis "
                "tekst er læst."
            ),
            (
                "Everything in the chain of the agreement with its status: to the next link and all the way. Without "
                "an agreement, each whose text is read."
            ),
        ),
        "/api/v1/trace/status?aftale=agr-syd-2024-2027",
    ),
    "/api/v1/trace/gaps": (
        ("Hvad er ikke koblet?", "What is not linked?"),
        (
            "Kun det, der mangler, ét fund for hver årsag. Det, der ikke kan afgøres, står for sig med sin grund.",
            "Only what is missing, one finding for each reason. What cannot be decided stands apart, with its reason.",
        ),
        "/api/v1/trace/gaps?aftale=agr-midt-2019-2023",
    ),
    "/api/v1/trace/matrix/{table}": (
        ("En tabel over koblinger", "A table of links"),
        (
            (
                "Hvad der er koblet til hvad, med tal for rækker og kolonner, eller vejene bag en række, en kolonne "
                "eller en celle."
            ),
            "What is linked to what, with counts of rows and columns, or the ways behind a row, a column or a cell.",
        ),
        "/api/v1/trace/matrix/indikator-maalsaetning?aftale=agr-midt-2019-2023",
    ),
    "/api/v1/trace/why": (
        ("Hvorfor ikke?", "Why not?"),
        (
            "Vejen fra en ting til en anden; eller den nærmeste, der ikke når frem, og det led, der mangler.",
            "The way from one thing to another; or the nearest that fails, and the link that is missing.",
        ),
        "/api/v1/trace/why?fra=obj-midt-akut&til=ng-kvalitet",
    ),
    "/api/v1/trace/impact": (
        ("Hvad afhænger af hvad?", "What depends on what?"),
        (
            (
                "Alt, der afhænger af det, der ophører eller ændres, med vejen til hver ting og koblingen til "
                "nationale mål før og efter."
            ),
            (
                "All that depends on what ends or changes, with the way to each thing and the links to national "
                "goals before and after."
            ),
        ),
        "/api/v1/trace/impact?ting=ds-sundhedsprofil",
    ),
    "/api/v1/trace/succession": (
        ("Hvad sker der på en dag?", "What happens on a day?"),
        (
            (
                "Hvad der falder, og hvad der begynder, på hvilket grundlag, og hvad der træder i stedet. Uden dato "
                "vises reformens dag."
            ),
            (
                "What falls and what begins, on what basis, and what takes its place. Without a date, on the day of "
                "the reform."
            ),
        ),
        "/api/v1/trace/succession",
    ),
    "/api/v1/trace/compare": (
        ("Aftaler side om side", "Agreements side by side"),
        (
            "Hvad aftalerne er fælles om, hvad en kilde knytter sammen, og hvad der kun står i én.",
            "What the agreements share, what a source ties together, and what stands in one only.",
        ),
        "/api/v1/trace/compare?aftale=agr-midt-2019-2023&aftale=agr-syd-2024-2027",
    ),
    "/api/v1/trace/duties": (
        ("Hvem skal hvad hvornår?", "Who must do what, and when?"),
        (
            "Hvem der skylder hvem hvad, hvor tit eller hvornår, og på hvilket grundlag.",
            "Who owes what to whom, how often or by when, and on what basis.",
        ),
        "/api/v1/trace/duties?aktoer=for-koordination-syd",
    ),
    "/api/v1/trace/diff": (
        ("Forskellen mellem to dage", "The difference between two days"),
        (
            (
                "Hvad der gælder den ene dag og ikke den anden, i sætninger. Filer og mapper sammenlignes med "
                "kommandoen aftalegraf diff."
            ),
            (
                "What holds on one day and not on the other, in sentences. Files and folders are compared with the "
                "command aftalegraf diff."
            ),
        ),
        "/api/v1/trace/diff?fra=2026-12-31&til=2027-01-01",
    ),
    "/health": (
        ("Er serveren i live?", "Is the server alive?"),
        ("Svarer, så længe serveren er i live.", "Answers as long as the server is alive."),
        "/health",
    ),
    "/ready": (
        ("Er serveren klar?", "Is the server ready?"),
        (
            "Svarer, når data er indlæst, med antallet af tripler; 503, når forespørgsler ikke kan besvares.",
            "Answers when the data are loaded, with their number; 503 when queries cannot be answered.",
        ),
        "/ready",
    ),
}
_PARAMETERS: Final[dict[str, tuple[str, str]]] = {
    "q": (
        "Det, der søges efter; de første 200 tegn læses.",
        "What is searched for; its first 200 characters are read.",
    ),
    "kind": (
        "Id for en slags, som svaret angiver den; så gives alle af den slags.",
        "The id of a kind, as the answer gives it; then all of that kind are given.",
    ),
    "sorter": (
        "Kolonnens id; med - foran kommer de største først.",
        "The id of a column; with - before it the largest come first.",
    ),
    "grundlag": ("Hvilke udsagn svaret må bygge på.", "Which statements the answer may rest on."),
    "format": ("Svarets format.", "The format of the answer."),
    "language": ("Sproget i titler og ord for grundlag.", "The language of titles and of words for the ground."),
    "separator": (
        "Skilletegn i CSV; dansk Excel vil have semikolon.",
        "The separator in CSV; Danish Excel wants a semicolon.",
    ),
    "aftale": (
        "Kun denne aftale: id, IRI eller navn; ved sammenligning to eller flere.",
        "Only this agreement: an id, an IRI or a name; two or more to compare.",
    ),
    "dato": (
        "En dag som 2027-01-01.",
        "A day like 2027-01-01.",
    ),
    "kaede": (
        "Aftalens egen kæde, eller bestemmelserne til deres regler.",
        "The agreement's own chain, or the provisions to their rules.",
    ),
    "raekke": (
        "Vis vejene bag denne række: id, IRI eller navn.",
        "Show the ways behind this row: an id, an IRI or a name.",
    ),
    "kolonne": (
        "Vis vejene bag denne kolonne.",
        "Show the ways behind this column.",
    ),
    "fra": (
        "Hvor der begyndes: en ting, eller en dag som 2026-12-31.",
        "Where to begin: a thing, or a day like 2026-12-31.",
    ),
    "til": (
        "Hvor der sluttes: en ting, eller en dag som 2027-01-01.",
        "Where to end: a thing, or a day like 2027-01-01.",
    ),
    "ting": (
        "Det, der ophører eller ændres; flere på én gang.",
        "What ends or changes; several at once.",
    ),
    "aktoer": (
        "Kun det, denne aktør skal og får: id, IRI eller navn.",
        "Only what this body owes and gets: an id, an IRI or a name.",
    ),
    "uden-ejer": (
        "Kun det, ingen kilde giver til nogen.",
        "Only what no source gives to anybody.",
    ),
}
_IN_PATH: Final = ("I adressen", "In the address")


@dataclass(frozen=True, slots=True)
class Setting:
    """A parameter of an operation: what it means, the values it can have and the one it has when left out."""

    name: str
    required: bool
    meaning: str
    values: tuple[str, ...]
    example: str
    default: str


@dataclass(frozen=True, slots=True)
class Call:
    """An operation of the interface. `example` is an address that answers, "" where none is known."""

    method: str
    path: str
    title: str
    text: str
    example: str
    settings: tuple[Setting, ...]


def calls(openapi: Mapping[str, Any], language: str) -> tuple[Call, ...]:
    """The operations of an interface that describes itself, in its order; unknown ones in their own Danish words."""
    return tuple(
        _call(path, method, operation, int(language == "en"))
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    )


def _call(path: str, method: str, operation: Mapping[str, Any], which: int) -> Call:
    own = str(operation.get("summary", path)), str(operation.get("description", ""))
    title, text, example = _WORDS.get(path, ((own[0],) * 2, (own[1],) * 2, ""))
    settings = tuple(_setting(found, which) for found in operation.get("parameters", ()))
    return Call(method.upper(), path, title[which], text[which], example, settings)


def _setting(found: Mapping[str, Any], which: int) -> Setting:
    schema = found["schema"]
    told = found.get("description") or (_IN_PATH[which] if found["in"] == "path" else "")
    return Setting(
        name=found["name"],
        required=bool(found.get("required")),
        meaning=told if found["in"] == "path" else _PARAMETERS.get(found["name"], (told, told))[which],
        values=tuple(map(str, schema.get("enum", ()))),
        example=str(next(iter(schema.get("examples", ())), "")),
        default=str(schema.get("default", "")),
    )
