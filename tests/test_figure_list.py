"""What the agreements want to measure, and what is at hand for it."""

from __future__ import annotations

from aftalegraf.figure_list import digest, measuring, wishes
from aftalegraf.figures import cube
from aftalegraf.namespaces import ID
from aftalegraf.world import World

SMOKING = f"{ID}maaleindikator/maa-ryger-dagligt"


def test_every_indicator_point_and_target_is_listed_once(world: World) -> None:
    """10 indicators, 9 measuring points and 5 targets; 6 have figures."""
    found = wishes(world)
    wanted = [one for wish in found for one in wish.all]
    asked = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a ?c VALUES ?c { aft:Indikator aft:Maalepunkt aft:Maaltal } }"
    (row,) = world.store.select(asked).rows
    assert row[0]
    assert int(row[0].value) == len({one.iri for one in wanted}) == len(wanted) == 24
    assert [(world.label(wish.agreement)[:27], len(wish.all)) for wish in found] == [
        ("Sundhedsaftalen 2019-2023, ", 10),
        ("Sundhedsaftalen 2019-2023, ", 5),
        ("Sundhedsaftalen 2024-2027, ", 9),
    ]
    assert sum(1 for one in wanted if one.measured) == 6


def test_what_has_no_figures_says_why_where_it_is_known(world: World) -> None:
    """A number of smokers is not the share that the survey gives."""
    why = {one.iri.rsplit("/", 1)[-1]: one.why for wish in wishes(world) for one in wish.all if one.why}
    assert sorted(why) == ["ind-midt-dagligrygere", "mea-syd-fysisk", "mea-syd-nikotin", "mea-syd-trives"]
    assert why["ind-midt-dagligrygere"].startswith("indikatoren er et antal dagligrygere")


def test_a_measure_knows_which_agreements_want_it(world: World) -> None:
    """A target of 2019 and a measuring point of 2024, both tied by our reading, which gives its reason."""
    found = [wanted for _, wanted in measuring(wishes(world), SMOKING)]
    assert [one.iri.rsplit("/", 1)[-1] for one in found] == ["maaltal-syd-2019-rygning", "mea-syd-ryger"]
    assert all(one.measured and one.measured.ground == "udledt" and one.measured.reason for one in found)


def test_a_digest_keeps_to_the_areas_asked_for(world: World) -> None:
    """The newest figures of larger areas, and how far the municipalities lie apart, without an average."""
    few = digest(cube(world)[SMOKING])
    assert (few.number, few.areas, few.years) == (499, 101, (2001, 2025))
    assert few.spread
    assert [str(figure.value) for figure in few.spread] == ["5.1", "18.3"]
    only = digest(cube(world)[SMOKING], {f"{ID}region/act-region-syd"})
    assert [(str(figure.value), figure.period.years[0]) for figure in only.larger] == [("13", 2023)]
    assert only.spread is None
