"""Type a command about traceability: what hangs together, what hangs in the air, what depends on what."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from aftalegraf.answers import DEFAULT_GROUND
from aftalegraf.commands import (
    Agreement,
    Files,
    Form,
    Ground,
    Language,
    Output,
    StoreUrl,
    known_options,
    one_of,
    open_files,
    tell,
)
from aftalegraf.errors import UsageError

if TYPE_CHECKING:  # slow to import, and most commands need none of it
    from aftalegraf.tellings import Telling
    from aftalegraf.tracing import Tracing

GOALS: Final = "maal"
PROVISIONS: Final = "bestemmelser"
TABLES: Final = (
    "maalsaetning-maal", "indikator-maalsaetning", "datakilde-maalepunkt", "forum-opgave", "aktoer-pligt",
    "bestemmelse-regel",
)  # fmt: skip
Chain = Annotated[
    str, typer.Option("--chain", help="maal (an agreement's own chain) or bestemmelser (to their rules).")
]
Day = Annotated[str, typer.Option("--date", help="Of the graph as of this day, like 2027-01-01.")]
StatusDay = Annotated[str, typer.Option("--date", help="A day like 2026-11-23; what was over by then is expired.")]
Exemptions = Annotated[
    Path | None, typer.Option("--undtagelser", help="CSV of reasoned exemptions: thing,reason,role,expires.")
]
Documents = Annotated[
    Path | None, typer.Option("--kilder", help="The folder of the documents, to tell what has another source now.")
]

trace_app = typer.Typer(help="What hangs together, what hangs in the air, what depends on what.", no_args_is_help=True)


def _chain(*, only_gaps: bool) -> Callable[..., None]:
    """A command that tells of a chain: of all of it, or only of what is not linked."""

    def command(
        agreement: Agreement = "",
        chain: Chain = GOALS,
        ground: Ground = DEFAULT_GROUND,
        day: StatusDay = "",
        exemptions: Exemptions = None,
        documents: Documents = None,
        form: Form = "text",
        output: Output = None,
        lang: Language = "da",
        files: Files = None,
        store: StoreUrl = "",
    ) -> None:
        told = _linked(
            agreement, chain, ground, day, exemptions, documents, form, lang, files, store, only_gaps=only_gaps
        )
        tell(told, form, output, lang)

    return command


trace_app.command("status", help="Show of everything whether it is linked: to the next link, and all the way.")(
    _chain(only_gaps=False)
)
trace_app.command("gaps", help="List only what is not linked, one finding for each reason.")(_chain(only_gaps=True))


@trace_app.command()
def matrix(
    name: Annotated[str, typer.Argument(help=f"One of {', '.join(TABLES)}.")],
    agreement: Agreement = "",
    ground: Ground = DEFAULT_GROUND,
    row: Annotated[str, typer.Option(help="Show what is behind the cells of this row: an id, an IRI or a name.")] = "",
    column: Annotated[str, typer.Option(help="Show what is behind the cells of this column.")] = "",
    area: Annotated[str, typer.Option("--omraade", help="Only what this focus area or vision leads to.")] = "",
    form: Annotated[str, typer.Option("--format", help="text, json, csv or xlsx.")] = "text",
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
    store: StoreUrl = "",
) -> None:
    """Show a table of what is linked to what, with its counts, or what is behind its cells."""
    from aftalegraf import tellings  # noqa: PLC0415 (a command imports what it shows, and no more)

    one_of("table", name, TABLES)
    known_options(form, lang, ground, ("text", "json", "csv", "xlsx"))
    if form == "xlsx" and (row or column):
        raise UsageError("an Excel file has all ways in a sheet of its own; leave --row and --column out")
    if form == "xlsx" and not output and sys.stdout.isatty():
        raise UsageError("an Excel file is not for the screen; give it a place with -o FILE.xlsx")
    known = _tracing(files, store)
    made = known.table(name, agreement, ground, lang, area)
    start, end = known.in_table(made, row, column)
    tell(tellings.matrix(known.world, made, lang, start, end), form, output, lang)


@trace_app.command()
def why(
    start: Annotated[str, typer.Argument(metavar="FROM", help="A thing: an id, an IRI or a name.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="The thing that it does not lead to.")],
    ground: Ground = DEFAULT_GROUND,
    form: Form = "text",
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
    store: StoreUrl = "",
) -> None:
    """Show the way from one thing to another; or the nearest that fails, and the link that is missing."""
    from aftalegraf import tellings  # noqa: PLC0415

    known_options(form, lang, ground)
    known = _tracing(files, store)
    tell(tellings.why(known.world, known.why(start, end, ground), lang), form, output, lang)


@trace_app.command()
def impact(
    things: Annotated[
        list[str], typer.Argument(help="What ends or changes: ids, IRIs or names of things, documents or places.")
    ],
    ground: Ground = DEFAULT_GROUND,
    day: Day = "",
    form: Form = "text",
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
    store: StoreUrl = "",
) -> None:
    """Show all that depends on things that end, or on documents that change, with the way to each.

    Several things are gone at once. With it stands which objectives, indicators and measuring points reach which
    national goal before and after.
    """
    from aftalegraf import tellings  # noqa: PLC0415

    known_options(form, lang, ground)
    known = _tracing(files, store)
    tell(tellings.impact(known.world, known.impact(things, ground, day), lang), form, output, lang)


@trace_app.command()
def succession(
    day: Annotated[
        str, typer.Option("--date", help="What happens on this day; without it on that of the reform.")
    ] = "",
    form: Form = "text",
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
    store: StoreUrl = "",
) -> None:
    """Show what falls and what begins on a day, on what basis, and what takes its place task by task, or «unknown».

    Everything is told at every ground, and each line says its own. json and csv also tell how all stands that day.
    """
    from aftalegraf import tellings  # noqa: PLC0415

    known_options(form, lang)
    known = _tracing(files, store)
    tell(tellings.succession(known.world, known.succession(day), lang), form, output, lang)


@trace_app.command()
def compare(
    agreements: Annotated[list[str], typer.Argument(metavar="AFTALE AFTALE…", help="Ids, IRIs or names, two or more.")],
    ground: Ground = DEFAULT_GROUND,
    form: Form = "text",
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
    store: StoreUrl = "",
) -> None:
    """Hold agreements side by side: what is shared by a stated link, and what stands in one only."""
    from aftalegraf import tellings  # noqa: PLC0415

    known_options(form, lang, ground)
    known = _tracing(files, store)
    tell(tellings.compare(known.world, known.compare(agreements, ground), ground, lang), form, output, lang)


@trace_app.command()
def duties(
    actor: Annotated[str, typer.Option("--aktoer", help="Only what one body owes and gets: id, IRI or name.")] = "",
    agreement: Agreement = "",
    ground: Ground = DEFAULT_GROUND,
    form: Form = "text",
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
    store: StoreUrl = "",
    *,
    unowned: Annotated[bool, typer.Option("--uden-ejer", help="Only what no source gives to anybody.")] = False,
) -> None:
    """Show who owes what to whom, how often or by when, and on what basis."""
    from aftalegraf import tellings  # noqa: PLC0415

    known_options(form, lang, ground)
    known = _tracing(files, store)
    shown = known.duties(actor, agreement, ground, unowned=unowned)
    tell(tellings.duties(known.world, shown, lang), form, output, lang)


@trace_app.command()
def suspects(
    folder: Annotated[Path, typer.Option("--kilder", help="The folder that holds the documents.")],
    form: Annotated[
        str, typer.Option("--format", help="text, json, csv, or sign-off: rows to confirm the statements with.")
    ] = "text",
    output: Output = None,
    lang: Language = "da",
    files: Files = None,
    store: StoreUrl = "",
) -> None:
    """Show which references no longer match the documents, and every statement that rests on them."""
    from aftalegraf import tellings  # noqa: PLC0415
    from aftalegraf.suspects import suspects as found_in  # noqa: PLC0415

    known_options(form, lang, forms=("text", "json", "csv", "sign-off"))
    world = open_files(files, store)
    tell(tellings.suspects(world, found_in(world, folder), lang), form, output, lang)


def _linked(
    agreement: str,
    chain: str,
    ground: str,
    day: str,
    exemptions: Path | None,
    documents: Path | None,
    form: str,
    lang: str,
    files: Path | None,
    store: str,
    *,
    only_gaps: bool,
) -> Telling:
    """The status of a chain of goals or of the provisions, or what is not linked in it."""
    from aftalegraf import tellings  # noqa: PLC0415
    from aftalegraf.exemptions import read_link_exemptions  # noqa: PLC0415
    from aftalegraf.named import names  # noqa: PLC0415
    from aftalegraf.suspects import suspects as suspects_in  # noqa: PLC0415

    one_of("chain", chain, (GOALS, PROVISIONS))
    known_options(form, lang, ground)
    if chain == PROVISIONS and (day or exemptions or documents):
        raise UsageError("--date, --undtagelser and --kilder are of --chain maal; validate has the first two")
    known = _tracing(files, store)
    if chain == PROVISIONS:
        return tellings.rules(known.world, known.provisions(agreement, lang), lang, only_gaps=only_gaps)
    excused = read_link_exemptions(exemptions, names(known.world, known.chains.things)) if exemptions else None
    changed = suspects_in(known.world, documents).statements if documents else frozenset[str]()
    found = known.status(agreement, ground, day, excused, changed)
    return (tellings.gaps if only_gaps else tellings.status)(known.world, found, lang)


def _tracing(files: Path | None, store: str = "") -> Tracing:
    from aftalegraf.tracing import Tracing  # noqa: PLC0415

    return Tracing(open_files(files, store))
