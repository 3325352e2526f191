"""Why one thing does not lead to another, as the documents have it, and on chains of any form."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftalegraf.answers import slug
from aftalegraf.chains import Chains, chains
from aftalegraf.coupling import UNLISTED, UNNAMED, UNSTARRED
from aftalegraf.namespaces import RDF
from aftalegraf.projection import links
from aftalegraf.why_not import Network, WhyNot, network, why_not
from aftalegraf.why_view import outcome, why_text
from aftalegraf.world import World
from tests.chain_worlds import COLUMNS, STEPS, Triple, chain_worlds, thing, world_of
from tests.test_cli import refused, run


@pytest.fixture(scope="module")
def known(world: World) -> Chains:
    """The chains of the project's own data."""
    return chains(world)


@pytest.fixture(scope="module")
def net(world: World, known: Chains) -> Network:
    """All links of the project's own data."""
    return network(links(world), known)


def ask(net: Network, known: Chains, start: str, end: str, ground: str = "udledt") -> WhyNot:
    """Why not, by ids."""
    (first,), (last,) = ([iri for iri in known.things if slug(iri) == name] for name in (start, end))
    return why_not(net, known, first, last, ground)


def way(found: WhyNot) -> list[str]:
    """What the way passes, by id."""
    return [slug(one.target) for one in found.way]


def test_the_way_ends_where_the_placement_is_only_the_editors(net: Network, known: Chains) -> None:
    """000 line 251 with its asterisk, line 294; the placement under goal 1 is in no document."""
    found = ask(net, known, "obj-midt-akut", "ng-forloeb")
    assert way(found) == ["ind-midt-genindl-somatik", "ni-genindl"]
    (missing,) = found.missing
    assert (slug(missing.source), slug(missing.target), missing.link and missing.link.ground) == (
        "ni-genindl", "ng-forloeb", "redaktionel",
    )  # fmt: skip
    assert {slug(one.iri) for one in found.unread} == {"laes-indikatorforklaring", "laes-midt-nationalt-maal"}
    assert outcome(found) == "kanIkkeAfgoeres"
    assert ask(net, known, "obj-midt-akut", "ng-forloeb", "redaktionel").linked


@pytest.mark.parametrize(
    ("start", "last", "cause"),
    [
        ("obj-midt-boern", "ind-midt-buc", UNSTARRED),
        ("obj-midt-rygning", "ind-midt-dagligrygere", UNLISTED),
        ("obj-syd-uddannelse", "mea-syd-ungdomsudd", UNNAMED),
    ],
)
def test_no_national_indicator_is_named_that_no_document_ties(
    net: Network, known: Chains, start: str, last: str, cause: str
) -> None:
    """000 lines 255 and 241, 002 line 301: the way ends at the indicator, and what would come next is told by class."""
    found = ask(net, known, start, "ng-leveaar")
    assert way(found) == [last]
    (missing,) = found.missing
    assert (missing.target, slug(missing.target_class)) == ("", "ns#NationalIndikator")
    assert found.step is not None
    assert found.step.cause == cause
    assert outcome(found) == "kanIkkeAfgoeres"


def test_an_objective_that_is_only_followed_lacks_a_measuring_point(net: Network, known: Chains) -> None:
    """002 line 266: the transitions have a follow-up; the agreement measures by measuring points, not indicators."""
    found = ask(net, known, "obj-syd-overgange", "ng-forloeb")
    classes = [slug(one.target_class).partition("#")[2] for one in found.missing]
    assert classes == ["Maalepunkt", "NationalIndikator", "NationaltMaal"]
    assert slug(found.missing[0].kind).partition("#")[2] == "harMaalepunkt"


def test_a_link_that_the_document_does_not_have_is_missing_not_unknown(net: Network, known: Chains) -> None:
    """000 was read wholly: BUC has no data source there, and the way is followed from the indicator."""
    found = ask(net, known, "ds-lup", "ind-midt-buc")
    assert (found.around, outcome(found)) == (True, "ikkeKoblet")
    assert [(slug(one.source), slug(one.target)) for one in found.missing] == [("ind-midt-buc", "ds-lup")]


def test_what_is_linked_and_what_no_kind_of_link_joins(net: Network, known: Chains) -> None:
    """A way down two steps; a paragraph of the law leads to no goal."""
    assert way(ask(net, known, "foc-midt-aeldre", "ind-midt-lup")) == ["obj-midt-akut", "ind-midt-lup"]
    assert outcome(ask(net, known, "law-205-3", "ng-leveaar")) == "ingenSlags"


