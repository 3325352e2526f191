"""Go backwards from changed triples to the nodes that look at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from aftalegraf.compiled import Below
from aftalegraf.groups import Path
from aftalegraf.holder import Holder
from aftalegraf.namespaces import RDF
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Triple
from aftalegraf.reach import Look
from aftalegraf.shape_model import Shape, Term

MOST: Final = 20_000  # nodes on the way back from one look; where there are more, all nodes may be affected

_TYPE: Final = f"{RDF}type"


@dataclass(frozen=True, slots=True)
class Change:
    """What one version of the data has that the other has not."""

    removed: frozenset[Triple]
    added: frozenset[Triple]

    def __iter__(self) -> Iterator[Triple]:
        yield from self.removed
        yield from self.added


NONE: Final = Change(frozenset(), frozenset())


class _NamelessError(Exception):
    """A way back leads over a node without a name, of which no store can be asked."""


class Affected:
    """The nodes from which changed triples are seen, in a store as it is after the change."""

    def __init__(self, store: Holder, change: Change, below: Below) -> None:
        self._store, self._below = store, below
        self._changed: dict[str, list[Triple]] = {}
        for t in change:
            self._changed.setdefault(t.predicate.value, []).append(t)
        self._steps: dict[tuple[Term, str, bool], tuple[Term, ...]] = {}
        self._seen: dict[Look, frozenset[Term] | None] = {}

    def roots(self, looks: frozenset[Look] | None) -> frozenset[Term] | None:
        """The nodes from which one of these looks sees a changed triple; None where they may be all."""
        if looks is None:
            return None
        found: set[Term] = set()
        for look in looks:
            if look not in self._seen:
                self._seen[look] = self._roots(look)
            nodes = self._seen[look]
            if nodes is None:
                return None
            found |= nodes
        return frozenset(found)

    def aimed(self, shape: Shape, node: Term) -> bool:
        """Whether a node with a name is a target of a shape."""
        return any(self._is_target(kind, value, node) for kind, value in shape.targets)

    def _is_target(self, kind: str, value: Term, node: Term) -> bool:
        if kind == "targetNode" or not isinstance(value, NamedNode):
            return node == value
        if kind == "targetClass":
            kinds = self._step(node, _TYPE, back=False)
            return any(NamedNode(one) in kinds for one in self._below(value.value))
        return bool(self._step(node, value.value, back=kind == "targetObjectsOf"))

    def _roots(self, look: Look) -> frozenset[Term] | None:
        every = [t for told in self._changed.values() for t in told]
        changed = self._changed.get(look.iri, []) if look.iri else every
        if not changed or look.path is None:
            return None if changed else frozenset()
        try:
            found = self._before(look.path, {t.object if look.back else t.subject for t in changed}, back=True)
        except _NamelessError:
            return None
        return None if len(found) > MOST else frozenset(found)

    def _before(self, path: Path, nodes: set[Term], *, back: bool) -> set[Term]:
        """What a path leads to from some nodes, or `back` from what it leads to them; no further than `MOST`."""
        if len(nodes) > MOST:
            return nodes
        if path.kind == "step":
            return {far for node in nodes for far in self._step(node, path.iri, back=back)}
        if path.kind == "back":
            return self._before(path.parts[0], nodes, back=not back)
        if path.kind == "ways":
            return {far for way in path.parts for far in self._before(way, nodes, back=back)}
        if path.kind == "repeat":
            return self._again(path.parts[0], nodes, back=back)
        for part in reversed(path.parts) if back else path.parts:
            nodes = self._before(part, nodes, back=back)
        return nodes

    def _again(self, path: Path, nodes: set[Term], *, back: bool) -> set[Term]:
        found, new = set(nodes), nodes
        while new and len(found) <= MOST:
            new = self._before(path, new, back=back) - found
            found |= new
        return found

    def _step(self, node: Term, iri: str, *, back: bool) -> tuple[Term, ...]:
        key = (node, iri, back)
        if key not in self._steps:
            self._steps[key] = tuple(self._asked(node, iri, back=back))
        return self._steps[key]

    def _asked(self, node: Term, iri: str, *, back: bool) -> Iterable[Term]:
        if isinstance(node, BlankNode | Triple):
            raise _NamelessError
        if back:
            return (t.subject for t in self._store.leading((node,), (None,), iri))
        return () if isinstance(node, Literal) else (t.object for t in self._store.said((node,), (None,), iri))
