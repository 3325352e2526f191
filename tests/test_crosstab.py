"""The six tables on the real data, counted against the documents, and against SPARQL on chains of any form."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from aftalegraf.answers import slug
from aftalegraf.coverage import provisions
from aftalegraf.crosstab import DATA, DUTIES, GOALS, MEASURES, NAMES, RULES, TASKS, Sources, Table, crosstab, sources
from aftalegraf.crosstab_files import ways_csv
from aftalegraf.crosstab_view import apart, crosstab_data, crosstab_text, mark, totals, ways_text
from aftalegraf.namespaces import ID
from aftalegraf.statements import GROUNDS
from aftalegraf.trace_commands import TABLES
from aftalegraf.workbook import read
from aftalegraf.world import World
from tests.chain_worlds import AGREEMENT, Triple, chain_worlds, world_of
from tests.test_cli import refused, run

MIDT, SYD = (f"{ID}sundhedsaftale/agr-{name}" for name in ("midt-2019-2023", "syd-2024-2027"))


@pytest.fixture(scope="module")
def known(world: World) -> Sources:
    """What the tables are made of, from the project's own data."""
    return sources(world, provisions(world))


def slugs(table: Table) -> dict[str, list[str]]:
    """The columns that each row is linked to, by id."""
    found: dict[str, list[str]] = {slug(row): [] for row in table.rows}
    for row, column in table.cells:
        found[slug(row)].append(slug(column))
    return found


def test_no_objective_is_tied_to_a_goal_by_the_documents(world: World, known: Sources) -> None:
    """000 line 193, 002 line 301: by default no cell is filled, and none is said to be empty."""
    table = crosstab(known, GOALS, [MIDT, SYD], "udledt")
    assert (len(table.rows), len(table.columns), len(table.cells)) == (12, 8, 0)
    assert {mark(table, row, column) for row in table.rows for column in table.columns} == {"?"}
    assert crosstab_text(world, table).count("overbliksbilledet mangler") == 1


def test_the_editors_placements_fill_three_cells(known: Sources) -> None:
    """Four ways: by two indicators to goal 1 and one to goal 7 for psychiatry, by one to goal 1 for the acute."""
    table = crosstab(known, GOALS, [MIDT], "redaktionel")
    assert {(slug(a), slug(b)): (len(cell.ways), cell.ground) for (a, b), cell in table.cells.items()} == {
        ("obj-midt-akut", "ng-forloeb"): (1, "redaktionel"),
        ("obj-midt-svaer-psyk", "ng-forloeb"): (2, "redaktionel"),
        ("obj-midt-svaer-psyk", "ng-leveaar"): (1, "redaktionel"),
    }
    assert {slug(goal): number for goal, number in table.by_column.items() if number} == {
        "ng-forloeb": 2, "ng-leveaar": 1,
    }  # fmt: skip


def test_each_indicator_stands_under_its_objective(known: Sources) -> None:
    """000 lines 239-267 and 002 lines 249-296: ten and nine, each under one."""
    for agreement, number in ((MIDT, 10), (SYD, 9)):
        table = crosstab(known, MEASURES, [agreement], "fremgaar")
        assert len(table.cells) == number
        assert set(table.by_row.values()) == {1}


def test_a_data_source_is_stated_for_the_objective_not_for_the_measuring_point(known: Sources) -> None:
    """002 lines 251-301: of 46 pairs the supplement states three; in 000 LUP and the well-being data are stated."""
    table = crosstab(known, DATA, [SYD], "udledt")
    assert (len(table.rows), len(table.columns), len(table.cells)) == (13, 13, 46)
    own = {(slug(a), slug(b)) for (a, b), cell in table.cells.items() if cell.whole}
    assert own == {("ds-8-nationale-maal", f"mea-syd-{name}") for name in ("somatisk-arb", "psykisk-arb", "ungdomsudd")}
    lines = {251: 4, 252: 2, 266: 5, 279: 6 * 2, 280: 2, 281: 3 * 2, 295: 3 * 3, 296: 3 * 2}
    assert len(table.cells) == sum(lines.values())
    assert {cell.ground for cell in table.cells.values() if not cell.whole} == {"udledt"}
    stated = crosstab(known, DATA, [SYD], "fremgaar")
    assert (len(stated.rows), len(stated.columns)) == (13, 13)
    assert {(slug(a), slug(b)) for a, b in stated.cells} == own
    said = "For 10 af de 13 ting, der måles eller følges, er datakilden angivet for målsætningen eller visionen."
    assert apart(table, "da").startswith(said)
    assert apart(stated, "da") == apart(table, "da")
    midt = crosstab(known, DATA, [MIDT], "fremgaar")
    assert apart(midt, "da") == ""
    assert slugs(midt) == {"ds-lup": ["ind-midt-lup"], "ds-kommunale-trivselsdata": ["dev-midt-trivselsdata"]}
    assert all(cell.whole for cell in midt.cells.values())


