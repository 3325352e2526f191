"""The commands about rules, time, exemptions and the checklist, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aftalegraf.rdf import Quad, write_quads
from tests.test_cli import refused, run
from tests.test_review import FOLDER, changed

HEAD = "rule,thing,reason,role,expires\n"


@pytest.fixture
def broken(tmp_path: Path) -> str:
    """A file with the good agreement without binding objectives."""
    path = tmp_path / "aftale.nq"
    path.write_bytes(write_quads(Quad(t.subject, t.predicate, t.object) for t in changed(FOLDER / "V3.2-1.ru")))
    return str(path)


def exemption(tmp_path: Path, *rows: str) -> str:
    """A file of exemptions."""
    path = tmp_path / "undtagelser.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return str(path)


def test_the_difference_between_the_guidances_comes_in_three_formats() -> None:
    """The same counts; the default is a text."""
    data = json.loads(run("rules", "diff", "--format", "json").stdout)
    assert data["counts"]["viderefoert"] == 10
    assert run("rules", "diff").stdout.count("[samme som V1.1-9; vores læsning") == 2
    assert len(run("rules", "diff", "--format", "csv").stdout.splitlines()) == 1 + len(data["provisions"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rules", "diff", "--format", "xml"], "unknown format 'xml'. Use one of: table, json, csv."),
        (["rules", "show", "V5.1-66"], "V5.1-6"),
        (["validate", "--profile", "vejledning-2019"], "unknown profile 'vejledning-2019'. Nearest: vejledning-201"),
        (["validate", "--date", "i dag"], "--date i dag: that is no day; write it like 2024-01-31"),
        (["validate", "--profile", "vejledning-2018", "--antag-ikraft", "2024-01-01"], "concerns the draft guidance"),
        (["validate", "--compare", "nix.json"], "nix.json: cannot be read"),
        (["validate", "--compare", "nix.json", "--format", "csv"], "--compare writes text or json, not csv"),
        (["validate", "--undtagelser", "nix.csv"], "nix.csv: no such file; check the path"),
        (["checklist", "agr-mit-2019"], "unknown agreement 'agr-mit-2019'. Nearest: agr-midt-2019-2023"),
        (["validate", "--engine", "quick"], "unknown engine 'quick'."),
        (["checklist", "--format", "html"], "unknown format 'html'. Use one of: text, markdown, json, csv."),
    ],
)  # fmt: skip
def test_a_mistake_gets_one_clear_message(tmp_path: Path, arguments: list[str], message: str) -> None:
    """Exit code 2, no trace, nothing on standard output."""
    assert message in refused(run(*arguments, cwd=tmp_path))


def test_an_exemption_takes_a_finding_out_of_the_exit_code_until_it_expires(tmp_path: Path, broken: str) -> None:
    """On its last day 0, also with --strict; on the day after 1, and the report says why."""
    path = exemption(tmp_path, "V3.2-1,aftale,målsætningerne skrives om,sekretariatet,2024-06-30")
    assert run("validate", broken).returncode == 1
    for strict in ([], ["--strict"]):
        assert run("validate", broken, "--undtagelser", path, "--date", "2024-06-30", *strict).returncode == 0
    after = run("validate", broken, "--undtagelser", path, "--date", "2024-07-01")
    assert after.returncode == 1
    assert "Undtagelse: udløb 30. juni 2024" in after.stdout


def test_a_file_of_exemptions_that_does_not_hold_is_refused(tmp_path: Path, broken: str) -> None:
    """Every row with its line."""
    path = exemption(tmp_path, "V3.2-1,aftale,,sekretariatet,", "V9-9,aftale,g,r,2024-06-30")
    message = refused(run("validate", broken, "--undtagelser", path))
    assert [f"{path}:{line}: " in message for line in (2, 3)] == [True, True]


def test_two_runs_are_compared(tmp_path: Path, broken: str) -> None:
    """A review against itself has nothing new; the exit code is that of the review."""
    earlier = str(tmp_path / "forrige.json")
    assert run("validate", broken, "-o", earlier).returncode == 1
    again = run("validate", broken, "--compare", earlier)
    assert again.returncode == 1
    assert "Nye bemærkninger (0)" in again.stdout
    assert "De samme bemærkninger (1)" in again.stdout
    data = json.loads(run("validate", broken, "--compare", earlier, "--format", "json").stdout)
    assert {name: len(found) for name, found in data.items()} == {
        "new": 0, "gone": 0, "changed": 0, "same": 1, "profiles": 0,
    }  # fmt: skip


def test_the_report_says_by_which_rules_it_was_made(broken: str) -> None:
    """The profile of 2018 is partial; an assumption is said; the day is said."""
    partial = " ".join(run("validate", broken, "--profile", "vejledning-2018").stdout.split())
    assert "Profilen vejledning-2018 er delvis. Vejledningen fra 2018 er ikke i samlingen;" in partial
    assumed = " ".join(run("validate", broken, "--antag-ikraft", "2023-06-01", "--date", "2024-06-01").stdout.split())
    assert "Antagelse: vejledningsudkastet regnes for at gælde fra 1. juni 2023. Det er ikke i kraft." in assumed
    assert "Gennemgået efter de regler, der gjaldt 1. juni 2024." in assumed


def test_the_checklist_is_made_for_an_agreement_of_ones_own(broken: str) -> None:
    """From a file; by name; in Markdown."""
    shown = run("checklist", "aftale", "--data", broken, "--format", "markdown")
    assert shown.returncode == 0
    assert shown.stdout.startswith("# Tjekliste før indsendelse: Fiktiv sundhedsaftale, Region Eksempel\n")
    assert "- [x] V5.1-6a" in shown.stdout.replace("\\", "")


def test_the_checklist_leaves_out_agreements_that_are_not_at_hand() -> None:
    """Without a name: each whose text is at hand; with its name, one that is not is shown all the same."""
    shown = run("checklist").stdout
    assert shown.count("Tjekliste før indsendelse: ") == 2
    assert "[?] V5.1-6a" in run("checklist", "agr-nord-2024-2027").stdout


def test_both_engines_tell_the_same(broken: str) -> None:
    """Byte by byte the same review, whoever held the rules."""
    fast, reference = (run("validate", broken, "--format", "json", "--engine", name) for name in ("fast", "reference"))
    assert fast.stdout == reference.stdout
    assert (fast.returncode, reference.returncode) == (1, 1)


def test_the_list_of_rules_tells_which_engine_holds_each() -> None:
    """Each provision that is tested has one, the others none."""
    listed = json.loads(run("rules", "--format", "json").stdout)
    assert {one["engine"] for one in listed if one["shape"]} == {"fast"}
    assert {one["engine"] for one in listed if not one["shape"]} == {""}


def test_the_fast_engine_says_which_shape_it_does_not_take(tmp_path: Path) -> None:
    """Exit code 2 and the name of the shape; without --engine the reference answers for it."""
    (tmp_path / "s.ttl").write_text(
        "PREFIX ex: <https://example.org/>\nPREFIX sh: <http://www.w3.org/ns/shacl#>\n"
        'ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:n ; sh:pattern "(?=x)" ] .\n',
        encoding="utf-8",
    )
    (tmp_path / "d.ttl").write_text("PREFIX ex: <https://example.org/>\nex:a a ex:T ; ex:n 'y' .\n", encoding="utf-8")
    told = refused(run("validate", "--shapes", "s.ttl", "d.ttl", "--engine", "fast", cwd=tmp_path))
    assert "the fast engine does not take the shape https://example.org/S: the pattern (?=x) is not known" in told
    assert run("validate", "--shapes", "s.ttl", "d.ttl", cwd=tmp_path).returncode == 1
