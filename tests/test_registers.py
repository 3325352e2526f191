"""The registries, the goals' vintages and the other regions' agreements: whole, refused when wrong, row by row."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from aftalegraf.assets import Assets, assets
from aftalegraf.errors import SourceErrors
from aftalegraf.graph import Graph, build
from aftalegraf.namespaces import AFT, BASE, DCT, ID, ORG, RDF, SKOS, XSD
from aftalegraf.rdf import Literal, NamedNode, Triple, read
from aftalegraf.validation import failures
from aftalegraf.world import World
from tests.conftest import SHARED

STATEMENTS = "data/registre/statements.csv"
SHAPES = tuple(quad.triple for quad in read(assets().root / "shapes/registre.ttl"))
REGIONS = {
    "Region Nordjylland": "region-1081", "Region Midtjylland": "act-region-midt", "Region Syddanmark": "act-region-syd",
    "Region Hovedstaden": "region-1084", "Region Sjælland": "region-1085", "Region Østdanmark": "region-oestdanmark",
}  # fmt: skip
FACIT_IDS = {f"klynge-{name}": f"clu-{name}" for name in ("fyn", "lillebaelt", "soenderjylland", "sydvestjylland")}
AGREEMENTS = {
    "rn-2024": "agr-nord-2024-2027", "rh-2024": "agr-hovedstaden-2024-2027", "rs-2019": "agr-sjaelland-2019-2023",
    "rs-2024": "agr-sjaelland-2024-2027", "rsd-2019": "agr-syd-2019-2023", "rsd-2024": "agr-syd-2024-2027",
    "rm-2019": "agr-midt-2019-2023", "rh-2019": "agr-hovedstaden-tidligere", "rm-2024": "agr-midt-2024-2027",
}  # fmt: skip
KINDS = "kommune/|region/|sundhedsklynge/|sundhedsraad/|hospital/|aendring/|register/"
ELEMENTS = {"vision": "harVision", "fokusområde": "harIndsatsomraade", "målsætning": "harMaalsaetning"}


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the material; the test is skipped, and says so, where it is not at hand."""
    path = SHARED / "data" / f"{name}.csv"
    if not path.is_file():
        pytest.skip(f"the material is not beside the checkout (../shared/data/{name}.csv); the rows were not compared")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def slug(name: str) -> str:
    """The part of an id that a name gives."""
    for letter, ascii_ in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        name = name.replace(letter, ascii_).replace(letter.upper(), ascii_)
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")


def said(world: World, thing: str, prop: str, *, inward: bool = False) -> set[str]:
    """What a thing has for a property, the editors' additions too: ends of IRIs and values."""
    pattern = f"?x {prop} ?thing" if inward else f"?thing {prop} ?x"
    found = world.store.select(
        f'SELECT ?x FROM <{BASE}graf/alt> WHERE {{ {pattern} FILTER (STRENDS(STR(?thing), "/{thing}")) }}'
    )
    return {
        cell.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1] if cell.kind == "iri" else cell.value
        for (cell,) in found.rows
        if cell
    }


def grounds(world: World, thing: str, prop: str, value: str) -> set[str]:
    """The grounds of the statements of one triple."""
    found = world.store.select(
        f"""SELECT DISTINCT ?g WHERE {{ ?u rdf:subject ?s ; rdf:predicate {prop} ; rdf:object ?o ; aft:grundlag ?g .
          FILTER (STRENDS(STR(?s), "/{thing}") && (STR(?o) = "{value}" || STRENDS(STR(?o), "/{value}"))) }}"""
    )
    return {cell.value.rsplit("#", 1)[-1] for (cell,) in found.rows if cell}


def label(world: World, thing: str) -> str:
    """The one name of a thing."""
    (name,) = said(world, thing, "skos:prefLabel")
    return name


