"""Each provision is tested by a shape, or it is said why it is not."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter

import pytest
from typer.testing import CliRunner

from aftalegraf.cli import app
from aftalegraf.coverage import MERGED, TESTED, UNTOLD, Provision, provisions
from aftalegraf.rules import rules
from aftalegraf.world import World
from tests.conftest import SHARED
from tests.rule_table import PAGE, page

NORMS = SHARED / "facit" / "norms.jsonl"
CHECKABLE = {"structural", "cardinality", "temporal", "value"}


@pytest.fixture
def found(world: World) -> dict[str, Provision]:
    """The provisions by id."""
    return {one.id: one for one in provisions(world)}


@pytest.fixture
def norms() -> list[dict[str, str]]:
    """The checked reading of the provisions."""
    if not NORMS.is_file():
        pytest.skip(
            "the checked reading is not beside the checkout (../shared/facit); coverage was not held against it"
        )
    return [json.loads(line) for line in NORMS.read_text(encoding="utf-8").splitlines()]


def test_nothing_falls_between(found: dict[str, Provision]) -> None:
    """370 provisions, each with a shape or a reason."""
    assert len(found) == 370
    assert [name for name, one in found.items() if one.status == UNTOLD] == []


def test_no_provision_has_both_a_shape_and_a_reason_not_to_test_it(world: World) -> None:
    """One of the two."""
    tested = {name for rule in rules(world) for name in (rule.id, *rule.also)}
    rows = world.store.select("SELECT ?id WHERE { ?x aft:ikkeProevetFordi ?r ; skos:notation ?id }").rows
    assert tested & {row[0].value for row in rows if row[0]} == set()


def test_what_can_be_checked_is_tested_but_for_five(found: dict[str, Provision], norms: list[dict[str, str]]) -> None:
    """Where the checked reading says that a finding could be made there is a shape, or a reason of its own in words."""
    checkable = [n["id"] for n in norms if n["checkable"] in CHECKABLE and n["finding_on"] != "ingen"]
    left = {name: found[name] for name in checkable if found[name].status not in (TESTED, MERGED)}
    assert {name: one.status for name, one in left.items()} == {
        "V2-6": "udenForGrafen", "V2-7": "udenForGrafen", "V3.3-5": "udenForGrafen", "V3.1-8": "kunTjekliste",
        "V5.2-2": "kunTjekliste",
    }  # fmt: skip
    assert all(one.explanation for one in left.values())


def test_what_gives_no_finding_has_no_shape(found: dict[str, Provision], norms: list[dict[str, str]]) -> None:
    """Competences, facts and the duties of the Danish Health Authority itself are never findings on an agreement."""
    held = {one.id for one in found.values() if one.status == TESTED}
    assert held & {norm["id"] for norm in norms if norm["finding_on"] == "ingen"} == set()


def test_severity_follows_the_modality(world: World) -> None:
    """A skal gives a violation, bør a warning, kan and a default information; an approximation at most a warning."""
    for rule in rules(world):
        by_modality = {"skal": "Violation", "boer": "Warning", "anbefales": "Warning", "kan": "Info"}
        expected = by_modality.get(rule.modality, rule.severity)
        if rule.approximate and expected == "Violation":
            expected = "Warning"
        assert rule.severity == ("Info" if rule.defeasible else expected), rule.id


def test_the_page_is_the_one_that_would_be_written(world: World) -> None:
    """`make docs` would write the same page again."""
    assert PAGE.read_text(encoding="utf-8") == page(world), "run make docs"


def test_the_rules_are_listed_as_data_and_as_text(found: dict[str, Provision]) -> None:
    """Table, JSON and CSV hold the same provisions; the status chooses among them."""
    run = CliRunner().invoke
    listed = json.loads(run(app, ["rules", "--format", "json"]).stdout)
    assert [(one["id"], one["status"]) for one in listed] == [(one.id, one.status) for one in found.values()]
    rows = list(csv.DictReader(io.StringIO(run(app, ["rules", "--format", "csv"]).stdout.lstrip("\ufeff"))))
    assert [row["id"] for row in rows] == list(found)
    tested = run(app, ["rules", "--status", TESTED]).stdout
    assert f"{Counter(one.status for one in found.values())[TESTED]} bestemmelser: " in tested
    assert "V5.1-6a" in tested


def test_an_unknown_status_is_refused_with_the_known_ones() -> None:
    """The nearest names are offered."""
    answered = CliRunner().invoke(app, ["rules", "--status", "proevet"])
    assert answered.exit_code != 0
    assert "proeves" in str(answered.exception)
