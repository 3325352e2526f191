"""A review is put in the order in which a planner reads it."""

from __future__ import annotations

from aftalegraf.outline import Outline, Section, notices, outline
from aftalegraf.review import NOT_MET, UNDECIDED
from aftalegraf.world import World
from tests.made_reviews import EXAMPLE, report, result, rule, several


def section(told: Outline, key: str) -> Section:
    """The part of a report with a key."""
    (found,) = [section for section in told.sections if section.key == key]
    return found


def test_what_is_missing_comes_first_and_what_is_met_last(world: World) -> None:
    """Not met, departures, undecided, met."""
    told = outline(world, report(*several("kan", "lov", met=1, undecided=1, departing=1, missing=1)))
    assert [(section.key, section.heading) for section in told.sections] == [
        ("first", "Det skal I se på først"),
        ("departures", "Afvigelser fra udgangspunktet (lovlige)"),
        ("open", "Det kan ikke afgøres"),
        ("met", "Det er opfyldt"),
    ]


def test_findings_are_ordered_by_subject_then_level_then_standing_then_force(world: World) -> None:
    """The agreement before its forums, skal before bør, in force before the draft, the act before the order."""
    told = outline(world, report(
        result(rule("V9-1", "boer", "vejledningUdkast"), NOT_MET),
        result(rule("V9-2", "skal", "vejledningUdkast"), NOT_MET),
        result(rule("V9-3", about="omForummet"), NOT_MET),
        result(rule("V9-4", "skal", "bekendtgoerelse"), NOT_MET),
        result(rule("V9-5", "skal", "lov"), NOT_MET),
        result(rule("V9-6", "skal", "lov"), NOT_MET, standing="senere"),
    ))  # fmt: skip
    groups = section(told, "first").groups
    assert [group.heading for group in groups] == [
        "Aftalen selv · Skal · Ikke opfyldt (2)",
        "Aftalen selv · Skal · Mangel i forhold til senere regler (1)",
        "Aftalen selv · Skal · Mangel i forhold til senere vejledning (udkast) (1)",
        "Aftalen selv · Bør · Mangel i forhold til senere vejledning (udkast) (1)",
        "Udvalg, klynger og andre fora · Skal · Ikke opfyldt (1)",
    ]
    assert [item.results[0].rule.id for group in groups for item in group.items] == [
        "V9-5", "V9-4", "V9-6", "V9-2", "V9-1", "V9-3",
    ]  # fmt: skip


def test_a_finding_names_the_thing_the_rule_what_was_found_the_cure_and_the_source(world: World) -> None:
    """Each on a line of its own, with what says the same and that it is an approximation."""
    place = "https://w3id.org/aftalegraf/id/kildehenvisning/000-l193"
    one = rule(also=("V1.1-9", "V2-3"), approximate=True, basis=("sundhedsloven § 205",), source=place)
    told = outline(world, report(result(one, NOT_MET, found=("regionen",), places=(place,)), result(rule("V9-2"))))
    ((item,),) = [group.items for group in section(told, "first").groups]
    assert item.title == "V9-1 parterne fremgår (også V1.1-9, V2-3)"
    assert item.marks == ("skal", "lov", "kapitel 9", "sundhedsloven § 205", "tilnærmelse")
    assert [(line.key, line.text) for line in item.lines] == [
        ("where", "Fiktiv sundhedsaftale"),
        ("found", "regionen"),
        ("why", "Parterne fremgår ikke."),
        ("do", "Skriv parterne."),
        ("source", "høringsversionen af Sundhedsaftalen 2019-2023, linje 193"),
        ("says", f"{EXAMPLE}V9-1 (høringsversionen af Sundhedsaftalen 2019-2023, linje 193)"),
    ]


def test_one_rule_that_says_the_same_of_many_things_is_one_finding(world: World) -> None:
    """The things are listed; a thing of which something else is said has its own."""
    many = [result(rule(), NOT_MET, label=f"Klynge {n}", focus=f"{EXAMPLE}k{n}") for n in range(3)]
    other = result(rule(), NOT_MET, label="Klynge 4", focus=f"{EXAMPLE}k4", reasons=("Andet.",))
    (group,) = section(outline(world, report(*many, other, result(rule("V9-2")))), "first").groups
    assert [item.things for item in group.items] == ["Klynge 0; Klynge 1; Klynge 2", "Klynge 4"]


def test_a_departure_is_lawful_and_tells_both_numbers(world: World) -> None:
    """What the default is and what was found, apart from what is missing."""
    default = rule(level="kan", defeasible=True, message={"da": "Standarden er 5 medlemmer", "en": "The default is 5"})
    told = outline(world, report(result(default, NOT_MET, found=("7 medlemmer",)), result(rule("V9-2"))))
    assert section(told, "first").lead == "Intet, der kan afgøres, mangler at være opfyldt."
    departures = section(told, "departures")
    assert "må gerne aftale noget andet" in departures.lead
    ((item,),) = [group.items for group in departures.groups]
    texts = {line.name: line.text for line in item.lines}
    assert (texts["Udgangspunktet"], texts["Fundet"]) == ("Standarden er 5 medlemmer.", "7 medlemmer")


