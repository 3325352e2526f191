"""Hold what the commands share: their common options, opening the graph, writing what is asked for."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

import typer

from aftalegraf.access import access
from aftalegraf.answers import DEFAULT_GROUND
from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.settings import store_folder
from aftalegraf.statements import GROUNDS
from aftalegraf.world import LANGUAGES, World, open_world

if TYPE_CHECKING:  # slow to import, and most commands tell of nothing else
    from aftalegraf.tellings import Telling

PAUSE: Final = 3.0  # seconds between words of how far a long run is
STOPPED: Final = 130  # what a shell has for a program that Ctrl-C ended
T = TypeVar("T")
FORMS: Final = ("text", "json", "csv")
Files = Annotated[
    Path | None,
    typer.Option(help="Folder with ontology/, shapes/, data/ and queries/ to use instead of the packaged files."),
]
StoreUrl = Annotated[
    str,
    typer.Option(
        "--store", envvar="AFTALEGRAF_STORE_URL", help="Address of a SPARQL server that holds the graph (see load)."
    ),
]
Language = Annotated[str, typer.Option("--lang", help="Language of the texts: da or en.")]
Ground = Annotated[
    str, typer.Option("--grundlag", help="fremgaar, udledt or redaktionel; each takes in the ones before.")
]
Agreement = Annotated[str, typer.Option("--aftale", help="Only this agreement: an id, an IRI or a name.")]
Form = Annotated[str, typer.Option("--format", help="text, json or csv.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write here instead of to the screen.")]


def open_files(files: Path | None, store: str = "", *, in_memory: bool = False) -> World:
    """The graph of the files, kept between runs where the user has a folder for it, or as a server holds it."""
    reached = access(store, os.environ) if store else None
    return open_world(files, store_folder(os.environ), say, reached, in_memory=in_memory)


def fetched(world: World) -> None:
    """Says that the whole graph is fetched for a review, where a server holds it."""
    if world.held_at:
        say(f"hele grafen hentes fra {world.held_at}, for SHACL gennemgår den i hukommelsen")


def say(message: str) -> None:
    """A word to the user, on standard error."""
    sys.stderr.write(f"aftalegraf: {message}\n")


def attended(work: Callable[[Callable[[int, int, str], None]], T], lang: str) -> T:
    """What work gives that is told how far it is: every few seconds a word of that, and Ctrl-C ends it at once.

    It is done beside this thread, which stays free while the engine is at work.
    """
    reached: list[tuple[int, int, str]] = []
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work, lambda *at: reached.append(at))
        try:
            while not wait((done,), PAUSE).done:
                if reached:
                    say(_how_far(*reached[-1], lang))
                    reached.clear()
        except KeyboardInterrupt:
            say("afbrudt; intet er skrevet" if lang == "da" else "stopped; nothing was written")
            os._exit(STOPPED)  # no thread can be ended, so the process is
    return done.result()


def _how_far(number: int, of: int, name: str, lang: str) -> str:
    """Which shape of how many is held against the data; the reference has all of its shapes at once."""
    if not number:
        told = "pySHACL prøver {} former på én gang" if lang == "da" else "pySHACL tests {} shapes all at once"
        return told.format(of)
    return f"{'form' if lang == 'da' else 'shape'} {number} {'af' if lang == 'da' else 'of'} {of}: {name}"


def one_of(what: str, name: str, known: tuple[str, ...]) -> None:
    """Raises UnknownNameError for a name that is not among the known."""
    if name not in known:
        raise UnknownNameError(what, name, known)


def known_options(form: str, lang: str, ground: str = DEFAULT_GROUND, forms: tuple[str, ...] = FORMS) -> None:
    """Raises UnknownNameError for a format, a language or a ground that there is none of."""
    one_of("format", form, forms)
    one_of("language", lang, LANGUAGES)
    one_of("ground", ground, GROUNDS)


def write(path: Path, content: bytes) -> None:
    """Write a file and the folders above it. Raises UsageError where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}; choose another place") from None


def give(content: bytes, output: Path | None, lang: str = "da") -> None:
    """Write to a file and say so, or to standard output."""
    if output:
        write(output, content)
        typer.echo(f"{'skrevet til' if lang == 'da' else 'written to'} {output}", err=True)
    else:
        typer.echo(content, nl=False)


def tell(told: Telling, form: str, output: Path | None, lang: str) -> None:
    """Give what was found in a format, as wide as the terminal is."""
    give(told.written(form, width()), output, lang)


def width() -> int:
    """How wide the terminal is, within bounds."""
    return max(60, min(160, shutil.get_terminal_size((120, 24)).columns))
