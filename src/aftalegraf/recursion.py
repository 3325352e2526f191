"""Find shapes that refer to themselves: SHACL does not say what they mean, and a validator may pass over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from aftalegraf.errors import EngineError
from aftalegraf.namespaces import RDF, SH, shorten
from aftalegraf.rdf import NamedNode, Triple
from aftalegraf.ways import linked, rounds

_LEADING: Final = frozenset(f"{SH}{name}" for name in ("node", "property", "not", "qualifiedValueShape"))
_LISTING: Final = frozenset(f"{SH}{name}" for name in ("and", "or", "xone"))
_LIST: Final = frozenset({f"{RDF}first", f"{RDF}rest"})


def check_rounds(shapes: Iterable[Triple]) -> None:
    """Raises EngineError with the names of shapes that refer to themselves, directly or through others."""
    known = tuple(shapes)
    for found in rounds(linked(_links(known))):
        names = [shorten(node[1:-1]) for node in found if node.startswith("<")]
        if names:
            told = " → ".join(dict.fromkeys(names))
            raise EngineError(
                f"the shapes cannot be used: {told} refers to itself, and SHACL does not say what that means; "
                "write it as a path that repeats, or as sh:sparql"
            )


def _links(known: Iterable[Triple]) -> Iterator[tuple[str, str]]:
    """What a shape refers to, through lists of shapes too."""
    for t in known:
        if t.predicate.value in _LEADING | _LISTING | _LIST and isinstance(t.predicate, NamedNode):
            yield str(t.subject), str(t.object)
