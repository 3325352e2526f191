"""Who owes what to whom and when: exactly what the documents and our reading of them have."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftalegraf.answers import answer, slug
from aftalegraf.duties import Duties, Duty, duties
from aftalegraf.duty_choice import beside, narrowed, received
from aftalegraf.duty_sources import HOLDS, Told, told
from aftalegraf.namespaces import AFT, ID, RDF, graph
from aftalegraf.statements import GROUNDS
from aftalegraf.world import World
from tests.small_world import small

MIDT = f"{ID}sundhedsaftale/agr-midt-2019-2023"
SYD = f"{ID}sundhedsaftale/agr-syd-2024-2027"
GRAPHS = {"fremgaar": f"GRAPH <{graph('fremgaar')}>", "udledt": "", "redaktionel": f"GRAPH <{graph('alt')}>"}


@pytest.fixture(scope="module")
def source(world: World) -> Told:
    """What the duties of the real data are made of."""
    return told(world)


@pytest.fixture(scope="module")
def found(source: Told) -> Duties:
    """The duties by default: what is stated and our reading."""
    return duties(source, "udledt")


def tail(iri: str) -> str:
    """The last part of an IRI, also of a term."""
    return slug(iri).rpartition("#")[2]


def of(found: Duties, what: str) -> list[Duty]:
    """The duties that concern a thing."""
    return [duty for duty in found.told if tail(duty.what) == what]


def owners(found: Duties, what: str) -> set[str]:
    """Who has a duty."""
    return {tail(duty.owner) for duty in of(found, what)}


def test_all_that_two_agreements_say_is_there(found: Duties) -> None:
    """Tasks, works, follow-ups; 29 of the 35 commitments of Midtjylland, 42 of 46 of Syddanmark: the others inform."""
    counts = {name: Counter(tail(d.by) for d in narrowed(found, agreement=name).told) for name in (MIDT, SYD)}
    assert counts[MIDT] == {
        "adressat": 33, "harOpgave": 21, "udarbejder": 4, "udfoerer": 1, "ansvarligFor": 1, "implementerer": 1,
        "foelgerOpPaa": 1, "kanUdfoere": 1, "harOpfoelgning": 1,
    }  # fmt: skip
    assert counts[SYD] == {
        "adressat": 47, "harOpgave": 39, "adspoergesOm": 8, "udarbejder": 7, "udfoerer": 5, "ansvarligFor": 2,
        "implementerer": 1, "kanUdfoere": 1, "harOpfoelgning": 4,
    }  # fmt: skip
    rules = {name: {d.what for d in found.told if tail(d.by) == "adressat" and name in d.agreements} for name in counts}
    assert {tail(name): len(what) for name, what in rules.items()} == {
        "agr-midt-2019-2023": 29, "agr-syd-2024-2027": 42,
    }  # fmt: skip


def test_the_statuses_of_midtjylland_have_a_day_and_no_deadline_of_a_later_guidance(found: Duties) -> None:
    """000 L316: pr. 1 July 2021 and pr. 1 January 2023, to Sundhedsstyrelsen, the authority."""
    for name, day in (("fu-midt-midtvejs", "2021-07-01"), ("fu-midt-slut", "2023-01-01")):
        (duty,) = of(found, name)
        assert (tail(duty.owner), tail(duty.by), duty.ground) == ("for-sku-midt", "udarbejder", "fremgaar")
        assert [(tail(v.property_iri), v.text) for v in duty.dates] == [("opgoerelsesdato", day)]
        assert [tail(link.target) for link in duty.to] == ["act-sst"]
        assert duty.deadlines == ()


def test_the_statuses_of_syddanmark_have_the_deadlines_of_the_draft(found: Duties) -> None:
    """002 L243 names who and to whom, no day; the agreement's term is known by its years alone."""
    told_days = {}
    for name in ("fu-syd-midtvejs", "fu-syd-slut"):
        (duty,) = of(found, name)
        assert (tail(duty.owner), [tail(link.target) for link in duty.to]) == ("for-koordination-syd", ["act-sst"])
        ((told_days[name]),) = ((d.counted_from, d.days, d.assumed) for d in duty.deadlines)
    assert told_days == {
        "fu-syd-midtvejs": ("2024", ("2025-12-31", "2026-01-01"), True),
        "fu-syd-slut": ("2027", ("2027-06-30", "2027-07-01"), True),
    }


