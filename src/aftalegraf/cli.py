"""Type a command, get an answer: the command line."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from aftalegraf import __version__, exports
from aftalegraf.answers import GROUND, GROUND_LABELS, answer
from aftalegraf.assets import assets
from aftalegraf.commands import Files, Language, StoreUrl, give, one_of, open_files, width, write
from aftalegraf.dataset import FORMS, dataset, size
from aftalegraf.diff_commands import diff
from aftalegraf.errors import AftalegrafError, UsageError
from aftalegraf.load_commands import load
from aftalegraf.review_commands import checklist, template, validate
from aftalegraf.rule_commands import rules_app
from aftalegraf.settings import shown, told
from aftalegraf.sources import read_tables, verify
from aftalegraf.statements import GROUNDS
from aftalegraf.trace_commands import trace_app
from aftalegraf.world import LANGUAGES, World

SettingsFile = Annotated[Path | None, typer.Option("--settings", help="A TOML file with settings.")]

app = typer.Typer(
    help="Spørg, gennemgå og tegn sundhedsaftaler. Ask, review and draw Danish health agreements.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
sources_app = typer.Typer(help="The documents behind the graph.", no_args_is_help=True)
app.add_typer(sources_app, name="sources")
app.add_typer(rules_app, name="rules")
app.add_typer(trace_app, name="trace")
app.command()(validate)
app.command()(template)
app.command()(checklist)
app.command()(diff)
app.command()(load)


def main() -> None:
    """Run a command. A problem that the user can act on is one message on standard error and an exit code."""
    try:
        app()
    except AftalegrafError as error:
        sys.stderr.write(f"aftalegraf: {error}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


@app.callback(invoke_without_command=True)
def root(*, version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False) -> None:
    """Spørg, gennemgå og tegn sundhedsaftaler. Ask, review and draw Danish health agreements."""
    if version:
        typer.echo(__version__)
        raise typer.Exit


@app.command()
def build(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write the dataset here, as N-Quads.")] = None,
    files: Files = None,
) -> None:
    """Build the graph from the files and say what is in it."""
    world = open_files(files)
    found = size(world.store)
    typer.echo(f"udsagn, der fremgår af kilderne: {found.stated}")
    typer.echo(f"udsagn, der fremgår eller er vores læsning (standardgrafen): {found.plain}")
    typer.echo(f"udsagn med redaktionens tilføjelser: {found.everything}")
    typer.echo(f"tripler i alt, med kilder, ontologi og regler: {found.quads}")
    typer.echo(f"spørgsmål: {len(world.questions)}")
    typer.echo(f"gemt i {world.kept}" if world.kept else "ikke gemt; grafen bygges hver gang")
    if output:
        write(output, dataset(world.store, "nquads"))
        typer.echo(f"skrevet til {output}")


@app.command()
def export(
    form: Annotated[str, typer.Option("--format", help="nquads, trig or turtle.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here, not to standard output.")] = None,
    files: Files = None,
    store: StoreUrl = "",
) -> None:
    """Write the whole dataset, sorted: the same bytes every time.

    Turtle knows no named graphs and gets the default graph: what is stated and our reading, with evidence, sources and
    ontology, but without the editors' additions and the shapes.
    """
    one_of("format", form, FORMS)
    content = dataset(open_files(files, store).store, form)
    if output:
        write(output, content)
        typer.echo(f"skrevet til {output}", err=True)
    else:
        sys.stdout.buffer.write(content)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The id of a question; without it all are listed.")] = None,
    param: Annotated[list[str] | None, typer.Option(help="NAME=VALUE; a value is an id, an IRI or a label.")] = None,
    form: Annotated[str, typer.Option("--format", help="table, csv, json or xlsx.")] = "table",
    lang: Language = "da",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here, not to standard output.")] = None,
    files: Files = None,
    store: StoreUrl = "",
    *,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Show what each row rests on; csv, json and xlsx always do.")
    ] = False,
) -> None:
    """Answer a question of the library, or list the questions."""
    one_of("format", form, ("table", "csv", "json", "xlsx"))
    one_of("language", lang, LANGUAGES)
    world = open_files(files, store)
    if question is None:
        one_of("format", form, ("table", "csv", "json"))
        _list_questions(world, form, lang)
        return
    answered = answer(world, question, _pairs(param or []), lang)
    if form == "json":
        text = json.dumps(exports.answer_json(world, answered, lang), ensure_ascii=False, indent=2) + "\n"
    elif form == "csv":
        text = exports.answer_csv(world, answered, lang)
    elif form == "xlsx":
        from aftalegraf.answer_sheets import answer_workbook  # noqa: PLC0415 (only this form needs Excel)

        give(answer_workbook(world, answered, lang), output, lang)
        return
    else:
        from aftalegraf.terminal import answer_text  # noqa: PLC0415 (a server has no use for it)

        text = answer_text(world, answered, lang, width(), with_evidence=evidence)
    give(text.encode(), output, lang)


def _list_questions(world: World, form: str, lang: str) -> None:
    if form == "json":
        typer.echo(json.dumps(exports.questions_json(world), ensure_ascii=False, indent=2))
    elif form == "csv":
        typer.echo(exports.questions_csv(world), nl=False)
    else:
        from aftalegraf.terminal import questions_text  # noqa: PLC0415

        typer.echo(questions_text(world, lang, width()), nl=False)


@app.command()
def draw(
    output: Annotated[Path, typer.Option("--output", "-o", help="File ending in .svg, .png, .pdf or .html.")],
    view: Annotated[str, typer.Option(help="tree, thread or coverage.")] = "thread",
    ground: Annotated[
        str, typer.Option(help="fremgaar, udledt or redaktionel; each takes in the ones before.")
    ] = "udledt",
    agreement: Annotated[str, typer.Option("--aftale", help="Id of the agreement; without it the first.")] = "",
    area: Annotated[str, typer.Option("--omraade", help="Id of a focus area or vision to draw alone.")] = "",
    lang: Language = "da",
    files: Files = None,
    store: StoreUrl = "",
) -> None:
    """Draw the goals of an agreement."""
    from aftalegraf.pictures import FORMATS, ordered, picture  # noqa: PLC0415 (only this command draws)

    form = output.suffix.removeprefix(".").lower()
    one_of("format", form, FORMATS)
    one_of("ground", ground, GROUNDS)
    one_of("language", lang, LANGUAGES)
    world = open_files(files, store)
    write(output, picture(world, view, form, ordered(world, ground, agreement, area, lang)))
    typer.echo(f"skrevet til {output}")


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535)] = None,
    deadline: Annotated[float | None, typer.Option(min=0.1, help="Seconds a query may take.")] = None,
    query_time: Annotated[
        float | None, typer.Option(min=0.1, help="Seconds that the queries of one client may take in a minute.")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes that stand ready for queries; more are forked while heavy queries run."),
    ] = None,
    cache: Annotated[
        int | None,
        typer.Option(min=0, help="MB of answers to SPARQL queries that are kept to be given again; 0 keeps none."),
    ] = None,
    base_url: Annotated[str | None, typer.Option(help="Where the public finds this server, for its links.")] = None,
    settings: SettingsFile = None,
    data: Annotated[
        str,
        typer.Option(
            help="Serve this RDF file instead (.ttl .trig .nt .nq .jsonld .rdf): SPARQL and graphs, no pages."
        ),
    ] = "",
    files: Files = None,
    store: StoreUrl = "",
) -> None:
    """Serve the pages, the REST interface and the SPARQL endpoint.

    What no flag says, AFTALEGRAF_PORT and the like say, then the file of settings; `aftalegraf settings` shows it.
    """
    flags = {"host": host, "port": port, "deadline": deadline, "query_time": query_time, "workers": workers}
    chosen = told({**flags, "cache": cache, "base_url": base_url}, os.environ, settings).settings
    if data:
        from aftalegraf.file_server import serve_file  # noqa: PLC0415 (the commands need no server)

        serve_file(Path(data), chosen)
        return
    from aftalegraf.server import serve as run  # noqa: PLC0415 (the web framework is slow to import)

    run(lambda: open_files(files, store, in_memory=True), chosen)


@app.command("settings")
def show_settings(settings: SettingsFile = None) -> None:
    """Show how `aftalegraf serve` would serve, and where each setting comes from."""
    typer.echo(shown(told({}, os.environ, settings)), nl=False)


@app.command()
def reload(port: Annotated[int | None, typer.Option(min=1, max=65535)] = None, settings: SettingsFile = None) -> None:
    """Have the server on a port of this machine read its data anew, without a request lost, and wait for it."""
    from aftalegraf.reloading import reload as ask  # noqa: PLC0415 (as the server's)

    typer.echo(f"serveren svarer nu med de nye data ({ask(told({'port': port}, os.environ, settings).settings.port)})")


@app.command()
def ontology(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here instead of to the screen.")] = None,
    form: Annotated[
        str, typer.Option("--format", help="turtle, rdfxml, jsonld or ntriples; reuse: a table of others' terms.")
    ] = "turtle",
    files: Files = None,
) -> None:
    """Write the ontology, the same bytes every time."""
    from aftalegraf.formats import media_type  # noqa: PLC0415 (rdflib is slow to import)
    from aftalegraf.graph import build as build_graph  # noqa: PLC0415
    from aftalegraf.reuse import as_markdown  # noqa: PLC0415
    from aftalegraf.turtle import publish  # noqa: PLC0415

    one_of("format", form, ("turtle", "rdfxml", "jsonld", "ntriples", "reuse"))
    graph = build_graph(assets(files))
    kind = media_type(form)
    body = publish(graph.ontology, kind) if kind else as_markdown(graph).encode()
    if output:
        write(output, body)
        typer.echo(f"skrevet til {output}")
    else:
        typer.echo(body, nl=False)


@app.command("format")
def format_turtle(
    paths: Annotated[list[Path] | None, typer.Argument(help="Turtle files; without any, all of the project's.")] = None,
    files: Files = None,
    *,
    check: Annotated[bool, typer.Option("--check", help="Only look; end with 1 if a file would change.")] = False,
) -> None:
    """Bring Turtle files into the one canonical form."""
    from aftalegraf.turtle import format_file  # noqa: PLC0415 (rdflib is slow to import)

    found = assets(files)
    chosen = paths or [path for folder in ("ontology", "shapes", "data") for path in found.files(folder, "*.ttl")]
    changed = [path for path in chosen if format_file(path, check=check)]
    for path in changed:
        typer.echo(f"{'would change' if check else 'changed'}: {path}")
    typer.echo(f"{len(chosen)} files, {len(changed)} {'to change' if check else 'changed'}")
    if check and changed:
        raise typer.Exit(1)


@sources_app.command("verify")
def verify_sources(
    folder: Annotated[Path, typer.Argument(help="The folder that holds the documents.")], files: Files = None
) -> None:
    """Prove every fingerprint against the documents. Ends with 1 if a passage is not the one that was read."""
    outcome = verify(read_tables(assets(files)), folder)
    for line in (*outcome.missing, *outcome.problems):
        typer.echo(line)
    typer.echo(
        f"{outcome.documents} dokumenter og {outcome.passages} kildehenvisninger er bevist; "
        f"{len(outcome.problems)} fejl; {outcome.elsewhere} henvisninger til sider på nettet kan ikke bevises her"
    )
    if outcome.missing:
        raise UsageError(
            f"{len(outcome.missing)} document(s) are not in {folder}; nothing is known about their passages"
        )
    if outcome.problems:
        typer.echo(f"aftalegraf trace suspects --kilder {folder} viser de udsagn, der hviler på stederne")
        raise typer.Exit(1)


def _pairs(given: list[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in given:
        name, found, value = text.partition("=")
        if not found:
            raise UsageError(f"--param {text}: write NAME=VALUE, for instance {GROUND}={next(iter(GROUND_LABELS))}")
        if name in pairs:
            raise UsageError(f"--param {name} is given twice; give it once")
        pairs[name] = value
    return pairs
