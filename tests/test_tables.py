"""The tables of the goals hold what the pages hold, and say themselves what they are."""

from __future__ import annotations

from aftalegraf.branches import tree
from aftalegraf.goal_views import view
from aftalegraf.namespaces import ID
from aftalegraf.tables import Table, about, as_csv, as_workbook, thread_tables, tree_tables
from aftalegraf.workbook import read
from aftalegraf.world import World

MIDT = f"{ID}sundhedsaftale/agr-midt-2019-2023"


def test_the_tree_has_a_row_for_each_thing(world: World) -> None:
    """With its level, what it hangs under and on what ground."""
    (table,) = tree_tables(tree(world, MIDT))
    assert len(table.rows) == 37
    assert table.rows[7] == (
        2, "målsætning", "Vi vil nedbringe antallet af dagligrygere i Region Midtjylland",
        "Fælles investering i forebyggelse", "fremgår af kilden", "obj-midt-rygning",
    )  # fmt: skip


def test_each_link_has_its_ground_and_its_place_or_its_reason(world: World) -> None:
    """29 links, 2 missing; what the editors added has no place but says why."""
    links, missing = thread_tables(world, view(world, MIDT, "redaktionel", "en").thread, "en")
    assert (len(links.rows), len(missing.rows)) == (29, 2)
    assert all(row[6] or row[7] for row in links.rows)
    assert {row[4] for row in links.rows} == {"stated in the source", "our reading", "added by the editors"}
    assert {row[2] for row in missing.rows} == {"has an asterisk, but the national indicator is not listed"}


def test_a_file_says_what_it_is(world: World) -> None:
    """Unofficial first; what is empty is left out."""
    found = view(world, MIDT, "udledt", "da")
    head = about(found.about("x"))
    assert [row[0] for row in head.rows] == ["Uofficielt værktøj", "Aftale", "Grundlag", "Kan ikke afgøres"]


def test_an_empty_table_still_says_what_it_is() -> None:
    """One row with the note alone."""
    assert as_csv(Table("t", ("a", "b"), ()), "Uofficielt").decode("utf-8-sig").splitlines()[1] == ";;Uofficielt"


def test_a_workbook_holds_any_label_and_is_the_same_every_time() -> None:
    """Formulas are text, control characters are left out, names of sheets are shortened."""
    tables = [Table("a/b:" + "c" * 40, ("=1", "x"), (("=cmd|'/c calc'!A1", "\x00y" * 40_000),))]
    content = as_workbook(tables)
    assert content == as_workbook(tables)
    (sheet,) = read(content, "x.xlsx")
    assert (sheet.title[:4], len(sheet.title)) == ("a b ", 31)
    assert {cell.kind for row in sheet.rows.values() for cell in row.values()} == {"text"}
    assert len(sheet.rows[2][2].text) == 32_767
