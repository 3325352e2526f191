"""The sentence of an answer: exact, in both languages, and never more than the rows say."""

from __future__ import annotations

import dataclasses

import pytest

from aftalegraf.answers import answer
from aftalegraf.found import ground_sentence, in_words, sentence
from aftalegraf.namespaces import ID
from aftalegraf.world import World

SAID = [
    (
        "visioner-i-aftale",
        {},
        "Vi fandt 15 visioner i 6 sundhedsaftaler.",
        "We found 15 visions in 6 health agreements.",
    ),
    (
        "kommuner-i-sundhedsraad",
        {"sundhedsraad": "Sundhedsråd Aarhus"},
        "Vi fandt 2 kommuner i «Sundhedsråd Aarhus»: «Aarhus Kommune» og «Samsø Kommune».",
        "We found 2 municipalities in “Sundhedsråd Aarhus”: “Aarhus Kommune” and “Samsø Kommune”.",
    ),
    (
        "vilkaar-for-samarbejdet",
        {},
        "Vi fandt 3 vilkår for samarbejdet: «Opdelt ledelse», «Opdelt økonomi» og «Adskilte data».",
        "We found 3 conditions of the cooperation: “Opdelt ledelse”, “Opdelt økonomi” and “Adskilte data”.",
    ),
    (
        "indikatorer-for-nationalt-maal",
        {"maal": "ng-forloeb"},
        "Vi fandt ingen indikatorer, der støtter det nationale mål «Bedre sammenhængende patientforløb».",
        "We found no indicators supporting the national goal “Bedre sammenhængende patientforløb”.",
    ),
    (
        "indikatorer-for-nationalt-maal",
        {"maal": "ng-forloeb", "grundlag": "redaktionel"},
        (
            "Vi fandt 3 indikatorer, der støtter det nationale mål «Bedre sammenhængende patientforløb», "
            "under 2 målsætninger."
        ),
        "We found 3 indicators supporting the national goal “Bedre sammenhængende patientforløb”, under 2 objectives.",
    ),
    (
        "brud-i-serier",
        {},
        "Vi fandt én måling med brud i serien for én måleindikator.",
        "We found one measurement with a break in the series for one measured indicator.",
    ),
    (
        "antal-medlemmer-i-forum",
        {"forum": "for-ssg-midt"},
        (
            "Vi fandt sammensætningen af ét forum («Sundhedsstyregruppen»): "
            "18 medlemmer i de led, hvor kilden angiver et antal."
        ),
        (
            "We found the composition of one forum (“Sundhedsstyregruppen”): "
            "18 members in the parts where the source gives a number."
        ),
    ),
    (
        "antal-medlemmer-i-forum",
        {"forum": "for-klyngesekretariat-syd"},
        "Vi fandt sammensætningen af ét forum («Klyngesekretariatene»): kilden angiver intet antal.",
        "We found the composition of one forum (“Klyngesekretariatene”): the source gives no number.",
    ),
    (
        "antal-medlemmer-i-forum",
        {"forum": "Aarhusklyngen"},
        "Vi fandt ingen sammensætning at tælle («Aarhusklyngen»).",
        "We found no composition to count (“Aarhusklyngen”).",
    ),
    (
        "optaelling-i-aftale",
        {"aftale": "agr-midt-2019-2023"},
        (
            "Vi talte op i én sundhedsaftale («Sundhedsaftalen 2019-2023, Region Midtjylland»): "
            "4 visioner, 3 indsatsområder, 4 målsætninger, ingen målepunkter og 10 indikatorer."
        ),
        (
            "We counted in one health agreement (“Sundhedsaftalen 2019-2023, Region Midtjylland”): "
            "4 visions, 3 focus areas, 4 objectives, no measuring points and 10 indicators."
        ),
    ),
    (
        "hvad-mangler-i-kilderne",
        {},
        "Vi fandt 92 steder, hvor dokumenterne ikke kan svare.",
        "We found 92 places where the documents cannot answer.",
    ),
]


@pytest.mark.parametrize(("asked", "given", "danish", "english"), SAID)
def test_an_answer_is_said_in_one_sentence(
    world: World, asked: str, given: dict[str, str], danish: str, english: str
) -> None:
    """How many, of what, for which values, and the names where they are few."""
    answered = answer(world, asked, given)
    assert in_words(sentence(world, answered, "da")) == danish
    assert in_words(sentence(world, answered, "en")) == english


def test_the_things_named_are_links_and_the_rest_is_not(world: World) -> None:
    """Each thing with its IRI."""
    answered = answer(world, "kommuner-i-sundhedsraad", {"sundhedsraad": "Sundhedsråd Aarhus"})
    linked = [(p.text, p.iri.removeprefix(ID)) for p in sentence(world, answered, "da") if p.iri]
    assert linked[1:] == [
        ("Aarhus Kommune", "kommune/mun-aarhus"),
        ("Samsø Kommune", "kommune/mun-samsoe"),
    ]
    assert linked[0][0] == "Sundhedsråd Aarhus"


def test_names_never_follow_a_second_number(world: World) -> None:
    """They would seem to be the names of what it counts."""
    given = {"maal": "ng-forloeb", "grundlag": "redaktionel"}
    answered = answer(world, "indikatorer-for-nationalt-maal", given)
    assert [p.text for p in sentence(world, answered, "da") if p.iri] == ["Bedre sammenhængende patientforløb"]


def test_the_ground_is_said(world: World) -> None:
    """What the answer rests on, or where it was looked for in vain."""
    asked = (("fremgaar", "da"), ("udledt", "en"), ("redaktionel", "da"))
    found = [
        ground_sentence(answer(world, "visioner-i-aftale", {"grundlag": ground}), spoken) for ground, spoken in asked
    ]
    assert found == [
        "Svaret bygger kun på det, der fremgår af kilderne.",
        "The answer rests on what the sources state and on our reading of them.",
        "Svaret bygger på det, der fremgår af kilderne, på vores læsning og på det, redaktionen har tilføjet.",
    ]
    none = answer(world, "indikatorer-for-nationalt-maal", {"maal": "ng-forloeb"})
    assert ground_sentence(none, "da") == "Vi søgte i det, der fremgår af kilderne, og i vores læsning af dem."
    assert ground_sentence(none, "en") == "We searched what the sources state and our reading of them."


def test_every_question_has_a_sentence_that_names_what_it_counts_and_what_was_chosen(world: World) -> None:
    """In both languages: each name is a column or a parameter, and no value chosen is passed over."""
    for question in world.questions.values():
        parameters = {p.name for p in question.parameters}
        for language in ("da", "en"):
            found = question.sentences[language]
            assert parameters == found.chosen, f"{question.id}, {language}"
            assert found.names <= {*parameters, *question.columns}, f"{question.id}, {language}"
            assert found.first in (*question.columns, "*")
    assert len(world.questions) == 105


def test_a_question_without_a_sentence_counts_its_rows(world: World) -> None:
    """A question of one's own needs none."""
    answered = answer(world, "visioner-i-aftale", {})
    plain = dataclasses.replace(answered, question=dataclasses.replace(answered.question, sentences={}))
    assert in_words(sentence(world, plain, "da")) == "Vi fandt 15 rækker."
