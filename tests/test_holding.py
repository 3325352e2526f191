"""On a day there is what has begun and not ended; what has no date is there always."""

from __future__ import annotations

import pytest

from aftalegraf.errors import UsageError
from aftalegraf.holding import on_day
from aftalegraf.rdf import Triple, decode

HEAD = """PREFIX aft: <https://w3id.org/aftalegraf/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def graph(text: str) -> list[Triple]:
    """The triples of a text in Turtle."""
    return [quad.triple for quad in decode((HEAD + text).encode(), ".ttl", "x")]


@pytest.mark.parametrize(
    ("begin", "end", "day", "holds"),
    [
        ("2024-01-01", "2027-12-31", "2024-01-01", True),
        ("2024-01-01", "2027-12-31", "2027-12-31", True),
        ("2024-01-01", "2027-12-31", "2028-01-01", False),
        ("2024-01-01", "2027-12-31", "2023-12-31", False),
        ("2024", "2026", "2024-01-01", True),
        ("2024", "2026", "2026-12-31", True),
        ("2024", "2026", "2027-01-01", False),
        ("2024-06", "2026-06", "2024-06-01", True),
        ("2024-06", "2026-06", "2024-05-31", False),
        ("2024-06", "2026-06", "2026-06-30", True),
        ("2024-06", "2026-06", "2026-07-01", False),
    ],
)
def test_a_thing_holds_from_its_first_day_to_its_last(begin: str, end: str, day: str, *, holds: bool) -> None:
    """A month and a year hold from their first day to their last."""
    always = '<x:altid> aft:gyldigFra "1900" . <x:b> aft:omfatter <x:a> . '
    found = on_day(graph(f'{always}<x:a> aft:gyldigFra "{begin}" ; aft:gyldigTil "{end}" .'), day)
    assert len(found) == (4 if holds else 1)


def test_what_leads_to_a_thing_ends_with_it() -> None:
    """The region of a cluster that is no more is not told of it, and nothing else is lost."""
    data = graph('<x:a> aft:iRegion <x:r> . <x:k> aft:omfatter <x:a> ; aft:antal 1 . <x:a> aft:gyldigTil "2026" . '
                 '<x:r> aft:gyldigFra "2007" .')  # fmt: skip
    assert {str(t.subject) for t in on_day(data, "2027-01-01")} == {"<x:k>", "<x:r>"}


def test_a_triple_ends_with_the_last_of_its_statements() -> None:
    """Two statements of one triple: it holds while one of them does."""
    one = "a aft:Udsagn ; rdf:subject <x:m> ; rdf:predicate aft:iRegion ; rdf:object <x:r> ; aft:gyldigTil"
    data = graph(f'<x:m> aft:iRegion <x:r> . <x:u1> {one} "2024" . <x:u2> {one} "2025" . <x:n> aft:gyldigFra "2000" .')
    assert sum(str(t.subject) == "<x:m>" for t in on_day(data, "2025-01-01")) == 1
    assert sum(str(t.subject) == "<x:m>" for t in on_day(data, "2026-01-01")) == 0


def test_a_day_outside_every_validity_is_refused() -> None:
    """The message tells between which days something holds."""
    data = graph('<x:a> aft:gyldigFra "2007-01-01" ; aft:gyldigTil "2026-12-31" .')
    with pytest.raises(UsageError, match="its dates run from 2007-01-01 to 2026-12-31; choose a day between"):
        on_day(data, "1990-01-01")
    assert on_day(graph("<x:a> aft:antal 1 ."), "1990-01-01")
