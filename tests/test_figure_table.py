"""Areas by periods: groups, joints, notes, targets and order."""

from __future__ import annotations

from decimal import Decimal

from aftalegraf.figure_choice import choose
from aftalegraf.figure_table import View, view
from aftalegraf.figures import cube
from aftalegraf.geography import municipalities, places
from aftalegraf.namespaces import ID
from aftalegraf.world import World


def shown(world: World, measure: str, *wanted: str, years: tuple[str, str] = ("", ""), order: str = "") -> View:
    """The view of a measure for ids of places."""
    known = places(world)
    choice = choose(known, municipalities(world), wanted, years, order)
    return view(world, cube(world)[f"{ID}maaleindikator/{measure}"], known, choice)


def row(found: View, area: str) -> dict[str, list[tuple[Decimal, int]]]:
    """The figures of an area with their runs, by period."""
    one = next(row for group in found.groups for row in group.rows if row.area.endswith(area))
    periods = [period.iri.rsplit("/", 1)[-1] for period in found.periods]
    cells = zip(periods, one.cells, strict=True)
    return {period: [(cell.figure.value, cell.run) for cell in of] for period, of in cells if of}


def test_a_health_council_is_shown_as_its_municipalities_beside_its_region(world: World) -> None:
    """Nothing is averaged: the council has no row of its own, the region and the country have the sources' figures."""
    found = shown(world, "maa-ryger-dagligt", "sundhedsraad-fyn")
    assert [(group.kind, len(group.rows)) for group in found.groups] == [("own", 2), ("place", 10)]
    assert [world.label(one.area) for one in found.groups[0].rows] == ["Danmark", "Region Syddanmark"]
    assert [target.value for target in found.targets] == [Decimal(13)]


def test_no_target_is_lent_to_another_region(world: World) -> None:
    """Region Midtjylland's councils have none in the documents."""
    assert shown(world, "maa-ryger-dagligt", "sundhedsraad-horsens").targets == ()


def test_figures_are_joined_within_a_data_set_and_never_over_a_break(world: World) -> None:
    """Region Midtjylland: 2001 from one source, 2006 and 2010 from another with a break, 2017 and 2021 from a third."""
    midt = row(shown(world, "maa-ryger-dagligt"), "act-region-midt")
    runs = [run for cells in midt.values() for _, run in cells]
    assert list(midt) == ["2001", "2006", "2010", "2017", "2021"]
    assert len(set(runs[:3])) == 3
    assert runs[3] == runs[4]
    assert runs[3] not in runs[:3]


def test_a_caveat_that_a_whole_column_shares_is_said_once(world: World) -> None:
    """The round of 2021 was taken during covid-19; the doubts of the region's figures stand at the figures."""
    found = shown(world, "maa-ryger-dagligt", "sundhedsraad-fyn")
    names = [world.label(note.iri) for note in found.notes]
    columns = dict(zip([p.years[0] for p in found.periods], found.column_notes, strict=True))
    assert [names[n - 1] for n in columns[2021]] == ["indsamlet under covid-19"]
    assert columns[2023] == ()
    own = {c.figure.period.years[0]: c.caveats for cells in found.groups[0].rows[1].cells for c in cells}
    assert [names[n - 1] for n in own[2023]] == ["»knap 13 procent«", "lille midtvejsundersøgelse"]


def test_rows_follow_the_order_asked_for(world: World) -> None:
    """By name, or by the figure of a period, each group by itself."""
    falling = shown(world, "maa-ryger-dagligt", "sundhedsraad-fyn", order="-2025").groups[1]
    rising = shown(world, "maa-ryger-dagligt", "sundhedsraad-fyn", order="2025").groups[1]
    assert [world.label(one.area) for one in falling.rows[:2]] == ["Langeland Kommune", "Faaborg-Midtfyn Kommune"]
    assert world.label(rising.rows[0].area) == "Odense Kommune"


def test_extremes_name_all_that_share_a_figure(world: World) -> None:
    """In 2025 two municipalities are lowest."""
    extremes = shown(world, "maa-ryger-dagligt").groups[1].extremes
    assert extremes
    assert [world.label(f.area) for f in extremes.low] == ["Allerød Kommune", "Lyngby-Taarbæk Kommune"]
    assert [(world.label(f.area), f.value) for f in extremes.high] == [("Lolland Kommune", Decimal("18.3"))]


def test_years_bound_the_columns_and_a_place_without_figures_is_named(world: World) -> None:
    """A period that reaches into the years chosen is kept."""
    found = shown(world, "maa-ryger-dagligt", "sundhedsraad-fyn", years=("2017", "2021"))
    assert [period.years[0] for period in found.periods] == [2017, 2021]
    assert shown(world, "maa-kraeft-5-aar", "sundhedsraad-fyn").without == (f"{ID}sundhedsraad/sundhedsraad-fyn",)
