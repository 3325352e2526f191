"""Measurements: none lost, none changed, each with its ground and source, and the cube holds."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph
import pytest

from aftalegraf.assets import Assets, assets
from aftalegraf.errors import SourceErrors
from aftalegraf.graph import build
from aftalegraf.namespaces import AFT, BASE, ID, PREFIXES
from aftalegraf.rdf import Literal, NamedNode, Triple
from aftalegraf.sources import read_tables
from aftalegraf.validation import failures
from aftalegraf.world import World
from tests.conftest import SHARED

TABLE = "data/maalinger/observations.csv"
ROWS = 2097
GOOD = "maa-ryger-dagligt,mun-norddjurs,2011,2011,20.5,aft:procent,,,maal-historik,"
NORDDJURS = f"{ID}observation/maa-ryger-dagligt.mun-norddjurs.2021.maal-historik"

DATASETS = (
    "maal-historik", "maal-scores", "maal-defactum-2022", "maal-rm-2011", "maal-tvmidtvest-2018",
    "maal-syddanmark-2021", "maal-syddanmark-2023", "maal-odense", "maal-regionh-2017", "maal-altinget-2022",
    "maal-kl-2017", "maal-ism-2021", "maal-jammerbugt-2021", "maal-afdk-2024",
)  # fmt: skip
AREAS = {
    "Danmark": "land-danmark", "Region Midtjylland": "act-region-midt", "Region Syddanmark": "act-region-syd",
    "Region Nordjylland": "region-1081", "Sundhedsklynge Bornholm": "klynge-bornholm", "Klynge NORD": "klynge-nord-n",
}  # fmt: skip


def raw() -> list[dict[str, str]]:
    """The file that the table was made from."""
    path = SHARED / "data" / "observations.csv"
    if not path.is_file():
        pytest.skip("the raw file is not beside the checkout (../shared/data/observations.csv); it was not compared")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def area(row: dict[str, str]) -> str:
    """The id of a raw row's area, by the rule of data/maalinger/README.md."""
    if row["area_type"] != "kommune":
        return AREAS[row["area"]]
    letters = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "-"})
    return f"mun-{row['area'].lower().translate(letters)}"


def period(text: str) -> list[str]:
    """First and last of a raw period."""
    text = text.removesuffix(" (baseline i aftale 2019-23)")
    parts = text.split("/") if "/" in text else text.split("-")
    return [parts[0], parts[-1]]


def unit(text: str) -> list[str]:
    """Unit and confidence interval of a raw unit."""
    known = {"pct": "procent", "pct (knap 13)": "procent", "pct af borgere 16+": "procent"}
    interval = re.fullmatch(r"pct \(95 % CI ([\d.]+)-([\d.]+)\)", text)
    if interval:
        return ["aft:procent", interval[1], interval[2]]
    return ["aft:" + (known | {"pct ændring": "procentAendring"})[text], "", ""]


def test_no_figure_is_lost_or_changed() -> None:
    """Row by row: the raw file and the table have the same indicator, area, period, value, unit and source."""
    tables = read_tables(assets())
    labels = {row["id"]: row["label"] for row in tables.things}
    names = ("area", "period_from", "period_to", "value", "unit", "ci_low", "ci_high", "dataset")
    kept = [[labels[row["indicator"]], *(row[name] for name in names)] for row in tables.observations]
    source = {f"src{number:02}": dataset for number, dataset in enumerate(DATASETS, 1)}
    wanted = [
        [
            row["indicator"],
            area(row),
            *period(row["period"]),
            row["value"],
            *unit(row["unit"]),
            source[row["source_id"]],
        ]
        for row in raw()
    ]
    assert len(kept) == len(wanted) == ROWS
    assert kept == wanted


def test_what_the_raw_unit_says_of_the_population_stands_at_the_data_set(world: World) -> None:
    """Every row with 'af borgere 16+', and no other, belongs to a data set of residents from 16."""
    rows = world.store.select("SELECT ?d { ?d aft:population aft:borgereFra16 }").rows
    having = {row[0].value.rsplit("/", 1)[-1] for row in rows if row[0]}
    tables = read_tables(assets())
    for row, before in zip(tables.observations, raw(), strict=True):
        assert (row["dataset"] in having) == ("16+" in before["unit"]), row.line


