"""The library's files: headers that hold, values at their marked place, the ground by FROM."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aftalegraf.assets import Assets, assets
from aftalegraf.errors import SourceErrors
from aftalegraf.namespaces import ID
from aftalegraf.prebound import adds
from aftalegraf.questions import GROUND_MARK, GROUNDS_MARK, VALUES_MARK, read_questions
from aftalegraf.scanner import tokens
from aftalegraf.world import World

GOOD = """# titel: Hvilke visioner er der?
# title: Which visions are there?
# tema: mål
# formål: Giver visionerne.
# purpose: Gives the visions.
# parameter: aftale aft:Sundhedsaftale valgfri | sundhedsaftale | health agreement
SELECT ?vision
#GRUNDLAG
WHERE {
  #VALUES
  ?aftale aft:harVision ?vision .
}
ORDER BY ?vision
"""

BAD = [
    ("# tema: mål\n", "", r"nyt\.rq:1: the header lacks tema; write '# tema: \.\.\.'"),
    ("ORDER BY ?vision\n", "", "has no ORDER BY"),
    ("  #VALUES\n", "", "has parameters but no #VALUES line"),
    ("valgfri |", "maaske |", r"nyt\.rq:6: write '# parameter: NAME CLASS"),
    ("aft:Sundhedsaftale", "nix:Sundhedsaftale", r"nyt\.rq:6: write '# parameter: NAME CLASS"),
    (
        "# formål:",
        "# kolonne: vision | vision\n# formål:",
        r"nyt\.rq:4: write '# kolonne: VARIABLE \| dansk \| English'",
    ),
    ("# formål:", "# orden: titel\n# formål:", "'orden' is 'titel'; write '# orden: kilde' or leave the line out"),
    ("# formål:", "# kolonner: nej\n# formål:", "'kolonner' is 'nej'; write '# kolonner: ja' or leave the line out"),
    ("SELECT ?vision\n", "# kolonner: ja\nSELECT DISTINCT ?vision\n", "cannot be answered .*: 'DISTINCT' is no column"),
    ("# formål:", "# hviler på: nix:x\n# formål:", "'hviler på' names nix:x, whose prefix is unknown"),
]


def write(files: Path, name: str, text: str) -> None:
    """A question of one's own."""
    (files / "queries/library" / name).write_text(text, encoding="utf-8")


def test_the_good_question_is_read(files: Path) -> None:
    """The file that the bad ones are made from."""
    write(files, "nyt.rq", GOOD)
    (question,) = [q for q in read_questions(Assets(files)) if q.id == "nyt"]
    assert (question.title_da, question.theme, question.parameters[0].required) == (
        "Hvilke visioner er der?",
        "mål",
        False,
    )


@pytest.mark.parametrize(("old", "new", "message"), BAD)
def test_a_header_that_does_not_hold_is_refused(files: Path, old: str, new: str, message: str) -> None:
    """Where, what and what to write."""
    assert GOOD.count(old) == 1
    write(files, "nyt.rq", GOOD.replace(old, new))
    with pytest.raises(SourceErrors, match=message):
        read_questions(Assets(files))


def test_a_file_name_that_cannot_be_an_id_is_refused(files: Path) -> None:
    """The file name is the route name."""
    write(files, "nyt spørgsmål.rq", GOOD)
    with pytest.raises(SourceErrors, match="the file name is the question's id"):
        read_questions(Assets(files))


def test_values_and_ground_go_to_their_marked_places() -> None:
    """Without a value the place is empty; the default ground needs no FROM."""
    (question,) = [q for q in read_questions(assets()) if q.id == "visioner-i-aftale"]
    plain = question.sparql({}, "udledt")
    assert GROUND_MARK not in plain
    assert VALUES_MARK not in plain
    assert "FROM" not in plain
    bound = question.sparql({"aftale": f"{ID}sundhedsaftale/x"}, "redaktionel")
    assert f"VALUES ?aftale {{ <{ID}sundhedsaftale/x> }}" in bound
    assert "FROM <https://w3id.org/aftalegraf/graf/alt>" in bound


def test_a_question_that_reads_statements_keeps_to_the_grounds_chosen() -> None:
    """Validity stands on statements, and all of them are in one graph: ?grundlag keeps the editors' out."""
    (question,) = [q for q in read_questions(assets()) if q.id == "kommuner-i-region"]
    for ground, names in (
        ("fremgaar", "aft:fremgaar"), ("udledt", "aft:fremgaar aft:udledt"),
        ("redaktionel", "aft:fremgaar aft:udledt aft:redaktionel"),
    ):  # fmt: skip
        text = question.sparql({}, ground)
        assert GROUNDS_MARK not in text
        assert f"VALUES ?grundlag {{ {names} }}" in text


def test_every_column_of_every_question_has_a_label(world: World) -> None:
    """The labels name the variables of the SELECT line, no more and no less."""
    for question in world.questions.values():
        select = question.text[question.text.index("SELECT") : question.text.index(GROUND_MARK)]
        variables = re.findall(r"(?<!\()\?(\w+)(?!\w*\))|AS \?(\w+)\)", select)
        assert set(question.columns) == {one or other for one, other in variables if one or other}, question.id


def test_every_title_is_a_question_in_both_languages(world: World) -> None:
    """A theme in lower case, a purpose that is a sentence."""
    assert len(world.questions) >= 15
    for question in world.questions.values():
        assert question.title_da.endswith("?"), question.id
        assert question.title_en.endswith("?"), question.id
        assert question.purpose_da.endswith("."), question.id
        assert question.purpose_en.endswith("."), question.id
        assert question.theme == question.theme.lower()


def test_no_query_adds_a_duration() -> None:
    """The engine does not always add one to a date, and a row would be missing in silence: subtract its negative."""
    queries = [*assets().files("queries/library", "*.rq"), *assets().files("queries/checks", "*.rq")]
    assert len(queries) == 129
    assert [path.name for path in queries if adds(tuple(tokens(path.read_text(encoding="utf-8"))))] == []
    assert adds(tuple(tokens("SELECT (?day + ?time AS ?last) { ?x a ?day ; a ?time }")))
