"""Each row of an answer shows the statements it rests on, and no others."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import pytest

from aftalegraf.answers import answer, slug
from aftalegraf.cells import Cell, Rows
from aftalegraf.evidence import Support, evidence
from aftalegraf.namespaces import ID
from aftalegraf.world import World, open_world
from tests.made_up import add, question


def supports(world: World, question: str, **given: str) -> list[list[tuple[str, str]]]:
    """For each row its grounds and the ids of the places."""
    return shown(evidence(world, answer(world, question, given)))


def shown(found: tuple[tuple[Support, ...], ...]) -> list[list[tuple[str, str]]]:
    """Grounds and the ids of the places, each once a row."""
    return [list(dict.fromkeys((s.ground, slug(s.place)) for s in row)) for row in found]


def parts(world: World, support: Support) -> tuple[str, str, str]:
    """Subject, property and object of the statement of a support; its ground and place are the ones in the graph."""
    ((s, p, o, g, k),) = world.store.select(
        f"""SELECT ?s ?p ?o ?g ?k WHERE {{ <{support.statement}> a aft:Udsagn ; rdf:subject ?s ; rdf:predicate ?p ;
          rdf:object ?o ; aft:grundlag ?g OPTIONAL {{ <{support.statement}> aft:kildehenvisning ?k }} }}"""
    ).rows
    assert s
    assert p
    assert o
    assert g
    assert (slug(g.value).split("#")[1], k.value if k else "") == (support.ground, support.place)
    return slug(s.value), slug(p.value).split("#")[-1], slug(o.value)


def test_the_flagship_rests_on_eight_statements_a_row(world: World) -> None:
    """Three of the placement by the editors, three of the asterisk as we read it, two stated links."""
    answered = answer(world, "indikatorer-for-nationalt-maal", {"maal": "ng-forloeb", "grundlag": "redaktionel"})
    rows = evidence(world, answered)
    assert len(rows) == 3
    for row in rows:
        assert sorted(parts(world, support)[1] for support in row) == [
            "harIndikator", "harMaalsaetning", "indplaceretUnder", "indplaceringAf", "sammenfaldFor", "sammenfaldMed",
            "sammenfaldsgrad", "sikkerhed",
        ]  # fmt: skip
        assert len({support.statement for support in row}) == 8
        assert [s.place for s in row if s.ground == "redaktionel"] == [""] * 3


def test_every_statement_is_one_between_what_the_row_is_made_of(world: World) -> None:
    """For every question: one end at least is in the row; only a collection stands between two that are not."""
    checked = 0
    for name, asked in world.questions.items():
        if any(parameter.required for parameter in asked.parameters):
            continue
        answered = answer(world, name, {"grundlag": "redaktionel"})
        for row, found in zip(answered.rows.rows, evidence(world, answered), strict=True):
            cells = {slug(cell.value) for cell in row if cell}
            for support in found:
                if not world.store.ask(f"ASK {{ <{support.statement}> a aft:Udsagn }}"):
                    continue  # an observation, which is its own evidence
                subject, _, value = parts(world, support)
                assert {subject, value} & cells or name == "nationale-indikatorer-fulgt", (name, support)
                checked += 1
    assert checked > 200


def test_what_is_missing_rests_on_the_place_that_shows_it(world: World) -> None:
    """The lost picture stood at line 193, not where the agreement is named."""
    rows = supports(world, "hvad-mangler-i-kilderne")
    assert [("udledt", "000-l193")] in rows
    assert all(rows)


def test_a_thing_that_stands_alone_rests_on_what_the_question_asks_of_it(world: World) -> None:
    """A principle on the place that makes it one."""
    assert [("fremgaar", "000-l153")] in supports(world, "principper-i-aftale")


def test_a_row_that_names_a_property_rests_on_that_one(world: World) -> None:
    """A party on the line that makes it a party, a sender on the back page; a count on the lines that give it."""
    rows = supports(world, "parter-i-aftale", aftale="agr-midt-2019-2023")
    count = [("fremgaar", "000-l132.3"), ("fremgaar", "000-l346-347"), ("fremgaar", "004-l166")]
    assert rows[0] == [("fremgaar", "000-l347")]
    assert rows[2] == [("fremgaar", "000-l346.2")]
    assert rows[4] == [("fremgaar", "000-l45.2")]
    assert sorted(rows[3]) == sorted([*count, ("fremgaar", "000-l45.2")])


def test_a_value_rests_on_the_place_that_gives_it(world: World) -> None:
    """The date of the midway status, its forum and its recipient."""
    first, *_ = supports(world, "frister-og-status", aftale="agr-midt-2019-2023")
    assert {place for _, place in first} >= {"000-l316"}


def test_what_is_not_there_rests_on_nothing(world: World) -> None:
    """An objective without a target group rests on nothing; the three with one rest on the place that gives it."""
    rows = supports(world, "maalgrupper", aftale="agr-midt-2019-2023")
    assert len(rows) - rows.count([]) == 3


def test_rows_that_hold_their_sources_are_given_none(world: World) -> None:
    """They show them already."""
    rows = supports(world, "omstridte-udsagn")
    assert len(rows) >= 2
    assert not any(rows)


def replaced(world: World, question: str, ground: str, **iris: str) -> list[list[tuple[str, str]]]:
    """The support of a row of these things by column, as an answer to a question."""
    answered = answer(world, question, {"grundlag": ground})
    cells = tuple(Cell("iri", f"{ID}{iri}") for iri in iris.values())
    return shown(evidence(world, dataclasses.replace(answered, rows=Rows(tuple(iris), (cells,)))))


def test_a_contested_statement_supports_nothing(world: World) -> None:
    """That general practice is a party is said and contradicted; that the region is one is not."""
    agreement = "sundhedsaftale/agr-midt-2019-2023"
    assert replaced(world, "parter-i-aftale", "redaktionel", aftale=agreement, aktoer="aktoer/act-almen-praksis") == [
        []
    ]
    stated = replaced(world, "parter-i-aftale", "redaktionel", aftale=agreement, aktoer="region/act-region-midt")
    assert ("fremgaar", "000-l45.2") in stated[0]


def test_another_link_between_the_same_things_supports_nothing(world: World) -> None:
    """The agreement says other things of general practice, which this question does not ask for."""
    pair = {"aftale": "sundhedsaftale/agr-midt-2019-2023", "princip": "aktoer/act-almen-praksis"}
    assert replaced(world, "principper-i-aftale", "redaktionel", **pair) == [[]]


def test_a_statement_beyond_the_ground_supports_nothing(world: World) -> None:
    """Which national indicator an asterisk means is our reading."""
    pair = {"indikator": "indikator/ind-midt-genindl-somatik", "nationalIndikator": "nationalindikator/ni-genindl"}
    assert replaced(world, "sammenfald-med-nationale-indikatorer", "fremgaar", **pair) == [[]]
    both = [("fremgaar", "000-l296"), ("udledt", "000-l296")]
    assert [sorted(row) for row in replaced(world, "sammenfald-med-nationale-indikatorer", "udledt", **pair)] == [both]


def made_up(files: Path, where: str, select: str) -> tuple[World, list[list[Support]]]:
    """The support of the rows of a question of one's own."""
    world = open_world(question(files, where, select=select))
    return world, [list(row) for row in evidence(world, answer(world, "opdigtet", {}))]


