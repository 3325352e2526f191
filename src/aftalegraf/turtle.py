"""Write RDF for readers, the same bytes every time: Turtle in one canonical form, JSON-LD with short names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from aftalegraf.errors import SourceError
from aftalegraf.formats import JSON_LD, N_TRIPLES, TURTLE
from aftalegraf.namespaces import PREFIXES, shorten
from aftalegraf.rdf import Triple, write


def canonical(text: str, shown_as: str) -> str:
    """The same graph in canonical form. Raises SourceError when the text does not parse."""
    from rdflib import Graph  # noqa: PLC0415 (slow to import and large, and few who start a server need it)
    from rdflib.plugins.parsers.notation3 import BadSyntax  # noqa: PLC0415

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


def publish(triples: Iterable[Triple], media_type: str) -> bytes:
    """One graph for people who read the format: Turtle and JSON-LD with our prefixes, else as `rdf.write` has it."""
    plain = write(triples, N_TRIPLES if media_type in (TURTLE, JSON_LD) else media_type)
    if media_type == TURTLE:
        return canonical(plain.decode(), "ontology").encode()
    return _compact(plain) if media_type == JSON_LD else plain


def _compact(triples: bytes) -> bytes:
    """JSON-LD with a context of the prefixes that are used; nodes and values in order."""
    from rdflib import Graph  # noqa: PLC0415

    graph = Graph(bind_namespaces="none")
    graph.parse(data=triples, format="nt")
    named = {str(term) for triple in graph for term in triple}
    used = {name for name, _, rest in (shorten(term).partition(":") for term in named) if not rest.startswith("//")}
    context = {prefix: iri for prefix, iri in sorted(PREFIXES.items()) if prefix in used}
    written = json.loads(graph.serialize(format="json-ld", context=context))
    nodes = written["@graph"] if "@graph" in written else [{k: v for k, v in written.items() if k != "@context"}]
    whole = {
        "@context": context,
        "@graph": [_ordered(node) for node in sorted(nodes, key=lambda node: str(node["@id"]))],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _ordered(value: Any) -> Any:
    """The same JSON with keys and lists in order: RDF has no order, and our graphs hold no lists."""
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted((_ordered(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value
