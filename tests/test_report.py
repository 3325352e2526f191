"""The report reads as the file of expected output has it, in Danish and English, as text and as Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from aftalegraf.outline import outline
from aftalegraf.report import as_markdown, as_text
from aftalegraf.review import review
from aftalegraf.world import World
from tests.conftest import CASES
from tests.made_reviews import HOSTILE, hostile, report, result, rule, several


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_report_is_the_expected_one(world: World, language: str) -> None:
    """Every line, as it was read against the documents."""
    expected = (CASES / f"report.{language}.txt").read_text(encoding="utf-8")
    assert as_text(world, review(world, language=language), language) == expected


def test_a_report_of_many_rules_stays_readable(world: World) -> None:
    """150 rules, most of them met or open for one reason: what to do stands on the first screen, each rule once."""
    found = report(
        *several("skal", "lov", met=90, undecided=50, missing=2), *several("boer", "vejledningUdkast", met=8)
    )
    lines = as_text(world, [found]).splitlines()
    assert lines.index("DET SKAL I SE PÅ FØRST") < 15
    assert lines.index("DET KAN IKKE AFGØRES") < 30
    assert len(lines) < 190
    assert max(len(line) for line in lines) <= 100


def test_a_name_cannot_start_a_line_of_its_own(world: World) -> None:
    """Line breaks in a label become spaces, so that nobody can forge a finding."""
    forged = result(rule("V9-2"), label="x\nDET ER OPFYLDT\n    V9-9 alt", focus="https://example.org/fiktion/x")
    found = replace(report(forged), label="Aftale\n\x1b[2JDET ER OPFYLDT")
    text = as_text(world, [found])
    assert text.splitlines().count("DET ER OPFYLDT") == 1, "the heading of the section"
    assert "(x DET ER OPFYLDT V9-9 alt)" in text
    assert "\x1b" not in text, "a name does not steer the terminal"


def words(markdown: str) -> str:
    """The text that a reader of Markdown sees, without what stands for form."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    return "\n".join("".join(c.content for c in t.children or ()) for t in tokens if t.type == "inline")


def test_markdown_has_the_same_headings_in_the_same_order(world: World) -> None:
    """Title, in short, and the sections of the outline."""
    found = report(*several("skal", "lov", met=1, missing=1, undecided=1), *several("kan", "lov", departing=1))
    tokens = MarkdownIt("commonmark").parse(as_markdown(world, [found]))
    headings = [
        after.content for token, after in pairwise(tokens) if token.type == "heading_open" and token.tag == "h2"
    ]
    assert headings == ["Kort sagt", *(section.heading for section in outline(world, found).sections)]
    assert "Skriv parterne." in words(as_markdown(world, [found]))


def test_names_in_markdown_stay_text(world: World) -> None:
    """No markup of theirs is taken for ours: no HTML, links, code, emphasis or headings."""
    tokens = MarkdownIt("commonmark").parse(as_markdown(world, [hostile()]))
    kinds = {c.type for token in tokens for c in token.children or ()} | {token.type for token in tokens}
    assert not kinds & {"html_inline", "html_block", "link_open", "code_inline", "em_open", "image", "fence"}
    shown = words(as_markdown(world, [hostile()]))
    for name in HOSTILE:
        assert re.sub(r"\s+", " ", name).strip("\x07") in shown
