"""Keep the built graph on disk between runs, and know when it is stale.

Started as a program of its own, with the folder of the files and an empty folder, it builds the graph into the second.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aftalegraf.assets import Assets
from aftalegraf.errors import AftalegrafError, EngineError
from aftalegraf.graph import build
from aftalegraf.store import ENGINE, Lines, Store, write_store

MARK: Final = "aftalegraf.json"  # the sizes of all files, written last
NEWEST: Final = 3  # how many versions are kept
FOLDERS: Final = ("ontology", "shapes", "data")  # what the graph is made of

_DATABASE: Final = "database"
_HALF_MADE: Final = ".new-"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """A store, the folder that keeps it, None for one in memory only, and a name for the files it is made of."""

    store: Store
    folder: Path | None
    version: str


def open_kept(found: Assets, folder: Path | None, say: Say, *, in_memory: bool = False) -> Kept:
    """The graph of the files: the one kept in `folder`, made there when there is none, or one in memory without it.

    `say` is told what takes time or cannot be done. A kept graph is asked on disk, or with `in_memory` read from
    there. Raises SourceErrors when the files do not hold; nothing is kept then.
    """
    version = _digest(found)
    if folder is None:
        return Kept(Store(build(found).quads()), None, version)
    place = folder / hashlib.sha256(f"{version} {program()}".encode()).hexdigest()[:32]
    store = _open(place, in_memory=in_memory)
    why = ""
    if store is None:
        why = _make(found, place, say)
        store = None if why else _open(place, in_memory=in_memory)
    if store is None:
        store = Store(build(found).quads())
        say(
            f"grafen kan ikke gemmes i {folder} ({why or 'den kan ikke læses igen'}) og bygges hver gang; "
            "giv AFTALEGRAF_STORE en anden mappe, eller «none» for ikke at gemme"
        )
        return Kept(store, None, version)
    return Kept(store, place, version)


def write(found: Assets, folder: Path) -> None:
    """Build the graph into an empty folder. Raises SourceErrors when the files do not hold."""
    lines = lines_of(folder)
    lines.write(build(found).lines())
    write_store(folder / _DATABASE, lines)
    (folder / MARK).write_text(json.dumps(_sizes(folder)), encoding="utf-8")


def _open(place: Path, *, in_memory: bool) -> Store | None:
    """The store in a folder, or None when it is not there or not whole."""
    if not _is_whole(place):
        return None
    with suppress(OSError):
        os.utime(place)  # it is in use; the oldest are the ones that go
    try:
        return Store.load(lines_of(place)) if in_memory else Store.open(place / _DATABASE)
    except EngineError:
        with suppress(OSError):
            (place / MARK).unlink()
        return None


def _make(found: Assets, place: Path, say: Say) -> str:
    """Make the kept graph, unless another process was faster. Why it could not be made, or nothing.

    A process of its own builds it: what that takes of memory, and the threads of the engine, end with it.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone(place.parent):
            if _is_whole(place):
                return ""
            if place.exists():
                say(f"den gemte graf i {place} er ikke hel; den bygges igen")
                _remove(place)
            else:
                say("grafen bygges af filerne, som er nye eller ændret")
            return _make_alone(found, place)
    except OSError as error:
        return error.strerror or str(error)


def _make_alone(found: Assets, place: Path) -> str:
    _tidy(place.parent)
    new = Path(tempfile.mkdtemp(prefix=_HALF_MADE, dir=place.parent))
    command = [sys.executable, "-P", "-m", "aftalegraf.kept", str(found.root.resolve()), str(new)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (ourselves)
    if made.returncode:
        _remove(new)
        return made.stderr.split("\n", 1)[0] or f"bygningen endte med {made.returncode}"
    new.rename(place)
    return ""


def _tidy(folder: Path) -> None:
    """Remove what was never finished, and all but the newest, leaving room for one. Open files live on."""
    for path in folder.glob(f"{_HALF_MADE}*"):
        _remove(path)
    ours = sorted((mark.parent for mark in folder.glob(f"*/{MARK}")), key=lambda path: (path.stat().st_mtime, path))
    for path in ours[: max(0, len(ours) - NEWEST + 1)]:
        _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process makes a graph here. The lock ends with the process that holds it."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_whole(place: Path) -> bool:
    try:
        return bool(json.loads((place / MARK).read_text(encoding="utf-8")) == _sizes(place))
    except (OSError, ValueError):
        return False


def _sizes(folder: Path) -> dict[str, int]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != MARK]
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


def lines_of(folder: Path) -> Lines:
    """The lines of the graph that a folder keeps."""
    return Lines(folder / "named.nq", folder / "blank.nq")


def _digest(found: Assets) -> str:
    """A name for the files that the graph is made of: the same for the same names and contents."""
    digest = hashlib.sha256()
    for folder in FOLDERS:
        for path in found.files(folder, "*"):
            if path.is_file():
                _feed(digest, found.name(path), path.read_bytes())
    return digest.hexdigest()


def program() -> str:
    """A name for this program: another when any module or the engine is."""
    digest = hashlib.sha256(ENGINE.encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        _feed(digest, path.name, path.read_bytes())
    return digest.hexdigest()


def _feed(digest: hashlib._Hash, name: str, content: bytes) -> None:
    digest.update(f"{name}\0{len(content)}\0".encode() + content)


def main() -> None:
    """Build the graph of the files in the first folder into the second. Ends with 2 when that cannot be done."""
    files, folder = sys.argv[1:]
    try:
        write(Assets(Path(files)), Path(folder))
    except (AftalegrafError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
