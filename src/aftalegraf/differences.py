"""Tell what changed between two versions of the data, by thing and property, in time linear in their triples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from aftalegraf.cells import Cell, cell
from aftalegraf.errors import UsageError
from aftalegraf.evidence import Support
from aftalegraf.identity import NAMES, A, Parted, Term, parted
from aftalegraf.namespaces import AFT, RDF
from aftalegraf.rdf import Literal, NamedNode, Triple

NEW: Final = "new"
GONE: Final = "gone"
CHANGED: Final = "changed"

_STATEMENT: Final = NamedNode(f"{AFT}Udsagn")
_SUBJECT, _PREDICATE, _OBJECT = (NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_GROUND, _PLACE, _CONTESTED = (NamedNode(AFT + name) for name in ("grundlag", "kildehenvisning", "modsigesAf"))
_REFERENCE: Final = f"{AFT}Kildehenvisning"
_RESTS: Final = frozenset((_PLACE, _CONTESTED, NamedNode(f"{AFT}stoettesAf")))

_Key: TypeAlias = tuple[Term, Term, Term]


@dataclass(frozen=True, slots=True)
class Value:
    """What is said in one of two versions only, and what it rests on there.

    `contested_by` are the source references that say otherwise, where it stands as a contested statement: in the
    other version, or, where it is not `plain`, in its own.
    """

    cell: Cell
    supports: tuple[Support, ...] = ()
    contested_by: tuple[str, ...] = ()
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """What is said of a thing with one property in the first version only, and in the second only."""

    property_iri: str
    before: tuple[Value, ...]
    after: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Restated:
    """Something said in both versions on other evidence: what it rests on in the first only, and in the second only.

    Where ground and source are the same, `remarks` are the properties of its statements that have changed.
    """

    property_iri: str
    cell: Cell
    before: tuple[Support, ...]
    after: tuple[Support, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that is new, gone or changed, with all that changed of it.

    `label` is "" where it has no name; `earlier` is its IRI in the first version, where that was another; `resting`
    counts the statements of the second version that rest on it, where it is a source reference.
    """

    iri: str
    label: str
    classes: tuple[str, ...]
    state: str
    changes: tuple[Change, ...]
    restated: tuple[Restated, ...] = ()
    earlier: str = ""
    resting: int = 0


@dataclass(frozen=True, slots=True)
class Differences:
    """All that changed, by IRI. `names` are those of the things that are told of, `same` counts the triples in both."""

    things: tuple[Thing, ...]
    names: Mapping[str, str]
    same: int


@dataclass(frozen=True, slots=True)
class _Said:
    """One statement (aft:Udsagn) of a triple: what it rests on, who says otherwise, and all else it carries."""

    support: Support
    contested_by: tuple[str, ...]
    rest: frozenset[tuple[Term, Term]]


_Parts: TypeAlias = dict[Term, dict[Term, list[Term]]]
_Statements: TypeAlias = Mapping[_Key, tuple[_Said, ...]]


def differences(old: Collection[Triple], new: Collection[Triple]) -> Differences:
    """What changed from the old triples to the new. Statements (aft:Udsagn) are told with what they state.

    Raises UsageError for two versions that have nothing in common.
    """
    parts = parted(old, new)
    if (parts.lost or parts.come) and old and new and not parts.both:
        raise UsageError("the two versions have nothing in common: no statement stands in both; check which you gave")
    return of_parts(parts)


def of_parts(parts: Parted) -> Differences:
    """What changed between two versions that are parted."""
    found = _Found(parts)
    names = _Names(parts, {*found.changes, *found.restated, *found.ends()})
    references = {term for term in found.changes if _REFERENCE in names.classes(term)}
    resting = Counter(
        t.object for part in (parts.both, parts.come) for t in (part if references else ()) if t.object in references
        and t.predicate in _RESTS
    )  # fmt: skip
    things = []
    for term in {*found.changes, *found.restated}:
        iri = _iri(term)
        changes = _changes(found.changes.get(term, {}))
        restated = tuple(sorted(found.restated.get(term, ()), key=lambda one: (one.property_iri, one.cell.value)))
        things.append(
            Thing(iri, names.label(term), names.classes(term), names.state(term), changes, restated,
                  parts.earlier.get(iri, ""), resting[term])
        )  # fmt: skip
    told = {_iri(term): names.label(term) for term in names.wanted if names.label(term)}
    return Differences(tuple(sorted(things, key=lambda thing: thing.iri)), told, len(parts.both))


