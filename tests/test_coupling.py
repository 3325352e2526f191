"""What is linked in the real agreements, line by line as the documents have it, and in chains of any form."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from aftalegraf.answers import slug
from aftalegraf.chains import Chains, chains
from aftalegraf.coupling import (
    CHANGED,
    EXCUSED,
    LINKED,
    ORPHAN,
    OVER,
    PARTLY,
    UNDECIDED,
    UNLINKED,
    UNLISTED,
    UNNAMED,
    UNSTARRED,
    Asked,
    Coupling,
    Item,
    coupling,
)  # fmt: skip
from aftalegraf.coupling_view import status_text
from aftalegraf.coupling_words import cause
from aftalegraf.gaps import NEAR, UNREAD, WHOLE, findings
from aftalegraf.gaps_view import gaps_text
from aftalegraf.namespaces import ID, RDF
from aftalegraf.results import Exemption
from aftalegraf.trace import agreements, thread
from aftalegraf.world import World
from tests.chain_worlds import AGREEMENT, GROUNDS, Triple, chain_worlds, thing, world_of

MIDT, SYD = (f"{ID}sundhedsaftale/agr-{name}" for name in ("midt-2019-2023", "syd-2024-2027"))
PICTURE, EXPLANATIONS, TEXT = "laes-midt-nationalt-maal", "laes-indikatorforklaring", "laes-syd-aftalen"


@pytest.fixture(scope="module")
def known(world: World) -> Chains:
    """The chains of the project's own data."""
    return chains(world)


def of(found: Coupling, name: str) -> Item:
    """The item with an id."""
    (item,) = [item for item in found.items if slug(item.iri) == name]
    return item


def near(found: Coupling, column: int) -> dict[str, tuple[str, str]]:
    """The next link of each thing of a column: its status and why."""
    return {slug(i.iri): (i.near.status, i.near.cause) for i in found.items if i.column == column}


def test_the_indicators_of_midtjylland_are_linked_as_the_asterisks_say(known: Chains) -> None:
    """000 lines 241-267: six have an asterisk, for two of these lines 273-294 list no counterpart; four have none."""
    assert near(coupling(known, MIDT, "udledt"), 2) == {
        "ind-midt-dagligrygere": (UNDECIDED, UNLISTED),
        "ind-midt-lup": (UNLINKED, UNSTARRED),
        "ind-midt-akutte-indl": (UNLINKED, UNSTARRED),
        "ind-midt-forebyg-indl": (UNDECIDED, UNLISTED),
        "ind-midt-genindl-somatik": (LINKED, ""),
        "ind-midt-buc": (UNLINKED, UNSTARRED),
        "ind-midt-genindl-psyk": (LINKED, ""),
        "ind-midt-faerdigbeh": (LINKED, ""),
        "ind-midt-tvang": (UNLINKED, UNSTARRED),
        "ind-midt-overdoed": (LINKED, ""),
    }


def test_what_only_a_draft_does_not_say_is_not_told_of_the_agreement(known: Chains) -> None:
    """000 line 5 calls itself høringsversion: that an asterisk is missing is told of it, in both languages."""
    adopted = replace(known, marks=replace(known.marks, drafts=frozenset()))
    for chains_of, words in (
        (known, ("høringsversionen siger ikke", "the consultation draft does not say")),
        (adopted, ("aftalen siger ikke", "the agreement does not say")),
    ):
        step = of(coupling(chains_of, MIDT, "udledt"), "ind-midt-buc").near
        assert all(f": {said}" in cause(step, language) for said, language in zip(words, ("da", "en"), strict=True))
    assert {slug(document) for document in known.marks.drafts} == {"doc-000", "doc-003"}


