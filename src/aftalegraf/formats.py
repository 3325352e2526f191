"""Know the media types and choose the one that a client asks for (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

HTML: Final = "text/html"
JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"
TURTLE: Final = "text/turtle"
N_TRIPLES: Final = "application/n-triples"
JSON_LD: Final = "application/ld+json"
RDF_XML: Final = "application/rdf+xml"
N_QUADS: Final = "application/n-quads"
TRIG: Final = "application/trig"

USUAL: Final = 500  # letters of an Accept header that is remembered

# What each kind of answer is offered as; the first is given to those who take anything.
RESULT_TYPES: Final = (JSON, XML, CSV, TSV)
RDF_TYPES: Final = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
GRAPHS_TYPES: Final = (N_QUADS, TRIG, JSON_LD)
PAGE_TYPES: Final = (HTML, TURTLE, JSON_LD, N_TRIPLES, RDF_XML)

DESCRIPTION_TYPES: Final = (TURTLE, HTML, JSON_LD, N_TRIPLES, RDF_XML)

# The short names of `?format=` and of file endings.
SHORT_NAMES: Final[dict[str, str]] = {
    "html": HTML,
    "json": JSON,
    "xml": XML,
    "csv": CSV,
    "tsv": TSV,
    "turtle": TURTLE,
    "ttl": TURTLE,
    "ntriples": N_TRIPLES,
    "nt": N_TRIPLES,
    "jsonld": JSON_LD,
    "rdfxml": RDF_XML,
    "rdf": RDF_XML,
    "nquads": N_QUADS,
    "nq": N_QUADS,
    "trig": TRIG,
}

# Wider types that clients name when they mean ours.
_ALIASES: Final[dict[str, tuple[str, ...]]] = {JSON: ("application/json",), XML: ("application/xml", "text/xml")}


def negotiate(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type that an Accept header likes best, or None if it takes none of them.

    The first one offered wins a tie and is given where there is no header. `application/json` and `application/xml`
    count as the SPARQL results in JSON and XML.
    """
    if accept is None or not accept.strip():
        return offered[0]
    liked = _liked if len(accept) <= USUAL else _liked.__wrapped__
    return liked(accept, tuple(offered))


@lru_cache(maxsize=256)
def _liked(accept: str, offered: tuple[str, ...]) -> str | None:
    """What `negotiate` gives for a header; the usual ones are read once."""
    ranges = _ranges(accept)
    best = max(offered, key=lambda kind: _quality(kind, ranges))
    return best if _quality(best, ranges) > 0 else None


def media_type(name: str) -> str | None:
    """The media type behind a short name such as `json` or `turtle`, or None."""
    return SHORT_NAMES.get(name.lower())


def content_type(kind: str) -> str:
    """A media type as the Content-Type header has it: text with its character set."""
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def takes_gzip(accept_encoding: str) -> bool:
    """Whether an Accept-Encoding header takes gzip; one that is not there takes nothing."""
    ranges = _ranges(accept_encoding)
    return ranges.get("gzip", ranges.get("*", 0.0)) > 0


def chosen(names: Sequence[str], accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type that the first of the short names stands for, without names what the header likes best."""
    if not names:
        return negotiate(accept, offered)
    kind = media_type(names[0])
    return kind if kind in offered else None


def _ranges(accept: str) -> dict[str, float]:
    """Each range of the header with its quality; one that cannot be read is passed over."""
    found: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = next((_number(p[2:]) for p in parameters if p.startswith("q=")), 1.0)
        if name and quality is not None:
            found[name] = max(quality, found.get(name, 0.0))
    return found


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None


def _quality(kind: str, ranges: dict[str, float]) -> float:
    """The quality of one media type: the most specific range that fits it, or an alias named outright."""
    fitting = (kind, f"{kind.partition('/')[0]}/*", "*/*")
    own = next((ranges[name] for name in fitting if name in ranges), 0.0)
    return max(own, *(ranges.get(alias, 0.0) for alias in _ALIASES.get(kind, ())), 0.0)
