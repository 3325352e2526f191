"""Read one version of the data: a folder with the project's files, a file of one's own, a git revision, or a day."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from aftalegraf.assets import Assets, assets
from aftalegraf.errors import AftalegrafError, SourceError, UsageError
from aftalegraf.graph import ALL, EVIDENCE, MEASURED, SOURCES, STATED, Graph, build
from aftalegraf.held import holding, split
from aftalegraf.identity import NAMES, A, Parted, divided
from aftalegraf.intake import FORMS, given, put_together
from aftalegraf.namespaces import AFT, BASE, ID, RDF
from aftalegraf.projection import Link, links
from aftalegraf.rdf import FORMATS, NamedNode, Triple
from aftalegraf.statements import GROUNDS
from aftalegraf.transitions import changes
from aftalegraf.validity import TYING, Dates, as_of, dates, day_of
from aftalegraf.world import World

_FOLDERS: Final = ("ontology", "shapes", "data")  # what the graph is built from
_GROUND: Final = NamedNode(f"{AFT}grundlag")
_SUBJECT, _OBJECT = NamedNode(f"{RDF}subject"), NamedNode(f"{RDF}object")
# Where what is said at a ground stands; the default graph is that of our reading, with all that goes with it.
_BESIDE: Final = (MEASURED, EVIDENCE, SOURCES)
_GRAPHS: Final = {"fremgaar": (STATED, *_BESIDE), "udledt": (None,), "redaktionel": (ALL, *_BESIDE)}
_SHARED: Final = "file:///aftalegraf/"  # what is relative in two files is then the same in both


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the data, by the name its reader gave it.

    `triples` hold what is said, the statements behind it and their sources, without ontology and shapes; `places` tell
    where in a form a thing stands. `day` is "" but for the graph as of a day, `ground` but for the project's files.
    """

    name: str
    triples: tuple[Triple, ...]
    places: Mapping[str, str] = field(default_factory=dict)
    day: str = ""
    ground: str = ""


def version(
    name: str, files: Path | None, world: Callable[[], World], language: str = "da", ground: str = "redaktionel"
) -> Version:
    """The version that a name stands for, looked for in this order: a file or folder, a day, a git revision.

    A revision is one of the project's `files`, a day one of the `world`, which is opened for that and for a form. Of
    the project's files there is what stands at the ground, which takes in the ones before. Raises SourceError,
    SourceErrors, FormErrors or UsageError, saying what cannot be read and why.
    """
    path = Path(name)
    if path.is_dir():
        return Version(name, _said(_built(assets(path), name), ground), ground=ground)
    if path.exists() or path.suffix.lower() in (*FORMATS, *FORMS):
        taken = put_together(world, [given(path, _SHARED)], language, typed=False)
        return Version(name, _ours(taken.triples), taken.places)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", name):
        day, known = day_of(name), world()
        return of_day(known, dates(known, changes(known)), links(known), day, ground)
    with _checked_out(assets(files).root, name) as found:
        return Version(name, _said(_built(found, name), ground), ground=ground)


def of_day(world: World, known: Dates, found: Iterable[Link], day: str, ground: str) -> Version:
    """The graph as of a day at a ground, by the dates and links of it. Raises UsageError where nothing is in force."""
    then = as_of(known, found, day, ground)
    parts = (world.store.graph(name) for name in _GRAPHS[ground])
    return Version(day, holding(_ours(_strong(parts, ground)), known, then), day=day, ground=ground)


def between(
    world: World, known: Dates, found: Sequence[Link], days: tuple[str, str], ground: str
) -> tuple[Parted, tuple[Version, Version]]:
    """What differs between two days, and all that is said around it; the two versions, whose triples are not kept."""
    old, new = (as_of(known, found, day, ground) for day in days)
    over = ({u for u, span in known.spans.items() if not span[0] <= day < span[1]} for day in days)
    before, after = ({*then.absent, *ended} for then, ended in zip((old, new), over, strict=True))
    parts = split(_around(world, before ^ after, ground), known, old, new)
    first, last = (Version(day, (), day=day, ground=ground) for day in days)
    return divided(*map(frozenset, parts)), (first, last)