def test_the_choice_that_the_supplement_puts_off_is_the_reason_of_six_measuring_points(known: Chains) -> None:
    """002 lines 258 and 291: which indicators to use is assessed at the follow-up; one finding a line."""
    found = coupling(known, SYD, "udledt")
    first = {slug(item.iri): item.near.unread[0] for item in found.items if item.column == 2 and item.near.unread}
    assert {name: [slug(place) for place in one.places] for name, one in first.items()} == {
        "mea-syd-trives": ["002-l258"],
        **{f"mea-syd-{name}": ["002-l291"] for name in ("fysisk", "overvaegt", "alkohol", "ryger", "nikotin")},
    }
    assert all(one.reason.startswith("tillægget udskyder valget af indikatorer for ") for one in first.values())
    told = [finding for finding in findings(found) if finding.unread and "udskyder" in finding.unread[0].reason]
    assert [len(finding.items) for finding in told] == [1, 5]


def test_no_way_to_a_national_goal_is_said_to_be_missing_where_the_picture_is_lost(known: Chains) -> None:
    """000 line 193 describes a picture that is not in the text: nothing of the agreement's own is «ikke koblet»."""
    found = coupling(known, MIDT, "udledt")
    own = [item for item in found.items if item.column in (0, 1, 2, 4)]
    assert {item.status for item in own} == {UNDECIDED}
    assert all(PICTURE in {slug(one.iri) for one in item.deep.unread} for item in own)
    assert Counter(item.status for item in found.items) == {UNDECIDED: 35, LINKED: 1}
    assert of(found, "ni-uddannelse").deep.links[0].target.endswith("ng-leveaar")


def test_every_objective_of_midtjylland_has_its_indicators(known: Chains) -> None:
    """000 lines 239-267: one, four, one and four indicators; the development area of line 257 is no indicator."""
    found = coupling(known, MIDT, "udledt")
    assert {slug(i.iri): [slug(link.target) for link in i.near.links] for i in found.items if i.column == 1} == {
        "obj-midt-rygning": ["ind-midt-dagligrygere"],
        "obj-midt-akut": [
            "ind-midt-akutte-indl", "ind-midt-forebyg-indl", "ind-midt-genindl-somatik", "ind-midt-lup",
        ],
        "obj-midt-boern": ["ind-midt-buc", "dev-midt-trivselsdata"],
        "obj-midt-svaer-psyk": [
            "ind-midt-faerdigbeh", "ind-midt-genindl-psyk", "ind-midt-overdoed", "ind-midt-tvang",
        ],
    }  # fmt: skip


def test_the_things_of_syddanmark_are_linked_as_the_tables_say(known: Chains) -> None:
    """002 lines 249-296: all four visions have objectives, all eight objectives a measuring point or a follow-up."""
    found = coupling(known, SYD, "udledt")
    assert {item.near.status for item in found.items if item.column < 2} == {LINKED}
    alone = [slug(i.iri) for i in found.items if i.column == 1 and all("Opfoelgning" in x.kind for x in i.near.links)]
    assert alone == ["obj-syd-trivsel-faelles", "obj-syd-overgange"]
    assert {name for name, said in near(found, 2).items() if said == (UNDECIDED, UNNAMED)} == {
        "mea-syd-psykisk-arb", "mea-syd-somatisk-arb", "mea-syd-ungdomsudd",
    }  # fmt: skip


def test_what_the_agreement_of_syddanmark_says_cannot_be_decided_for_want_of_it(known: Chains) -> None:
    """002 line 17: the supplement is at hand, the agreement is not; the supplement names no goal, which is told."""
    found = coupling(known, SYD, "redaktionel")
    assert {item.status for item in found.items} == {UNDECIDED}
    assert [slug(one.iri) for one in found.whole] == [TEXT]
    assert [slug(one.iri) for one in found.read] == ["laes-syd-nationalt-maal"]


