"""Read one version of the data: a folder with the project's files, a file of one's own, a git revision, or a day."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from aftalegraf.assets import Assets, assets
from aftalegraf.errors import AftalegrafError, SourceError, UsageError
from aftalegraf.graph import Graph, build
from aftalegraf.holding import on_day
from aftalegraf.intake import FORMS, given, put_together
from aftalegraf.namespaces import AFT, BASE, ID
from aftalegraf.rdf import FORMATS, NamedNode, Triple
from aftalegraf.statements import GROUNDS
from aftalegraf.world import World

_FOLDERS: Final = ("ontology", "shapes", "data")  # what the graph is built from
_GROUND: Final = NamedNode(f"{AFT}grundlag")
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

    A day and a revision are those of the project's `files`; the `world` is opened only for a form. Of the project's
    files there is what stands at the ground, which takes in the ones before. Raises SourceError, SourceErrors,
    FormErrors or UsageError, saying what cannot be read and why.
    """
    path = Path(name)
    if path.is_dir():
        return Version(name, _said(_built(assets(path), name), ground), ground=ground)
    if path.exists() or path.suffix.lower() in (*FORMATS, *FORMS):
        taken = put_together(world, [given(path, _SHARED)], language, typed=False)
        return Version(name, _ours(taken.triples), taken.places)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", name):
        _check_day(name)
        return Version(name, on_day(_said(_built(assets(files), name), ground), name), day=name, ground=ground)
    with _checked_out(assets(files).root, name) as found:
        return Version(name, _said(_built(found, name), ground), ground=ground)


def _check_day(name: str) -> None:
    try:
        dt.date.fromisoformat(name)
    except ValueError:
        raise UsageError(f"'{name}' is no day; write it like 2024-01-31") from None


def _built(found: Assets, name: str) -> Graph:
    try:
        return build(found)
    except AftalegrafError as error:
        raise UsageError(f"{name} cannot be read by this program: {error}") from None


def _said(graph: Graph, ground: str) -> tuple[Triple, ...]:
    plain = {"fremgaar": graph.stated, "udledt": graph.plain, "redaktionel": graph.everything}[ground]
    weaker = {NamedNode(AFT + name) for name in GROUNDS[GROUNDS.index(ground) + 1 :]}
    out = {t.subject for t in graph.evidence if t.object in weaker and t.predicate == _GROUND}
    evidence = (t for t in graph.evidence if t.subject not in out)
    return tuple(dict.fromkeys((*plain, *graph.observations, *evidence, *graph.sources)))


def _ours(triples: tuple[Triple, ...]) -> tuple[Triple, ...]:
    """Without the terms, shapes and descriptions of graphs that a written dataset has beside what it says."""
    return tuple(t for t in triples if not _is_term(t))


def _is_term(t: Triple) -> bool:
    iri = t.subject.value if isinstance(t.subject, NamedNode) else ""
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
