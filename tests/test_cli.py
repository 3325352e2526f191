"""The commands as a user types them: output, exit codes, and one clear message for a mistake."""

from __future__ import annotations

import json
import re
import shlex
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from aftalegraf import __version__

ROOT = Path(__file__).parents[1]
GOOD = sorted(map(str, (ROOT / "tests/cases/rules/good").glob("*.ttl")))
AGREEMENT = ROOT / "tests/cases/rules/good/aftale.ttl"
OTHERS = [path for path in GOOD if path != str(AGREEMENT)]


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """One command, as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "aftalegraf", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=60,
        check=False,
    )


def refused(outcome: subprocess.CompletedProcess[str]) -> str:
    """The message of a command that ended with 2: one message, no trace."""
    assert outcome.returncode == 2, outcome
    assert "Traceback" not in outcome.stderr
    assert outcome.stdout == ""
    return outcome.stderr


def test_questions_are_listed_as_data() -> None:
    """`ask --format json`: objects with id, title, theme and parameters, whose choices come from the graph."""
    questions = json.loads(run("ask", "--format", "json").stdout)
    assert len(questions) >= 15
    assert all({"id", "title", "theme", "parameters"} <= set(question) for question in questions)
    (flagship,) = [question for question in questions if question["id"] == "indikatorer-for-nationalt-maal"]
    (goal,) = [parameter for parameter in flagship["parameters"] if parameter["name"] == "maal"]
    assert "ng-leveaar" in json.dumps(goal)


def test_questions_are_listed_for_people() -> None:
    """Without a format: themes, ids and titles."""
    shown = run("ask").stdout
    assert "NATIONALE MÅL" in shown
    assert re.search(r"^visioner-i-aftale +Hvilke visioner ", shown, re.MULTILINE)


def test_an_answer_comes_as_table_csv_and_json() -> None:
    """The same four visions in each."""
    asked = ("ask", "visioner-i-aftale", "--param", "aftale=agr-midt-2019-2023")
    table = run(*asked).stdout
    rows = run(*asked, "--format", "csv").stdout
    data = json.loads(run(*asked, "--format", "json").stdout)
    assert table.endswith("4 rækker\n")
    assert len(rows.strip().splitlines()) == 5
    assert len(data["rows"]) == 4
    for shown in (table, rows, json.dumps(data, ensure_ascii=False)):
        assert "Mere sundhed for pengene" in shown


def test_each_row_can_be_shown_with_what_it_rests_on() -> None:
    """Beside it in a table, below it where there are many columns; not unless it is asked for."""
    shown = run("ask", "visioner-i-aftale", "--param", "aftale=agr-midt-2019-2023", "--evidence").stdout
    assert "hviler på" in shown
    assert " ".join(shown.split()).count("fremgår af kilden:") == 8
    wide = run("ask", "indikatorer-for-nationalt-maal", "--param", "maal=ng-forloeb", "--param", "grundlag=redaktionel")
    assert "hviler på" not in wide.stdout
    wide = run(*wide.args[3:], "--evidence")
    assert wide.stdout.count("\nhviler på: ") == 3
    assert "; tilføjet af redaktionen; vores læsning: " in " ".join(wide.stdout.split())


def test_an_empty_answer_says_why() -> None:
    """The flagship question: nothing, and the two reasons."""
    shown = run("ask", "indikatorer-for-nationalt-maal", "--param", "maal=ng-leveaar").stdout
    assert "0 rækker" in shown
    assert "overbliksbilledet mangler" in shown
    assert "1 række kommer frem med grundlag=redaktionel" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", "visoner"], "unknown question 'visoner'. Nearest: visioner-i-aftale"),
        (
            ["ask", "visioner-i-aftale", "--param", "aftale=agr-mit"],
            "unknown value of aftale 'agr-mit'. Nearest: agr-midt",
        ),
        (["ask", "visioner-i-aftale", "--param", "aftale"], "write NAME=VALUE"),
        (["ask", "indikatorer-for-nationalt-maal"], "needs maal (nationalt mål); give --param maal=VALUE"),
        (["ask", "--lang", "fr"], "unknown language 'fr'. Use one of: da, en."),
        (["validate", "--lang", "dansk"], "unknown language 'dansk'"),
        (["validate", "nix.ttl"], "nix.ttl: no such file; check the path"),
        (["draw", "-o", "x.gif"], "unknown format 'gif'. Use one of: svg, png, pdf, html."),
        (["draw", "-o", "x.pdf", "--lang", "fr"], "unknown language 'fr'"),
        (["draw", "-o", "x.svg", "--aftale", "agr-mit"], "unknown agreement 'agr-mit'. Nearest: agr-midt"),
        (["draw", "-o", "x.svg", "--omraade", "foc-x"], "unknown focus area 'foc-x'. Nearest: foc-midt"),
        (["draw", "-o", "x.svg", "--view", "tre"], "unknown view 'tre'. Nearest: tree"),
        (["build", "--files", "nix"], "nix/ontology: the folder is missing"),
        (["sources", "verify", "nix"], "nix: no such folder"),
        (["format", "nix.ttl"], "nix.ttl: no such file"),
        (["serve", "--host", "no.such.host.invalid"], "cannot listen on no.such.host.invalid"),
    ],
)
def test_a_mistake_gets_one_clear_message(tmp_path: Path, arguments: list[str], message: str) -> None:
    """Exit code 2, no trace, nothing on standard output, nothing left behind."""
    assert message in refused(run(*arguments, cwd=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_port_in_use_is_said() -> None:
    """The second server on a port does not start."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"port {port} on 127.0.0.1 is in use; choose another" in refused(run("serve", "--port", port))


