"""The checked reading of the documents: each row became a statement, each question has its answer."""

from __future__ import annotations

import pytest

from aftalegraf.graph import ONTOLOGY
from aftalegraf.namespaces import AFT, expand
from aftalegraf.world import World
from tests.facit import FOLDER, READING, TABLES, Facit, reading, table, tables

here = pytest.mark.skipif(
    not READING.is_dir(),
    reason="the checked reading is not beside the checkout (../shared/facit); the graph was not held against it",
)


@here
def test_every_relation_became_statements_of_the_graph(world: World) -> None:
    """783 rows; each names at least one statement that stands in the graph, or says why it became none."""
    facit = Facit(world)
    claims = list(facit.claims())
    assert {claim.row for claim in claims} == set(reading("relations"))
    assert len(reading("relations")) == 783
    assert [claim.row for claim in claims if claim.triple is None and not claim.why] == []
    assert [claim for claim in claims if claim.triple and claim.triple not in facit.statements] == []


@here
def test_a_statement_rests_on_the_document_that_the_row_names(world: World) -> None:
    """A relation read in one document is not grounded in another, save where the table says why."""
    facit, rows = Facit(world), reading("relations")
    cells = world.store.select("SELECT ?k ?n { ?k aft:iDokument/skos:notation ?n } ORDER BY ?k").rows
    documents = {k.value: n.value for k, n in cells if k and n}
    stray = []
    for claim in facit.claims():
        if claim.triple is None or claim.why:
            continue
        wanted = f"doc-{rows[claim.row]['doc'][:3]}"
        places = [documents.get(said.get(f"{AFT}kildehenvisning", "")) for said in facit.statements[claim.triple]]
        if wanted not in places:
            stray.append((claim.row, places))
    assert stray == []


@here
def test_every_entity_became_a_thing_a_term_or_a_value(world: World) -> None:
    """551 entities; a value is told with its reason."""
    facit = Facit(world)
    assert set(facit.entities) == set(reading("entities"))
    assert len(facit.entities) == 551
    known = {t.subject.value for t in world.store.graph(ONTOLOGY) if hasattr(t.subject, "value")}
    lost = [
        name
        for name, becomes in facit.entities.items()
        if becomes and becomes not in facit.things and expand(becomes) not in known
    ]
    assert lost == []
    assert [row["entity"] for row in table("entities.csv") if not row["becomes"] and not row["why"]] == []


QUESTIONS = table("questions.csv")


@here
@pytest.mark.parametrize("row", QUESTIONS, ids=[row["facit"] for row in QUESTIONS])
def test_the_question_has_the_answer_of_the_reading(world: World, row: dict[str, str]) -> None:
    """The ids, number, date, truth value or words that the reading gives; nothing where it says undecidable."""
    facit, wanted = Facit(world), reading("questions")[row["facit"]]
    found = facit.values(row)
    if wanted["answer_type"] == "undecidable":
        assert found == []
        return
    named = [facit.entities[name].removeprefix("") or name for name in wanted.get("answer_ids") or []]
    if named or wanted["answer"] == []:
        extra = set(row["why"].partition("omtalt uden at være med: ")[2].split())
        assert set(found) - extra == set(named)
        assert extra <= set(found)
    elif wanted["answer_type"] == "list":
        assert set(found) == set(wanted["answer"])
    elif wanted["answer_type"] == "boolean":
        assert found == ["true" if wanted["answer"] else "false"]
    elif row["why"]:
        assert all(word in str(wanted["answer"]) for value in found for word in _words(value, wanted["answer"]))
        assert found
    else:
        assert found == [str(wanted["answer"])]


def _words(value: str, answer: str) -> list[str]:
    """What of a value must stand in a differently worded answer: its numbers, or its words that the answer has."""
    numbers = [word for word in value.replace("-", " ").split() if word.isdigit() and len(word) == 4]
    return numbers or [word for word in value.split() if word in answer.split()]


@here
def test_every_question_of_the_reading_is_asked() -> None:
    """77 questions, each once; no query of our own stands idle."""
    assert [row["facit"] for row in QUESTIONS] == sorted(reading("questions"))
    assert len(QUESTIONS) == 77
    own = {row["facit"] for row in QUESTIONS if not row["question"]}
    assert {path.stem for path in (FOLDER / "queries").glob("*.rq")} == own


@here
def test_an_undecidable_question_says_what_is_missing(world: World) -> None:
    """The reading that `why` names stands in the graph and explains it."""
    readings = [row["why"].removeprefix("laesning: ") for row in QUESTIONS if row["why"].startswith("laesning: ")]
    assert len(readings) >= 3
    for name in readings:
        iri = Facit(world).things[name]
        assert world.store.select(f"SELECT ?why {{ <{iri}> aft:forklaring ?why }}").rows, name


@here
def test_the_tables_are_up_to_date(world: World) -> None:
    """`make docs` would write the same pages again."""
    for name, text in tables(world).items():
        assert (TABLES / name).read_text(encoding="utf-8") == text, f"{name}: run make docs"
