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
    "/health": (
        ("Er serveren i live?", "Is the server alive?"),
        ("Svarer, så længe serveren er i live.", "Answers as long as the server is alive."),
        "/health",
    ),
    "/ready": (
        ("Er data indlæst?", "Are the data loaded?"),
        (
            "Svarer, når data er indlæst, med antallet af tripler.",
            "Answers when the data are loaded, with their number.",
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
