"""What changed between two versions is exactly what stands in one of them only, told by thing and property."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftalegraf.cells import Cell
from aftalegraf.differences import CHANGED, GONE, NEW, Change, Differences, Restated, Thing, Value, differences
from aftalegraf.errors import UsageError
from aftalegraf.evidence import Support
from aftalegraf.intake import rdf
from aftalegraf.namespaces import AFT, ID, RDF, SKOS, mint_hashed
from aftalegraf.rdf import Literal, NamedNode, Quad, Triple
from aftalegraf.store import Store
from tests.conftest import CASES

FOLDER = CASES / "diff"
EX = "https://example.org/fiktion/"
OLD, NEWER = (NamedNode(f"https://example.org/graf/{name}") for name in ("old", "new"))


@pytest.fixture(scope="module")
def found() -> Differences:
    """What changed from the consultation draft of a fictitious agreement to the one that was adopted."""
    return differences(rdf(FOLDER / "udkast.ttl"), rdf(FOLDER / "vedtaget.ttl"))


def thing(found: Differences, name: str) -> Thing:
    """The thing of a name."""
    (one,) = [each for each in found.things if each.label == name]
    return one


def place(slug: str) -> str:
    """The IRI of a source reference."""
    return f"{ID}kildehenvisning/{slug}"


def test_every_thing_is_changed_new_or_gone(found: Differences) -> None:
    """By its name, with its state; the reference that is new is told of too."""
    assert {each.label: each.state for each in found.things} == {
        "Fiktiv sundhedsaftale": CHANGED,
        "Fiktiv sundhedsaftale, teksten": CHANGED,
        "forebyggelse": CHANGED,
        "psykisk sundhed": CHANGED,
        "flere bevæger sig": CHANGED,
        "flere unge trives": CHANGED,
        "midtvejsstatus": CHANGED,
        "medlemmer af regionsrådet": CHANGED,
        "sundhedssamarbejdsudvalget": CHANGED,
        "fiktivt dokument, linje 9": CHANGED,
        "minutter i bevægelse om ugen": NEW,
        "andel, der trives": NEW,
        "Danmark i bevægelse": NEW,
        "fiktivt dokument, linje 12": NEW,
        "færre ryger": GONE,
        "andel dagligrygere": GONE,
    }


def test_a_value_carries_what_it_rests_on(found: Differences) -> None:
    """The day of expiry has a statement in both versions, each with the same ground and place."""
    changes = {change.property_iri: change for change in thing(found, "Fiktiv sundhedsaftale").changes}
    rests = (Support("fremgaar", place("fiktion-l4"), f"{ID}udsagn/udloeb"),)
    day = "http://www.w3.org/2001/XMLSchema#date"
    assert changes[f"{AFT}udloebsdato"] == Change(
        f"{AFT}udloebsdato",
        (Value(Cell("literal", "2027-12-31", day), rests),),
        (Value(Cell("literal", "2027-06-30", day), rests),),
    )


def test_a_statement_on_other_evidence_is_told_though_it_says_the_same(found: Differences) -> None:
    """One has another ground and place, one another reason."""
    vision, region = f"{EX}vision", f"{ID}region/region-1085"
    iri = f"{ID}udsagn/vision"
    assert thing(found, "Fiktiv sundhedsaftale").restated == (
        Restated(f"{AFT}gaelderRegion", Cell("iri", region), (), (), (f"{AFT}begrundelseForLaesning",)),
        Restated(
            f"{AFT}harVision",
            Cell("iri", vision),
            (Support("udledt", place("fiktion-l4"), iri),),
            (Support("fremgaar", place("fiktion-l12"), iri),),
            (),
        ),
    )


def test_what_a_source_now_contradicts_says_which(found: Differences) -> None:
    """The committee no longer draws up the agreement: the statement stands, but is contested."""
    (lost,) = [change.before[0] for change in thing(found, "sundhedssamarbejdsudvalget").changes if change.before]
    assert lost.contested_by == (place("fiktion-l12"),)
    assert lost.plain


def test_a_reference_that_changed_counts_what_rests_on_it(found: Differences) -> None:
    """Two statements rest on line 9."""
    assert thing(found, "fiktivt dokument, linje 9").resting == 2


def test_a_thing_without_an_iri_is_known_again_by_class_and_name(found: Differences) -> None:
    """The midway status is a blank node in both, with another date."""
    (change,) = thing(found, "midtvejsstatus").changes
    assert [value.cell.value for value in (*change.before, *change.after)] == ["2025-12-31", "2026-03-31"]


def test_the_same_is_no_difference() -> None:
    """Blank nodes are named anew at each reading, and yet the same."""
    both = rdf(FOLDER / "udkast.ttl", "a"), rdf(FOLDER / "udkast.ttl", "b")
    assert differences(*both) == Differences((), {}, len(both[0]))


def test_two_versions_with_nothing_in_common_are_refused(tmp_path: Path) -> None:
    """They are no versions of one another."""
    other = tmp_path / "other.ttl"
    other.write_text("<https://example.org/a> <https://example.org/b> 1 .", encoding="utf-8")
    with pytest.raises(UsageError, match="nothing in common: no statement stands in both"):
        differences(rdf(FOLDER / "udkast.ttl"), rdf(other))


def test_a_contested_statement_is_no_plain_one() -> None:
    """It comes as a statement only, and says so."""
    say = rdf(FOLDER / "vedtaget.ttl")
    udsagn = NamedNode(f"{ID}udsagn/udarbejder")
    without = [t for t in say if t.subject != udsagn]
    (one,) = differences(without, say).things
    (change,) = one.changes
    (value,) = change.after
    assert (one.label, value.plain, value.contested_by) == (
        "sundhedssamarbejdsudvalget", False, (place("fiktion-l12"),),
    )  # fmt: skip


def test_a_moved_iri_is_told_where_class_and_name_are_the_same() -> None:
    """An area with another address is no new area; where two share a name, nothing is guessed."""
    a, name = NamedNode(f"{RDF}type"), NamedNode(f"{SKOS}prefLabel")

    def area(slug: str) -> list[Triple]:
        iri, kind = NamedNode(f"{EX}{slug}"), NamedNode(f"{AFT}Indsatsomraade")
        return [Triple(iri, a, kind), Triple(iri, name, Literal("psykiatri", language="da"))]

    shared = [Triple(NamedNode(f"{EX}x"), name, Literal("x"))]
    assert differences([*shared, *area("en")], [*shared, *area("to")]).things == ()
    doubtful = differences([*shared, *area("en")], [*shared, *area("to"), *area("tre")])
    assert [(each.iri.removeprefix(EX), each.state) for each in doubtful.things] == [
        ("en", GONE), ("to", NEW), ("tre", NEW),
    ]  # fmt: skip


_THINGS = st.sampled_from([NamedNode(f"{EX}{letter}") for letter in "abcde"])
_PROPERTIES = st.sampled_from([NamedNode(f"{AFT}{name}") for name in ("harIndikator", "antal", "udloebsdato")])
_VALUES = st.one_of(_THINGS, st.sampled_from([Literal("1"), Literal("x", language="da")]))
_GRAPHS = st.frozensets(st.builds(Triple, _THINGS, _PROPERTIES, _VALUES), max_size=20)
_COMMON = Triple(NamedNode(f"{EX}z"), NamedNode(f"{AFT}antal"), Literal("0"))


@settings(max_examples=50, derandomize=True, deadline=None)
@given(_GRAPHS, _GRAPHS)
def test_all_that_differs_is_told_and_nothing_else(old: frozenset[Triple], new: frozenset[Triple]) -> None:
    """The same as SPARQL finds in one graph and not in the other."""
    first, second = old | {_COMMON}, new | {_COMMON}
    told = differences(first, second)
    pairs = ((first, OLD), (second, NEWER))
    store = Store(Quad(t.subject, t.predicate, t.object, graph) for triples, graph in pairs for t in triples)
    for here, there, side in ((OLD, NEWER, "before"), (NEWER, OLD, "after")):
        rows = store.select(
            f"SELECT ?s ?p ?o WHERE {{ GRAPH {here} {{ ?s ?p ?o }} "
            f"FILTER NOT EXISTS {{ GRAPH {there} {{ ?s ?p ?o }} }} }}"
        ).rows
        wanted = {(s.value, p.value, o) for s, p, o in rows if s and p and o}
        said = [
            (each.iri, change.property_iri, value.cell)
            for each in told.things
            for change in each.changes
            for value in getattr(change, side)
        ]
        assert len(said) == len(set(said))
        assert set(said) == wanted
    assert told.same == len(first & second)


_SAID = st.dictionaries(
    st.tuples(st.builds(Triple, _THINGS, _PROPERTIES, _VALUES), st.sampled_from(["p1", "p2", "p3"])),
    st.sampled_from(["fremgaar", "udledt"]),
    max_size=12,
)


def stated(said: dict[tuple[Triple, str], str]) -> list[Triple]:
    """Plain triples with their statements, as the build makes them: one for each triple and place."""
    found = [_COMMON]
    for (triple, where), ground in said.items():
        me = NamedNode(mint_hashed("udsagn", str(triple), where))
        parts = (
            ("type", NamedNode(f"{AFT}Udsagn")), ("subject", triple.subject), ("predicate", triple.predicate),
            ("object", triple.object),
        )  # fmt: skip
        found += [triple, *(Triple(me, NamedNode(RDF + name), value) for name, value in parts)]
        found += [Triple(me, NamedNode(f"{AFT}grundlag"), NamedNode(AFT + ground))]
        found += [Triple(me, NamedNode(f"{AFT}kildehenvisning"), NamedNode(place(where)))]
    return found


def asked(triples: list[Triple]) -> dict[tuple[str, str, Cell], set[tuple[str, str]]]:
    """The ground and place of each statement, by its triple, asked by SPARQL."""
    rows = Store(Quad(t.subject, t.predicate, t.object) for t in triples).select(
        "SELECT ?s ?p ?o ?g ?k WHERE { ?u rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; aft:grundlag ?g ;"
        " aft:kildehenvisning ?k }"
    )
    found: dict[tuple[str, str, Cell], set[tuple[str, str]]] = {}
    for s, p, o, g, k in rows.rows:
        if s and p and o and g and k:
            found.setdefault((s.value, p.value, o), set()).add((g.value.removeprefix(AFT), k.value))
    return found


def rests(supports: tuple[Support, ...]) -> set[tuple[str, str]]:
    """Ground and place of each."""
    return {(support.ground, support.place) for support in supports}


@settings(max_examples=50, derandomize=True, deadline=None)
@given(_SAID, _SAID)
def test_what_rests_on_what_is_told_as_sparql_finds_it(
    old: dict[tuple[Triple, str], str], new: dict[tuple[Triple, str], str]
) -> None:
    """Of what one version only says, all it rests on; of what both say, what only one of them rests it on."""
    first, second = stated(old), stated(new)
    there, here = asked(first), asked(second)
    told = differences(first, second).things
    said = {
        (each.iri, change.property_iri, value.cell): rests(value.supports)
        for each in told
        for change in each.changes
        for value in (*change.before, *change.after)
    }
    assert said == {key: there.get(key) or here[key] for key in there.keys() ^ here.keys()}
    restated = {
        (each.iri, one.property_iri, one.cell): (rests(one.before), rests(one.after))
        for each in told
        for one in each.restated
    }
    both = {key: (there[key] - here[key], here[key] - there[key]) for key in there.keys() & here.keys()}
    assert restated == {key: pair for key, pair in both.items() if any(pair)}


@settings(max_examples=50, derandomize=True, deadline=None)
@given(_GRAPHS, _GRAPHS)
def test_the_other_way_round_tells_the_reverse(old: frozenset[Triple], new: frozenset[Triple]) -> None:
    """What was new is gone, what came went."""
    there, back = differences(old | {_COMMON}, new | {_COMMON}), differences(new | {_COMMON}, old | {_COMMON})
    turned = {NEW: GONE, GONE: NEW, CHANGED: CHANGED}
    assert [(each.iri, turned[each.state]) for each in there.things] == [(each.iri, each.state) for each in back.things]
    assert [[(c.before, c.after) for c in each.changes] for each in there.things] == [
        [(c.after, c.before) for c in each.changes] for each in back.things
    ]
