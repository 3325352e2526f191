"""Show what changed between two versions as text for a terminal, and as one HTML file that needs no network."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape
from typing import Final

from aftalegraf.difference_story import Block, Story
from aftalegraf.report_html import page

_WIDTH: Final = 100


def as_text(told: Story) -> str:
    """What changed, as lines."""
    lines = [told.title, "=" * len(told.title), *(line for note in told.notes for line in _wrap(note, ""))]
    for part in told.parts:
        lines += ["", part.heading.upper()]
        for block in part.blocks:
            lines += _wrap(block.heading, "")
            lines += [line for one in block.lines for line in _wrap(_with(one.text, one.rests), "  - ")]
        lines += _wrap(part.counted, "") if part.counted else []
    return "\n".join(lines) + "\n"


def as_html(told: Story) -> str:
    """The same content in the same order, as one page."""
    notes = "".join(f"<p>{escape(note)}</p>" for note in told.notes)
    body = [f"<h1>{escape(told.title)}</h1>", f'<div class="notice">{notes}</div>']
    for part in told.parts:
        body += [f"<section><h2>{escape(part.heading)}</h2>", *(line for block in part.blocks for line in _html(block))]
        body += [f"<p>{escape(part.counted)}</p>"] if part.counted else []
        body.append("</section>")
    return page(told.language, escape(told.title), "\n".join(body))


def _with(text: str, rests: str) -> str:
    return f"{text} [{rests}]" if rests else text


def _wrap(text: str, first: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * (len(first) + 2 * bool(first)),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _html(block: Block) -> Iterator[str]:
    yield f'<article class="finding"><h3>{escape(block.heading)}</h3>'
    if block.lines:
        yield "<ul>" + "\n".join(f"<li>{escape(one.text)}{_marks(one.rests)}</li>" for one in block.lines) + "</ul>"
    yield "</article>"


def _marks(rests: str) -> str:
    return f' <span class="marks">[{escape(rests)}]</span>' if rests else ""
