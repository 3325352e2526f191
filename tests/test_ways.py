"""Links are followed to their ends, in circles too."""

from __future__ import annotations

from aftalegraf.ways import going_round, linked, reach, rounds, shortest, turned, ways, within, without

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


def test_links_are_turned_narrowed_and_cut() -> None:
    """What is gone or cut leads nowhere; the links as they were are not changed."""
    assert reach(turned(LINKS), ["b"]) == {"a", "b", "d", "c", "x"}
    assert set(within(LINKS, ["a", "b", "d"]).edges) == {("a", "b"), ("b", "d"), ("d", "a")}
    assert reach(without(LINKS, ["d"]), ["x"]) == {"x", "a", "b", "c"}
    assert reach(without(LINKS, ["b"], [("c", "d")]), ["x"]) == {"x", "a", "c"}
    assert reach(LINKS, ["x"]) == {"x", "a", "b", "c", "d", "e"}
    assert set(without(linked([("a", "b")]), ["a"])) == {"b"}
    back = linked([("d", "c"), ("d", "b"), ("d", "a")])
    assert list(without(back, ["b"]).edges) == [("d", "c"), ("d", "a")]


def test_the_shortest_way_is_from_the_nearest_start() -> None:
    """Each start is left out; what is not there is passed over."""
    found = shortest(LINKS, ["b", "c", "nowhere"])
    assert found["e"] in {("b", "d", "e"), ("c", "d", "e")}
    assert found["a"][-2:] == ("d", "a")
    assert "b" not in found
    assert shortest(LINKS, ["nowhere"]) == {}


def test_what_goes_round_is_told_once() -> None:
    """One way around for each part of the links; a thing that leads to itself too."""
    assert rounds(LINKS) == (("a", "b", "d", "a"),)
    assert rounds(linked([("a", "a"), ("b", "c")])) == (("a", "a"),)
    assert going_round(LINKS) == {"a", "b", "c", "d"}
    assert going_round(linked([("a", "a"), ("b", "c")])) == {"a"}


def test_the_links_among_some_things_have_one_order() -> None:
    """Whatever order they are named in: of two ways that are as short, the same one is found each time."""
    found = within(linked([("x", "c"), ("x", "b"), ("c", "d"), ("b", "d"), ("d", "out")]), ["d", "x", "c", "b", "no"])
    assert list(found) == ["b", "d", "c", "x"]
    assert list(found.edges) == [("b", "d"), ("c", "d"), ("x", "b"), ("x", "c")]
    assert shortest(found, ["x"])["d"] == ("x", "b", "d")
