"""Write Turtle in one canonical form, so that a small change gives a small diff."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax

from aftalegraf.errors import SourceError
from aftalegraf.namespaces import PREFIXES


def canonical(text: str, shown_as: str) -> str:
    """The same graph in canonical form. Raises SourceError when the text does not parse."""
    graph = Graph(bind_namespaces="none")
    try:
        graph.parse(data=text, format="turtle")
    except BadSyntax as error:
        raise SourceError(shown_as, error.lines + 1, "does not parse as Turtle; mend the text there") from None
    ordered = Graph(bind_namespaces="none")
    for prefix, iri in sorted(PREFIXES.items()):
        ordered.bind(prefix, iri)
    for triple in sorted(graph):
        ordered.add(triple)
    return ordered.serialize(format="longturtle", canon=True)


def format_file(path: Path, *, check: bool) -> bool:
    """Bring one file into canonical form, or with `check` only look. Tells whether it was (or would be) changed."""
    if not path.is_file():
        raise SourceError(str(path), None, "no such file; check the path")
    before = path.read_text(encoding="utf-8")
    after = canonical(before, str(path))
    if before == after:
        return False
    if not check:
        path.write_text(after, encoding="utf-8")
    return True
