"""An empty answer says why, by one of five kinds, and a caveat concerns what was asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aftalegraf.answers import answer
from aftalegraf.asked import KINDS, Reason
from aftalegraf.world import World, open_world
from tests.made_up import add, question

SYD = "agr-syd"
OTHER = """
agr-syd aft:Sundhedsaftale Aftale Syd
foc-syd aft:Indsatsomraade område Syd
obj-syd aft:Maalsaetning målsætning Syd
"""
LINKS = """
agr-syd aft:harIndsatsomraade foc-syd
foc-syd aft:harMaalsaetning obj-syd
agr-syd aft:harRamme ng-leveaar
"""
MISSING = """
laes-syd aft:laesningAf agr-syd
laes-syd aft:omEgenskab aft:dokumenteretI
laes-syd aft:laesningsresultat aft:ikkeISamlingen
laes-syd aft:forklaring aftalen er ikke i samlingen
"""
PLACE = "høringsversionen af Sundhedsaftalen 2019-2023, linje 62"
PICTURE = (
    "overbliksbilledet mangler i tekstudtrækket; det illustrerede sammenhængen mellem de nationale mål og aftalens "
    "visioner og indsatsområder med målsætninger og indikatorer (høringsversionen af Sundhedsaftalen 2019-2023, "
    "linje 193)."
)


def why(world: World, asked: str, language: str = "da", **given: str) -> list[tuple[str, str]]:
    """The kinds and texts of an empty answer."""
    answered = answer(world, asked, given, language)
    assert answered.rows.rows == ()
    return said(answered.reasons)


def caveats(world: World, asked: str, **given: str) -> list[tuple[str, str]]:
    """The kinds and texts of what an answer cannot tell."""
    return said(answer(world, asked, given).caveats)


def said(found: tuple[Reason, ...]) -> list[tuple[str, str]]:
    """Kind and text."""
    return [(reason.kind, reason.text) for reason in found]


def other(files: Path, things: str = "", statements: str = "") -> World:
    """A world with a second agreement."""
    return open_world(add(files, OTHER + things, LINKS + statements))


def reading(thing: str, property_: str, outcome: str, text: str = "det er sådan") -> str:
    """The statements of a reading."""
    return f"""
    laes-x aft:laesningAf {thing}
    laes-x aft:omEgenskab {property_}
    laes-x aft:laesningsresultat {outcome}
    laes-x aft:forklaring {text}
    """


def test_what_was_lost_and_what_the_ground_leaves_out(world: World) -> None:
    """The flagship: the lost picture, and the paths that the editors added."""
    lost = ("tabt", f"Kan ikke afgøres: {PICTURE}")
    left = "Udeladt ved det valgte grundlag: 1 række kommer frem med grundlag=redaktionel "
    assert why(world, "indikatorer-for-nationalt-maal", maal="ng-leveaar") == [
        lost,
        ("grundlag", f"{left}(også det, redaktionen har tilføjet)."),
    ]
    assert why(world, "indikatorer-for-nationalt-maal", maal="ng-kvalitet", grundlag="redaktionel") == [lost]


def test_the_wider_ground_is_named_for_programs(world: World) -> None:
    """Only where the ground is the reason."""
    found = answer(world, "indikatorer-for-nationalt-maal", {"maal": "ng-leveaar"}).reasons
    assert [(reason.kind, reason.ground) for reason in found] == [("tabt", ""), ("grundlag", "redaktionel")]


def test_a_thing_that_is_not_there_at_the_ground_chosen(world: World) -> None:
    """That the forum is called so is our reading."""
    assert why(world, "opgaver-for-forum", forum="for-ssg-midt", grundlag="fremgaar")[0] == (
        "ingen-ting",
        "«Sundhedsstyregruppen» er ikke med ved det valgte grundlag: tingens eget grundlag er «vores læsning».",
    )


def test_what_only_the_editors_added_can_be_chosen(files: Path) -> None:
    """At the usual ground it is not there, and the answer says so."""
    add(files, "for-x aft:Forum forum X", "for-x aft:harOpgave tsk-kly-1", ground="redaktionel")
    found = why(open_world(files), "opgaver-for-forum", forum="for-x")
    assert [kind for kind, _ in found] == ["ingen-ting", "grundlag"]
    assert "tingens eget grundlag er «tilføjet af redaktionen»" in found[0][1]


@pytest.mark.parametrize("need", ["valgfri", "påkrævet"])
def test_a_class_without_things(files: Path, need: str) -> None:
    """Nothing can be chosen, so nothing is asked for."""
    line = f"parameter: x aft:Casekatalog {need} | katalog | catalogue"
    world = open_world(question(files, "#VALUES\n?x a aft:Casekatalog", line, select="?x"))
    name = world.label("https://w3id.org/aftalegraf/ns#Casekatalog")
    assert why(world, "opdigtet") == [("ingen-ting", f"Grafen indeholder ingen ting af klassen «{name}».")]


def test_the_sources_do_not_state_it_for_what_was_chosen(world: World, files: Path) -> None:
    """A forum without members, where others have some; an area without objectives in an agreement that was read."""
    text = "Kilderne angiver ikke «har medlem» for «Sundhedskoordinationsudvalget»."
    undeclared = "Det er ikke oplyst, om kilderne er læst fuldstændigt for det."
    assert why(world, "medlemmer-af-forum", forum="for-sku-midt") == [("intet-led", f"{text} {undeclared}")]
    copy = open_world(add(files, "foc-x aft:Indsatsomraade område X", "agr-midt-2019-2023 aft:harIndsatsomraade foc-x"))
    assert why(copy, "maalsaetninger-i-indsatsomraade", indsatsomraade="foc-x") == [
        ("intet-led", "Kilderne angiver ikke «har målsætning» for «område X».")
    ]


def test_two_things_chosen_are_both_named(world: World) -> None:
    """With the words of the parameters."""
    ((kind, text),) = why(world, "vejen-for-sager", fra="for-sku-midt", til="for-ssg-midt")
    assert kind == "intet-led"
    assert "for fra forum «Sundhedskoordinationsudvalget» sammen med til forum «Sundhedsstyregruppen»." in text


def test_the_sources_do_not_state_it_for_anyone(files: Path) -> None:
    """With and without a value."""
    line = "parameter: fra aft:Forum valgfri | forum | forum"
    found = question(files, "#VALUES\n?fra aft:udoever ?x", line, "hviler på: aft:refererTil", select="?fra")
    world = open_world(found)
    for given in ({}, {"fra": "for-sku-midt"}):
        ((kind, text),) = why(world, "opdigtet", **given)
        assert kind == "intet-led"
        assert text.startswith("Kilderne angiver ikke «refererer til» for nogen.")


@pytest.mark.parametrize(
    ("code", "kind", "text"),
    [
        ("tabtIUdtraek", "tabt", "Kan ikke afgøres: det er sådan"),
        ("ikkeISamlingen", "ikke-i-samlingen", "Kan ikke afgøres, fordi en kilde ikke er i samlingen: det er sådan"),
        ("ikkeAngivet", "intet-led", "Kilden er læst og angiver det ikke: det er sådan"),
        ("ikkeUdfyldt", "intet-led", "Feltet er ikke udfyldt i kilden: det er sådan"),
    ],
)
@pytest.mark.parametrize("about", ["agr-syd", "foc-syd", "obj-syd"])
def test_a_reading_says_why(files: Path, code: str, kind: str, text: str, about: str) -> None:
    """About the thing, what it belongs to or what belongs to it, with its place."""
    statements = reading(about, "aft:harMaalgruppe", f"aft:{code}")
    codes = "aft:ikkeAngivet a skos:Concept . aft:ikkeUdfyldt a skos:Concept ."
    line = "parameter: indsatsomraade aft:Indsatsomraade valgfri | indsatsområde | focus area"
    where = "#VALUES\n?indsatsomraade aft:harMaalsaetning ?x . ?x aft:harMaalgruppe ?g"
    question(files, where, line, "hviler på: aft:harMaalgruppe", select="?x")
    world = open_world(add(files, f"{OTHER}laes-x aft:Laesning læsning", LINKS + statements, codes))
    assert why(world, "opdigtet", indsatsomraade="foc-syd") == [(kind, f"{text} ({PLACE}).")]


def test_a_document_that_is_not_at_hand_covers_all_below_its_agreement(files: Path) -> None:
    """Whatever the property; but not what others share, nor another agreement."""
    world = other(files, "laes-syd aft:Laesning læsning", MISSING)
    text = f"Kan ikke afgøres, fordi en kilde ikke er i samlingen: aftalen er ikke i samlingen ({PLACE})."
    assert why(world, "visioner-i-aftale", aftale=SYD) == [("ikke-i-samlingen", text)]
    assert why(world, "indikatorer-for-maalsaetning", maalsaetning="obj-syd") == [("ikke-i-samlingen", text)]
    caveat = f"Forbehold vedrørende «Aftale Syd»: aftalen er ikke i samlingen ({PLACE})."
    assert caveats(world, "maalsaetninger-i-indsatsomraade", indsatsomraade="foc-syd") == [("ikke-i-samlingen", caveat)]
    ((kind, text),) = caveats(world, "visioner-i-aftale")
    assert (kind, "«Aftale Syd»" in text) == ("ikke-i-samlingen", True)
    assert caveats(world, "visioner-i-aftale", aftale="agr-midt-2019-2023") == []
    assert [kind for kind, _ in why(world, "indikatorer-for-nationalt-maal", maal="ng-leveaar")] == ["tabt", "grundlag"]


def test_several_agreements_that_are_not_at_hand_are_told_together(files: Path) -> None:
    """One finding, not one for each."""
    things = "laes-syd aft:Laesning læsning\nagr-nord aft:Sundhedsaftale Aftale Nord\nlaes-nord aft:Laesning læsning"
    world = other(files, things, MISSING + MISSING.replace("syd", "nord"))
    ((kind, text),) = caveats(world, "visioner-i-aftale")
    assert kind == "ikke-i-samlingen"
    assert text.startswith("Forbehold: disse aftalers tekst er ikke i samlingen: «")
    assert "«Aftale Nord»" in text
    assert "«Aftale Syd»" in text


def test_a_loss_in_one_document_is_no_reason_for_another_agreement(files: Path) -> None:
    """Neither as a reason nor as a caveat; without a value it is a caveat that says what it is about."""
    world = other(files)
    about = "Forbehold vedrørende «Sundhedsaftalen 2019-2023, Region Midtjylland»: "
    assert [text.startswith(about) for _, text in caveats(world, "frister-og-status")].count(True) == 1
    assert len(caveats(world, "frister-og-status", aftale="agr-midt-2019-2023")) == 1
    assert caveats(world, "frister-og-status", aftale=SYD) == []
    ((kind, text),) = why(world, "frister-og-status", aftale=SYD)
    assert kind == "intet-led"
    assert "«Aftale Syd»" in text
    assert "2019" not in text


def test_a_reading_of_two_properties_is_told_once(files: Path) -> None:
    """The question rests on both."""
    statements = (
        reading("agr-syd", "aft:harOpfoelgning", "aft:tabtIUdtraek") + "laes-x aft:omEgenskab aft:indsendelsesdato"
    )
    world = other(files, "laes-x aft:Laesning læsning", statements)
    assert why(world, "frister-og-status", aftale=SYD) == [("tabt", f"Kan ikke afgøres: det er sådan ({PLACE}).")]


def test_a_reading_of_a_document_concerns_what_is_read_in_it(files: Path) -> None:
    """A forum belongs to no agreement; the draft names it."""
    statements = reading("doc-000", "org:hasMember", "aft:tabtIUdtraek")
    world = open_world(add(files, "laes-x aft:Laesning læsning", statements))
    assert why(world, "medlemmer-af-forum", forum="for-sku-midt") == [
        ("tabt", f"Kan ikke afgøres: det er sådan ({PLACE}).")
    ]


def test_the_reasons_are_told_in_english(files: Path) -> None:
    """All but the words of the sources and the names."""
    world = other(files, "laes-syd aft:Laesning læsning", MISSING)
    assert why(world, "visioner-i-aftale", "en", aftale=SYD)[0][1].startswith(
        "Cannot be decided, as a source is not at hand: "
    )
    assert why(world, "medlemmer-af-forum", "en", forum="for-sku-midt")[0][1].startswith(
        "The sources do not state “has member” for “Sundhedskoordinationsudvalget”. It is not declared"
    )
    assert why(world, "opgaver-for-forum", "en", forum="for-ssg-midt", grundlag="fremgaar")[0][1] == (
        "“Sundhedsstyregruppen” is not there at the ground chosen: its own ground is “our reading”."
    )


def test_every_kind_is_one_of_five(world: World) -> None:
    """For every question of the library at every ground."""
    assert len(KINDS) == 5
    for name in world.questions:
        for ground in ("fremgaar", "udledt", "redaktionel"):
            if not any(parameter.required for parameter in world.questions[name].parameters):
                answered = answer(world, name, {"grundlag": ground})
                assert {r.kind for r in (*answered.reasons, *answered.caveats)} <= set(KINDS)
                assert bool(answered.reasons) == (not answered.rows.rows)


def test_a_spoiled_file_still_names_what_is_lost(edit: Callable[[str, str, str], Path]) -> None:
    """The text of a reading comes from the data."""
    name, old = "data/midtjylland-2019-2023/statements.csv", "aftalen angiver, hvornår statusserne gøres op"
    world = open_world(edit(name, old, "aftalen nævner, hvornår statusserne gøres op"))
    assert "aftalen nævner, hvornår" in caveats(world, "frister-og-status")[0][1]
