"""Forums as the documents tell of them: by level, with members, tasks and decisions, and what the guidance proposes."""

from __future__ import annotations

from aftalegraf.actors import actors
from aftalegraf.namespaces import AFT, ID
from aftalegraf.ordering import danish
from aftalegraf.organisation import Forum, by_region, forum, forums, kinds, levels, registered, total
from aftalegraf.world import World

MIDT, SYD = ("doc-000", "doc-001", "doc-004"), ("doc-002",)


def slugs(found: tuple[Forum, ...]) -> list[str]:
    """The last parts of the IRIs."""
    return [one.iri.rsplit("/", 1)[-1] for one in found]


def test_the_levels_of_midtjylland_are_three_and_the_rest_is_said_to_have_none(world: World) -> None:
    """001 L16, L30 and L76 name a political, an administrative and a developing level; no other forum is given one."""
    found = levels(forums(world, MIDT))
    assert [world.label(level.iri) for level in found[:-1]] == [
        "det politiske niveau",
        "det overordnede administrative niveau på tværs af klyngerne",
        "Det udviklende og udmøntende niveau",
    ]
    assert found[-1].iri == ""
    assert [slugs(level.forums) for level in found[:-1]] == [
        ["for-sku-midt"],
        ["for-ssg-midt", "for-ssg-midt-formandskab"],
        ["for-klynger-midt"],
    ]
    assert len(found[-1].forums) == 13


def test_the_political_body_of_syddanmark_comes_before_the_administrative(world: World) -> None:
    """002 L80 tells both levels in one line; what the law sets up comes first."""
    found = levels(forums(world, SYD))
    assert [slugs(level.forums) for level in found[:-1]] == [["for-ssu-syd"], ["for-sss-syd"]]


def test_a_forum_under_another_stands_after_it(world: World) -> None:
    """The levels of the clusters of Syddanmark are parts of the clusters (002 L163)."""
    rest = slugs(levels(forums(world, SYD))[-1].forums)
    at = rest.index("for-klynger-syd")
    assert set(rest[at + 1 : at + 4]) == {"for-klynge-syd-impl", "for-klynge-syd-fag", "for-klynge-syd-pol"}


def test_the_committee_of_syddanmark_has_twelve_members(world: World) -> None:
    """002 L92: five, four, one and two; all parts say how many (facit B09)."""
    found = forum(world, f"{ID}sundhedssamarbejdsudvalg/for-ssu-syd")
    assert [member.counts for member in found.members] == [("5",), ("4",), ("1",), ("2",)]
    assert total(found.members) == 12
    assert found.members[0].appointed_by == (f"{ID}regionsraad/act-regionsraad-syd",)


def test_numbers_per_cluster_are_not_added_up(world: World) -> None:
    """002 L179: four members of the council, and two of PLO, in each cluster; one mayor of each municipality."""
    found = forum(world, f"{ID}klyngepolitiskniveau/for-klynge-syd-pol")
    assert [(member.counts, member.per) for member in found.members] == [
        (("4",), "klynge"),
        (("1",), "kommune"),
        (("2",), "klynge"),
    ]
    assert total(found.members) is None


def test_a_number_that_no_document_tells_is_neither_nought_nor_one(world: World) -> None:
    """001 L43: secretaries of municipalities and region, without a number (facit B10)."""
    found = forum(world, f"{ID}forum/for-ssg-midt")
    assert found.members[-1].counts == ()
    assert total(found.members) is None


def test_who_approves_the_agreement_of_syddanmark_is_contested(world: World) -> None:
    """002 L82 says the committee; L80 and the guidance say otherwise: it is kept, and marked (facit A02)."""
    found = forum(world, f"{ID}sundhedssamarbejdsudvalg/for-ssu-syd")
    told = {(line.property_iri.removeprefix(AFT), line.contested) for line in found.parts["decides"]}
    assert told == {("vedtager", True), ("godkender", False)}


def test_the_guidance_prescribes_for_seven_kinds_of_body(world: World) -> None:
    """The kinds themselves, not instances: they would corrupt counts."""
    found = {kind.iri.removeprefix(AFT): kind for kind in kinds(world)}
    assert set(found) == {
        "KlyngePolitiskNiveau", "KlyngeFagligtNiveau", "Sundhedsklynge", "Sundhedssamarbejdsudvalg",
        "Sundhedskoordinationsudvalg", "Patientinddragelsesudvalg", "Arbejdsgruppe",
    }  # fmt: skip
    committee = found["Sundhedssamarbejdsudvalg"]
    assert [(member.counts, member.per) for member in committee.members] == [
        (("3",), ""),
        (("1",), "klynge"),
        (("2",), ""),
    ]
    political = found["KlyngePolitiskNiveau"]
    assert {member.counts for member in political.members} == {("2–3",), (), ("2",), ("1",)}
    assert [member.counts for member in political.members if member.least] == [("2",)]
    early = {member.line.condition for member in political.members if member.counts == ("2–3",)}
    assert early == {"forventet i 2021-22 efter aftalen"}


def test_each_document_is_of_the_region_it_tells_of(world: World) -> None:
    """The guidance is of none."""
    assert by_region(world) == {f"{ID}region/act-region-midt": MIDT, f"{ID}region/act-region-syd": SYD}


def test_actors_are_in_danish_order(world: World) -> None:
    """Å comes last."""
    towns = [world.label(actor.iri) for actor in actors(world, f"{AFT}Kommune")]
    assert towns == sorted(towns, key=danish)
    assert towns.index("Tønder Kommune") < towns.index("Tårnby Kommune")


def test_the_register_has_the_clusters_of_a_region(world: World) -> None:
    """Five in Midtjylland, four in Syddanmark."""
    assert len(registered(world, f"{ID}region/act-region-midt")) == 5
    assert [world.label(iri) for iri in registered(world, f"{ID}region/act-region-syd")] == [
        "Sundhedsklynge Fyn",
        "Sundhedsklynge Lillebælt",
        "Sundhedsklynge Sydvestjylland",
        "Sundhedsklynge Sønderjylland",
    ]
