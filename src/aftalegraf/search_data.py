"""Give what a search found to programs, as plain data."""

from __future__ import annotations

from typing import Any

from aftalegraf.namespaces import ID
from aftalegraf.search import Found, Hit
from aftalegraf.search_names import QUESTION


def found_data(found: Found) -> dict[str, Any]:
    """The answer to a search as JSON has it: the kinds with what was found of each, the best first."""
    return {
        "query": found.query,
        "cut": found.cut,
        "partly": found.partly,
        "total": found.total,
        "kinds": [
            {
                "id": kind.id,
                "label": kind.label,
                "total": kind.total,
                "hits": [_hit(hit, question=kind.id == QUESTION) for hit in kind.hits],
            }
            for kind in found.kinds
        ],
        "nearest": list(found.nearest),
    }


def _hit(hit: Hit, *, question: bool) -> dict[str, Any]:
    """One thing. A question of the library has no IRI; `data` is where this server tells more of it, if it does."""
    ours = hit.iri.startswith(ID)
    more = f"/api/v1/questions/{hit.id}" if question else f"/api/v1/resources/{hit.iri.removeprefix(ID)}"
    matched = hit.matched
    return {
        "iri": None if question else hit.iri,
        "id": hit.id,
        "label": hit.label,
        "matched": {"text": matched.text, "language": matched.language, "role": matched.role} if matched else None,
        "data": more if question or ours else None,
    }
