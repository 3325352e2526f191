"""Keep what shapes found in a kept graph, and start from it when the files have changed.

It lies beside the kept graphs, and tells which of them it was found in and by which shapes and program. What changed
since is told by the lines of both graphs.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from aftalegraf.affected import Change
from aftalegraf.carried import unpacked
from aftalegraf.engines import plan
from aftalegraf.incremental import Held
from aftalegraf.kept import lines_of, program
from aftalegraf.rdf import Triple, decode
from aftalegraf.store import Store
from aftalegraf.world import World

NAME: Final = "found.json"
PIECE: Final = 64 << 20  # bytes of lines that are held against each other at a time


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was found in an earlier version of a graph, and what has changed since."""

    held: Held
    change: Change


def earlier(world: World, shapes: tuple[Triple, ...]) -> Earlier | None:
    """What was found last by the same shapes in a graph that is still kept; None where there is no such thing."""
    if world.kept is None:
        return None
    try:
        told = json.loads((world.kept.parent / NAME).read_text(encoding="utf-8"))
        if told["by"] != _by(shapes):
            return None
        change = _change(world.kept.parent / told["in"], world.kept)
    except (OSError, ValueError):
        return None
    taken = plan(shapes, frozenset((sub, above) for sub, above in told["held"]["classes"])).taken
    return Earlier(unpacked(told["held"], taken), change)


def keep(world: World, shapes: Iterable[Triple], held: Mapping[str, Any] | None) -> None:
    """Keep what was found, as plain data, beside a kept graph. Raises OSError where that cannot be written."""
    if world.kept is None or held is None:
        return
    told = {"by": _by(shapes), "in": world.kept.name, "held": held}
    new = world.kept.parent / f".new-{os.getpid()}-{NAME}"
    new.write_text(json.dumps(told), encoding="utf-8")
    new.replace(world.kept.parent / NAME)


def _by(shapes: Iterable[Triple]) -> str:
    """A name for shapes and for the program that holds data against them."""
    digest = hashlib.sha256(program().encode())
    for t in shapes:
        digest.update(f"{t}\n".encode())
    return digest.hexdigest()


def _change(old: Path, new: Path) -> Change:
    """What the default graph of one kept graph has and that of another has not."""
    if old == new:
        return Change(frozenset(), frozenset())
    size = sum(file.stat().st_size for place in (old, new) for file in _files(place))
    pieces = 1 + size // PIECE
    gone: set[bytes] = set()
    come: set[bytes] = set()
    for number in range(pieces):
        before, after = (set(_some(place, number, pieces)) for place in (old, new))
        gone |= before - after
        come |= after - before
    return Change(_default(gone), _default(come))


def _some(place: Path, number: int, pieces: int) -> Iterator[bytes]:
    """One of so many parts of the lines of a kept graph, the same lines of each."""
    for file in _files(place):
        with file.open("rb") as stream:
            yield from (line for line in stream if zlib.crc32(line) % pieces == number)


def _files(place: Path) -> tuple[Path, Path]:
    found = lines_of(place)
    return found.named, found.blank


def _default(found: Iterable[bytes]) -> frozenset[Triple]:
    """The triples of the default graph among lines of N-Quads, as a store spells them."""
    return frozenset(Store(decode(b"".join(found), ".nq", NAME)).graph(None))
