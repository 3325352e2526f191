"""What each change of the good agreement does to the review stands in a table."""

from __future__ import annotations

import csv

import pytest

from aftalegraf.rules import rules
from aftalegraf.world import World
from tests.mutations import TABLE, mutations, row
from tests.test_review import changed

STEP = 25  # `make long` tests them all


def lines() -> list[tuple[str, ...]]:
    """The lines of the table without its heading."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [tuple(line) for line in list(csv.reader(file))[1:]]


def test_the_table_has_a_line_for_each_change() -> None:
    """No statement of the good agreement is left out; `python -m tests.mutations` writes the table."""
    assert len(lines()) == len(mutations(changed(None)))


@pytest.mark.parametrize("number", range(0, len(lines()), STEP))
def test_a_change_makes_exactly_these_rules_fire(number: int) -> None:
    """One line in twenty-five."""
    assert row(mutations(changed(None))[number]) == lines()[number]


def test_every_rule_fires_for_some_change(world: World) -> None:
    """But for five that one change cannot reach; commitments and those five have cases of their own."""
    fired = {name for line in lines() for told in line[4:] for name in told.split()}
    all_gone = {"V2-1", "V5.1-6a"}  # fails where the last of several is gone
    too_much = {"V3-4", "V7-13", "V7-15"}  # fails where somebody is there who should not be
    assert {rule.id for rule in rules(world) if not rule.binds} - fired == all_gone | too_much
