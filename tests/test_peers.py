"""What is known to differ between engines is written where their users read it."""

from __future__ import annotations

from pathlib import Path

from tests.peers import COMMANDS, DIFFERENCES, PAGES, PEERS, surprises
from tests.test_answers import FILES

ROOT = Path(__file__).parents[1]


def test_every_known_difference_stands_in_the_guide() -> None:
    """docs/motorer.md names what differs with its cause, and nothing that is not asked."""
    text = (ROOT / "docs/motorer.md").read_text(encoding="utf-8")
    asked = {path.stem for path in FILES} | set(PAGES) | set(COMMANDS)
    assert set(DIFFERENCES) == set(PEERS)
    for known in DIFFERENCES.values():
        assert set(known) <= asked
        for name in known:
            assert f"`{name}`" in text


def test_a_difference_that_nobody_knows_of_is_a_surprise_and_so_is_one_that_is_gone() -> None:
    """The list can neither grow nor go stale unseen."""
    known = list(DIFFERENCES["virtuoso"])
    ours = dict.fromkeys(known, "a") | {"/": "a\nb"}
    theirs = dict.fromkeys(known, "x") | {"/": "a\nc"}
    assert surprises("virtuoso", ours, theirs) == ("virtuoso: / differs: 'c', not 'b'",)
    assert surprises("virtuoso", ours, dict.fromkeys(known[1:], "x") | {known[0]: "a", "/": "a\nb"}) == (
        f"virtuoso: {known[0]} differs no longer",
    )
