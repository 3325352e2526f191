"""The form: one table of columns, from which it is written and read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from aftalegraf.assets import assets
from aftalegraf.choices import Choices
from aftalegraf.form import DECLARED, EXAMPLE, Column, Sheet, form
from aftalegraf.graph import build, schema_of
from aftalegraf.intake import HELP, LISTS, take_in
from aftalegraf.namespaces import AFT, REUSED_RANGES
from aftalegraf.template import template
from aftalegraf.world import World
from tests.filled import Rows, fill

COLUMNS = [(sheet, column) for sheet in form() for column in sheet.columns]
KINDS = {
    "name", "text", "date", "whole number", "times", "yes or no", "yes to agreement", "thing", "class", "sheet",
}  # fmt: skip


def test_the_sheets_stand_in_the_order_of_the_work() -> None:
    """The agreement first, what is declared last."""
    assert [sheet.name for sheet in form()] == [
        "Aftale", "Visioner", "Indsatsområder", "Målsætninger", "Indikatorer", "Opfølgning", "Fora", "Sammensætning",
        "Råd", "Vedtagelser", "Samarbejdsaftaler", "Delelementer", "Planer", "Oplyst",
    ]  # fmt: skip
    assert len(COLUMNS) >= 80


def test_every_property_and_class_is_of_the_ontology() -> None:
    """A column that says what the ontology does not know would be lost."""
    schema = schema_of(build(assets()).ontology)
    properties = schema.ranges.keys() | REUSED_RANGES.keys() | {"http://www.w3.org/2004/02/skos/core#prefLabel"}
    for sheet, column in COLUMNS:
        assert column.predicate in properties or sheet.name == DECLARED, (sheet.name, column.heading)
        assert column.kind in KINDS, column.heading
        for class_iri in column.classes:
            assert class_iri in schema.classes, (column.heading, class_iri)
    for sheet in form()[:-1]:
        assert sheet.class_iri in schema.classes or not sheet.class_iri.startswith(AFT), sheet.name
        assert not sheet.link or sheet.link in properties, sheet.name


def test_headings_are_told_apart_and_explained_in_both_languages() -> None:
    """Within a sheet no heading stands twice; each sheet of things has one name."""
    for sheet in form():
        assert len(set(sheet.headings)) == len(sheet.headings), sheet.name
        assert sheet.help["da"]
        assert sheet.help["en"]
        assert sum(column.kind == "name" for column in sheet.columns) == (sheet.name != DECLARED), sheet.name
        assert not sheet.unless or sheet.unless in sheet.headings
    for _, column in COLUMNS:
        assert column.help["da"].endswith((".", "?")), column.heading
        assert column.help["en"].endswith((".", "?")), column.heading
        assert column.heading_en


def test_every_choice_leads_somewhere(world: World) -> None:
    """A list of the graph has values, a list of rows is a sheet of the form."""
    choices = Choices(world)
    names = {sheet.name for sheet in form()}
    for _, column in COLUMNS:
        if column.kind not in ("thing", "class"):
            continue
        sources = choices.of(column)
        assert sources, column.heading
        for source in sources:
            assert source.sheet in names if source.sheet else source.values or source.makes, column.heading


def test_the_form_is_written_the_same_every_time(world: World) -> None:
    """Same graph, same bytes: no hour in it."""
    assert template(world) == template(world)


def test_the_form_has_a_sheet_for_each_of_the_table(world: World) -> None:
    """Help first, then the sheets with their headings, the lists hidden."""
    book = load_workbook(io.BytesIO(template(world)))
    assert book.sheetnames == [HELP, *(sheet.name for sheet in form()), LISTS]
    assert book[LISTS].sheet_state == "hidden"
    for sheet in form():
        page = book[sheet.name]
        assert tuple(cell.value for cell in page[1]) == sheet.headings
        assert str(page["A2"].value).startswith(EXAMPLE)
        assert all(page.cell(1, number).comment for number in range(1, len(sheet.headings) + 1))


def test_lists_are_offered_where_the_table_has_them(world: World) -> None:
    """Region is strict, parties (several in a cell) and data sources (new ones) are only offered."""
    book = load_workbook(io.BytesIO(template(world)))
    offered = {
        (sheet.title, str(rule.sqref)): (rule.formula1, bool(rule.showErrorMessage))
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
    }
    region = offered["Aftale", "B3:B501"]
    assert region[1] is True
    listed = [cell.value for (cell,) in book[LISTS][region[0].removeprefix(f"{LISTS}!")]]
    assert "Region Syddanmark" in listed
    assert offered["Aftale", "D3:D501"][1] is False
    assert offered["Målsætninger", "B3:B501"] == ("'Indsatsområder'!$A$2:$A$501", True)
    assert offered["Sammensætning", "A3:A501"] == ("'Fora'!$A$2:$A$501", True)
    assert offered["Delelementer", "A3:A501"] == ("'Samarbejdsaftaler'!$A$2:$A$501", True)


def _real(sheet: Sheet, column: Column) -> str:
    """An example as it would stand in a real form."""
    return (
        "Råd" if sheet.name == DECLARED and column.kind == "sheet" else column.example.replace("Eksempel", "Sjælland")
    )


def test_the_examples_are_right(world: World, tmp_path: Path) -> None:
    """Taken seriously they make a form without a problem; as they stand they are not read."""
    path = tmp_path / "form.xlsx"
    path.write_bytes(template(world))
    rows: Rows = {
        sheet.name: [{column.heading: _real(sheet, column) for column in sheet.columns if column.example}]
        for sheet in form()
    }
    taken = take_in(lambda: world, [fill(path, tmp_path / "filled.xlsx", rows)])
    assert len(taken.places) == len(form()) - 1
    assert not any(EXAMPLE in str(triple) for triple in taken.triples)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_help_names_every_column(world: World, language: str) -> None:
    """In Danish and in English."""
    page = load_workbook(io.BytesIO(template(world)))[HELP]
    said = {(row[0], row[1]) for row in page.iter_rows(values_only=True)}
    for sheet, column in COLUMNS:
        pair = (sheet.name, column.heading) if language == "da" else (sheet.name_en, column.heading_en)
        assert pair in said