def test_the_regions_are_those_of_the_material(world: World) -> None:
    """Six rows: name, code, seat, validity, number of municipalities and size of the council."""
    table = rows("regions")
    assert len(table) == 6
    for row in table:
        region = REGIONS[row["name"]]
        has_code = row["code"].isdigit()
        assert label(world, region) == row["name"]
        assert said(world, region, "skos:notation") == ({row["code"]} if has_code else set())
        assert said(world, region, "aft:hovedsaede") == ({row["seat"]} if has_code else set())
        assert said(world, region, "aft:gyldigFra") == {row["valid_from"]}
        assert said(world, region, "aft:gyldigTil") == ({row["valid_to"]} if row["valid_to"] else set())
        assert said(world, region, "aft:antalKommuner") == {row["municipalities"]}
        size = row["council_members_from_2026"]
        assert said(world, region, "aft:antalRegionsraadsmedlemmer") == ({size} if size else set())


def test_a_code_that_is_only_known_is_the_editors(world: World) -> None:
    """A region's name is stated, its code is not; a municipality's code is stated, its region before 2027 is not."""
    assert grounds(world, "region-1084", "skos:notation", "1084") == {"redaktionel"}
    assert grounds(world, "region-1084", "skos:prefLabel", "Region Hovedstaden") == {"fremgaar"}
    assert grounds(world, "mun-bornholm", "skos:notation", "0400") == {"fremgaar"}
    assert grounds(world, "mun-bornholm", "aft:iRegion", "region-1084") == {"redaktionel"}
    assert grounds(world, "mun-bornholm", "aft:iRegion", "region-oestdanmark") == {"udledt"}


def test_the_municipalities_are_those_of_the_material(world: World) -> None:
    """98 rows: code, name, both regions, klynge, sundhedsråd and population."""
    table = rows("municipalities")
    assert len(table) == 98
    assert len(said(world, "kommuner-i-danmark", "skos:member")) == 98
    for row in table:
        kommune = f"mun-{slug(row['name'])}"
        assert said(world, kommune, "skos:notation") == {row["kommunekode"]}
        assert said(world, kommune, "skos:altLabel") == {row["name"]}
        assert label(world, kommune).startswith(row["name"])
        assert label(world, kommune).endswith(("Kommune", "Regionskommune"))
        assert said(world, kommune, "aft:folketal") == {row["population_2026"]}
        both = {REGIONS[row["region_until_2026"]], REGIONS[row["region_from_2027"]]}
        assert said(world, kommune, "aft:iRegion") == both
        places = said(world, kommune, "aft:omfatterKommune", inward=True) - {"clu-randers"}
        klynge = FACIT_IDS.get(row["sundhedsklynge_id"], row["sundhedsklynge_id"])
        assert places == {klynge, f"sundhedsraad-{row['sundhedsraad_id']}"}


def test_the_clusters_are_those_of_the_material(world: World) -> None:
    """22 rows: name, region, municipalities, hospital and planned validity; what is verified is stated."""
    table = rows("sundhedsklynger")
    assert len(table) == 22
    assert len(said(world, "sundhedsklynger-i-danmark", "skos:member")) == 22
    codes = {row["code"]: REGIONS[row["name"]] for row in rows("regions")}
    for row in table:
        klynge = FACIT_IDS.get(row["id"], row["id"])
        assert row["name"].startswith(label(world, klynge).rstrip(")"))
        assert said(world, klynge, "aft:iRegion") == {codes[row["region_code"]]}
        members = said(world, klynge, "aft:omfatterKommune")
        assert members == {f"mun-{slug(name)}" for name in row["municipalities"].split("; ")}
        assert len(members) == int(row["n_municipalities"])
        (hospital,) = said(world, klynge, "aft:harHospital")
        assert label(world, hospital) == row["akutsygehus"]
        assert said(world, klynge, "aft:gyldigFra") == {row["valid_from"]}
        assert said(world, klynge, "aft:gyldigTil") == {row["valid_to_planned"]}
        on = set().union(*(grounds(world, klynge, "aft:omfatterKommune", member) for member in members))
        verified = row["confidence"].startswith("verified")
        assert ("redaktionel" not in on) is verified, row["id"]


