"""The provisions: whole by their shapes, and one by one as the checked reading has them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from aftalegraf.assets import Assets, assets
from aftalegraf.graph import Graph, build
from aftalegraf.namespaces import AFT, BASE, ID, RDF, SKOS
from aftalegraf.rdf import Literal, NamedNode
from aftalegraf.sources import fold, read_tables
from aftalegraf.validation import failures
from tests.conftest import CASES, SHARED

FACIT: Final = CASES / "facit"
MODALITY: Final = {
    "skal": "skal", "bør": "boer", "kan": "kan", "anbefales": "anbefales", "fakta": "fakta", "definition": "definition",
}  # fmt: skip
FORCE: Final = {
    "lov": "lov",
    "bekendtgørelse": "bekendtgoerelse",
    "vejledning (udkast)": "vejledningUdkast",
    "aftale (høringsversion)": "aftaleHoeringsversion",
    "administrativt tillæg": "administrativtTillaeg",
}
CHECKABLE: Final = {
    "structural": "strukturelProeve",
    "cardinality": "antalsproeve",
    "temporal": "tidsproeve",
    "value": "vaerdiproeve",
    "semantic-human-judgement": "menneskeligVurdering",
    "not-about-the-graph": "ikkeOmGrafen",
}
FINDING: Final = {
    "aftale": "omAftalen",
    "samarbejdsaftale": "omSamarbejdsaftalen",
    "forum": "omForummet",
    "myndighed": "omMyndigheden",
    "ingen": "ingenBemaerkning",
}
NEGATIVE: Final = {"": "", "forbid": "forbyder", "do_not_require": "maaIkkeKraeves"}

Said = dict[str, dict[str, set[str]]]  # by the id of a provision and the name of a property: ends of IRIs and values


def said_of(graph: Graph, kind: str) -> Said:
    """What the graph says of things of a kind, with the editors' additions."""
    found: Said = {}
    for t in graph.everything:
        if isinstance(t.subject, NamedNode) and t.subject.value.startswith(f"{ID}{kind}/"):
            if isinstance(t.object, Literal):
                value = t.object.value
            else:
                value = str(getattr(t.object, "value", "")).rsplit("/", 1)[-1].rsplit("#", 1)[-1]
            slug = t.subject.value.rsplit("/", 1)[-1]
            found.setdefault(slug, {}).setdefault(t.predicate.value, set()).add(value)
    return found


def facit(name: str) -> dict[str, dict[str, object]]:
    """The rows of one file of the checked reading, by id."""
    source = SHARED / "facit" / name
    if not source.is_file():
        pytest.skip(f"the checked reading is not beside the checkout (../shared/facit/{name}); nothing was compared")
    return {row["id"]: row for row in map(json.loads, source.read_text(encoding="utf-8").splitlines())}


