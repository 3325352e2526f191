"""Every question of the library is a query to begin from."""

from __future__ import annotations

import pytest

from aftalegraf.errors import UnknownNameError
from aftalegraf.guard import check
from aftalegraf.query_examples import example, first
from aftalegraf.world import World


def test_every_example_can_be_asked(world: World) -> None:
    """It passes the guard, says its question first and leaves no mark of ours behind."""
    assert len(world.questions) > 90
    for name, question in world.questions.items():
        text = example(world, name, "da")
        check(text)
        assert text.startswith(f"# {question.title_da}\n")
        assert not [mark for mark in ("#GRUNDLAG", "#VALUES", "#GRUNDE", "\n\n") if mark in text]


def test_an_example_has_the_values_it_needs(world: World) -> None:
    """The first choice, so that it answers; an English one has an English title."""
    text = example(world, "indikatorer-for-nationalt-maal", "en")
    assert text.startswith("# Which indicators support a given national goal?\n")
    assert "VALUES ?maal { <https://w3id.org/aftalegraf/id/nationaltmaal/" in text


def test_the_first_query_answers(world: World) -> None:
    """The editor never begins empty."""
    assert len(world.store.select(first("da")).rows) == len(world.store.select(first("en")).rows) == 10


def test_an_unknown_question_is_told_with_its_neighbours(world: World) -> None:
    """As on the pages."""
    with pytest.raises(UnknownNameError) as error:
        example(world, "indikator-for-nationalt-maal", "da")
    assert "indikatorer-for-nationalt-maal" in error.value.nearest
