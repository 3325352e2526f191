"""Where a thing stands: agreement, focus area, objective, and then the thing."""

from __future__ import annotations

import pytest

from aftalegraf.namespaces import ID
from aftalegraf.trail import trail
from aftalegraf.world import World


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        ("indikator/ind-midt-akutte-indl", ["agr-midt-2019-2023", "foc-midt-aeldre", "obj-midt-akut"]),
        ("maalsaetningsled/sub-midt-akut-1", ["agr-midt-2019-2023", "foc-midt-aeldre", "obj-midt-akut"]),
        ("maalsaetning/obj-midt-akut", ["agr-midt-2019-2023", "foc-midt-aeldre"]),
        ("sundhedsaftale/agr-midt-2019-2023", []),
        ("sammensaetning/mem-kps-1", ["act-region-syd", "for-klynger-syd", "for-klynge-syd-pol"]),
        ("arbejdsgruppe/wg-alliancen", ["for-arbejdsgrupper-midt"]),
        ("kildehenvisning/000-l300", ["doc-000"]),
        ("retskilde/law-bek-19-2", ["law-bek-1248", "law-bek-19"]),
        ("forum/for-kosu", []),
    ],
)
def test_a_thing_stands_under_what_it_is_part_of(world: World, thing: str, expected: list[str]) -> None:
    """The whole first; the longest way to an agreement, which passes over nothing."""
    assert [iri.rsplit("/", 1)[-1] for iri in trail(world, f"{ID}{thing}")] == expected


def test_a_circle_comes_to_an_end(world: World) -> None:
    """No thing stands under itself."""
    for iri in [iri for iri in world.labels if iri.startswith(f"{ID}forum/")]:
        assert iri not in trail(world, iri)
