"""The same thing is known again in two versions; what is only much alike is left to the reader."""

from __future__ import annotations

from aftalegraf.identity import UNNAMED, alike, parted
from aftalegraf.rdf import decode


def test_a_thing_without_an_iri_is_known_by_all_that_is_said_of_it() -> None:
    """Also where it stands in another; a change deep inside is a change of that thing."""
    text = "<x:a> <x:b> [ <x:c> [ <x:d> {} ] ] ."
    one, other = ([q.triple for q in decode(text.format(n).encode(), ".ttl", "x")] for n in (1, 2))
    again = [q.triple for q in decode(text.format(1).encode(), ".ttl", "x")]
    same, changed = parted(one, again), parted(one, other)
    assert (same.lost, same.come, len(same.both), same.earlier) == (frozenset(), frozenset(), 3, {})
    assert (len(changed.lost), len(changed.come), len(changed.both)) == (3, 3, 0)
    assert all("_:" not in str(t) and UNNAMED in str(t) for t in changed.lost | changed.come)


def test_names_are_alike_only_where_each_is_the_nearest_of_the_other() -> None:
    """A second name that is less like it is not told, nor a name that is like nothing."""
    assert alike(["flere bevæger sig"], ["flere bevæger sig i hverdagen", "flere sover godt", "andel rygere"]) == (
        ("flere bevæger sig", "flere bevæger sig i hverdagen"),
    )
    assert alike(["røgfri miljøer"], ["bedre søvn"]) == ()
    assert alike([f"mål {n}" for n in range(60)], [f"målet {n}" for n in range(60)]) == ()
