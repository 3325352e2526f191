"""Write a review so that a planner can act on it: as text for a terminal and as Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from aftalegraf.outline import DONE, OPEN, Group, Item, Outline, Section, outline
from aftalegraf.review import Report
from aftalegraf.wording import TEXTS
from aftalegraf.world import World

_WIDTH: Final = 100
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#|~&!])|(?<=^)([+=-])|(?<=^\d)([.)])", re.MULTILINE)


def as_text(world: World, reports: Iterable[Report], language: str = "da") -> str:
    """The reviews as lines for a terminal."""
    return "\n\n".join("\n".join(_report(outline(world, report, language), language)) for report in reports) + "\n"


def as_markdown(world: World, reports: Iterable[Report], language: str = "da") -> str:
    """The reviews as Markdown: the same content in the same order, and what is quoted stays text."""
    return "\n\n".join("\n".join(_marked(outline(world, report, language), language)) for report in reports) + "\n"


def _report(told: Outline, language: str) -> Iterator[str]:
    title = _clean(told.title)
    yield title
    yield "=" * len(title)
    for notice in told.notices:
        yield from _wrap(notice, 0, 0)
    yield from ("", TEXTS[language]["short"].upper())
    for subject, said in told.sentences:
        yield f"  {subject}"
        for text in said:
            yield from _wrap(text, 4, 6)
    for section in told.sections:
        yield from ("", section.heading.upper())
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if section.lead:
        yield from _wrap(section.lead, 2, 2)
    for number, group in enumerate(section.groups):
        yield from [""] * bool(number)
        yield from _wrap(group.heading, 2, 4)
        for line in group.lines:
            yield from _wrap(f"{line.name}: {line.text}", 4, 6)
        for subject, items in group.by_subject:
            yield from [f"    {subject}:"] * bool(subject)
            yield from _items(items)


def _items(items: Iterable[Item]) -> Iterator[str]:
    for place, item in enumerate(items):
        yield from [""] * bool(place and item.lines)
        yield from _wrap(_named(item), 4, 6)
        for line in item.lines:
            yield from _wrap(f"{line.name}: {line.text}", 6, 8)


def _named(item: Item) -> str:
    things = f" ({item.things})" if item.things and not item.lines else ""
    return f"{item.title}{things} [{', '.join(item.marks)}]"


def _wrap(text: str, first: int, rest: int) -> list[str]:
    before, after, text = " " * first, " " * rest, _clean(text)
    return textwrap.wrap(text, _WIDTH, initial_indent=before, subsequent_indent=after, break_long_words=False)


def _clean(text: str) -> str:
    """A text on one line: a line break in a name is no line of ours, and no name steers the terminal."""
    return " ".join(_CONTROL.sub("", text).split())


def _marked(told: Outline, language: str) -> Iterator[str]:
    yield f"# {escaped(told.title)}"
    for notice in told.notices:
        yield from ("", f"> {escaped(notice)}")
    yield from ("", f"## {TEXTS[language]['short']}")
    for subject, said in told.sentences:
        yield from ("", f"### {escaped(subject)}", "", *(f"- {escaped(text)}" for text in said))
    for section in told.sections:
        yield from ("", f"## {escaped(section.heading)}")
        if section.lead:
            yield from ("", escaped(section.lead))
        for group in section.groups:
            yield from _marked_group(group, section.key)


def _marked_group(group: Group, key: str) -> Iterator[str]:
    yield from ("", f"### {escaped(group.heading)}", "")
    yield from (f"- **{line.name}:** {escaped(line.text)}" for line in group.lines)
    if group.lines and group.items:
        yield ""
    for subject, items in group.by_subject:
        if subject:
            yield from ("", f"**{escaped(subject)}**", "")
        for item in items:
            yield from _marked_item(item, key)


def _marked_item(item: Item, key: str) -> Iterator[str]:
    if key in (OPEN, DONE):
        yield f"* {escaped(_named(item))}"  # another mark than that of the lines above makes a list of its own
        return
    yield from (f"#### {escaped(_named(item))}", "")
    yield from (f"- **{line.name}:** {escaped(line.text)}" for line in item.lines)
    yield ""


def escaped(text: str) -> str:
    """A text on one line in which no character means anything in Markdown or HTML."""
    return _MARKUP.sub(lambda found: f"\\{found[0]}", _clean(text))
