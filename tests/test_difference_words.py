"""What changed is said by the kind of its property, in sentences that read."""

from __future__ import annotations

import pytest

from aftalegraf.cells import Cell
from aftalegraf.difference_words import QUOTED, Words, cut
from aftalegraf.differences import CHANGED, Change, Differences, Restated, Thing, Value
from aftalegraf.evidence import Support
from aftalegraf.namespaces import AFT, ELI, ID, ORG, RDF, SKOS, XSD
from aftalegraf.world import World

X, Y = "https://example.org/x", "https://example.org/y"
NAMES = {X: "X", Y: "Y"}
TO_Y = Cell("iri", Y)


def text(value: str, kind: str = "string") -> Cell:
    """A literal of a kind."""
    return Cell("literal", value, f"{XSD}{kind}")


def said(world: World, change: Change, language: str = "da", *, dated: bool = False) -> list[str]:
    """What is said of one change of X."""
    thing = Thing(X, "X", (), CHANGED, (change,))
    words = Words(world, Differences((thing,), NAMES, 1), language, dated=dated)
    return [clause.text for clause in words.clauses(thing)]


def link(property_iri: str, *, came: bool) -> Change:
    """A link from X to Y that came or went."""
    value = (Value(TO_Y),)
    return Change(property_iri, () if came else value, value if came else ())


@pytest.mark.parametrize(
    ("name", "language", "came", "went"),
    [
        ("harIndikator", "da", "har fået indikator «Y»", "har ikke længere indikator «Y»"),
        ("harIndikator", "en", "has gained indicator “Y”", "no longer has indicator “Y”"),
        ("udarbejder", "da", "udarbejder nu «Y»", "udarbejder ikke længere «Y»"),
        ("udarbejder", "en", "now draws up “Y”", "no longer draws up “Y”"),
        ("ansvarligFor", "da", "er nu ansvarlig for «Y»", "er ikke længere ansvarlig for «Y»"),
        ("ansvarligFor", "en", "is now responsible for “Y”", "is no longer responsible for “Y”"),
        ("kanMaalesVed", "da", "kan nu måles ved «Y»", "kan ikke længere måles ved «Y»"),
        ("harMaalepunkt", "da", "måles nu ved målepunktet «Y»", "måles ikke længere ved målepunktet «Y»"),
        ("harTiltraadt", "da", "har nu tiltrådt «Y»", "har ikke længere tiltrådt «Y»"),
        ("harTiltraadt", "en", "now has acceded to “Y”", "no longer has acceded to “Y”"),
        ("harIkkeTiltraadt", "da", "nu: har ikke tiltrådt «Y»", "ikke længere: har ikke tiltrådt «Y»"),
        ("afsender", "da", "nu: afsender «Y»", "ikke længere: afsender «Y»"),
        ("opgaverBeskrivesI", "da", "nu: opgaver beskrives i «Y»", "ikke længere: opgaver beskrives i «Y»"),
        ("knyttetTilNationaltMaal", "en", "now: tied to national goal “Y”", "no longer: tied to national goal “Y”"),
    ],
)
def test_a_link_that_came_or_went(world: World, name: str, language: str, came: str, went: str) -> None:
    """The verb is bent; what is no verb, or is denied, stands as it is."""
    assert said(world, link(AFT + name, came=True), language) == [came]
    assert said(world, link(AFT + name, came=False), language) == [went]


def test_links_of_one_property_come_and_go_each_by_itself(world: World) -> None:
    """That one took the place of the other is nobody's to say."""
    change = Change(f"{AFT}harIndikator", (Value(Cell("iri", X)),), (Value(TO_Y),))
    assert said(world, change) == ["har fået indikator «Y»", "har ikke længere indikator «X»"]


def test_a_code_takes_the_place_of_another(world: World) -> None:
    """A status or a kind has one value of a list."""
    change = Change(
        f"{AFT}retskraft", (Value(Cell("iri", f"{AFT}vejledning")),), (Value(Cell("iri", f"{AFT}bekendtgoerelse")),)
    )
    (clause,) = said(world, change)
    assert clause.startswith("retskraft: ændret fra «")


@pytest.mark.parametrize(
    ("name", "before", "after", "da", "en"),
    [
        (f"{AFT}udloebsdato", text("2027-12-31", "date"), text("2027-06-30", "date"),
         "udløbsdatoen er flyttet fra 31. december 2027 til 30. juni 2027",
         "the date of expiry has moved from 31 December 2027 to 30 June 2027"),
        (f"{AFT}skerIMaaned", text("2027-12", "gYearMonth"), text("2028-01", "gYearMonth"),
         "sker i måneden: flyttet fra december 2027 til januar 2028",
         "happens in month: moved from December 2027 to January 2028"),
        (f"{AFT}antal", text("3", "integer"), text("1200", "integer"),
         "antal: ændret fra 3 til 1.200", "count: changed from 3 to 1,200"),
        (f"{AFT}maalvaerdi", text("2.5", "decimal"), text("nul", "decimal"),
         "målværdi: ændret fra 2,5 til nul", "target value: changed from 2.5 to nul"),
        (f"{AFT}harForpligtendeMaalsaetninger", text("false", "boolean"), text("true", "boolean"),
         "har forpligtende målsætninger: ændret fra nej til ja", "has binding objectives: changed from no to yes"),
        (f"{AFT}versionsnummer", text("0.9"), text("1.0"),
         "versionsnummer: ændret fra «0.9» til «1.0»", "version number: changed from “0.9” to “1.0”"),
        (f"{SKOS}prefLabel", text("A"), text("B"), "hed før «A» og hedder nu «B»",
         "was called “A” and is now called “B”"),
    ],
)  # fmt: skip
def test_a_value_that_changed(world: World, name: str, before: Cell, after: Cell, da: str, en: str) -> None:
    """A date has moved, a number, a truth and a text have changed, a name was another."""
    change = Change(name, (Value(before),), (Value(after),))
    assert [said(world, change, language) for language in ("da", "en")] == [[da], [en]]


