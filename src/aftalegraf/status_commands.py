"""Type a command about what is linked: the status of everything, what is not linked, tables, and why not."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from aftalegraf.commands import Files, Language, give, one_of, open_files, width
from aftalegraf.errors import UsageError
from aftalegraf.statements import GROUNDS
from aftalegraf.world import LANGUAGES, World

if TYPE_CHECKING:  # slow to import, and most commands need none of it
    from aftalegraf.chains import Chains
    from aftalegraf.coupling import Coupling
    from aftalegraf.crosstab import Table

GOALS: Final = "maal"
PROVISIONS: Final = "bestemmelser"
FORMS: Final = ("text", "json", "csv")
TABLES: Final = (
    "maalsaetning-maal", "indikator-maalsaetning", "datakilde-maalepunkt", "forum-opgave", "aktoer-pligt",
    "bestemmelse-regel",
)  # fmt: skip
Agreement = Annotated[str, typer.Option("--aftale", help="Only this agreement: an id, an IRI or a name.")]
Chain = Annotated[
    str, typer.Option("--chain", help="maal (an agreement's own chain) or bestemmelser (to their rules).")
]
Ground = Annotated[
    str, typer.Option("--grundlag", help="fremgaar, udledt or redaktionel; each takes in the ones before.")
]
Form = Annotated[str, typer.Option("--format", help="text, json or csv.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write here instead of to the screen.")]
Day = Annotated[str, typer.Option("--date", help="A day like 2026-11-23; what was over by then is expired.")]
Exemptions = Annotated[
    Path | None, typer.Option("--undtagelser", help="CSV of reasoned exemptions: thing,reason,role,expires.")
]


def status(
    agreement: Agreement = "",
    chain: Chain = GOALS,
    ground: Ground = "udledt",
    day: Day = "",
    exemptions: Exemptions = None,
    form: Form = "text",
    lang: Language = "da",
    output: Output = None,
    files: Files = None,
) -> None:
    """Show of everything whether it is linked: to the next link, and all the way."""
    from aftalegraf.coupling_rows import status_csv, status_data  # noqa: PLC0415
    from aftalegraf.coupling_view import status_text  # noqa: PLC0415

    _check(ground, form, lang, chain)
    if chain == PROVISIONS:
        _only_for_goals(day, exemptions)
        _provisions(open_files(files), agreement, form, lang, output, only_gaps=False)
        return
    world = open_files(files)
    found = _couplings(world, agreement, ground, day, exemptions)
    if form == "csv":
        give(status_csv(world, found, lang).encode(), output)
    elif form == "json":
        _json([status_data(world, one, lang) for one in found], output)
    else:
        give("\n".join(status_text(world, one, lang, width()) for one in found).encode(), output)


def gaps(
    agreement: Agreement = "",
    chain: Chain = GOALS,
    ground: Ground = "udledt",
    day: Day = "",
    exemptions: Exemptions = None,
    form: Form = "text",
    lang: Language = "da",
    output: Output = None,
    files: Files = None,
) -> None:
    """List only what is not linked, one finding for each reason."""
    from aftalegraf.gaps_view import gaps_csv, gaps_data, gaps_text  # noqa: PLC0415

    _check(ground, form, lang, chain)
    if chain == PROVISIONS:
        _only_for_goals(day, exemptions)
        _provisions(open_files(files), agreement, form, lang, output, only_gaps=True)
        return
    world = open_files(files)
    found = _couplings(world, agreement, ground, day, exemptions)
    if form == "csv":
        give(gaps_csv(world, found, lang).encode(), output)
    elif form == "json":
        _json([gaps_data(world, one, lang) for one in found], output)
    else:
        give("\n".join(gaps_text(world, one, lang, width()) for one in found).encode(), output)


def matrix(
    name: Annotated[str, typer.Argument(help=f"One of {', '.join(TABLES)}.")],
    agreement: Agreement = "",
    ground: Ground = "udledt",
    row: Annotated[str, typer.Option(help="Show what is behind the cells of this row: an id, an IRI or a name.")] = "",
    column: Annotated[str, typer.Option(help="Show what is behind the cells of this column.")] = "",
    form: Annotated[str, typer.Option("--format", help="text, json, csv or xlsx.")] = "text",
    lang: Language = "da",
    output: Output = None,
    files: Files = None,
) -> None:
    """Show a table of what is linked to what, with its counts, or what is behind its cells."""
    from aftalegraf.coverage import provisions  # noqa: PLC0415
    from aftalegraf.crosstab import OF_AGREEMENTS, RULES, crosstab, sources  # noqa: PLC0415
    from aftalegraf.naming import thing_named  # noqa: PLC0415

    one_of("table", name, TABLES)
    _check(ground, form, lang, GOALS, ("text", "json", "csv", "xlsx"))
    if agreement and name == "forum-opgave":
        raise UsageError("the sources tie no forum to one agreement; leave --aftale out")
    if form == "xlsx" and (row or column):
        raise UsageError("an Excel file has all ways in a sheet of its own; leave --row and --column out")
    if form == "xlsx" and not output and sys.stdout.isatty():
        raise UsageError("an Excel file is not for the screen; give it a place with -o FILE.xlsx")
    world = open_files(files)
    known = sources(world, provisions(world, lang) if name == RULES else ())
    wanted = _agreements(world, known.chains, agreement) if agreement or name in OF_AGREEMENTS else ()
    made = crosstab(known, name, wanted, ground)
    start = thing_named(world, "row", row, made.rows) if row else ""
    end = thing_named(world, "column", column, made.columns) if column else ""
    give(_table(world, made, start, end, form, lang), output)


def why(
    start: Annotated[str, typer.Argument(metavar="FROM", help="A thing: an id, an IRI or a name.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="The thing that it does not lead to.")],
    ground: Ground = "udledt",
    form: Form = "text",
    lang: Language = "da",
    output: Output = None,
    files: Files = None,
) -> None:
    """Show the way from one thing to another; or the nearest that fails, and the link that is missing."""
    from aftalegraf.chains import chains  # noqa: PLC0415
    from aftalegraf.naming import thing_named  # noqa: PLC0415
    from aftalegraf.projection import links  # noqa: PLC0415
    from aftalegraf.why_not import network, why_not  # noqa: PLC0415
    from aftalegraf.why_view import why_csv, why_data, why_text  # noqa: PLC0415

    _check(ground, form, lang, GOALS)
    world = open_files(files)
    known = chains(world)
    first, last = (thing_named(world, "thing", text, known.things) for text in (start, end))
    if first == last:
        raise UsageError(f"'{start}' and '{end}' are one thing; name two")
    found = why_not(network(links(world), known), known, first, last, ground)
    if form == "json":
        _json(why_data(world, found, lang), output)
    else:
        told = why_csv(world, found, lang) if form == "csv" else why_text(world, found, lang, width())
        give(told.encode(), output)


def _table(world: World, made: Table, row: str, column: str, form: str, lang: str) -> bytes:
    from aftalegraf import crosstab_files, crosstab_view  # noqa: PLC0415

    if form == "xlsx":
        return crosstab_files.crosstab_workbook(world, made, lang)
    if form == "json":
        told = crosstab_view.crosstab_data(world, made, lang, row, column)
        return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    if form == "csv":
        cells = row or column
        return (
            crosstab_files.ways_csv(world, made, lang, row, column)
            if cells
            else crosstab_files.crosstab_csv(world, made, lang)
        ).encode()
    if row or column:
        return crosstab_view.ways_text(world, made, row, column, lang, width()).encode()
    return crosstab_view.crosstab_text(world, made, lang, width()).encode()


def _check(ground: str, form: str, lang: str, chain: str, forms: tuple[str, ...] = FORMS) -> None:
    one_of("chain", chain, (GOALS, PROVISIONS))
    one_of("ground", ground, GROUNDS)
    one_of("format", form, forms)
    one_of("language", lang, LANGUAGES)


def _only_for_goals(day: str, exemptions: Path | None) -> None:
    if day or exemptions:
        raise UsageError("--date and --undtagelser are of --chain maal; validate has them for provisions")


def _couplings(world: World, agreement: str, ground: str, day: str, exemptions: Path | None) -> Sequence[Coupling]:
    from aftalegraf.chains import chains  # noqa: PLC0415
    from aftalegraf.coupling import Asked, coupling  # noqa: PLC0415
    from aftalegraf.exemptions import read_link_exemptions, today  # noqa: PLC0415
    from aftalegraf.naming import names  # noqa: PLC0415
    from aftalegraf.profiles import is_day  # noqa: PLC0415

    if day and not is_day(day):
        raise UsageError(f"'{day}' is no day; write one like 2024-01-31")
    known = chains(world)
    excused = read_link_exemptions(exemptions, names(world, known.things)) if exemptions else None
    asked = Asked(day, frozenset(), excused, day or today())
    return [coupling(known, iri, ground, asked) for iri in _agreements(world, known, agreement)]


def _agreements(world: World, known: Chains, agreement: str) -> Sequence[str]:
    """The agreement named, or all of which a text is at hand, else all. Raises UnknownNameError or UsageError."""
    from aftalegraf.chains import documents  # noqa: PLC0415
    from aftalegraf.naming import thing_named  # noqa: PLC0415
    from aftalegraf.trace import agreements  # noqa: PLC0415

    every = [node.iri for node in agreements(world)]
    if not every:
        raise UsageError("no sundhedsaftale in the data; give one the class aft:Sundhedsaftale")
    if agreement:
        return [thing_named(world, "agreement", agreement, every)]
    return [iri for iri in every if documents(known, iri)] or every


def _provisions(world: World, agreement: str, form: str, lang: str, output: Path | None, *, only_gaps: bool) -> None:
    from aftalegraf.coverage import provisions  # noqa: PLC0415
    from aftalegraf.naming import thing_named  # noqa: PLC0415
    from aftalegraf.projection import things  # noqa: PLC0415
    from aftalegraf.rule_coupling import binding, tested  # noqa: PLC0415
    from aftalegraf.rule_coupling_view import rules_csv, rules_data, rules_text  # noqa: PLC0415
    from aftalegraf.trace import agreements  # noqa: PLC0415

    chosen = thing_named(world, "agreement", agreement, [node.iri for node in agreements(world)]) if agreement else ""
    found = tested(binding(world, provisions(world, lang), chosen), things(world))
    if form == "csv":
        give(rules_csv(world, found, lang, only_gaps=only_gaps).encode(), output)
    elif form == "json":
        _json(rules_data(world, found, lang, only_gaps=only_gaps), output)
    else:
        give(rules_text(world, found, lang, width(), only_gaps=only_gaps).encode(), output)


def _json(told: Any, output: Path | None) -> None:
    give((json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode(), output)