def _around(world: World, changed: Iterable[str], ground: str) -> Iterator[Triple]:
    """All that is said of some things and statements and leads to them, who states it, and the names around it.

    Terms and statements at a weaker ground are left out; a triple of two graphs may come twice.
    """
    store, graphs, weaker = world.store, _GRAPHS[ground], _weaker(ground)
    things = {NamedNode(iri) for iri in changed}
    led = list(store.leading(things, graphs))
    things |= set(_named(t.subject for t in led if t.predicate in TYING))
    touched = [*store.said(things, graphs), *store.leading(things, graphs)]
    statements = {t.subject for t in touched if t.predicate in (_SUBJECT, _OBJECT)}
    stated = set(_named(t.object for t in touched if t.predicate == _SUBJECT)) - things
    near = set(_named(t.subject for t in touched)) - statements - things
    statements.update(t.subject for t in store.leading(stated, (EVIDENCE,), _SUBJECT.value))
    statements -= things
    grounds = store.said(_named(statements | things), (EVIDENCE,), _GROUND.value) if weaker else ()
    weak = {t.subject for t in grounds if t.object in weaker}
    told = {*touched, *store.said(stated | near, graphs)}
    every = [t for t in told if t.subject not in statements and not _is_term(t.subject)]
    every += store.said(_named(statements - weak), (EVIDENCE,))
    ends = set(_named(end for t in every for end in (t.subject, t.object))) - things - stated - near - statements
    ends = {end for end in ends if not _is_term(end)}
    every += (t for name in (A, *NAMES) for t in store.said(ends, graphs, name.value))
    return (t for t in every if t.subject not in weak)


def _named(terms: Iterable[object]) -> Iterator[NamedNode]:
    return (term for term in terms if isinstance(term, NamedNode))


def _built(found: Assets, name: str) -> Graph:
    try:
        return build(found)
    except AftalegrafError as error:
        raise UsageError(f"{name} cannot be read by this program: {error}") from None


def _said(graph: Graph, ground: str) -> tuple[Triple, ...]:
    plain = {"fremgaar": graph.stated, "udledt": graph.plain, "redaktionel": graph.everything}[ground]
    return _strong((plain, graph.observations, graph.evidence, graph.sources), ground)


def _strong(parts: Iterable[Iterable[Triple]], ground: str) -> tuple[Triple, ...]:
    """The triples of all parts, each once, without the statements at a weaker ground."""
    every, weaker = dict.fromkeys(t for part in parts for t in part), _weaker(ground)
    out = {t.subject for t in every if t.predicate == _GROUND and t.object in weaker}
    return tuple(t for t in every if t.subject not in out)


def _weaker(ground: str) -> frozenset[NamedNode]:
    return frozenset(NamedNode(AFT + name) for name in GROUNDS[GROUNDS.index(ground) + 1 :])


def _ours(triples: tuple[Triple, ...]) -> tuple[Triple, ...]:
    """Without the terms, shapes and descriptions of graphs that a written dataset has beside what it says."""
    return tuple(t for t in triples if not _is_term(t.subject))


def _is_term(node: object) -> bool:
    iri = node.value if isinstance(node, NamedNode) else ""
    return iri.startswith(BASE) and not iri.startswith(ID)


@contextmanager
def _checked_out(root: Path, name: str) -> Iterator[Assets]:
    """The project's files as a git revision of the folder has them, in a place that is gone afterwards."""
    revision = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if revision is None:
        raise UsageError(
            f"unknown version '{name}': there is no file or folder of that name, it is no day like 2024-01-31, "
            f"and {root} has no git revision of that name"
        )
    commit = revision.decode().strip()
    there = (_git(root, "ls-tree", "-d", "--name-only", "-z", commit) or b"").decode().split("\0")
    lacking = [folder for folder in _FOLDERS if folder not in there]
    if lacking:
        raise SourceError(name, None, f"the revision has no folder {lacking[0]}/; choose a later one")
    packed = _git(root, "archive", "--format=tar", commit, *_FOLDERS)
    with tempfile.TemporaryDirectory(prefix="aftalegraf-") as folder:
        with tarfile.open(fileobj=io.BytesIO(packed or b"")) as files:
            files.extractall(folder, filter="data")
        yield Assets(Path(folder))


def _git(root: Path, *words: str) -> bytes | None:
    """What git answers in a folder; None where it cannot."""
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        raise UsageError("git is not installed, so no revision can be read; give folders or files") from None
    return None if done.returncode else done.stdout
