"""Bad shapes end in a finding or a refusal that names the shape: no engine passes over them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from aftalegraf.engines import AUTO, ENGINES, FAST, REFERENCE, report_on, served
from aftalegraf.errors import EngineError, ShapeRefusedError
from aftalegraf.rdf import Triple
from tests.test_shape_engines import stored, told, triples

DATA = "ex:a a ex:C ; ex:p ex:a , ex:b ; ex:q ex:a . ex:b ex:p ex:a ; ex:q ex:b ."


def shaped(text: str) -> tuple[Triple, ...]:
    """A shape of each thing of a class."""
    return triples(f"ex:S a sh:NodeShape ; sh:targetClass ex:C ; {text} .")


def found(shapes: Sequence[Triple], engine: str, more: str = "") -> int:
    """How many results there are."""
    return sum(told(report_on(triples(DATA + more), shapes, engine), texts=False).values())


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "text",
    [
        "sh:not ex:S",
        "sh:property [ sh:path ex:p ; sh:node ex:S ]",
        "sh:or ( [ sh:class ex:D ] ex:T ) . ex:T a sh:NodeShape ; sh:node ex:S",
        "sh:property [ sh:path ex:p ; sh:qualifiedValueShape ex:S ; sh:qualifiedMinCount 1 ]",
    ],
)
def test_a_shape_that_refers_to_itself_is_refused_by_name(engine: str, text: str) -> None:
    """SHACL does not say what it means, and pySHACL would find nothing wrong."""
    with pytest.raises(EngineError, match=r"https://example\.org/S.* refers to itself, and SHACL does not say"):
        found(shaped(text), engine)


def test_a_shape_that_is_used_twice_does_not_refer_to_itself() -> None:
    """Only what leads back does."""
    text = "sh:property [ sh:path ex:p ; sh:node ex:T ] ; sh:node ex:T . ex:T a sh:NodeShape ; sh:class ex:C"
    assert [found(shaped(text), engine) for engine in ENGINES] == [2, 2, 2]


@pytest.mark.parametrize(
    "step", ["[ sh:alternativePath ( ex:p ex:q ) ]", "[ sh:zeroOrMorePath [ sh:alternativePath ( ex:p ex:q ) ] ]"]
)
def test_a_path_that_goes_too_many_ways_is_left_to_the_reference(step: str) -> None:
    """Eight steps with two ways each: the store would go each of them."""
    shapes = shaped(f"sh:property [ sh:path ( {step * 8} ) ; sh:maxCount 0 ]")
    with pytest.raises(ShapeRefusedError, match=r"https://example\.org/S: a path of it has more than 6 steps"):
        found(shapes, FAST)
    assert served(stored(()), shapes) == {"https://example.org/S": REFERENCE}
    assert found(shapes, AUTO) == found(shapes, REFERENCE) == 1


def test_a_value_that_is_not_of_the_kind_it_says_is_found() -> None:
    """A day that there is none of, under a bound: the fast engine leaves it to the reference, which finds it."""
    shapes = shaped('sh:property [ sh:path ex:d ; sh:maxInclusive "2024-01-01"^^xsd:date ]')
    with pytest.raises(ShapeRefusedError, match=r"https://example\.org/S"):
        found(shapes, FAST, ' ex:a ex:d "2024-13-01"^^xsd:date .')
    assert found(shapes, AUTO, ' ex:a ex:d "2024-13-01"^^xsd:date .') == 1


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "where", ["$this <urn:p>", "$this <urn:p> ?x FILTER (<urn:unheard-of>(?x))", "SERVICE <urn:s> { $this <urn:p> ?x }"]
)
def test_a_query_that_cannot_be_answered_is_refused_by_name(engine: str, where: str) -> None:
    """Before any data is looked at, and also where nothing in the data would call it up."""
    shapes = triples(
        f'ex:S a sh:NodeShape ; sh:targetClass ex:None ; sh:sparql [ sh:select "SELECT $this {{ {where} }}" ] .'
    )
    with pytest.raises(EngineError, match=r"the shape https://example\.org/S cannot be used: "):
        found(shapes, engine)
