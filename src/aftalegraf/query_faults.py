"""Say in words what is wrong with a query, and point to the place in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from aftalegraf.faults import Fault

# A title and what to do, by language and kind of problem; the Danish of other kinds is that of the fault.
_WORDS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "da": {
        "syntax": (
            "Forespørgslen kan ikke læses",
            (
                "Den følger ikke reglerne for SPARQL 1.1. Se på det markerede sted og det lige før: ofte mangler der"
                " et punktum, en parentes eller et anførselstegn."
            ),
        ),
    },
    "en": {
        "syntax": (
            "The query cannot be read",
            (
                "It does not follow the rules of SPARQL 1.1. Look at the marked place and just before it: often a"
                " full stop, a bracket or a quotation mark is missing."
            ),
        ),
        "update": (
            "The service is read only",
            "The text is an update. Use SELECT, ASK, CONSTRUCT or DESCRIBE; data change in the project's files only.",
        ),
        "read-only": ("The service is read only", "Updates are not taken. Data change in the project's files only."),
        "service": (
            "SERVICE is not allowed",
            "SERVICE asks other servers, and this service does not. Remove SERVICE from the query.",
        ),
        "depth": ("The query is too deep", "The brackets stand too deep in one another. Make the query flatter."),
        "patterns": ("The query has too many patterns", "A group has too many patterns. Ask in smaller parts."),
        "unsupported": (
            "The query cannot be answered",
            "The query uses something that the engine cannot do, such as somebody else's function. Remove it.",
        ),
        "size": ("The query is too long", "A query may fill 256 kB at most. Send a shorter one."),
        "parameters": ("Wrong parameters", "Send exactly one query, encoded as UTF-8."),
        "method": ("The method is not used here", "Use GET, HEAD, POST or OPTIONS."),
        "content-type": ("The content type is not known", "Send the query from the form on this page."),
        "format": ("No format fits", "The answer is not offered in the format asked for."),
        "characters": (
            "The answer cannot be written as XML",
            "The answer has a character that XML cannot carry. Ask for JSON, CSV or TSV, or for Turtle for triples.",
        ),
        "graph": (
            "There is no such graph",
            "The query names a graph that is not here. Choose another, or leave FROM out.",
        ),
        "no-graph": (
            "There is no such graph",
            "The graph is not here. The description at /sparql names those that are.",
        ),
        "graph-choice": (
            "Wrong parameters",
            "Write ?default, or ?graph= and the IRI of a graph, or neither to have all graphs.",
        ),
        "client": (
            "You have had your time",
            "Queries from your address took all the time they may in a minute. Wait a little, or ask a lighter one.",
        ),
        "deadline": (
            "The query took too long",
            "The query was stopped because its time was up. Ask for less: use LIMIT or fewer patterns.",
        ),
        "not-ready": (
            "The service is not ready",
            "The process that answers queries is not running. Whoever runs the server must start it again.",
        ),
        "busy": ("The service is busy", "Too many queries are under way. Try again in a moment."),
        "engine": ("The query could not be carried out", "The engine had to give up. Ask for less: use LIMIT."),
    },
}
# What the engine says of some mistakes, and what that means.
_CAUSES: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "Prefix not found",
        "Et præfiks kendes ikke. Brug et af dem, der er sat på forhånd, eller skriv en PREFIX-linje øverst.",
        "A prefix is not known. Use one of those that are preset, or write a PREFIX line at the top.",
    ),
    (
        "variable that is unbound",
        "SELECT nævner en variabel, som ikke står i WHERE, eller som mangler i GROUP BY.",
        "SELECT names a variable that does not stand in WHERE, or that is missing in GROUP BY.",
    ),
    (
        "IRI parsing failed",
        "En IRI er skrevet forkert; der må ikke være mellemrum i den.",
        "An IRI is not well formed.",
    ),
    (
        "a string begins here",
        "En tekst begynder her og slutter ikke. Sæt det sidste anførselstegn.",
        "A text begins here and does not end. Close its quotation marks.",
    ),
    (
        "can be read in two ways",
        "Stedet kan læses på to måder. Sæt et mellemrum efter «<», hvis det betyder «mindre end».",
        "The place can be read in two ways. Put a space after '<' if it means less than.",
    ),
    (
        "stands for no character",
        "En omvendt skråstreg står ikke for noget tegn her. Skriv den to gange.",
        "A backslash stands for no character here. Write it twice.",
    ),
)
_EXPECTED: Final = re.compile(r'(?<=[\s,])(?:"([^"\s]{1,12})"|([A-Z]{2,}))(?=,|$)')
_PIECE: Final = re.compile(r"[?$@\w:.\-]+|\S", re.UNICODE)
_WIDEST: Final = 160


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a query: a title, what to do and the engine's own words, which are English.

    `cause` says more where the engine's words are known, and `expected` what could stand at the place. `line` and
    `column` count from 1, 0 where no place is known. `before`, `marked` and `after` are the line itself, with what
    stands at the place marked; nothing is marked where the text ends too early.
    """

    kind: str
    status: int
    title: str
    advice: str
    words: str
    cause: str
    expected: tuple[str, ...]
    line: int
    column: int
    before: str
    marked: str
    after: str


def mistake(fault: Fault, query: str, language: str) -> Mistake:
    """The fault of a query in words, with its place in the text."""
    title, advice = _WORDS[language].get(fault.kind, (fault.title, fault.detail))
    line, column = (int(str(fault.extra.get(name, 0))) for name in ("line", "column"))
    before, marked, after = _place(query, line, column)
    words = fault.detail_en
    expected = tuple(dict.fromkeys(sign or word for sign, word in _EXPECTED.findall(words)))
    return Mistake(
        kind=fault.kind,
        status=fault.status,
        title=title,
        advice=advice,
        words=words,
        cause=next((en if language == "en" else da for said, da, en in _CAUSES if said in words), ""),
        expected=expected if len(expected) > 1 else (),  # one alone is what the engine tried last
        line=line,
        column=column,
        before=before,
        marked=marked,
        after=after,
    )


def _place(query: str, line: int, column: int) -> tuple[str, str, str]:
    """The line of a place in three: what stands before it, at it and after it, the ends of a long line left out.

    The engine often tells the place where it gave up; where nothing stands there, the piece before it is marked.
    """
    lines = query.split("\n")
    if not 0 < line <= len(lines):
        return "", "", ""
    text = lines[line - 1].rstrip("\r")
    pieces = list(_PIECE.finditer(text[: column + _WIDEST]))
    found = next((piece for piece in pieces if piece.start() <= column - 1 < piece.end()), None)
    found = found or next((piece for piece in reversed(pieces) if piece.end() < column), None)
    if found is None:
        return "", "", text[:_WIDEST]
    first = max(0, found.start() - _WIDEST)
    return ("…" if first else "") + text[first : found.start()], found[0], text[found.end() : found.end() + _WIDEST]