def test_a_spoiled_file_is_named_with_its_line(edit: Callable[[str, str, str], Path]) -> None:
    """A Turtle file of the project that does not parse: where, what and what to do."""
    folder = edit("ontology/goals.ttl", '"vision"@da', '"vision@da')
    message = refused(run("build", "--files", str(folder)))
    assert re.search(r"ontology/goals\.ttl:\d+: does not parse: .*; mend the text there", message)
    assert "nothing was built" in message


def test_a_file_of_ones_own_is_reviewed(tmp_path: Path) -> None:
    """0 for the good agreement, 1 when a skal in force is not met, 1 with --strict for any finding."""
    assert run("validate", *GOOD, "--strict").returncode == 0
    text = AGREEMENT.read_text(encoding="utf-8")
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        text.replace("aft:harForpligtendeMaalsaetninger true", 'aft:horisont "fire år"'), encoding="utf-8"
    )
    outcome = run("validate", str(broken), *OTHERS)
    assert outcome.returncode == 1
    assert "Aftalen selv · Skal · Ikke opfyldt (1)\n    V3.2-1" in outcome.stdout
    weak = tmp_path / "weak.ttl"
    weak.write_text(text.replace('aft:versionsnummer "1" ;', ""), encoding="utf-8")
    lax, strict = (run("validate", str(weak), *OTHERS, *more).returncode for more in ((), ("--strict",)))
    assert (lax, strict) == (0, 1)


def test_a_file_without_an_agreement_is_refused(tmp_path: Path) -> None:
    """An empty review would look like a good one."""
    path = tmp_path / "x.ttl"
    path.write_text("<https://example.org/a> <https://example.org/b> 1 .\n", encoding="utf-8")
    assert "no sundhedsaftale in the data" in refused(run("validate", str(path)))


def test_the_review_of_the_real_agreement_is_good_unless_strict() -> None:
    """Its rules are younger than it; three data are missing and four things cannot be decided."""
    assert run("validate").returncode == 0
    assert run("validate", "--strict").returncode == 1
    reports = json.loads(run("validate", "--format", "json").stdout)
    (report,) = [report for report in reports if report["agreement"]["id"].endswith("/agr-midt-2019-2023")]
    assert any(line.startswith("Opfylder alle krav i lov og bekendtgørelse, der kan") for line in report["summary"])