def test_how_often_is_told_where_the_source_tells_it(found: Duties) -> None:
    """000 L314: twice a year; 002 L213, L237 and the tables: once a year."""
    often = {tail(d.what): {tail(link.target) for link in d.often} for d in found.told if d.often}
    assert often == {
        "fu-sku": {"frq-2"}, "fu-syd-aarlig": {"frq-1"}, "fu-syd-impl": {"frq-1"},
        **{f"qm-syd-{name}": {"frq-1"} for name in ("faelles", "overgange", "beskaeftigelse", "uddannelse")},
    }  # fmt: skip


def test_what_nobody_is_told_to_have_is_told_as_that(found: Duties) -> None:
    """000 L314 sends a report without a sender; 002 asks the clusters without saying who asks; four name nobody."""
    assert sorted(tail(duty.what) for duty in narrowed(found, unowned=True).told) == [
        "S1-1", "S5-1", "S5-6", "V2.1.2-12", "fu-halvaar", "qm-syd-beskaeftigelse", "qm-syd-faelles",
        "qm-syd-overgange", "qm-syd-uddannelse",
    ]  # fmt: skip
    (report,) = of(found, "fu-halvaar")
    assert {tail(link.target) for link in report.to} == {"act-regionsraad-midt", "act-kommunalbestyrelser-midt"}


def test_an_owner_that_we_read_is_none_where_only_the_sources_count(source: Told, found: Duties) -> None:
    """000 L314 does not say who sends the half-yearly report; that it is the committee is our reading."""
    assert owners(found, "M5-5") == {"adr-sundhedskoordinationsudvalg"}
    (stated,) = of(duties(source, "fremgaar"), "M5-5")
    assert (stated.owner, stated.modality, stated.word) == ("", "", "sendes")
    assert [slug(iri) for iri in stated.read_as] == ["adr-sundhedskoordinationsudvalg"]


def test_a_must_is_told_apart_from_what_we_read_as_one(found: Duties) -> None:
    """000 L25 writes skal; L314 writes følger op. Each carries the legal force of an agreement in consultation."""
    (own,), (read,) = of(found, "M0-2"), of(found, "M5-4")
    assert (own.modality, own.modality_ground, own.word) == ("skal", "fremgaar", "skal")
    assert (read.modality, read.modality_ground, read.word) == ("skal", "udledt", "følger op")
    assert {tail(basis) for duty in (own, read) for basis in duty.basis} == {"aftaleHoeringsversion"}


def test_an_option_is_not_owed_and_information_is_no_duty(found: Duties) -> None:
    """002 L175: the clusters may; 000 L29 tells that agreements are carried on."""
    assert [duty.owed for duty in of(found, "tsk-kls-3")] == [False]
    assert [duty.owed for duty in of(found, "S2-23")] == [False]
    assert (of(found, "M0-4"), len(found.informing)) == ([], 95)


def test_the_authority_owes_nothing_that_the_steering_group_owes(source: Told) -> None:
    """000 L327–335 writes Sundhedsstyrelsen for Sundhedsstyregruppen; L316 means the authority, which receives."""
    for ground in GROUNDS:
        for duty in duties(source, ground).told:
            if MIDT in duty.agreements:
                assert tail(duty.owner) not in ("act-sst", "adr-sundhedsstyrelsen")
    assert owners(duties(source, "udledt"), "tsk-ssg-6") == {"for-ssg-midt"}
    (stated,) = of(duties(source, "fremgaar"), "tsk-ssg-6")
    assert (stated.owner, [slug(iri) for iri in stated.read_as]) == ("", ["for-ssg-midt"])


