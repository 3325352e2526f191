"""The counts in the documents."""

from __future__ import annotations

from aftalegraf.library import THEMES
from aftalegraf.world import World
from tests.tally import PAGE, numbers


def test_the_counts_are_those_of_the_graph(world: World) -> None:
    """`make docs` would write the same page again."""
    assert PAGE.read_text(encoding="utf-8") == numbers(world), "run make docs"


def test_every_question_has_one_of_the_themes(world: World) -> None:
    """A theme that is not on the list would stand nowhere."""
    assert {question.theme for question in world.questions.values()} == {theme.id for theme in THEMES}
    assert len(world.questions) >= 60
