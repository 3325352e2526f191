"""The form of a question: values found by any name, and each wrong one answered in its field."""

from __future__ import annotations

import pytest

from aftalegraf.fields import Form, Hint, read_form
from aftalegraf.world import World

FLAGSHIP = "indikatorer-for-nationalt-maal"


def form(world: World, asked: str, language: str = "da", **given: str) -> Form:
    """The form of a question with some values."""
    return read_form(world, world.questions[asked], given, language)


def test_a_form_that_was_not_sent_complains_of_nothing(world: World) -> None:
    """It shows its fields, with the usual ground, and waits."""
    found = form(world, FLAGSHIP)
    assert (found.problems, found.complete, found.ground) == ((), False, "udledt")
    assert len(found.fields[0].choices) == 8


@pytest.mark.parametrize(
    "text", ["ng-forloeb", "Bedre sammenhængende patientforløb", "BEDRE sammenhængende patientforløb"]
)
def test_a_value_is_found_by_its_id_and_its_name(world: World, text: str) -> None:
    """Whatever the capitals; the address of the answer has the id."""
    found = form(world, FLAGSHIP, maal=text)
    assert found.complete
    assert found.values == {"maal": "ng-forloeb", "grundlag": "udledt"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "«Nationalt mål» skal være valgt, før spørgsmålet kan besvares."),
        ("en", "“National goal” must be chosen before the question can be answered."),
    ],
)
def test_a_required_value_that_was_not_chosen_is_asked_for(world: World, language: str, text: str) -> None:
    """Once the form is sent."""
    (problem,) = form(world, FLAGSHIP, language, maal="", grundlag="udledt").problems
    assert (problem.name, problem.text, problem.hints) == ("maal", text, ())


def test_an_unknown_value_is_answered_with_the_nearest(world: World) -> None:
    """In the words of the form, each with the address of the answer that was meant."""
    found = form(world, FLAGSHIP, maal="ng-forlob", grundlag="redaktionel")
    (problem,) = found.problems
    assert problem.text == "«ng-forlob» er ikke blandt de værdier, du kan vælge i «Nationalt mål»."
    assert [hint.label for hint in problem.hints] == ["Bedre sammenhængende patientforløb"]
    assert found.query(problem.hints[0]) == "grundlag=redaktionel&maal=ng-forloeb"
    assert not found.complete
    assert found.fields[0].shown == "ng-forlob"


def test_an_unknown_ground_is_answered_with_the_three(world: World) -> None:
    """And the usual one is chosen meanwhile."""
    found = form(world, "visioner-i-aftale", "en", grundlag="alt")
    (problem,) = found.problems
    assert problem.text == "“alt” is not a ground. Choose one of the three."
    assert [hint.value for hint in problem.hints] == ["fremgaar", "udledt", "redaktionel"]
    assert found.ground == "udledt"


def test_a_name_that_no_field_has_is_not_passed_over(world: World) -> None:
    """An answer for all would else be taken for the answer for one; it can be put right or left out."""
    found = form(world, "visioner-i-aftale", aftal="agr-midt-2019-2023")
    (problem,) = found.problems
    assert problem.text == "Adressen har værdien «aftal», men spørgsmålet har intet felt, der hedder det."
    assert problem.hints == (
        Hint("Sundhedsaftale", "aftale", "agr-midt-2019-2023"),
        Hint("Vis svaret uden den", "aftal", ""),
    )
    assert [found.query(hint) for hint in problem.hints] == [
        "grundlag=udledt&aftale=agr-midt-2019-2023",
        "grundlag=udledt",
    ]


def test_a_long_list_is_written_and_a_short_one_chosen(world: World) -> None:
    """98 municipalities and 8 goals."""
    assert form(world, "hvor-hoerer-kommunen-til").fields[0].long
    assert not form(world, FLAGSHIP).fields[0].long


def test_what_the_list_offers_is_found_again(world: World) -> None:
    """Also where two things have the same name: then the id stands beside it."""
    field = form(world, "udsagn-om-ting").fields[0]
    texts = [text for _, text in field.options]
    assert len({text.casefold() for text in texts}) == len(texts) > 1000
    twice = [(choice, text) for choice, text in field.options if text.endswith(f"({choice.id})")]
    assert len(twice) > 10
    for choice, text in (*field.options[:5], *twice[:5]):
        found = form(world, "udsagn-om-ting", ting=text).fields[0]
        assert (found.chosen, found.shown) == (choice, text)


def test_english_names_are_offered_and_danish_ones_understood(world: World) -> None:
    """A term with an English label is found by either."""
    danish = {c.iri: c for c in form(world, "udsagn-om-ting").fields[0].choices}
    english = form(world, "udsagn-om-ting", "en").fields[0].choices
    other = next(c for c in english if c.label != danish[c.iri].label)
    assert form(world, "udsagn-om-ting", "en", ting=danish[other.iri].label).complete
    assert form(world, "udsagn-om-ting", "da", ting=other.label).complete