def test_every_row_is_one_observation_of_about_nine_triples() -> None:
    """2,097 observations, 15 periods of five triples, 14 data sets with a structure, and nothing else."""
    graph = build(assets())
    kinds = Counter(t.object.value for t in graph.observations if isinstance(t.object, NamedNode) and _is_type(t))
    assert kinds == {
        f"{PREFIXES['qb']}Observation": ROWS,
        f"{AFT}Periode": 15,
        f"{PREFIXES['dct']}PeriodOfTime": 15,
    }
    intervals, caveats = 4 * 2, 302 + 1 + 2 + 1 + 2 + 3 + 3 + 2
    assert len(graph.observations) == ROWS * 9 + intervals + caveats + 15 * 5 + len(DATASETS)
    assert len(set(graph.observations)) == len(graph.observations)


def _is_type(t: Triple) -> bool:
    return t.predicate.value == f"{PREFIXES['rdf']}type"


def iri(t: Triple) -> str:
    """The IRI of what a triple speaks of."""
    return t.subject.value if isinstance(t.subject, NamedNode) else ""


def end(term: object) -> str:
    """The last part of an IRI, or a value."""
    return term.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1] if isinstance(term, NamedNode | Literal) else ""


def test_an_observation_says_what_where_when_how_much_and_who_says_so() -> None:
    """Norddjurs 2021, in full."""
    said = {t.predicate.value: end(t.object) for t in build(assets()).observations if iri(t) == NORDDJURS}
    assert {name.rsplit("#", 1)[-1]: value for name, value in said.items()} == {
        "type": "Observation", "dataSet": "maal-historik", "maaltIndikator": "maa-ryger-dagligt",
        "maaltOmraade": "mun-norddjurs", "maaltPeriode": "2021", "maalingsvaerdi": "16.6", "enhed": "procent",
        "grundlag": "fremgaar", "kildehenvisning": "web-maal-historik", "forbehold": "fbh-covid-2021",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "days"),
    [
        ("2021", ("2021-01-01", "2021-12-31")),
        ("2013--2015", ("2013-01-01", "2015-12-31")),
        ("2018-07-01--2019-06-30", ("2018-07-01", "2019-06-30")),
    ],
)
def test_a_period_has_a_first_and_a_last_day(world: World, slug: str, days: tuple[str, str]) -> None:
    """A year runs from its first to its last day; days stand as they are."""
    me = f"<{ID}periode/{slug}>"
    ((first, last),) = world.store.select(f"SELECT ?a ?b {{ {me} dcat:startDate ?a ; dcat:endDate ?b }}").rows
    assert first
    assert last
    assert (first.value, last.value) == days


def test_a_year_that_the_source_does_not_give_makes_the_figure_our_reading(world: World) -> None:
    """Odense Kommune writes 'i dag' of the starting point: three figures are read, all others are stated."""
    rows = world.store.select("SELECT ?g (COUNT(?o) AS ?n) { ?o a qb:Observation ; aft:grundlag ?g } GROUP BY ?g").rows
    assert {(g.value, n.value) for g, n in rows if g and n} == {
        (f"{AFT}fremgaar", str(ROWS - 3)),
        (f"{AFT}udledt", "3"),
    }


def test_the_figures_are_seen_at_every_ground(world: World) -> None:
    """FROM graf:observationer gives all, and the default graph holds each once."""
    for clause in ("", f"FROM <{BASE}graf/observationer>"):
        ((count,),) = world.store.select(f"SELECT (COUNT(?o) AS ?n) {clause} {{ ?o a qb:Observation }}").rows
        assert count
        assert count.value == str(ROWS)


