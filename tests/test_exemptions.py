"""An exemption covers a finding to the end of its last day; a file that does not hold is told row by row."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from aftalegraf.assets import Assets, assets
from aftalegraf.conformance import sentences
from aftalegraf.coupling import EXCUSED, UNDECIDED
from aftalegraf.coupling_view import status_of
from aftalegraf.errors import SourceError, SourceErrors
from aftalegraf.exemptions import excuse, exempted, read_exemptions, stated, stated_links
from aftalegraf.graph import build
from aftalegraf.report import as_text
from aftalegraf.report_data import as_data
from aftalegraf.report_tools import as_junit, as_sarif
from aftalegraf.results import MET, NOT_MET, Exemption, Report, Result
from aftalegraf.review import review
from aftalegraf.rules import rules
from aftalegraf.tracing import Tracing
from aftalegraf.validation import findings
from aftalegraf.world import World, open_world
from tests.test_review import FOLDER, changed

HEAD = "rule,thing,reason,role,expires\n"
AGREEMENT = "https://example.org/fiktion/aftale"
REASON = "målsætningerne skrives om"


@pytest.fixture
def reports(world: World) -> tuple[Report, ...]:
    """The good agreement without binding objectives: V3.2-1, a skal in force, is not met."""
    return review(world, changed(FOLDER / "V3.2-1.ru"))


def one(reports: tuple[Report, ...], rule: str = "V3.2-1") -> Result:
    """The one result of a rule."""
    (result,) = [result for report in reports for result in report.results if result.rule.id == rule]
    return result


def until(day: str, rule: str = "V3.2-1") -> Exemption:
    """An exemption to a day."""
    return Exemption(rule, AGREEMENT, REASON, "sekretariatet for udvalget", day, "undtagelser.csv:2")


def written(tmp_path: Path, *rows: str) -> Path:
    """A file of exemptions."""
    path = tmp_path / "undtagelser.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("today", "breach", "counts", "expired"),
    [("2024-06-29", False, False, False), ("2024-06-30", False, False, False), ("2024-07-01", True, True, True)],
)
def test_a_finding_is_excused_to_the_end_of_the_last_day(
    reports: tuple[Report, ...], today: str, *, breach: bool, counts: bool, expired: bool
) -> None:
    """On the last day still; on the day after it is back, and says that the exemption has expired."""
    result = one(excuse(reports, [until("2024-06-30")], today))
    assert (result.outcome, result.breach, result.counts, result.expired) == (NOT_MET, breach, counts, expired)
    assert (one(reports).breach, one(reports).exemption) == (True, None)


def test_an_exemption_holds_for_its_rule_and_thing_only(reports: tuple[Report, ...]) -> None:
    """Another rule, or a rule that is met, is left as it is."""
    excused = excuse(reports, [until("2024-06-30"), until("2024-06-30", "V3-1")], "2024-01-01")
    assert {result.rule.id for report in excused for result in report.results if result.exemption} == {"V3.2-1"}
    assert one(excused, "V3-1").outcome == MET
    elsewhere = Exemption("V3.2-1", f"{AGREEMENT}-2", REASON, "udvalget", "2024-06-30", "x:2")
    assert one(excuse(reports, [elsewhere], "2024-01-01")).counts


def test_the_report_tells_an_exemption_and_that_it_expired(world: World, reports: tuple[Report, ...]) -> None:
    """In a part of its own while it lasts; with the finding afterwards."""
    held = as_text(world, excuse(reports, [until("2024-06-30")], "2024-06-30"))
    back = as_text(world, excuse(reports, [until("2024-06-30")], "2024-07-01"), "da")
    assert "BEGRUNDEDE UNDTAGELSER\n" in held
    assert f"Undtagelse: {REASON} (sekretariatet for udvalget; til og med 30. juni 2024)" in " ".join(held.split())
    assert "BEGRUNDEDE UNDTAGELSER" not in back
    assert f"Undtagelse: udløb 30. juni 2024 og gælder ikke mere: {REASON}" in " ".join(back.split())


def test_an_excused_requirement_is_neither_met_nor_missing(reports: tuple[Report, ...]) -> None:
    """The sentences count it by itself."""
    (before,) = reports
    (after,) = excuse(reports, [until("2024-06-30")], "2024-06-30")
    told = [said for _, several in sentences(before) for said in several if "i lov og bekendtgørelse" in said]
    excused = [said for _, several in sentences(after) for said in several if "i lov og bekendtgørelse" in said]
    assert told[0].startswith("1 krav i lov og bekendtgørelse er ikke opfyldt")
    assert "1 med begrundet undtagelse" in excused[0]
    assert "ikke opfyldt" not in excused[0]


def test_the_data_carry_the_exemption(world: World, reports: tuple[Report, ...]) -> None:
    """Reason, role, last day, where it stands, whether it has expired; nothing where there is none."""
    (report,) = as_data(world, excuse(reports, [until("2024-06-30")], "2024-07-01"))
    by_rule = {result["rule"]: result["exemption"] for result in report["results"]}
    assert by_rule["V3.2-1"] == {
        "reason": REASON, "role": "sekretariatet for udvalget", "until": "2024-06-30",
        "origin": "undtagelser.csv:2", "expired": True,
    }  # fmt: skip
    assert by_rule["V3-1"] is None


def test_programs_see_an_excused_finding_as_accepted(world: World, reports: tuple[Report, ...]) -> None:
    """SARIF has it suppressed with its reason, JUnit skipped; when it has expired it is a failure again."""
    for today, suppressed, failures in (("2024-06-30", 1, 0), ("2024-07-01", 0, 1)):
        told = excuse(reports, [until("2024-06-30")], today)
        (log,) = json.loads(as_sarif(world, told))["runs"]
        found = [one["suppressions"][0]["justification"] for one in log["results"] if "suppressions" in one]
        assert [REASON in text for text in found] == [True] * suppressed
        assert as_junit(world, told).count("<failure") == failures


@pytest.mark.parametrize("thing", [AGREEMENT, "aftale", "Fiktiv sundhedsaftale, Region Eksempel"])
def test_a_thing_is_named_by_iri_id_or_label(
    world: World, reports: tuple[Report, ...], tmp_path: Path, thing: str
) -> None:
    """Each way leads to the same thing."""
    path = written(tmp_path, f'V3.2-1,"{thing}",{REASON},sekretariatet,2024-06-30')
    (found,) = read_exemptions(path, rules(world), reports)
    assert found == Exemption("V3.2-1", AGREEMENT, REASON, "sekretariatet", "2024-06-30", f"{path}:2")
    assert one(exempted(world, reports, path, "2024-01-01")).excused


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("V3.2-11,aftale,g,r,2024-06-30", "no rule tests a provision 'V3.2-11'; write its id (nearest: V3.2-1"),
        ("V3.2-1,aftalen,g,r,2024-06-30", "V3.2-1 was held against no 'aftalen'; write its id, IRI or name (nearest"),
        ("V3.2-1,aftale,,r,2024-06-30", "the reason is empty; write why the finding stands for now"),
        ("V3.2-1,aftale,g,,2024-06-30", "the role is empty; write who answers for it, as a role and not a name"),
        ("V3.2-1,aftale,g,x@y.dk,2024-06-30", "the role 'x@y.dk' holds a digit or an address"),
        ("V3.2-1,aftale,g,r,", "'' is no day; write the last day of the exemption like 2024-01-31"),
        ("V3.2-1,aftale,g,r,2024-06-31", "'2024-06-31' is no day"),
        ("V3.2-1,aftale,g,r,juni 2024", "'juni 2024' is no day"),
    ],
)  # fmt: skip
def test_a_row_that_does_not_hold_is_told_with_its_cure(
    world: World, reports: tuple[Report, ...], tmp_path: Path, row: str, message: str
) -> None:
    """File, line, what is wrong and what to do; the good row before it is no excuse."""
    path = written(tmp_path, "V3-1,aftale,g,r,2024-06-30", row)
    with pytest.raises(SourceErrors) as raised:
        read_exemptions(path, rules(world), reports)
    (error,) = raised.value.errors
    assert (error.path, error.line) == (str(path), 3)
    assert message in error.message


def test_all_rows_are_looked_at_before_any_is_refused(
    world: World, reports: tuple[Report, ...], tmp_path: Path
) -> None:
    """Three problems in two rows, and one row that stands twice."""
    good = "V3.2-1,aftale,g,r,2024-06-30"
    path = written(tmp_path, "V9-9,aftale,,r,2024-06-30", "V3.2-1,aftale,g,,2024-06-30", good, good)
    with pytest.raises(SourceErrors) as raised:
        read_exemptions(path, rules(world), reports)
    assert [error.line for error in raised.value.errors] == [2, 2, 3, 5]
    assert "keep one" in raised.value.errors[-1].message


def test_a_day_that_has_passed_is_no_mistake(world: World, reports: tuple[Report, ...], tmp_path: Path) -> None:
    """Last year's file can still be read; what it excused is back."""
    path = written(tmp_path, "V3.2-1,aftale,g,r,2020-01-01")
    assert one(exempted(world, reports, path, "2024-01-01")).expired


