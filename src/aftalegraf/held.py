"""Tell which triples hold on a day, and which hold on one of two days only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from aftalegraf.namespaces import RDF
from aftalegraf.rdf import NamedNode, Triple
from aftalegraf.validity import TYING, AsOf, Dates

_PARTS: Final = tuple(NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_Key: TypeAlias = tuple[object, ...]


def holding(triples: Iterable[Triple], known: Dates, then: AsOf) -> tuple[Triple, ...]:
    """Those triples that hold on a day.

    With a thing goes all that is said of it and all that leads to it, also what only ties it to another; a triple goes
    with the last of the statements that state it.
    """
    every = tuple(triples)
    held = _Held(every, known, then, _stated(every))
    return tuple(t for t in every if held.on(t))


def split(
    triples: Iterable[Triple], known: Dates, first: AsOf, second: AsOf
) -> tuple[list[Triple], list[Triple], list[Triple]]:
    """Those triples that hold on the first of two days only, on the second only, and on both."""
    every = tuple(triples)
    stated = _stated(every)
    before, after = (_Held(every, known, then, stated) for then in (first, second))
    differing = before.ends ^ after.ends, before.unsaid ^ after.unsaid
    lost: list[Triple] = []
    come: list[Triple] = []
    both: list[Triple] = []
    same = before.ends & after.ends, before.unsaid & after.unsaid
    for t in every:
        ends, key = (t.subject, t.object), (t.subject, t.predicate, t.object)
        if ends[0] in differing[0] or ends[1] in differing[0] or key in differing[1]:
            was, now = before.on(t), after.on(t)
            if was or now:
                (both if was and now else lost if was else come).append(t)
        elif ends[0] not in same[0] and ends[1] not in same[0] and key not in same[1]:
            both.append(t)
    return lost, come, both


class _Held:
    """What is gone on a day: `ends` the things and statements, `unsaid` the triples that nothing states any more."""

    def __init__(self, every: Iterable[Triple], known: Dates, then: AsOf, stated: Mapping[object, _Key]) -> None:
        over = {NamedNode(u) for u, (start, end) in known.spans.items() if not start <= then.day < end}
        ended = {*map(NamedNode, then.absent), *over}
        self.ends: set[object] = ended.union(t.subject for t in every if t.predicate in TYING and t.object in ended)
        gone = {stated[u] for u in over if u in stated}
        self.unsaid = gone - {key for u, key in stated.items() if key in gone and u not in over}

    def on(self, t: Triple) -> bool:
        """Whether a triple holds."""
        return (
            t.subject not in self.ends
            and t.object not in self.ends
            and (not self.unsaid or (t.subject, t.predicate, t.object) not in self.unsaid)
        )


def _stated(triples: Iterable[Triple]) -> dict[object, _Key]:
    """What each statement states: subject, predicate and object."""
    parts: dict[object, dict[NamedNode, object]] = {}
    for t in triples:
        if t.predicate in _PARTS:
            parts.setdefault(t.subject, {})[t.predicate] = t.object
    return {statement: tuple(said[part] for part in _PARTS if part in said) for statement, said in parts.items()}