BAD_ROWS = [
    (GOOD.replace("dagligt", "daglig"), "unknown indicator 'maa-ryger-daglig'; add .*nearest: maa-ryger-dagligt"),
    (GOOD.replace("maa-ryger-dagligt", "ind-midt-dagligrygere"), "unknown indicator 'ind-midt-dagligrygere'"),
    (GOOD.replace("mun-norddjurs", "mun-nordjurs"), "unknown area 'mun-nordjurs'; add .*nearest: mun-norddjurs"),
    (GOOD.replace("mun-norddjurs", "ds-lup"), "unknown area 'ds-lup'"),
    (GOOD.replace("maal-historik", "maal-historie"), "unknown data set 'maal-historie'; add .*nearest: maal-historik"),
    (f"{GOOD}fbh-covid-2022", "unknown caveat 'fbh-covid-2022'; add .*nearest: fbh-covid-202"),
    (GOOD.replace("2011,2011", "2012,2011"), "'2012' to '2011' is no period; write years, months or days"),
    (GOOD.replace("2011,2011", "2011-02-30,2011"), "'2011-02-30' to '2011' is no period"),
    (GOOD.replace("2011,2011", ",2011"), "'' to '2011' is no period"),
    (GOOD.replace("20.5", "20,5").replace("20,5", '"20,5"'), "'20,5' is no decimal number; write it like 13.8"),
    (GOOD.replace("20.5", ""), "'' is no decimal number"),
    (GOOD.replace("20.5", "120.5"), "a share of 120.5 per cent is not between 0 and 100; mend value or unit"),
    (GOOD.replace("20.5", "-1"), "a share of -1 per cent is not between 0 and 100"),
    (GOOD.replace("aft:procent", "pct"), "unknown unit 'pct'; use aft:procent or aft:procentAendring"),
    (GOOD.replace("aft:procent,,", "aft:procent,19.1,"), "a confidence interval has both limits; fill in ci_low and"),
    (GOOD.replace("aft:procent,,", "aft:procent,21,22"), "the value 20.5 is not between its limits; mend ci_low or"),
    (GOOD.replace("2011", "2021"), r"the same was measured in line \d+; remove one of the two"),
]


@pytest.mark.parametrize(("row", "message"), BAD_ROWS)
def test_a_bad_row_is_refused_with_file_line_and_cure(files: Path, row: str, message: str) -> None:
    """The row stands last; the message names its line and what to do."""
    path = files / TABLE
    path.write_text(f"{path.read_text(encoding='utf-8')}{row}\n", encoding="utf-8")
    with pytest.raises(SourceErrors) as caught:
        build(Assets(files))
    assert re.search(rf"{re.escape(TABLE)}:{ROWS + 2}: .*{message}", str(caught.value)), str(caught.value)


def test_the_good_row_is_read(files: Path) -> None:
    """The row that the bad ones are made from."""
    path = files / TABLE
    path.write_text(f"{path.read_text(encoding='utf-8')}{GOOD}\n", encoding="utf-8")
    before, after = build(assets()).observations, build(Assets(files)).observations
    assert len(after) == len(before) + 9 + 5


def test_a_change_may_be_more_than_a_hundred_per_cent(files: Path) -> None:
    """Only a share has bounds."""
    path = files / TABLE
    row = GOOD.replace("20.5", "-120").replace("aft:procent", "aft:procentAendring")
    path.write_text(f"{path.read_text(encoding='utf-8')}{row}\n", encoding="utf-8")
    assert build(Assets(files)).observations


def test_a_data_set_of_the_editors_own_is_refused(edit: Callable[[str, str, str], Path]) -> None:
    """A figure comes from a source: the ground of its data set is stated or read, with a passage."""
    old, ours = "ifølge KL,fremgaar,web-maal-kl-2017,,,,", "ifølge KL,redaktionel,,x,,,2026-11-22"
    folder = edit("data/maalinger/things.csv", old, ours)
    with pytest.raises(SourceErrors, match="the data set 'maal-kl-2017' has no source; give its row"):
        build(Assets(folder))


def test_problems_of_statements_and_of_observations_come_at_once(files: Path) -> None:
    """One bad row in each table, two messages."""
    bad = {TABLE: GOOD.replace("20.5", "x"), "data/maalinger/things.csv": "ny,aft:Nix,Ny,fremgaar,web-maal-kl-2017,,,,"}
    for name, row in bad.items():
        path = files / name
        path.write_text(f"{path.read_text(encoding='utf-8')}{row}\n", encoding="utf-8")
    with pytest.raises(SourceErrors) as caught:
        build(Assets(files))
    assert [error.path for error in caught.value.errors] == [TABLE, "data/maalinger/things.csv"]