def test_what_is_not_linked_is_told_once_for_each_reason(known: Chains) -> None:
    """Four findings for Midtjylland, four for Syddanmark, and one for an agreement without any text."""
    told = {name: [(one.part, one.status, len(one.items)) for one in findings(coupling(known, name, "udledt"))]
            for name in (MIDT, SYD, f"{ID}sundhedsaftale/agr-sjaelland-2019-2023")}  # fmt: skip
    assert list(told.values()) == [
        [(NEAR, UNLINKED, 4), (NEAR, UNDECIDED, 2), (UNREAD, UNDECIDED, 25), (UNREAD, UNDECIDED, 10)],
        [(NEAR, UNDECIDED, 3), (UNREAD, UNDECIDED, 21), (UNREAD, UNDECIDED, 1), (UNREAD, UNDECIDED, 5)],
        [(WHOLE, UNDECIDED, 7)],
    ]


def test_the_ground_decides_what_is_linked(known: Chains) -> None:
    """Only one asterisk is stated with its counterpart; the editors' placements lead two objectives to goals."""
    stated, added = (coupling(known, MIDT, ground) for ground in ("fremgaar", "redaktionel"))
    assert [name for name, said in near(stated, 2).items() if said[0] == LINKED] == ["ind-midt-overdoed"]
    assert [slug(i.iri) for i in added.items if i.column == 1 and i.status == LINKED] == [
        "obj-midt-akut", "obj-midt-svaer-psyk",
    ]  # fmt: skip
    way = of(added, "obj-midt-akut").deep.links
    assert [slug(link.target) for link in way] == ["ind-midt-genindl-somatik", "ni-genindl", "ng-forloeb"]
    assert [link.ground for link in way] == ["fremgaar", "udledt", "redaktionel"]


def test_everything_listed_has_its_ground_and_its_places(known: Chains) -> None:
    """Both agreements, every item."""
    for iri in (MIDT, SYD):
        assert all(item.ground and item.places for item in coupling(known, iri, "udledt").items)


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_columns_are_those_of_the_thread(world: World, known: Chains, ground: str) -> None:
    """The chain told here holds the same things as the drawn one, for every agreement."""
    for agreement in agreements(world):
        found = coupling(known, agreement.iri, ground)
        drawn = [{node.iri for node in column} for column in thread(world, agreement.iri, ground).columns]
        assert [{i.iri for i in found.items if i.column == n} for n in range(5)] == drawn, agreement.slug


def test_a_day_tells_what_was_over(known: Chains) -> None:
    """000 line 195: the agreement ends with 2023, and that year is over only when all of it is."""
    own = {day: {i.status for i in coupling(known, MIDT, "udledt", Asked(day)).items if i.column < 3}
           for day in ("2023-12-31", "2024-01-01")}  # fmt: skip
    assert own == {"2023-12-31": {UNDECIDED}, "2024-01-01": {OVER}}


def test_a_changed_source_is_told_of_what_rests_on_it(known: Chains) -> None:
    """The thing itself, or the link that leads on from it."""
    plain = coupling(known, MIDT, "udledt")
    said = of(plain, "obj-midt-boern").near.links[0].statements[0]
    own = known.things[of(plain, "ng-kvalitet").iri].statements[0]
    found = coupling(known, MIDT, "udledt", Asked(changed=frozenset({said, own})))
    assert [slug(i.iri) for i in found.items if i.status == CHANGED] == ["obj-midt-boern", "ng-kvalitet"]


def test_an_exemption_holds_to_the_end_of_its_last_day(known: Chains) -> None:
    """Until then it is a reasoned exemption; afterwards the finding is back, and says that it was one."""
    iri = of(coupling(known, MIDT, "udledt"), "ind-midt-lup").iri
    excused = {iri: Exemption("", iri, "følges som den er", "sekretariatet", "2027-01-01", "x.csv:2")}
    on, after = (
        of(coupling(known, MIDT, "udledt", Asked(exemptions=excused, today=day)), "ind-midt-lup")
        for day in ("2027-01-01", "2027-01-02")
    )
    assert (on.status, on.gap, on.expired) == (EXCUSED, False, False)
    assert (after.status, after.gap, after.expired) == (UNDECIDED, True, True)