def test_values_that_came_and_went(world: World) -> None:
    """Where there are several, none is said to have taken the place of another."""
    change = Change(f"{AFT}antal", (Value(text("3", "integer")),), (Value(text("4", "integer")),
                                                                    Value(text("5", "integer"))))  # fmt: skip
    assert said(world, change) == ["antal: 4 er kommet til", "antal: 5 er kommet til", "antal: 3 står der ikke længere"]
    kinds = Change(f"{RDF}type", (), (Value(Cell("iri", f"{AFT}Indikator")),))
    assert said(world, kinds) == ["er nu også indikator"]


def test_what_is_contested_has_neither_moved_nor_gone(world: World) -> None:
    """The date that stood before stands still, but another source says otherwise."""
    against = (f"{ID}kildehenvisning/000-l5",)
    before = Value(text("2027-12-31", "date"), contested_by=against)
    change = Change(f"{AFT}udloebsdato", (before,), (Value(text("2027-06-30", "date")),))
    told = "(modsiges af høringsversionen af Sundhedsaftalen 2019-2023, linje 5)"
    assert said(world, change) == [
        "udløbsdato: 30. juni 2027 er kommet til",
        f"nu bestridt: udløbsdato: 31. december 2027 {told}",
    ]
    came = Change(f"{AFT}harIndikator", (), (Value(TO_Y, contested_by=against, plain=False),))
    assert said(world, came) == [f"bestridt udsagn er kommet til: har indikator «Y» {told}"]


def test_a_long_text_is_cut_where_it_differs(world: World) -> None:
    """At most twelve words of each, with three before the first that is another."""
    start = " ".join(f"ord{n}" for n in range(20))
    change = Change(f"{AFT}begrundelse", (Value(text(f"{start} gammel")),), (Value(text(f"{start} ny")),))
    (clause,) = said(world, change)
    assert clause == "begrundelse: ændret fra «… ord17 ord18 ord19 gammel» til «… ord17 ord18 ord19 ny»"
    assert cut(start).split() == [f"ord{n}" for n in range(QUOTED)] + ["…"]
    assert cut("kort") == "kort"


def test_a_thing_that_came_says_so_at_the_other_end(world: World) -> None:
    """New in the newer version; on a day it has begun."""
    thing = Thing(X, "X", (), CHANGED, (link(f"{AFT}harIndikator", came=False),))
    gone = Thing(Y, "Y", (), "gone", ())
    for dated, told in ((False, "«Y» (ikke længere med)"), (True, "«Y» (ophørt)")):
        words = Words(world, Differences((thing, gone), NAMES, 1), "da", dated=dated)
        assert [clause.text for clause in words.clauses(thing)] == [f"har ikke længere indikator {told}"]


def test_other_evidence_is_said_beside_what_stays(world: World) -> None:
    """The ground that changed, the place that is another, and what else changed about the statement."""
    line4, line5 = f"{ID}kildehenvisning/000-l5", f"{ID}kildehenvisning/000-l7"
    cases = [
        (Restated(f"{AFT}harVision", TO_Y, (Support("udledt", line4, "u"),), (Support("fremgaar", line4, "u"),), ()),
         "grundlaget er ændret fra «vores læsning» til «fremgår af kilden»"),
        (Restated(f"{AFT}harVision", TO_Y, (Support("udledt", line4, "u"),), (Support("udledt", line5, "u"),), ()),
         ("hviler nu på høringsversionen af Sundhedsaftalen 2019-2023, linje 7, "
         "hviler ikke længere på høringsversionen af Sundhedsaftalen 2019-2023, linje 5")),
        (Restated(f"{AFT}harVision", TO_Y, (Support("redaktionel", "", "u"),), (Support("udledt", line5, "u"),), ()),
         ("grundlaget er ændret fra «tilføjet af redaktionen» til «vores læsning», "
         "hviler nu på høringsversionen af Sundhedsaftalen 2019-2023, linje 7")),
        (Restated(f"{AFT}harVision", TO_Y, (), (), (f"{AFT}begrundelseForLaesning", f"{AFT}retter")),
         "ændret ved udsagnet: begrundelse for læsning, retter"),
    ]  # fmt: skip
    for one, told in cases:
        thing = Thing(X, "X", (), CHANGED, (), (one,))
        words = Words(world, Differences((thing,), NAMES, 1), "da")
        assert [clause.text for clause in words.clauses(thing)] == [f"uændret: har vision «Y»; {told}"]


def test_every_verb_of_the_ontology_is_known_by_its_english_name(world: World) -> None:
    """First words that look like verbs and are none stand in the list; a new one shows here."""
    rows = world.store.select(
        "SELECT DISTINCT ?p WHERE { GRAPH graf:ontologi { ?p a owl:ObjectProperty } } ORDER BY ?p"
    ).rows
    firsts = {world.label(p.value, "en").split(" ")[0] for (p,) in rows if p}
    look = {word for word in firsts if word.endswith("s")}
    assert {"has", "is", "supports", "tasks"} <= look
    assert {word for word in look if word in ("tasks", "points", "times")} == {"tasks"}
    assert not {word for word in look if word.endswith(("ss", "us", "ness"))}


def test_properties_of_others_have_words_too(world: World) -> None:
    """ORG and ELI are read as ours are."""
    assert said(world, link(f"{ORG}hasMember", came=True)) == ["har fået medlem «Y»"]
    assert said(world, link(f"{ELI}based_on", came=False)) == ["ikke længere: udstedt i henhold til «Y»"]
