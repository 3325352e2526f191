"""What was read, what only the web has, and what is referred to without being at hand."""

from __future__ import annotations

from aftalegraf.documents import AT_HAND, ON_THE_WEB, documents, laws, missing, passages, resting_on_each
from aftalegraf.namespaces import AFT, ID
from aftalegraf.world import World

DRAFT = f"{ID}dokument/doc-003"


def test_five_documents_are_at_hand_with_their_fingerprint(world: World) -> None:
    """Each with the number of places in it and of statements that rest on them."""
    found = documents(world, AT_HAND)
    assert [(d.iri.rsplit("/", 1)[-1], d.passages) for d in found] == [
        ("doc-000", 255),
        ("doc-001", 108),
        ("doc-002", 365),
        ("doc-003", 470),
        ("doc-004", 55),
    ]
    assert all(len(d.fingerprint) == 64 for d in found)
    assert all(d.statements >= d.passages for d in found)


def test_status_date_and_version_belong_to_the_document(world: World) -> None:
    """The consultation draft is of January 2019, the guidance is an undated draft, the supplement has a version."""
    found = {d.iri.rsplit("/", 1)[-1]: d for d in documents(world, AT_HAND)}
    assert (found["doc-000"].status, found["doc-000"].dated) == (f"{AFT}hoeringsudkast", "2019-01")
    assert (found["doc-003"].status, found["doc-003"].dated) == (f"{AFT}hoeringsudkast", "")
    assert (found["doc-002"].status, found["doc-002"].version) == ("", "1. version, januar 2024")


def test_pages_on_the_web_have_an_address_and_no_fingerprint(world: World) -> None:
    """51 pages; none of them was kept."""
    found = documents(world, ON_THE_WEB)
    assert len(found) == 51
    assert all(d.address.startswith("http") and not d.fingerprint for d in found)


def test_passages_stand_under_their_headings_in_the_order_of_the_text(world: World) -> None:
    """All 470 of the guidance, each with the number of statements on it."""
    found = passages(world, DRAFT)
    assert sum(len(items) for _, items in found) == 470
    assert len({heading for heading, _ in found}) == len(found)
    assert all([p.first for p in items] == sorted(p.first for p in items) for _, items in found)
    assert all(p.statements for _, items in found for p in items)


def test_a_page_that_is_not_at_hand_has_places_without_lines(world: World) -> None:
    """They name a heading at most."""
    (_, (place, *_)), *_ = passages(world, f"{ID}dokument/doc-web-odense")
    assert (place.first, place.last, place.quote) == (0, 0, "")


def test_what_rests_on_a_passage_leaves_names_out(world: World) -> None:
    """000 L316: what is sent to the authority."""
    place = f"{ID}kildehenvisning/000-l316"
    found = resting_on_each(world, [place])[place]
    assert {(r.subject.rsplit("/", 1)[-1], r.property_iri.removeprefix(AFT)) for r in found} == {
        ("fu-midt-midtvejs", "sendesTil"),
        ("fu-midt-slut", "sendesTil"),
    }


def test_sixteen_things_are_referred_to_and_not_at_hand(world: World) -> None:
    """First the agreement of Syddanmark itself, of which most is said and asked."""
    found = missing(world)
    assert len(found) == 16
    assert found[0].iri == f"{ID}sundhedsaftale/agr-syd-2024-2027"
    assert [reading.properties for reading in found[0].readings if "selve" in reading.explanation] == [
        (f"{AFT}dokumenteretI",)
    ]
    assert all(one.referred_from for one in found)


def test_the_guidance_of_2018_would_tell_what_its_provisions_were(world: World) -> None:
    """It is known only by the draft that would replace it."""
    (found,) = [one for one in missing(world) if one.iri == f"{ID}retskilde/doc-vejledning-2018"]
    assert found.referred_from == (DRAFT,)
    assert [r.explanation for r in found.readings] == [
        "vejledningen fra 2018 er ikke i samlingen; dens bestemmelser er ikke med"
    ]


def test_the_order_of_2022_is_cited_most(world: World) -> None:
    """47 provisions of the guidance cite it or one of its paragraphs."""
    found = laws(world)
    assert len(found) == 13
    assert (found[0].iri, found[0].cited_by) == (f"{ID}retskilde/law-bek-1248", 47)
    assert {law.ground for law in found} == {"fremgaar", "redaktionel"}