def test_the_health_councils_are_those_of_the_material(world: World) -> None:
    """17 rows: name, region, municipalities, population, first meetings, full effect and page."""
    table = rows("sundhedsraad")
    assert len(table) == 17
    for row in table:
        council = f"sundhedsraad-{row['id']}"
        assert label(world, council) == row["name"]
        assert said(world, council, "aft:iRegion") == {REGIONS[row["region_from_2027"]]}
        members = {f"mun-{slug(name)}" for name in row["municipalities"].split("; ")}
        assert said(world, council, "aft:omfatterKommune") == members
        assert len(members) == int(row["n_municipalities"])
        assert said(world, council, "aft:folketal") == {row["population_2026"]}
        assert said(world, council, "aft:foersteMoedeI") == {row["first_meetings"][:7]}
        assert said(world, council, "aft:fuldVirkningFra") == {row["full_effect_from"]}
        (page,) = world.store.select(f"SELECT ?p {{ <{ID}sundhedsraad/{council}> rdfs:seeAlso ?p }}").rows
        assert page[0] is not None
        assert page[0].value == row["official_url"]


def test_the_national_indicators_are_those_of_the_material(world: World) -> None:
    """35 rows, each one indicator with one placement: goal, vintage, confidence, data source and frequency."""
    table = rows("national_goals_indicators")
    assert len(table) == 35
    goals = {row[0].value: row[1].value for row in world.store.select(
        "SELECT ?number ?goal { ?goal a aft:NationaltMaal ; skos:notation ?number }"
    ).rows if row[0] and row[1]}  # fmt: skip
    found: set[str] = set()
    for row in table:
        name = row["indicator"].replace(" (ny fra 2022)", "")
        (indicator,) = {
            cell.value.rsplit("/", 1)[-1]
            for (cell,) in world.store.select(
                f'SELECT ?i FROM <{BASE}graf/alt> {{ ?i a aft:NationalIndikator ; skos:prefLabel|skos:altLabel ?l '
                f'FILTER (STR(?l) = "{name}") }}'
            ).rows
            if cell
        }  # fmt: skip
        found.add(indicator)
        (placement,) = said(world, indicator, "aft:indplaceringAf", inward=True)
        assert said(world, placement, "aft:indplaceretUnder") == {goals[row["goal_id"][2:]].rsplit("/", 1)[-1]}
        assert said(world, placement, "aft:indplaceretIAargang") == {row["aargang"]}
        verified = row["goal_placement_confidence"].startswith("verified")
        assert said(world, placement, "aft:sikkerhed") == {"efterproevet" if verified else "ikkeEfterproevet"}
        expected = {"fremgaar"} if verified else {"redaktionel"}
        assert grounds(world, placement, "aft:indplaceringAf", indicator) == expected
        assert said(world, indicator, "aft:oplystDatakilde") == {row["data_source(known)"]}
        assert said(world, indicator, "aft:oplystFrekvens") == {row["frequency(known)"]}
        listed = {label(world, thing) for thing in {indicator} | said(world, indicator, "aft:opdeltFra")}
        assert not row["listed_in_000_as"] or row["listed_in_000_as"].replace("- p", "-p") in listed, name
    assert len(found) == 35


