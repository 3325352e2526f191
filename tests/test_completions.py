"""The terms that the editor completes."""

from __future__ import annotations

from aftalegraf.completions import completions
from aftalegraf.graph import ONTOLOGY
from aftalegraf.namespaces import REUSED_RANGES, expand
from aftalegraf.terms import vocabulary
from aftalegraf.world import World


def test_every_term_stands_once_with_its_labels(world: World) -> None:
    """Found by its Danish or its English label, written as a query needs it."""
    terms = vocabulary(world.store.graph(ONTOLOGY))
    found = completions(terms, world.labels, "da")
    assert ("aft:harIndikator", "har indikator", "has indicator", "egenskab") in found
    assert ("aft:Indikator", "indikator", "indicator", "klasse") in found
    assert ("skos:altLabel", "andet navn", "other name", "genbrugt egenskab") in found
    assert len(found) == len({term.iri for term in terms.all()}) + len(REUSED_RANGES)
    assert len({name for name, *_ in found}) == len(found)
    assert all(expand(name) and da and en and kind for name, da, en, kind in found)


def test_the_kind_is_told_in_the_readers_language(world: World) -> None:
    """The labels are the same in both."""
    found = completions(vocabulary(world.store.graph(ONTOLOGY)), world.labels, "en")
    assert ("aft:harIndikator", "har indikator", "has indicator", "property") in found