def test_a_placement_tells_the_vintage_it_was_seen_in(world: World, net: Network, known: Chains) -> None:
    """The page of 2023 places the indicator; where it stood in 2016, whose names the agreement uses, is not at hand."""
    found = ask(net, known, "ni-uddannelse", "ng-leveaar", "fremgaar")
    told = {language: " ".join(why_text(world, found, language).split()) for language in ("da", "en")}
    assert "indplaceret under (efterprøvet; indplaceret i årgang 2023)" in told["da"]
    assert "placed in vintage 2023)" in told["en"]


def test_the_answer_is_told_in_both_languages(world: World, net: Network, known: Chains) -> None:
    """No place of a text is left open."""
    for language in ("da", "en"):
        text = why_text(world, ask(net, known, "obj-midt-boern", "ng-leveaar"), language)
        assert "{" not in text
        assert ("har ingen asterisk" if language == "da" else "has no asterisk") in text


@settings(max_examples=50, derandomize=True, deadline=None)
@given(chain_worlds(), st.data())
def test_a_way_is_there_where_sparql_finds_one_and_the_missing_link_closes_it(
    said: list[tuple[Triple, str]], data: st.DataObject
) -> None:
    """On random chains: the way is whole at its ground, and one missing link with known ends makes it so."""
    world = world_of(said)
    known = chains(world)
    things = sorted(known.things)
    start, end = data.draw(st.permutations(things))[:2] if len(things) > 1 else (things[0], "")
    if not end:
        return
    found = why_not(network(links(world), known), known, start, end, "udledt")
    down = "aft:harIndsatsomraade|aft:harMaalsaetning|aft:harIndikator"
    steps = f"({down}|^aft:sammenfaldFor/aft:sammenfaldMed|^aft:indplaceringAf/aft:indplaceretUnder)+"
    there = world.store.ask(f"ASK {{ {{ <{start}> {steps} <{end}> }} UNION {{ <{end}> {steps} <{start}> }} }}")
    assert found.linked == there
    begin = end if found.around else start
    assert [one.source for one in found.way] == [begin, *(one.target for one in found.way)][: len(found.way)]
    assert all(one.ground != "redaktionel" for one in found.way)
    ends = [(one.source, one.target) for one in found.missing]
    if len(ends) == 1 and all(ends[0]) and ends[0][0].rsplit("/", 2)[-2] != "sundhedsaftale":
        column = [name.lower() for name in COLUMNS].index(ends[0][0].rsplit("/", 2)[-2])
        closed = world_of([*said, ((ends[0][0], STEPS[column], ends[0][1]), "udledt")])
        again = chains(closed)
        assert why_not(network(links(closed), again), again, start, end, "udledt").linked


def test_a_chain_without_any_link_lacks_each_of_them() -> None:
    """An objective and a goal alone: an indicator, a national indicator and its placement are missing."""
    kinds = {thing(1, 0): "Maalsaetning", thing(4, 0): "NationaltMaal"}
    world = world_of([((iri, f"{RDF}type", kind), "fremgaar") for iri, kind in kinds.items()])
    known = chains(world)
    found = why_not(network(links(world), known), known, thing(1, 0), thing(4, 0), "udledt")
    assert [(slug(one.source), one.target_class.partition("#")[2], slug(one.target)) for one in found.missing] == [
        ("1-0", "Indikator", ""), ("", "NationalIndikator", ""), ("", "NationaltMaal", "4-0"),
    ]  # fmt: skip


def test_the_command_tells_the_way_and_its_mistakes() -> None:
    """As text, JSON and CSV; a name of two things, an unknown one and the same one twice are one message."""
    asked = ("trace", "why", "obj-midt-akut", "ng-kvalitet")
    text = " ".join(run(*asked).stdout.split())
    assert "kan ikke afgøres. Grundlag: det, der fremgår, og vores læsning. Uofficielt værktøj." in text
    assert "overbliksbilledet mangler" in text
    data = json.loads(run(*asked, "--format", "json").stdout)
    assert (data["outcome"], len(data["way"]), len(data["missing"])) == ("kanIkkeAfgoeres", 2, 1)
    table = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout.removeprefix("\ufeff"))))
    assert [row["der er"] for row in table] == ["ja", "ja", "nej"]
    assert "Nearest: obj-midt-akut" in refused(run("trace", "why", "obj-midt-akutt", "ng-kvalitet"))
    said = refused(run("trace", "why", "Overdødelighed ved psykisk sygdom", "ng-kvalitet"))
    assert "ind-midt-overdoed, ni-overdoed" in said
    assert "are one thing" in refused(run("trace", "why", "ng-kvalitet", "ng-kvalitet"))
