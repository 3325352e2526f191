"""The answers of the library, exactly: against files of expected output and against the checked reading."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from aftalegraf.answers import Answered, answer, choices, slug
from aftalegraf.cells import Cell
from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.world import World, open_world
from tests.conftest import CASES
from tests.made_up import add

FOLDER = CASES / "questions"
FILES = sorted(FOLDER.glob("*.csv"))


def short(cell: Cell | None) -> str:
    """A cell as the expected output has it: the end of an IRI, or the value."""
    if cell is None:
        return ""
    return slug(cell.value).rsplit("#", 1)[-1] if cell.kind == "iri" else cell.value


def lines(answered: Answered) -> list[list[str]]:
    """An answer as rows of text, reasons last."""
    rows = [[short(cell) for cell in row] for row in answered.rows.rows]
    return [list(answered.rows.columns), *rows, *(["!", reason.text] for reason in answered.reasons)]


def asked(path: Path) -> tuple[str, dict[str, str]]:
    """The question and the values in a file's name: `question,name=value,….csv`."""
    question, *pairs = path.stem.split(",")
    return question, dict(pair.split("=", 1) for pair in pairs)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_answer_is_the_expected_one(world: World, path: Path) -> None:
    """Rows, their order and the reasons for an empty answer stand in a file of their own."""
    question, values = asked(path)
    with path.open(encoding="utf-8", newline="") as file:
        assert lines(answer(world, question, values)) == list(csv.reader(file))


def test_every_question_has_an_expected_answer(world: World) -> None:
    """No question of the library goes untested, and no expected answer lacks its question."""
    assert {asked(path)[0] for path in FILES} == set(world.questions)
    assert len(world.questions) >= 15


def test_the_flagship_is_empty_by_default_and_says_why(world: World) -> None:
    """No document ties an indicator to a national goal; the picture that did is lost."""
    for choice in choices(world, world.questions["indikatorer-for-nationalt-maal"].parameters[0]):
        answered = answer(world, "indikatorer-for-nationalt-maal", {"maal": choice.id})
        assert answered.rows.rows == ()
        assert "linje 193" in answered.reasons[0].text


def test_rows_come_in_the_order_of_the_documents_where_that_is_asked_for(files: Path) -> None:
    """By the places they rest on; in the order of the query where these are the same, last where there is none."""
    things = "a-maal aft:Maalsaetning første i alfabetet\nb-maal aft:Maalsaetning andet i alfabetet"
    world = open_world(add(files, things, "foc-midt-aeldre aft:harMaalsaetning a-maal"))
    answered = answer(world, "maalsaetninger-i-indsatsomraade", {})
    added = ["a-maal", "obj-midt-rygning", "obj-midt-akut", "obj-midt-boern", "obj-midt-svaer-psyk"]
    assert [short(row[1]) for row in answered.rows.rows] == added
    groups = answer(world, "maalgrupper", {"aftale": "agr-midt-2019-2023"}).rows.rows
    alone = ["a-maal", "obj-midt-rygning"]
    assert [short(row[1]) for row in groups] == ["obj-midt-akut", "obj-midt-boern", "obj-midt-svaer-psyk", *alone]


def test_a_value_may_be_an_id_an_iri_or_a_label(world: World) -> None:
    """All three ways of naming a goal give the same answer."""
    (choice,) = (
        c
        for c in choices(world, world.questions["indikatorer-for-nationalt-maal"].parameters[0])
        if c.id == "ng-leveaar"
    )
    ground = {"grundlag": "redaktionel"}
    answers = [
        answer(world, "indikatorer-for-nationalt-maal", {"maal": name} | ground).rows
        for name in (choice.id, choice.iri, choice.label, choice.label.upper())
    ]
    assert len(answers[0].rows) == 1
    assert answers.count(answers[0]) == 4


@pytest.mark.parametrize(
    ("question", "values", "message"),
    [
        ("visoner-i-aftale", {}, "unknown question 'visoner-i-aftale'. Nearest: visioner-i-aftale"),
        ("visioner-i-aftale", {"aftle": "x"}, "unknown parameter of visioner-i-aftale 'aftle'. Nearest: aftale"),
        (
            "indikatorer-for-nationalt-maal",
            {"maal": "ng-levear"},
            "unknown value of maal 'ng-levear'. Nearest: ng-leveaar",
        ),
        ("visioner-i-aftale", {"grundlag": "alt"}, "unknown ground 'alt'"),
    ],
)
def test_an_unknown_name_gets_the_nearest(world: World, question: str, values: dict[str, str], message: str) -> None:
    """A slip of the pen is answered with what was probably meant."""
    with pytest.raises(UnknownNameError) as caught:
        answer(world, question, values)
    assert str(caught.value).startswith(message)


def test_a_missing_value_is_asked_for_with_examples(world: World) -> None:
    """A required parameter without a value is named, with values that it can have."""
    with pytest.raises(UsageError, match=r"needs maal \(nationalt mål\); give --param maal=VALUE, for instance ng-"):
        answer(world, "indikatorer-for-nationalt-maal", {})


def test_a_value_cannot_carry_sparql(world: World) -> None:
    """Only IRIs of things in the graph are put into a query."""
    with pytest.raises(UnknownNameError):
        answer(world, "indikatorer-for-nationalt-maal", {"maal": "x> } INSERT DATA { <a:b> <a:b> <a:b"})


def test_choices_come_from_the_graph_by_label(world: World) -> None:
    """The eight national goals, sorted as Danish readers expect within ASCII."""
    found = choices(world, world.questions["indikatorer-for-nationalt-maal"].parameters[0])
    assert [choice.id for choice in found] == [
        "ng-forloeb", "ng-kvalitet", "ng-leveaar", "ng-overlevelse",
        "ng-hurtig", "ng-effektivt", "ng-kronikere", "ng-inddragelse",
    ]  # fmt: skip


def test_what_is_lost_about_another_agreement_is_left_out(world: World) -> None:
    """Asked about one agreement, the answer tells why that one cannot be read, not why seven others cannot."""
    answered = answer(world, "indhold-af-aftale-i-region", {"aftale": "agr-sjaelland-2024-2027"})
    (caveat,) = answered.caveats
    assert caveat.text.startswith("Forbehold vedrørende «Sundhedsaftalen 2024-2027, Region Sjælland»: teksten til")
    (together,) = answer(world, "indhold-af-aftale-i-region", {}).caveats
    assert together.text.count("«Sundhedsaftale") >= 7


def test_where_all_municipalities_belong_is_answered_in_a_moment(world: World) -> None:
    """340 rows at the widest ground: the engine once took half a minute for them."""
    begun = time.process_time()
    found = answer(world, "hvor-hoerer-kommunen-til", {"grundlag": "redaktionel"})
    assert len(found.rows.rows) == 340
    assert time.process_time() - begun < 5