def test_what_a_better_source_states_stays_with_the_agreement_that_says_it_too(found: Duties) -> None:
    """001 L30 states the task that 000 L327–329 gives by our reading."""
    (duty,) = of(found, "tsk-ssg-1")
    assert (duty.ground, [slug(p) for p in duty.places], [slug(p) for p in duty.further]) == (
        "fremgaar", ["001-l30.3"], ["000-l327-329"],
    )  # fmt: skip
    assert duty.agreements == (MIDT,)


def test_what_was_carried_out_is_not_owed(found: Duties) -> None:
    """001 L88: examples of laboratories that have been held."""
    assert [duty for duty in found.told if "lab-" in duty.what] == []


def test_who_carries_out_an_agreement_does_not_lay_it_before_others(found: Duties) -> None:
    """Only who draws it up has somebody to lay it before."""
    got = {tail(duty.by): len(duty.to) for duty in of(found, "agr-syd-2024-2027")}
    assert got == {"udarbejder": 2, "ansvarligFor": 0, "implementerer": 0}


def test_a_body_is_told_with_what_it_gets_and_what_stands_beside(world: World, found: Duties) -> None:
    """Sundhedsstyrelsen gets four statuses; beside what the committee has stand the commitments of the same lines."""
    authority = f"{ID}aktoer/act-sst"
    assert sorted(tail(d.what) for d in received(found, [authority])) == [
        "fu-midt-midtvejs", "fu-midt-slut", "fu-syd-midtvejs", "fu-syd-slut",
    ]  # fmt: skip
    own = [d for d in found.told if tail(d.owner) == "for-sku-midt"]
    near = {tail(d.what) for d in beside(found, own, world.places) if tail(d.by) == "adressat"}
    assert near == {"M5-4", "M5-5", "M5-6", "M5-7", "M5-8"}


def test_forums_without_a_task_are_those_of_the_question(world: World, found: Duties) -> None:
    """Nine; two of them are working groups, and the groups have tasks together."""
    asked = answer(world, "fora-uden-opgave", {}).rows.rows
    assert {each.iri for each in found.idle} == {cell.value for (cell,) in asked if cell}
    assert {slug(each.iri) for each in found.idle if each.part_of} == {"wg-alliancen", "wg-telekol"}


def test_the_law_stays_with_a_provision_of_the_draft(found: Duties) -> None:
    """003 L464 cites the order, § 22; the duty rests on the order and belongs to no agreement."""
    (duty,) = of(found, "V6-5")
    assert ([tail(b) for b in duty.basis], [slug(law) for law in duty.legal]) == (["bekendtgoerelse"], ["law-bek-22"])
    assert (tail(duty.owner), duty.agreements) == ("adr-ssu", ())


def test_by_when_before_an_agreement_is_sent_in_is_told_with_its_ground(source: Told, found: Duties) -> None:
    """003 L351 sets the day; that the parties are named before they approve is our reading, and not in the sources."""
    dates = {
        name: [(tail(v.property_iri), v.ground) for v in of(found, name)[0].dates] for name in ("V3.6-2", "V5.1-6a")
    }
    assert dates == {"V3.6-2": [("tjeklistefrist", "fremgaar")], "V5.1-6a": [("tjeklistefrist", "udledt")]}
    assert of(duties(source, "fremgaar"), "V5.1-6a")[0].dates == ()


def test_a_law_that_may_be_the_wrong_one_says_so(found: Duties) -> None:
    """003 cites § 22 for three different things."""
    assert [duty.caveat.split(";")[0] for duty in of(found, "V2.2.3-1")] == [
        "vejledningen nævner § 22 for tre forskellige ting: høring, revision og opfølgning"
    ]


@pytest.mark.parametrize("ground", GROUNDS)
def test_who_holds_what_is_what_sparql_has(world: World, source: Told, ground: str) -> None:
    """The plain triples of each ground, without what was carried out, and what is contested, which is told as that."""
    held = [d for d in duties(source, ground).told if d.owner and tail(d.by) != "adressat"]
    assert {(d.owner, d.by, d.what) for d in held if not d.against} == _held(world, ground)
    assert {(tail(d.owner), tail(d.by), tail(d.what)) for d in held if d.against} == {
        ("for-ssu-syd", "harOpgave", "tsk-ssu-0"),
    }  # fmt: skip