def test_what_cannot_be_decided_is_told_once_a_reason(world: World) -> None:
    """The reason that covers most comes first, with what to do and the provisions that wait for it."""
    told = outline(world, report(
        result(rule("V9-1"), UNDECIDED, reasons=("Referatet mangler.",)),
        result(rule("V9-2"), UNDECIDED),
        result(rule("V9-3", about="omForummet"), UNDECIDED, label="Udvalget", focus=f"{EXAMPLE}u"),
        result(rule("V9-4")),
    ))  # fmt: skip
    first, second = section(told, "open").groups
    assert first.heading == "2 bestemmelser kan ikke afgøres, fordi: Dokumentet er ikke i samlingen."
    assert [(item.title, item.things) for item in first.items] == [
        ("V9-2 parterne fremgår", ""),
        ("V9-3 parterne fremgår", "Udvalget"),
    ]
    assert [subject for subject, _ in first.by_subject] == ["Aftalen selv", "Udvalg, klynger og andre fora"]
    assert [subject for subject, _ in second.by_subject] == [""]
    assert second.heading == "1 bestemmelse kan ikke afgøres, fordi: Referatet mangler."
    assert [(line.name, line.text) for line in second.lines] == [
        ("Næste skridt", "Se efter i kilden, eller skaf dokumentet, og skriv det ind."),
        ("Gør", "Skriv parterne."),
    ]


def test_the_next_step_follows_from_how_the_source_was_read(world: World) -> None:
    """A document that is not at hand is obtained; what was lost in extraction is looked up in the original."""
    steps = {
        reason: section(outline(world, report(result(rule(), UNDECIDED, reasons=(reason,)), result(rule("V9-2")))),
                        "open").groups[0].lines[0].text
        for reason in world_reasons(world)
    }  # fmt: skip
    (lost,) = [step for reason, step in steps.items() if reason.startswith("overbliksbilledet mangler i tekstudtr")]
    assert lost == "Se efter i det oprindelige dokument: det gik tabt, da teksten blev trukket ud."
    (away,) = [
        step for reason, step in steps.items() if reason.lower().startswith("selve sundhedsaftalen 2024-2027 for")
    ]
    assert away == "Skaf dokumentet, og tag det med i samlingen."


def world_reasons(world: World) -> list[str]:
    """The explanations that the collection gives."""
    rows = world.store.select("SELECT DISTINCT ?w WHERE { ?l a aft:Laesning ; aft:forklaring ?w } ORDER BY ?w").rows
    return [row[0].value for row in rows if row[0]]


def test_a_rule_met_by_many_things_takes_one_line(world: World) -> None:
    """With the number of things; of the agreement itself nothing more is said."""
    many = [result(rule(), label=f"Klynge {n}", focus=f"{EXAMPLE}k{n}") for n in range(12)]
    (group,) = section(outline(world, report(*many, result(rule("V9-2")))), "met").groups
    assert (group.heading, [(item.title, item.things) for item in group.items]) == (
        "Aftalen selv (2)",
        [("V9-1 parterne fremgår", "sundhedsaftale: 12"), ("V9-2 parterne fremgår", "")],
    )


def test_an_agreement_that_is_not_at_hand_is_one_finding(world: World) -> None:
    """One hundred and fifty provisions, one reason, no list."""
    told = outline(world, report(*several("skal", "lov", undecided=150)))
    ((group,),) = [section.groups for section in told.sections]
    assert group.heading == "150 bestemmelser kan ikke afgøres, fordi: Dokumentet er ikke i samlingen."
    assert group.items == ()
    assert told.notices == (
        "Uofficielt værktøj. Gennemgangen er ingen godkendelse; den viser kun, hvad der står i kilderne.",
    )


def test_the_notices_fit_the_review() -> None:
    """The draft is named where a rule of it was tested, the approximation where there is one."""
    plain = notices(report(result(rule())))
    assert plain[1:] == ("Aftalens dokument er fra 1. januar 2024.",)
    draft = notices(report(result(rule(force="vejledningUdkast", approximate=True)), dated=""))
    assert [notice.split(" ")[0] for notice in draft] == [
        "Uofficielt",
        "Vejledningen",
        "Aftalen",
        "Hvor",
        "Tilnærmelse",
    ]


def test_english_is_complete(world: World) -> None:
    """No Danish word of our own in the English outline."""
    told = outline(world, report(*several("skal", "lov", met=1, missing=1, undecided=1, departing=1)), "en")
    words = " ".join([
        *(section.heading + section.lead for section in told.sections),
        *(line.name for section in told.sections for group in section.groups for line in group.lines),
        *(line.name for section in told.sections for group in section.groups for item in group.items
          for line in item.lines),
        *told.notices,
    ])  # fmt: skip
    for danish in ("Gør", "Fundet", "Hvorfor", "Kilde", "opfyldt", "afgøres", "Bestemmelsen"):
        assert danish not in words
    assert {section.key for section in told.sections} == {"first", "departures", "open", "met"}
