"""What a reader can do when an answer is empty, and which words of an English text are Danish."""

from __future__ import annotations

from aftalegraf.answers import answer
from aftalegraf.remedies import remedies, split
from aftalegraf.world import World

FLAGSHIP = "indikatorer-for-nationalt-maal"


def test_what_is_lost_and_what_is_left_out_each_have_a_next_step(world: World) -> None:
    """The picture that is lost leads to all that is lost; the ground to a wider one."""
    lost, left_out = remedies(answer(world, FLAGSHIP, {"maal": "ng-forloeb"}), "da")
    assert lost.text.startswith("Kan ikke afgøres: overbliksbilledet mangler i tekstudtrækket")
    assert [(s.text, s.address) for s in lost.steps] == [
        ("Se alt, hvad der er tabt i kilderne eller ikke i samlingen", "/spoergsmaal/hvad-mangler-i-kilderne")
    ]
    assert left_out.text == (
        "Udeladt ved det valgte grundlag: 3 rækker kommer frem, "
        "når svaret også må bygge på det, redaktionen har tilføjet."
    )
    assert (left_out.ground, left_out.steps) == ("redaktionel", ())


def test_a_document_that_is_not_at_hand_leads_to_those_that_are_missing(world: World) -> None:
    """The planner sees what to obtain."""
    found = remedies(answer(world, "visioner-i-aftale", {"aftale": "agr-sjaelland-2019-2023"}), "da")
    assert [s.address for r in found for s in r.steps] == ["/spoergsmaal/dokumenter-der-mangler"]


def test_what_the_sources_do_not_state_leads_to_what_they_do(world: World) -> None:
    """About the thing chosen, or for all things."""
    (found,) = remedies(answer(world, "roller-i-forum", {"forum": "for-kosu"}, "en"), "en")
    assert [(s.text, s.address) for s in found.steps] == [
        ("See what else the sources say about", "/spoergsmaal/udsagn-om-ting?ting=for-kosu#svaret"),
        ("See the answer without choosing anything", "/spoergsmaal/roller-i-forum?grundlag=udledt#svaret"),
    ]
    assert found.steps[0].iri.endswith("/id/forum/for-kosu")


def test_the_words_of_documents_are_told_apart_in_english(world: World) -> None:
    """Our own words are English, the explanation and the place are Danish."""
    lost, left_out = remedies(answer(world, FLAGSHIP, {"maal": "ng-forloeb"}, "en"), "en")
    assert lost.pieces[0] == ("Cannot be decided: ", False)
    assert lost.pieces[1][0].startswith("overbliksbilledet mangler")
    assert [spoken for _, spoken in lost.pieces] == [False, True, False, True, False]
    assert left_out.text == (
        "Left out by the ground chosen: 3 rows when the answer may also rest on what the editors added."
    )
    assert [spoken for _, spoken in left_out.pieces] == [False]


def test_every_reason_in_english_holds_no_danish_of_ours(world: World) -> None:
    """What is left after the parts that are marked has no Danish letters and none of our Danish words."""
    seen = 0
    for question in world.questions.values():
        given = {p.name: "for-ssg-midt" for p in question.parameters if p.class_iri.endswith("#Forum")}
        if any(p.required for p in question.parameters):
            continue
        for remedy in remedies(answer(world, question.id, given, "en"), "en"):
            ours = "".join(text for text, spoken in remedy.pieces if not spoken)
            assert not set("æøåÆØÅ") & set(ours), (question.id, ours)
            seen += 1
    assert seen > 15


def test_a_text_is_split_at_its_longest_parts_first() -> None:
    """A part within another does not cut it."""
    assert split("a «b c» d b", ("b", "b c")) == (("a «", False), ("b c", True), ("» d ", False), ("b", True))
    assert split("", ("b",)) == ()
