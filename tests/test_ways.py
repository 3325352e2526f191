"""Links are followed to their ends, in circles too."""

from __future__ import annotations

from aftalegraf.ways import linked, reach, ways

LINKS = linked([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e"), ("d", "a"), ("x", "a")])


def test_all_that_is_reached_is_found_once() -> None:
    """Over a circle, from several starts, and from one that leads nowhere."""
    assert reach(LINKS, ["b"]) == {"a", "b", "c", "d", "e"}
    assert reach(LINKS, ["e", "nowhere"]) == {"e", "nowhere"}
    assert reach(LINKS, []) == frozenset()


def test_each_way_is_found_and_none_twice() -> None:
    """Two ways around, none through the same place again, and none against the links."""
    assert sorted(ways(LINKS, "x", "e")) == [("x", "a", "b", "d", "e"), ("x", "a", "c", "d", "e")]
    assert list(ways(LINKS, "b", "c")) == [("b", "d", "a", "c")]
    assert list(ways(LINKS, "e", "a")) == []
    assert list(ways(LINKS, "a", "a")) == [("a",)]