def test_the_agreements_are_those_of_the_material(world: World) -> None:
    """43 rows; those on Syddanmark 2024-2027 are read in document 002, so here only the agreement must be there."""
    table = rows("agreements")
    assert len(table) == 43
    for row in table:
        agreement = AGREEMENTS[row["agreement_id"]]
        assert said(world, agreement, "aft:gaelderRegion") == {REGIONS[row["region"]]}
        kind = row["element_type"].split(" (")[0]
        if agreement in ("agr-syd-2024-2027", "agr-midt-2019-2023"):
            continue
        if row["valid_from"]:
            assert said(world, agreement, "aft:ikrafttraedelsesdato") == {row["valid_from"]}
            assert said(world, agreement, "aft:udloebsdato") == {row["valid_to"]}
        if kind == "titel":
            assert said(world, agreement, "dct:title") == {row["text_short"]}
        elif kind in ELEMENTS:
            names = {label(world, part) for part in said(world, agreement, f"aft:{ELEMENTS[kind]}")}
            wanted = set(row["text_short"].removeprefix("fire visioner: ").split("; "))
            assert wanted <= names if row["agreement_id"] == "rh-2019" else row["text_short"] in names
        else:
            assert row["verified"] == "n"


def test_the_adopted_visions_and_areas_of_midtjylland_have_a_second_source(world: World) -> None:
    """A page of August 2023 repeats the four visions and three areas; objectives are known from the draft only."""
    for prop, count in (("aft:harVision", 4), ("aft:harIndsatsomraade", 3)):
        found = world.store.select(
            f"""SELECT (COUNT(DISTINCT ?o) AS ?n) {{ ?u rdf:subject <{ID}sundhedsaftale/agr-midt-2019-2023> ;
              rdf:predicate {prop} ; rdf:object ?o ;
              aft:kildehenvisning <{ID}kildehenvisning/web-aarhus-sundhedsaftalen> }}"""
        )
        assert [cell.value for (cell,) in found.rows if cell] == [str(count)]


def test_the_targets_are_those_of_the_material(world: World) -> None:
    """Five rows: what, area, baseline, target, year and unit; a baseline that was not found is not made up."""
    table = rows("targets")
    assert len(table) == 5
    targets = {label(world, target): target for target in said(world, "agr-syd-2019-2023", "aft:harMaaltal")}
    assert set(targets) == {row["objective"] for row in table}
    for row in table:
        target = targets[row["objective"]]
        assert said(world, target, "aft:maaltalOmraade") == {REGIONS[row["area"]]}
        assert said(world, target, "aft:udgangsvaerdi") == ({row["baseline"]} if row["baseline"] else set())
        assert said(world, target, "aft:maalvaerdi") == {row["target"]}
        assert said(world, target, "aft:maalaar") == {row["target_year"]}
        assert (said(world, target, "aft:maaltalsenhed"), row["unit"]) == ({"procent"}, "pct")


def test_the_points_of_a_vintage_add_up(world: World) -> None:
    """Improved, unchanged, declined and not measurable are all points; 2020 has no vintage, and is told of once."""
    for year in ("2019", "2021"):
        parts = [said(world, f"nationale-maal-{year}", f"aft:maalepunkter{name}") for name in (
            "IAlt", "Maalbare", "Positive", "Uaendrede", "Negative", "IkkeMaalbare")]  # fmt: skip
        total, measurable, up, same, down, lost = (int(next(iter(part))) for part in parts)
        assert (measurable, total) == (up + same + down, up + same + down + lost)
    assert not said(world, "nationale-maal-2020", "aft:aargang")
    assert [text for text in said(world, "nationale-maal", "skos:historyNote") if "2020" in text] == [
        "i 2020 udkom ingen statusrapport på grund af covid-19"
    ]


def test_the_forerunner_is_not_the_cluster(world: World) -> None:
    """The note of 2021-22 is about the Randers cluster before July 2022: a body of its own."""
    assert said(world, "clu-randers", "rdf:type") & {"Sundhedsklynge", "Forum"} == {"Forum"}
    assert said(world, "clu-randers", "aft:forloeberFor") == {"randersklyngen"}
    assert grounds(world, "clu-randers", "aft:omfatterKommune", "mun-norddjurs") == {"fremgaar"}
    assert grounds(world, "randersklyngen", "aft:omfatterKommune", "mun-norddjurs") == {"udledt"}