def test_the_project_has_no_exemptions_of_its_own(world: World) -> None:
    """The folder data/undtagelser holds headings only: none is known, and none is made up."""
    assert stated(world) == ()
    tables = sorted(assets().root.glob("data/undtagelser/*.csv"))
    assert [path.read_text(encoding="utf-8").count("\n") for path in tables] == [1, 1]


STATEMENTS = (
    "und-1,aft:undtagelseFra,V5.1-6c,fremgaar,000-l5,,,,,,,",
    "und-1,aft:undtagelseFor,agr-midt-2019-2023,fremgaar,000-l5,,,,,,,",
    "und-1,aft:undtagelsesgrund,en prøve,fremgaar,000-l5,,,,,,,",
    "und-1,aft:undtagelsesrolle,sekretariatet,fremgaar,000-l5,,,,,,,",
    "und-1,aft:gyldigTil,2027-06-30,fremgaar,000-l5,,,,,,,",
)


def entered(files: Path, rows: tuple[str, ...]) -> Path:
    """The project's files with one exemption."""
    for name, text in (
        ("things", "und-1,aft:BegrundetUndtagelse,en undtagelse,fremgaar,000-l5,,,,\n"),
        ("statements", "".join(f"{row}\n" for row in rows)),
    ):
        path = files / f"data/undtagelser/{name}.csv"
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    return files


