"""Files of one's own: a form says the same as Turtle, and every problem is told with its cell."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from aftalegraf.errors import AftalegrafError, FormErrors, SourceError
from aftalegraf.intake import Taken, rdf, take_in
from aftalegraf.namespaces import AFT, DCT, ORG, SKOS
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Triple
from aftalegraf.review import MET, NOT_MET, UNDECIDED, Report, Result, located, review
from aftalegraf.template import template
from aftalegraf.world import World
from tests.conftest import CASES
from tests.filled import FIRST, Rows, as_csv, fill, good
from tests.test_cli import refused, run

TURTLE = CASES / "form/aftale.ttl"
WRONG = list(csv.DictReader((CASES / "form/problems.csv").read_text(encoding="utf-8").splitlines()))
LABEL = NamedNode(f"{SKOS}prefLabel")


@pytest.fixture
def empty(world: World, tmp_path: Path) -> Path:
    """The form as it is written."""
    path = tmp_path / "form.xlsx"
    path.write_bytes(template(world))
    return path


@pytest.fixture
def filled(empty: Path) -> Callable[[Rows], Path]:
    """Fill in the form."""
    return lambda rows: fill(empty, empty.with_name("aftale.xlsx"), rows)


def take(world: World, *paths: Path, language: str = "da") -> Taken:
    """What files say."""
    return take_in(lambda: world, paths, language)


def outcomes(world: World, taken: Taken) -> list[tuple[str, str, str, str]]:
    """What the rules say of the one agreement in it."""
    (report,) = review(world, taken.triples)
    return sorted((r.rule.id, r.label, r.outcome, r.standing) for r in report.results)


def problems(world: World, *paths: Path, language: str = "da") -> list[str]:
    """What is wrong in a form: a line each, without the folder."""
    with pytest.raises(FormErrors) as found:
        take(world, *paths, language=language)
    return [str(error).replace(f"{paths[0].parent}/", "") for error in found.value.errors]


def said(triples: Sequence[Triple]) -> set[tuple[str, str, str]]:
    """The statements by label, without readings and without what the graph adds of its own things."""
    labels: dict[object, str] = {}
    for t in triples:
        if t.predicate == LABEL and isinstance(t.object, Literal):
            labels[t.subject] = t.object.value
    own = {node for node in labels if "/id/" not in str(node) or "/id/egen/" in str(node)}
    return {
        (labels[t.subject], t.predicate.value, labels.get(t.object, str(t.object)))
        for t in triples
        if t.subject in own and t.predicate.value.startswith((AFT, DCT, ORG))
    }


def test_a_filled_form_says_the_same_as_turtle(world: World, filled: Callable[[Rows], Path]) -> None:
    """Statement by statement and outcome by outcome."""
    form, turtle = take(world, filled(good())), take(world, TURTLE)
    ours, theirs = said(form.triples), said(turtle.triples)
    assert ours == theirs
    assert len(ours) > 60
    assert outcomes(world, form) == outcomes(world, turtle)


def test_csv_says_the_same_as_excel(world: World, filled: Callable[[Rows], Path], tmp_path: Path) -> None:
    """One file a sheet, whatever its name, with commas or with the semicolons of a Danish Excel."""
    excel = set(take(world, filled(good())).triples)
    for separator in (",", ";"):
        rows = as_csv(tmp_path, good(), separator)
        assert set(take(world, *rows).triples) == excel


def without_an_objective() -> Rows:
    """The good rows, where the second focus area has no objective."""
    rows = good()
    rows["Målsætninger"].pop()
    rows["Indikatorer"].pop()
    del rows["Opfølgning"][1]["Vedrører"]
    return rows


def test_a_row_taken_away_is_missed_at_its_place(world: World, filled: Callable[[Rows], Path]) -> None:
    """Without its objective the second area is not met, and the report says which row it is in."""
    taken = take(world, filled(without_an_objective()))
    (report,) = located(review(world, taken.triples), taken.places)
    assert [r.label for r in of(report, "V3.2-2", NOT_MET)] == ["psykiatri (ark Indsatsområder, række 4)"]
    assert [r.label for r in of(report, "V3.2-2", MET)] == ["forebyggelse (ark Indsatsområder, række 3)"]


def test_an_absence_counts_only_where_the_sheet_is_declared(world: World, filled: Callable[[Rows], Path]) -> None:
    """Else it cannot be decided, and the reason says what to do."""
    rows = without_an_objective()
    rows["Oplyst"] = [row for row in rows["Oplyst"] if row["Ark"] != "Målsætninger"]
    (report,) = review(world, take(world, filled(rows)).triples)
    (open_,) = of(report, "V3.2-2", UNDECIDED)
    said = " ".join(open_.reasons)
    assert "«Målsætninger» er ikke mærket som udfyldt fuldstændigt i arket Oplyst; skriv ja dér, når alt er med" in said


def of(report: Report, rule: str, outcome: str) -> list[Result]:
    """The results of a rule with an outcome."""
    return [r for r in report.results if r.rule.id == rule and r.outcome == outcome]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: f"{case['heading']}-{case['value']}")
def test_a_wrong_cell_is_named(world: World, filled: Callable[[Rows], Path], case: dict[str, str]) -> None:
    """File, sheet, cell, what is wrong and what to do; there may be others that follow from it."""
    rows = good()
    rows[case["sheet"]][int(case["row"])][case["heading"]] = case["value"]
    found = problems(world, filled(rows))
    expected = f"aftale.xlsx, ark {case['sheet']}, celle {case['problem']}"
    assert any(line.startswith(expected) for line in found), found


def test_the_cases_of_wrong_cells_were_read() -> None:
    """Guards count what they guard."""
    assert len(WRONG) == 16


def test_all_problems_are_told_at_once(world: World, filled: Callable[[Rows], Path]) -> None:
    """In the order of the form, each once."""
    rows = good()
    rows["Aftale"][0]["Indsendt"] = "i går"
    rows["Indikatorer"][0]["Målsætning"] = "nix"
    rows["Sammensætning"][1]["Højst"] = "3,5"
    found = problems(world, filled(rows))
    assert [line.partition(": ")[0] for line in found] == [
        "aftale.xlsx, ark Aftale, celle I3", "aftale.xlsx, ark Indikatorer, celle B3",
        "aftale.xlsx, ark Sammensætning, celle E4",
    ]  # fmt: skip


def test_problems_are_told_in_english_on_demand(world: World, filled: Callable[[Rows], Path]) -> None:
    """The names of sheets and headings stay."""
    rows = good()
    rows["Aftale"][0]["Indsendt"] = "i går"
    (line,) = problems(world, filled(rows), language="en")
    assert line == "aftale.xlsx, sheet Aftale, cell I3: 'i går' is no date; write it like 2024-01-31 or 31-01-2024"


def test_a_form_holds_one_agreement(world: World, empty: Path, filled: Callable[[Rows], Path]) -> None:
    """None: fill in a row; two: a form for each."""
    (line,) = problems(world, empty)
    assert line.startswith("form.xlsx, ark Aftale: arket har ingen aftale; udfyld en række")
    rows = good()
    rows["Aftale"].append({**rows["Aftale"][0], "Navn": "en til"})
    assert problems(world, filled(rows)) == [
        "aftale.xlsx, ark Aftale, række 4: arket har mere end én aftale; brug en formular til hver"
    ]


def test_other_headings_and_sheets_are_refused(world: World, filled: Callable[[Rows], Path]) -> None:
    """A heading that is missing, one that is not of the form, a cell without one, a sheet of another name."""
    path = filled(good())
    book = load_workbook(path)
    book["Aftale"]["E1"] = "Valg periode"
    book["Visioner"]["C5"] = "løs bemærkning"
    book["Fora"].title = "Forum"
    book.create_sheet("Noter")["A1"] = "x"
    book.save(path)
    found = problems(world, path)
    assert (
        "aftale.xlsx, ark Aftale, række 1: overskriften «Valgperiode» mangler; brug formularens overskrifter"
        in found[0]
    )
    assert found[1].startswith("aftale.xlsx, ark Aftale, celle E1: overskriften «Valg periode» er ikke formularens; ")
    assert "ret den (nærmest: Valgperiode)" in found[1]
    assert found[2] == "aftale.xlsx, ark Visioner, celle C5: cellen står uden overskrift; slet den"
    assert found[3].startswith("aftale.xlsx, ark Forum: ukendt ark; formularens ark er Aftale, ")
    assert found[3].endswith("(nærmest: Fora)")
    assert found[4].startswith("aftale.xlsx, ark Noter: ukendt ark")
    assert len(found) == 5


def test_a_table_of_something_else_is_refused(world: World, tmp_path: Path) -> None:
    """With the sheet that comes nearest; a CSV problem is told by line and column."""
    other = tmp_path / "budget.csv"
    other.write_text("Konto;Beløb\n1;2\n", encoding="utf-8")
    (line,) = problems(world, other)
    assert line.startswith("budget.csv, linje 1: overskrifterne passer ikke til noget ark i formularen")
    rows = good()
    rows["Målsætninger"][0]["Nationalt mål"] = "=A1"
    paths = as_csv(tmp_path, rows)
    assert problems(world, *paths) == [
        "03.csv, linje 2, kolonne Nationalt mål: cellen har en formel; skriv selve værdien"
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.xls", b"x", "unknown ending '.xls'; save it as .xlsx"),
        ("x.docx", b"x", "unknown ending '.docx'; use one of .ttl .trig .nt .nq .jsonld .rdf .xlsx .csv"),
        ("x", b"x", "unknown ending ''; use one of"),
        ("x.ttl", b"", "is empty; fill it in"),
        ("x.ttl", b"# only a remark\n", "says nothing; fill it in"),
        ("x.csv", b"", "is empty; fill it in"),
        ("x.csv", "Navn;Område\n".encode("cp1252"), "is not UTF-8 (byte 8); save it as CSV UTF-8"),
        ("x.csv", b'Navn,"Region\n', "is not CSV: "),
        ("x.xlsx", b"Navn;Region\n", "is no .xlsx file, or is damaged; save it again as .xlsx"),
        ("x.xlsx", bytes.fromhex("D0CF11E0A1B11AE1"), "has a password, or is an old .xls file"),
        ("x.ttl", b"<urn:a> <urn:b> 1 .\n<urn:a> <urn:b> ; .\n", "x.ttl:2: does not parse"),
        ("x.trig", b"<urn:g> {\n<urn:a> <urn:b>\n}", "x.trig:3: does not parse"),
        ("x.jsonld", b'{"@id": "urn:a",\n "urn:b": }', "x.jsonld:2: does not parse"),
        ("x.jsonld", b'{"@context": "http://127.0.0.1:9/c", "@id": "urn:a", "b": 1}', "does not parse"),
        ("x.rdf", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><a>&b;</a>', "has a document type (DOCTYPE)"),
        ("x.rdf", b"<a>" * 500, "deep in each other"),
        (
            "x.nt",
            b'<urn:a> <urn:b> "2024-13-01"^^<http://www.w3.org/2001/XMLSchema#date> .\n',
            "x.nt: '2024-13-01' (urn:b) is no xsd:date; mend it",
        ),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_with_advice(
    world: World, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    """What is wrong and what to do, with the line where there is one."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(AftalegrafError) as found:
        take(world, path)
    assert message in str(found.value)