ME = f"<{NORDDJURS}>"
HERE = f"<{ID}dataset/maal-historik>"
BREAKS = [
    ("cube-ic-00-datatypes", (f"DELETE {{ {ME} aft:maalingsvaerdi ?v }} INSERT {{ {ME} aft:maalingsvaerdi 'mange' }}"
     f" WHERE {{ {ME} aft:maalingsvaerdi ?v }}")),
    ("cube-ic-01-one-data-set", f"INSERT DATA {{ {ME} qb:dataSet <{ID}dataset/maal-scores> }}"),
    ("cube-ic-01-one-data-set", f"DELETE DATA {{ {ME} qb:dataSet {HERE} }}"),
    ("cube-ic-02-one-structure", f"DELETE DATA {{ {HERE} qb:structure aft:Maalestruktur }}"),
    ("cube-ic-03-structure-has-a-measure", "DELETE DATA { aft:komponentVaerdi qb:measure aft:maalingsvaerdi }"),
    ("cube-ic-04-dimensions-have-a-range", "DELETE DATA { aft:maaltPeriode rdfs:range aft:Periode }"),
    ("cube-ic-05-concepts-have-a-list", "DELETE DATA { aft:enhed qb:codeList aft:EnhedKode }"),
    ("cube-ic-06-only-attributes-are-optional", "INSERT DATA { aft:komponentPeriode qb:componentRequired false }"),
    ("cube-ic-11-all-dimensions", f"DELETE {{ {ME} aft:maaltOmraade ?a }} WHERE {{ {ME} aft:maaltOmraade ?a }}"),
    ("cube-ic-11-all-dimensions", f"INSERT DATA {{ {ME} aft:maaltPeriode <{ID}periode/2017> }}"),
    ("cube-ic-12-no-duplicates", f"INSERT {{ <{NORDDJURS}.2> ?p ?o }} WHERE {{ {ME} ?p ?o }}"),
    ("cube-ic-12-names-every-dimension", "INSERT DATA { aft:komponentNy qb:dimension aft:koen }"),
    ("cube-ic-13-required-attributes", f"DELETE {{ {ME} aft:enhed ?e }} WHERE {{ {ME} aft:enhed ?e }}"),
    ("cube-ic-13-required-attributes", f"DELETE {{ {HERE} aft:herkomst ?h }} WHERE {{ {HERE} aft:herkomst ?h }}"),
    ("cube-ic-14-all-measures", f"DELETE {{ {ME} aft:maalingsvaerdi ?v }} WHERE {{ {ME} aft:maalingsvaerdi ?v }}"),
    ("cube-ic-14-all-measures", f"INSERT DATA {{ {ME} aft:maalingsvaerdi 99.9 }}"),
    ("cube-ic-19-codes-from-their-list", f"INSERT DATA {{ {ME} aft:enhed aft:borgereFra16 }}"),
    ("cube-without-slices", f"INSERT DATA {{ <{ID}slice/x> a qb:Slice ; qb:observation {ME} }}"),
    ("extracts-without-original", (f"DELETE {{ {HERE} prov:hadPrimarySource ?s }}"
     f" WHERE {{ {HERE} prov:hadPrimarySource ?s }}")),
    ("references-without-use", (f"DELETE {{ ?u aft:kildehenvisning <{ID}kildehenvisning/web-maal-kl-2017> }}"
     f" WHERE {{ ?u aft:kildehenvisning <{ID}kildehenvisning/web-maal-kl-2017> }}")),
]  # fmt: skip
CUBE = {path.stem for path in assets().files("queries/checks", "cube-*.rq")}


def test_every_check_of_the_cube_has_a_break() -> None:
    """A check that nothing was seen to break is no check."""
    assert len(CUBE) == 14
    assert {name for name, _ in BREAKS} >= CUBE


@pytest.mark.parametrize(("name", "update"), BREAKS)
def test_a_broken_cube_is_found(name: str, update: str) -> None:
    """The check returns nothing on our data and something on the broken ones."""
    query = (assets().root / f"queries/checks/{name}.rq").read_text(encoding="utf-8")
    store = pyoxigraph.Store()
    store.bulk_extend(build(assets()).quads())
    assert _rows(store, query) == 0
    store.update(update, prefixes=PREFIXES)
    assert _rows(store, query) > 0


def _rows(store: pyoxigraph.Store, query: str) -> int:
    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return len(list(found))


def test_all_measurements_hold_to_their_shapes() -> None:
    """The shapes in shapes/maalinger.ttl find nothing in the whole cube."""
    graph = build(assets())
    assert _found((*_without_agreement(graph.plain), *graph.observations)) == set()


