"""A review is written in the format that is named, or that the ending of the file tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.reports import FORMATS, form_of, written
from aftalegraf.world import World
from tests.made_reviews import hostile


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.txt", "text"), ("a.md", "markdown"), ("a.HTML", "html"), ("a.csv", "csv"), ("a.xlsx", "xlsx"),
        ("a.json", "json"), ("a.ttl", "turtle"), ("a.sarif", "sarif"), ("a.sarif.json", "sarif"), ("a.xml", "junit"),
    ],
)  # fmt: skip
def test_the_ending_tells_the_format(name: str, form: str) -> None:
    """Each format has one; the longest that fits counts."""
    assert form_of(None, Path(name)) == form
    assert form_of("json", Path(name)) == "json", "what is said goes before what is guessed"


def test_without_either_it_is_text() -> None:
    """On the screen."""
    assert form_of(None, None) == "text"


def test_what_tells_no_format_is_refused_with_advice() -> None:
    """An unknown name and an unknown ending."""
    with pytest.raises(UnknownNameError, match="markdown"):
        form_of("markdwn", None)
    with pytest.raises(UsageError, match=r"a\.pdf: the ending tells no format; choose one with --format"):
        form_of(None, Path("a.pdf"))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_the_same_every_time(world: World, form: str, language: str) -> None:
    """In both languages, also for hostile names; and for no agreement at all."""
    once = written(world, [hostile()], form, language)
    assert once == written(world, [hostile()], form, language)
    assert len(once) > 1000
    assert isinstance(written(world, [], form, language), bytes)


def test_there_are_nine_formats() -> None:
    """Those that the command offers."""
    assert FORMATS == ("text", "markdown", "html", "csv", "xlsx", "json", "turtle", "sarif", "junit")