class _Found:
    """What differs between two versions, with the statements behind it."""

    def __init__(self, parts: Parted) -> None:
        self.parts = parts
        touched = {t.subject for part in (parts.lost, parts.come) for t in part}
        same = [t for t in parts.both if t.subject in touched]
        statements = {
            t.subject for part in (parts.lost, parts.come, same) for t in part if t.object == _STATEMENT
            and t.predicate == A
        }  # fmt: skip
        known = _grouped(t for t in same if t.subject in statements)
        self.before, self.after = (
            _statements(known, _grouped(t for t in side if t.subject in statements))
            for side in (parts.lost, parts.come)
        )
        self.changes: dict[Term, dict[Term, tuple[list[Value], list[Value]]]] = {}
        self.restated: dict[Term, list[Restated]] = {}
        for side, triples in enumerate((parts.lost, parts.come)):
            for t in triples:
                if t.subject not in statements:
                    self.add(side, (t.subject, t.predicate, t.object))
        for key in self.before.keys() | self.after.keys():
            self.restate(key)

    def add(self, side: int, key: _Key, *, plain: bool = True) -> None:
        """What one version only says; what stands as a contested statement says by whom."""
        of = (self.before, self.after)[side].get(key, ())
        contested = self.after.get(key, ()) if plain and not side else of
        against = {place for said in contested for place in said.contested_by}
        shown = cell(key[2])
        if shown:
            value = Value(shown, tuple(sorted(said.support for said in of)), tuple(sorted(against)), plain)
            self.changes.setdefault(key[0], {}).setdefault(key[1], ([], []))[side].append(value)

    def restate(self, key: _Key) -> None:
        """A triple whose statements differ: it stands in both versions, or in none, being contested."""
        stated = Triple(*key)  # type: ignore[arg-type]
        before, after = set(self.before.get(key, ())), set(self.after.get(key, ()))
        if stated in self.parts.both:
            one = _restated(key, before - after, after - before)
            self.restated.setdefault(key[0], []).extend([one] if one else [])
        elif stated not in self.parts.lost and stated not in self.parts.come:
            for side, more in enumerate((before - after, after - before)):
                if more and {said.support for said in more} != {said.support for said in (after, before)[side]}:
                    self.add(side, key, plain=False)

    def ends(self) -> Iterator[Term]:
        """The other ends of all that differs, and the places that it rests on."""
        values = (v for of in self.changes.values() for sides in of.values() for side in sides for v in side)
        for value in values:
            yield from _ends(value.cell, value.supports, value.contested_by)
        for one in (one for several in self.restated.values() for one in several):
            yield from _ends(one.cell, (*one.before, *one.after))


class _Names:
    """The names and classes of things, the second version's before the first's, and which version has them."""

    def __init__(self, parts: Parted, wanted: Iterable[Term]) -> None:
        self.wanted = frozenset(wanted)
        self._labels: tuple[dict[Term, list[Literal]], ...] = ({}, {})
        self._classes: tuple[dict[Term, set[str]], ...] = ({}, {})
        self._there: tuple[set[Term], ...] = (set(), set())
        for triples, sides in ((parts.lost, (0,)), (parts.come, (1,)), (parts.both, (0, 1))):
            for t in triples:
                if t.subject in self.wanted:
                    self._read(t, sides)

    def _read(self, t: Triple, sides: Iterable[int]) -> None:
        for side in sides:
            self._there[side].add(t.subject)
            if t.predicate in NAMES and isinstance(t.object, Literal):
                self._labels[side].setdefault(t.subject, []).append(t.object)
            elif t.predicate == A and isinstance(t.object, NamedNode):
                self._classes[side].setdefault(t.subject, set()).add(t.object.value)

    def state(self, term: Term) -> str:
        """Whether a thing is new, gone or in both versions."""
        was, now = (term in there for there in self._there)
        return CHANGED if was and now else NEW if now else GONE

    def label(self, term: Term) -> str:
        """The name of a thing, the Danish one where there are several; "" where there is none."""
        first, second = self._labels
        found = second.get(term) or first.get(term) or ()
        return min(((label.language != "da", label.value) for label in found), default=(False, ""))[1]

    def classes(self, term: Term) -> tuple[str, ...]:
        """The classes of a thing in the second version, else in the first."""
        first, second = self._classes
        return tuple(sorted(second.get(term) or first.get(term) or ()))


