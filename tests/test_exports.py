"""Answers leave as data and as CSV: labelled, marked, and harmless to a spreadsheet."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from aftalegraf.answers import answer
from aftalegraf.cells import Cell, Rows
from aftalegraf.exports import (
    BOM,
    answer_csv,
    answer_json,
    question_json,
    questions_csv,
    questions_json,
    resource_json,
    table_csv,
)
from aftalegraf.namespaces import ID
from aftalegraf.resources import resource
from aftalegraf.world import World, open_world

FLAGSHIP = "indikatorer-for-nationalt-maal"
GIVEN = {"maal": "ng-forloeb", "grundlag": "redaktionel"}


def table(text: str, separator: str = ",") -> list[list[str]]:
    """The lines of a CSV."""
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM)), delimiter=separator))


def test_an_answer_as_data_has_labels_and_ids(world: World) -> None:
    """A cell for a thing has both; the values and the ground are repeated."""
    found = answer_json(world, answer(world, FLAGSHIP, GIVEN))
    assert found["id"] == FLAGSHIP
    assert found["grundlag"] == "redaktionel"
    assert found["values"]["maal"]["label"] == "Bedre sammenhængende patientforløb"
    assert [column["id"] for column in found["columns"]][:2] == ["maal", "grundlagIndplacering"]
    assert len(found["rows"]) == 3
    assert found["rows"][0]["grundlagIndplacering"] == {
        "id": "https://w3id.org/aftalegraf/ns#redaktionel",
        "label": "tilføjet af redaktionen",
    }
    assert found["note"] == "Uofficielt værktøj"


def test_an_empty_answer_as_data_says_why(world: World) -> None:
    """By default no document ties an indicator to a goal."""
    found = answer_json(world, answer(world, FLAGSHIP, {"maal": "ng-forloeb"}))
    assert found["rows"] == []
    lost, left_out = found["reasons"]
    assert lost["kind"] == "tabt"
    assert lost["text"].startswith("Kan ikke afgøres: overbliksbilledet mangler")
    assert (left_out["kind"], left_out["grundlag"]) == ("grundlag", "redaktionel")
    assert [caveat["kind"] for caveat in found["caveats"]] == ["tabt"]
    assert found["evidence"] == []


def test_an_answer_as_data_has_the_evidence_of_each_row(world: World) -> None:
    """The IRI of each statement, its ground, and its source by IRI and label."""
    found = answer_json(world, answer(world, "visioner-i-aftale", {"aftale": "agr-midt-2019-2023"}))
    assert len(found["evidence"]) == len(found["rows"]) == 4
    for row, (support, *_) in zip(found["rows"], found["evidence"], strict=True):
        assert support["grundlag"] == "fremgaar"
        assert support["grundlag_label"] == "fremgår af kilden"
        assert support["source"]["label"] == "høringsversionen af Sundhedsaftalen 2019-2023, linje 197"
        assert support["source"]["id"].startswith(f"{ID}kildehenvisning/000-l197")
        said = f"rdf:subject <{row['aftale']['id']}> ; rdf:predicate aft:harVision ; rdf:object <{row['vision']['id']}>"
        assert world.store.ask(f"ASK {{ <{support['id']}> {said} }}")


def test_what_the_editors_added_has_no_source(world: World) -> None:
    """In the data null, in the table a dash, so that the parts of all columns keep to each other."""
    answered = answer(world, FLAGSHIP, GIVEN)
    for supports in answer_json(world, answered)["evidence"]:
        assert [s["source"] for s in supports if s["grundlag"] == "redaktionel"] == [None] * 3
    header, *rows = table(answer_csv(world, answered))
    assert header[-4:] == ["grundlag", "kilder", "kilder (id)", "udsagn (id)"]
    for row in rows:
        grounds, places, iris, statements = (cell.split("; ") for cell in row[-4:])
        assert len(grounds) == len(places) == len(iris) == len(statements) == 8
        marks = [ground == "tilføjet af redaktionen" for ground in grounds]
        assert [place == "-" for place in places] == [iri == "-" for iri in iris] == marks
        assert all(iri.startswith(f"{ID}udsagn/") for iri in statements)


def test_an_unbound_cell_is_null(world: World) -> None:
    """The objective on smoking has no target group."""
    rows = answer_json(world, answer(world, "maalgrupper", {}))["rows"]
    groups = {row["maalsaetning"]["id"].rsplit("/", 1)[-1]: row["maalgruppe"] for row in rows}
    assert groups["obj-midt-rygning"] is None
    assert groups["obj-midt-akut"] is not None


def test_a_csv_has_a_column_of_ids_beside_each_column_of_things(world: World) -> None:
    """Then one about the answer, and four that say what the row rests on."""
    header, *rows = table(answer_csv(world, answer(world, "nationale-maal", {})))
    rests = ["grundlag", "kilder", "kilder (id)", "udsagn (id)"]
    assert header == ["nr.", "nationalt mål", "nationalt mål (id)", "om svaret", *rests]
    assert len(rows) == 8
    assert {row[3] for row in rows} == {"Uofficielt værktøj. Grundlag: det, der fremgår, og vores læsning."}
    assert all(row[2].startswith(f"{ID}nationaltmaal/ng-") for row in rows)


def test_an_empty_csv_says_why(world: World) -> None:
    """One row with the reason in the cell about the answer."""
    header, row = table(answer_csv(world, answer(world, FLAGSHIP, {"maal": "ng-forloeb"})))
    assert "Kan ikke afgøres: overbliksbilledet mangler" in row.pop(header.index("om svaret"))
    assert set(row) == {""}


def test_a_csv_can_have_the_separator_that_danish_excel_wants(world: World) -> None:
    """The same cells."""
    answered = answer(world, FLAGSHIP, GIVEN)
    assert table(answer_csv(world, answered, separator=";"), ";") == table(answer_csv(world, answered))


@pytest.mark.parametrize("formula", ['=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)", "\tx", "\rx"])
def test_a_formula_is_defused(world: World, formula: str) -> None:
    """A spreadsheet shows it and does not run it."""
    answered = answer(world, "nationale-maal", {})
    rows = Rows(("nummer", "maal"), ((Cell("literal", formula), None),))
    ((_, (first, *_))) = table(answer_csv(world, dataclasses.replace(answered, rows=rows)))
    assert first == f"'{formula}"


@pytest.mark.parametrize(("cell", "written"), [("-1", "-1"), ("-1,5", "-1,5"), ("-1+2", "'-1+2"), ("-A1", "'-A1")])
def test_a_negative_number_stays_a_number(cell: str, written: str) -> None:
    """Only what a spreadsheet would calculate gets an apostrophe."""
    assert table_csv(("tal",), [(cell,)], ";").splitlines()[1] == written


def test_a_formula_in_a_label_is_defused(edit: Callable[[str, str, str], Path]) -> None:
    """From the file to the export."""
    world = open_world(edit("data/nationale-maal/things.csv", "Øget patientinddragelse", '"=1+1"'))
    cells = [cell for row in table(answer_csv(world, answer(world, "nationale-maal", {}))) for cell in row]
    assert "'=1+1" in cells
    assert "=1+1" not in cells


def test_every_question_is_listed_with_its_parameters(world: World) -> None:
    """As many as there are files."""
    found = questions_json(world)
    assert {item["id"] for item in found} == {path.stem for path in world.assets.files("queries/library", "*.rq")}
    (flagship,) = [item for item in found if item["id"] == FLAGSHIP]
    parameter, ground = flagship["parameters"]
    assert [choice["id"] for choice in ground["choices"]] == ["fremgaar", "udledt", "redaktionel"]
    assert (ground["name"], ground["default"]) == ("grundlag", "udledt")
    assert (parameter["name"], parameter["class"], parameter["required"]) == ("maal", "aft:NationaltMaal", True)
    assert len(table(questions_csv(world))) == len(found) + 1


def test_a_question_tells_which_values_it_takes(world: World) -> None:
    """The eight national goals."""
    parameter, _ = question_json(world, world.questions[FLAGSHIP])["parameters"]
    assert len(parameter["choices"]) == 8
    assert parameter["choices"][0] == {
        "id": "ng-forloeb",
        "iri": f"{ID}nationaltmaal/ng-forloeb",
        "label": "Bedre sammenhængende patientforløb",
    }


def test_a_thing_as_data_keeps_the_word_that_was_corrected(world: World) -> None:
    """The document writes Sundhedsstyrelsen where it means Sundhedsstyregruppen."""
    found = resource_json(world, resource(world, f"{ID}forum/for-ssg-midt"))
    tasks = [said for said in found["statements"] if said["property"]["label"] == "har opgave"]
    corrected = [e for task in tasks for e in task["evidence"] if e.get("corrects") == "Sundhedsstyrelsen"]
    assert {e["grundlag"] for e in corrected} == {"udledt"}
    assert corrected[0]["sources"][0]["label"].startswith("høringsversionen")
