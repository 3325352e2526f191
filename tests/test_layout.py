"""Boxes stand in columns without overlapping, and lines cross as little as can be."""

from __future__ import annotations

from itertools import pairwise

from aftalegraf.layout import crossings, ordered, placed
from aftalegraf.trace import agreements, thread
from aftalegraf.world import World

COLUMNS = [["a1", "a2"], ["b1", "b2", "b3"], ["c1", "c2", "c3"]]
LINKS = [("a1", "b3"), ("a2", "b1"), ("a2", "b2"), ("b1", "c3"), ("b2", "c2"), ("b3", "c1")]


def test_crossings_are_counted() -> None:
    """a1-b3 crosses both links of a2; the three links to the last column all cross each other."""
    assert crossings(COLUMNS, LINKS) == 2 + 3


def test_no_line_crosses_another_where_that_can_be() -> None:
    """Here an order without crossings exists, so it is found."""
    assert crossings(ordered(COLUMNS, LINKS, 1), LINKS) == 0


def test_the_first_column_keeps_its_order() -> None:
    """The agreement's own order is not touched, and no box is lost."""
    order = ordered(COLUMNS, LINKS, 1)
    assert order[0] == ("a1", "a2")
    assert [sorted(column) for column in order] == COLUMNS


def test_boxes_without_links_keep_their_order() -> None:
    """Nothing moves where nothing pulls."""
    assert ordered(COLUMNS, [], 1) == (("a1", "a2"), ("b1", "b2", "b3"), ("c1", "c2", "c3"))


def test_boxes_of_a_column_never_overlap() -> None:
    """Each begins at least a gap below the one before, and none leaves the picture."""
    order = ordered(COLUMNS, LINKS, 1)
    heights = {box: 20.0 + 10 * int(box[1]) for column in COLUMNS for box in column}
    tops = placed(order, heights, LINKS, 8)
    bottom = max(tops[box] + heights[box] for column in order for box in column)
    assert bottom == max(sum(heights[box] + 8 for box in column) - 8 for column in order)
    for column in order:
        for upper, lower in pairwise(column):
            assert tops[lower] >= tops[upper] + heights[upper] + 8


def test_the_thread_of_the_agreement_is_drawn_without_a_crossing(world: World) -> None:
    """With the editors' additions the order of the documents crosses 13 times."""
    chain = thread(world, agreements(world)[0].iri, "redaktionel")
    columns = [[node.iri for node in column] for column in chain.columns]
    links = [(link.source, link.target) for link in chain.links]
    assert crossings(columns, links) == 13
    assert crossings(ordered(columns, links, 3), links) == 0