def test_both_numbers_of_clusters_are_kept(world: World) -> None:
    """21 from the agreement of 2021, 22 from Danske Regioner: neither is smoothed away."""
    assert said(world, "sundhedsklynger-i-danmark", "aft:antalSundhedsklynger") == {"21", "22"}


def data(graph: Graph) -> tuple[Triple, ...]:
    """What the shapes of the registries look at: bodies and changes, and the statements on regions."""
    about = {
        t.subject
        for t in graph.evidence
        if t.predicate.value == f"{RDF}predicate"
        and isinstance(t.object, NamedNode)
        and t.object.value == f"{AFT}iRegion"
    }
    facts = (t for t in graph.everything if re.match(KINDS, str(t.subject).removeprefix(f"<{ID}")))
    return (*facts, *(t for t in graph.evidence if t.subject in about))


def found(triples: tuple[Triple, ...]) -> set[str]:
    """The ends of the shapes that fail."""
    return {failure.shape.rsplit("#", 1)[-1] for failure in failures(triples, SHAPES)}


def test_the_registries_hold_together() -> None:
    """No shape of shapes/registre.ttl finds anything."""
    assert found(data(build(assets()))) == set()


def node(path: str) -> NamedNode:
    """A thing of ours, or a term."""
    return NamedNode(path if "://" in path else ID + path)


def day(text: str) -> Literal:
    """A date."""
    return Literal(text, datatype=NamedNode(f"{XSD}date"))


NORDDJURS = node("kommune/mun-norddjurs")
ADDED = [
    (NORDDJURS, f"{SKOS}notation", Literal("0708"), "kommune-kode"),
    (node("kommune/mun-odder"), f"{SKOS}notation", Literal("0707"), "registret-kode"),
    (node("sundhedsklynge/clu-fyn"), f"{AFT}omfatterKommune", NORDDJURS, "kommune-klynge"),
    (node("sundhedsklynge/clu-fyn"), f"{AFT}omfatterKommune", NORDDJURS, "kreds-samme-region"),
    (node("sundhedsraad/sundhedsraad-fyn"), f"{AFT}omfatterKommune", NORDDJURS, "kommune-sundhedsraad"),
    (node("sundhedsraad/sundhedsraad-fyn"), f"{AFT}iRegion", node("region/region-1081"), "kreds-region"),
    (node("kommune/mun-ny"), f"{RDF}type", node(f"{AFT}Kommune"), "kommune-region"),
    (node("region/region-1084"), f"{AFT}gyldigFra", day("2027-06-01"), "gyldighed-foer"),
    (node("aendring/aendring-sundhedsklynger"), f"{ORG}resultingOrganization", node("sundhedsraad/sundhedsraad-fyn"),
     "ophaevelse-uden-afloeser"),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "predicate", "value", "shape"), ADDED, ids=lambda part: str(part)[-40:])
def test_what_does_not_hold_together_is_found(
    subject: NamedNode, predicate: str, value: NamedNode | Literal, shape: str
) -> None:
    """One triple too many breaks the shape that guards it."""
    assert shape in found((*data(build(assets())), Triple(subject, NamedNode(predicate), value)))


TAKEN = [
    (f"{AFT}harHospital", None, {"klynge-hospital"}),
    (f"{AFT}omfatterKommune", None, {"kreds-kommuner", "kommune-klynge", "kommune-sundhedsraad"}),
    (f"{SKOS}notation", None, {"kommune-kode"}),
    (f"{SKOS}member", None, {"antal-kommuner-talt"}),
    (f"{AFT}gyldigFra", "2027-01-01", {"registret-2026"}),
    (f"{AFT}iRegion", None, {"antal-kommuner-talt", "kommune-region", "kreds-region"}),
]