TRANSFERS = """
o1 aft:overdragetOpgave tsk-kly-1
o1 aft:overdragetFra for-sku-midt
o1 aft:overdragetTil for-ssg-midt
o2 aft:overdragetOpgave tsk-kly-2
o2 aft:overdragetFra for-sku-midt
o2 aft:overdragetTil for-ssg-midt
"""
ADDED = f"VALUES ?n {{ <{ID}opgaveoverdragelse/o1> <{ID}opgaveoverdragelse/o2> }}"
TERMS = """
aft:Opgaveoverdragelse a owl:Class .
aft:overdragetOpgave a owl:ObjectProperty . aft:overdragetFra a owl:ObjectProperty .
aft:overdragetTil a owl:ObjectProperty .
"""


def test_a_node_between_any_ends_brings_its_own_statements_and_no_others(files: Path) -> None:
    """Two transfers between the same forums: each row rests on the one it came from."""
    add(files, "o1 aft:Opgaveoverdragelse et\no2 aft:Opgaveoverdragelse to", TRANSFERS, TERMS)
    where = f"{ADDED} ?n aft:overdragetOpgave ?o ; aft:overdragetFra ?a ; aft:overdragetTil ?b"
    world, rows = made_up(files, where, "?o ?a ?b")
    assert [sorted(parts(world, support) for support in row) for row in rows] == [
        [
            (node, "overdragetFra", "for-sku-midt"),
            (node, "overdragetOpgave", task),
            (node, "overdragetTil", "for-ssg-midt"),
        ]
        for node, task in (("o1", "tsk-kly-1"), ("o2", "tsk-kly-2"))
    ]