def _held(world: World, ground: str) -> set[tuple[str, ...]]:
    kinds = " ".join(f"<{name}>" for name in HOLDS)
    rows = world.store.select(
        f"""SELECT ?s ?p ?o WHERE {{ {GRAPHS[ground]} {{ VALUES ?p {{ {kinds} }} ?s ?p ?o
          FILTER NOT EXISTS {{ ?o a aft:Laboratorium }} }} }}"""
    ).rows
    return {tuple(cell.value for cell in row if cell) for row in rows}


THINGS = st.sampled_from([f"http://test/{name}" for name in "abcd"])
LINKS = st.tuples(THINGS, st.sampled_from(HOLDS), THINGS, st.sampled_from(GROUNDS))
TASKS = st.tuples(THINGS, st.just(f"{RDF}type"), st.just(f"{AFT}Opgave"), st.sampled_from(GROUNDS))


@given(st.lists(LINKS, max_size=20), st.lists(TASKS, max_size=6), st.lists(LINKS, max_size=5))
@settings(max_examples=50, derandomize=True, deadline=None)
def test_on_any_graph_sparql_has_the_same(
    world: World, links: list[tuple[str, str, str, str]], tasks: list[tuple[str, str, str, str]],
    contested: list[tuple[str, str, str, str]],
) -> None:  # fmt: skip
    """Who holds what, what is only contested, and the tasks that nobody is said to hold, not even contested."""
    made = small(world, [*links, *tasks], contested)
    for number, ground in enumerate(GROUNDS):
        found = duties(told(made), ground)
        plain = _held(made, ground)
        assert {(d.owner, d.by, d.what) for d in found.told if d.owner and not d.against} == plain
        denied = {one[:3] for one in contested if one[3] in GROUNDS[: number + 1]} - plain
        assert {(d.owner, d.by, d.what) for d in found.told if d.against} == denied
        rows = made.store.select(
            f"""SELECT DISTINCT ?x WHERE {{ {GRAPHS[ground]} {{ ?x a aft:Opgave
              FILTER NOT EXISTS {{ ?y aft:harOpgave|aft:kanUdfoere|aft:udarbejder|aft:udfoerer ?x }} }} }}"""
        ).rows
        said = {what for _, by, what in denied if tail(by) in ("harOpgave", "kanUdfoere", "udarbejder", "udfoerer")}
        assert {d.what for d in found.told if not d.owner} == {x.value for (x,) in rows if x} - said


def test_a_task_that_a_source_denies_a_forum_is_contested_and_not_without_an_owner(source: Told) -> None:
    """002 L82 gives it to the committee; L80 and 003 L293 say that the councils approve (facit A02)."""
    for ground in GROUNDS:
        (duty,) = of(duties(source, ground), "tsk-ssu-0")
        assert (tail(duty.owner), duty.ground, [slug(p) for p in duty.places]) == (
            "for-ssu-syd", "fremgaar", ["002-l82"],
        )  # fmt: skip
        assert [slug(place) for place in duty.against] == ["002-l80.7", "003-l293.2"]
        assert of(duties(source, ground), "tsk-ssu-8")[0].against == ()


def test_a_forum_whose_only_task_is_contested_is_not_told_to_have_none(world: World) -> None:
    """A source gives it one."""
    forum, task = ("http://test/f", f"{RDF}type", f"{AFT}Forum", "fremgaar"), "http://test/t"
    made = small(world, [forum], [("http://test/f", f"{AFT}harOpgave", task, "fremgaar")])
    found = duties(told(made), "fremgaar")
    assert ([d.what for d in found.told], found.idle) == ([task], ())
    assert [each.iri for each in duties(told(small(world, [forum])), "fremgaar").idle] == ["http://test/f"]


def test_a_world_without_duties_has_none(world: World) -> None:
    """Nothing in, nothing out."""
    assert duties(told(small(world, [])), "redaktionel") == Duties((), (), ())