def test_what_may_supplement_says_so(known: Sources) -> None:
    """002 line 273: four data sources can supplement the follow-up on transitions; the activities are a part of it."""
    table = crosstab(known, DATA, [SYD], "udledt")
    roles = {slug(a): cell.ways[0][-1].notes for (a, b), cell in table.cells.items() if slug(b) == "qm-syd-overgange"}
    assert {name: slug(notes[0][1].value).partition("#")[2] for name, notes in roles.items() if notes} == {
        "ds-8-nationale-maal": "kanSupplere", "ds-lup": "kanSupplere", "ds-kronikerhonorar": "kanSupplere",
        "ds-sundhedsdata-paa-tvaers": "kanSupplere", "ds-aktiviteter": "indgaar",
    }  # fmt: skip


def test_the_forums_have_the_tasks_of_the_documents(known: Sources) -> None:
    """002 lines 73, 100-105 and 167: eight tasks of the committee; lines 109 and 119-127: ten of the steering group.

    One more, of line 82, is contested: it is shown and not counted. What 000 writes as Sundhedsstyrelsen in lines
    327-335 is our reading.
    """
    table, stated = (crosstab(known, TASKS, [], ground) for ground in ("udledt", "fremgaar"))
    numbers, before = ({slug(row): n for row, n in each.by_row.items()} for each in (table, stated))
    assert (numbers["for-ssu-syd"], numbers["for-sss-syd"], numbers["for-klynger-syd"]) == (8, 10, 4)
    assert {slug(column): n for column, n in table.by_column.items() if n != 1} == {"tsk-ssu-0": 0}
    ((pair, cell),) = table.contested.items()
    assert (*map(slug, pair), mark(table, *pair)) == ("for-ssu-syd", "tsk-ssu-0", "!")
    assert [slug(place) for place in cell.ways[0][0].against] == ["002-l80.7", "003-l293.2"]
    changed = {name for name, n in numbers.items() if before[name] != n}
    assert changed <= {"for-ssg-midt", "for-sekretariat-midt", "for-arbejdsgrupper-midt", "for-klyngesekretariat-syd"}


def test_what_is_contested_is_told_with_both_sources_in_every_form(world: World, known: Sources) -> None:
    """Never as a task without a forum: as text, as data and in files."""
    table = crosstab(known, TASKS, [], "udledt")
    text = " ".join(crosstab_text(world, table).split())
    assert "! omstridt: én kilde siger det, en anden siger imod; det gælder 1 par og tælles ikke med." in text
    assert "Kolonner uden kobling" not in text
    ((row, column),) = table.contested
    ways = " ".join(ways_text(world, table, row, column).split())
    assert "omstridt; siges imod af administrativt tillæg, Syddanmark 2024, linje 80; udkast" in ways
    (told,) = [cell for cell in crosstab_data(world, table)["cells"] if cell["contested"]]
    assert [slug(place["id"]) for place in told["ways"][0][0]["contested_by"]] == ["002-l80.7", "003-l293.2"]
    (line,) = csv.DictReader(io.StringIO(ways_csv(world, table, row=row, column=column).lstrip("\ufeff")))
    assert line["siges imod af"].startswith("administrativt tillæg, Syddanmark 2024, linje 80; ")


def test_a_duty_is_what_a_provision_says_shall_be_done(known: Sources) -> None:
    """196 provisions say skal; those that bind Midtjylland are its own commitments."""
    table = crosstab(known, DUTIES, [], "udledt")
    assert len(table.columns) == 196
    bound = crosstab(known, DUTIES, [MIDT], "udledt")
    assert all(slug(column).startswith("M") for column in bound.columns)
    assert slugs(bound)["adr-kommunalbestyrelser"] == ["M5-2"]


def test_nobody_is_no_actor(known: Sources) -> None:
    """Where the source does not say who, the duty stands without an actor and is counted apart."""
    for ground in GROUNDS:
        table = crosstab(known, DUTIES, [SYD], ground)
        assert f"{ID}adressat/adr-ikke-angivet" not in table.rows
        assert not [row for row, column in table.cells if column in table.apart]
        assert apart(table, "da") == "For 3 af 38 pligter siger kilden ikke, hvem der har dem."


def test_what_cannot_be_decided_is_no_nought(known: Sources) -> None:
    """000 line 193: a sum over it is ?, or the least that is known; a sum of what is decided is a number."""
    undecided = totals(crosstab(known, GOALS, [MIDT], "udledt"), "da")
    assert {*undecided.by_row.values(), *undecided.by_column.values(), undecided.every} == {"?"}
    partly = totals(crosstab(known, GOALS, [MIDT], "redaktionel"), "da")
    assert sorted(partly.by_row.values()) == ["?", "?", "mindst 1", "mindst 2"]
    assert sorted(set(partly.by_column.values())) == ["?", "mindst 1", "mindst 2"]
    assert partly.every == "mindst 3"
    decided = totals(crosstab(known, DATA, [SYD], "fremgaar"), "da")
    assert ({*decided.by_row.values()}, decided.every) == ({"0", "3"}, "3")


