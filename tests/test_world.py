"""What a reader sees of a thing or a value."""

from __future__ import annotations

import pytest

from aftalegraf.cells import Cell
from aftalegraf.namespaces import AFT, XSD
from aftalegraf.world import World


@pytest.mark.parametrize(("value", "danish", "english"), [("true", "ja", "yes"), ("false", "nej", "no")])
def test_a_truth_value_is_said_in_words(world: World, value: str, danish: str, english: str) -> None:
    """Both values, in both languages."""
    cell = Cell("literal", value, f"{XSD}boolean")
    assert (world.show(cell), world.show(cell, "en")) == (danish, english)


def test_a_thing_is_shown_by_its_label_in_the_language_asked_for(world: World) -> None:
    """A term has two; an IRI that nothing is known of is shortened; nothing is shown as nothing."""
    assert (world.label(f"{AFT}Vision"), world.label(f"{AFT}Maalsaetning", "en")) == ("vision", "objective")
    assert world.label(f"{AFT}findesIkke") == "aft:findesIkke"
    assert world.show(None) == ""