def typed(*names: tuple[str, str]) -> list[tuple[Triple, str]]:
    """Things with their classes."""
    return [((iri, f"{RDF}type", kind), "fremgaar") for iri, kind in names]


def test_a_chain_that_goes_round_is_shown() -> None:
    """An objective under an objective under the first: told as a way back to where it began, and nothing hangs."""
    a, b = thing(1, 0), thing(1, 1)
    steps = [((AGREEMENT, "harMaalsaetning", a), "fremgaar"), ((a, "harMaalsaetning", b), "fremgaar")]
    things = typed((AGREEMENT, "Sundhedsaftale"), (a, "Maalsaetning"), (b, "Maalsaetning"))
    world = world_of([*things, *steps, ((b, "harMaalsaetning", a), "fremgaar")])
    found = coupling(chains(world), AGREEMENT, "udledt")
    assert found.rounds == ((a, b, a),)
    for text in (status_text(world, found), gaps_text(world, found)):
        assert "Kæden går i ring: 1-0 → 1-1 → 1-0" in text
    assert {item.status for item in found.items} == {UNLINKED}


def test_an_indicator_without_an_objective_at_a_ground_has_nothing_above_it() -> None:
    """The editors alone tie it to its objective: without them it is «uden overordnet mål»."""
    objective, indicator = thing(1, 0), thing(2, 0)
    things = typed((AGREEMENT, "Sundhedsaftale"), (objective, "Maalsaetning"), (indicator, "Indikator"))
    has = ((AGREEMENT, "harMaalsaetning", objective), "fremgaar")
    world = world_of([*things, has, ((objective, "harIndikator", indicator), "redaktionel")])
    known = chains(world)
    told = {ground: coupling(known, AGREEMENT, ground).items for ground in GROUNDS}
    found = {ground: {slug(item.iri): item.status for item in items} for ground, items in told.items()}
    assert found["udledt"] == {"1-0": UNLINKED, "2-0": ORPHAN}
    assert found["redaktionel"] == {"1-0": PARTLY, "2-0": UNLINKED}
    text = " ".join(status_text(world, coupling(known, AGREEMENT, "redaktionel"), width=160).split())
    assert "delvist koblet koblet: 1 indikator (tilføjet af redaktionen) ikke koblet: mangler: nationalt mål;" in text
    assert "standser ved 2-0" in text


_NEXT = (
    "aft:harMaalsaetning", "aft:harIndikator", "(^aft:sammenfaldFor/aft:sammenfaldMed)",
    "(^aft:indplaceringAf/aft:indplaceretUnder)",
)  # fmt: skip
_UP = f"({'|'.join(_NEXT)})"


@settings(max_examples=50, derandomize=True, deadline=None)
@given(chain_worlds())
def test_what_leads_all_the_way_is_what_sparql_says(said: list[tuple[Triple, str]]) -> None:
    """On random chains: linked all the way means a path to a national goal, the next link one step of it."""
    world = world_of([(triple, "udledt" if ground == "fremgaar" else ground) for triple, ground in said])
    known = chains(world)
    found = [item for item in coupling(known, AGREEMENT, "udledt").items if item.column < 4]

    def those(pattern: str) -> set[str]:
        return {x.value for (x,) in world.store.select(f"SELECT DISTINCT ?x WHERE {{ {pattern} }}").rows if x}

    goal = those(f"?x {_UP}+ ?g . ?g a aft:NationaltMaal")
    assert {i.iri for i in found if i.deep.status == LINKED} == {i.iri for i in found} & goal
    for column, step in enumerate(_NEXT):
        items = {i.iri: i.near.status for i in found if i.column == column}
        assert {iri for iri, told in items.items() if told == LINKED} == {*items} & those(f"?x {step} ?y")
    below = f"<{AGREEMENT}> aft:harIndsatsomraade ?y . ?y {_UP}* ?x FILTER NOT EXISTS {{ ?x a aft:NationaltMaal }}"
    assert {i.iri for i in found if i.status != ORPHAN} == those(below)
