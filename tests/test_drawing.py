"""The picture of den røde tråd shows exactly the links there are, each by its ground."""

from __future__ import annotations

import dataclasses
from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from aftalegraf.answers import slug
from aftalegraf.drawing import LINES, Look, thread_svg
from aftalegraf.trace import Thread, agreements, thread
from aftalegraf.world import World

SVG = "{http://www.w3.org/2000/svg}"
GROUNDS = ("fremgaar", "udledt", "redaktionel")


def parse(svg: str) -> ET.Element:
    """A picture of ours as XML."""
    return ET.fromstring(svg)  # noqa: S314 (our own picture)


def chain(world: World, ground: str = "udledt") -> Thread:
    """The thread of the one agreement."""
    return thread(world, agreements(world)[0].iri, ground)


def drawn(svg: str, kind: str) -> list[ET.Element]:
    """The elements of a class in a picture."""
    return [e for e in parse(svg).iter() if kind in e.get("class", "").split()]


@pytest.mark.parametrize("ground", GROUNDS)
def test_there_is_an_arrow_for_each_link_and_no_other(world: World, ground: str) -> None:
    """Ends and ground of every arrow are those of a link."""
    found = chain(world, ground)
    arrows = drawn(thread_svg(found), "link")
    assert Counter((a.get("data-from"), a.get("data-to"), a.get("class")) for a in arrows) == Counter(
        (slug(link.source), slug(link.target), f"link {link.ground}") for link in found.links
    )


def test_the_number_of_arrows_is_known(world: World) -> None:
    """16 stated, 3 read by us, 10 added by the editors."""
    arrows = drawn(thread_svg(chain(world, "redaktionel")), "link")
    assert Counter(a.get("class") for a in arrows) == {"link fremgaar": 16, "link udledt": 3, "link redaktionel": 10}


def test_one_arrow_alone_reaches_a_national_goal_by_default(world: World) -> None:
    """The picture that showed them is lost; one placement stands in a status report, and no other is put in unasked."""
    found = [a for a in drawn(thread_svg(chain(world)), "link") if a.get("data-to", "").startswith("ng-")]
    assert [(a.get("data-from"), a.get("data-to"), a.get("class")) for a in found] == [
        ("ni-uddannelse", "ng-leveaar", "link fremgaar")
    ]


def test_grounds_differ_by_more_than_colour() -> None:
    """Solid, dashed and dotted."""
    assert len({dashes for _, dashes in LINES.values()}) == 3


def test_every_thing_is_a_box_that_can_be_reached_and_followed(world: World) -> None:
    """36 boxes and 4 visions, each a link with a tab stop and its path."""
    found = chain(world, "redaktionel")
    boxes = drawn(thread_svg(found), "box")
    assert len(boxes) == 4 + 3 + 4 + 10 + 11 + 8
    for box in boxes:
        assert box.tag == f"{SVG}a"
        assert box.get("tabindex") == "0"
        iri = box.get("href", "")
        assert iri.endswith(f"/{box.get('data-id')}")
        expected = {slug(other) for other in found.paths.get(iri, {iri})}
        assert set(box.get("data-path", "").split()) == expected


def test_a_missing_link_is_a_hatched_stub_with_its_reason(world: World) -> None:
    """One for each thing whose next link is missing."""
    found = chain(world)
    stubs = drawn(thread_svg(found), "stub")
    assert Counter(stub.findtext(f"{SVG}title") for stub in stubs) == Counter(found.missing.values())
    assert len(stubs) == 12


def test_boxes_do_not_overlap_and_stay_in_the_picture(world: World) -> None:
    """At every ground."""
    for ground in GROUNDS:
        svg = thread_svg(chain(world, ground))
        width, height = (float(parse(svg).get(name, "")) for name in ("width", "height"))
        rects = [box[0] for box in drawn(svg, "box")]
        places = [tuple(float(rect.get(name, "")) for name in ("x", "y", "width", "height")) for rect in rects]
        assert width <= 1400
        for number, (x, y, w, h) in enumerate(places):
            assert x >= 0 <= y
            assert x + w <= width
            assert y + h <= height
            for a, b, c, d in places[:number]:
                assert x >= a + c or a >= x + w or y >= b + d or b >= y + h


def test_the_foot_says_unofficial_and_what_was_read(world: World) -> None:
    """A picture that is passed on still tells where it comes from."""
    svg = thread_svg(chain(world), "Grundlag", "En bemærkning", "høringsversionen af Sundhedsaftalen 2019-2023")
    text = " ".join("".join(e.itertext()) for e in parse(svg).iter(f"{SVG}text"))
    assert "En bemærkning" in text
    assert "Uofficielt værktøj · Sundhedsaftalen 2019-2023, Region Midtjylland · efter høringsversionen" in text


def test_the_legend_names_each_ground(world: World) -> None:
    """In the words of the pages."""
    svg = thread_svg(chain(world))
    for words in ("fremgår af kilden", "vores læsning", "tilføjet af redaktionen", "næste led mangler"):
        assert f">{words}<" in svg


def test_the_same_thread_gives_the_same_bytes(world: World) -> None:
    """No clock, no chance."""
    assert thread_svg(chain(world)) == thread_svg(chain(world))


def test_a_hostile_label_is_text_and_a_hostile_address_no_link(world: World) -> None:
    """Script in a label is escaped, control characters are left out, and javascript: is not followed."""
    found = chain(world)
    hostile = dataclasses.replace(found.visions[0], label='<script>alert("x")</script>\x00')
    svg = thread_svg(dataclasses.replace(found, visions=(hostile,)), look=Look(href=lambda _: "javascript:alert(1)"))
    assert "<script" not in svg
    assert "javascript:" not in svg
    assert 'Vision: <script>alert("x")</script>' in [box.get("aria-label") for box in drawn(svg, "box")]