def table(name: str) -> list[dict[str, str]]:
    """One table of the expected deviations."""
    with (FACIT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def addressees(text: str, known: Mapping[str, str]) -> set[str]:
    """Our codes for an addressee as the checked reading spells it."""
    return {code for part in ([text] if text in known else text.split("; ")) for code in known[part].split()}


def test_every_norm_of_the_checked_reading_has_its_node() -> None:
    """370 provisions, no more and no less, and each numbered as in the checked reading."""
    said = said_of(build(assets()), "bestemmelse")
    norms = facit("norms.jsonl")
    assert len(norms) == 370
    assert set(said) == set(norms)
    assert all(said[norm][f"{SKOS}notation"] == {norm} for norm in norms)


def wanted(row: Mapping[str, object]) -> dict[str, tuple[str, set[str]]]:
    """The fields of a norm: as the checked reading has them, and as we would write that."""
    spellings = {line["facit"]: line["ours"] for line in table("norms-addressees.csv")}
    text = {name: str(value) for name, value in row.items()}
    repeats, negative = text.get("duplicate_of", ""), text.get("negative", "")
    return {
        "modality": (text["modality"], {MODALITY[text["modality"]]}),
        "force": (text["force"], {FORCE[text["force"]]}),
        "chapter": (text["chapter"], {text["chapter"]}),
        "checkable": (text["checkable"], {CHECKABLE[text["checkable"]]}),
        "finding_on": (text["finding_on"], {FINDING[text["finding_on"]]}),
        "addressee": (text["addressee"], addressees(text["addressee"], spellings)),
        "duplicate": (repeats, set(repeats.split())),
        "defeasible": (text.get("defeasible", ""), {"true"} if "defeasible" in text else set()),
        "negative": (negative, {NEGATIVE[negative]} - {""}),
    }


FIELDS: Final = {
    "modality": "modalitet",
    "force": "retskraft",
    "chapter": "kapitel",
    "checkable": "proevning",
    "finding_on": "bemaerkningOm",
    "addressee": "adressat",
    "duplicate": "gentager",
    "defeasible": "fravigelig",
    "negative": "negativProeve",
}


def test_the_provisions_agree_with_the_checked_reading_save_for_what_is_written_down() -> None:
    """Ten fields, row by row; each correction stands in cases/facit/norms.csv with its reason."""
    said = said_of(build(assets()), "bestemmelse")
    classes = {row["facit"]: set(row["ours"].split()) for row in table("norms-classes.csv")}
    found: list[tuple[str, str, str, str]] = []
    for norm, row in facit("norms.jsonl").items():
        for field, (text, values) in wanted(row).items():
            ours = said[norm].get(AFT + FIELDS[field], set())
            if ours != values:
                found.append((norm, field, text, " ".join(sorted(ours))))
        about, kind = said[norm][f"{AFT}gaelderFor"], str(row["applies_to"])
        if not about <= classes[kind]:
            found.append((norm, "class", kind, " ".join(sorted(about))))
    written = [row for row in table("norms.csv") if not row["norm"].startswith("law-")]
    assert all(row["why"] for row in written)
    assert sorted(found) == sorted((row["norm"], row["field"], row["facit"], row["ours"]) for row in written)


def test_every_law_of_the_checked_reading_has_its_node() -> None:
    """24 references to law, one of them a collective agreement."""
    laws = {slug for slug, row in facit("entities.jsonl").items() if row["type"] == "law_reference"}
    other = {row["norm"] for row in table("norms.csv") if row["norm"].startswith("law-")}
    assert len(laws) == 24
    assert laws - set(said_of(build(assets()), "retskilde")) == other == {"law-overenskomst"}


def test_a_basis_is_cited_where_the_checked_reading_has_one() -> None:
    """A legal basis on the same 57 provisions, and on no other."""
    cited = {norm for norm, ours in said_of(build(assets()), "bestemmelse").items() if f"{AFT}hjemmel" in ours}
    assert cited == {norm for norm, row in facit("norms.jsonl").items() if row["legal_basis"]}
    assert len(cited) == 57


def test_the_modal_word_stands_in_the_passage(kilder: Path) -> None:
    """Each word that carries a modality is found, letter by letter, in the lines it is taken from."""
    tables = read_tables(assets())
    lines = {row["id"]: (kilder / row["file"]).read_text(encoding="utf-8").split("\n")
             for row in tables.documents if row["file"]}  # fmt: skip
    places = {row["id"]: row for row in tables.passages}
    words = [row for row in tables.statements if row["predicate"] == "aft:modalitetsord"]
    assert len(words) == 370
    for row in words:
        place = places[row["passage"]]
        text = "\n".join(lines[place["document"]][int(place["first_line"]) - 1 : int(place["last_line"])])
        assert row["object"] in fold(text), row["subject"]


def test_a_commitment_binds_the_parties_of_its_own_agreement_only() -> None:
    """35 commitments of Midtjylland, 46 of Syddanmark; the guidance binds no agreement in particular."""
    bound: dict[str, set[str]] = {}
    for norm, ours in said_of(build(assets()), "bestemmelse").items():
        for agreement in ours.get(f"{AFT}binder", {""}):
            bound.setdefault(agreement, set()).add(norm[0])
    assert bound == {"": {"V"}, "agr-midt-2019-2023": {"M"}, "agr-syd-2024-2027": {"S"}}


def test_every_provision_is_described_in_full() -> None:
    """The shapes of shapes/bestemmelser.ttl find nothing, and they look at all provisions."""
    graph = build(assets())
    provisions = [t for t in graph.plain if t.predicate.value == f"{RDF}type" and _is(t.object, "Bestemmelse")]
    assert len(provisions) == 370
    assert {f for f in failures(graph.plain, graph.shapes) if "#bestemmelse" in f.shape} == set()


@pytest.mark.parametrize(
    ("old", "new", "shape"),
    [
        ("V7-14,aft:kapitel,7,", "V7-14,aft:forklaring,7,", "kapitel"),
        ("V7-14,aft:modalitet,aft:kan", "V7-14,aft:modalitet,aft:lov", "modalitet"),
        ("V7-14,aft:retskraft,aft:vejledningUdkast", "V7-14,aft:retskraft,aft:kan", "retskraft"),
        ("V7-14,aft:proevning,aft:ikkeOmGrafen", "V7-14,aft:proevning,aft:kan", "proevning"),
        ("V7-14,aft:bemaerkningOm,aft:ingenBemaerkning", "V7-14,aft:bemaerkningOm,aft:kan", "bemaerkning"),
        ("V7-14,aft:modalitetsord,kan", "V7-14,aft:forklaring,kan", "modalitetsord"),
        ("V7-14,aft:adressat,adr-oevrig-praksissektor", "V7-14,aft:adressat,V7-1", "adressat"),
        ("V7-14,aft:gaelderFor,aft:Sundhedsaftale", "V7-14,aft:haandhaever,V7-1", "klasse"),
        ("V7-2,aft:gentager,V3-1", "V7-2,aft:gentager,adr-parter", "gentager"),
        ("V7-2,aft:gentager,V3-1", "V7-2,aft:gentager,V7-1", "gentager-kaede"),
        ("V7-2,aft:gentager,V3-1", "V7-2,aft:gentager,V7-2", "gentager-kaede"),
    ],
)
def test_a_provision_with_a_part_wrong_is_found(
    edit: Callable[[str, str, str], Path], old: str, new: str, shape: str
) -> None:
    """Each part of the description has a case that breaks it; a repeat may repeat neither itself nor a repeat."""
    graph = build(Assets(edit("data/vejledning-2023/statements.csv", old, new)))
    found = {f.shape for f in failures(graph.plain, graph.shapes)}
    assert f"{BASE}shapes#bestemmelse-{shape}" in found


def _is(term: object, name: str) -> bool:
    return isinstance(term, NamedNode) and term.value == AFT + name
