"""One pass over the nodes of a shape tells which of its checks nothing breaks."""

from __future__ import annotations

import pytest

from aftalegraf.engines import plan
from aftalegraf.rdf import Triple
from aftalegraf.screens import unbroken
from tests.test_shape_engines import stored, triples

SHAPE = """ex:S a sh:NodeShape ; sh:targetClass ex:C ;
  sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path ex:q ; sh:maxCount 1 ; sh:pattern "^x" ] , [ sh:path ex:r ; sh:minCount 1 ] ."""


def asked(data: str) -> set[str]:
    """The checks that are left to be asked: property and kind."""
    (one,) = plan(triples(SHAPE)).taken.values()
    known: tuple[Triple, ...] = triples(data)
    clean = unbroken(stored(known), one.screens)
    left = (check for place, check in enumerate(one.checks) if place not in clean)
    return {f"{check.shape.path[-2]} {check.constraint.kind}" for check in left}


@pytest.mark.parametrize(
    ("data", "left"),
    [
        ("ex:a a ex:C ; ex:p ex:b .", {"r minCount"}),
        ("ex:a a ex:C .", {"r minCount", "p minCount"}),
        ('ex:a a ex:C ; ex:p "x" ; ex:q "y" .', {"r minCount", "p nodeKind", "q pattern"}),
        ("ex:a a ex:C ; ex:p ex:b , ex:c .", {"r minCount", "p maxCount", "q maxCount"}),
        ("ex:a ex:p 1 , 2 .", {"r minCount"}),
    ],
)
def test_only_what_may_be_broken_is_asked(data: str, left: set[str]) -> None:
    """A property that may come more than once is not screened; a second value leaves every sh:maxCount to be asked."""
    assert asked(data) == left


def test_a_shape_with_little_to_ask_has_no_screen() -> None:
    """One more query would not pay."""
    shape = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:maxCount 1 ] ."
    (one,) = plan(triples(shape)).taken.values()
    assert one.screens == ()