def test_a_report_is_written_to_a_file_in_the_format_of_its_ending(tmp_path: Path) -> None:
    """The exit code is the same, the place is told on standard error, and an odd ending is refused."""
    path = tmp_path / "ud" / "rapport.html"
    outcome = run("validate", *GOOD, "-o", str(path))
    assert (outcome.returncode, outcome.stdout) == (0, "")
    assert f"skrevet til {path}" in outcome.stderr
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run("validate", *GOOD, "--format", "markdown").stdout.startswith("# Gennemgang mod vejledningen")
    assert "the ending tells no format" in refused(run("validate", *GOOD, "-o", str(tmp_path / "rapport.pdf")))


def test_a_rule_is_shown_as_a_card() -> None:
    """In both languages; an unknown id is answered with the nearest."""
    assert "  Hvorfor: " in run("rules", "show", "V5.1-6b").stdout
    assert "  How to meet it: " in run("rules", "show", "V5.1-6b", "--lang", "en").stdout
    assert "Nearest: V5.1-6" in refused(run("rules", "show", "V5.1-6z"))


def test_sources_are_verified(kilder: Path) -> None:
    """Against the documents 0, against an empty folder 2."""
    outcome = run("sources", "verify", str(kilder))
    assert outcome.returncode == 0
    assert re.search(r"5 dokumenter og \d{4} kildehenvisninger er bevist; 0 fejl", outcome.stdout)
    with tempfile.TemporaryDirectory() as empty:
        assert run("sources", "verify", empty).returncode == 2


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "html"])
@pytest.mark.parametrize("view", ["tree", "thread", "coverage"])
def test_every_view_is_drawn_in_every_format(tmp_path: Path, view: str, form: str) -> None:
    """A file of the right kind, the same bytes twice."""
    starts = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF", "html": b"<!doctype html>"}
    files = [tmp_path / f"{number}.{form}" for number in (1, 2)]
    for path in files:
        assert run("draw", "--view", view, "-o", str(path)).returncode == 0
    assert files[0].read_bytes().startswith(starts[form])
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    ("form", "start"),
    [("turtle", "PREFIX "), ("rdfxml", "<?xml "), ("jsonld", "{"), ("ntriples", "<http"), ("reuse", "# Genbrug")],
)
def test_the_ontology_is_written_in_every_form(tmp_path: Path, form: str, start: str) -> None:
    """To a file or to the screen, the same bytes."""
    path = tmp_path / "out" / f"ontology.{form}"
    outcome = run("ontology", "--format", form, "-o", str(path))
    assert outcome.returncode == 0, outcome.stderr
    text = path.read_text(encoding="utf-8")
    assert text.startswith(start)
    assert run("ontology", "--format", form).stdout == text


def test_an_unknown_form_of_the_ontology_is_refused() -> None:
    """With the forms there are."""
    assert "rdfxml" in refused(run("ontology", "--format", "rdfxlm"))


def test_the_version_is_told() -> None:
    """One source of the number."""
    assert run("--version").stdout == f"{__version__}\n"


def test_the_commands_in_the_readme_work(tmp_path: Path) -> None:
    """Each line that begins with aftalegraf in a shell block of README.md ends with 0."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    commands = [line for block in blocks for line in block.splitlines() if line.startswith("aftalegraf ")]
    assert len(commands) == 15
    for command in commands:
        outcome = run(*shlex.split(command)[1:], cwd=tmp_path)
        assert outcome.returncode == 0, (command, outcome.stderr)


def test_the_reference_of_commands_is_up_to_date() -> None:
    """docs/cli.md is made by `make docs`."""
    made = subprocess.run(
        [sys.executable, "-m", "typer", "aftalegraf.cli", "utils", "docs", "--name", "aftalegraf"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert made.stdout.strip() == (ROOT / "docs/cli.md").read_text(encoding="utf-8").strip()


def test_an_answer_is_written_as_an_excel_file(tmp_path: Path) -> None:
    """`ask --format xlsx -o FILE`: a workbook; the list of the questions is none."""
    file = tmp_path / "svar" / "visioner.xlsx"
    outcome = run("ask", "visioner-i-aftale", "--format", "xlsx", "-o", str(file))
    assert (outcome.returncode, outcome.stdout) == (0, "")
    assert file.read_bytes().startswith(b"PK")
    assert "table, csv" in refused(run("ask", "--format", "xlsx"))
