"""What is said of an agreement in one sentence a level and force is exact, and never better than it is."""

from __future__ import annotations

import pytest

from aftalegraf.conformance import sentences, summary, tallies
from aftalegraf.review import MET, NOT_MET, UNDECIDED
from tests.made_reviews import report, result, rule, several

SAID = [
    (("skal", "lov", {"met": 3, "undecided": 1}),
     "Opfylder alle krav i lov og bekendtgørelse, der kan afgøres (3 af 4; 1 kan ikke afgøres).",
     "Meets all requirements in act and order that can be decided (3 of 4; 1 cannot be decided)."),
    (("skal", "vejledningUdkast", {"missing": 3}),
     "3 krav i vejledningsudkastet er ikke opfyldt.",
     "3 requirements in the draft guidance are not met."),
    (("skal", "vejledningUdkast", {"met": 4, "missing": 1, "undecided": 3}),
     "1 krav i vejledningsudkastet er ikke opfyldt (4 opfyldt, 3 kan ikke afgøres).",
     "1 requirement in the draft guidance is not met (4 met, 3 cannot be decided)."),
    (("skal", "bekendtgoerelse", {"met": 2}),
     "Opfylder alle 2 krav i lov og bekendtgørelse.",
     "Meets all 2 requirements in act and order."),
    (("skal", "lov", {"met": 1}),
     "Opfylder det ene krav i lov og bekendtgørelse.",
     "Meets the one requirement in act and order."),
    (("skal", "lov", {"undecided": 4}),
     "Ingen af de 4 krav i lov og bekendtgørelse kan afgøres.",
     "None of the 4 requirements in act and order can be decided."),
    (("boer", "vejledningUdkast", {"undecided": 1}),
     "Den ene anbefaling i vejledningsudkastet kan ikke afgøres.",
     "The one recommendation in the draft guidance cannot be decided."),
    (("boer", "vejledningUdkast", {"met": 2}),
     "Følger alle 2 anbefalinger i vejledningsudkastet.",
     "Follows all 2 recommendations in the draft guidance."),
    (("boer", "vejledningUdkast", {"missing": 2, "met": 1}),
     "2 anbefalinger i vejledningsudkastet er ikke opfyldt (1 opfyldt).",
     "2 recommendations in the draft guidance are not met (1 met)."),
    (("kan", "vejledningUdkast", {"met": 2, "departing": 1}),
     "Opfylder 2 af 3 punkter til oplysning i vejledningsudkastet (1 lovlig afvigelse fra udgangspunktet).",
     "Meets 2 of 3 points of information in the draft guidance (1 lawful departure from the starting point)."),
    (("kan", "bekendtgoerelse", {"departing": 2, "undecided": 1}),
     ("Opfylder 0 af 3 punkter til oplysning i lov og bekendtgørelse "
     "(1 kan ikke afgøres, 2 lovlige afvigelser fra udgangspunktet)."),
     ("Meets 0 of 3 points of information in act and order "
     "(1 cannot be decided, 2 lawful departures from the starting point).")),
    (("skal", "aftaleHoeringsversion", {"met": 2, "missing": 1}),
     "1 krav i aftalens egne forpligtelser (høringsversionen) er ikke opfyldt (2 opfyldt).",
     "1 requirement in the agreement's own commitments (consultation draft) is not met (2 met)."),
    (("skal", "administrativtTillaeg", {"met": 5}),
     "Opfylder alle 5 krav i det administrative tillæg.",
     "Meets all 5 requirements in the administrative supplement."),
]  # fmt: skip
OTHER = result(rule("V8-1", "boer", "lov"))  # so that no review is one where nothing can be decided


@pytest.mark.parametrize(("case", "danish", "english"), SAID, ids=lambda case: str(case)[:60])
def test_a_level_and_force_are_told_in_one_sentence(
    case: tuple[str, str, dict[str, int]], danish: str, english: str
) -> None:
    """Never conforming where something is undecided, unless it says so in the same breath."""
    level, force, numbers = case
    found = report(*several(level, force, **numbers), *([OTHER] if (level, force) != ("boer", "lov") else []))
    assert danish in summary(found)
    assert english in summary(found, "en")


def test_act_and_order_are_told_together_and_counted_apart() -> None:
    """A planner reads one sentence; a program has both numbers."""
    found = report(*several("skal", "lov", met=1), *several("skal", "bekendtgoerelse", met=2))
    assert summary(found) == ("Opfylder alle 3 krav i lov og bekendtgørelse.",)
    assert [(tally.force, tally.total) for tally in tallies(found)] == [("lov", 1), ("bekendtgoerelse", 2)]


def test_a_provision_tested_on_many_things_counts_once_as_its_worst() -> None:
    """Two met, one undecided and one unmet of the same rule is one that is not met."""
    one = rule()
    found = report(*(result(one, outcome) for outcome in (MET, UNDECIDED, NOT_MET, MET)), OTHER)
    (tally,) = [tally for tally in tallies(found) if tally.level == "skal"]
    assert (tally.total, tally.met, tally.missing, tally.undecided) == (1, 0, 1, 0)


def test_what_is_tested_by_approximation_only_is_not_sold_as_more() -> None:
    """A met approximation is told apart."""
    found = report(result(rule(approximate=True)), result(rule("V9-2")))
    assert summary(found) == ("Opfylder alle 2 krav i lov og bekendtgørelse (heraf 1 kun prøvet ved en tilnærmelse).",)


def test_a_rule_younger_than_the_agreement_is_told_as_such() -> None:
    """It is no breach, also where only the sentence is read."""
    found = report(result(rule(), NOT_MET, standing="senere"), OTHER)
    assert summary(found)[0] == "1 krav i lov og bekendtgørelse er ikke opfyldt (heraf 1 yngre end aftalen)."
    unknown = report(result(rule(), NOT_MET, standing="ukendt"), OTHER)
    assert summary(unknown, "en")[0] == (
        "1 requirement in act and order is not met (for 1 it is unknown whether they applied)."
    )


def test_forums_and_authorities_are_no_part_of_the_agreement() -> None:
    """Each has its own heading, in a fixed order."""
    found = report(
        result(rule("V9-3", about="omMyndigheden")),
        result(rule("V9-2", about="omForummet"), NOT_MET),
        result(rule("V9-1")),
        result(rule("V9-4", about="omSamarbejdsaftalen")),
    )
    assert sentences(found) == (
        ("Aftalen selv", ("Opfylder det ene krav i lov og bekendtgørelse.",)),
        ("Samarbejdsaftalerne", ("Opfylder det ene krav i lov og bekendtgørelse.",)),
        ("Udvalg, klynger og andre fora", ("1 krav i lov og bekendtgørelse er ikke opfyldt.",)),
        ("Region, kommuner og andre myndigheder", ("Opfylder det ene krav i lov og bekendtgørelse.",)),
    )
    assert summary(found)[2] == ("Udvalg, klynger og andre fora: 1 krav i lov og bekendtgørelse er ikke opfyldt.")


def test_an_agreement_of_which_nothing_is_known_has_one_sentence() -> None:
    """Not one a level."""
    found = report(*several("skal", "lov", undecided=3), *several("boer", "vejledningUdkast", undecided=2))
    assert summary(found) == ("Ingen af de 5 bestemmelser kan afgøres.",)