def test_the_tables_do_not_hang_on_the_seed_of_the_hashes() -> None:
    """The same rows, columns and cells in the same order, in two processes that lay out sets differently."""
    script = (
        "from aftalegraf.commands import open_files; from aftalegraf.tracing import Tracing\n"
        "from aftalegraf.crosstab import NAMES\nknown = Tracing(open_files(None))\n"
        "for name in NAMES:\n"
        "    made = known.table(name, '', 'udledt')\n"
        "    print(made.rows, made.columns, list(made.cells.items()), made.apart)"
    )
    told = [
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True,
                       env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert told[0].count(b"\n") == len(NAMES)
    assert told[0] == told[1]


def test_a_provision_has_its_rule_or_the_reason_why_none_tests_it(known: Sources) -> None:
    """370 provisions: 158 with a rule, 15 of them in part; that a rule tests a provision is our reading."""
    table = crosstab(known, RULES, [], "udledt")
    assert (len(table.rows), len(table.cells), len(table.codes)) == (370, 158, 212)
    assert sum(not cell.whole for cell in table.cells.values()) == 15
    assert crosstab(known, RULES, [], "fremgaar").cells == {}


@settings(max_examples=50, derandomize=True, deadline=None)
@given(chain_worlds())
def test_the_pairs_are_those_that_sparql_finds(said: list[tuple[Triple, str]]) -> None:
    """On random chains: an objective has a cell for a goal where a path leads there, as many as the ways."""
    world = world_of(said)
    table = crosstab(sources(world), GOALS, [AGREEMENT], "udledt")
    placed = "^aft:sammenfaldFor/aft:sammenfaldMed|^aft:indplaceringAf/aft:indplaceretUnder"
    steps = f"aft:harMaalsaetning|aft:harIndikator|{placed}"
    rows = world.store.select(
        f"""SELECT DISTINCT ?o ?g WHERE {{ <{AGREEMENT}> aft:harIndsatsomraade/aft:harMaalsaetning+ ?o .
          ?o ({steps})+ ?g . ?g a aft:NationaltMaal }}"""
    ).rows
    assert set(table.cells) == {(o.value, g.value) for o, g in rows if o and g}
    assert all(len(set(cell.ways)) == len(cell.ways) for cell in table.cells.values())
    assert sum(table.by_row.values()) == sum(table.by_column.values()) == len(table.cells)


def test_the_command_shows_the_table_and_what_is_behind_a_cell(tmp_path: Path) -> None:
    """As text, JSON, CSV and Excel."""
    asked = ("trace", "matrix", GOALS, "--grundlag", "redaktionel", "--aftale", "agr-midt-2019-2023")
    assert "4 rækker, 8 kolonner, 3 par med mindst én vej." in run(*asked).stdout
    behind = " ".join(run(*asked, "--row", "obj-midt-akut", "--column", "ng-forloeb").stdout.split())
    assert (
        "Akutte somatiske og psykiatriske genindlæggelser → Bedre sammenhængende patientforløb [ng-forloeb]" in behind
    )
    assert "tilføjet af redaktionen" in behind
    data = json.loads(run(*asked, "--format", "json").stdout)
    assert [row["linked"] for row in data["rows"]] == [0, 1, 0, 2]
    assert all(
        link["sources"] or link["grundlag"] == "redaktionel" for c in data["cells"] for w in c["ways"] for link in w
    )
    grid = list(csv.reader(io.StringIO(run(*asked, "--format", "csv").stdout.removeprefix("\ufeff"))))
    assert grid[-1][:9] == ["i alt", "mindst 2", "?", "?", "?", "?", "?", "mindst 1", "?"]
    file = tmp_path / "tabel.xlsx"
    assert run(*asked, "--format", "xlsx", "-o", str(file)).returncode == 0
    assert [sheet.title for sheet in read(file.read_bytes(), "tabel.xlsx")] == ["Tabel", "Veje", "Om tabellen"]


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_told_in_both_languages(world: World, known: Sources, name: str) -> None:
    """Its counts, and no place of a text left open."""
    for language in ("da", "en"):
        text = crosstab_text(world, crosstab(known, name, [MIDT, SYD] if name != TASKS else [], "udledt"), language)
        assert "{" not in text
        assert ("rækker" if language == "da" else "rows") in text


def test_the_command_offers_every_table() -> None:
    """Written out there, since a command imports no more than it needs."""
    assert TABLES == NAMES


def test_a_mistake_in_a_table_is_told_in_one_message() -> None:
    """An unknown table, row or column gets the nearest; forums belong to no one agreement."""
    assert "Nearest: forum-opgave" in refused(run("trace", "matrix", "forum-opgaver"))
    assert "unknown row 'obj-midt-aku'. Nearest: obj-midt-akut" in refused(
        run("trace", "matrix", GOALS, "--row", "obj-midt-aku")
    )
    assert "leave the agreement out" in refused(run("trace", "matrix", TASKS, "--aftale", "agr-midt-2019-2023"))