def test_an_exemption_in_the_data_is_applied(files: Path) -> None:
    """Entered like all other data, it excuses its finding on the real agreement."""
    world = open_world(entered(files, STATEMENTS))
    (said,) = stated(world)
    assert (said.rule, said.thing.rpartition("/")[2], said.until) == ("V5.1-6c", "agr-midt-2019-2023", "2027-06-30")
    excused = excuse(review(world), stated(world), "2027-06-30")
    assert [r.rule.id for report in excused for r in report.results if r.excused] == ["V5.1-6c"]


LINK = tuple(row.replace("agr-midt-2019-2023", "ind-midt-buc") for row in STATEMENTS if "undtagelseFra" not in row)


def test_an_exemption_from_being_linked_in_the_data_holds_for_its_last_day(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a provision it is of the chain: with its reason, role and last day; after that it is told as expired."""
    world = open_world(entered(files, LINK))
    assert stated(world) == ()
    for day, status, words in (
        ("2027-06-30", EXCUSED, "begrundet undtagelse: en prøve (sekretariatet, til 2027-06-30)"),
        ("2027-07-01", UNDECIDED, "kan ikke afgøres: undtagelsen udløb 2027-06-30"),
    ):
        monkeypatch.setattr("aftalegraf.tracing.today", partial(str, day))
        (found,) = Tracing(world).status("agr-midt-2019-2023", "udledt")
        (item,) = [item for item in found.items if item.exemption]
        assert (item.iri.rpartition("/")[2], item.status, item.gap) == ("ind-midt-buc", status, status != EXCUSED)
        assert status_of(item, "da") == words


def test_a_file_goes_before_the_data(files: Path) -> None:
    """What the user says of the same thing is the later decision."""
    tracing = Tracing(open_world(entered(files, LINK)))
    iri = next(iter(stated_links(tracing.world)))
    own = Exemption("", iri, "min", "planlæggeren", "2030-01-01", "fil")
    (found,) = tracing.status("agr-midt-2019-2023", "udledt", exemptions={iri: own})
    assert [item.exemption for item in found.items if item.exemption] == [own]


@pytest.mark.parametrize("left_out", range(5))
def test_an_exemption_in_the_data_must_be_whole(files: Path, left_out: int) -> None:
    """Thing, ground, role and last day: shapes/undtagelser.ttl finds each that is not there; a rule need not be."""
    rows = tuple(row for number, row in enumerate(STATEMENTS) if number != left_out)
    graph = build(Assets(entered(files, rows)))
    shapes = [t for t in graph.shapes if not t.predicate.value.startswith("http://www.w3.org/ns/shacl#target")]
    shapes += [t for t in graph.shapes if str(t.subject).endswith("#undtagelse>")]
    data = [t for t in graph.plain if "/begrundetundtagelse/" in str(t.subject) or "/bestemmelse/" in str(t.subject)]
    whole = ((), ("undtagelse-ting",), ("undtagelse-grund",), ("undtagelse-rolle",), ("undtagelse-udloeb",))
    assert tuple(found.shape.rpartition("#")[2] for found in findings(data, shapes)) == whole[left_out]


def test_an_exemption_in_the_data_is_from_one_provision_at_most(files: Path) -> None:
    """Two would be two decisions."""
    graph = build(Assets(entered(files, (*STATEMENTS, STATEMENTS[0].replace("V5.1-6c", "V5.1-6a")))))
    shapes = [t for t in graph.shapes if not t.predicate.value.startswith("http://www.w3.org/ns/shacl#target")]
    shapes += [t for t in graph.shapes if str(t.subject).endswith("#undtagelse>")]
    data = [t for t in graph.plain if "/begrundetundtagelse/" in str(t.subject) or "/bestemmelse/" in str(t.subject)]
    assert [found.shape.rpartition("#")[2] for found in findings(data, shapes)] == ["undtagelse-bestemmelse"]


def test_a_file_of_exemptions_that_is_not_there_is_told(
    world: World, reports: tuple[Report, ...], tmp_path: Path
) -> None:
    """With advice."""
    with pytest.raises(SourceError, match="no such file; check the path"):
        read_exemptions(tmp_path / "nix.csv", rules(world), reports)
