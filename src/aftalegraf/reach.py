"""Tell where a query looks from its node: which properties, and by which path the node leads there.

A query is answered for a node by what is found where it looks. So another answer needs a changed triple in one of these
places, and the way from the node to the first of them is of triples that are the same before and after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeAlias

from aftalegraf.compiled import Check
from aftalegraf.groups import Group, Part, Path, Pattern, Select, read
from aftalegraf.prebound import parts

HERE: Final = Path("row")  # the path that stays where it is
Known: TypeAlias = Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Look:
    """A place where a query looks for a property, "" for any: at its subject or (`back`) its object.

    `path` leads there from the node of the query; None where any subject and object may count.
    """

    iri: str
    back: bool
    path: Path | None


@dataclass(frozen=True, slots=True)
class Reach:
    """All looks of a query, the paths to its variables, and where in its text its node may be given by VALUES.

    Without such places the query is not answered for each node by itself.
    """

    looks: frozenset[Look]
    paths: Known
    starts: tuple[int, ...]


@lru_cache(maxsize=4000)
def reach(text: str, node: str, path: Path = HERE, *, everywhere: bool = False) -> Reach:
    """Where a query looks. Its node is a variable that a path leads to, `everywhere` where each group has it bound.

    Where the query is not answered for each node by itself, all that it looks at may count. Raises QueryError for a
    query that cannot be read.
    """
    select = read(text)
    seeing = _Seeing(node, path, everywhere=everywhere)
    paths = seeing.select(select, {}, {node: path}, outermost=True)
    return Reach(frozenset(seeing.looks), paths, tuple(seeing.starts))


def reach_of(check: Check) -> frozenset[Look]:
    """Where a check looks from the nodes that its shape is held against, what led to its results included.

    Raises QueryError for a check that cannot be read.
    """
    root = check.scope.keys[0]
    if check.query is not None:
        return reach(check.query, root).looks.union(*(_inner(detail, root) for detail in check.details))
    way = reach(_scope(check), root)
    focus = way.paths.get(check.scope.focus)
    text = parts(check.sparql.text, check.shape.path).text
    looks = reach(text, "?this", focus or HERE, everywhere=True).looks
    return way.looks | (looks if focus else {Look(look.iri, look.back, None) for look in looks})


def narrowed(check: Check, nodes: Iterable[str]) -> Check:
    """The same check of some nodes only, given as SPARQL writes them, as far as it can be asked so."""
    root = check.scope.keys[0]
    given = f" VALUES {root} {{ {' '.join(nodes)} }} "
    if check.query is not None:
        query = _inserted(check.query, reach(check.query, root).starts, given)
        return replace(check, query=query, pairs=check.pairs.replace("WHERE {", f"WHERE {{{given}", 1))
    text = _scope(check)
    pattern = _inserted(text, reach(text, root).starts, given).partition("{")[2].rpartition("}")[0]
    return replace(check, scope=replace(check.scope, pattern=pattern))


def _scope(check: Check) -> str:
    return f"SELECT {' '.join(check.scope.keys)} WHERE {{ {check.scope.pattern} }}"


def _inner(check: Check, root: str) -> frozenset[Look]:
    """Where a check looks that leads to a result."""
    text = _scope(check) if check.query is None else check.query
    return reach(text, root).looks.union(*(_inner(detail, root) for detail in check.details))


def _inserted(text: str, starts: Iterable[int], given: str) -> str:
    pieces, at = [], 0
    for start in sorted(starts):
        pieces += [text[at:start], given]
        at = start
    return "".join((*pieces, text[at:]))


class _Seeing:
    """One pass over the groups of a query, the outermost first."""

    def __init__(self, node: str, path: Path, *, everywhere: bool) -> None:
        self.node = node
        self.always: dict[str, Path] = {node: path} if everywhere else {}
        self.looks: set[Look] = set()
        self.starts: list[int] = []

    def select(self, select: Select, ground: Known, joined: Known, *, outermost: bool = False) -> Known:
        """Look through a query. What it does not give away for each value cannot be told from outside."""
        passed = {name: path for name, path in joined.items() if name in select.gives}
        if self.node in passed:
            self.starts.append(select.group.start)
        inner = self.group(select.group, {**ground, **self.always}, passed)
        return inner if outermost else {name: path for name, path in inner.items() if name in select.gives}

    def group(self, group: Group, ground: Known, joined: Known) -> Known:
        """Look through a group, and tell the variables that it binds in each of its answers.

        `ground` are bound wherever the group is asked; of `joined` only such values count as the paths lead to.
        """
        own = self.joins(group, ground, joined)
        before: set[str] = set()
        for part in group.parts:
            if part.kind == "optional":
                left = {**ground, **{name: path for name, path in own.items() if name in before}}
                self.optional(part.groups[0], ground, left)
            elif part.kind == "exists" and not part.late:
                left = {**ground, **{name: path for name, path in own.items() if name in before}}
                self.group(part.groups[0], left, left)
            before |= _names(part)
        for part in group.parts:
            if part.kind == "exists" and part.late:
                self.group(part.groups[0], {**ground, **own}, {**ground, **own})
        return own

    def optional(self, group: Group, ground: Known, left: Known) -> None:
        """Look through what may be left out: its own filters, and no other part of it, see what stands before."""
        plain = Group(tuple(part for part in group.parts if not part.late), group.start)
        own = self.group(plain, ground, left)
        for part in group.parts:
            if part.late:
                self.group(part.groups[0], {**left, **own}, {**left, **own})

    def joins(self, group: Group, ground: Known, joined: Known) -> dict[str, Path]:
        """Follow the patterns and inner groups of a group from what is known, and tell all that is reached so."""
        own: dict[str, Path] = {}
        waiting = [part for part in group.parts if part.kind in ("pattern", "ways", "select", "bound")]
        while waiting:
            known = {**joined, **ground, **own}
            part = min(waiting, key=lambda one: _rank(one, known))
            waiting.remove(part)
            found = self.join(part, ground, known)
            own |= {name: path for name, path in found.items() if name not in own}
        return own

    def join(self, part: Part, ground: Known, known: Known) -> Known:
        if part.pattern:
            return self.pattern(part.pattern, known)
        if part.select:
            return self.select(part.select, {}, known)
        if part.kind == "bound":
            return {name: known[name] for name in part.names if name in known}
        found = [self.group(group, ground, known) for group in part.groups]
        shared = set.intersection(*(set(one) for one in found))
        return {name: _either(one[name] for one in found) for name in shared}

    def pattern(self, pattern: Pattern, known: Known) -> Known:
        """Note where a pattern looks, from its subject where that is reached, else from its object."""
        subject, value = pattern.subject, pattern.object
        for start, end, way in ((subject, value, pattern.path), (value, subject, Path("back", parts=(pattern.path,)))):
            if start in known:
                self.looks |= set(_steps(way, known[start], back=False))
                here = {start: known[start]}
                return here | ({end: known.get(end) or _row(known[start], way)} if end.startswith("?") else {})
        self.looks |= {Look(look.iri, look.back, None) for look in _steps(pattern.path, HERE, back=False)}
        self.looks |= {Look("", back=False, path=None)} if _may_stay(pattern.path) else set()
        return {}


def _rank(part: Part, known: Known) -> int:
    """First the patterns with an end that is reached, then groups inside, then what hangs in the air."""
    if part.pattern:
        return 0 if part.pattern.subject in known or part.pattern.object in known else 2
    return 1


def _names(part: Part) -> set[str]:
    """The variables that a part may bind in each of its answers."""
    if part.pattern:
        return {part.pattern.subject, part.pattern.object}
    if part.select:
        return set(part.select.gives)
    if part.kind == "ways":
        return set.intersection(*({name for one in group.parts for name in _names(one)} for group in part.groups))
    return set(part.names)


def _may_stay(path: Path) -> bool:
    """Whether a path also leads from anything to itself."""
    if path.kind in ("step", "repeat"):
        return path.kind == "repeat"
    return (any if path.kind == "ways" else all)(_may_stay(part) for part in path.parts)


def _steps(path: Path, before: Path, *, back: bool) -> Iterator[Look]:
    """Each single step of a path, with the path that leads to it after another."""
    if path.kind == "step":
        yield Look(path.iri, back, before)
    elif path.kind == "back":
        yield from _steps(path.parts[0], before, back=not back)
    elif path.kind == "repeat":
        again = Path("repeat", parts=(_turned(path.parts[0], back=back),))
        yield from _steps(path.parts[0], _row(before, again), back=back)
    elif path.kind == "ways":
        for way in path.parts:
            yield from _steps(way, before, back=back)
    else:
        for part in reversed(path.parts) if back else path.parts:
            yield from _steps(part, before, back=back)
            before = _row(before, _turned(part, back=back))


def _turned(path: Path, *, back: bool) -> Path:
    return Path("back", parts=(path,)) if back else path


def _row(first: Path, then: Path) -> Path:
    return then if first == HERE else Path("row", parts=(first, then))


def _either(paths: Iterable[Path]) -> Path:
    found = tuple(dict.fromkeys(paths))
    return found[0] if len(found) == 1 else Path("ways", parts=found)