def test_an_address_is_not_fetched(world: World) -> None:
    """Neither data nor a form."""
    for address in ("https://example.org/a.ttl", "http://example.org/form.xlsx", "ftp://example.org/x"):
        with pytest.raises(SourceError, match="nothing is fetched from the network"):
            take(world, Path(address))


def test_blank_nodes_of_two_files_are_two(tmp_path: Path) -> None:
    """The same label in two files names two things, and the names are the same every time."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.ttl").write_text("_:x <urn:p> [ <urn:q> 1 ] .", encoding="utf-8")
    first, second = rdf(tmp_path / "a.ttl", "f1"), rdf(tmp_path / "b.ttl", "f2")
    assert {t.subject for t in first} == {BlankNode("f1b1"), BlankNode("f1b2")}
    assert not {t.subject for t in first} & {t.subject for t in second}


def test_a_form_and_turtle_can_be_given_together(world: World, filled: Callable[[Rows], Path], tmp_path: Path) -> None:
    """What the form has no column for."""
    more = tmp_path / "mere.ttl"
    more.write_text("<urn:a> <urn:b> 1 .", encoding="utf-8")
    both = take(world, filled(good()), more)
    assert len(both.triples) == len(take(world, filled(good())).triples) + 1


def test_the_commands_read_a_form(tmp_path: Path, kept: Path) -> None:
    """`template` and `validate` as a user types them: as for Turtle, 1 a skal not met, 2 problems; nothing is kept."""
    made = tmp_path / "out/aftale.xlsx"
    assert run("template", "-o", str(made)).returncode == 0
    assert "unknown format 'ods'" in refused(run("template", "-o", str(tmp_path / "x.ods")))
    before = _state(kept)
    outcome: subprocess.CompletedProcess[str] = run("validate", str(fill(made, tmp_path / "a.xlsx", good())))
    assert outcome.returncode == run("validate", str(TURTLE)).returncode != 2, outcome.stderr
    assert "Gennemgang mod vejledningen: Fiktiv sundhedsaftale\n" in outcome.stdout
    rows = good()
    rows["Aftale"][0]["Indsendt"] = ""
    outcome = run("validate", str(fill(made, tmp_path / "a.xlsx", rows)))
    assert outcome.returncode == 1
    assert "Gælder: Fiktiv sundhedsaftale (ark Aftale, række 3)" in outcome.stdout
    rows["Aftale"][0]["Region"] = "Sjælland"
    message = refused(run("validate", str(fill(made, tmp_path / "a.xlsx", rows))))
    assert "1 problem(er) i formularen; intet er gennemgået:\n" in message
    assert "a.xlsx, ark Aftale, celle B3: 'Sjælland' er ikke på listen" in message
    assert _state(kept) == before


def _state(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path), path.stat().st_size) for path in folder.rglob("*") if path.is_file())


def test_the_first_row_is_below_the_example(empty: Path) -> None:
    """What these tests rest on."""
    assert load_workbook(empty)["Aftale"].cell(FIRST - 1, 1).value == "Eksempel: Sundhedsaftale 2024-2027"