@pytest.mark.parametrize(("predicate", "value", "shapes"), TAKEN, ids=[str(n) for n in range(len(TAKEN))])
def test_what_is_missing_is_found(predicate: str, value: str | None, shapes: set[str]) -> None:
    """All triples of a property taken out break the shapes that need them."""
    kept = tuple(
        t for t in data(build(assets()))
        if t.predicate.value != predicate or (value and getattr(t.object, "value", "") != value)
    )  # fmt: skip
    assert shapes <= found(kept)


def test_a_municipality_without_a_region_in_2027_is_found(edit: Callable[[str, str, str], Path]) -> None:
    """Norddjurs valid in Region Midtjylland to the end of 2026 only."""
    text = (assets().root / STATEMENTS).read_text(encoding="utf-8")
    (old,) = re.findall(r"mun-norddjurs,aft:iRegion,act-region-midt,[^\n]*", text)
    assert found(data(build(Assets(edit(STATEMENTS, old, f"{old}2026-12-31"))))) == {"registret", "registret-2027"}


BAD_ROWS = [
    ("mun-odder,skos:notation,727,redaktionel,,prøve,,,,2026-11-22,,", "has lost its first zero; write it 0727"),
    ("mun-odder,skos:notation,0102,redaktionel,,prøve,,,,2026-11-22,,", "no municipality has the code '0102'; look it"),
    ("mun-odder,skos:notation,0999,redaktionel,,prøve,,,,2026-11-22,,", "no municipality has the code '0999'; write"),
    ("mun-odder,skos:notation,0707,redaktionel,,prøve,,,,2026-11-22,,", "0707 is that of 'mun-norddjurs' already"),
    (
        "region-1081,aft:gyldigTil,2006-12-31,redaktionel,,prøve,,,,2026-11-22,,",
        "before it begins 2007-01-01; swap them",
    ),
    ("region-1081,aft:gyldigTil,2026-02-30,redaktionel,,prøve,,,,2026-11-22,,", "'2026-02-30' is not a date"),
    ("mun-odder,aft:iRegion,region-1086,redaktionel,,prøve,,,,2026-11-22,,", "unknown object 'region-1086'.*nearest"),
    ("sundhedsraad-fyn,aft:omfatterKommune,mun-odens,redaktionel,,prøve,,,,2026-11-22,,", "nearest: mun-odense"),
]


@pytest.mark.parametrize(("row", "message"), BAD_ROWS)
def test_a_bad_row_is_refused_with_file_line_and_cure(files: Path, row: str, message: str) -> None:
    """A code that cannot be, a code of another, a validity that ends before it begins, an unknown parent."""
    path = files / STATEMENTS
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{row}\n", encoding="utf-8")
    line = text.count("\n") + 1
    with pytest.raises(SourceErrors) as caught:
        build(Assets(files))
    assert re.search(rf"{re.escape(STATEMENTS)}:{line}: .*{message}", str(caught.value)), str(caught.value)


def test_the_name_of_goal_seven_follows_its_vintage(world: World) -> None:
    """One preferred name; the other is valid in the vintages 2022 and 2023 only."""
    assert label(world, "ng-leveaar") == "Flere sunde leveår"
    found_ = world.store.select(
        f"""SELECT ?from ?to ?name {{ ?u rdf:subject <{ID}nationaltmaal/ng-leveaar> ; rdf:predicate skos:altLabel ;
          rdf:object ?name ; aft:gyldigFra ?from ; aft:gyldigTil ?to }} ORDER BY ?from"""
    )
    assert [[cell.value for cell in row if cell] for row in found_.rows] == [
        [year, year, "Mere lighed og flere sunde leveår"] for year in ("2022", "2023")
    ]


def test_a_vintage_is_a_version_of_the_goals(world: World) -> None:
    """Seven vintages, each a version of one work."""
    found_ = world.store.select(f"SELECT ?a {{ ?a a aft:Maalaargang ; <{DCT}isVersionOf> ?w }} ORDER BY ?a")
    years = [cell.value[-4:] for (cell,) in found_.rows if cell]
    assert years == ["2016", "2017", "2018", "2019", "2021", "2022", "2023"]