def test_a_row_that_two_nodes_give_rests_on_both(files: Path) -> None:
    """The forums alone: all that says so."""
    add(files, "o1 aft:Opgaveoverdragelse et\no2 aft:Opgaveoverdragelse to", TRANSFERS, TERMS)
    where = f"{ADDED} ?n aft:overdragetFra ?a ; aft:overdragetTil ?b"
    world, rows = made_up(files, where, "?a ?b")
    assert [{parts(world, support)[0] for support in row} for row in rows] == [{"o1", "o2"}] * 2


def test_a_row_that_names_a_class_rests_on_what_links_its_things(files: Path) -> None:
    """A class in a cell is no property: it does not narrow the statements."""
    where = "?a aft:harIndikator ?b BIND (aft:Indikator AS ?slags) ?b a ?slags"
    world, rows = made_up(files, where, "?a ?slags ?b")
    assert len(rows) == 10
    assert {parts(world, support)[1] for row in rows for support in row} == {"harIndikator"}


OBSERVATION = """@prefix qb: <http://purl.org/linked-data/cube#> . @prefix aft: <https://w3id.org/aftalegraf/ns#> .
<https://w3id.org/aftalegraf/id/observation/x1> a qb:Observation ; aft:grundlag aft:fremgaar ; aft:maalt 13.8 ;
  aft:kildehenvisning <https://w3id.org/aftalegraf/id/kildehenvisning/000-l62> .
<https://w3id.org/aftalegraf/id/observation/x2> a qb:Observation ; aft:grundlag aft:redaktionel ; aft:maalt 14.8 .
"""


@pytest.mark.parametrize("select", ["?x ?v", "?v"])
def test_an_observation_is_its_own_evidence(files: Path, select: str) -> None:
    """It carries ground and source itself, shown or not, and keeps to the ground chosen."""
    (files / "data/opdigtet.ttl").write_text(OBSERVATION, encoding="utf-8")
    _, rows = made_up(files, "?x a qb:Observation ; aft:maalt ?v", select)
    place = f"{ID}kildehenvisning/000-l62"
    assert rows == [[Support("fremgaar", place, f"{ID}observation/x1")], []]


def test_the_evidence_of_many_rows_is_found_fast(files: Path) -> None:
    """400 objectives without a target group, which no statement supports, and as many with an indicator."""
    numbers = range(400)
    things = (f"obj-{n} aft:Maalsaetning mål {n}\nind-{n} aft:Indikator indikator {n}" for n in numbers)
    links = (f"foc-midt-aeldre aft:harMaalsaetning obj-{n}\nobj-{n} aft:harIndikator ind-{n}" for n in numbers)
    world = open_world(add(files, "\n".join(things), "\n".join(links)))
    for name, least in (("maalgrupper", 3), ("indikatorer-i-indsatsomraade", 800)):
        answered = answer(world, name, {})
        assert len(answered.rows.rows) > 400
        start = time.process_time()
        assert sum(map(len, evidence(world, answered))) >= least
        assert time.process_time() - start < 1