SHAPE_BREAKS = [
    ("maaling-vaerdi", f"DELETE {{ {ME} aft:maalingsvaerdi ?v }} WHERE {{ {ME} aft:maalingsvaerdi ?v }}"),
    ("maaling-vaerdi", f"INSERT DATA {{ {ME} aft:maalingsvaerdi 1.5 }}"),
    ("maaling-omraade", f"DELETE {{ {ME} aft:maaltOmraade ?v }} WHERE {{ {ME} aft:maaltOmraade ?v }}"),
    ("maaling-periode", f"INSERT DATA {{ {ME} aft:maaltPeriode <{ID}periode/2017> }}"),
    ("maaling-indikator", f"DELETE {{ {ME} aft:maaltIndikator ?v }} WHERE {{ {ME} aft:maaltIndikator ?v }}"),
    ("maaling-enhed", f"INSERT DATA {{ {ME} aft:enhed aft:borgereFra16 }}"),
    ("maaling-grundlag", f"INSERT DATA {{ {ME} aft:grundlag aft:redaktionel }}"),
    ("maaling-kilde", f"DELETE {{ {ME} aft:kildehenvisning ?v }} WHERE {{ {ME} aft:kildehenvisning ?v }}"),
    ("maaling-andel", (f"DELETE {{ {ME} aft:maalingsvaerdi ?v }} INSERT {{ {ME} aft:maalingsvaerdi 100.1 }}"
     f" WHERE {{ {ME} aft:maalingsvaerdi ?v }}")),
    ("maaling-interval", f"INSERT DATA {{ {ME} aft:nedreGraense 16.7 ; aft:oevreGraense 18.0 }}"),
    ("maaling-interval", f"INSERT DATA {{ {ME} aft:nedreGraense 16.5 }}"),
    ("datasaet-herkomst", f"DELETE {{ {HERE} aft:herkomst ?h }} WHERE {{ {HERE} aft:herkomst ?h }}"),
    ("datasaet-dokument", f"DELETE {{ {HERE} prov:wasDerivedFrom ?d }} WHERE {{ {HERE} prov:wasDerivedFrom ?d }}"),
    ("datasaet-population", f"INSERT DATA {{ {HERE} aft:population aft:procent }}"),
    ("maaleperiode-begynder", f"INSERT DATA {{ <{ID}periode/2021> dcat:startDate '2022-01-01'^^xsd:date }}"),
    ("maaleperiode-slutter", "DELETE { ?p dcat:endDate ?d } WHERE { ?p a aft:Periode ; dcat:endDate ?d }"),
    ("forbehold-art", "DELETE { ?f aft:forbeholdsart ?a } WHERE { ?f aft:forbeholdsart ?a }"),
    ("forbehold-tekst", "DELETE { ?f aft:forbeholdstekst ?a } WHERE { ?f aft:forbeholdstekst ?a }"),
]  # fmt: skip


@pytest.mark.parametrize(("shape", "update"), SHAPE_BREAKS)
def test_a_measurement_out_of_shape_is_found(shape: str, update: str) -> None:
    """Each shape has a case that breaks it, on the measurements of Norddjurs in 2021."""
    graph = build(assets())
    wanted = (".mun-norddjurs.2021.", "/periode/2021")
    few = [t for t in graph.observations if any(part in iri(t) for part in wanted)]
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.Quad(*t) for t in (*few, *_without_agreement(graph.plain)))
    assert _found(quad.triple for quad in store) == set()
    store.update(update, prefixes=PREFIXES)
    assert shape in _found(quad.triple for quad in store)


def test_every_shape_of_a_measurement_is_broken_once() -> None:
    """The shapes of the file that are no heads of others are those of the cases above."""
    text = (assets().root / "shapes/maalinger.ttl").read_text(encoding="utf-8")
    named = set(re.findall(r"^shapes:([\w-]+)\n    a sh:(?:PropertyShape|SPARQLConstraint)", text, re.MULTILINE))
    assert named == {shape for shape, _ in SHAPE_BREAKS}
    assert len(named) == 16


def _without_agreement(triples: tuple[Triple, ...]) -> list[Triple]:
    """What the shapes of measurements look at: data sets and caveats."""
    kept = (f"{ID}dataset/", f"{ID}forbehold/")
    return [t for t in triples if isinstance(t.subject, NamedNode) and t.subject.value.startswith(kept)]


def _found(triples: Iterable[Triple]) -> set[str]:
    found = failures(triples, build(assets()).shapes)
    return {failure.shape.removeprefix(f"{BASE}shapes#") for failure in found}
