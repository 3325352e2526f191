"""Give every command the same options and the same ways to open, choose and write."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.settings import store_folder
from aftalegraf.world import World, open_world

Files = Annotated[
    Path | None,
    typer.Option(help="Folder with ontology/, shapes/, data/ and queries/ to use instead of the packaged files."),
]
Language = Annotated[str, typer.Option("--lang", help="Language of the texts: da or en.")]


def open_files(files: Path | None, *, in_memory: bool = False) -> World:
    """The world of the files, or of the packaged ones. Raises SourceErrors when they do not hold."""
    return open_world(files, store_folder(os.environ), say, in_memory=in_memory)


def say(message: str) -> None:
    """Tell the user something on standard error."""
    sys.stderr.write(f"aftalegraf: {message}\n")


def one_of(what: str, name: str, known: tuple[str, ...]) -> None:
    """Raises UnknownNameError when the name is none of the known."""
    if name not in known:
        raise UnknownNameError(what, name, known)


def write(path: Path, content: bytes) -> None:
    """Write a file and the folders above it. Raises UsageError when the place cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}; choose another place") from None


def width() -> int:
    """The columns of the terminal, within what can be read."""
    return max(60, min(160, shutil.get_terminal_size((120, 24)).columns))
