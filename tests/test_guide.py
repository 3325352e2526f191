"""The tour and the tasks lead to pages that are there, and say the same in both languages."""

from __future__ import annotations

import pytest

from aftalegraf.guide import WORDS, documents, tasks, tour
from aftalegraf.namespaces import AFT
from aftalegraf.world import World
from tests.asking import Client


@pytest.mark.parametrize("step", tour("da"), ids=lambda step: step.path)
def test_every_step_of_the_tour_is_there(client: Client, step: object) -> None:
    """A dead link would end the tour."""
    assert client.get(step.path).status_code == 200  # type: ignore[attr-defined]


def test_the_tour_shows_what_it_says(client: Client) -> None:
    """The objective, its line, the empty answer and the contested party are on the pages that it names."""
    for number, text in {
        2: "Vi vil nedbringe antallet af dagligrygere i Region Midtjylland",
        3: "241",
        5: "overbliksbilledet mangler",
        7: "Omstridt",
    }.items():
        page = client.get(tour("da")[number - 1].path).text
        assert text in page, number


def test_both_languages_have_the_same_steps() -> None:
    """Only the words differ."""
    danish, english = tour("da"), tour("en")
    assert [step.path for step in danish] == [step.path for step in english]
    assert len(danish) == 8
    assert not {step.title for step in danish} & {step.title for step in english}
    assert [task.path for task in tasks("da")] == [task.path for task in tasks("en")]


def test_every_word_has_a_definition(world: World) -> None:
    """The help explains by the ontology's own definitions."""
    assert all(f"{AFT}{name}" in world.labels for name in WORDS)


def test_the_documents_are_those_that_were_read(world: World) -> None:
    """Five, by their number."""
    assert [iri.rsplit("/", 1)[-1] for iri in documents(world)] == [f"doc-00{n}" for n in range(5)]
