"""A picture becomes a PDF with words in it, our font within it, and the same bytes every time."""

from __future__ import annotations

import re
import zlib

import pytest

from aftalegraf.pdf import pdf
from aftalegraf.pictures import VIEWS, Order, picture
from aftalegraf.world import World
from tests.test_drawing import SVG, parse


def streams(content: bytes) -> bytes:
    """What is packed in a PDF, unpacked."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    return b"\n".join(zlib.decompressobj().decompress(part) for part in found if part[:1] == b"\x78")


def letters(content: bytes) -> set[str]:
    """The letters that the fonts of a PDF can be read back as: what a search or a screen reader finds."""
    packed = streams(content)
    pairs = re.findall(rb"<[0-9a-fA-F]{4}> <([0-9a-fA-F]{4,})>", packed)
    return {bytes.fromhex(code.decode()).decode("utf-16-be") for code in pairs}


@pytest.mark.parametrize("view", VIEWS)
def test_a_pdf_is_as_large_as_its_picture(world: World, view: str) -> None:
    """One page, three quarters of a point for each pixel."""
    svg = parse(picture(world, view, "svg", Order()).decode())
    content = picture(world, view, "pdf", Order())
    whole = content + streams(content)
    (box,) = re.findall(rb"/MediaBox ?\[ ?0 0 ([0-9.]+) ([0-9.]+)", whole)
    assert [float(number) for number in box] == pytest.approx(
        [0.75 * float(svg.get(name, "")) for name in ("width", "height")], abs=0.1
    )


@pytest.mark.parametrize("view", VIEWS)
def test_the_words_of_a_pdf_can_be_read_and_its_font_is_within(world: World, view: str) -> None:
    """Every letter of the picture can be read back, and no font is asked of the reader's machine."""
    svg = parse(picture(world, view, "svg", Order()).decode())
    content = picture(world, view, "pdf", Order())
    wanted = set("".join("".join(e.itertext()) for e in svg.iter(f"{SVG}text"))) - set(" \n")
    assert wanted <= set("".join(letters(content)))
    whole = content + streams(content)
    names = set(re.findall(rb"/BaseFont ?/([A-Za-z0-9+-]+)", whole))
    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+SourceSansPro.*", name) for name in names)
    assert len(re.findall(rb"/FontFile[23]?\b", whole)) >= 1


@pytest.mark.parametrize(("language", "said"), [("da", b"da"), ("en", b"en")])
def test_a_pdf_has_a_language_a_title_and_words_for_the_picture(world: World, language: str, said: bytes) -> None:
    """PDF/UA: what a screen reader says of it."""
    content = picture(world, "thread", "pdf", Order(language=language))
    whole = content + streams(content)
    assert re.search(rb"/Lang ?\(" + said + rb"\)", whole)
    assert b"pdfuaid" in whole
    assert b"/Alt" in whole
    assert b"Sundhedsaftalen 2019-2023" in whole


def test_a_pdf_is_the_same_every_time(world: World) -> None:
    """No clock and no chance."""
    order = Order("redaktionel", language="en")
    assert picture(world, "coverage", "pdf", order) == picture(world, "coverage", "pdf", order)
    assert b"/CreationDate" not in picture(world, "coverage", "pdf", order)


def test_a_picture_without_a_name_still_becomes_a_pdf() -> None:
    """A name is put in its place: PDF/UA wants one."""
    assert pdf('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>').startswith(b"%PDF")
