"""Hold what the commands share: their common options, opening the graph, writing what is asked for."""

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
    """The graph of the files, kept between runs where the user has a folder for it."""
    return open_world(files, store_folder(os.environ), say, in_memory=in_memory)


def say(message: str) -> None:
    """A word to the user, on standard error."""
    sys.stderr.write(f"aftalegraf: {message}\n")


def one_of(what: str, name: str, known: tuple[str, ...]) -> None:
    """Raises UnknownNameError for a name that is not among the known."""
    if name not in known:
        raise UnknownNameError(what, name, known)


def write(path: Path, content: bytes) -> None:
    """Write a file and the folders above it. Raises UsageError where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}; choose another place") from None


def give(content: bytes, output: Path | None) -> None:
    """Write to a file and say so, or to standard output."""
    if output:
        write(output, content)
        typer.echo(f"skrevet til {output}", err=True)
    else:
        typer.echo(content, nl=False)


def width() -> int:
    """How wide the terminal is, within bounds."""
    return max(60, min(160, shutil.get_terminal_size((120, 24)).columns))
