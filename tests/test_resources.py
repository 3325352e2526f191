"""One thing with all that is said of it, each with ground and source."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aftalegraf.answers import slug
from aftalegraf.errors import UnknownNameError
from aftalegraf.namespaces import AFT, ID
from aftalegraf.resources import describe, resource, resting_on
from aftalegraf.world import World


def test_a_statement_shows_its_ground_and_source(world: World) -> None:
    """The development area: one stated link in, from line 257."""
    found = resource(world, f"{ID}udviklingsomraade/dev-midt-trivselsdata")
    (link,) = [said for said in found.said if said.inward]
    assert (link.property_iri, slug(link.other.value)) == (f"{AFT}harUdviklingsomraade", "obj-midt-boern")
    assert [(e.ground, [slug(s) for s in e.sources]) for e in link.evidence] == [("fremgaar", ["000-l257"])]


def test_a_triple_with_two_sources_shows_both(world: World) -> None:
    """The number of municipalities stands in line 132 and on the back page."""
    found = resource(world, f"{ID}kommunegruppe/act-kommuner-midt")
    (number,) = [said for said in found.said if said.property_iri == f"{AFT}antalMedlemmer"]
    assert [[slug(s) for s in e.sources] for e in number.evidence] == [
        ["000-l132.3"],
        ["000-l346-347"],
        ["004-l166"],
    ]


def test_a_contested_claim_is_shown_as_contested(world: World) -> None:
    """Almen praksis as a party, with the two passages against it."""
    found = resource(world, f"{ID}aktoer/act-almen-praksis")
    (claim,) = [said for said in found.said if said.contested]
    assert claim.property_iri == f"{AFT}harAftalepart"
    assert [slug(place).split(".")[0] for place in claim.evidence[0].contested_by] == ["000-l45", "003-l476"]


def test_a_corrected_word_is_shown(world: World) -> None:
    """Sundhedsstyregruppen, where the source writes Sundhedsstyrelsen."""
    found = resource(world, f"{ID}forum/for-ssg-midt")
    corrected = {e.corrects for said in found.said for e in said.evidence if e.corrects}
    assert corrected == {"Sundhedsstyrelsen"}
    assert {slug(place) for said in found.said for e in said.evidence for place in e.supported_by} == {"001-l30"}


def test_the_authority_keeps_its_own_statements(world: World) -> None:
    """Line 316 means Sundhedsstyrelsen: two statuses are sent to it, and nothing of lines 327-335 is."""
    found = resource(world, f"{ID}aktoer/act-sst")
    inward = {(slug(said.property_iri), slug(said.other.value)) for said in found.said if said.inward}
    assert {(said, other) for said, other in inward if other.startswith("fu-midt-")} == {
        ("ns#sendesTil", "fu-midt-midtvejs"),
        ("ns#sendesTil", "fu-midt-slut"),
    }


def test_a_passage_shows_what_rests_on_it(world: World) -> None:
    """Line 193 carries the reading that the picture is lost."""
    rested = resting_on(world, f"{ID}kildehenvisning/000-l193")
    assert {slug(r.subject) for r in rested} == {"laes-midt-nationalt-maal"}
    assert {r.ground for r in rested} == {"udledt"}


def test_an_unknown_thing_gets_the_nearest(world: World) -> None:
    """A slip in an address."""
    with pytest.raises(UnknownNameError) as caught:
        resource(world, f"{ID}indikator/ind-midt-dagligryger")
    assert "ind-midt-dagligrygere" in caught.value.nearest


def test_machines_get_the_triples_and_the_statements(world: World) -> None:
    """Turtle of a thing holds it, what points to it, and the Udsagn about it."""
    triples = describe(world, f"{ID}udviklingsomraade/dev-midt-trivselsdata")
    assert any(t.predicate.value == f"{AFT}harUdviklingsomraade" for t in triples)
    assert any(t.predicate.value == f"{AFT}grundlag" for t in triples)


@pytest.mark.parametrize("ask", [resource, resting_on, describe])
def test_what_is_no_iri_is_refused(world: World, ask: Callable[[World, str], object]) -> None:
    """A name cannot end the place in the query that is made for it."""
    with pytest.raises(UnknownNameError):
        ask(world, f"{ID}x> ?p ?o }} #")


def test_a_measurement_shows_its_figure_and_source_and_is_not_listed_at_its_area(world: World) -> None:
    """Norddjurs 2021: nine values outward; the page of the municipality does not grow with each survey."""
    me = f"{ID}observation/maa-ryger-dagligt.mun-norddjurs.2021.maal-historik"
    found = resource(world, me)
    assert found.class_label == "måling"
    values = {slug(said.property_iri).rsplit("#", 1)[-1]: said.other.value for said in found.said}
    assert (values["maalingsvaerdi"], slug(values["kildehenvisning"])) == ("16.6", "web-maal-historik")
    assert not any(said.inward for said in found.said)
    area = resource(world, values["maaltOmraade"])
    assert not any("/observation/" in said.other.value for said in area.said)