def _grouped(triples: Iterable[Triple]) -> _Parts:
    """What is said of each subject, by property."""
    parts: _Parts = {}
    for t in triples:
        parts.setdefault(t.subject, {}).setdefault(t.predicate, []).append(t.object)
    return parts


def _statements(same: _Parts, more: _Parts) -> _Statements:
    """The statements that are made of what both versions say and what one says more, by the triple that each states."""
    found: dict[_Key, list[_Said]] = {}
    for statement in same.keys() | more.keys():
        shared, own = same.get(statement, {}), more.get(statement, {})
        of = {name: [*shared.get(name, ()), *own.get(name, ())] for name in (*shared, *own)} if own else shared
        if _SUBJECT in of and _PREDICATE in of and _OBJECT in of:
            found.setdefault((of[_SUBJECT][0], of[_PREDICATE][0], of[_OBJECT][0]), []).append(_said(statement, of))
    return {key: tuple(said) for key, said in found.items()}


def _said(statement: Term, of: Mapping[Term, list[Term]]) -> _Said:
    ground = next((_iri(term).removeprefix(AFT) for term in of.get(_GROUND, ())), "")
    place = next((_iri(term) for term in of.get(_PLACE, ())), "")
    known = (_SUBJECT, _PREDICATE, _OBJECT, _GROUND, _PLACE, A)
    rest = frozenset((name, value) for name, values in of.items() if name not in known for value in values)
    against = tuple(sorted(_iri(term) for term in of.get(_CONTESTED, ())))
    return _Said(Support(ground, place, _iri(statement)), against, rest)


def _restated(key: _Key, before: Collection[_Said], after: Collection[_Said]) -> Restated | None:
    """A triple with the statements of it that only one version has; None where they say the same in all."""
    was = {(said.support.ground, said.support.place): said.support for said in before}
    now = {(said.support.ground, said.support.place): said.support for said in after}
    remarks = {name for said in before for name, _ in said.rest ^ _others(said, after)}
    remarks |= {name for said in after for name, _ in said.rest ^ _others(said, before)}
    lost = tuple(sorted(was[each] for each in was.keys() - now.keys()))
    come = tuple(sorted(now[each] for each in now.keys() - was.keys()))
    shown = cell(key[2])
    if shown is None or not (lost or come or remarks):
        return None
    return Restated(_iri(key[1]), shown, lost, come, () if lost or come else tuple(sorted(map(_iri, remarks))))


def _others(said: _Said, several: Iterable[_Said]) -> frozenset[tuple[Term, Term]]:
    """What the statement of the same ground and place carries in the other version; its own where there is none."""
    key = said.support.ground, said.support.place
    return next((other.rest for other in several if (other.support.ground, other.support.place) == key), said.rest)


def _changes(found: Mapping[Term, tuple[list[Value], list[Value]]]) -> tuple[Change, ...]:
    def order(value: Value) -> tuple[str, str]:
        return value.cell.value, value.cell.language

    made = (
        Change(_iri(name), tuple(sorted(lost, key=order)), tuple(sorted(come, key=order)))
        for name, (lost, come) in found.items()
    )
    return tuple(sorted(made, key=lambda change: change.property_iri))


def _iri(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _ends(shown: Cell, supports: Iterable[Support], against: Iterable[str] = ()) -> Iterator[Term]:
    iris = (shown.value if shown.kind == "iri" else "", *(support.place for support in supports), *against)
    yield from (NamedNode(iri) for iri in iris if iri)
