"""What to do about what is not linked, and where to look for what is missing."""

from __future__ import annotations

from aftalegraf import coupling, gaps
from aftalegraf.answers import slug
from aftalegraf.coupling_advice import advice, stated_in
from aftalegraf.gaps import Finding
from aftalegraf.tracing import Tracing
from aftalegraf.world import World

CAUSES = (coupling.UNLISTED, coupling.UNNAMED, coupling.UNSTARRED, coupling.LEFT_OUT)


def test_every_finding_has_its_advice_in_both_languages() -> None:
    """By why, else by status, else by what part is missing."""
    kinds = [(part, coupling.UNLINKED, "") for part in gaps.PARTS if part != gaps.SELF]
    kinds += [(gaps.SELF, status, "") for status in (coupling.OVER, coupling.CHANGED)]
    kinds += [(gaps.ABOVE, coupling.ORPHAN, ""), *((gaps.NEAR, coupling.UNDECIDED, cause) for cause in CAUSES)]
    told = {
        (kind, lang): advice(Finding(kind[0], kind[1], "", kind[2], (), ()), lang)
        for kind in kinds
        for lang in ("da", "en")
    }
    assert len(set(told.values())) == 2 * len(kinds) == len(told)


def test_what_a_document_leaves_open_is_not_to_be_obtained(world: World) -> None:
    """002 lines 258 and 291 put off the choice of indicators: there is no text to find, but something to settle."""
    found = gaps.findings(Tracing(world).status("agr-syd-2024-2027", "udledt")[0])
    open_in = {
        extent.reason[:30]: advice(one, "da") for one in found if one.part == gaps.UNREAD for extent in one.unread
    }
    assert {reason: told.partition(".")[0] for reason, told in open_in.items()} == {
        "selve Sundhedsaftalen 2024-202": "Skaf det, der mangler i samlingen",
        "tillægget udskyder valget af i": "Dokumentet angiver det ikke",
    }


def test_the_documents_that_state_a_kind_of_link_are_counted(world: World) -> None:
    """000 ties its ten indicators to its objectives, and no other document of the collection does."""
    tracing = Tracing(world)
    has = "https://w3id.org/aftalegraf/ns#harIndikator"
    found = stated_in(tracing.links, has, tracing.chains.lines)
    assert [(slug(document), number) for document, number in found] == [("doc-000", 10)]
    assert stated_in(tracing.links, f"{has}-ikke", tracing.chains.lines) == ()
