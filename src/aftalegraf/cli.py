"""Type a command, get an answer: the command line."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from aftalegraf import __version__, exports
from aftalegraf.answers import GROUND, GROUND_LABELS, answer
from aftalegraf.assets import assets
from aftalegraf.dataset import FORMS, dataset, size
from aftalegraf.errors import AftalegrafError, UnknownNameError, UsageError
from aftalegraf.rdf import read
from aftalegraf.settings import Settings, store_folder
from aftalegraf.sources import read_tables, verify
from aftalegraf.statements import GROUNDS
from aftalegraf.world import LANGUAGES, World, open_world

DEFAULTS = Settings()

app = typer.Typer(
    help="Spørg, gennemgå og tegn sundhedsaftaler. Ask, review and draw Danish health agreements.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
sources_app = typer.Typer(help="The documents behind the graph.", no_args_is_help=True)
app.add_typer(sources_app, name="sources")

Files = Annotated[
    Path | None,
    typer.Option(help="Folder with ontology/, shapes/, data/ and queries/ to use instead of the packaged files."),
]
Language = Annotated[str, typer.Option("--lang", help="Language of the texts: da or en.")]


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
    world = _open(files)
    found = size(world.store)
    typer.echo(f"udsagn, der fremgår af kilderne: {found.stated}")
    typer.echo(f"udsagn, der fremgår eller er vores læsning (standardgrafen): {found.plain}")
    typer.echo(f"udsagn med redaktionens tilføjelser: {found.everything}")
    typer.echo(f"tripler i alt, med kilder, ontologi og regler: {found.quads}")
    typer.echo(f"spørgsmål: {len(world.questions)}")
    typer.echo(f"gemt i {world.kept}" if world.kept else "ikke gemt; grafen bygges hver gang")
    if output:
        _write(output, dataset(world.store, "nquads"))
        typer.echo(f"skrevet til {output}")


@app.command()
def export(
    form: Annotated[str, typer.Option("--format", help="nquads, trig or turtle.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here, not to standard output.")] = None,
    files: Files = None,
) -> None:
    """Write the whole dataset, sorted: the same bytes every time.

    Turtle knows no named graphs and gets the default graph: what is stated and our reading, with evidence, sources and
    ontology, but without the editors' additions and the shapes.
    """
    _one_of("format", form, FORMS)
    content = dataset(_open(files).store, form)
    if output:
        _write(output, content)
        typer.echo(f"skrevet til {output}", err=True)
    else:
        sys.stdout.buffer.write(content)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The id of a question; without it all are listed.")] = None,
    param: Annotated[list[str] | None, typer.Option(help="NAME=VALUE; a value is an id, an IRI or a label.")] = None,
    form: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    lang: Language = "da",
    files: Files = None,
    *,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Show what each row rests on; csv and json always do.")
    ] = False,
) -> None:
    """Answer a question of the library, or list the questions."""
    _one_of("format", form, ("table", "csv", "json"))
    _one_of("language", lang, LANGUAGES)
    world = _open(files)
    if question is None:
        _list_questions(world, form, lang)
        return
    answered = answer(world, question, _pairs(param or []), lang)
    if form == "json":
        typer.echo(json.dumps(exports.answer_json(world, answered, lang), ensure_ascii=False, indent=2))
    elif form == "csv":
        typer.echo(exports.answer_csv(world, answered, lang), nl=False)
    else:
        from aftalegraf.terminal import answer_text  # noqa: PLC0415 (a server has no use for it)

        typer.echo(answer_text(world, answered, lang, _width(), with_evidence=evidence), nl=False)


def _list_questions(world: World, form: str, lang: str) -> None:
    if form == "json":
        typer.echo(json.dumps(exports.questions_json(world), ensure_ascii=False, indent=2))
    elif form == "csv":
        typer.echo(exports.questions_csv(world), nl=False)
    else:
        from aftalegraf.terminal import questions_text  # noqa: PLC0415

        typer.echo(questions_text(world, lang, _width()), nl=False)


@app.command()
def validate(
    data: Annotated[list[Path] | None, typer.Argument(help="RDF files to review instead of the graph.")] = None,
    form: Annotated[
        str | None, typer.Option("--format", help="text, markdown, html, csv, xlsx, json, turtle, sarif or junit.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here; the ending tells the format.")
    ] = None,
    lang: Language = "da",
    files: Files = None,
    *,
    strict: Annotated[bool, typer.Option(help="End with 1 for every finding, not only for a skal in force.")] = False,
) -> None:
    """Review agreements against the guidance. Ends with 0 good, 1 a skal in force is not met, 2 unreadable input."""
    from aftalegraf.reports import form_of, written  # noqa: PLC0415 (pySHACL is slow to import)
    from aftalegraf.review import MET, review  # noqa: PLC0415

    chosen = form_of(form, output)
    if chosen == "xlsx" and not output and sys.stdout.isatty():
        raise UsageError("an Excel file is not for the screen; give it a place with -o FILE.xlsx")
    _one_of("language", lang, LANGUAGES)
    world = _open(files)
    given = [quad.triple for path in data for quad in read(path)] if data else None
    reports = review(world, given, lang)
    if not reports:
        raise UsageError("no sundhedsaftale in the data; give one the class aft:Sundhedsaftale")
    _give(written(world, reports, chosen, lang), output)
    results = [result for report in reports for result in report.results]
    if any(result.breach or (strict and result.outcome != MET) for result in results):
        raise typer.Exit(1)


@app.command("rules")
def show_rules(
    rule_id: Annotated[str, typer.Argument(help="The id of a provision, for instance V5.1-6b.", metavar="ID")],
    lang: Language = "da",
    files: Files = None,
) -> None:
    """Show what a rule asks, why, and how to meet it."""
    from aftalegraf.card import card, card_text, rule_named  # noqa: PLC0415

    _one_of("language", lang, LANGUAGES)
    world = _open(files)
    typer.echo(card_text(card(world, rule_named(world, rule_id), lang)), nl=False)


@app.command()
def draw(
    output: Annotated[Path, typer.Option("--output", "-o", help="File ending in .svg, .png or .html.")],
    view: Annotated[str, typer.Option(help="tree, thread or coverage.")] = "thread",
    ground: Annotated[
        str, typer.Option(help="fremgaar, udledt or redaktionel; each takes in the ones before.")
    ] = "udledt",
    files: Files = None,
) -> None:
    """Draw the goals of an agreement."""
    from aftalegraf.pictures import FORMATS, picture  # noqa: PLC0415 (only this command draws)

    form = output.suffix.removeprefix(".").lower()
    _one_of("format", form, FORMATS)
    _one_of("ground", ground, GROUNDS)
    _write(output, picture(_open(files), view, form, ground))
    typer.echo(f"skrevet til {output}")


@app.command()
def serve(
    host: Annotated[str, typer.Option(envvar="AFTALEGRAF_HOST")] = DEFAULTS.host,
    port: Annotated[int, typer.Option(min=0, max=65535, envvar="AFTALEGRAF_PORT")] = DEFAULTS.port,
    deadline: Annotated[float, typer.Option(min=0.1, help="Seconds a query may take.")] = DEFAULTS.deadline,
    base_url: Annotated[str, typer.Option(help="Where the public finds this server, for its links.")] = "",
    files: Files = None,
) -> None:
    """Serve the pages, the REST interface and the SPARQL endpoint."""
    from aftalegraf.server import serve as run  # noqa: PLC0415 (the web framework is slow to import)

    world = _open(files, in_memory=True)
    run(world, Settings(host=host, port=port, deadline=deadline, base_url=base_url))


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

    _one_of("format", form, ("turtle", "rdfxml", "jsonld", "ntriples", "reuse"))
    graph = build_graph(assets(files))
    kind = media_type(form)
    body = publish(graph.ontology, kind) if kind else as_markdown(graph).encode()
    if output:
        _write(output, body)
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
        raise typer.Exit(1)


def _open(files: Path | None, *, in_memory: bool = False) -> World:
    return open_world(files, store_folder(os.environ), _say, in_memory=in_memory)


def _say(message: str) -> None:
    sys.stderr.write(f"aftalegraf: {message}\n")


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


def _one_of(what: str, name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        raise UnknownNameError(what, name, known)


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}; choose another place") from None


def _give(content: bytes, output: Path | None) -> None:
    """Write to a file and say so, or to standard output."""
    if output:
        _write(output, content)
        typer.echo(f"skrevet til {output}", err=True)
    else:
        typer.echo(content, nl=False)


def _width() -> int:
    return max(60, min(160, shutil.get_terminal_size((120, 24)).columns))
