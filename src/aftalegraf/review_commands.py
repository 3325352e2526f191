"""Type a command about agreements: review them, fill in a form, see what is owed before one is sent in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aftalegraf.commands import (
    Files,
    Language,
    Output,
    StoreUrl,
    attended,
    fetched,
    give,
    one_of,
    open_files,
    say,
    write,
)
from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.rdf import read
from aftalegraf.world import LANGUAGES, World

if TYPE_CHECKING:  # pySHACL is slow to import
    from aftalegraf.results import Report


def validate(
    data: Annotated[
        list[Path] | None, typer.Argument(help="Files to review instead of the graph: a filled form or RDF.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="text, markdown, html, csv, xlsx, json, turtle, sarif or junit; with --shapes text, json or turtle.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here; the ending tells the format.")
    ] = None,
    lang: Language = "da",
    agreement: Annotated[str, typer.Option("--aftale", help="Only this agreement: an id, an IRI or a name.")] = "",
    shapes: Annotated[
        list[Path] | None, typer.Option(help="File with SHACL shapes to hold the data against instead of the guidance.")
    ] = None,
    name: Annotated[
        str, typer.Option("--profile", help="vejledning-2023 or vejledning-2018 (partial).")
    ] = "vejledning-2023",
    day: Annotated[
        str, typer.Option("--date", help="Review by the rules of this day, not of the agreement's own.")
    ] = "",
    assumed: Annotated[
        str, typer.Option("--antag-ikraft", help="Assume the draft guidance in force from this day.")
    ] = "",
    exemptions: Annotated[
        Path | None, typer.Option("--undtagelser", help="CSV of reasoned exemptions: rule,thing,reason,role,expires.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="Show what is new, gone and the same since this review, written as json.")
    ] = None,
    engine: Annotated[
        str, typer.Option(help="reference: pySHACL; fast: in the store, or refused; auto: fast where it can.")
    ] = "auto",
    files: Files = None,
    store: StoreUrl = "",
    *,
    strict: Annotated[bool, typer.Option(help="End with 1 for every finding, not only for a skal in force.")] = False,
) -> None:
    """Review agreements against the guidance. Ends with 0 good, 1 a skal in force is not met, 2 unreadable input."""
    from aftalegraf.comparison import earlier_review, since  # noqa: PLC0415 (slow to import)
    from aftalegraf.engines import ENGINES  # noqa: PLC0415
    from aftalegraf.exemptions import exempted, today  # noqa: PLC0415
    from aftalegraf.intake import take_in  # noqa: PLC0415
    from aftalegraf.profiles import profile  # noqa: PLC0415
    from aftalegraf.reports import form_of, written  # noqa: PLC0415
    from aftalegraf.review import located, review  # noqa: PLC0415

    one_of("language", lang, LANGUAGES)
    one_of("engine", engine, ENGINES)
    if shapes:
        _hold(lambda: open_files(files, store), data or [], shapes, form or "text", lang, engine, strict=strict)
        return
    chosen, held = form_of(form, output), profile(name, day, assumed)
    if chosen == "xlsx" and not output and sys.stdout.isatty():
        raise UsageError("an Excel file is not for the screen; give it a place with -o FILE.xlsx")
    earlier = earlier_review(compare, chosen) if compare else None
    world = open_files(files, store)
    taken = take_in(lambda: world, data, lang) if data else None
    if not taken:
        fetched(world)
    given = taken.triples if taken else None
    reports = attended(lambda tell: review(world, given, lang, held, engine, tell), lang)
    reports = exempted(world, reports, exemptions, day or today())
    if taken:
        reports = located(reports, taken.places)
    reports = tuple(_named(reports, agreement) if agreement else _some(reports))
    told = written(world, reports, chosen, lang) if earlier is None else since(earlier, world, reports, chosen, lang)
    give(told, output, lang)
    results = [result for report in reports for result in report.results]
    if any(result.breach or (strict and result.counts) for result in results):
        raise typer.Exit(1)


def _hold(
    world: Callable[[], World], data: list[Path], shapes: list[Path], form: str, lang: str, engine: str, *, strict: bool
) -> None:
    from aftalegraf import shacl  # noqa: PLC0415

    one_of("format", form, ("text", "json", "turtle"))
    held = attended(lambda tell: shacl.hold(world, data, shapes, lang, engine, tell), lang)
    for name in held.left_out:
        say(f"owl:imports of {name} is not followed; give its file with --shapes as well")
    typer.echo(shacl.shown(held, form, lang), nl=False)
    if held.breach or (strict and held.findings):
        raise typer.Exit(1)


def template(
    output: Annotated[Path, typer.Option("--output", "-o", help="File ending in .xlsx.")],
    files: Files = None,
    store: StoreUrl = "",
) -> None:
    """Write the form for an agreement of your own: fill it in, and give it to validate."""
    from aftalegraf.template import template as make  # noqa: PLC0415 (openpyxl is slow to import)

    one_of("format", output.suffix.removeprefix(".").lower(), ("xlsx",))
    write(output, make(open_files(files, store)))
    typer.echo(f"skrevet til {output}")


def checklist(
    agreement: Annotated[
        str | None, typer.Argument(metavar="AFTALE", help="Id, IRI or name; without it each whose text is at hand.")
    ] = None,
    data: Annotated[list[Path] | None, typer.Option("--data", help="RDF file to look at, not the graph.")] = None,
    form: Annotated[str, typer.Option("--format", help="text, markdown, json or csv.")] = "text",
    output: Output = None,
    exemptions: Annotated[
        Path | None, typer.Option("--undtagelser", help="CSV of reasoned exemptions: rule,thing,reason,role,expires.")
    ] = None,
    lang: Language = "da",
    files: Files = None,
    store: StoreUrl = "",
) -> None:
    """Show what is owed, by whom and by when, before an agreement is sent in. It is no approval in advance."""
    from aftalegraf.checklist import checklist as made  # noqa: PLC0415
    from aftalegraf.checklist_text import FORMATS, written  # noqa: PLC0415
    from aftalegraf.exemptions import exempted, today  # noqa: PLC0415
    from aftalegraf.review import review  # noqa: PLC0415

    one_of("format", form, FORMATS)
    one_of("language", lang, LANGUAGES)
    world = open_files(files, store)
    given = [quad.triple for path in data for quad in read(path)] if data else None
    found = exempted(world, attended(lambda tell: review(world, given, lang, tell=tell), lang), exemptions, today())
    reports = _named(found, agreement) if agreement else [one for one in _some(found) if not one.in_one] or found
    give(written(world, [made(world, report) for report in reports], form, lang), output, lang)


def _some(reports: Sequence[Report]) -> Sequence[Report]:
    if not reports:
        raise UsageError("no sundhedsaftale in the data; give one the class aft:Sundhedsaftale")
    return reports


def _named(reports: Sequence[Report], agreement: str) -> Sequence[Report]:
    """The review of one agreement by its label, id or IRI. Raises UnknownNameError or UsageError."""
    names = {
        name: report
        for report in _some(reports)
        for name in (report.label, report.agreement.replace("#", "/").rpartition("/")[2], report.agreement)
    }
    if agreement not in names:
        raise UnknownNameError("agreement", agreement, (name for name in names if "://" not in name))
    return [names[agreement]]
