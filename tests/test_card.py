"""A card tells what a rule asks, why, and how to meet it."""

from __future__ import annotations

import pytest

from aftalegraf.card import card, card_text, rule_named
from aftalegraf.errors import UnknownNameError
from aftalegraf.rules import rules
from aftalegraf.world import World
from tests.made_reviews import rule


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "da",
            (
                "V9-1 parterne fremgår (også V2-3) [skal, lov, kapitel 9, tilnærmelse]\n"
                "  Hvad: Https://example.org/fiktion/V9-1.\n"
                "  Hvorfor: Uden parter er der ingen aftale.\n"
                "  Hjemmel: sundhedsloven § 205\n"
                "  Prøves på: sundhedsaftale\n"
                "  Sådan opfyldes den: Skriv parterne.\n"
                "  Opfyldt, fx: Region og kommuner er nævnt.\n"
                "  Ikke opfyldt, fx: Kun regionen er nævnt.\n"
                "  Bemærk: Gælder fra 5. september 2022. Prøven er en tilnærmelse; et menneske må vurdere resten.\n"
            ),
        ),
        (
            "en",
            (
                "V9-1 the parties are stated (also V2-3) [must, act, chapter 9, approximation]\n"
                "  What: Https://example.org/fiktion/V9-1.\n"
                "  Why: Without parties there is no agreement.\n"
                "  Legal basis: sundhedsloven § 205\n"
                "  Tested on: health agreement\n"
                "  How to meet it: State the parties.\n"
                "  Met, for example: Region and municipalities are named.\n"
                "  Not met, for example: Only the region is named.\n"
                "  Note: Applies from 5 September 2022. The test is an approximation; a person must judge the rest.\n"
            ),
        ),
    ],
)
def test_a_card_tells_everything_in_one_language(world: World, language: str, expected: str) -> None:
    """What, why, basis, how to fix, an example of each kind, and what to note."""
    one = rule(also=("V2-3",), basis=("sundhedsloven § 205",), approximate=True, valid_from="2022-09-05")
    assert card_text(card(world, one, language)) == expected


def test_what_a_rule_does_not_bind_is_said(world: World) -> None:
    """A commitment binds its own agreement, a default may be departed from, a draft is not in force."""
    agreement = "https://w3id.org/aftalegraf/id/sundhedsaftale/agr-midt-2019-2023"
    lines = dict(card(world, rule(binds=(agreement,), defeasible=True, force="vejledningUdkast")).lines)
    assert lines["Bemærk"] == (
        "Gælder kun Sundhedsaftalen 2019-2023, Region Midtjylland. "
        "Står kun i et udateret udkast til vejledning og er ikke i kraft. "
        "Parterne må gerne aftale noget andet; så er det en lovlig afvigelse."
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_rule_has_a_card(world: World, language: str) -> None:
    """With what, why and how."""
    needed = {"da": {"Hvad", "Hvorfor", "Sådan opfyldes den"}, "en": {"What", "Why", "How to meet it"}}
    for one in rules(world):
        assert {name for name, _ in card(world, one, language).lines} >= needed[language], one.id


def test_a_rule_is_found_by_its_id(world: World) -> None:
    """An unknown one is answered with the nearest."""
    assert rule_named(world, "V5.1-6b").id == "V5.1-6b"
    with pytest.raises(UnknownNameError, match=r"unknown rule 'V5\.1-6z'\. Nearest: V5\.1-6"):
        rule_named(world, "V5.1-6z")
