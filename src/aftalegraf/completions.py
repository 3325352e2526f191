"""List the terms that a query can name, to be found by their labels while it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from aftalegraf.namespaces import AFT, OWL, REUSED_RANGES, SKOS, shorten
from aftalegraf.terms import Term, Vocabulary

_KINDS: Final[dict[str, dict[str, str]]] = {
    f"{OWL}Class": {"da": "klasse", "en": "class"},
    f"{OWL}ObjectProperty": {"da": "egenskab", "en": "property"},
    f"{OWL}DatatypeProperty": {"da": "egenskab", "en": "property"},
    f"{SKOS}Concept": {"da": "kode", "en": "code"},
    f"{SKOS}ConceptScheme": {"da": "kodeliste", "en": "code list"},
}
_OTHER: Final = {"da": "andet", "en": "other"}
_REUSED: Final = {"da": "genbrugt egenskab", "en": "reused property"}


def completions(
    terms: Vocabulary, labels: Mapping[str, Mapping[str, str]], language: str
) -> list[tuple[str, str, str, str]]:
    """Each term as a query writes it (`aft:harMaalsaetning`), its Danish and English label, and what kind it is.

    Our own terms first, then the properties of others that the data use, each part in the order of the names.
    """
    own = sorted(_entry(term, language) for term in _distinct(terms.all()))
    reused = sorted(
        (shorten(iri), known.get("da", ""), known.get("en", ""), _REUSED[language])
        for iri in REUSED_RANGES
        for known in [labels.get(iri, {})]
    )
    return [*own, *reused]


def _distinct(terms: Iterable[Term]) -> Iterable[Term]:
    return {term.iri: term for term in terms}.values()


def _entry(term: Term, language: str) -> tuple[str, str, str, str]:
    kind = next((_KINDS[name] for name in term.kinds if name in _KINDS), _OTHER)
    return f"aft:{term.iri.removeprefix(AFT)}", term.label.get("da", ""), term.label.get("en", ""), kind[language]
